import type { Instant } from '../domain/calendar.ts'
import type { Account, Heard } from '../domain/heard/input.ts'
import type { Gap } from '../domain/state/community.ts'
import type { Chat, Log } from '../ports.ts'
import type { Table } from './table.ts'

/** How the machine's clock strayed. */
export interface Drift {
  /** Ms by which the time that is shown is ahead of it: it went back. */
  ahead(): number
  /** The same once it has lasted; 0 before. */
  behind(): number
  /** The time that was left out when it leapt ahead, as after a sleep: given once. */
  leapt(): Gap | undefined
}

/** Ms since the last sign of life of a line that hears: it may not have been told yet that the machine slept. */
const ALIVE = 30_000
/** Ms before a close. */
const LOOK_BEFORE = 60_000
const UNSTABLE =
  'the contact ids of this puppet are new with each login: polls are by person, and roles are to be bound again by npm run xiaoyi -- invite NAME'

interface Watched {
  readonly chat: Chat
  readonly clock: () => Instant
  readonly drift?: Drift
  readonly log: Log
}

/** Watches over the line to WeChat and the machine's clock: what they did is told to the communities as inputs. */
export class Watch {
  readonly #tables: readonly Table[]
  readonly #parts: Watched
  readonly #missedUntil = new Map<Table, Instant>()
  #wasBehind = false
  /** Polls about to close, whose rooms were looked at. */
  #looked: ReadonlySet<string> = new Set()

  constructor(tables: readonly Table[], parts: Watched) {
    this.#tables = tables
    this.#parts = parts
  }

  /** It hears again: what was said since it last did may be lost. */
  back(account: Account): void {
    const { clock, log } = this.#parts
    for (const table of this.#tables) {
      void table.enqueue({ type: 'account-seen', account, at: clock() })
      const { heard, at } = table.ledger.now
      this.#missed(table, { from: Math.max(heard || at, this.#missedUntil.get(table) ?? 0), to: clock() })
    }
    if (!account.stable) log.warn({}, UNSTABLE)
  }

  /** At each beat. @returns whether the line hears. */
  beat(): boolean {
    const { chat, clock, drift } = this.#parts
    this.#leap()
    const ms = drift?.behind() ?? 0
    if (ms > 0 && !this.#wasBehind)
      for (const table of this.#tables) void table.enqueue({ type: 'clock-behind', ms, at: clock() })
    this.#wasBehind = ms > 0
    return chat.online && clock() - chat.heardAt < ALIVE
  }

  /** A leap of the clock comes before what is said after it, since it may move a close; while time stands still, what is said is said at the time that is shown. */
  dated(heard: Heard): Heard {
    const { clock, drift } = this.#parts
    if (!drift) return heard
    this.#leap()
    const ahead = drift.ahead()
    return ahead > 0 ? { ...heard, at: Math.min(clock(), heard.at + ahead) } : heard
  }

  /** Whether the rooms are to be looked at: leaving is often not announced, and a poll closes in a minute. */
  closesSoon(): boolean {
    const now = this.#parts.clock()
    const soon = this.#tables.flatMap((table) =>
      table.stored.closing(now + LOOK_BEFORE).map(({ number, closes }) => `${table.id}/P${number}/${closes}`),
    )
    const look = soon.some((poll) => !this.#looked.has(poll))
    this.#looked = new Set(soon)
    return look
  }

  #leap(): void {
    const leapt = this.#parts.drift?.leapt()
    if (leapt) for (const table of this.#tables) this.#missed(table, leapt)
  }

  /** Each moment is missed once, however often the line flaps before the next beat; known to be over when it is stored. */
  #missed(table: Table, gap: Gap): void {
    this.#missedUntil.set(table, gap.to)
    void table.enqueue({ type: 'missed', gap, at: this.#parts.clock() }).then(() => table.ledger.heard(gap.to))
  }
}
