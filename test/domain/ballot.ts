import { CLOSE_GRACE } from '../../src/domain/due.ts'
import type { Choice, PollWords, Reading } from '../../src/domain/heard/reading.ts'
import { at, given, type World } from './given.ts'

export const closes = at('2026-11-27 18:00')
export const words = (more: Partial<PollWords> = {}): Reading => ({
  do: 'open-poll',
  poll: { question: '2号门装充电桩？', options: [], closes, ...more },
})
export const pick = (choice: number | Choice, poll?: number, reason = ''): Reading => ({
  do: 'vote',
  choice: typeof choice === 'number' ? { numbers: [choice] } : choice,
  how: 'plain',
  reason,
  ...(poll === undefined ? {} : { poll }),
})

/** P1 as 刘书记 posted it. */
export function open(more: Partial<PollWords> = {}): World {
  const world = given()
  world.said('刘书记', '业主群', words(more))
  world.said('刘书记', '业主群', { do: 'post-poll' })
  return world
}
/** [赞成, 反对, 弃权] of P1 as it stands, those apart after them. */
export function standing(world: World): readonly (readonly number[])[] {
  const { counts, apart } = tallied(world)
  return [counts, apart]
}
export const tallied = (world: World) => {
  const found = world.poll().result
  if (!found) throw new Error('it is not closed')
  return found
}
export const close = (world: World): World => {
  world.now = closes + CLOSE_GRACE
  world.beats()
  return world
}
