import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Desk, desk } from '../src/desk.ts'
import { archivable } from '../src/domain/archive.ts'
import { type Calendar, DAY, MINUTE, workdaysLater } from '../src/domain/calendar.ts'
import type { Constitution, Instant } from '../src/domain/community.ts'
import { holidays } from '../src/holidays.ts'
import type { Chat, Due, Store } from '../src/ports.ts'
import { reader } from '../src/reader/reader.ts'
import { files } from '../src/store/files.ts'
import { hearing, type Raw, spoken } from '../src/wechat/hearing.ts'
import { Recent } from '../src/wechat/recent.ts'
import { type Message, partner, privately, Unknown, World } from '../src/wechat/world.ts'
import { constitution, Impossible, known, seed, shipped } from './cast.ts'
import { matches } from './match.ts'
import { BOT, type Event, type Saying } from './transcript.ts'

const OWN = 'xiaoyi'

/** What is said by anybody, the bot too; `key` tells rooms apart. */
export interface Shown {
  readonly at: Instant
  readonly key: string
  readonly room: string
  readonly from: string
  readonly text: string
  readonly byBot: boolean
}

/** One running process on one data folder. */
interface Running {
  readonly desk: Desk
  readonly store: Store
}

/** The real desk, reader, wording and file store before a simulated WeChat, with a clock that moves when told to. */
export class Stage {
  now: Instant
  online = true
  readonly is: Constitution
  readonly #folder: string
  readonly #beside: string
  readonly #world: World
  readonly #calendar: Calendar
  readonly #show: (shown: Shown) => void
  /** Names of the file, which stay good after 「改名」. */
  readonly #known: ReadonlyMap<string, string>
  readonly #left = new Set<string>()
  readonly #ended: Running[] = []
  readonly #errors: unknown[] = []
  #recent = new Recent()
  #runs = 0
  #running: Running | undefined
  #last: Message | undefined

