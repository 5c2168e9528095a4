import { dirname } from 'node:path'
import type { Chance } from '../chance.ts'

/** A file's bytes as the system shows them, and those that would outlive a loss of power. */
export class Inode {
  #bytes = Buffer.alloc(4096)
  size = 0
  /** So many of the first bytes were synced. */
  safe = 0
  /** What was synced, where something in it was changed since. */
  #before: Buffer | undefined

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.size)
  }

  append(data: Uint8Array): void {
    this.#grow(this.size + data.length)
    this.#bytes.set(data, this.size)
    this.size += data.length
  }

  write(data: Uint8Array, at: number): void {
    if (at < this.safe) this.#before ??= Buffer.from(this.#bytes.subarray(0, this.safe))
    this.#grow(at + data.length)
    if (at > this.size) this.#bytes.fill(0, this.size, at)
    this.#bytes.set(data, at)
    this.size = Math.max(this.size, at + data.length)
  }

  truncate(size: number): void {
    if (size < this.safe) this.#before ??= Buffer.from(this.#bytes.subarray(0, this.safe))
    this.size = Math.min(this.size, size)
    this.safe = Math.min(this.safe, size)
  }

  sync(): void {
    this.safe = this.size
    this.#before = undefined
  }

  /** All that may be read in it, now or after a loss of power. */
  get remains(): readonly Buffer[] {
    return this.#before ? [this.bytes, this.#before] : [this.bytes]
  }

  /** The power is lost. @returns what became of the bytes that were not synced, if there were any. */
  lose(chance: Chance): Loss | undefined {
    const loss = this.#lost(chance)
    this.sync()
    return loss
  }

  #lost(chance: Chance): Loss | undefined {
    const before = this.#before
    if (before) {
      if (chance.happens(0.5)) return 'whole'
      this.#grow(before.length)
      this.#bytes.set(before)
      this.size = before.length
      return 'gone'
    }
    const tail = this.size - this.safe
    if (tail === 0) return undefined
    const loss = chance.weighted(LOSSES)
    if (loss === 'gone') this.size = this.safe
    if (loss === 'torn') this.size = this.safe + chance.below(tail)
    if (loss === 'zeros') this.#bytes.fill(0, this.safe + chance.below(tail), this.size)
    if (loss === 'flipped') this.#flip(chance)
    return loss
  }

  /** A byte of the last line is another. */
  #flip(chance: Chance): void {
    const end = this.#bytes.lastIndexOf(10, this.size - 2) + 1
    const at = chance.between(Math.max(this.safe, end), this.size - 1)
    this.#bytes[at] = (this.#bytes[at] ?? 0) ^ chance.between(1, 255)
  }

  #grow(size: number): void {
    if (size <= this.#bytes.length) return
    const larger = Buffer.alloc(2 * size)
    larger.set(this.bytes)
    this.#bytes = larger
  }
}
export type Loss = 'gone' | 'whole' | 'torn' | 'zeros' | 'flipped'
const LOSSES: { readonly [K in Loss]: number } = { gone: 3, whole: 2, torn: 3, zeros: 2, flipped: 2 }

/** A change of names in a folder that a loss of power may undo. */
interface Change {
  readonly folder: string
  readonly kind: 'create' | 'link' | 'rename' | 'remove'
  readonly make: (names: Map<string, Inode>) => void
}

/** A disk under one folder: what the system shows, and what is certain to be there after a loss of power. */
export class Disk {
  readonly names = new Map<string, Inode>()
  readonly folders = new Set<string>()
  #safe = new Map<string, Inode>()
  #changes: Change[] = []

  find(path: string): Inode | undefined {
    return this.names.get(path)
  }

  change(kind: Change['kind'], path: string, make: Change['make']): void {
    make(this.names)
    this.#changes.push({ folder: dirname(path), kind, make })
  }

  create(path: string): Inode {
    const inode = new Inode()
    this.change('create', path, (names) => names.set(path, inode))
    return inode
  }

  syncFolder(folder: string): void {
    for (const change of this.#changes) if (change.folder === folder) change.make(this.#safe)
    this.#changes = this.#changes.filter((change) => change.folder !== folder)
  }

  /** Every file that is there, or may be there after a loss of power. */
  remains(): ReadonlyMap<Inode, string> {
    const all = new Map<Inode, string>()
    const names = new Map(this.#safe)
    const note = (): void => {
      for (const [path, inode] of names) all.set(inode, path)
    }
    note()
    for (const change of this.#changes) {
      change.make(names)
      note()
    }
    return all
  }

  /** The power is lost: of each folder's changes the first few are there, of each file what was synced and perhaps more. */
  lose(chance: Chance, note: (what: Loss | 'name') => void): void {
    for (const folder of new Set(this.#changes.map((change) => change.folder))) {
      const own = this.#changes.filter((change) => change.folder === folder)
      const kept = chance.between(0, own.length)
      for (const change of own.slice(0, kept)) change.make(this.#safe)
      if (own.slice(kept).some(({ kind }) => kind === 'rename')) note('name')
    }
    this.#changes = []
    this.names.clear()
    for (const [path, inode] of this.#safe) this.names.set(path, inode)
    for (const inode of new Set(this.names.values())) {
      const loss = inode.lose(chance)
      if (loss) note(loss)
    }
  }
}
