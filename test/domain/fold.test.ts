import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, MINUTE } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import type { PollKind } from '../../src/domain/heard/reading.ts'
import { recounted } from '../../src/domain/poll/recount.ts'
import type { Tally } from '../../src/domain/state/matter.ts'
import { pick } from './ballot.ts'
import { settled } from './estate.ts'
import type { World } from './given.ts'

/** Who votes for which units, as the roll and the confirmations have it; accounts whom nobody knows say where they live. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  李芳: ['1-1-101'],
  李父: ['1-1-101'],
  张伟: ['1-1-102'],
  张妻: ['1-1-102'],
  朱明: ['1-1-201', '1-1-202'],
  何姐: ['1-1-301'],
  吴老师: [],
}
/** 小号 is a second account of the second dwelling, 新邻居 of the sixth. */
const CLAIMS: Readonly<Record<string, string>> = { 小号: '1-1-102', 新邻居: '1-1-302' }
const PEOPLE = [...Object.keys(KNOWN), ...Object.keys(CLAIMS)] as const
const LENGTH = 300 * MINUTE

type Step =
  | { readonly do: 'vote'; readonly who: string; readonly choice: number; readonly late: number }
  | { readonly do: 'take-back'; readonly who: string }
  | { readonly do: 'confirm'; readonly who: string }
  | { readonly do: 'hand-in'; readonly household: string; readonly choice: number }
  | { readonly do: 'aside' | 'restore'; readonly household: string }
  | { readonly do: 'rename'; readonly who: string }
  | { readonly do: 'leave-and-rejoin'; readonly who: string }
type Timed = Step & { readonly at: number }

const household = fc.constantFrom('1-1-101', '1-1-102', '1-1-201', '1-1-301', '1-1-302')
const who = fc.constantFrom(...PEOPLE)
const choice = fc.integer({ min: 1, max: 3 })
const vote = fc.record({ do: fc.constant('vote' as const), who, choice, late: fc.oneof(fc.constant(0), fc.nat(20)) })
const plain = fc.oneof(
  { weight: 6, arbitrary: vote },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take-back' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('confirm' as const), who: fc.constantFrom(...Object.keys(CLAIMS)) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand-in' as const), household, choice }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('rename' as const, 'leave-and-rejoin' as const), who }) },
)
const contested = fc.record({ do: fc.constantFrom('aside' as const, 'restore' as const), household })
const evenings = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Timed[]> =>
  fc
    .array(fc.tuple(step, fc.integer({ min: 0, max: 320 })), { maxLength: 25 })
    .map((all) => calm(all.map(([one, at]) => ({ ...one, at })).toSorted((a, b) => a.at - b.at)))

/** No more than two votes an hour of one person: more of them may be put off. */
function calm(all: readonly Timed[]): readonly Timed[] {
  const count = new Map<string, number>()
  return all.filter((step) => {
    if (step.do !== 'vote' && step.do !== 'take-back') return true
    const hour = `${step.who}/${Math.floor((step.at - ('late' in step ? step.late : 0)) / 60)}`
    count.set(hour, (count.get(hour) ?? 0) + 1)
    return (count.get(hour) ?? 0) <= 2
  })
}

interface Rules {
  readonly kind: PollKind
  readonly secret: boolean
}

/** What comes out of the rules. Every vote is given in private, so that an open and a secret poll hear the same. */
function lived(steps: readonly Timed[], { kind, secret }: Rules): World {
  const world = settled()
  world.sees('业主群', [...world.room().members, ...Object.keys(CLAIMS)])
  for (const [name, home] of Object.entries(CLAIMS))
    world.says(name, undefined, { friend: true }, { do: 'live-at', household: home, relation: 'owner' })
  const closes = world.now + LENGTH
  const poll = { question: '装吗', options: [], closes, kind, secret }
  world.said('刘书记', '工作群', { do: 'open-poll', poll })
  world.said('刘书记', '工作群', { do: 'post-poll' })
  const { opensAt } = world.poll()
  for (const step of steps) {
    world.now = opensAt + step.at * MINUTE
    happen(world, step)
  }
  world.now = Math.max(world.now, closes + CLOSE_GRACE)
  world.beats()
  return world
}

