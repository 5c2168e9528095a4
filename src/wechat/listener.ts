import type { Message } from 'wechaty'
import { type payloads, types } from 'wechaty-puppet'
import type { Instant } from '../domain/calendar.ts'
import type { Heard } from '../domain/heard/input.ts'
import type { Ear } from '../ports.ts'
import type { Account } from './account.ts'
import { fetched } from './files.ts'
import { hearing, placeOf, type Raw, spoken } from './hearing.ts'
import { sleep } from './limit.ts'
import { Order } from './order.ts'
import { Recent } from './recent.ts'
import type { Roster, Standing } from './roster.ts'

export interface Listening {
  readonly account: Account
  readonly roster: Roster
  readonly ear: Ear
  readonly clock: () => Instant
  /** The name that people type after @, whatever the account is called. */
  readonly botName: string
  /** The account's own message came back; a picture or file has no text. */
  readonly echo: (place: string, text: string | undefined) => void
}

/** Files that can be fetched without asking the gateway for their message again. */
const FILES = 500
/** Between two looks at what is still being loaded, in ms. */
const STEP = 20

/** A timestamp below this is one in seconds. */
const SECONDS = 1e11
const NOBODY: readonly never[] = []

/** Passes on what was heard; none where nothing is to be. */
type Tell = (() => void) | undefined
type Here = Omit<Standing, 'topic'> & { readonly topic: string | undefined }

/** Turns messages into what the desk hears: each once, in the order in which they arrived. */
export class Listener {
  private readonly listening: Listening
  private readonly order = new Order<() => void>((tell) => tell())
  private readonly recent = new Recent()
  private readonly files = new Map<string, Message>()

  constructor(listening: Listening) {
    this.listening = listening
  }

  announce(id: string): void {
    this.order.announce(id)
  }

  /** At once where all is known, which is nearly always: then nothing is awaited. */
  load(message: Message): Promise<void> | undefined {
    if (!this.order.take(message.id)) return undefined
    try {
      const tell = this.telling(message)
      if (tell instanceof Promise) return this.settled(message.id, tell)
      this.order.settle(message.id, tell)
    } catch (reason) {
      this.order.settle(message.id, undefined)
      return Promise.reject(reason)
    }
    return undefined
  }

  private async settled(id: string, telling: Promise<Tell>): Promise<void> {
    let tell: Tell
    try {
      tell = await telling
    } finally {
      this.order.settle(id, tell)
    }
  }

  async fetch(id: string): ReturnType<typeof fetched> {
    const message = this.files.get(id) ?? (await this.listening.account.bot.Message.find({ id }))
    if (!message) throw new Error(`no message ${id}`)
    return fetched(() => message.toFileBox(), kindOf(message.type()) ?? 'file')
  }

  /** What was announced but could not be loaded, since the line broke, is loaded now if the gateway still has it. */
  retry(): void {
    for (const id of this.order.missing) void this.again(id)
  }

  private async again(id: string): Promise<void> {
    const { account } = this.listening
    const message = await account.bot.Message.find({ id }).catch(() => undefined)
    if (message) await this.load(message)?.catch(() => undefined)
    else if (account.online) this.order.settle(id, undefined) // its gateway has forgotten it
  }

  /** Resolves when all that has arrived is told, or so many ms have passed. */
  async idle(ms: number): Promise<void> {
    for (let waited = 0; waited < ms && !this.order.idle; waited += STEP) await sleep(STEP)
  }

  /** Tells what has arrived, for the last time; what is not loaded within so many ms is left. */
  async drain(ms: number): Promise<void> {
    await this.idle(ms)
    this.order.flush()
  }

