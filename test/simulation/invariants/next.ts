import type { Calendar, Instant } from '../../../src/domain/calendar.ts'
import type { Case } from '../../../src/domain/state/matter.ts'

const HOUR = 3_600_000
const CALLED_EVERY = HOUR / 6
const CALLED_AGAIN = 6
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** When something is to be done about an open case next, reckoned without the rules that are looked at. */
export function nextOf(calendar: Calendar, matter: Case): Instant {
  const { since, due, rungs, lastRungAt, held, pressed, pressedAt } = matter
  if (held) return held.until
  if (matter.hidden && matter.stage === 'taken')
    return rungs.includes('again') ? (lastRungAt ?? 0) + 7 * DAY : morningOnWorkdayAfter(calendar, lastRungAt ?? since)
  const morning = (t: Instant): Instant =>
    calm(matter, isRunning(matter) ? morningAfter(matter, t) : morningOnWorkdayAfter(calendar, t))
  const isUntaken = isRunning(matter) && matter.stage === 'open'
  if (rungs.includes('red')) {
    const [hourly] = isUntaken ? calls(matter) : []
    return hourly ?? morning(lastRungAt ?? due)
  }
  const red = byDay(calendar, matter, due)
  if (matter.up ?? matter.down) return red // whoever has it there is reminded there
  const daily = pressed ? morning(Math.max(since, pressedAt ?? 0, lastRungAt ?? 0)) : red
  return Math.min(red, daily, ...(isUntaken ? calls(matter) : warnings(calendar, matter, red)))
}

/** Nobody has said that the danger is over. */
const isRunning = ({ danger, eased }: Case): boolean => danger !== undefined && eased !== 'over'

/** Somebody in danger to whom nobody has gone: six times every ten minutes, then for a day every hour. */
const calls = ({ since, due, rungs, calls = 0, lastRungAt = 0 }: Case): readonly Instant[] => {
  const over = rungs.includes('red')
  const at = Math.max(since, lastRungAt) + (over || calls >= CALLED_AGAIN ? HOUR : CALLED_EVERY)
  return at - since < DAY && (over || at < due) ? [at] : []
}

/** At half its time where nobody has taken it, and at 80 %. */
function warnings(calendar: Calendar, matter: Case, red: Instant): readonly Instant[] {
  const { since, due, rungs, stage, pressed, lastRungAt } = matter
  const [half = 0, yellow = 0] = [0.5, 0.8].map((share) => {
    const at = byDay(calendar, matter, since + (due - since) * share)
    if (matter.danger !== undefined || due - since <= 2 * DAY || works(calendar, at)) return at
    const next = morningOnWorkdayAfter(calendar, at)
    return next < red ? next : at
  })
  const asked = pressed && lastRungAt !== undefined && dayOf(lastRungAt) >= dayOf(yellow)
  const over = matter.danger !== undefined && !isRunning(matter) // it was asked when that was said
  if (rungs.includes('yellow') || yellow >= red || asked || over) return []
  return stage === 'open' && !rungs.includes('half') && yellow - half >= 2 * HOUR ? [half, yellow] : [yellow]
}

/** Who has it in hand asked for peace; not for longer than two hours. */
const calm = ({ hushed }: Case, t: Instant): Instant =>
  hushed === undefined ? t : Math.min(Math.max(t, hushed), t + 2 * HOUR)

/** The night is from 22 to 7 o'clock; what comes on a working day before half past eight comes then. */
function byDay(calendar: Calendar, matter: Case, t: Instant): Instant {
  const at = calm(matter, t)
  if (isRunning(matter)) return at
  const midnight = at - ((at + SHANGHAI) % DAY)
  const hours = (at - midnight) / HOUR
  const awake = hours < 7 ? midnight + 7 * HOUR : hours >= 22 ? midnight + 31 * HOUR : at
  return works(calendar, awake) ? Math.max(awake, morningOf(awake)) : awake
}

function morningOnWorkdayAfter(calendar: Calendar, t: Instant): Instant {
  for (let day = t + DAY; ; day += DAY) if (works(calendar, day)) return morningOf(day)
}
/** Of any day; once asked for, on another day. */
const morningAfter = ({ rungs }: Case, t: Instant): Instant =>
  morningOf(t) > t && !rungs.includes('again') ? morningOf(t) : morningOf(t + DAY)
const morningOf = (day: Instant): Instant => Date.parse(`${dayOf(day)}T00:30:00Z`)

function works({ on, off }: Calendar, t: Instant): boolean {
  const weekday = new Date(t + SHANGHAI).getUTCDay()
  return on.has(dayOf(t)) || (!off.has(dayOf(t)) && weekday !== 0 && weekday !== 6)
}
export const dayOf = (t: Instant): string => new Date(t + SHANGHAI).toISOString().slice(0, 10)
