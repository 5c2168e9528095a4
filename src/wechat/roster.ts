import type { Instant } from '../domain/calendar.ts'
import type { RoomSeen } from '../domain/heard/input.ts'
import type { Ear, Log } from '../ports.ts'
import type { Callable } from './mention.ts'
import { wordsOf } from './stray.ts'

type Member = RoomSeen['members'][number]

/** What the roster asks of WeChat. */
export interface Directory {
  /** Ids of the rooms that the account is in. */
  rooms(): Promise<readonly string[]>
  /** As it is now, read anew; the people's own names only where asked for, and not if they were read today. `members` with the account itself; no name: it cannot be had. */
  room(id: string, names?: boolean): Promise<{ readonly topic: string; readonly members: readonly Member[] }>
  /** The name that a member shows in one room, where it is not her own. */
  alias(room: string, contact: string): Promise<string | undefined>
}
export interface Looking {
  readonly directory: Directory
  readonly ear: Pick<Ear, 'see' | 'lost'>
  readonly clock: () => Instant
  readonly log: Log
  /** The account's contact id. */
  readonly self: () => string
}
/** Somebody in a room. */
export interface Standing {
  readonly topic: string
  /** The name that she shows there, where it is not her own. */
  readonly alias: string | undefined
  /** The account's own name there, where it has one. */
  readonly own: string | undefined
  readonly friend: boolean
}
interface Room {
  readonly topic: string
  readonly members: ReadonlyMap<string, Member>
  /** Contact id → alias or none, as far as asked for. */
  readonly aliases: Map<string, string | undefined>
  /** What `at` found, by contact id. */
  readonly standings: Map<string, Standing>
}

/** Who is in which room, by contact id: ours, because Wechaty's own is kept for ever and changes without a word. */
export class Roster {
  private readonly looking: Looking
  private readonly rooms = new Map<string, Room>()
  private readonly underway = new Map<string, Promise<void>>()
  private readonly told = new Set<string>()
  /** Could not be read the last time: said once. */
  private readonly unread = new Set<string>()
  private survey: Promise<void> | undefined
  /** Somebody asked for a survey while one was under way. */
  private asked = false

  constructor(looking: Looking) {
    this.looking = looking
  }

  /**
   * Reads all rooms and names anew, tells of each, and of those that the account is no longer in. Two at once are one,
   * but for one that was cut short: the line went, and who asks now may have it again. Never rejects.
   */
  all(): Promise<void> {
    if (this.survey !== undefined) this.asked = true
    this.survey ??= this.surveyed().finally(() => {
      this.survey = undefined
    })
    return this.survey
  }

  private async surveyed(): Promise<void> {
    let whole: boolean
    do {
      this.asked = false
      whole = await this.allNow().catch((err: unknown) => {
        this.looking.log.warn({ err }, 'the rooms could not be read')
        return false
      })
    } while (!whole && this.asked)
  }

  /** @returns whether every room could be read. */
  private async allNow(): Promise<boolean> {
    const ids = await this.looking.directory.rooms()
    if (!ids.length && this.rooms.size > 1) throw new Error('no room is listed, which nobody believes')
    for (const id of [...this.rooms.keys()]) if (!ids.includes(id)) await this.doubt(id)
    const found: string[] = []
    let held = true
    for (const id of ids) {
      if (await this.attempt(id, true))
        found.push(id) // one by one: a gateway is slow
      else held = await this.answers()
      if (!held) break
    }
    for (const id of found) this.tell(id)
    return held
  }

  /** A list may be half: a room is lost when it cannot be read either. */
  private async doubt(id: string): Promise<void> {
    if (!(await this.attempt(id)) && this.rooms.has(id)) this.lose(id)
  }

  private async answers(): Promise<boolean> {
    try {
      return Boolean(await this.looking.directory.rooms())
    } catch {
      return false
    }
  }

  /** Reads one room anew and tells of it, and of those whose topic it has or had. One look at a room at a time. */
  look(id: string): Promise<void> {
    const look = (this.underway.get(id) ?? Promise.resolve()).then(() => this.lookNow(id))
    this.underway.set(id, look)
    void look.then(() => this.underway.get(id) === look && this.underway.delete(id))
    return look
  }

  /**
   * A room is read when it is first heard from: joining is not always announced. What is said in one that was read, but
   * is told of only when all are, waits for that: the desk would not know the room.
   */
  private async meet(id: string): Promise<void> {
    if (!this.rooms.has(id)) await (this.underway.get(id) ?? this.look(id))
    else if (!this.told.has(id)) await this.survey
  }

  lose(id: string): void {
    const room = this.rooms.get(id)
    this.rooms.delete(id)
    this.told.delete(id)
    this.looking.ear.lost(id)
    if (room) this.tellNamesakes(id, [room.topic])
  }

