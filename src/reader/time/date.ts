import { DAY_NUMERAL, NUMERAL, numeral } from '../text/numeral.ts'
import { dated, day, daysOn, type Groups, NO_DAY, OF_DAY, parser, YEAR, yearNamed, yearOf } from './parser.ts'

const RELATIVE: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  当: 0,
  明: 1,
  次: 1,
  翌: 1,
  后: 2,
  大后: 3,
  大大后: 4,
}
const relative = parser(
  new RegExp(
    `(?<which>大前|大大后|大后|前|昨|今|明|后|次|翌|当)(?:天(?!气)|日(?!头条)|儿(?:个)?|(?=[早晚晨夜]|[上下]午|中午|傍晚|凌晨|[上下]半天))${OF_DAY}`,
  ),
  ({ which = '' }, now, before) =>
    /[前后]$/.test(which) && /[以之节年午最饭]$/.test(before) ? undefined : day(daysOn(now, RELATIVE[which] ?? 0)),
)

const WEEKDAYS = '一二三四五六日天末'
const WEEKS_ON: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 今: 0, 下: 1, 下下: 2, 下下下: 3 }
/** How many weeks on: 「下周」 1. */
export const weeksOn = (which: string): number => WEEKS_ON[which] ?? 0
/** Weeks begin on Monday; a bare weekday is the next one, today included. */
const weekday = parser(
  new RegExp(
    `(?<which>上上|下下下|下下|上|下|这|本|今(?=个))?(?:一)?个?(?:周|星期|礼拜)(?:的?(?:周|星期|礼拜))?(?<weekday>(?!一[定直样起般])[${WEEKDAYS}]|[1-7](?![0-9.%个天年]))${OF_DAY}`,
  ),
  ({ which, weekday: name = '' }, now, before) => {
    if (which === undefined && /[一二两三四五六七八九十\d每]$|每[隔个一]$/.test(before)) return undefined
    const target = /\d/.test(name) ? Number(name) - 1 : Math.min(WEEKDAYS.indexOf(name), 6)
    const today = (now.getDay() + 6) % 7
    const week = WEEKS_ON[which ?? '']
    const ahead = week === undefined ? (target - today + 7) % 7 : target - today + week * 7
    return day(daysOn(now, ahead))
  },
)

export const MONTH = '(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十元])'
const monthOf = (written: string): number => (written === '元' ? 1 : (numeral(written) ?? 0))

const DATE = NUMERAL
const NO_PART = '(?!月|个|[./元块万千%户人栋楼幢米吨次号年]|的|以上|多数|同意|通过|票)'
/** The weekday beside a date is left to the date: it is read back with the right one. */
const WEEKDAY_BEFORE = '(?:(?:周|星期|礼拜)[一二三四五六日天] ?[(]?)?'
const WEEKDAY_BESIDE = '(?: ?[(]?(?:周|星期|礼拜)[一二三四五六日天][)]? ?)?'
const calendarDate = parser(
  new RegExp(
    `${WEEKDAY_BEFORE}${YEAR}?(?<![\\d/])(?<month>${MONTH})(?:月(?:份)?的? ?|/)(?<date>${DAY_NUMERAL})(?:(?:日|号)(?![${NO_DAY}])|${NO_PART})${WEEKDAY_BESIDE}${OF_DAY}`,
  ),
  ({ year, month = '', date = '' }, now, before) => {
    const m = monthOf(month)
    const d = numeral(date) ?? 0
    if (d < 1 || d > 31 || /[超过达约占]$|[农阴旧]历的?$/.test(before)) return undefined
    return dated(yearNamed(year, now) ?? yearOf(now, m, d), m, d)
  },
)
/** 「2月30日」: meant as a day, and no year has it. */
const WRITTEN = new RegExp(`(?<![\\d/])(?<month>${MONTH})(?:月|/)(?<date>${DATE})(?:日|号)(?![${NO_DAY}])`)
export const noDayIn = (text: string): string | undefined => {
  const { month = '', date = '' } = WRITTEN.exec(text)?.groups ?? {}
  const [m, d] = [monthOf(month), numeral(date) ?? 0]
  return d > 0 && d <= 99 && m > 0 && dated(LEAP, m, d) === undefined ? `${m}月${d}日` : undefined
}
const LEAP = 2028
/** Few texts hold such a day: those that do are looked at. */
export const NO_YEAR_HAS = /(?:2|二)(?:月|\/)(?:3|三十)|(?:月|\/)(?:3[1-9]|三十[一-九]|[4-9]\d)[日号]/
const isoDate = parser(
  /(?<![\d-])(?<year>\d{4})(?:[-/.]|年)(?<month>\d{1,2})(?:[-/.]|月)(?<date>\d{1,2})(?![\d-])(?: (?=\d{1,2}:))?/,
  ({ year, month, date }) => dated(Number(year), Number(month), Number(date)),
)

