/** A person who may be called in a room, under each name that is shown there. */
export interface Callable {
  readonly contact: string
  readonly name: string
}

const AT = /[@＠]/g
/** What phones and computers put after a name. */
const AFTER = /^[\u2005\u2006\u00a0 ]/
/** More calls than this in one message are noise. */
const MOST = 50
const LATIN = /[A-Za-z0-9_]/

/** One @ in a text: from `start` to `end`, the sign and the blank after the name included. */
export interface Call {
  readonly contact: string
  readonly start: number
  readonly end: number
}

/**
 * Whom a text calls by @, by the longest name that stands there. People type the call by hand with nothing after it,
 * so that any character may follow; only within a Latin word the name is a part of another.
 */
export const calls = (text: string, people: readonly Callable[]): readonly Call[] => {
  const signs = [...text.matchAll(AT)].slice(0, MOST)
  if (!signs.length) return []
  const longest = people.filter(({ name }) => name).sort((one, other) => other.name.length - one.name.length)
  return signs.flatMap(({ index }) => callAt(text, index, longest) ?? [])
}

const callAt = (text: string, start: number, people: readonly Callable[]): Call | undefined => {
  const rest = text.slice(start + 1)
  const who = people.find(({ name }) => rest.startsWith(name) && !isPart(name, rest))
  if (!who) return undefined
  const end = start + 1 + who.name.length
  return { contact: who.contact, start, end: AFTER.test(text.slice(end)) ? end + 1 : end }
}

const isPart = (name: string, rest: string): boolean =>
  LATIN.test(name.slice(-1)) && LATIN.test(rest.charAt(name.length))

/** The text without these calls; where one stood between words, a blank is left. */
export const without = (text: string, gone: readonly Call[]): string => {
  const kept = gone.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
  return tidy(kept)
}

/** Blanks as people type them: WeChat's narrow ones become plain, runs become one. */
export const tidy = (text: string): string => text.replace(/[ \u2005\u2006\u00a0]+/g, ' ').trim()
