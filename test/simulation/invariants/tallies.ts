import type { Instant } from '../../../src/domain/calendar.ts'
import { recounted } from '../../../src/domain/poll/recount.ts'
import type { Fact, PollFact } from '../../../src/domain/state/facts.ts'
import type { Ballot, Poll, Tally, Voter } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { Intent, Said } from '../crowd.ts'
import { HOUSEHOLDS } from '../town.ts'
import type { World } from '../world.ts'
import { Book, type Vote } from './book.ts'
import type { Breaks } from './breaks.ts'
import { countOf, differs, turnoutOf } from './count.ts'
import type { Electors } from './electors.ts'
import { Meaning, type Page } from './meaning.ts'

type Of<T extends PollFact['type']> = Extract<PollFact, { type: T }>
const GRACE = 60_000
/** Whoever changes her ballot so often is told that it is enough. */
const MOST_CHANGES = 10

/** 3: a tally is the fold of the last valid ballot of each unit. 4: none said late, from outside, or elsewhere counts. */
export class Tallies {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #books = new Map<string, Book>()
  readonly #electors: Electors
  readonly #meaning: Meaning

  constructor(world: World, breaks: Breaks, electors: Electors) {
    this.#world = world
    this.#breaks = breaks
    this.#electors = electors
    this.#meaning = new Meaning(world, breaks, this.#electors)
  }

  look(id: string, state: State): void {
    for (const poll of state.docs.poll.values()) {
      const key = `${id} P${poll.number}`
      const facts = state.facts.get(`P${poll.number}`) ?? []
      const [opened] = facts
      if (opened?.type !== 'poll-opened') continue // its record is in the archive
      const book = this.#books.get(key) ?? new Book(opened.matter)
      this.#books.set(key, book)
      const page: Page = { key, id, poll, book, facts, state }
      for (const fact of facts.slice(book.read)) this.#fact(page, fact as PollFact)
      book.read = facts.length
      if (!book.isFrozen(poll)) this.#breaks(4, `${key}: its rules are no longer those of its card`)
      this.#complete(page)
      this.#standing(page)
    }
  }

  /** What stands in a poll, by what people meant. */
  votes(id: string, poll: number): Map<string, Vote> | undefined {
    return this.#books.get(`${id} P${poll}`)?.votes
  }

