import { afterQuiet, DAY, dayOf, HOUR, type Instant, instant, lightOf, weekOf } from '../calendar.ts'
import { isAway } from '../level/letter.ts'
import { supervised } from '../limit/ladder.ts'
import { rungReached } from '../limit/rung.ts'
import { byWeight } from '../limit/weight.ts'
import { cases, isLate, isOpen } from '../situation.ts'
import type { Community, Week } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { OtherFact } from '../state/facts.ts'
import type { Day, Month } from '../state/figures.ts'
import type { Case, Trace } from '../state/matter.ts'
import { patterns } from './pattern.ts'
import { beginOf, type Turn, turns } from './rhythm.ts'
import { traces } from './trace.ts'

/** What is later than this is not said any more; the morning's list is worth saying until noon. */
const WEEK_VALID = 3 * HOUR
const MONTH_VALID = DAY

/** The morning's list, the week's and the month's report whose time has come, each once. */
export function reports(c: Community, now: Instant): readonly OtherFact[] {
  const { day, week, month } = turns(c, counters(c), now)
  const facts: OtherFact[] = []
  if (day) {
    const { skipped, told } = worth(day, now <= instant(dayOf(day.at), '12:00'))
    facts.push({
      type: 'day-reported',
      at: now,
      morning: day.at,
      day: told ? dayTold(c, day.at, now) : undefined,
      ...skipped,
    })
  }
  if (week) {
    const { skipped, told } = worth(week, now - week.at <= WEEK_VALID)
    facts.push({
      type: 'week-reported',
      at: now,
      monday: week.at,
      week: told ? weekUntil(c, week.at, now) : undefined,
      ...skipped,
    })
  }
  if (month) {
    const { skipped, told } = worth(month, now - month.at <= MONTH_VALID)
    const to = beginOf(month.at)
    const figures = told ? monthOf(c, beginOf(to - DAY), to, now) : undefined
    facts.push({ type: 'month-reported', at: now, first: month.at, month: figures, ...skipped })
  }
  return facts
}

/** The first of all only sets the clock going. */
function worth({ missed, begins }: Turn, inTime: boolean) {
  const count = missed + (begins || inTime ? 0 : 1)
  return { told: !begins && inTime, skipped: count === 0 ? {} : { skipped: count } }
}

const numbers = (of: readonly { readonly number: number }[]): readonly number[] => of.map(({ number }) => number)

type Part = 'red' | 'today' | 'yellow' | 'pressed'
function partOf(matter: Case, now: Instant): Part | undefined {
  const light = lightOf(matter, now)
  if (light === 'white') return undefined
  if (light === 'red') return 'red'
  if (dayOf(matter.due) === dayOf(now)) return 'today'
  return light === 'yellow' ? 'yellow' : matter.pressed ? 'pressed' : undefined
}

/** What is over its limit, ends today or nearly, or is watched over; none where there is nothing of it. What another level has is no work of this day. */
export function dayNow(c: Community, now: Instant): Day | undefined {
  const all = cases(c, (matter) => isOpen(matter) && !isAway(matter) && partOf(matter, now) !== undefined)
  const sorted = all.toSorted(byWeight)
  const of = (part: Part) => numbers(sorted.filter((matter) => partOf(matter, now) === part))
  return all.length === 0
    ? undefined
    : {
        red: of('red'),
        today: of('today'),
        yellow: of('yellow'),
        pressed: of('pressed'),
        high: numbers(supervised(c, now)),
      }
}

