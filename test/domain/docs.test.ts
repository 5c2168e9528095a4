import { describe, expect, test } from 'vitest'
import { Changed } from '../../src/domain/docs.ts'
import { given, raise, type World } from './given.ts'

/** #1, #2 and #3 in three places. */
function three(): World {
  const world = given()
  for (const building of ['1', '3', '5']) world.said('李芳', '业主群', raise({ place: { building } }))
  return world
}
const numbers = (changed: Changed): readonly number[] => [...changed.all('case')].map(({ number }) => number)

describe('changes laid over a community', () => {
  test('what was changed keeps its place, what is new comes last, what was dropped is gone', () => {
    const world = three()
    const changed = new Changed(world.c)
    changed.put([{ kind: 'case', key: '2', doc: { ...world.case(2), urgent: true } }])
    changed.put([{ kind: 'case', key: '4', doc: { ...world.case(2), number: 4 } }])
    changed.put([{ kind: 'case', key: '1' }])
    expect(numbers(changed)).toEqual([2, 3, 4])
    expect(changed.get('case', 2)?.urgent).toBe(true)
    expect(changed.get('case', 1)).toBeUndefined()
  })

  test('again over changes: the same', () => {
    const world = three()
    const below = new Changed(world.c)
    below.put([{ kind: 'case', key: '4', doc: { ...world.case(2), number: 4 } }])
    const above = new Changed(below)
    above.put([{ kind: 'case', key: '4', doc: { ...world.case(2), number: 4, urgent: true } }])
    above.put([{ kind: 'case', key: '1', doc: world.case(1) }])
    expect(numbers(above)).toEqual([1, 2, 3, 4])
    expect(numbers(below)).toEqual([1, 2, 3, 4])
    expect(below.get('case', 4)?.urgent).toBe(false)
  })

  test('given up they leave nothing', () => {
    const world = three()
    new Changed(world.c).put([{ kind: 'case', key: '1' }])
    expect(world.case(1).number).toBe(1)
  })

  test('a contact is found by her changed document', () => {
    const world = given()
    const { contact: _, ...unbound } = world.person('李芳')
    const changed = new Changed(world.c)
    changed.put([{ kind: 'person', key: unbound.key, doc: unbound }])
    expect(changed.byContact('li')).toBeUndefined()
    changed.put([{ kind: 'person', key: unbound.key, doc: { ...unbound, contact: 'li-2' } }])
    expect(changed.byContact('li-2')?.name).toBe('李芳')
    expect(world.c.byContact('li')?.name).toBe('李芳')
  })
})
