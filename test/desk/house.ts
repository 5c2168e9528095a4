import { type Desk, desk } from '../../src/desk/desk.ts'
import type { Drift } from '../../src/desk/watch.ts'
import { archivable } from '../../src/domain/archive.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type {
  Chat,
  Describer,
  Due,
  Editor,
  Ledger,
  Log,
  Press,
  Reader,
  Scribe,
  Snapshot,
  Store,
} from '../../src/ports.ts'
import { type Kept, memory } from '../../src/store/memory.ts'
import { at, trouble } from '../domain/given.ts'
import { calendar, constitution } from '../domain/place.ts'

/** What a message of these words means. */
export type Meaning = readonly Reading[] | (() => readonly Reading[] | Promise<readonly Reading[]>)

/** A reader that knows whole sentences. */
const readerOf = (meanings: ReadonlyMap<string, Meaning>): Reader => ({
  tellsMore: () => true,
  read({ text }) {
    const meaning = meanings.get(text) ?? []
    return typeof meaning === 'function' ? meaning() : meaning
  },
})

export const LIFT: readonly Reading[] = [{ do: 'raise', trouble: trouble() }]
const PLAIN: readonly (readonly [string, Meaning])[] = [
  ['电梯坏了', LIFT],
  [
    '灯坏了',
    [
      {
        do: 'raise',
        trouble: trouble({ text: '灯不亮', title: '灯不亮', category: '照明', place: { named: '东门' } }),
      },
    ],
  ],
  ['接1', [{ do: 'take', case: 1 }]],
  ['进度1', [{ do: 'progress', case: 1, how: 'plain' }]],
  ['1好了', [{ do: 'finish', case: 1, text: '修好了', how: 'command' }]],
  ['1没好', [{ do: 'reopen', case: 1, text: '还在漏' }]],
  ['撤回1', [{ do: 'withdraw', case: 1 }]],
  ['我的', [{ do: 'mine' }]],
]

/** A ledger that is another in part. */
export const bound = (
  ledger: Ledger,
  other: Partial<Pick<Ledger, 'commit' | 'written' | 'keys'>> & { readonly now?: () => Snapshot },
): Ledger => ({
  get now() {
    return other.now?.() ?? ledger.now
  },
  commit: other.commit ?? ledger.commit.bind(ledger),
  written: other.written ?? ledger.written.bind(ledger),
  mark: ledger.mark.bind(ledger),
  heard: ledger.heard.bind(ledger),
  archived: ledger.archived.bind(ledger),
  keys: other.keys ?? ledger.keys,
  keep: ledger.keep.bind(ledger),
  file: ledger.file.bind(ledger),
  thumbnail: ledger.thumbnail.bind(ledger),
})

export interface Furniture {
  readonly kept?: Kept
  /** Instead of the memory store. */
  readonly store?: Store
  readonly communities?: readonly Constitution[]
  readonly meanings?: readonly (readonly [string, Meaning])[]
  /** Between the desk and the memory store. */
  readonly through?: (ledger: Ledger, community: string) => Ledger
  /** Bytes by message; of others they cannot be had, or it never ends. */
  readonly files?: ReadonlyMap<string, Uint8Array> | 'never'
  readonly now?: Instant
  readonly drift?: Drift
  readonly press?: Press
  /** Instead of one that knows whole sentences. */
  readonly reader?: Reader
  readonly scribe?: Scribe
  readonly describer?: Describer
  readonly editor?: Editor
  /** Of every file: 「jpg」. */
  readonly extension?: string
}

/** A desk over the memory store, with a chat that takes what is due and a clock set by hand. */
export class House {
  now: Instant
  readonly fatal: unknown[] = []
  readonly errors: string[] = []
  readonly fetched: string[] = []
  /** Looks at who is in the rooms. */
  looks = 0
  online = true
  /** The line’s last sign of life, where it is not this moment. */
  heardAt: Instant | undefined
  readonly #files: ReadonlyMap<string, Uint8Array> | 'never'
  readonly #extension: string
  #store: Store | undefined
  #desk: Desk | undefined
  #ledgers = new Map<string, Ledger>()

  private constructor({ files = new Map(), now = at('2026-11-23 09:00'), extension = 'jpg' }: Furniture) {
    this.#extension = extension
    this.now = now
    this.#files = files
  }

