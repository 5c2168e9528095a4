/** Upper bounds in seconds: a beat over 4,000 communities is to take less than 50 ms. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** How long something took, as Prometheus asks for it: how many took at most so long. */
export interface Spread {
  readonly counts: readonly (readonly [bound: number, count: number])[]
  readonly sum: number
  readonly count: number
}

/** What the desk counts while it runs. */
export class Meter {
  /** Messages that came, each once. */
  heard = 0
  readonly #counts = BOUNDS.map(() => 0)
  #sum = 0
  #beats = 0

  /** A beat that took so many ms until all of it was stored. */
  beat(ms: number): void {
    this.#beats += 1
    this.#sum += ms / 1000
    const at = BOUNDS.findIndex((bound) => ms / 1000 <= bound)
    if (at >= 0) this.#counts[at] = (this.#counts[at] ?? 0) + 1
  }

  get beats(): Spread {
    const upTo = (i: number): number => this.#counts.slice(0, i + 1).reduce((sum, one) => sum + one, 0)
    const counts = BOUNDS.map((bound, i) => [bound, upTo(i)] as const)
    return { counts, sum: this.#sum, count: this.#beats }
  }
}

/** How it stands over all communities of this process: numbers only. */
export interface Figures {
  readonly communities: number
  readonly open: number
  readonly unattended: number
  readonly stuck: number
  readonly unsaid: number
  /** Lines to other communities of this process that they have not taken yet. */
  readonly letters: number
  /** Lists and reports that came too late to be worth saying. */
  readonly skipped: number
  readonly heard: number
  readonly beats: Spread
}
