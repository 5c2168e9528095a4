import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/poll.ts'
import type { Choice, PollWords, Reading } from '../../src/domain/reading.ts'
import { answers, at, type Came, given, heardBy, raise, texts, types, type World } from './given.ts'

const closes = at('2026-11-27 18:00')
const words = (more: Partial<PollWords> = {}): Reading => ({
  do: 'open-poll',
  poll: { question: '2号门装充电桩？', options: [], closes, ...more },
})
const pick = (choice: number | Choice, poll?: number, reason = ''): Reading => ({
  do: 'vote',
  choice: typeof choice === 'number' ? { numbers: [choice] } : choice,
  how: 'plain',
  reason,
  ...(poll === undefined ? {} : { poll }),
})
const came = (one: Came): string => (types(one).length > 0 ? types(one) : answers(one)).join(' ')

/** P1 as 刘书记 posted it. */
function open(more: Partial<PollWords> = {}): World {
  const world = given()
  world.said('刘书记', '业主群', words(more))
  world.said('刘书记', '业主群', { do: 'post-poll' })
  return world
}
/** [赞成, 反对, 弃权] of P1 as it stands, those apart after them. */
function standing(world: World): readonly (readonly number[])[] {
  const { counts, apart } = tallied(world)
  return [counts, apart]
}
const tallied = (world: World) => {
  const found = world.poll().result
  if (!found) throw new Error('it is not closed')
  return found
}
const close = (world: World): World => {
  world.now = closes + CLOSE_GRACE
  world.beats()
  return world
}

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
    const change: Reading = { do: 'change-poll', closes: at('2026-11-29 20:00') }
    expect(types(world.later(20 * MINUTE).said('刘书记', '业主群', change))).toEqual(['asked'])
    expect(types(world.said('刘书记', '业主群', { do: 'post-poll' }))).toContain('poll-opened')
    expect(world.poll().closes).toBe(at('2026-11-29 20:00'))
    const late = given()
    late.said('刘书记', '业主群', words())
    late.later(30 * MINUTE).beats()
    expect(came(late.said('刘书记', '业主群', { do: 'post-poll' }))).toBe('nothing-to-post')
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

