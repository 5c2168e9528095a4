import type { Community } from '../community.ts'
import type { Poll } from '../matter.ts'
import { nobodyKnown, somebody } from '../wording/people.ts'
import { type Eyes, redact } from '../wording/redact.ts'

/** Of what somebody wrote, in a line of ours: one line of it, and no more than this. */
const MOST_OF_WORDS = 120
const MOST_OF_A_NAME = 12

/** Somebody's words as these eyes may see them. */
export const clean = (c: Community, text: string, eyes: Eyes = 'public'): string => {
  const line = text.trim().replace(/\s*\n\s*/g, '；')
  const shown = redact(line.slice(0, 2 * MOST_OF_WORDS), publishedBy(c), eyes)
  return shown.length > MOST_OF_WORDS ? `${shown.slice(0, MOST_OF_WORDS)}…` : shown
}
const publishedBy = (c: Community): readonly string[] => c.is.posts.flatMap(({ phone }) => phone ?? [])

/** Whether there is something in it that is for no group. */
export const hidesSome = (c: Community, text: string): boolean => redact(text, publishedBy(c)) !== text

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