  constructor(is: Constitution, at: Instant, folder: string, beside: string, show: (shown: Shown) => void) {
    this.is = is
    this.now = at
    this.#folder = folder
    this.#beside = beside
    this.#show = show
    this.#calendar = holidays(at, [shipped]).calendar
    this.#known = known(is)
    this.#world = new World({
      dir: join(folder, 'world'),
      clock: () => this.now,
      bot: { id: OWN, name: BOT },
      seed: seed(is),
    })
  }

  /** @throws Impossible */
  async happen(event: Event): Promise<void> {
    try {
      await this.#do(event)
    } catch (error) {
      throw error instanceof Unknown ? new Impossible(error.message) : error
    }
    await this.calm()
  }

  /** The key of the room that a transcript names. @throws Impossible */
  key(room: string): string {
    try {
      const person = partner(room)
      return this.#world.place(person === undefined ? room : privately(this.#person(person, { friend: true })))
    } catch (error) {
      throw error instanceof Unknown ? new Impossible(error.message) : error
    }
  }

  /** How a room is shown. */
  topic(place: string): string {
    const other = partner(place)
    return other === undefined ? this.#world.room(place).topic : `私聊 ${this.#world.contact(other).name}`
  }

  /** Waits until nothing is in progress and says what is due, again and again until all is quiet. */
  async calm(): Promise<void> {
    const { desk } = this.#now()
    const said = new Set<string>()
    for (;;) {
      await desk.settled()
      this.#complain()
      const due = this.online ? desk.outbox.due(this.now) : []
      if (due.length === 0) return
      for (const one of due) {
        const key = `${one.community}/${one.line.key}`
        if (said.has(key)) throw new Error(`${key} was said and is offered again`)
        said.add(key)
        this.#say(one)
      }
    }
  }

  /** Moves the clock, due instant by due instant. */
  async moveTo(target: Instant): Promise<void> {
    const { desk } = this.#now()
    for (let next = desk.nextDue(this.now); next !== undefined && next <= target; next = desk.nextDue(this.now)) {
      if (next <= this.now) throw new Error('the next due instant does not lie in the future')
      await this.#beat(next)
    }
    await this.#beat(target)
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
    const clock = () => this.now
    const store = await files({ dir: this.#live(), clock, ended: archivable })
    const parts = {
      communities: [{ is: this.is, ledger: await store.open(this.is.id) }],
      reader: reader(),
      chat: this.#chat(),
    }
    const fatal = (error: unknown) => void this.#errors.push(error)
    this.#running = { desk: desk({ ...parts, clock, calendar: this.#calendar, log, fatal }), store }
    await this.#running.desk.open()
    this.#survey()
    await this.calm()
  }

  /** Ends every process that was begun, the killed ones last of all. */
  async close(): Promise<void> {
    for (const { store } of [...this.#ended, ...(this.#running ? [this.#running] : [])]) await store.close()
  }

  // ── what happens ───────────────────────────────────────────────────────────────────────────────

  async #do(event: Event): Promise<void> {
    switch (event.do) {
      case 'say':
        this.#last = await this.#spoken(event)
        return this.#hear(this.#last)
      case 'move':
        return this.moveTo(this.#target(event.by))
      case 'again':
        if (!this.#last) throw new Impossible('nobody has said anything yet')
        return this.#hear(this.#last)
      case 'recall':
        return this.#recall(event.room, event.who)
      case 'rename':
        this.#world.renameContact(this.#person(event.who), event.to)
        return this.#survey()
      case 'join':
        return this.#join(event.room, event.who)
      case 'leave':
        this.#world.leave(event.room, this.#person(event.who))
        this.#left.add(`${this.#world.place(event.room)}/${this.#person(event.who)}`)
        return this.#survey()
      case 'down':
        this.online = false
        return
      case 'up':
        this.online = true
        this.#survey()
        return this.#beat(this.now)
      case 'restart':
        return this.#restart()
    }
  }

  /** As after kill -9: the new process has what is on the disk at this moment, the old one is heard no more. */
  async #restart(): Promise<void> {
    await this.#beat(this.now) // it comes every ten seconds, and nobody kills a process sooner by hand
    const killed = this.#now()
    const from = this.#live()
    this.#ended.push(killed)
    await cp(from, `${this.#folder}/live-${this.#runs + 1}`, { recursive: true })
    await this.start()
    await this.#beat(this.now)
  }

  #join(room: string, who: string): void {
    const contact = this.#person(who, { friend: false })
    this.#world.join(room, contact)
    this.#left.delete(`${this.#world.place(room)}/${contact}`)
    this.#survey()
  }

  #recall(room: string, who: string): void {
    const place = this.key(room)
    const { id, from } = this.#world.recallLast(place, this.#person(who))
    if (!this.online) return
    const inRoom = partner(place) === undefined ? { room: place } : {}
    this.#now().desk.recall({ of: id, ...inRoom, from, at: this.now })
  }

  /** Who speaks in a room is in it, unless she was seen to leave; who writes privately is a friend. */
  async #spoken({ room, from, text, quote, file }: Saying): Promise<Message> {
    const place = this.key(room)
    const contact = this.#person(from, { friend: partner(place) !== undefined })
    if (partner(place) === undefined && !this.#left.has(`${place}/${contact}`)) this.#enter(place, contact)
    if (partner(place) !== undefined && !this.#world.contact(contact).friend) this.#world.befriend(contact)
    const bytes = file && (await readFile(join(this.#beside, file.name)).catch(() => new Uint8Array()))
    const quoted = quote && this.#quoted(place, quote)
    const message = this.#world.say({
      room: place,
      from: contact,
      text,
      ...(quoted !== undefined && { quote: quoted }),
      ...(file && bytes && { file: { name: file.name, bytes } }),
    })
    const what = file ? `[${file.name}]${text && ` ${text}`}` : text
    this.#show({
      at: this.now,
      key: place,
      room: this.topic(place),
      from: this.#world.shown(place, contact),
      text: what,
      byBot: false,
    })
    return message
  }

  #enter(place: string, contact: string): void {
    if (this.#world.room(place).members.includes(contact)) return
    this.#world.join(place, contact)
    this.#survey()
  }

  #quoted(place: string, { from, pattern }: NonNullable<Saying['quote']>): string {
    const speaker = from === BOT ? OWN : this.#person(from)
    const found = this.#world
      .messages(place)
      .findLast((one) => one.from === speaker && !one.recalled && matches(pattern, one.text))
    if (!found) throw new Impossible(`nothing that ${from} said there is 「${pattern}」`)
    return found.id
  }

  // ── what the bot hears and says ────────────────────────────────────────────────────────────────

  /** What is said while the line is down does not arrive later. */
  #hear(message: Message): void {
    if (!this.online) return
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
          names: [BOT],
          shown: this.#world.shown(place, from),
          ...(room !== undefined && { topic: this.topic(room) }),
          friend: this.#world.contact(from).friend,
          now: this.now,
          recent: this.#recent,
        },
      ),
    )
  }

  #say({ community, line, to, mention }: Due): void {
    const { desk } = this.#now()
    const mark = (mark: 'attempt' | 'said') => desk.outbox.mark(community, { key: line.key, mark, at: this.now })
    mark('attempt')
    const place = 'room' in to ? to.room : privately(to.contact)
    const called = mention.map(({ contact }) => `@${this.#world.shown(place, contact)} `)
    const text = called.join('') + line.text
    const { id } = this.#world.say({ room: place, from: OWN, text })
    this.#recent.add({ id, place: 'room' in to ? to.room : to.contact, from: OWN, text })
    mark('said')
    this.#show({ at: this.now, key: place, room: this.topic(place), from: BOT, text, byBot: true })
  }

  #chat(): Chat {
    const online = () => this.online
    return {
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      wake: () => {},
      fetch: async (id) => {
        const { file } = this.#world.message(id)
        const bytes = this.#world.file(id)
        if (!online() || !file || bytes.length === 0) throw new Error(`the file of ${id} cannot be had`)
        return { bytes, extension: extname(file.name).slice(1) }
      },
      get online() {
        return online()
      },
    }
  }

  /** All rooms as the account sees them, as after a login. */
  #survey(): void {
    if (!this.online) return
    for (const { id, topic } of this.#world.rooms()) {
      const members = this.#members(id).map(({ contact, name }) => ({
        contact,
        name,
        friend: this.#world.contact(contact).friend,
      }))
      const namesakes = this.#world.rooms().filter((room) => room.topic === topic).length
      this.#now().desk.see({ id, topic, members, namesakes, at: this.now })
    }
  }

  #members(room: string): readonly { readonly contact: string; readonly name: string }[] {
    const others = this.#world.room(room).members.filter((id) => id !== OWN)
    return others.map((contact) => ({ contact, name: this.#world.shown(room, contact) }))
  }

  // ── time, names, errors ────────────────────────────────────────────────────────────────────────

  async #beat(at: Instant): Promise<void> {
    this.now = at
    await this.#now().desk.tick()
    await this.calm()
  }

  #target(by: { readonly minutes: number } | { readonly workdays: number }): Instant {
    return 'minutes' in by ? this.now + by.minutes * MINUTE : workdaysLater(this.#calendar, this.now, by.workdays)
  }

  /** A contact id. With `unknown`, a name that nobody bears is a new contact. */
  #person(name: string, unknown?: { readonly friend: boolean }): string {
    const listed = this.#known.get(name)
    if (listed !== undefined) return listed
    const nobody = !this.#world.contacts().some((contact) => contact.name === name || contact.id === name)
    return unknown && nobody ? this.#world.meet(name, unknown).id : this.#world.contact(name).id
  }

  #live(): string {
    return `${this.#folder}/live-${this.#runs}`
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

/** Sets the stage in a new folder and takes it down again. */
export async function onStage<T>(
  file: string,
  { at, beside, show }: { readonly at: Instant; readonly beside: string; readonly show: (shown: Shown) => void },
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoyi-chat-'))
  const stage = new Stage(constitution(file), at - 2 * DAY, folder, beside, show)
  try {
    await stage.start()
    await stage.moveTo(at) // what it says on seeing its rooms for the first time was said before that day
    return await play(stage)
  } finally {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const kindOf = (type: string): 'image' | 'audio' | 'file' =>
  type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'file'

const failure = (about: object, message: string): Error =>
  new Error(message, { cause: 'error' in about ? about.error : about })
