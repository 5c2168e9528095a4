import type { Instant } from '../domain/calendar.ts'
import type { Stored } from '../domain/docs.ts'
import type { Heard } from '../domain/heard/input.ts'
import { ANSWER_WITHIN, JOIN_WITHIN } from '../domain/situation.ts'
import type { Pending, Person } from '../domain/state/community.ts'
import { keyOf } from './lately.ts'

/** Who in a community has just reported, or was asked something: what they say next may belong to it. */
export class Talk {
  readonly #stored: Stored
  /** By room and contact. In memory only. */
  readonly #reported = new Map<string, Instant>()

  constructor(stored: Stored) {
    this.#stored = stored
  }

  reported(heard: Heard): void {
    if (this.#reported.size > 1_000) this.#reported.clear()
    this.#reported.set(keyOf(heard), heard.at)
  }

  /** Whether words that mean nothing by themselves may say more of what this person has just reported, or was asked for. */
  isTelling(heard: Heard): boolean {
    return this.#hasReported(heard) || this.#owes(heard)
  }

  /** A voice of hers may be meant for the bot: said to it, right after her report, or asked for. */
  expects(heard: Heard): boolean {
    return heard.addressed || this.#hasReported(heard) || this.asks(heard)
  }

  /** Whether she has not answered yet what the bot has asked her here. */
  asks(heard: Heard): boolean {
    const pending = this.#pending(this.#stored.byContact(heard.from), heard)
    return pending !== undefined && heard.at - pending.askedAt <= ANSWER_WITHIN
  }

  #hasReported(heard: Heard): boolean {
    const since = this.#reported.size > 0 ? this.#reported.get(keyOf(heard)) : undefined
    return since !== undefined && heard.at >= since && heard.at - since <= JOIN_WITHIN
  }

  #owes(heard: Heard): boolean {
    const person = this.#stored.awaits ? this.#stored.byContact(heard.from) : undefined
    if (!person) return false
    const pending = this.#pending(person, heard)
    if (pending?.question.ask === 'reason') return true
    if (pending && 'draft' in pending.question && heard.at - pending.askedAt <= JOIN_WITHIN) return true // it may be more of it
    return this.#stored.awaited.some(({ reporter }) => reporter === person.key)
  }

  /** What she was asked here. */
  #pending(person: Person | undefined, { room }: Heard): Pending | undefined {
    const pending = person && this.#stored.get('pending', person.key)
    return pending?.room === room ? pending : undefined
  }
}
