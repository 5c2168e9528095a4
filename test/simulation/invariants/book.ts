import type { Instant } from '../../../src/domain/calendar.ts'
import type { PollFact } from '../../../src/domain/state/facts.ts'
import type { Ballot, Poll } from '../../../src/domain/state/matter.ts'

/** What stands for one unit, by what people meant. */
export interface Vote {
  readonly choices: readonly number[]
  /** None: said by somebody whose dwelling nobody knows. */
  readonly counted: boolean
  readonly person: string
  readonly saidAt: Instant
  readonly room?: string | undefined
  readonly aside?: true
  /** A steward entered it. */
  readonly handed?: true
}

/** This model's own account of one poll. */
export class Book {
  /** Facts of its record that were looked at. */
  read = 0
  closes: Instant
  ended: Extract<PollFact, { type: 'poll-closed' | 'poll-voided' }> | undefined
  /** Times in which it was over, before it was extended after all. */
  readonly overs: (readonly [from: Instant, to: Instant])[] = []
  readonly votes = new Map<string, Vote>()
  /** Messages that were looked at. */
  readonly settled = new Set<string>()
  /** What stood before, of each unit. */
  readonly #before = new Map<string, (Vote | undefined)[]>()
  readonly #frozen: string

  constructor(opened: Poll) {
    this.closes = opened.closes
    this.#frozen = rules(opened)
  }

  /** The rules of its card are those of its opening. */
  isFrozen(poll: Poll): boolean {
    return rules(poll) === this.#frozen && poll.closes === this.closes
  }

  /** It was over then, as its card stood. */
  isOver(at: Instant): boolean {
    return at >= this.closes || this.overs.some(([from, to]) => at >= from && at < to)
  }

  give(unit: string, vote: Vote): void {
    this.#before.set(unit, [...(this.#before.get(unit) ?? []), this.votes.get(unit)])
    this.votes.set(unit, vote)
  }

  takeBack(unit: string): void {
    this.votes.delete(unit)
  }

  /** @returns whether something like it has stood before. What is taken back was not contested, so that this is not. */
  putBack(unit: string, { choices, aside, handed }: Ballot): boolean {
    const before = this.#before
      .get(unit)
      ?.findLast((one) => one?.choices.join() === choices.join() && (one.handed ?? false) === (handed !== undefined))
    if (!before || aside !== undefined) return false
    const { aside: _, ...plain } = before
    this.votes.set(unit, plain)
    return true
  }
}

const rules = ({
  closes: _,
  stage,
  result,
  lost,
  moved,
  voided,
  voiding,
  rungs,
  declined,
  extended,
  codes,
  concluded,
  ...card
}: Poll) => JSON.stringify(card)
