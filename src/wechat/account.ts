import { type Contact, type Message, type Wechaty, WechatyBuilder } from 'wechaty'
import type { Puppet } from 'wechaty-puppet'
import type { Log } from '../ports.ts'
import type { Message as Line } from './pace.ts'

/** Between two dings while no dong has come back, in ms. */
const DING = 5000
/** Errors that mean nothing: Wechaty looks for a room among the people whenever a room changes. */
const SPURIOUS = /no payload found for id/

export interface Changes {
  readonly log: Log
  /** Before Wechaty loads the message. */
  announced(message: string): void
  loaded(message: Message): Promise<void>
  /** The account is logged in: now, or again. */
  loggedIn(): Promise<void>
  /** The line to WeChat works, or no longer: see `online`. */
  turned(): void
}

/** The bot's WeChat account: the one place where Wechaty is built, started and stopped. */
export class Account {
  readonly bot: Wechaty
  readonly puppet: Puppet
  /** Logged in, listening, and a ding came back. */
  online = false
  private readonly changes: Changes
  private pulse: NodeJS.Timeout | undefined

  constructor(puppet: Puppet, changes: Changes) {
    this.puppet = puppet
    this.changes = changes
    this.bot = WechatyBuilder.build({ puppet })
    this.listen()
  }

  async start(): Promise<void> {
    process.on('unhandledRejection', this.stray)
    await this.bot.start()
  }

  async stop(): Promise<void> {
    this.lost()
    await this.bot.stop()
    process.off('unhandledRejection', this.stray)
  }

  get self(): string {
    return this.puppet.isLoggedIn ? this.puppet.currentUserId : ''
  }

  /** The account's own name. */
  get name(): string {
    return this.puppet.isLoggedIn ? this.bot.currentUser.name() : ''
  }

  /** Says it in a room or to a friend. Whoever left the room is named, not called. */
  async say({ place, text, dues }: Line): Promise<void> {
    const first = dues[0]
    if (!first) return
    if (!('room' in first.to)) return void (await (await this.contact(place)).say(text))
    const room = await this.bot.Room.find({ id: place })
    if (!room) throw new Error(`the account is not in room ${place}`)
    const members = first.mention.length ? await this.puppet.roomMemberList(place) : []
    const here = first.mention.filter(({ contact }) => members.includes(contact))
    const gone = first.mention.filter(({ contact }) => !members.includes(contact))
    const words = gone.map(({ name }) => `@${name} `).join('') + text
    await room.say(words, ...(await Promise.all(here.map(({ contact }) => this.contact(contact)))))
  }

  private async contact(id: string): Promise<Contact> {
    const contact = await this.bot.Contact.find({ id })
    if (!contact) throw new Error(`nobody has the contact id ${id}`)
    return contact
  }

  private listen(): void {
    const { log, announced, loaded, loggedIn } = this.changes
    const caught = (doing: Promise<void>): void =>
      void doing.catch((err: unknown) => log.error({ err }, 'what came from WeChat could not be taken in'))
    this.puppet.on('message', ({ messageId }) => announced(messageId))
    this.puppet.on('login', () => {
      this.ding()
      caught(loggedIn())
    })
    this.puppet.on('logout', () => this.lost())
    this.puppet.on('dong', () => this.found())
    this.bot.on('message', (message) => caught(loaded(message)))
    this.bot.on('error', (err: unknown) => {
      if (!SPURIOUS.test(String(err))) log.warn({ err }, 'Wechaty reports an error')
    })
  }

  private ding(): void {
    clearInterval(this.pulse)
    this.pulse = setInterval(() => this.dingOnce(), DING).unref()
    this.dingOnce()
  }

  private dingOnce(): void {
    try {
      this.puppet.ding('xiaoyi')
    } catch {
      // no line: the next one may come through
    }
  }

  private found(): void {
    clearInterval(this.pulse)
    if (this.online || !this.puppet.isLoggedIn) return
    this.online = true
    this.changes.turned()
  }

  private lost(): void {
    clearInterval(this.pulse)
    if (!this.online) return
    this.online = false
    this.changes.turned()
  }

  private readonly stray = (reason: unknown): void => {
    if (!isStray(reason)) throw reason
    this.changes.log.warn({ err: reason }, 'a stray rejection of the gateway')
  }
}

/** What a gateway's code rejects and nobody awaits must not end the process; anything else must: it is a bug of ours. */
export const isStray = (reason: unknown): boolean =>
  reason instanceof Error &&
  /node_modules[\\/](wechaty|@grpc|memory-card|file-box|state-switch|watchdog)/.test(reason.stack ?? '')
