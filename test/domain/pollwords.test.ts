import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { PollFact } from '../../src/domain/state/facts.ts'
import type { Poll, Tally } from '../../src/domain/state/matter.ts'
import type { Page, Picture } from '../../src/domain/state/paper.ts'
import { bundled } from '../../src/domain/wording/ballot.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { codeHow, help, whoSees } from '../../src/domain/wording/help.ts'
import { codes, doorSheet, picture, type Recorded, record } from '../../src/domain/wording/paper.ts'
import { card, MOST_ON_CARD, preview, reminder, squares } from '../../src/domain/wording/poll.ts'
import { eventOf } from '../../src/domain/wording/record.ts'
import { result, status } from '../../src/domain/wording/result.ts'
import { closes, words } from './ballot.ts'
import { packs, polled, settled } from './estate.ts'
import { at, raise, type World } from './given.ts'

// ── the longest ──────────────────────────────────────────────────────────────────────────────────

const poll = (more: Partial<Poll> = {}): Poll => ({
  number: 128,
  question: '装'.repeat(60),
  options: ['装', '不装'],
  kind: 'household',
  most: 1,
  secret: false,
  shown: 'after',
  closes: at('2026-11-27 23:30'),
  rooms: ['业主群'],
  opener: 'p1',
  opensAt: at('2026-11-23 09:00'),
  electorate: Array.from({ length: 5_000 }, (_, i) => `${i}`),
  roll: 'abcd',
  channels: ['group'],
  rule: 'a3f9',
  stage: 'open',
  ...more,
})
const many = (size: number, long: number) =>
  Array.from({ length: size }, (_, i) => ('甲乙丙丁戊己庚辛壬癸'[i] ?? '').padEnd(long, '樱'))
const HEADS = Object.fromEntries(
  Array.from({ length: 5_000 }, (_, i) => [`${i}`, { households: [`${i}`], area: 123.45 }]),
)
const [, special] = packs
const pack = special ? { pack: special } : {}
const shapes: readonly (readonly [string, Partial<Poll>])[] = [
  ['a long question', {}],
  ['ten options', { question: '种什么树？', options: many(10, 12), most: 10 }],
  ['long options', { options: many(4, 20) }],
  ['owners', { kind: 'owners', heads: HEADS, ...pack }],
  ['owners and long options', { kind: 'owners', heads: HEADS, options: many(4, 20), ...pack }],
  ['secret', { secret: true, options: many(4, 20), most: 4 }],
  ['delegates', { kind: 'delegates', list: '第三居民小组代表' }],
  ['shown', { kind: 'straw', shown: 'always', options: many(10, 8) }],
]
const tallies: readonly (readonly [string, Partial<Tally>])[] = [
  ['nobody', { counts: many(10, 1).map(() => 0), units: 0, apart: [], apartUnits: 0 }],
  [
    'all alike',
    { counts: many(10, 1).map(() => 1_000), units: 4_000, areas: many(10, 1).map(() => 123_456.78), area: 500_000 },
  ],
  [
    'much apart',
    {
      counts: [3_000, 1_000, 1, 1, 1, 1, 1, 1, 1, 1],
      units: 4_010,
      apart: many(10, 1).map(() => 99),
      apartUnits: 990,
      aside: 12,
      contested: many(10, 1).map(() => 12),
    },
  ],
]
const tallyOf = (poll_: Poll, more: Partial<Tally>): Tally => {
  const size = <T>(all: readonly T[] = []) => all.slice(0, poll_.options.length)
  const { counts = [], apart = [], areas, contested, ...rest } = more
  return {
    units: 0,
    apartUnits: 0,
    ...rest,
    counts: size(counts),
    apart: size(apart),
    ...(areas ? { areas: size(areas) } : {}),
    ...(contested ? { contested: size(contested) } : {}),
  }
}