describe('voting', () => {
  test.each<[string, Choice, string]>([
    ['1', { numbers: [1] }, 'ballot-cast'],
    ['反对', { stance: 'against' }, 'ballot-cast'],
    ['1 and 3', { numbers: [1, 3] }, 'one-only'],
    ['no number', { numbers: [] }, 'one-only'],
    ['4 of 3', { numbers: [4] }, 'no-such-option'],
    ['0', { numbers: [0] }, 'no-such-option'],
    ['27, which is talk', { numbers: [27] }, ''],
  ])('%s', (_, choice, expected) => {
    expect(came(open().mused('李芳', '业主群', pick(choice)))).toBe(expected)
  })

  test('27 to the bot, or named, is answered', () => {
    expect(came(open().said('李芳', '业主群', pick(27)))).toBe('no-such-option')
    expect(came(open().mused('李芳', '业主群', pick(27, 1)))).toBe('no-such-option')
  })

  test('a stance that no option stands for is no ballot', () => {
    const world = open({ options: ['周六', '周日'] })
    expect(came(world.mused('李芳', '业主群', pick({ stance: 'for' })))).toBe('')
  })

  test('要得 counts only of the quoted card', () => {
    const quoting: Reading = { do: 'vote', choice: { stance: 'for' }, how: 'quoting', reason: '' }
    expect(came(open().mused('李芳', '业主群', quoting))).toBe('')
    const quote = { text: 'P1 问大家：2号门装充电桩？', ours: true }
    expect(came(open().says('李芳', '业主群', { addressed: false, quote }, quoting))).toBe('ballot-cast')
  })

  test('with no poll open a digit is talk, unless addressed', () => {
    expect(came(given().mused('李芳', '业主群', pick(1)))).toBe('')
    expect(came(given().said('李芳', '业主群', pick(1)))).toBe('no-poll')
    expect(came(open().mused('李芳', '工作群', pick(1)))).toBe('')
  })

  test('with two open, a bare one asks which, and counts by when it was said', () => {
    const world = open()
    world.said('刘书记', '业主群', words({ question: '换门禁？' }))
    world.said('刘书记', '业主群', { do: 'post-poll' })
    const said = world.now
    expect(types(world.mused('李芳', '业主群', pick(2)))).toEqual(['asked'])
    const named = world.later(5 * MINUTE).mused('李芳', '业主群', { do: 'status', poll: 2 })
    expect(types(named)).toEqual(['question-dropped', 'ballot-cast'])
    expect(world.ballots()).toMatchObject([{ poll: 2, choice: 2, saidAt: said }])
  })

  test('a late bare one with two open asks nothing', () => {
    const world = open()
    world.said('刘书记', '业主群', words({ question: '换门禁？' }))
    world.said('刘书记', '业主群', { do: 'post-poll' })
    const late = world
      .later(20 * MINUTE)
      .says('李芳', '业主群', { addressed: false, at: world.now - 15 * MINUTE }, pick(2))
    expect(types(late)).toEqual([])
  })

  test('随大流 asks, and 是 counts', () => {
    const world = open()
    expect(types(world.mused('李芳', '业主群', { do: 'vote-unsure', ask: 'abstain' }))).toEqual(['asked'])
    expect(types(world.mused('李芳', '业主群', { do: 'yes' }))).toEqual(['question-dropped', 'ballot-cast'])
    expect(world.ballots()).toMatchObject([{ choice: 3 }])
  })

  test('the others of the dwelling are told when their ballot gave way', () => {
    const world = open()
    world.mused('李芳', '业主群', pick(1))
    const replaced = world.mused('李父', '业主群', pick(2))
    expect(heardBy(world, replaced)).toContain('李芳')
    expect(standing(close(world))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ])
  })

  test('an older message never replaces a newer one', () => {
    const world = open()
    world.later(10 * MINUTE).mused('李芳', '业主群', pick(2))
    world.later(MINUTE).says('李芳', '业主群', { addressed: false, at: world.now - 5 * MINUTE }, pick(1))
    expect(world.ballots()).toMatchObject([{ choice: 2 }])
  })

  test('two flats are two units', () => {
    const world = open()
    expect(texts(world.mused('朱明', '业主群', pick(1)))).toContain('2户')
    expect(tallied(close(world))).toMatchObject({ counts: [2, 0, 0], units: 2 })
  })

  test('the first is acknowledged at once, those of the minute after it in one line', () => {
    const world = open()
    expect(['李芳', '张伟', '朱明'].map((name) => world.mused(name, '业主群', pick(1)).lines.length)).toEqual([1, 0, 0])
    expect(texts(world.later(MINUTE).beats())).toContain('张伟、朱明')
  })

  test('no tally and no name of a voter in any line before the close', () => {
    const world = open()
    for (const name of ['李芳', '张伟', '朱明']) world.mused(name, '业主群', pick(1))
    const { lines } = world.mused('李芳', '业主群', { do: 'status' })
    expect(lines.map(({ text }) => text).join()).not.toMatch(/赞成 ?\d|\d户赞成/)
  })
})

describe('taking back', () => {
  test('撤销我的票 leaves none', () => {
    const world = open()
    world.mused('李芳', '业主群', pick(1))
    expect(types(world.said('李芳', '业主群', { do: 'unvote' }))).toEqual(['ballot-taken-back'])
    expect(came(world.said('李芳', '业主群', { do: 'unvote' }))).toBe('nothing-to-undo')
  })

  test('刚才那个不算 brings back what it was before', () => {
    const world = open()
    world.mused('李芳', '业主群', pick(1))
    world.later(MINUTE).mused('李芳', '业主群', pick(2))
    world.mused('李芳', '业主群', { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ choice: 1 }])
  })

  test('nobody takes back what another of the dwelling cast since', () => {
    for (const reading of [{ do: 'undo' }, { do: 'unvote' }] as const) {
      const world = open()
      world.mused('李芳', '业主群', pick(1))
      world.later(MINUTE).mused('李父', '业主群', pick(2))
      expect(came(world.said('李芳', '业主群', reading))).toBe('nothing-to-undo')
      expect(world.ballots()).toMatchObject([{ choice: 2 }])
    }
  })

  test('of two flats only the ballots that it changed', () => {
    const world = open()
    world.said('李父', undefined, { do: 'live-at', household: '5-1-302', relation: 'family' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '李父' })
    world.later(10 * MINUTE).mused('李芳', '业主群', pick(3))
    world.later(5 * MINUTE).says('李父', '业主群', { addressed: false, at: world.now - 10 * MINUTE }, pick(2))
    world.mused('李父', '业主群', { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ unit: '3-2-501', choice: 3 }])
  })

  test('not after the close', () => {
    const world = open()
    world.now = closes - MINUTE
    world.mused('李芳', '业主群', pick(1))
    world.now = closes
    expect(came(world.said('李芳', '业主群', { do: 'undo' }))).toBe('poll-over')
    expect(came(world.said('李芳', '业主群', { do: 'unvote' }))).toBe('poll-over')
  })
})

