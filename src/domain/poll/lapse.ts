import { HOUR, type Instant } from '../calendar.ts'
import { answer, both, happened, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Person } from '../state/community.ts'

/** Her card has waited in vain. */
export const lapsedOf = (person: Person, at: Instant, room: string | undefined): Person => ({
  ...person,
  lapsed: { at, ...(room === undefined ? {} : { room }) },
})

/** So long she may still think that her card waits. */
const TOLD_WITHIN = 4 * HOUR

/** Whose card has lapsed is told so once, where it was; anybody else's 「发」 is an ordinary word. */
export function nothingWaits(s: Situation): Outcome | undefined {
  const { lapsed } = s.speaker
  const hers = lapsed !== undefined && lapsed.room === s.room?.id && s.now - lapsed.at < TOLD_WITHIN
  return hers || s.heard.addressed ? both(forgetLapse(s), answer({ say: 'nothing-to-post' })) : undefined
}

/** She knows of it, or has drawn another card. */
export function forgetLapse(s: Situation): Outcome {
  const { lapsed, ...person } = s.speaker
  return lapsed ? happened({ type: 'person-noted', at: s.now, person }) : NOTHING
}
