import type { Instant } from '../../src/domain/calendar.ts'
import { START } from './village.ts'

/** Virtual time: it goes on only from alarm to alarm. */
export class Time {
  elapsed = 0
  #alarms: { readonly at: number; readonly run: () => void }[] = []

  readonly now = (): Instant => START + this.elapsed

  set(run: () => void, ms: number): object {
    const alarm = { at: this.elapsed + ms, run }
    this.#alarms.push(alarm)
    return alarm
  }

  clear(alarm: unknown): void {
    this.#alarms = this.#alarms.filter((one) => one !== alarm)
  }

  /** Rings the next alarm as soon as one is set and what runs has come to rest; or ends when all is done. */
  async next(isDone: () => boolean): Promise<boolean> {
    for (let turns = 0; turns < 100_000; turns++) {
      await settled()
      await settled()
      if (isDone()) return false
      const [first] = [...this.#alarms].sort((one, other) => one.at - other.at)
      if (!first) continue // a mark is on its way to the store
      this.elapsed = Math.max(this.elapsed, first.at)
      this.clear(first)
      first.run()
      return true
    }
    throw new Error('nothing goes on any more')
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