function happen(world: World, step: Timed): void {
  const members = world.room().members
  switch (step.do) {
    case 'vote': {
      const message = { id: `v${step.at}/${step.who}`, at: world.now - step.late * MINUTE, friend: true }
      for (let i = 0; i < 2; i++) world.says(step.who, undefined, message, pick(step.choice, 1)) // delivered twice
      return
    }
    case 'take-back':
      return void world.says(step.who, undefined, { friend: true }, { do: 'unvote', poll: 1 })
    case 'confirm':
      return void world.said('赵姐', '工作群', { do: 'confirm', name: step.who })
    case 'hand-in': {
      const { household: of, choice: number } = step
      return void world.said('赵姐', undefined, {
        do: 'hand-in',
        poll: 1,
        household: of,
        choice: { numbers: [number] },
        how: 'phone',
      })
    }
    case 'aside':
      return void world.said('刘书记', '工作群', {
        do: 'set-aside',
        poll: 1,
        household: step.household,
        reason: '不是本人',
      })
    case 'restore':
      return void world.said('刘书记', '工作群', { do: 'restore', poll: 1, household: step.household })
    case 'rename':
      return void world.says('刘书记', '业主群', { from: contactOf(world, step.who), addressed: false })
    case 'leave-and-rejoin':
      world.sees(
        '业主群',
        members.filter((contact) => contact !== contactOf(world, step.who)),
      )
      return void world.sees('业主群', members)
  }
}
const contactOf = (world: World, name: string): string =>
  world.c.is.people.find((one) => one.name === name)?.contact ?? name

interface Given {
  readonly choice: number
  readonly said: number
  readonly by: string
  readonly aside: boolean
}

/** The last valid ballot of each unit, reckoned from the list alone. */
function folded(steps: readonly Timed[], { kind, secret }: Rules): Tally {
  const homes = new Map(Object.entries(KNOWN))
  const stand = new Map<string, Given>()
  const end = LENGTH / MINUTE
  const unitsOf = (name: string): readonly string[] => {
    if (kind === 'straw') return [name]
    const own = homes.get(name) ?? []
    if (own.length === 0) return [name]
    if (kind === 'household') return own
    if (name === '李芳' || name === '何姐') return [] // the roll names another; a tenant
    return [...new Set(own.map(head))]
  }
  /** Whatever is given for a contested unit stays set aside until it is restored. */
  const isAside = (unit: string): boolean => stand.get(unit)?.aside ?? false
  const head = (home: string): string => (kind === 'owners' && home === '1-1-202' ? '1-1-201' : home)
  for (const step of steps) {
    if (step.do === 'vote')
      for (const unit of unitsOf(step.who)) {
        const said = step.at - step.late
        if (said < 0 || said >= end || (stand.get(unit)?.said ?? 0) > said) continue
        stand.set(unit, { choice: step.choice, said, by: step.who, aside: isAside(unit) })
      }
    if (step.at >= end) continue
    if (step.do === 'take-back')
      for (const unit of unitsOf(step.who)) if (stand.get(unit)?.by === step.who && !isAside(unit)) stand.delete(unit)
    if (step.do === 'confirm' && !homes.has(step.who)) {
      const unit = head(CLAIMS[step.who] ?? '')
      homes.set(step.who, [unit])
      const mine = stand.get(step.who)
      if (kind === 'straw' || !mine) continue
      stand.delete(step.who)
      if ((stand.get(unit)?.said ?? 0) <= mine.said) stand.set(unit, { ...mine, aside: mine.aside || isAside(unit) })
    }
    // nobody replaces a secret ballot that its voter gave herself
    const isOwn = step.do === 'hand-in' && secret && (stand.get(head(step.household))?.by ?? '赵姐') !== '赵姐'
    if (step.do === 'hand-in' && kind !== 'straw' && !isOwn)
      stand.set(head(step.household), {
        choice: step.choice,
        said: step.at,
        by: '赵姐',
        aside: isAside(head(step.household)),
      })
    if (step.do === 'aside' || step.do === 'restore') {
      const one = stand.get(head(step.household))
      if (one && kind !== 'straw') stand.set(head(step.household), { ...one, aside: step.do === 'aside' })
    }
  }
  return tallied(stand, kind)
}

