import { HOUR, type Instant, MINUTE, nextMorning } from '../calendar.ts'
import type { Heard, RoomSeen } from '../heard/input.ts'
import {
  answer,
  both,
  happened,
  is,
  isConvener,
  NOTHING,
  type Outcome,
  passOn,
  type Situation,
  toConveners,
} from '../situation.ts'
import type { Community, Person, Room } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'

const HUSH_AT_MOST = 7 * 24 * HOUR

/**
 * A room of the file is bound by its topic at first sight only if it is the only joined one of that topic and a
 * convener or admin of the file, by contact id, is in it.
 */
export function seen(c: Community, room: RoomSeen, now: Instant): Outcome {
  const known = c.get('room', room.id)
  const members = room.members.map(({ contact }) => contact)
  const friends = befriended(c, room, now)
  if (known) {
    const { left: _, ...rest } = known
    return happened(...friends, ...changes(known, { ...rest, topic: room.topic, members }, now))
  }
  const trusted = members.some((contact) => isTrusted(c.byContact(contact)))
  return trusted && room.namesakes === 1
    ? both(happened(...friends), bind(c, room.id, room.topic, members, now))
    : NOTHING
}

const changes = (known: Room, room: Room, now: Instant): readonly Fact[] =>
  known.topic !== room.topic
    ? [{ type: 'room-renamed', at: now, room, was: known.topic }]
    : known.left ||
        known.members.length !== room.members.length ||
        known.members.some((id) => !room.members.includes(id))
      ? [{ type: 'room-changed', at: now, room }]
      : []

/** The bot was removed, or the group dissolved. */
export function lost(c: Community, id: string, now: Instant): Outcome {
  const room = c.get('room', id)
  return room && !room.left ? happened({ type: 'room-lost', at: now, room: { ...room, left: true } }) : NOTHING
}

const isTrusted = (person: Person | undefined): boolean => person?.listed === true && isConvener(person)

function bind(c: Community, id: string, topic: string, members: readonly string[], now: Instant): Outcome {
  const stated = c.is.rooms.find((room) => room.topic === topic)
  if (!stated) return NOTHING
  const room: Room = {
    id,
    topic,
    kind: stated.kind,
    members,
    unasked: { day: '', count: 0 },
    asks: [],
  }
  return happened({ type: 'room-bound', at: now, room })
}

/** Whom one can write to is learnt from the roster. */
const befriended = (c: Community, { members }: RoomSeen, now: Instant): readonly Fact[] =>
  members.flatMap(({ contact, friend }): readonly Fact[] => {
    const person = c.byContact(contact)
    return person && person.friend !== friend
      ? [{ type: 'person-changed', at: now, person: { ...person, friend } }]
      : []
  })

/** 「绑定」 by an admin in a room that the file names. */
export function bindRoom(s: Situation, heard: Heard, topic: string | undefined): Outcome {
  if (!is(s.speaker, 'admin') || !s.speaker.listed || heard.room === undefined || topic === undefined) return NOTHING
  if (s.room) return answer({ say: 'bound-already' })
  return bind(s.c, heard.room, topic, [heard.from], s.now)
}

/** 「安静 2小时」 by conveners; a resident's wish goes to them. */
export function hush(s: Situation, minutes: number | undefined): Outcome | undefined {
  if (!s.room) return undefined
  if (!isConvener(s.speaker))
    return s.heard.addressed ? both(answer({ say: 'quiet-passed-on' }), toConveners(s)) : undefined
  const until: Instant =
    minutes === undefined ? nextMorning(s.now, s.c.is.settings) : s.now + Math.min(minutes * MINUTE, HUSH_AT_MOST)
  return both(
    happened({ type: 'room-changed', at: s.now, room: { ...s.room, hushedUntil: until } }),
    answer({ say: 'hushed', until }),
  )
}

export function resume(s: Situation): Outcome | undefined {
  if (!s.room || !isConvener(s.speaker)) return undefined
  return both(
    happened({ type: 'room-changed', at: s.now, room: { ...s.room, hushedUntil: undefined } }),
    answer({ say: 'resumed' }),
  )
}

/** Repeated to nobody; the conveners are asked, once in half a day for a group. */
export function rumour(s: Situation): Outcome {
  const passedOn: Outcome = s.heard.addressed ? answer({ say: 'rumour-passed-on' }) : NOTHING
  if (isConvener(s.speaker) || s.late || (s.room && s.now - (s.room.rumourAt ?? 0) < RUMOUR_AGAIN)) return passedOn
  const noted = s.room ? happened({ type: 'room-changed', at: s.now, room: { ...s.room, rumourAt: s.now } }) : NOTHING
  return both(both(passedOn, noted), passOn(s, { say: 'rumour', text: s.heard.text, to: { conveners: true } }))
}
const RUMOUR_AGAIN = 12 * HOUR
