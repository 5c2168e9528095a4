import { isLevel } from '../level/letter.ts'
import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { isHerself, isOfHome } from '../wording/home.ts'

/** What was said of it first. */
const said = ({ text, raised = text }: Case): string => raised

/** It happens to its reporter, or in her home: only of a danger. */
export const isOfHerself = (matter: Case): boolean =>
  matter.danger !== undefined && matter.for === undefined && isHerself(said(matter))

/** Somebody has to go to a home, or one stands behind it. */
export const isBehindDoor = (matter: Case): boolean =>
  matter.place?.named === undefined && (isOfHome(said(matter)) || isOfHerself(matter))

/** The confirmed dwellings of its reporter where it may be; none of them contradicts the place that was named. */
export function dwellingsOf(c: Community, { reporter, place, for: other }: Case): readonly string[] {
  if (isLevel(reporter) || other !== undefined || place?.named !== undefined) return []
  const confirmed = c.get('person', reporter)?.dwellings.filter((one) => one.confirmed) ?? []
  return confirmed.map(({ household }) => household).filter((household) => isWithin(household, place))
}

const isWithin = (household: string, place: Case['place']): boolean => {
  const [building, unit] = household.split('-')
  return (
    (place?.building === undefined || place.building === building) && (place?.unit === undefined || place.unit === unit)
  )
}
