import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came, command } from './command.ts'
import { answers, done, given, heardBy, raise, texts, trouble, types, type World, withCase } from './given.ts'

describe('after the finish', () => {
  test('each household rates once, the last counts', () => {
    const world = done()
    for (const grade of ['good', 'fair'] as const) world.said('李芳', '业主群', { ...command.rate, grade })
    world.said('李父', '业主群', { ...command.rate, grade: 'good' })
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-501', grade: 'good' }])
  })
  test('one without part in it does not', () => {
    expect(came(done().says('路人', '业主群', { from: 'x' }, command.rate))).toBe('not-affected')
  })
  test('不满意 with a reason by the reporter takes it up again', () => {
    const world = done()
    expect(types(world.said('李芳', '业主群', { ...command.rate, grade: 'poor', text: '还在漏' }))).toEqual([
      'case-rated',
      'case-reopened',
    ])
    expect(world.case()).toMatchObject({ stage: 'taken', rungs: [], ratings: [] })
  })
  test('不满意 alone, or by a neighbour, does not', () => {
    expect(types(done().said('李芳', '业主群', { ...command.rate, grade: 'poor' }))).toEqual(['case-rated', 'asked'])
    expect(types(done().said('张伟', '业主群', { ...command.rate, grade: 'poor', text: '还在漏' }))).toEqual([])
  })
  test.each([
    [15 * DAY, 'case-reopened'],
    [15 * DAY + MINUTE, 'case-rated case-raised came-back'],
  ])('%i ms after it, 没好 comes to %s', (ms, expected) => {
    expect(came(done().later(ms).said('李芳', '业主群', command.reopen))).toBe(expected)
  })
  test('a new limit runs from the reopening', () => {
    const world = done()
    world.later(3 * DAY).said('李芳', '业主群', command.reopen)
    expect(world.case()).toMatchObject({ since: world.now, due: world.now + DAY, endedAt: undefined })
  })
  test('又坏了 without words asks where', () => {
    expect(came(done().said('李芳', '业主群', { do: 'reopen', case: 1, text: '' }))).toBe('case-rated asked')
  })
  test('what was refused or withdrawn is raised anew', () => {
    const world = withCase()
    world.said('刘书记', '工作群', command.refuse)
    expect(came(world.said('李芳', '业主群', command.reopen))).toBe('wrong-stage')
  })
})

describe('withdrawing', () => {
  test('算了 asks once', () => {
    const world = withCase()
    expect(types(world.mused('李芳', '业主群', { do: 'withdraw' }))).toEqual(['asked'])
    expect(types(world.mused('李芳', '业主群', { do: 'yes' }))).toEqual(['question-dropped', 'case-withdrawn'])
  })
  test('said once more, it is a yes', () => {
    const world = withCase()
    world.mused('李芳', '业主群', { do: 'withdraw' })
    expect(types(world.mused('李芳', '业主群', { do: 'no' }, { do: 'withdraw' }))).toContain('case-withdrawn')
  })
  test('to a neighbour whom she quotes it is not of her case', () => {
    const quote = { id: 'n', text: '要不要带菜', ours: false, name: '赵姐' }
    expect(types(withCase().says('李芳', '业主群', { quote, addressed: false }, { do: 'withdraw' }))).toEqual([])
  })
  test('算了 to the question whether to register drops the draft', () => {
    const world = given()
    world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble({ sure: 0.7 }) })
    expect(types(world.mused('李芳', '业主群', { do: 'withdraw' }))).toEqual(['question-dropped'])
  })
  test('刚才那个不算 within 10 minutes', () => {
    expect(types(withCase().said('李芳', '业主群', { do: 'undo' }))).toContain('case-withdrawn')
    expect(
      came(
        withCase()
          .later(11 * MINUTE)
          .said('李芳', '业主群', { do: 'undo' }),
      ),
    ).toBe('nothing-to-undo')
  })
})

describe('the message of a case is recalled', () => {
  test('of as many cases as it became', () => {
    const world = given()
    const parts = ['电梯', '照明'].map((category) => ({
      text: category,
      readings: [
        { do: 'raise', trouble: trouble({ category, text: `${category}坏了`, title: `${category}坏了` }) } as const,
      ],
    }))
    world.said('李芳', '业主群', { do: 'each', parts })
    const [source = ''] = world.case(1).sources
    expect(world.case(2).sources).toEqual([source])
    expect(types(world.recalls(source))).toEqual(['withdrawal-announced', 'withdrawal-announced'])
  })

  test('it is left 10 minutes, then withdrawn', () => {
    const world = withCase()
    expect(types(world.recalls('m1'))).toEqual(['withdrawal-announced'])
    expect(types(world.later(10 * MINUTE - 1).beats())).toEqual([])
    expect(types(world.later(1).beats())).toEqual(['case-withdrawn'])
  })
  test('said again it goes on', () => {
    const world = withCase()
    world.recalls('m1')
    expect(types(world.said('李芳', '业主群', raise()))).toEqual(['withdrawal-stopped', 'words-added'])
    expect(types(world.later(20 * MINUTE).beats())).toEqual([])
  })
  test('taken it goes on', () => {
    const world = withCase()
    world.recalls('m1')
    world.said('王强', '工作群', command.take)
    expect(types(world.later(20 * MINUTE).beats())).toEqual([])
    expect(types(world.recalls('m1'))).toEqual([])
  })
  test('ended otherwise, nothing waits any more', () => {
    for (const end of [command.refuse, command.finish]) {
      const world = withCase()
      world.recalls('m1')
      world.said('刘书记', '工作群', end)
      expect(world.case().goingAt).toBeUndefined()
    }
  })
  test('that of a draft drops it', () => {
    const world = given()
    world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble({ sure: 0.7 }) })
    expect(types(world.recalls('m1'))).toEqual(['question-dropped'])
    expect(types(world.mused('李芳', '业主群', { do: 'yes' }))).toEqual([])
  })
  test('a further one of a draft takes out what it said, and where', () => {
    const world = given()
    const { place: _, ...nowhere } = trouble({ sure: 0.7, text: '又停水了' })
    world.mused('李芳', '业主群', { do: 'trouble', trouble: nowhere })
    world.says('李芳', '业主群', { addressed: false, text: '老人下不了楼了' })
    const where: Reading = { do: 'correct', how: 'bare', place: { building: '5' }, text: '5栋' }
    world.says('李芳', '业主群', { addressed: false, text: '5栋' }, where)
    expect(types(world.recalls('m3'))).toEqual(['draft-changed'])
    expect(types(world.recalls('m2'))).toEqual(['draft-changed'])
    world.mused('李芳', '业主群', { do: 'yes' })
    expect(world.case()).toMatchObject({ text: '又停水了', sources: ['m1'] })
    expect(world.case().place).toBeUndefined()
  })
  test('one from the middle leaves what was said after it', () => {
    const world = given()
    world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble({ sure: 0.7, text: '又停水了' }) })
    world.says('李芳', '业主群', { addressed: false, text: '老人下不了楼了' })
    world.says('李芳', '业主群', { addressed: false, text: '已经等了两个小时了' })
    world.recalls('m2')
    world.mused('李芳', '业主群', { do: 'yes' })
    expect(world.case().text).toBe('又停水了；已经等了两个小时了')
  })
  test('「我家也是」 takes the support back', () => {
    const world = withCase()
    world.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    expect(types(world.recalls('m2'))).toEqual(['support-withdrawn'])
    expect(world.case().supporters).toEqual([])
  })
  test('that of anything else changes nothing', () => {
    expect(types(withCase().recalls('m99'))).toEqual([])
  })
})

