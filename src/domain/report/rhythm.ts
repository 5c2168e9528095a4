import {
  type Calendar,
  DAY,
  dayOf,
  type Instant,
  instant,
  isWorkday,
  reportMonday,
  TOLD_FROM,
  WORK_BEGINS,
} from '../calendar.ts'
import type { Counters } from '../state/community.ts'

/** 08:30 of a working day, the latest that is not after `t`: the hour of the morning's list. */
function morningBefore(calendar: Calendar, t: Instant): Instant {
  let morning = instant(dayOf(t), WORK_BEGINS)
  while (morning > t || !isWorkday(calendar, morning)) morning -= DAY
  return morning
}
const morningAfter = (calendar: Calendar, morning: Instant): Instant => {
  let next = morning + DAY
  while (!isWorkday(calendar, next)) next += DAY
  return next
}

/** The first of a month at 09:00, the latest that is not after `t`: the hour of the month's report. */
export function firstBefore(t: Instant): Instant {
  const first = instant(`${dayOf(t).slice(0, 7)}-01`, TOLD_FROM)
  return first <= t ? first : instant(`${dayOf(beginOf(t) - DAY).slice(0, 7)}-01`, TOLD_FROM)
}
export const firstAfter = (first: Instant): Instant => firstBefore(first + 32 * DAY)

/** 00:00 on the first of the month of `t`. */
export const beginOf = (t: Instant): Instant => instant(`${dayOf(t).slice(0, 7)}-01`, '00:00')

/** When the next of all that is told regularly falls due. A new community waits from the beginning. */
export const nextReport = ({ calendar }: { readonly calendar: Calendar }, done: Counters): Instant =>
  Math.min(
    done.week && done.week + 7 * DAY,
    done.day === undefined ? 0 : morningAfter(calendar, done.day),
    done.month === undefined ? 0 : firstAfter(done.month),
  )

/** A regular moment that has come, and how many came before it since the last that was done; `begins`: the first of all. */
export interface Turn {
  readonly at: Instant
  readonly missed: number
  readonly begins: boolean
}
/** @param last none: there was none yet. @returns none where nothing has come since */
const turn = (at: Instant, last: Instant | undefined, before: (t: Instant) => Instant): Turn | undefined => {
  if (!last) return { at, missed: 0, begins: true }
  if (at <= last) return undefined
  let missed = 0
  for (let one = before(at - 1); one > last; one = before(one - 1)) missed++
  return { at, missed, begins: false }
}
export const turns = ({ calendar }: { readonly calendar: Calendar }, done: Counters, now: Instant) => {
  const morning = (t: Instant): Instant => morningBefore(calendar, t)
  return {
    day: turn(morning(now), done.day, morning),
    week: turn(reportMonday(now), done.week, reportMonday),
    month: turn(firstBefore(now), done.month, firstBefore),
  }
}
