import type { Instant } from '../domain/calendar.ts'

const DAY = 86_400_000

/** The feasts by the moon, of the years that we know them of. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  春节: ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03'],
  端午: ['2026-06-19', '2027-06-09', '2028-05-28', '2029-06-16', '2030-06-05'],
  中秋: ['2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12'],
}
const NAME =
  /^(?:(?<eve>除夕|大年三十|年三十|大年夜)|(?<spring>春节|过年|大年初一)|(?<dragon>端午)|(?<moon>中秋))(?:节)?(?:当天|那天)?$/

/** The next day of the feast that these words name, at 18:00; none: they name none. */
export function feastOf(words: string, at: Instant): Instant | 'unknown' | undefined {
  const groups = NAME.exec(words)?.groups
  if (groups === undefined) return undefined
  const days = DAYS[groups.dragon ?? groups.moon ?? '春节'] ?? []
  const before = groups.eve === undefined ? 0 : DAY
  const next = days.map((day) => Date.parse(`${day}T18:00:00+08:00`) - before).find((then) => then > at - 6 * 3_600_000)
  return next ?? 'unknown'
}
