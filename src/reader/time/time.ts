import type { ParsedResult } from 'chrono-node'
import { Chrono, createConfiguration, type Parser } from 'chrono-node/zh/hans'
import { DAY, HOUR, type Instant } from '../../domain/calendar.ts'
import { DATES } from './date.ts'
import { HOLIDAYS, PROMISED_HOLIDAYS } from './feast.ts'
import { CLOSE_OF_DAY, HOURS } from './hour.ts'
import { LENGTHS } from './length.ts'
import { MOON_DAYS } from './moon.ts'
import { ENDS, PERIODS } from './period.ts'

/** A time found in normalised text, with where it stands. The process runs in Asia/Shanghai. */
export interface Timed {
  /** Of a range its end: until then there is time. */
  readonly at: Instant
  readonly from: number
  readonly to: number
}

/** Ranges are joined here: chrono would join an hour with the day after it. */
const { refiners } = createConfiguration()
const REFINERS = refiners.filter((refiner) => !refiner.constructor.name.includes('Range'))
const chrono = (parsers: readonly Parser[]): Chrono => new Chrono({ parsers: [...parsers], refiners: REFINERS })

/** Of two that find as much the first holds: 「八月十五」 is of the moon. */
const POINTS = [...MOON_DAYS, ...DATES, ...ENDS, ...LENGTHS, ...HOURS]
const days = chrono([...POINTS, ...HOLIDAYS])
const periods = chrono([...POINTS, ...PROMISED_HOLIDAYS, ...PERIODS])

const BARE_WEEKDAY = /^(?:周|星期|礼拜)/

interface Found extends Timed {
  readonly text: string
  /** No day is said with the hour, no month with the day. */
  readonly lacks: 'day' | 'month' | undefined
}
const DAY_ALONE = /^(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)/
const foundAt = ({ start, text, index }: ParsedResult, at: Instant): Found => {
  const [hour, minute] = start.isCertain('hour')
    ? [start.get('hour') ?? 0, start.get('minute') ?? 0]
    : [CLOSE_OF_DAY, 0]
  const [year, month, date] = [start.get('year') ?? 0, (start.get('month') ?? 1) - 1, start.get('day') ?? 1]
  const named = new Date(year, month, date, hour, minute).getTime()
  const lacks = start.isCertain('day') ? (DAY_ALONE.test(text) ? 'month' : undefined) : 'day'
  return {
    at:
      named <= at && BARE_WEEKDAY.test(text)
        ? named + 7 * DAY
        : lacks === 'day' && isTonight(named, text, at)
          ? named - 12 * HOUR
          : named,
    from: index,
    to: index + text.length,
    text,
    lacks,
  }
}
/** 「九点前来水」 said at seven in the evening is tonight's, not tomorrow morning's. */
const isTonight = (named: Instant, text: string, at: Instant): boolean =>
  BARE_HOUR.test(text) && new Date(at).getHours() >= 12 && new Date(named).getHours() < 12 && named - 12 * HOUR > at
const BARE_HOUR = /^(?:[1-9]|1[01]|[一二两三四五六七八九十]{1,2})[点时]/

const midnight = (t: Instant): Instant => new Date(t).setHours(0, 0, 0, 0)
/** What the end of a range leaves out is as at its beginning: 「9月10日到12日」「晚上7点到9点」. */
const endAfter = (first: Found, last: Found): Instant => {
  if (first.lacks === 'day' && last.lacks !== 'day') return last.at
  if (last.lacks === 'day') {
    const then = midnight(first.at) + (last.at - midnight(last.at))
    if (then > first.at) return then
    return then + 12 * HOUR > first.at && then - midnight(then) < 12 * HOUR ? then + 12 * HOUR : then + DAY
  }
  if (last.lacks === 'month') {
    const [begins, ends] = [new Date(first.at), new Date(last.at)]
    const that = new Date(begins.getFullYear(), begins.getMonth(), ends.getDate(), ends.getHours(), ends.getMinutes())
    return that.getTime() < first.at ? that.setMonth(that.getMonth() + 1) : that.getTime()
  }
  if (/年/.test(first.text) && /月/.test(last.text) && !/年/.test(last.text)) return inYearOf(first, last.at)
  if (last.at >= first.at) return last.at
  if (BARE_WEEKDAY.test(last.text)) return last.at + 7 * DAY
  const later = new Date(last.at)
  return /年/.test(last.text) || !/月/.test(last.text) ? last.at : later.setFullYear(later.getFullYear() + 1)
}
const inYearOf = (first: Found, at: Instant): Instant => {
  const that = new Date(at).setFullYear(new Date(first.at).getFullYear())
  return that < first.at ? new Date(that).setFullYear(new Date(that).getFullYear() + 1) : that
}
const TO = /^ ?(?:到|至|[-~—–])+ ?(?:次日)?$/
const joined = (all: readonly Found[], text: string): readonly Timed[] => {
  const ranges: Timed[] = []
  for (let i = 0; i < all.length; i++) {
    const [first, last] = [all[i], all[i + 1]]
    if (first === undefined) break
    if (last !== undefined && TO.test(text.slice(first.to, last.from))) {
      ranges.push({ at: endAfter(first, last), from: first.from, to: last.to })
      i++
    } else ranges.push({ at: first.at, from: first.from, to: first.to })
  }
  return ranges
}

/** A day that no calendar has: the hour after it is not today's. */
const NO_DAY = /月份?的?[初廿]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]? ?$/
const all = (by: Chrono, text: string, at: Instant): readonly Timed[] =>
  joined(
    by
      .parse(text, new Date(at), { forwardDate: true })
      .map((found) => foundAt(found, at))
      .filter(({ lacks, from }) => lacks !== 'day' || !NO_DAY.test(text.slice(0, from))),
    text,
  )

/** No sentence that tells a time is longer. */
const LONGEST = 300
/** The first time in normalised text, counted from `at`. */
export const timeIn = (text: string, at: Instant): Timed | undefined => all(days, text.slice(0, LONGEST), at)[0]
/** All times in it, whole weeks, months and years as well: of those the last day. */
export const timesIn = (text: string, at: Instant): readonly Timed[] => all(periods, text.slice(0, LONGEST), at)
