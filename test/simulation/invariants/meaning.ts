import type { Fact } from '../../../src/domain/state/facts.ts'
import type { Ballot, Poll, Voter } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { Said } from '../crowd.ts'
import type { World } from '../world.ts'
import type { Book } from './book.ts'
import type { Breaks } from './breaks.ts'
import type { Electors } from './electors.ts'

/** 「同上」 is said of what is not older. */
const ABOVE = 600_000

/** One poll as it is looked at. */
export interface Page {
  readonly key: string
  readonly id: string
  readonly poll: Poll
  readonly book: Book
  readonly facts: readonly Fact[]
  readonly state: State
}

/** What people meant by the messages that were counted, and whether these may count. */
export class Meaning {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #electors: Electors
  /** What each message that was counted chose, by poll. */
  readonly #chosen = new Map<string, readonly number[]>()

  constructor(world: World, breaks: Breaks, electors: Electors) {
    this.#world = world
    this.#breaks = breaks
    this.#electors = electors
  }

  /** What somebody meant by a message; it counts for her unit only, and from where it may. */
  of(page: Page, given: Ballot | Voter, source: string): readonly number[] | undefined {
    const { key, id, poll, state } = page
    const { crowd, mail } = this.#world
    const said = crowd.said.get(source)
    if (!said) return undefined
    const isRoomless = mail.roomless.has(said.id)
    const heardAt = mail.heardAt.get(said.id) ?? []
    const standing = page.book.votes.get(given.unit)
    if (standing && standing.saidAt > Math.max(...heardAt))
      this.#breaks(3, `${key}: ${source} is older than the ballot of ${given.unit}`)
    if (!heardAt.includes(given.saidAt))
      this.#breaks(4, `${key}: ${said.id} was said at ${said.at}, not at ${given.saidAt}`)
    const person = state.docs.person.get(given.person)
    if (person?.contact !== undefined && person.contact !== said.contact)
      this.#breaks(4, `${key}: ${said.id} counts for somebody else`)
    if (said.room !== undefined && !isRoomless && !said.room.startsWith(id))
      this.#breaks(4, `${key}: ${said.id} was said in ${said.room}`)
    if (poll.secret && said.room !== undefined && !isRoomless)
      this.#breaks(4, `${key} is secret, and ${said.id} was said aloud`)
    const isEither = said.text.startsWith('同意') && isRoomless // in private it may be either
    const choices = isEither ? ('choices' in given ? given.choices : [1]) : this.#choices(page, given, said)
    if (choices) this.#chosen.set(`${key} ${source}`, choices)
    return choices
  }

  #choices(page: Page, given: Ballot | Voter, said: Said): readonly number[] | undefined {
    const { key, id, poll } = page
    const { intent } = said
    if ('poll' in intent && intent.poll !== undefined && intent.poll !== poll.number)
      this.#breaks(3, `${key}: 「${said.text}」 (${said.id}) was said of P${intent.poll}`)
    if (intent.do === 'hand-in') {
      this.#world.count.note('a ballot handed in')
      if (!this.#electors.mayHandIn(said.contact))
        this.#breaks(4, `${key}: ${said.id} was handed in by somebody who may not`)
      if (given.unit !== this.#electors.unitAt(poll, intent.household) || !given.counted || !given.handed)
        this.#breaks(4, `${key}: ${said.id} counts for ${given.unit}, not for ${intent.household}`)
      return intent.choices
    }
    const wrong = this.#electors.wrong(id, poll, given, said)
    if (wrong) this.#breaks(4, `${key}: ${said.id} ${wrong}`)
    switch (intent.do) {
      case 'vote':
        return intent.choices
      case 'vote-for':
        if (given.unit !== this.#electors.unitAt(poll, intent.household))
          this.#breaks(4, `${key}: ${said.id} was said for ${intent.household} and counts for ${given.unit}`)
        return intent.choices
      case 'same-vote':
        if (intent.of !== undefined) return this.#chosen.get(`${key} ${intent.of}`)
        this.#world.count.note('the same as the one above')
        return this.#above(page, said, 'choices' in given ? given.choices : [])
      default:
        this.#breaks(16, `${key}: a ballot from what was no vote: ${said.text}`)
        return undefined
    }
  }

  /** What stands in that room as the last, among those that may have been said at the same time. */
  #above({ book }: Page, said: Said, given: readonly number[]): readonly number[] | undefined {
    const at = Math.min(...(this.#world.mail.heardAt.get(said.id) ?? []))
    const here = [...book.votes.values()].filter(
      ({ room, saidAt }) => room !== undefined && room === said.room && saidAt <= at && at - saidAt <= ABOVE,
    )
    const last = Math.max(...here.map(({ saidAt }) => saidAt))
    const lasts = here.filter(({ saidAt }) => saidAt === last)
    return (lasts.find(({ choices }) => choices.join() === given.join()) ?? lasts[0])?.choices
  }
}
