import type { Put } from '../domain/community.ts'
import type { Commit } from '../ports.ts'

/** What was voted in a secret poll is a commit of its own, without its time or message, beside that of who voted. */
export function parted(commit: Commit, recorded: number): readonly Commit[] {
  const sealed = commit.puts.filter(isSealed).toSorted(byKey)
  if (sealed.length === 0) return [commit]
  return [
    { at: recorded, puts: sealed, facts: [], lines: [], ids: [] },
    {
      ...commit,
      puts: commit.puts.filter((put) => !isSealed(put)),
      facts: commit.facts.filter(({ type }) => type !== 'ballot-sealed'),
    },
  ]
}

const isSealed = ({ kind }: Put): boolean => kind === 'sealed'
const byKey = (a: Put, b: Put): number => (a.key < b.key ? -1 : 1)
