import { HOUR, MINUTE } from '../calendar.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import { isAtLeast } from '../limit/ladder.ts'
import { answer, happened, is, isConvener, isOpen, type Outcome, type Situation, samePlace } from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { cannotGo, goes, house, isOver, ofAll, takesIt } from '../wording/hidden.ts'
import { dwellingsOf } from './home.ts'

/** Beyond all that people can type: no question and no guess reaches it, and no number is missing in the others. */
const FROM = 1_000_000

/** A case that nobody hears of but those who are to help: 家暴, 轻生. */
export const hidden = (c: Community, { post: _, ...matter }: Case): Case => ({
  ...matter,
  number: FROM + (counters(c).hidden ?? 1),
  tier: 'family',
  hidden: true,
})
export const nextHidden = (number: number): { readonly hidden: number } => ({ hidden: number - FROM + 1 })

function hiddenOf(c: Community, of: (matter: Case) => boolean): readonly Case[] {
  const found: Case[] = []
  for (const matter of c.all('case')) if (matter.hidden && of(matter)) found.push(matter)
  return found
}

/** Of which this is more: the same danger, by the same person or there, within the hour. */
export const sameHidden = (s: Situation, { danger, place }: Trouble): Case | undefined =>
  hiddenOf(
    s.c,
    (matter) =>
      isOpen(matter) &&
      s.at - matter.raisedAt <= HOUR &&
      matter.danger === danger &&
      (matter.reporter === s.speaker.key || samePlace(matter.place, place)),
  ).at(-1)

/** So long what she says next belongs to it: among neighbours she soon speaks of something else. */
const GOES_ON = { here: 10 * MINUTE, privately: 3 * HOUR }
export const lastHidden = (s: Situation): Case | undefined => {
  const most = s.room ? GOES_ON.here : GOES_ON.privately
  return hiddenOf(
    s.c,
    ({ reporter, raisedAt }) => reporter === s.speaker.key && s.at >= raisedAt && s.at - raisedAt <= most,
  ).findLast(isOpen)
}

/** The conveners, and the supervisors once it is late. */
const isCalled = (person: Person, { level }: Case): boolean =>
  isConvener(person) || (is(person, 'supervisor') && isAtLeast(level, 'supervisor'))
/** So long somebody else who was called hears that it is taken. */
const FRESH = 2 * HOUR

/** What whoever was called says in private: 「知道了」 takes it; after she was asked how it went, her answer ends it. */
export function answeredHidden(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  if (s.room || s.heard.kind !== 'text') return undefined
  const { text } = s.heard
  const running = hiddenOf(s.c, (matter) => isOpen(matter) && isCalled(s.speaker, matter))
  const open = running.filter(({ stage }) => stage === 'open')
  if (open.length > 0 && (takesIt(text) || (goes(text) && (ofAll(text) || meant(s, open).length > 0))))
    return ofWhich(s, open, taken)
  const own = running.filter(({ handler }) => handler === s.speaker.key)
  if (own.length === 0) {
    const theirs = running.find(({ stage, lastRungAt = 0 }) => stage === 'taken' && s.now - lastRungAt <= FRESH)
    return theirs?.handler && takesIt(text) ? answer({ say: 'goes-already', by: theirs.handler }) : undefined
  }
  if (!readings.every(isLoose)) return undefined
  if (cannotGo(text)) return ofWhich(s, own, released)
  const asked = own.filter(({ rungs }) => rungs.includes('again'))
  if (asked.length > 0) return ofWhich(s, asked, ended)
  return isOver(text) ? ofWhich(s, own, told) : undefined
}

/** Of several of them, whoever answers says which: what is meant for one is not done to another. */
function ofWhich(s: Situation, among: readonly Case[], fact: (s: Situation, matter: Case) => Fact): Outcome {
  const one = among.length === 1 || ofAll(s.heard.text) ? among : meant(s, among)
  return one.length === 1 || one === among
    ? happened(...one.map((matter) => fact(s, matter)))
    : answer({ say: 'which-hidden', among: among.map(({ number }) => number) })
}
/** Those of whose line it is an answer, or that are named in it: by who told of it, by the building, by what it is. */
const meant = ({ c, heard: { text, quote } }: Situation, among: readonly Case[]): readonly Case[] => {
  const words = quote?.ours ? `${text}\n${quote.text}` : text
  return among.filter((matter) => {
    const { reporter, unnamed, place, danger = '', text: all, raised = all } = matter
    const name = unnamed ? '' : (c.get('person', reporter)?.name ?? '')
    const homes = unnamed ? [] : dwellingsOf(c, matter).map((household) => household.split('-')[0])
    const houses = [place?.building, ...homes].map((building) => (building === undefined ? '' : house(building)))
    return [name, danger, raised.slice(0, 20), ...houses].some((sign) => sign.length >= 2 && words.includes(sign))
  })
}

const taken = ({ now, speaker }: Situation, { number }: Case): Fact => ({
  type: 'case-taken',
  at: now,
  case: number,
  by: speaker.key,
  post: undefined,
})
/** Who cannot go after all: the others are called again. */
const released = ({ now, speaker, heard }: Situation, { number }: Case): Fact => ({
  type: 'case-sent-back',
  at: now,
  case: number,
  by: speaker.key,
  post: undefined,
  reason: heard.text,
})
const ended = ({ now, speaker, heard }: Situation, { number }: Case): Fact => ({
  type: 'case-finished',
  at: now,
  case: number,
  by: speaker.key,
  text: heard.text,
  media: [],
})
const told = ({ now, speaker, heard }: Situation, { number }: Case): Fact => ({
  type: 'news-given',
  at: now,
  case: number,
  by: speaker.key,
  text: heard.text,
})

/** Means nothing else here. */
const isLoose = (reading: Reading): boolean =>
  ['thanks', 'yes', 'no', 'undo', 'unclear', 'trouble', 'report', 'still', 'danger'].includes(reading.do) ||
  (['finish', 'news', 'rate', 'withdraw'].includes(reading.do) && !('case' in reading && reading.case !== undefined))
