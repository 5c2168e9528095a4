import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, type Instant, instant, isWorkday, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Day, Month } from '../../src/domain/state/figures.ts'
import type { Case } from '../../src/domain/state/matter.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { at, type Came, given, heardBy, raise, texts, types, type World } from './given.ts'
import { calendar, constitution } from './place.ts'

// ── the figures, from the record alone ───────────────────────────────────────────────────────────

interface Recorded {
  number: number
  tier: Case['tier']
  handling: Case['handling']
  raisedAt: Instant
  since: Instant
  due: Instant
  open: boolean
  pressed: boolean
  withdrawn: boolean
  doneAt: Instant | undefined
  first: Instant | undefined
  rated: Map<string, string>
}
const ANSWERING = new Set<string>([
  'case-taken',
  'news-given',
  'case-finished',
  'case-refused',
  'case-sent-back',
  'time-given',
  'promise-made',
])

function told(facts: readonly Fact[]): readonly Recorded[] {
  const all = new Map<number, Recorded>()
  for (const fact of facts) {
    if (!('case' in fact)) continue
    if (fact.type === 'case-raised') {
      const { number, tier, handling, raisedAt, due } = fact.matter
      const begun = { open: true, pressed: false, withdrawn: false, doneAt: undefined, first: undefined }
      all.set(number, { number, tier, handling, raisedAt, since: raisedAt, due, ...begun, rated: new Map() })
    }
    const one = all.get(fact.case)
    if (!one) continue
    if (ANSWERING.has(fact.type)) one.first ??= fact.at
    if (fact.type === 'case-finished') Object.assign(one, { open: false, doneAt: fact.at })
    if (fact.type === 'case-refused') one.open = false
    if (fact.type === 'case-withdrawn') Object.assign(one, { open: false, withdrawn: true })
    if (fact.type === 'case-pressed') one.pressed = true
    if (fact.type === 'case-rated') one.rated.set(fact.unit, fact.grade)
    if (fact.type === 'time-given') Object.assign(one, { since: fact.at, due: fact.until })
    if (fact.type === 'case-reopened')
      Object.assign(one, { since: fact.at, due: fact.due, open: true, doneAt: undefined, rated: new Map() })
  }
  return [...all.values()]
}
const numbers = (all: readonly Recorded[]): readonly number[] => all.map(({ number }) => number)
const sorted = (all: readonly number[]): readonly number[] => [...all].sort((a, b) => a - b)

function checkDay(day: Day | undefined, all: readonly Recorded[], now: Instant): void {
  const open = all.filter((one) => one.open)
  const red = open.filter(({ due }) => due <= now)
  const rest = open.filter((one) => !red.includes(one))
  const today = rest.filter(({ due }) => dayOf(due) === dayOf(now))
  const later = rest.filter((one) => !today.includes(one))
  const isYellow = ({ since, due }: Recorded): boolean => now >= since + 0.8 * (due - since)
  const unsaid = later.filter(({ since }) => dayOf(since + 2 * HOUR) !== dayOf(now)) // from 22:00 on it is called for tomorrow
  const yellow = unsaid.filter(isYellow)
  const pressed = unsaid.filter((one) => one.pressed && !isYellow(one))
  const lists = { red, today, yellow, pressed }
  for (const [name, list] of Object.entries(lists))
    expect(sorted(day?.[name as keyof typeof lists] ?? []), name).toEqual(numbers(list))
}

const graded = (rated: ReadonlyMap<string, string>, as: string): number =>
  [...rated.values()].filter((grade) => grade === as).length

function checkMonth(month: Month, all: readonly Recorded[], now: Instant): void {
  const within = (t: Instant | undefined) => t !== undefined && t >= month.from && t < month.to
  const raised = all.filter(({ raisedAt, withdrawn }) => within(raisedAt) && !withdrawn)
  const done = all.filter(({ doneAt }) => within(doneAt))
  const by = (handling: Case['handling']) => numbers(done.filter((one) => one.handling === handling))
  expect(month).toMatchObject({
    raised: numbers(raised),
    done: numbers(done),
    instant: by('instant'),
    agent: by('agent'),
    upward: by('upward'),
    onTime: numbers(done.filter(({ doneAt = 0, due }) => doneAt <= due)),
    rated: done.flatMap(({ number, rated }) =>
      rated.size === 0
        ? []
        : [{ case: number, good: graded(rated, 'good'), poor: graded(rated, 'poor'), all: rated.size }],
    ),
    waits: raised.map(({ number, raisedAt, first }) => ({
      case: number,
      ...(first === undefined ? {} : { ms: first - raisedAt }),
    })),
  })
  expect(sorted(month.open)).toEqual(numbers(all.filter(({ open }) => open)))
  expect(sorted(month.late)).toEqual(numbers(all.filter(({ open, due }) => open && due <= now)))
}

