import { Seen } from '../domain/heard/seen.ts'

/** How long the others wait for the first in line, in ms. */
const PATIENCE = 5000

/** Places that were passed over and may still be filled late. */
const LATE = 1000

interface Place<T> {
  readonly id: string
  /** On the monotonic clock, which no change of the time of day moves. */
  readonly since: number
  /** Being settled by somebody. */
  taken: boolean
  thing?: { readonly is: T | undefined }
}

/**
 * Lets things out in the order in which they were announced, each once. Wechaty loads messages side by side, so that
 * the first one in a cold room is ready last; and it delivers some twice.
 */
export class Order<T> {
  private readonly line: Place<T>[] = []
  private readonly waiting = new Map<string, Place<T>>()
  private readonly seen = new Seen()
  private readonly release: (thing: T) => void
  private readonly patience: number
  private timer: NodeJS.Timeout | undefined

  constructor(release: (thing: T) => void, patience = PATIENCE) {
    this.release = release
    this.patience = patience
  }

  /** Takes its place in the line. @returns false for one that had a place before. */
  announce(id: string): boolean {
    if (!this.seen.add(id)) return false
    const place = { id, since: performance.now(), taken: false }
    this.line.push(place)
    this.waiting.set(id, place)
    this.advance()
    return true
  }

  /** Whether it still has to be settled: once taken it is nobody else's. */
  take(id: string): boolean {
    const place = this.waiting.get(id)
    if (!place || place.taken) return false
    place.taken = true
    return true
  }

  /** What was announced is loaded; `undefined`: nothing is to be let out. One that came too late for its place is let out at once. */
  settle(id: string, thing: T | undefined): void {
    const place = this.waiting.get(id)
    if (!place) return
    this.waiting.delete(id)
    place.thing = { is: thing }
    if (this.line.includes(place)) this.advance()
    else if (thing !== undefined) this.release(thing)
  }

  /** Announced, and loaded by nobody yet. */
  get missing(): readonly string[] {
    return [...this.waiting.values()].filter(({ taken }) => !taken).map(({ id }) => id)
  }

  /** Nothing is waited for any more. */
  get idle(): boolean {
    return this.line.length === 0
  }

  /** Lets out all that is loaded, without waiting for what is not. */
  flush(): void {
    for (let head = this.line[0]; head; head = this.line[0]) {
      if (!head.thing) this.line.shift()
      this.advance()
    }
  }

  private advance(): void {
    for (let head = this.line[0]; head?.thing; head = this.line[0]) {
      this.line.shift()
      if (head.thing.is !== undefined) this.release(head.thing.is)
    }
    this.watch()
  }

  /** Only the head is timed, and by a timer that is left to ring for nothing where the head went in time: most do. */
  private watch(): void {
    const head = this.line[0]
    if (!head || this.timer) return
    const left = head.since + this.patience - performance.now()
    this.timer = setTimeout(() => this.ring(), Math.max(0, left)).unref()
  }

  private ring(): void {
    this.timer = undefined
    const head = this.line[0]
    if (head && performance.now() - head.since >= this.patience) this.skip(head)
    else this.watch()
  }

  /** And all behind it that are as late: after an outage there may be hundreds. */
  private skip(head: Place<T>): void {
    if (this.line[0] !== head) return
    const late = Math.max(head.since, performance.now() - this.patience)
    for (let next: Place<T> | undefined = head; next && !next.thing && next.since <= late; next = this.line[0]) {
      this.line.shift()
      const [oldest] = this.waiting.keys()
      if (oldest !== undefined && this.waiting.size > LATE + this.line.length) this.waiting.delete(oldest)
    }
    this.advance()
  }
}
