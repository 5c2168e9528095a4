import { createHash } from 'node:crypto'
import type { Answer } from '../../src/domain/answer.ts'
import { type Calendar, type Instant, instant } from '../../src/domain/calendar.ts'
import { decide } from '../../src/domain/decide.ts'
import { Changed, Stored } from '../../src/domain/docs.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Heard, Input } from '../../src/domain/heard/input.ts'
import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import { hold } from '../../src/domain/say/manners.ts'
import { say } from '../../src/domain/say/say.ts'
import type { Kind, Kinds, Line, Person, Put, Room } from '../../src/domain/state/community.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Ballot, Case, Poll } from '../../src/domain/state/matter.ts'
import { calendar, constitution } from './place.ts'

/** What an input came to. */
export interface Came {
  readonly facts: readonly Fact[]
  readonly answers: readonly Answer[]
  readonly lines: readonly Line[]
}

/** 「2026-11-23 09:00」 in Shanghai. */
export const at = (local: string): Instant => instant(local.slice(0, 10), local.slice(11))

/** A key that is always there. */
const seal = (poll: number, words: string): string =>
  createHash('sha256').update(`key of P${poll}: ${words}`).digest('hex')

type Documentary = { readonly [K in Kind]: Map<string, Kinds[K]> }
const nothing = (): Documentary => ({
  counters: new Map(),
  person: new Map(),
  room: new Map(),
  case: new Map(),
  poll: new Map(),
  ballot: new Map(),
  sealed: new Map(),
  voter: new Map(),
  forum: new Map(),
  pending: new Map(),
  act: new Map(),
  bundle: new Map(),
  invitation: new Map(),
  hearing: new Map(),
  reminder: new Map(),
  lower: new Map(),
  trace: new Map(),
  report: new Map(),
  left: new Map(),
})

/** Said by somebody: what the message is besides its readings. */
export type More = Partial<Heard> & { readonly photos?: readonly string[] }

/** A community on a table: inputs go through the rules, and their facts become its state. */
export class World {
  now: Instant
  readonly lines: Line[] = []
  readonly facts: Fact[] = []
  #is: Constitution
  readonly #days: Calendar
  #docs = nothing()
  #stored: Stored
  #messages = 0

  constructor(is: Constitution, now: Instant, days: Calendar = calendar) {
    this.#is = is
    this.now = now
    this.#days = days
    this.#stored = new Stored(is, days, this.#docs, seal)
  }

  get c(): Stored {
    return this.#stored
  }

  /** Decided, evolved and said, as the desk does it. */
  input(input: Input): Came {
    const trial = new Changed(this.#stored)
    const { facts, answers } = decide(trial, input, this.now)
    for (const fact of facts) trial.put(evolve(trial, fact))
    const said = hold(trial, say(trial, input, facts, answers, this.now), this.now)
    for (const fact of said.facts) trial.put(evolve(trial, fact))
    this.#keep(trial.puts())
    this.facts.push(...facts)
    this.lines.push(...said.lines)
    return { facts, answers, lines: said.lines }
  }

  /** As if it had come to this. */
  sets(...puts: readonly Put[]): void {
    this.#keep(puts)
  }

  #keep(puts: readonly Put[]): void {
    const docs = this.#docs as unknown as Record<Kind, Map<string, object>>
    for (const { kind, key, doc } of puts) {
      if (doc) docs[kind].set(key, doc)
      else docs[kind].delete(key)
    }
    this.#stored.stored(puts)
  }

  /** Called to the bot with @, or in a private chat where there is no room. */
  said(name: string, topic: string | undefined, ...readings: readonly Reading[]): Came {
    return this.says(name, topic, {}, ...readings)
  }

  /** Said in the room to nobody in particular. */
  mused(name: string, topic: string, ...readings: readonly Reading[]): Came {
    return this.says(name, topic, { addressed: false }, ...readings)
  }

  says(name: string, topic: string | undefined, { photos = [], ...more }: More, ...readings: readonly Reading[]): Came {
    const person = this.#is.people.find((one) => one.name === name)
    const heard: Heard = {
      id: `m${++this.#messages}`,
      ...(topic === undefined ? {} : { room: topic, topic }),
      from: person?.contact ?? name,
      name,
      text: '',
      kind: 'text',
      mentions: [],
      addressed: true,
      friend: person?.friend ?? false,
      at: this.now,
      ...more,
    }
    return this.input({ type: 'heard', heard, readings, photos, ...(heard.addressed ? {} : { tellsMore: true }) })
  }

