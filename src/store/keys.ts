import { createHmac } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Keys } from '../ports.ts'
import { makeFolder, replace, syncFolder } from './disk.ts'
import { absent, StoreError } from './error.ts'

const SIZE = 32

/** Where the keys of secret polls are kept, beside the documents and in none of them. */
export interface Keyring {
  read(): Promise<ReadonlyMap<number, Uint8Array>>
  /** On disk when it resolves, whole or not at all. */
  add(poll: number, key: Uint8Array): Promise<void>
  /** Gone from the disk when it resolves. */
  remove(poll: number): Promise<void>
}

/** Random bytes, so many of them. */
export type Random = (size: number) => Uint8Array

/** What a ledger does for its keys. */
export interface Turns {
  /** Between two batches. */
  between(work: () => Promise<void>): Promise<void>
  /** No file that was written before holds a single commit any more. */
  cleanse(): Promise<void>
}

/** The keys of one community's secret polls, in memory while it runs. */
export class Secrets implements Keys {
  readonly #keyring: Keyring
  readonly #random: Random
  readonly #turns: Turns
  readonly #keys = new Map<number, Uint8Array>()

  constructor(keyring: Keyring, random: Random, turns: Turns) {
    this.#keyring = keyring
    this.#random = random
    this.#turns = turns
  }

  async open(): Promise<void> {
    for (const [poll, key] of await this.#keyring.read()) this.#keys.set(poll, key)
  }

  get polls(): readonly number[] {
    return [...this.#keys.keys()]
  }

  seal(poll: number, words: string): string | undefined {
    const key = this.#keys.get(poll)
    return key && createHmac('sha256', key).update(words).digest('hex')
  }

  make(poll: number): Promise<void> {
    return this.#turns.between(async () => {
      if (this.#keys.has(poll)) return
      const key = Uint8Array.from(this.#random(SIZE))
      await this.#keyring.add(poll, key)
      this.#keys.set(poll, key)
    })
  }

  /** The key goes last: where it is still there after a crash, all of this is done again. */
  burn(poll: number): Promise<void> {
    return this.#turns.between(async () => {
      if (!this.#keys.has(poll)) return
      await this.#turns.cleanse()
      await this.#keyring.remove(poll)
      this.#keys.delete(poll)
    })
  }
}

/** `keys/P5`: a file of 32 bytes for each secret poll that runs. */
export class FileKeyring implements Keyring {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async read(): Promise<ReadonlyMap<number, Uint8Array>> {
    const names = await readdir(this.#folder).catch(absent)
    if (!names) return new Map()
    const keys = new Map<number, Uint8Array>()
    for (const name of names) {
      const [, digits] = /^P([1-9]\d{0,8})$/.exec(name) ?? []
      if (digits !== undefined) keys.set(Number(digits), await this.#whole(name))
    }
    await syncFolder(this.#folder) // what the process before was killed over may be in the machine's memory only
    return keys
  }

  async add(poll: number, key: Uint8Array): Promise<void> {
    await makeFolder(this.#folder)
    await replace(this.#fileOf(poll), key)
  }

  async remove(poll: number): Promise<void> {
    await rm(this.#fileOf(poll), { force: true })
    await syncFolder(this.#folder)
  }

  #fileOf(poll: number): string {
    return join(this.#folder, `P${poll}`)
  }

  async #whole(name: string): Promise<Uint8Array> {
    const file = join(this.#folder, name)
    const bytes = await readFile(file)
    if (bytes.length === SIZE) return bytes
    throw new StoreError(
      `${file} is no key of ${SIZE} bytes any more, so the ballots of ${name} cannot be told apart: move it away, start again and void that poll.`,
    )
  }
}
