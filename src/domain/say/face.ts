import type { Community } from '../community.ts'
import type { Poll } from '../matter.ts'
import { clean } from '../privacy.ts'
import { nobodyKnown, somebody } from '../wording/people.ts'
import type { Eyes } from '../wording/redact.ts'

const MOST_OF_A_NAME = 12

/** In which nobody of the community is named. */
export const nameless = (c: Community, text: string): string => {
  const names = [...c.all('person')].map(({ name }) => name).filter((name) => name.length >= 2)
  return names.filter((name) => text.includes(name)).reduce((words, name) => words.replaceAll(name, somebody()), text)
}

/** What a convener wrote about a poll since it was posted. */
export const cleaned = (c: Community, { voided, concluded, ...poll }: Poll): Poll => ({
  ...poll,
  ...(voided === undefined ? {} : { voided: clean(c, voided) }),
  ...(concluded ? { concluded: { ...concluded, text: clean(c, concluded.text) } } : {}),
})

/** Those who read a room. */
export const eyesOf = (c: Community, room: string | undefined): Eyes =>
  room !== undefined && c.get('room', room)?.kind === 'staff' ? 'staff' : 'public'

/** A name as it may be shown: people write doors and telephones into it. */
export const nameOf = (c: Community, person: string | undefined): string =>
  short(clean(c, c.get('person', person ?? '')?.name ?? nobodyKnown()))

export const short = (name: string): string =>
  name.length > MOST_OF_A_NAME ? `${name.slice(0, MOST_OF_A_NAME)}…` : name

/** Shown by office, not by name. */
export const officeOf = (c: Community, person: string): string => c.get('person', person)?.posts[0] ?? nameOf(c, person)
