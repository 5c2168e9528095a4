import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/reading.ts'
import {
  answers,
  at,
  type Came,
  done,
  given,
  heardBy,
  inHand,
  raise,
  texts,
  trouble,
  types,
  type World,
  withCase,
} from './given.ts'

/** What a command comes to: its facts, else its answers. */
const came = (one: Came): string => (types(one).length > 0 ? types(one) : answers(one)).join(' ')

const until = at('2026-11-26 18:00')
const command = {
  take: { do: 'take', case: 1 },
  news: { do: 'news', case: 1, text: '下午到', how: 'command' },
  'hand-on': { do: 'hand-on', case: 1, to: '李工' },
  'send-back': { do: 'send-back', case: 1, reason: '是供电局的' },
  refuse: { do: 'refuse', case: 1, reason: '没有钱' },
  finish: { do: 'finish', case: 1, text: '换了门机皮带', how: 'command' },
  postpone: { do: 'postpone', case: 1, until, reason: '等配件' },
  agree: { do: 'agree', case: 1 },
  press: { do: 'press', case: 1 },
  'need-help': { do: 'need-help', case: 1 },
  withdraw: { do: 'withdraw', case: 1 },
  urge: { do: 'urge', case: 1 },
  add: { do: 'add', case: 1, text: '等了一天' },
  rate: { do: 'rate', case: 1, grade: 'good', text: '' },
  reopen: { do: 'reopen', case: 1, text: '还在漏' },
} as const satisfies Readonly<Record<string, Reading>>
type Name = keyof typeof command

/** 王强 is of its post and has it in hand, 李工 of its post too, 保安队长 of another. */
const PEOPLE = ['王强', '李工', '保安队长', '刘书记', '陈监委', '李芳', '张伟'] as const
const matrix = (world: () => World, row: Name, ...expected: readonly string[]) =>
  PEOPLE.map((name, i) => [name, row, expected[i] ?? '', world] as const)

const passed = 'not-yours told-on'
describe.each([
  [
    'a case that nobody has taken',
    [
      ...matrix(withCase, 'take', 'case-taken', 'case-taken', passed, 'case-taken', passed, passed, passed),
      ...matrix(withCase, 'news', 'news-given', 'news-given', passed, 'news-given', passed, 'words-added', passed),
      ...matrix(withCase, 'hand-on', 'case-offered', 'case-offered', passed, 'case-offered', passed, passed, passed),
      ...matrix(
        withCase,
        'send-back',
        'case-sent-back',
        'case-sent-back',
        passed,
        'case-sent-back',
        passed,
        passed,
        passed,
      ),
      ...matrix(withCase, 'refuse', 'not-yours', 'not-yours', passed, 'case-refused', passed, passed, passed),
      ...matrix(
        withCase,
        'finish',
        'case-finished',
        'case-finished',
        passed,
        'case-finished',
        passed,
        'good-news-told close-please',
        passed,
      ),
      ...matrix(withCase, 'postpone', 'time-asked', 'time-asked', passed, 'time-given', passed, passed, passed),
      ...matrix(
        withCase,
        'agree',
        'not-yours',
        'not-yours',
        'not-yours',
        'nothing-asked',
        'not-yours',
        'not-yours',
        'not-yours',
      ),
      ...matrix(
        withCase,
        'press',
        'not-yours',
        'not-yours',
        'not-yours',
        'case-pressed',
        'case-pressed',
        'not-yours',
        'not-yours',
      ),
      ...matrix(withCase, 'need-help', 'help-wanted', 'help-wanted', passed, 'help-wanted', passed, passed, passed),
      ...matrix(
        withCase,
        'withdraw',
        'not-yours',
        'not-yours',
        'not-yours',
        'case-withdrawn',
        'not-yours',
        'case-withdrawn',
        'not-yours',
      ),
      ...matrix(withCase, 'rate', ...PEOPLE.map(() => 'wrong-stage')),
      ...matrix(withCase, 'reopen', ...PEOPLE.map(() => 'progress')),
    ],
  ],
  [
    'a case in the hands of 王强',
    [
      ...matrix(inHand, 'take', 'yours-already', 'in-hand', passed, 'in-hand', passed, passed, passed),
      ...matrix(
        inHand,
        'finish',
        'case-finished',
        'case-finished',
        passed,
        'case-finished',
        passed,
        'good-news-told close-please',
        passed,
      ),
      ...matrix(
        inHand,
        'withdraw',
        'not-yours',
        'not-yours',
        'not-yours',
        'in-hand told-on',
        'not-yours',
        'in-hand told-on',
        'not-yours',
      ),
      ...matrix(
        inHand,
        'add',
        'words-added',
        'words-added',
        'words-added',
        'words-added',
        'words-added',
        'words-added',
        passed,
      ),
    ],
  ],
  [
    'a case that is done',
    [
      ...matrix(done, 'take', 'wrong-stage', 'wrong-stage', passed, 'wrong-stage', passed, passed, passed),
      ...matrix(done, 'finish', 'wrong-stage', 'wrong-stage', passed, 'wrong-stage', passed, passed, passed),
      ...matrix(done, 'urge', ...PEOPLE.map(() => 'wrong-stage')),
      ...matrix(done, 'add', ...PEOPLE.map(() => 'wrong-stage')),
      ...matrix(done, 'rate', ...PEOPLE.map(() => 'case-rated')),
      ...matrix(
        done,
        'withdraw',
        'not-yours',
        'not-yours',
        'not-yours',
        'wrong-stage',
        'not-yours',
        'wrong-stage',
        'not-yours',
      ),
      ...matrix(
        done,
        'reopen',
        'finish-undone',
        'case-rated',
        'case-rated',
        'case-reopened',
        'case-rated',
        'case-reopened',
        'case-rated',
      ),
    ],
  ],
] as const)('%s', (_, rows) => {
  test.each(rows)('%s: %s → %s', (name, row, expected, world) => {
    expect(came(world().said(name, '工作群', command[row]))).toBe(expected)
  })
})

