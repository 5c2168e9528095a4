import type { Put } from '../domain/state/community.ts'
import type { Commit } from '../ports.ts'

/**
 * What was voted in a secret poll is a commit of its own, without a time or a message, beside that of who voted: before
 * it where it is new, after it where it goes, so that whoever stands as a voter has a ballot wherever the power is cut.
 */
export function parted(commit: Commit, recorded: number): readonly Commit[] {
  const sealed = commit.puts.filter(isSealed).toSorted(byKey)
  if (sealed.length === 0) return [commit]
  const apart = (puts: readonly Put[]): readonly Commit[] =>
    puts.length === 0 ? [] : [{ at: recorded, puts, facts: [], lines: [], ids: [] }]
  return [
    ...apart(sealed.filter(({ doc }) => doc)),
    {
      ...commit,
      puts: commit.puts.filter((put) => !isSealed(put)),
      facts: commit.facts.filter(({ type }) => type !== 'ballot-sealed'),
    },
    ...apart(sealed.filter(({ doc }) => !doc)),
  ]
}

const isSealed = ({ kind }: Put): boolean => kind === 'sealed'
const byKey = (a: Put, b: Put): number => (a.key < b.key ? -1 : 1)
