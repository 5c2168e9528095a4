import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { pick } from './ballot.ts'
import { came } from './command.ts'
import { polled } from './estate.ts'
import { texts } from './given.ts'

const UNDO: Reading = { do: 'undo' }

describe('刚才那个不算 means what was done last', () => {
  const handIn: Reading = { do: 'hand-in', poll: 1, household: '1-1-301', choice: { numbers: [2] }, how: 'phone' }
  const AFTER: readonly (readonly [string, string, Reading])[] = [
    ['赵姐', 'a hand-in', handIn],
    ['刘书记', 'doubt', { do: 'set-aside', poll: 1, household: '1-1-301', reason: '不是本人' }],
    ['刘书记', 'a request to void', { do: 'void-poll', poll: 1, reason: '写错了' }],
    ['李芳', 'no wish to vote', { do: 'vote-not', poll: 1 }],
    ['李芳', 'an option that there is not', pick(9, 1)],
  ]
  test.each(AFTER)('%s, after %s: the ballot before it stays', (name, _, reading) => {
    const world = polled()
    world.said('何姐', '业主群', pick(1, 1)) // others have voted
    world.said(name, '业主群', pick(1, 1))
    const before = world.ballots().length
    world.said(name, '业主群', reading)
    expect(came(world.said(name, '业主群', UNDO))).toBe('nothing-to-undo')
    expect(world.ballots().length).toBeGreaterThanOrEqual(before)
  })

  test('the same ballot again changes nothing of it', () => {
    const world = polled()
    for (let i = 0; i < 2; i++) world.said('李芳', '业主群', pick(1, 1))
    expect(came(world.said('李芳', '业主群', UNDO))).toContain('ballot-taken-back')
    expect(world.ballots()).toEqual([])
  })

  test('votes of one message are undone together', () => {
    const world = polled()
    world.said('刘书记', '工作群', { do: 'open-poll', poll: { question: '换门禁吗', options: [] } })
    world.said('刘书记', '工作群', { do: 'post-poll' })
    world.said('李芳', '业主群', pick(1, 1), pick(2, 2))
    expect(world.ballots()).toHaveLength(2)
    world.said('李芳', '业主群', UNDO)
    expect(world.ballots()).toEqual([])
  })

  test('a ballot taken back within the minute gets no receipt with those of the minute', () => {
    const world = polled()
    world.said('何姐', '业主群', pick(1, 1))
    for (const name of ['李芳', '张伟']) world.said(name, '业主群', pick(1, 1))
    world.said('张伟', '业主群', UNDO)
    const told = texts(world.later(MINUTE).beats())
    expect(told).toContain('李芳')
    expect(told).not.toContain('张伟')
  })
})
