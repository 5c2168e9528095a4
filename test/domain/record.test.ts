import { expect, test } from 'vitest'
import { HOUR } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import type { PollWords } from '../../src/domain/heard/reading.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import { closes, pick } from './ballot.ts'
import { polled } from './estate.ts'
import type { World } from './given.ts'

const over = (more: Partial<PollWords> = {}): World => {
  const world = polled(more)
  const private_ = { friend: true }
  world.says('张伟', undefined, private_, pick(1, 1))
  world.says('朱明', undefined, private_, pick(2, 1))
  world.says('何姐', undefined, private_, pick(2, 1))
  world.said('秦主任', '工作群', {
    do: 'extend-poll',
    poll: 1,
    closes: closes + HOUR,
    reason: '李芳打13800138000说没看到',
  })
  world.said('秦主任', '工作群', { do: 'set-aside', poll: 1, household: '1-1-201', reason: '不是本人投的' })
  world.now = closes + HOUR + CLOSE_GRACE
  world.beats()
  return world
}
const record = (world: World): string => JSON.stringify(paperOf(world.c, { card: 'record', poll: 1 }, world.facts))

test('the record tells who changed the poll, when and why', () => {
  const told = record(over())
  expect(told).toContain('"刘书记","开始投票，说好2026年11月27日（周五）下午6点截止"')
  expect(told).toMatch(/"秦主任","截止延到2026年11月27日（周五）晚上7点：李芳打/)
  expect(told).toContain('"秦主任","1-1-201的票存疑另列：不是本人投的"')
  expect(told).toContain('"小议","截止，报了结果"')
  expect(told).not.toContain('13800138000')
})

test('that of a secret poll, which everybody gets, names no resident and no door', () => {
  const told = record(over({ secret: true }))
  expect(told).toContain('"业委会","截止延到')
  expect(told).not.toMatch(/李芳|张伟|朱明|何姐|秦主任|1-1-|13800138000/)
})