  /** What the process finds at its start, its rooms seen. */
  static async opened(furniture: Furniture = {}): Promise<House> {
    const house = new House(furniture)
    const {
      kept = new Map(),
      communities = [constitution],
      meanings = [],
      through = (ledger: Ledger) => ledger,
      drift,
      store,
      press,
      scribe,
      describer,
      editor,
    } = furniture
    const clock = (): Instant => house.now
    house.#store = store ?? memory({ kept, clock, ended: archivable, every: 1 })
    for (const { id } of communities) house.#ledgers.set(id, through(await house.#store.open(id), id))
    const parts = communities.map((is) => ({ is, ledger: house.ledger(is.id) }))
    const reader = furniture.reader ?? readerOf(new Map([...PLAIN, ...meanings]))
    const fatal = (error: unknown) => house.fatal.push(error)
    house.#desk = desk({
      communities: parts,
      reader,
      chat: house.#chat(clock),
      clock,
      calendar,
      log: house.#log(),
      fatal,
      ...(drift && { drift }),
      ...(press && { press }),
      ...(scribe && { scribe }),
      ...(describer && { describer }),
      ...(editor && { editor }),
    })
    await house.desk.open()
    house.desk.back({ id: 'xiaoyi', stable: true })
    for (const is of communities) for (const { topic } of is.rooms) house.#enters(is, topic)
    await house.desk.settled()
    await house.desk.tick()
    return house
  }

  #enters(is: Constitution, topic: string): void {
    const members = is.people.map(({ contact = '', name, friend = false }) => ({ contact, name, friend }))
    this.desk.see({ id: topic, topic, members, namesakes: 1, at: this.now })
  }

  #chat(clock: () => Instant): Chat {
    const online = () => this.online
    const heardAt = () => this.heardAt
    return {
      start: () => Promise.resolve(),
      wake: () => undefined,
      fetch: async (message) => {
        this.fetched.push(message)
        if (this.#files === 'never') return new Promise(() => undefined)
        const bytes = this.#files.get(message)
        if (!bytes) throw new Error('it is not to be had')
        return { bytes, extension: this.#extension }
      },
      get online() {
        return online()
      },
      get heardAt() {
        return heardAt() ?? clock()
      },
      refresh: async () => void this.looks++,
      stop: () => Promise.resolve(),
    }
  }

  #log(): Log {
    const note = (_: object, message: string) => void this.errors.push(message)
    return { info: () => undefined, warn: () => undefined, error: note }
  }

  get desk(): Desk {
    if (!this.#desk) throw new Error('it is not open')
    return this.#desk
  }
  ledger(community = constitution.id): Ledger {
    const ledger = this.#ledgers.get(community)
    if (!ledger) throw new Error(`there is no ${community}`)
    return ledger
  }
  cases(community = constitution.id) {
    return [...this.ledger(community).now.docs.case.values()]
  }

  /** Heard, not settled yet. */
  hears(id: string, from: string, room: string | undefined, text: string, more: Partial<Heard> = {}): void {
    this.desk.hear({
      id,
      ...(room === undefined ? {} : { room, topic: room }),
      from,
      name: from,
      text,
      kind: 'text',
      mentions: [],
      addressed: true,
      friend: true,
      at: this.now,
      ...more,
    })
  }

  async said(
    id: string,
    from: string,
    room: string | undefined,
    text: string,
    more: Partial<Heard> = {},
  ): Promise<void> {
    this.hears(id, from, room, text, more)
    await this.desk.settled()
  }

  /** What is due, taken and said: 「业主群 #1 …」, a private chat by its contact. */
  says(): readonly string[] {
    return this.desk.outbox.due(this.now).map((due) => this.#said(due))
  }

  #said({ community, line, to }: Due): string {
    void this.desk.outbox.mark(community, { key: line.key, mark: 'attempt', at: this.now })
    void this.desk.outbox.mark(community, { key: line.key, mark: 'said', at: this.now })
    return `${'room' in to ? to.room : to.contact} ${line.text}`
  }

  /** Time goes by, and the beat comes. */
  async later(ms: number): Promise<void> {
    this.now += ms
    await this.desk.tick()
    await this.desk.settled()
  }

  async closes(): Promise<void> {
    await this.desk.settled()
    await this.#store?.close()
  }
}
