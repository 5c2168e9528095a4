import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Choice, Handed, Reading } from '../../src/domain/heard/reading.ts'
import { recounted } from '../../src/domain/poll/recount.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import { close, pick, tallied, words } from './ballot.ts'
import { came } from './command.ts'
import { polled } from './estate.ts'
import { answers, heardBy, texts, types } from './given.ts'

const given = (household: string, choice: number | Choice = 1, how: Handed = 'phone'): Reading => ({
  do: 'hand-in',
  household,
  choice: typeof choice === 'number' ? { numbers: [choice] } : choice,
  how,
})

describe('a ballot that reached a steward', () => {
  test.each([
    ['赵姐', 'ballot-cast'],
    ['王强', 'stewards-only'],
    ['刘书记', 'ballot-cast'],
    ['张伟', 'staff-only'],
    ['吴老师', 'staff-only'],
  ])('%s: %s', (name, expected) => {
    const told = polled().said(name, '工作群', given('1-1-301'))
    expect([...types(told), ...answers(told)]).toContain(expected)
  })

  test.each<[string, Reading, string]>([
    ['a door that is not on the roll', given('9-9-999'), 'not-on-roll'],
    ['no such option', given('1-1-301', 7), 'no-such-option'],
    ['two of one', given('1-1-301', { numbers: [1, 2] }), 'too-many'],
    ['words that are no option', given('1-1-301', { words: '随便' }), 'which-option'],
    ['paper without its photo', given('1-1-301', 1, 'paper'), 'photo-please'],
    ['a poll that does not exist', { ...given('1-1-301'), poll: 9 } as Reading, 'no-such-poll'],
  ])('%s: one line', (_, reading, expected) => {
    const world = polled()
    expect(answers(world.said('赵姐', '工作群', reading))).toEqual([expected])
    expect(world.ballots()).toEqual([])
  })

  test('of paper keeps its photo, which may come later', () => {
    const world = polled()
    world.says('赵姐', undefined, { photos: ['photo'] }, given('1-1-301', 2, 'paper'))
    expect(world.ballots()).toMatchObject([{ handed: 'paper', paper: { of: 'photo' } }])
    world.input({ type: 'file', of: 'photo', file: 'abc.jpg', at: world.now })
    expect(world.ballots()).toMatchObject([{ paper: { of: 'photo', file: 'abc.jpg' } }])
  })

  test('keeps its source, and the household hears of it', () => {
    const world = polled()
    const told = world.said('赵姐', undefined, given('1-1-102', 2, 'door'))
    expect(heardBy(world, told)).toEqual(['赵姐', '张伟', '张妻'])
    expect(world.ballots()).toMatchObject([{ unit: '1-1-102', handed: 'door', person: world.person('赵姐').key }])
    const again = world.later(MINUTE).mused('张伟', '业主群', pick(1))
    expect(heardBy(world, again)).toContain('张妻')
    expect(tallied(close(world)).counts).toEqual([1, 0, 0])
  })

  test('later than the chat it counts, earlier it does not', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.later(10 * MINUTE).said('赵姐', '工作群', given('1-1-102', 2))
    expect(world.ballots()).toMatchObject([{ choices: [2] }])
    world.later(10 * MINUTE).mused('张妻', '业主群', pick(3))
    const late = world.says('赵姐', '工作群', { at: world.now - 5 * MINUTE }, given('1-1-102', 2))
    expect(answers(late)).toEqual(['voted-later'])
    expect(tallied(close(world)).counts).toEqual([0, 0, 1])
  })

  test('said before the poll was opened, it is of another one', () => {
    const world = polled()
    expect(came(world.says('赵姐', '工作群', { at: world.now - 5 * MINUTE }, given('1-1-102')))).toBe('')
    expect(world.ballots()).toEqual([])
  })

  test('of an owner it is of the head, whichever of the dwellings is named', () => {
    const world = polled({ kind: 'owners' })
    world.said('赵姐', '工作群', given('1-1-202', 1))
    world.said('赵姐', '工作群', given('1-1-201', 2))
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1, areas: [0, 220, 0] })
  })

  test('of a straw poll there is none, nor of delegates', () => {
    const straw = polled({ kind: 'straw' }).said('赵姐', '工作群', given('1-1-301'))
    expect(answers(straw)).toEqual(['no-hand-in'])
    const world = polled({ kind: 'delegates', list: '党员' })
    expect(answers(world.said('赵姐', '工作群', given('1-1-301')))).toEqual(['by-name'])
    expect(answers(world.said('赵姐', '工作群', given('张伟')))).toEqual(['not-on-roll'])
    world.said('赵姐', '工作群', given('何姐', 2))
    expect(world.ballots()).toMatchObject([{ unit: world.person('何姐').key, choices: [2], handed: 'phone' }])
  })

  test('that the household gave in secret nobody else replaces; it may replace a steward’s', () => {
    const world = polled({ secret: true })
    world.said('张伟', undefined, pick(1, 1))
    expect(answers(world.later(MINUTE).said('赵姐', undefined, given('1-1-102', 2)))).toEqual(['own-secret'])
    world.said('赵姐', undefined, given('1-1-301', 2))
    world.later(MINUTE).said('何姐', undefined, pick(1, 1))
    const { counts, handed } = tallied(close(world))
    expect([counts, handed]).toEqual([[2, 0, 0], undefined])
  })

  const back = (household: string): Reading => ({ do: 'hand-in-back', household, reason: '录错了' })
  test('entered by mistake is taken back: what was there before stands again, and the household hears of it', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.later(MINUTE).said('赵姐', undefined, given('1-1-102', 2))
    world.later(MINUTE).said('赵姐', undefined, given('1-1-102', 3))
    const told = world.said('赵姐', undefined, back('1-1-102'))
    expect(heardBy(world, told)).toEqual(['赵姐', '张伟', '张妻'])
    expect(world.ballots()).toMatchObject([{ choices: [2], handed: 'phone' }])
    world.said('刘书记', '工作群', back('1-1-102'))
    expect(world.ballots()).toMatchObject([{ choices: [1], person: world.person('张伟').key }])
    expect(answers(world.said('赵姐', undefined, back('1-1-102')))).toEqual(['not-handed'])
    expect(recounted(world.poll(), world.facts)).toMatchObject({ counts: [1, 0, 0] })
  })

  test('is taken back by nobody else, in a secret poll to no ballot', () => {
    const world = polled({ secret: true })
    world.said('刘书记', undefined, given('1-1-301', 2))
    expect(answers(world.said('赵姐', undefined, back('1-1-301')))).toEqual(['others-hand-in'])
    expect(types(world.said('刘书记', undefined, back('1-1-301')))).toContain('voter-withdrawn')
    world.said('何姐', undefined, pick(1, 1))
    expect(tallied(close(world)).counts).toEqual([1, 0, 0])
  })

  test('several at once: each is entered, one line tells of all', () => {
    const world = polled()
    const one = (household: string, choice: number) =>
      ({ household, choice: { numbers: [choice] }, how: 'phone' }) as const
    const unfit = { household: '1-1-202', choice: { words: '随便' }, how: 'phone' } as const
    const each = [one('1-1-301', 1), one('1-1-102', 2), one('9-9-999', 1), unfit]
    const told = world.said('赵姐', undefined, { do: 'hand-ins', each, unread: ['1-1-201'] })
    expect(world.ballots()).toHaveLength(2)
    expect(texts(told)).toMatch(
      /代投记下2户：1-1-301 .*1-1-102[\s\S]*没记：9-9-999（名册上没有）、1-1-202（选项不对）、“1-1-201”（没看懂）/,
    )
    expect(came(world.mused('张伟', '业主群', { do: 'hand-ins', each, unread: [] }))).toBe('')
  })

  test('no door is repeated among residents', () => {
    const world = polled()
    const told = [given('1-1-301', 2), given('9-9-999')].map((reading) => world.said('赵姐', '业主群', reading))
    const aloud = told.flatMap(({ lines }) => lines).filter(({ to }) => 'room' in to)
    expect(aloud.map(({ text }) => text).join()).not.toMatch(/301|999/)
  })

  test('of paper: a photo is the paper of one door only, unless that door is said again at once', () => {
    const world = polled()
    world.says('赵姐', undefined, { photos: ['photo'] }, given('1-1-301', 2, 'paper'))
    const other = world.says('赵姐', undefined, { photos: ['photo'] }, given('1-1-302', 2, 'paper'))
    expect(answers(other)).toEqual(['photo-please'])
    world.says('赵姐', undefined, { photos: ['photo'] }, given('1-1-301', 1, 'paper'))
    expect(world.ballots()).toMatchObject([{ unit: '1-1-301', choices: [1], paper: { of: 'photo' } }])
  })

  test('a ballot from the chat that it replaces is told to the conveners', () => {
    const open = polled()
    open.mused('张伟', '业主群', pick(1))
    const told = open.later(MINUTE).said('赵姐', undefined, given('1-1-102', 2))
    expect(heardBy(open, told)).toContain('工作群')
    expect(texts(told)).toMatch(/1-1-102 自己投过，赵姐用电话代投改成2反对.*存疑P1/)
    expect(answers(open.later(MINUTE).said('赵姐', undefined, given('1-1-102', 1)))).not.toContain('hand-in-replaced')
  })

  test('stands in the result, and in what is counted anew', () => {
    for (const secret of [false, true]) {
      const world = polled({ secret })
      world.said('张伟', undefined, pick(1, 1))
      world.said('赵姐', undefined, given('1-1-301', 2))
      const { lines } = close(world)
      expect(tallied(world)).toMatchObject({ units: 2, handed: 1 })
      expect(lines.map(({ text }) => text).join('\n')).toContain('核对过的2户计入，其中代投1户')
      expect(recounted(world.poll(), world.facts)).toEqual(tallied(world))
    }
  })

  test('after the close: over', () => {
    const world = close(polled())
    expect(answers(world.said('赵姐', '工作群', { ...given('1-1-301'), poll: 1 } as Reading))).toEqual(['poll-over'])
  })
})

