import type { Message } from 'wechaty'
import { types } from 'wechaty-puppet'
import type { Instant } from '../domain/community.ts'
import type { Heard } from '../domain/input.ts'
import type { Ear } from '../ports.ts'
import type { Account } from './account.ts'
import { fetched } from './files.ts'
import { hearing, placeOf, type Raw, type Surroundings, spoken } from './hearing.ts'
import { Order } from './order.ts'
import { Recent } from './recent.ts'
import type { Roster } from './roster.ts'

export interface Listening {
  readonly account: Account
  readonly roster: Roster
  readonly ear: Ear
  readonly clock: () => Instant
  /** The name that people type after @, whatever the account is called. */
  readonly botName: string
  /** The account's own message came back. */
  readonly echo: (place: string, text: string) => void
}

/** Files that can be fetched without asking the gateway for their message again. */
const FILES = 500

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

  async load(message: Message): Promise<void> {
    if (!this.order.take(message.id)) return
    let tell: (() => void) | undefined
    try {
      tell = message.self() ? this.own(message) : await this.telling(message)
    } finally {
      this.order.settle(message.id, tell)
    }
  }

  async fetch(id: string): ReturnType<typeof fetched> {
    const message = this.files.get(id) ?? (await this.listening.account.bot.Message.find({ id }))
    if (!message) throw new Error(`no message ${id}`)
    return fetched(() => message.toFileBox(), kindOf(message.type()) ?? 'file')
  }

  stop(): void {
    this.order.stop()
  }

  /** The account's own messages are never heard: they say that a line was said. */
  private own(message: Message): undefined {
    const place = message.room()?.id ?? message.listener()?.id
    if (place === undefined) return
    this.recent.add({ id: message.id, place, from: message.talker().id, text: message.text() })
    this.listening.echo(place, message.text())
  }

  private async telling(message: Message): Promise<(() => void) | undefined> {
    if (message.type() === types.Message.Recalled) return this.recalling(message)
    const kind = kindOf(message.type())
    if (!kind || message.talker().type() === types.Contact.Official) return undefined
    const raw = this.raw(message, kind)
    const said = spoken(raw)
    if (!said) return undefined
    if (kind !== 'text') this.keep(message)
    const heard = hearing(raw, said, await this.surroundings(raw, message.talker().name()))
    this.recent.add({ id: raw.id, place: placeOf(raw), from: raw.from, text: said.words })
    return () => this.listening.ear.hear(heard)
  }

  private recalling(message: Message): () => void {
    const room = message.room()?.id
    const of = message.text().trim()
    const recalled = { of, ...(room ? { room } : {}), from: message.talker().id, at: this.saidAt(message) }
    return () => this.listening.ear.recall(recalled)
  }

  private raw(message: Message, kind: Heard['kind']): Raw {
    const { payload } = message
    const room = message.room()?.id
    return {
      id: message.id,
      ...(room ? { room } : {}),
      from: message.talker().id,
      kind,
      text: message.text(),
      ...(payload?.filename ? { file: payload.filename } : {}),
      called: (payload && 'mentionIdList' in payload && payload.mentionIdList) || [],
      at: this.saidAt(message),
    }
  }

  private saidAt(message: Message): Instant {
    const now = this.listening.clock()
    const at = message.date().getTime()
    return at > 0 ? Math.min(at, now) : now
  }

  private async surroundings(raw: Raw, name: string): Promise<Surroundings> {
    const { account, roster, botName, clock } = this.listening
    const here = { bot: account.self, now: clock(), recent: this.recent }
    if (raw.room === undefined) {
      return { ...here, people: () => [], names: [botName, account.name], shown: name, friend: true }
    }
    const { room, from } = raw
    await roster.meet(room)
    const [alias, own, topic] = [
      await roster.alias(room, from),
      await roster.alias(room, account.self),
      roster.topic(room),
    ]
    return {
      ...here,
      people: () => roster.callable(room),
      names: [botName, account.name, own ?? ''],
      shown: alias || name,
      ...(topic === undefined ? {} : { topic }),
      friend: roster.isFriend(room, from),
    }
  }

  private keep(message: Message): void {
    this.files.set(message.id, message)
    const [oldest] = this.files.keys()
    if (oldest !== undefined && this.files.size > FILES) this.files.delete(oldest)
  }
}

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
