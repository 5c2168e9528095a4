import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came } from './command.ts'
import { answers, given, heardBy, raise, texts, types, World } from './given.ts'
import { constitution } from './place.ts'

const started = (): World => {
  const world = new World(constitution, Date.parse('2026-11-23T09:00:00+08:00'))
  world.opens()
  return world
}

describe('a room of the file is bound at first sight', () => {
  test.each<[string, string, readonly string[], number, readonly string[]]>([
    ['the only one of its topic, a convener in it', '业主群', ['li', 'liu'], 1, ['room-bound']],
    ['no convener in it', '业主群', ['li', 'wang', 'chen'], 1, []],
    ['two of its topic', '业主群', ['li', 'liu'], 2, []],
    ['not of the file', '团购群', ['li', 'liu'], 1, []],
    ['nobody in it', '业主群', [], 1, []],
  ])('%s', (_, topic, members, namesakes, facts) => {
    expect(types(started().sees(topic, members, { namesakes }))).toEqual(facts)
  })

  test('it introduces itself once, in six lines', () => {
    const world = started()
    const bound = world.sees('业主群', ['li', 'liu'])
    expect(texts(bound).split('\n')).toHaveLength(6)
    expect(texts(world.sees('业主群', ['li', 'liu', 'zhang']))).toBe('')
  })

  test('one who calls herself 刘书记 is no convener', () => {
    const world = started()
    const room = { id: 'r', topic: '业主群', namesakes: 1, at: world.now }
    const members = [{ contact: 'impostor', name: '刘书记', friend: true }]
    expect(types(world.input({ type: 'room-seen', room: { ...room, members } }))).toEqual([])
  })

  test('renamed it stays bound, and its members are as the account sees them', () => {
    const world = given()
    world.sees('幸福里大家庭', ['li', 'liu'], { id: '业主群' })
    expect(world.room()).toMatchObject({ topic: '幸福里大家庭', kind: 'residents', members: ['li', 'liu'] })
  })

  test('whom one can write to is learnt from it', () => {
    const world = given()
    const room = { id: '业主群', topic: '业主群', namesakes: 1, at: world.now }
    world.input({ type: 'room-seen', room: { ...room, members: [{ contact: 'li', name: '李芳', friend: false }] } })
    expect(world.person('李芳').friend).toBe(false)
  })

  test('lost it is known no less, and left until it is seen again', () => {
    const world = given()
    expect(types(world.input({ type: 'room-lost', room: '二期群', at: world.now }))).toEqual(['room-lost'])
    expect(types(world.input({ type: 'room-lost', room: '二期群', at: world.now }))).toEqual([])
    expect(world.c.get('room', '二期群')?.left).toBe(true)
    world.sees('二期群', ['li'])
    expect(world.c.get('room', '二期群')?.left).toBeUndefined()
  })
})

describe('a room that is not bound', () => {
  const everything: readonly Reading[] = [
    raise(),
    raise({ danger: '困人' }),
    { do: 'help' },
    { do: 'mine' },
    { do: 'todo' },
    { do: 'vote', choice: { numbers: [1] }, how: 'plain', reason: '' },
    { do: 'code', code: 'x' },
    { do: 'deaf', on: true },
    { do: 'unclear' },
  ]
  test.each(everything)('is silent: %o', (reading) => {
    const world = given()
    for (const name of ['李芳', '刘书记'])
      expect(came(world.says(name, '业主群', { room: 'elsewhere' }, reading))).toBe('')
    expect(came(world.says('李芳', '业主群', { room: 'elsewhere', kind: 'image', addressed: false }))).toBe('')
  })

  const bind: Reading = { do: 'bind-room' }
  test.each([
    ['刘书记', '业主群', 'room-bound'],
    ['刘书记', '团购群', ''],
    ['陈监委', '业主群', ''],
    ['王强', '业主群', ''],
    ['李芳', '业主群', ''],
    ['路人', '业主群', ''],
  ])('绑定 by %s in %s: %s', (name, topic, expected) => {
    expect(came(given().says(name, topic, { room: 'second' }, bind))).toBe(expected)
  })

  test('绑定 where it is already', () => {
    expect(came(given().said('刘书记', '业主群', bind))).toBe('bound-already')
    expect(came(given().said('李芳', '业主群', bind))).toBe('')
  })

  test('绑定 by an admin who left the file', () => {
    const world = given()
    world.opens({ ...constitution, people: constitution.people.filter(({ name }) => name !== '刘书记') })
    expect(came(world.says('刘书记', '业主群', { room: 'second' }, bind))).toBe('')
  })
})

describe('安静', () => {
  test('by a convener, until next morning or as long as she says, a week at the most', () => {
    const world = given()
    expect(answers(world.said('刘书记', '业主群', { do: 'hush' }))).toEqual(['hushed'])
    expect(world.room().hushedUntil).toBe(Date.parse('2026-11-24T07:00:00+08:00'))
    world.said('刘书记', '业主群', { do: 'hush', minutes: 120 })
    expect(world.room().hushedUntil).toBe(world.now + 2 * 3_600_000)
    world.said('刘书记', '业主群', { do: 'hush', minutes: 1_000_000 })
    expect(world.room().hushedUntil).toBe(world.now + 7 * 86_400_000)
    world.said('刘书记', '业主群', { do: 'resume' })
    expect(world.room().hushedUntil).toBeUndefined()
  })

  test('a resident’s wish goes to the conveners', () => {
    const world = given()
    const wish = world.said('李芳', '业主群', { do: 'hush' })
    expect(answers(wish)).toEqual(['quiet-passed-on', 'told-conveners'])
    expect(heardBy(world, wish)).toEqual(['业主群', '工作群'])
    expect(answers(world.mused('李芳', '业主群', { do: 'hush' }))).toEqual([])
    expect(world.room().hushedUntil).toBeUndefined()
  })

  test('meanwhile nobody is asked', () => {
    const world = given()
    world.said('刘书记', '业主群', { do: 'hush' })
    const noticed: Reading = { ...raise({ sure: 0.7 }), do: 'trouble' } as Reading
    expect(types(world.mused('李芳', '业主群', noticed))).toEqual([])
  })
})
