import { describe, expect, test } from 'vitest'
import { Account, aligned, fileLine, matches } from './match.ts'
import type { Expected } from './transcript.ts'

describe('matches', () => {
  test.each([
    ['#1', '#1', true],
    ['#1', '#12', false],
    ['…#1…', '@李芳 #1 记下了\n谁来办：物业', true],
    ['…#1…电梯…', '#1 电梯', true],
    ['…电梯…#1…', '#1 电梯', false],
    ['…', '', true],
    ['a…a', 'a', false],
    ['a…a', 'aa', true],
    ['…ab…b', 'ab', false],
    ['…ab…b', 'abb', true],
    ['记下了……', '记下了。', true],
    ['一\n二', '一\n二', true],
    ['一二', '一\n二', false],
    ['(.*)/?', '(.*)/?', true],
    ['(.*)', 'x', false],
    ['#1', ' #1 \n', true],
    ['[图片 P5…]', '[图片 P5 结果.png]', true],
    ['[图片 P6…]', '[图片 P5 结果.png]', false],
    ['[文件 …]', '[图片 P5 结果.png]', false],
    ['…结果…', '[图片 P5 结果.png]', false],
    ['…', '[图片 P5 结果.png]', true],
  ])('%j over %j', (pattern, said, outcome) => {
    expect(matches(pattern, said)).toBe(outcome)
  })
})

type Line = Pick<Expected, 'pattern' | 'how'>
const must = (pattern: string): Line => ({ pattern, how: 'must' })
const may = (pattern: string): Line => ({ pattern, how: 'may' })
const never = (pattern: string): Line => ({ pattern, how: 'never' })

describe('aligned', () => {
  test.each([
    [[must('a'), must('b')], ['a', 'b'], { taken: 2 }],
    [[must('a')], ['a', 'b'], { taken: 1 }],
    [[must('b'), must('a')], ['a', 'b'], { missing: must('b'), after: 0 }],
    [[must('a'), must('b')], ['a'], { missing: must('b'), after: 1 }],
    [[must('a')], [], { missing: must('a'), after: 0 }],
    [[may('a'), must('b')], ['b'], { taken: 1 }],
    [[may('…'), must('b')], ['b'], { taken: 1 }],
    [[may('…'), must('b')], ['a', 'b'], { taken: 2 }],
    [[may('a'), may('…')], ['x', 'y'], { taken: 1 }],
    [[never('a'), must('b')], ['b'], { taken: 1 }],
  ])('%j over %j', (expected, said, outcome) => {
    expect(aligned(expected, said, false)).toEqual(outcome)
  })

  test.each([
    [[must('b')], ['a', 'b', 'c'], { taken: 2 }],
    [[must('a'), must('c')], ['a', 'b', 'c'], { taken: 3 }],
    [[must('c'), must('a')], ['a', 'b', 'c'], { missing: must('a'), after: 3 }],
    [[may('x'), must('b')], ['a', 'b'], { taken: 2 }],
  ])('loosely %j over %j', (expected, said, outcome) => {
    expect(aligned(expected, said, true)).toEqual(outcome)
  })
})

describe('the account of a conversation', () => {
  const account = (loose = false, ...lines: string[]) => {
    const kept = new Account(loose)
    for (const line of lines) kept.said('r', line)
    return kept
  }

  test('rooms are independent', () => {
    const kept = account(false, 'a')
    kept.said('s', 'b')
    expect(kept.expect('s', [must('b')])).toBeUndefined()
    expect(kept.expect('r', [must('a')])).toBeUndefined()
    expect(kept.close()).toBeUndefined()
  })

  test('a line that nothing expects is a difference once somebody speaks', () => {
    const kept = account(false, 'a', 'b')
    expect(kept.expect('r', [must('a')])).toBeUndefined()
    expect(kept.close()).toEqual({ room: 'r', line: 'b' })
  })

  test('loosely such lines are dropped', () => {
    const kept = account(true, 'a')
    expect(kept.close()).toBeUndefined()
    expect(kept.expect('r', [must('a')])?.reason).toBe('expected: a\nbut was: (nothing)')
  })

  test('a line said before a restart may be expected after it', () => {
    const kept = account(false, 'a')
    kept.happens()
    expect(kept.expect('r', [must('a')])).toBeUndefined()
  })

  test('a forbidden line is found among those that were expected too', () => {
    const kept = account(false, '#1 李芳')
    expect(kept.expect('r', [must('…#1…'), never('…李芳…')])?.reason).toBe(
      'must not have been said: …李芳…\nbut was: #1 李芳',
    )
  })

  test('what was accounted for before something happened is not said again by it', () => {
    const kept = account(false, 'a')
    kept.expect('r', [must('a')])
    kept.happens()
    expect(kept.expect('r', [never('a')])).toBeUndefined()
    kept.said('r', 'a')
    expect(kept.expect('r', [never('a')])?.at).toEqual(never('a'))
  })
})

describe('a file of the bot', () => {
  const file = fileLine('P5 结果.png')
  const of = (pattern: string, how: Expected['how'] = 'must') => ({ pattern, how })

  test('is named by what it is', () => {
    expect([file, fileLine('P5 明细.xlsx')]).toEqual(['[图片 P5 结果.png]', '[文件 P5 明细.xlsx]'])
  })

  test('is expected in its turn among the lines', () => {
    const account = new Account(false)
    for (const line of ['P5 结果', file]) account.said('群', line)
    expect(account.expect('群', [of('P5…'), of('[图片 P5…]')])).toBeUndefined()
    expect(account.close()).toBeUndefined()
  })

  test('is a difference where nothing expects it', () => {
    const account = new Account(false)
    account.said('群', file)
    expect(account.expect('群', [of('P5…', 'may')])).toBeUndefined()
    expect(account.close()).toEqual({ room: '群', line: file })
  })

  test('is a difference where it must not come', () => {
    const account = new Account(true)
    account.said('群', file)
    expect(account.expect('群', [of('…', 'never')])?.reason).toContain(file)
  })
})
