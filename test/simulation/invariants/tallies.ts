import type { Ballot, Poll } from '../../../src/domain/community.ts'
import type { Fact } from '../../../src/domain/facts.ts'
import type { State } from '../../../src/store/state.ts'
import type { Said } from '../crowd.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import { countOf, differs } from './count.ts'
import { Electors } from './electors.ts'

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>
const GRACE = 60_000

/** What this model makes of one poll, from the messages of its own log. */
interface Book {
  read: number
  readonly units: Map<string, Ballot>
  closed: Of<'poll-closed'> | undefined
  readonly settled: Set<string>
}

/** 3: a tally is the fold of the last valid ballot of each unit. 4: none said late, from outside, or elsewhere counts. */
export class Tallies {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #books = new Map<string, Book>()
  readonly #electors: Electors

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
    this.#electors = new Electors(world)
  }

  look(id: string, state: State): void {
    for (const poll of state.docs.poll.values()) {
      const key = `${id} P${poll.number}`
      const book = this.#books.get(key) ?? { read: 0, units: new Map(), closed: undefined, settled: new Set() }
      this.#books.set(key, book)
      const facts = state.facts.get(`P${poll.number}`) ?? []
      for (const fact of facts.slice(book.read)) this.#fact(key, id, poll, book, fact, state)
      book.read = facts.length
      this.#complete(key, id, poll, book, facts, state)
      this.#standing(key, poll, book, state)
    }
  }

  #fact(key: string, id: string, poll: Poll, book: Book, fact: Fact, state: State): void {
    switch (fact.type) {
      case 'ballot-cast':
        return this.#cast(key, id, poll, book, fact, state)
      case 'ballot-taken-back':
        this.#world.count.note('a ballot taken back')
        if (!this.#electors.wantedBack(id, fact.by, state))
          this.#breaks(3, `${key}: the ballot of ${fact.unit} was taken back by nobody`)
        if (fact.before) book.units.set(fact.unit, fact.before)
        else book.units.delete(fact.unit)
        return
      case 'poll-closed': {
        book.closed = fact
        this.#world.count.note('a poll closed')
        if (fact.at > poll.closes + 2 * GRACE) this.#world.count.note('a poll closed late')
        const own = countOf([...book.units.values()], poll.options.length)
        if (differs(own, fact.result))
          this.#breaks(3, `${key} closed with ${JSON.stringify(fact.result)}, it is ${JSON.stringify(own)}`)
        return
      }
      case 'poll-voided':
        if (book.units.size > 0) this.#breaks(3, `${key} was voided with ${book.units.size} ballots in it`)
        return
      default:
        return
    }
  }

  #cast(key: string, id: string, poll: Poll, book: Book, { ballot, source }: Of<'ballot-cast'>, state: State): void {
    const { unit, choices, saidAt } = ballot
    if (book.closed) this.#breaks(4, `${key}: a ballot after it closed`)
    if (saidAt >= poll.closes) this.#breaks(4, `${key}: ${source || unit} was said after the close`)
    if (saidAt < poll.opensAt) this.#breaks(4, `${key}: ${source || unit} was said before the poll opened`)
    const before = book.units.get(unit)
    if (before && before.saidAt > saidAt) this.#breaks(3, `${key}: ${source} is older than the ballot of ${unit}`)
    if (before && before.choices.join() !== choices.join()) this.#world.count.note('a ballot changed')
    if (before && before.person !== ballot.person) this.#world.count.note('a dwelling counted once for two people')
    book.units.set(unit, ballot)
    if (source !== '') this.#sourced(key, id, poll, ballot, this.#world.crowd.said.get(source), state)
  }

  /** The ballot is what somebody meant who said it. */
  #sourced(key: string, id: string, poll: Poll, ballot: Ballot, said: Said | undefined, state: State): void {
    if (said?.text.startsWith('同意') && this.#world.mail.roomless.has(said.id)) return // in private it may be either
    if (said?.intent.do !== 'vote') return this.#breaks(16, `${key}: a ballot from what was no vote: ${said?.text}`)
    const { intent, contact } = said
    if (String(intent.choice) !== ballot.choices.join() || (intent.poll ?? poll.number) !== poll.number)
      this.#breaks(3, `${key}: 「${said.text}」 (${said.id}) was counted as ${ballot.choices.join()}`)
    const heardAt = this.#world.mail.heardAt.get(said.id) ?? []
    if (!heardAt.includes(ballot.saidAt))
      this.#breaks(4, `${key}: ${said.id} was said at ${said.at}, not at ${ballot.saidAt}`)
    const person = state.docs.person.get(ballot.person)
    if (person?.contact !== undefined && person.contact !== contact)
      this.#breaks(4, `${key}: ${said.id} counts for somebody else`)
    if (said.room !== undefined && !said.room.startsWith(id) && !this.#world.mail.roomless.has(said.id))
      this.#breaks(4, `${key}: ${said.id} was said in ${said.room}`)
    const wrong = this.#electors.wrong(id, poll, ballot, said)
    if (wrong) this.#breaks(4, `${key}: ${said.id} ${wrong}`)
  }

  /** Whoever was answered is counted. */
  #complete(key: string, id: string, poll: Poll, book: Book, facts: readonly Fact[], state: State): void {
    for (const [message, at] of state.ids) {
      const said = this.#world.crowd.said.get(message)
      if (said?.intent.do !== 'vote' || said.intent.poll !== poll.number || book.settled.has(message)) continue
      book.settled.add(message)
      const saidAt = Math.min(...(this.#world.mail.heardAt.get(message) ?? []))
      const closes = closeAt(poll, facts, at)
      if (saidAt >= closes) this.#world.count.note('a ballot said after the close')
      const opened = facts.find(({ type }) => type === 'poll-opened') // before that it was told that there is none
      const ended = facts.find(({ type }) => type === 'poll-closed' || type === 'poll-voided')
      if (ended && ended.at <= at) {
        if (saidAt < closes) this.#world.count.note('a ballot heard after the close')
        continue
      }
      if (saidAt >= closes || saidAt < poll.opensAt || at <= (opened?.at ?? poll.opensAt)) continue
      if (facts.some((fact) => fact.type === 'ballot-cast' && fact.source === message)) continue
      const units = this.#electors.unitsOf(id, poll, said, state)
      if (units.length === 0) this.#world.count.note('a ballot from outside the electorate')
      const missing = units.find((unit) => !facts.some((fact) => isLater(fact, unit, saidAt)))
      if (missing === undefined && units.length > 0) this.#world.count.note('a ballot older than the one that stands')
      if (missing !== undefined)
        this.#breaks(3, `${key}: ${message} 「${said.text}」 was answered, but not counted for ${missing}`)
    }
  }

  #standing(key: string, poll: Poll, book: Book, state: State): void {
    const stored = [...state.docs.ballot.values()].filter((ballot) => ballot.poll === poll.number)
    if (stored.length !== book.units.size)
      this.#breaks(3, `${key}: ${stored.length} ballots are stored, of ${book.units.size}`)
    for (const { unit, choices } of stored)
      if (book.units.get(unit)?.choices.join() !== choices.join())
        this.#breaks(3, `${key}: ${unit} stands with ${choices.join()}`)
    if (poll.result && differs(countOf([...book.units.values()], poll.options.length), poll.result))
      this.#breaks(4, `${key}: its result is no longer what was counted`)
  }
}

/** When it was to close, as it was known then: a gap moves it, once. */
const closeAt = ({ closes }: Poll, facts: readonly Fact[], at: number): number =>
  facts.reduce(
    (close, fact) => (fact.type === 'poll-interrupted' && fact.at >= at ? close - fact.moved : close),
    closes,
  )

const isLater = (fact: Fact, unit: string, saidAt: number): boolean =>
  fact.type === 'ballot-cast' && fact.ballot.unit === unit && fact.ballot.saidAt > saidAt
