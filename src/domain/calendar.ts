import type { Span } from './heard/reading.ts'
import type { Limit, Settings } from './state/constitution.ts'
import type { Case } from './state/matter.ts'

/** Milliseconds since 1970, from the one clock. Shown in Asia/Shanghai only. */
export type Instant = number

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Asia/Shanghai is UTC+8 all year since 1991: reckoned here, so that no machine's own zone can matter. */
const ZONE = 8 * HOUR

/** Days that differ from Monday-to-Friday, as 「2026-10-01」: legal holidays, and weekends worked in their place. */
export interface Calendar {
  readonly off: ReadonlySet<string>
  readonly on: ReadonlySet<string>
  /** The last year that they are known of; none: of all that matter. */
  readonly until?: number
}

/** The local day, 「2026-11-23」. */
export const dayOf = (t: Instant): string =>
  known(days, Math.floor((t + ZONE) / DAY), (day) => new Date(day * DAY).toISOString().slice(0, 10))

/** The instant of a local day and time, 「2026-11-23」 「09:00」. */
export const instant = (day: string, time: string): Instant =>
  known(
    known(instants, day, () => new Map<string, Instant>()),
    time,
    () => Date.parse(`${day}T${time}:00+08:00`),
  )

/** What was worked out of days and times already: every open case asks for the same few, at each change and at the start. */
const days = new Map<number, string>()
const instants = new Map<string, Map<string, Instant>>()
const MOST_KNOWN = 4_096

function known<K, V>(all: Map<K, V>, key: K, work: (key: K) => V): V {
  const found = all.get(key)
  if (found !== undefined) return found
  if (all.size >= MOST_KNOWN) all.clear()
  const made = work(key)
  all.set(key, made)
  return made
}

/** 0 is Sunday. */
export const weekday = (t: Instant): number => new Date(t + ZONE).getUTCDay()

export const timeOf = (t: Instant): { readonly hour: number; readonly minute: number } => {
  const local = new Date(t + ZONE)
  return { hour: local.getUTCHours(), minute: local.getUTCMinutes() }
}

export function isWorkday(calendar: Calendar, t: Instant): boolean {
  const day = dayOf(t)
  return calendar.on.has(day) || (!calendar.off.has(day) && weekday(t) % 6 !== 0)
}

/** The nth working day after the day of `t`, at the same time of day. */
export function workdaysLater(calendar: Calendar, t: Instant, n: number): Instant {
  let day = t
  for (let left = n; left > 0; ) {
    day += DAY
    if (isWorkday(calendar, day)) left--
  }
  return day
}

/** So much later: days at the same time of day. */
export function spanAfter(calendar: Calendar, t: Instant, { count, unit }: Span): Instant {
  switch (unit) {
    case 'hour':
      return t + count * HOUR
    case 'day':
      return t + count * DAY
    case 'workday':
      return workdaysLater(calendar, t, count)
    case 'month':
      return monthsAfter(t, count)
  }
}

/** The same day of the month, or the last of a shorter one. */
function monthsAfter(t: Instant, count: number): Instant {
  const [year = 0, month = 1, day = 1] = dayOf(t).split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return t + Date.UTC(year, month - 1 + count, Math.min(day, last)) - Date.UTC(year, month - 1, day)
}

/** When a time limit that begins at `since` is over. Working days end at 18:00. */
export const dueAfter = (calendar: Calendar, since: Instant, limit: Limit): Instant =>
  'hours' in limit
    ? since + limit.hours * HOUR
    : instant(dayOf(workdaysLater(calendar, since, limit.workdays)), '18:00')

/** Nobody can keep a promise for the night: what would end in the quiet hours ends two hours after them. */
export const dueByDay = (due: Instant, settings: Settings): Instant =>
  isQuiet(due, settings) ? afterQuiet(due, settings) + 2 * HOUR : due

/** When the working day begins: its list, and what is asked of those at work. */
export const WORK_BEGINS = '08:30'
/** From when people are told what nobody asked for. */
export const TOLD_FROM = '09:00'

/** When nobody is to be disturbed by what nobody asked for. */
export const isQuiet = (t: Instant, settings: Settings): boolean => afterQuiet(t, settings) > t

/** `t` itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(t: Instant, { quietHours: [from, to] }: Settings): Instant {
  const day = dayOf(t)
  const begins = instant(day, from)
  const ends = instant(day, to)
  if (from <= to) return t >= begins && t < ends ? ends : t
  if (t < ends) return ends
  return t >= begins ? instant(dayOf(t + DAY), to) : t
}

/** `t` itself, or the beginning of the quiet hours that it falls into. */
export function beforeQuiet(t: Instant, settings: Settings): Instant {
  if (!isQuiet(t, settings)) return t
  const begins = instant(dayOf(t), settings.quietHours[0])
  return begins <= t ? begins : begins - DAY
}

/** The next local morning at which the quiet hours end. */
export const nextMorning = (t: Instant, settings: Settings): Instant => {
  const today = instant(dayOf(t), settings.quietHours[1])
  return t < today ? today : instant(dayOf(t + DAY), settings.quietHours[1])
}

/** Nothing is promised, asked or put off for longer. */
export const isTooFar = (until: Instant, now: Instant): boolean => until - now > 366 * DAY

/** White: its clock stands still. */
export type Light = 'white' | 'green' | 'yellow' | 'red'

/** 80 % of the running time limit. */
export const yellowAt = (matter: Pick<Case, 'since' | 'due'>): Instant =>
  matter.since + 0.8 * (matter.due - matter.since)

export const lightOf = (matter: Pick<Case, 'since' | 'due' | 'held'>, now: Instant): Light =>
  matter.held ? 'white' : now >= matter.due ? 'red' : now >= yellowAt(matter) ? 'yellow' : 'green'

/** 00:00 on the Monday of the week of `t`. */
export const weekOf = (t: Instant): Instant => instant(dayOf(t - ((weekday(t) + 6) % 7) * DAY), '00:00')

/** Monday 09:00, the latest that is not after `t`: the hour of the week's report. */
export function reportMonday(t: Instant): Instant {
  const monday = instant(dayOf(weekOf(t)), TOLD_FROM)
  return monday <= t ? monday : monday - 7 * DAY
}