/** Each report of a beat against what the record told before it. */
function check({ facts }: Came, before: readonly Fact[], now: Instant): number {
  const all = told(before)
  const open = all.filter(({ tier }) => tier !== 'family')
  let checked = 0
  for (const fact of facts) {
    if (fact.type === 'day-reported' && now - fact.morning <= 3 * HOUR) checkDay(fact.day, all, now)
    if (fact.type === 'month-reported' && fact.month) checkMonth(fact.month, all, now)
    if (fact.type === 'week-reported' && fact.week) {
      const { monday, week } = fact
      const end = monday - 9 * HOUR
      const within = (t: Instant | undefined) => t !== undefined && t >= end - 7 * DAY && t < end
      expect(sorted(week.raised)).toEqual(
        numbers(open.filter(({ raisedAt, withdrawn }) => within(raisedAt) && !withdrawn)),
      )
      expect(sorted(week.finished)).toEqual(numbers(open.filter(({ doneAt }) => within(doneAt))))
      expect(sorted(week.open)).toEqual(numbers(open.filter((one) => one.open)))
      expect(sorted(week.late)).toEqual(numbers(open.filter((one) => one.open && one.due <= monday)))
    }
    if (fact.type.endsWith('-reported')) checked++
  }
  return checked
}

const KINDS = [
  { category: '电梯', place: { building: '3', unit: '2' } },
  { category: '照明', place: { building: '5' } },
  { category: '停车', place: { named: '东门' } },
  { category: '邻里', place: { building: '1' } },
] as const
const commands: readonly ((number: number) => readonly [name: string, reading: Reading])[] = [
  (number) => ['王强', { do: 'take', case: number }],
  (number) => ['刘书记', { do: 'take', case: number }],
  (number) => ['刘书记', { do: 'news', case: number, text: '师傅在看', how: 'command' }],
  (number) => ['刘书记', { do: 'finish', case: number, text: '换了', how: 'command' }],
  (number) => ['王强', { do: 'finish', case: number, text: '修了', how: 'command' }],
  (number) => ['李芳', { do: 'rate', case: number, grade: 'good', text: '' }],
  (number) => ['张伟', { do: 'rate', case: number, grade: 'fair', text: '' }],
  (number) => ['李父', { do: 'rate', case: number, grade: 'poor', text: '' }],
  (number) => ['李芳', { do: 'reopen', case: number, text: '还在漏' }],
  (number) => ['李芳', { do: 'withdraw', case: number }],
  (number) => ['刘书记', { do: 'refuse', case: number, reason: '没钱' }],
  (number) => ['刘书记', { do: 'send-back', case: number, reason: '不归我' }],
  (number) => ['刘书记', { do: 'press', case: number }],
]
interface Deed {
  readonly hours: number
  readonly raise: number | undefined
  readonly command: number
  readonly case: number
}
const lives = fc.array(
  fc.record({
    hours: fc.oneof({ weight: 6, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(150) }),
    raise: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.nat(KINDS.length - 1) },
    ),
    command: fc.nat(commands.length - 1),
    case: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 20, maxLength: 60 },
)

/** From one due instant to the next; each beat's reports are checked. */
function walk(world: World, until: Instant): number {
  let checked = 0
  const beat = (now: Instant): void => {
    const before = [...world.facts]
    world.now = now
    checked += check(world.beats(), before, now)
  }
  for (let next = world.c.dueAfter(world.now); next !== undefined && next <= until; next = world.c.dueAfter(world.now))
    beat(next)
  beat(until)
  return checked
}
function deed(world: World, one: Deed): void {
  const kind = one.raise === undefined ? undefined : KINDS[one.raise]
  if (kind) {
    world.said('李芳', '业主群', raise(kind))
    if (world.c.get('pending', world.person('李芳').key)?.question.ask === 'same')
      world.said('李芳', '业主群', { do: 'no' })
  } else if (world.c.get('case', one.case)) {
    const [name, reading] = commands[one.command]?.(one.case) ?? []
    if (name && reading) world.said(name, world.person(name).roles.includes('resident') ? '业主群' : '工作群', reading)
  }
}