  /** She has become a friend of the account. */
  befriended(contact: string): void {
    for (const [id, room] of this.rooms) {
      const member = room.members.get(contact)
      if (!member) continue
      this.rooms.set(id, {
        ...room,
        members: new Map(room.members).set(contact, { ...member, friend: true }),
        standings: new Map(),
      })
      this.tell(id)
    }
  }

  /** What is known of somebody where she speaks; none before `learn` was asked for it. */
  at(id: string, contact: string): Standing | undefined {
    const room = this.rooms.get(id)
    return room && (room.standings.get(contact) ?? this.stand(id, room, contact))
  }

  private stand(id: string, room: Room, contact: string): Standing | undefined {
    const self = this.looking.self()
    if (!this.told.has(id) || !room.aliases.has(contact) || !room.aliases.has(self)) return undefined
    const standing = {
      topic: room.topic,
      alias: room.aliases.get(contact),
      own: room.aliases.get(self),
      friend: room.members.get(contact)?.friend === true,
    }
    room.standings.set(contact, standing)
    return standing
  }

  /** As far as it can be had. */
  async learn(id: string, contact: string): Promise<Standing | undefined> {
    await this.meet(id)
    const [alias, own] = [await this.alias(id, contact), await this.alias(id, this.looking.self())]
    const room = this.rooms.get(id) // perhaps read anew meanwhile
    return room && { topic: room.topic, alias, own, friend: room.members.get(contact)?.friend === true }
  }

  /** Whether she is in any room; she may have joined a moment ago, so rooms that are being read are waited for. */
  async met(contact: string): Promise<boolean> {
    const isIn = () => [...this.rooms.values()].some(({ members }) => members.has(contact))
    if (!isIn()) await Promise.allSettled([this.survey, ...this.underway.values()])
    return isIn()
  }

  /** The members of a room under their own names, and under those they show there as far as these were asked for. */
  callable(id: string): readonly Callable[] {
    const room = this.rooms.get(id)
    if (!room) return []
    const aliases = [...room.aliases].flatMap(([contact, name]) => (name ? [{ contact, name }] : []))
    return [...[...room.members.values()].map(({ contact, name }) => ({ contact, name })), ...aliases]
  }

  /** The name that a member shows in a room, where it is not her own; asked for once a look. */
  private async alias(id: string, contact: string): Promise<string | undefined> {
    const room = this.rooms.get(id)
    if (!room) return undefined
    if (!room.aliases.has(contact)) room.aliases.set(contact, await this.aliasNow(id, contact))
    return room.aliases.get(contact)
  }

  private async aliasNow(id: string, contact: string): Promise<string | undefined> {
    try {
      return await this.looking.directory.alias(id, contact)
    } catch {
      return undefined // she has left, or the gateway has no aliases
    }
  }

  private async lookNow(id: string): Promise<void> {
    const before = this.rooms.get(id)?.topic
    if (!(await this.attempt(id))) return
    this.tell(id)
    const after = this.rooms.get(id)?.topic
    if (before !== after) this.tellNamesakes(id, [before, after])
  }

  /** @returns whether the room could be read and the account is in it. */
  private async attempt(id: string, names = false): Promise<boolean> {
    try {
      const { topic, members } = await this.looking.directory.room(id, names)
      if (!members.some(({ contact }) => contact === this.looking.self()) && !(await this.listed(id)))
        return this.gone(id)
      const others = members.filter(({ contact }) => contact !== this.looking.self())
      const known = this.rooms.get(id)?.members
      if (!others.length && known?.size) throw new Error('nobody is listed, which nobody believes')
      this.rooms.set(id, {
        topic,
        members: new Map(others.map((one) => [one.contact, one.name ? one : (known?.get(one.contact) ?? one)])),
        aliases: new Map(),
        standings: new Map(),
      })
      this.unread.delete(id)
      return true
    } catch (err) {
      if (!this.unread.has(id)) this.looking.log.warn({ room: id, reason: wordsOf(err) }, 'a room could not be read')
      this.unread.add(id)
      return false
    }
  }

  /** Some gateways leave the account itself out of the members. */
  private async listed(id: string): Promise<boolean> {
    return (await this.looking.directory.rooms()).includes(id)
  }

  private gone(id: string): false {
    if (this.rooms.has(id)) this.lose(id)
    return false
  }

  private tell(id: string): void {
    const room = this.rooms.get(id)
    if (!room) return
    const namesakes = [...this.rooms.values()].filter(({ topic }) => topic === room.topic).length
    const members = [...room.members.values()]
    this.told.add(id)
    this.looking.ear.see({ id, topic: room.topic, members, namesakes, at: this.looking.clock() })
  }

  private tellNamesakes(id: string, topics: readonly (string | undefined)[]): void {
    for (const [other, { topic }] of [...this.rooms]) if (other !== id && topics.includes(topic)) this.tell(other)
  }
}
