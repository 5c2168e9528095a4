import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Instant } from '../domain/calendar.ts'
import * as chronicle from './chronicle.ts'
import type { Contact, Group, Happening, Message } from './happening.ts'
import { Scene, Unknown } from './scene.ts'

export type { Contact, Group, Happening, Message } from './happening.ts'
export { partner, privately, Unknown } from './scene.ts'

export interface Saying {
  readonly room: string
  readonly from: string
  readonly text: string
  /** The id of the quoted message. */
  readonly quote?: string
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

/** What there is at first; used only while nothing is logged. The bot is put into every room. */
export interface Seed {
  readonly contacts: readonly (Omit<Contact, 'friend'> & { readonly friend?: boolean })[]
  /** `members` are names or contact ids. */
  readonly rooms: readonly {
    readonly id?: string
    readonly topic: string
    readonly members: readonly string[]
    readonly aliases?: Readonly<Record<string, string>>
  }[]
  readonly history?: readonly (Omit<Saying, 'quote'> & { readonly at: Instant })[]
}
export interface Beginning {
  readonly dir: string
  readonly clock: () => Instant
  readonly bot: { readonly id: string; readonly name: string }
  readonly seed?: Seed
  /** The disk failed: nothing more can be said. */
  readonly failed?: (error: unknown) => void
}

const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.amr': 'audio/amr',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
  '.silk': 'audio/silk',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** WeChat as the simulator has it: people, rooms and what was said; kept in an append log, rebuilt at each start. */
export class World extends Scene {
  private readonly dir: string
  private readonly log: string
  private readonly clock: () => Instant
  private readonly failed: (error: unknown) => void
  private readonly listeners = new Set<(happening: Happening) => void>()
  /** Distinguishes the ids of this world from those of an erased one. */
  private key = ''
  private count = 0

  constructor({ dir, clock, bot, seed, failed = () => undefined }: Beginning) {
    super(bot)
    this.dir = dir
    this.log = join(dir, 'world.ndjson')
    this.clock = clock
    this.failed = failed
    const kept = chronicle.recall(this.log)
    for (const happening of kept.events) this.take(happening as Happening)
    if (!this.key) this.begin(seed ?? { contacts: [], rooms: [] })
    else if (kept.torn) this.rekey() // the lost message may have been heard under its id
  }

  say({ room, from, text, quote, file }: Saying, at = this.clock()): Message {
    const place = this.place(room)
    const speaker = this.speaker(place, from)
    const quoted = quote === undefined ? undefined : this.message(quote)
    if (quoted && quoted.room !== place) throw new Unknown(`no message ${quote} in ${room}`)
    const id = this.nextId()
    const mentions = this.called(place, text)
    const message: Message = {
      id,
      room: place,
      from: speaker,
      text,
      at,
      ...(mentions.length ? { mentions } : {}),
      ...(quoted ? { quote: { id: quoted.id, from: quoted.from, text: quoted.text } } : {}),
      ...(file ? { file: this.store(id, file) } : {}),
    }
    this.happen({ type: 'message', message })
    return message
  }

  /** A person takes back a message. @throws Unknown */
  recall(id: string): Message {
    const { room, from, recalled } = this.message(id)
    if (recalled) throw new Unknown(`message ${id} was recalled before`)
    this.happen({ type: 'recalled', id, room, from, at: this.clock() })
    return this.message(id)
  }

  /** The same for the last that this person said there. @throws Unknown */
  recallLast(room: string, from: string): Message {
    const { id } = this.contact(from)
    const last = this.messages(room).findLast((message) => message.from === id && !message.recalled)
    if (!last) throw new Unknown(`${from} has said nothing in ${room} that could be recalled`)
    return this.recall(last.id)
  }

  /** A contact that nobody knew yet: a friend of the bot only if said so. */
  meet(
    name: string,
    { id = this.freeId(), friend = false, title }: { id?: string; friend?: boolean; title?: string } = {},
  ): Contact {
    const contact = { id, name, friend, ...(title ? { title } : {}) }
    this.happen({ type: 'met', contact })
    return contact
  }

