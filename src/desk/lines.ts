import type { Instant } from '../domain/calendar.ts'
import type { Stored } from '../domain/docs.ts'
import { isAhead } from '../domain/reminder/reminder.ts'
import { sayAt } from '../domain/say/manners.ts'
import { stillRuns } from '../domain/say/poll.ts'
import type { Community, Line } from '../domain/state/community.ts'
import { stillStands } from '../domain/work/announce.ts'
import type { Ledger, Log } from '../ports.ts'

/** Of one community what is stored to be said, and its letters to others that were not delivered. */
export class Lines {
  readonly #community: string
  readonly #stored: Stored
  readonly #ledger: Ledger
  readonly #now: () => Instant
  readonly #log: Log
  readonly #unsaid = new Map<string, Line>()
  readonly #letters = new Map<string, Line>()

  constructor(community: string, stored: Stored, ledger: Ledger, now: () => Instant, log: Log) {
    this.#community = community
    this.#stored = stored
    this.#ledger = ledger
    this.#now = now
    this.#log = log
    for (const { line, saidAt } of ledger.now.outbox.values()) if (saidAt === undefined) this.add(line)
    this.dropExpired()
  }

  add(line: Line): void {
    if ('community' in line.to) this.#letters.set(line.key, line)
    else this.#unsaid.set(line.key, line)
  }

  unsaid(): Iterable<Line> {
    return this.#unsaid.values()
  }

  get unsaidCount(): number {
    return this.#unsaid.size
  }

  /** Letters to other communities that were not delivered. */
  get lettersCount(): number {
    return this.#letters.size
  }

  letters(): Iterable<Line> {
    return this.#letters.values()
  }

  /** Who reads it has it on disk. */
  delivered(key: string): void {
    this.#ledger.mark({ key, mark: 'attempt', at: this.#now() })
    this.#ledger.mark({ key, mark: 'said', at: this.#now() })
    this.#letters.delete(key)
  }

  gaveUp(key: string): void {
    this.#ledger.mark({ key, mark: 'dropped', at: this.#now() })
    this.#letters.delete(key)
  }

  attempts(key: string): number {
    return this.#ledger.now.outbox.get(key)?.attempts ?? 0
  }

  settled(key: string): void {
    this.#unsaid.delete(key)
  }

  /** What it is about has moved on. */
  isVoid({ while: only }: Line, c: Community = this.#stored): boolean {
    if (only === undefined) return false
    if ('reminder' in only) return !isAhead(c.get('reminder', only.reminder), only.at, this.#now())
    return 'poll' in only
      ? !stillRuns(c.get('poll', only.poll), this.#now())
      : ![only.case, ...(only.also ?? [])].some((number) => stillStands(c.get('case', number), only))
  }

  /** What has become void goes silently; what outlived its time, since nobody could be reached, is logged. @returns whether anything went. */
  dropExpired(): boolean {
    if (this.#unsaid.size === 0) return false
    const before = this.#unsaid.size
    const now = this.#now()
    for (const line of this.#unsaid.values()) {
      const isVoid = this.isVoid(line)
      if (line.until >= now && !isVoid) continue
      this.#unsaid.delete(line.key)
      this.#ledger.mark({ key: line.key, mark: 'dropped', at: now })
      const level = this.#isToStranger(line) ? 'info' : 'warn'
      if (!isVoid) this.#log[level]({ community: this.#community, line: line.key }, 'a line outlived its time')
    }
    return this.#unsaid.size < before
  }

  /** Who never befriended the bot could not be written to: nothing is wrong with the line to WeChat. */
  #isToStranger({ to }: Line): boolean {
    return 'person' in to && this.#stored.get('person', to.person)?.friend === false
  }

  next(now: Instant): Instant | undefined {
    const times = [...this.#unsaid.values()].map((line) => sayAt(this.#stored, line, now)).filter((t) => t > now)
    return times.length === 0 ? undefined : Math.min(...times)
  }
}
