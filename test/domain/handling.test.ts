import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came, command, until } from './command.ts'
import { answers, at, done, heardBy, inHand, raise, texts, types, type World, withCase } from './given.ts'

describe('handling', () => {
  test('is told where the case lives', () => {
    const world = withCase()
    const taken = world.said('王强', '工作群', command.take)
    expect(heardBy(world, taken)).toEqual(['工作群', '业主群'])
    expect(world.case()).toMatchObject({ stage: 'taken', handler: world.person('王强').key, post: '物业工程部' })
  })

  test('the case goes with the post of whoever takes it', () => {
    const world = withCase()
    world.said('刘书记', '工作群', command.take)
    expect(world.case().post).toBe('社区居委会')
  })

  test('a second handler is told, among staff by name, in the group by post', () => {
    const world = inHand()
    expect(texts(world.said('李工', '工作群', command.take))).toContain('王强')
    expect(texts(world.said('李工', '业主群', command.take))).not.toContain('王强')
  })

  test('news without words asks for them', () => {
    expect(answers(inHand().said('王强', '工作群', { ...command.news, text: '' }))).toEqual(['reason-missing'])
    expect(answers(inHand().said('王强', '工作群', { ...command['send-back'], reason: '' }))).toEqual([
      'reason-missing',
    ])
    expect(answers(inHand().said('刘书记', '工作群', { ...command.refuse, reason: '' }))).toEqual(['reason-missing'])
  })
})

describe('handing on', () => {
  const offered = (): World => {
    const world = inHand()
    world.said('王强', '工作群', command['hand-on'])
    return world
  }
  test('the other has to accept', () => {
    const world = offered()
    expect(world.case()).toMatchObject({ handler: world.person('王强').key, offered: world.person('李工').key })
    expect(types(world.said('李工', '工作群', { do: 'take' }))).toEqual(['case-taken'])
    expect(world.case()).toMatchObject({ handler: world.person('李工').key, offered: undefined })
  })
  test('declined, it stays where it was', () => {
    const world = offered()
    expect(types(world.said('李工', '工作群', command['send-back']))).toEqual(['offer-declined'])
    expect(world.case()).toMatchObject({ stage: 'taken', handler: world.person('王强').key, offered: undefined })
  })
  test('across posts, by @', () => {
    const world = inHand()
    world.says('王强', '工作群', { mentions: ['guard'] }, { ...command['hand-on'], to: '队长' })
    expect(world.case().offered).toBe(world.person('保安队长').key)
    world.said('保安队长', '工作群', command.take)
    expect(world.case().post).toBe('物业保安部')
  })
  test.each([
    ['张伟', 'nobody-called'],
    ['没有这人', 'nobody-called'],
    ['王强', 'in-hand'],
  ])('to %s: %s', (to, expected) => {
    expect(came(inHand().said('王强', '工作群', { ...command['hand-on'], to }))).toBe(expected)
  })
})

test('sent back, the conveners decide, the reporter is told, and who took it first watches it', () => {
  const world = inHand()
  const back = world.said('王强', '工作群', command['send-back'])
  expect(world.case()).toMatchObject({ stage: 'open', handler: undefined, post: '社区居委会' })
  expect(back.lines.map(({ mention }) => mention)).toEqual(
    ['王强', '刘书记', '李芳'].map((name) => [world.person(name).key]),
  )
})

describe('more time', () => {
  test('is asked for, and given by a convener: the lights start anew', () => {
    const world = inHand()
    world.wakes('2026-11-24 08:30')
    expect(world.case().rungs).toEqual(['yellow'])
    expect(types(world.said('王强', '工作群', command.postpone))).toEqual(['time-asked'])
    expect(world.case().due).toBe(at('2026-11-24 09:00'))
    expect(types(world.said('刘书记', '工作群', command.agree))).toEqual(['time-given'])
    expect(world.case()).toMatchObject({ due: until, rungs: [], asked: undefined })
    expect(answers(world.said('刘书记', '工作群', command.agree))).toEqual(['nothing-asked'])
  })
  test.each([
    ['no date', undefined, 'asked'],
    ['a date that is over', at('2026-11-22 18:00'), 'date-past'],
    ['before the limit: a promise', at('2026-11-23 18:00'), 'news-given promise-made'],
  ])('%s', (_, t, expected) => {
    expect(
      came(inHand().said('王强', '工作群', { do: 'postpone', case: 1, ...(t ? { until: t } : {}), reason: '等配件' })),
    ).toBe(expected)
  })
  test('what was asked for is void once the case has ended', () => {
    const world = inHand()
    world.said('王强', '工作群', command.postpone)
    world.said('刘书记', '工作群', command.refuse)
    expect(came(world.said('刘书记', '工作群', command.agree))).toBe('nothing-asked')
    expect(world.case().due).toBe(at('2026-11-24 09:00'))
  })
})

describe('the finish', () => {
  test('is announced where the case lives, with how long it took', () => {
    const world = inHand()
    const finished = world.later(90 * MINUTE).said('王强', '工作群', command.finish)
    expect(heardBy(world, finished)).toEqual(['工作群', '业主群'])
    expect(finished.lines[1]?.text).toContain('用了1小时')
    expect(world.case()).toMatchObject({ stage: 'done', outcome: '换了门机皮带' })
  })
  test('with several in hand one is asked for', () => {
    const world = inHand()
    world.said('张伟', '业主群', raise({ category: '照明' }))
    world.said('王强', '工作群', { do: 'take', case: 2 })
    expect(types(world.mused('王强', '工作群', { do: 'finish', text: '换了灯', how: 'plain' }))).toEqual(['asked'])
    const chosen = world.mused('王强', '工作群', { do: 'vote', choice: { numbers: [2] }, how: 'plain', reason: '' })
    expect(types(chosen)).toEqual(['question-dropped', 'case-finished'])
    expect(world.case(2)).toMatchObject({ stage: 'done', outcome: '换了灯' })
  })
  test('by plain words of somebody else: nothing', () => {
    expect(came(inHand().mused('张伟', '业主群', { do: 'finish', text: '', how: 'plain' }))).toBe('')
  })
  test.each<[string, Reading, string]>([
    ['没完', { do: 'reopen', text: '' }, 'finish-undone'],
    ['刚才那个不算', { do: 'undo' }, 'finish-undone'],
  ])('%s undoes it within 10 minutes', (_, reading, expected) => {
    const world = done()
    const undone = world.later(9 * MINUTE).said('王强', '工作群', reading)
    expect(types(undone)).toContain(expected)
    expect(world.case()).toMatchObject({ stage: 'taken', endedAt: undefined, outcome: undefined })
  })
  test('not later', () => {
    expect(
      came(
        done()
          .later(11 * MINUTE)
          .said('王强', '工作群', { do: 'undo' }),
      ),
    ).toBe('nothing-to-undo')
  })
  test('a photo of the handler joins it within 3 minutes', () => {
    const world = done()
    world.later(2 * MINUTE).says('王强', '工作群', { kind: 'image', id: 'after', addressed: false })
    expect(world.case().media).toEqual([{ of: 'after', when: 'done' }])
  })
})
