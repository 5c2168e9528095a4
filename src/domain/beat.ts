import { finalOf } from './ballot.ts'
import { afterQuiet, DAY, HOUR, type Instant, reportMonday } from './calendar.ts'
import type { Community, Kind, Kinds, Pending, Week } from './community.ts'
import { counters } from './counters.ts'
import { Changed } from './docs.ts'
import { CLOSE_GRACE, lastAt, nextPollRung, nextRung, reviewAt } from './due.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import { gapsTold } from './gap.ts'
import { lapsedOf } from './lapse.ts'
import type { Case, Poll } from './matter.ts'
import { caseOf } from './raise.ts'
import { cases, isOpen } from './situation.ts'

/** A week's report that is later than this is not said any more. */
const REPORT_VALID = 3 * HOUR

/**
 * All that has come due, the longest waiting first. A restart can delay a thing, never lose or repeat it. A poll waits
 * with its close until the account hears: only then is it known whether it could be voted on to the end.
 */
export function beat(c: Community, now: Instant, hearing: boolean): readonly Fact[] {
  const due = [...c.due(now)].sort((a, b) => a.at - b.at || a.key.length - b.key.length || (a.key < b.key ? -1 : 1))
  const of = <K extends Kind>(kind: K): readonly Kinds[K][] =>
    due.flatMap((one) => (one.kind === kind ? (c.get(kind, one.key) ?? []) : []))
  return [
    ...of('case').flatMap((matter) => dueOf(c, matter, now)),
    ...of('poll').flatMap((poll) => pollDue(c, poll, now, hearing)),
    ...of('forum').map((forum): Fact => ({ type: 'forum-closed', at: now, case: forum.case, forum })),
    ...of('bundle').map((bundle): Fact => ({ type: 'bundle-said', at: now, bundle })),
    ...lapses(c, of('pending'), now),
    ...of('invitation').map(({ hash }): Fact => ({ type: 'invitation-burnt', at: now, hash })),
    ...(hearing && of('hearing').length > 0 ? gapsTold(c, now) : []),
    ...(due.some(({ kind }) => kind === 'counters') ? report(c, now) : []),
  ]
}

function dueOf(c: Community, matter: Case, now: Instant): readonly Fact[] {
  if (matter.goingAt !== undefined && now >= matter.goingAt && matter.stage === 'open')
    return [{ type: 'case-withdrawn', at: now, case: matter.number, by: matter.reporter }]
  const next = nextRung(c, matter)
  if (!next || now < next.at) return []
  return [
    {
      type: 'case-reminded',
      at: now,
      case: matter.number,
      rung: now >= matter.due && next.rung === 'yellow' ? 'red' : next.rung,
    },
  ]
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

/** One after the other: each report that goes on takes the number after the last. */
function lapses(c: Community, waiting: readonly Pending[], now: Instant): readonly Fact[] {
  const after = new Changed(c)
  return waiting.flatMap((pending) => {
    const facts = lapsed(after, pending, now)
    for (const fact of facts) after.put(evolve(after, fact))
    return facts
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

/** Monday 09:00: the week that was, unless nothing happened or it is too late to tell. */
function report(c: Community, now: Instant): readonly Fact[] {
  const monday = reportMonday(now)
  const last = counters(c).week
  if (monday <= last) return []
  const week = last === 0 || now - monday > REPORT_VALID ? undefined : weekOf(c, monday)
  return [{ type: 'week-reported', at: now, monday, week }]
}

/** From report to report, so that nothing falls between two of them. 家事 is never in public. */
function weekOf(c: Community, monday: Instant): Week | undefined {
  const from = monday - 7 * DAY
  const within = (t: Instant | undefined) => t !== undefined && t >= from && t < monday
  const told = cases(c, ({ tier }) => tier !== 'family')
  const numbers = (of: (matter: Case) => boolean) => told.filter(of).map(({ number }) => number)
  const week: Week = {
    from,
    to: monday - DAY,
    raised: numbers(({ raisedAt }) => within(raisedAt)),
    finished: numbers(({ stage, endedAt }) => stage === 'done' && within(endedAt)),
    open: numbers(isOpen),
    late: numbers((matter) => isOpen(matter) && matter.due <= monday),
    polls: [...c.all('poll')].filter(({ stage }) => stage === 'open').map(({ number }) => number),
  }
  return week.raised.length + week.finished.length + week.open.length > 0 ? week : undefined
}
