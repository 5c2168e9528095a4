import { afterQuiet, type Instant } from './calendar.ts'
import { caseOf } from './case/register.ts'
import { bundleDue } from './case/wide.ts'
import { Changed } from './docs.ts'
import { CLOSE_GRACE, lastAt, nextPollRung, reviewAt } from './due.ts'
import { evolve } from './evolve.ts'
import type { Input } from './heard/input.ts'
import { higher, levelOf } from './limit/ladder.ts'
import { resumed } from './limit/limit.ts'
import { rungReached } from './limit/rung.ts'
import { handoverDue } from './people/duty.ts'
import { lapsedLeft } from './people/left.ts'
import { finalOf } from './poll/ballot.ts'
import { lapsedOf } from './poll/lapse.ts'
import { askAgain } from './rating/again.ts'
import { reminderDue } from './reminder/reminder.ts'
import { reports } from './report/report.ts'
import { yearUnknown } from './report/year.ts'
import { gapsTold } from './room/gap.ts'
import { isOpen } from './situation.ts'
import type { Community, Kind, Kinds, Pending } from './state/community.ts'
import { counters } from './state/counters.ts'
import type { Fact } from './state/facts.ts'
import type { Case, Poll } from './state/matter.ts'
import { after } from './turn.ts'
import { promisePassed } from './work/promised.ts'

type Tick = Extract<Input, { type: 'tick' }>

/**
 * All that has come due, the longest waiting first. A restart can delay a thing, never lose or repeat it. A poll waits
 * with its close until the account hears: only then is it known whether it could be voted on to the end.
 */
export function beat(c: Community, now: Instant, { hearing, only }: Tick): readonly Fact[] {
  const due = (only ? [only] : [...c.due(now)]).sort(
    (a, b) => a.at - b.at || a.key.length - b.key.length || (a.key < b.key ? -1 : 1),
  )
  const of = <K extends Kind>(kind: K): readonly Kinds[K][] =>
    due.flatMap((one) => (one.kind === kind ? (c.get(kind, one.key) ?? []) : []))
  return [
    ...of('case').flatMap((matter) => dueOf(c, matter, now)),
    ...of('case').flatMap((matter) => askAgain(matter, now)),
    ...of('poll').flatMap((poll) => pollDue(c, poll, now, hearing)),
    ...of('forum').map((forum): Fact => ({ type: 'forum-closed', at: now, case: forum.case, forum })),
    ...of('bundle').flatMap((bundle) => bundleDue(c, bundle, now)),
    ...of('reminder').flatMap((one) => reminderDue(c.is.settings, one, now)),
    ...lapses(c, of('pending'), now),
    ...of('invitation').map(({ hash }): Fact => ({ type: 'invitation-burnt', at: now, hash })),
    ...lapsedLeft(of('left'), now),
    ...(hearing && of('hearing').length > 0 ? gapsTold(c, now) : []),
    ...(due.some(({ kind }) => kind === 'counters')
      ? [...reports(c, now), ...yearUnknown(c, now), ...handoverDue(c, counters(c), now)]
      : []),
  ]
}

function dueOf(c: Community, matter: Case, now: Instant): readonly Fact[] {
  if (matter.goingAt !== undefined && now >= matter.goingAt && matter.stage === 'open')
    return [{ type: 'case-withdrawn', at: now, case: matter.number, by: matter.reporter }]
  if (matter.held && isOpen(matter)) return now >= matter.held.until ? goesOn(c, matter, now) : []
  const rung = rungReached(c, matter, now)
  const about = { at: now, case: matter.number }
  if (rung && matter.hidden && matter.stage === 'taken' && matter.rungs.includes('again'))
    return [{ type: 'case-finished', ...about, by: matter.handler ?? matter.reporter, text: '', media: [] }]
  const level = levelOf(c, matter, now)
  const first = higher(matter.level, level) === matter.level ? {} : ({ first: true } as const)
  return [
    ...(rung ? [{ type: 'case-reminded', ...about, rung, level, ...first } as const] : []),
    ...promisePassed(matter, now),
  ]
}

/** What was late before it stood still is reminded of at once. */
function goesOn(c: Community, matter: Case, now: Instant): readonly Fact[] {
  const facts = resumed(c, matter, now)
  const running = after(c, facts).get('case', matter.number)
  return running && !running.held ? [...facts, ...dueOf(c, running, now)] : facts
}

function pollDue(c: Community, poll: Poll, now: Instant, hearing: boolean): readonly Fact[] {
  const about = { at: now, poll: poll.number }
  const review = reviewAt(poll)
  if (poll.stage === 'closed') return review !== undefined && now >= review ? [{ type: 'review-due', ...about }] : []
  if (now >= poll.closes)
    return hearing && now >= poll.closes + CLOSE_GRACE ? [{ type: 'poll-closed', ...about, ...finalOf(c, poll) }] : []
  const next = nextPollRung(c, poll)
  if (!next || now < next.at) return []
  const skipped = next.rung === 'half' && afterQuiet(now, c.is.settings) >= lastAt(c, poll)
  return [{ type: 'poll-reminded', ...about, rung: skipped ? 'last' : next.rung }]
}

/** One after the other: each report that goes on takes the number after the last. What is due of it by now is done at once. */
function lapses(c: Community, waiting: readonly Pending[], now: Instant): readonly Fact[] {
  const changed = new Changed(c)
  const stored = (facts: readonly Fact[]): readonly Fact[] => {
    for (const fact of facts) changed.put(evolve(changed, fact))
    return facts
  }
  return waiting.flatMap((pending) => {
    const facts = stored(lapsed(changed, pending, now))
    const raised = facts.flatMap((fact) => (fact.type === 'case-raised' ? [fact.matter] : []))
    return [...facts, ...raised.flatMap((matter) => stored(dueOf(changed, matter, now)))]
  })
}

/** Nobody answered: an addressed report goes on as a case of its own, all else is dropped, and who drew a card may ask for it. */
function lapsed(c: Community, { person, room, askedAt, question }: Pending, now: Instant): readonly Fact[] {
  const speaker = c.get('person', person)
  if (question.ask === 'post') {
    const dropped: Fact = { type: 'question-dropped', at: now, person, card: true }
    return speaker ? [dropped, { type: 'person-noted', at: now, person: lapsedOf(speaker, now, room) }] : [dropped]
  }
  const dropped: Fact = { type: 'question-dropped', at: now, person }
  if (question.ask !== 'same' || !speaker) return [dropped]
  const matter = caseOf(c, question.draft, { speaker, room, at: askedAt })
  return [dropped, { type: 'case-raised', at: now, case: matter.number, matter }]
}
