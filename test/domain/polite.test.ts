import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, type Instant, isQuiet, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { places, sayAt, takesPlace } from '../../src/domain/say/manners.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { Catalogue } from '../../src/domain/state/constitution.ts'
import { stillStands } from '../../src/domain/work/announce.ts'
import { readings } from '../reader/hear.ts'
import { answers, at, given, raise, trouble, type World } from './given.ts'
import { settings } from './place.ts'

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/catalogue.json'), 'utf8')) as Catalogue
const CAP = 2
const ROOMS = ['业主群', '二期群', '工作群', undefined] as const

type Step =
  | { readonly said: readonly [who: string, where: (typeof ROOMS)[number], reading: Reading] }
  | { readonly passes: number; readonly offline: boolean }

const number = fc.integer({ min: 1, max: 6 })
const anything: fc.Arbitrary<Reading> = fc.oneof(
  fc.constantFrom('电梯', '照明', '停车', '邻里').map((category) => raise({ category })),
  fc.constantFrom('1', '2', '3').map((building) => raise({ title: '灯不亮', category: '照明', place: { building } })),
  fc.constant(raise({ title: '大门坏了', text: '大门坏了', place: {} })),
  fc.constant(raise({ danger: '困人' })),
  number.map((one): Reading => ({ do: 'take', case: one })),
  number.map((one): Reading => ({ do: 'support', case: one, how: 'plain' })),
  number.map((one): Reading => ({ do: 'finish', case: one, text: '换了', how: 'command' })),
  number.map((one): Reading => ({ do: 'news', case: one, text: '下午到', how: 'command' })),
  number.map((one): Reading => ({ do: 'correct-finish', case: one, text: '不是换，是修' })),
  number.map((one): Reading => ({ do: 'take-down', case: one, reason: '' })),
  number.map((one): Reading => ({ do: 'reopen', case: one, text: '又坏了' })),
  fc.constant<Reading>({ do: 'undo' }),
  fc.constantFrom(30, 300, 1_500).map((minutes): Reading => ({ do: 'hush', minutes })),
  fc.constant<Reading>({ do: 'resume' }),
)
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('李芳', '张伟', '王强', '王强', '刘书记', '刘书记'), fc.constantFrom(...ROOMS), anything)
        .map((said) => ({ said })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        passes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 2 * 60, max: 40 * 60 })),
        offline: fc.boolean(),
      }),
    },
  ),
  { minLength: 20, maxLength: 80 },
)

interface Spoken {
  readonly line: Line
  readonly at: Instant
}

/** What is said when, as the outbox does it: what is due at once, and each when its time comes. */
class Mouth {
  readonly spoken: Spoken[] = []
  readonly #world: World
  readonly #done = new Set<Line>()
  constructor(world: World) {
    this.#world = world
  }

  get #waiting(): readonly Line[] {
    const { c, now, lines } = this.#world
    return lines.filter((line) => {
      const only = line.while
      const stands = !only || !('case' in only) || stillStands(c.get('case', only.case), only)
      if (line.until < now || !stands) this.#done.add(line)
      return !this.#done.has(line)
    })
  }

  speak(): void {
    const { c, now } = this.#world
    const hasPlace = places(c, (room) => this.#said(room))
    for (const line of this.#waiting)
      if (sayAt(c, line, now) <= now && hasPlace(line)) {
        this.#done.add(line)
        this.spoken.push({ line, at: now })
        this.#check(line)
      }
  }

  /** As the outbox counts them. */
  #said(room: string): number {
    const { c, now } = this.#world
    return this.spoken.filter(
      ({ line, at }) => 'room' in line.to && line.to.room === room && dayOf(at) === dayOf(now) && takesPlace(c, line),
    ).length
  }

  next(): Instant | undefined {
    const { c, now } = this.#world
    const times = this.#waiting.map((line) => sayAt(c, line, now)).filter((t) => t > now)
    return times.length > 0 ? Math.min(...times) : undefined
  }

  #check({ asked, urgent, to, text }: Line): void {
    if (asked || urgent) return
    const { c, now } = this.#world
    expect([text, isQuiet(now, c.is.settings)]).toEqual([text, false])
    if ('room' in to) expect([text, (c.get('room', to.room)?.hushedUntil ?? 0) > now]).toEqual([text, false])
  }
}

