import type { Heard } from '../heard/input.ts'
import type { Reading } from '../heard/reading.ts'
import { called } from '../privacy.ts'
import type { Community, Person } from '../state/community.ts'

/** Who and where somebody is. */
export type Known = Pick<Community, 'get' | 'all' | 'byContact'>

/** Said between neighbours by somebody who asked for 「不要记我」: nobody takes it up. What is said to the bot is. */
export const isUnheard = (c: Community, { room, from, addressed, quote }: Heard): boolean =>
  room !== undefined && !addressed && quote?.ours !== true && c.byContact(from)?.heard === false

/** What is quoted are the words of such a person, or nobody knows whose and one of them is in the group. */
export function quotesUnheard(c: Known, { room, quote, from, name }: Heard): boolean {
  if (!quote || quote.ours || (quote.from ?? quote.name) === (quote.from === undefined ? name : from)) return false
  if (quote.from !== undefined) return c.byContact(quote.from)?.heard === false
  const silent = [...c.all('person')].filter((person) => !person.heard)
  if (quote.name !== undefined && quote.name !== '') return silent.some((person) => goesBy(person, quote.name ?? ''))
  const members = c.get('room', room ?? '')?.members ?? []
  return silent.some(({ contact }) => contact !== undefined && members.includes(contact))
}

const goesBy = ({ name }: Person, shown: string): boolean => name === shown.trim() || called(name) === called(shown)

/** Whether a model service may be asked about it: neither her words nor what they quote are of somebody who said 「不要记我」. */
export const nobodyObjects = (c: Known, heard: Heard): boolean =>
  c.byContact(heard.from)?.heard !== false && !quotesUnheard(c, heard)

/** The words that a reading would take up stand in what is quoted, and not in what was said. */
export const isQuoted = (text: string, { quote, text: own }: Heard): boolean =>
  quote !== undefined && !bare(own).includes(bare(text))
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Taken from talk, without a number of ours in it. */
const TALK: ReadonlySet<Reading['do']> = new Set([
  'raise',
  'trouble',
  'support',
  'correct',
  'rate',
  'reopen',
  'still',
  'urge',
  'news',
  'promise',
  'on-sight',
  'nobody-home',
  'no-hurry',
  'at-home',
  'stuck',
  'finish',
  'postpone',
  'unnamed',
  'open-poll',
])

/**
 * Of an unheard person's words only what is a command by its number, a ballot without what was said to it, or a danger,
 * which somebody has to go to, without her name.
 */
export const deliberate = (readings: readonly Reading[]): readonly Reading[] =>
  readings.filter((reading) => !TALK.has(reading.do) || isDanger(reading) || isNumbered(reading)).map(sparing)
const isDanger = (reading: Reading): boolean => reading.do === 'trouble' && reading.trouble.danger !== undefined
const isNumbered = (reading: Reading): boolean => 'case' in reading && reading.case !== undefined
const sparing = (reading: Reading): Reading => {
  if (reading.do === 'vote') return { ...reading, reason: '' }
  return reading.do === 'trouble' ? { ...reading, trouble: { ...reading.trouble, unnamed: true } } : reading
}
