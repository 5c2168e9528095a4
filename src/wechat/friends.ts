import type { Instant } from '../domain/community.ts'
import type { Log } from '../ports.ts'

const HOUR = 3_600_000
const AN_HOUR = 20

export interface Welcoming {
  readonly clock: () => Instant
  readonly random: () => number
  readonly log: Log
  /** Ms from … to before a request is accepted: people do not answer at once. */
  readonly delay?: readonly [number, number]
}

/** After how many ms a request may be accepted, given when others are or will be: at most 20 in any hour. */
export const delayOf = (planned: readonly Instant[], now: Instant, drawn: number): number => {
  const twentieth = planned.at(-AN_HOUR)
  return twentieth === undefined ? drawn : Math.max(drawn, twentieth + HOUR - now)
}

/** Accepts friend requests, a person's way. */
export class Friends {
  private readonly welcoming: Welcoming
  private planned: Instant[] = []
  private readonly timers = new Set<NodeJS.Timeout>()

  constructor(welcoming: Welcoming) {
    this.welcoming = welcoming
  }

  accept(contact: string, accept: () => Promise<void>): void {
    const { clock, random, log, delay: [from, to] = [5000, 30_000] } = this.welcoming
    const now = clock()
    const delay = delayOf(this.planned, now, from + random() * (to - from))
    this.planned = [...this.planned, now + delay].sort((one, other) => one - other).slice(-AN_HOUR)
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      accept().catch((err: unknown) => log.warn({ contact, err }, 'a friend request could not be accepted'))
    }, delay).unref()
    this.timers.add(timer)
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }
}
