import {
  afterQuiet,
  beforeQuiet,
  DAY,
  dayOf,
  HOUR,
  type Instant,
  instant,
  reportMonday,
  workdaysLater,
  yellowAt,
} from './calendar.ts'
import type { Community, Pending, Week } from './community.ts'
import { finalOf, reviewAt } from './convene.ts'
import { counters } from './counters.ts'
import { Changed } from './docs.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import { forumsOver } from './forum.ts'
import { gapsTold, tellAt } from './gap.ts'
import { lapsedOf } from './lapse.ts'
import type { Case, Poll, PollRung, Rung } from './matter.ts'
import { CLOSE_GRACE } from './poll.ts'
import { caseOf, DRAFT_KEPT } from './raise.ts'
import { cases, isOpen } from './situation.ts'

/** A week's report that is later than this is not said any more. */
const REPORT_VALID = 3 * HOUR

/**
 * All that has come due. A sweep over the state: a restart can delay a thing, never lose or repeat it. A poll waits with
 * its close until the account hears: only then is it known whether it could be voted on to the end.
 */
export function beat(c: Community, now: Instant, hearing: boolean): readonly Fact[] {
  return [
    ...[...c.all('case')].flatMap((matter) => dueOf(c, matter, now)),
    ...[...c.all('poll')].flatMap((poll) => pollDue(c, poll, now, hearing)),
    ...forumsOver(c, now),
    ...[...c.all('bundle')]
      .filter(({ until }) => now >= until)
      .map((bundle): Fact => ({ type: 'bundle-said', at: now, bundle })),
    ...lapses(c, now),
    ...[...c.all('invitation')]
      .filter(({ until }) => now > until)
      .map(({ hash }): Fact => ({ type: 'invitation-burnt', at: now, hash })),
    ...(hearing ? gapsTold(c, now) : []),
    ...report(c, now),
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

/** A poll shorter than this needs no reminder before its close, and none at half its time. */
const WORTH = { last: 6 * HOUR, half: DAY }

/** What would wait in the night until it is too late is said before the night. */
function lastAt({ is: { settings } }: Community, { closes }: Poll): Instant {
  const at = closes - 2 * HOUR
  return afterQuiet(at, settings) < closes ? at : beforeQuiet(at, settings) - HOUR / 2
}

/** Half its time, and two hours before its close; said late, after an outage, only the last. */
function nextPollRung(c: Community, poll: Poll): { readonly rung: PollRung; readonly at: Instant } | undefined {
  const { opensAt, closes, rungs = [] } = poll
  const length = closes - opensAt
  if (length < WORTH.last || rungs.includes('last')) return undefined
  return length < WORTH.half || rungs.includes('half')
    ? { rung: 'last', at: lastAt(c, poll) }
    : { rung: 'half', at: opensAt + length / 2 }
}

/** Every open case has one: yellow at 80 % of its limit, red when it is over, then once each working day at 09:00. */
function nextRung(c: Community, matter: Case): { readonly rung: Rung; readonly at: Instant } | undefined {
  if (!isOpen(matter)) return undefined
  if (matter.rungs.includes('red')) {
    const last = matter.lastRungAt ?? matter.due
    return { rung: 'again', at: instant(dayOf(workdaysLater(c.calendar, last, 1)), '09:00') }
  }
  return matter.rungs.includes('yellow') ? { rung: 'red', at: matter.due } : { rung: 'yellow', at: yellowAt(matter) }
}

/** One after the other: each report that goes on takes the number after the last. */
function lapses(c: Community, now: Instant): readonly Fact[] {
  const after = new Changed(c)
  return [...c.all('pending')]
    .filter(({ askedAt }) => now >= askedAt + DRAFT_KEPT)
    .flatMap((pending) => {
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

/** The next instant at which something is due; lines that wait are the desk's to know. */
export function nextDue(c: Community, now: Instant): Instant | undefined {
  const times = [
    ...[...c.all('case')].flatMap((matter) => [matter.goingAt, nextRung(c, matter)?.at]),
    ...[...c.all('poll')].flatMap((poll) =>
      poll.stage === 'open' ? [poll.closes + CLOSE_GRACE, nextPollRung(c, poll)?.at] : [reviewAt(poll)],
    ),
    ...[...c.all('forum')].map(({ over, until }) => (over ? undefined : until)),
    ...[...c.all('bundle')].map(({ until }) => until),
    ...[...c.all('pending')].map(({ askedAt }) => askedAt + DRAFT_KEPT),
    ...[...c.all('invitation')].map(({ until }) => until + 1),
    tellAt(c),
    reportMonday(now) + 7 * DAY,
  ]
  const next = Math.min(...times.filter((t): t is Instant => t !== undefined && t > now))
  return Number.isFinite(next) ? next : undefined
}
