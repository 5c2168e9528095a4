import { leavingOf } from '../people/left.ts'
import { isPublic, ranked, standing } from '../poll/forum.ts'
import type { Community } from '../state/community.ts'
import type { Forum } from '../state/matter.ts'
import type { Moment, Outgoing, Summary } from '../state/outgoing.ts'
import * as words from '../wording/forum.ts'
import { anonymous } from './face.ts'

/** Fewer need no summary. */
const LEAST = 2

/** What may leave of the opinions on a case; none where there is too little to be summed up. */
export function opinionsFor(c: Community, number: number): Extract<Outgoing, { card: 'summary' }> | undefined {
  const matter = c.get('case', number)
  const forum = c.get('forum', number)
  if (!matter || !forum || !isPublic(matter)) return undefined
  const subject = leavingOf(c, `summary/${number}/0`, matter.reporter, matter.title)
  const sent = standing(forum).flatMap(({ number: place, person, text }) => {
    const one = leavingOf(c, `summary/${number}/${place}`, person, text)
    return one ? [{ place, one }] : []
  })
  if (sent.length < LEAST) return undefined
  return {
    card: 'summary',
    subject: subject?.text || matter.category,
    opinions: sent.map(({ place, one }) => ({ number: place, text: one.text })),
    whose: [...(subject?.text ? [subject] : []), ...sent.map(({ one }) => one)],
  }
}

/** What they come to, those that were not sent below it; the opinions themselves where that is not to be had. */
export function summaryText(
  c: Community,
  number: number,
  made: Summary | undefined,
  { aloud }: Pick<Moment, 'aloud'>,
): string | undefined {
  const forum = c.get('forum', number)
  if (!forum) return undefined
  const named = new Set(made?.points.flatMap(({ opinions }) => opinions))
  const all = standing(forum)
  const stands = [...named].every((place) => all.some((one) => one.number === place)) // none was withdrawn meanwhile
  if (!made || !stands) return opinionsText(c, forum, { whole: !aloud, before: whyNot(c, forum) })
  const points = made.points.map((point) => ({ ...point, text: anonymous(c, point.text) }))
  const apart = all.filter((one) => !named.has(one.number)).map((one) => ({ ...one, text: anonymous(c, one.text) }))
  return words.summed(number, { label: made.label, points, apart }, aloud)
}

function whyNot(c: Community, forum: Forum): string {
  if (standing(forum).length < LEAST) return words.unsummed('few')
  return words.unsummed(c.is.model === undefined ? 'off' : 'failed')
}

/** As anybody may read them: nobody is named in what others say. */
export const shown = (c: Community, forum: Forum): readonly words.Ranked[] =>
  ranked(c, forum).map((one) => ({ ...one, text: anonymous(c, one.text) }))

export const opinionsText = (c: Community, forum: Forum, listing: words.Listing): string =>
  words.list(forum.case, shown(c, forum), forum.over === true, listing)

/** Whether conveners are told that these can be summed up. */
export const sums = (c: Community, forum: Forum): boolean => c.is.model !== undefined && standing(forum).length >= LEAST
