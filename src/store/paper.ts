import type { Adapter } from 'lowdb'
import type { Shelf } from './archive.ts'
import type { State } from './state.ts'

/** What one ledger is written on: lowdb's adapter (`read` the whole, `write` it anew), and what a ledger needs besides. */
export interface Paper extends Adapter<State> {
  /** Commits written since the first line. */
  readonly entries: number
  /** How often the whole is to be written before anything is appended. */
  readonly rewrites: number
  /** Sealed lines, on disk together when it resolves; not synced where `durable` is false. */
  append(lines: readonly string[], durable?: boolean): Promise<void>
  readonly shelf: Shelf
  keep(bytes: Uint8Array, extension: string): Promise<string>
  close(): Promise<void>
}
