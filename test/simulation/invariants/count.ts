import type { Ballot, Tally } from '../../../src/domain/community.ts'

/** Counted by hand. */
export function countOf(ballots: readonly Ballot[], options: number): Tally {
  const votes = (counted: boolean, choice: number) =>
    ballots.filter((ballot) => ballot.counted === counted && ballot.choices.includes(choice)).length
  const each = (counted: boolean) => Array.from({ length: options }, (_, index) => votes(counted, index + 1))
  const all = (counted: boolean) => ballots.filter((ballot) => ballot.counted === counted).length
  return { counts: each(true), units: all(true), apart: each(false), apartUnits: all(false) }
}

export const differs = (a: Tally, b: Tally): boolean =>
  a.units !== b.units ||
  a.apartUnits !== b.apartUnits ||
  a.counts.some((votes, index) => votes !== b.counts[index]) ||
  a.apart.some((votes, index) => votes !== b.apart[index])
