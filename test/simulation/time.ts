import type { Instant } from '../../src/domain/calendar.ts'

interface Timer {
  readonly at: number
  readonly number: number
  readonly run: () => void
}

/** Virtual time: `elapsed` only grows; the wall clock is what it adds up to, plus whatever the clock was set by. */
export class Time {
  /** Ms since the run began, as a monotonic clock counts them. */
  elapsed = 0
  #wall: Instant
  #timers: Timer[] = []
  #numbers = 0

  constructor(start: Instant) {
    this.#wall = start
  }

  readonly now = (): Instant => this.#wall + this.elapsed

  /** Somebody sets the clock. */
  set(by: number): void {
    this.#wall += by
  }

  readonly after = (ms: number, run: () => void): number => {
    const number = ++this.#numbers
    const timer = { at: this.elapsed + Math.max(1, Math.ceil(ms)), number, run }
    const place = this.#timers.findLastIndex(({ at }) => at <= timer.at)
    this.#timers.splice(place + 1, 0, timer)
    return number
  }

  readonly cancel = (number: unknown): void => {
    const place = this.#timers.findIndex((timer) => timer.number === number)
    if (place >= 0) this.#timers.splice(place, 1)
  }

  /** When the next timer rings. */
  get next(): number | undefined {
    return this.#timers[0]?.at
  }

  /** Goes on to a moment, or stays where it is later already: then timers ring late. */
  to(elapsed: number): void {
    this.elapsed = Math.max(this.elapsed, elapsed)
  }

  /** Rings the first timer that is due. */
  ring(): boolean {
    const [first] = this.#timers
    if (!first || first.at > this.elapsed) return false
    this.#timers.shift()
    first.run()
    return true
  }
}
