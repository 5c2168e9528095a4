import { MONTH, monthMeant, WHICH_MONTH, weeksOn } from './date.ts'
import { day, daysOn, type Parts, parser, YEAR, yearNamed, yearOf } from './parser.ts'

// Of a period its last day is meant: until then there is time.

const endOfMonth = (year: number, month: number): Parts => day(new Date(year, month, 0))
const endOfWeek = (now: Date, weeks: number): Parts => day(daysOn(now, 6 - ((now.getDay() + 6) % 7) + 7 * weeks))

/** Early in a month is until its fifth, the middle until its fifteenth. */
const PART_ENDS: Readonly<Record<string, number>> = { 初: 5, 上旬: 10, 中: 15, 中旬: 20, 上半: 15 }
const partOfMonth = parser(
  new RegExp(
    `${YEAR}?(?:(?<month>${MONTH})|(?<which>${WHICH_MONTH})?(?:一)?个?)月(?:份?的?月?(?<part>底|末|初|中旬|中|上旬|下旬)|(?<whole>份))(?!\\d)`,
  ),
  ({ year, month, which, part = '' }, now, before) => {
    if (month === undefined && which === undefined && /[\d一二两三四五六七八九十几个半数正腊冬]$/.test(before))
      return undefined
    const [y, m] = monthMeant({ year, month, which }, now)
    const last = PART_ENDS[part]
    return last === undefined ? endOfMonth(y, m) : day(new Date(y, m - 1, last))
  },
)
const yearEnd = parser(
  new RegExp(`${YEAR}?(?<!\\d|[一二两三四五六七八九十几])(?:年底|年末|岁末|(?<=年)[底末])`),
  ({ year }, now) => day(new Date(yearNamed(year, now) ?? now.getFullYear(), 11, 31)),
)
/** The beginning of a year is until the end of February. */
const partOfYear = parser(
  new RegExp(`${YEAR}?(?:年(?<part>初|中)(?!级|考)|(?<=年)(?<bare>初|中)(?!级|考)|(?<half>[上下前后])半年)`),
  ({ year, part, bare, half }, now, before) => {
    if (/[\d一二两三四五六七八九十几童少青中老成]$/.test(before) && year === undefined) return undefined
    const y = yearNamed(year, now) ?? now.getFullYear()
    if ((part ?? bare) === '初') return endOfMonth(y, 2)
    return half === '下' || half === '后' ? endOfMonth(y, 12) : endOfMonth(y, 6)
  },
)
const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 首: 1, 末: 4, 头: 1 }
/** 「三季度」 is the third; so many quarters are 「三个季度」. */
const quarter = parser(
  new RegExp(
    `${YEAR}?(?:第?(?<nth>[1-4一二三四首末])|(?<which>上|下|这|本)个?|q(?<q>[1-4]))(?:个)?(?<unit>季度?)?(?<part>末|底)?`,
  ),
  ({ year, nth, which, q, unit }, now, before) => {
    if ((q === undefined && unit === undefined) || (/\w$/.test(before) && q !== undefined)) return undefined
    const here = Math.floor(now.getMonth() / 3) + 1
    const n = nth ?? q
    const number = n === undefined ? here + ({ 上: -1, 下: 1 }[which ?? ''] ?? 0) : (QUARTERS[n] ?? Number(n))
    const y = yearNamed(year, now) ?? (n === undefined ? now.getFullYear() : yearOf(now, number * 3, 28))
    return endOfMonth(y, number * 3)
  },
)

/** Ends of periods: short enough to be meant as a day by who gives it. */
export const ENDS = [partOfMonth, yearEnd, partOfYear, quarter]

const BEFORE = '(?<before>(?:之|以)?前)?'
/** 「6月前」 is over before June begins, unless June has begun. */
const until = (last: Date, first: Date, before: string | undefined, now: Date): Parts =>
  day(before === undefined || daysOn(first, 0) <= now ? last : daysOn(first, -1))
const month = parser(
  new RegExp(
    `${YEAR}?(?:(?<month>${MONTH})月份?|(?<which>${WHICH_MONTH})(?:一)?个?月)(?:之?内|里)?(?!\\d|[底末初中上下日号]|[一二三四五六七八九十廿])${BEFORE}`,
  ),
  ({ before: until_, ...of }, now, before) => {
    if (of.month === undefined && /[隔每]$/.test(before)) return undefined
    const [y, m] = monthMeant(of, now)
    return until(new Date(y, m, 0), new Date(y, m - 1, 1), until_, now)
  },
)
const year = parser(
  new RegExp(`(?:${YEAR}(?<![-/.])(?:之?内)?|(?<within>(?<!\\d|[一-十两半])年内))${BEFORE}`),
  ({ year: name, before: until_ }, now, before) => {
    if (name !== undefined && /^[前后上]$/.test(name)) return undefined
    if (name === undefined && /[\d一二两三四五六七八九十几半多]$/.test(before)) return undefined
    const y = yearNamed(name, now) ?? now.getFullYear()
    return until(new Date(y, 11, 31), new Date(y, 0, 1), until_, now)
  },
)
const week = parser(
  /(?<which>下下|上|下|这|本)(?:一)?个?(?:周|星期|礼拜)(?:之?内|里)?(?!(?!一[定直样起般])[一二三四五六日天末\d])/,
  ({ which = '' }, now) => endOfWeek(now, weeksOn(which)),
)
const rest = parser(/(?:本|这个?|当)?(?<unit>周|月)(?:之?内)/, ({ unit }, now, before) => {
  if (/[\d一二两三四五六七八九十几个半数多]$/.test(before)) return undefined
  return unit === '月' ? endOfMonth(now.getFullYear(), now.getMonth() + 1) : endOfWeek(now, 0)
})

/** Whole weeks, months and years: a deadline in a long sentence, and no day to be taken at its word. */
export const PERIODS = [month, year, week, rest]
