import { describe, expect, test } from 'vitest'
import { archivable } from '../../src/domain/archive.ts'
import { DAY, HOUR } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Forum } from '../../src/domain/state/matter.ts'
import type { Commit, Ledger } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { type Kept, memory } from '../../src/store/memory.ts'
import { at, trouble } from '../domain/given.ts'
import { bound, House, LIFT } from './house.ts'

const starting = (lines: readonly string[], start: string): readonly string[] =>
  lines.filter((line) => line.startsWith(start))

describe('one door', () => {
  test('what comes at one moment is settled in its order and stored once', async () => {
    const house = await House.opened()
    const { seq } = house.ledger().now
    house.hears('m1', 'li', '业主群', '电梯坏了')
    house.hears('m2', 'zhang', '业主群', '灯坏了')
    house.hears('m3', 'wang', '工作群', '接1')
    await house.desk.settled()
    expect(house.ledger().now.seq).toBe(seq + 1)
    expect(house.cases().map(({ number, title, stage }) => [number, title, stage])).toEqual([
      [1, '3栋2单元电梯停了', 'taken'],
      [2, '灯不亮', 'open'],
    ])
  })

  test('nothing leaves for the archive between what was decided about it and its commit', async () => {
    let now = at('2026-11-23 09:00')
    const store = memory({ clock: () => now, ended: archivable })
    const through = (ledger: Ledger) =>
      bound(ledger, {
        keys: {
          get polls() {
            return ledger.keys.polls
          },
          seal: (poll, words) => ledger.keys.seal(poll, words),
          burn: (poll) => ledger.keys.burn(poll),
          async make(poll) {
            await ledger.keys.make(999)
            await ledger.keys.burn(999) // which writes the file anew, without what may leave it
            await ledger.keys.make(poll)
          },
        },
      })
    const house = await House.opened({ reader: reader(), store, through, now })
    await house.said('m1', 'li', '业主群', '3栋2单元电梯坏了')
    await house.said('m2', 'wang', '工作群', '1好了，换了配件')
    house.now = now += 40 * DAY
    await house.said('m3', 'liu', '工作群', '投票 种什么树？ 梧桐/银杏 周五18点 匿名')
    house.hears('m4', 'liu', '工作群', '议1 1天')
    house.hears('m5', 'liu', '工作群', '发')
    await house.desk.settled()
    const { docs } = house.ledger().now
    expect([...docs.poll.values()].map(({ stage, secret }) => [stage, secret])).toEqual([['open', true]])
    expect([...docs.forum.keys()]).toEqual(['1'])
    expect([...docs.case.keys()]).toEqual(['1'])
    house.now = now += 2 * DAY
    await house.later(0)
    expect(house.errors).toEqual([])
  })

  test('nothing is offered before it is stored', async () => {
    const house = await House.opened()
    house.says()
    house.hears('m1', 'li', '业主群', '电梯坏了')
    expect(house.says()).toEqual([])
    await house.desk.settled()
    expect(starting(house.says(), '业主群')).toHaveLength(1)
  })

  test('ordinary chatter takes no turn and writes nothing', async () => {
    const house = await House.opened()
    const { seq } = house.ledger().now
    for (let i = 0; i < 50; i++) await house.said(`c${i}`, 'li', '业主群', '中午吃什么', { addressed: false })
    expect(house.ledger().now.seq).toBe(seq)
    expect(house.ledger().now.ids.size).toBe(0)
  })

  test('a group that no community names is not heard', async () => {
    const house = await House.opened()
    await house.said('m1', 'li', '团购群', '电梯坏了')
    expect(house.cases()).toEqual([])
  })

  test('what is to be said is offered in the order it was stored: the pace decides what goes first', async () => {
    const house = await House.opened({
      meanings: [['困人了', [{ do: 'raise', trouble: trouble({ danger: '困人', place: { building: '9' } }) }]]],
    })
    house.says()
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.said('m2', 'zhang', '业主群', '困人了')
    expect(house.says().map((line) => line.slice(0, 9))).toEqual([
      expect.stringContaining('业主群 #1'),
      expect.stringContaining('工作群 #1'),
      expect.stringContaining('先打119'),
      expect.stringContaining('业主群 #2'),
      expect.stringContaining('工作群 急'),
    ])
  })
})

describe('a message is settled once', () => {
  test('however often it is delivered', async () => {
    const house = await House.opened()
    for (let i = 0; i < 3; i++) house.hears('m1', 'li', '业主群', '电梯坏了')
    await house.said('m1', 'li', '业主群', '电梯坏了')
    expect(house.cases()).toHaveLength(1)
  })

  test('also after the process ended and began again, and its answer is said once', async () => {
    const kept: Kept = new Map()
    const before = await House.opened({ kept })
    await before.said('m1', 'li', '业主群', '电梯坏了')
    await before.said('m2', 'li', '业主群', '听不懂的话')
    before.says()
    await before.ledger().written()
    const after = await House.opened({ kept })
    await after.said('m1', 'li', '业主群', '电梯坏了')
    await after.said('m2', 'li', '业主群', '听不懂的话')
    expect(after.cases()).toHaveLength(1)
    expect(after.says()).toEqual([])
  })

  test('what was stored and not said is offered after the start', async () => {
    const kept: Kept = new Map()
    const before = await House.opened({ kept })
    before.says()
    await before.said('m1', 'li', '业主群', '电梯坏了')
    const after = await House.opened({ kept })
    expect(after.says().map((line) => line.slice(0, 6))).toEqual(['业主群 #1', '工作群 #1'])
  })
})

