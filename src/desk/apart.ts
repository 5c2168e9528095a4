import type { Put } from '../domain/state/community.ts'
import type { Fact } from '../domain/state/facts.ts'
import type { Commit } from '../ports.ts'

/**
 * What was voted in a secret poll is a commit of its own, without a time or a message, beside that of who voted: before
 * it where it is new, after it where it goes, so that whoever stands as a voter has a ballot wherever the power is cut.
 * At the end of a poll all its ballots go in the commit that ends it: after that nobody would come back for one.
 */
export function parted(commit: Commit, recorded: number): readonly Commit[] {
  const all = commit.puts.filter(isSealed).toSorted(byKey)
  if (all.length === 0) return [commit]
  const over = new Set(commit.facts.flatMap(ends))
  const isLast = ({ key, doc }: Put): boolean => !doc && over.has(key.split('/')[0])
  const sealed = all.filter((put) => !isLast(put))
  const apart = (puts: readonly Put[]): readonly Commit[] =>
    puts.length === 0 ? [] : [{ at: recorded, puts, facts: [], lines: [], ids: [] }]
  return [
    ...apart(sealed.filter(({ doc }) => doc)),
    {
      ...commit,
      puts: [...commit.puts.filter((put) => !isSealed(put)), ...all.filter(isLast)],
      facts: commit.facts.filter(({ type }) => type !== 'ballot-sealed'),
    },
    ...apart(sealed.filter(({ doc }) => !doc)),
  ]
}

const isSealed = ({ kind }: Put): boolean => kind === 'sealed'
/** Which poll is over by it, as the keys of its ballots begin. */
const ends = (fact: Fact): readonly (string | undefined)[] =>
  fact.type === 'poll-closed' || fact.type === 'poll-voided' ? [String(fact.poll)] : []
const byKey = (a: Put, b: Put): number => (a.key < b.key ? -1 : 1)