describe.each(shapes)('%s', (_, more) => {
  const one = poll(more)
  test('the card and what its opener sees are lines that can be read', () => {
    const times = { now: one.opensAt, told: at('2026-11-28 07:00') }
    const draft = { ...one, assumed: { options: true, closes: true } }
    for (const text of [...card(one, '第三居民小组业主委员会'), ...preview(draft, 5_000, one.heads, times)])
      expect(fits(text), text).toBe(true)
    expect(card(one, '业委会').join('\n')).toContain(one.question)
    for (const option of one.options) expect(card(one, '业委会').join('\n')).toContain(option)
  })

  test.each(tallies)('so are its result, its standing and its reminder: %s', (__, told) => {
    const tally = tallyOf(one, told)
    const closed: Poll = { ...one, stage: 'closed', result: tally, lost: 95 * HOUR }
    const voided: Poll = { ...closed, voided: '写错了'.repeat(60) }
    const lines = [
      ...result(closed, tally),
      status(one, tally, one.opensAt),
      status({ ...one, shown: 'always' }, tally, one.opensAt),
      status(closed, tally, one.closes),
      status(voided, tally, one.closes),
      reminder(one, 4_000, one.opensAt, true),
    ]
    for (const text of lines) {
      expect(fits(text), `${text.length}: ${text}`).toBe(true)
      expect(text).not.toMatch(/undefined|NaN/)
    }
    expect(result(closed, tally).join()).toContain('意见征集，不具法律约束力')
  })
})

test('a card that no line could hold is refused in one', () => {
  const told = settled().said('刘书记', '工作群', words({ question: '装'.repeat(60), options: many(10, 20) }))
  expect(told.lines.map(({ text }) => text).join()).toContain(`合起来${MOST_ON_CARD}字以内`)
  expect(told.lines).toHaveLength(1)
})

test('a card in two lines is posted in two, both of which name it', () => {
  const world = settled()
  world.said('刘书记', '工作群', words({ question: '装'.repeat(60), options: many(4, 20) }))
  const { lines } = world.said('刘书记', '工作群', { do: 'post-poll' })
  const there = lines.filter(({ to }) => 'room' in to && to.room === '业主群').map(({ text }) => text)
  expect(there.map((text) => text.slice(0, 2))).toEqual(['P1', 'P1'])
  expect(there[1]).toMatch(/规则码[0-9a-f]{4}/)
})

test('500 long names are one line', () => {
  const names = Array.from({ length: 500 }, (_, i) => `住在最里面那一栋的${i}号住户（2户）`)
  const text = bundled({ key: '', room: '', about: 'P128', until: 0, people: [] }, names, names)
  expect(fits(text), text).toBe(true)
  expect(text).toContain('等500人')
})

// ── the marks of the law ─────────────────────────────────────────────────────────────────────────

describe('how far it was from a formal way', () => {
  const heads = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, { households: [id], area: 20.1 }]))
  const owners = (index: number): Poll => {
    const found = packs[index]
    return poll({
      question: '修门？',
      kind: 'owners',
      heads,
      electorate: Object.keys(heads),
      ...(found ? { pack: found } : {}),
    })
  }
  const told = (
    index: number,
    took: number,
    agreed: number,
    areas: readonly [number, number] = [took * 20.1, agreed * 20.1],
  ) =>
    result(owners(index), {
      counts: [agreed, took - agreed],
      units: took,
      apart: [0, 0],
      apartUnits: 0,
      area: areas[0],
      areas: [areas[1], areas[0] - areas[1]],
    }).join('\n')

  test.each<[string, string, string]>([
    ['3 of 6 took part', told(0, 3, 3), '这次参与的人数、面积没到'],
    ['4 of 6, exactly two thirds', told(0, 4, 3), '这次参与够了，1装两样都够'],
    ['half of those who took part', told(0, 4, 2), '这次参与够了，1装没够'],
    ['heads but not areas', told(0, 4, 3, [80.39, 60]), '这次参与的面积没到'],
    ['more than half of the heads only', told(0, 5, 3, [100.5, 50.25]), '1装只有人数够'],
    ['three quarters, exactly', told(1, 4, 3), '1装两样都够'],
    ['less than three quarters', told(1, 6, 4), '1装没够'],
    ['nobody', told(0, 0, 0), '没有人投票'],
  ])('%s', (_, text, expected) => {
    expect(text).toContain(expected)
  })

  test('the law is named, with its own marks', () => {
    expect(told(0, 4, 3)).toContain('正式表决（民法典第二百七十八条）人数和面积都要三分之二参与、其中过半同意')
    expect(told(1, 4, 3)).toContain('人数和面积都要三分之二参与、其中四分之三以上同意')
  })

  test('as many for one as for the other: no winner', () => {
    expect(told(0, 4, 2)).toContain('1装和2不装一样多，等召集人说怎么办')
  })
})

