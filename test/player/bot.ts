import { cp } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type Desk, desk } from '../../src/desk/desk.ts'
import { archivable } from '../../src/domain/archive.ts'
import type { Calendar, Instant } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Chat, Due, Store } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { files } from '../../src/store/files.ts'
import { hearing, type Raw, spoken } from '../../src/wechat/hearing.ts'
import { Recent } from '../../src/wechat/recent.ts'
import { type Message, partner, privately, type World } from '../../src/wechat/world.ts'
import { blank } from '../press/blank.ts'
import { fileLine } from './match.ts'
import { BOT } from './transcript.ts'

/** The contact id of the bot's own account. */
export const OWN = 'xiaoyi'

/** One running process on one data folder. */
interface Running {
  readonly desk: Desk
  readonly store: Store
}

export interface Surroundings {
  readonly all: readonly Constitution[]
  readonly world: World
  readonly clock: () => Instant
  readonly calendar: Calendar
  /** Holds the live data of each process, one folder after the other. */
  readonly folder: string
  /** Told what the bot said, and where. */
  readonly said: (place: string, text: string) => void
}

/** The real desk, reader, wording and file store, as a process that can be killed, with a chat that says at once. */
export class Bot {
  #online = true
  readonly #around: Surroundings
  readonly #world: World
  readonly #ended: Running[] = []
  readonly #errors: unknown[] = []
  #recent = new Recent()
  #runs = 0
  #running: Running | undefined

  constructor(around: Surroundings) {
    this.#around = around
    this.#world = around.world
  }

