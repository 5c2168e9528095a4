import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came, command, type Name } from './command.ts'
import { answers, done, inHand, raise, texts, types, type World, withCase } from './given.ts'

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
        'reason-missing',
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
        'reason-missing',
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
      ...matrix(done, 'rate', ...PEOPLE.map((name) => (name === '李芳' ? 'case-rated' : 'not-affected'))),
      ...matrix(
        done,
        'withdraw',
        'not-yours',
        'not-yours',
        'not-yours',
        'not-yours',
        'not-yours',
        'wrong-stage',
        'not-yours',
      ),
      ...matrix(
        done,
        'reopen',
        'finish-undone',
        'not-affected',
        'not-affected',
        'case-reopened',
        'case-reopened',
        'case-reopened',
        'not-affected',
      ),
    ],
  ],
] as const)('%s', (_, rows) => {
  test.each(rows)('%s: %s → %s', (name, row, expected, world) => {
    expect(came(world().said(name, '工作群', command[row]))).toBe(expected)
  })
})

test.each(Object.keys(command) as Name[])('%s of a number that does not exist: the latest one is named', (name) => {
  const reading: Reading = { ...command[name], case: 927 }
  const answered = withCase().said('刘书记', '工作群', reading)
  expect(answers(answered)).toEqual(['no-such-case'])
  expect(texts(answered)).toContain('没有 #927，最近的是 #1')
})

describe('no right follows from a name', () => {
  test('a stranger called 王强 is nobody', () => {
    const world = withCase()
    expect(came(world.says('王强', '业主群', { from: 'impostor' }, command.take))).toBe(passed)
    expect(came(world.says('刘书记', '业主群', { from: 'impostor' }, command.refuse))).toBe(passed)
  })
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