describe('the electorate is frozen at opening', () => {
  test('a household that the file names later does not count', () => {
    const world = open()
    const { is } = world.c
    world.opens({ ...is, households: [...is.households, { id: '9-1-101' }] })
    world.says('钱多', '业主群', { from: 'qian' }, { do: 'live-at', household: '9-1-101', relation: 'owner' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '钱多' })
    world.says('钱多', '业主群', { from: 'qian', addressed: false }, pick(1))
    expect(tallied(close(world))).toMatchObject({ counts: [0, 0, 0], apart: [1, 0, 0] })
  })

  test('意向: who joined later is told so, who left and came back is the same', () => {
    const world = open({ kind: 'straw' })
    expect(came(world.says('钱多', '业主群', { from: 'qian' }, pick(1)))).toBe('outside')
    world.mused('李芳', '业主群', pick(1))
    world.sees('业主群', ['zhang'])
    world.sees('业主群', ['zhang', 'li'])
    world.mused('李芳', '业主群', pick(2))
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1 })
  })

  test('意向: two of one dwelling are two', () => {
    const world = open({ kind: 'straw' })
    world.mused('李芳', '业主群', pick(1))
    world.mused('李父', '业主群', pick(1))
    expect(tallied(close(world)).counts).toEqual([2, 0, 0])
  })
})

describe('a dwelling that is confirmed while the poll is open', () => {
  const claimed = (household = '5-2-201'): World => {
    const world = open()
    world.said('吴老师', undefined, { do: 'live-at', household, relation: 'owner' })
    return world
  }
  const confirmed: Reading = { do: 'confirm', name: '吴老师' }

  test('until then the ballot stands apart, then it moves in', () => {
    const world = claimed()
    expect(texts(world.mused('吴老师', '业主群', pick(1)))).toContain('没核对')
    world.said('赵姐', '工作群', confirmed)
    expect(standing(close(world))).toEqual([
      [1, 0, 0],
      [0, 0, 0],
    ])
  })

  test('not where the dwelling has a later one', () => {
    const world = claimed('3-2-502')
    world.mused('吴老师', '业主群', pick(1))
    world.later(MINUTE).mused('张伟', '业主群', pick(2))
    world.said('赵姐', '工作群', confirmed)
    expect(standing(close(world))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ])
  })

  test('into every dwelling that is confirmed with it', () => {
    const world = claimed()
    world.said('吴老师', undefined, { do: 'live-at', household: '1-1-101', relation: 'tenant' })
    world.mused('吴老师', '业主群', pick(1))
    world.said('赵姐', '工作群', confirmed)
    expect(standing(close(world))).toEqual([
      [2, 0, 0],
      [0, 0, 0],
    ])
  })

  test('not after the close', () => {
    const world = claimed()
    world.mused('吴老师', '业主群', pick(1))
    world.now = closes
    world.said('赵姐', '工作群', confirmed)
    expect(standing(close(world))).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ])
  })

  test('by the file at a start: it moves in too, and counts once', () => {
    const world = open()
    world.mused('吴老师', '业主群', pick(1))
    const { is } = world.c
    const people = is.people.map((one) =>
      one.name === '吴老师' ? { ...one, households: [{ id: '5-2-201', relation: 'owner' as const }] } : one,
    )
    world.opens({ ...is, people })
    world.mused('吴老师', '业主群', pick(2))
    expect(standing(close(world))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ])
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
    expect(came(world.mused('李芳', '业主群', pick(1, 1)))).toBe('poll-over')
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