  #fact(page: Page, fact: PollFact): void {
    const { key, id, poll, book, state } = page
    if (book.ended && !AFTER.includes(fact.type)) this.#breaks(4, `${key}: ${fact.type} after it was over`)
    switch (fact.type) {
      case 'poll-opened': {
        const wrong = this.#electors.misses(id, fact.matter, state)
        if (wrong) this.#breaks(4, `${key}: ${wrong}`)
        return
      }
      case 'ballot-cast':
        if (poll.secret) this.#breaks(4, `${key} is secret, and an open ballot stands in its record`)
        return this.#given(page, fact.ballot, fact.source)
      case 'voted':
        return this.#given(page, fact.voter, fact.source)
      case 'ballot-taken-back':
      case 'voter-withdrawn':
        return this.#takenBack(page, fact)
      case 'ballot-set-aside':
      case 'ballot-restored':
        return this.#contested(page, fact)
      case 'poll-extended':
        return this.#extended(page, fact)
      case 'poll-interrupted':
        book.closes += fact.moved
        return
      case 'poll-closed':
        this.#world.count.note('a poll closed')
        if (fact.at < book.closes) this.#breaks(4, `${key} closed before its time`)
        if (fact.at > book.closes + 2 * GRACE) this.#world.count.note('a poll closed late')
        return this.#ended(page, fact)
      case 'poll-voided':
        if (book.votes.size > 0) this.#voided(page, fact)
        book.closes = fact.at
        return this.#ended(page, fact)
      default:
        return
    }
  }

  // ── ballots ────────────────────────────────────────────────────────────────────────────────────

  #given(page: Page, given: Ballot | Voter, source: string): void {
    const { key, poll, book } = page
    const { unit, counted, person, saidAt } = given
    if (book.isOver(saidAt)) this.#breaks(4, `${key}: ${source || unit} was said after the close`)
    if (saidAt < poll.opensAt) this.#breaks(4, `${key}: ${source || unit} was said before the poll opened`)
    const choices = source === '' ? book.votes.get(person)?.choices : this.#meaning.of(page, given, source)
    if (!choices) return this.#breaks(3, `${key}: nobody gave the ballot of ${unit} (${source})`)
    if ('choices' in given && given.choices.join() !== choices.join())
      this.#breaks(3, `${key}: ${source || unit} was counted as ${given.choices}, and is ${choices}`)
    const before = book.votes.get(unit)
    if (before && before.saidAt > saidAt) this.#breaks(3, `${key}: ${source} is older than the ballot of ${unit}`)
    this.#notes(page, given, choices, before, source)
    const room = source === '' ? book.votes.get(person)?.room : this.#world.crowd.said.get(source)?.room
    const own = { choices, counted, person, saidAt, room, ...(given.handed ? ({ handed: true } as const) : {}) }
    // whoever gives a contested unit's ballot anew does not make it count; one that moves in brings its own doubt along
    const aside = before?.aside ?? (source === '' ? book.votes.get(person)?.aside : undefined)
    book.give(unit, aside ? { ...own, aside } : own)
  }

  #notes(
    { poll }: Page,
    { unit, person, handed }: Ballot | Voter,
    choices: readonly number[],
    before: Vote | undefined,
    source: string,
  ) {
    const { count, crowd } = this.#world
    const intent = crowd.said.get(source)?.intent
    if (intent?.do === 'vote' && intent.chained !== undefined) {
      count.note('a line of a chain counted')
      if (intent.chained > 1) count.note('a chain repeated')
      if (before && before.choices.join() !== choices.join()) count.note('a line of a chain changed a ballot')
    }
    if (intent?.do === 'same-vote' && intent.of !== undefined) count.note('the same as the one quoted')
    if (before && before.choices.join() !== choices.join())
      count.note(poll.secret ? 'a secret ballot changed' : 'a ballot changed')
    if (before && before.person !== person && !handed) count.note('a dwelling counted once for two people')
    if (poll.secret) count.note('a secret ballot')
    if (choices.length > 1) count.note('a ballot of several choices')
    if (poll.kind === 'delegates') count.note('a delegate voted')
    if (poll.kind === 'owners' && unit === '2-1-101') count.note('an owner of two dwellings voted')
    if (before?.aside) count.note('a contested ballot given anew')
  }

  #takenBack({ key, id, poll, book, state }: Page, fact: Of<'ballot-taken-back' | 'voter-withdrawn'>): void {
    this.#world.count.note(poll.secret ? 'a secret ballot taken back' : 'a ballot taken back')
    if (!this.#electors.wantedBack(id, fact.by, state))
      this.#breaks(3, `${key}: the ballot of ${fact.unit} was taken back by nobody`)
    if (book.votes.get(fact.unit)?.aside && HOUSEHOLDS.includes(fact.unit))
      // a stranger's may have moved in
      this.#breaks(3, `${key}: the ballot of ${fact.unit} was taken back while it was contested`)
    if (fact.type === 'voter-withdrawn' || !fact.before) return book.takeBack(fact.unit)
    if (!book.putBack(fact.unit, fact.before)) this.#breaks(3, `${key}: what stands again for ${fact.unit} never stood`)
  }

  #contested({ key, poll, book, state }: Page, fact: Of<'ballot-set-aside' | 'ballot-restored'>): void {
    const isAside = fact.type === 'ballot-set-aside'
    this.#world.count.note(isAside ? 'a ballot set aside' : 'a ballot restored')
    const wanted = isAside ? 'contest' : 'restore'
    const names = (intent: Intent) =>
      intent.do === wanted && intent.poll === poll.number && this.#electors.unitAt(poll, intent.household) === fact.unit
    if (this.#electors.saidBy(fact.by, fact.at, state, names)?.length === 0)
      this.#breaks(16, `${key}: nobody said that the ballot of ${fact.unit} is to be ${wanted}ed`)
    const vote = book.votes.get(fact.unit)
    if (!vote || poll.secret) return this.#breaks(3, `${key}: no ballot of ${fact.unit} can be set aside`)
    const { aside: _, ...plain } = vote
    book.votes.set(fact.unit, isAside ? { ...plain, aside: true } : plain)
  }

  // ── the rules of the card ──────────────────────────────────────────────────────────────────────

  #extended({ key, poll, book, state }: Page, { by, at, closes, back }: Of<'poll-extended'>): void {
    this.#world.count.note('a poll extended')
    if (closes <= book.closes && !back) this.#breaks(4, `${key} was made shorter`)
    const said = this.#electors.saidBy(by, at, state, (one) => one.do === 'extend' && one.poll === poll.number)
    const inTime = (one: Said) => (this.#world.mail.heardAt.get(one.id) ?? []).some((heard) => heard < book.closes)
    if (said && !said.some(inTime)) this.#breaks(4, `${key} was extended when it was over`)
    if (at > book.closes) book.overs.push([book.closes, at])
    book.closes = closes
  }

  #voided({ key, poll, state }: Page, { by, also, at }: Of<'poll-voided'>): void {
    this.#world.count.note('a poll voided by two')
    if (also === undefined || also === by)
      return this.#breaks(16, `${key} was voided by one convener, although people had voted`)
    if (this.#electors.saidBy(also, at, state, (one) => one.do === 'void' && one.poll === poll.number)?.length === 0)
      this.#breaks(16, `${key}: the second convener never said so`)
  }

  #ended({ key, poll, book, facts }: Page, fact: Of<'poll-closed' | 'poll-voided'>): void {
    book.ended = fact
    if (poll.secret) this.#world.count.note('a secret poll closed')
    const own = finalOf(book, poll)
    if (differs(own, fact.result))
      this.#breaks(3, `${key} ended with ${JSON.stringify(fact.result)}, it is ${JSON.stringify(own)}`)
    if (poll.secret && fact.type === 'poll-voided') return
    const again = recounted(poll, facts)
    if (differs(again, fact.result)) this.#breaks(3, `${key}: recounted it is ${JSON.stringify(again)}`)
  }

  // ── what must be there ─────────────────────────────────────────────────────────────────────────

  /** Whoever was answered is counted. */
  #complete(page: Page): void {
    const { id, poll, book, state } = page
    for (const [message, at] of state.ids) {
      if (book.settled.has(message)) continue
      const said = this.#world.crowd.said.get(message)
      if (said?.intent.do !== 'vote' || said.intent.poll !== poll.number) continue
      book.settled.add(message)
      if (said.room === undefined || said.room.startsWith(id)) this.#answered(page, said, at)
    }
  }

  #answered({ key, id, poll, book, facts, state }: Page, said: Said, at: Instant): void {
    const { count, mail } = this.#world
    const heardAt = mail.heardAt.get(said.id) ?? [] // a process after the clock was set dates it anew
    const [first, saidAt] = [Math.min(...heardAt), Math.max(...heardAt)]
    const closes = closeAt(facts, at)
    if (saidAt >= closes) count.note('a ballot said after the close')
    const opened = facts[0]?.at ?? poll.opensAt // before that it was told that there is none
    if (book.ended && book.ended.at <= at) {
      if (saidAt < closes) count.note('a ballot heard after the close')
      return
    }
    if (saidAt >= closes || first < poll.opensAt || at <= opened) return
    if (facts.some((fact) => 'source' in fact && fact.source === said.id)) return
    if (poll.secret && said.room !== undefined) return count.note('a secret vote said aloud')
    if (said.intent.do === 'vote' && said.intent.choices.length > poll.most) return
    if (said.intent.do === 'vote' && said.intent.choices.some((choice) => choice > poll.options.length)) return
    if (facts.filter((fact) => givenBy(fact, said, state)).length >= MOST_CHANGES) return
    const units = this.#electors.unitsOf(id, poll, said, state)
    if (units.length === 0) count.note('a ballot from outside the electorate')
    const missing = units.find((unit) => !facts.some((fact) => isLater(fact, unit, first)))
    if (missing === undefined && units.length > 0) count.note('a ballot older than the one that stands')
    if (missing !== undefined)
      this.#breaks(3, `${key}: ${said.id} 「${said.text}」 was answered, but not counted for ${missing}`)
  }

  #standing({ key, poll, book, state }: Page): void {
    const kind = poll.secret ? 'voter' : 'ballot'
    const stored = new Map<string, Ballot | Voter>()
    for (const one of state.docs[kind].values()) if (one.poll === poll.number) stored.set(one.unit, one)
    if (stored.size !== book.votes.size)
      this.#breaks(3, `${key}: ${stored.size} ballots are stored, of ${book.votes.size}`)
    for (const [unit, vote] of book.votes) {
      const one = stored.get(unit)
      if (!one) this.#breaks(3, `${key}: the ballot of ${unit} is gone`)
      else if ('choices' in one && one.choices.join() !== vote.choices.join())
        this.#breaks(3, `${key}: ${unit} stands with ${one.choices}`)
      else if ('choices' in one && (one.aside !== undefined) !== (vote.aside ?? false))
        this.#breaks(3, `${key}: ${unit} is${vote.aside ? ' not' : ''} set aside`)
    }
    if (poll.result && differs(finalOf(book, poll), poll.result))
      this.#breaks(4, `${key}: its result is no longer what was counted`)
  }
}

