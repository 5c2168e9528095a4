import { afterQuiet, beforeQuiet, DAY, dayOf, HOUR, type Instant, instant, MINUTE, TOLD_FROM } from './calendar.ts'
import { nextRung, type Rules } from './limit/rung.ts'
import { nextHandover } from './people/duty.ts'
import { askAgainAt } from './rating/again.ts'
import { waitsUntil } from './reminder/reminder.ts'
import { nextReport } from './report/rhythm.ts'
import { yearAt } from './report/year.ts'
import { isOpen } from './situation.ts'
import type { Counters, Hearing, Kind, Kinds, Put } from './state/community.ts'
import type { Settings } from './state/constitution.ts'
import type { Case, Poll, PollRung } from './state/matter.ts'
import { promiseAt } from './work/promised.ts'

/** A result waits so long for votes that were said in time. */
export const CLOSE_GRACE = 30_000
/** How long a question and its draft are kept. */
export const DRAFT_KEPT = 30 * MINUTE
/** So long is it kept what of somebody's words went to a model service. */
export const LEFT_KEPT = 30 * DAY
/** A line that goes up and down all day is told of so often at most. */
const BETWEEN = 30 * MINUTE
/** A poll shorter than this needs no reminder before its close, and none at half its time. */
const WORTH = { last: 6 * HOUR, half: DAY }
/** Two reminders nearer than this are one too many. */
const APART = 4 * HOUR

/** When something is to be done about a document, by its kind; none for those that wait for nothing. */
const WAITS: { readonly [K in Kind]?: (rules: Rules, doc: Kinds[K]) => Instant | undefined } = {
  counters: (rules, done: Counters) =>
    earlier(earlier(nextReport(rules, done), yearAt(rules, done)), nextHandover(rules, done)),
  case: (rules, matter) =>
    earlier(
      earlier(earlier(matter.goingAt, goesOnAt(matter) ?? nextRung(rules, matter)?.at), askAgainAt(matter)),
      promiseAt(matter),
    ),
  poll: (rules, poll) =>
    poll.stage === 'open' ? earlier(poll.closes + CLOSE_GRACE, nextPollRung(rules, poll)?.at) : reviewAt(poll),
  forum: (_, { over, until }) => (over ? undefined : until),
  bundle: (_, { until }) => until,
  pending: (_, { askedAt }) => askedAt + DRAFT_KEPT,
  invitation: (_, { until }) => until + 1,
  left: (_, { at }) => at + LEFT_KEPT,
  hearing: ({ is }, hearing) => tellAt(hearing, is.settings),
  reminder: ({ is }, one) => waitsUntil(is.settings, one),
}

/** The kinds of documents that wait for a time. */
export const WAITING = Object.keys(WAITS) as readonly Kind[]

/** When something is to be done about it; none: it waits for nothing. */
export const dueAt = (rules: Rules, { kind, doc }: Pick<Put, 'kind' | 'doc'>): Instant | undefined =>
  doc && WAITS[kind]?.(rules, doc as never)

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a

/** Of what is held: when its clock goes on by itself. */
const goesOnAt = (matter: Case): Instant | undefined => (isOpen(matter) ? matter.held?.until : undefined)

/** What would wait in the night until it is too late is said before the night. */
export function lastAt({ is: { settings } }: Pick<Rules, 'is'>, { closes }: Poll): Instant {
  const at = closes - 2 * HOUR
  return afterQuiet(at, settings) < closes ? at : beforeQuiet(at, settings) - HOUR / 2
}

/** Half its time, by day; none where the last reminder would follow soon after it. */
function halfAt(rules: Pick<Rules, 'is'>, poll: Poll): Instant | undefined {
  const { settings } = rules.is
  const half = afterQuiet(poll.opensAt + (poll.closes - poll.opensAt) / 2, settings)
  const at = Math.max(half, instant(dayOf(half), TOLD_FROM))
  return afterQuiet(lastAt(rules, poll), settings) - at <= APART ? undefined : at
}

/** Half its time, and two hours before its close; said late, after an outage, only the last. */
export function nextPollRung(
  rules: Pick<Rules, 'is'>,
  poll: Poll,
): { readonly rung: PollRung; readonly at: Instant } | undefined {
  const { opensAt, closes, rungs = [] } = poll
  const length = closes - opensAt
  if (length < WORTH.last || rungs.includes('last')) return undefined
  const half = length < WORTH.half || rungs.includes('half') ? undefined : halfAt(rules, poll)
  return half === undefined ? { rung: 'last', at: lastAt(rules, poll) } : { rung: 'half', at: half }
}

/** When it is to be looked at again; none where it was already. */
export const reviewAt = ({ concluded }: Poll): Instant | undefined =>
  concluded?.reviewed ? undefined : concluded?.review

/** What could not be heard is told once nobody's sleep is disturbed; what else comes then waits a while. */
function tellAt({ gaps, toldAt }: Hearing, settings: Settings): Instant | undefined {
  const last = gaps.at(-1)
  return last && afterQuiet(Math.max(last.to, toldAt + BETWEEN), settings)
}
