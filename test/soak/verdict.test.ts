import { describe, expect, test } from 'vitest'
import type { Noted } from './life.ts'
import type { Day, Season } from './season.ts'
import { MB } from './table.ts'
import { verdict } from './verdict.ts'

const COST = { history: 2, state: 4 }

/** A month in which the simulated history and the state grow, and nothing else does. */
const month = (change: (day: number) => Partial<Day> = () => ({}), season: Partial<Season> = {}): Season => ({
  days: Array.from({ length: 30 }, (_, day) => ({
    day: day + 1,
    life: 1,
    seconds: 10,
    at: day * 86_400_000,
    heap: 50 * MB + day * (2 * MB + 4 * MB) + (day % 3) * 100_000,
    rss: 200 * MB,
    handles: { Timeout: 4, TCPSocketWrap: 2 + (day % 3) },
    files: 38,
    listeners: 45,
    history: day * MB,
    messages: day * 300,
    state: day * MB,
    open: 10,
    ended: day,
    archived: 0,
    outbox: day,
    unsaid: 0,
    due: 0,
    online: true,
    neglected: [],
    ...change(day),
  })),
  noted: [],
  killed: 0,
  stopped: 1,
  dropped: 0,
  wrong: [],
  spent: {},
  ...season,
})

const LOST = 'a line outlived its time'
const noted = (level: Noted['level'], text: string, ailing = false): Noted => ({ level, text, whole: text, ailing })

describe('what a soak comes to', () => {
  test('what the world and the state hold may grow', () => {
    expect(verdict(month(), COST)).toEqual([])
  })

  test('a line may be lost in an outage', () => {
    expect(verdict(month(undefined, { noted: [noted('warn', LOST, true)] }), COST)).toEqual([])
  })

  const heap = (grow: number) => (day: number) => ({ heap: 50 * MB + day * (6 * MB + grow) })
  const restarted = (grow: number) => (day: number) => ({
    life: Math.floor(day / 4),
    heap: 50 * MB + day * 6 * MB + (day % 4) * grow,
  })

  test.each<[string, Season, RegExp]>([
    ['a leak of 1 MB a day', month(heap(MB)), /the heap grows: .* in the first half/],
    ['a leak of 0.4 MB a day', month(heap(0.4 * MB)), /the heap grows by 146.0 MB a year/],
    ['a leak that each restart ends', month(restarted(4 * MB)), /the heap grows by 4.0 MB a day/],
    ['timers that are never cleared', month((day) => ({ handles: { Timeout: day } })), /handles grow/],
    ['files that are never closed', month((day) => ({ files: 38 + day })), /open files grow/],
    ['listeners that are never removed', month((day) => ({ listeners: 45 + day })), /listeners grow/],
    ['a line that is due and not said', month((day) => ({ due: day === 3 ? 1 : 0 })), /day 4: 1 lines are due/],
    ['a case that was forgotten', month((day) => ({ neglected: day === 3 ? ['#1 …'] : [] })), /day 4: #1/],
    ['an error', month(undefined, { noted: [noted('error', 'oh')] }), /a stray error: oh/],
    ['a warning that is not expected', month(undefined, { noted: [noted('warn', 'oh')] }), /a stray warn: oh/],
    ['a line that was lost in fair weather', month(undefined, { noted: [noted('warn', LOST)] }), /a line outlived/],
  ])('%s is found', (_, season, sentence) => {
    expect(verdict(season, COST).join('\n')).toMatch(sentence)
  })
})
