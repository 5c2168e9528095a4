import { HOUR, MINUTE } from '../calendar.ts'
import type { Choice } from '../heard/reading.ts'
import { answer, both, happened, isConvener, NOTHING, type Outcome, openPolls, type Situation } from '../situation.ts'
import type { Poll } from '../state/matter.ts'
import { isKnown, isSaid, noted, said } from './refusal.ts'

/** So long what follows a neighbour's 「同意的扣1」 may be meant for her; the next one has to wait. */
const APART = 30 * MINUTE
const NEXT = 2 * HOUR

/** 同意的扣1: no poll of the bot's. With one open, the bare numbers that follow are not counted in it. */
export function ownCount(s: Situation): Outcome | undefined {
  const { room, speaker, heard, at } = s
  if (!room || s.quoted.poll !== undefined || openPolls(s.c, room.id).length === 0) return undefined
  if (isConvener(speaker)) return undefined // speaks of the card
  if (room.rival && at - room.rival.at < NEXT) return NOTHING // else one who says it again stops every vote
  return happened({ type: 'room-changed', at: s.now, room: { ...room, rival: { name: heard.name, at } } })
}

/** Whether this number may be meant for a neighbour's own count. */
export const isApart = ({ room, at, heard }: Situation, choice: Choice): boolean =>
  'numbers' in choice &&
  !heard.addressed &&
  room?.rival !== undefined &&
  at >= room.rival.at &&
  at - room.rival.at <= APART

/** It is not counted, of which each hears once: the first at once, those of the next minute in one line. */
export function countsApart(s: Situation, poll: Poll | undefined): Outcome {
  const { room, speaker } = s
  if (!room?.rival || !poll) return NOTHING
  const once = `P${poll.number}/apart/${room.rival.at}`
  if (isKnown(speaker, once)) return NOTHING
  const what = `P${poll.number}/apart`
  const key = `${room.id}/${what}`
  if (isSaid(s, key)) return happened({ type: 'bundle-grew', at: s.now, key, person: speaker.key }, noted(s, once))
  return both(
    happened(said(s, room.id, what, poll.number), noted(s, once)),
    answer({ say: 'counted-apart', poll: poll.number, name: room.rival.name }),
  )
}
