import type { Instant } from '../calendar.ts'
import type { Letter, Sender } from '../level/letter.ts'
import type { Gap, Left, Waiting } from '../state/community.ts'
import type { Reading } from './reading.ts'

/** A WeChat message as plain data. */
export interface Heard {
  readonly id: string
  /** WeChat's room id; none in a private chat. */
  readonly room?: string
  /** The WeChat contact id of who said it. */
  readonly from: string
  /** The name shown there (room alias or nickname). For show only: no right follows from it. */
  readonly name: string
  /** The topic of the room, as the account knows it now. */
  readonly topic?: string
  /**
   * At most 2,001 characters; the call to the bot is already taken out. Of a voice: what a service heard in it, which
   * nobody may have said.
   */
  readonly text: string
  readonly kind: 'text' | 'image' | 'audio' | 'file'
  readonly quote?: Quote
  /** Contact ids called by @, as far as the line says. */
  readonly mentions: readonly string[]
  /** Called by @, or said in a private chat. */
  readonly addressed: boolean
  /** Whether the bot can write to this person privately. */
  readonly friend: boolean
  /** When it was said, by WeChat's clock, never later than now. */
  readonly at: Instant
}
export interface Quote {
  readonly id?: string
  readonly text: string
  /** The name shown over it. */
  readonly name?: string
  /** The contact id of who said it, where the line tells. */
  readonly from?: string
  /** Said by the bot itself. */
  readonly ours: boolean
}

export interface Recalled {
  readonly of: string
  readonly room?: string
  readonly from: string
  readonly at: Instant
}

/** A room as the account sees it now: at login, nightly, and when it changes. */
export interface RoomSeen {
  readonly id: string
  readonly topic: string
  readonly members: readonly { readonly contact: string; readonly name: string; readonly friend: boolean }[]
  /** Joined rooms with this topic, itself included. */
  readonly namesakes: number
  readonly at: Instant
}

/** The WeChat account that hears, by its own contact id. */
export interface Account {
  readonly id: string
  /** Whether contact ids outlive a login: those of web puppets do not. */
  readonly stable: boolean
}

/** Everything that can happen to a community from outside. */
export type Input =
  | {
      readonly type: 'heard'
      readonly heard: Heard
      readonly readings: readonly Reading[]
      /** May tell more of a trouble of just before, by its words. */
      readonly tellsMore?: true
      /** Message ids of photos that the same person sent to the same place in the 3 minutes before. */
      readonly photos: readonly string[]
    }
  | { readonly type: 'recalled'; readonly recalled: Recalled }
  | { readonly type: 'file'; readonly of: string; readonly file?: string; readonly at: Instant } // fetched, or not to be had
  | { readonly type: 'room-seen'; readonly room: RoomSeen }
  | { readonly type: 'room-lost'; readonly room: string; readonly at: Instant }
  | {
      readonly type: 'invited'
      readonly hash: string
      readonly name: string
      readonly until: Instant
      readonly at: Instant
    }
  /** A private message of somebody whom several communities know: she is asked once. */
  | { readonly type: 'which-community'; readonly heard: Heard; readonly names: readonly string[] }
  /** The program starts: what the community file says is made so. */
  | { readonly type: 'opened'; readonly at: Instant }
  /** The account logged in, or is back. */
  | { readonly type: 'account-seen'; readonly account: Account; readonly at: Instant }
  /** What was said in that time was not heard. */
  | { readonly type: 'missed'; readonly gap: Gap; readonly at: Instant }
  /** The machine's clock has long been behind what is recorded, by so many ms: time stands still until it caught up. */
  | { readonly type: 'clock-behind'; readonly ms: number; readonly at: Instant }
  /** Open matters that nothing will ever be done about, or whose time has come in vain: 「#27」, 「P5」. */
  | { readonly type: 'audited'; readonly matters: readonly string[]; readonly at: Instant }
  /** Of the community above or below; `photos` are kept here already. */
  | {
      readonly type: 'letter'
      readonly key: string
      readonly from: Sender
      readonly letter: Letter
      readonly photos: readonly string[]
      readonly at: Instant
    }
  /** A letter to the community of that name could not be delivered in all its time. */
  | {
      readonly type: 'letter-lost'
      readonly key: string
      readonly name: string
      readonly letter: Letter
      readonly at: Instant
    }
  /** Of these messages words left for a model service, as they stand there. */
  | { readonly type: 'left'; readonly sent: readonly Left[]; readonly at: Instant }
  /** `hearing`: a poll closes only while ballots can arrive. */
  /** `only`: of what is due, this alone. */
  | { readonly type: 'tick'; readonly hearing: boolean; readonly at: Instant; readonly only?: Waiting }
