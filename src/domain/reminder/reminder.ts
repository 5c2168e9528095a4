import {
  afterQuiet,
  beforeQuiet,
  DAY,
  dayOf,
  HOUR,
  type Instant,
  instant,
  isQuiet,
  TOLD_FROM,
  weekday,
} from '../calendar.ts'
import type { Repeat } from '../heard/reading.ts'
import type { Community } from '../state/community.ts'
import type { Settings } from '../state/constitution.ts'
import type { ReminderFact } from '../state/facts.ts'
import type { Reminder, ReminderRung } from '../state/matter.ts'

/** How long one that is over may still be asked after. */
const KEPT = 35 * DAY
/** Two reminders of one thing nearer than this are one too many. */
const APART = 4 * HOUR
/** What comes later than this before the deadline comes too late to do anything. */
const USEFUL = HOUR
const EVENING = '18:00'

/** A reminder's saying, and when. */
export interface Planned {
  readonly rung: ReminderRung
  readonly at: Instant
}

export const active = (c: Community): readonly Reminder[] =>
  [...c.all('reminder')].filter(({ endedAt }) => endedAt === undefined).sort((a, b) => a.at - b.at)

/** It is still to come, at that time. */
export const isAhead = (one: Reminder | undefined, at: Instant, now: Instant): boolean =>
  one !== undefined && one.endedAt === undefined && one.at === at && now < at

// ── when it comes round ──────────────────────────────────────────────────────────────────────────

/** The first after that moment. A month that is too short has it on its last day. */
export function nextAt(repeat: Repeat, after: Instant): Instant {
  if (repeat.every === 'week') {
    const ahead = (repeat.weekday - weekday(after) + 7) % 7
    const at = instant(dayOf(after + ahead * DAY), repeat.time)
    return at > after ? at : at + 7 * DAY
  }
  const [year = 0, month = 0] = dayOf(after).split('-').map(Number)
  const at = inMonth(year, month, repeat)
  return at > after ? at : inMonth(year, month + 1, repeat)
}

const inMonth = (year: number, month: number, { day, time }: Extract<Repeat, { every: 'month' }>): Instant => {
  const last = new Date(Date.UTC(year, month, 0))
  const date = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())))
  return instant(date.toISOString().slice(0, 10), time)
}

// ── when it is said ──────────────────────────────────────────────────────────────────────────────

type Timed = Pick<Reminder, 'at' | 'since' | 'timed' | 'repeat'>

/** All sayings of this deadline, the first to the last. */
export function planOf(settings: Settings, one: Timed): readonly Planned[] {
  const ahead = rungsOf(settings, one).filter(({ at }) => at > one.since && at < one.at)
  const plan: Planned[] = []
  for (const rung of ahead.toReversed()) if (!plan[0] || plan[0].at - rung.at >= APART) plan.unshift(rung)
  return one.repeat || plan.some(({ rung }) => rung !== 'hours') ? plan : withFirst(settings, one, plan)
}

/** What is tomorrow is told today, and what is too near for any saying as soon as may be. */
function withFirst(settings: Settings, one: Timed, plan: readonly Planned[]): readonly Planned[] {
  const soonest = afterQuiet(one.since, settings)
  const next = plan[0]?.at ?? one.at
  const isToday = plan.length > 0 && dayOf(next) === dayOf(soonest)
  if (isToday || soonest >= one.at || (plan.length > 0 && next - soonest < APART)) return plan
  return [{ rung: 'now', at: soonest }, ...plan]
}

/** What comes round each week is worth one line a week, and what comes each month two. */
function rungsOf(settings: Settings, one: Timed): readonly Planned[] {
  if (one.repeat?.every === 'week') return [{ rung: 'day', at: oncePerWeek(settings, one) }]
  const all: readonly Planned[] = [
    { rung: 'three-days', at: byDay(settings, one.at - 3 * DAY, one.at) },
    { rung: 'day', at: byDay(settings, one.at - DAY, one.at) },
    { rung: 'hours', at: byDay(settings, one.timed ? one.at - 3 * HOUR : morningOf(one.at), one.at) },
  ]
  return one.repeat ? all.slice(1) : all
}

/** In the morning of the day, where there is time left then, else the evening before. */
function oncePerWeek(settings: Settings, { at }: Timed): Instant {
  const morning = afterQuiet(morningOf(at), settings)
  return at - morning >= 3 * HOUR ? morning : byDay(settings, instant(dayOf(at - DAY), EVENING), at)
}

const morningOf = (at: Instant): Instant => instant(dayOf(at), TOLD_FROM)

/** What would fall into the night is said after it, or before it where that would be too late. */
function byDay(settings: Settings, t: Instant, deadline: Instant): Instant {
  const later = afterQuiet(t, settings)
  return later === t || later <= deadline - USEFUL ? later : beforeQuiet(t, settings) - HOUR / 2
}

/** The next saying; none before the deadline. What was said late takes the place of what follows soon after. */
const nextSaying = (settings: Settings, one: Reminder): Planned | undefined =>
  planOf(settings, one).find(({ at }) => one.saidAt === undefined || at - one.saidAt >= APART)

/** When something is to be done about it: its next saying, its deadline, its end. */
export const waitsUntil = (settings: Settings, one: Reminder): Instant =>
  one.endedAt === undefined ? Math.min(one.at, nextSaying(settings, one)?.at ?? one.at) : one.endedAt + KEPT

/**
 * What has come due of it. After an outage only the last of several sayings, and none in the night nor when the deadline
 * is over: what comes round goes on to the next that is ahead.
 */
export function reminderDue(settings: Settings, one: Reminder, now: Instant): readonly ReminderFact[] {
  const about = { at: now, reminder: one.number }
  if (one.endedAt !== undefined) return now >= one.endedAt + KEPT ? [{ type: 'reminder-forgotten', ...about }] : []
  const next = nextSaying(settings, one)
  if (now >= one.at) {
    const missed = next === undefined ? 0 : 1
    return one.repeat
      ? [{ type: 'reminder-moved', ...about, until: nextAt(one.repeat, now), missed }]
      : [{ type: 'reminder-over', ...about, missed }]
  }
  if (!next || now < next.at || isQuiet(now, settings)) return []
  const rung = planOf(settings, one).findLast(({ at }) => at <= now)?.rung ?? next.rung
  return [{ type: 'reminder-said', ...about, rung }]
}
