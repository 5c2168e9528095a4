import { describe, expect, test } from 'vitest'
import { RealClock } from '../../src/config/clock.ts'
import type { Drift } from '../../src/desk/watch.ts'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Kept } from '../../src/store/memory.ts'
import { at } from '../domain/given.ts'
import { bound, House } from './house.ts'

const STEADY: Drift = { ahead: () => 0, behind: () => 0, leapt: () => undefined }
const OWN = { id: 'xiaoyi', stable: true }

const card: readonly Reading[] = [
  { do: 'open-poll', poll: { question: '装吗', options: [], closes: at('2026-11-23 12:00') } },
]

describe('what could not be heard', () => {
  test('is told after a restart, from the last beat on', async () => {
    const kept: Kept = new Map()
    const house = await House.opened({ kept })
    house.says()
    await house.later(HOUR)
    await house.ledger().written()
    const after = await House.opened({ kept, now: house.now + 10 * MINUTE })
    expect(after.says()).toEqual(['工作群 10:00–10:10 的消息可能没收到，请重发'])
  })

  test('is nothing for who hears for the first time', async () => {
    const house = await House.opened()
    expect(house.says().filter((line) => line.includes('没收到'))).toEqual([])
  })

  test('counts from when the line was last alive', async () => {
    const house = await House.opened()
    house.says()
    await house.later(HOUR)
    house.online = false
    await house.later(3 * MINUTE)
    expect(house.ledger().now.heard).toBe(at('2026-11-23 10:00'))
    house.online = true
    house.desk.back(OWN)
    await house.later(0)
    expect(house.says()).toEqual(['工作群 10:00–10:03 的消息可能没收到，请重发'])
  })
})

test('who is in the rooms is looked at once before a poll closes', async () => {
  const house = await House.opened({
    meanings: [
      ['投票', card],
      ['发', [{ do: 'post-poll' }]],
    ],
  })
  await house.said('m1', 'liu', '业主群', '投票')
  await house.said('m2', 'liu', '业主群', '发')
  await house.later(2 * HOUR)
  const before = house.looks
  await house.later(59 * MINUTE)
  await house.later(MINUTE / 2)
  await house.later(MINUTE / 2)
  expect(house.looks - before).toBe(1)
})

describe('a line that flaps', () => {
  test('before the next beat is told of once', async () => {
    const house = await House.opened()
    house.says()
    house.now += 40 * MINUTE
    for (let i = 0; i < 3; i++) house.desk.back(OWN)
    await house.later(0)
    expect(house.says()).toContain('工作群 09:00–09:40 的消息可能没收到，请重发')
  })

  test('at the first start of a version that notes what it heard, from what is recorded', async () => {
    const house = await House.opened({
      through: (ledger) => bound(ledger, { now: () => ({ ...ledger.now, heard: 0 }) }),
    })
    house.says()
    house.now += 10 * MINUTE
    house.desk.back(OWN)
    await house.later(0)
    expect(house.says()).toEqual(['工作群 09:00–09:10 的消息可能没收到，请重发'])
  })

  test('closes no poll while nobody knows yet that it is dead', async () => {
    const meanings = [['投票', card] as const, ['发', [{ do: 'post-poll' } as const]] as const]
    const house = await House.opened({ meanings })
    await house.said('m1', 'liu', '业主群', '投票')
    await house.said('m2', 'liu', '业主群', '发')
    house.heardAt = at('2026-11-23 11:00')
    await house.later(4 * HOUR)
    expect(house.ledger().now.docs.poll.get('1')?.stage).toBe('open')
    house.heardAt = undefined
    house.desk.back(OWN)
    await house.later(0)
    expect(house.ledger().now.docs.poll.get('1')).toMatchObject({ stage: 'open', moved: 4 * HOUR })
  })
})

test('after the end nothing is taken, and the disk is not blamed', async () => {
  const house = await House.opened()
  await house.desk.leave()
  await house.closes()
  house.desk.see({ id: '业主群', topic: '别的', members: [], namesakes: 1, at: house.now })
  await house.said('m1', 'li', '业主群', '电梯坏了')
  expect([house.fatal, house.cases()]).toEqual([[], []])
})