  private telling(message: Message): Tell | Promise<Tell> {
    const { account, roster } = this.listening
    const { payload } = message
    if (!payload) throw new Error(`message ${message.id} came without its words`)
    const from = payload.talkerId ?? message.talker().id
    if (from === account.self) return this.own(message, from)
    if (payload.type === types.Message.Recalled) return this.recalling(payload, from)
    const kind = kindOf(payload.type)
    if (!kind) return undefined
    const raw = this.raw(payload, from, kind)
    const said = spoken(raw)
    if (!said) return undefined
    if (kind !== 'text') this.keep(message)
    const { room } = raw
    if (room === undefined) {
      if (message.listener()?.id !== account.self) return undefined // said to nobody known, nor in a known group
      const talker = message.talker()
      return talker.type() === types.Contact.Official ? undefined : this.tell(raw, said, talker.name(), PRIVATELY)
    }
    const here = roster.at(room, from)
    return here
      ? this.tell(raw, said, here.alias || message.talker().name(), here)
      : roster
          .learn(room, from)
          .then((learnt: Here = NOWHERE) => this.tell(raw, said, learnt.alias || message.talker().name(), learnt))
  }

  /** The account's own messages are never heard: they say that a line was said. */
  private own(message: Message, from: string): undefined {
    const place = message.room()?.id ?? message.listener()?.id
    if (place === undefined) return
    const kind = kindOf(message.type())
    const text = kind === 'text' || !kind ? message.text() : undefined // of a file gateways tell XML or its name
    this.recent.add({ id: message.id, place, from, text: text ?? '' })
    this.listening.echo(place, text)
  }

  private recalling({ roomId, text = '', timestamp }: payloads.Message, from: string): () => void {
    const recalled = { of: text.trim(), ...(roomId ? { room: roomId } : {}), from, at: this.saidAt(timestamp) }
    return () => this.listening.ear.recall(recalled)
  }

  private raw(payload: payloads.Message, from: string, kind: Heard['kind']): Raw {
    const { id, roomId, text = '', filename, timestamp } = payload
    return {
      id,
      room: roomId || undefined,
      from,
      kind,
      text,
      file: filename || undefined,
      called: ('mentionIdList' in payload && payload.mentionIdList) || NOBODY,
      at: this.saidAt(timestamp),
    }
  }

  /** Gateways give seconds or milliseconds. */
  private saidAt(timestamp: number): Instant {
    const now = this.listening.clock()
    const at = timestamp < SECONDS ? timestamp * 1000 : timestamp
    return at > 0 ? Math.min(at, now) : now
  }

  private tell(raw: Raw, said: NonNullable<ReturnType<typeof spoken>>, shown: string, here: Here): () => void {
    const { account, roster, botName, clock, ear } = this.listening
    const { room, id, from } = raw
    const heard = hearing(raw, said, {
      bot: account.self,
      // methods, since tsx names each closure anew, which takes longer than the rest
      people() {
        return room === undefined ? NOBODY : roster.callable(room)
      },
      names() {
        return [botName, account.name, here.own ?? '']
      },
      shown,
      topic: here.topic,
      friend: here.friend,
      now: clock(),
      recent: this.recent,
    })
    this.recent.add({ id, place: placeOf(raw), from, text: said.words })
    return () => ear.hear(heard)
  }

  private keep(message: Message): void {
    this.files.set(message.id, message)
    const [oldest] = this.files.keys()
    if (oldest !== undefined && this.files.size > FILES) this.files.delete(oldest)
  }
}

/** Who writes privately is a friend. */
const PRIVATELY: Here = { topic: undefined, alias: undefined, own: undefined, friend: true }
/** In a room that cannot be read. */
const NOWHERE: Here = { topic: undefined, alias: undefined, own: undefined, friend: false }

/** Quotes have no type of their own; cards, links, stickers and red envelopes are not heard. */
const kindOf = (type: types.Message): Heard['kind'] | undefined => {
  switch (type) {
    case types.Message.Text:
    case types.Message.GroupNote:
    case types.Message.Unknown:
      return 'text'
    case types.Message.Image:
      return 'image'
    case types.Message.Audio:
      return 'audio'
    case types.Message.Video:
    case types.Message.Attachment:
      return 'file'
    default:
      return undefined
  }
}