/** As it is told in the morning: what becomes due with it comes first, and what was called for today is not named again. */
function dayTold(c: Community, morning: Instant, now: Instant): Day | undefined {
  const open = cases(c, isOpen)
  const due = (rung: 'half' | 'red') => numbers(open.filter((matter) => rungReached(c, matter, now) === rung))
  const called = numbers(open.filter((matter) => isCalledToday(c, matter, now)))
  const again = (all: readonly number[]) => all.filter((number) => !called.includes(number))
  const { red, today, yellow, pressed, high } = dayNow(c, now) ?? NOTHING
  const { day: last = 0, high: known = [] } = counters(c)
  const fresh = high.filter((number) => !known.includes(number))
  const listed = { red: first(red, due('red')), today, yellow: again(yellow), pressed: again(pressed) }
  const named = Object.values(listed).flat()
  const untaken = again(due('half')).filter((number) => !named.includes(number))
  return named.length + untaken.length === 0
    ? undefined
    : { ...listed, untaken, high: first(high, fresh), fresh, ...(last < weekOf(morning) ? { weekly: true } : {}) }
}
const NOTHING: Day = { red: [], today: [], yellow: [], pressed: [], high: [] }
const first = (all: readonly number[], those: readonly number[]): readonly number[] => [
  ...all.filter((number) => those.includes(number)),
  ...all.filter((number) => !those.includes(number)),
]

/** Those who work on it heard of it today, at the latest when the night was over. */
export const isCalledToday = ({ is: { settings } }: Community, { since, danger }: Case, now: Instant): boolean =>
  dayOf(danger === undefined ? afterQuiet(since, settings) : since) === dayOf(now)

/** Of whole weeks, Monday to Sunday, so that nothing falls between two of them. 家事 is never in public. */
export function weekUntil(c: Community, monday: Instant, now: Instant): Week | undefined {
  const to = weekOf(monday)
  const from = to - 7 * DAY
  const within = (t: Instant | undefined) => t !== undefined && t >= from && t < to
  const told = cases(c, ({ tier }) => tier !== 'family')
  const week: Week = {
    from,
    to: to - DAY,
    raised: numbers(told.filter(({ raisedAt, stage }) => within(raisedAt) && stage !== 'withdrawn')),
    finished: numbers(told.filter(({ stage, endedAt }) => stage === 'done' && within(endedAt))),
    open: numbers(told.filter(isOpen)),
    late: numbers(told.filter((matter) => isLate(matter, Math.min(now, monday)))),
    polls: [...c.all('poll')].filter(({ stage }) => stage === 'open').map(({ number }) => number),
  }
  return week.raised.length + week.finished.length + week.open.length > 0 ? week : undefined
}

/** What came and what was done between the two, and what is open now. 家事 is counted with all else. */
export function monthOf(c: Community, from: Instant, to: Instant, now: Instant): Month | undefined {
  const within = (t: Instant | undefined): boolean => t !== undefined && t >= from && t < to
  const all = [...traces(c)].toSorted((a, b) => a.number - b.number)
  const raised = all.filter(({ raisedAt, stage }) => within(raisedAt) && stage !== 'withdrawn')
  const done = all.filter(({ endedAt, stage }) => stage === 'done' && within(endedAt))
  const by = (handling: Trace['handling']) => numbers(done.filter((trace) => trace.handling === handling))
  const month: Month = {
    from,
    to,
    raised: numbers(raised),
    done: numbers(done),
    instant: by('instant'),
    agent: by('agent'),
    upward: by('upward'),
    onTime: numbers(done.filter(({ endedAt = 0, due }) => endedAt <= due)),
    open: numbers(cases(c, isOpen)),
    late: numbers(cases(c, (matter) => isLate(matter, now))),
    rated: done.flatMap(({ number, rated, good = 0, poor = 0 }) =>
      rated ? [{ case: number, good, poor, all: rated }] : [],
    ),
    waits: raised.flatMap(waited),
    patterns: patterns(c, from, to),
  }
  return raised.length + done.length + month.open.length > 0 ? month : undefined
}

/** Of a case from before there were traces it may not be known when it was taken up. */
const waited = ({ number, raisedAt, first, stage }: Trace): Month['waits'] =>
  first !== undefined ? [{ case: number, ms: first - raisedAt }] : stage === 'taken' ? [] : [{ case: number }]
