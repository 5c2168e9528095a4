import type { Instant } from '../domain/calendar.ts'

/** A person of the simulated WeChat; `title` says who she is in the person picker: 「3-2-501」, 「物业工程部」. */
export interface Contact {
  readonly id: string
  readonly name: string
  /** Whether the bot and she are friends: only then can they write to each other privately. */
  readonly friend: boolean
  readonly title?: string
}
export interface Group {
  readonly id: string
  readonly topic: string
  /** Contact ids, the bot's among them while it is in the room. */
  readonly members: readonly string[]
  /** Contact id → the name shown in this room. */
  readonly aliases: Readonly<Record<string, string>>
}
export interface Message {
  readonly id: string
  /** A room's id, or 「私聊:」 and the contact's id. */
  readonly room: string
  /** A contact id. */
  readonly from: string
  readonly text: string
  readonly at: Instant
  /** Contact ids that the text calls by @. */
  readonly mentions?: readonly string[]
  readonly quote?: { readonly id: string; readonly from: string; readonly text: string }
  /** `type` is a MIME type, `path` lies within the world's folder. */
  readonly file?: { readonly name: string; readonly type: string; readonly path: string }
  readonly recalled?: true
}
/** What happened in the world, as it is logged and told to listeners. */
export type Happening =
  | { readonly type: 'began'; readonly key: string }
  | { readonly type: 'met'; readonly contact: Contact }
  | { readonly type: 'founded'; readonly room: Group }
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'recalled'
      readonly id: string
      readonly room: string
      readonly from: string
      readonly at: Instant
    }
  | { readonly type: 'joined' | 'left'; readonly room: string; readonly contact: string; readonly at: Instant }
  | {
      readonly type: 'contact-renamed'
      readonly contact: string
      readonly from: string
      readonly to: string
      readonly at: Instant
    }
  | {
      readonly type: 'room-renamed'
      readonly room: string
      readonly from: string
      readonly to: string
      readonly at: Instant
    }
  | {
      readonly type: 'aliased'
      readonly room: string
      readonly contact: string
      readonly alias: string
      readonly at: Instant
    }
  | { readonly type: 'friend-asked'; readonly contact: string; readonly hello: string; readonly at: Instant }
  | { readonly type: 'befriended'; readonly contact: string; readonly at: Instant }
