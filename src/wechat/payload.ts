import { type payloads, types } from 'wechaty-puppet'
import type { Contact, Group, Message } from './happening.ts'
import { partner } from './scene.ts'

export const contactPayload = ({ id, name, friend }: Contact): payloads.Contact => ({
  id,
  name,
  friend,
  gender: types.ContactGender.Unknown,
  type: types.Contact.Individual,
  avatar: '',
  phone: [],
})

export const roomPayload = ({ id, topic, members }: Group): payloads.Room => ({
  id,
  topic,
  memberIdList: [...members],
  adminIdList: [],
})

export const memberPayload = ({ id, name }: Contact, alias: string | undefined): payloads.RoomMember => ({
  id,
  name,
  avatar: '',
  ...(alias ? { roomAlias: alias } : {}),
})

const typeOf = ({ quote, file }: Message): types.Message => {
  if (quote) return types.Message.Unknown
  if (!file) return types.Message.Text
  if (file.type.startsWith('image/')) return types.Message.Image
  return file.type.startsWith('audio/') ? types.Message.Audio : types.Message.Attachment
}

/** A message as a gateway gives it; a quote, as on the real ones, in XML and without a type of its own. */
export const messagePayload = (
  message: Message,
  bot: string,
  nameOf: (contact: string) => string,
): payloads.Message => {
  const { id, room, from, text, at, mentions, quote, file } = message
  const other = partner(room)
  const base = {
    id,
    talkerId: from,
    text: quote ? quoteXml(text, quote, nameOf(quote.from)) : text,
    timestamp: at,
    type: typeOf(message),
    ...(file ? { filename: file.name } : {}),
  }
  if (other === undefined) return { ...base, roomId: room, mentionIdList: [...(mentions ?? [])] }
  return { ...base, listenerId: from === bot ? other : bot }
}

/** A recall is a message of its own, whose text is the id of the one that was taken back. */
export const recallPayload = (message: Message, id: string, at: number, bot: string): payloads.Message => {
  const other = partner(message.room)
  const base = { id, talkerId: message.from, text: message.id, timestamp: at, type: types.Message.Recalled }
  return other === undefined
    ? { ...base, roomId: message.room, mentionIdList: [] }
    : { ...base, listenerId: message.from === bot ? other : bot }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const quoteXml = (text: string, quote: NonNullable<Message['quote']>, name: string): string =>
  `<?xml version="1.0"?>\n<msg><appmsg appid="" sdkver="0"><title>${escaped(text)}</title><type>57</type>` +
  `<refermsg><type>1</type><svrid>${escaped(quote.id)}</svrid><chatusr>${escaped(quote.from)}</chatusr>` +
  `<displayname>${escaped(name)}</displayname><content>${escaped(quote.text)}</content></refermsg></appmsg></msg>`
