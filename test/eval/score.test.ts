import { expect, test } from 'vitest'
import { isHidden } from './own.ts'
import { confusions, macro, quality, share } from './score.ts'
import { expected } from './window.ts'

test('precision, recall and f1', () => {
  const rows = [
    { is: true, found: true },
    { is: true, found: true },
    { is: true, found: false },
    { is: false, found: true },
    { is: false, found: false },
  ]
  expect(quality(rows)).toEqual({ precision: 0.6667, recall: 0.6667, f1: 0.6667 })
  expect(quality([{ is: true, found: false }])).toEqual({ precision: 0, recall: 0, f1: 0 })
  expect(share([], () => true)).toBeNull()
})

test('each class counts alike, however few rows it has', () => {
  const rows = [...Array.from({ length: 9 }, () => ({ is: 'often', found: 'often' })), { is: 'rare', found: 'often' }]
  expect(macro(rows)).toBeCloseTo((18 / 19 + 0) / 2, 3)
  expect(confusions(rows)).toEqual(['rare taken for often: 1'])
})

test('a secret is hidden where no telling part of it is left', () => {
  expect(isHidden('13812345678', '电话138 1234 5678')).toBe(false)
  expect(isHidden('13812345678', '电话138****5678')).toBe(true)
  expect(isHidden('13812345678', '尾号345678')).toBe(false)
  expect(isHidden('501', '3栋2单元501漏水')).toBe(false)
  expect(isHidden('501', '3栋2单元漏水')).toBe(true)
})

test('what each source means by its label', () => {
  const ref = new Date(2021, 5, 14, 1, 6)
  const at = (...parts: readonly [number, number, number, number?, number?]) => new Date(...parts).getTime()
  const holds = (kind: string, label: unknown, text: string, moment: number) =>
    expected(kind, label, text, ref).some(({ from, to }) => from <= moment && moment < to)

  const day = { type: 'time_point', time: ['2021-06-16 00:00:00', '2021-06-16 23:59:59'] }
  expect(holds('time_point', day, '后天', at(2021, 5, 16, 18))).toBe(true)
  expect(holds('time_point', day, '后天', at(2021, 5, 17, 0))).toBe(false)
  expect(expected('time_delta', { type: 'time_delta', time: { day: 2 } }, '两日', ref)).toEqual([])

  const hours = { fn: 'datetimeInterval', expected: '((2013, 2, 13, 0, 0, 0), (2013, 2, 16, 0, 0, 0)) Day' }
  expect(holds('duckling', hours, '下三天', at(2013, 1, 15, 18))).toBe(true)
  expect(holds('duckling', hours, '下三天', at(2013, 1, 17, 0))).toBe(false)

  const clock = [{ values: [{ type: 'time', value: '17:00:00' }] }]
  expect(holds('recognizers', clock, '下午5点', at(2021, 5, 14, 17))).toBe(true)
  expect(holds('recognizers', clock, '下午5点', at(2021, 5, 14, 17, 1))).toBe(false)

  const soon = { matched: '半小时之内', 'start.date': '2012, 8 - 1, 10, 12, 44' }
  expect(holds('chrono', soon, '半小时之内', at(2012, 7, 10, 12, 44))).toBe(true)
  expect(holds('chrono', { matched: '五日内', 'start.date': '2012, 7, 15, 12' }, '五日内', at(2012, 7, 15, 18))).toBe(
    true,
  )
})