  /** A process begins on what the disk holds, and looks at its rooms. */
  async start(): Promise<void> {
    this.#runs += 1
    this.#recent = new Recent()
    const log = {
      info: () => {},
      warn: () => {},
      error: (about: object, message: string) => void this.#errors.push(failure(about, message)),
    }
    const { all, clock, calendar } = this.#around
    const store = await files({ dir: this.#live(), clock, ended: archivable })
    const parts = {
      communities: await Promise.all(all.map(async (is) => ({ is, ledger: await store.open(is.id) }))),
      reader: reader(),
      chat: this.#chat(),
      press: blank,
    }
    const fatal = (error: unknown) => void this.#errors.push(error)
    this.#running = { desk: desk({ ...parts, clock, calendar, log, fatal }), store }
    await this.#running.desk.open()
    this.#enter()
    await this.calm()
  }

  /** Ends every process that was begun, the killed ones last of all. */
  async close(): Promise<void> {
    for (const { store } of [...this.#ended, ...(this.#running ? [this.#running] : [])]) await store.close()
  }

  /** As after kill -9: the new process has what is on the disk at this moment, the old one is heard no more. */
  async restart(): Promise<void> {
    await this.beat() // it comes every ten seconds, and nobody kills a process sooner by hand
    this.#ended.push(this.#now())
    await cp(this.#live(), join(this.#around.folder, `live-${this.#runs + 1}`), { recursive: true })
    await this.start()
    await this.beat()
  }

  async beat(): Promise<void> {
    await this.#now().desk.tick()
    await this.calm()
  }

  /** The line to WeChat breaks. */
  down(): void {
    this.#online = false
  }

  up(): Promise<void> {
    this.#online = true
    this.#enter()
    return this.beat()
  }

  /** The account hears, and looks at its rooms. */
  #enter(): void {
    if (!this.#online) return
    this.#now().desk.back({ id: OWN, stable: true })
    this.survey()
  }

  nextDue(after: Instant): Instant | undefined {
    return this.#now().desk.nextDue(after)
  }

  /** Waits until nothing is in progress and says what is due, again and again until all is quiet. */
  async calm(): Promise<void> {
    const { desk } = this.#now()
    const said = new Set<string>()
    for (;;) {
      await desk.settled()
      this.#complain()
      const due = this.#online ? desk.outbox.due(this.#around.clock()) : []
      if (due.length === 0) return
      for (const one of due.toSorted((a, b) => rank(a) - rank(b))) {
        const key = `${one.community}/${one.line.key}`
        if (said.has(key)) throw new Error(`${key} was said and is offered again`)
        said.add(key)
        await this.#say(one)
      }
    }
  }

  /** What is said while the line is down does not arrive later. */
  hear(message: Message): void {
    if (!this.#online) return
    const { id, room: place, from, text, at, file, quote } = message
    const room = partner(place) === undefined ? place : undefined
    const kind: Raw['kind'] = file ? kindOf(file.type) : 'text'
    const called = message.mentions ?? []
    const raw: Raw = {
      id,
      ...(room !== undefined && { room }),
      from,
      kind,
      text,
      ...(file && { file: file.name }),
      called,
      at,
    }
    const words = spoken(raw)
    if (!words) return
    const quoted = quote && {
      reply: text,
      id: quote.id,
      from: quote.from,
      text: quote.text,
      name: this.#world.contact(quote.from).name,
    }
    this.#recent.add({ id, place: room ?? from, from, text })
    this.#now().desk.hear(
      hearing(
        raw,
        { ...words, ...(quoted && { quoted }) },
        {
          bot: OWN,
          people: () => (room === undefined ? [] : this.#members(room)),
          names: () => [BOT],
          shown: this.#world.shown(place, from),
          ...(room !== undefined && { topic: this.#world.room(room).topic }),
          friend: this.#world.contact(from).friend,
          now: this.#around.clock(),
          recent: this.#recent,
        },
      ),
    )
  }

  recall({ id, room, from }: Message): void {
    if (!this.#online) return
    const inRoom = partner(room) === undefined ? { room } : {}
    this.#now().desk.recall({ of: id, ...inRoom, from, at: this.#around.clock() })
  }

  /** All rooms as the account sees them, as after a login. */
  survey(): void {
    if (!this.#online) return
    for (const { id, topic, members: all } of this.#world.rooms()) {
      if (!all.includes(OWN)) {
        this.#now().desk.lost(id)
        continue
      }
      const members = this.#members(id).map(({ contact, name }) => ({
        contact,
        name,
        friend: this.#world.contact(contact).friend,
      }))
      const namesakes = this.#world.rooms().filter((room) => room.topic === topic).length
      this.#now().desk.see({ id, topic, members, namesakes, at: this.#around.clock() })
    }
  }

  async #say({ community, line, to, mention, file }: Due): Promise<void> {
    const { desk } = this.#now()
    const mark = (mark: 'attempt' | 'said'): void =>
      void desk.outbox.mark(community, { key: line.key, mark, at: this.#around.clock() })
    const drawn = await file?.()
    mark('attempt')
    const place = 'room' in to ? to.room : privately(to.contact)
    const called = mention.map(({ contact }) => `@${this.#world.shown(place, contact)} `)
    const text = drawn ? '' : called.join('') + line.text
    const { id } = this.#world.say({ room: place, from: OWN, text, ...(drawn && { file: drawn }) })
    this.#recent.add({ id, place: 'room' in to ? to.room : to.contact, from: OWN, text })
    mark('said')
    this.#around.said(place, drawn ? fileLine(drawn.name) : text)
  }

  #chat(): Chat {
    const online = () => this.#online
    const { clock } = this.#around
    return {
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      wake: () => {},
      refresh: () => Promise.resolve(),
      fetch: async (id) => {
        const { file } = this.#world.message(id)
        const bytes = this.#world.file(id)
        if (!online() || !file || bytes.length === 0) throw new Error(`the file of ${id} cannot be had`)
        return { bytes, extension: extname(file.name).slice(1) }
      },
      get online() {
        return online()
      },
      get heardAt() {
        return clock()
      },
    }
  }

  #members(room: string): readonly { readonly contact: string; readonly name: string }[] {
    const others = this.#world.room(room).members.filter((id) => id !== OWN)
    return others.map((contact) => ({ contact, name: this.#world.shown(room, contact) }))
  }

  #live(): string {
    return join(this.#around.folder, `live-${this.#runs}`)
  }

  #now(): Running {
    if (!this.#running) throw new Error('nothing runs yet')
    return this.#running
  }

  /** What the log calls an error is a bug or a failed disk: no transcript means that. */
  #complain(): void {
    const [first] = this.#errors
    if (first !== undefined) throw first
  }
}

/** As the sender does: the urgent first, then answers, then the rest. */
const rank = ({ line }: Due): number => (line.urgent ? 0 : line.asked ? 1 : 2)

const kindOf = (type: string): 'image' | 'audio' | 'file' =>
  type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'file'

const failure = (about: object, message: string): Error =>
  new Error(message, { cause: 'error' in about ? about.error : about })
