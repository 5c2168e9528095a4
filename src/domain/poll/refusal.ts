import { HOUR, MINUTE } from '../calendar.ts'
import { answer, both, happened, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Bundle, Person } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Poll } from '../state/matter.ts'

type Refusal = 'poll-over' | 'outside' | 'vote-privately' | 'befriend-to-vote'

/** So many of them are remembered of each person. */
const REMEMBERED = 10

/** Who says a secret vote aloud believes that she has voted: she is told so again, an hour later at the earliest. */
const AGAIN: ReadonlySet<Refusal> = new Set(['vote-privately', 'befriend-to-vote'])

/**
 * What is said does not count. Each person is told so once a poll, and a group hears of it once a minute: in that minute
 * only those who can be told privately are. Whoever asks in private is answered.
 */
export function refused(s: Situation, { number }: Poll, say: Refusal): Outcome {
  const { room, speaker, heard } = s
  const refusal = { say, poll: number } as const
  if (!room) return answer(refusal)
  const what = `P${number}/${say}`
  const again = AGAIN.has(say)
  const known = again ? isToldOf(s, what) : isKnown(speaker, what)
  if (known && !heard.addressed) return NOTHING
  const note = again ? toldOf(s, what) : noted(s, what)
  if (say === 'vote-privately' || isSaid(s, `${room.id}/${what}`))
    return known || !speaker.friend
      ? NOTHING
      : both(happened(note), answer({ ...refusal, to: { person: speaker.key } }))
  return both(happened(said(s, room.id, what, number), ...(known ? [] : [note])), answer(refusal))
}

/** 「P5/vote-privately@<when>」, within the hour. */
const isToldOf = ({ speaker: { refused: heard = [] }, now }: Situation, what: string): boolean =>
  heard.some((one) => one.startsWith(`${what}@`) && now - Number(one.slice(what.length + 1)) < HOUR)
function toldOf(s: Situation, what: string): Fact {
  const { refused: heard = [] } = s.speaker
  const rest = heard.filter((one) => one !== what && !one.startsWith(`${what}@`))
  return noted({ ...s, speaker: { ...s.speaker, refused: rest } }, `${what}@${s.now}`)
}

export const isKnown = ({ refused: heard = [] }: Person, what: string): boolean => heard.includes(what)

/** Within the minute. */
export const isSaid = ({ c, now }: Situation, key: string): boolean => (c.get('bundle', key)?.until ?? 0) > now

export function said(s: Situation, room: string, what: string, number: number): Fact {
  const bundle: Bundle = { key: `${room}/${what}`, room, about: `P${number}`, until: s.now + MINUTE, people: [] }
  return { type: 'bundle-opened', at: s.now, bundle }
}

export function noted({ speaker, now }: Situation, what: string): Fact {
  const { refused: heard = [] } = speaker
  return { type: 'person-noted', at: now, person: { ...speaker, refused: [...heard, what].slice(-REMEMBERED) } }
}
