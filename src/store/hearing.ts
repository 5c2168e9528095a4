import { open, readFile } from 'node:fs/promises'
import type { Instant } from '../domain/calendar.ts'
import { append, replace } from './disk.ts'
import { absent } from './error.ts'
import { seal, spans, unseal } from './seal.ts'

/** Until when the account heard: told once for all communities of a process, since they hear through one account. */
export interface Hearing {
  readonly at: Instant
  note(at: Instant): void
  /** Resolves when nothing waits to be written. @throws the disk's error */
  written(): Promise<void>
}

/** A line a beat; so many, and the file begins anew. */
const LINES = 10_000

/** Without a sync, like a mark: what a loss of power takes of it makes a gap longer, and nothing else. */
export class HearingFile implements Hearing {
  #at: Instant
  #stored: Instant
  #lines: number
  #running: Promise<void> | undefined
  readonly #file: string

  private constructor(file: string, at: Instant, lines: number) {
    this.#file = file
    this.#at = at
    this.#stored = at
    this.#lines = lines
  }

  static async open(file: string): Promise<HearingFile> {
    const lines = spans((await readFile(file).catch(absent)) ?? Buffer.alloc(0))
    const heard = lines.map(({ bytes }) => (unseal(bytes) as { readonly heard?: Instant } | undefined)?.heard ?? 0)
    return new HearingFile(
      file,
      heard.reduce((a, b) => Math.max(a, b), 0),
      lines.length > 0 ? LINES : 0,
    )
  }

  get at(): Instant {
    return this.#at
  }

  note(at: Instant): void {
    if (at <= this.#at) return
    this.#at = at
    this.#running ??= this.#run()
    this.#running.catch(() => undefined) // whoever asks whether it is written hears of it
  }

  async written(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    await Promise.resolve() // what is noted in one moment is written once
    while (this.#stored < this.#at) await this.#write(this.#at)
    this.#running = undefined
  }

  async #write(at: Instant): Promise<void> {
    const line = seal(JSON.stringify({ heard: at }))
    if (this.#lines === 0 || this.#lines >= LINES) {
      await replace(this.#file, line)
      this.#lines = 1
    } else {
      const handle = await open(this.#file, 'a', 0o600)
      try {
        await append(handle, line, (await handle.stat()).size, false)
        this.#lines++
      } finally {
        await handle.close()
      }
    }
    this.#stored = at
  }
}
