import type { Instant } from '../domain/community.ts'
import type { RoomSeen } from '../domain/input.ts'
import type { Ear, Log } from '../ports.ts'
import type { Callable } from './mention.ts'

type Member = RoomSeen['members'][number]

/** What the roster asks of WeChat. */
export interface Directory {
  /** Ids of the rooms that the account is in. */
  rooms(): Promise<readonly string[]>
  /** As it is now, read anew. `members` with the account itself. */
  room(id: string): Promise<{ readonly topic: string; readonly members: readonly Member[] }>
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
interface Room {
  readonly topic: string
  readonly members: ReadonlyMap<string, Member>
  /** Contact id → alias or none, as far as asked for. */
  readonly aliases: Map<string, string | undefined>
}

/** Who is in which room, by contact id: ours, because Wechaty's own is kept for ever and changes without a word. */
export class Roster {
  private readonly looking: Looking
  private readonly rooms = new Map<string, Room>()
  private readonly underway = new Map<string, Promise<void>>()
  private readonly told = new Set<string>()
  private survey: Promise<void> = Promise.resolve()

  constructor(looking: Looking) {
    this.looking = looking
  }

  /** Reads all rooms anew, tells of each, and of those that the account is no longer in. */
  all(): Promise<void> {
    this.survey = this.allNow()
    return this.survey
  }

  private async allNow(): Promise<void> {
    const ids = await this.looking.directory.rooms()
    for (const id of [...this.rooms.keys()]) if (!ids.includes(id)) this.lose(id)
    const found: string[] = []
    for (const id of ids) found.push(...((await this.attempt(id)) ? [id] : [])) // one by one: a gateway is slow
    for (const id of found) this.tell(id)
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
  async meet(id: string): Promise<void> {
    if (!this.rooms.has(id)) await (this.underway.get(id) ?? this.look(id))
    else if (!this.told.has(id)) await this.survey.catch(() => undefined)
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
      this.rooms.set(id, { ...room, members: new Map(room.members).set(contact, { ...member, friend: true }) })
      this.tell(id)
    }
  }

  topic(id: string): string | undefined {
    return this.rooms.get(id)?.topic
  }

  /** Whether she is in any room; she may have joined a moment ago, so rooms that are being read are waited for. */
  async met(contact: string): Promise<boolean> {
    const isIn = () => [...this.rooms.values()].some(({ members }) => members.has(contact))
    if (!isIn()) await Promise.allSettled([this.survey, ...this.underway.values()])
    return isIn()
  }

  isFriend(id: string, contact: string): boolean {
    return this.rooms.get(id)?.members.get(contact)?.friend === true
  }

  /** The members of a room under their own names, and under those they show there as far as these were asked for. */
  callable(id: string): readonly Callable[] {
    const room = this.rooms.get(id)
    if (!room) return []
    const aliases = [...room.aliases].flatMap(([contact, name]) => (name ? [{ contact, name }] : []))
    return [...[...room.members.values()].map(({ contact, name }) => ({ contact, name })), ...aliases]
  }

  /** The name that a member shows in a room, where it is not her own; asked for once a look. */
  async alias(id: string, contact: string): Promise<string | undefined> {
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
  private async attempt(id: string): Promise<boolean> {
    try {
      const { topic, members } = await this.looking.directory.room(id)
      if (!members.some(({ contact }) => contact === this.looking.self()) && !(await this.listed(id)))
        return this.gone(id)
      const others = members.filter(({ contact }) => contact !== this.looking.self())
      this.rooms.set(id, {
        topic,
        members: new Map(others.map((member) => [member.contact, member])),
        aliases: new Map(),
      })
      return true
    } catch (err) {
      this.looking.log.warn({ room: id, err }, 'a room could not be read')
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
