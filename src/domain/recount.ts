import { type Counted, counted } from './ballot.ts'
import type { Ballot, Poll, Tally } from './community.ts'
import type { Fact } from './facts.ts'

/** The result as it follows from the record alone: of a secret poll from its codes, else from every ballot in turn. */
export const recounted = (poll: Poll, facts: readonly Fact[]): Tally =>
  counted(poll, poll.codes ? poll.codes.map(({ choices, apart }) => ({ choices, counted: !apart })) : folded(facts))

function folded(facts: readonly Fact[]): Iterable<Counted> {
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
  return ballots.values()
}

/** Contested for that reason, or no longer so. */
export const marked = ({ aside: _, ...ballot }: Ballot, aside: string | undefined): Ballot =>
  aside === undefined ? ballot : { ...ballot, aside }
