import { dueAfter, dueByDay, HOUR, type Instant, isWorkday, MINUTE, workdaysLater } from '../calendar.ts'
import { happened, type Outcome, type Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Category, CategoryKind, Handling, Limit, Limits } from '../state/constitution.ts'
import type { Fact } from '../state/facts.ts'
import type { Case, Held } from '../state/matter.ts'

/** Somebody is in danger: an answer within the hour. */
const DANGER: Limit = { hours: 1 }
/** So long before its limit a reason for being late may be given, which is told along. */
const REASON_FROM = 2 * HOUR

/** What a time limit depends on. */
type Kind = Pick<Case, 'category' | 'kind' | 'tier' | 'handling' | 'urgent' | 'danger'>

export function categoryOf(c: Community, name: string): Category {
  const { categories } = c.is.catalogue
  const found = categories.find((category) => category.name === name) ?? categories.at(-1)
  if (!found) throw new Error('the catalogue is empty')
  return found
}

/** The last category is that of what may be anything. */
export const anyCategory = (c: Community): string | undefined => c.is.catalogue.categories.at(-1)?.name

/** What is usual for a kind of its category, which states only what differs. */
export function usualOf(c: Community, { category, kind }: Pick<Kind, 'category' | 'kind'>): Category {
  const own = categoryOf(c, category)
  const sort = sortOf(own, kind)
  return {
    ...own,
    limit: sort?.limit ?? own.limit,
    urgentLimit: sort?.urgentLimit ?? own.urgentLimit,
    tier: sort?.tier ?? own.tier,
    handling: sort?.handling ?? own.handling,
  }
}
/** Once it is with the level above no more, it is handled as is usual for its kind. */
export const handlingHere = (c: Community, matter: Pick<Case, 'category' | 'kind' | 'handling' | 'up'>): Handling =>
  matter.up ? usualOf(c, matter).handling : matter.handling

export const sortOf = ({ kinds }: Category, kind: string | undefined): CategoryKind | undefined =>
  kinds?.find(({ name }) => name === kind)

/** By danger, urgency, and the catalogue's category and kind; where a case is handled otherwise than is usual for that, by handling and tier. */
export function limitOf(c: Community, kind: Kind): Limit {
  if (kind.danger !== undefined) return DANGER
  const usual = usualOf(c, kind)
  if (kind.urgent) return usual.urgentLimit
  const category = categoryOf(c, kind.category)
  const own = usual.limit === category.limit ? category : usual // a kind without a limit of its own is a case handled otherwise
  return stated(own.limits, kind, own) ?? stated(c.is.catalogue.limits, kind, own) ?? own.limit
}

const stated = (limits: Limits | undefined, { handling, tier }: Kind, own: Category): Limit | undefined =>
  (handling === own.handling ? undefined : limits?.byHandling?.[handling]) ??
  (tier === own.tier ? undefined : limits?.byTier?.[tier])

/** When a limit that begins then is over: by day and on a full quarter of an hour, unless somebody is in danger. */
export function freshDue(c: Community, kind: Kind, from: Instant): Instant {
  const due = dueAfter(c.calendar, from, limitOf(c, kind))
  return kind.danger === undefined ? dueByDay(toQuarter(due), c.is.settings) : due
}

const QUARTER = 15 * MINUTE
/** Rounded up: nobody says 「上午9点02分前」. */
const toQuarter = (t: Instant): Instant => Math.ceil(t / QUARTER) * QUARTER

/** From two hours before its limit, and while it is late. */
export const mayGiveReason = ({ due, held }: Case, now: Instant): boolean => !held && now >= due - REASON_FROM

// ── the clock stands still ───────────────────────────────────────────────────────────────────────

/** So often within one limit it may stand still because nobody was at home; after that a convener says so. */
const HOLDS = 2

/**
 * Whether the clock may wait for who reported it, here or to another level: before the limit, in the hands of somebody,
 * where nobody is in danger, and no other household waits too.
 */
export const mayWait = (matter: Case, now: Instant): boolean =>
  matter.danger === undefined &&
  matter.handler !== undefined &&
  matter.supporters.length === 0 &&
  (now < matter.due || matter.held !== undefined)

/** It stood still for her as often as one limit allows. */
export const waitedEnough = ({ holds = 0 }: Case): boolean => holds >= HOLDS

/** Nothing falls due while it is held, but that it goes on at `until`. */
export const hold = (
  s: Situation,
  { number }: Case,
  { why, until, reason }: Pick<Held, 'why' | 'until' | 'reason'>,
): Outcome => happened({ type: 'clock-held', at: s.now, case: number, why, until, reason, by: s.speaker.key })

/** It goes on: by somebody's word, or because it was held until now. */
export function resumed(c: Community, matter: Case, now: Instant, by?: string): readonly Fact[] {
  if (!matter.held) return []
  const away = Math.max(0, now - matter.held.since)
  return [
    {
      type: 'clock-resumed',
      at: now,
      case: matter.number,
      ...(by === undefined ? {} : { by }),
      was: matter.held,
      since: matter.since + away,
      due: laterBy(c, matter, away, now),
    },
  ]
}

/** Its limit, as it will be when the clock has gone on at the latest. */
export const limitAhead = (c: Community, matter: Case): Instant =>
  matter.held ? laterBy(c, matter, matter.held.until - matter.held.since, matter.held.until) : matter.due

/** The limit by as much later; by day, and of working days on one. What was late already is as late as before. */
function laterBy(c: Community, matter: Case, away: number, now: Instant): Instant {
  const exact = matter.due + away
  if (exact <= now || matter.danger !== undefined) return exact
  const due = toQuarter(exact)
  const worked = 'workdays' in limitOf(c, matter) && !isWorkday(c.calendar, due)
  return dueByDay(worked ? workdaysLater(c.calendar, due, 1) : due, c.is.settings)
}
