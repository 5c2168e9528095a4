import { dayOf, type Instant } from '../domain/calendar.ts'
import type { Purse } from '../ports.ts'

export interface Limits {
  /** Messages of one room that are asked about in a day. */
  readonly roomDay: number
  readonly tokensDay: number
  /** Of a thousand group messages at most so many are asked about, with so many tokens. */
  readonly asks: number
  readonly tokens: number
}
const LIMITS: Limits = { roomDay: 40, tokensDay: 300_000, asks: 50, tokens: 15_000 }

/** Without a bound of its own; a number that can be written down. */
export const FREE = { asks: Number.MAX_SAFE_INTEGER, tokens: Number.MAX_SAFE_INTEGER }

const NOWHERE: Purse = { found: undefined, keep: async () => undefined }

/** What may be saved up, as a part of what a thousand messages allow: a power cut has forty voices at once. */
const SAVED = 0.2

/**
 * What may still be asked. Each message of a group earns its share of what a thousand allow, less what can be saved up,
 * so that no thousand messages in a row cost more than that, however often the program starts.
 */
export class Budget {
  readonly #clock: () => Instant
  readonly #limits: Limits
  readonly #purse: Purse
  #asks: number
  #tokens: number
  #day: string
  #today: number
  readonly #rooms: Map<string, number>

  constructor(clock: () => Instant, limits: Limits = LIMITS, purse: Purse = NOWHERE) {
    const full = { asks: limits.asks * SAVED, tokens: limits.tokens * SAVED }
    const { day, today, rooms, asks, tokens } = purse.found ?? { day: '', today: 0, rooms: [], ...full }
    this.#clock = clock
    this.#limits = limits
    this.#purse = purse
    this.#asks = Math.min(asks, full.asks)
    this.#tokens = Math.min(tokens, full.tokens)
    this.#day = day
    this.#today = today
    this.#rooms = new Map(rooms)
  }

  heard(): void {
    const { asks, tokens } = this.#limits
    this.#asks = Math.min(asks * SAVED, this.#asks + (asks * (1 - SAVED)) / 1000)
    this.#tokens = Math.min(tokens * SAVED, this.#tokens + (tokens * (1 - SAVED)) / 1000)
  }

  /** Whether one more message of this room can be asked about, at so many tokens. */
  allows(room: string, tokens: number): boolean {
    this.#turn()
    return (
      this.#asks >= 1 &&
      this.#tokens >= tokens &&
      this.#today + tokens <= this.#limits.tokensDay &&
      (this.#rooms.get(room) ?? 0) < this.#limits.roomDay
    )
  }

  take(room: string): void {
    this.#turn()
    this.#asks -= 1
    this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + 1)
  }

  /**
   * Fewer than nothing: it was less than what had been set aside. Resolves when all that was spent is written down:
   * nothing leaves before. @throws the disk's error
   */
  spend(tokens: number): Promise<void> {
    this.#turn()
    this.#tokens -= tokens
    this.#today = Math.max(0, this.#today + tokens)
    return this.#kept()
  }

  /** For what somebody asked for: it is no share of what is overheard. */
  allowsOnRequest(tokens: number): boolean {
    this.#turn()
    return this.#today + tokens <= this.#limits.tokensDay
  }
  /** As `spend`. */
  spendOnRequest(tokens: number): Promise<void> {
    this.#turn()
    this.#today += tokens
    return this.#kept()
  }

  #kept(): Promise<void> {
    const rooms = [...this.#rooms]
    const spent = { day: this.#day, today: this.#today, rooms, asks: this.#asks, tokens: this.#tokens }
    const kept = this.#purse.keep(spent)
    kept.catch(() => undefined) // whoever asks whether it is written hears of it
    return kept
  }

  #turn(): void {
    const day = dayOf(this.#clock())
    if (day === this.#day) return
    this.#day = day
    this.#today = 0
    this.#rooms.clear()
  }
}
