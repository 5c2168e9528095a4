import { HOUR, MINUTE } from '../../domain/calendar.ts'
import { about, NUMERAL, numeral } from '../text/numeral.ts'
import { isDayOff } from './feast.ts'
import { day, daysOn, moment, type Parts, parser } from './parser.ts'

/** Days off as they were published; an override of a place is the desk's business. */
const workdaysOn = (now: Date, count: number): Date => {
  let date = daysOn(now, 0)
  for (let left = Math.min(count, 366); left > 0; ) {
    date = daysOn(date, 1)
    if (!isDayOff(date)) left--
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
const COUNTS: Readonly<Record<string, number>> = { 半: 0.5, 俩: 2, 仨: 3 }
const count = (amount: string): number | undefined =>
  COUNTS[amount] ?? about(amount) ?? (amount.includes('.') ? Number(amount) : numeral(amount))

/** Of a range of lengths the longer is meant: 「3到5天」. */
const AMOUNT = `(?:(?:\\d{1,3}|[一二两三四五六七八九十]{1,2})(?:-|~|到|至))?(?<amount>\\d{1,2}\\.5|${NUMERAL}|[半俩仨])`
/** Of these no length begins today: 「过两天」, 「每三天」, 「第三天」, 「近两周」. */
const NOT_AHEAD = /(?:[过这第每几近前上隔逾超满]|过去的?|最近的?|已经?)$/
const AGO = '(?<ago>(?:之前|以前|前)(?!完|修|弄|装|办|搞|处|整|解|到|给))'
const AFTER = `(?:之后|以后|过后|后|之内|以内|内|${AGO})?`
const SINCE = '(?!半|以来|来(?![修装弄换看人处])|以上|以下|前后|周年)'

const days = (n: number, unit: string, now: Date): Parts | undefined => {
  switch (unit) {
    case '工作日':
      return n < 0 ? undefined : day(workdaysOn(now, n))
    case '季度':
      return day(monthsOn(now, n * 3))
    case '月':
      return day(monthsOn(now, n))
    case '年':
      return Math.abs(n) > 50 ? undefined : day(monthsOn(now, n * 12))
    case '天':
    case '日':
      return n === 0.5 ? moment(new Date(now.getTime() + 6 * HOUR)) : day(daysOn(now, n))
    default:
      return day(daysOn(now, n * 7))
  }
}
const span = parser(
  new RegExp(
    `${AMOUNT} ?(?:个?(?<half>半)?(?<unit>工作日|星期|礼拜|天|日(?=(?:之|以|过)?[内后])|周(?![一二三四五六末年]|日(?!内))|季度|年(?=[之以后内半前]))|(?:个(?<halved>半)?|(?<=[半俩仨]))(?<month>月)(?![\\d初中底末份])|(?<bare>月)(?=之?内|以内|后|之后|以后))(?<and>半)?${SINCE}${AFTER}`,
  ),
  ({ amount = '', half, halved, unit, month, bare, and, ago }, now, before) => {
    const n = count(amount)
    if (n === undefined || n > 3660 || NOT_AHEAD.test(before)) return undefined
    if (bare !== undefined && !/^[两半]$/.test(amount) && ago === undefined && n > 12) return undefined
    const extra = half === undefined && halved === undefined && and === undefined ? 0 : 0.5
    return days((n + extra) * (ago === undefined ? 1 : -1), unit ?? month ?? bare ?? '', now)
  },
)
const MINUTES: Readonly<Record<string, number>> = { 分钟: 1, 刻钟: 15, 小时: 60, 钟头: 60 }
const hoursOn = parser(
  new RegExp(`${AMOUNT} ?个?(?<half>半)?(?<unit>小时|钟头|分钟|刻钟)(?<and>半)?${SINCE}${AFTER}`),
  ({ amount = '', half, and, unit = '', ago }, now, before) => {
    const n = count(amount)
    if (n === undefined || NOT_AHEAD.test(before)) return undefined
    const extra = half === undefined && and === undefined ? 0 : 0.5
    const minutes = (n + extra) * (MINUTES[unit] ?? 60) * (ago === undefined ? 1 : -1)
    return moment(new Date(now.getTime() + minutes * MINUTE))
  },
)

/** So much time from now on. */
export const LENGTHS = [span, hoursOn]