describe('the machine’s clock', () => {
  test('itself as it runs: set back by an hour, a report is taken as one of now', async () => {
    const machine = { wall: at('2026-11-23 10:00'), elapsed: 0 }
    const drift = new RealClock({ wall: () => machine.wall, elapsed: () => machine.elapsed })
    const house = await House.opened({ now: drift.now(), drift })
    machine.wall -= HOUR
    machine.elapsed += MINUTE
    house.now = drift.now()
    await house.said('m1', 'li', '业主群', '电梯坏了', { at: machine.wall })
    expect(house.cases()).toMatchObject([{ raisedAt: at('2026-11-23 10:00') }])
  })

  test('set back: what is said now is not late', async () => {
    const house = await House.opened({ drift: { ...STEADY, ahead: () => HOUR } })
    await house.said('m1', 'li', '业主群', '电梯坏了', { at: house.now - HOUR })
    expect(house.cases()).toHaveLength(1)
  })

  test('behind what is recorded: what is said goes out all the same', async () => {
    const house = await House.opened()
    await house.said('m1', 'li', '业主群', '电梯坏了')
    house.says()
    house.now -= HOUR
    await house.said('m2', 'wang', '工作群', '接1')
    await house.later(MINUTE)
    expect(house.says()).toContainEqual(expect.stringContaining('#1 归您了'))
  })

  test('is told of once when it is behind, and again another time', async () => {
    let ms = 0
    const house = await House.opened({ drift: { ...STEADY, behind: () => ms } })
    house.says()
    const told: string[] = []
    for (const behind of [HOUR, HOUR, 0, HOUR]) {
      ms = behind
      await house.later(10_000)
      told.push(...house.says())
    }
    expect(told).toHaveLength(2)
    expect(told[0]).toContain('电脑的时间慢了1小时')
  })

  test('leapt ahead: that time was not heard', async () => {
    const leaps = [{ from: at('2026-11-23 09:10'), to: at('2026-11-23 12:00') }]
    const house = await House.opened({ drift: { ...STEADY, leapt: () => leaps.pop() } })
    await house.later(4 * HOUR)
    expect(house.says()).toContain('工作群 09:10–12:00 的消息可能没收到，请重发')
  })
})

describe('what had to wait', () => {
  test('is not said in the night, but first thing in the morning', async () => {
    const house = await House.opened()
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.said('m2', 'wang', '工作群', '接1')
    house.says()
    await house.later(8 * HOUR)
    await house.said('m3', 'wang', '工作群', '1好了')
    house.now = at('2026-11-23 23:30')
    expect(house.says().filter((line) => line.startsWith('业主群'))).toEqual([])
    expect(house.desk.nextDue(house.now)).toBe(at('2026-11-24 07:00'))
    house.now = at('2026-11-24 07:00')
    expect(house.says()).toContainEqual(expect.stringContaining('业主群 ✅#1 办完了'))
  })
})

test('what its case has left behind is not said when the case comes back there', async () => {
  const house = await House.opened()
  await house.said('m1', 'li', '业主群', '电梯坏了')
  house.says()
  await house.said('m2', 'wang', '工作群', '接1')
  await house.said('m3', 'wang', '工作群', '1好了')
  expect(house.says()).toContainEqual(expect.stringContaining('✅#1 办完了'))
  await house.said('m4', 'li', '业主群', '1没好')
  expect(house.says().filter((line) => line.includes('接了，'))).toEqual([])
})

describe('a mark that cannot be stored', () => {
  test('ends the process: nothing may be said that nobody would remember', async () => {
    const full = new Error('no space left')
    const house = await House.opened({
      through: (ledger) =>
        bound(ledger, { written: () => (ledger.now.docs.case.size > 0 ? Promise.reject(full) : ledger.written()) }),
    })
    await house.said('m1', 'li', '业主群', '电梯坏了')
    const [due] = house.desk.outbox.due(house.now)
    const mark = { key: due?.line.key ?? '', mark: 'attempt', at: house.now } as const
    await expect(house.desk.outbox.mark('xingfuli', mark)).rejects.toBe(full)
    expect(house.fatal).toEqual([full])
    expect(house.desk.broken).toBe('no space left')
  })
})

test('the pace of the next process counts what was refused a moment before it was tried again', async () => {
  const house = await House.opened()
  await house.said('m1', 'li', '业主群', '电梯坏了')
  const [due] = house.desk.outbox.due(house.now)
  const key = due?.line.key ?? ''
  const times = [house.now, house.now + 1_500, house.now + 3_000]
  for (const at of times)
    for (const mark of ['attempt', 'refused'] as const) await house.desk.outbox.mark('xingfuli', { key, mark, at })
  const place = due && 'room' in due.to ? due.to.room : undefined
  expect(house.desk.outbox.sent(house.now)).toEqual(times.map((at) => ({ place, at })))
})

test('a line that was dropped before is not said under its key again', async () => {
  const kept: Kept = new Map()
  const house = await House.opened({ kept })
  await house.said('m1', 'li', '业主群', '电梯坏了')
  const keys = house.desk.outbox.due(house.now).map(({ line }) => line.key)
  await house.later(8 * 24 * HOUR)
  const after = await House.opened({
    kept,
    now: house.now,
    through: (ledger) => bound(ledger, { now: () => ({ ...ledger.now, ids: new Map() }) }),
  })
  after.says()
  await after.said('m1', 'li', '业主群', '电梯坏了')
  const again = after.desk.outbox.due(after.now).map(({ line }) => line.key)
  expect(again.filter((key) => keys.includes(key))).toEqual([])
})
