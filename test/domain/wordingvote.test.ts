import { expect, test } from 'vitest'
import type { Poll } from '../../src/domain/state/matter.ts'
import { myBallot } from '../../src/domain/wording/ballot.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { namePoll, whichPoll } from '../../src/domain/wording/poll.ts'
import { type Asked, either, pollHow, voteHow } from '../../src/domain/wording/talk.ts'
import { at } from './given.ts'

const NOW = at('2026-11-23 09:00')
const many = (size: number, long: number) => Array.from({ length: size }, (_, i) => `${i}`.padEnd(long, '樱'))
const poll = (number: number, more: Partial<Poll>): Poll => ({
  number,
  question: '装'.repeat(60),
  options: ['装', '不装'],
  kind: 'household',
  most: 1,
  secret: false,
  shown: 'after',
  closes: at('2026-12-27 23:30'),
  rooms: ['业主群'],
  opener: 'p1',
  opensAt: NOW,
  electorate: ['1-1-101'],
  roll: 'abcd',
  channels: ['group'],
  rule: 'a3f9',
  stage: 'open',
  ...more,
})
const SHAPES: readonly Partial<Poll>[] = [
  {},
  { question: '种什么树？', options: many(10, 12), most: 10 },
  { options: many(4, 20), most: 4 },
  { question: '种什么树？', options: many(10, 11), secret: true, most: 3 },
  { kind: 'owners', options: many(4, 20) },
  { kind: 'delegates', list: '第三居民小组代表' },
  { kind: 'straw', question: '种什么树？', options: many(10, 8) },
]
const WHERE = [true, false].flatMap((aloud) =>
  [true, false].flatMap((alone) =>
    [true, false].flatMap((friend) => [true, false].map((listed) => ({ aloud, alone, friend, listed }))),
  ),
)

test.each(SHAPES.map((shape, i) => [i, shape] as const))('how to vote fits a line of ours: %i', (_, shape) => {
  for (const where of WHERE) {
    const asked: Asked = { poll: poll(128, shape), ...where }
    const text = voteHow([asked], NOW)
    expect(fits(text), text).toBe(true)
    expect(text).toContain('P128')
    expect(text).toContain('12月27日（周日）晚上11点半截止')
    expect(text).not.toMatch(/undefined|NaN/)
  }
  expect(fits(either(poll(128, shape)))).toBe(true)
})

test('of several polls, however long they are', () => {
  for (let count = 2; count <= 9; count++) {
    const all = SHAPES.concat(SHAPES).slice(0, count)
    const text = voteHow(
      all.map((shape, i) => ({ poll: poll(120 + i, shape), aloud: true, alone: false, friend: false, listed: true })),
      NOW,
    )
    expect(fits(text), text).toBe(true)
    expect(text).toContain(`在投${count}个`)
    expect(text).toContain('P120 ')
    expect(text).toContain('P121 ')
  }
})

test('what is told of a secret poll in a group leads out of it', () => {
  const asked: Asked = { poll: poll(5, { secret: true }), aloud: true, alone: true, friend: false, listed: true }
  expect(voteHow([asked], NOW)).toContain('加我好友')
  expect(voteHow([asked], NOW)).toContain('代投')
  expect(voteHow([{ ...asked, friend: true }], NOW)).not.toContain('加我好友')
  expect(voteHow([{ ...asked, aloud: false }], NOW)).not.toContain('群里')
})

test('who is not on the roll is told who is', () => {
  const asked: Asked = { poll: poll(5, { kind: 'owners' }), aloud: true, alone: true, friend: true, listed: false }
  expect(voteHow([asked], NOW)).toContain('业主投')
  expect(voteHow([asked], NOW)).toContain('名册上没有您')
})

test('how to open one: by the conveners, else through them', () => {
  expect(pollHow(false, true)).not.toContain('召集人')
  expect(pollHow(true, false)).toContain('我转给召集人')
  expect(pollHow(true, false)).toContain('现在没有正在进行的表决')
  for (const none of [true, false]) for (const who of [true, false]) expect(fits(pollHow(none, who))).toBe(true)
})

test('the question which poll is meant lists up to ten, within a line of ours', () => {
  for (let count = 2; count <= 12; count++) {
    const all = Array.from({ length: count }, (_, i) => poll(120 + i, SHAPES[i % SHAPES.length] ?? {}))
    for (const text of [whichPoll(all), namePoll(all)]) {
      expect(fits(text), text).toBe(true)
      for (const { number } of all.slice(0, 10)) expect(text).toContain(`P${number} `)
      if (count > 10) expect(text).toContain(`还有${count - 10}个`)
    }
  }
})

test('of two dwellings: what both chose is told once', () => {
  const how = { alone: true, aloud: false, friend: true }
  const told = (ballots: readonly (readonly number[])[]) =>
    myBallot(poll(1, { options: ['赞成', '反对'] }), { ballots, voted: true, aloud: false }, how)
  expect(told([[1], [1]])).toBe('P1 您投的是：两户都是1赞成')
  expect(told([[1], [2]])).toBe('P1 您投的是：两户不一样，1赞成；2反对')
  expect(told([[2]])).toBe('P1 您投的是：2反对')
})
