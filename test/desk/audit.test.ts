import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, HOUR, type Instant } from '../../src/domain/calendar.ts'
import type { Put } from '../../src/domain/state/community.ts'
import type { Kept } from '../../src/store/memory.ts'
import { House } from './house.ts'

/** A bug in the rules by which things fall due: what they say of a document otherwise. */
type Planted = (put: Pick<Put, 'kind' | 'doc'>, right: Instant | undefined) => Instant | undefined
const planted = vi.hoisted((): { bug: Planted | undefined; throws: boolean } => ({ bug: undefined, throws: false }))

vi.mock('../../src/domain/due.ts', async (original) => {
  const due = await original<typeof import('../../src/domain/due.ts')>()
  const dueAt: typeof due.dueAt = (rules, put) => {
    const right = due.dueAt(rules, put)
    return planted.bug === undefined ? right : planted.bug(put, right)
  }
  return { ...due, dueAt }
})
vi.mock('../../src/domain/beat.ts', async (original) => {
  const rules = await original<typeof import('../../src/domain/beat.ts')>()
  const beat: typeof rules.beat = (...of) => {
    if (planted.throws) throw new Error('a bug in the beat')
    return rules.beat(...of)
  }
  return { ...rules, beat }
})
beforeEach(() => {
  planted.bug = undefined
  planted.throws = false
})

const ofCases =
  (wrong: (right: Instant | undefined) => Instant | undefined): Planted =>
  ({ kind }, right) =>
    kind === 'case' ? wrong(right) : right

const told = (house: House): readonly string[] => house.says().filter((line) => line.includes('没有排上'))
/** 刘书记 takes it; #2 stays as it is. */
async function twoCases(kept?: Kept): Promise<House> {
  const house = await House.opened(kept ? { kept } : {})
  await house.said('m1', 'li', '业主群', '电梯坏了')
  await house.said('m2', 'zhang', '业主群', '灯坏了')
  house.says()
  return house
}

describe('every open case has a next due action', () => {
  test('where that is so, nothing is found, over days', async () => {
    const house = await twoCases()
    for (let beat = 0; beat < 40; beat++) await house.later(7 * HOUR)
    expect(house.desk.figures).toMatchObject({ open: 2, unattended: 0, stuck: 0 })
    expect(told(house)).toEqual([])
    expect(house.errors).toEqual([])
  })

  test.each<[string, Planted]>([
    ['has none', ofCases(() => undefined)],
    ['has one that is no time', ofCases(() => Number.NaN)],
    ['has one at the end of time', ofCases(() => Number.POSITIVE_INFINITY)],
    ['has one in a year', ofCases((right) => right && right + 365 * DAY)],
    [
      'has a rule that throws',
      ofCases(() => {
        throw new Error('a bug in the rules')
      }),
    ],
    [
      'loses it when it is taken',
      ({ kind, doc }, right) => (kind === 'case' && doc && 'handler' in doc ? undefined : right),
    ],
  ])('a case that %s is found at the next beat: counted, logged, and told to the admin', async (_, bug) => {
    planted.bug = bug
    const house = await twoCases()
    await house.said('m3', 'wang', '工作群', '接1')
    house.says()
    await house.later(10_000)
    const { unattended } = house.desk.figures
    expect(unattended).toBeGreaterThanOrEqual(1)
    expect(house.errors).toEqual(['open matters have no next action, or were not attended to'])
    expect(told(house)).toEqual([expect.stringMatching(/^liu #1(、#2)? 没有排上下一步的时间/)])
  })

  test('it is told once a day, for as long as it lasts, and not after it was put right', async () => {
    planted.bug = ofCases(() => undefined)
    const house = await twoCases()
    for (let beat = 0; beat < 30; beat++) await house.later(10_000)
    expect(told(house)).toHaveLength(1)
    expect(house.errors).toHaveLength(1)
    await house.later(DAY)
    expect(told(house)).toHaveLength(1)
    planted.bug = undefined
    await house.said('m3', 'wang', '工作群', '接1')
    await house.later(DAY)
    expect(told(house)).toEqual([expect.stringMatching(/^liu #2 没有/)])
    expect(house.desk.figures.unattended).toBe(1)
  })

  test('it is found again after a restart', async () => {
    const kept: Kept = new Map()
    const before = await twoCases(kept)
    expect(before.desk.figures.unattended).toBe(0)
    await before.closes()
    planted.bug = ofCases(() => undefined)
    const after = await House.opened({ kept })
    expect(after.desk.figures).toMatchObject({ open: 2, unattended: 2 })
    expect(told(after)).toEqual([expect.stringMatching(/^liu #1、#2 没有/)])
  })
})

describe('what is due is done', () => {
  test('a case whose time has come in vain is found at that beat, and is not told of again at each', async () => {
    const house = await twoCases()
    const since = house.now
    planted.bug = ofCases((right) => (right === undefined ? undefined : since + 60_000)) // it stays due
    await house.said('m3', 'wang', '工作群', '接1')
    await house.later(30_000)
    expect(house.desk.figures.stuck).toBe(0)
    await house.later(30_000)
    expect(house.desk.figures.stuck).toBe(1)
    expect(told(house)).toEqual([expect.stringMatching(/^liu #1 没有/)])
    for (let beat = 0; beat < 10; beat++) await house.later(10_000)
    expect(house.desk.figures.stuck).toBe(1)
    expect(told(house)).toEqual([])
    expect(house.errors).toHaveLength(1)
  })

  test('a beat that throws leaves all that is due: found as well', async () => {
    const house = await twoCases()
    planted.throws = true
    await house.later(10 * DAY)
    expect(house.errors).toContain('an input could not be settled')
    expect(house.desk.figures.stuck).toBeGreaterThanOrEqual(2)
    expect(told(house)).toEqual([expect.stringMatching(/^liu #[12]、#[12] 没有/)])
    planted.throws = false
    await house.later(10_000)
    expect(house.desk.figures.stuck).toBe(0)
  })

  test('without hearing a poll waits with its close: that is as it should be', async () => {
    const house = await twoCases()
    house.online = false
    for (let beat = 0; beat < 5; beat++) await house.later(DAY)
    expect(house.desk.figures).toMatchObject({ unattended: 0, stuck: 0 })
    expect(house.errors).toEqual([])
  })
})
