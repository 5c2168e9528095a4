import lunar from 'chinese-days'
import { DAY_NUMERAL, numeral } from '../text/numeral.ts'
import { day, daysOn, NO_DAY, parser, YEAR, yearNamed } from './parser.ts'

// Of chinese-days only the lengths of the months are asked: its dates shift where the machine is not in China.
const { getYearLeapMonth, monthDays } = lunar

const FIRST_YEAR = 1900
const LAST_YEAR = 2099
const lengthOf = (year: number): number => {
  let days = getYearLeapMonth(year).days
  for (let month = 1; month <= 12; month++) days += monthDays(year, month)
  return days
}
/** Days from 1900-01-31, the first new year of the table. */
const newYears = (): readonly number[] => {
  const all = [0]
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) all.push((all.at(-1) ?? 0) + lengthOf(year))
  return all
}
let table: readonly number[] | undefined
const newYear = (year: number): number | undefined => {
  table ??= newYears()
  return table[year - FIRST_YEAR]
}

/** A day of the moon's calendar; none where the month has no such day or no table knows the year. */
export function moonDay(year: number, month: number, date: number, leap = false): Date | undefined {
  const begins = newYear(year)
  if (begins === undefined || year > LAST_YEAR || month < 1 || month > 12) return undefined
  const { leapMonth, days: leapDays } = getYearLeapMonth(year)
  if (leap && leapMonth !== month) return undefined
  const length = leap ? leapDays : monthDays(year, month)
  if (date < 1 || date > length) return undefined
  let days = begins
  for (let before = 1; before < month; before++) days += monthDays(year, before)
  if (leapMonth !== undefined && leapMonth < month) days += leapDays
  if (leap) days += monthDays(year, month)
  return new Date(FIRST_YEAR, 0, 31 + days + date - 1)
}
/** The year of the moon that this day is in. */
const moonYear = (now: Date): number => {
  const begins = moonDay(now.getFullYear(), 1, 1)
  return begins !== undefined && begins > now ? now.getFullYear() - 1 : now.getFullYear()
}

/** The next such day, today included; of a named year that one. */
const nextMoonDay = (of: (year: number) => Date | undefined, now: Date, year: string | undefined): Date | undefined => {
  const here = moonYear(now)
  if (year !== undefined) {
    const named = yearNamed(year, new Date(here, 5))
    return named === undefined ? undefined : of(named)
  }
  return [here, here + 1, here + 2].map(of).find((date) => date !== undefined && date >= daysOn(now, 0))
}

const MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 }
const MOON = '农历|阴历|旧历'
const DATE = `初[一二三四五六七八九十]|${DAY_NUMERAL}`
/** 「腊月二十三」「正月初八」「农历八月十五」; of the sun's months only what nobody says of them: 「五月初五」「八月十五」. */
const moonDate = parser(
  new RegExp(
    `(?<moon>${MOON})?${YEAR}?(?<named>${MOON})?的?(?<leap>闰)?(?<month>[正腊冬]|十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月(?:份)?的?(?:(?<date>${DATE})(?<sun>[日号](?![${NO_DAY}]))?(?![日号月天个])|(?<part>底|末|初|中旬|上旬|下旬)|(?![\\d一二三四五六七八九十廿]))`,
  ),
  ({ moon, named, year, leap, month = '', date, sun, part }, now, before) => {
    const isMoon = moon !== undefined || named !== undefined || month in MONTHS || leap !== undefined
    if (!isMoon && !(date !== undefined && /^[初廿]/.test(date)) && !(/^[八8]$/.test(month) && date === '十五'))
      return undefined
    if (!isMoon && (date === undefined || sun !== undefined)) return undefined
    if (/[\d零一二三四五六七八九十]$/.test(before) && year === undefined) return undefined
    const m = MONTHS[month] ?? numeral(month) ?? 0
    const written = date === undefined ? PARTS[part ?? ''] : numeral(date.replace('初', ''))
    const d = m === 12 && written === 30 ? undefined : written // the eve of the new year, in a month of 29 days too
    const found = nextMoonDay((y) => moonDay(y, m, d ?? monthDays(y, m), leap !== undefined), now, year)
    return found === undefined ? undefined : day(found)
  },
)
const PARTS: Readonly<Record<string, number>> = { 初: 5, 上旬: 10, 中旬: 20 }
/** 「初八」: of this month of the moon, or the next. */
const dayOfMoon = parser(
  /(?<new>大?年)?(?<!月)(?<date>初[一二三四五六七八九十]|廿[一二三四五六七八九])(?![中年级步诊始])/,
  ({ new: first, date = '' }, now, before) => {
    if (/[月年第最当]$/.test(before) && first === undefined) return undefined
    const d = numeral(date.replace('初', '')) ?? 0
    const months = first === undefined ? Array.from({ length: 12 }, (_, i) => i + 1) : [1]
    const found = nextMoonDay(
      (year) =>
        months.map((month) => moonDay(year, month, d)).find((one) => one !== undefined && one >= daysOn(now, 0)),
      now,
      undefined,
    )
    return found === undefined ? undefined : day(found)
  },
)

/** Days by the moon. */
export const MOON_DAYS = [moonDate, dayOfMoon]
