import { dayOf, type Instant } from '../domain/calendar.ts'

export interface Limits {
  /** Messages of one room that are asked about in a day. */
  readonly roomDay: number
  readonly tokensDay: number
  /** Of a thousand group messages at most so many are asked about, with so many tokens. */
  readonly asks: number
  readonly tokens: number
}
const LIMITS: Limits = { roomDay: 40, tokensDay: 300_000, asks: 50, tokens: 15_000 }

/** What may be saved up, as a part of what a thousand messages allow: a power cut has forty voices at once. */
const SAVED = 0.2

/**
 * What may still be asked. Each message of a group earns its share of what a thousand allow, less what can be saved up,
 * so that no thousand messages in a row cost more than that.
 */
export class Budget {
  readonly #clock: () => Instant
  readonly #limits: Limits
  #asks: number
  #tokens: number
  #day = ''
  #today = 0
  readonly #rooms = new Map<string, number>()

  constructor(clock: () => Instant, limits: Limits = LIMITS) {
    this.#clock = clock
    this.#limits = limits
    this.#asks = limits.asks * SAVED
    this.#tokens = limits.tokens * SAVED
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
    this.#asks -= 1
    this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + 1)
  }

  /** Fewer than nothing: it was less than what had been set aside. */
  spend(tokens: number): void {
    this.#turn()
    this.#tokens -= tokens
    this.#today += tokens
  }

  /** For what somebody asked for: it is no share of what is overheard. */
  allowsOnRequest(tokens: number): boolean {
    this.#turn()
    return this.#today + tokens <= this.#limits.tokensDay
  }
  spendOnRequest(tokens: number): void {
    this.#turn()
    this.#today += tokens
  }

  #turn(): void {
    const day = dayOf(this.#clock())
    if (day === this.#day) return
    this.#day = day
    this.#today = 0
    this.#rooms.clear()
  }
}
