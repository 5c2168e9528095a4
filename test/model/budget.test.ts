import { describe, expect, test } from 'vitest'
import { Budget } from '../../src/model/budget.ts'
import type { Purse, Spent } from '../../src/ports.ts'
import * as like from './services.ts'
import { asked, stage } from './stage.ts'

const NINE = Date.parse('2026-11-23T09:00:00+08:00')
const WAIT = { timeout: 15_000, interval: 5 }
const DAY = 24 * 3_600_000
const LIMITS = { roomDay: 2, tokensDay: 1_000, asks: 50, tokens: 15_000 }

/** A file that outlives the process. */
class Kept implements Purse {
  found: Spent | undefined
  async keep(spent: Spent): Promise<void> {
    this.found = JSON.parse(JSON.stringify(spent)) as Spent
  }
}

describe('what was spent today holds over a restart', () => {
  const restarted = async (spend: (budget: Budget) => Promise<void>, now = NINE): Promise<Budget> => {
    const purse = new Kept()
    await spend(new Budget(() => NINE, LIMITS, purse))
    return new Budget(() => now, LIMITS, purse)
  }

  test('the tokens of the day', async () => {
    const spend = (budget: Budget) => budget.spend(700)
    expect((await restarted(spend)).allows('a', 300)).toBe(true)
    expect((await restarted(spend)).allows('a', 301)).toBe(false)
    expect((await restarted(spend)).allowsOnRequest(301)).toBe(false)
    expect((await restarted(spend, NINE + DAY)).allows('a', 1_000)).toBe(true)
  })

  test('what was asked for by request, without anybody waiting for it', async () => {
    const purse = new Kept()
    void new Budget(() => NINE, LIMITS, purse).spendOnRequest(900)
    await expect.poll(() => purse.found?.today, WAIT).toBe(900)
  })

  test('the share of a room', async () => {
    const spend = (budget: Budget) => {
      budget.take('a')
      budget.take('a')
      budget.take('b')
      return budget.spend(1)
    }
    const budget = await restarted(spend)
    expect([budget.allows('a', 1), budget.allows('b', 1)]).toEqual([false, true])
    expect((await restarted(spend, NINE + DAY)).allows('a', 1)).toBe(true)
  })

  test('the share of a thousand messages: however often it starts, no more is saved up', async () => {
    const purse = new Kept()
    let asks = 0
    for (let start = 0; start < 50; start++) {
      const budget = new Budget(() => NINE + start * DAY, { ...LIMITS, tokensDay: 1e9 }, purse)
      for (let i = 0; i < 3 && budget.allows(`r${start}/${i}`, 100); i++) {
        budget.take(`r${start}/${i}`)
        await budget.spend(100)
        asks += 1
      }
    }
    expect(asks).toBe(LIMITS.asks * 0.2)
  })
})

test('what is given back after midnight is no gift to the next day', () => {
  let now = NINE
  const budget = new Budget(() => now, LIMITS)
  void budget.spend(700)
  now += DAY
  void budget.spend(-300)
  expect([budget.allows('a', 1_000), budget.allows('a', 1_001)]).toEqual([true, false])
})

describe('nothing leaves before it is written down', () => {
  test('while it is being written', async () => {
    const writing: (() => void)[] = []
    const keep = () => new Promise<void>((written) => void writing.push(written))
    const { model, service, sent } = await stage({ purse: { found: undefined, keep } })
    const advice = model.adviser.advise(asked('楼下水管好像坏了'))
    await expect.poll(() => writing.length, WAIT).toBeGreaterThan(0)
    await new Promise((later) => setImmediate(later))
    expect([service.asked, sent]).toEqual([[], []])
    for (const written of writing) written()
    expect(await advice).toMatchObject({ kind: 'report' })
  })

  test('where it cannot be written', async () => {
    const keep = () => Promise.reject(new Error('ENOSPC: no space left on device'))
    const { model, service, sent, lines } = await stage({ purse: { found: undefined, keep } })
    expect(await model.adviser.advise(asked('楼下水管好像坏了'))).toBeUndefined()
    expect([service.asked, sent]).toEqual([[], []])
    expect(lines.filter((line) => line.includes('the model could not be asked'))).toHaveLength(1)
    expect(lines.join()).not.toContain('水管')
  })

  test('nor what was asked to be summed up', async () => {
    const keep = () => Promise.reject(new Error('ENOSPC: no space left on device'))
    const { model, service, sent } = await stage({ purse: { found: undefined, keep } })
    expect(await model.editor.sumUp('充电桩', [{ number: 1, text: '先试三个月' }])).toBeUndefined()
    expect([service.asked, sent]).toEqual([[], []])
  })

  test('what an answer took is set right afterwards', async () => {
    const purse = new Kept()
    const usage = { prompt_tokens: 300, completion_tokens: 20 }
    const { model } = await stage({ purse, ways: [like.writing(like.answersTo, { usage })] })
    await model.adviser.advise(asked('楼下水管好像坏了'))
    await expect.poll(() => purse.found?.today, WAIT).toBe(320)
  })
})
