import { Chrono, createConfiguration, type Parser } from 'chrono-node/zh/hans'
import type { Instant } from '../domain/calendar.ts'
import { NUMERAL, numeral } from './numeral.ts'

/** A time found in normalised text, with where it stands. The process runs in Asia/Shanghai. */
export interface Timed {
  readonly at: Instant
  readonly from: number
  readonly to: number
}

/** A day named without an hour ends with the working day. */
const CLOSE_OF_DAY = 18
const DAY_MS = 86_400_000

type Groups = Readonly<Record<string, string | undefined>>
type Parts = {
  year?: number
  month?: number
  day?: number
  weekday?: number
  hour?: number
  minute?: number
  meridiem?: 0 | 1
}

const parser = (pattern: RegExp, parts: (groups: Groups, now: Date) => Parts | undefined): Parser => ({
  pattern: () => pattern,
  extract: (context, match) => parts(match.groups ?? {}, new Date(context.refDate)) ?? null,
})

const day = (date: Date): Parts => ({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() })
const moment = (date: Date): Parts => ({ ...day(date), ...clockParts(date.getHours(), date.getMinutes()) })
const clockParts = (hour: number, minute: number): Parts => ({ hour, minute, meridiem: hour < 12 ? 0 : 1 })
const daysOn = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)

/** A day that does not exist (2月30日) is no date. */
const dated = (year: number, month: number, date: number): Parts | undefined => {
  const that = new Date(year, month - 1, date)
  return that.getMonth() === month - 1 && that.getDate() === date ? day(that) : undefined
}

const RELATIVE: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  当: 0,
  明: 1,
  次: 1,
  后: 2,
  大后: 3,
}
const relative = parser(
  /(?<which>大前|大后|前|昨|今|明|后|次|当)(?:天|日|儿(?:个)?|(?=[早晚]|[上下]午|中午|[上下]半天))/,
  ({ which = '' }, now) => day(daysOn(now, RELATIVE[which] ?? 0)),
)

const WEEKDAYS = '一二三四五六日天末'
/** Weeks begin on Monday; a bare weekday is the next one, today included. */
const weekday = parser(
  new RegExp(`(?<which>上上|下下|上|下|这|本)?个?(?:周|星期|礼拜)(?<weekday>[${WEEKDAYS}]|[1-7](?![0-9.%]))`),
  ({ which, weekday = '' }, now) => {
    const target = /\d/.test(weekday) ? Number(weekday) - 1 : Math.min(WEEKDAYS.indexOf(weekday), 6)
    const today = (now.getDay() + 6) % 7
    const week = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }[which ?? '']
    const ahead = week === undefined ? (target - today + 7) % 7 : target - today + week * 7
    return day(daysOn(now, ahead))
  },
)

/** A date without a year that was less than three months ago is meant as past: it is for others to refuse it. */
const yearOf = (now: Date, month: number, date: number): number => {
  const days = (new Date(now.getFullYear(), month - 1, date).getTime() - now.getTime()) / DAY_MS
  return now.getFullYear() + (days < -92 ? 1 : 0)
}
const YEAR = '(?:(?<year>\\d{4}|今|明|后|去)(?:年|[-/.]) ?)'
const yearNamed = (year: string | undefined, now: Date): number | undefined => {
  if (year === undefined) return undefined
  const ahead = { 去: -1, 今: 0, 明: 1, 后: 2 }[year]
  return ahead === undefined ? Number(year) : now.getFullYear() + ahead
}
const calendarDate = parser(
  new RegExp(
    `${YEAR}?(?<!\\d)(?<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})(?:月(?:份)? ?|[/])(?<date>${NUMERAL})(?:日|号|(?!\\d|月|个|[./]))`,
  ),
  ({ year, month = '', date = '' }, now) => {
    const m = numeral(month) ?? 0
    const d = numeral(date) ?? 0
    if (m < 1 || m > 12 || d < 1 || d > 31) return undefined
    return dated(yearNamed(year, now) ?? yearOf(now, m, d), m, d)
  },
)
const isoDate = parser(
  /(?<![\d-])(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})(?![\d-])/,
  ({ year, month, date }) => dated(Number(year), Number(month), Number(date)),
)

