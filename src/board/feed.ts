import { randomBytes } from 'node:crypto'

export interface Entry {
  readonly id: string
  readonly event: string
  readonly data: string
}

const KEPT = 1000
/** More unsent entries than this: the listener has stopped reading and is let go; it comes back and fetches anew. */
const WAITING = 5000

/** What listeners are told, in order, with the last of it kept for those who lost the line for a moment. */
export class Feed {
  private readonly key = randomBytes(4).toString('hex')
  private readonly kept: Entry[] = []
  private readonly listeners = new Set<Listener>()
  private count = 0

  tell(event: string, data: unknown): void {
    this.count += 1
    const entry = { id: `${this.key}-${this.count}`, event, data: JSON.stringify(data) }
    this.kept.push(entry)
    if (this.kept.length > KEPT) this.kept.shift()
    for (const listener of this.listeners) listener.take(entry)
  }

  /** From the next entry on, or from the one after `last`; where that is not to be had any more, `reset` comes first. */
  listen(last?: string): Listener {
    const missed = last === undefined ? [] : this.since(last)
    const listener = new Listener(missed ?? [{ id: `${this.key}-${this.count}`, event: 'reset', data: '{}' }], () =>
      this.listeners.delete(listener),
    )
    this.listeners.add(listener)
    return listener
  }

  private since(last: string): readonly Entry[] | undefined {
    const [key, number] = last.split('-')
    const missing = this.count - Number(number)
    if (key !== this.key || !(missing >= 0 && missing <= this.kept.length)) return undefined
    return missing === 0 ? [] : this.kept.slice(-missing)
  }
}

/** One reader's place in the feed. */
export class Listener {
  private readonly waiting: Entry[]
  private readonly leave: () => void
  private wake: (() => void) | undefined
  private ended = false

  constructor(missed: readonly Entry[], leave: () => void) {
    this.waiting = [...missed]
    this.leave = leave
  }

  take(entry: Entry): void {
    this.waiting.push(entry)
    if (this.waiting.length > WAITING) this.end()
    this.wake?.()
  }

  end(): void {
    this.ended = true
    this.leave()
    this.wake?.()
  }

  /** The next entry; `'idle'` after so many milliseconds without one; nothing when it has ended. */
  async next(patience: number): Promise<Entry | 'idle' | undefined> {
    if (!this.waiting.length && !this.ended) await this.quiet(patience)
    if (this.ended) return undefined
    return this.waiting.shift() ?? 'idle'
  }

  private quiet(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