  /** The account sees a group of these people, by contact id. */
  sees(
    topic: string,
    members: readonly string[],
    more: { readonly id?: string; readonly namesakes?: number } = {},
  ): Came {
    const { id = topic, namesakes = 1 } = more
    const all = members.map((contact) => ({ contact, name: contact, friend: this.#friend(contact) }))
    return this.input({ type: 'room-seen', room: { id, topic, members: all, namesakes, at: this.now } })
  }

  #friend(contact: string): boolean {
    return this.#is.people.find((one) => one.contact === contact)?.friend ?? false
  }

  recalls(message: string, topic = '业主群'): Came {
    return this.input({ type: 'recalled', recalled: { of: message, room: topic, from: '', at: this.now } })
  }

  /** The next start, with another file. */
  opens(is: Constitution = this.#is): Came {
    this.#is = is
    this.#stored = new Stored(is, this.#days, this.#docs, seal)
    return this.input({ type: 'opened', at: this.now })
  }

  beats(): Came {
    return this.input({ type: 'tick', hearing: true, at: this.now })
  }

  /** Time goes by without a beat. */
  later(ms: number): this {
    this.now += ms
    return this
  }

  /** One beat at that time, with a gap before it. */
  wakes(local: string): Came {
    this.now = at(local)
    return this.beats()
  }

  case(number = 1): Case {
    return this.#found(this.c.get('case', number))
  }
  poll(number = 1): Poll {
    return this.#found(this.c.get('poll', number))
  }
  room(topic = '业主群'): Room {
    return this.#found(this.c.get('room', topic))
  }
  person(name: string): Person {
    return this.#found([...this.c.all('person')].find((person) => person.name === name))
  }
  ballots(): readonly Ballot[] {
    return [...this.c.all('ballot')]
  }

  #found<T>(one: T | undefined): T {
    if (one === undefined) throw new Error('there is no such thing')
    return one
  }
}

const everybody = constitution.people.map(({ contact }) => contact ?? '')
const atWork = ['wang', 'gong', 'guard', 'zhao', 'liu', 'chen']

/** Monday, 09:00: everybody is in the residents' groups, staff in theirs too. */
export function given(changes: Partial<Constitution> = {}, now = at('2026-11-23 09:00'), days?: Calendar): World {
  const world = new World({ ...constitution, ...changes }, now, days)
  world.opens()
  world.sees('业主群', everybody)
  world.sees('二期群', everybody)
  world.sees('工作群', atWork)
  world.beats()
  return world
}

export const trouble = (more: Partial<Trouble> = {}): Trouble => ({
  text: '3栋2单元电梯停了，老人下不了楼',
  title: '3栋2单元电梯停了',
  category: '电梯',
  place: { building: '3', unit: '2' },
  urgent: false,
  sure: 0.9,
  ...more,
})
export const raise = (more: Partial<Trouble> = {}): Reading => ({ do: 'raise', trouble: trouble(more) })

/** #1 as 李芳 raised it in 业主群. */
export function withCase(more: Partial<Trouble> = {}, changes: Partial<Constitution> = {}): World {
  const world = given(changes)
  world.said('李芳', '业主群', raise(more))
  return world
}
/** #1 in the hands of 王强. */
export function inHand(more: Partial<Trouble> = {}): World {
  const world = withCase(more)
  world.said('王强', '工作群', { do: 'take', case: 1 })
  return world
}
/** #1 finished by 王强. */
export function done(): World {
  const world = inHand()
  world.said('王强', '工作群', { do: 'finish', case: 1, text: '换了门机皮带', how: 'command' })
  return world
}

// ── what it came to, in short ────────────────────────────────────────────────────────────────────

/** Facts by type, without those that only keep house. */
export const types = ({ facts }: Came): readonly string[] =>
  facts.filter((fact) => !isEmptyDay(fact)).flatMap(({ type }) => (HOUSEKEEPING.has(type) ? [] : [type]))
const isEmptyDay = (fact: Fact): boolean => fact.type === 'day-reported' && fact.day === undefined
const HOUSEKEEPING: ReadonlySet<string> = new Set([
  'act-noted',
  'act-forgotten',
  'bundle-opened',
  'bundle-grew',
  'finish-bundled',
  'person-met',
  'lines-counted',
  'words-passed',
  'person-noted',
])

export const answers = ({ answers: all }: Came): readonly string[] => all.map(({ say: what }) => what)

/** Where the lines go: a room's topic, or the name of a person. */
export const heardBy = (world: World, { lines }: Came): readonly string[] =>
  lines.map(({ to }) => {
    if ('community' in to) return to.community
    return 'room' in to ? to.room : (world.c.get('person', to.person)?.name ?? to.person)
  })

export const texts = ({ lines }: Came): string => lines.map(({ text }) => text).join('\n')
