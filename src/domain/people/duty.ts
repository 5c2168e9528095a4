import { type Calendar, DAY, dayOf, HOUR, type Instant, instant, isWorkday, weekday } from '../calendar.ts'
import type { Counters } from '../state/community.ts'
import type { Constitution, Duty, Post } from '../state/constitution.ts'
import type { OtherFact } from '../state/facts.ts'

/** A post's turn of duty. */
export interface Shift {
  readonly post: Post
  readonly from: Instant
  readonly to: Instant
}

/** When which post is there. */
interface Rota {
  readonly is: Pick<Constitution, 'duty' | 'posts' | 'settings'>
  readonly calendar: Calendar
}

/** Those that begin on the day of `t`, the first first: one that goes over midnight belongs to the day before it. */
export const shiftsOn = ({ is, calendar }: Rota, t: Instant): readonly Shift[] =>
  (is.duty ?? [])
    .flatMap((duty): readonly Shift[] => {
      const post = is.posts.find(({ name }) => name === duty.post)
      return post && isOn(calendar, duty.days, t) ? [{ post, ...spanOf(duty, t) }] : []
    })
    .sort((a, b) => a.from - b.from)

/** Which posts are on duty at that moment, and until when. */
export const onDuty = (c: Rota, t: Instant): readonly Shift[] =>
  [...shiftsOn(c, t - DAY), ...shiftsOn(c, t)].filter(({ from, to }) => from <= t && t < to)

/** Who is on duty then depends on days off that are not known yet; soon the days of the week have to do. */
export const isUnsettled = ({ is, calendar: { until } }: Rota, t: Instant, now: Instant): boolean =>
  until !== undefined &&
  t - now > SOON &&
  Number(dayOf(t).slice(0, 4)) > until &&
  (is.duty ?? []).some(({ days }) => days === 'workdays' || days === 'days-off')

function isOn(calendar: Calendar, days: Duty['days'], t: Instant): boolean {
  switch (days) {
    case 'all':
      return true
    case 'workdays':
      return isWorkday(calendar, t)
    case 'days-off':
      return !isWorkday(calendar, t)
    default:
      return days.includes(weekday(t))
  }
}

function spanOf({ from, to }: Duty, t: Instant): Pick<Shift, 'from' | 'to'> {
  const midnight = instant(dayOf(t), '00:00')
  const at = (time: string): Instant => (time === '24:00' ? midnight + DAY : instant(dayOf(t), time))
  return { from: at(from), to: at(to) > at(from) ? at(to) : at(to) + DAY }
}

const OPENS = '09:00'
const CLOSES = '18:00'

/** Whom to telephone where a case cannot wait and the offices are closed; none where its own post is there. */
export function callInstead(c: Rota, post: string | undefined, t: Instant): Post | undefined {
  const open = isWorkday(c.calendar, t) && t >= instant(dayOf(t), OPENS) && t < instant(dayOf(t), CLOSES)
  const shifts = onDuty(c, t)
  if (open || shifts.some((shift) => shift.post.name === post)) return undefined
  return shifts.find((shift) => shift.post.phone !== undefined)?.post
}

// ── when it changes ──────────────────────────────────────────────────────────────────────────────

const TOLD_AT = '17:00'
/** Later than this it is known anyway. */
const TOLD_WITHIN = 2 * HOUR
const SOON = 31 * DAY
/** So far ahead it is looked for. */
const AHEAD = 14

/** Who begins this evening and is not there already. */
export const handover = (c: Rota, evening: Instant): readonly Shift[] => {
  const there = onDuty(c, evening).map(({ post }) => post.name)
  return shiftsOn(c, evening).filter(({ post, from }) => from > evening && !there.includes(post.name))
}

/** When the staff next hear of it; none: they do not want to. A new rota waits from the beginning. */
export function nextHandover(c: Rota, { duty }: Counters): Instant | undefined {
  if (!c.is.settings.dutyReminder || (c.is.duty ?? []).length === 0) return undefined
  if (duty === undefined) return 0
  for (let day = 1; day < AHEAD; day++) if (handover(c, duty + day * DAY).length > 0) return duty + day * DAY
  return duty + AHEAD * DAY
}

/** The last five o'clock that has come; nobody where the duty does not change, or it is too late to tell. */
export function handoverDue(c: Rota, done: Counters, now: Instant): readonly OtherFact[] {
  const next = nextHandover(c, done)
  if (next === undefined || now < next) return []
  const today = instant(dayOf(now), TOLD_AT)
  const evening = today <= now ? today : today - DAY
  const posts = next > 0 && now - evening < TOLD_WITHIN ? handover(c, evening) : []
  return [{ type: 'duty-told', at: now, evening, posts: posts.map(({ post }) => post.name) }]
}
