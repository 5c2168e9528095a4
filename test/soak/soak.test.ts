import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cost, costOf } from './cost.ts'
import { type Season, Weeks } from './season.ts'
import { head, row, summary } from './table.ts'
import { verdict } from './verdict.ts'

/** Drawn anew each time; 「npm run soak」 plays longer ones. */
const seed = Number(process.env.XIAOYI_SEED ?? Date.now() % 1_000_000)
const DAYS = 10

describe(`${DAYS} days through the whole program (XIAOYI_SEED=${seed})`, () => {
  let dir: string
  let season: Season
  let cost: Cost

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'xiaoyi-soak-'))
    season = await new Weeks({ dir, days: DAYS, seed, busy: 0.15, stretch: 4, tell: () => undefined }).live()
    cost = await costOf(dir)
    console.log([head(), ...season.days.map(row), summary(season, cost)].join('\n'))
  }, 600_000)
  afterAll(() => rm(dir, { recursive: true }))

  test('memory is flat, what was due is said, nobody is forgotten, and no error strays', () => {
    expect(verdict(season, cost)).toEqual([])
  })

  test('there was a life to speak of', () => {
    const last = season.days.at(-1)
    expect(season.days.length).toBe(DAYS)
    expect((last?.open ?? 0) + (last?.ended ?? 0) + (last?.archived ?? 0)).toBeGreaterThan(10)
    expect(last?.messages).toBeGreaterThan(300)
    expect(season.stopped + season.killed).toBeGreaterThan(0)
  })
})
