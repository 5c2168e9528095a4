/** What is no word: spaces and marks between the words of a text. */
const BETWEEN = /[\s\p{P}\p{S}]+/gu
const bare = (text: string): string => text.normalize('NFKC').replace(BETWEEN, '')

/** A stretch of the text, as it stands there. */
export const isFrom = (part: string, text: string): boolean => part !== '' && bare(text).includes(bare(part))

/** A word that turns round what is said: nothing is left out around it. */
const TURNS = /[不没未无别非莫勿]/

/**
 * Made of stretches of the text, of two characters or more, in their order: shortened, but in its own words, and not
 * by what would say the contrary.
 */
export function isShortened(part: string, text: string): boolean {
  const [short, long] = [bare(part), bare(text)]
  let at = 0
  for (let from = 0; from < short.length; ) {
    const found = longest(short, from, long, at)
    if (!found || (found.length < 2 && short.length > 1)) return false
    if (at > 0 && TURNS.test(long.slice(at, found.at))) return false
    at = found.at + found.length
    from += found.length
  }
  return short !== ''
}

/** The longest stretch of `short` from there that stands in `long` after `at`. */
function longest(short: string, from: number, long: string, at: number) {
  for (let length = short.length - from; length > 0; length--) {
    const found = long.indexOf(short.slice(from, from + length), at)
    if (found >= 0) return { at: found, length }
  }
  return undefined
}

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const TIMES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 }
/** Spoken numbers only where something is counted: 「一致」「有一条」「本周一共」 are none. */
const SPOKEN =
  /(?!一[个条点些次位件])[零〇一二两三四五六七八九十百千万]+(?=[户人票件天个条次元块项栋月日号年点岁楼层米度成倍半周台盏根处名位家份]|分之|小时)|(?<=分之|第|周|星期)(?!一[共直般些起向切边])[零〇一二两三四五六七八九十百千万]+/g
const WRITTEN = /\d+(?:[,，]\d{3})*(?:\.\d+)?/g

/** Every number in a text, however it is written: 「12」 for 「十二户」「１２户」. */
export function numbersIn(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKC')
  const written = [...plain.matchAll(WRITTEN)].map(([found]) => String(Number(found.replace(/[,，]/g, ''))))
  return new Set([...written, ...[...plain.matchAll(SPOKEN)].map(([found]) => String(spokenValue(found)))])
}

function spokenValue(spoken: string): number {
  let [sum, last] = [0, 0]
  for (const sign of spoken) {
    const times = TIMES[sign]
    if (times === undefined) last = DIGIT[sign] ?? 0
    else if (times === 10_000) [sum, last] = [(sum + last) * times, 0]
    else [sum, last] = [sum + Math.max(last, 1) * times, 0]
  }
  return sum + last
}
