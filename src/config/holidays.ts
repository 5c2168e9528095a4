import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { z } from 'zod'
import { type Calendar, DAY, dayOf, type Instant, instant, weekday } from '../domain/calendar.ts'

/** `data/holidays.json`, for a year that is published after the library's release, and for a place's own days. */
const overrides = z.strictObject({ off: z.array(z.iso.date()), on: z.array(z.iso.date()) })

/**
 * Days off and weekends worked of the years around `now`: chinese-days and the override file. Its table is read, not its
 * functions: they shift every day where the machine is not in China.
 * `missing`: this year, or the next from December on, where neither knows a holiday of it; there, every Monday to Friday counts as a working day.
 */
export function holidays(
  now: Instant,
  folders: readonly string[],
): { readonly calendar: Calendar; readonly missing: readonly number[] } {
  const year = Number(dayOf(now).slice(0, 4))
  const years = [year - 1, year, year + 1]
  const off = new Set<string>()
  const on = new Set<string>()
  for (const each of years) {
    for (const day of Object.keys(published.holidays)) if (isIn(each, day) && !isWeekend(day)) off.add(day)
    for (const day of Object.keys(published.workdays)) if (isIn(each, day) && isWeekend(day)) on.add(day)
  }
  for (const stated of folders.map(read)) {
    for (const day of stated.off) {
      on.delete(day)
      off.add(day)
    }
    for (const day of stated.on) {
      off.delete(day)
      on.add(day)
    }
  }
  const ahead = Number(dayOf(now + 30 * DAY).slice(0, 4))
  const isKnown = (each: number): boolean => [...off].some((day) => isIn(each, day))
  const missing = years.filter((each) => each >= year && each <= ahead && !isKnown(each))
  const until = (years.find((each) => each >= year && !isKnown(each)) ?? year + 2) - 1
  return { calendar: { off, on, until }, missing }
}

const isIn = (year: number, day: string): boolean => day.startsWith(`${year}-`)
const isWeekend = (day: string): boolean => weekday(instant(day, '12:00')) % 6 === 0

function read(folder: string): z.infer<typeof overrides> {
  const file = join(folder, 'holidays.json')
  if (!existsSync(file)) return { off: [], on: [] }
  try {
    return overrides.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const form = '{"off":["2027-01-01"],"on":["2027-01-03"]}'
    throw new Error(`${file} cannot be read: it must be of the form ${form}.`, { cause: error })
  }
}