describe('no right follows from a name', () => {
  test('a stranger called 王强 is nobody', () => {
    const world = withCase()
    expect(came(world.says('王强', '业主群', { from: 'impostor' }, command.take))).toBe(passed)
    expect(came(world.says('刘书记', '业主群', { from: 'impostor' }, command.refuse))).toBe(passed)
  })
})

test.each(Object.keys(command) as Name[])('%s of a number that does not exist: the latest one is named', (name) => {
  const reading: Reading = { ...command[name], case: 927 }
  const answered = withCase().said('刘书记', '工作群', reading)
  expect(answers(answered)).toEqual(['no-such-case'])
  expect(texts(answered)).toContain('没有 #927，最近的是 #1')
})

describe('without a number', () => {
  test('the only case in hand is meant', () => {
    expect(types(inHand().said('王强', '工作群', { do: 'news', text: '下午到', how: 'command' }))).toEqual([
      'news-given',
    ])
  })
  test('or the one that is quoted', () => {
    const world = inHand()
    world.said('张伟', '业主群', raise({ category: '照明' }))
    const quote = { text: '#2 灯不亮', ours: true }
    expect(types(world.says('王强', '工作群', { quote }, { do: 'take' }))).toEqual(['case-taken'])
    expect(world.case(2).handler).toBe(world.person('王强').key)
  })
  test('addressed without any: one example', () => {
    expect(answers(withCase().said('王强', '工作群', { do: 'take' }))).toEqual(['which-number'])
    expect(answers(withCase().mused('王强', '工作群', { do: 'take' }))).toEqual([])
  })
})

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

test('sent back, the conveners decide, and the reporter is told', () => {
  const world = inHand()
  const back = world.said('王强', '工作群', command['send-back'])
  expect(world.case()).toMatchObject({ stage: 'open', handler: undefined, post: '社区居委会' })
  expect(back.lines.map(({ mention }) => mention)).toEqual([[world.person('刘书记').key], [world.person('李芳').key]])
})

describe('more time', () => {
  test('is asked for, and given by a convener: the lights start anew', () => {
    const world = inHand()
    world.wakes('2026-11-24 08:00')
    expect(world.case().rungs).toEqual(['yellow'])
    expect(types(world.said('王强', '工作群', command.postpone))).toEqual(['time-asked'])
    expect(world.case().due).toBe(at('2026-11-24 09:00'))
    expect(types(world.said('刘书记', '工作群', command.agree))).toEqual(['time-given'])
    expect(world.case()).toMatchObject({ due: until, rungs: [], asked: undefined })
    expect(answers(world.said('刘书记', '工作群', command.agree))).toEqual(['nothing-asked'])
  })
  test.each([
    ['no date', undefined, 'date-missing'],
    ['a date that is over', at('2026-11-22 18:00'), 'date-past'],
    ['before the limit: a promise', at('2026-11-23 18:00'), 'news-given'],
  ])('%s', (_, t, expected) => {
    expect(
      came(inHand().said('王强', '工作群', { do: 'postpone', case: 1, ...(t ? { until: t } : {}), reason: '' })),
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

describe('after the finish', () => {
  test('each household rates once, the last counts', () => {
    const world = done()
    for (const grade of ['good', 'fair'] as const) world.said('李芳', '业主群', { ...command.rate, grade })
    world.said('李父', '业主群', { ...command.rate, grade: 'good' })
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-501', grade: 'good' }])
  })
  test('one without household or part in it does not', () => {
    expect(came(done().says('路人', '业主群', { from: 'x' }, command.rate))).toBe('not-yours')
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
    expect(types(done().said('李芳', '业主群', { ...command.rate, grade: 'poor' }))).toEqual(['case-rated'])
    expect(types(done().said('张伟', '业主群', { ...command.rate, grade: 'poor', text: '还在漏' }))).toEqual([
      'case-rated',
    ])
  })
  test.each([
    [15 * DAY, 'case-reopened'],
    [15 * DAY + MINUTE, 'too-old'],
  ])('%i ms after it, 没好 comes to %s', (ms, expected) => {
    expect(came(done().later(ms).said('李芳', '业主群', command.reopen))).toBe(expected)
  })
  test('a new limit runs from the reopening', () => {
    const world = done()
    world.later(3 * DAY).said('李芳', '业主群', command.reopen)
    expect(world.case()).toMatchObject({ since: world.now, due: world.now + DAY, endedAt: undefined })
  })
  test('又坏了 without words asks where', () => {
    expect(came(done().said('李芳', '业主群', { do: 'reopen', case: 1, text: '' }))).toBe('reason-missing')
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
  test('that of anything else changes nothing', () => {
    expect(types(withCase().recalls('m99'))).toEqual([])
  })
})

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

describe('standing', () => {
  const how: Reading = { do: 'progress', how: 'own', category: '电梯' }
  test('修不修 is answered to those whom exactly one such case concerns', () => {
    expect(came(withCase().mused('李芳', '业主群', how))).toBe('progress')
    expect(came(withCase().mused('张伟', '业主群', how))).toBe('')
    const two = withCase()
    two.said('李芳', '业主群', raise({ place: { building: '5' } }))
    expect(came(two.mused('李芳', '业主群', how))).toBe('')
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
