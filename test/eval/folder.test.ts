import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { duplicates } from './duplicates.ts'
import { intake } from './intake.ts'
import { rowsOf } from './rows.ts'
import type { Score } from './score.ts'
import { deadlines, times } from './times.ts'

/** A folder as others bring it, with our own sentences in it. */
const folder = mkdtempSync(join(tmpdir(), 'eval-'))
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const write = (name: string, rows: readonly object[]) => writeFileSync(join(folder, `${name}.jsonl`), lines(rows))
const pack = (name: string, rows: readonly object[]) =>
  writeFileSync(join(folder, `${name}.jsonl.gz`), gzipSync(lines(rows)))

beforeAll(() => {
  pack('intake', [
    { text: '3栋2单元电梯坏了', label: 1, stratum: 'pos_title' },
    { text: '今天的花开得真好看', label: 1, stratum: 'pos_title' },
    { text: '晚饭后去河边走走', label: 0, stratum: 'neg_sms' },
    { text: '3栋电梯又停了，快来人修', label: 0, stratum: 'neg_hard_official_reply' },
    { text: '又停水了', label: 'borderline', stratum: 'sms_borderline_outage' },
  ])
  pack('chat-sms', [{ text: '我到了，你在哪个门' }])
  write('chat-weibo', [{ text: '3栋2单元的电梯坏了没人修' }])
  write('duplicates', [
    { title: '地下车库进水', text: '地下车库又进水了，车都泡了', time: '2019/1/10 8:00:00', label: 'a' },
    { title: '东门路灯不亮', text: '东门一排路灯都不亮', time: '2019-01-09 08:00:00', label: null },
    { title: '车库进水没人管', text: '地下车库进水，水泵坏了没人管', time: '2019/1/11 8:00:00', label: 'a' },
    { title: '东门的路灯不亮了', text: '东门一排路灯都不亮，晚上看不见', time: '2019/1/12 8:00:00', label: null },
  ])
  write('deadline', [
    { text: '预计11月30日前修好', ref: '2026-11-20', label: '2026-11-30' },
    { text: '尽快处理', ref: '2026-11-20', label: '2026-11-30' },
  ])
  write('time', [
    {
      text: '后天',
      ref: '2021-06-14 01:06:40',
      kind: 'time_point',
      label: { type: 'time_point', time: ['2021-06-16 00:00:00', '2021-06-16 23:59:59'] },
      source: 'own test',
    },
    {
      text: '两天',
      ref: null,
      kind: 'time_delta',
      label: { type: 'time_delta', time: { day: 2 } },
      source: 'own test',
    },
  ])
})
afterAll(() => rmSync(folder, { recursive: true }))

const line = (scores: readonly Score[], stratum: string, metric: string) =>
  scores.find((score) => score.stratum === stratum && score.metric === metric && score.reader !== 'trained')

test('files are plain or packed, and what is not there has no rows', () => {
  expect(rowsOf(folder, 'chat-sms')).toEqual([{ text: '我到了，你在哪个门' }])
  expect(rowsOf(folder, 'chat-weibo')).toHaveLength(1)
  expect(rowsOf(folder, 'category')).toEqual([])
})

test('intake: what is borderline is outside of all, and official replies are told apart', () => {
  const scores = intake(folder)
  expect(line(scores, 'all', 'precision')).toMatchObject({ set: 'intake', n: 4, value: 0.5 })
  expect(line(scores, 'all', 'recall')).toMatchObject({ value: 0.5 })
  expect(line(scores, 'all-without-official-replies', 'precision')).toMatchObject({ n: 3, value: 1 })
  expect(line(scores, 'pos_title', 'recall')).toMatchObject({ n: 2, value: 0.5 })
  expect(line(scores, 'plain-chat', 'false-alarm-rate')).toMatchObject({ n: 3, value: 0.3333 })
  expect(line(scores, 'borderline', 'recall')).toMatchObject({ n: 1, value: 1 })
  expect(new Set(scores.map(({ reader }) => reader))).toEqual(new Set(['rules', 'trained']))
})

test('duplicates: in the order of time, what has an earlier one, and what is shown for nothing', () => {
  expect(duplicates(folder)).toEqual([
    { set: 'duplicates', stratum: 'all', n: 1, metric: 'recall-at-3', value: 1 },
    { set: 'duplicates', stratum: 'all', n: 3, metric: 'shown-for-nothing', value: 0.3333 },
  ])
})

test('deadlines and times, without what names no moment', () => {
  expect(deadlines(folder)).toEqual([{ set: 'deadline', stratum: 'all', n: 2, metric: 'accuracy', value: 0.5 }])
  expect(times(folder)).toEqual([
    { set: 'time', stratum: 'own', n: 1, metric: 'accuracy', value: 1 },
    { set: 'time', stratum: 'all', n: 1, metric: 'accuracy', value: 1 },
  ])
})