describe('替我妈投', () => {
  const vote = (household?: string, who = '我妈'): Reading => ({
    do: 'vote-for',
    who,
    choice: { numbers: [1] },
    ...(household === undefined ? {} : { household }),
  })
  test('of her own dwelling is its ballot', () => {
    const world = polled()
    world.mused('张伟', '业主群', vote('1-1-102'))
    expect(world.ballots()).toMatchObject([{ unit: '1-1-102', reason: '替我妈投' }])
  })

  test.each<[string, string | undefined]>([
    ['1-1-202', '1-1-202'],
    ['202', undefined],
  ])('signed with one of her own doors, %s, it is of that one', (who, household) => {
    const world = polled()
    world.mused('朱明', '业主群', vote(household, who))
    expect(world.ballots()).toMatchObject([{ unit: '1-1-202', reason: '' }])
  })

  test('a door counts nothing where people vote: it is her own', () => {
    for (const more of [{ kind: 'straw' }, { kind: 'delegates', list: '居民代表' }] as const) {
      const world = polled(more)
      world.mused('李芳', '业主群', vote('1-1-101', '1-1-101'))
      expect(world.ballots()).toMatchObject([{ person: world.person('李芳').key, reason: '' }])
    }
  })

  test('of another is asked of a steward, and not counted', () => {
    const world = polled()
    const told = world.mused('张伟', '业主群', vote('1-1-302'))
    expect(heardBy(world, told)).toEqual(['业主群', '赵姐'])
    expect(texts({ ...told, lines: told.lines.slice(1) })).toContain('代投P1 1-1-302 1 电话')
    expect(told.lines[0]?.text).not.toContain('302')
    expect(tallied(close(world)).units).toBe(0)
  })

  test('cannot drown the steward', () => {
    const world = polled()
    const calls = Array.from({ length: 30 }, () => world.mused('张伟', '业主群', vote('1-1-302')))
    expect(calls.flatMap((one) => heardBy(world, one)).filter((name) => name === '赵姐').length).toBeLessThanOrEqual(5)
  })

  test('without a door asks for it; of a door that is not there says so', () => {
    const world = polled()
    expect(answers(world.mused('张伟', '业主群', vote()))).toEqual(['vote-for-whom'])
    const told = world.mused('张伟', '业主群', vote('9-9-999'))
    expect([answers(told), texts(told).includes('999')]).toEqual([['not-on-roll'], false])
    expect(texts(world.mused('张伟', '业主群', vote(undefined, '王姐13800138000')))).not.toContain('13800138000')
  })
})

