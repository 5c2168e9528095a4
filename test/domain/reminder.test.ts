import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, type Instant, isQuiet, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading, Repeat } from '../../src/domain/heard/reading.ts'
import { nextAt, planOf } from '../../src/domain/reminder/reminder.ts'
import type { Settings } from '../../src/domain/state/constitution.ts'
import type { Fact, ReminderFact } from '../../src/domain/state/facts.ts'
import type { Reminder } from '../../src/domain/state/matter.ts'
import { answers, at, type Came, given, heardBy, raise, texts, types, type World } from './given.ts'
import { settings } from './place.ts'

const local = (t: Instant): string => new Date(t + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ')

const deadline = at('2026-12-10 18:00')
const remind = (more: Partial<Extract<Reading, { do: 'remind' }>> = {}): Reading => ({
  do: 'remind',
  text: '交医保',
  until: deadline,
  timed: true,
  before: true,
  ...more,
})
const weekly: Repeat = { every: 'week', weekday: 5, time: '15:00' }
const monthly: Repeat = { every: 'month', day: 25, time: '18:00' }
const round = (repeat: Repeat, more: Partial<Extract<Reading, { do: 'remind' }>> = {}): Reading => ({
  do: 'remind',
  text: '收大件垃圾',
  timed: true,
  repeat,
  ...more,
})
/** R1 as 刘书记 set it among staff on Monday, the 23rd of November. */
function withOne(reading: Reading = remind()): World {
  const world = given()
  world.said('刘书记', '工作群', reading)
  return world
}
/** Every ten minutes until then: 「12-07 18:00 提醒大家…」. */
function told(world: World, until: string, step = 10 * MINUTE): readonly string[] {
  const before = world.lines.length
  for (let now = world.now; now <= at(until); now += step) {
    world.now = now
    world.beats()
  }
  return world.lines
    .slice(before)
    .filter(({ to }) => 'room' in to && to.room === '业主群')
    .map(({ notBefore, text }) => `${local(notBefore).slice(5)} ${text}`)
}

describe('what is due before a deadline is said', () => {
  test('three days, a day and three hours before, in every group of residents and nowhere else', () => {
    const world = withOne()
    expect(told(world, '2026-12-11 18:00')).toEqual([
      '12-07 18:00 R1 提醒大家：12月10日（周四）下午6点前 交医保（还有3天）',
      '12-09 18:00 R1 提醒大家：12月10日（周四）下午6点前 交医保（明天）',
      '12-10 15:00 R1 提醒大家：12月10日（周四）下午6点前 交医保（今天，还有3小时）',
    ])
    const rooms = world.lines.filter(({ text }) => text.includes('提醒大家')).map(({ to }) => 'room' in to && to.room)
    expect(new Set(rooms)).toEqual(new Set(['业主群', '二期群']))
    expect(world.lines.filter(({ text }) => text.includes('提醒大家')).flatMap(({ mention }) => mention)).toEqual([])
  })

  test.each([
    [
      'of a whole day in its morning',
      remind({ timed: undefined } as never),
      ['12-07 18:00', '12-09 18:00', '12-10 09:00'],
    ],
    ['after the night', remind({ until: at('2026-12-10 09:30') }), ['12-07 09:30', '12-09 09:30', '12-10 07:00']],
    [
      'before the night, where it would be too late after it',
      remind({ until: at('2026-12-10 07:30') }),
      ['12-07 07:30', '12-09 07:30', '12-09 21:30'],
    ],
    [
      'before the night that the deadline falls into',
      remind({ until: at('2026-12-10 03:00') }),
      ['12-07 07:00', '12-09 07:00', '12-09 21:30'],
    ],
    ['of those ahead only', remind({ until: at('2026-11-24 12:00') }), ['11-23 12:00', '11-24 09:00']],
    ['once a week in the morning', round(weekly), ['11-27 09:00', '12-04 09:00', '12-11 09:00']],
    [
      'once a week the evening before, of a morning',
      round({ ...weekly, time: '08:00' }),
      ['11-26 18:00', '12-03 18:00', '12-10 18:00'],
    ],
    ['twice a month', round(monthly), ['11-24 18:00', '11-25 15:00']],
  ])('%s', (_, reading, expected) => {
    expect(told(withOne(reading), '2026-12-11 20:00').map((line) => line.slice(0, 11))).toEqual(expected)
  })

  test('at once, where it is too near for any of them', () => {
    const world = given()
    const came = world.said('刘书记', '工作群', remind({ until: at('2026-11-23 11:00') }))
    expect(types(came)).toEqual(['reminder-set', 'reminder-said'])
    expect(heardBy(world, came)).toEqual(['工作群', '业主群', '二期群'])
    expect(texts(came)).toContain('现在就发给大家')
    expect(told(world, '2026-11-23 12:00')).toEqual([])
  })

  test('today, where it is tomorrow, and once more before', () => {
    const world = given()
    const came = world.said('刘书记', '工作群', remind({ until: at('2026-11-24 08:30') }))
    expect(texts(came)).toContain('现在就发给大家，当天早上7点再提醒一次')
    expect(heardBy(world, came)).toEqual(['工作群', '业主群', '二期群'])
    expect(told(world, '2026-11-25 00:00').map((line) => line.slice(0, 11))).toEqual(['11-24 07:00'])
    const late = given({}, at('2026-11-23 21:30'))
    late.said('刘书记', '工作群', remind({ until: at('2026-11-24 08:30') }))
    expect(told(late, '2026-11-25 00:00').map((line) => line.slice(0, 11))).toEqual(['11-24 07:00'])
  })

  test('in the group where it was set at once it is read there like anywhere', () => {
    const world = given()
    const came = world.said('刘书记', '业主群', remind({ until: at('2026-11-23 11:00') }))
    expect(heardBy(world, came)).toEqual(['业主群', '二期群'])
  })

  test('in the morning, of what was set in the night; never, of what is over by then', () => {
    const world = given({}, at('2026-11-23 23:00'))
    world.said('刘书记', '工作群', remind({ until: at('2026-11-24 07:30') }))
    expect(told(world, '2026-11-24 09:00').map((line) => line.slice(0, 11))).toEqual(['11-24 07:00'])
    const late = given({}, at('2026-11-23 22:30'))
    const came = late.said('刘书记', '工作群', remind({ until: at('2026-11-24 01:00') }))
    expect(answers(came)).toEqual(['reminding'])
    expect(texts(came)).toContain('夜里')
  })

  test('not in a group that is hushed beyond the deadline', () => {
    const world = withOne(remind({ until: at('2026-11-23 18:00') }))
    world.sets({ kind: 'room', key: '业主群', doc: { ...world.room(), hushedUntil: at('2026-11-24 07:00') } })
    const came = world.wakes('2026-11-23 15:00')
    expect(heardBy(world, came)).toEqual(['二期群'])
    const at11 = remind({ text: '打疫苗', until: at('2026-11-23 16:00') })
    expect(texts(world.said('刘书记', '工作群', at11))).toContain('业主群现在安静，那里不发')
  })
})

describe('after an outage', () => {
  test('only the last of several, with what is left', () => {
    const world = withOne()
    expect(texts(world.wakes('2026-12-09 20:30'))).toContain('（明天）')
    expect(told(world, '2026-12-11 00:00').map((line) => line.slice(0, 11))).toEqual(['12-10 15:00'])
  })

  test('what is said late takes the place of what follows within four hours', () => {
    const world = withOne()
    world.wakes('2026-12-10 13:00')
    expect(told(world, '2026-12-11 00:00')).toEqual([])
  })

  test('nothing in the night, but in the morning if there is time', () => {
    const world = withOne(remind({ until: at('2026-12-10 12:00') }))
    expect(world.wakes('2026-12-10 03:00').facts.filter(isOurs)).toEqual([])
    expect(world.wakes('2026-12-10 07:00').facts.filter(isOurs)).toMatchObject([{ type: 'reminder-said', rung: 'day' }])
  })

  test('nothing when the deadline is over: that is counted', () => {
    const world = withOne()
    const came = world.wakes('2026-12-12 09:00')
    expect(came.lines.filter(({ text }) => text.startsWith('R1'))).toEqual([])
    expect(came.facts.filter(({ type }) => type === 'reminder-over')).toMatchObject([{ missed: 1 }])
    expect(world.c.get('counters', 'counters')?.skipped).toBeGreaterThan(0)
  })

  test('what comes round goes on to the next that is ahead', () => {
    const world = withOne(round(weekly))
    const came = world.wakes('2026-12-16 10:00')
    expect(came.facts.find(({ type }) => type === 'reminder-moved')).toMatchObject({ until: at('2026-12-18 15:00') })
    expect(told(world, '2026-12-19 00:00').map((line) => line.slice(0, 11))).toEqual(['12-18 09:00'])
  })
})

describe('what is no reminder', () => {
  const far = at('2028-01-01 12:00')
  test.each([
    ['without a time', remind({ until: undefined } as never), 'reminding', '什么时候'],
    ['without a thing', remind({ text: '' }), 'reminding', '提醒大家什么'],
    ['of the past', remind({ until: at('2026-11-01 18:00') }), 'date-past', '已经过了'],
    ['of more than a year on', remind({ until: far }), 'date-far', '太远'],
    ['of a day that is none', remind({ doubt: 'no-such-day' }), 'reminding', '没有这个日子'],
    ['of every day', remind({ doubt: 'too-often' }), 'reminding', '天天'],
    ['for one person', remind({ doubt: 'personal' }), 'reminding', '闹钟'],
    ['that nobody reads to its end', remind({ text: '长'.repeat(61) }), 'reminding', '太长'],
  ])('%s', (_, reading, say, words) => {
    const came = given().said('刘书记', '工作群', reading)
    expect(answers(came)).toEqual([say])
    expect(texts(came)).toContain(words)
    expect(came.lines[0]?.text.split('\n').length).toBe(1)
  })

  test('said twice', () => {
    const came = withOne().said('刘书记', '工作群', remind())
    expect(texts(came)).toContain('R1 12月10日（周四）下午6点前 交医保，已经记着了')
  })

  test('by others than conveners: theirs is the word', () => {
    const world = given()
    const came = world.said('李芳', '业主群', remind())
    expect(answers(came)).toEqual(['told-conveners', 'to-conveners'])
    expect(world.said('李芳', '业主群', { do: 'drop-reminder', reminder: 1 }).answers.length).toBe(2)
    const aside = remind({ how: 'aside' })
    expect(answers(world.said('李芳', '业主群', aside))).toContain('to-conveners')
    expect(types(world.said('李芳', '业主群', aside, raise()))).toEqual(['case-raised'])
    for (const reading of [remind(), { do: 'drop-reminder', reminder: 1 }] as const)
      expect(world.mused('李芳', '业主群', reading)).toEqual({ facts: [], answers: [], lines: [] })
  })
})

describe('a reminder is called off', () => {
  const drop: Reading = { do: 'drop-reminder', reminder: 1 }

  test('in silence, where the groups have not heard of it', () => {
    const world = withOne()
    const came = world.said('刘书记', '工作群', drop)
    expect(heardBy(world, came)).toEqual(['工作群'])
    expect(told(world, '2026-12-11 00:00')).toEqual([])
  })

  test('aloud, where they have', () => {
    const world = withOne()
    world.wakes('2026-12-07 18:00')
    expect(heardBy(world, world.said('刘书记', '工作群', drop))).toEqual(['工作群', '业主群', '二期群'])
  })

  test('once; by its number, or where there is only one', () => {
    const world = withOne()
    expect(texts(world.said('刘书记', '工作群', { do: 'drop-reminder', reminder: 9 }))).toBe('没有 R9，最近的是 R1')
    expect(types(world.said('刘书记', '工作群', { do: 'drop-reminder' }))).toEqual(['reminder-dropped'])
    expect(texts(world.said('刘书记', '工作群', drop))).toBe('R1 已经过了或取消了')
    expect(texts(world.said('刘书记', '工作群', { do: 'drop-reminder' }))).toContain('没有')
  })

  test('and forgotten 35 days later', () => {
    const world = withOne()
    world.said('刘书记', '工作群', drop)
    world.later(35 * DAY - MINUTE).beats()
    expect([...world.c.all('reminder')].length).toBe(1)
    world.later(MINUTE).beats()
    expect([...world.c.all('reminder')]).toEqual([])
  })

  test('a line of it that waits is void by then, and not true any more the day after', () => {
    const world = withOne()
    const [line] = world.wakes('2026-12-07 18:00').lines.filter(({ text }) => text.includes('提醒大家'))
    expect(line?.while).toEqual({ reminder: 1, at: deadline })
    expect(line?.until).toBe(at('2026-12-08 00:00')) // how many days are left is true that day only
  })
})

describe('a reminder is put off', () => {
  const move = (more: object): Reading => ({ do: 'move-reminder', reminder: 1, ...more }) as Reading

  test('to another day at its hour', () => {
    const world = withOne()
    const came = world.said('刘书记', '工作群', move({ until: at('2026-12-12 18:00') }))
    expect(texts(came)).toContain('R1 改好了：12月12日（周六）下午6点前 交医保')
    expect(told(world, '2026-12-13 00:00').map((line) => line.slice(0, 11))).toEqual([
      '12-09 18:00',
      '12-11 18:00',
      '12-12 15:00',
    ])
  })

  test('aloud, where the groups have heard of it', () => {
    const world = withOne()
    world.wakes('2026-12-07 18:00')
    const came = world.said('刘书记', '工作群', move({ until: at('2026-12-12 18:00') }))
    expect(heardBy(world, came)).toEqual(['工作群', '业主群', '二期群'])
    expect(came.lines.at(-1)?.text).toBe('R1 时间改了：12月12日（周六）下午6点前 交医保')
  })

  test('not of what comes round to a single day, but to another rhythm', () => {
    const world = withOne(round(weekly))
    expect(texts(world.said('刘书记', '工作群', move({ until: deadline })))).toContain('每周五下午3点')
    const came = world.said('刘书记', '工作群', move({ repeat: { ...weekly, weekday: 6, time: '18:00' } }))
    expect(texts(came)).toContain('每周六下午3点')
  })

  test('not into the past', () => {
    const world = withOne()
    expect(answers(world.said('刘书记', '工作群', move({ until: at('2026-11-01 18:00') })))).toEqual(['date-past'])
  })
})

describe('刚才那个不算', () => {
  const undo: Reading = { do: 'undo' }
  test('what was set is gone, within ten minutes', () => {
    const world = withOne()
    expect(types(world.later(9 * MINUTE).said('刘书记', '工作群', undo))).toEqual(['reminder-dropped'])
    const late = withOne()
    expect(answers(late.later(11 * MINUTE).said('刘书记', '工作群', undo))).toEqual(['nothing-to-undo'])
  })

  test('what was called off or put off is as before', () => {
    for (const reading of [
      { do: 'drop-reminder', reminder: 1 },
      { do: 'move-reminder', reminder: 1, until: at('2026-12-12 18:00') },
    ] as const) {
      const world = withOne()
      const was = world.c.get('reminder', 1)
      world.said('刘书记', '工作群', reading)
      expect(texts(world.later(MINUTE).said('刘书记', '工作群', undo))).toBe(
        'R1 照旧：12月10日（周四）下午6点前 交医保',
      )
      expect(world.c.get('reminder', 1)).toEqual(was)
    }
  })
})

describe('the list', () => {
  test('has the soonest first, and never more than a line of ours holds', () => {
    const world = given()
    for (let i = 0; i < 9; i++)
      world.said('刘书记', '工作群', remind({ text: `第${i}件${'很长的事'.repeat(12)}`, until: deadline - i * DAY }))
    const [line] = world.mused('李芳', '业主群', { do: 'reminders' }).lines
    expect(line?.text.split('\n').length).toBeLessThanOrEqual(6)
    expect(line?.text.length).toBeLessThanOrEqual(200)
    expect(line?.text.startsWith('R9 ')).toBe(true)
    expect(line?.text).toContain('更晚的')
  })
  test('may be empty', () => {
    expect(texts(given().said('李芳', '业主群', { do: 'reminders' }))).toBe('现在没有要提醒大家的事')
  })
})

describe('a notice that something will be off', () => {
  const notice: Reading = { do: 'stoppage', what: '停水', until: at('2026-11-24 09:00'), timed: true }

  test('is offered to the conveners once, in words that may be copied', () => {
    const world = given()
    const came = world.mused('王强', '业主群', notice)
    expect(heardBy(world, came)).toEqual(['工作群'])
    expect(texts(came)).toBe(
      '物业工程部在群里说11月24日（周二）上午9点停水\n要不要提醒大家？要就回：提醒 11月24日上午9点 停水',
    )
    const again = world.mused('王强', '二期群', notice)
    expect(again.lines.map(({ key }) => key)).toEqual(came.lines.map(({ key }) => key))
  })

  test('is none of a resident, and nothing where there is a reminder of it', () => {
    expect(given().mused('李芳', '业主群', notice)).toEqual({ facts: [], answers: [], lines: [] })
    const world = withOne(remind({ text: '停水到12点', until: at('2026-11-24 09:00') }))
    expect(world.mused('王强', '业主群', notice).lines).toEqual([])
  })
})

// ── whatever happens ─────────────────────────────────────────────────────────────────────────────

const START = at('2026-11-23 00:00')
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const anyRepeat: fc.Arbitrary<Repeat> = fc.oneof(
  fc.record({ every: fc.constant('week' as const), weekday: fc.integer({ min: 0, max: 6 }), time: anyTime }),
  fc.record({ every: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }), time: anyTime }),
)
/** At least six hours in which one may speak. */
const anyQuiet: fc.Arbitrary<Settings> = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 18 }))
  .map(([from, hours]) => {
    const time = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`
    return { ...settings, quietHours: [time(from), time(from + hours)] }
  })

test('what comes round is next on its day, in the future, and no earlier time is left out', () => {
  fc.assert(
    fc.property(anyRepeat, fc.integer({ min: 0, max: 800 * 24 * 60 }), (repeat, minutes) => {
      const now = START + minutes * MINUTE
      const next = nextAt(repeat, now)
      expect(next).toBeGreaterThan(now)
      expect(next - now).toBeLessThanOrEqual((repeat.every === 'week' ? 7 : 31) * DAY)
      expect(local(next).slice(11)).toBe(repeat.time)
      const day = Number(dayOf(next).slice(8))
      const isLast = Number(dayOf(next + DAY).slice(8)) === 1
      if (repeat.every === 'month') expect(day === repeat.day || (isLast && day < repeat.day)).toBe(true)
    }),
  )
})

interface Said {
  readonly rung: string
  readonly at: Instant
  readonly deadline: Instant
}

test('each is said once at most, by day, before its time and never twice within four hours, whatever beats are lost', () => {
  const runs = { told: 0, moved: 0, missed: 0, nights: 0 }
  /** Mostly minutes to hours, now and then an outage of days or weeks. */
  const anyStep = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 300 }) },
    { weight: 3, arbitrary: fc.integer({ min: 300, max: 60 * 48 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60 * 48, max: 60 * 24 * 40 }) },
  )
  const beats = fc.array(anyStep, { minLength: 5, maxLength: 120 })
  const anyThing = fc.record({
    after: fc.integer({ min: 1, max: 60 * 24 * 20 }),
    timed: fc.boolean(),
    repeat: fc.option(anyRepeat, { nil: undefined }),
    start: fc.integer({ min: 0, max: 60 * 24 * 7 }),
  })
  fc.assert(
    fc.property(anyQuiet, anyThing, beats, (quiet, { after, timed, repeat, start }, steps) => {
      const now = START + start * MINUTE
      const world = given({ settings: quiet }, now)
      const came = world.said('刘书记', '工作群', {
        do: 'remind',
        text: '交医保',
        ...(timed ? { timed } : {}),
        ...(repeat ? { repeat } : { until: now + after * MINUTE }),
      })
      const said: Said[] = []
      note(world, came, said, runs)
      for (const step of steps) {
        const before = world.c.get('reminder', 1)
        note(world, world.later(step * MINUTE).beats(), said, runs, before)
        if (isQuiet(world.now, quiet)) runs.nights++
      }
      const times = said.map((one) => one.at)
      for (const one of said) {
        expect(isQuiet(one.at, quiet)).toBe(false)
        expect(one.at).toBeLessThan(one.deadline)
      }
      expect(new Set(said.map(({ rung, deadline: of }) => `${of}/${rung}`)).size).toBe(said.length)
      for (const [i, t] of times.entries()) if (i > 0) expect(t - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(4 * HOUR)
      const one = world.c.get('reminder', 1)
      if (repeat && one) expect(one.at).toBeGreaterThan(world.now)
    }),
    { numRuns: 200 },
  )
  expect(Object.values(runs).every((count) => count > 0)).toBe(true)
})

const isOurs = (fact: Fact): fact is ReminderFact => 'reminder' in fact

/** What a turn came to, and that what waits for a time waits for one that is not over. */
function note(
  world: World,
  { facts, lines }: Came,
  said: Said[],
  runs: Record<'told' | 'moved' | 'missed' | 'nights', number>,
  before: Reminder | undefined = world.c.get('reminder', 1),
): void {
  for (const fact of facts.filter(isOurs)) {
    if (fact.type === 'reminder-said') {
      said.push({ rung: fact.rung, at: fact.at, deadline: before?.at ?? 0 })
      runs.told++
      for (const line of lines.filter(({ text }) => text.includes('提醒大家')))
        expect(line.until).toBeLessThanOrEqual(Math.max(before?.at ?? 0, line.notBefore + HOUR))
    }
    if (fact.type === 'reminder-moved') {
      expect(fact.until).toBeGreaterThan(fact.at)
      runs.moved++
    }
    if ('missed' in fact && fact.missed > 0) runs.missed++
  }
}

test('a plan lies between its setting and its deadline, in order, by day', () => {
  fc.assert(
    fc.property(anyQuiet, fc.integer({ min: 1, max: 60 * 24 * 9 }), fc.boolean(), (quiet, minutes, timed) => {
      const one = { at: START + minutes * MINUTE, since: START, timed }
      const plan = planOf(quiet, one)
      for (const { at: t } of plan) {
        expect(t).toBeGreaterThanOrEqual(START)
        expect(t).toBeLessThan(one.at)
        expect(isQuiet(t, quiet)).toBe(false)
      }
      for (const [i, { at: t }] of plan.entries())
        if (i > 0) expect(t - (plan[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(4 * HOUR)
    }),
  )
})

describe('a convener’s plain word', () => {
  const plain = remind({ how: 'plain' })
  const off: Reading = { do: 'drop-reminder', how: 'plain' }

  test('is meant for the bot among staff, and nowhere else', () => {
    const world = given()
    for (const [name, room] of [
      ['刘书记', '业主群'],
      ['李芳', '业主群'],
      ['王强', '工作群'],
    ] as const)
      expect(types(world.mused(name, room, plain))).toEqual([])
    expect(types(world.mused('刘书记', '业主群', off))).toEqual([])
    expect(types(world.mused('刘书记', '工作群', plain))).toContain('reminder-set')
    expect(types(world.mused('刘书记', '工作群', off))).toContain('reminder-dropped')
  })

  test('of several it is asked which', () => {
    const world = withOne()
    world.said('刘书记', '工作群', remind({ text: '打疫苗' }))
    expect(texts(world.mused('刘书记', '工作群', off))).toContain('取消哪条？')
  })

  test('a notice that begins with 提醒 is not offered to her', () => {
    const notice = { do: 'stoppage', what: '停水', until: deadline, reminds: true } as const
    expect(types(given().mused('刘书记', '业主群', notice))).toEqual([])
    expect(types(given().mused('王强', '业主群', notice))).toEqual(['stoppage-heard'])
  })
})

test('R1是啥: of a number that there is not it is a word among neighbours', () => {
  const which: Reading = { do: 'reminders', reminder: 1 }
  expect(texts(withOne().mused('李芳', '业主群', which))).toBe('R1 12月10日（周四）下午6点前 交医保')
  expect(texts(withOne(round(weekly)).mused('李芳', '业主群', which))).toBe(
    'R1 每周五下午3点 收大件垃圾，下一次11月27日（周五）下午3点',
  )
  expect(answers(given().mused('李芳', '业主群', which))).toEqual([])
  expect(texts(given().said('李芳', '业主群', which))).toContain('没有 R1')
})
