import { isUnattended, matterNamed } from './audit.ts'
import type { Calendar, Instant } from './calendar.ts'
import { dueAt, WAITING } from './due.ts'
import { isOpen, reporterAskedAt } from './situation.ts'
import { Agenda } from './state/agenda.ts'
import type { Community, Kind, Kinds, Person, Put, Waiting } from './state/community.ts'
import type { Constitution } from './state/constitution.ts'
import type { Case, Poll } from './state/matter.ts'

/** The stored documents by kind and key. */
export type Documents = { readonly [K in Kind]: ReadonlyMap<string, Kinds[K]> }

/** The community as it is stored. Looks through to the documents, which only the store changes. */
export class Stored implements Community {
  readonly is: Constitution
  readonly calendar: Calendar
  readonly #docs: Documents
  readonly #seal: Community['seal']
  readonly #contacts = new Map<string, string>()
  readonly #agenda = new Agenda()
  /** When the polls close that are open. */
  readonly #closes = new Agenda()
  /** Keys of the cases that are open. */
  readonly #open = new Set<string>()
  /** Those of which who told of them is asked something. */
  readonly #awaited = new Set<string>()
  readonly #unattended = new Map<string, unknown>()

  constructor(is: Constitution, calendar: Calendar, docs: Documents, seal: Community['seal'] = () => undefined) {
    this.is = is
    this.calendar = calendar
    this.#docs = docs
    this.#seal = seal
    for (const person of docs.person.values()) this.#index(person)
    this.#agenda.set('counters counters', 0)
    for (const kind of WAITING) for (const [key, doc] of docs[kind]) this.#plan({ kind, key, doc } as Put)
  }

  get<K extends Kind>(kind: K, key: string | number): Kinds[K] | undefined {
    return this.#docs[kind].get(String(key))
  }

  all<K extends Kind>(kind: K): Iterable<Kinds[K]> {
    return this.#docs[kind].values()
  }

  byContact(contact: string): Person | undefined {
    const key = this.#contacts.get(contact)
    const person = key === undefined ? undefined : this.#docs.person.get(key)
    return person?.contact === contact ? person : undefined
  }

  seal(poll: number, words: string): string | undefined {
    return this.#seal(poll, words)
  }

  /** Called after a commit with what it stored. */
  stored(puts: readonly Put[]): void {
    for (const put of puts) {
      if (put.kind === 'person' && put.doc) this.#index(put.doc)
      else this.#plan(put)
    }
  }

  due(now: Instant): readonly Waiting[] {
    return [...this.#agenda.until(now)].flatMap(({ name, at }): readonly Waiting[] => {
      const [kind, key] = name.split(' ', 2) as [Kind, string]
      if (kind === 'counters' || this.#docs[kind].has(key)) return [{ kind, key, at }]
      this.#agenda.set(name, undefined) // it went to the archive meanwhile: nothing is said of it any more
      return []
    })
  }

  /** The next time after that one at which something is to be done. */
  dueAfter(now: Instant): Instant | undefined {
    return this.#agenda.after(now)
  }

  /** Whether anything is. */
  isDue(now: Instant): boolean {
    return this.#agenda.isDue(now)
  }