describe('a bug is a throw', () => {
  /** Its words can be stored but not said: it throws after the facts were reckoned. */
  const broken = [
    { do: 'raise', trouble: { ...trouble({ place: { building: '8' } }), text: 42 } },
  ] as unknown as readonly Reading[]

  test('what the input would have changed is given up, the others of its turn are kept', async () => {
    const house = await House.opened({ meanings: [['坏话', broken]] })
    house.hears('m1', 'zhang', '业主群', '坏话')
    house.hears('m2', 'li', '业主群', '电梯坏了')
    house.hears('m3', 'zhu', '业主群', '坏话')
    await house.desk.settled()
    expect(house.errors).toHaveLength(2)
    expect(house.cases().map(({ number, reporter }) => [number, reporter])).toEqual([[1, 'p1']])
    expect([...house.ledger().now.ids.keys()]).toEqual(['m2'])
    expect(house.fatal).toEqual([])
    expect(house.desk.broken).toBeUndefined()
  })

  test('what else is due is done, though one of it cannot be', async () => {
    const kept: Kept = new Map()
    const before = await House.opened({ kept })
    await before.said('m1', 'li', '业主群', '电梯坏了')
    const since = before.now
    const ofNothing: Forum = { case: 7, opener: 'p3', since, until: since + HOUR, opinions: [] }
    const puts: Commit['puts'] = [{ kind: 'forum', key: '7', doc: ofNothing }]
    await before.ledger().commit({ at: since, puts, facts: [], lines: [], ids: [] })
    const after = await House.opened({ kept, now: since + DAY })
    await after.later(0)
    expect(after.errors).toContain('an input could not be settled')
    expect(after.cases()[0]?.rungs).not.toEqual([])
    expect(after.says().filter((line) => line.startsWith('工作群 🔴#1'))).toHaveLength(1)
  })

  test('a reader that throws or rejects has read nothing, and the bot goes on', async () => {
    const house = await House.opened({
      meanings: [
        [
          '摔',
          () => {
            throw new Error('a bug')
          },
        ],
        ['悔', () => Promise.reject(new Error('no answer'))],
      ],
    })
    await house.said('m1', 'li', '业主群', '摔')
    await house.said('m2', 'li', '业主群', '悔')
    await house.said('m3', 'li', '业主群', '电梯坏了')
    expect(house.errors).toHaveLength(2)
    expect(house.cases()).toHaveLength(1)
  })
})

describe('a slow reader', () => {
  test('holds up only the same person in the same room', async () => {
    let resolve: (readings: readonly Reading[]) => void = () => undefined
    const promise = new Promise<readonly Reading[]>((understood) => {
      resolve = understood
    })
    const house = await House.opened({ meanings: [['慢慢说', () => promise]] })
    house.hears('m1', 'li', '业主群', '慢慢说')
    house.hears('m2', 'li', '业主群', '撤回1')
    house.hears('m3', 'zhang', '业主群', '灯坏了')
    house.hears('m4', 'li', '二期群', '我的')
    await expect.poll(() => [...house.ledger().now.ids.keys()]).toEqual(['m3', 'm4'])
    resolve(LIFT)
    await house.desk.settled()
    expect([...house.ledger().now.ids.keys()]).toEqual(['m3', 'm4', 'm1', 'm2'])
    expect(house.cases().map(({ title }) => title)).toEqual(['灯不亮', '3栋2单元电梯停了'])
  })
})

describe('the disk fails', () => {
  const failing = (ledger: Ledger): Ledger => {
    let commits = 0
    return bound(ledger, {
      commit: (commit: Commit) =>
        commit.ids.includes('m2') || commits++ > 100
          ? Promise.reject(new Error('no space left'))
          : ledger.commit(commit),
    })
  }

  test('it is told once, nothing more is accepted, and nobody waits for ever', async () => {
    const house = await House.opened({ through: failing })
    await house.said('m1', 'li', '业主群', '电梯坏了')
    house.says()
    house.hears('m2', 'zhang', '业主群', '灯坏了')
    const beat = Promise.resolve().then(() => house.desk.tick())
    await house.desk.settled()
    await beat
    await house.said('m3', 'wang', '工作群', '接1')
    await house.desk.tick()
    expect(house.fatal).toEqual([new Error('no space left')])
    expect(house.desk.broken).toBe('no space left')
    expect(house.cases().map(({ stage }) => stage)).toEqual(['open'])
    expect(house.says()).toEqual([])
  })

  test('what came while it failed is not kept waiting either', async () => {
    const house = await House.opened({ through: failing })
    house.hears('m2', 'zhang', '业主群', '灯坏了')
    await Promise.resolve()
    await Promise.resolve()
    await house.desk.tick()
    expect(house.fatal).toHaveLength(1)
  })
})

test('recorded time never goes back', async () => {
  const house = await House.opened()
  await house.said('m1', 'li', '业主群', '电梯坏了')
  const { at } = house.ledger().now
  house.now -= HOUR
  await house.said('m2', 'wang', '工作群', '接1')
  expect(house.ledger().now.at).toBe(at)
  expect(house.cases()[0]?.stage).toBe('taken')
})
