import type { Instant } from '../../src/domain/calendar.ts'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Kinds } from '../../src/domain/state/community.ts'
import type { Poll } from '../../src/domain/state/matter.ts'
import type { Chat, Commit, Ledger, Outbox } from '../../src/ports.ts'
import type { Paper } from '../../src/store/paper.ts'
import type { State } from '../../src/store/state.ts'
import type { Deed } from './files.ts'
import type { Time } from './time.ts'

/** A planted bug: what it puts between the parts of the program, and the invariants that must catch it. */
export interface Bug {
  readonly expects: readonly number[]
  readonly paper?: (paper: Paper) => Paper
  readonly ledger?: (ledger: Ledger) => Ledger
  readonly outbox?: (outbox: Outbox) => Outbox
  readonly chat?: (chat: Chat) => Chat
  readonly clock?: (time: Time) => () => Instant
  readonly heard?: (heard: Heard, polls: readonly Poll[]) => Heard
  /** What is not done although it is said to have been. */
  readonly skips?: (deed: Deed, path: string) => boolean
}
export const NO_BUG: Bug = { expects: [] }

/** Something of which a part goes otherwise; all else goes through. */
export const otherwise = <T extends object>(real: T, changes: Partial<T>): T =>
  new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(name in changes ? changes : target, name)
      return typeof value === 'function' ? value.bind(name in changes ? changes : target) : value
    },
  })
/** Writes one after the other, and says that it is done before it is. */
export const hasty = (paper: Paper): Paper => {
  let last: Promise<unknown> = Promise.resolve()
  const later = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch(() => undefined)
    return Promise.resolve()
  }
  return otherwise(paper, { append: (lines, durable) => later(() => paper.append(lines, durable)) })
}
export const committing = (change: (commit: Commit) => Commit) => (ledger: Ledger) =>
  otherwise(ledger, { commit: (commit) => ledger.commit(change(commit)) })
/** What the desk sees of the stored state. */
export const showing = (change: (now: State) => Partial<State>) => (ledger: Ledger) =>
  otherwise(ledger, {
    get now() {
      const now = ledger.now as State
      return new Proxy(now, {
        get: (target, name) => Reflect.get({ ...change(target) }, name) ?? Reflect.get(target, name),
      })
    },
  })

/** What the desk sees of each case, or of people's opinions. */
export const seeing =
  <K extends 'case' | 'forum'>(kind: K, change: (one: Kinds[K]) => Kinds[K]) =>
  (ledger: Ledger) => {
    const real: ReadonlyMap<string, Kinds[K]> = ledger.now.docs[kind]
    const seen = otherwise(real, {
      get: (key) => {
        const one = real.get(key)
        return one && change(one)
      },
      values: () => [...real.values()].map(change).values(),
      [Symbol.iterator]: () => [...real].map(([key, one]) => [key, change(one)] as [string, Kinds[K]]).values(),
    })
    return showing(({ docs }) => ({ docs: otherwise(docs, { [kind]: seen } as Partial<typeof docs>) }))(ledger)
  }

/** Each person's ballot stands by itself. */
export const byPerson = (commit: Commit): Commit => ({
  ...commit,
  puts: commit.puts.map((put) =>
    put.kind === 'ballot' && put.doc
      ? { kind: 'ballot', key: `${put.doc.poll}/${put.doc.person}`, doc: { ...put.doc, unit: put.doc.person } }
      : put,
  ),
  facts: commit.facts.map((fact) =>
    fact.type === 'ballot-cast' ? { ...fact, ballot: { ...fact.ballot, unit: fact.ballot.person } } : fact,
  ),
})
