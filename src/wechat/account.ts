import { FileBox } from 'file-box'
import { type Contact, type Message, type Wechaty, WechatyBuilder } from 'wechaty'
import { log as chatter, types } from 'wechaty-puppet'
import type { Instant } from '../domain/calendar.ts'
import type { Drawn, Log } from '../ports.ts'
import type { Gateway } from './gateway.ts'
import { within } from './limit.ts'
import { lineOf } from './line.ts'
import type { Message as Line } from './pace.ts'
import { isStray, Once } from './stray.ts'
import { Supervisor } from './supervisor.ts'
import { Unsent } from './verdict.ts'

/** Ms for a question whose answer a sending waits for. */
const ASKING = 8000
/** Errors that mean nothing: Wechaty looks for a room among the people whenever a room changes. */
const SPURIOUS = /no payload found for id/

export interface Changes {
  readonly log: Log
  readonly clock: () => Instant
  readonly random: () => number
  /** Before Wechaty loads the message. */
  announced(message: string): void
  loaded(message: Message): Promise<void> | undefined
  /** The account is logged in: now, or again. */
  loggedIn(): Promise<void>
  /** The line to WeChat works, or no longer: see `online`. */
  turned(): void
}

/** The bot's WeChat account: the one place where Wechaty is built. It is never started itself: it would do no more than start the puppet, once. */
export class Account {
  readonly bot: Wechaty
  readonly puppet: Gateway['puppet']
  private readonly gateway: Gateway
  private readonly changes: Changes
  private readonly supervisor: Supervisor
  private readonly once: Once
  private readonly known = { self: '', name: '' }

  constructor(gateway: Gateway, changes: Changes) {
    this.gateway = gateway
    this.puppet = gateway.puppet
    this.changes = changes
    this.once = new Once(changes.log)
    this.bot = WechatyBuilder.build({ puppet: gateway.puppet })
    const { log, clock, random, turned } = changes
    this.supervisor = new Supervisor({ line: lineOf(gateway), log, clock, random, turned })
    this.listen()
  }

  /** Resolves when the first attempt to reach WeChat has ended, whatever came of it. */
  async start(): Promise<void> {
    process.on('unhandledRejection', this.stray)
    process.on('uncaughtException', this.stray)
    if (process.env.WECHATY_LOG === undefined) chatter.level('silent') // it repeats itself, and what matters comes as events
    await this.bot.init()
    await this.supervisor.start()
  }

  async stop(): Promise<void> {
    await this.supervisor.stop()
    process.off('unhandledRejection', this.stray)
    process.off('uncaughtException', this.stray)
  }

  /** Logged in, listening, and a dong came back. */
  get online(): boolean {
    return this.supervisor.online
  }

  get heardAt(): Instant {
    return this.supervisor.heardAt
  }

  get trouble(): string | undefined {
    return this.supervisor.trouble
  }

  /** Its contact id, of the last login while there is none: what came before an outage is still being read in it. */
  get self(): string {
    if (this.puppet.isLoggedIn) this.known.self = this.puppet.currentUserId
    return this.known.self
  }

  /** The account's own name, likewise. */
  get name(): string {
    if (this.puppet.isLoggedIn) this.known.name = this.bot.currentUser.name()
    return this.known.name
  }

  /** Says it in a room or to a friend. Whoever left the room is named, not called. */
  async say({ place, text, dues }: Line, file?: Drawn): Promise<void> {
    const first = dues[0]
    if (!first) return
    const said = file ? FileBox.fromBuffer(Buffer.from(file.bytes), file.name) : text
    if (!('room' in first.to)) return void (await (await this.contact(place)).say(said))
    const room = await this.bot.Room.find({ id: place })
    if (!room) throw new Unsent(`the account is not in room ${place}`)
    if (typeof said !== 'string') return void (await room.say(said))
    const members = first.mention.length ? await this.members(place) : []
    const here = first.mention.filter(({ contact }) => members.includes(contact))
    const gone = first.mention.filter(({ contact }) => !members.includes(contact))
    const words = gone.map(({ name }) => `@${name} `).join('') + text
    await room.say(words, ...(await Promise.all(here.map(({ contact }) => this.contact(contact)))))
  }

  /** Asked before anything is sent, so that it must not hang longer than a sending may. */
  private async members(room: string): Promise<readonly string[]> {
    const asked = this.puppet.roomMemberList(room)
    const failure = await within(ASKING, asked)
    if (failure !== undefined) throw new Unsent(`the members of room ${room} cannot be had: ${failure}`)
    return asked
  }

  private async contact(id: string): Promise<Contact> {
    const contact = await this.bot.Contact.find({ id })
    if (!contact) throw new Error(`nobody has the contact id ${id}`)
    return contact
  }

  private listen(): void {
    const { announced, loaded } = this.changes
    const { puppet, supervisor } = this
    puppet.on('message', ({ messageId }) => {
      if (supervisor.online) supervisor.alive()
      else supervisor.dong() // it hears: before the message is judged by what was missed
      announced(messageId)
    })
    puppet.on('heartbeat', () => supervisor.alive())
    puppet.on('dong', () => supervisor.dong())
    puppet.on('login', ({ contactId }) => {
      this.known.self = contactId
      supervisor.loggedIn()
      this.taken(this.changes.loggedIn())
    })
    puppet.on('logout', () => supervisor.loggedOut())
    puppet.on('scan', (scan) => this.scanned(scan))
    this.bot.on('message', (message) => this.taken(loaded(message)))
    this.bot.on('error', (err: unknown) => {
      if (!SPURIOUS.test(String(err))) this.once.warn(err, 'Wechaty reports an error')
    })
    this.gateway.onBroken?.((reason) => supervisor.broken(reason))
    puppet.reset = async () => supervisor.broken(`${this.gateway.name} asks to be started anew.`)
  }

  private taken(doing: Promise<void> | undefined): void {
    doing?.catch((err: unknown) => this.changes.log.error({ err }, 'what came from WeChat could not be taken in'))
  }

  /** The account has to be logged in by hand. */
  private scanned({ qrcode, status }: { readonly qrcode?: string; readonly status: types.ScanStatus }): void {
    this.supervisor.scan()
    if (qrcode && status === types.ScanStatus.Waiting)
      this.changes.log.warn({ scan: qrcode }, 'to log in, show this address as a QR code and scan it with WeChat')
  }

  private readonly stray = (reason: unknown): void => {
    if (!isStray(reason)) throw reason
    this.once.warn(reason, 'a stray error of the gateway')
  }
}

/** Web puppets give everybody a new contact id, 「@a1b2…」, at each login; all others keep theirs. */
export const isStable = (contact: string): boolean => !contact.startsWith('@')
