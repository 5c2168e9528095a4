import type { Friendship } from 'wechaty'
import { type Puppet, types } from 'wechaty-puppet'
import type { Instant } from '../domain/calendar.ts'
import type { Chat, Drawn, Ear, Log, Outbox } from '../ports.ts'
import { Account, isStable } from './account.ts'
import { directory } from './directory.ts'
import { Friends } from './friends.ts'
import { type Gateway, gateway } from './gateway.ts'
import { within } from './limit.ts'
import { Listener } from './listener.ts'
import type { Message as Line, Pace } from './pace.ts'
import { Roster } from './roster.ts'
import { Sender, type Mouth as Speaking } from './sender.ts'

export interface Wechat {
  /** A puppet, or the name of an installed one that Wechaty's own variables configure. */
  readonly puppet: Puppet | string
  /** The name that people type after @, 「小议」. */
  readonly botName: string
  readonly clock: () => Instant
  readonly log: Log
  /** From 0 to 1. */
  readonly random?: () => number
  readonly pace?: Partial<Pace>
  /** Ms from … to before a friend request is accepted. */
  readonly befriend?: readonly [number, number]
}

/** How long what is on its way may take when it stops, in ms. */
const PARTING = 3000

interface Parts {
  readonly account: Account
  readonly mouth: Mouth
  readonly listener: Listener
  readonly sender: Sender
  readonly roster: Roster
  readonly friends: Friends
}

/** WeChat through Wechaty: what is said there is heard, and what is due is said there. */
export class Wechaty implements Chat {
  private readonly options: Wechat
  private parts: Parts | undefined

  constructor(options: Wechat) {
    this.options = options
  }

  get online(): boolean {
    return this.parts?.account.online ?? false
  }

  get heardAt(): Instant {
    return this.parts?.account.heardAt ?? 0
  }

  /** Why it is not online and what to do, one sentence for the operator; none while it is, or when that is not known yet. */
  get trouble(): string | undefined {
    return this.parts?.account.trouble
  }

  /**
   * Resolves when WeChat was tried to be reached once, which says nothing of the line: see `online`.
   * @throws with one sentence for the operator where the puppet cannot be had at all.
   */
  async start(ear: Ear, outbox: Outbox): Promise<void> {
    const { puppet } = this.options
    const found = typeof puppet === 'string' ? await gateway(puppet) : { puppet, name: 'The simulator' }
    this.parts = this.build(found, ear, outbox)
    await this.parts.account.start()
  }

  wake(): void {
    this.parts?.sender.wake()
  }

  /** Reads all rooms anew: nightly, since leaving is often not announced. */
  async refresh(): Promise<void> {
    if (this.online) await this.parts?.roster.all()
  }

  async fetch(message: string): Promise<{ readonly bytes: Uint8Array; readonly extension: string }> {
    if (!this.parts) throw new Error('WeChat was not started')
    return this.parts.listener.fetch(message)
  }

  /** Resolves when what was said until now is heard, within a few seconds. */
  async caughtUp(): Promise<void> {
    await this.parts?.listener.idle(PARTING)
  }

  /** Within a few seconds: says nothing more, but hears to the end what has arrived. */
  async stop(): Promise<void> {
    if (!this.parts) return
    const { sender, friends, listener, account, mouth } = this.parts
    sender.stop()
    friends.stop()
    await Promise.all([within(PARTING, mouth.silent()), listener.drain(PARTING)])
    await account.stop()
  }

  private build(found: Gateway, ear: Ear, outbox: Outbox): Parts {
    const { clock, log, botName, random = Math.random, pace, befriend } = this.options
    const account: Account = new Account(found, {
      log,
      clock,
      random,
      announced: (id) => listener.announce(id),
      loaded: (message) => listener.load(message),
      loggedIn: () => survey(account, roster),
      turned: () => {
        if (account.online) ear.back({ id: account.self, stable: isStable(account.self) }) // before anybody else knows
        if (account.online) listener.retry()
        sender.wake()
      },
    })
    const mouth = new Mouth(account)
    const sender = new Sender({ outbox, mouth, clock, log, random, ...(pace ? { pace } : {}) })
    const roster = new Roster({ directory: directory(found.puppet), ear, clock, log, self: () => account.self })
    const echo = sender.echo.bind(sender)
    const listener: Listener = new Listener({ account, roster, ear, clock, botName, echo })
    const friends = new Friends({ log, random, ...(befriend ? { delay: befriend } : {}) })
    const parts = { account, mouth, listener, sender, roster, friends }
    follow(parts, log)
    return parts
  }
}

/** Speaks for the account, and knows when it has finished. */
class Mouth implements Speaking {
  private readonly account: Account
  private speaking: Promise<void> = Promise.resolve()

  constructor(account: Account) {
    this.account = account
  }

  say(line: Line, file?: Drawn): Promise<void> {
    const said = this.account.say(line, file)
    this.speaking = said
    return said
  }

  online(): boolean {
    return this.account.online
  }

  /** Resolves, or rejects, when what is being said was said. */
  silent(): Promise<void> {
    return this.speaking
  }
}

/** After each login: warms Wechaty's rooms, so that the first message of each is not the last to be loaded. */
const survey = async ({ bot }: Account, roster: Roster): Promise<void> => {
  await bot.Room.findAll()
  await roster.all()
}

/** Rooms and friends change. Straight from the puppet, since Wechaty passes on only what it could look up. */
const follow = ({ account, roster, friends }: Parts, log: Log): void => {
  account.puppet.on('room-join', ({ roomId }) => void roster.look(roomId))
  account.puppet.on('room-topic', ({ roomId }) => void roster.look(roomId))
  account.puppet.on('room-leave', ({ roomId, removeeIdList }) => {
    if (removeeIdList.includes(account.self)) roster.lose(roomId)
    else void roster.look(roomId)
  })
  account.bot.on('friendship', (friendship: Friendship) => {
    const { id } = friendship.contact()
    if (friendship.type() === types.Friendship.Confirm) roster.befriended(id)
    if (friendship.type() !== types.Friendship.Receive) return
    void roster.met(id).then((met) => {
      if (met) friends.accept(id, () => friendship.accept())
      else log.info({ contact: id }, 'a friend request of somebody in no known room is ignored')
    })
  })
}

export const wechat = (options: Wechat): Wechaty => new Wechaty(options)
