import { StoreError } from './error.ts'
import { entrySchema, storedSchema } from './schema.ts'
import { type Span, unseal } from './seal.ts'
import { apply, type Entry, note, type State, type Stored, unpack } from './state.ts'

/** What the lines of a file come to. */
export interface Told {
  readonly state: State
  /** The commits in it. */
  readonly entries: number
  /** Where a torn tail begins. */
  readonly torn?: number
}

/** The state that a first line holds, or nothing where the line is damaged. */
export const first = (span: Span | undefined, file: string): Stored | undefined => {
  const whole = span && unseal(span.bytes)
  if (!whole) return undefined
  const stored = storedSchema.safeParse(whole)
  if (!stored.success) throw strange(file, 1)
  return stored.data
}

/** A state and the commits after it. No rule is run again: each puts its documents in their places. */
export const follow = (stored: Stored, tail: readonly Span[], file: string): Told => {
  const state = unpack(stored)
  for (const [index, span] of tail.entries()) {
    const line = index + 2
    const entry = entryOf(span, file, line)
    if (entry?.seq !== state.seq + 1) {
      if (tail.slice(index).some((later) => isLater(later, state.seq, file, line))) throw damaged(file, line)
      return { state, entries: index, torn: span.from }
    }
    for (const mark of entry.marks ?? []) note(state, mark)
    apply(state, entry)
  }
  return { state, entries: tail.length }
}

const entryOf = (span: Span, file: string, line: number): Entry | undefined => {
  const whole = unseal(span.bytes)
  if (!whole) return undefined
  const entry = entrySchema.safeParse(whole)
  if (!entry.success) throw strange(file, line)
  return entry.data
}

const isLater = (span: Span, seq: number, file: string, line: number): boolean =>
  (entryOf(span, file, line)?.seq ?? 0) > seq

const damaged = (file: string, line: number): StoreError =>
  new StoreError(
    `${file}: line ${line} is damaged or missing and good lines follow it, so nothing was cut and this community stays closed: put back a good copy of the file from a backup.`,
  )

const strange = (file: string, line: number): StoreError =>
  new StoreError(
    `${file}: line ${line} is whole but not in a form that this program knows: start the version that wrote it, or put back a backup.`,
  )
