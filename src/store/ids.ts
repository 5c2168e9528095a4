import type { Instant } from '../domain/calendar.ts'

const DAY = 86_400_000
const MOST = 20_000

/**
 * Message ids that were acted on, the newest 20,000 of 30 days. The order stands beside the map, because asking a Map
 * for its first key walks over everything that was deleted before it.
 */
export class Ids {
  readonly seen = new Map<string, Instant>()
  #order: string[] = []
  #first = 0

  constructor(stored: Iterable<readonly [string, Instant]> = []) {
    for (const [id, at] of stored) this.add(id, at)
  }

  add(id: string, at: Instant): void {
    if (this.seen.has(id)) return
    this.seen.set(id, at)
    this.#order.push(id)
    this.#forget(at)
  }

  #forget(now: Instant): void {
    for (let id = this.#order[this.#first]; id !== undefined; id = this.#order[this.#first]) {
      const young = (this.seen.get(id) ?? now) > now - 30 * DAY
      if (young && this.seen.size <= MOST) break
      this.seen.delete(id)
      this.#first++
    }
    if (this.#first < 10_000) return
    this.#order = this.#order.slice(this.#first)
    this.#first = 0
  }
}
