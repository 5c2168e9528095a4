import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { close, pick, tallied } from './ballot.ts'
import { came } from './command.ts'
import { estate, owner, polled, settled } from './estate.ts'
import { answers, heardBy, texts, types } from './given.ts'

const claim = (household: string): Reading => ({ do: 'live-at', household, relation: 'owner' })

describe('what a vote is of', () => {
  test('of a household: both dwellings of one, any of several, nobody twice', () => {
    const world = polled()
    world.mused('朱明', '业主群', pick(1))
    for (const name of ['张伟', '张妻', '张伟']) world.later(MINUTE).mused(name, '业主群', pick(2))
    world.mused('何姐', '业主群', pick(3))
    expect(tallied(close(world))).toEqual({ counts: [2, 1, 1], units: 4, apart: [0, 0, 0], apartUnits: 0 })
  })

  test('of a straw poll: each who was in the groups, and nobody else', () => {
    const world = polled({ kind: 'straw' })
    expect(world.poll().electorate).toHaveLength(8)
    for (const name of ['张伟', '张妻', '吴老师', '朱明']) world.mused(name, '业主群', pick(1))
    expect(answers(world.said('王强', undefined, pick(1)))).toEqual(['outside'])
    expect(tallied(close(world))).toMatchObject({ counts: [4, 0, 0], units: 4, apartUnits: 0 })
  })

  test('of delegates: those of the list who are known, whatever another calls himself', () => {
    const world = polled({ kind: 'delegates', list: '居民代表' })
    expect(world.poll().electorate).toHaveLength(3)
    world.mused('李芳', '业主群', pick(1))
    world.mused('朱明', '业主群', pick(2))
    expect(answers(world.mused('何姐', '业主群', pick(1)))).toEqual(['outside'])
    expect(answers(world.says('张伟', '业主群', { from: 'impostor' }, pick(1)))).toEqual(['outside'])
    const told = close(world)
    expect(tallied(told)).toMatchObject({ counts: [1, 1, 0], units: 2 })
    expect(texts({ facts: [], answers: [], lines: told.lines })).toContain('应到3人，实到2人；没回的1人')
  })

  test('of owners: heads and areas, several dwellings one head', () => {
    const world = polled({ kind: 'owners' })
    expect(world.poll().heads).toMatchObject({ '1-1-201': { households: ['1-1-201', '1-1-202'], area: 220 } })
    expect(world.poll().electorate).toHaveLength(5)
    world.mused('朱明', '业主群', pick(1))
    world.mused('张妻', '业主群', pick(2))
    world.later(MINUTE).mused('张伟', '业主群', pick(1))
    expect(tallied(close(world))).toMatchObject({ counts: [2, 0, 0], units: 2, areas: [319.5, 0, 0], area: 319.5 })
  })

  test('of owners: where the roll names the voter only he votes; tenants and strangers do not', () => {
    const world = polled({ kind: 'owners' })
    expect(answers(world.mused('李芳', '业主群', pick(1)))).toEqual(['outside'])
    expect(types(world.mused('李父', '业主群', pick(2)))).toContain('ballot-cast')
    expect(answers(world.mused('何姐', '业主群', pick(1)))).toEqual(['outside'])
    world.mused('吴老师', '业主群', pick(1)) // nobody knows where she lives
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1, apart: [1, 0, 0], areas: [0, 80.5, 0] })
  })

  test('of owners: an area that nobody knows weighs nothing, and the sums are exact', () => {
    const households = [0.1, 0.2, undefined, 0.7].map((area, i) => ({ id: `1-1-10${i + 1}`, area }))
    const people = households.map(({ id }, i) => ({
      contact: `c${i}`,
      name: `业主${i}`,
      roles: ['resident'] as const,
      posts: [],
      households: [owner(id)],
      friend: true,
    }))
    const staff = (estate.people ?? []).filter(({ roles }) => !roles.includes('resident'))
    const world = polled({ kind: 'owners' }, { households, people: [...people, ...staff] })
    for (const { name } of people) world.mused(name, '业主群', pick(1))
    expect(tallied(close(world))).toMatchObject({ counts: [4, 0, 0], areas: [1, 0, 0], area: 1 })
  })

  test('a renamed account stays who it was', () => {
    const world = polled()
    world.says('张伟', '业主群', { addressed: false }, pick(1))
    world.says('刘书记', '业主群', { from: 'zhang', addressed: false }, pick(2))
    expect(
      answers(world.says('刘书记', '业主群', { from: 'zhang' }, { do: 'void-poll', poll: 1, reason: '算了' })),
    ).toEqual(['conveners-only'])
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1 })
  })

  test('five accounts of one dwelling are one ballot', () => {
    const world = polled()
    for (let i = 1; i <= 5; i++) {
      const from = `second${i}`
      world.says(`号${i}`, undefined, { from, friend: true }, claim('1-1-302'))
      world.said('赵姐', '工作群', { do: 'confirm', name: `号${i}` })
      world.later(MINUTE).says(`号${i}`, '业主群', { from, addressed: false }, pick(i < 5 ? 1 : 2))
    }
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1, apartUnits: 0 })
  })
})