/** At no time does a trace tell anything else than its case and its record do. */
function checkTraces(world: World): void {
  for (const { number, stage, due, endedAt } of world.c.all('case')) {
    const times = world.facts.filter((fact) => fact.type === 'case-reopened' && fact.case === number).length
    const trace = world.c.get('trace', number)
    expect(trace).toMatchObject({ number, stage, due, ...(times === 0 ? {} : { reopened: times }) })
    expect(trace?.endedAt).toBe(endedAt)
  }
}

describe('every figure is the fold of the record', () => {
  test('of the morning, the week and the month, whatever happened', () => {
    let checked = 0
    fc.assert(
      fc.property(lives, (life) => {
        const world = given()
        let until = world.now
        for (const one of life) {
          until += one.hours * HOUR
          checked += walk(world, until)
          deed(world, one)
          checkTraces(world)
        }
        checked += walk(world, until + 33 * DAY)
        for (const { text } of world.lines.filter(({ key }) => /^(?:day|week|month|high)\//.test(key)))
          expect(fits(text), text).toBe(true)
      }),
      { numRuns: 40 },
    )
    expect(checked).toBeGreaterThan(1000)
  })
})

// ── when ─────────────────────────────────────────────────────────────────────────────────────────

const ofType = <T extends Fact['type']>({ facts }: { readonly facts: readonly Fact[] }, type: T) =>
  facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type)
const skippedIn = (world: World): number => world.c.get('counters', 'counters')?.skipped ?? 0
const digest = (came: Came, start: string) => came.lines.filter(({ key }) => key.startsWith(start))

/** #1 of Monday, due on Tuesday at nine. */
const one = (): World => {
  const world = given()
  world.said('李芳', '业主群', raise())
  return world
}

describe('the morning’s list', () => {
  test('on working days at 08:30, once, and on no other', () => {
    const world = given({}, at('2026-09-21 09:00'))
    world.said('李芳', '业主群', raise())
    for (let now = world.now; now < at('2026-10-16 00:00'); now += 30 * MINUTE) {
      world.now = now
      world.beats()
    }
    const mornings = ofType(world, 'day-reported')
      .slice(1)
      .map(({ at: t, day }) => [t, day === undefined] as const)
    for (const [t] of mornings) {
      expect(t).toBe(instant(dayOf(t), '08:30'))
      expect(isWorkday(calendar, t)).toBe(true)
    }
    const days = mornings.map(([t]) => dayOf(t))
    expect(days).toContain('2026-10-10') // a Saturday that is worked
    expect(days).not.toContain('2026-10-01')
    expect(new Set(days).size).toBe(days.length)
    expect(days.length).toBe(14)
  })

  test('is said among staff, and calls who works on what is late or ends today', () => {
    const world = one()
    world.said('张伟', '业主群', raise({ category: '停车', place: { named: '东门' } })) // due on Thursday
    const [line, ...more] = digest(world.wakes('2026-11-24 08:30'), 'day/')
    expect(more).toEqual([])
    expect(line).toMatchObject({
      to: { room: '工作群' },
      mention: ['王强', '李工'].map((name) => world.person(name).key),
    })
    expect(line?.text).toContain('#1')
    expect(line?.text).not.toContain('#2')
    const late = digest(world.wakes('2026-11-26 08:30'), 'day/')[0]
    expect(late?.text).toMatch(/^11月26日（周四）要办的：晚了1件，今天到时限1件\n🔴#1 .*\n🟡#2 /)
    expect(late?.mention).toContain(world.person('保安队长').key)
  })

  test('nothing is said where nothing is late, ends today or nearly does', () => {
    const world = given()
    world.said('张伟', '业主群', raise({ category: '停车', place: { named: '东门' } }))
    const came = world.wakes('2026-11-24 08:30')
    expect(ofType(came, 'day-reported')).toMatchObject([{ day: undefined }])
    expect(came.lines).toEqual([])
  })

  test('is not said after noon, which is counted', () => {
    const world = one()
    expect(digest(world.wakes('2026-11-24 12:00'), 'day/').length).toBe(1)
    expect(digest(world.wakes('2026-11-25 12:01'), 'day/').length).toBe(0)
    expect(skippedIn(world)).toBe(1)
    expect(digest(world.wakes('2026-11-26 08:30'), 'day/').length).toBe(1)
    expect(skippedIn(world)).toBe(1)
  })

  test('those of an outage are counted, and the last one is said', () => {
    const world = one()
    const came = world.wakes('2026-12-03 09:00') // since Monday of the week before: 8 mornings, a Monday and a first
    expect(digest(came, 'day/').length).toBe(1)
    expect(digest(came, 'week/')).toEqual([])
    expect(digest(came, 'month/')).toEqual([])
    expect(skippedIn(world)).toBe(7 + 1 + 1)
  })

  test('without a staff room each has her own, of what she has no reminder of', () => {
    const rooms = constitution.rooms.filter(({ kind }) => kind !== 'staff')
    const world = given({ rooms }, at('2026-11-23 20:00'))
    world.said('李芳', '业主群', raise())
    world.said('王强', undefined, { do: 'take', case: 1 })
    const own = digest(world.wakes('2026-11-24 08:30'), 'day/') // its warning comes in the afternoon
    expect(heardBy(world, { ...world.beats(), lines: own })).toEqual(['王强'])
    world.said('张伟', '业主群', raise({ place: { building: '9' } }))
    expect(digest(world.wakes('2026-11-25 08:30'), 'day/')).toEqual([]) // #1 is late, and the end of #2 is told now
  })

  test('家事 is in no room, and its people hear of it', () => {
    const world = given({}, at('2026-11-24 09:00'))
    world.says('李芳', undefined, {}, raise({ category: '邻里', place: { building: '1' } }))
    expect(digest(world.wakes('2026-11-30 08:30'), 'day/')).toEqual([]) // its warning is due with it
    const [own, ...more] = digest(world.wakes('2026-12-01 08:30'), 'day/')
    expect(own).toMatchObject({ to: { person: world.person('刘书记').key } })
    expect(more).toEqual([])
    expect(texts(world.said('刘书记', '工作群', { do: 'digest', of: 'day' }))).not.toContain('#1')
    expect(texts(world.said('刘书记', undefined, { do: 'digest', of: 'day' }))).toContain('#1')
  })

  test('supervisors hear privately of what is late for long, with who holds it', () => {
    const world = one()
    expect(digest(world.wakes('2026-11-24 08:30'), 'high/')).toEqual([])
    const [line, ...more] = digest(world.wakes('2026-11-26 08:30'), 'high/')
    expect(more).toEqual([])
    expect(line).toMatchObject({ to: { person: world.person('陈监委').key } })
    expect(line?.text).toMatch(/1件：\n🔴#1 .*物业工程部/)
  })

  test('what falls due between the night and the list is said in it, once, and calls the conveners', () => {
    const world = given({}, at('2026-11-23 08:00'))
    for (const building of ['2', '6', '8'])
      world.later(2 * MINUTE).said('李芳', '业主群', raise({ place: { building } }))
    world.wakes('2026-11-23 20:30')
    world.wakes('2026-11-24 07:00')
    expect(world.wakes('2026-11-24 08:29').lines).toEqual([])
    const came = world.wakes('2026-11-24 08:30')
    const [line, ...more] = came.lines.filter(({ to }) => 'room' in to && to.room === '工作群')
    expect(more).toEqual([])
    expect(line?.text).toMatch(/^11月24日（周二）要办的：晚了3件\n🔴#1 .*晚了15分钟.*\n🔴#2 .*\n🔴#3 /)
    expect(line?.mention).toContain(world.person('刘书记').key)
    expect(came.lines.filter(({ to }) => 'room' in to && to.room === '业主群')).toHaveLength(1)
  })

  test('what has just become late stands before what was late already', () => {
    const world = given({}, at('2026-11-23 08:00'))
    world.said('李芳', '业主群', raise({ place: { building: '2' } }))
    world.wakes('2026-11-24 08:30')
    world.said('李芳', '业主群', raise({ place: { building: '6' } }))
    const [line] = digest(world.wakes('2026-11-25 08:30'), 'day/')
    expect(line?.text).toMatch(/🔴#2 .*\n🔴#1 /)
  })

  test('half its time of what nobody took is said in it', () => {
    const world = given()
    world.said('张伟', '业主群', raise({ category: '停车', place: { named: '东门' } }))
    const came = world.wakes('2026-11-25 08:30')
    expect(came.lines.map(({ text }) => text)).toEqual([expect.stringMatching(/等人接1件\n🟢#1 .*还没人接\n/)])
    expect(came.lines[0]?.mention).toContain(world.person('保安队长').key)
  })

  test.each([
    ['called for at seven, it is not named', '2026-11-23 22:30', []],
    ['called for in the evening, it is', '2026-11-23 21:30', ['#1']],
  ])('%s', (_, raised, expected) => {
    const world = given({}, at(raised))
    world.said('李芳', '业主群', raise({ category: '停车', place: { named: '东门' } }))
    world.said('刘书记', '工作群', { do: 'press', case: 1 })
    const { lines } = world.wakes('2026-11-24 08:30')
    expect(lines.flatMap(({ text }) => text.match(/#1(?= )/g) ?? [])).toEqual(expected)
  })

  test('supervisors hear again when another comes onto it, and on Mondays', () => {
    const world = one()
    const told: string[] = []
    for (let now = at('2026-11-24 08:30'); now < at('2026-12-18 00:00'); now += DAY) {
      world.now = now
      if (now === at('2026-12-01 08:30')) world.said('张伟', '业主群', raise({ place: { building: '9' } }))
      if (digest(world.beats(), 'high/').length > 0) told.push(dayOf(now))
    }
    expect(told).toEqual(['2026-11-25', '2026-11-30', '2026-12-03', '2026-12-07', '2026-12-14'])
  })

  test('what is late for long calls the conveners on the first working day of a week', () => {
    const world = one()
    const called: string[] = []
    for (let now = at('2026-11-24 08:30'); now < at('2026-12-12 00:00'); now += 30 * MINUTE) {
      world.now = now
      const [line] = digest(world.beats(), 'day/')
      if (line?.mention?.includes(world.person('刘书记').key)) called.push(dayOf(now))
    }
    expect(called).toEqual(['2026-11-30', '2026-12-07'])
  })

  test('who reported what is late for more than a week hears of it once a week', () => {
    const world = one()
    const heard: string[] = []
    for (let now = at('2026-11-24 08:30'); now < at('2026-12-16 00:00'); now += 30 * MINUTE) {
      world.now = now
      for (const { to, text, mention } of world.beats().lines)
        if (text.includes('还没办完')) {
          expect([to, mention]).toEqual([{ room: '业主群' }, [world.person('李芳').key]])
          heard.push(`${dayOf(now)} ${text}`)
        }
    }
    expect(heard).toEqual([
      '2026-12-07 #1 3栋2单元电梯停了，还没办完，晚了12天多：还在问',
      '2026-12-14 #1 3栋2单元电梯停了，还没办完，晚了19天多：还在问',
    ])
  })

  test('of many, as many as one line holds, the longest late first', () => {
    const world = given()
    for (let i = 1; i <= 9; i++)
      world.later(MINUTE).said(
        '李芳',
        '业主群',
        raise({
          text: `${i}栋电梯停了，老人下不了楼，娃娃上不了学`,
          title: `${i}栋电梯停了`,
          place: { building: String(i) },
        }),
      )
    const [line] = digest(world.wakes('2026-11-25 08:30'), 'day/')
    expect(line && fits(line.text)).toBe(true)
    const shown = [...(line?.text.matchAll(/#(\d+)/g) ?? [])].map(([, number]) => Number(number))
    expect(shown).toEqual(shown.map((_, i) => i + 1))
    expect(line?.text).toContain(`还有${9 - shown.length}件，回“红灯”`)
  })
})

describe('weeks and months', () => {
  const moments = fc.array(fc.nat(70 * 24 * 60), { minLength: 1, maxLength: 25 })
  /** The numbers that each of these reports counts as raised. */
  const counted = (raisedAt: readonly number[], type: 'week-reported' | 'month-reported'): readonly number[] => {
    const begin = at('2026-11-02 10:00')
    const world = given({}, begin)
    const kinds = raisedAt.toSorted((a, b) => a - b)
    const figures: number[] = []
    const until = (end: Instant): void => {
      for (
        let next = world.c.dueAfter(world.now);
        next !== undefined && next <= end;
        next = world.c.dueAfter(world.now)
      ) {
        world.now = next
        for (const fact of ofType(world.beats(), type)) {
          const told = 'week' in fact ? fact.week : 'month' in fact ? fact.month : undefined
          figures.push(...(told?.raised ?? []))
        }
      }
      world.now = end
    }
    for (const [i, minute] of kinds.entries()) {
      until(begin + minute * MINUTE)
      world.said('李芳', '业主群', raise({ category: '停车', place: { building: `${i + 1}` } }))
    }
    until(begin + 140 * DAY)
    return figures
  }

  test.each(['week-reported', 'month-reported'] as const)('%s: each case is counted once', (type) => {
    fc.assert(
      fc.property(moments, (minutes) => {
        expect(sorted(counted(minutes, type))).toEqual(minutes.map((_, i) => i + 1))
      }),
      { numRuns: 15 },
    )
  })

  test.each([
    ['2026-11-23 08:00', '2026-11-30 09:00', 'week-reported'],
    ['2026-11-22 23:59', '2026-11-23 09:00', 'week-reported'],
    ['2026-11-23 00:00', '2026-11-30 09:00', 'week-reported'],
    ['2026-12-01 08:00', '2027-01-01 09:00', 'month-reported'],
    ['2026-11-30 23:59', '2026-12-01 09:00', 'month-reported'],
  ] as const)('of %s it is told %s', (raised, told, type) => {
    const world = given({}, at('2026-11-16 10:00'))
    world.wakes(raised)
    world.said('李芳', '业主群', raise())
    const times: Instant[] = []
    while (world.now < at('2027-01-02 00:00')) {
      world.now = world.c.dueAfter(world.now) ?? at('2027-01-02 00:00')
      for (const fact of ofType(world.beats(), type)) {
        const figures = 'week' in fact ? fact.week : 'month' in fact ? fact.month : undefined
        if (figures?.raised.includes(1)) times.push(fact.at)
      }
    }
    expect(times).toEqual([at(told)])
  })
})

describe('the month’s report', () => {
  const reported = (came: Came) => digest(came, 'month/')

  test('on the first at nine, to the conveners, in words and as a picture of the same figures', () => {
    const world = one()
    world.said('王强', '工作群', { do: 'take', case: 1 })
    world.later(2 * HOUR).said('王强', '工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    world.said('李芳', '业主群', { do: 'rate', case: 1, grade: 'good', text: '' })
    expect(reported(world.wakes('2026-12-01 08:59'))).toEqual([])
    const came = world.wakes('2026-12-01 09:00')
    const [text, picture, ...more] = reported(came)
    expect(more).toEqual([])
    expect(text).toMatchObject({ to: { room: '工作群' }, mention: [world.person('刘书记').key] })
    expect(text?.text.split('\n')).toEqual([
      '11月的账：新报1件，没有还在办的',
      '办完1件：代办1件，按时办完：1件里1件',
      '满意：1户评了，1户满意',
      '多数报事1分钟内有人回话',
      expect.stringContaining('简报'),
    ])
    expect(picture?.mention).toEqual([])
    const paper = picture?.card && paperOf(world.c, picture.card)
    expect(paper).toMatchObject({
      picture: { title: '幸福里小区11月的账', figure: { words: '办完1件，按时1件', share: 1 } },
    })
  })

  test('is worth saying for a day', () => {
    const said = (when: string): number => {
      const world = one()
      world.wakes('2026-11-30 18:00')
      const came = world.wakes(when)
      const count = reported(came).length
      expect(ofType(came, 'month-reported')[0]?.skipped ?? 0).toBe(count === 0 ? 1 : 0)
      return count
    }
    expect(said('2026-12-02 09:00')).toBe(2)
    expect(said('2026-12-02 09:01')).toBe(0)
  })

  test('a month in which nothing was is not told', () => {
    const world = given()
    const came = world.wakes('2026-12-01 09:00')
    expect(ofType(came, 'month-reported')).toMatchObject([{ month: undefined }])
    expect(ofType(came, 'month-reported')[0]?.skipped).toBeUndefined()
    expect(reported(came)).toEqual([])
  })

  test('nobody in it is named, and 家事 is counted without its number', () => {
    const world = given()
    world.says('李芳', undefined, {}, raise({ category: '邻里', place: { building: '1' } }))
    const [text] = reported(world.wakes('2026-12-01 09:00'))
    expect(text?.text).toContain('新报1件')
    expect(text?.text).not.toContain('#1')
    expect(texts(world.said('刘书记', '工作群', { do: 'digest', of: 'week', figure: 'raised' }))).not.toContain('#1')
    expect(texts(world.said('刘书记', undefined, { do: 'digest', of: 'week', figure: 'raised' }))).toContain('#1')
  })

  test('of cases from before there were traces it tells the same', () => {
    const world = one()
    world.said('张伟', '业主群', raise({ category: '停车', place: { named: '东门' } }))
    world.said('王强', '工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    const traces = [...world.c.all('trace')]
    expect(traces.length).toBe(2)
    world.sets(...traces.map(({ number }) => ({ kind: 'trace', key: String(number) }) as const))
    const [fact] = ofType(world.wakes('2026-12-01 09:00'), 'month-reported')
    expect(fact?.month).toMatchObject({
      raised: [1, 2],
      done: [1],
      agent: [1],
      waits: [{ case: 1, ms: 0 }, { case: 2 }],
    })
  })

  test('a trace stays when its case goes to the archive, and fades after 400 days', () => {
    const world = one()
    world.said('刘书记', '工作群', { do: 'refuse', case: 1, reason: '没钱' })
    world.sets({ kind: 'case', key: '1' })
    const seen = (until: string) => {
      for (
        let next = at('2026-12-01 09:00');
        next <= at(until);
        next = at(`${dayOf(next + 32 * DAY).slice(0, 7)}-01 09:00`)
      ) {
        world.now = next
        world.beats()
      }
      return world.c.get('trace', 1)
    }
    expect(seen('2027-12-01 09:00')).toMatchObject({ number: 1, stage: 'refused' })
    expect(seen('2028-02-01 09:00')).toBeUndefined()
  })
})

// ── 类案 ─────────────────────────────────────────────────────────────────────────────────────────

describe('the same trouble again and again', () => {
  /** Like one that was done lately: she is asked, and says that it is another. */
  const another = (world: World, more: Parameters<typeof raise>[0] = {}): Came => {
    const came = world.said('李芳', '业主群', raise(more))
    return types(came).includes('asked') && !types(came).includes('case-raised')
      ? world.mused('李芳', '业主群', { do: 'no' })
      : came
  }
  /** Each done before the next. */
  const again = (world: World, more: Parameters<typeof raise>[0] = {}, days = 1): Came => {
    const came = another(world.later(days * DAY), more)
    world.said('刘书记', '工作群', {
      do: 'finish',
      case: came.facts.flatMap((fact) => ('case' in fact ? fact.case : []))[0] ?? 0,
      text: '',
      how: 'command',
    })
    return came
  }
  const seen = (came: Came) => ofType(came, 'pattern-seen').map(({ pattern }) => pattern.cases)

  test('the third in 90 days proposes a subject, the sixth the next', () => {
    const world = given()
    const all = [1, 2, 3, 4, 5, 6, 7].map(() => seen(again(world)))
    expect(all).toEqual([[], [], [[1, 2, 3]], [], [], [[1, 2, 3, 4, 5, 6]], []])
    const lines = world.lines.filter(({ key }) => key.endsWith('/pattern'))
    expect(lines.map(({ to, text }) => [to, text])).toEqual([
      [{ room: '工作群' }, '#3 是90天里3栋电梯第3次（#1 #2 #3），要不要请大家议一议？回“议3”'],
      [{ room: '工作群' }, '#6 是90天里3栋电梯第6次（#1 #2 #3 #4 #5 #6），要不要请大家议一议？回“议6”'],
    ])
  })

  test.each<[string, readonly Parameters<typeof raise>[0][], number]>([
    [
      'another unit of the building is the same',
      [{}, { place: { building: '3', unit: '1' } }, { place: { building: '3' } }],
      1,
    ],
    ['a named place', [{ place: { named: '东门' } }, { place: { named: '东门' } }, { place: { named: '东门' } }], 1],
    ['another building is not', [{}, {}, { place: { building: '5' } }], 0],
    ['another category is not', [{}, {}, { category: '照明' }], 0],
    ['without a place it is like no other', [{ place: {} }, { place: {} }, { place: {} }], 0],
    ['what fits no category is no kind', [{ category: '其他' }, { category: '其他' }, { category: '其他' }], 0],
    ['家事 is nobody’s subject', [{ category: '邻里' }, { category: '邻里' }, { category: '邻里' }], 0],
  ])('%s', (_, raised, expected) => {
    const world = given()
    expect(raised.flatMap((more) => seen(again(world, more))).length).toBe(expected)
  })

  test('the first is too old after 90 days', () => {
    const world = given()
    again(world)
    again(world, {}, 45)
    expect(seen(again(world, {}, 45.1))).toEqual([])
    expect(seen(again(world))).toEqual([[2, 3, 4]])
  })

  test('one that was withdrawn does not count', () => {
    const world = given()
    again(world)
    another(world)
    world.said('李芳', '业主群', { do: 'withdraw', case: 2 })
    expect(seen(again(world))).toEqual([])
    expect(seen(again(world))).toEqual([[1, 3, 4]])
  })

  test('where the place comes with the next sentence, it is seen then', () => {
    const world = given()
    again(world)
    again(world)
    expect(seen(another(world, { place: {} }))).toEqual([])
    const came = world.said('李芳', '业主群', { do: 'correct', how: 'bare', place: { building: '3' }, text: '3栋' })
    expect(seen(came)).toEqual([[1, 2, 3]])
  })

  test('is not proposed while people think about one of them already', () => {
    const world = given()
    again(world)
    again(world)
    world.said('刘书记', '工作群', { do: 'deliberate', case: 2 })
    expect(seen(again(world))).toEqual([])
  })

  test('stands in the month’s report, and its cases are told', () => {
    const world = given()
    for (let i = 0; i < 3; i++) again(world)
    const [text] = digest(world.wakes('2026-12-01 09:00'), 'month/')
    expect(text?.text).toContain('类案：3栋电梯3次（#1 #2 #3）')
    expect(texts(world.said('刘书记', '工作群', { do: 'digest', of: 'month', figure: 'patterns' }))).toContain(
      '11月类案：3栋电梯3次（#1 #2 #3）',
    )
  })

  test('costs nothing where nothing is raised', () => {
    expect(types(given().mused('李芳', '业主群'))).toEqual([])
  })
})

// ── what is asked of them ────────────────────────────────────────────────────────────────────────

describe('简报', () => {
  const week: Reading = { do: 'digest', of: 'week' }

  test('a convener sees what will be told, where nobody else does', () => {
    const world = one()
    expect(texts(world.said('刘书记', '工作群', week))).toMatch(
      /^幸福里小区一周（11月23日–29日），先给您看，11月30日（周一）上午9点发\n新报1件/,
    )
    const came = world.mused('刘书记', '业主群', week)
    expect(heardBy(world, came)).toEqual(['刘书记', '业主群'])
    expect(came.lines[1]?.text).not.toContain('#1')
    expect(texts(world.said('刘书记', '工作群', { do: 'digest', of: 'month' }))).toMatch(
      /^11月的账，先给您看，12月1日（周二）上午9点发：新报1件/,
    )
  })

  test('is said on Monday as it was shown', () => {
    const world = one()
    world.now = at('2026-11-30 08:59')
    const [, ...shown] = texts(world.said('刘书记', '工作群', week)).split('\n')
    const [said] = digest(world.wakes('2026-11-30 09:00'), 'week/')
    expect(said?.text.split('\n').slice(1)).toEqual(shown)
  })

  test('residents hear the last one again, when they ask the bot', () => {
    const world = one()
    expect(texts(world.said('李芳', '业主群', week))).toContain('还没有发过简报')
    expect(world.mused('李芳', '业主群', week).lines).toEqual([])
    const said = digest(world.wakes('2026-11-30 09:00'), 'week/')[0]?.text
    world.later(2 * DAY).said('王强', '工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    expect(texts(world.said('李芳', '业主群', week))).toBe(said)
    expect(texts(world.said('李芳', '业主群', { do: 'digest', of: 'month', figure: 'late' }))).toBe(said)
    expect(world.mused('李芳', '业主群', { do: 'digest', of: 'day' }).lines).toEqual([])
  })

  test('told again, it asks nothing that is over', () => {
    const world = one()
    world.said('刘书记', '工作群', {
      do: 'open-poll',
      poll: { question: '装吗', options: [], closes: at('2026-12-01 18:00') },
    })
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(digest(world.wakes('2026-11-30 09:00'), 'week/')[0]?.text).toContain('正在问：P1')
    expect(texts(world.said('李芳', '业主群', week))).toContain('正在问：P1')
    world.wakes('2026-12-01 18:01')
    expect(texts(world.said('李芳', '业主群', week))).not.toContain('正在问')
  })

  test('what stands behind a figure, of the last month as it was told and of this one', () => {
    const world = one()
    world.said('张伟', '业主群', raise({ category: '照明', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '', how: 'command' })
    world.wakes('2026-12-01 09:00')
    world.said('王强', '工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    const asked = (figure: Extract<Reading, { do: 'digest' }>['figure'] & string) =>
      texts(world.later(HOUR).said('刘书记', '工作群', { do: 'digest', of: 'month', figure }))
    expect(asked('raised')).toBe('11月新报2件：#1 #2\n12月到现在新报0件')
    expect(asked('late')).toBe('现在晚了0件')
    expect(asked('instant')).toBe('11月即办1件：#2\n12月到现在即办0件')
    expect(asked('slow')).toBe('11月没按时办完0件\n12月到现在没按时办完1件：#1')
    expect(asked('unanswered')).toBe('11月还没人回1件：#1\n12月到现在还没人回0件')
  })

  test('in a group the numbers fit a line, in private they are all there', () => {
    const world = given({ settings: { ...constitution.settings, perDay: 300 } })
    for (let i = 1; i <= 60; i++)
      world.later(MINUTE).said('李芳', '业主群', raise({ title: `${i}栋电梯停了`, place: { building: String(i) } }))
    const reading: Reading = { do: 'digest', of: 'month', figure: 'open' }
    const aloud = texts(world.said('刘书记', '工作群', reading))
    expect(fits(aloud)).toBe(true)
    expect(aloud).toContain('等60件')
    const alone = texts(world.said('刘书记', undefined, reading))
    expect([...alone.matchAll(/#\d+/g)].length).toBe(60)
  })
})
