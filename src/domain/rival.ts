import { MINUTE } from './calendar.ts'
import type { Poll, Room } from './community.ts'
import type { Choice } from './reading.ts'
import { answer, both, happened, isConvener, NOTHING, type Outcome, openPolls, type Situation } from './situation.ts'

/** So long what follows a neighbour's 「同意的扣1」 may be meant for her. */
const APART = 30 * MINUTE

/** 同意的扣1: no poll of the bot's. With one open, the bare numbers that follow are not counted in it. */
export function ownCount(s: Situation): Outcome | undefined {
  const { room, speaker, heard, at } = s
  if (!room || s.quoted.poll !== undefined || openPolls(s.c, room.id).length === 0) return undefined
  if (isConvener(speaker)) return undefined // speaks of the card
  return noted(s, { ...room, rival: { name: heard.name, at } })
}

/** Whether this number may be meant for a neighbour's own count. */
export const isApart = ({ room, at, heard }: Situation, choice: Choice): boolean =>
  'numbers' in choice &&
  !heard.addressed &&
  room?.rival !== undefined &&
  at >= room.rival.at &&
  at - room.rival.at <= APART

/** It is not counted; the first time that is said. */
export function countsApart(s: Situation, poll: Poll | undefined): Outcome {
  const { room } = s
  if (!room?.rival || room.rival.told || !poll) return NOTHING
  return both(
    noted(s, { ...room, rival: { ...room.rival, told: true } }),
    answer({ say: 'counted-apart', poll: poll.number, name: room.rival.name }),
  )
}

const noted = (s: Situation, room: Room): Outcome => happened({ type: 'room-changed', at: s.now, room })
