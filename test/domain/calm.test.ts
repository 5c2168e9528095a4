import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { hashOf } from '../../src/domain/people/people.ts'
import { close, closes, pick, tallied } from './ballot.ts'
import { estate, owner, polled } from './estate.ts'
import { answers, heardBy, texts, types, type World } from './given.ts'

const inGroup = (world: World) =>
  world.lines.filter(({ to, text, card }) => 'room' in to && to.room === '业主群' && !card && !text.includes('截止了'))
const privately = (world: World, name: string, words: string) =>
  world.lines.filter(({ to, text }) => 'person' in to && to.person === world.person(name).key && text.includes(words))
const crowd = (world: World, size: number, more: object, reading: Reading) => {
  for (let i = 0; i < size; i++) world.says(`邻居${i}`, '业主群', { from: `n${i}`, addressed: false, ...more }, reading)
}

describe('a hundred at once are few lines', () => {
  test('whose dwelling nobody knows: one receipt and one bundled line; friends are asked privately', () => {
    const world = polled()
    const before = inGroup(world).length
    crowd(world, 100, {}, pick(1))
    world.says('朋友', '业主群', { from: 'friend', friend: true, addressed: false }, pick(1))
    world.later(MINUTE).beats()
    expect(inGroup(world).length - before).toBe(2)
    expect(world.ballots()).toHaveLength(101)
    expect(privately(world, '朋友', '您住几栋几单元几号')).toHaveLength(1)
  })

  test.each<[string, (world: World) => void]>([
    ['too late', (world) => world.later(closes + MINUTE - world.now)],
    ['outside', (world) => world.opens({ ...world.c.is })],
  ])('%s: one line a minute, and each once', (kind, make) => {
    const world = polled(kind === 'outside' ? { kind: 'straw' } : {})
    make(world)
    const before = inGroup(world).length
    for (let i = 0; i < 3; i++) crowd(world, 50, {}, pick(1, 1))
    expect(inGroup(world).length - before).toBe(1)
    world.later(MINUTE).beats()
    crowd(world, 50, {}, pick(1, 1))
    expect(inGroup(world).length - before).toBe(2)
    const told = world.later(MINUTE).says('邻居0', '业主群', { from: 'n0', addressed: false }, pick(1, 1))
    expect(told.lines).toEqual([]) // was told
  })

  test('aloud in a secret poll: friends privately once, the others one line a minute', () => {
    const world = polled({ secret: true })
    const before = inGroup(world).length
    for (let i = 0; i < 5; i++) world.later(1_000).mused('张伟', '业主群', pick(1))
    crowd(world, 50, {}, pick(1))
    expect(inGroup(world).length - before).toBe(1)
    expect(privately(world, '张伟', '是匿名的')).toHaveLength(1)
  })
})

describe('one who changes her mind all the time', () => {
  const swings = (world: World, times: number, step = 1_000) => {
    for (let i = 0; i < times; i++) world.later(step).mused('张伟', '业主群', pick(1 + (i % 2)))
  }

  test('the others of her dwelling hear at once, then of what stands after ten minutes', () => {
    const world = polled()
    swings(world, 6)
    expect(privately(world, '张妻', '您家另一位')).toHaveLength(1)
    world.later(10 * MINUTE).beats()
    const told = privately(world, '张妻', '您家另一位')
    expect(told).toHaveLength(2)
    expect(told.at(-1)?.text).toContain('改投了2反对')
    world.later(10 * MINUTE).beats()
    expect(privately(world, '张妻', '您家另一位')).toHaveLength(2)
  })

  test('the same again is no change: nobody is told, and it is not what 「刚才那个不算」 undoes', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.later(MINUTE).mused('张伟', '业主群', pick(2))
    for (let i = 0; i < 50; i++) world.later(1_000).mused('张伟', '业主群', pick(2))
    expect(world.facts.filter(({ type }) => type === 'ballot-cast').length).toBeLessThanOrEqual(7)
    world.mused('张伟', '业主群', { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ choices: [1] }])
  })

  test('ten an hour count; then she hears once till when, and the next hour counts again', () => {
    const world = polled()
    swings(world, 300)
    expect(world.facts.filter(({ type }) => type === 'ballot-cast')).toHaveLength(11)
    const told = inGroup(world).filter(({ text }) => text.includes('次数太多'))
    expect(told.map(({ text }) => text).join()).toMatch(/上午10点.*以后还能改/)
    expect(told).toHaveLength(1)
    world.later(HOUR).mused('张伟', '业主群', pick(3))
    expect(tallied(close(world)).counts).toEqual([0, 0, 1])
  })

  test('whatever she said before, a last word before the close counts', () => {
    const world = polled()
    world.now = closes - 30 * MINUTE
    swings(world, 100)
    world.now = closes - 5 * MINUTE
    world.mused('张伟', '业主群', pick(3))
    expect(tallied(close(world)).counts).toEqual([0, 0, 1])
  })

  test('giving and taking back is no way round it', () => {
    const world = polled()
    for (let i = 0; i < 100; i++) {
      world.later(1_000).mused('张伟', '业主群', pick(1))
      world.mused('张伟', '业主群', { do: 'unvote', poll: 1 })
    }
    expect(world.facts.filter(({ type }) => type === 'ballot-taken-back').length).toBeLessThanOrEqual(10)
  })
})

