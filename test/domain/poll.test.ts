import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import type { PollWords, Reading } from '../../src/domain/heard/reading.ts'
import { close, closes, open, pick, tallied, words } from './ballot.ts'
import { came } from './command.ts'
import { at, given, heardBy, raise, types } from './given.ts'

describe('opening', () => {
  test('a convener sees the card first, and posts it to every residents’ group', () => {
    const world = given()
    const preview = world.said('刘书记', undefined, words())
    expect(types(preview)).toContain('asked')
    expect(heardBy(world, preview)).toEqual(['刘书记'])
    const posted = world.said('刘书记', undefined, { do: 'post-poll' })
    expect(heardBy(world, posted)).toEqual(['业主群', '二期群', '刘书记'])
    expect(posted.lines[0]?.text).toContain('11月27日（周五）下午6点截止')
  })

  test('a resident’s goes to the conveners', () => {
    expect(came(given().said('李芳', '业主群', words()))).toBe('to-conveners told-conveners')
    expect(came(given().said('王强', '业主群', words()))).toBe('to-conveners told-conveners')
  })

  test.each<[string, Partial<PollWords>, string]>([
    ['no question', { question: '' }, 'bad-poll'],
    ['one option', { options: ['赞成'] }, 'bad-poll'],
    ['eleven options', { options: Array.from({ length: 11 }, (_, i) => `第${i}`) }, 'bad-poll'],
    ['an option twice', { options: ['要', '要'] }, 'bad-poll'],
    ['a close that is over', { closes: at('2026-11-22 18:00') }, 'date-past'],
  ])('%s: %o', (_, more, expected) => {
    expect(came(given().said('刘书记', '业主群', words(more)))).toBe(expected)
  })

  test('missing parts take the community’s defaults', () => {
    const world = given()
    world.said('刘书记', '业主群', { do: 'open-poll', poll: { question: '装吗', options: [] } })
    world.said('刘书记', '业主群', { do: 'post-poll' })
    expect(world.poll()).toMatchObject({
      options: ['赞成', '反对', '弃权'],
      kind: 'household',
      closes: at('2026-11-26 18:00'),
    })
  })

  test('the card waits 30 minutes for its 「发」, and its close can be changed till then', () => {
    const world = given()
    world.said('刘书记', '业主群', words())
    const change: Reading = { do: 'change-poll', rules: { closes: at('2026-11-29 20:00') } }
    expect(types(world.later(20 * MINUTE).said('刘书记', '业主群', change))).toEqual(['asked'])
    expect(types(world.said('刘书记', '业主群', { do: 'post-poll' }))).toContain('poll-opened')
    expect(world.poll().closes).toBe(at('2026-11-29 20:00'))
    const late = given()
    late.said('刘书记', '业主群', words())
    late.later(30 * MINUTE).beats()
    expect(came(late.said('刘书记', '业主群', { do: 'post-poll' }))).toBe('nothing-to-post')
  })

  test('is posted where the file does not say otherwise', () => {
    const rooms = [
      { topic: '业主群', kind: 'residents' },
      { topic: '二期群', kind: 'residents', polls: false },
      { topic: '工作群', kind: 'staff', polls: true },
    ] as const
    const world = given({ rooms })
    world.said('刘书记', '业主群', words())
    world.said('刘书记', '业主群', { do: 'post-poll' })
    expect(world.poll().rooms).toEqual(['业主群', '工作群'])
  })

  test('without a residents’ group it is not posted', () => {
    const world = given()
    for (const room of ['业主群', '二期群']) world.input({ type: 'room-lost', room, at: world.now })
    world.said('刘书记', undefined, words())
    expect(came(world.said('刘书记', undefined, { do: 'post-poll' }))).toBe('bad-poll')
  })

  test('the rules are frozen, and their hash printed', () => {
    const a = open()
    const b = open({ question: '2号门不装充电桩？' })
    expect(a.poll().rule).toMatch(/^[0-9a-f]{4}$/)
    expect(a.poll().rule).not.toBe(b.poll().rule)
    expect(open().poll().rule).toBe(a.poll().rule)
  })
})

describe('the close', () => {
  test('what was said before it counts while the grace lasts, what was said after it never', () => {
    const world = open()
    world.now = closes + CLOSE_GRACE - 1
    expect(types(world.beats())).toEqual([])
    expect(came(world.says('李芳', '业主群', { addressed: false, at: closes - 1 }, pick(1)))).toBe('ballot-cast')
    expect(came(world.says('张伟', '业主群', { addressed: false, at: closes }, pick(1)))).toBe('poll-over')
    expect(types(world.later(1).beats())).toContain('poll-closed')
    expect(came(world.says('朱明', '业主群', { addressed: false, at: closes - 1 }, pick(1)))).toBe('poll-over')
    expect(tallied(world)).toMatchObject({ counts: [1, 0, 0], units: 1 })
  })

  test('the result goes to every group of the poll, once', () => {
    const world = open()
    close(world)
    const told = world.lines.filter(({ key }) => key.startsWith('P1/result'))
    expect(told.map(({ to }) => to)).toEqual([{ room: '业主群' }, { room: '二期群' }])
    expect(told[0]?.text).not.toMatch(/通过|决议|全体/)
    expect(
      world
        .later(MINUTE)
        .beats()
        .lines.filter(({ key }) => key.startsWith('P1/')),
    ).toEqual([])
  })

  test('after it a vote here is told so for ten minutes, then a digit is talk', () => {
    const world = close(open())
    expect(came(world.mused('李芳', '业主群', pick(1)))).toBe('poll-over')
    expect(came(world.later(11 * MINUTE).mused('李芳', '业主群', pick(1)))).toBe('')
    expect(came(world.mused('张伟', '业主群', pick(1, 1)))).toBe('poll-over')
    expect(came(world.mused('李芳', '业主群', pick(1, 1)))).toBe('') // was told
  })
})

describe('standing', () => {
  test.each([
    ['票况', undefined, 'status'],
    ['票况 P1', 1, 'status'],
    ['票况 P9', 9, 'no-such-poll'],
  ])('%s', (_, poll, expected) => {
    expect(came(open().mused('李芳', '业主群', { do: 'status', ...(poll === undefined ? {} : { poll }) }))).toBe(
      expected,
    )
  })

  test('我投了没: the choice in private only', () => {
    const world = open()
    world.mused('李芳', '业主群', pick(2))
    const { lines } = world.mused('李芳', '业主群', { do: 'my-ballot' })
    const aloud = lines.find(({ to }) => 'room' in to)
    expect(aloud?.text).not.toContain('反对')
    expect(lines.find(({ to }) => 'person' in to)?.text).toContain('2反对')
  })

  test('a case and a poll may have the same number', () => {
    const world = open()
    world.said('李芳', '业主群', raise())
    const quote = { text: '#1 记下了', ours: true }
    expect(types(world.says('张伟', '业主群', { quote }, { do: 'support', how: 'quoting' }))).toEqual([
      'case-supported',
    ])
  })
})
