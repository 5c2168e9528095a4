import { describe, expect, test } from 'vitest'
import { ownCategories } from './category.ts'
import { READERS } from './ear.ts'
import { intake } from './intake.ts'
import { macro } from './score.ts'

/** Of the half of our own talk that nothing was learnt from: a little below what was measured. */
const FLOORS: Readonly<Record<string, number>> = {
  terse: 0.55,
  told: 0.78,
  pieces: 0.8,
  typo: 0.5,
  voice: 0.85,
  emoji: 0.69,
  service: 0.76,
  'dialect-sichuan': 0.75,
  'dialect-cantonese': 0.45,
  'dialect-henan': 0.57,
  'dialect-northeast': 0.6,
  'dialect-wu': 0.87,
  village: 0.84,
  emergency: 0.85,
  'thanks-not-mended': 0.16,
  sarcasm: 0.2,
  'second-hand': 0.85,
  long: 0.5,
  borderline: 0.15,
}
/** And a little above: how much of what is no matter may be asked about. */
const CEILINGS: Readonly<Record<string, number>> = {
  chat: 0,
  joke: 0.36,
  gripe: 0.12,
  ad: 0.27,
  chain: 0,
  price: 0,
  quarrel: 0,
  forwarded: 0.26,
  notice: 0.27,
  'official-reply': 0,
  trade: 0,
  lost: 0.2,
  politics: 0,
  thanks: 0,
  asks: 0,
  'dialect-chat': 0,
  'village-chat': 0,
  staff: 0,
  'votes-talk': 0,
  'emoji-chat': 0,
  'near-miss': 0.13,
  'follow-up': 0,
  rumour: 0,
  neighbourly: 0.16,
  'questions-rules': 0.38,
  hobby: 0,
  'work-talk': 0.17,
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
const OVERALL = { f1: 0.79, precision: 0.89, urgent: 0.75, category: 0.71 }
