import { addWords, MOST_WORDS } from '../case/more.ts'
import { support } from '../case/support.ts'
import { freshDue, handlingHere } from '../limit/limit.ts'
import { both, concerns, happened, isOpen, type Outcome, type Situation, undoable, unitOf } from '../situation.ts'
import { counters } from '../state/counters.ts'
import type { Case } from '../state/matter.ts'

/**
 * Broken again long after it was finished: a new case that names the old one. Its neighbours join that one.
 * @param shown of the text what everybody may read: not what was said in private
 */
export function comeBack(s: Situation, matter: Case, text: string, shown: string): Outcome {
  const next = matter.next === undefined ? undefined : s.c.get('case', matter.next)
  if (next && isOpen(next))
    return concerns(next, s.speaker) || !isAffected(s, matter)
      ? addWords(s, next, text)
      : both(support(s, next, undefined, true), addWords(s, next, text))
  const fresh = afresh(s, matter, text, shown)
  const about = { at: s.now, by: s.speaker.key }
  return happened(
    { type: 'case-raised', at: s.now, case: fresh.number, matter: fresh },
    { type: 'came-back', case: matter.number, as: fresh.number, text, ...about },
    undoable(s, { did: 'raise', case: fresh.number }),
  )
}

/** The same trouble in the same place, with the words of then and of now. */
function afresh(s: Situation, matter: Case, text: string, shown: string): Case {
  const { title, category, kind, place, tier, urgent, post } = matter
  const before = matter.room === undefined ? title : (matter.raised ?? matter.text) // told in private it stays so
  const withNow = (now: string): string => (now === '' ? before : `${before}；${now}`).slice(0, MOST_WORDS)
  const handling = handlingHere(s.c, matter)
  return {
    number: counters(s.c).case,
    title,
    text: withNow(text),
    ...(shown === text ? {} : { raised: withNow(shown) }),
    category,
    ...(kind === undefined ? {} : { kind }),
    ...(place ? { place } : {}),
    tier,
    handling,
    urgent,
    stage: 'open',
    reporter: isAffected(s, matter) ? s.speaker.key : matter.reporter,
    ...(matter.unnamed ? { unnamed: true } : {}),
    ...roomOf(s, matter),
    sources: [s.heard.id],
    supporters: [],
    post,
    raisedAt: s.now,
    since: s.now,
    due: freshDue(s.c, { ...matter, handling }, s.now),
    rungs: [],
    news: [],
    media: s.photos.map((of) => ({ of, when: 'raised', ...(s.room ? {} : { apart: true }) })),
    ratings: [],
    pressed: false,
    again: matter.number,
  }
}

/** Who looked after it by office reports it for its reporter. */
const isAffected = ({ speaker }: Situation, matter: Case): boolean =>
  concerns(matter, speaker) || matter.supporters.some(({ unit }) => unit === unitOf(speaker))

/** Where its people read of it: among neighbours where it was said there, else where the old one was raised. */
const roomOf = ({ room }: Situation, matter: Case): { readonly room?: string } => {
  const id = room?.kind === 'residents' ? room.id : matter.room
  return id === undefined ? {} : { room: id }
}
