import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, isQuiet, MINUTE } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import { closes, open, pick, words } from './ballot.ts'
import { came } from './command.ts'
import { answers, at, type Came, given, heardBy, texts, types, type World } from './given.ts'

/** The account is back after a time without hearing that ends now. */
const backAfter = (world: World, ms: number): Came =>
  world.input({ type: 'missed', gap: { from: world.now - ms, to: world.now }, at: world.now })
const backAt = (world: World, from: string, to: string): Came => {
  world.now = at(to)
  return world.input({ type: 'missed', gap: { from: at(from), to: at(to) }, at: world.now })
}

describe('a time in which nothing could be heard', () => {
  test.each<[number, readonly string[]]>([
    [2 * MINUTE - 1, []],
    [2 * MINUTE, ['工作群']],
    [30 * MINUTE - 1, ['工作群']],
    [30 * MINUTE, ['业主群', '二期群', '工作群']],
  ])('of %i ms is told to %j', (ms, rooms) => {
    const world = given()
    world.later(3 * HOUR)
    backAfter(world, ms)
    expect(heardBy(world, world.beats())).toEqual(rooms)
    expect(types(world.beats())).toEqual([])
  })

  test('at night waits for the morning, and is named with its days', () => {
    const world = given()
    backAt(world, '2026-11-23 22:30', '2026-11-23 23:10')
    expect(types(world.beats())).toEqual([])
    backAt(world, '2026-11-24 02:10', '2026-11-24 07:45')
    const told = world.beats()
    expect(types(told)).toEqual(['gaps-told'])
    expect(told.lines[0]?.text).toBe('11月23日22:30–23:10、02:10–07:45 的消息可能没收到，请重发')
  })

  test('again and again is told once in half an hour', () => {
    const world = given()
    let lines = 0
    for (let minute = 0; minute < 120; minute += 5) {
      world.later(5 * MINUTE)
      backAfter(world, 3 * MINUTE)
      lines += world.beats().lines.length
    }
    expect(lines).toBe(4)
  })

  test('is not told while the account does not hear', () => {
    const world = given()
    backAfter(world, 3 * MINUTE)
    expect(types(world.input({ type: 'tick', hearing: false, at: world.now }))).toEqual([])
  })
})

describe('a poll in whose time it falls', () => {
  test('says so in its groups, and counts as before', () => {
    const world = open()
    world.later(HOUR)
    backAfter(world, 3 * MINUTE)
    const told = world.beats()
    expect(heardBy(world, told)).toEqual(['业主群', '二期群', '工作群'])
    expect(told.lines[0]?.text).toContain('P1 没看到我回您的，请再投一次')
    expect(world.poll().closes).toBe(closes)
  })

  test('does not close before the account hears again', () => {
    const world = open()
    world.now = closes + HOUR
    expect(types(world.input({ type: 'tick', hearing: false, at: world.now }))).toEqual([])
    expect(world.poll().stage).toBe('open')
    expect(types(world.beats())).toEqual(['poll-closed'])
  })

  test.each<[string, string, string, Instant]>([
    ['the close falls into it', '2026-11-27 17:00', '2026-11-27 18:30', closes + 90 * MINUTE],
    ['the close comes within 30 minutes after it', '2026-11-27 16:00', '2026-11-27 17:30', closes + 90 * MINUTE],
    ['the close comes later', '2026-11-27 16:00', '2026-11-27 17:29', closes],
    ['it began after the close', '2026-11-27 18:00', '2026-11-27 18:20', closes],
    [
      'the poll was opened within it',
      '2026-11-23 08:00',
      '2026-11-27 18:00',
      closes + (closes - at('2026-11-23 09:00')),
    ],
  ])('%s', (_, from, to, then) => {
    const world = open()
    backAt(world, from, to)
    expect(world.poll().closes).toBe(then)
  })

  test.each<[string, string, string, readonly string[], number]>([
    [
      'a short one that the close falls into counts as well',
      '17:59:30',
      '18:00:36',
      ['业主群', '二期群', '工作群'],
      66_000,
    ],
    ['one of a beat or two does not', '17:59:50', '18:00:05', [], 0],
    ['a short one before it does not', '17:58:00', '17:59:30', [], 0],
  ])('%s', (_, from, to, rooms, moved) => {
    const world = open()
    const instantOf = (time: string) => Date.parse(`2026-11-27T${time}+08:00`)
    world.now = instantOf(to)
    world.input({ type: 'missed', gap: { from: instantOf(from), to: world.now }, at: world.now })
    expect(world.poll().closes).toBe(closes + moved)
    const { lines } = world.beats()
    const told = lines.filter(({ key }) => key.startsWith('gaps/')) // beside the reminder of the close
    expect(told.map(({ to }) => ('room' in to ? to.room : ''))).toEqual(rooms)
  })

  test('its close moves once, and then stands', () => {
    const world = open()
    backAt(world, '2026-11-27 17:00', '2026-11-27 19:00')
    expect(world.poll()).toMatchObject({ closes: closes + 2 * HOUR, moved: 2 * HOUR })
    expect(came(world.says('李芳', '业主群', { addressed: false }, pick(1)))).toBe('ballot-cast')
    backAt(world, '2026-11-27 19:30', '2026-11-27 21:00')
    expect(world.poll()).toMatchObject({ closes: closes + 2 * HOUR, lost: 3.5 * HOUR })
    expect(types(world.beats()).filter((type) => type !== 'bundle-said')).toEqual(['poll-closed', 'gaps-told'])
    expect(texts({ ...world.beats(), lines: world.lines })).toContain('其间我掉线3小时，可能漏了票')
  })

  test('whatever the gaps: it moves at most once, by what was lost, and always closes', () => {
    const gap = fc.record({ after: fc.integer({ min: 1, max: 40 }), long: fc.integer({ min: 0, max: 40 }) })
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 8 }), (gaps) => {
        const world = open()
        world.now = closes - 2 * HOUR
        for (const { after, long } of gaps) {
          world.later((after + long) * 5 * MINUTE)
          backAfter(world, long * 5 * MINUTE)
          world.beats()
        }
        const { closes: then, moved = 0, lost = 0 } = world.poll()
        expect(then).toBe(closes + moved)
        expect(moved).toBeLessThanOrEqual(lost)
        world.now = then + CLOSE_GRACE
        world.beats()
        expect(world.poll().stage).toBe('closed')
      }),
      { numRuns: 200 },
    )
  })

  test('gaps are told outside the quiet hours only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 2, max: 600 }), (half, minutes) => {
        const world = given()
        world.now = at('2026-11-24 00:00') + half * 30 * MINUTE
        backAfter(world, minutes * MINUTE)
        for (const line of world.beats().lines) expect(isQuiet(line.notBefore, world.c.is.settings)).toBe(false)
      }),
    )
  })
})

