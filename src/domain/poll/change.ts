import { HOUR, type Instant, MINUTE } from '../calendar.ts'
import { answer, both, happened, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { Poll } from '../state/matter.ts'

/** So often one changes her ballots in an hour; what she only says again takes no more than half of that. */
export const MOST_CHANGES = 10
export const MOST_REPEATS = 5
/** The time before the close stands by itself, so that a last word is possible whatever was said before. */
const LAST_CALL = 10 * MINUTE

function windowEnd({ closes }: Poll, at: Instant): Instant {
  const last = closes - LAST_CALL
  return at >= last ? closes : Math.min((Math.floor(at / HOUR) + 1) * HOUR, last)
}

/** The speaker with one change more; none where these are too many. */
export function changedAgain(s: Situation, poll: Poll, most = MOST_CHANGES): Person | undefined {
  const until = windowEnd(poll, s.at)
  const so = s.speaker.changed?.until === until ? s.speaker.changed : { until, count: 0 }
  return so.count >= most ? undefined : { ...s.speaker, changed: { ...so, count: so.count + 1 } }
}

/** Said once: till when what she gave last stands. */
export function enough(s: Situation, { number }: Poll): Outcome {
  const { changed } = s.speaker
  if (!changed || changed.told) return NOTHING
  const person: Person = { ...s.speaker, changed: { ...changed, told: true } }
  return both(
    happened({ type: 'person-noted', at: s.now, person }),
    answer({ say: 'changed-enough', poll: number, until: changed.until }),
  )
}
