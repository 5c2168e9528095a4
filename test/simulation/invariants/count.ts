import type { Poll, Tally } from '../../../src/domain/state/matter.ts'
import { HEADS } from '../town.ts'
import type { Vote } from './book.ts'

/** Counted by hand. */
export function countOf(votes: ReadonlyMap<string, Vote>, { kind, options, secret }: Poll): Tally {
  const all = [...votes].flatMap(([unit, vote]) => (vote.choices.length > 0 ? [{ unit, ...vote }] : []))
  const valid = all.filter(({ aside }) => !aside)
  const [inside, apart] = [valid.filter(({ counted }) => counted), valid.filter(({ counted }) => !counted)]
  const each = (of: (choice: number) => number): number[] => options.map((_, index) => of(index + 1))
  const choosing = (some: typeof all, choice: number) => some.filter(({ choices }) => choices.includes(choice))
  const area = (some: typeof all) =>
    Math.round(100 * some.reduce((sum, { unit }) => sum + (HEADS[unit]?.area ?? 0), 0)) / 100
  return {
    counts: each((choice) => choosing(inside, choice).length),
    units: inside.length,
    apart: each((choice) => (secret ? 0 : choosing(apart, choice).length)),
    apartUnits: apart.length,
    ...(inside.some(({ handed }) => handed) ? { handed: inside.filter(({ handed }) => handed).length } : {}),
    ...(valid.length < all.length ? { aside: all.length - valid.length } : {}),
    ...(kind === 'owners' ? { areas: each((choice) => area(choosing(inside, choice))), area: area(inside) } : {}),
  }
}

/** Of a secret poll that was voided: it may have been one ballot. */
export function turnoutOf(votes: ReadonlyMap<string, Vote>, { options }: Poll): Tally {
  const none = options.map(() => 0)
  const units = [...votes.values()].filter(({ counted }) => counted).length
  return { counts: none, units, apart: none, apartUnits: votes.size - units }
}

const FIELDS = ['counts', 'units', 'apart', 'apartUnits', 'aside', 'handed', 'areas', 'area'] as const
export const differs = (a: Tally, b: Tally): boolean => FIELDS.some((field) => String(a[field]) !== String(b[field]))
