import { describe, expect, test } from 'vitest'
import { more, places, redaction } from './own.ts'
import { OWN, rowsOf } from './rows.ts'
import type { Score } from './score.ts'

const scoreOf = (scores: readonly Score[], stratum: string, metric: string): number =>
  scores.find((score) => score.stratum === stratum && score.metric === metric)?.value ?? -1
const named = (scores: readonly Score[]): readonly string[] => [...new Set(scores.map(({ stratum }) => stratum))].sort()

/** A little below what was measured. */
const PLACED: Readonly<Record<string, number>> = {
  building: 1,
  unit: 1,
  floor: 0.74,
  room: 0.92,
  named: 0.83,
  both: 1,
  village: 0.89,
  correction: 0.49,
  none: 0.81,
  talk: 0.71,
  all: 0.87,
}
describe('where something is', () => {
  const scores = places()
  test.each(Object.entries(PLACED))('%s: %d', (stratum, floor) => {
    expect(scoreOf(scores, stratum, 'accuracy')).toBeGreaterThanOrEqual(floor)
  })
  test('every stratum has its floor', () => {
    expect(Object.keys(PLACED).sort()).toEqual(named(scores))
  })
})

/** What has to be hidden, and what has to stay; none where a stratum has nothing of that. */
const HIDDEN: Readonly<Record<string, readonly [recall: number | undefined, kept: number | undefined]>> = {
  mobile: [1, 1],
  landline: [1, 1],
  'public-number': [undefined, 1],
  'id-card': [1, 1],
  'number-to-keep': [undefined, 1],
  plate: [1, 1],
  bank: [1, 1],
  mail: [1, 1],
  wechat: [1, 1],
  room: [1, 1],
  secret: [1, 1],
  foreign: [1, 1],
  several: [1, 1],
  names: [1, 1],
  all: [1, 1],
  'all-for-a-model': [1, 0.99],
}
describe('what is nobody’s business', () => {
  const scores = redaction()
  test.each(Object.entries(HIDDEN))('%s: %s', (stratum, [recall, kept]) => {
    if (recall !== undefined) expect(scoreOf(scores, stratum, 'recall')).toBeGreaterThanOrEqual(recall)
    if (kept !== undefined) expect(scoreOf(scores, stratum, 'kept')).toBeGreaterThanOrEqual(kept)
  })
  test('every stratum has its floors', () => {
    expect(Object.keys(HIDDEN).sort()).toEqual(named(scores))
  })
})

test('there are enough rows of each, and no two alike', () => {
  const texts = (name: string) => rowsOf<{ readonly text: string }>(OWN, name).map(({ text }) => text)
  for (const [name, least] of [
    ['place', 120],
    ['redaction', 150],
  ] as const) {
    expect(texts(name).length).toBeGreaterThanOrEqual(least)
    expect(new Set(texts(name)).size).toBe(texts(name).length)
  }
})

/** A little below, and above, what was measured. */
const MORE: Readonly<Record<string, readonly [recall: number, nothing: number]>> = {
  seen: [0.8, 0.07],
  unseen: [0.76, 0.09],
}
describe('what is said right after a report', () => {
  const scores = more()
  test.each(Object.entries(MORE))('%s: %s', (stratum, [recall, nothing]) => {
    expect(scoreOf(scores, stratum, 'recall')).toBeGreaterThanOrEqual(recall)
    expect(scoreOf(scores, stratum, 'for-nothing')).toBeLessThanOrEqual(nothing)
  })
})
