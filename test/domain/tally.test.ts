import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import type { Tally } from '../../src/domain/state/matter.ts'
import { given, type World } from './given.ts'

const MINUTES = 100
const NAMES = ['李芳', '李父', '张伟', '朱明', '吴老师', '路人', '钱多', '赵姐'] as const
/** Those who say where they live; 吴老师 of 张伟's dwelling, 路人 of two. */
const CLAIMS: Readonly<Record<string, readonly string[]>> = { 吴老师: ['3-2-502'], 路人: ['5-2-201'] }
const HOMES: Readonly<Record<string, readonly string[]>> = {
  李芳: ['3-2-501'],
  李父: ['3-2-501'],
  张伟: ['3-2-502'],
  朱明: ['1-1-101', '5-1-302'],
}

interface Vote {
  readonly who: (typeof NAMES)[number]
  readonly choice: number
  /** Seconds after the opening at which it was said; the order of the list is that of arrival. */
  readonly said: number
  readonly twice: boolean
}
type Step = Vote | { readonly confirm: string }

const votes = fc.uniqueArray(
  fc.record({
    who: fc.constantFrom(...NAMES),
    choice: fc.integer({ min: 1, max: 3 }),
    said: fc.integer({ min: 0, max: MINUTES * 60 + 20 }),
    twice: fc.boolean(),
  }),
  { maxLength: 14, selector: ({ said }) => said },
)
/** Delivered in any order, some twice; the claims are confirmed somewhere between them. */
const evening: fc.Arbitrary<readonly Step[]> = fc
  .tuple(votes, fc.subarray(Object.keys(CLAIMS)), fc.array(fc.nat(14), { minLength: 2, maxLength: 2 }))
  .map(([all, confirmed, places]) => {
    const steps: Step[] = [...all]
    for (const [i, confirm] of confirmed.entries()) steps.splice(places[i] ?? 0, 0, { confirm })
    return steps
  })

function poll(kind: 'household' | 'straw'): World {
  const world = given()
  world.sees('业主群', [...world.room().members, '路人', '钱多'])
  for (const [name, households] of Object.entries(CLAIMS))
    for (const household of households) world.said(name, undefined, { do: 'live-at', household, relation: 'owner' })
  const closes = world.now + MINUTES * 60_000
  world.said('刘书记', '业主群', { do: 'open-poll', poll: { question: '装吗', options: [], closes, kind } })
  world.said('刘书记', '业主群', { do: 'post-poll' })
  return world
}

/** Everything arrives within the last minute before the close, or in the grace after it. */
function lived(steps: readonly Step[], kind: 'household' | 'straw'): Tally | undefined {
  const world = poll(kind)
  const { opensAt, closes } = world.poll()
  for (const step of steps) {
    if ('confirm' in step) {
      world.now = Math.max(world.now, closes - 60_000)
      if (world.now < closes) world.said('赵姐', '工作群', { do: 'confirm', name: step.confirm })
      continue
    }
    const said = opensAt + step.said * 1_000
    world.now = Math.max(world.now, said)
    const reading = { do: 'vote', choice: { numbers: [step.choice] }, how: 'plain', reason: '' } as const
    for (let i = 0; i < (step.twice ? 2 : 1); i++)
      world.says(step.who, '业主群', { at: said, addressed: false }, reading)
  }
  world.now = Math.max(world.now, closes + CLOSE_GRACE)
  world.beats()
  return world.poll().result
}

/** The last valid ballot of each voting unit, reckoned from the list alone. */
function fold(steps: readonly Step[], kind: 'household' | 'straw'): Tally {
  const end = MINUTES * 60
  const confirmed = new Set<string>()
  let now = 0
  for (const step of steps) {
    if ('confirm' in step) {
      now = Math.max(now, end - 60)
      if (now < end) confirmed.add(step.confirm)
    } else now = Math.max(now, step.said)
  }
  const homes = (who: string) => HOMES[who] ?? (confirmed.has(who) ? (CLAIMS[who] ?? []) : [])
  const units = (who: string) => (kind === 'straw' || homes(who).length === 0 ? [who] : homes(who))
  const valid = steps.filter((step): step is Vote => 'who' in step && step.said < end)
  const last = new Map<string, number>()
  for (const { who, choice } of valid.toSorted((a, b) => a.said - b.said))
    for (const unit of units(who)) last.set(unit, choice)
  const isApart = (unit: string) => kind === 'household' && !unit.includes('-')
  const count = (of: readonly (readonly [string, number])[]) =>
    [1, 2, 3].map((n) => of.filter(([, choice]) => choice === n).length)
  const counted = [...last].filter(([unit]) => !isApart(unit))
  const apart = [...last].filter(([unit]) => isApart(unit))
  return { counts: count(counted), units: counted.length, apart: count(apart), apartUnits: apart.length }
}

test.each(['household', 'straw'] as const)(
  'the tally is the fold of the last valid ballot of each voting unit (%s)',
  (kind) => {
    fc.assert(
      fc.property(evening, (steps) => {
        expect(lived(steps, kind)).toEqual(fold(steps, kind))
      }),
      { numRuns: 150 },
    )
  },
)