// ── on paper ─────────────────────────────────────────────────────────────────────────────────────

describe('the picture of a result', () => {
  const of = (more: Partial<Poll>, tally: Tally) =>
    picture(poll({ question: '装吗？', electorate: many(10, 1), ...more }), tally)
  const count = (counts: readonly number[], more: Partial<Tally> = {}): Tally => ({
    counts,
    units: counts.reduce((a, b) => a + b, 0),
    apart: [],
    apartUnits: 0,
    ...more,
  })
  const shown = ({ bars }: Picture) => bars.map(({ label, words: said, share }) => [label, said, share])

  test.each<[string, Partial<Poll>, string]>([
    ['household', { kind: 'household' }, '10户里4户投了'],
    ['straw', { kind: 'straw' }, '10人里4人投了'],
    ['delegates', { kind: 'delegates' }, '10人里4人投了'],
    ['owners', { kind: 'owners' }, '10位里4位投了'],
    ['secret', { secret: true }, '10户里4户投了'],
  ])('%s: how many of all took part', (_, more, said) => {
    expect(of(more, count([3, 1])).figure).toEqual({ words: said, share: 0.4 })
  })

  test('each bar says of whom it is a part', () => {
    expect(shown(of({}, count([3, 1])))).toEqual([
      ['1 装', '3户，投了的75%', 0.75],
      ['2 不装', '1户，投了的25%', 0.25],
    ])
  })

  test('of owners there is one for the areas', () => {
    const told = of({ kind: 'owners', heads: {} }, count([3, 1], { areas: [100, 300], area: 400 }))
    expect(shown(told)).toEqual([
      ['1 装', '3位，投了的75%', 0.75],
      ['按面积', '100㎡，投了的25%', 0.25],
      ['2 不装', '1位，投了的25%', 0.25],
      ['按面积', '300㎡，投了的75%', 0.75],
    ])
  })

  test('of several choices it says why they are more than all', () => {
    expect(of({ most: 2 }, count([4, 4], { units: 4 })).notes.join()).toContain('每户最多选2个，各项加起来可能超过4户')
  })

  test('nobody; and those who stand apart are none of them', () => {
    expect(of({}, count([0, 0]))).toMatchObject({ figure: { words: '10户里没有人投票', share: 0 }, bars: [] })
    const apart = of({}, count([0, 0], { apart: [2, 0], apartUnits: 2 }))
    expect(apart.notes.join()).toContain('没核对的2户另列')
    expect(shown(apart)[0]).toEqual(['1 装', '0户，投了的0%', 0])
  })

  test('too few secret ones: no bar, and why', () => {
    const told = of({ secret: true }, count([1, 1]))
    expect([told.bars, told.notes[0]]).toEqual([[], '计入的不到3个人，报出来就知道是谁，不报票数'])
  })

  test('as many for one as for the other, and a mark of the law that was missed, are told on it too', () => {
    const heads = Object.fromEntries(many(10, 1).map((id) => [id, { households: [id], area: 10 }]))
    const [law] = packs
    const told = of(
      { kind: 'owners', heads, ...(law ? { pack: law } : {}) },
      count([2, 2], { areas: [20, 20], area: 40 }),
    )
    expect(told.notes[0]).toBe('1装和2不装一样多，等召集人说怎么办')
    expect(told.notes.join('\n')).toMatch(/正式表决.*这次参与的人数、面积没到/)
  })
})

