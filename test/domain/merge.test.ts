import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came } from './command.ts'
import { given, raise, texts, types, type World } from './given.ts'

const merge = (one: number, into: number): Reading => ({ do: 'merge', case: one, into })
const part = (one: number): Reading => ({ do: 'part', case: one })

/** #1 of 李芳, #2 of 张伟 in another building, which 朱明 supports. */
function two(more: Parameters<typeof raise>[0] = {}): World {
  const world = given()
  world.said('李芳', '业主群', raise())
  world.said('张伟', '业主群', raise({ text: '5栋电梯坏了', title: '5栋电梯坏了', place: { building: '5' }, ...more }))
  world.said('朱明', '业主群', { do: 'support', case: 2, how: 'plain' })
  return world
}

describe('并 2 1', () => {
  test('its people, messages and words go with it, and it ends', () => {
    const world = two()
    const { sources } = world.case(2)
    expect(types(world.said('王强', '工作群', merge(2, 1)))).toEqual(['case-merged', 'case-took-in'])
    expect(world.case(2)).toMatchObject({ stage: 'withdrawn', merged: { into: 1 } })
    const one = world.case(1)
    expect(one.supporters.map(({ person }) => person)).toEqual([world.person('张伟').key, world.person('朱明').key])
    expect(one.sources).toEqual(expect.arrayContaining([...sources]))
    expect(one.text).toContain('5栋电梯坏了')
    expect(one.raised).not.toContain('5栋电梯坏了')
  })

  test('those of both are called once, in one line', () => {
    const world = two()
    const { lines } = world.said('王强', '工作群', merge(2, 1))
    expect(lines.filter(({ to }) => 'room' in to && to.room === '业主群').map(({ mention }) => mention)).toEqual([
      [world.person('张伟').key, world.person('李芳').key],
    ])
  })

  test('whoever names it means the other', () => {
    const world = two()
    world.said('王强', '工作群', merge(2, 1))
    expect(texts(world.said('张伟', '业主群', { do: 'progress', case: 2, how: 'plain' }))).toContain('#1 ')
    expect(came(world.said('吴老师', '业主群', { do: 'support', case: 2, how: 'plain' }))).toBe('case-supported')
    expect(world.case(1).supporters).toHaveLength(3)
  })

  test('a household that is in both counts once', () => {
    const world = two()
    world.said('张伟', '业主群', { do: 'support', case: 1, how: 'plain' })
    world.said('王强', '工作群', merge(2, 1))
    expect(world.case(1).supporters).toHaveLength(2)
  })

  test.each<[string, string | undefined, Reading, string]>([
    ['an unknown one', '工作群', merge(2, 9), 'no-such-case'],
    ['itself', '工作群', merge(2, 2), 'not-merged'],
  ])('%s: refused', (_, room, reading, expected) => {
    expect(came(two().said('王强', room, reading))).toBe(expected)
  })

  test('家事 goes into none, and none into it', () => {
    expect(came(two({ category: '邻里' }).said('刘书记', '工作群', merge(1, 2)))).toBe('not-merged')
    expect(came(two({ category: '邻里' }).said('刘书记', '工作群', merge(2, 1)))).toBe('not-merged')
  })

  test('a danger goes into no other case', () => {
    expect(came(two({ danger: '困人' }).said('王强', '工作群', merge(2, 1)))).toBe('not-merged')
  })

  test('a resident may not, and in passing is not heard', () => {
    expect(came(two().said('李芳', '业主群', merge(2, 1)))).toBe('not-yours told-on')
    expect(came(two().mused('李芳', '业主群', merge(2, 1)))).toBe('')
  })
})

describe('拆 2', () => {
  test('as it was before, on both sides, but for what came since', () => {
    const world = two()
    const before = [world.case(1), world.case(2)]
    world.said('王强', '工作群', merge(2, 1))
    world.said('吴老师', '业主群', { do: 'support', case: 1, how: 'plain' })
    expect(types(world.said('王强', '工作群', part(2)))).toEqual(['case-parted', 'case-let-go'])
    const { merged, ...rest } = world.case(2)
    expect(merged).toBeUndefined()
    expect(rest).toMatchObject({ stage: 'open', supporters: before[1]?.supporters, due: before[1]?.due })
    expect(world.case(1).supporters.map(({ person }) => person)).toEqual([world.person('吴老师').key])
    expect(world.case(1).text).toBe(before[0]?.text)
  })

  test.each([
    [10, 'case-parted'],
    [11, 'not-merged'],
  ])('after %d minutes: %s', (minutes, expected) => {
    const world = two()
    world.said('王强', '工作群', merge(2, 1))
    expect(came(world.later(minutes * MINUTE).said('王强', '工作群', part(2)))).toContain(expected)
  })

  test('not by a resident', () => {
    const world = two()
    world.said('王强', '工作群', merge(2, 1))
    expect(came(world.said('张伟', '业主群', part(2)))).toBe('not-yours')
  })

  test('「2不是1」 of two that were never one is talk', () => {
    expect(came(two().mused('王强', '工作群', { do: 'part', case: 2, into: 1 }))).toBe('')
  })
})
