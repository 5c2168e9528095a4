import { Seen } from './seen.ts'

/** How long the others wait for the first in line, in ms. */
const PATIENCE = 5000

/** Places that were passed over and may still be filled late. */
const LATE = 1000

interface Place<T> {
  readonly id: string
  /** On the monotonic clock, which no change of the time of day moves. */
  readonly since: number
  thing?: { readonly is: T | undefined }
}

/**
 * Lets things out in the order in which they were announced, each once. Wechaty loads messages side by side, so that
 * the first one in a cold room is ready last; and it delivers some twice.
 */
export class Order<T> {
  private readonly line: Place<T>[] = []
  private readonly waiting = new Map<string, Place<T>>()
  private readonly taken = new Set<string>()
  private readonly seen = new Seen()
  private readonly release: (thing: T) => void
  private readonly patience: number
  private timer: { readonly id: string; readonly at: NodeJS.Timeout } | undefined

  constructor(release: (thing: T) => void, patience = PATIENCE) {
    this.release = release
    this.patience = patience
  }

  /** Takes its place in the line. @returns false for one that had a place before. */
  announce(id: string): boolean {
    if (!this.seen.add(id)) return false
    const place = { id, since: performance.now() }
    this.line.push(place)
    this.waiting.set(id, place)
    this.advance()
    return true
  }

  /** Whether it still has to be settled: once taken it is nobody else's. */
  take(id: string): boolean {
    return this.waiting.has(id) && !this.taken.has(id) && Boolean(this.taken.add(id))
  }

  /** What was announced is loaded; `undefined`: nothing is to be let out. One that came too late for its place is let out at once. */
  settle(id: string, thing: T | undefined): void {
    const place = this.waiting.get(id)
    if (!place) return
    this.waiting.delete(id)
    this.taken.delete(id)
    place.thing = { is: thing }
    if (this.line.includes(place)) this.advance()
    else if (thing !== undefined) this.release(thing)
  }

  stop(): void {
    clearTimeout(this.timer?.at)
    this.timer = undefined
  }

  private advance(): void {
    for (let head = this.line[0]; head?.thing; head = this.line[0]) {
      this.line.shift()
      if (head.thing.is !== undefined) this.release(head.thing.is)
    }
    this.watch()
  }

  /** Only the head is timed: nobody waits for the others yet. */
  private watch(): void {
    const head = this.line[0]
    if (this.timer?.id === head?.id) return
    this.stop()
    if (!head) return
    const at = setTimeout(() => this.skip(head), Math.max(0, head.since + this.patience - performance.now())).unref()
    this.timer = { id: head.id, at }
  }

  private skip(head: Place<T>): void {
    if (this.line[0] !== head) return
    this.line.shift()
    const [oldest] = this.waiting.keys()
    if (oldest !== undefined && this.waiting.size > LATE + this.line.length) this.waiting.delete(oldest)
    this.advance()
  }
}
