import { DAY, dayOf, HOUR, type Instant, instant, TOLD_FROM } from '../calendar.ts'
import type { Fact } from '../state/facts.ts'
import type { Case, Rating } from '../state/matter.ts'

/** What was mended has to stay so: those it concerns are asked once more, four weeks after the finish. */
const AFTER = 28 * DAY
/** Later than this it is not asked any more: soon after it is archived. */
const WORTH = 5 * DAY
/** An everyday word answers it that long, where it was not said to the bot. */
export const JUST_ASKED = 10 * HOUR
/** Until when an answer is taken for one. */
export const ASKED_WITHIN = 7 * DAY

/** When it is asked once more; none where it was, where it came back since, or where nobody waited for it. */
export const askAgainAt = (matter: Case): Instant | undefined => {
  const { stage, endedAt, askedAgain, next, from, danger } = matter
  if (stage !== 'done' || endedAt === undefined || askedAgain !== undefined) return undefined
  if (next !== undefined || from !== undefined) return undefined // another level asks its own people
  if (danger !== undefined) return undefined // a rescue stays one
  return isBornClosed(matter) ? undefined : instant(dayOf(endedAt + AFTER), TOLD_FROM)
}

/** Mended on sight by who found it: nobody waited for it. */
const isBornClosed = ({ reporter, handler, supporters }: Case): boolean =>
  reporter === handler && supporters.length === 0

/** Once after each finish. */
export function askAgain(matter: Case, now: Instant): readonly Fact[] {
  const at = askAgainAt(matter)
  if (at === undefined || now < at) return []
  return [{ type: 'asked-again', at: now, case: matter.number, ...(now - at > WORTH ? { skipped: true } : {}) }]
}

/** The last rating of each household. */
export const ratingsAfter = (
  { ratings }: Pick<Case, 'ratings'>,
  { at, by, unit, grade, text, apart }: Extract<Fact, { type: 'case-rated' }>,
): readonly Rating[] => [
  ...ratings.filter((one) => one.unit !== unit && one.by !== by),
  { by, unit, grade, text, at, ...(apart ? { apart } : {}) },
]
