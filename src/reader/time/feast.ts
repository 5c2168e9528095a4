import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Instant } from '../../domain/calendar.ts'
import { NUMERAL, numeral } from '../text/numeral.ts'
import { CLOSE_OF_DAY } from './hour.ts'
import { moonDay } from './moon.ts'
import { day, daysOn, type Groups, parser, YEAR, yearNamed } from './parser.ts'

/** Of a year of the sun's calendar its day. */
type DayOf = (year: number) => Date | undefined
interface Feast {
  readonly of: DayOf
  /** How many days are off, where its year is not published yet. */
  readonly off?: number
  readonly moon?: true
}
const sun = (month: number, date: number, off?: number): Feast => ({
  of: (year) => new Date(year, month - 1, date),
  ...(off === undefined ? {} : { off }),
})
const moon = (month: number, date: number, off?: number): Feast => ({
  of: (year) => moonDay(year, month, date),
  moon: true,
  ...(off === undefined ? {} : { off }),
})
/** The nth such weekday of a month, 0 is Sunday. */
const weekday = (month: number, nth: number, target: number): Feast => ({
  of: (year) =>
    new Date(year, month - 1, 1 + ((target - new Date(year, month - 1, 1).getDay() + 7) % 7) + (nth - 1) * 7),
})
const clear: DayOf = (year) =>
  new Date(year, 3, Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4))
const winter: DayOf = (year) =>
  new Date(year, 11, Math.floor((year % 100) * 0.2422 + 21.94) - Math.floor((year % 100) / 4) - (year === 2021 ? 1 : 0))
const eve: Feast = {
  of: (year) => {
    const spring = moonDay(year, 1, 1)
    return spring === undefined ? undefined : daysOn(spring, -1)
  },
  moon: true,
}
const lastYear = (month: number, date: number): Feast => ({ of: (year) => moonDay(year - 1, month, date), moon: true })

const SPRING = moon(1, 1, 7)
const FEASTS: readonly (readonly [names: string, feast: Feast])[] = [
  ['元旦', sun(1, 1, 1)],
  ['除夕(?:夜)?|大年三十|年三十|大年夜|年三十晚上', eve],
  ['春节|过年|大年初一|新春佳节', SPRING],
  ['元宵', moon(1, 15)],
  ['清明', { of: clear, off: 1 }],
  ['五一(?:劳动)?|劳动节', sun(5, 1, 5)],
  ['端午', moon(5, 5, 1)],
  ['七夕', moon(7, 7)],
  ['中元', moon(7, 15)],
  ['中秋', moon(8, 15, 1)],
  ['国庆', sun(10, 1, 7)],
  ['重阳', moon(9, 9)],
  ['冬至', { of: winter }],
  ['腊八', lastYear(12, 8)],
  ['小年(?!轻)', lastYear(12, 23)],
  ['三八(?=节|妇女)|妇女节|三八妇女', sun(3, 8)],
  ['植树节', sun(3, 12)],
  ['青年节', sun(5, 4)],
  ['六一(?=节|儿童|前)|六一儿童|儿童节', sun(6, 1)],
  ['七一(?=前|建党)|七一建党|建党节', sun(7, 1)],
  ['八一(?=前|建军)|八一建军|建军节', sun(8, 1)],
  ['教师节', sun(9, 10)],
  ['母亲节', weekday(5, 2, 0)],
  ['父亲节', weekday(6, 3, 0)],
  ['平安夜', sun(12, 24)],
  ['圣诞', sun(12, 25)],
  ['十一(?=之?前|以前|期间|假期|长假|放假|黄金周|国庆)', sun(10, 1, 7)],
]
const NAMES = `(?:${FEASTS.map(([names], i) => `(?<feast${i}>${names})`).join('|')})`
const feastNamed = (groups: Groups): Feast | undefined => FEASTS.find((_, i) => groups[`feast${i}`] !== undefined)?.[1]

const iso = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
const isPublished = (year: number): boolean => `${year}-10-01` in published.holidays
/** As it was published, else a Saturday or Sunday. */
export const isDayOff = (date: Date): boolean => {
  const name = iso(date)
  return name in published.holidays || (date.getDay() % 6 === 0 && !(name in published.workdays))
}
/** The first working day after it. */
const over = (feast: Feast, date: Date): Date => {
  const least = isPublished(date.getFullYear()) ? 1 : (feast.off ?? 1)
  let after = daysOn(date, least)
  while (feast.off !== undefined && isDayOff(after)) after = daysOn(after, 1)
  return after
}
const next = (feast: Feast, now: Date): Date | undefined =>
  [now.getFullYear(), now.getFullYear() + 1].map(feast.of).find((date) => date !== undefined && date >= daysOn(now, 0))
