import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Commit } from '../../src/ports.ts'
import type { Kept } from '../../src/store/memory.ts'
import { bound, House } from './house.ts'

describe('an archived matter', () => {
  async function archived(kept: Kept = new Map()): Promise<House> {
    const meanings: readonly (readonly [string, readonly Reading[]])[] = [
      ['1满意', [{ do: 'rate', case: 1, grade: 'good', text: '' }]],
      ['怎么样了', [{ do: 'progress', how: 'plain' }]],
    ]
    const house = await House.opened({ kept, meanings })
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.said('m2', 'wang', '工作群', '1好了')
    await house.later(36 * DAY)
    await house.said('m3', 'li', '业主群', '灯坏了')
    house.says()
    await house.ledger().written()
    expect(house.cases().map(({ number }) => number)).toEqual([2])
    return house
  }

  test('is found again by its number, and stays where it is', async () => {
    const house = await archived()
    await house.said('m4', 'li', '业主群', '进度1')
    expect(house.says()[0]).toContain('#1 ✅办完了')
    expect(house.cases().map(({ number }) => number)).toEqual([2])
  })

  test('also in a quoted line, and after a start', async () => {
    const kept: Kept = new Map()
    const house = await archived(kept)
    await house.closes()
    const after = await House.opened({
      kept,
      now: house.now,
      meanings: [['怎么样了', [{ do: 'progress', how: 'plain' }]]],
    })
    await after.said('m4', 'li', '业主群', '怎么样了', { quote: { text: '✅#1 办完了', ours: true } })
    expect(after.says()[0]).toContain('#1 ✅办完了')
  })

  test('a fact about it puts it back', async () => {
    const house = await archived()
    await house.said('m4', 'li', '业主群', '1满意')
    expect(house.says()).toEqual([expect.stringContaining('#1 记下了：满意')])
    const record = await house.ledger().archived('#1') // where it has gone again
    expect(record?.facts.map(({ type }) => type)).toContain('case-rated')
    await house.said('m5', 'li', '业主群', '进度1')
    expect(house.says()).toEqual([expect.stringContaining('#1 ✅办完了')])
    expect(house.errors).toEqual([])
  })

  test('a fact about it puts back what people thought of it, too', async () => {
    const commits: Commit[] = []
    const house = await House.opened({
      meanings: [
        ['议1', [{ do: 'deliberate', case: 1 }]],
        ['意见1 换新的', [{ do: 'opinion', case: 1, text: '换新的' }]],
        ['1满意', [{ do: 'rate', case: 1, grade: 'good', text: '' }]],
      ],
      through: (ledger) =>
        bound(ledger, {
          commit: (commit) => {
            commits.push(commit)
            return ledger.commit(commit)
          },
        }),
    })
    for (const [id, who, room, words] of [
      ['m1', 'li', '业主群', '电梯坏了'],
      ['m2', 'liu', '工作群', '议1'],
      ['m3', 'zhang', '业主群', '意见1 换新的'],
      ['m4', 'wang', '工作群', '1好了'],
    ] as const)
      await house.said(id, who, room, words)
    await house.later(36 * DAY)
    await house.said('m5', 'li', '业主群', '灯坏了')
    await house.ledger().written()
    expect([...house.ledger().now.docs.forum.keys()]).toEqual([])
    commits.length = 0
    await house.said('m6', 'li', '业主群', '1满意')
    const put = commits.flatMap(({ puts }) => puts.map(({ kind, key }) => `${kind} ${key}`))
    expect(put).toEqual(expect.arrayContaining(['case 1', 'forum 1']))
    expect(house.errors).toEqual([])
  })

  test('a number that never was is said not to be', async () => {
    const house = await archived()
    await house.said('m4', 'li', '业主群', '进度9')
    expect(house.errors).toEqual([])
  })
})

describe('photos', () => {
  const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])
  const photo = { kind: 'image', addressed: false } as const

  test('up to 3 minutes before the words join them, and are fetched once', async () => {
    const house = await House.opened({
      files: new Map([
        ['p1', picture],
        ['p2', picture],
      ]),
    })
    await house.said('p0', 'li', '业主群', '', photo)
    house.now += 2 * MINUTE
    await house.said('p1', 'li', '业主群', '', photo)
    await house.said('px', 'zhang', '业主群', '', photo)
    await house.said('py', 'li', '二期群', '', photo)
    house.now += 2 * MINUTE
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.said('p2', 'li', '业主群', '', photo)
    const media = house.cases()[0]?.media ?? []
    expect(media.map(({ of }) => of)).toEqual(['p1', 'p2'])
    for (const { file } of media) expect(file).toMatch(/^[0-9a-f]{64}\.jpg$/)
    await house.later(MINUTE)
    expect(house.fetched).toEqual(['p1', 'p2'])
  })

  test('that cannot be had is said so, once', async () => {
    const kept: Kept = new Map()
    const house = await House.opened({ kept })
    house.says()
    await house.said('p1', 'li', '业主群', '', photo)
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.later(MINUTE)
    expect(house.says().filter((line) => line.includes('图没收到'))).toHaveLength(1)
    expect(house.cases()[0]?.media).toEqual([])
    await house.closes()
    const after = await House.opened({ kept })
    await after.later(MINUTE)
    expect(after.says().filter((line) => line.includes('图没收到'))).toEqual([])
  })

  test('that the process did not live to fetch is fetched by the next', async () => {
    const kept: Kept = new Map()
    const before = await House.opened({ kept, files: 'never' })
    before.hears('p1', 'li', '业主群', '', photo)
    before.hears('m1', 'li', '业主群', '电梯坏了')
    await expect.poll(() => before.cases().length).toBe(1)
    const after = await House.opened({ kept, files: new Map([['p1', picture]]) })
    await after.desk.settled()
    expect(after.cases()[0]?.media[0]?.file).toMatch(/jpg$/)
  })
})

describe('what waits to be said', () => {
  test('is not offered once the case has moved on', async () => {
    const house = await House.opened({ now: Date.parse('2026-11-23T23:00:00+08:00') })
    house.says()
    await house.said('m1', 'li', '业主群', '电梯坏了')
    house.says()
    await house.said('m2', 'wang', '工作群', '接1')
    house.says()
    await house.later(9 * HOUR)
    expect(house.says().filter((line) => line.includes('接了回'))).toEqual([])
  })

  test('else it is, in the morning', async () => {
    const house = await House.opened({ now: Date.parse('2026-11-23T23:00:00+08:00') })
    await house.said('m1', 'li', '业主群', '电梯坏了')
    house.says()
    const morning = house.desk.nextDue(house.now)
    expect(morning).toBe(Date.parse('2026-11-24T07:00:00+08:00'))
    await house.later(8 * HOUR)
    expect(house.says().filter((line) => line.includes('接了回'))).toHaveLength(1)
  })

  test('is dropped when it has outlived its time', async () => {
    const house = await House.opened()
    await house.said('m1', 'li', '业主群', '进度1')
    await house.later(31 * MINUTE)
    expect(house.says().filter((line) => line.includes('没有 #1'))).toEqual([])
  })

  test('goes to friends only', async () => {
    const house = await House.opened()
    house.says()
    await house.said('m1', 'wu', '业主群', '我的', { friend: false })
    expect(house.says().map((line) => line.split(' ')[0])).toEqual(['业主群'])
    await house.said('m2', 'li', '业主群', '我的')
    expect(house.says().map((line) => line.split(' ')[0])).toEqual(['li', '业主群'])
  })
})
