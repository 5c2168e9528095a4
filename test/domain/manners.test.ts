import { describe, expect, test } from 'vitest'
import { DAY, type Instant, MINUTE } from '../../src/domain/calendar.ts'
import { hold } from '../../src/domain/say/manners.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { Settings } from '../../src/domain/state/constitution.ts'
import { at, given, inHand, raise, type World, withCase } from './given.ts'
import { settings as usual } from './place.ts'

const settings = (perDay: number): Settings => ({ ...usual, perDay })
const line = (more: Partial<Line> = {}): Line => ({
  key: 'k',
  to: { room: '业主群' },
  text: '',
  mention: [],
  notBefore: 0,
  until: 0,
  urgent: false,
  asked: false,
  ...more,
})
/** When a line that is stored now may be said. */
const free = (world: World, more: Partial<Line> = {}): Instant =>
  hold(world.c, [line({ notBefore: world.now, until: world.now, ...more })], world.now).lines[0]?.notBefore ?? 0

const NIGHT = at('2026-11-23 23:30')
const MORNING = at('2026-11-24 07:00')

describe('quiet hours', () => {
  test.each<[string, Partial<Line>, Instant]>([
    ['what nobody asked for waits', {}, MORNING],
    ['so it does in the staff room', { to: { room: '工作群' } }, MORNING],
    ['and privately', { to: { person: 'p1' } }, MORNING],
    ['an answer does not', { asked: true }, NIGHT],
    ['nor what is urgent', { urgent: true }, NIGHT],
  ])('%s', (_, more, expected) => {
    expect(free(given({}, NIGHT), more)).toBe(expected)
  })

  test('what waits stays worth saying when it may be said', () => {
    const [held] = hold(given({}, NIGHT).c, [line({ until: NIGHT + MINUTE })], NIGHT).lines
    expect(held?.until).toBeGreaterThan(held?.notBefore ?? 0)
  })

  test('a trouble at night is answered at once, its handler called in the morning', () => {
    const world = given({}, NIGHT)
    expect(world.said('李芳', '业主群', raise()).lines.map(({ notBefore }) => notBefore)).toEqual([NIGHT, MORNING])
  })

  test('an urgent one calls at once', () => {
    const world = given({}, NIGHT)
    const { lines } = world.said('李芳', '业主群', raise({ urgent: true }))
    expect(lines.map(({ notBefore }) => notBefore)).toEqual([NIGHT, NIGHT])
  })

  test('no reminder of a case without danger at night', () => {
    const world = inHand()
    world.now = at('2026-11-24 23:00')
    for (const { notBefore } of world.beats().lines) expect(notBefore).toBe(at('2026-11-25 07:00'))
  })

  test('a danger reminds at any hour', () => {
    const world = withCase({ danger: '困人' })
    world.now = at('2026-11-24 02:00')
    const calls = world.beats().lines.filter(({ to }) => 'room' in to && to.room === '工作群')
    expect(calls.map(({ notBefore }) => notBefore)).toEqual([world.now])
  })
})

describe('安静', () => {
  test('holds what nobody asked for in that room', () => {
    const world = given()
    world.said('刘书记', '业主群', { do: 'hush', minutes: 90 })
    expect(free(world)).toBe(world.now + 90 * MINUTE)
    expect(free(world, { to: { room: '二期群' } })).toBe(world.now)
    expect(free(world, { asked: true })).toBe(world.now)
    expect(free(world, { urgent: true })).toBe(world.now)
  })

  test('that ends at night holds till the morning', () => {
    const world = given({}, at('2026-11-23 21:00'))
    world.said('刘书记', '业主群', { do: 'hush', minutes: 120 })
    expect(free(world)).toBe(MORNING)
  })
})

describe('the cap of a room', () => {
  /** So many lines that nobody asked for, one after the other; the days on which they may be said. */
  function flood(world: World, count: number): readonly string[] {
    return Array.from({ length: count }, () => {
      const { lines, facts } = hold(world.c, [line({ notBefore: world.now, until: world.now })], world.now)
      for (const fact of facts)
        if (fact.type === 'lines-counted') {
          const { room, day, count: unasked } = fact
          const known = world.room(room)
          world.sets({ kind: 'room', key: room, doc: { ...known, unasked: { day, count: unasked } } })
        }
      return new Date((lines[0]?.notBefore ?? 0) + 8 * 3_600_000).toISOString().slice(8, 16)
    })
  }

  test('what is over it waits for the next morning, and the one after', () => {
    const world = given({ settings: settings(2) }, at('2026-11-23 12:00'))
    expect(flood(world, 6)).toEqual(['23T12:00', '23T12:00', '24T07:00', '24T07:00', '25T07:00', '25T07:00'])
  })

  test('what was put off counts on the day that it is said', () => {
    const world = given({ settings: settings(2) }, at('2026-11-23 12:00'))
    flood(world, 3)
    world.now = at('2026-11-24 12:00')
    expect(flood(world, 2)).toEqual(['24T12:00', '25T07:00'])
    world.now = at('2026-11-28 12:00')
    expect(flood(world, 3)).toEqual(['28T12:00', '28T12:00', '29T07:00'])
  })

  test('several of one turn count together, answers and urgent ones never', () => {
    const world = given({ settings: settings(1) }, at('2026-11-23 12:00'))
    const all = [line(), line({ asked: true }), line({ urgent: true }), line()]
    expect(hold(world.c, all, world.now).lines.map(({ notBefore }) => notBefore)).toEqual([
      world.now,
      0,
      0,
      at('2026-11-24 07:00'),
    ])
  })

  test('each room has its own', () => {
    const world = given({ settings: settings(1) }, at('2026-11-23 12:00'))
    const both = hold(world.c, [line(), line({ to: { room: '二期群' } })], world.now)
    expect(both.lines.map(({ notBefore }) => notBefore)).toEqual([world.now, world.now])
  })

  test('no day of a busy week goes beyond it', () => {
    const world = given({ settings: settings(3) }, at('2026-11-23 08:00'))
    const days = Array.from({ length: 40 }, (_, i) => {
      world.now = at('2026-11-23 08:00') + Math.floor(i / 8) * DAY
      return flood(world, 1)[0]?.slice(0, 2)
    })
    for (const day of new Set(days)) expect(days.filter((one) => one === day).length).toBeLessThanOrEqual(3)
  })
})
