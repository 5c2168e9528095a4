/** Longer texts are cut before any pattern sees them. */
export const LONGEST = 2000
/** WeChat's own 接龙 repeats everybody's line, and is read as far as this. */
export const LONGEST_CHAIN = 10_000
/** Of its beginning, which names what it is about. */
const HEAD = 1000

const CHAIN = /^\s*[#＃]接[龙龍]/
export const isChain = (text: string): boolean => CHAIN.test(text.slice(0, 20))

/** A 接龙 with its beginning and as many lines of its end as may be read: who is new stands there. */
export function fittingChain(text: string): string {
  if (text.length <= LONGEST_CHAIN) return text
  const head = text.slice(0, text.lastIndexOf('\n', HEAD - 1) + 1) || `${text.slice(0, HEAD - 1)}\n`
  const end = text.slice(text.length - (LONGEST_CHAIN - HEAD))
  const whole = end.indexOf('\n')
  return `${head}${whole < 0 ? '' : end.slice(whole + 1)}`
}
