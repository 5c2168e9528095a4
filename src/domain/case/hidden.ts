import { HOUR, MINUTE } from '../calendar.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import { isAtLeast } from '../limit/ladder.ts'
import {
  answer,
  conveners,
  happened,
  is,
  isConvener,
  isOpen,
  type Outcome,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { asksSilence, cannotGo, isOver, keeps, takesIt } from '../wording/hidden.ts'

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

/** So long what she says next belongs to it. */
const GOES_ON = 10 * MINUTE
export const lastHidden = (s: Situation): Case | undefined =>
  hiddenOf(
    s.c,
    ({ reporter, raisedAt }) => reporter === s.speaker.key && s.at >= raisedAt && s.at - raisedAt <= GOES_ON,
  ).findLast(isOpen)

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
  if (open.length > 0 && takesIt(text)) return happened(...open.map((matter) => taken(s, matter)))
  const own = running.filter(({ handler }) => handler === s.speaker.key)
  if (own.length === 0) {
    const theirs = running.find(({ stage, lastRungAt = 0 }) => stage === 'taken' && s.now - lastRungAt <= FRESH)
    return theirs?.handler && takesIt(text) ? answer({ say: 'goes-already', by: theirs.handler }) : undefined
  }
  if (!readings.every(isLoose)) return undefined
  if (cannotGo(text)) return happened(...own.map((matter) => released(s, matter)))
  const asked = own.filter(({ rungs }) => rungs.includes('again'))
  if (asked.length > 0) return happened(...asked.map((matter) => ended(s, matter)))
  return isOver(text) ? happened(...own.map((matter) => told(s, matter))) : undefined
}

/** 「别告诉书记」: these words go to nobody. */
export function keptBack(s: Situation): Outcome | undefined {
  const { kind, text } = s.heard
  if (kind !== 'text' || !keeps(text) || !lastHidden(s)) return undefined
  const called = conveners(s.c).map(({ name }) => name)
  return asksSilence(text, called) ? answer({ say: 'kept-back' }) : undefined
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
