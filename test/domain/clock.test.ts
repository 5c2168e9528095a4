import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUnattended } from '../../src/domain/audit.ts'
import { DAY, dayOf, HOUR, type Instant, isQuiet, isWorkday, MINUTE } from '../../src/domain/calendar.ts'
import { dueAt } from '../../src/domain/due.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { levelOf, supervised } from '../../src/domain/limit/ladder.ts'
import { freshDue, limitOf } from '../../src/domain/limit/limit.ts'
import { nextRung } from '../../src/domain/limit/rung.ts'
import { monthOf } from '../../src/domain/report/report.ts'
import type { Constitution, Limit } from '../../src/domain/state/constitution.ts'
import type { Case } from '../../src/domain/state/matter.ts'
import { at, type Came, given, heardBy, inHand, raise, texts, trouble, types, type World, withCase } from './given.ts'
import { constitution, settings } from './place.ts'

const local = (t: Instant): string => new Date(t + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ')
const staff = (world: World, name: string, reading: Reading): Came => world.said(name, '工作群', reading)
const rungs = (world: World, number = 1): readonly string[] =>
  world.facts.flatMap((fact) => (fact.type === 'case-reminded' && fact.case === number ? [fact.rung] : []))
const isReminder = ({ key }: { readonly key: string }): boolean =>
  /^#\d+\/(?:half|yellow|red|again|call)\/|^lights\//.test(key)
const reminders = (came: { readonly lines: Came['lines'] }) => came.lines.filter(isReminder)
/** From one due instant to the next. */
const stepping = (world: World, until: Instant, beaten: (came: Came) => void = () => undefined): void => {
  for (
    let next = world.c.dueAfter(world.now);
    next !== undefined && next <= until;
    next = world.c.dueAfter(world.now)
  ) {
    world.now = next
    beaten(world.beats())
  }
  world.now = until
  beaten(world.beats())
}

describe('the time limit', () => {
  const limits = { byHandling: { upward: { workdays: 10 } }, byTier: { family: { workdays: 4 } } }
  const catalogue = { ...constitution.catalogue, limits }
  const kind = { category: '照明', tier: 'common', handling: 'instant', urgent: false } as const
  const own = { byHandling: { upward: { workdays: 7 } } }
  const categories = catalogue.categories.map((one) => (one.name === '停车' ? { ...one, limits: own } : one))

  test.each<[string, Partial<Parameters<typeof limitOf>[1]>, Limit]>([
    ['by category', {}, { workdays: 2 }],
    ['of what is urgent', { urgent: true }, { hours: 8 }],
    ['of danger, whatever it is', { urgent: true, danger: '困人', handling: 'upward' }, { hours: 1 }],
    ['handled otherwise than is usual', { handling: 'upward' }, { workdays: 10 }],
    ['as its category says of that', { category: '停车', handling: 'upward' }, { workdays: 7 }],
    ['of another tier than is usual', { tier: 'family' }, { workdays: 4 }],
    ['of its own tier', { category: '邻里', tier: 'family', handling: 'agent' }, { workdays: 5 }],
    ['handled in a way of which nothing is said', { handling: 'agent' }, { workdays: 2 }],
    ['of no category that there is', { category: '没有', handling: 'agent' }, { workdays: 5 }],
  ])('%s', (_, more, expected) => {
    const world = given({ catalogue: { ...catalogue, categories } })
    expect(limitOf(world.c, { ...kind, ...more })).toEqual(expected)
  })

  test.each([
    ['on a Friday at 23:00', '2026-11-27 23:00', '2026-12-01 18:00'],
    ['before the feast', '2026-09-30 17:00', '2026-10-09 18:00'],
    ['during the feast', '2026-10-03 10:00', '2026-10-09 18:00'],
    ['the day before a Saturday that is worked', '2026-10-09 23:00', '2026-10-12 18:00'],
    ['on a Saturday that is worked', '2026-10-10 09:00', '2026-10-13 18:00'],
    ['on a Sunday', '2026-11-29 12:00', '2026-12-01 18:00'],
  ])('two working days, reported %s', (_, since, due) => {
    expect(local(freshDue(given().c, kind, at(since)))).toBe(due)
  })
  test.each([
    ['24 hours run through the weekend', { category: '电梯' }, '2026-11-27 20:00', '2026-11-28 20:00'],
    ['but end by day', { category: '电梯' }, '2026-11-27 23:00', '2026-11-29 09:00'],
    ['end on a full quarter of an hour', { category: '电梯' }, '2026-11-25 09:02', '2026-11-26 09:15'],
    ['are not rounded where they need not be', { category: '电梯' }, '2026-11-25 09:45', '2026-11-26 09:45'],
    ['of urgency too', { urgent: true }, '2026-11-25 10:16', '2026-11-25 18:30'],
    ['and into the night not at all', { category: '电梯' }, '2026-11-25 21:50', '2026-11-27 09:00'],
    ['of danger to the minute', { danger: '困人' }, '2026-11-25 09:02', '2026-11-25 10:02'],
    ['where nobody is in danger', { danger: '困人' }, '2026-11-27 23:00', '2026-11-28 00:00'],
  ])('%s', (_, more, since, due) => {
    expect(local(freshDue(given().c, { ...kind, ...more }, at(since)))).toBe(due)
  })

  test('taken up again it is as new', () => {
    const world = inHand({ category: '照明' })
    staff(world, '王强', { do: 'finish', case: 1, text: '换了灯', how: 'command' })
    world.now = at('2026-11-26 10:00')
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又不亮了' })
    expect(local(world.case().due)).toBe('2026-11-30 18:00')
  })
})

describe('the rungs', () => {
  const due = ({ c }: World, more: Partial<Case> = {}): string | undefined => {
    const matter = c.get('case', 1)
    const next = matter && nextRung(c, { ...matter, ...more })
    return next && `${next.rung} ${local(next.at)}`
  }
  const monday = { since: at('2026-11-23 09:00'), due: at('2026-11-23 19:00') }

  test.each<[string, Partial<Case>, string]>([
    ['nobody took it', monday, 'half 2026-11-23 14:00'],
    ['somebody did', { ...monday, stage: 'taken' }, 'yellow 2026-11-23 17:00'],
    ['half its time was said', { ...monday, rungs: ['half'] }, 'yellow 2026-11-23 17:00'],
    ['yellow was said', { ...monday, rungs: ['yellow'] }, 'red 2026-11-23 19:00'],
    ['too short for both', { ...monday, due: at('2026-11-23 15:00') }, 'yellow 2026-11-23 13:48'],
    ['in the night: in the morning', { due: at('2026-11-24 09:00'), stage: 'taken' }, 'yellow 2026-11-24 08:30'],
    [
      'in the night, of danger: at once',
      { due: at('2026-11-24 09:00'), stage: 'taken', danger: '困人' },
      'yellow 2026-11-24 04:12',
    ],
    [
      'of some days, on a Sunday: on Monday',
      { since: at('2026-11-25 09:00'), due: at('2026-11-30 18:00'), stage: 'taken' },
      'yellow 2026-11-30 08:30',
    ],
    [
      'its end on a Sunday too: as it is',
      { since: at('2026-11-25 09:00'), due: at('2026-11-29 18:00'), stage: 'taken' },
      'yellow 2026-11-28 21:00',
    ],
    [
      'late: on the next working day',
      { ...monday, rungs: ['red'], lastRungAt: at('2026-11-27 09:00') },
      'again 2026-11-30 08:30',
    ],
    ['pressed: each working day', { due: at('2026-11-30 18:00'), pressed: true }, 'again 2026-11-24 08:30'],
    [
      'pressed since: from the day after',
      { due: at('2026-11-30 18:00'), pressed: true, pressedAt: at('2026-11-25 15:00'), stage: 'taken' },
      'again 2026-11-26 08:30',
    ],
    ['in peace till then', { ...monday, stage: 'taken', hushed: at('2026-11-23 18:00') }, 'yellow 2026-11-23 18:00'],
  ])('%s', (_, more, expected) => {
    expect(due(withCase(), more)).toBe(expected)
  })

  test('of what is held there is none', () => {
    const held = { since: 0, until: at('2026-12-01 09:00'), why: 'review', reason: '没钱' } as const
    expect(due(withCase(), { held })).toBeUndefined()
    expect(dueAt(withCase().c, { kind: 'case', doc: { ...withCase().case(), held } })).toBe(held.until)
  })

  test('who sends it back needs not be told that half its time is over', () => {
    const world = inHand({ category: '停车' })
    world.now = at('2026-11-26 08:00')
    staff(world, '刘书记', { do: 'send-back', case: 1, reason: '不归我们' })
    stepping(world, at('2026-11-26 17:00'))
    expect(rungs(world)).toEqual(['yellow'])
  })

  test('pressed before its limit it is asked for each working day, and once on its day', () => {
    const world = inHand({ category: '照明' }) // till Wednesday 18:00
    staff(world, '刘书记', { do: 'press', case: 1 })
    stepping(world, at('2026-11-26 12:00'))
    expect(rungs(world)).toEqual(['again', 'yellow', 'red', 'again'])
  })
  test('what was asked for on the morning of its yellow is not warned of besides', () => {
    const world = inHand({ category: '照明' })
    staff(world, '刘书记', { do: 'postpone', case: 1, until: at('2026-11-25 21:00'), reason: '等' })
    staff(world, '刘书记', { do: 'press', case: 1 })
    stepping(world, at('2026-11-26 12:00'))
    expect(rungs(world)).toEqual(['again', 'again', 'red', 'again'])
  })
})

describe('the ladder', () => {
  const above = { id: 'chongyi', name: '崇义街道' }
  const level = (world: World, now: string, more: Partial<Case> = {}): string =>
    levelOf(world.c, { ...world.case(), ...more }, at(now))
  // due on Tuesday at 09:00
  test.each([
    ['2026-11-24 08:59', 'handler'],
    ['2026-11-24 09:00', 'convener'],
    ['2026-11-25 08:29', 'convener'],
    ['2026-11-25 08:30', 'supervisor'],
    ['2026-11-27 08:29', 'supervisor'],
    ['2026-11-27 08:30', 'above'],
    ['2027-11-27 08:30', 'above'],
  ])('at %s it is heard by the %s', (now, expected) => {
    expect(level(withCase({}, { parent: above }), now)).toBe(expected)
  })

  test('steps that nobody stands on are left out', () => {
    expect(level(withCase(), '2026-12-27 08:30')).toBe('supervisor')
    const people = constitution.people.filter(({ roles }) => !roles.includes('supervisor'))
    expect(level(withCase({}, { people }), '2026-12-27 08:30')).toBe('convener')
  })

  test('as the community file states it', () => {
    const ladder = [{ to: 'supervisor', after: 2 }] as const
    const world = withCase({}, { parent: above, settings: { ...settings, ladder } })
    expect(level(world, '2026-11-25 12:00')).toBe('handler')
    expect(level(world, '2026-11-26 12:00')).toBe('supervisor')
    expect(level(world, '2026-12-26 12:00')).toBe('supervisor')
  })

  test('a feast does not count', () => {
    const world = withCase({}, { parent: above })
    expect(level(world, '2026-10-07 12:00', { due: at('2026-09-30 18:00') })).toBe('convener')
    expect(level(world, '2026-10-08 09:00', { due: at('2026-09-30 18:00') })).toBe('supervisor')
  })

  test('a quarrel at home goes no further than those who mediate it', () => {
    const world = withCase({ category: '邻里' }, { parent: above })
    expect(level(world, '2027-01-27 09:00')).toBe('convener')
  })

  test('what is held, or over, is not late', () => {
    const held = { since: 0, until: at('2027-12-01 09:00'), why: 'resident', reason: '' } as const
    expect(level(withCase(), '2026-12-27 08:30', { held })).toBe('handler')
    expect(level(withCase(), '2026-12-27 08:30', { stage: 'done' })).toBe('handler')
  })

  test('who supervises hears of it, the oldest first', () => {
    const world = withCase({ category: '停车' })
    world.said('朱明', '业主群', raise({ category: '电梯', place: { building: '9' } }))
    expect(supervised(world.c, at('2026-11-26 12:00')).map(({ number }) => number)).toEqual([2])
    expect(supervised(world.c, at('2026-11-30 12:00')).map(({ number }) => number)).toEqual([2, 1])
  })

  test('the record keeps how far up it was heard, and when first', () => {
    const world = inHand()
    stepping(world, at('2026-11-27 12:00'))
    const levels = world.facts.flatMap((fact) => (fact.type === 'case-reminded' ? [[fact.level, fact.first]] : []))
    expect(levels).toEqual([
      ['handler', true],
      ['convener', true],
      ['supervisor', true],
      ['supervisor', undefined],
      ['supervisor', undefined],
    ])
    expect(world.case().level).toBe('supervisor')
  })
})

describe('the clock stands still', () => {
  const hold = (world: World, until: string, why: 'resident' | 'review' = 'resident'): void => {
    const about = { since: world.now, until: at(until), why, reason: '等' }
    world.sets({ kind: 'case', key: '1', doc: { ...world.case(), held: about } })
  }
  const goOn: Reading = { do: 'go-on', case: 1, how: 'command' }

  test.each([
    ['hours', '电梯', '2026-11-23 12:00', '2026-11-23 15:30', '2026-11-24 12:30'],
    ['hours, into the night', '电梯', '2026-11-23 12:00', '2026-11-24 02:00', '2026-11-25 09:00'],
    ['working days', '照明', '2026-11-23 12:00', '2026-11-24 12:00', '2026-11-26 18:00'],
    ['working days, over a weekend', '照明', '2026-11-24 12:00', '2026-11-27 12:00', '2026-11-30 18:00'],
  ])('a limit of %s moves by the time that it was held', (_, category, from, to, due) => {
    const world = inHand({ category })
    world.now = at(from)
    hold(world, '2026-12-30 09:00')
    world.now = at(to)
    staff(world, '王强', goOn)
    expect(local(world.case().due)).toBe(due)
    expect(world.case().held).toBeUndefined()
  })

  test('nothing is said meanwhile, and it goes on by itself', () => {
    const world = inHand()
    hold(world, '2026-11-30 10:00')
    stepping(world, at('2026-11-30 09:59'))
    expect(rungs(world)).toEqual([])
    const came = world.later(MINUTE).beats()
    expect(types(came)).toContain('clock-resumed')
    expect(heardBy(world, came)).toEqual(['工作群', '业主群'])
    expect(came.lines[0]?.mention).toEqual([world.person('王强').key])
    expect(came.lines[1]?.text).toMatch(/还没等到您回话，物业工程部接着办，最迟/)
    expect(local(world.case().due)).toBe('2026-12-01 10:00')
  })

  test('what is late goes on: who works on it is told, and no resident is given orders', () => {
    const world = inHand()
    stepping(world, at('2026-11-25 09:00'))
    hold(world, '2026-12-30 09:00', 'review')
    const urged = world.said('李芳', '业主群', { do: 'urge', case: 1 })
    expect(texts(urged)).toContain('先等着：等，到12月30日（周三）再看')
    expect(texts(urged)).not.toContain('到时限')
    const came = staff(world, '刘书记', goOn)
    const to = (room: string) =>
      came.lines.filter((line) => 'room' in line.to && line.to.room === room).map(({ text }) => text)
    expect(to('业主群')).toEqual(['#1 物业工程部接着办，比说好的晚了，新时间定了就在这里说'])
    expect(to('工作群').at(-1)).toMatch(/^#1 接着办：.*\n已经晚了，请先办这件$/)
  })
  test('why it is late, asked by whom it concerns', () => {
    const why: Reading = { do: 'progress', how: 'own', why: 'late' }
    const world = inHand()
    expect(types(world.mused('李芳', '业主群', why))).toEqual([])
    expect(world.mused('李芳', '业主群', why).lines).toEqual([])
    stepping(world, at('2026-11-25 09:00'))
    expect(texts(world.mused('李芳', '业主群', why))).toContain('还没说为什么晚了')
    staff(world, '王强', { do: 'reason', case: 1, text: '等配件' })
    expect(texts(world.mused('李芳', '业主群', why))).toContain('晚了是因为：等配件')
    expect(world.mused('张伟', '业主群', why).lines).toEqual([])
    staff(world, '刘书记', { do: 'postpone', case: 1, until: at('2026-11-30 18:00'), reason: '厂家缺货' })
    expect(texts(world.mused('李芳', '业主群', why))).toContain('改过时间，是因为：厂家缺货')
  })

  test('what was late is as late as before, and not asked for at once', () => {
    const world = inHand()
    stepping(world, at('2026-11-25 09:00'))
    const late = world.now - world.case().due
    hold(world, '2026-12-02 09:00')
    stepping(world, at('2026-12-02 09:00'))
    expect(world.now - world.case().due).toBe(late)
    expect(rungs(world)).toEqual(['yellow', 'red', 'again'])
    stepping(world, at('2026-12-03 09:00'))
    expect(rungs(world)).toEqual(['yellow', 'red', 'again', 'again'])
  })

  test.each([
    ['补充', { do: 'add', case: 1, text: '我明天下午在家' }],
    ['a plain word', { do: 'news', case: 1, text: '明天下午可以', how: 'plain' }],
    ['不用等了', goOn],
  ] as const)('%s of who reported it resumes what waits for her', (_, reading) => {
    const world = inHand()
    hold(world, '2026-11-30 10:00')
    world.later(HOUR)
    const came = world.said('李芳', '业主群', reading)
    expect(types(came)).toContain('clock-resumed')
    expect(heardBy(world, came)).toEqual(['业主群', '工作群'])
    expect(local(world.case().due)).toBe('2026-11-24 10:00')
  })

  test('others do not resume it, nor does she what a convener put off', () => {
    const world = inHand()
    hold(world, '2026-11-30 10:00')
    expect(types(world.said('朱明', '业主群', goOn))).toEqual([])
    hold(world, '2026-11-30 10:00', 'review')
    expect(types(world.said('李芳', '业主群', goOn))).toEqual([])
    expect(types(world.said('李芳', '业主群', { do: 'add', case: 1, text: '还在漏' }))).toEqual(['words-added'])
    expect(types(staff(world, '王强', goOn))).toEqual([])
    expect(types(staff(world, '刘书记', goOn))).toEqual(['clock-resumed'])
  })

  const suspend = (until: string | undefined, reason: string): Reading => ({
    do: 'suspend',
    case: 1,
    ...(until === undefined ? {} : { until: at(until) }),
    reason,
  })
  test('缓办: by a convener, until a day, said aloud where it lives', () => {
    const world = inHand()
    expect(types(staff(world, '王强', suspend('2026-12-01 18:00', '等钱')))).toEqual([])
    const came = staff(world, '刘书记', suspend('2026-12-01 18:00', '等维修资金'))
    expect(heardBy(world, came)).toEqual(['工作群', '业主群', '工作群'])
    expect(texts(came)).toContain('12月1日（周二）再看')
    expect(world.case().held).toMatchObject({ until: at('2026-12-01 09:00'), why: 'review', reason: '等维修资金' })
    const review = world.wakes('2026-12-01 09:00')
    const told = review.lines.filter(({ about }) => about === '#1')
    expect(told.map(({ to, mention }) => [to, mention])).toEqual([
      [{ room: '工作群' }, [world.person('刘书记').key]],
      [{ room: '业主群' }, [world.case().reporter]],
    ])
  })
  test.each([
    [undefined, '等钱', 'suspend-how'],
    ['2026-12-01 18:00', '', 'suspend-how'],
    ['2026-11-22 18:00', '等钱', 'date-past'],
    ['2028-11-22 18:00', '等钱', 'date-far'],
  ])('缓办 till %s because of 「%s」: %s', (until, reason, expected) => {
    const { answers, facts } = staff(inHand(), '刘书记', suspend(until, reason))
    expect([facts, answers.map(({ say }) => say)]).toEqual([[], [expected]])
  })

  test('a new limit ends it', () => {
    const world = inHand()
    hold(world, '2026-11-30 10:00', 'review')
    staff(world, '刘书记', { do: 'postpone', case: 1, until: at('2026-12-04 18:00'), reason: '等' })
    expect(world.case()).toMatchObject({ due: at('2026-12-04 18:00'), held: undefined })
  })
})

describe('what is put off', () => {
  const suspend = (until: string, reason = '等维修资金'): Reading => ({
    do: 'suspend',
    case: 1,
    until: at(until),
    reason,
  })
  const calm: Reading = { do: 'no-hurry', case: 1, text: '不急' }
  const away: Reading = { do: 'nobody-home', case: 1, text: '没人在家' }
  const dueWhenDone = (world: World): Instant => {
    staff(world, '王强', { do: 'finish', case: 1, text: '换了门机', how: 'command' })
    return world.case().due
  }

  test('stays so where its reporter is in no hurry, who is told no date that is past', () => {
    const world = inHand({ urgent: true })
    staff(world, '刘书记', suspend('2027-03-01 09:00'))
    world.later(3 * DAY)
    const came = world.said('李芳', '业主群', calm)
    expect(types(came)).toEqual(['hurry-dropped'])
    expect(texts(came)).toBe('#1 好，不赶。还是3月1日（周一）再看\n#1 报的人说不急，还是3月1日（周一）再看')
    expect(world.case()).toMatchObject({ urgent: false, held: { until: at('2027-03-01 09:00') } })
    stepping(world, at('2027-03-01 09:00'))
    expect(rungs(world)).toEqual([])
    expect(local(world.case().due)).toBe('2027-03-02 09:00') // the day that it had, after the day of the review
  })

  test('as she is waited for', () => {
    const world = inHand({ urgent: true })
    staff(world, '王强', away)
    world.later(HOUR)
    const came = world.said('李芳', '业主群', calm)
    expect(texts(came)).toContain('先等您到11月25日（周三）')
    expect(world.case().held).toMatchObject({ why: 'resident' })
    world
      .later(HOUR)
      .says('李芳', '业主群', { text: '下午在家', addressed: false }, { do: 'at-home', text: '下午在家' })
    expect(local(world.case().due)).toBe('2026-11-24 11:00') // with the two hours of waiting
  })

  test('also as she said herself', () => {
    const world = inHand()
    world.said('李芳', '业主群', { ...calm, until: at('2026-11-30 09:00') })
    world.later(HOUR).said('李芳', '业主群', calm)
    expect(world.case().held?.until).toBe(at('2026-11-30 08:30'))
  })

  test('an urgent case that is late by any limit stays late', () => {
    const world = inHand({ urgent: true })
    world.later(3 * DAY)
    const due = world.case().due
    expect(types(world.said('李芳', '业主群', calm))).toEqual(['words-added'])
    expect(world.case().due).toBe(due)
  })

  test('is not called forgotten where that was said again', () => {
    const world = inHand()
    staff(world, '刘书记', suspend('2027-10-01 09:00'))
    world.now = at('2027-09-20 10:00')
    staff(world, '刘书记', suspend('2028-06-01 09:00'))
    const doc = world.case()
    expect(isUnattended({ kind: 'case', key: '1', doc }, dueAt(world.c, { kind: 'case', doc }))).toBe(false)
  })

  test('and finished meanwhile is not late', () => {
    const world = inHand()
    const { due } = world.case()
    staff(world, '刘书记', suspend('2026-12-10 09:00'))
    world.now = at('2026-12-05 10:00')
    expect(dueWhenDone(world)).toBe(due + (world.now - at('2026-11-23 09:00')))
    expect(monthOf(world.c, at('2026-12-01 00:00'), at('2027-01-01 00:00'), world.now)).toMatchObject({
      done: [1],
      onTime: [1],
    })
    staff(world.later(MINUTE), '王强', { do: 'undo' })
    expect(world.case()).toMatchObject({ due, held: { until: at('2026-12-10 09:00') } })
  })

  test('is not shortened by a yes to what was asked before', () => {
    const world = inHand({ category: '照明' })
    staff(world, '王强', { do: 'postpone', case: 1, until: at('2026-12-10 18:00'), reason: '等配件' })
    staff(world, '刘书记', suspend('2027-03-01 09:00'))
    const agreed = staff(world, '刘书记', { do: 'agree', case: 1 })
    expect(texts(agreed)).toBe('#1 正缓着，3月1日（周一）再看。要现在定时间，先回“继续1”')
    expect(world.case().held?.until).toBe(at('2027-03-01 09:00'))
  })

  test('nor a limit that has moved beyond it since', () => {
    const world = inHand({ category: '照明' })
    staff(world, '王强', { do: 'postpone', case: 1, until: at('2026-11-26 10:00'), reason: '等配件' })
    staff(world, '王强', away)
    const waiting = staff(world, '刘书记', { do: 'agree', case: 1 })
    expect(texts(waiting)).toBe('#1 正等报的人回话，时限跟着往后，不用延')
    stepping(world, at('2026-11-25 09:05'))
    expect(types(staff(world, '刘书记', { do: 'agree', case: 1 }))).toEqual([])
    expect(local(world.case().due)).toBe('2026-11-27 18:00')
  })

  test('an old promise is not asked for when it goes on', () => {
    const world = inHand({ category: '照明' })
    for (const day of ['2026-11-24 10:00', '2026-11-24 12:00'])
      staff(world, '王强', { do: 'news', case: 1, text: '说好了', until: at(day), how: 'command' })
    staff(world, '刘书记', suspend('2026-12-10 09:00'))
    staff(world, '王强', { do: 'undo' })
    expect(world.case().promised).toBeUndefined()
    stepping(world, at('2026-12-10 12:00'))
    expect(world.facts.filter(({ type }) => type === 'promise-passed')).toEqual([])
  })

  test('a danger never is, not even when somebody has taken it', () => {
    const world = withCase({ danger: '困人', urgent: true })
    const refused = staff(world, '刘书记', suspend('2027-03-01 09:00'))
    expect(texts(refused)).toBe('#1 是险情，不能缓、不能延几天。先打119、马上去人，险情排除了再回“1好了”')
    expect(world.case().held).toBeUndefined()
    staff(world, '王强', { do: 'take', case: 1 })
    expect(types(staff(world, '刘书记', suspend('2027-03-01 09:00')))).toEqual([])
  })
})

describe('the reason', () => {
  const because: Reading = { do: 'reason', case: 1, text: '等配件' }
  test.each([
    ['2026-11-24 06:59', ['news-given']],
    ['2026-11-24 07:00', ['reason-given']],
    ['2026-11-25 12:00', ['reason-given']],
  ])('at %s: %j', (now, expected) => {
    const world = inHand()
    world.now = at(now)
    expect(types(staff(world, '王强', because))).toEqual(expected)
  })

  test('is told along with its lateness, to staff and to residents', () => {
    const world = inHand()
    world.wakes('2026-11-24 08:30')
    staff(world, '王强', because)
    const red = world.wakes('2026-11-24 09:00').lines.filter(({ about }) => about === '#1')
    expect(red.map(({ to }) => to)).toEqual([{ room: '工作群' }, { room: '业主群' }])
    expect(red[0]?.text).toContain('原因：等配件')
    expect(red[1]?.text).toContain('#1 比说好的晚了：等配件')
  })

  test('of others it is none', () => {
    const world = inHand()
    world.now = at('2026-11-25 12:00')
    expect(types(world.said('李芳', '业主群', because))).toEqual(['words-added'])
    expect(types(world.mused('朱明', '业主群', because))).toEqual([])
  })

  test('a new limit begins without it, and is told to residents once more', () => {
    const world = inHand()
    world.now = at('2026-11-24 08:00')
    staff(world, '王强', because)
    staff(world, '刘书记', { do: 'postpone', case: 1, until: at('2026-11-25 18:00'), reason: '等' })
    expect(world.case().reason).toBeUndefined()
    stepping(world, at('2026-12-04 18:00'))
    const aloud = world.lines.filter(({ text }) => text.includes('比说好的晚了'))
    expect(aloud.map(({ to }) => to)).toEqual([{ room: '业主群' }])
    expect(aloud[0]?.text).toContain('还在问')
  })
})

describe('one beat, one audience: one list', () => {
  const several = (changes: Partial<Constitution> = {}, count = 3): World => {
    const world = given(changes)
    for (let each = 1; each <= count; each++)
      world.said('李芳', '业主群', raise({ text: `${each}栋电梯停了很久没有人管`, place: { building: `${each}` } }))
    return world
  }
  const noStaffRoom = { rooms: constitution.rooms.filter(({ kind }) => kind !== 'staff') }

  test('in the staff room, and to residents', () => {
    const world = several()
    world.wakes('2026-11-24 08:30')
    const red = world.wakes('2026-11-24 09:00')
    expect(reminders(red).map(({ to }) => to)).toEqual([{ room: '工作群' }])
    expect(red.lines.filter(({ to }) => 'room' in to && to.room === '业主群')).toHaveLength(1)
    for (const number of [1, 2, 3]) expect(reminders(red)[0]?.text).toContain(`🔴#${number} `)
  })

  test('to each in private where there is no staff room', () => {
    const world = several(noStaffRoom)
    world.wakes('2026-11-24 09:00')
    const again = reminders(world.wakes('2026-11-25 08:30'))
    expect(heardBy(world, { ...world.beats(), lines: again }).toSorted()).toEqual(['刘书记', '李工', '王强'].toSorted())
  })

  test('with a digest of the day in the staff room, nothing more', () => {
    const world = several()
    world.wakes('2026-11-24 09:00')
    const morning = world.wakes('2026-11-25 08:30')
    expect(types(morning)).toContain('day-reported')
    expect(reminders(morning)).toEqual([])
  })

  test('a quarrel at home is in no list of a room', () => {
    const world = several({}, 2)
    world.said('李芳', undefined, raise({ category: '邻里', text: '楼上天天吵架睡不着觉', place: {} }))
    stepping(world, at('2026-12-10 12:00'))
    for (const { to, text } of world.lines) if ('room' in to) expect(text).not.toContain('吵架')
    const told = world.lines.filter((line) => isReminder(line) && line.text.includes('#3'))
    expect(told.length).toBeGreaterThan(3)
    expect(told.every(({ to }) => 'person' in to)).toBe(true)
  })

  test('whatever there is, it fits', () => {
    const world = several({}, 12)
    stepping(world, at('2026-11-26 12:00'))
    expect(world.lines.filter(isReminder).length).toBeGreaterThan(1)
    for (const { text } of world.lines.filter((line) => isReminder(line) || line.text.includes('比说好的晚了'))) {
      expect(text.split('\n').length).toBeLessThanOrEqual(6)
      expect(text.length).toBeLessThanOrEqual(200)
    }
  })

  test('however much was said of one', () => {
    const world = withCase({ text: '这句话很长'.repeat(8) })
    staff(world, '王强', { do: 'take', case: 1 })
    staff(world, '王强', { do: 'news', case: 1, text: '消息'.repeat(60), how: 'command' })
    world.now = at('2026-11-24 08:00')
    staff(world, '王强', { do: 'reason', case: 1, text: '原因'.repeat(60) })
    staff(world, '刘书记', { do: 'press', case: 1 })
    world.wakes('2026-11-24 08:30')
    const red = world.wakes('2026-11-24 09:00').lines.filter(({ about }) => about === '#1')
    expect(red.length).toBe(2)
    for (const { text } of red) expect([text.length <= 200, text.split('\n').length <= 6]).toEqual([true, true])
    const held = {
      since: world.now,
      until: at('2026-12-01 09:00'),
      why: 'review',
      reason: '等13912345678回话',
    } as const
    world.sets({ kind: 'case', key: '1', doc: { ...world.case(), held } })
    const progress = texts(world.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    expect(progress).toContain('⚪')
    expect(progress).not.toContain('13912345678')
  })

  test('what is pressed stands first', () => {
    const world = several()
    staff(world, '刘书记', { do: 'press', case: 3 })
    world.wakes('2026-11-24 08:30')
    expect(reminders(world.wakes('2026-11-24 09:00'))[0]?.text).toMatch(/^🔴#3 /)
    expect(staff(world, '王强', { do: 'todo' }).answers).toMatchObject([{ cases: [3, 1, 2] }])
  })

  test('danger stands alone, at any hour', () => {
    const world = several({}, 1)
    world.said(
      '朱明',
      '业主群',
      raise({ danger: '困人', urgent: true, text: '9栋电梯困人了', place: { building: '9' } }),
    )
    world.now = at('2026-11-23 10:00')
    const [line] = reminders(world.beats())
    expect(line).toMatchObject({ about: '#2', urgent: true })
  })
})

// ── whatever happens ─────────────────────────────────────────────────────────────────────────────

const deeds: readonly (readonly [string, Reading])[] = [
  ['李芳', raise()],
  ['张伟', raise({ category: '照明', place: { building: '5' } })],
  ['朱明', raise({ category: '停车', place: { building: '7' } })],
  ['张伟', raise({ category: '邻里', text: '楼上天天吵架', place: {} })],
  ['朱明', raise({ danger: '困人', urgent: true, place: { building: '9' }, text: '9栋电梯困人了' })],
  ['王强', { do: 'take', case: 1 }],
  ['王强', { do: 'take', case: 2 }],
  ['王强', { do: 'nobody-home', case: 1, text: '去了，没人在家' }],
  ['李芳', { do: 'add', case: 1, text: '我在家' }],
  ['王强', { do: 'go-on', case: 1, how: 'command' }],
  ['刘书记', { do: 'suspend', case: 2, until: at('2026-12-11 18:00'), reason: '等钱' }],
  ['刘书记', { do: 'go-on', case: 2, how: 'command' }],
  ['刘书记', { do: 'press', case: 1 }],
  ['刘书记', { do: 'press', case: 2 }],
  ['王强', { do: 'reason', case: 1, text: '等配件' }],
  ['王强', { do: 'no-reminders', case: 1 }],
  ['王强', { do: 'postpone', case: 1, until: at('2026-12-04 23:30'), reason: '等' }],
  ['刘书记', { do: 'agree', case: 1 }],
  ['刘书记', { do: 'send-back', case: 1, reason: '不归我们' }],
  ['王强', { do: 'finish', case: 1, text: '', how: 'command' }],
  ['李芳', { do: 'reopen', case: 1, text: '还在漏' }],
]
/** What is done, how long after the last, and whether the account was deaf and the process asleep meanwhile. */
type Deed = readonly [deed: number, minutes: number, asleep: boolean]
const lives = fc.array(fc.tuple(fc.nat(deeds.length - 1), fc.nat(3_000), fc.boolean()), { minLength: 1, maxLength: 14 })

const lived = (life: readonly Deed[], beaten: (world: World, came: Came) => void): World => {
  const world = given()
  for (const [deed, minutes, asleep] of life) {
    const until = world.now + minutes * MINUTE
    if (asleep) {
      world.now = until
      beaten(world, world.beats())
    } else stepping(world, until, (came) => beaten(world, came))
    const [name, reading] = deeds[deed] ?? ['李芳', raise()]
    world.said(name, name.endsWith('强') || name === '刘书记' ? '工作群' : '业主群', reading)
  }
  stepping(world, world.now + 10 * DAY, (came) => beaten(world, came))
  return world
}
const open = (world: World): readonly Case[] =>
  [...world.c.all('case')].filter(({ stage }) => stage === 'open' || stage === 'taken')

test('a report that went on by itself while nobody was awake is reminded of in the beat that raises it', () => {
  const life: readonly Deed[] = [
    [1, 0, false],
    [0, 1_271, false],
    [0, 2_671, false],
    [0, 359, false],
    [19, 1_542, false],
    [1, 2_247, false],
    [0, 1_985, true],
  ]
  const late: number[] = []
  lived(life, (world) => {
    for (const doc of open(world)) {
      const next = dueAt(world.c, { kind: 'case', doc })
      if (next === undefined || next <= world.now) late.push(doc.number)
    }
  })
  expect(late).toEqual([])
})

describe('whatever is done, and whenever', () => {
  test('every open case has one next action in the future, or a stated end of its suspension', () => {
    fc.assert(
      fc.property(lives, (life) => {
        lived(life, (world) => {
          for (const matter of open(world)) {
            const next = nextRung(world.c, matter)
            expect(next === undefined).toBe(matter.held !== undefined)
            const planned = dueAt(world.c, { kind: 'case', doc: matter })
            expect(planned).toBeGreaterThan(world.now)
            expect(planned).toBeLessThanOrEqual(matter.held?.until ?? next?.at ?? 0)
          }
        })
      }),
      { numRuns: 80 },
    )
  })

  test('of what is late nobody is reminded twice on a day, and only the last of what a gap held is said', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = lived(life, (_, came) => {
          const told = came.facts.flatMap((fact) => (fact.type === 'case-reminded' ? [fact.case] : []))
          expect(new Set(told).size).toBe(told.length)
        })
        for (const matter of world.c.all('case')) {
          let last: { rung: string; at: Instant } | undefined
          for (const fact of world.facts) {
            if (!('case' in fact) || fact.case !== matter.number) continue
            if (fact.type === 'time-given' || fact.type === 'case-reopened') last = undefined
            if (fact.type !== 'case-reminded') continue
            const isOfDay = fact.rung === 'again' && matter.danger === undefined // a danger of the night is asked for in the morning
            if (last && last.rung !== 'half' && last.rung !== 'yellow' && isOfDay)
              expect(dayOf(last.at)).not.toBe(dayOf(fact.at))
            last = fact
          }
        }
      }),
      { numRuns: 80 },
    )
  })

  test('no reminder is said in the night, unless somebody is in danger', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = lived(life, () => undefined)
        for (const line of world.lines.filter(isReminder))
          if (!line.urgent) expect(isQuiet(line.notBefore, settings)).toBe(false)
        for (const line of world.lines.filter(({ urgent }) => urgent))
          expect(line.about === undefined || world.c.get('case', line.about.slice(1))?.urgent !== false).toBe(true)
      }),
      { numRuns: 80 },
    )
  })

  test('a leap of the clock neither fires everything nor silences it', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 40 }), (life, days) => {
        const world = lived(life, () => undefined)
        world.later(days * DAY)
        const known = world.lines.length
        const came = world.beats()
        expect(reminders(came).length).toBeLessThanOrEqual(open(world).length * 3)
        const texts = world.lines.slice(known).filter(isReminder)
        expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length)
        expect(types(world.beats())).not.toContain('case-reminded')
        for (const matter of open(world))
          if (!matter.held && matter.due <= world.now) expect(matter.rungs).toContain('red')
        const late = open(world).filter(({ held, rungs: said }) => !held && said.includes('red'))
        let told = 0
        stepping(world, world.now + 7 * DAY, ({ facts }) => {
          told += facts.filter((fact) => fact.type === 'case-reminded' && fact.rung === 'again').length
        })
        if (late.length > 0) expect(told).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  test('what is asked for each day is asked for on working days', () => {
    const world = withCase({ category: '停车' })
    stepping(world, at('2027-01-06 12:00'))
    const days = world.facts.flatMap((fact) =>
      fact.type === 'case-reminded' && fact.rung === 'again' ? [fact.at] : [],
    )
    expect(days.length).toBeGreaterThan(20)
    for (const day of days) expect([local(day).slice(11), isWorkday(world.c.calendar, day)]).toEqual(['08:30', true])
    expect(trouble().category).toBe('电梯')
  })
})
