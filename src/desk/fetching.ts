import type { Stored } from '../domain/docs.ts'
import type { Put } from '../domain/state/community.ts'

/** The message that a file came with, and its name once it was fetched. */
interface Named {
  readonly of: string
  readonly file?: string
}

/** The photos and voices that cases and paper ballots name, fetched in the background, each once in a life of the program. */
export class Fetching {
  readonly #stored: Stored
  readonly #keep: (message: string) => Promise<string>
  readonly #done: (message: string, file: string | undefined) => Promise<void>
  readonly #failed: (message: string, error: unknown) => void
  readonly #running = new Set<Promise<void>>()
  readonly #asked = new Set<string>()
  #begun = false

  /** `keep` fetches a message's file and stores it; `done` hears its name, or that it is not to be had. */
  constructor(
    stored: Stored,
    keep: (message: string) => Promise<string>,
    done: (message: string, file: string | undefined) => Promise<void>,
    failed: (message: string, error: unknown) => void,
  ) {
    this.#stored = stored
    this.#keep = keep
    this.#done = done
    this.#failed = failed
  }

  get busy(): boolean {
    return this.#running.size > 0
  }

  async idle(): Promise<void> {
    await Promise.all(this.#running)
  }

  /** What was named before this life of the program, as soon as the account hears. */
  begin(): void {
    if (this.#begun) return
    this.#begun = true
    for (const { media } of this.#stored.all('case')) media.forEach((one) => void this.#want(one))
    for (const { paper } of this.#stored.all('ballot')) if (paper) this.#want(paper)
  }

  /** What a commit has just named. */
  look(puts: readonly Put[]): void {
    for (const put of puts) {
      if (put.kind === 'case') put.doc?.media.forEach((one) => void this.#want(one))
      else if (put.kind === 'ballot' && put.doc?.paper) this.#want(put.doc.paper)
    }
  }

  #want({ of, file }: Named): void {
    if (file !== undefined || this.#asked.has(of)) return
    this.#asked.add(of)
    const done: Promise<void> = this.#fetch(of).finally(() => this.#running.delete(done))
    this.#running.add(done)
  }

  async #fetch(of: string): Promise<void> {
    try {
      await this.#done(of, await this.#keep(of))
    } catch (error) {
      this.#failed(of, error)
      await this.#done(of, undefined)
    }
  }
}
