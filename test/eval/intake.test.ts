import { describe, expect, test } from 'vitest'
import { ownCategories } from './category.ts'
import { READERS } from './ear.ts'
import { intake } from './intake.ts'
import { macro } from './score.ts'

/** Of the part of our own talk that nothing was learnt from: one row below what was measured. */
const FLOORS: Readonly<Record<string, number>> = {
  terse: 0.57,
  told: 0.8,
  pieces: 0.79,
  typo: 0.59,
  voice: 0.91,
  emoji: 0.69,
  service: 0.6,
  'dialect-sichuan': 0.68,
  'dialect-cantonese': 0.69,
  'dialect-henan': 0.75,
  'dialect-northeast': 0.8,
  'dialect-wu': 0.75,
  village: 0.74,
  emergency: 0.73,
  'thanks-not-mended': 0.29,
  sarcasm: 0.32,
  'second-hand': 0.85,
  long: 0.5,
  'follow-up': 0.22,
  borderline: 0.29,
}
/** And a little above: how much of what is no matter may be asked about. */
const CEILINGS: Readonly<Record<string, number>> = {
  chat: 0.02,
  joke: 0.16,
  gripe: 0.06,
  ad: 0.11,
  chain: 0,
  price: 0,
  quarrel: 0.05,
  forwarded: 0.3,
  notice: 0.1,
  'official-reply': 0.1,
  trade: 0,
  lost: 0.07,
  politics: 0,
  thanks: 0.05,
  asks: 0.04,
  'dialect-chat': 0,
  'village-chat': 0,
  staff: 0,
  'votes-talk': 0,
  'emoji-chat': 0,
  'near-miss': 0.07,
  rumour: 0,
  neighbourly: 0.05,
  'questions-rules': 0,
  hobby: 0.06,
  'work-talk': 0.11,
  private: 0.03,
}
const SCORES = new Map(
  intake(undefined)
    .filter(({ reader }) => reader === 'trained')
    .map(({ stratum, metric, value }) => [`${stratum} ${metric}`, value ?? -1]),
)

test('the model that comes with the program is there', () => {
  expect([...READERS.keys()]).toEqual(['rules', 'trained'])
})

describe('of troubles at least so many are heard', () => {
  test.each(Object.entries(FLOORS))('%s: %d', (stratum, floor) => {
    expect(SCORES.get(`own/${stratum} recall`)).toBeGreaterThanOrEqual(floor)
  })
})

describe('of ordinary talk at most so much is asked about', () => {
  test.each(Object.entries(CEILINGS))('%s: %d', (stratum, ceiling) => {
    expect(SCORES.get(`own/${stratum} false-alarm-rate`)).toBeLessThanOrEqual(ceiling)
    expect(SCORES.get(`own/${stratum} false-alarm-rate`)).toBeGreaterThanOrEqual(0)
  })
})

test('every stratum has its floor or its ceiling', () => {
  const strata = [...SCORES.keys()].filter((key) => key.startsWith('own/')).map((key) => key.slice(4).split(' ')[0])
  expect([...Object.keys(FLOORS), ...Object.keys(CEILINGS)].sort()).toEqual(strata.sort())
})

test('all of it together', () => {
  expect(SCORES.get('own f1')).toBeGreaterThanOrEqual(OVERALL.f1)
  expect(SCORES.get('own precision')).toBeGreaterThanOrEqual(OVERALL.precision)
})
test('what presses is heard to press', () => {
  expect(SCORES.get('own urgent-recall')).toBeGreaterThanOrEqual(OVERALL.urgent)
})
test('what is heard is of the category that it is of', () => {
  expect(macro(ownCategories('trained'))).toBeGreaterThanOrEqual(OVERALL.category)
})
const OVERALL = { f1: 0.755, precision: 0.9, urgent: 0.75, category: 0.775 }