describe('the record', () => {
  const closed = (more: Partial<Poll> = {}): Poll =>
    poll({
      question: '装吗？',
      electorate: many(10, 1),
      stage: 'closed',
      result: { counts: [3, 1], units: 4, apart: [1, 0], apartUnits: 1, aside: 1, contested: [0, 1], handed: 2 },
      ...more,
    })
  const ballot: Recorded = {
    unit: '3-2-501',
    name: '李芳',
    choices: [2],
    saidAt: closes,
    how: 'phone',
    counted: true,
    aside: '不是本人投的',
    reason: '',
  }
  const naming = { name: (key: string) => `【${key}】`, unit: (id: string) => id, clean: (text: string) => text }
  const events = (...facts: readonly PollFact[]) => facts.flatMap((fact) => eventOf(fact, naming))
  const block = (front: Page | undefined, of: string) => front?.blocks.find(({ title }) => title === of)?.rows

  test('has a page with all that a committee signs', () => {
    const { front, table, rows } = record(closed({ case: 27, lost: HOUR }), [ballot], {
      community: '幸福里小区',
      opener: '刘书记',
      events: events(
        { type: 'poll-opened', poll: 1, at: closes, matter: closed() },
        { type: 'poll-extended', poll: 1, at: closes, by: 'p2', closes: closes + HOUR, reason: '有人没看到' },
        { type: 'ballot-set-aside', poll: 1, at: closes, unit: '3-2-501', by: 'p1', reason: '不是本人投的' },
        { type: 'poll-reminded', poll: 1, at: closes, rung: 'half' },
        { type: 'voiding-asked', poll: 1, at: closes, by: 'p1', reason: '写错了' },
      ),
    })
    expect([front?.title, table, rows[0]?.[4]]).toEqual(['P128 表决记录', '每一票', '电话'])
    const told = (title: string) => block(front, title)
    expect(told('问的什么，怎么投')).toEqual([
      ['小区', '幸福里小区'],
      ['题目', '装吗？'],
      ['怎么投', '一户一票，只选一个，群里回或私下回，截止后才报票数'],
      ['谁能投', '登记10户。名册在开票时定下，名册版本abcd'],
      ['谁发起', '刘书记'],
      ['哪件事', '#27'],
      ['开始', '2026年11月23日（周一）上午9点'],
      ['截止', '2026年11月27日（周五）晚上11点半'],
      ['规则码', 'a3f9（P128 的题目、选项、名册和投法合起来的码，开票后不改）'],
      ['掉线', '其间小议掉线1小时，可能漏了票'],
      ['这是什么', '意见征集，不具法律约束力'],
    ])
    expect(told('票数')).toEqual([
      ['1. 装', 3, '75%', 1, 0],
      ['2. 不装', 1, '25%', 0, 1],
      ['合计', 4, '', 1, 1],
    ])
    expect(told('投了多少')).toEqual([
      ['投了并计入', '10户里4户，40%'],
      ['其中代投', '2户'],
      ['存疑另列', '1户，不计入'],
      ['没核对门牌', '1户，另列不计入'],
      ['没回的', '5户，不算赞成也不算反对'],
    ])
    expect(told('存疑的票：没有删，另列不计')).toEqual([['3-2-501', '2不装', '不是本人投的']])
    const when = '2026年11月27日（周五）下午6点'
    expect(told('经过')).toEqual([
      [when, '【p1】', '开始投票，说好2026年11月27日（周五）晚上11点半截止'],
      [when, '【p2】', '截止延到2026年11月27日（周五）晚上7点：有人没看到'],
      [when, '【p1】', '3-2-501的票存疑另列：不是本人投的'],
      [when, '【p1】', '提出作废：写错了'],
    ])
    expect(told('签字')).toEqual([
      ['召集人', ''],
      ['计票人', ''],
      ['监票人', ''],
      ['日期', ''],
    ])
  })

  test('of owners has their areas, and the law that a formal way would follow', () => {
    const [law] = packs
    const owners = closed({
      kind: 'owners',
      heads: HEADS,
      result: { counts: [3, 1], units: 4, apart: [], apartUnits: 0, areas: [300.5, 100], area: 400.5 },
      ...(law ? { pack: law } : {}),
    })
    const { front } = record(owners, [])
    const told = (title: string) => block(front, title)
    expect(told('票数')?.[0]).toEqual(['1. 装', 3, '75%', 300.5])
    expect(JSON.stringify(front)).toContain('正式表决依民法典第二百七十八条另办')
    expect(told('投了多少')?.at(-1)?.[1]).toMatch(/这次参与的人数、面积没到$/)
  })

  test('a voided one says why', () => {
    expect(block(record(closed({ voided: '选项写错了' }), []).front, '问的什么，怎么投')).toContainEqual([
      '作废',
      '选项写错了',
    ])
  })

  test('of a secret poll names nobody, and not what those voted who stand apart', () => {
    const list = [
      { code: '0a', choices: [1] },
      { code: '0b', choices: [2] },
    ]
    const { front, head, rows } = codes(closed({ secret: true, codes: list }))
    expect([head, rows]).toEqual([
      ['凭证码', '投了'],
      [
        ['0a', '1装'],
        ['0b', '2不装'],
      ],
    ])
    expect(block(front, '票数')?.[0]).toEqual(['1. 装', 3, '75%', 0])
    expect(block(front, '投了多少')).toContainEqual(['没核对门牌', '1户，另列不计入，也没有凭证码'])
    expect(block(front, '问的什么，怎么投')).toContainEqual([
      '怎么投',
      '一户一票，只选一个，匿名，私下投，截止后才报票数',
    ])
  })
})

