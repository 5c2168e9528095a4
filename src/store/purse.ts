import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Purse, Spent } from '../ports.ts'
import { replace } from './disk.ts'
import { absent } from './error.ts'
import { seal, unseal } from './seal.ts'

const LINE = z.object({
  spent: z.object({
    day: z.string(),
    today: z.number(),
    asks: z.number(),
    tokens: z.number(),
    rooms: z.array(z.tuple([z.string(), z.number()])),
  }),
})

/** What was spent of one budget, over all processes of a folder: one sealed line, put whole in the place of the one before. */
export class PurseFile implements Purse {
  readonly found: Spent | undefined
  readonly #file: string
  #next: Spent | undefined
  #running: Promise<void> | undefined

  private constructor(file: string, found: Spent | undefined) {
    this.#file = file
    this.found = found
  }

  /** @throws the disk's error, but where there is no such file */
  static async open(file: string, log: (sentence: string) => void): Promise<PurseFile> {
    const bytes = await readFile(file).catch(absent)
    const found = bytes && spentIn(bytes)
    if (bytes && !found) log(`${file} is damaged: what may be spent today begins anew`)
    return new PurseFile(file, found)
  }

  keep(spent: Spent): Promise<void> {
    this.#next = spent
    this.#running ??= this.#run()
    return this.#running
  }

  /** What is kept in one moment, or while the disk is at work, is written once. */
  async #run(): Promise<void> {
    await Promise.resolve()
    try {
      for (let spent = this.#next; spent; spent = this.#next) {
        this.#next = undefined
        await replace(this.#file, seal(JSON.stringify({ spent })))
      }
    } finally {
      this.#running = undefined
    }
  }
}

function spentIn(bytes: Buffer): Spent | undefined {
  try {
    return LINE.safeParse(unseal(bytes.subarray(0, -1))).data?.spent
  } catch {
    return undefined // its check sum fits, and it is no JSON
  }
}
