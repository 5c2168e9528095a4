import type { Instant } from '../calendar.ts'

/** What waits until then. */
export interface Entry {
  readonly name: string
  readonly at: Instant
}

/** What is due when, by name: a heap, so that asking costs what is due and not what there is. */
export class Agenda {
  readonly #times = new Map<string, Instant>()
  /** Soonest first along each branch; an entry whose name has another time by now is stale. */
  #heap: Entry[] = []

  /** Where no time is given nothing is due any more. */
  set(name: string, at: Instant | undefined): void {
    if (this.#times.get(name) === at) return
    if (at === undefined) this.#times.delete(name)
    else {
      this.#times.set(name, at)
      this.#push({ name, at })
    }
    if (this.#heap.length > 2 * this.#times.size + 64) this.#renew()
  }

  /** Whether there is anything: of thousands of communities few have something at one beat. */
  isDue(now: Instant): boolean {
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      if (!this.#isStale(first)) return true
      this.#drop()
    }
    return false
  }

  /** What is due by then, in no order. */
  *until(now: Instant): Iterable<Entry> {
    const seen = new Set<string>()
    const left = [0]
    for (let i = left.pop(); i !== undefined; i = left.pop()) {
      const entry = this.#heap[i]
      if (!entry || entry.at > now) continue
      left.push(2 * i + 1, 2 * i + 2)
      if (!this.#isStale(entry) && !seen.has(entry.name)) {
        seen.add(entry.name)
        yield entry
      }
    }
  }

  /** The soonest after `now`. */
  after(now: Instant): Instant | undefined {
    let soonest: Instant | undefined
    const left = [0]
    for (let i = left.pop(); i !== undefined; i = left.pop()) {
      const entry = this.#heap[i]
      if (!entry || (soonest !== undefined && entry.at >= soonest)) continue
      if (entry.at > now && !this.#isStale(entry)) soonest = entry.at
      else left.push(2 * i + 1, 2 * i + 2)
    }
    return soonest
  }

  #isStale({ name, at }: Entry): boolean {
    return this.#times.get(name) !== at
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let i = heap.push(entry) - 1
    while (i > 0) {
      const above = (i - 1) >> 1
      const parent = heap[above]
      if (!parent || parent.at <= entry.at) break
      heap[i] = parent
      i = above
    }
    heap[i] = entry
  }

  /** The first goes; the last sinks from its place. */
  #drop(): void {
    const heap = this.#heap
    const entry = heap.pop()
    if (!entry || heap.length === 0) return
    let i = 0
    for (;;) {
      const [left, right] = [heap[2 * i + 1], heap[2 * i + 2]]
      const next = right && left && right.at < left.at ? right : left
      if (!next || next.at >= entry.at) break
      heap[i] = next
      i = 2 * i + (next === right ? 2 : 1)
    }
    heap[i] = entry
  }

  /** A sorted list is a heap. */
  #renew(): void {
    this.#heap = [...this.#times].map(([name, at]) => ({ name, at })).sort((a, b) => a.at - b.at)
  }
}
