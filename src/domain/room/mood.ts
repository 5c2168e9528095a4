import { DAY, HOUR, MINUTE } from '../calendar.ts'
import type { Mood } from '../heard/reading.ts'
import { happened, isConvener, NOTHING, type Outcome, type Situation } from '../situation.ts'

/** So often within this time, by so many people: then the conveners are told, once in so long. */
const MUCH: Readonly<Record<Mood, { times: number; within: number; by: number; again: number }>> = {
  quarrel: { times: 3, within: 10 * MINUTE, by: 2, again: 12 * HOUR },
  adverts: { times: 4, within: 30 * MINUTE, by: 1, again: DAY },
  grumble: { times: 3, within: 7 * DAY, by: 2, again: 7 * DAY },
}

/** A quarrel, a flood of advertisements, people who find the bot of no use: silence in the group (phrases.md, situations). */
export function heated(s: Situation, mood: Mood): Outcome {
  const { room, now } = s
  if (room?.kind !== 'residents' || s.late || isConvener(s.speaker)) return NOTHING
  const { times, within, by, again } = MUCH[mood]
  const { heard, toldAt = -Infinity } = room.moods?.[mood] ?? { heard: [] }
  if (now - toldAt < again) return NOTHING
  const lately = [...heard.filter(({ at }) => now - at < within), { at: now, from: s.heard.from }]
  const much = lately.length >= times && new Set(lately.map(({ from }) => from)).size >= by
  const moods = { ...room.moods, [mood]: much ? { heard: [], toldAt: now } : { heard: lately } }
  const told = much ? { told: { mood, times: lately.map(({ at }) => at) } } : {}
  return happened({ type: 'room-heated', at: now, room: { ...room, moods }, ...told })
}
