import { expect, test } from 'vitest'
import { BALLOTS, isRight, understood } from './votes.ts'

test('there are enough rows, and no two alike', () => {
  expect(BALLOTS.length).toBeGreaterThanOrEqual(320)
  expect(BALLOTS.filter(({ talk }) => talk).length).toBeGreaterThanOrEqual(90)
  expect(
    new Set(BALLOTS.map(({ text, quoting, addressed, options }) => `${quoting}${addressed}${options}${text}`)).size,
  ).toBe(BALLOTS.length)
})

test('at most one reply in a hundred is read wrong', () => {
  const wrong = BALLOTS.filter((row) => !isRight(row))
  for (const row of wrong)
    console.info(
      `「${row.text}」${row.quoting ? ` on a ${row.quoting}` : ''}: ${row.expect}, read as ${understood(row)[0]}`,
    )
  expect(wrong.length / BALLOTS.length).toBeLessThanOrEqual(0.01)
})

test('ordinary talk is never a vote', () => {
  const taken = BALLOTS.filter(({ talk }) => talk).map((row) => understood(row)[0])
  expect(taken.filter((meaning) => /^(?:vote|for-other|same|two)/.test(meaning))).toEqual([])
})
