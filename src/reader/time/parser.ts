import type { Parser } from 'chrono-node/zh/hans'
import { DAY } from '../../domain/calendar.ts'

/** What a stretch of words tells of a time; chrono implies the rest. */
export type Parts = {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  meridiem?: 0 | 1
}
export type Groups = Readonly<Record<string, string | undefined>>

/** The tail of a longer number is no number: 「二十七点」 is not 「七点」, 「1.5天」 not 「5天」. */
const CUT = /(?:\d\.?\d?|[零〇一二三四五六七八九十百千])$/
const DIGIT = /^\d/
const HAN_DIGIT = /^[零〇一二两三四五六七八九十百]/
/** After these no number goes on: 「周三三点」, 「腊月二十三八点」. */
const COMPLETE = /(?:(?:周|星期|礼拜)[一二三四五六]|初[一二三四五六七八九十]|[十廿][一二三四五六七八九])$/
const isCut = (before: string, text: string): boolean => {
  if (!CUT.test(before) || COMPLETE.test(before)) return false
  return DIGIT.test(text) ? /\d\.?$/.test(before) : HAN_DIGIT.test(text) && HAN_DIGIT.test(before.slice(-1))
}

/**
 * Chrono looks for the pattern from where it left off: what stands before a match is handed over, since a lookbehind
 * may not see it.
 */
export const parser = (
  pattern: RegExp,
  parts: (groups: Groups, now: Date, before: string) => Parts | undefined,
): Parser => ({
  pattern: () => pattern,
  extract: (context, match) => {
    const { index = 0 } = match
    const before = context.text.slice(Math.max(0, index - 8), index)
    if (isCut(before, match[0])) return null
    return parts(match.groups ?? {}, new Date(context.refDate), before) ?? null
  },
})

export const day = (date: Date): Parts => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
})
export const clockParts = (hour: number, minute: number): Parts => ({ hour, minute, meridiem: hour < 12 ? 0 : 1 })
export const moment = (date: Date): Parts => ({ ...day(date), ...clockParts(date.getHours(), date.getMinutes()) })
export const daysOn = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)

/** A day that does not exist (2月30日) is no date. */
export const dated = (year: number, month: number, date: number): Parts | undefined => {
  const that = new Date(year, month - 1, date)
  return that.getMonth() === (month - 1) % 12 && that.getDate() === date ? day(that) : undefined
}

/** A date without a year that was less than three months ago is meant as past: it is for others to refuse it. */
export const yearOf = (now: Date, month: number, date: number): number => {
  const days = (new Date(now.getFullYear(), month - 1, date).getTime() - now.getTime()) / DAY
  return now.getFullYear() + (days < -92 ? 1 : 0)
}

const YEAR_DIGITS = '[零〇一二三四五六七八九]'
/** A year that is named, with what joins it to what follows. */
export const YEAR = `(?:(?<year>\\d{4}|\\d{2}(?=年)|${YEAR_DIGITS}{4}|${YEAR_DIGITS}{2}(?=年)|今|本|明|次|来|后|去|上|前)(?:年度?的?|[-/.]) ?)`
const YEARS_ON: Readonly<Record<string, number>> = { 前: -2, 去: -1, 上: -1, 今: 0, 本: 0, 明: 1, 次: 1, 来: 1, 后: 2 }
export const yearNamed = (year: string | undefined, now: Date): number | undefined => {
  if (year === undefined) return undefined
  const on = YEARS_ON[year]
  if (on !== undefined) return now.getFullYear() + on
  const digits = /^\d/.test(year)
    ? year
    : [...year].map((c) => '零一二三四五六七八九'.indexOf(c.replace('〇', '零'))).join('')
  const number = Number(digits)
  return digits.length > 2 ? number : number + (number < 70 ? 2000 : 1900)
}
/** A house, a door or a sum bears a number as well. */
export const NO_DAY = '楼栋幢门单院桩线车库地岗电机口厅店铺室房井泵变灯杆坑件桌球'
/** Joined to the hour of the day: 「周五的下午」. */
export const OF_DAY = '(?:的(?=[早中上下晚傍夜凌]))?'
