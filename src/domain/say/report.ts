import type { Answer } from '../answer.ts'
import { DAY, type Instant, lightOf, reportMonday } from '../calendar.ts'
import type { Figure } from '../heard/reading.ts'
import { isAtLeast } from '../limit/ladder.ts'
import { clean } from '../privacy.ts'
import { dayNow, monthOf, weekUntil } from '../report/report.ts'
import { beginOf, firstAfter, firstBefore } from '../report/rhythm.ts'
import { traceOf } from '../report/trace.ts'
import { conveners, handlersOf, joined, mayHandle, newsOf, supervisors } from '../situation.ts'
import type { Community, Week } from '../state/community.ts'
import type { OtherFact } from '../state/facts.ts'
import type { Day, Month } from '../state/figures.ts'
import type { Poll } from '../state/matter.ts'
import type { Paper } from '../state/paper.ts'
import { isTaken } from '../wording/lights.ts'
import * as morningWords from '../wording/morning.ts'
import { running } from '../wording/poll.ts'
import * as words from '../wording/report.ts'
import { stillLate } from './lights.ts'
import { type Occasion, RUNNING, type Saying, untilNoon } from './occasion.ts'
import { told } from './told.ts'

type Reported = Extract<OtherFact, { type: 'day-reported' | 'week-reported' | 'month-reported' }>
type Numbers = readonly number[]

export function sayReport(o: Occasion, fact: Reported): readonly Saying[] {
  if (fact.type === 'week-reported') return fact.week ? weekLines(o, fact.week, fact.monday) : []
  if (fact.type === 'month-reported') return fact.month ? monthLines(o, fact.month, fact.first) : []
  return fact.day ? dayLines(o, fact.day, fact.morning) : []
}

// ── the morning's list ───────────────────────────────────────────────────────────────────────────

const isFamily = (c: Community, number: number): boolean => traceOf(c, number)?.tier === 'family'

/** What happens at home is told to those who handle it, in private. */
const isHers = ({ c, room, speaker }: Occasion, number: number, privately: boolean): boolean => {
  const matter = c.get('case', number)
  return (room === undefined || privately) && speaker !== undefined && !!matter && mayHandle(speaker, matter)
}

const dayLines = (o: Occasion, day: Day, morning: Instant): readonly Saying[] => [
  ...dayLists(o, day, morning),
  ...highLists(o, day, morning),
  ...(day.weekly ? stillLate(o, day.red, morning) : []),
]

/**
 * In the staff room, calling those who work on what is late, ends today or is watched over. 家事, and all where there is
 * no such room, to each who works on it; of what is late or watched over, or is reminded of now, she has her own reminder.
 */
function dayLists(o: Occasion, day: Day, morning: Instant): readonly Saying[] {
  const [room] = joined(o.c, 'staff')
  const apart = (number: number): boolean => !room || isFamily(o.c, number)
  const reminded = remindedNow(o).map((fact) => fact.case)
  const own = ownLists(
    o,
    only({ ...day, red: [], pressed: [] }, (number) => apart(number) && !reminded.includes(number)),
    morning,
  )
  const here = only(day, (number) => !apart(number))
  return !room || numbersOfDay(here).length === 0
    ? own
    : [
        {
          to: { room: room.id },
          text: dayText(o, here),
          mention: calledFor(o, here),
          key: `day/${morning}/${room.id}`,
          until: untilNoon(o.now),
          ...whileAnyRuns(numbersOfDay(here)),
        },
        ...own,
      ]
}

const whileAnyRuns = ([first, ...also]: readonly number[]): Pick<Saying, 'while'> =>
  first === undefined ? {} : { while: { case: first, also, stages: RUNNING } }

const remindedNow = ({ facts }: Occasion) => facts.filter((fact) => fact.type === 'case-reminded')

/** Not who asked not to be called for some hours. The conveners where one has just become late, and once a week for what is late for long. */
const calledFor = (o: Occasion, day: Day): readonly string[] => {
  const { red, today, pressed, untaken = [], high, weekly } = day
  const numbers = [...red, ...today, ...pressed, ...untaken].filter(
    (number) => (o.c.get('case', number)?.hushed ?? 0) <= o.now,
  )
  const isNew = remindedNow(o).some(
    (one) => one.rung === 'red' && isAtLeast(one.level, 'convener') && red.includes(one.case),
  )
  const long = supervisors(o.c).length > 0 ? high : red.filter((number) => isWeekLate(o, number))
  const isLong = weekly === true && long.some((number) => red.includes(number))
  const people = [...numbers.flatMap((number) => handlersOf(o.c, number)), ...(isNew || isLong ? conveners(o.c) : [])]
  return [...new Set(people.map(({ key }) => key))]
}

