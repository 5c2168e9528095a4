import type { Fact } from '../state/facts.ts'
import type { Ballot, Poll, Tally, Voter } from '../state/matter.ts'
import { tallyOf, turnout, withHanded } from './ballot.ts'

/**
 * The result as it follows from the record alone: of a secret poll from its codes, or where it was voided from who voted,
 * else from every ballot in turn.
 */
export function recounted(poll: Poll, facts: readonly Fact[]): Tally {
  if (poll.secret && poll.voided !== undefined) return turnout(poll, votedBy(facts))
  if (!poll.codes) return withHanded(tallyOf(poll, folded(facts)), folded(facts))
  const voters = [...votedBy(facts)]
  const coded = poll.codes.map(({ choices }) => ({ choices, counted: true }))
  const apart = voters.filter((voter) => !voter.counted).map(() => ({ choices: [], counted: false }))
  return withHanded(tallyOf(poll, [...coded, ...apart]), voters)
}

/** Of a secret poll: who voted, and how it came. */
export function votedBy(facts: readonly Fact[]): Iterable<Voter> {
  const all = new Map<string, Voter>()
  for (const fact of facts) {
    if (fact.type === 'voted') all.set(fact.voter.unit, fact.voter)
    if (fact.type === 'voter-withdrawn') all.delete(fact.unit)
  }
  return all.values()
}

function folded(facts: readonly Fact[]): readonly Ballot[] {
  const ballots = new Map<string, Ballot>()
  const put = (unit: string, ballot: Ballot | undefined): void => {
    if (ballot) ballots.set(unit, ballot)
    else ballots.delete(unit)
  }
  for (const fact of facts) {
    if (fact.type === 'ballot-cast') put(fact.ballot.unit, fact.ballot)
    if (fact.type === 'ballot-taken-back') put(fact.unit, fact.before)
    if (fact.type === 'ballot-set-aside' || fact.type === 'ballot-restored') {
      const ballot = ballots.get(fact.unit)
      if (ballot) put(fact.unit, marked(ballot, fact.type === 'ballot-set-aside' ? fact.reason : undefined))
    }
  }
  return [...ballots.values()]
}

/** Contested for that reason, or no longer so. */
export const marked = ({ aside: _, ...ballot }: Ballot, aside: string | undefined): Ballot =>
  aside === undefined ? ballot : { ...ballot, aside }