const ofYear = (feast: Feast, year: string | undefined, now: Date): Date | undefined =>
  year === undefined || (feast.moon === true && /^[今本]$/.test(year))
    ? next(feast, now)
    : feast.of(yearNamed(year, now) ?? 0)

const BEFORE = `(?<before>(?:之|以)?前(?!后)(?:一?个?(?<n>${NUMERAL})?(?<unit>天|日|周|星期))?)`
const NO_FEAST = '(?!路|街|村|小区|花园|广场|苑|楼|巷|大道|社区|大厦|新村|小学|中学|医院|班|号|红|快乐|点)'
/** 「过完国庆」. */
const PAST = '过(?:完|了)'
const IS_PAST = new RegExp(`${PAST}$`)
/** 「五一前」 is until the day before it; 「节后」 and 「过完国庆」 are the first working day after it, in a promise only. */
const festival = (isPromise: boolean) =>
  parser(
    new RegExp(
      `(?<past>${PAST})?${YEAR}?(?:农历)?${NAMES}${NO_FEAST}(?:节)?(?:小?长假|假期|放假)?(?:${BEFORE}|(?<after>(?:结束)?(?:之|以|过)?后(?!天)|放完假|收假|结束)|(?<during>期间)|[当那]天|当日)?`,
    ),
    (groups, now, said) => {
      const { past, year, before, n, unit, after, during } = groups
      const feast = feastNamed(groups)
      const least = before === undefined ? 0 : (numeral(n ?? '一') ?? 1) * (/周|星期/.test(unit ?? '') ? 7 : 1)
      const date = feast === undefined ? undefined : ofYear(feast, year, daysOn(now, least))
      if (feast === undefined || date === undefined) return undefined
      if (before !== undefined) return day(daysOn(date, -least))
      if (after !== undefined || past !== undefined || IS_PAST.test(said))
        return isPromise ? day(over(feast, date)) : undefined
      return during === undefined ? day(date) : day(daysOn(over(feast, date), -1))
    },
  )
/** The next feast with days off: nobody says which where all know it. */
const holiday = (isPromise: boolean) =>
  parser(
    /(?:(?<!\d|[一-十])年(?<eve>前)|节(?:日|假日)?(?:之)?(?<side>[前后]))(?![天后])/,
    ({ eve: isEve, side }, now, before) => {
      if (isEve !== undefined) {
        const spring = /[\d一二两三四五六七八九十几半多今明去来每百千往]$/.test(before)
          ? undefined
          : next(SPRING, daysOn(now, 1))
        return spring === undefined ? undefined : day(daysOn(spring, -1))
      }
      if (/[环时季章细关礼过调\w]$/.test(before) || (side === '后' && !isPromise)) return undefined
      const coming = FEASTS.map(([, feast]) => feast)
        .filter(({ off }) => off !== undefined)
        .map((feast) => [feast, next(feast, daysOn(now, 1))] as const)
        .flatMap(([feast, date]) => (date === undefined ? [] : [[feast, date] as const]))
        .sort(([, a], [, b]) => a.getTime() - b.getTime())[0]
      if (coming === undefined) return undefined
      const [feast, date] = coming
      return day(side === '后' ? over(feast, date) : daysOn(date, -1))
    },
  )

/** Days that have a name. */
export const HOLIDAYS = [festival(false), holiday(false)]
/** The same in a promise. */
export const PROMISED_HOLIDAYS = [festival(true), holiday(true)]

const NAME = new RegExp(`^${NAMES}(?:节)?(?:当天|那天)?$`)
/** Until then the feasts were compared with the published ones by hand. */
const LAST_CHECKED = 2030
/** The next day of the feast that these words name, at 18:00; none: they name none. */
export function feastOf(words: string, at: Instant): Instant | 'unknown' | undefined {
  const feast = feastNamed(NAME.exec(words)?.groups ?? {})
  if (feast === undefined) return undefined
  const date = next(feast, new Date(at))
  return date === undefined || date.getFullYear() > LAST_CHECKED ? 'unknown' : date.setHours(CLOSE_OF_DAY)
}