const MONTHS_ON: Readonly<Record<string, number>> = { ...WEEKS_ON, 当: 0, 次: 1 }
/** How many months on: 「下个月」 1. */
const monthsOn = (which: string): number => MONTHS_ON[which] ?? 0
/** The year and month that are meant, by the month's name or by how many months on. */
export const monthMeant = ({ year, month, which = '' }: Groups, now: Date): readonly [year: number, month: number] => {
  const m = month === undefined ? now.getMonth() + 1 + monthsOn(which) : monthOf(month)
  return [yearNamed(year, now) ?? (month === undefined ? now.getFullYear() : yearOf(now, m, 28)), m]
}
export const WHICH_MONTH = '(?:上上|下下|上|下|这|本|当|次|今(?=个))'
/** Where the month is said, its day is one without 「号」 too, if nothing is counted with it: 「本月二十八18:00前」. */
const BARE_DAY = `(?<bare>${DAY_NUMERAL})(?=$|[ ,.;!?~-]|[之以]?前|[早中晚傍夜凌]|[上下]午|(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})[:点时])`
const dayOfMonth = parser(
  new RegExp(
    `(?:(?<which>${WHICH_MONTH})(?:一)?个?月份?的?|(?<!月 ?|\\d))(?:(?:\\d{1,2}(?:-|~|到|至))?(?<date>[12]?\\d|3[01]|[一二三四五六七八九十]{1,3}|廿[一二三四五六七八九]?)(?:号|日)(?![${NO_DAY}内之以后]|三餐)${WEEKDAY_BESIDE}|(?<=月份?的?)${BARE_DAY})${OF_DAY}`,
  ),
  ({ which, date, bare = '' }, now, before) => {
    if (/月(?:份)? ?$/.test(before) || (date === undefined && which === undefined)) return undefined
    const d = numeral(date ?? bare) ?? 0
    const month = now.getMonth() + 1
    if (which !== undefined) return dated(now.getFullYear(), month + monthsOn(which), d)
    return d < now.getDate() ? dated(now.getFullYear(), month + 1, d) : dated(now.getFullYear(), month, d)
  },
)

/** 「12月第一个周六」「本月最后一个周五」. */
const nthWeekday = parser(
  new RegExp(
    `${YEAR}?(?:(?<month>${MONTH})|(?<which>${WHICH_MONTH})个?)月(?:份)?的?(?:第(?<nth>[1-5一二三四五])个?|(?<last>最后)(?:一个?)?)(?:周|星期|礼拜)(?<name>[${WEEKDAYS}])${OF_DAY}`,
  ),
  ({ nth = '', last, name = '', ...of }, now) => {
    const [y, m] = monthMeant(of, now)
    const target = (Math.min(WEEKDAYS.indexOf(name), 6) + 1) % 7
    const [first, end] = [new Date(y, m - 1, 1), new Date(y, m, 0)]
    if (last !== undefined) return day(daysOn(end, -((end.getDay() - target + 7) % 7)))
    const date = daysOn(first, ((target - first.getDay() + 7) % 7) + ((numeral(nth) ?? 1) - 1) * 7)
    return date > end ? undefined : day(date)
  },
)

/** Days that are named one by one. */
export const DATES = [isoDate, nthWeekday, calendarDate, weekday, relative, dayOfMonth]
