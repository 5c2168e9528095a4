import type { Stored } from '../domain/docs.ts'
import type { Fact } from '../domain/facts.ts'

/** The photos and voices that cases and paper ballots name, fetched in the background, each once in a life of the program. */
export class Fetching {
  readonly #stored: Stored
  readonly #keep: (message: string) => Promise<string>
  readonly #done: (message: string, file: string | undefined) => Promise<void>
  readonly #failed: (message: string, error: unknown) => void
  readonly #running = new Set<Promise<void>>()
  readonly #asked = new Set<string>()

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

  look(): void {
    for (const { of, file } of this.#named()) {
      if (file !== undefined || this.#asked.has(of)) continue
      this.#asked.add(of)
      const done: Promise<void> = this.#fetch(of).finally(() => this.#running.delete(done))
      this.#running.add(done)
    }
  }

  *#named(): Iterable<{ readonly of: string; readonly file?: string }> {
    for (const { media } of this.#stored.all('case')) yield* media
    for (const { paper } of this.#stored.all('ballot')) if (paper) yield paper
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

export const hasFiles = (fact: Fact): boolean =>
  (fact.type === 'ballot-cast' && fact.ballot.paper !== undefined) ||
  (fact.type === 'case-raised' && fact.matter.media.length > 0) ||
  ((fact.type === 'words-added' || fact.type === 'case-finished') && fact.media.length > 0)