const NO_DAY = '楼栋幢门单院桩线车库地岗电机口厅店铺室房井泵变灯杆坑件桌球'
const dayOfMonth = parser(
  new RegExp(
    `(?:(?<which>本月|这个月|下个月|下月)|(?<!月 ?|\\d))(?<date>[12]?\\d|3[01]|[一二三四五六七八九十]{1,3})(?:号|日)(?![${NO_DAY}])`,
  ),
  ({ which, date = '' }, now) => {
    const d = numeral(date) ?? 0
    const month = now.getMonth() + 1
    if (which !== undefined) return dated(now.getFullYear(), month + (which.startsWith('下') ? 1 : 0), d)
    return d < now.getDate() ? dated(now.getFullYear(), month + 1, d) : dated(now.getFullYear(), month, d)
  },
)

const endOfMonth = (year: number, month: number): Parts => day(new Date(year, month, 0))
const ends = parser(
  new RegExp(
    `${YEAR}?(?:(?<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})|(?<which>下个?|本|这个)?)月(?<part>底|末|初|中旬|中|上旬|下旬|份)(?!\\d)`,
  ),
  ({ year, month, which, part }, now) => {
    const here = now.getMonth() + 1
    const m = (month === undefined ? undefined : numeral(month)) ?? here + (which?.startsWith('下') ? 1 : 0)
    const y = yearNamed(year, now) ?? (month === undefined ? now.getFullYear() : yearOf(now, m, 28))
    if (part === '初') return dated(y, m, 5)
    if (part === '中' || part === '中旬') return day(new Date(y, m - 1, part === '中' ? 15 : 20))
    if (part === '上旬') return day(new Date(y, m - 1, 10))
    return endOfMonth(y, m)
  },
)
const yearEnd = parser(/(?<year>\d{4}年|今年|明年|后年)?年?(?:年底|年末|岁末|(?<=年)[底末])/, ({ year }, now) =>
  day(new Date(yearNamed(year?.replace('年', ''), now) ?? now.getFullYear(), 11, 31)),
)

const HOURS = 'hours'
const UNITS: Readonly<Record<string, number | 'month' | 'year' | 'workday' | typeof HOURS>> = {
  天: 1,
  日: 1,
  工作日: 'workday',
  周: 7,
  星期: 7,
  礼拜: 7,
  月: 'month',
  年: 'year',
}
/** Saturdays and Sundays are skipped; the days off of the calendar are the desk's business. */
const workdaysOn = (now: Date, count: number): Date => {
  let date = daysOn(now, 0)
  for (let left = Math.min(count, 366); left > 0; ) {
    date = daysOn(date, 1)
    if (date.getDay() % 6 !== 0) left--
  }
  return date
}
/** Half a month is 15 days; where a month is too short, its last day counts. */
const monthsOn = (now: Date, months: number): Date => {
  const whole = Math.floor(months)
  const last = new Date(now.getFullYear(), now.getMonth() + whole + 1, 0).getDate()
  const date = Math.min(now.getDate(), last) + (months === whole ? 0 : 15)
  return new Date(now.getFullYear(), now.getMonth() + whole, date)
}
const count = (amount: string): number | undefined => (amount === '半' ? 0.5 : numeral(amount))
const AMOUNT = `(?<![过这第\\d一二两三四五六七八九十几]|[一-龥]{0,1}上|.每)(?<amount>${NUMERAL}|半)`
const AFTER = '(?:之后|以后|过后|后|之内|以内|内)?'
const span = parser(
  new RegExp(
    `${AMOUNT} ?个?(?<half>半)?(?<unit>工作日|星期|礼拜|天|日(?=之|以|后|内)|周|月(?![\\d初中底末份])|年(?=[之以后内半]))(?<and>半)?${AFTER}`,
  ),
  ({ amount = '', half, unit = '', and }, now) => {
    const n = count(amount)
    const size = UNITS[unit]
    const extra = half === undefined && and === undefined ? 0 : 0.5
    if (n === undefined || size === undefined || n > 3660) return undefined
    if (size === 'workday') return day(workdaysOn(now, n))
    if (size === 'month') return day(monthsOn(now, n + extra))
    if (size === 'year') return day(monthsOn(now, (n + extra) * 12))
    if (typeof size === 'string') return undefined
    return n < 1 ? moment(new Date(now.getTime() + 6 * 3_600_000)) : day(daysOn(now, n * size))
  },
)
const hoursOn = parser(
  new RegExp(`${AMOUNT} ?个?(?<half>半)?(?<unit>小时|钟头|分钟|刻钟)(?<and>半)?${AFTER}`),
  ({ amount = '', half, and, unit = '' }, now) => {
    const n = count(amount)
    if (n === undefined) return undefined
    const minutes = { 分钟: 1, 刻钟: 15 }[unit] ?? 60
    const extra = half === undefined && and === undefined ? 0 : 0.5
    return moment(new Date(now.getTime() + (n + extra) * minutes * 60_000))
  },
)