describe('contact ids that are new with each login', () => {
  const logsIn = (world: World, id: string, stable: boolean) =>
    world.input({ type: 'account-seen', account: { id, stable }, at: world.now })

  test('nobody has a role, and no group is bound, until they are bound again', () => {
    const world = given()
    expect(types(logsIn(world, '@a1', false))).toEqual(['account-seen', 'contacts-void'])
    expect(world.person('刘书记').contact).toBeUndefined()
    expect(world.person('刘书记').roles).toContain('convener')
    expect(came(world.said('刘书记', '业主群', words()))).toBe('')
    expect(types(logsIn(world, '@a1', false))).toEqual([])
  })

  test('polls are by person', () => {
    const world = given()
    logsIn(world, '@a1', false)
    world.sets({ kind: 'person', key: world.person('刘书记').key, doc: { ...world.person('刘书记'), contact: 'liu' } })
    world.input({ type: 'account-seen', account: { id: '@a1', stable: false }, at: world.now })
    expect(answers(world.said('刘书记', undefined, words({ kind: 'household' })))).toEqual(['bad-poll'])
    world.said('刘书记', undefined, words())
    const card = [...world.c.all('pending')][0]
    expect(card?.question).toMatchObject({ poll: { kind: 'straw' } })
  })

  test('ids of before the login: no old ballot is changed, no second one counts', () => {
    const world = open({ kind: 'straw' })
    world.says('李芳', '业主群', { addressed: false }, pick(1))
    expect(world.ballots()).toHaveLength(1)
    const room = { ...world.room(), id: '新群' }
    logsIn(world, '@a1', false)
    world.sets({ kind: 'room', key: room.id, doc: room })
    world.says('李芳', '新群', { addressed: false, from: '@x1' }, pick(2, 1))
    expect(world.ballots().flatMap(({ choices }) => choices)).toEqual([1])
  })

  test('with ids that last, another login changes nobody', () => {
    const world = given()
    expect(types(logsIn(world, 'wxid_1', true))).toEqual(['account-seen'])
    expect(types(logsIn(world, 'wxid_2', true))).toEqual(['account-seen'])
    expect(world.person('刘书记').contact).toBe('liu')
  })
})

test('a clock that is behind is told to the conveners', () => {
  const world = given()
  const told = world.input({ type: 'clock-behind', ms: 3 * HOUR, at: world.now })
  expect(heardBy(world, told)).toEqual(['工作群'])
  expect(texts(told)).toBe('电脑的时间慢了3小时，我先停在上午9点，到点的提醒和截止等它对上再办。请管理员校准')
})
