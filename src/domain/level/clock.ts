import type { Instant } from '../calendar.ts'
import type { Input } from '../heard/input.ts'
import { resumed } from '../limit/limit.ts'
import { whole } from '../privacy.ts'
import { isOpen } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case, Linked } from '../state/matter.ts'
import { notReached } from '../wording/hold.ts'
import { dangerWaits, othersWait } from '../wording/level.ts'
import { isServed, type Letter, levelKey, replied } from './letter.ts'

type Came = Extract<Input, { type: 'letter' }>
type Holding = Extract<Letter, { letter: 'held' | 'resumed' }>
type Shown = Omit<Extract<Letter, { letter: 'held' }>, 'case'> | Omit<Extract<Letter, { letter: 'due' }>, 'case'>

/**
 * What the clock of a case shows that two levels share. Who works on it says so, to every word of the other side too:
 * whatever crossed on its way, the last of these letters makes both clocks one.
 */
export function clockOf(c: Community, { held, due }: Pick<Case, 'held' | 'due'>, reader: string): Shown {
  if (!held) return { letter: 'due', due, reason: '' }
  const { until, why, by } = held
  return {
    letter: 'held',
    until,
    reason: why === 'review' ? whole(c, held.reason) : '', // when somebody is at home is for who goes there
    ...(why === 'resident' ? { why } : {}),
    ...(by === levelKey(reader) ? { by: 'you' } : {}),
  }
}

/** The level that put it off, and alone says that it goes on. */
export const putOffBy = (c: Pick<Community, 'is'>, { held, up, down, from }: Case): Linked | undefined =>
  held?.why === 'review'
    ? [up, down, from].find((one) => one && held.by === levelKey(one.community) && isServed(c, one.community))
    : undefined

/** Those who work on it tell that its clock stands still. */
export function standsThere(c: Community, matter: Case, came: Came, letter: Holding, now: Instant): readonly Fact[] {
  if (!isOpen(matter) || letter.letter === 'resumed' || letter.until <= now) return []
  const { until, reason, why = 'review' } = letter
  const { number, held, supporters } = matter
  if (held?.until === until && held.why === why) return []
  const by = levelKey(came.from.id)
  const about = { case: number, yours: came.letter.case }
  if (why === 'resident' && letter.by === undefined && (supporters.length > 0 || matter.danger !== undefined))
    return [
      { type: 'news-given', at: now, case: number, by, text: notReached() },
      replied(came.from.id, now, {
        letter: 'news',
        text: matter.danger === undefined ? othersWait() : dangerWaits(),
        ...about,
      }),
      replied(came.from.id, now, { letter: 'resumed', ...about }),
    ]
  const whose = letter.by === 'you' ? levelKey(c.is.id) : by
  return [{ type: 'clock-held', at: now, case: number, by: whose, why, until, reason }]
}

/** Those who handed it over ask to wait, or to go on. What was put off here goes on by a word of here. */
export function askedToWait(c: Community, matter: Case, came: Came, letter: Holding, now: Instant): readonly Fact[] {
  if (!isOpen(matter)) return []
  const facts = letter.letter === 'held' ? held(c, matter, came, letter, now) : goesOn(c, matter, came, now)
  if (facts.length > 0) return facts // that is told by itself
  const { from } = came
  return [replied(from.id, now, { ...clockOf(c, matter, from.id), case: matter.number, yours: letter.case })]
}

const goesOn = (c: Community, matter: Case, { from }: Came, now: Instant): readonly Fact[] =>
  matter.held?.why === 'resident' || matter.held?.by === levelKey(from.id)
    ? resumed(c, matter, now, levelKey(from.id))
    : []

function held(
  c: Community,
  matter: Case,
  { from }: Came,
  letter: Extract<Letter, { letter: 'held' }>,
  now: Instant,
): readonly Fact[] {
  const { until, reason, why = 'review', by } = letter
  const theirs = levelKey(from.id)
  const stands = matter.held
  if (until <= now || (stands?.until === until && stands.why === why)) return []
  if (stands?.why === 'review' && (why === 'resident' || stands.by !== theirs)) return []
  const whose = by === 'you' ? levelKey(c.is.id) : theirs
  return [{ type: 'clock-held', at: now, case: matter.number, by: whose, why, until, reason }]
}