// ── whatever people say ──────────────────────────────────────────────────────────────────────────

const SECRETS = ['打13800138000', '1栋1单元102的', '1-1-102', '渝A12345', '', '']
const free = fc
  .tuple(fc.constantFrom('太吵了', '装'.repeat(150), '*急*', '先看看\n再说'), fc.constantFrom(...SECRETS))
  .map((parts) => parts.join('，'))
const short = fc
  .tuple(fc.constantFrom('装', '不装', '看情况'), fc.constantFrom('', '', '找13800138000', '（1-1-102）'))
  .map((p) => p.join(''))
const n = fc.integer({ min: 1, max: 3 })
const household = fc.constantFrom('1-1-101', '1-1-102', '1-1-301', '9-9-999')
const until = fc.integer({ min: -5, max: 90 }).map((hours) => closes + hours * HOUR)
const ofConveners: fc.Arbitrary<Reading> = fc.oneof(
  fc
    .record({
      question: free,
      options: fc.uniqueArray(short, { maxLength: 4 }),
      closes: until,
      kind: fc.constantFrom('household', 'straw', 'owners'),
      secret: fc.boolean(),
    })
    .map((one): Reading => ({ do: 'open-poll', poll: { ...one, kind: one.kind as 'household' } })),
  fc.constant<Reading>({ do: 'post-poll' }),
  fc.constant<Reading>({ do: 'post-poll' }),
  fc.record({ poll: n, reason: free }).map((one): Reading => ({ do: 'void-poll', ...one })),
  fc.record({ poll: n, reason: free, closes: until }).map((one): Reading => ({ do: 'extend-poll', ...one })),
  fc.record({ poll: n, household, reason: free }).map((one): Reading => ({ do: 'set-aside', ...one })),
  fc.record({ poll: n, household }).map((one): Reading => ({ do: 'restore', ...one })),
  fc.record({ poll: n, text: free }).map((one): Reading => ({ do: 'conclude', ...one })),
  fc
    .record({ poll: n, household, choice: n, how: fc.constantFrom('phone' as const, 'paper' as const) })
    .map(({ choice, ...one }): Reading => ({ do: 'hand-in', ...one, choice: { numbers: [choice] } })),
  fc.constant<Reading>({ do: 'deliberate', case: 1 }),
  fc.constant<Reading>({ do: 'sweep' }),
)
const ofAll: fc.Arbitrary<Reading> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ choice: n, reason: free })
      .map(({ choice, reason }): Reading => ({ do: 'vote', choice: { numbers: [choice] }, how: 'plain', reason })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ poll: n, choice: n }).map(
      ({ poll: number, choice }): Reading => ({
        do: 'vote',
        poll: number,
        choice: { numbers: [choice] },
        how: 'plain',
        reason: '',
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Reading[]>(
      { do: 'status' },
      { do: 'my-ballot' },
      { do: 'same-vote' },
      { do: 'vote-unsure', ask: 'for' },
      { do: 'unvote' },
      { do: 'undo' },
      { do: 'yes' },
      { do: 'vote-not' },
      { do: 'who-voted' },
      { do: 'who-may' },
      { do: 'two-votes' },
      { do: 'own-count' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ case: fc.constant(1), text: free }).map((one): Reading => ({ do: 'opinion', ...one })),
  },
  { weight: 1, arbitrary: n.map((opinion): Reading => ({ do: 'second', case: 1, opinion })) },
  {
    weight: 1,
    arbitrary: fc.record({ who: free, household: fc.option(household, { nil: undefined }) }).map(
      ({ who, household: home }): Reading => ({
        do: 'vote-for',
        who,
        choice: { numbers: [1] },
        ...(home === undefined ? {} : { household: home }),
      }),
    ),
  },
)
const name = fc.constantFrom(
  '李芳',
  '张伟',
  '朱明',
  '何姐',
  '吴老师',
  '王姐13800138000',
  '1-1-102业主',
  '很长很长很长的一个名字没完没了',
)
const happenings = fc.array(
  fc.tuple(
    fc.oneof(fc.tuple(name, ofAll), fc.tuple(fc.constantFrom('刘书记', '秦主任', '赵姐'), ofConveners)),
    fc.constantFrom('业主群', '业主群', '工作群', undefined),
    fc.integer({ min: 0, max: 400 }),
    fc.boolean(),
  ),
  { minLength: 15, maxLength: 45 },
)
const posted = fc.array(
  fc.record({
    question: fc
      .tuple(fc.constantFrom('修大门？', '装'.repeat(50), '*急*修树\n吗'), fc.constantFrom(...SECRETS))
      .map((p) => p.join('')),
    options: fc.constantFrom([], many(4, 18), ['装，找13800138000', '不装', '1-1-102先装']),
    kind: fc.constantFrom('household' as const, 'straw' as const),
    secret: fc.boolean(),
    closes: until.map((t) => Math.max(t, closes)),
  }),
  { minLength: 1, maxLength: 2 },
)
/** What runs when it begins, and what happens then. */
const steps = fc.record({ cards: posted, happenings })
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never

/** What is said before a poll is over is looked at with it as it stood then. */
function lived({ cards, happenings }: Steps, told: (line: Line, world: World) => void): void {
  const world = polled()
  world.said('李芳', '业主群', raise({ title: '门口停车', text: '门口停车' }))
  let seen = 0
  const look = () => {
    for (const line of world.lines.slice(seen)) told(line, world)
    seen = world.lines.length
  }
  for (const one of cards) {
    world.said('秦主任', '工作群', { do: 'open-poll', poll: one })
    world.said('秦主任', '工作群', { do: 'post-poll' })
  }
  for (const [[who, reading], room, minutes, addressed] of happenings) {
    world.later(minutes * MINUTE).beats()
    look()
    world.says(
      who,
      room,
      {
        from: world.c.is.people.find((one) => one.name === who)?.contact ?? who,
        addressed: addressed || room === undefined,
      },
      reading,
    )
    look()
  }
  for (const day of ['28', '30']) {
    world.wakes(`2026-11-${day} 20:00`)
    look()
  }
}

describe('whatever is said about polls', () => {
  const check = (rule: (line: Line, world: World) => void) =>
    fc.assert(
      fc.property(steps, (all) => lived(all, rule)),
      { numRuns: 150 },
    )
  const kind = ({ to }: Line, world: World) => ('room' in to ? world.c.get('room', to.room)?.kind : undefined)

  test('a line in a room has six lines and 200 characters at the most', () => {
    check((line, world) => {
      if (kind(line, world)) expect(fits(line.text), `${line.text.length}: ${line.text}`).toBe(true)
    })
  })

  test('no telephone and no plate in any room, no door among residents, no hole, Markdown or link', () => {
    check((line, world) => {
      const where = kind(line, world)
      if (!where) return
      expect(line.text).not.toMatch(/13800138000|A12345/)
      if (where === 'residents') expect(line.text.replace(/规则码.{4}/, '')).not.toMatch(/102|1-1-\d|999/)
      expect(line.text.replaceAll('*急*', '')).not.toMatch(/\*|`|\]\(|https?:|undefined|NaN|\[object|\n\n|^\n|\n$/)
    })
  })

  test('nothing is ever resolved, adopted or agreed by all', () => {
    check(({ text }) => expect(text).not.toMatch(/决议|表决通过|全体同意|一致同意|通过了/))
  })

  test('no count before the close where it is hidden', () => {
    check(({ text, about }, world) => {
      const one = about?.startsWith('P') ? world.c.get('poll', about.slice(1)) : undefined
      if (one?.stage === 'open' && one.shown === 'after')
        expect(text).not.toMatch(/\d[^\d：；，。\n]{1,20}：\d+(户|人|位)/)
    })
  })

  test('of a secret poll nobody hears what anybody voted', () => {
    check(({ text, about }, world) => {
      const one = about?.startsWith('P') ? world.c.get('poll', about.slice(1)) : undefined
      if (one?.secret) expect(text).not.toMatch(/(记下了：|改成|您投的是：|投了|改投了)\d/)
    })
  })

  test('each line has a key of its own', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const keys: string[] = []
        lived(all, ({ key }) => keys.push(key))
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 80 },
    )
  })
})

// ── help ─────────────────────────────────────────────────────────────────────────────────────────

describe('help fits a line of ours, and says what the role needs', () => {
  const ROLES = ['resident', 'handler', 'steward', 'supervisor', 'convener', 'admin'] as const
  const TOPICS = [undefined, 'polls', 'void', 'extend', 'hand-in', 'secret'] as const
  const sets = fc.uniqueArray(fc.constantFrom(...ROLES))

  test('whoever asks, of whatever', () => {
    fc.assert(
      fc.property(sets, fc.constantFrom(...TOPICS), (roles, on) => {
        const text = help({ roles }, on)
        expect(fits(text), text).toBe(true)
        expect(text).not.toBe('')
      }),
    )
  })

  test.each([
    ['convener', undefined, /回“表决帮助”/],
    ['steward', undefined, /代投P5.*扫楼P5/],
    ['resident', undefined, /回“表决帮助”/],
    ['convener', 'polls', /延长P5.*作废P5.*扫楼P5.*记录P5.*结论P5/s],
    ['steward', 'polls', /代投P5.*纸票/s],
    ['resident', 'polls', /撤销我的票.*楼栋长代投/s],
    ['convener', 'void', /另一位召集人/],
    ['resident', 'void', /召集人来做/],
    ['convener', 'secret', /周五18点 匿名/],
  ] as const)('%s, %s', (role, on, said) => expect(help({ roles: [role] }, on)).toMatch(said))

  test('who sees what: in three lines, and nothing is promised that does not hold', () => {
    for (const secret of [true, false])
      for (const stage of ['open', 'closed'] as const) {
        const text = whoSees(poll({ secret, stage }))
        expect(fits(text) && text.split('\n').length <= 3, text).toBe(true)
      }
    expect(whoSees(poll({ secret: true }))).toContain('截止前管服务器的人还查得到')
    expect(whoSees(poll({ secret: true, stage: 'closed' }))).toContain('谁也查不到了')
    expect(codeHow().split('\n')).toHaveLength(3)
  })
})

test('areas are told with their decimals: their sum is what is told as the sum', () => {
  expect([89.4, 90.1, 179.5, 600].map(squares)).toEqual(['89.4㎡', '90.1㎡', '179.5㎡', '600㎡'])
  expect(squares(0.1 + 0.2)).toBe('0.3㎡')
})

test('the sheet for the doors has at its head what is asked, and until when', () => {
  const { front, rows } = doorSheet(poll({ question: '装充电桩？' }), [['1-1-101', '李芳']])
  const [asked, doors] = front?.blocks ?? []
  expect(asked?.rows.map((row) => row.join('：')).join('\n')).toMatch(
    /装充电桩？.*1装 2不装.*11月27日（周五）晚上11点半/s,
  )
  expect([doors?.title, doors?.rows, doors?.open]).toEqual(['还没回的1户', rows, true])
  expect(doorSheet(poll({ secret: true }), []).head).not.toContain('问到（投了什么）')
})
