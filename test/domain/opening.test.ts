import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { PollWords, Reading } from '../../src/domain/heard/reading.ts'
import { closes, pick, words } from './ballot.ts'
import { came } from './command.ts'
import { polled, settled } from './estate.ts'
import { answers, at, given, raise, texts, types, type World } from './given.ts'

const opened = (more: Partial<PollWords>, world: World = settled()) => world.said('刘书记', '工作群', words(more))
const change = (more: Omit<Extract<Reading, { do: 'change-poll' }>, 'do'>): Reading => ({ do: 'change-poll', ...more })
const many = (size: number) => Array.from({ length: size }, (_, i) => `第${i + 1}种`)

describe('what is wrong with a card', () => {
  test.each<[string, Partial<PollWords>, RegExp]>([
    ['no question', { question: '' }, /要问什么/],
    ['61 characters', { question: '装'.repeat(61) }, /太长/],
    ['an option of 21', { options: ['装', '不'.repeat(21)] }, /太长/],
    ['one option', { options: ['装'] }, /至少要两个选项/],
    ['50 options', { options: many(50) }, /最多10个/],
    ['an option twice', { options: ['装', '不装', '装'] }, /两个选项一样/],
    ['none to be chosen', { options: ['装', '不装'], most: 0 }, /最多选几个/],
    ['more to be chosen than there are', { options: ['装', '不装'], most: 3 }, /最多选几个/],
    ['secret by owners', { kind: 'owners', secret: true }, /没法匿名/],
    ['a list that nobody has', { kind: 'delegates', list: '楼长' }, /没有这份名单/],
    ['one of two lists, unnamed', { kind: 'delegates' }, /没有这份名单/],
    ['a day that there is not', { doubt: 'no-such-day' }, /没有这一天/],
    ['a close on no day', { doubt: 'which-day' }, /哪一天/],
    ['a close that is over', { closes: at('2026-11-23 08:00') }, /已经过了/],
    ['a close in two years', { closes: at('2028-11-23 18:00') }, /太远/],
    ['an election', { question: '换届选业委会主任，选谁？' }, /不在群里投/],
    ['a recall', { question: '罢免张主任' }, /不在群里投/],
    ['a steward of a building', { question: '选楼长', options: ['李芳', '张伟'] }, /不在群里投/],
  ])('%s: one line, and nothing to post', (_, more, said) => {
    const world = settled()
    const told = opened(more, world)
    expect(told.lines).toHaveLength(1)
    expect(texts(told)).toMatch(said)
    expect(texts(told)).not.toContain('\n')
    expect(came(world.said('刘书记', '工作群', { do: 'post-poll' }))).toBe('nothing-to-post')
  })

  test.each([
    ['two options', { options: many(2) }],
    ['ten options', { options: many(10) }],
    ['all of them', { options: many(10), most: 'all' }],
    ['60 characters', { question: '装'.repeat(60) }],
    ['a list by a part of its name', { kind: 'delegates', list: '代表' }],
    ['a choice that only sounds like an election', { question: '大门换新，选红的还是灰的？' }],
  ] as const)('%s: nothing', (_, more) => {
    expect(types(opened(more))).toContain('asked')
  })

  test('without a dwelling on the roll', () => {
    expect(texts(opened({}, settled({ households: [] })))).toContain('名册上还没有人')
  })

  test('an election does not come in by a change of the question, or by a case', () => {
    const world = settled()
    opened({}, world)
    expect(texts(world.said('刘书记', '工作群', change({ question: '选谁当楼长' })))).toContain('不在群里投')
    world.said('李芳', '业主群', raise({ title: '业委会该换届了' }))
    world.said('刘书记', '工作群', { do: 'deliberate', case: 1, days: 1 })
    world.later(36 * HOUR).beats()
    expect(texts(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toContain('不在群里投')
  })

  test('a close in the quiet hours is told with the hour of the result', () => {
    expect(texts(opened({ closes: at('2026-11-27 23:00') }))).toContain('早上7点')
    expect(texts(opened({ closes }))).not.toContain('早上7点')
  })
})

describe('a card before it is posted', () => {
  test('ten changes later it is what was said last', () => {
    const world = settled()
    opened({ options: ['装', '不装'] }, world)
    for (const reading of [
      change({ question: '3号门装充电桩？' }),
      change({ options: ['装', '先不装'] }),
      change({ add: ['看情况'] }),
      change({ rules: { secret: true } }),
      change({ rules: { most: 2 } }),
      change({ rules: { closes: at('2026-11-29 20:00') } }),
    ])
      expect(types(world.said('刘书记', '工作群', reading))).toEqual(['asked'])
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(world.poll()).toMatchObject({
      question: '3号门装充电桩？',
      options: ['装', '先不装', '看情况'],
      most: 2,
      secret: true,
      closes: at('2026-11-29 20:00'),
    })
  })

  test('「可多选」 stays all of them when the options become fewer or more', () => {
    for (const options of [many(2), many(5)]) {
      const world = settled()
      opened({ options: many(3), most: 'all' }, world)
      world.said('刘书记', '工作群', change({ options }))
      world.said('刘书记', '工作群', { do: 'post-poll' })
      expect(world.poll().most).toBe(options.length)
    }
  })

  test.each([
    [['3号', '2号', '1号'], true],
    [['二楼', '一楼'], true],
    [['B家', 'A家'], true],
    [['2号门', '3号门'], true],
    [['3号门', '2号门'], false],
    [['1号门', '2号门'], false],
    [['5号楼', '6号楼'], false],
    [['一次付清', '分期付'], false],
    [['8点', '9点'], false],
    [['1.5米', '2.5米'], false],
  ])('%j: a reply by number may be meant for another option: %s', (options, isMixed) => {
    expect(came(opened({ options })) === 'bad-poll').toBe(isMixed)
  })

  test('发 quoting the card before it shows the one that waits, and posts nothing', () => {
    const world = settled()
    opened({ question: '装充电桩吗' }, world)
    const first = world.lines.at(-1)?.text ?? ''
    opened({ question: '换门禁吗' }, world)
    world.says('刘书记', '工作群', { quote: { text: first, ours: true } }, { do: 'post-poll' })
    expect([...world.c.all('poll')]).toEqual([])
    expect(world.lines.at(-1)?.text).toContain('换门禁吗')
    world.says('刘书记', '工作群', { quote: { text: world.lines.at(-1)?.text ?? '', ours: true } }, { do: 'post-poll' })
    expect(world.poll().question).toBe('换门禁吗')
  })

  test('a change that is wrong leaves it as it was', () => {
    const world = settled()
    opened({ options: ['装', '不装'] }, world)
    expect(came(world.said('刘书记', '工作群', change({ options: ['装'] })))).toBe('bad-poll')
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(world.poll().options).toEqual(['装', '不装'])
  })

  test('nobody else posts or changes it, nor from another room', () => {
    const world = settled()
    opened({}, world)
    for (const [name, room] of [
      ['秦主任', '工作群'],
      ['李芳', '业主群'],
      ['刘书记', '业主群'],
      ['刘书记', undefined],
    ] as const)
      expect(answers(world.said(name, room, { do: 'post-poll' })), name).toEqual(['nothing-to-post'])
    expect([...world.c.all('poll')]).toEqual([])
  })

  test('不发 drops it', () => {
    const world = settled()
    opened({}, world)
    expect(came(world.mused('刘书记', '工作群', { do: 'drop-poll' }))).toContain('question-dropped')
    expect(came(world.said('刘书记', '工作群', { do: 'post-poll' }))).toBe('nothing-to-post')
  })

  test('a close that passed while it waited: said, and nothing is posted', () => {
    const world = settled()
    opened({ closes: world.now + 10 * MINUTE }, world)
    world.later(11 * MINUTE)
    expect(came(world.said('刘书记', '工作群', { do: 'post-poll' }))).toBe('date-past')
  })

  test('a roll that lost its dwellings while it waited: said, and nothing is posted', () => {
    const world = settled()
    opened({}, world)
    world.opens({ ...world.c.is, households: [] })
    expect(came(world.said('刘书记', '工作群', { do: 'post-poll' }))).toBe('bad-poll')
  })

  test('a telephone or a door in it is on no card', () => {
    const world = settled()
    for (const more of [
      { question: '3栋2单元501漏水，修不修？' },
      { question: '打13800138000商量，修不修？' },
      { question: '粤B12345挪不挪？' },
      { options: ['修，找13900139000', '不修'] },
    ]) {
      const told = opened({ question: '修不修？', ...more }, world)
      expect(came(told)).toBe('bad-poll')
      expect(texts(told)).toContain('群里不能发')
      expect(came(world.said('刘书记', '工作群', { do: 'post-poll' }))).toBe('nothing-to-post')
    }
  })

  test('an option that begins with a digit is not read together with its number', () => {
    const world = settled()
    const told = opened({ question: '几点扫除？', options: ['9点', '10点', '都行'] }, world)
    expect(texts(told)).toContain('1）9点 2）10点 3都行')
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(texts(world.mused('张伟', '业主群', pick(2)))).toContain('记下了：2）10点')
  })

  test('of several lines it is one', () => {
    const world = settled()
    opened({ question: '装充电桩？\n\n（2号门）' }, world)
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(world.poll().question).not.toContain('\n')
  })
})

describe('a card that was changed', () => {
  const drawn = () => {
    const world = settled()
    opened({ options: ['装', '不装'] }, world)
    return world
  }
  const whole = /这样发[\s\S]*2号门装充电桩/
  test.each<[string, Reading, string]>([
    [
      'its close',
      change({ rules: { closes: at('2026-11-29 20:00') } }),
      '改好了：11月29日（周日）晚上8点截止（还有6天多）。行就回“发”，看全回“看”',
    ],
    ['its options', change({ options: ['换', '不换'] }), '改好了：1换 2不换。行就回“发”，看全回“看”'],
    ['one option more', change({ add: ['随便'] }), '改好了：1装 2不装 3随便。行就回“发”，看全回“看”'],
    [
      'both',
      change({ options: ['换', '不换'], rules: { closes: at('2026-11-29 23:00') } }),
      '改好了：1换 2不换；11月29日（周日）晚上11点截止（还有6天多），夜里不吵大家，结果早上7点报。行就回“发”，看全回“看”',
    ],
  ])('%s: that is told, in a line', (_, reading, expected) => {
    const world = drawn()
    expect(texts(world.said('刘书记', '工作群', reading))).toBe(expected)
    expect(types(world.mused('刘书记', '工作群', { do: 'post-poll' }))).toContain('poll-opened')
  })

  test.each<[string, Reading]>([
    ['its question', change({ question: '2号门装充电桩吗？' })],
    ['whose votes count', change({ rules: { kind: 'straw' } })],
    ['secrecy and close', change({ rules: { secret: true, closes: at('2026-11-29 20:00') } })],
  ])('%s: it is shown whole', (_, reading) => {
    expect(texts(drawn().said('刘书记', '工作群', reading))).toMatch(whole)
  })

  test('看: it is shown whole, to its opener alone', () => {
    const world = drawn()
    world.said('刘书记', '工作群', change({ options: ['换', '不换'] }))
    expect(came(world.mused('秦主任', '工作群', { do: 'show-card' }))).toBe('')
    const told = texts(world.mused('刘书记', '工作群', { do: 'show-card' }))
    expect(told).toMatch(whole)
    expect(told).toContain('1换 2不换')
    expect(types(world.mused('刘书记', '工作群', { do: 'post-poll' }))).toContain('poll-opened')
  })

  test('how many may be chosen is told with the options', () => {
    const world = settled()
    opened({ options: many(3), most: 'all' }, world)
    expect(texts(world.said('刘书记', '工作群', change({ options: ['东', '西'] })))).toContain(
      '改好了：1东 2西（最多选2个）。',
    )
  })

  test('what was changed last leaves no trace on the posted card', () => {
    const world = drawn()
    world.said('刘书记', '工作群', change({ options: ['换', '不换'] }))
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(world.poll()).not.toHaveProperty('changed')
    expect(world.poll().rule).toBe(polled({ options: ['换', '不换'] }).poll().rule)
  })
})

describe('a card that nobody posted for half an hour', () => {
  const waited = (ms = 30 * MINUTE) => {
    const world = settled()
    opened({}, world)
    world.later(ms).beats()
    return world
  }
  const post: Reading = { do: 'post-poll' }
  const sooner = change({ rules: { closes: at('2026-11-26 20:00') } })

  test.each([
    ['发', post],
    ['改', sooner],
  ])('%s: its opener hears once that it is gone, and how it goes on', (_, reading) => {
    const world = waited()
    const told = world.later(HOUR).mused('刘书记', '工作群', reading)
    expect(answers(told)).toEqual(['nothing-to-post'])
    expect(texts(told)).toMatch(/半小时[\s\S]*再说一遍/)
    expect(came(world.mused('刘书记', '工作群', reading))).toBe('')
  })

  test.each([
    ['somebody else', '秦主任', '工作群', 0],
    ['a neighbour', '张伟', '业主群', 0],
    ['its opener elsewhere', '刘书记', '业主群', 0],
    ['its opener the day after', '刘书记', '工作群', DAY],
  ])('%s says 发: nothing', (_, name, room, ms) => {
    expect(came(waited().later(ms).mused(name, room, post))).toBe('')
  })

  test('words about a case that is quoted are about it', () => {
    const world = waited()
    const quote = { id: 'x', text: '#1 记下了', ours: true }
    expect(came(world.says('刘书记', '工作群', { addressed: false, quote }, sooner))).toBe('')
  })

  test('drawn anew it is posted, and nothing more is said of the old one', () => {
    const world = waited()
    opened({}, world)
    expect(types(world.mused('刘书记', '工作群', post))).toContain('poll-opened')
    expect(came(world.mused('刘书记', '工作群', post))).toBe('')
  })

  test('one that was dropped or posted is not gone', () => {
    const world = settled()
    opened({}, world)
    world.mused('刘书记', '工作群', { do: 'drop-poll' })
    world.later(HOUR).beats()
    expect(came(world.mused('刘书记', '工作群', post))).toBe('')
  })
})

describe('the frozen card', () => {
  const changed: readonly (readonly [string, Partial<PollWords>])[] = [
    ['question', { question: '3号门装充电桩？' }],
    ['options', { options: ['装', '不装'] }],
    ['order of the options', { options: ['反对', '赞成', '弃权'] }],
    ['kind', { kind: 'straw' }],
    ['owners', { kind: 'owners' }],
    ['list', { kind: 'delegates', list: '党员' }],
    ['how many may be chosen', { most: 2 }],
    ['secrecy', { secret: true }],
    ['whether the tally is shown', { open: true }],
    ['close', { closes: closes + MINUTE }],
  ]
  test('each rule changes its code', () => {
    const codes = [polled().poll().rule, ...changed.map(([, more]) => polled(more).poll().rule)]
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('so does the roll, which has its own', () => {
    const { households = [] } = settled().c.is
    const more = [...households, { id: '1-1-303', area: 80 }]
    const [a, b] = [polled().poll(), polled({}, { households: more }).poll()]
    expect([a.roll === b.roll, a.rule === b.rule]).toEqual([false, false])
    const areas = households.map((one) => ({ ...one, area: 1 }))
    expect(polled({}, { households: areas }).poll().roll).not.toBe(a.roll)
    expect(polled().poll().roll).toBe(a.roll)
  })

  test('nothing that is said or done later changes it, but for its close', () => {
    const world = polled({ kind: 'owners' })
    const { closes: _, stage: __, rungs: ___, declined: ____, extended: _____, ...frozen } = world.poll()
    world.mused('张伟', '业主群', pick(1))
    world.said('刘书记', '工作群', change({ question: '不装', options: ['好', '不好'], rules: { secret: true } }))
    world.said('何姐', '业主群', { do: 'vote-not' })
    world.said('刘书记', '工作群', {
      do: 'extend-poll',
      poll: 1,
      closes: closes + HOUR,
      reason: '有人没看到',
    })
    world.opens({ ...world.c.is, packs: [], households: [], delegates: [], people: world.c.is.people.slice(-3) })
    world.sees('业主群', ['li'])
    const { closes: later, stage: ______, rungs: _______, declined, extended: ________, ...now } = world.poll()
    expect(now).toEqual(frozen)
    expect([later, declined?.length]).toEqual([closes + HOUR, 1])
  })

  test('a tally can never be shown early where ballots are secret', () => {
    const world = polled({ secret: true, open: true })
    expect(world.poll().shown).toBe('after')
  })

  test('the law of that day, and of such a question, is on the card of owners', () => {
    const pack = (more: Partial<PollWords>) => polled({ kind: 'owners', ...more }).poll().pack?.id
    expect(pack({})).toBe('ordinary')
    expect(pack({ question: '动用维修资金修电梯？' })).toBe('special')
    expect(polled().poll().pack).toBeUndefined()
    expect(given().c.is.packs).toEqual([])
  })
})
