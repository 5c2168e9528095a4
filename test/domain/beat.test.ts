import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { hashOf } from '../../src/domain/people/people.ts'
import { at, given, inHand, raise, texts, trouble, types, type World, withCase } from './given.ts'

const rungs = (world: World): readonly string[] =>
  world.facts.flatMap((fact) => (fact.type === 'case-reminded' ? [fact.rung] : []))

describe('the lights of a case', () => {
  test.each([
    ['2026-11-23 20:59', []],
    ['2026-11-23 21:00', ['half']],
    ['2026-11-24 08:29', ['half']],
    ['2026-11-24 08:30', ['half', 'yellow']],
    ['2026-11-24 08:59', ['half', 'yellow']],
    ['2026-11-24 09:00', ['half', 'yellow', 'red']],
    ['2026-11-25 08:29', ['half', 'yellow', 'red']],
    ['2026-11-25 08:30', ['half', 'yellow', 'red', 'again']],
    ['2026-11-30 09:00', ['half', 'yellow', 'red', 'again', 'again', 'again', 'again']],
  ])('by %s, beat by beat: %o', (end, expected) => {
    const world = withCase()
    while (world.now < at(end)) world.later(MINUTE).beats()
    expect(rungs(world)).toEqual(expected)
  })

  test.each([
    ['2026-11-24 08:00', ['half']],
    ['2026-11-24 08:45', ['yellow']],
    ['2026-11-24 09:00', ['red']],
    ['2026-11-29 12:00', ['red']],
  ])('after a gap till %s only the last is said: %o', (end, expected) => {
    const world = withCase()
    world.wakes(end)
    expect(rungs(world)).toEqual(expected)
    world.beats()
    expect(rungs(world)).toEqual(expected)
  })

  test('of several days it names the delay', () => {
    const world = withCase()
    expect(texts(world.wakes('2026-11-26 10:00'))).toContain('晚了2天')
  })

  test('the yellow goes to the handler, the red to the conveners too', () => {
    const world = inHand()
    const [yellow] = world.wakes('2026-11-24 08:30').lines
    const [red] = world.wakes('2026-11-24 09:00').lines
    expect(yellow?.mention).toEqual([world.person('王强').key])
    expect(red?.mention).toEqual([world.person('王强').key, world.person('刘书记').key])
  })

  test('a reminder has one key, whatever happens', () => {
    const world = withCase()
    world.wakes('2026-11-24 09:00')
    world.wakes('2026-11-25 09:00')
    world.wakes('2026-11-26 09:00')
    const keys = world.lines.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('none of a case that has ended', () => {
    for (const [who, end] of [
      ['李芳', { do: 'withdraw', case: 1 }],
      ['刘书记', { do: 'refuse', case: 1, reason: '没钱' }],
      ['刘书记', { do: 'finish', case: 1, text: '', how: 'command' }],
    ] as const) {
      const world = withCase()
      world.said(who, '工作群', end)
      expect(types(world.wakes('2026-11-25 12:00'))).not.toContain('case-reminded')
      expect(types(world.wakes('2026-12-25 12:00'))).not.toContain('case-reminded')
    }
  })
})

describe('the week’s report', () => {
  test('Monday at nine, what happened from Monday to Sunday', () => {
    const world = withCase()
    const reported = world.wakes('2026-11-30 09:00').facts.find((fact) => fact.type === 'week-reported')
    expect(reported).toMatchObject({
      week: { from: at('2026-11-23 00:00'), to: at('2026-11-29 00:00'), raised: [1], late: [1] },
    })
    expect(types(world.later(MINUTE).beats())).not.toContain('week-reported')
  })

  test('nothing happened: nothing is said', () => {
    expect(given().wakes('2026-11-30 09:00').lines).toEqual([])
  })

  test('more than three hours late it is not said, and the next one is', () => {
    const world = withCase()
    expect(world.wakes('2026-11-30 12:01').lines.some(({ key }) => key.startsWith('week/'))).toBe(false)
    expect(world.wakes('2026-12-07 09:00').lines.some(({ key }) => key.startsWith('week/'))).toBe(true)
  })
})

/** One thing that somebody does, hours after the one before. */
const deeds: readonly (readonly [string, Reading])[] = [
  ['李芳', raise()],
  ['张伟', raise({ category: '照明', place: { building: '5' } })],
  ['朱明', { do: 'trouble', trouble: trouble({ category: '停车', place: {}, sure: 0.7 }) }],
  ['朱明', { do: 'yes' }],
  ['赵姐', { do: 'support', case: 1, how: 'plain' }],
  ['吴老师', { do: 'support', case: 1, how: 'plain' }],
  ['王强', { do: 'take', case: 1 }],
  ['王强', { do: 'postpone', case: 1, until: at('2026-12-04 18:00'), reason: '等' }],
  ['刘书记', { do: 'agree', case: 1 }],
  ['李工', { do: 'finish', case: 1, text: '', how: 'command' }],
  ['李芳', { do: 'reopen', case: 1, text: '还在漏' }],
  ['王强', { do: 'send-back', case: 2, reason: '不归我' }],
  ['刘书记', { do: 'refuse', case: 2, reason: '没钱' }],
  ['刘书记', { do: 'open-poll', poll: { question: '装吗', options: [], closes: at('2026-12-01 18:00') } }],
  ['刘书记', { do: 'post-poll' }],
  ['李芳', { do: 'vote', choice: { numbers: [1] }, how: 'plain', reason: '' }],
  ['张伟', { do: 'vote', choice: { numbers: [2] }, how: 'plain', reason: '' }],
]
type Deed = readonly [deed: number, minutes: number, recalled: boolean]
const lives = fc.array(fc.tuple(fc.nat(deeds.length - 1), fc.nat(2_000), fc.boolean()), { maxLength: 12 })

const act = (world: World, [deed, , recalled]: Deed): void => {
  const [name, reading] = deeds[deed] ?? ['李芳', raise()]
  world.said(name, '业主群', reading)
  if (recalled) for (const matter of world.c.all('case')) world.recalls(matter.sources[0] ?? '')
}
const lived = (life: readonly Deed[], walk: (world: World, until: number) => void): World => {
  const world = given()
  world.input({ type: 'invited', hash: hashOf('x'), name: '王强', until: world.now + 7 * MINUTE, at: world.now })
  let until = world.now
  for (const one of life) {
    until += one[1] * MINUTE
    walk(world, until)
    act(world, one)
  }
  walk(world, until + 9 * DAY)
  return world
}

/** From one due instant to the next. */
const stepping = (world: World, until: number): void => {
  for (
    let next = world.c.dueAfter(world.now);
    next !== undefined && next <= until;
    next = world.c.dueAfter(world.now)
  ) {
    expect(next).toBeGreaterThan(world.now)
    world.now = next
    const reminded = world.beats().facts.flatMap((fact) => (fact.type === 'case-reminded' ? [fact.case] : []))
    expect(new Set(reminded).size).toBe(reminded.length)
  }
  world.now = until
  world.beats()
}

describe('every open case has exactly one next rung', () => {
  test('whatever is done with it, it comes, and nothing comes of those that have ended', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = lived(life, stepping)
        const known = world.facts.length
        const open = [...world.c.all('case')].filter(({ stage }) => stage === 'open' || stage === 'taken')
        stepping(world, world.now + 14 * DAY)
        const reminded = new Set(
          world.facts.slice(known).flatMap((fact) => (fact.type === 'case-reminded' ? [fact.case] : [])),
        )
        expect([...reminded].sort()).toEqual(open.map(({ number }) => number).sort())
      }),
      { numRuns: 60 },
    )
  })
})

describe('the next due instant', () => {
  const small = (world: World, until: number): void => {
    while (world.now < until) {
      world.now = Math.min(until, world.now + MINUTE)
      world.beats()
    }
  }
  /** Facts in the minute in which they come, in no order within it: a step of a minute may be late by less than one. */
  const told = ({ facts }: World) => facts.map(({ type, at: t }) => `${Math.ceil(t / MINUTE)} ${type}`).sort()

  test('stepping from one to the next gives the same facts as a beat each minute', () => {
    fc.assert(
      fc.property(
        lives.map((life) => life.slice(0, 6)),
        (life) => {
          const short = life.map(([deed, minutes, recalled]): Deed => [deed, minutes % 400, recalled])
          expect(told(lived(short, stepping))).toEqual(told(lived(short, small)))
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is never in the past after a beat', () => {
    fc.assert(
      fc.property(lives, fc.nat(400), (life, hours) => {
        const world = lived(life, (one, until) => {
          one.now = until
          one.beats()
        })
        world.later(hours * HOUR).beats()
        expect(world.c.dueAfter(world.now)).toBeGreaterThan(world.now)
      }),
      { numRuns: 60 },
    )
  })
})
