import { called, clean, doorless, nameless } from '../privacy.ts'
import type { Community } from '../state/community.ts'
import type { Case, Poll } from '../state/matter.ts'
import { nobodyKnown, somebody } from '../wording/people.ts'
import type { Eyes } from '../wording/redact.ts'

const MOST_OF_A_NAME = 12

/** As everybody may read it, with nobody's name. */
export const anonymous = (c: Community, text: string): string => nameless(c, clean(c, text))

/** Somebody's words about a case for everybody: of what was told in private no name is repeated. */
export const publicly = (c: Community, { room }: Case, text: string): string =>
  room === undefined ? anonymous(c, text) : clean(c, text)

/** What a convener wrote about a poll since it was posted. */
export const cleaned = (c: Community, { voided, concluded, ...poll }: Poll): Poll => ({
  ...poll,
  ...(voided === undefined ? {} : { voided: clean(c, voided, 'public', namedOn(poll)) }),
  ...(concluded ? { concluded: { ...concluded, text: clean(c, concluded.text, 'public', namedOn(poll)) } } : {}),
})

/** Candidates are named wherever their poll is told of. */
export const namedOn = ({ question, options }: Pick<Poll, 'question' | 'options'>): string =>
  [question, ...options].join('\n')

/** Those who read a room. */
export const eyesOf = (c: Community, room: string | undefined): Eyes =>
  room !== undefined && c.get('room', room)?.kind === 'staff' ? 'staff' : 'public'

/** A name as it may be shown: people write doors and telephones into it. */
export const nameOf = (c: Community, person: string | undefined): string =>
  calledAs(c, c.get('person', person ?? '')?.name ?? nobodyKnown())

/** What somebody is called, by herself or by others. */
export const calledAs = (c: Community, name: string): string => short(called(doorless(c, name))) || somebody()

const short = (name: string): string => {
  const signs = [...name]
  return signs.length > MOST_OF_A_NAME ? `${signs.slice(0, MOST_OF_A_NAME).join('')}…` : name
}

/** Shown by office, not by name. */
export const officeOf = (c: Community, person: string): string => c.get('person', person)?.posts[0] ?? nameOf(c, person)
