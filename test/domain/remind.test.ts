import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import { pick, words } from './ballot.ts'
import { polled, settled } from './estate.ts'
import { at, heardBy, type World } from './given.ts'

const opened = (local: string, until: string): World => {
  const world = settled()
  world.now = at(local)
  world.said('刘书记', '工作群', words({ closes: at(until) }))
  world.said('刘书记', '工作群', { do: 'post-poll' })
  return world
}
/** What is said of it beat by beat, each minute or at these times only: 「11-25 13:30 过半」. */
const told = (world: World, times?: readonly string[]): readonly string[] => {
  const { closes } = world.poll()
  const from = world.now
  const beats =
    times?.map(at) ?? Array.from({ length: (closes - from) / (10 * MINUTE) }, (_, i) => from + i * 10 * MINUTE)
  for (const now of beats) {
    world.now = now
    world.beats()
  }
  const said = world.lines.filter(
    ({ text, to, notBefore }) => 'room' in to && notBefore < closes && /时间过了一半|快截止了/.test(text),
  )
  return [
    ...new Set(
      said.map(({ notBefore, text }) => `${local(notBefore)} ${text.includes('时间过了一半') ? '过半' : '快截止'}`),
    ),
  ]
}
const local = (t: number): string => new Date(t + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' ')

describe('the groups are reminded', () => {
  test.each([
    [
      'at half its time and two hours before its close',
      '2026-11-23 10:00',
      '2026-11-27 18:00',
      ['11-25 14:00 过半', '11-27 16:00 快截止'],
    ],
    ['before its close only, of a day', '2026-11-23 10:00', '2026-11-23 20:00', ['11-23 18:00 快截止']],
    ['never, of an afternoon', '2026-11-23 14:00', '2026-11-23 18:00', []],
    [
      'in the morning, where half its time falls into the night',
      '2026-11-23 18:00',
      '2026-11-25 10:00',
      ['11-24 14:00 过半', '11-25 08:00 快截止'],
    ],
    [
      'at nine, where half its time falls into a night or an early morning',
      '2026-11-27 20:00',
      '2026-11-30 20:00',
      ['11-29 09:00 过半', '11-30 18:00 快截止'],
    ],
    ['once, of 27 hours', '2026-11-23 09:00', '2026-11-24 12:00', ['11-24 10:00 快截止']],
    ['once, where the last follows within four hours', '2026-11-23 09:00', '2026-11-24 15:00', ['11-24 13:00 快截止']],
    ['once, where both fall into one night', '2026-11-23 09:00', '2026-11-24 08:30', ['11-24 07:00 快截止']],
    [
      'once, where half and last fall into one night',
      '2026-11-22 20:00',
      '2026-11-24 08:30',
      ['11-23 14:20 过半', '11-24 07:00 快截止'],
    ],
    ['before the night, where it closes in it', '2026-11-23 09:00', '2026-11-24 06:00', ['11-23 21:30 快截止']],
  ])('%s', (_, from, until, expected) => {
    expect(told(opened(from, until))).toEqual(expected)
  })

  test.each([
    [
      'late, where an outage lay over its time',
      ['2026-11-25 20:00', '2026-11-27 16:30'],
      ['11-25 20:00 过半', '11-27 16:30 快截止'],
    ],
    ['of the last only, where it lay over both', ['2026-11-27 16:30'], ['11-27 16:30 快截止']],
    ['not at all, where it lay over the close', ['2026-11-27 18:10'], []],
  ])('%s', (_, beats, expected) => {
    expect(told(opened('2026-11-23 10:00', '2026-11-27 18:00'), beats)).toEqual(expected)
  })
})

describe('people are reminded in private', () => {
  const reminded = (world: World) =>
    heardBy(world, world.wakes('2026-11-27 16:00')).filter((name) => !name.includes('群'))

  test('who have not voted, once; not who did, who declined, or who is no friend', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.mused('何姐', '业主群', { do: 'vote-not' })
    world.said('赵姐', undefined, { do: 'hand-in', household: '1-1-101', choice: { numbers: [1] }, how: 'door' })
    world.wakes('2026-11-27 15:59')
    expect(reminded(world)).toEqual(['朱明'])
    expect(reminded(world)).toEqual([])
  })

  test('of owners who have a vote: no tenant, no co-owner whom the roll names not', () => {
    expect(reminded(polled({ kind: 'owners' }))).toEqual(['李父', '张伟', '张妻', '朱明'])
  })

  test('of delegates the listed, of a straw poll nobody', () => {
    expect(reminded(polled({ kind: 'delegates', list: '党员' }))).toEqual(['何姐'])
    expect(reminded(polled({ kind: 'straw' }))).toEqual([])
  })

  test('a dwelling of two that has voted only for one of them is reminded of the other', () => {
    const world = polled()
    world.said('赵姐', undefined, { do: 'hand-in', household: '1-1-201', choice: { numbers: [1] }, how: 'door' })
    for (const name of ['张伟', '何姐', '李芳']) world.mused(name, '业主群', pick(1))
    expect(reminded(world)).toEqual(['朱明'])
  })
})

test('what is reminded of is dropped once it is over', () => {
  const world = opened('2026-11-23 10:00', '2026-11-27 18:00')
  world.wakes('2026-11-27 16:00')
  const lines = world.lines.filter(({ text }) => /快截止了|您家还没投/.test(text))
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line).toMatchObject({ while: { poll: 1 }, until: world.poll().closes })
})
