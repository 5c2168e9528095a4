import type { Log } from '../ports.ts'

const HOUR = 3_600_000
const AN_HOUR = 20

export interface Welcoming {
  readonly random: () => number
  readonly log: Log
  /** Ms from … to before a request is accepted: people do not answer at once. */
  readonly delay?: readonly [number, number]
  /** Ms on a clock that only goes on. */
  readonly elapsed?: () => number
}

interface Planned {
  readonly contact: string
  readonly at: number
}

/** After how many ms a request may be accepted, given when others are or will be, the latest last: at most 20 in any hour. */
export const delayOf = (planned: readonly number[], now: number, drawn: number): number => {
  const twentieth = planned.at(-AN_HOUR)
  return twentieth === undefined ? drawn : Math.max(drawn, twentieth + HOUR - now)
}

/** Accepts friend requests, a person's way. What was accepted is forgotten with the process, and the hour begins anew. */
export class Friends {
  private readonly welcoming: Welcoming
  private readonly elapsed: () => number
  private planned: readonly Planned[] = []
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(welcoming: Welcoming) {
    this.welcoming = welcoming
    this.elapsed = welcoming.elapsed ?? (() => performance.now())
  }

  /** A request that comes again, as after a login, is one; where accepting failed, she may ask again. */
  accept(contact: string, accept: () => Promise<void>): void {
    const { random, log, delay: [from, to] = [5000, 30_000] } = this.welcoming
    const now = this.elapsed()
    this.planned = this.planned.filter(({ at }) => now - at < HOUR)
    if (this.planned.some((one) => one.contact === contact)) return
    const times = this.planned.map(({ at }) => at)
    const delay = delayOf(times, now, from + random() * (to - from))
    this.planned = [...this.planned, { contact, at: now + delay }].sort((one, other) => one.at - other.at)
    const timer = setTimeout(() => {
      this.timers.delete(contact)
      accept().catch((err: unknown) => {
        this.planned = this.planned.map((one) => (one.contact === contact ? { ...one, contact: '' } : one))
        log.warn({ contact, err }, 'a friend request could not be accepted')
      })
    }, delay).unref()
    this.timers.set(contact, timer)
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.timers.clear()
  }
}
