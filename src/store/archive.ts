import { belongsTo, PART_KINDS } from '../domain/archive.ts'
import type { Instant } from '../domain/calendar.ts'
import type { Put } from '../domain/state/community.ts'
import type { Fact } from '../domain/state/facts.ts'
import { type Migration, migrate } from './migrations.ts'
import { type Shelved, shelvedSchema } from './schema.ts'
import { seal, unseal } from './seal.ts'
import { blank, byKey, type State } from './state.ts'

/** Where matters stand that left the state. */
export interface Shelf {
  /** The newest record of a matter. */
  find(matter: string): Promise<Shelved | undefined>
  /** On disk when it resolves. */
  add(records: readonly Shelved[]): Promise<void>
}

/** A matter about to leave: all that the state holds of it. */
export interface Leaving {
  readonly matter: string
  readonly puts: readonly Put[]
  readonly facts: readonly Fact[]
  readonly since: number
}

/** 「#27」 is a case, 「P5」 a poll. */
export const numberOf = (matter: string): { readonly kind: 'case' | 'poll'; readonly number: number } | undefined => {
  const [, sign, digits] = /^([#P])([1-9]\d{0,8})$/.exec(matter) ?? []
  return digits === undefined ? undefined : { kind: sign === '#' ? 'case' : 'poll', number: Number(digits) }
}

/** What the state holds of these matters; it is walked over once, however many matters there are. */
export const gather = (state: State, matters: readonly string[]): Leaving[] => {
  const held = new Map([...new Set(matters)].map((matter) => [matter, [] as Put[]]))
  for (const kind of PART_KINDS) {
    const docs: ReadonlyMap<string, object> = state.docs[kind]
    // the order in which secret ballots were cast is in no file
    for (const [key, doc] of kind === 'sealed' ? [...docs].sort(byKey) : docs)
      held.get(belongsTo({ kind, key }) ?? '')?.push({ kind, key, doc } as Put)
  }
  return [...held]
    .filter(([, puts]) => puts.length > 0)
    .map(([matter, puts]) => {
      const facts = state.facts.get(matter) ?? []
      return { matter, puts, facts, since: state.since.get(matter) ?? Infinity }
    })
}

/** Takes matters out of the state, once the archive has them. */
export const remove = (state: State, leaving: readonly Leaving[]): void => {
  for (const { matter, puts } of leaving) {
    for (const { kind, key } of puts) state.docs[kind].delete(key)
    state.facts.delete(matter)
    state.since.delete(matter)
  }
}

/**
 * The record of a matter, with what the archive had of it. Where the same stay in the state was archived before (the
 * process ended between archive and state), its facts take the place of those, so that none stands there twice.
 */
export const shelve = (leaving: Leaving, before: Shelved | undefined, state: State, at: Instant): Shelved => {
  const again = before !== undefined && leaving.since <= before.seq
  const facts = again ? before.facts.slice(0, before.earlier) : (before?.facts ?? [])
  const puts = new Map([...(before?.puts ?? []), ...leaving.puts].map((put) => [`${put.kind} ${put.key}`, put]))
  return {
    version: state.version,
    matter: leaving.matter,
    seq: state.seq,
    earlier: facts.length,
    at,
    puts: [...puts.values()],
    facts: [...facts, ...leaving.facts],
  }
}

export const write = (record: Shelved): string => seal(JSON.stringify(record))

/** A record as this program knows it, or nothing where the bytes are none. */
export const read = (line: Buffer, list: readonly Migration[], file: string): Shelved | undefined => {
  const whole = unseal(line)
  const record = whole && shelvedSchema.safeParse(whole)
  if (!record?.success) return undefined
  return record.data.version === list.length + 1 ? record.data : renewed(record.data, list, file)
}

/** Brings a record of an older version through the migrations, alone in a state. */
const renewed = (record: Shelved, list: readonly Migration[], file: string): Shelved => {
  const { version, matter, seq, at, puts, facts } = record
  const docs: Record<string, [string, object][]> = {}
  for (const { kind, key, doc } of puts) {
    docs[kind] ??= []
    docs[kind].push([key, doc ?? {}])
  }
  const stored = migrate({ ...blank(version), seq, at, docs, facts: [[matter, 0, facts]] }, list, file)
  return {
    ...record,
    version: stored.version,
    puts: Object.entries(stored.docs).flatMap(([kind, own]) => own.map(([key, doc]) => ({ kind, key, doc }) as Put)),
    facts: stored.facts.flatMap(([, , own]) => [...own]),
  }
}