describe('我两套房，两票', () => {
  test.each([
    ['朱明', /您的2户都登记了/],
    ['张伟', /您登记的只有1户/],
    ['吴老师', /还没核对/],
  ])('%s', (name, expected) => {
    const told = polled().said(name, '业主群', { do: 'two-votes' })
    expect(texts(told)).toMatch(expected)
    expect(types(told)).not.toContain('ballot-cast')
  })
})

describe('扫楼', () => {
  test('tells staff in private who was not reached, with a file', () => {
    const world = polled()
    for (const name of ['张伟', '朱明']) world.mused(name, '业主群', pick(1))
    const told = world.said('赵姐', '工作群', { do: 'sweep' })
    expect(heardBy(world, told)).toEqual(['工作群', '赵姐', '赵姐'])
    expect(told.lines[0]?.text).not.toMatch(/1-1-/)
    expect(texts(told)).toContain('还有3户没回：\n1-1-101、1-1-301、1-1-302')
    expect(told.lines.at(-1)?.card).toEqual({ card: 'doors', poll: 1 })
  })

  test('of delegates by name; of a straw poll there is none; residents get none', () => {
    const world = polled({ kind: 'delegates', list: '居民代表' })
    world.mused('朱明', '业主群', pick(1))
    expect(texts(world.said('赵姐', undefined, { do: 'sweep' }))).toMatch(/还有2人没回：\n李芳、张伟/)
    const paper = paperOf(world.c, { card: 'doors', poll: 1 })
    expect(paper && 'sheet' in paper && paper.sheet.rows.map(([who]) => who)).toEqual(['李芳', '张伟'])
    expect(answers(polled({ kind: 'straw' }).said('赵姐', undefined, { do: 'sweep' }))).toEqual(['no-doors'])
    expect(came(world.mused('朱明', '业主群', { do: 'sweep' }))).toBe('')
  })

  test('with two polls open the one that is named', () => {
    const world = polled()
    world.said('秦主任', '工作群', words({ question: '换门禁？' }))
    world.said('秦主任', '工作群', { do: 'post-poll' })
    expect(texts(world.said('赵姐', undefined, { do: 'sweep', poll: 2 }))).toContain('P2 还有6户')
    expect(texts(world.said('赵姐', undefined, { do: 'sweep' }))).toMatch(/有几个表决，带上编号.*\nP1 .*\nP2 /)
  })
})