function lived(all: readonly Step[]): { readonly world: World; readonly mouth: Mouth } {
  const world = given({ settings: { ...settings, perDay: CAP, announce: 'all' } })
  const mouth = new Mouth(world)
  for (const step of all) {
    if ('said' in step) {
      const [who, where, reading] = step.said
      world.said(who, where, reading)
      mouth.speak()
      continue
    }
    const end = world.now + step.passes * MINUTE
    while (world.now < end) {
      const next = step.offline ? undefined : mouth.next()
      world.now = Math.min(end, next ?? end, world.now + HOUR)
      world.beats()
      if (!step.offline) mouth.speak()
    }
    mouth.speak()
  }
  return { world, mouth }
}

const plain = ({ line: { asked, urgent } }: Spoken): boolean => !asked && !urgent

describe('whatever people do', () => {
  test('nothing that nobody asked for is said in the quiet hours or into a hush', () => {
    fc.assert(
      fc.property(steps, (all) => void lived(all)),
      { numRuns: 150 },
    )
  }, 120_000)

  test('no group of residents gets more of it a day than its cap', () => {
    let most = 0
    fc.assert(
      fc.property(steps, (all) => {
        const { mouth } = lived([...all, { passes: (5 * DAY) / MINUTE, offline: false }])
        const counts = new Map<string, number>()
        for (const { line, at } of mouth.spoken.filter(plain))
          if ('room' in line.to && line.to.room !== '工作群') {
            const day = `${line.to.room} ${dayOf(at)}`
            counts.set(day, (counts.get(day) ?? 0) + 1)
          }
        most = Math.max(most, ...counts.values())
        for (const [day, count] of counts) expect([day, count]).toEqual([day, Math.min(count, CAP)])
      }),
      { numRuns: 150 },
    )
    expect(most).toBe(CAP) // else nothing was tried
  }, 120_000)
})

describe('danger', () => {
  const hours = fc.integer({ min: 0, max: 23 })
  test.each(['业主群', '二期群', undefined])(
    'passes at once at any hour, in a hush too, with the number first: %s',
    (where) => {
      fc.assert(
        fc.property(hours, fc.boolean(), fc.boolean(), (hour, hushed, addressed) => {
          const world = given({}, at(`2026-11-24 ${String(hour).padStart(2, '0')}:20`))
          if (hushed && where) world.said('刘书记', where, { do: 'hush', minutes: 600 })
          const came = world.says(
            '李芳',
            where,
            { addressed: addressed || !where },
            { do: 'trouble', trouble: trouble({ danger: '困人' }) },
          )
          expect(answers(came)).toContain('danger')
          expect(came.lines[0]?.text).toMatch(/^先打119/)
          for (const line of came.lines)
            expect([line.text, sayAt(world.c, line, world.now)]).toEqual([line.text, world.now])
        }),
        { numRuns: 60 },
      )
    },
  )

  test.each([
    ['3栋电梯困人了', '119'],
    ['5栋着火了', '119'],
    ['厨房燃气泄漏，好大味道', '119'],
    ['配电房有人触电了', '120'],
    ['门口有人受伤了', '120'],
    ['楼下打起来了，快来人', '110'],
  ])('%s: the emergency number, as the catalogue has it', (words, phone) => {
    for (const addressed of [true, false]) {
      const world = given({ catalogue }, at('2026-11-24 03:00'))
      world.said('刘书记', '业主群', { do: 'hush', minutes: 600 })
      const came = world.says(
        '李芳',
        '业主群',
        { addressed, text: words },
        ...readings(addressed ? `@小议 ${words}` : words),
      )
      expect(came.lines[0]?.text).toMatch(new RegExp(`^先打${phone}`))
      expect(came.lines[0] && sayAt(world.c, came.lines[0], world.now)).toBe(world.now)
    }
  })

  test('nothing of it uses up the cap, and none stops it', () => {
    const world = given({ settings: { ...settings, perDay: 1 } })
    for (let i = 0; i < 5; i++) {
      const came = world.said('李芳', '业主群', raise({ danger: '困人', title: `${i}栋有人困住` }))
      expect(came.lines.every(({ notBefore }) => notBefore === world.now)).toBe(true)
    }
    expect(world.room().unasked.count).toBe(0)
  })
})
