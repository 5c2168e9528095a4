import { randomBytes } from 'node:crypto'
import type { Instant } from '../domain/calendar.ts'
import type { Store } from '../ports.ts'
import { read, type Shelf, write } from './archive.ts'
import { StoreError } from './error.ts'
import type { Hearing } from './hearing.ts'
import type { Keyring, Random } from './keys.ts'
import { type Ended, PaperLedger } from './ledger.ts'
import { first, follow } from './load.ts'
import { checked, named } from './media.ts'
import { migrations, versionOf } from './migrations.ts'
import { storeOf } from './open.ts'
import type { Paper } from './paper.ts'
import type { Shelved } from './schema.ts'
import { seal, spans } from './seal.ts'
import { pack, type State } from './state.ts'

/** What would be on disk. */
export type Kept = Map<string, Sheet>
interface Sheet {
  lines: string[]
  readonly archive: Map<string, string>
  readonly media: Map<string, Uint8Array>
  readonly keys: Map<number, Uint8Array>
  /** Who opened it last: a process that ended writes nothing any more. */
  owner?: Paper
}

export interface Memory {
  /** Handed to a second store it is what the next process finds, after the first ended at any moment. */
  readonly kept?: Kept
  readonly clock?: () => Instant
  readonly ended?: Ended
  readonly every?: number
  readonly random?: Random
}

/** What the account heard, by what is kept with it. */
const hearings = new WeakMap<Kept, Hearing>()

class Heard implements Hearing {
  at: Instant = 0
  note(at: Instant): void {
    this.at = Math.max(this.at, at)
  }
  async written(): Promise<void> {}
}

/** The same store without a disk, for tests and simulations. */
export const memory = (given: Memory = {}): Store => {
  const { kept = new Map(), clock = () => 0, ended = () => [], every = 5_000, random = randomBytes } = given
  const hearing = hearings.get(kept) ?? new Heard()
  hearings.set(kept, hearing)
  return storeOf(
    (community) => {
      const sheet = kept.get(community) ?? { lines: [], archive: new Map(), media: new Map(), keys: new Map() }
      kept.set(community, sheet)
      return new PaperLedger(new SheetPaper(sheet), versionOf(migrations), {
        ...{ clock, ended, every, random, hearing },
      }).open()
    },
    () => Promise.resolve(),
  )
}

class SheetPaper implements Paper {
  readonly shelf: Shelf
  readonly keyring: Keyring
  readonly #sheet: Sheet

  constructor(sheet: Sheet) {
    this.#sheet = sheet
    this.#sheet.owner = this
    this.shelf = new SheetShelf(sheet.archive)
    this.keyring = keyring(() => this.#own().keys)
  }

  get entries(): number {
    return this.#sheet.lines.length - 1
  }

  get rewrites(): number {
    return this.#sheet.lines.length === 0 ? 1 : 0
  }

  async read(): Promise<State | null> {
    const [head, ...tail] = spans(Buffer.from(this.#sheet.lines.join('')))
    const stored = first(head, 'memory')
    return stored ? follow(stored, tail, 'memory').state : null
  }

  async write(state: State): Promise<void> {
    this.#own().lines = [seal(JSON.stringify(pack(state)))]
  }

  async append(lines: readonly string[]): Promise<void> {
    const sheet = this.#own()
    for (const line of lines) sheet.lines.push(line)
  }

  async keep(bytes: Uint8Array, extension: string): Promise<string> {
    const { name, clean } = named(bytes, extension)
    this.#own().media.set(name, Uint8Array.from(clean))
    return name
  }

  async file(name: string): Promise<Uint8Array> {
    const bytes = this.#sheet.media.get(checked(name))
    if (!bytes) throw new Error(`no file is called ${name}`)
    return Uint8Array.from(bytes)
  }

  async small(name: string): Promise<Uint8Array | undefined> {
    return this.#sheet.media.get(`small/${checked(name)}`)
  }

  async keepSmall(name: string, bytes: Uint8Array): Promise<void> {
    this.#own().media.set(`small/${checked(name)}`, bytes)
  }

  async forgetAside(): Promise<void> {}

  async close(): Promise<void> {}

  #own(): Sheet {
    if (this.#sheet.owner !== this) throw new StoreError('Another process has opened this community since.')
    return this.#sheet
  }
}

const keyring = (keys: () => Map<number, Uint8Array>): Keyring => ({
  read: async () => new Map(keys()),
  add: async (poll, key) => void keys().set(poll, key),
  remove: async (poll) => void keys().delete(poll),
})

class SheetShelf implements Shelf {
  readonly #records: Map<string, string>

  constructor(records: Map<string, string>) {
    this.#records = records
  }

  async find(matter: string): Promise<Shelved | undefined> {
    const line = this.#records.get(matter)
    return line === undefined ? undefined : read(Buffer.from(line).subarray(0, -1), migrations, 'memory')
  }

  async add(records: readonly Shelved[]): Promise<void> {
    for (const record of records) this.#records.set(record.matter, write(record))
  }
}
