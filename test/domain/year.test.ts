import { describe, expect, test } from 'vitest'
import { at, type Came, given, heardBy, raise, texts, type World } from './given.ts'
import { calendar, constitution } from './place.ts'

const known = (until: number) => ({ ...calendar, until })
const told = (world: World, came: Came): readonly string[] =>
  came.lines.flatMap(({ text }, i) => (text.includes('放假') ? [`${heardBy(world, came)[i]} ${text.slice(0, 5)}`] : []))

describe('a year whose days off are not known', () => {
  test('is told to the admin in private on 15 December, once', () => {
    const world = given({}, at('2026-12-14 09:00'), known(2026))
    expect(told(world, world.wakes('2026-12-15 08:59'))).toEqual([])
    const came = world.wakes('2026-12-15 09:00')
    expect(told(world, came)).toEqual(['刘书记 2027年'])
    expect(texts(came)).toContain('先按周一到周五上班来算时限')
    for (const later of ['2026-12-15 09:01', '2026-12-16 09:00', '2027-01-01 09:00', '2027-06-01 09:00'])
      expect(told(world, world.wakes(later))).toEqual([])
    expect(told(world, world.wakes('2027-12-15 09:00'))).toEqual(['刘书记 2028年'])
  })

  test('that is known is not told', () => {
    const world = given({}, at('2026-12-14 09:00'), known(2027))
    expect(told(world, world.wakes('2026-12-31 09:00'))).toEqual([])
    expect(told(world, world.wakes('2027-12-15 09:00'))).toEqual(['刘书记 2028年'])
  })

  test('is told once after however long an outage, and of the year that runs', () => {
    const world = given({}, at('2026-12-01 09:00'), known(2026))
    const came = world.wakes('2030-05-05 12:00')
    expect(told(world, came)).toEqual(['刘书记 2030年'])
    expect(told(world, world.wakes('2030-05-05 12:01'))).toEqual([])
  })

  test('is told as soon as a limit reaches into it', () => {
    const slow = constitution.catalogue.categories.map((one) => ({ ...one, limit: { workdays: 30 } }))
    const catalogue = { ...constitution.catalogue, categories: slow }
    const world = given({ catalogue }, at('2026-11-23 09:00'), known(2026))
    const first = world.said('李芳', '业主群', raise())
    expect(told(world, first)).toEqual(['刘书记 2027年'])
    const second = world.said('张伟', '业主群', raise({ place: { building: '9' } }))
    expect(second.facts.some(({ type }) => type === 'case-raised')).toBe(true)
    expect(told(world, second)).toEqual([])
    expect(told(world, world.wakes('2026-12-15 09:00'))).toEqual([])
  })

  test('a limit within what is known says nothing', () => {
    const world = given({}, at('2026-11-23 09:00'), known(2026))
    expect(told(world, world.said('李芳', '业主群', raise()))).toEqual([])
  })
})

describe('what the audit found', () => {
  test('is told to the admin in private: each matter once a day, five by number', () => {
    const world = given()
    const finds = (...matters: readonly string[]) => world.input({ type: 'audited', matters, at: world.now })
    const first = finds('#27', 'P5')
    expect(heardBy(world, first)).toEqual(['刘书记'])
    expect(texts(first)).toMatch(/^#27、P5 没有排上下一步的时间/)
    expect(finds('#27').lines).toEqual([])
    expect(texts(finds('P5', '#28'))).toMatch(/^#28 /)
    world.now = at('2026-11-24 09:00')
    expect(texts(finds('#27'))).toMatch(/^#27 /)
    expect(texts(finds('#1', '#2', '#3', '#4', '#5', '#6'))).toMatch(/^#1、#2、#3、#4、#5等6件 /)
    expect(new Set(world.lines.map(({ key }) => key)).size).toBe(world.lines.length)
  })

  test('goes to every convener where there is no admin', () => {
    const people = constitution.people.map((one) =>
      one.name === '刘书记' ? { ...one, roles: ['convener'] as const } : one,
    )
    const world = given({ people })
    expect(heardBy(world, world.input({ type: 'audited', matters: ['#1'], at: world.now }))).toEqual(['刘书记'])
  })
})
