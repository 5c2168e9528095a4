import type { Chance } from '../chance.ts'
import type { Count } from './count.ts'
import type { Disk } from './disk.ts'
import { broken, type Deed, type Gate } from './files.ts'

/** What is wrong with the disk. Whatever it is lasts until somebody mends it; a failed sync happens once. */
export interface Trouble {
  full?: 'short' | 'refused' | undefined
  write?: boolean | undefined
  sync?: boolean | undefined
  readOnly?: boolean | undefined
}

/** Of its own each time: what waits for it is forgotten with it. */
const never = (): Promise<never> => new Promise(() => undefined)
const WRITING: ReadonlySet<Deed> = new Set(['open', 'append', 'sync', 'truncate', 'write', 'name'])

/** One process's way to the disk: an operation may wait, fail, or be the last thing this process did. */
export class Door implements Gate {
  readonly disk: Disk
  /** Nothing of this process happens any more. */
  dead = false
  /** Operations so far: whoever waits for quiet looks whether it still grows. */
  deeds = 0
  /** So many more operations, then the process is killed in the middle of one. */
  killAfter: number | undefined
  /** An operation failed. */
  failed = false
  /** What it was doing when it was killed. */
  died: { readonly deed: Deed; readonly path: string } | undefined
  /** Operations wait until they are let through, one by one. */
  slow = false
  readonly #trouble: Trouble
  readonly #chance: Chance
  readonly #count: Count
  #waiting: (() => void)[] = []

  readonly #skips: (deed: Deed, path: string) => boolean

  constructor(
    disk: Disk,
    trouble: Trouble,
    chance: Chance,
    count: Count,
    skips: (deed: Deed, path: string) => boolean = () => false,
  ) {
    this.#skips = skips
    this.disk = disk
    this.#trouble = trouble
    this.#chance = chance
    this.#count = count
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Lets the first of those that wait through. */
  release(): void {
    this.#waiting.shift()?.()
  }

  async pass<T>(deed: Deed, path: string, effect: (size: number) => T, size = 0): Promise<T> {
    this.deeds++
    if (this.slow && !this.dead) await new Promise<void>((through) => this.#waiting.push(through))
    if (this.dead) return never()
    if (this.killAfter !== undefined && this.killAfter-- <= 0) return this.#dies(deed, path, effect, size)
    const written = this.#tried(deed, size)
    return this.#skips(deed, path) ? (undefined as T) : effect(written)
  }

  /** Killed just before, in the middle of, or just after it: what was done is done, and nobody hears of it. */
  #dies(deed: Deed, path: string, effect: (size: number) => unknown, size: number): Promise<never> {
    this.dead = true
    this.died = { deed, path }
    const half = this.#chance.below(size + 1)
    if (this.#chance.happens(0.5))
      try {
        effect(this.#chance.happens(0.5) ? half : size)
      } catch {} // it would have failed
    return never()
  }

  /** @returns how many of the bytes are written */
  #tried(deed: Deed, size: number): number {
    const { readOnly, full, write, sync } = this.#trouble
    if (readOnly && WRITING.has(deed) && deed !== 'sync') return this.#fails('EROFS')
    if (deed === 'append' || deed === 'write') {
      if (write) return this.#fails('EIO')
      if (full === 'refused') return this.#fails('ENOSPC')
      if (full === 'short') {
        this.failed = true
        this.#count.note('disk full: a short append without an error')
        return this.#chance.below(size)
      }
    }
    if (deed === 'sync' && sync) {
      this.#trouble.sync = false
      this.#count.note('a sync failed')
      return this.#fails('EIO')
    }
    return size
  }

  #fails(code: string): never {
    this.failed = true
    throw broken(code)
  }
}