describe('standing', () => {
  const how: Reading = { do: 'progress', how: 'own', category: '电梯' }
  test('修不修 is answered to those whom exactly one such case concerns', () => {
    expect(came(withCase().mused('李芳', '业主群', how))).toBe('progress')
    expect(came(withCase().mused('张伟', '业主群', how))).toBe('')
    const two = withCase()
    two.said('李芳', '业主群', raise({ place: { building: '5' } }))
    expect(came(two.mused('李芳', '业主群', how))).toBe('')
  })
  test('how many have it, and where they said so', () => {
    const world = withCase()
    world.mused('张伟', '业主群', { do: 'support', case: 1, place: { building: '5' }, how: 'plain' })
    expect(texts(world.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))).toContain('共2户（3、5栋）')
  })
  test('what was just reported here is of another kind: it is no answer', () => {
    const plain = { ...how, how: 'plain' } as const
    expect(came(withCase().said('张伟', '业主群', plain))).toBe('progress')
    expect(came(withCase().said('张伟', '业主群', { ...plain, category: '照明' }))).toBe('which-number')
  })
  test('我的, in the group: privately, to friends', () => {
    const world = withCase()
    const mine = world.said('李芳', '业主群', { do: 'mine' })
    expect(heardBy(world, mine)).toEqual(['李芳', '业主群'])
    expect(came(world.said('吴老师', '业主群', { do: 'mine' }))).toBe('befriend-me')
    expect(answers(world.said('吴老师', undefined, { do: 'mine' }))).toEqual(['mine'])
  })
  test('待办 is for staff, the most pressing first', () => {
    const world = withCase()
    world.said('张伟', '业主群', raise({ category: '照明', urgent: true }))
    expect(world.said('王强', '工作群', { do: 'todo' }).answers).toEqual([{ say: 'todo', cases: [2, 1] }])
    expect(world.said('保安队长', '工作群', { do: 'todo' }).answers).toEqual([{ say: 'todo', cases: [] }])
    expect(came(world.said('李芳', '业主群', { do: 'todo' }))).toBe('staff-only')
  })
  test('催 once a day', () => {
    const world = withCase()
    expect(came(world.said('李芳', '业主群', command.urge))).toBe('case-urged')
    expect(came(world.later(DAY - 1).said('张伟', '业主群', command.urge))).toBe('urged-already')
    expect(came(world.later(1).said('张伟', '业主群', command.urge))).toBe('case-urged')
  })
  test('nonsense to the bot gets one hint, chatter nothing', () => {
    expect(came(given().says('李芳', '业主群', { text: '叽里呱啦' }))).toBe('hint')
    expect(came(given().said('李芳', '业主群'))).toBe('help')
    expect(came(given().mused('李芳', '业主群'))).toBe('')
    expect(came(given().mused('李芳', '业主群', { do: 'unclear' }))).toBe('')
    expect(answers(given().says('李芳', undefined, { kind: 'audio' }))).toEqual(['cannot-hear'])
  })
})

describe('a file of a case', () => {
  const withPhoto = (): World => {
    const world = given()
    world.says('李芳', '业主群', { photos: ['p1'] }, raise())
    return world
  }
  test('was fetched: it is kept, silently', () => {
    const world = withPhoto()
    const kept = world.input({ type: 'file', of: 'p1', file: 'aa.jpg', at: world.now })
    expect(types(kept)).toEqual(['file-kept'])
    expect(kept.lines).toEqual([])
    expect(world.case().media).toEqual([{ of: 'p1', when: 'raised', file: 'aa.jpg' }])
  })
  test('is not to be had: said once', () => {
    const world = withPhoto()
    expect(types(world.input({ type: 'file', of: 'p1', at: world.now }))).toEqual(['file-lost'])
    expect(types(world.input({ type: 'file', of: 'p1', at: world.now }))).toEqual([])
    expect(world.case().media).toEqual([])
  })
})
