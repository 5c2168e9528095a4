import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/community.ts'
import { constitution } from '../domain/place.ts'
import { House } from './house.ts'

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
    await house.said('m1', 'nobody', undefined, '电梯坏了')
    await house.later(MINUTE)
    expect(house.errors).toEqual([])
  })
})