test('taken back after another of the dwelling voted: she hears that there is no ballot now', () => {
  const world = polled()
  world.mused('张妻', '业主群', pick(1))
  world.later(MINUTE).mused('张伟', '业主群', pick(2))
  const told = world.later(MINUTE).mused('张伟', '业主群', { do: 'unvote', poll: 1 })
  expect(heardBy(world, told)).toContain('张妻')
  expect(texts(told)).toContain('现在您家没有票')
})

describe('a neighbour’s own count', () => {
  const own: Reading = { do: 'own-count' }
  test('each whose bare number was not counted hears it once: the first at once, the others of a minute together', () => {
    const world = polled()
    world.mused('吴老师', '业主群', own)
    expect(answers(world.mused('张伟', '业主群', pick(1)))).toEqual(['counted-apart'])
    for (const name of ['何姐', '朱明', '张伟']) world.mused(name, '业主群', pick(1))
    expect(texts(world.later(MINUTE).beats())).toContain('先不算：何姐、朱明。')
    expect(world.later(MINUTE).mused('何姐', '业主群', pick(1)).lines).toEqual([])
  })

  test('said again and again it stops votes for half an hour, not longer', () => {
    const world = polled()
    for (let i = 0; i < 7; i++) world.later(6 * MINUTE).mused('吴老师', '业主群', own)
    expect(types(world.mused('张伟', '业主群', pick(1)))).toContain('ballot-cast')
  })

  test('a 接龙 of eggs stops none', () => {
    const world = polled()
    world.mused('吴老师', '业主群', { do: 'chain', title: '团购土鸡蛋', lines: [{ name: '吴老师', text: '2份' }] })
    expect(types(world.mused('张伟', '业主群', pick(1)))).toContain('ballot-cast')
    world.mused('吴老师', '业主群', { do: 'chain', title: '同意换门禁的接龙', lines: [{ name: '吴老师', text: '' }] })
    expect(answers(world.mused('何姐', '业主群', pick(1)))).toEqual(['counted-apart'])
  })
})

describe('who counts once', () => {
  test('in a straw poll a contact does, whoever is bound to it meanwhile', () => {
    const world = polled({ kind: 'straw' })
    world.mused('张伟', '业主群', pick(1))
    const code = 'xy-aaaaaaaaaaaaaaaaaaaaaaaaaa'
    world.input({ type: 'invited', hash: hashOf(code), name: '张伟', until: world.now + 5 * MINUTE, at: world.now })
    world.says('张伟新号', undefined, { from: 'second' }, { do: 'code', code })
    world.says('张伟', '业主群', { from: 'zhang', addressed: false }, pick(2))
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1 })
  })

  test('an owner confirmed of a further dwelling in the middle of it is one head still', () => {
    const world = polled({ kind: 'owners' })
    world.said('张伟', undefined, { do: 'live-at', household: '1-1-302', relation: 'owner' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '张伟' })
    world.mused('张伟', '业主群', pick(1))
    expect(world.ballots().map(({ unit }) => unit)).toEqual(['1-1-102'])
  })

  test('an owner of two whom nobody knew at the opening is one head, too', () => {
    const world = polled({ kind: 'owners' })
    for (const household of ['1-1-301', '1-1-302']) {
      world.said('吴老师', undefined, { do: 'live-at', household, relation: 'owner' })
      world.said('赵姐', '工作群', { do: 'confirm', name: '吴老师' })
      world.later(MINUTE).mused('吴老师', '业主群', pick(1))
    }
    expect(tallied(close(world))).toMatchObject({ counts: [1, 0, 0], units: 1 })
  })

  test('a co-owner speaks for what is hers and for what they own together', () => {
    const people = (estate.people ?? []).map((one) =>
      one.name === '张妻' ? { ...one, households: [...one.households, owner('1-1-302')] } : one,
    )
    const world = polled({ kind: 'owners' }, { people })
    world.mused('张妻', '业主群', pick(1))
    expect(tallied(close(world))).toMatchObject({ counts: [2, 0, 0], units: 2 })
  })

  test('whoever only befriended the bot is in no group of the poll: nothing stands apart for her', () => {
    const world = polled()
    for (let i = 0; i < 30; i++)
      expect(answers(world.says(`路人${i}`, undefined, { from: `sock${i}`, friend: true }, pick(2, 1)))).toEqual([
        'outside',
      ])
    world.mused('吴老师', '业主群', pick(1))
    expect(tallied(close(world))).toMatchObject({ apartUnits: 1 })
    const result = world.lines.find(({ text }) => text.includes('截止了'))?.text ?? ''
    expect(result).toContain('没核对的1户另列；')
  })
})

test('claims of a dwelling: five an hour are passed on', () => {
  const world = polled()
  for (let i = 0; i < 20; i++)
    world.says(
      '钱多',
      undefined,
      { from: 'qian', friend: true },
      {
        do: 'live-at',
        household: i % 2 ? '1-1-301' : '1-1-302',
        relation: 'owner',
      },
    )
  expect(privately(world, '赵姐', '钱多')).toHaveLength(5)
})
