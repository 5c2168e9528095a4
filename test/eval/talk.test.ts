import { describe, expect, test } from 'vitest'
import { vocabulary } from './ear.ts'
import { isTrained } from './half.ts'
import { OWN, rowsOf } from './rows.ts'
import { grouped } from './score.ts'
import type { Talk } from './talk.ts'

const ROWS = rowsOf<Talk>(OWN, 'talk')
const LINES = rowsOf<Talk>(OWN, 'lines')

describe('our own examples of talk', () => {
  test('there are enough, and each is said to be ours', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(1500)
    expect(ROWS.filter(({ label }) => label === 1).length).toBeGreaterThanOrEqual(650)
    expect(ROWS.filter(({ label }) => label === 0).length).toBeGreaterThanOrEqual(800)
    expect(ROWS.filter(({ own }) => !own)).toEqual([])
  })

  test('no two differ by a number or a mark only', () => {
    const bare = (text: string): string => text.replace(/[\d\s\p{P}]+/gu, '#')
    const told = ROWS.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ text }) => bare(text))
    expect(told.filter((text, i) => told.indexOf(text) !== i)).toEqual([])
    expect(new Set(ROWS.map(({ text }) => text)).size).toBe(ROWS.length)
  })

  test('the lines to learn from are ours, of known categories, and no two are the same', () => {
    const known = new Set(vocabulary.categories.map(({ name }) => name))
    expect(LINES.length).toBeGreaterThanOrEqual(11_000)
    expect(LINES.filter(({ own, label }) => !own || (label !== 0 && label !== 1))).toEqual([])
    expect(LINES.filter(({ label, category }) => label === 1 && !known.has(category ?? ''))).toEqual([])
    expect(new Set(LINES.map(({ text }) => text)).size).toBe(LINES.length)
  })

  test('every category is of the catalogue, and each of these has examples', () => {
    const known = new Set(vocabulary.categories.map(({ name }) => name))
    const named = ROWS.flatMap(({ category }) => category ?? [])
    expect(named.filter((name) => !known.has(name))).toEqual([])
    expect([...known].filter((name) => name !== '其他' && named.filter((one) => one === name).length < 10)).toEqual([])
  })

  test('both halves have some of every stratum', () => {
    for (const [stratum, rows] of grouped(ROWS, (row) => row.stratum)) {
      const trained = rows.filter(({ text }) => isTrained(text)).length
      expect(`${stratum} ${trained > 0 && trained < rows.length}`).toBe(`${stratum} true`)
    }
  })
})