  /** Puts a person into a room; an unknown name is a new contact. */
  join(room: string, who: string): Contact {
    const { id, members } = this.room(room)
    const contact = this.knows(who) ? this.contact(who) : this.meet(who)
    if (!members.includes(contact.id)) this.happen({ type: 'joined', room: id, contact: contact.id, at: this.clock() })
    return contact
  }

  leave(room: string, who: string): void {
    const { id, topic, members } = this.room(room)
    const contact = this.contact(who).id
    if (!members.includes(contact)) throw new Unknown(`${who} is not in ${topic}`)
    this.happen({ type: 'left', room: id, contact, at: this.clock() })
  }

  found(
    topic: string,
    members: readonly string[],
    { id = `${this.rooms().length + 1}.${this.key}@chatroom`, aliases = {} as Readonly<Record<string, string>> } = {},
  ): Group {
    const room = {
      id,
      topic,
      members: [...new Set([...members.map((who) => this.contact(who).id), this.bot.id])],
      aliases,
    }
    this.happen({ type: 'founded', room })
    return room
  }

  renameContact(who: string, to: string): void {
    const { id, name } = this.contact(who)
    this.happen({ type: 'contact-renamed', contact: id, from: name, to, at: this.clock() })
  }

  renameRoom(room: string, to: string): void {
    const { id, topic } = this.room(room)
    this.happen({ type: 'room-renamed', room: id, from: topic, to, at: this.clock() })
  }

  /** The name that a person shows in one room; empty: her own again. */
  alias(room: string, who: string, alias: string): void {
    this.happen({ type: 'aliased', room: this.room(room).id, contact: this.contact(who).id, alias, at: this.clock() })
  }

  /** A person asks the bot to be friends. */
  askFriend(who: string, hello = ''): void {
    this.happen({ type: 'friend-asked', contact: this.contact(who).id, hello, at: this.clock() })
  }

  /** The bot accepts. */
  befriend(who: string): void {
    this.happen({ type: 'befriended', contact: this.contact(who).id, at: this.clock() })
  }

  now(): Instant {
    return this.clock()
  }

  /** The bytes of a message's file. @throws Unknown */
  file(id: string): Buffer {
    const { file } = this.message(id)
    if (!file) throw new Unknown(`message ${id} has no file`)
    return readFileSync(join(this.dir, file.path))
  }

  /** @returns how to stop listening. */
  on(listener: (happening: Happening) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private store(
    id: string,
    { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  ): NonNullable<Message['file']> {
    const extension = extname(name)
      .toLowerCase()
      .replace(/[^.a-z0-9]/g, '')
    const path = join('files', id + extension)
    mkdirSync(join(this.dir, 'files'), { recursive: true })
    writeFileSync(join(this.dir, path), bytes)
    return { name, type: TYPES[extension] ?? 'application/octet-stream', path }
  }

  private nextId(): string {
    this.count += 1
    return `${this.key}-${this.count}`
  }

  private freeId(): string {
    let number = this.contacts().length + 1
    while (this.knows(`guest${number}`)) number += 1
    return `guest${number}`
  }

  private happen(happening: Happening): void {
    try {
      chronicle.append(this.log, happening)
    } catch (error) {
      this.failed(error)
      throw error
    }
    this.take(happening)
    for (const listener of this.listeners) listener(happening)
  }

  private take(happening: Happening): void {
    this.apply(happening)
    if (happening.type === 'began') this.key = happening.key
    if (happening.type === 'message') this.count = Number(happening.message.id.split('-')[1])
  }

  private rekey(): void {
    this.happen({ type: 'began', key: randomBytes(3).toString('hex') })
  }

  private begin({ contacts, rooms, history = [] }: Seed): void {
    this.rekey()
    for (const contact of contacts) this.meet(contact.name, { friend: true, ...contact })
    for (const { topic, members, ...rest } of rooms) this.found(topic, members, rest)
    for (const { at, ...saying } of history) this.say(saying, at)
  }
}
