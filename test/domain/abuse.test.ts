import { describe, expect, test } from 'vitest'
import type { Constitution } from '../../src/domain/constitution.ts'
import { hashOf } from '../../src/domain/people.ts'
import { pick } from './ballot.ts'
import { came, command } from './command.ts'
import { answers, done, given, inHand, raise, types, withCase } from './given.ts'
import { constitution } from './place.ts'

const without = (name: string): Constitution => ({
  ...constitution,
  people: constitution.people.filter((one) => one.name !== name),
})

describe('who lost her part has no part', () => {
  test('a handler who left the file neither finishes nor is called', () => {
    const world = inHand()
    world.opens(without('王强'))
    expect(answers(world.said('王强', '工作群', command.finish))).toContain('not-yours')
    expect(world.case().stage).toBe('taken')
  })
})

describe('what others decided since is not undone', () => {
  test('没完 after the convener refused it', () => {
    const world = inHand()
    world.said('王强', '工作群', command.finish)
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '还在响' })
    world.said('刘书记', '工作群', command.refuse)
    for (const again of [{ do: 'undo' }, { do: 'reopen', case: 1, text: '' }] as const)
      expect(types(world.said('王强', '工作群', again))).not.toContain('finish-undone')
    expect(world.case().stage).toBe('refused')
  })

  test('undoing the finish of an untaken case leaves it untaken', () => {
    const world = withCase()
    world.said('刘书记', '工作群', command.finish)
    world.said('刘书记', '工作群', { do: 'undo' })
    expect(world.case()).toMatchObject({ stage: 'open' })
    expect(world.case().handler).toBeUndefined()
  })
})

describe('words that were not meant so', () => {
  test('a 1 from before the poll, heard after it was opened, is no ballot', () => {
    const world = given()
    const before = world.now
    world.later(60_000)
    world.said('刘书记', '业主群', { do: 'open-poll', poll: { question: '装吗', options: [] } })
    world.said('刘书记', '业主群', { do: 'post-poll' })
    expect(types(world.says('李芳', '业主群', { addressed: false, at: before }, pick(1)))).toEqual([])
  })

  test('a quote without words or id means nothing', () => {
    const world = inHand()
    const quote = { text: '', ours: false } as const
    expect(types(world.says('张伟', '业主群', { addressed: false, quote }, { do: 'support', how: 'quoting' }))).toEqual(
      [],
    )
  })

  test('words beyond what a case can hold are refused in words', () => {
    const world = withCase()
    for (let i = 0; i < 80; i++) world.said('李芳', '业主群', { do: 'add', case: 1, text: `第${i}次` })
    expect(came(world.said('李芳', '业主群', { do: 'add', case: 1, text: '再来' }))).toBe('case-full')
    expect(world.case().sources.length).toBeLessThan(70)
  })

  test('nobody can have more than five things an hour passed on to staff', () => {
    const world = withCase()
    const told = Array.from({ length: 9 }, () =>
      answers(world.said('张伟', '业主群', command.finish)).includes('told-on'),
    )
    expect(told.filter(Boolean)).toHaveLength(5)
    expect(world.said('赵姐', '业主群', raise({ category: '照明', place: { building: '5' } })).lines).toHaveLength(2)
  })
})

test('an invitation used by somebody else of the file binds nobody', () => {
  const world = given()
  world.input({ type: 'invited', hash: hashOf('xy-code'), name: '刘书记', until: world.now + 60_000, at: world.now })
  expect(answers(world.said('李芳', undefined, { do: 'code', code: 'xy-code' }))).toContain('code-refused')
  expect(world.person('李芳').roles).toEqual(['resident'])
})

test('what is done is rated, but not by strangers', () => {
  expect(answers(done().said('路人', '业主群', { do: 'rate', case: 1, grade: 'good', text: '' }))).toContain(
    'not-yours',
  )
})

test('of what is too long the part that could be read is kept, and it is said', () => {
  const said = given().said('李芳', '业主群', { do: 'too-long' }, raise())
  expect(types(said)).toContain('case-raised')
  expect(answers(said)).toContain('too-long')
  expect(answers(given().said('李芳', '业主群', { do: 'too-long' }, { do: 'unclear' }))).toEqual(['too-long'])
})

test('reports whose question lapses at one beat take numbers of their own, and their authors hear of it', () => {
  const world = withCase()
  for (const name of ['张伟', '赵姐']) expect(types(world.said(name, '业主群', raise()))).toEqual(['asked'])
  const { facts, lines } = world.later(31 * 60_000).beats()
  expect(facts.flatMap((fact) => (fact.type === 'case-raised' ? [fact.case] : []))).toEqual([2, 3])
  for (const name of ['张伟', '赵姐'])
    expect(lines.some(({ mention, text }) => mention.includes(world.person(name).key) && text.includes('记下了'))).toBe(
      true,
    )
})
