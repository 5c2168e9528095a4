import type { Adapter } from 'lowdb'
import type { Shelf } from './archive.ts'
import type { Keyring } from './keys.ts'
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
  readonly keyring: Keyring
  /** Takes away what was kept aside and may hold a commit with a sealed ballot. */
  forgetAside(): Promise<void>
  keep(bytes: Uint8Array, extension: string): Promise<string>
  file(name: string): Promise<Uint8Array>
  /** What was made small of a file, by its name; of nothing where nothing could be. */
  small(name: string): Promise<Uint8Array | undefined>
  keepSmall(name: string, bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}
