import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came } from './command.ts'
import { done, given, raise, trouble, types, withCase } from './given.ts'

describe('support', () => {
  const plus: Reading = { do: 'support', case: 1, how: 'plain' }
  test.each([
    ['李芳', 'supported-already', 'the reporter'],
    ['李父', 'supported-already', 'of her household'],
    ['张伟', 'case-supported', 'a neighbour'],
    ['路人', 'case-supported', 'a stranger'],
  ])('%s: %s, %s', (name, expected) => {
    expect(came(withCase().says(name, '业主群', { addressed: false }, plus))).toBe(expected)
  })
  test('each household counts once', () => {
    const world = given()
    world.said('张伟', '业主群', raise())
    world.said('李芳', '业主群', plus)
    expect(came(world.said('李父', '业主群', plus))).toBe('supported-already')
    expect(came(world.said('李芳', '业主群', plus))).toBe('supported-already')
    expect(world.case().supporters).toHaveLength(1)
  })
  test('我家也是: the only fresh case of the room, within 10 minutes', () => {
    const also: Reading = { do: 'support', how: 'plain' }
    expect(
      came(
        withCase()
          .later(9 * MINUTE)
          .mused('张伟', '业主群', also),
      ),
    ).toBe('case-supported')
    expect(
      came(
        withCase()
          .later(11 * MINUTE)
          .mused('张伟', '业主群', also),
      ),
    ).toBe('')
    expect(came(withCase().mused('张伟', '二期群', also))).toBe('')
    const two = withCase()
    two.said('朱明', '业主群', raise({ category: '照明' }))
    expect(came(two.mused('张伟', '业主群', also))).toBe('')
  })
  test('我们单元也没水 is nothing of a lift, and a trouble of its own', () => {
    const world = withCase()
    const also: Reading = { do: 'support', how: 'plain' }
    const water: Reading = { do: 'trouble', trouble: trouble({ category: '供水', text: '我们单元也没水' }) }
    expect(types(world.mused('张伟', '业主群', also, water))).toContain('asked')
    const same: Reading = { do: 'trouble', trouble: trouble({ text: '我们单元也停了' }) }
    expect(came(world.mused('朱明', '业主群', also, same))).toBe('case-supported')
  })
  test('顶 counts only of something quoted', () => {
    const up: Reading = { do: 'support', how: 'quoting' }
    expect(came(withCase().mused('张伟', '业主群', up))).toBe('')
    expect(
      came(withCase().says('张伟', '业主群', { addressed: false, quote: { text: '#1 记下了', ours: true } }, up)),
    ).toBe('case-supported')
  })
  test('of a case that has ended: not', () => {
    expect(came(done().said('张伟', '业主群', plus))).toBe('wrong-stage')
  })
  test('undone within 10 minutes', () => {
    const world = withCase()
    world.said('张伟', '业主群', plus)
    expect(types(world.said('张伟', '业主群', { do: 'undo' }))).toEqual(['support-withdrawn'])
    expect(world.case().supporters).toEqual([])
  })
  test('the first is told at once, those of the minute after it in one line', () => {
    const world = withCase()
    const told = ['张伟', '朱明', '吴老师'].map((name) => world.mused(name, '业主群', plus).lines.length)
    expect(told).toEqual([1, 0, 0])
    const [line] = world.later(MINUTE).beats().lines
    expect(line).toMatchObject({ to: { room: '业主群' }, asked: true })
    expect(line?.text).toContain('朱明、吴老师')
  })
})
