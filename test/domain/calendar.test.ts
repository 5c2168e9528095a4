import { describe, expect, test } from 'vitest'
import {
  afterQuiet,
  DAY,
  dayOf,
  dueAfter,
  HOUR,
  isQuiet,
  isWorkday,
  lightOf,
  MINUTE,
  nextMorning,
  reportMonday,
  timeOf,
  weekday,
  workdaysLater,
  yellowAt,
} from '../../src/domain/calendar.ts'
import type { Limit } from '../../src/domain/state/constitution.ts'
import { clockWords, dayWords, fullWords, soonWords, spanWords } from '../../src/domain/wording/time.ts'
import { at } from './given.ts'
import { calendar, constitution } from './place.ts'

const { settings } = constitution
const local = (t: number): string => {
  const { hour, minute } = timeOf(t)
  return `${dayOf(t)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

describe('working days', () => {
  test.each([
    ['2026-09-20', true, 'a Sunday worked for 国庆'],
    ['2026-10-01', false, '国庆 on a Thursday'],
    ['2026-10-03', false, 'a Saturday'],
    ['2026-10-08', true, 'a Thursday'],
    ['2026-10-10', true, 'a Saturday worked for 国庆'],
    ['2026-10-11', false, 'a Sunday'],
    ['2026-11-23', true, 'a Monday'],
  ])('%s: %s, %s', (day, works) => {
    for (const time of ['00:00', '07:59', '08:01', '23:59'])
      expect(isWorkday(calendar, at(`${day} ${time}`))).toBe(works)
  })

  test.each([
    ['2026-11-27 10:30', 1, '2026-11-30 10:30'],
    ['2026-11-28 10:30', 1, '2026-11-30 10:30'],
    ['2026-11-23 00:10', 2, '2026-11-25 00:10'],
    ['2026-09-30 15:00', 1, '2026-10-08 15:00'],
    ['2026-09-30 15:00', 3, '2026-10-10 15:00'],
    ['2026-10-01 09:00', 2, '2026-10-09 09:00'],
    ['2026-09-19 09:00', 1, '2026-09-20 09:00'],
    ['2026-12-31 23:59', 1, '2027-01-04 23:59'],
    ['2028-02-28 09:00', 1, '2028-02-29 09:00'],
  ])('from %s, %i later is %s', (from, n, to) => {
    expect(local(workdaysLater(calendar, at(from), n))).toBe(to)
  })

  test.each<[string, Limit, string]>([
    ['2026-11-23 09:00', { hours: 24 }, '2026-11-24 09:00'],
    ['2026-11-28 23:00', { hours: 4 }, '2026-11-29 03:00'],
    ['2026-11-23 09:00', { workdays: 2 }, '2026-11-25 18:00'],
    ['2026-11-27 20:00', { workdays: 1 }, '2026-11-30 18:00'],
    ['2026-09-30 09:00', { workdays: 3 }, '2026-10-10 18:00'],
  ])('a limit from %s of %o is over at %s', (since, limit, due) => {
    expect(local(dueAfter(calendar, at(since), limit))).toBe(due)
  })
})

describe('quiet hours', () => {
  test.each([
    ['2026-11-23 21:59', false, '2026-11-23 21:59'],
    ['2026-11-23 22:00', true, '2026-11-24 07:00'],
    ['2026-11-23 23:59', true, '2026-11-24 07:00'],
    ['2026-11-24 00:00', true, '2026-11-24 07:00'],
    ['2026-11-24 06:59', true, '2026-11-24 07:00'],
    ['2026-11-24 07:00', false, '2026-11-24 07:00'],
    ['2026-12-31 22:30', true, '2027-01-01 07:00'],
  ])('%s', (t, quiet, free) => {
    expect(isQuiet(at(t), settings)).toBe(quiet)
    expect(local(afterQuiet(at(t), settings))).toBe(free)
  })

  test('a rest at noon', () => {
    const noon = { ...settings, quietHours: ['12:30', '14:00'] } as const
    expect(local(afterQuiet(at('2026-11-23 13:00'), noon))).toBe('2026-11-23 14:00')
    expect(isQuiet(at('2026-11-23 23:00'), noon)).toBe(false)
  })

  test('none at all', () => {
    const none = { ...settings, quietHours: ['00:00', '00:00'] } as const
    for (const time of ['00:00', '03:00', '12:00', '23:59']) expect(isQuiet(at(`2026-11-23 ${time}`), none)).toBe(false)
  })

  test.each([
    ['2026-11-23 03:00', '2026-11-23 07:00'],
    ['2026-11-23 07:00', '2026-11-24 07:00'],
    ['2026-11-23 23:00', '2026-11-24 07:00'],
  ])('the morning after %s is %s', (t, morning) => {
    expect(local(nextMorning(at(t), settings))).toBe(morning)
  })
})

describe('lights', () => {
  const matter = { since: at('2026-11-23 09:00'), due: at('2026-11-24 09:00') }
  test.each([
    [at('2026-11-23 09:00'), 'green'],
    [yellowAt(matter) - 1, 'green'],
    [yellowAt(matter), 'yellow'],
    [matter.due - 1, 'yellow'],
    [matter.due, 'red'],
  ] as const)('at %i it is %s', (now, light) => {
    expect(lightOf(matter, now)).toBe(light)
  })
})

test.each([
  ['2026-11-23 08:59', '2026-11-16 09:00'],
  ['2026-11-23 09:00', '2026-11-23 09:00'],
  ['2026-11-29 23:59', '2026-11-23 09:00'],
  ['2026-11-30 00:00', '2026-11-23 09:00'],
])('the Monday report of %s is that of %s', (t, monday) => {
  expect(local(reportMonday(at(t)))).toBe(monday)
})

describe('dates and spans in words', () => {
  test.each([
    ['2026-11-23 00:00', '凌晨0点'],
    ['2026-11-23 04:59', '凌晨4点59分'],
    ['2026-11-23 05:00', '早上5点'],
    ['2026-11-23 08:30', '早上8点半'],
    ['2026-11-23 09:05', '上午9点05分'],
    ['2026-11-23 12:00', '中午12点'],
    ['2026-11-23 13:00', '下午1点'],
    ['2026-11-23 18:00', '下午6点'],
    ['2026-11-23 19:00', '晚上7点'],
    ['2026-11-23 23:59', '晚上11点59分'],
  ])('%s is %s', (t, words) => {
    expect(clockWords(at(t))).toBe(words)
  })

  test.each([
    ['2026-11-23 18:00', '今天下午6点'],
    ['2026-11-24 09:00', '明天上午9点'],
    ['2026-11-25 09:00', '11月25日（周三）上午9点'],
    ['2026-11-22 09:00', '11月22日（周日）上午9点'],
  ])('%s, on the 23rd late at night, is %s', (t, words) => {
    expect(soonWords(at(t), at('2026-11-23 23:59'))).toBe(words)
  })

  test('in full', () => {
    expect(fullWords(at('2026-11-24 18:00'))).toBe('11月24日（周二）下午6点')
    expect(dayWords(at('2028-02-29 00:00'))).toBe('2月29日（周二）')
  })

  test.each([
    [0, '1分钟'],
    [40 * MINUTE, '40分钟'],
    [HOUR - 1, '1小时'],
    [HOUR, '1小时'],
    [DAY - MINUTE, '23小时'],
    [DAY - 1, '1天'],
    [DAY, '1天'],
    [DAY + 6 * HOUR, '1天多'],
    [3 * DAY + 5 * HOUR, '3天'],
  ])('%i ms is %s', (ms, words) => {
    expect(spanWords(ms)).toBe(words)
  })
})

test('no zone of the machine can matter', () => {
  const before = process.env.TZ
  const shown = () => [
    local(at('2026-03-08 02:30')),
    weekday(at('2026-11-23 00:30')),
    fullWords(at('2026-11-24 18:00')),
  ]
  const here = shown()
  try {
    for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
      process.env.TZ = zone
      expect(shown()).toEqual(here)
    }
  } finally {
    process.env.TZ = before
  }
})
