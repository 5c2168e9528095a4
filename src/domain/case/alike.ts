import { DAY, HOUR, type Instant } from '../calendar.ts'
import type { Trouble } from '../heard/reading.ts'
import { cases, isOpen, type Situation, samePlace } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'

const ALIKE_WITHIN = 14 * DAY

/**
 * The likeliest open case about the same: same category and place, raised within 14 days; the same unit first, then the
 * latest. 家事 is nobody else's.
 */
export function lookAlike(c: Community, trouble: Trouble, at: Instant): Case | undefined {
  const alike = cases(
    c,
    (matter) =>
      isOpen(matter) &&
      matter.tier !== 'family' &&
      matter.category === trouble.category &&
      samePlace(matter.place, trouble.place) &&
      at - matter.raisedAt <= ALIKE_WITHIN,
  )
  return alike.findLast(({ place }) => place?.unit === trouble.place?.unit) ?? alike.at(-1)
}

/** Many voices about one danger, within the hour and not told apart by place, are one case. */
export const sameDanger = (c: Community, trouble: Trouble, at: Instant): Case | undefined =>
  cases(
    c,
    (matter) =>
      isOpen(matter) &&
      matter.danger === trouble.danger &&
      at - matter.raisedAt <= HOUR &&
      (trouble.place === undefined || matter.place === undefined || samePlace(matter.place, trouble.place)),
  ).at(-1)

/** The speaker's own case that she says again: after a recall, or in other words at once. */
export const repeated = (s: Situation, trouble: Trouble): Case | undefined =>
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.reporter === s.speaker.key &&
      matter.category === trouble.category &&
      (matter.goingAt !== undefined || samePlace(matter.place, trouble.place)),
  ).at(-1)
