import {
  afterQuiet,
  type Calendar,
  DAY,
  dayOf,
  HOUR,
  type Instant,
  instant,
  isWorkday,
  MINUTE,
  WORK_BEGINS,
  workdaysLater,
  yellowAt,
} from '../calendar.ts'
import { isAway } from '../level/letter.ts'
import { isOpen } from '../situation.ts'
import type { Constitution } from '../state/constitution.ts'
import type { Case, Rung } from '../state/matter.ts'

/** The rules by which a document waits for its time. */
export interface Rules {
  readonly is: Pick<Constitution, 'settings' | 'posts' | 'duty'>
  readonly calendar: Calendar
}
export interface DueRung {
  readonly rung: Rung
  readonly at: Instant
}

/** 先别催我: so long nothing reminds. */
export const HUSH = 2 * HOUR
/** At half its time nothing is said that is said again soon after. */
const APART = 2 * HOUR
/**
 * Somebody in danger whom nobody went to: at any hour, so often every ten minutes, then every hour for a day and a night;
 * after that each morning, for a bot that goes on all night is put out of the room.
 */
const CALLS = { every: 10 * MINUTE, often: 6, later: HOUR, within: DAY }

/**
 * Every open case whose clock runs has one: half its time where nobody has taken it, yellow at 80 % of its limit, red
 * when it is over, then once each working day; what is pressed is asked for each working day from then on. By day,
 * unless somebody is in danger: then all are called again until one takes it, and each day when it is late. Whether a
 * danger is over was asked when that was said; no warning asks it again.
 */
export function nextRung(rules: Rules, matter: Case): DueRung | undefined {
  const [next] = rungsAhead(rules, matter).toSorted((a, b) => a.at - b.at)
  return next
}

/** The last of those whose time has come: after a gap only that is said. */
export const rungReached = (rules: Rules, matter: Case, now: Instant): Rung | undefined =>
  rungsAhead(rules, matter).findLast(({ at }) => at <= now)?.rung

/** The least important first. */
function rungsAhead(rules: Rules, matter: Case): readonly DueRung[] {
  if (!isOpen(matter) || matter.held) return []
  if (matter.hidden && matter.stage === 'taken') return [{ rung: 'again', at: afterwards(rules, matter) }]
  const again = (last: Instant): DueRung => ({
    rung: 'again',
    at: unhushed(
      matter,
      !isRunning(matter)
        ? instant(dayOf(workdaysLater(rules.calendar, last, 1)), WORK_BEGINS)
        : nextMorningAfter(matter.rungs.includes('again') ? endOf(last) : last),
    ),
  })
  if (matter.rungs.includes('red')) {
    const calls = isCalledFor(matter) ? callsFor(matter) : []
    return calls.length > 0 ? calls : [again(matter.lastRungAt ?? matter.due)]
  }
  if (isAway(matter)) return ofLimit(rules, matter).filter(({ rung }) => rung === 'red') // who has it is reminded there
  const daily = matter.pressed ? [again(Math.max(matter.since, matter.pressedAt ?? 0, matter.lastRungAt ?? 0))] : []
  return [...daily, ...ofLimit(rules, matter)]
}

/** Who went is asked once, on the next working morning; a week after that it is over. */
const afterwards = ({ calendar }: Rules, { rungs, since, lastRungAt = since }: Case): Instant =>
  rungs.includes('again') ? lastRungAt + 7 * DAY : instant(dayOf(workdaysLater(calendar, lastRungAt, 1)), WORK_BEGINS)

function ofLimit(rules: Rules, matter: Case): readonly DueRung[] {
  const { since, due, rungs, stage } = matter
  const byDay = (at: Instant): Instant => {
    const then = unhushed(matter, at)
    return isRunning(matter) ? then : withList(rules.calendar, afterQuiet(then, rules.is.settings))
  }
  const red = byDay(due)
  /** A warning of a limit of days comes on a working day, where one is left before its end. */
  const warned = (at: Instant): Instant => {
    const then = byDay(at)
    if (matter.danger !== undefined || due - since <= 2 * DAY || isWorkday(rules.calendar, then)) return then
    const list = instant(dayOf(workdaysLater(rules.calendar, then, 1)), WORK_BEGINS)
    return list < red ? list : then
  }
  const [half, yellow] = [warned((since + due) / 2), warned(yellowAt(matter))]
  if (isCalledFor(matter)) return [...callsFor(matter), { rung: 'red', at: red }]
  const warns = matter.eased !== 'over' && !rungs.includes('yellow') && yellow < red && !isAskedFor(matter, yellow)
  const early = stage === 'open' && !rungs.includes('half') && warns && yellow - half >= APART
  return [
    ...(early ? [{ rung: 'half', at: half } as const] : []),
    ...(warns ? [{ rung: 'yellow', at: yellow } as const] : []),
    { rung: 'red', at: red },
  ]
}

/** Somebody may be in danger still: nobody has said that it is over. */
export const isRunning = ({ danger, eased }: Case): boolean => danger !== undefined && eased !== 'over'
/** Nobody has taken up a danger that runs. */
export const isCalledFor = (matter: Case): boolean => isRunning(matter) && matter.stage === 'open'

/** Peace that somebody asked for before does not hold here: nobody has it in hand. */
function callsFor({ since, due, rungs, calls = 0, lastRungAt = since }: Case): readonly DueRung[] {
  const isLate = rungs.includes('red')
  const at = Math.max(since, lastRungAt) + (isLate || calls >= CALLS.often ? CALLS.later : CALLS.every)
  return at < since + CALLS.within && (isLate || at < due) ? [{ rung: 'call', at }] : []
}

const endOf = (t: Instant): Instant => instant(dayOf(t + DAY), '00:00')
/** The next of any day, a feast too. */
const nextMorningAfter = (t: Instant): Instant => {
  const today = instant(dayOf(t), WORK_BEGINS)
  return t < today ? today : instant(dayOf(t + DAY), WORK_BEGINS)
}

/** What would be said shortly before a working day's list is said in it. */
const withList = (calendar: Calendar, at: Instant): Instant =>
  isWorkday(calendar, at) ? Math.max(at, instant(dayOf(at), WORK_BEGINS)) : at

/** Whoever has it in hand asked for peace until then: two hours at the most, however often she asks. */
const unhushed = ({ hushed }: Case, at: Instant): Instant => Math.min(Math.max(at, hushed ?? at), at + HUSH)

/** What is pressed was asked for on that very morning, or since. */
const isAskedFor = ({ pressed, lastRungAt }: Case, yellow: Instant): boolean =>
  pressed && lastRungAt !== undefined && dayOf(lastRungAt) >= dayOf(yellow)