/** Where nobody supervises, that is what its conveners answer for. */
const isWeekLate = ({ c, now }: Occasion, number: number): boolean =>
  now - (c.get('case', number)?.due ?? now) >= 7 * DAY

/** One line for each who works on any of them. */
function ownLists(o: Occasion, day: Day, morning: Instant): readonly Saying[] {
  const own = new Map<string, Set<number>>()
  for (const number of numbersOfDay(day))
    for (const { key } of handlersOf(o.c, number)) own.set(key, (own.get(key) ?? new Set()).add(number))
  return [...own].map(([person, numbers]): Saying => {
    const hers = only(day, (number) => numbers.has(number))
    return { to: { person }, text: dayText(o, hers), key: `day/${morning}/${person}`, until: untilNoon(o.now) }
  })
}

const only = (day: Day, of: (number: number) => boolean): Day => ({
  ...day,
  red: day.red.filter(of),
  today: day.today.filter(of),
  yellow: day.yellow.filter(of),
  pressed: day.pressed.filter(of),
  untaken: (day.untaken ?? []).filter(of),
})
const numbersOfDay = ({ red, today, yellow, pressed, untaken = [] }: Day): Numbers => [
  ...red,
  ...today,
  ...yellow,
  ...pressed,
  ...untaken,
]

const dayText = (o: Occasion, { red, today, yellow, pressed, untaken = [] }: Day): string => {
  const items = (numbers: Numbers) => numbers.flatMap((number) => itemOf(o, number))
  return morningWords.day(
    { red: items(red), today: items(today), yellow: items(yellow), pressed: items(pressed), untaken: items(untaken) },
    o.now,
  )
}

function itemOf({ c, now }: Occasion, number: number): readonly morningWords.Item[] {
  const matter = c.get('case', number)
  if (!matter) return []
  const { brief, post } = told(c, matter, now, 'staff')
  return [
    {
      number,
      light: lightOf(matter, now),
      brief,
      post,
      taken: isTaken(matter),
      due: matter.due,
      danger: matter.danger !== undefined,
    },
  ]
}

/** To each supervisor alone, with who holds them: when there is another, and once a week. */
function highLists(o: Occasion, { high, fresh = high, weekly }: Day, morning: Instant): readonly Saying[] {
  if (!weekly && fresh.length === 0) return []
  const items = high.flatMap((number) => itemOf(o, number))
  if (items.length === 0) return []
  const said = { text: morningWords.high(items, o.now), until: untilNoon(o.now) }
  return supervisors(o.c).map(({ key }): Saying => ({ ...said, to: { person: key }, key: `high/${morning}/${key}` }))
}

// ── the week ─────────────────────────────────────────────────────────────────────────────────────

/** What is shown of somebody's words; none: nothing. */
type Showing = (of: string, person: string, text: string) => string | undefined

export function titlesOf(c: Community, since: Instant, show: Showing = (_, __, text) => clean(c, text)): words.Titles {
  const title = (number: number): string => {
    const matter = c.get('case', number)
    return `#${number} ${(matter && show(`#${number}`, matter.reporter, matter.title)) ?? ''}`.trim()
  }
  const late = (number: number): string => {
    const matter = c.get('case', number)
    const news = matter && newsOf(matter).at(-1)
    const text = news && show(`#${number}/news`, news.by, news.text)
    return title(number) + (news && text !== undefined ? words.saidOn({ ...news, text }, since) : '')
  }
  return { title, late }
}
/** It may be told again days later: a poll that is over is not asked any more. */
export const openPollsOf = (c: Community, week: Week): readonly Poll[] =>
  week.polls.flatMap((number) => c.get('poll', number) ?? []).filter(({ stage }) => stage === 'open')
const weekText = (c: Community, week: Week, head = words.weekHead(c.is.name, week)): string =>
  words.week(head, week, titlesOf(c, week.from), openPollsOf(c, week).map(running))

const weekLines = (o: Occasion, week: Week, monday: Instant): readonly Saying[] =>
  joined(o.c, 'residents').flatMap(({ id }): readonly Saying[] => {
    const said = { to: { room: id }, until: untilNoon(o.now) }
    return [
      { ...said, text: weekText(o.c, week), key: `week/${monday}/${id}` },
      { ...said, text: '', card: { card: 'week', week }, key: `week/${monday}/${id}/picture` },
    ]
  })

const MOST_BARS = 6

/** How many of them are of each category, the most frequent first. */
function byCategory(c: Community, numbers: Numbers): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const number of numbers) {
    const category = traceOf(c, number)?.category
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_BARS)
}

// ── the month ────────────────────────────────────────────────────────────────────────────────────