const PART_END: Readonly<Record<string, number>> = {
  凌晨: 6,
  清早: 9,
  清晨: 9,
  早上: 9,
  早晨: 9,
  早: 9,
  上午: 12,
  上半天: 12,
  中午: 12,
  晌午: 12,
  下午: 18,
  下半天: 18,
  傍晚: 19,
  晚上: 22,
  夜里: 23,
  半夜: 23,
  晚: 22,
  下班: 18,
}
const PART =
  '凌晨|清早|清晨|早上|早晨|上午|上半天|中午|晌午|下午|下半天|傍晚|晚上|夜里|半夜|(?<=[今明后天日一二三四五六])[早晚]'
const afternoon = (hour: number, part: string | undefined, exact: boolean): number => {
  if (hour >= 13) return hour
  if (part === undefined) return !exact && hour >= 1 && hour <= 6 ? hour + 12 : hour
  if (/中午|晌午/.test(part)) return hour < 3 ? hour + 12 : hour
  if (/下|傍|晚|夜/.test(part)) return hour === 12 && /晚|夜/.test(part) ? 24 : hour < 12 ? hour + 12 : hour
  return hour === 12 && part === '凌晨' ? 0 : hour
}
const clock = parser(
  new RegExp(
    `(?<part>${PART}|[早晚](?!一点|一个))? ?(?<![\\d.])(?<hour>2[0-4]|[01]?\\d|[零一二两三四五六七八九十]{1,3})(?:(?<exact>[:]) ?(?<colon>[0-5]\\d)|[点时](?!间|候|[\\d.]*[元块%])钟?(?:(?<minute>[0-5]?\\d|[零一二三四五六七八九十]{1,3})分?|(?<named>半|整|[一三]刻))?)`,
  ),
  ({ part, hour = '', exact, colon, minute, named }) => {
    const h = numeral(hour)
    if (h === undefined || h > 24) return undefined
    const early = exact !== undefined || hour.startsWith('0')
    const minutes = { 半: 30, 整: 0, 一刻: 15, 三刻: 45 }[named ?? ''] ?? numeral(colon ?? minute ?? '0') ?? 0
    const through = afternoon(h, part, early)
    if (minutes > 59) return undefined
    return through === 24 ? clockParts(23, 59) : clockParts(through, minutes)
  },
)
const partOfDay = parser(new RegExp(`(?<part>${PART}|下班)(?:之?前)?`), ({ part = '' }) =>
  clockParts(PART_END[part] ?? CLOSE_OF_DAY, 0),
)

const FESTIVALS: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1],
  五一: [5, 1],
  劳动节: [5, 1],
  十一: [10, 1],
  国庆: [10, 1],
}
const festival = parser(
  new RegExp(`${YEAR}?(?<festival>元旦|五一|劳动节|国庆)(?:节)?(?:之?前)?`),
  ({ year, festival = '' }, now) => {
    const [month, date] = FESTIVALS[festival] ?? [1, 1]
    return dated(yearNamed(year, now) ?? yearOf(now, month, date), month, date)
  },
)

const chrono = new Chrono({
  ...createConfiguration(),
  parsers: [
    isoDate,
    calendarDate,
    ends,
    yearEnd,
    weekday,
    relative,
    span,
    hoursOn,
    dayOfMonth,
    festival,
    clock,
    partOfDay,
  ],
})

const BARE_WEEKDAY = /^(?:周|星期|礼拜)/

/** The first time in normalised text, counted from `at`. */
export const timeIn = (text: string, at: Instant): Timed | undefined => {
  const [found] = chrono.parse(text.slice(0, 300), new Date(at), { forwardDate: true })
  if (found === undefined) return undefined
  const { start } = found
  const [hour, minute] = start.isCertain('hour')
    ? [start.get('hour') ?? 0, start.get('minute') ?? 0]
    : [CLOSE_OF_DAY, 0]
  const named = new Date(
    start.get('year') ?? 0,
    (start.get('month') ?? 1) - 1,
    start.get('day') ?? 1,
    hour,
    minute,
  ).getTime()
  const instant = named <= at && BARE_WEEKDAY.test(found.text) ? named + 7 * DAY_MS : named
  return { at: instant, from: found.index, to: found.index + found.text.length }
}
