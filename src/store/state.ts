import { DAY, type Instant, MINUTE } from '../domain/calendar.ts'
import type { Kind, Kinds, Put } from '../domain/state/community.ts'
import { type Fact, matterOf } from '../domain/state/facts.ts'
import type { Commit, Mark, Snapshot, Unsaid } from '../ports.ts'
import { Ids } from './ids.ts'

/** A commit as it stands on its line. */
export interface Entry extends Commit {
  readonly seq: number
  /** Stored earlier than the commit they ride with. */
  readonly marks?: readonly Mark[] | undefined
  readonly heard?: Instant | undefined
}

/** A snapshot that its ledger changes in place: the cost of a commit does not grow with what is stored. */
export interface State extends Snapshot {
  readonly version: number
  seq: number
  at: Instant
  heard: Instant
  readonly docs: { readonly [K in Kind]: Map<string, Kinds[K]> }
  readonly facts: Map<string, Fact[]>
  /** The commit that began a matter's record here: tells a matter that came back from one archived twice. */
  readonly since: Map<string, number>
  readonly outbox: Map<string, Unsaid>
  /** Keys of lines that were dropped unsaid: never taken again. */
  readonly gone: Map<string, Instant>
  readonly ids: Map<string, Instant>
  readonly recent: Ids
}

const KINDS: { readonly [K in Kind]: true } = {
  counters: true,
  person: true,
  room: true,
  case: true,
  poll: true,
  ballot: true,
  sealed: true,
  voter: true,
  forum: true,
  pending: true,
  act: true,
  bundle: true,
  invitation: true,
  hearing: true,
  reminder: true,
  lower: true,
  trace: true,
  report: true,
  left: true,
}
export const kinds = Object.keys(KINDS) as readonly Kind[]

/** The whole state as plain data: the first line of a file. */
export interface Stored {
  readonly version: number
  readonly seq: number
  readonly at: Instant
  readonly heard: Instant
  readonly docs: { readonly [kind: string]: readonly (readonly [string, object])[] }
  readonly facts: readonly (readonly [string, number, readonly Fact[]])[]
  readonly outbox: readonly Unsaid[]
  readonly gone: readonly (readonly [string, Instant])[]
  readonly ids: readonly (readonly [string, Instant])[]
}

/** What a stored state of the version before has to become. Archived matters pass through it too, alone in a state. */
export interface Migration {
  /** When it came in, 「2026-12-01」. */
  readonly on: string
  readonly why: string
  change(stored: Stored): Stored
}

export const blank = (version: number): Stored => ({
  version,
  seq: 0,
  at: 0,
  heard: 0,
  docs: {},
  facts: [],
  outbox: [],
  gone: [],
  ids: [],
})

export const unpack = (stored: Stored): State => {
  const names = new Set([...kinds, ...Object.keys(stored.docs)])
  const docs = Object.fromEntries([...names].map((kind) => [kind, new Map(stored.docs[kind])]))
  const recent = new Ids(stored.ids)
  return {
    version: stored.version,
    seq: stored.seq,
    at: stored.at,
    heard: stored.heard,
    docs: docs as unknown as State['docs'],
    facts: new Map(stored.facts.map(([matter, , facts]) => [matter, [...facts]])),
    since: new Map(stored.facts.map(([matter, since]) => [matter, since])),
    outbox: new Map(stored.outbox.map((unsaid) => [unsaid.line.key, unsaid])),
    gone: new Map(stored.gone),
    ids: recent.seen,
    recent,
  }
}

export const pack = (state: State): Stored => ({
  version: state.version,
  seq: state.seq,
  at: state.at,
  heard: state.heard,
  docs: Object.fromEntries(Object.entries(state.docs).map(([kind, docs]) => [kind, packed(kind, docs)])),
  facts: [...state.facts].map(([matter, facts]) => [matter, state.since.get(matter) ?? 0, facts]),
  outbox: [...state.outbox.values()],
  gone: [...state.gone],
  ids: [...state.ids],
})

/** Secret ballots by their keys, which tell nothing: the order in which they were cast would tell much. */
const packed = (kind: string, docs: ReadonlyMap<string, object>): readonly (readonly [string, object])[] =>
  kind === 'sealed' ? [...docs].sort(byKey) : [...docs]

export const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0

/** Shows what is on disk. */
export const apply = (state: State, entry: Entry): void => {
  state.seq = entry.seq
  state.at = Math.max(state.at, entry.at)
  state.heard = Math.max(state.heard, entry.heard ?? 0)
  for (const put of entry.puts) place(state, put)
  for (const fact of entry.facts) record(state, fact)
  for (const line of entry.lines) {
    if (!state.outbox.has(line.key) && !state.gone.has(line.key)) state.outbox.set(line.key, { line, attempts: 0 })
  }
  for (const id of entry.ids) state.recent.add(id, state.at)
}

const place = (state: State, put: Put): void => {
  const all = state.docs as unknown as Record<string, Map<string, unknown>>
  all[put.kind] ??= new Map() // a kind of an older version: its migration comes after the last line
  if (put.doc === undefined) all[put.kind]?.delete(put.key)
  else all[put.kind]?.set(put.key, put.doc)
}

const record = (state: State, fact: Fact): void => {
  const matter = matterOf(fact)
  if (matter === undefined) return
  const facts = state.facts.get(matter)
  if (facts) facts.push(fact)
  else {
    state.facts.set(matter, [fact])
    state.since.set(matter, state.seq)
  }
}

/** @returns false where there is no such line to be marked: then nothing is to be stored either. */
export const note = (state: State, { key, mark, at }: Mark): boolean => {
  const unsaid = state.outbox.get(key)
  if (!unsaid) return false
  switch (mark) {
    case 'attempt':
      state.outbox.set(key, { ...sentBefore(unsaid, at), attempts: unsaid.attempts + 1, attemptedAt: at })
      break
    case 'refused':
      state.outbox.set(key, { ...unsaid, attempts: Math.max(0, unsaid.attempts - 1) })
      break
    case 'said':
      state.outbox.set(key, { ...unsaid, saidAt: at })
      break
    case 'dropped':
      state.outbox.delete(key)
      state.gone.set(key, at)
  }
  return true
}

const sentBefore = ({ before = [], attemptedAt, ...unsaid }: Unsaid, now: Instant): Unsaid => {
  const recent = [...before, ...(attemptedAt === undefined ? [] : [attemptedAt])].filter((at) => now - at < MINUTE)
  return recent.length ? { ...unsaid, before: recent } : unsaid
}

/** At a compaction: said lines stay 40 days, because a repeat is known by its key; answers, said once by nature, one day. */
export const forget = (state: State, now: Instant): void => {
  for (const [key, { line, saidAt }] of state.outbox) {
    if (saidAt !== undefined && now - saidAt >= (line.asked ? 1 : 40) * DAY) state.outbox.delete(key)
  }
  for (const [key, at] of state.gone) if (now - at >= 40 * DAY) state.gone.delete(key)
}
