import { describe, expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import { pick, words } from '../domain/ballot.ts'
import { constitution } from '../domain/place.ts'
import { House, type Meaning } from './house.ts'

/** The next neighbourhood: 刘书记 and 朱明 are known there too, 王强 only here. */
const other: Constitution = {
  ...constitution,
  id: 'yangguang',
  name: '阳光苑',
  rooms: [
    { topic: '阳光业主群', kind: 'residents' },
    { topic: '阳光工作群', kind: 'staff' },
  ],
  people: constitution.people.filter(({ name }) => name === '刘书记' || name === '朱明'),
}
const both = { communities: [constitution, other] }
const where = (house: House): readonly number[] => [house.cases().length, house.cases('yangguang').length]

describe('a message in a group', () => {
  test('belongs to the community that the group is bound to', async () => {
    const house = await House.opened(both)
    await house.said('m1', 'zhu', '阳光业主群', '电梯坏了')
    expect(where(house)).toEqual([0, 1])
  })

  test('numbers of one community are not those of another', async () => {
    const house = await House.opened(both)
    await house.said('m1', 'li', '业主群', '电梯坏了')
    house.says()
    await house.said('m2', 'zhu', '阳光业主群', '进度1')
    expect(house.says()).toEqual([expect.stringContaining('没有 #1')])
  })
})

describe('a private message', () => {
  test('belongs to the only community that knows her', async () => {
    const house = await House.opened(both)
    await house.said('m1', 'li', undefined, '电梯坏了')
    expect(where(house)).toEqual([1, 0])
  })

  test('else to the one whose number she names', async () => {
    const house = await House.opened(both)
    await house.said('m1', 'zhu', '阳光业主群', '电梯坏了')
    house.says()
    await house.said('m2', 'zhu', undefined, '进度1')
    expect(house.says()).toEqual([expect.stringContaining('zhu #1')])
  })

  test('else she is asked once, by name, and her answer settles it', async () => {
    const house = await House.opened(both)
    house.says()
    await house.said('m1', 'zhu', undefined, '电梯坏了')
    expect(house.says()).toEqual([expect.stringMatching(/幸福里小区.*阳光苑/)])
    expect(where(house)).toEqual([0, 0])
    await house.said('m2', 'zhu', undefined, '阳光苑')
    expect(where(house)).toEqual([0, 1])
    await house.said('m3', 'zhu', undefined, '灯坏了')
    expect(where(house)).toEqual([0, 2])
    await house.later(29 * DAY)
    await house.said('m4', 'zhu', undefined, '我的')
    expect(house.says().filter((line) => line.includes('哪里的事'))).toEqual([])
  })

  test('so is one of whom no file knows, in the groups of both', async () => {
    const house = await House.opened(both)
    for (const topic of ['业主群', '阳光业主群']) {
      const members = [
        { contact: 'liu', name: '刘书记', friend: true },
        { contact: 'guest', name: '客人', friend: true },
      ]
      house.desk.see({ id: topic, topic, members, namesakes: 1, at: house.now })
    }
    await house.desk.settled()
    house.says()
    await house.said('m1', 'guest', undefined, '电梯坏了')
    await house.said('m2', 'guest', undefined, '阳光苑')
    await house.said('m3', 'guest', undefined, '灯坏了')
    expect(where(house)).toEqual([0, 2])
    expect(house.says().filter((line) => line.includes('哪里的事'))).toHaveLength(1)
  })

  test('the last exchange counts for 30 days', async () => {
    const house = await House.opened(both)
    await house.said('m1', 'zhu', undefined, '电梯坏了')
    await house.said('m2', 'zhu', undefined, '阳光苑')
    house.says()
    await house.later(31 * DAY)
    await house.said('m3', 'zhu', undefined, '灯坏了')
    expect(house.says().filter((line) => line.includes('哪里的事'))).toHaveLength(1)
  })

  test('of a stranger to several communities: to none of them but by a code', async () => {
    const house = await House.opened(both)
    house.says()
    await house.said('m1', 'nobody', undefined, '电梯坏了')
    expect(house.says()).toEqual([])
    expect(where(house)).toEqual([0, 0])
    expect(house.errors).toEqual([])
  })
})

describe('a number that a poll has here and there', () => {
  const meanings: readonly (readonly [string, Meaning])[] = [
    ['投充电桩', [words()]],
    ['投门禁', [words({ question: '换门禁？' })]],
    ['发', [{ do: 'post-poll' }]],
    ['1', [pick(1)]],
    ['2', [pick(2)]],
    ['P1 1', [pick(1, 1)]],
    ['P1 2', [pick(2, 1)]],
  ]
  const votes = (house: House, community?: string) =>
    [...house.ledger(community).now.docs.ballot.values()].flatMap(({ choices }) => choices)

  async function polled(): Promise<House> {
    const house = await House.opened({ ...both, meanings })
    await house.said('a', 'liu', '业主群', '投充电桩')
    await house.said('b', 'liu', '业主群', '发')
    await house.said('c', 'liu', '阳光业主群', '投门禁')
    await house.said('d', 'liu', '阳光业主群', '发')
    await house.said('e', 'zhu', undefined, '我的')
    await house.said('f', 'zhu', undefined, '幸福里小区')
    house.says()
    return house
  }

  test('is asked about, and her answer settles it', async () => {
    const house = await polled()
    await house.said('m1', 'zhu', undefined, 'P1 2')
    expect(house.says()).toEqual([expect.stringMatching(/幸福里小区.*阳光苑/)])
    expect([votes(house), votes(house, 'yangguang')]).toEqual([[], []])
    await house.said('m2', 'zhu', undefined, '阳光苑')
    expect([votes(house).length, votes(house, 'yangguang').length > 0]).toEqual([0, true])
  })

  test('is the one that a quoted line asks about, whichever she last wrote to', async () => {
    const house = await polled()
    const quote = { text: 'P1 换门禁？明天下午6点截止，您家还没投', ours: true }
    await house.said('m1', 'zhu', undefined, '2', { quote })
    expect([votes(house).length, votes(house, 'yangguang').length > 0]).toEqual([0, true])
  })

  test('is the one of which she was told last in private', async () => {
    const house = await polled()
    const quote = { text: 'P1 换门禁？明天下午6点截止，您家还没投', ours: true }
    await house.said('m1', 'zhu', undefined, '1', { quote })
    house.says()
    await house.said('m2', 'zhu', undefined, 'P1 2')
    expect(votes(house)).toEqual([])
    expect(new Set(votes(house, 'yangguang'))).toEqual(new Set([2]))
  })
})
