import type { Contact, Group, Happening, Message } from './happening.ts'

/** No such room, person or message, or not at that place; the reason is one sentence. */
export class Unknown extends Error {
  override readonly name = 'Unknown'
}

const PRIVATE = '私聊:'

/** The room key of the private chat between the bot and this contact id. */
export const privately = (contact: string): string => PRIVATE + contact
/** The contact id of a private chat's room key. */
export const partner = (room: string): string | undefined =>
  room.startsWith(PRIVATE) ? room.slice(PRIVATE.length) : undefined

/** What there is in the simulated WeChat and how it is named: follows from what happened alone. */
export class Scene {
  readonly bot: Contact
  private readonly people = new Map<string, Contact>()
  private readonly groups = new Map<string, Group>()
  private readonly said = new Map<string, Message>()
  private readonly talks = new Map<string, string[]>()

  constructor(bot: { readonly id: string; readonly name: string }) {
    this.bot = { ...bot, friend: true }
  }

  rooms(): readonly Group[] {
    return [...this.groups.values()]
  }

  /** Everybody but the bot. */
  contacts(): readonly Contact[] {
    return [...this.people.values()]
  }

  /** What was said in a room or private chat, oldest first. @throws Unknown */
  messages(room: string, after?: string): readonly Message[] {
    const talk = this.talks.get(this.place(room)) ?? []
    const from = after === undefined ? 0 : talk.indexOf(after) + 1
    if (after !== undefined && from === 0) throw new Unknown(`no message ${after} in ${room}`)
    return talk.slice(from).map((id) => this.message(id))
  }

  message(id: string): Message {
    const message = this.said.get(id)
    if (!message) throw new Unknown(`no message ${id}`)
    return message
  }

  /** By contact id, or by a name that only one person has. @throws Unknown */
  contact(who: string): Contact {
    if (who === this.bot.id) return this.bot
    const known = this.people.get(who)
    if (known) return known
    const found = [...this.people.values(), this.bot].filter((contact) => contact.name === who)
    if (found.length > 1) throw new Unknown(`${found.length} people are called ${who}: name one by id`)
    if (!found[0]) throw new Unknown(`nobody is called ${who}`)
    return found[0]
  }

  /** By id, topic or any unambiguous end of the topic. @throws Unknown */
  room(name: string): Group {
    const known = this.groups.get(name)
    if (known) return known
    const rooms = this.rooms()
    const exact = rooms.filter((room) => room.topic === name)
    const found = exact.length ? exact : rooms.filter((room) => name && room.topic.endsWith(name))
    if (found.length > 1)
      throw new Unknown(`${name} could be ${found.map((room) => `${room.topic} (${room.id})`).join(' or ')}`)
    if (!found[0]) throw new Unknown(`no room is called ${name}`)
    return found[0]
  }

  hasRoom(id: string): boolean {
    return this.groups.has(id)
  }

  /** The key under which a message's `room` stands: a room's id, or 「私聊:」 and the contact's id. @throws Unknown */
  place(name: string): string {
    const other = partner(name)
    return other === undefined ? this.room(name).id : privately(this.contact(other).id)
  }

  /** The name that a room shows for a contact. */
  shown(room: string, contact: string): string {
    return this.groups.get(room)?.aliases[contact] || this.contact(contact).name
  }

  protected knows(who: string): boolean {
    return (
      who === this.bot.id ||
      this.people.has(who) ||
      [...this.people.values(), this.bot].some(({ name }) => name === who)
    )
  }

  /** Who may speak there: members of a room; in a protected chat the two of them, if they are friends. */
  protected speaker(place: string, from: string): string {
    const other = partner(place)
    if (other === undefined) return this.among(this.room(place), from)
    const { id, name } = this.contact(from)
    if (id !== other && id !== this.bot.id) throw new Unknown(`${name} is not in ${place}`)
    if (!this.contact(other).friend) throw new Unknown(`${this.contact(other).name} is not a friend of the bot`)
    return id
  }

  /** A member by id, name or the alias shown there: of two people with one name the one who is in the room. */
  protected among({ members, topic, aliases }: Group, from: string): string {
    if (members.includes(from)) return from
    const found = members.filter((id) => this.contact(id).name === from || aliases[id] === from)
    if (found.length > 1) throw new Unknown(`${found.length} people in ${topic} are called ${from}: name one by id`)
    if (!found[0]) throw new Unknown(`${this.contact(from).name} is not in ${topic}`)
    return found[0]
  }

  /** Whom an @ calls: the longest name that stands there and ends as WeChat ends it. */
  protected called(place: string, text: string): readonly string[] {
    const group = this.groups.get(place)
    if (!group || !text.includes('@')) return []
    const names = group.members
      .flatMap((id) => [this.contact(id).name, group.aliases[id]].map((name) => ({ id, name })))
      .filter((called): called is { id: string; name: string } => Boolean(called.name))
      .sort((one, other) => other.name.length - one.name.length)
    const calls = text.split(/[@＠]/).slice(1)
    const found = calls.map((call) =>
      names.find(({ name }) => call.startsWith(name) && /^($|[\s\u2005])/.test(call.slice(name.length))),
    )
    return [...new Set(found.flatMap((called) => (called ? [called.id] : [])))]
  }

  protected apply(happening: Happening): void {
    switch (happening.type) {
      case 'began':
      case 'friend-asked':
        return
      case 'met':
        return void this.people.set(happening.contact.id, happening.contact)
      case 'founded':
        return void this.groups.set(happening.room.id, happening.room)
      case 'message':
        return this.hear(happening.message)
      case 'recalled':
        return void this.said.set(happening.id, { ...this.message(happening.id), recalled: true })
      case 'joined':
        return this.regroup(happening.room, ({ members }) => ({ members: [...members, happening.contact] }))
      case 'left':
        return this.regroup(happening.room, ({ members }) => ({
          members: members.filter((id) => id !== happening.contact),
        }))
      case 'room-renamed':
        return this.regroup(happening.room, () => ({ topic: happening.to }))
      case 'contact-renamed':
        return this.change(happening.contact, { name: happening.to })
      case 'aliased':
        return this.regroup(happening.room, ({ aliases }) => ({
          aliases: { ...aliases, [happening.contact]: happening.alias },
        }))
      case 'befriended':
        return this.change(happening.contact, { friend: true })
    }
  }

  private hear(message: Message): void {
    this.said.set(message.id, message)
    const talk = this.talks.get(message.room)
    if (talk) talk.push(message.id)
    else this.talks.set(message.room, [message.id])
  }

  private regroup(id: string, change: (group: Group) => Partial<Group>): void {
    const group = this.groups.get(id)
    if (group) this.groups.set(id, { ...group, ...change(group) })
  }

  private change(id: string, change: Partial<Contact>): void {
    const contact = this.people.get(id)
    if (contact) this.people.set(id, { ...contact, ...change })
  }
}