describe('several at once', () => {
  test.each([
    [
      [1, 3],
      [1, 0, 1],
    ],
    [
      [3, 1],
      [1, 0, 1],
    ],
    [[2], [0, 1, 0]],
    [
      [1, 1],
      [1, 0, 0],
    ],
    [
      [2, 2, 2, 2],
      [0, 1, 0],
    ],
  ])('%j counts as %j: each option once', (numbers, counts) => {
    const world = polled({ most: 2 })
    world.mused('张伟', '业主群', pick({ numbers }))
    expect(tallied(close(world))).toMatchObject({ counts, units: 1 })
  })

  test('more than the card allows are none', () => {
    const world = polled({ most: 2 })
    expect(answers(world.mused('张伟', '业主群', pick({ numbers: [1, 2, 3] })))).toEqual(['too-many'])
    expect(world.ballots()).toEqual([])
  })

  test('the same ones in another order are no change', () => {
    const world = polled({ most: 2 })
    world.mused('张伟', '业主群', pick({ numbers: [1, 3] }))
    world.later(2 * MINUTE).beats()
    expect(texts(world.mused('张伟', '业主群', pick({ numbers: [3, 1] })))).toContain('记下了：1赞成、3弃权')
  })
})

describe('who lives where', () => {
  test('is asked once, and her answer in private is understood', () => {
    const world = polled()
    const first = world.says('钱多', '业主群', { from: 'qian', friend: true, addressed: false }, pick(1))
    expect(texts(first)).toContain('您住几栋几单元几号？')
    const home: Reading = { do: 'correct', how: 'bare', place: { building: '1', unit: '1', room: '302' }, text: '' }
    const told = world.says('钱多', undefined, { from: 'qian', friend: true, text: '1-1-302' }, home)
    expect(types(told)).toContain('dwelling-claimed')
    expect(heardBy(world, told)).toContain('赵姐')
    const again = world.later(2 * MINUTE).says('钱多', '业主群', { from: 'qian', addressed: false }, pick(2))
    expect(texts(again)).not.toContain('您住几栋')
    world.said('赵姐', '工作群', { do: 'confirm', name: '钱多' })
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1, apartUnits: 0 })
  })

  test('a hundred whom nobody knows are answered in two lines, not in a hundred', () => {
    const world = polled()
    const lines = Array.from({ length: 100 }, (_, i) =>
      world.later(500).says(`邻居${i}`, '业主群', { from: `n${i}`, addressed: false }, pick(1)),
    ).flatMap((one) => one.lines)
    expect(lines.length).toBeLessThanOrEqual(2)
    expect(world.ballots()).toHaveLength(100)
    expect(texts(world.later(MINUTE).beats())).toContain('门牌没核对')
  })
})

