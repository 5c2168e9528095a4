import { dwellingsOf, isBehindDoor, isOfHerself } from '../case/home.ts'
import { isLevel } from '../level/letter.ts'
import { clean, telephonesIn } from '../privacy.ts'
import { isSomewhere } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { contact, placeWords } from '../wording/case.ts'
import * as words from '../wording/home.ts'
import { nameOf } from './face.ts'
import type { Occasion, Saying } from './occasion.ts'

/** As staff alone may know her. */
const reporterOf = (c: Community, matter: Case): words.Reporter => ({
  name: matter.unnamed ? undefined : nameOf(c, matter.reporter),
  for: matter.for === undefined ? undefined : clean(c, matter.for, 'staff'),
  doors: dwellingsOf(c, matter),
})

/** Who is in danger and where, for staff; none of what came from another level, which tells it itself. */
export const whoIn = (c: Community, matter: Case): string | undefined =>
  matter.danger === undefined || isLevel(matter.reporter)
    ? undefined
    : words.whoInDanger(reporterOf(c, matter), {
        herself: isOfHerself(matter),
        placed: isSomewhere(matter.place),
      })

/** Whose it is, for whoever goes there; none where she asked not to be named, or where there is nothing to tell. */
export function homeFor(c: Community, matter: Case, person: string): string | undefined {
  if (person === matter.reporter || isLevel(matter.reporter)) return undefined
  const phones = telephonesIn(c, matter.text)
  const reporter = reporterOf(c, matter)
  if (reporter.name === undefined)
    return phones.length === 0 ? undefined : words.whoseHome(matter.number, { ...reporter, doors: [] }, phones)
  return words.whoseHome(matter.number, reporter, phones)
}

/** Building and unit as anybody may know them: named in a group, and not hers who asked not to be named. */
export const placeFor = (matter: Case, isStaff: boolean): string =>
  isStaff || (matter.room !== undefined && matter.tier !== 'family' && !matter.unnamed) ? placeWords(matter) : ''

/** Whoever took it hears in private whose home it is, and the telephone. */
export function toTaker(o: Occasion, matter: Case, person: string): readonly Saying[] {
  if (!isBehindDoor(matter) && matter.for === undefined) return telephoned(o, matter, matter.text, person)
  const text = homeFor(o.c, matter, person)
  const about = `#${matter.number}`
  if (text === undefined) return []
  return o.c.get('person', person)?.friend
    ? [{ to: { person }, text, about, asked: true }]
    : [{ text: words.where(matter.number, '', 'befriend'), about, asked: true }]
}

/** No room hears a telephone: whoever has to call is told it in private. */
export function telephoned(o: Occasion, matter: Case, text: string, person = ''): readonly Saying[] {
  const phones = person === matter.reporter ? [] : telephonesIn(o.c, text)
  return phones.length === 0 || o.c.get('person', person)?.friend !== true
    ? []
    : [{ to: { person }, text: contact(matter, phones), about: `#${matter.number}`, asked: true }]
}