/** The words call the conveners, the picture does not call them again. */
function monthLines(o: Occasion, month: Month, first: Instant): readonly Saying[] {
  const said = { until: Math.max(first + DAY, o.now) }
  const [room] = joined(o.c, 'staff')
  const places = room ? [{ room: room.id }] : conveners(o.c).map(({ key }) => ({ person: key }))
  return [
    { ...said, to: { conveners: true }, text: words.month(words.monthHead(month), month), key: `month/${first}` },
    ...places.map(
      (to): Saying => ({
        ...said,
        to,
        text: '',
        card: { card: 'month', month },
        key: `month/${first}/picture/${'room' in to ? to.room : to.person}`,
      }),
    ),
  ]
}

/** The picture of a report, from the same figures as its words. */
export const reportPaper = (
  c: Community,
  card: { readonly card: 'week'; readonly week: Week } | { readonly card: 'month'; readonly month: Month },
): Paper => ({
  picture:
    card.card === 'week'
      ? words.weekPicture(c.is.name, card.week, titlesOf(c, card.week.from), byCategory(c, card.week.raised))
      : words.monthPicture(c.is.name, card.month),
})

// ── what is asked of them ────────────────────────────────────────────────────────────────────────

export function digestText(o: Occasion, { of, figure, to }: Extract<Answer, { say: 'digest' }>): string {
  if (figure !== undefined) return figureText(o, figure, to === undefined && o.room !== undefined)
  switch (of) {
    case 'day': {
      const day = dayNow(o.c, o.now)
      const shown = day && only(day, (number) => !isFamily(o.c, number) || isHers(o, number, to !== undefined))
      return shown && numbersOfDay(shown).length > 0 ? dayText(o, shown) : morningWords.nothing()
    }
    case 'week':
    case 'month':
      return comingText(o.c, of, o.now)
    default:
      return published(o.c)
  }
}
function published(c: Community): string {
  const last = c.get('report', 'week')
  return last && 'week' in last ? weekText(c, last.week) : words.noneYet()
}

/** What will be told next, as far as it stands; `before` it is said why this is shown. */
export function comingText(c: Community, of: 'week' | 'month', now: Instant, before?: string): string {
  const headed = (head: string, at: Instant): string => words.previewed(head, at, before)
  if (of === 'week') {
    const week = comingWeek(c, now)
    return week ? weekText(c, week, headed(words.weekHead(c.is.name, week), mondayAfter(now))) : words.nothingYet(of)
  }
  const month = comingMonth(c, now)
  return month ? words.month(headed(words.monthHead(month), firstAfter(firstBefore(now))), month) : words.nothingYet(of)
}
const mondayAfter = (now: Instant): Instant => reportMonday(now) + 7 * DAY
export const comingWeek = (c: Community, now: Instant): Week | undefined => weekUntil(c, mondayAfter(now), now)
/** What was raised at this very moment is in it. */
export const comingMonth = (c: Community, now: Instant): Month | undefined => monthOf(c, beginOf(now), now + 1, now)

/** The cases behind a figure: of the last month as it was told, and of this one; what is open is open now. */
function figureText(o: Occasion, figure: Figure, aloud: boolean): string {
  const last = o.c.get('report', 'month')
  const before = last && 'month' in last ? [last.month] : []
  const now = comingMonth(o.c, o.now)
  const isNow = figure === 'open' || figure === 'late'
  const months = isNow ? [now] : [...before, now]
  const behind = months.map((month): words.Behind => {
    const numbers = month ? numbersOf(month, figure) : []
    const shown = aloud ? numbers.filter((number) => !isFamily(o.c, number)) : numbers
    const period = isNow ? words.now() : words.period(month ?? { from: beginOf(o.now), to: o.now }, o.now)
    return { period, numbers: shown, hidden: numbers.length - shown.length, patterns: month?.patterns ?? [] }
  })
  return words.behind(figure, behind, aloud)
}

function numbersOf(month: Month, figure: Figure): Numbers {
  switch (figure) {
    case 'slow':
      return month.done.filter((number) => !month.onTime.includes(number))
    case 'rated':
      return month.rated.map(({ case: number }) => number)
    case 'poor':
      return month.rated.flatMap(({ case: number, poor }) => (poor > 0 ? [number] : []))
    case 'answered':
      return month.waits.flatMap(({ case: number, ms }) => (ms === undefined ? [] : [number]))
    case 'unanswered':
      return month.waits.flatMap(({ case: number, ms }) => (ms === undefined ? [number] : []))
    case 'patterns':
      return month.patterns.flatMap(({ cases }) => cases)
    default:
      return month[figure]
  }
}
