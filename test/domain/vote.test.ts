import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Choice, PollWords, Reading } from '../../src/domain/heard/reading.ts'
import { close, closes, open, pick, standing, tallied, words } from './ballot.ts'
import { came } from './command.ts'
import { polled } from './estate.ts'
import { given, heardBy, texts, types, type World } from './given.ts'

describe('voting', () => {
  test.each<[string, Choice, string]>([
    ['1', { numbers: [1] }, 'ballot-cast'],
    ['反对', { stance: 'against' }, 'ballot-cast'],
    ['1 and 3', { numbers: [1, 3] }, 'too-many'],
    ['no number', { numbers: [] }, 'too-many'],
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

  test('a doubtful word about a vote is asked about while one is open, else it is talk', () => {
    const doubt: Reading = { do: 'unclear', near: '投票' }
    expect(came(open().mused('李芳', '业主群', doubt))).toBe('which-option')
    expect(came(given().mused('李芳', '业主群', doubt))).toBe('')
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
    const named = world
      .later(5 * MINUTE)
      .says('李芳', '业主群', { addressed: false, text: 'P2' }, { do: 'status', poll: 2 })
    expect(types(named)).toEqual(['question-dropped', 'ballot-cast'])
    expect(world.ballots()).toMatchObject([{ poll: 2, choices: [2], saidAt: said }])
  })

  test('words said before a ballot do not take it back, however late they come', () => {
    const world = open()
    const early = world.now
    world.later(5 * MINUTE).mused('李芳', '业主群', pick(2))
    world.says('李芳', '业主群', { addressed: false, at: early + 1 }, { do: 'unvote' })
    expect(world.ballots()).toMatchObject([{ choices: [2] }])
    world.says('李芳', '业主群', { at: early - 5 * MINUTE }, { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ choices: [2] }])
    world.says('李芳', '业主群', { addressed: false }, { do: 'unvote' })
    expect(world.ballots()).toEqual([])
  })

  test('words said long before a card do not post it', () => {
    const world = open()
    world.said('刘书记', '业主群', words({ question: '换门禁？' }))
    world.says('刘书记', '业主群', { at: world.now - 20 * 60 * MINUTE }, { do: 'post-poll' })
    expect([...world.c.all('poll')]).toHaveLength(1)
    world.said('刘书记', '业主群', { do: 'post-poll' })
    expect([...world.c.all('poll')]).toHaveLength(2)
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
    expect(world.ballots()).toMatchObject([{ choices: [3] }])
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
    expect(world.ballots()).toMatchObject([{ choices: [2] }])
  })

  test('two flats are two units', () => {
    const world = open()
    expect(texts(world.mused('朱明', '业主群', pick(1)))).toContain('2户')
    expect(tallied(close(world))).toMatchObject({ counts: [2, 0, 0], units: 2 })
  })

  test('the first is acknowledged at once, those of the minute after it in one line', () => {
    const world = open()
    const heard = ['李芳', '张伟', '朱明'].map((name) => heardBy(world, world.mused(name, '业主群', pick(1))))
    expect(heard).toEqual([['业主群', '李父'], [], []]) // who lives with her is told privately
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
    expect(came(world.said('李芳', '业主群', { do: 'unvote' }))).toBe('my-ballot')
  })

  test('刚才那个不算 brings back what it was before', () => {
    const world = open()
    world.mused('李芳', '业主群', pick(1))
    world.later(MINUTE).mused('李芳', '业主群', pick(2))
    world.mused('李芳', '业主群', { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ choices: [1] }])
  })

  test('nobody takes back what another of the dwelling cast since', () => {
    for (const [reading, told] of [
      [{ do: 'undo' }, 'nothing-to-undo'],
      [{ do: 'unvote' }, 'my-ballot'],
    ] as const) {
      const world = open()
      world.mused('李芳', '业主群', pick(1))
      world.later(MINUTE).mused('李父', '业主群', pick(2))
      expect(came(world.said('李芳', '业主群', reading))).toBe(told)
      expect(world.ballots()).toMatchObject([{ choices: [2] }])
    }
  })

  test('of two flats only the ballots that it changed', () => {
    const world = open()
    world.said('李父', undefined, { do: 'live-at', household: '5-1-302', relation: 'family' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '李父' })
    world.later(10 * MINUTE).mused('李芳', '业主群', pick(3))
    world.later(5 * MINUTE).says('李父', '业主群', { addressed: false, at: world.now - 10 * MINUTE }, pick(2))
    world.mused('李父', '业主群', { do: 'undo' })
    expect(world.ballots()).toMatchObject([{ unit: '3-2-501', choices: [3] }])
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

  test('the others of the dwelling are told of a ballot that moves in', () => {
    const world = open()
    world.mused('张伟', '业主群', pick(2))
    world.later(60_000).mused('吴老师', '业主群', pick(1))
    world.said('吴老师', undefined, { do: 'live-at', household: '3-2-502', relation: 'tenant' })
    const told = world.said('赵姐', '工作群', confirmed)
    expect(heardBy(world, told)).toContain('张伟')
    expect(texts(told)).toContain('改投了1赞成')
  })

  test('one claim at a time: the later one takes the place of the earlier', () => {
    const world = claimed()
    world.said('吴老师', undefined, { do: 'live-at', household: '1-1-101', relation: 'tenant' })
    world.mused('吴老师', '业主群', pick(1))
    const told = world.said('赵姐', '工作群', confirmed)
    expect(heardBy(world, told)).toEqual(['工作群', '赵姐'])
    expect([types(told).includes('dwelling-confirmed'), texts(told).includes('1-1-101')]).toEqual([false, true])
    world.said('赵姐', '工作群', confirmed)
    expect(world.person('吴老师').dwellings).toMatchObject([
      { household: '1-1-101', relation: 'tenant', confirmed: true },
    ])
    expect(standing(close(world))).toEqual([
      [1, 0, 0],
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

describe('接龙 of our poll', () => {
  const list = (name: string): Reading => ({
    do: 'chain',
    title: 'P1 2号门装充电桩？',
    lines: [{ name, text: '反对', choice: { stance: 'against' } }],
  })
  test('counts the line of its sender only; else she is told once how to vote', () => {
    const world = open()
    const told = ['王奶奶', '李奶奶'].map((name) => texts(world.mused('李芳', '业主群', list(name))))
    expect([world.ballots(), told[0]?.includes('P1 1'), told[1]]).toEqual([[], true, ''])
    world.mused('李芳', '业主群', list('李芳'))
    expect(world.ballots()).toMatchObject([{ choices: [2] }])
  })
})

describe('the votes of a minute', () => {
  const bundled = (world: World) => {
    world.later(61_000)
    return texts(world.beats())
  }
  const voted = (more: Partial<PollWords>) => {
    const world = polled(more)
    world.mused('何姐', '业主群', pick(3))
    world.mused('张伟', '业主群', pick(2))
    world.mused('朱明', '业主群', pick(1))
    world.mused('李芳', '业主群', pick(2))
    return world
  }
  test('are told with what was chosen where anybody may see the tally', () => {
    expect(bundled(voted({ open: true }))).toBe('P1 又记下 1赞成：朱明（2户）；2反对：张伟、李芳')
  })
  test('are told by name alone where the tally is for later', () => {
    expect(bundled(voted({}))).toBe('P1 又记下：张伟、朱明（2户）、李芳')
  })
  test('nothing that was changed in private meanwhile is told in the group', () => {
    const world = voted({ open: true })
    world.said('张伟', undefined, pick(1, 1))
    expect(bundled(world)).toContain('P1 又记下：张伟、朱明（2户）、李芳')
  })
})
