import { describe, expect, test } from 'vitest'
import { hashOf } from '../../src/domain/people/people.ts'
import { nameless } from '../../src/domain/privacy.ts'
import { calledAs } from '../../src/domain/say/face.ts'
import type { Constitution, Listed } from '../../src/domain/state/constitution.ts'
import { pick, words } from './ballot.ts'
import { came, command } from './command.ts'
import { polled } from './estate.ts'
import { answers, done, given, inHand, raise, texts, types, type World, withCase } from './given.ts'
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
    'not-affected',
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

describe('a name that somebody gives herself', () => {
  const named = (name: string) => {
    const world = polled()
    world.says('号', '业主群', { from: 'x', name, addressed: false }, pick(1))
    return world
  }
  const setAside = (world: World) =>
    texts(
      world.said('刘书记', '工作群', {
        do: 'set-aside',
        poll: 1,
        household: '1-1-102',
        reason: '不是本人投的，张伟说赞成票有假',
      }),
    )

  test('changes no word of the bot, and hides none of its own: the file’s people are hidden', () => {
    const world = named('不是')
    world.mused('张伟', '业主群', pick(1))
    expect(setAside(world)).toContain('不是本人投的，一位住户说赞成票有假')
  })

  test('changes none either where she was confirmed, but hers is hidden where it stands as a word', () => {
    const world = named('不是')
    world.mused('张伟', '业主群', pick(1))
    const live = { do: 'live-at', household: '1-1-302', relation: 'owner' } as const
    for (const name of ['不是', 'Lily', '阳光小屋']) {
      world.says(name, undefined, { from: name, friend: true }, live)
      world.said('赵姐', undefined, { do: 'confirm', name })
    }
    expect(setAside(world)).toContain('不是本人投的，一位住户说赞成票有假')
    expect(nameless(world.c, 'Lily和阳光小屋，不是Lilya')).toBe('某人和某人，不是Lilya')
  })

  test.each([
    ['赞成：99户；2反对', '赞成99户2反对'],
    ['P2 截止了', 'P 截止了'],
    ['P\u200b2#3截止', 'P截止'],
    ['VIP1 2', 'VIP'],
    ['@所有人', '所有人'],
    ['王阿姨', '王阿姨'],
    ['一二三四五六七八九十一二三四', '一二三四五六七八九十一二…'],
    ['😀'.repeat(20), `${'😀'.repeat(12)}…`],
    ['#：；', '某人'],
  ])('%s is shown as %s', (name, shown) => {
    expect(calledAs(given().c, name)).toBe(shown)
  })
})

test('the last reminder reaches a hundred in private, others by their group, the same whenever it is asked', () => {
  const ids = Array.from({ length: 300 }, (_, i) => `9-1-${101 + i}`)
  const people = ids.map(
    (id, i): Listed => ({
      contact: `c${i}`,
      name: `户主${i}`,
      roles: ['resident'],
      posts: [],
      households: [{ id, relation: 'owner' }],
      friend: true,
    }),
  )
  const reminded = (seed: number) => {
    const world = given({ people: [...constitution.people, ...people], households: ids.map((id) => ({ id })) })
    for (let i = 0; i <= seed; i++) {
      world.said('刘书记', '业主群', words({ question: `第${i}个` }))
      world.said('刘书记', '业主群', { do: 'post-poll' })
    }
    const { lines } = world.wakes('2026-11-27 16:00')
    const last = lines.filter(({ about }) => about === `P${seed + 1}`)
    expect(last.some(({ to }) => 'room' in to)).toBe(true)
    const privately = last.filter(({ to }) => 'person' in to)
    expect(privately.every(({ reminds, asked }) => reminds && !asked)).toBe(true)
    return privately.map(({ key }) => key.split('/').at(-1)).sort()
  }
  const [first, again, other] = [reminded(0), reminded(0), reminded(1)]
  expect(first).toHaveLength(100)
  expect(again).toEqual(first)
  expect(other).toHaveLength(100)
  expect(other).not.toEqual(first)
})