  /** Open polls that are to close by then. */
  closing(until: Instant): readonly Poll[] {
    if (!this.#closes.isDue(until)) return []
    return [...this.#closes.until(until)].flatMap(({ name }) => this.get('poll', name) ?? [])
  }

  /** How many cases are open. */
  get open(): number {
    return this.#open.size
  }

  /** Open cases of which those who told of them are asked something. */
  get awaited(): readonly Case[] {
    return [...this.#awaited].flatMap((key) => this.get('case', key) ?? [])
  }

  /** Whether anybody was asked anything, or is waited for. */
  get awaits(): boolean {
    return this.#docs.pending.size > 0 || this.#awaited.size > 0
  }

  /** Open matters that nothing will be done about, and why, where a rule threw: there must be none. */
  get unattended(): ReadonlyMap<string, unknown> {
    return this.#unattended
  }

  #plan(put: Put): void {
    const { at, error } = this.#next(put)
    this.#agenda.set(`${put.kind} ${put.key}`, Number.isFinite(at) ? at : undefined)
    const unattended = error === undefined ? isUnattended(put, at) : true
    if (unattended) this.#unattended.set(matterNamed(put), error)
    else if (unattended === false) this.#unattended.delete(matterNamed(put))
    if (put.kind === 'case') this.#count(put.key, put.doc)
    if (put.kind === 'poll') this.#closes.set(put.key, put.doc?.stage === 'open' ? put.doc.closes : undefined)
  }

  /** It is stored already: a bug of the rules must neither end the process nor keep it from starting. */
  #next(put: Put): { readonly at?: Instant | undefined; readonly error?: unknown } {
    try {
      return { at: dueAt(this, put) }
    } catch (error) {
      return { error }
    }
  }

  #count(key: string, matter: Case | undefined): void {
    const open = matter !== undefined && isOpen(matter)
    kept(this.#open, key, open)
    kept(this.#awaited, key, matter !== undefined && reporterAskedAt(matter) !== undefined)
  }

  #index(person: Person): void {
    if (person.contact !== undefined) this.#contacts.set(person.contact, person.key)
  }
}

const kept = (keys: Set<string>, key: string, isIn: boolean): void => void (isIn ? keys.add(key) : keys.delete(key))

/** A community with changes laid over it: what a turn would make of it, given up by forgetting it. */
export class Changed implements Community {
  readonly is: Constitution
  readonly calendar: Calendar
  readonly #base: Community
  readonly #puts = new Map<Kind, Map<string, Put>>()

  constructor(base: Community) {
    this.is = base.is
    this.calendar = base.calendar
    this.#base = base
  }

  get<K extends Kind>(kind: K, key: string | number): Kinds[K] | undefined {
    const put = this.#puts.get(kind)?.get(String(key))
    return put ? (put.doc as Kinds[K] | undefined) : this.#base.get(kind, key)
  }

  all<K extends Kind>(kind: K): Iterable<Kinds[K]> {
    const changes = this.#puts.get(kind)
    return changes ? this.#merged(kind, changes) : this.#base.all(kind)
  }

  byContact(contact: string): Person | undefined {
    for (const { doc } of this.#puts.get('person')?.values() ?? [])
      if ((doc as Person | undefined)?.contact === contact) return doc as Person
    const person = this.#base.byContact(contact)
    return person && this.get('person', person.key)?.contact === contact ? this.get('person', person.key) : undefined
  }

  seal(poll: number, words: string): string | undefined {
    return this.#base.seal(poll, words)
  }

  due(now: Instant): readonly Waiting[] {
    const own = this.puts().flatMap((put): readonly Waiting[] => {
      const at = dueAt(this, put)
      return at !== undefined && at <= now ? [{ kind: put.kind, key: put.key, at }] : []
    })
    return [...this.#base.due(now).filter(({ kind, key }) => !this.#puts.get(kind)?.has(key)), ...own]
  }

  put(puts: readonly Put[]): void {
    for (const put of puts) {
      const changes = this.#puts.get(put.kind) ?? new Map<string, Put>()
      this.#puts.set(put.kind, changes.set(put.key, put))
    }
  }

  puts(): readonly Put[] {
    return [...this.#puts.values()].flatMap((changes) => [...changes.values()])
  }

  /** In the order in which it will be stored: the latest last. */
  *#merged<K extends Kind>(kind: K, changes: ReadonlyMap<string, Put>): Iterable<Kinds[K]> {
    const replaced = new Map<unknown, Kinds[K] | undefined>()
    const added: Kinds[K][] = []
    for (const [key, put] of changes) {
      const old = this.#base.get(kind, key)
      const doc = put.doc as Kinds[K] | undefined
      if (old) replaced.set(old, doc)
      else if (doc) added.push(doc)
    }
    for (const old of this.#base.all(kind)) {
      const doc = replaced.has(old) ? replaced.get(old) : old
      if (doc) yield doc
    }
    yield* added
  }
}