const AREAS: Readonly<Record<string, number>> = {
  '1-1-101': 80.5,
  '1-1-102': 99.5,
  '1-1-201': 220,
  '1-1-301': 100,
  '1-1-302': 100,
}
function tallied(stand: ReadonlyMap<string, Given>, kind: PollKind): Tally {
  const valid = [...stand].filter(([, { aside }]) => !aside)
  const isApart = ([unit]: readonly [string, Given]): boolean => kind !== 'straw' && !unit.includes('-')
  const sum = (of: readonly (readonly [string, Given])[], size: (unit: string) => number) =>
    [1, 2, 3].map((n) => of.filter(([, one]) => one.choice === n).reduce((all, [unit]) => all + size(unit), 0))
  const counted = valid.filter((one) => !isApart(one))
  const apart = valid.filter(isApart)
  const contested = [...stand].filter(([, { aside }]) => aside)
  const asides = contested.length
  const handed = counted.filter(([, { by }]) => by === '赵姐').length
  const areas = sum(counted, (unit) => AREAS[unit] ?? 0)
  return {
    counts: sum(counted, () => 1),
    units: counted.length,
    apart: sum(apart, () => 1),
    apartUnits: apart.length,
    ...(handed > 0 ? { handed } : {}),
    ...(asides > 0 ? { aside: asides, contested: sum(contested, () => 1) } : {}),
    ...(kind === 'owners' ? { areas, area: areas.reduce((a, b) => a + b, 0) } : {}),
  }
}

const KINDS = ['household', 'straw', 'owners'] as const

describe('the tally is the fold of the last valid ballot of each unit, and the record gives it again', () => {
  test.each(KINDS)('%s', (kind) => {
    fc.assert(
      fc.property(evenings(fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: contested })), (steps) => {
        const world = lived(steps, { kind, secret: false })
        expect(world.poll().result).toEqual(folded(steps, { kind, secret: false }))
        expect(recounted(world.poll(), world.facts)).toEqual(world.poll().result)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a secret poll gives the same count, of those that stand apart only how many', () => {
  test.each(['household', 'straw'] as const)('%s', (kind) => {
    fc.assert(
      fc.property(evenings(plain), (steps) => {
        const world = lived(steps, { kind, secret: true })
        const { people = 0, ...result } = world.poll().result ?? {}
        expect(result).toEqual({
          ...folded(steps, { kind, secret: true }),
          apart: [0, 0, 0],
        })
        expect(people).toBeLessThanOrEqual(world.poll().result?.units ?? 0)
        expect(recounted(world.poll(), world.facts)).toEqual(world.poll().result)
        expect([...world.c.all('sealed')]).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
})

test('nothing from outside counts: not before, not after, not from another community or a newcomer', () => {
  const late = fc.array(fc.record({ who, choice, at: fc.constantFrom(-30, -1, 300, 301, 310) }), {
    minLength: 1,
    maxLength: 10,
  })
  fc.assert(
    fc.property(late, fc.constantFrom(...KINDS), (votes, kind) => {
      const world = lived([], { kind, secret: false })
      const { opensAt, closes } = world.poll()
      expect(world.poll().result?.units).toBe(0)
      const open = lived([{ do: 'vote', who: '张伟', choice: 1, late: 0, at: 5 }], { kind, secret: false })
      const before = open.poll().result
      for (const one of votes) open.says(one.who, '业主群', { at: within(opensAt, one.at) }, pick(one.choice, 1))
      open.says('外人', '业主群', { from: 'stranger', at: closes - 1 }, pick(2, 1))
      expect(open.poll().result).toEqual(before)
    }),
    { numRuns: 40 },
  )
})
const within = (opensAt: Instant, minute: number): Instant => opensAt + minute * MINUTE
