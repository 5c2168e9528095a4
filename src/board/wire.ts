import type { Instant } from '../domain/calendar.ts'
import { type Contact, type Group, type Message, partner, type World } from '../wechat/world.ts'

/** A message as the simulator's interface shows it: by name, and by id where names may be doubled. */
export interface Said {
  readonly id: string
  /** The topic, or 「私聊:李芳」. */
  readonly room: string
  readonly roomId: string
  readonly from: string
  readonly contact: string
  /** The name shown in that room. */
  readonly shown: string
  readonly bot: boolean
  readonly text: string
  readonly at: Instant
  readonly mentions?: readonly string[]
  readonly quote?: { readonly id: string; readonly from: string; readonly text: string }
  readonly file?: { readonly name: string; readonly type: string; readonly url: string }
  readonly recalled?: true
}

/** What a recalled message said is shown to nobody. */
export const said = (world: World, message: Message): Said => {
  const { id, room, from, at, quote, mentions, file, recalled } = message
  const head = {
    id,
    room: roomName(world, room),
    roomId: room,
    from: world.contact(from).name,
    contact: from,
    shown: world.shown(room, from),
  }
  if (recalled) return { ...head, bot: from === world.bot.id, text: '', at, recalled }
  return {
    ...head,
    bot: from === world.bot.id,
    text: message.text,
    at,
    ...(mentions ? { mentions: mentions.map((contact) => world.contact(contact).name) } : {}),
    ...(quote ? { quote: { ...quote, from: world.shown(room, quote.from) } } : {}),
    ...(file ? { file: { name: file.name, type: file.type, url: `/sim/files/${encodeURIComponent(id)}` } } : {}),
  }
}

const roomName = (world: World, room: string): string => {
  const other = partner(room)
  if (other === undefined) return world.room(room).topic
  const { id, name } = world.contact(other)
  const doubled = world.contacts().filter((contact) => contact.name === name).length > 1
  return `私聊:${doubled ? id : name}`
}

export interface Member {
  readonly contact: string
  readonly name: string
  readonly shown: string
  readonly bot: boolean
}
export interface RoomShown {
  readonly room: string
  readonly roomId: string
  readonly members: readonly Member[]
}

export const roomShown = (world: World, { id, topic, members }: Group): RoomShown => ({
  room: topic,
  roomId: id,
  members: members.map((contact) => ({
    contact,
    name: world.contact(contact).name,
    shown: world.shown(id, contact),
    bot: contact === world.bot.id,
  })),
})

export interface PersonShown {
  readonly contact: string
  readonly name: string
  /** Who she is: 「3-2-501」, 「物业工程部」. */
  readonly title: string
  readonly friend: boolean
}

export const personShown = ({ id, name, title = '', friend }: Contact): PersonShown => ({
  contact: id,
  name,
  title,
  friend,
})
