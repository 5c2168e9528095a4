import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { holidays } from '../../src/config/holidays.ts'
import { DAY, dayOf, dueAfter, HOUR, isWorkday, timeOf, workdaysLater } from '../../src/domain/calendar.ts'
import type { Limit } from '../../src/domain/state/constitution.ts'
import { at } from '../domain/given.ts'

/**
 * The plan for 2026 as it was published: 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 4 November
 * 2025, https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm. From, to (both off), and weekends worked.
 */
const PLAN_2026: readonly (readonly [feast: string, from: string, to: string, ...worked: string[]])[] = [
  ['元旦', '2026-01-01', '2026-01-03', '2026-01-04'],
  ['春节', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'],
  ['清明节', '2026-04-04', '2026-04-06'],
  ['劳动节', '2026-05-01', '2026-05-05', '2026-05-09'],
  ['端午节', '2026-06-19', '2026-06-21'],
  ['中秋节', '2026-09-25', '2026-09-27'],
  ['国庆节', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'],
]
/** How many days each is, as the notice counts them. */
const DAYS = [3, 9, 3, 5, 3, 3, 7]

const NOON = at('2026-06-01 12:00')
const { calendar } = holidays(NOON, [])
const days2026 = Array.from({ length: 365 }, (_, day) => at('2026-01-01 12:00') + day * DAY)
const local = (t: number): string => {
  const { hour, minute } = timeOf(t)
  return `${dayOf(t)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Whether a day of 2026 is worked, by the notice alone. */
function worked(day: string): boolean {
  if (PLAN_2026.some(([, , , ...on]) => on.includes(day))) return true
  if (PLAN_2026.some(([, from, to]) => day >= from && day <= to)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

const folder = (text?: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoyi-holidays-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  if (text !== undefined) writeFileSync(join(dir, 'holidays.json'), text)
  return dir
}

describe('2026, as it was published', () => {
  test('the notice is copied as it counts', () => {
    expect(PLAN_2026.map(([, from, to]) => (Date.parse(to) - Date.parse(from)) / DAY + 1)).toEqual(DAYS)
  })

  test('every day of it is off or worked as the notice says', () => {
    const wrong = days2026.filter((day) => isWorkday(calendar, day) !== worked(dayOf(day)))
    expect(wrong.map(dayOf)).toEqual([])
    expect(days2026.at(-1)).toBe(at('2026-12-31 12:00'))
    expect(days2026.filter((day) => isWorkday(calendar, day))).toHaveLength(248)
  })

  test.each(['00:00', '00:01', '07:59', '08:00', '23:59'])('at %s as well', (time) => {
    for (const day of days2026) expect(isWorkday(calendar, at(`${dayOf(day)} ${time}`))).toBe(worked(dayOf(day)))
  })
})

describe('limits over feasts and the weekends worked for them', () => {
  test.each([
    ['2026-02-13 15:00', 1, '2026-02-14 15:00'],
    ['2026-02-13 15:00', 2, '2026-02-24 15:00'],
    ['2026-02-14 09:00', 1, '2026-02-24 09:00'],
    ['2026-02-18 23:30', 1, '2026-02-24 23:30'],
    ['2026-02-27 09:00', 1, '2026-02-28 09:00'],
    ['2026-02-27 09:00', 2, '2026-03-02 09:00'],
    ['2026-04-03 09:00', 1, '2026-04-07 09:00'],
    ['2026-04-30 09:00', 3, '2026-05-08 09:00'],
    ['2026-04-30 09:00', 4, '2026-05-09 09:00'],
    ['2026-09-18 09:00', 1, '2026-09-20 09:00'],
    ['2026-09-24 09:00', 1, '2026-09-28 09:00'],
    ['2026-09-30 00:10', 2, '2026-10-09 00:10'],
    ['2026-09-30 09:00', 3, '2026-10-10 09:00'],
    ['2026-09-30 09:00', 4, '2026-10-12 09:00'],
  ])('from %s, %i working days later is %s', (from, n, to) => {
    expect(local(workdaysLater(calendar, at(from), n))).toBe(to)
  })

  test.each<[string, Limit, string]>([
    ['2026-02-13 20:00', { workdays: 1 }, '2026-02-14 18:00'],
    ['2026-02-13 20:00', { workdays: 3 }, '2026-02-25 18:00'],
    ['2026-02-14 20:00', { hours: 24 }, '2026-02-15 20:00'],
    ['2026-09-30 09:00', { workdays: 2 }, '2026-10-09 18:00'],
    ['2026-10-09 09:00', { workdays: 1 }, '2026-10-10 18:00'],
    ['2026-09-19 09:00', { workdays: 1 }, '2026-09-20 18:00'],
  ])('a limit from %s of %o is over at %s', (since, limit, due) => {
    expect(local(dueAfter(calendar, at(since), limit))).toBe(due)
  })

  test('whenever it begins, as many working days lie in it as were given, and it ends on one', () => {
    const begin = fc.integer({ min: at('2026-01-01 00:00'), max: at('2026-12-10 23:59') })
    fc.assert(
      fc.property(begin, fc.integer({ min: 1, max: 10 }), (since, workdays) => {
        const due = dueAfter(calendar, since, { workdays })
        const between = days2026.filter((day) => dayOf(day) > dayOf(since) && dayOf(day) <= dayOf(due))
        expect(between.filter((day) => worked(dayOf(day)))).toHaveLength(workdays)
        expect([worked(dayOf(due)), timeOf(due).hour]).toEqual([true, 18])
      }),
    )
  })
})

describe('the override file', () => {
  test('of a place’s own days, and of a year that the library does not know', () => {
    const own = folder('{"off":["2026-11-23","2027-01-01","2027-01-02"],"on":["2026-11-28","2027-01-03"]}')
    const days = holidays(at('2026-12-20 09:00'), [own])
    const works = (day: string) => isWorkday(days.calendar, at(`${day} 12:00`))
    expect(['2026-11-23', '2026-11-28', '2027-01-01', '2027-01-03', '2027-01-04'].map(works)).toEqual([
      false,
      true,
      false,
      true,
      true,
    ])
    expect([days.missing, days.calendar.until]).toEqual([[], 2027])
  })

  test('the later folder has the last word, also against the library', () => {
    const shipped = folder('{"off":["2026-10-08"],"on":["2026-10-06"]}')
    const own = folder('{"off":["2026-10-06"],"on":["2026-10-08"]}')
    const days = holidays(NOON, [shipped, own])
    expect(isWorkday(days.calendar, at('2026-10-06 12:00'))).toBe(false)
    expect(isWorkday(days.calendar, at('2026-10-08 12:00'))).toBe(true)
  })

  test.each(['{"off":["2026-13-01"],"on":[]}', '{"off":[]}', 'off: 2026-01-01', '{"off":[],"on":[],"of":[]}'])(
    'that cannot be understood is told with its form: %s',
    (text) => {
      expect(() => holidays(NOON, [folder(text)])).toThrow(/holidays\.json cannot be read: it must be of the form/)
    },
  )

  test('that is not there is none', () => {
    expect(holidays(NOON, [folder()]).calendar).toEqual(calendar)
  })
})

describe('a year that is not loaded', () => {
  test.each([
    ['2026-11-30 12:00', []],
    ['2026-12-03 00:00', [2027]],
    ['2027-05-01 12:00', [2027]],
    ['2027-12-20 12:00', [2027, 2028]],
  ])('at %s is %o', (now, missing) => {
    const off = folder('{"off":["2026-01-01"],"on":[]}') // whatever a newer library will know, by then it knows of 2026
    const known = holidays(at(now), [off])
    const later = missing.filter((year) => ![...known.calendar.off].some((day) => day.startsWith(String(year))))
    expect(known.missing).toEqual(later)
  })

  test('is known by its end: the last year before it', () => {
    expect(calendar.until).toBeGreaterThanOrEqual(2026)
    expect(holidays(at('2031-06-01 12:00'), []).calendar.until).toBe(2030)
    expect(holidays(at('2031-06-01 12:00'), [folder('{"off":["2031-01-01"],"on":[]}')]).calendar.until).toBe(2031)
  })
})

test('no zone of the machine can matter, at the start or later', () => {
  const root = join(import.meta.dirname, '../..')
  const script = `
    import { holidays } from './src/config/holidays.ts'
    import { dueAfter, isWorkday, workdaysLater } from './src/domain/calendar.ts'
    const noon = Date.parse('2026-06-01T12:00:00+08:00')
    const { calendar, missing } = holidays(noon, [])
    const days = Array.from({ length: 365 * 4 }, (_, i) => Date.parse('2026-01-01T00:00:00+08:00') + i * 6 * ${HOUR} + 1)
    console.log(JSON.stringify([
      [...calendar.off], [...calendar.on], calendar.until, missing,
      days.map((t) => [isWorkday(calendar, t), workdaysLater(calendar, t, 2), dueAfter(calendar, t, { workdays: 3 })]),
    ]))`
  const seen = (zone: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: root,
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
  const shanghai = seen('Asia/Shanghai')
  expect(JSON.parse(shanghai)[4]).toHaveLength(365 * 4)
  const zones = ['America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
  expect(zones.filter((zone) => seen(zone) !== shanghai)).toEqual([]) // chinese-days by itself is wrong in all three
}, 120_000)
