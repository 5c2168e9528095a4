import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { delayOf, Friends } from '../../src/wechat/friends.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const HOUR = 3_600_000

describe('friend requests', () => {
  it.each([
    ['the first, as drawn', [], 9000],
    ['the twentieth, as drawn', Array.from({ length: 19 }, () => 1000), 9000],
    [
      'the next, an hour after the first of them',
      Array.from({ length: 20 }, (_, index) => index * 1000),
      HOUR - 50_000,
    ],
    ['as drawn, when that hour is over', Array.from({ length: 20 }, () => -HOUR), 9000],
  ])('accepts %s', (_, planned, delay) => expect(delayOf(planned, 50_000, 9000)).toBe(delay))

  describe('over time', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    const setUp = () => {
      const accepted: { readonly contact: string; readonly at: number }[] = []
      let elapsed = 0
      const friends = new Friends({ random: () => 0.5, log, elapsed: () => elapsed })
      const ask = (contact: string, works = true) =>
        friends.accept(contact, async () => {
          if (!works) throw new Error('14 UNAVAILABLE')
          accepted.push({ contact, at: elapsed })
        })
      const pass = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += 500) {
          elapsed += 500
          await vi.advanceTimersByTimeAsync(500)
        }
      }
      return { ask, pass, accepted, friends }
    }

    it('are accepted after a while, at most 20 in any hour', async () => {
      const { ask, pass, accepted } = setUp()
      for (let number = 0; number < 50; number += 1) ask(`${number}`)
      await pass(5000)
      expect(accepted).toEqual([])
      await pass(3 * HOUR)
      expect(accepted.map(({ contact }) => contact)).toEqual(Array.from({ length: 50 }, (_, number) => `${number}`))
      for (const [index, { at }] of accepted.entries())
        expect(at - (accepted[index - 20]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(HOUR)
    })

    it('are accepted once when they come again', async () => {
      const { ask, pass, accepted } = setUp()
      ask('li')
      ask('li')
      await pass(40_000)
      ask('li')
      await pass(40_000)
      expect(accepted).toHaveLength(1)
    })

    it('may come again when they could not be accepted', async () => {
      const { ask, pass, accepted } = setUp()
      ask('li', false)
      await pass(40_000)
      ask('li')
      await pass(40_000)
      expect(accepted).toHaveLength(1)
    })

    it('are let be when the account stops', async () => {
      const { ask, pass, accepted, friends } = setUp()
      ask('li')
      friends.stop()
      await pass(40_000)
      expect(accepted).toEqual([])
    })
  })
})