describe('as somebody else', () => {
  test('「同上」 is of the room that it is said in: what was said in private stays there', () => {
    const world = polled()
    world.said('张伟', undefined, pick(2))
    world.says(
      '赵姐',
      undefined,
      { photos: [] },
      { do: 'hand-in', household: '1-1-301', choice: { numbers: [3] }, how: 'phone' },
    )
    for (const room of ['业主群', undefined]) {
      const told = world.said('朱明', room, { do: 'same-vote' })
      expect(types(told).includes('ballot-cast'), room).toBe(false)
      expect(texts(told)).not.toMatch(/反对|弃权/)
    }
  })

  test('+1 to a vote by quoting it, and to nothing else', () => {
    const world = polled()
    world.says('张伟', '业主群', { id: 'his', addressed: false }, pick(2))
    const quote = { id: 'his', text: '2', ours: false, name: '张伟' }
    const plus: Reading = { do: 'support', how: 'quoting' }
    expect(types(world.says('朱明', '业主群', { quote, addressed: false }, plus))).toContain('ballot-cast')
    const other = { id: 'else', text: '2', ours: false, name: '张伟' }
    expect(came(world.says('何姐', '业主群', { quote: other, addressed: false }, plus))).toBe('')
    expect(tallied(close(world)).counts).toEqual([0, 3, 0])
  })

  test('接龙: only the line of who sends it', () => {
    const world = polled()
    const lines = [
      { name: '张伟', text: '赞成', choice: { stance: 'for' } },
      { name: '朱明', text: '反对', choice: { stance: 'against' } },
    ] as const
    const list: Reading = { do: 'chain', title: 'P1 装充电桩？', lines }
    world.mused('朱明', '业主群', list)
    world.later(MINUTE).mused('何姐', '业主群', { ...list, lines: [...lines, { name: '何', text: '还没想好' }] })
    expect(world.ballots().map(({ choices }) => choices)).toEqual([[2], [2]])
    expect(tallied(close(world)).counts).toEqual([0, 2, 0])
  })

  test('a neighbour’s own 扣1: her name is said without her telephone, once; named votes count', () => {
    const world = polled()
    world.says('王姐13800138000', '业主群', { from: 'wjie', addressed: false }, { do: 'own-count' })
    const told = world.mused('张伟', '业主群', pick(1))
    expect(answers(told)).toEqual(['counted-apart'])
    expect(texts(told)).not.toContain('13800138000')
    expect(came(world.mused('何姐', '业主群', pick(1)))).toBe('')
    expect(types(world.mused('张伟', '业主群', pick(1, 1)))).toContain('ballot-cast')
    expect(types(world.later(31 * MINUTE).mused('何姐', '业主群', pick(1)))).toContain('ballot-cast')
  })
})

describe('a doubtful word', () => {
  const unsure = (ask: 'for' | 'abstain'): Reading => ({ do: 'vote-unsure', ask })

  test('among staff asks nobody: there is no card', () => {
    expect(came(polled().mused('王强', '工作群', unsure('for')))).toBe('')
  })

  test('is not asked about an option that there is not', () => {
    const world = polled({ options: ['周六', '周日'] })
    expect(answers(world.mused('张伟', '业主群', unsure('abstain')))).toEqual(['either']) // how to choose, once
    for (const ask of ['for', 'abstain'] as const) expect(came(world.mused('张伟', '业主群', unsure(ask)))).toBe('')
  })

  test('of 赞成 and 反对 alone asks for yes or no, and 是 counts', () => {
    const world = polled({ options: ['赞成', '反对'] })
    expect(texts(world.mused('张伟', '业主群', unsure('for')))).toContain('算赞成吗？回“是”或“不是”')
    world.mused('张伟', '业主群', { do: 'yes' })
    expect(world.ballots()).toMatchObject([{ choices: [1] }])
  })
})

test('不投 is no ballot and no abstention, and she may vote all the same', () => {
  const world = settled()
  expect(came(world.mused('张伟', '业主群', { do: 'vote-not' }))).toBe('')
  const polledWorld = polled()
  expect(answers(polledWorld.mused('张伟', '业主群', { do: 'vote-not' }))).toEqual(['not-voting'])
  expect(came(polledWorld.mused('张伟', '业主群', { do: 'vote-not' }))).toBe('')
  polledWorld.mused('张伟', '业主群', pick(1))
  expect(tallied(close(polledWorld))).toMatchObject({ counts: [1, 0, 0], units: 1 })
})
