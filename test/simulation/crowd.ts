import type { Instant } from '../../src/domain/calendar.ts'
import type { Heard, RoomSeen } from '../../src/domain/heard/input.ts'
import { type Group, groups, type Neighbour, people } from './town.ts'

/** What somebody meant by a message: the model's own knowledge, never the reader's. */
export type Intent =
  | {
      readonly do: 'report' | 'chatter' | 'open-poll' | 'post-poll' | 'confirm' | 'photo' | 'undo' | 'unvote' | 'answer'
    }
  | { readonly do: 'live-at'; readonly household: string }
  /** `chained`: in a list of so many lines, of which one is hers. */
  | { readonly do: 'vote'; readonly poll?: number; readonly choices: readonly number[]; readonly chained?: number }
  /** As the one above, or as the message that is quoted. */
  | { readonly do: 'same-vote'; readonly of?: string }
  | { readonly do: 'deliberate'; readonly case: number; readonly days?: number }
  | { readonly do: 'opinion'; readonly case: number; readonly idea: string }
  /** `seen`: what stands there where she reads it, in opinions that are taken since then. */
  | {
      readonly do: 'second'
      readonly case: number
      readonly opinion: number
      readonly seen?: { readonly idea: string; readonly since: Instant }
    }
  /** For a dwelling: by somebody who lives in it, or by staff whom it reached. */
  | {
      readonly do: 'vote-for' | 'hand-in'
      readonly poll: number
      readonly household: string
      readonly choices: readonly number[]
    }
  | { readonly do: 'contest' | 'restore'; readonly poll: number; readonly household: string }
  | { readonly do: 'extend' | 'void'; readonly poll: number }
  | { readonly do: 'command'; readonly what: string; readonly case?: number }

/** What somebody put on her line. */
export interface ChainedLine {
  readonly name: string
  readonly text: string
}

/** A message as it was said, whoever got to hear it. */
export interface Said {
  readonly id: string
  readonly who: Neighbour
  /** Her contact id at that time. */
  readonly contact: string
  readonly room: string | undefined
  readonly text: string
  readonly at: Instant
  readonly intent: Intent
  readonly addressed: boolean
  readonly kind: Heard['kind']
  readonly quote?: Heard['quote']
  /** Arrived as if it had been said in private. */
  readonly roomless?: true
}

interface Gathering extends Group {
  /** Its name now. */
  topic: string
  members: Set<Neighbour>
  gone: boolean
}

/** The truth about rooms and people, which the account only hears of. */
export class Crowd {
  readonly rooms: readonly Gathering[] = groups.map((group) => ({
    ...group,
    members: new Set(people.filter(({ rooms }) => rooms.includes(group.id))),
    gone: false,
  }))
  readonly said = new Map<string, Said>()
  readonly nicknames = new Map<Neighbour, string>()
  /** WeChat's lists as each room saw them last, by room and poll. */
  readonly chains = new Map<string, readonly ChainedLine[]>()
  /** Ids of this login: those of web puppets are others each time. */
  login = ''
  #messages = 0

  contact({ contact }: Neighbour): string {
    return contact + this.login
  }

  room(id: string): Gathering {
    const found = this.rooms.find((room) => room.id === id)
    if (!found) throw new Error(`no such room: ${id}`)
    return found
  }

  /** Said now; a private message has no room. */
  says(
    who: Neighbour,
    room: string | undefined,
    text: string,
    at: Instant,
    more: Partial<Said> & { intent: Intent },
  ): Said {
    const id = `m${++this.#messages}`
    const said: Said = {
      id,
      who,
      contact: this.contact(who),
      room,
      text,
      at,
      addressed: room === undefined,
      kind: 'text',
      ...more,
    }
    this.said.set(id, said)
    return said
  }

  /** As the account hears it. */
  heard({ id, who, contact, room, text, at, addressed, kind, quote, roomless }: Said, now: Instant): Heard {
    const place = room === undefined || roomless ? {} : { room, topic: this.room(room).topic }
    return {
      id,
      ...place,
      from: contact,
      name: this.nicknames.get(who) ?? who.name,
      text,
      kind,
      ...(quote ? { quote } : {}),
      mentions: [],
      addressed: addressed || roomless === true,
      friend: who.friend,
      at: Math.min(at, now),
    }
  }

  seen(room: Gathering, now: Instant): RoomSeen {
    return {
      id: room.id,
      topic: room.topic,
      members: [...room.members].map((who) => ({
        contact: this.contact(who),
        name: this.nicknames.get(who) ?? who.name,
        friend: who.friend,
      })),
      namesakes: this.rooms.filter(({ topic, gone }) => topic === room.topic && !gone).length,
      at: now,
    }
  }
}
