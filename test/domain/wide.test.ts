import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import { at, given, raise, texts, trouble, types, type World } from './given.ts'
import { constitution } from './place.ts'

const limits = { limit: { hours: 24 }, urgentLimit: { hours: 4 }, tier: 'public', handling: 'agent' } as const
const power = { name: '供电', words: ['停电'], ...limits, helpline: '95598' } as const
const is: Partial<Constitution> = {
  catalogue: {
    ...constitution.catalogue,
    categories: [
      {
        ...power,
        kinds: [
          { name: '停电', words: ['停电'], wide: true },
          { name: '电表', words: ['电表'] },
        ],
      },
      ...constitution.catalogue.categories,
    ],
  },
}
const off = (more: Parameters<typeof trouble>[0] = {}) => {
  const { place: _, ...words } = trouble({ text: '停电了', title: '停电了', category: '供电', kind: '停电' })
  return { ...words, ...more }
}
const told: Reading = { do: 'trouble', trouble: off() }
const also = (building?: string): Reading => ({
  do: 'support',
  how: 'plain',
  ...(building === undefined ? {} : { place: { building } }),
})

const NIGHT = at('2026-11-23 23:10')
function dark(now = NIGHT): World {
  const world = given(is, now)
  world.said('李芳', '业主群', { do: 'raise', trouble: off() })
  return world
}
const inRoom = (world: World, from: number) =>
  world.lines.slice(from).filter(({ to }) => 'room' in to && to.room === '业主群')

describe('what many have at once', () => {
  test('forty voices of a night are one case and one line', () => {
    const world = dark()
    const from = world.lines.length
    for (let i = 0; i < 39; i++)
      world.mused(
        `邻居${i}`,
        '业主群',
        [told, also('4'), also('5'), { do: 'reopen', text: '又停了' } as const][i % 4] ?? told,
      )
    world.later(61_000).beats()
    expect(inRoom(world, from).map(({ text }) => text)).toEqual([
      '#1 已记：3、4、5栋都停，已叫物业工程部；供电95598'.replace('物业工程部', world.case().post ?? ''),
    ])
    expect(world.case().supporters).toHaveLength(39)
    expect([...world.c.all('case')]).toHaveLength(1)
  })

  test('after it at most one in half an hour, and only where somebody spoke', () => {
    const world = dark()
    for (let i = 0; i < 9; i++) world.mused(`邻居${i}`, '业主群', also('4'))
    world.later(61_000).beats()
    const from = world.lines.length
    for (let minute = 1; minute < 29; minute++) {
      world.mused(`又一家${minute}`, '业主群', also(`${minute % 7}`))
      world.later(MINUTE).beats()
    }
    expect(inRoom(world, from)).toEqual([])
    world.later(3 * MINUTE).beats()
    expect(inRoom(world, from)).toHaveLength(1)
    world.later(120 * MINUTE).beats()
    expect(inRoom(world, from)).toHaveLength(1)
  })

  test('those who are to mend it are called at once, once', () => {
    const world = dark()
    for (let i = 0; i < 6; i++) world.mused(`邻居${i}`, '业主群', told)
    world.later(61_000).beats()
    for (let i = 0; i < 6; i++) world.mused(`又一家${i}`, '业主群', told)
    world.later(31 * MINUTE).beats()
    const calls = world.lines.filter(({ key }) => key.endsWith('/staff'))
    expect(calls.map(({ urgent, to }) => [urgent, to])).toEqual([[true, { room: '工作群' }]])
  })

  test('by day the first is told at once, and few by name', () => {
    const world = dark(at('2026-11-23 15:00'))
    expect(texts(world.mused('张伟', '业主群', also()))).toContain('共2户')
    expect(texts(world.mused('朱明', '业主群', also()))).toBe('')
    expect(texts(world.later(61_000).beats())).toContain('又记下：朱明')
  })

  test('each household once', () => {
    const world = dark()
    world.mused('李父', '业主群', told)
    world.mused('张伟', '业主群', told)
    world.mused('张伟', '业主群', also())
    expect(world.case().supporters).toHaveLength(1)
  })

  test('another kind of the same category is asked about as ever', () => {
    const world = dark()
    expect(types(world.mused('张伟', '业主群', { do: 'trouble', trouble: off({ kind: '电表' }) }))).toContain('asked')
  })

  test('told to the bot from another building within half an hour it is asked about, and joins on a yes', () => {
    const elsewhere = (building: string): Reading => ({ do: 'raise', trouble: off({ place: { building } }) })
    const world = given(is, at('2026-11-23 15:00'))
    world.said('李芳', '业主群', elsewhere('3'))
    world.later(4 * MINUTE)
    expect(types(world.said('张伟', '业主群', elsewhere('2')))).toContain('asked')
    world.said('张伟', '业主群', { do: 'yes' })
    expect(world.case().supporters.map(({ place }) => place)).toEqual([{ building: '2' }])
    world.said('朱明', '业主群', elsewhere('5'))
    world.said('朱明', '业主群', { do: 'no' })
    expect([...world.c.all('case')]).toHaveLength(2)
    world.later(31 * MINUTE)
    expect(types(world.said('吴老师', '业主群', elsewhere('7')))).toContain('case-raised')
  })

  test('a voice to the bot is answered', () => {
    const world = dark()
    for (let i = 0; i < 9; i++) world.mused(`邻居${i}`, '业主群', also('4'))
    world.later(61_000).beats()
    expect(texts(world.said('吴老师', '业主群', also('6')))).toContain('共11户')
  })

  test('「又停了」 where nothing is off means nothing', () => {
    expect(types(given(is).mused('张伟', '业主群', { do: 'reopen', text: '又停了' }))).toEqual([])
  })

  test('a lift that is stuck does not spread', () => {
    const world = given(is)
    world.said('李芳', '业主群', raise())
    expect(
      types(world.mused('张伟', '业主群', { do: 'trouble', trouble: trouble({ place: { building: '5' } }) })),
    ).toContain('asked')
  })
})

describe('before its author has answered', () => {
  test('voices wait with it, and count when she says yes', () => {
    const world = given(is)
    world.mused('李芳', '业主群', told)
    expect(types(world.mused('张伟', '业主群', told))).toEqual(['draft-changed'])
    expect(types(world.mused('朱明', '业主群', also('5')))).toEqual(['draft-changed'])
    expect([...world.c.all('case')]).toEqual([])
    world.mused('李芳', '业主群', { do: 'report' })
    expect(world.case().supporters.map(({ person }) => person)).toEqual([
      world.person('张伟').key,
      world.person('朱明').key,
    ])
  })

  test('one of them may say it instead: then it is hers, and the author supports it', () => {
    const world = given(is)
    world.mused('李芳', '业主群', told)
    world.mused('张伟', '业主群', told)
    world.mused('张伟', '业主群', { do: 'report' })
    expect(world.case()).toMatchObject({ reporter: world.person('张伟').key, supporters: [] })
    world.mused('李芳', '业主群', { do: 'report' })
    expect(world.case().supporters).toHaveLength(1)
  })

  test('nobody says it: nothing is filed', () => {
    const world = given(is)
    world.mused('李芳', '业主群', told)
    world.mused('张伟', '业主群', told)
    world.later(31 * MINUTE).beats()
    expect(types(world.mused('张伟', '业主群', { do: 'report' }))).toEqual([])
    expect([...world.c.all('case')]).toEqual([])
  })
})