/** What may still happen to a poll that is over. */
const AFTER: readonly string[] = [
  'poll-concluded',
  'paper-kept',
  'review-due',
  'poll-interrupted',
  'reminders-declined',
]

const finalOf = ({ votes, ended }: Book, poll: Poll): Tally =>
  poll.secret && ended?.type === 'poll-voided' ? turnoutOf(votes, poll) : countOf(votes, poll)

/** When it was to close, as it was known then. */
const closeAt = (facts: readonly Fact[], at: Instant): Instant =>
  facts.reduce((close, fact) => {
    if (fact.type === 'poll-opened') return fact.matter.closes
    if (fact.at >= at) return close
    if (fact.type === 'poll-interrupted') return close + fact.moved
    return fact.type === 'poll-extended' ? fact.closes : close
  }, 0)

const givenBy = (fact: Fact, { contact }: Said, { docs }: State): boolean => {
  const given = fact.type === 'ballot-cast' ? fact.ballot : fact.type === 'voted' ? fact.voter : undefined
  return given !== undefined && docs.person.get(given.person)?.contact === contact
}

const isLater = (fact: Fact, unit: string, saidAt: Instant): boolean => {
  const given = fact.type === 'ballot-cast' ? fact.ballot : fact.type === 'voted' ? fact.voter : undefined
  return given?.unit === unit && given.saidAt > saidAt
}
