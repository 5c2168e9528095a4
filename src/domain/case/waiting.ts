import type { Trouble } from '../heard/reading.ts'
import { ANSWER_WITHIN, happened, NOTHING, type Outcome, type Situation, unitOf } from '../situation.ts'
import type { Draft, Pending, Question } from '../state/community.ts'
import { isWide } from './wide.ts'

/** A report that waits for its author to say yes. */
export type Waiting = Pending & { readonly question: Extract<Question, { readonly draft: Draft }> }
const isWaiting = (pending: Pending): pending is Waiting => 'draft' in pending.question

/** Her report that waits for her answer here. */
export const ownWaiting = ({ pending }: Situation): Waiting | undefined =>
  pending && isWaiting(pending) ? pending : undefined

export const changed = (s: Situation, pending: Waiting, draft: Draft): Outcome =>
  happened({ type: 'draft-changed', at: s.now, pending: { ...pending, question: { ...pending.question, draft } } })

/** A report of somebody else that waits here for her 「报」. */
export function neighbours(s: Situation, of: (draft: Draft) => boolean): Waiting | undefined {
  const found: Waiting[] = []
  for (const pending of s.c.all('pending'))
    if (
      isWaiting(pending) &&
      pending.question.ask === 'register' &&
      pending.person !== s.speaker.key &&
      pending.room !== undefined &&
      pending.room === s.room?.id &&
      s.now - pending.askedAt <= ANSWER_WITHIN &&
      of(pending.question.draft)
    )
      found.push(pending)
  return found.length === 1 ? found[0] : undefined
}

/** 「我家也是」 before it is a case: counted with it when it becomes one. Of what many have at once, their own words too. */
export function joinDraft(s: Situation, trouble: Pick<Trouble, 'place'> & Partial<Trouble>): Outcome | undefined {
  if (s.late || !s.room) return undefined
  const waiting = neighbours(s, ({ trouble: { category, kind } }) =>
    trouble.text === undefined
      ? s.category === undefined || s.category === category
      : trouble.category === category && isWide(s.c, { category, kind }),
  )
  if (!waiting) return undefined
  const { draft } = waiting.question
  const unit = unitOf(s.speaker)
  const author = s.c.get('person', waiting.person)
  const { also = [] } = draft
  if ((author && unitOf(author) === unit) || also.some((one) => one.unit === unit)) return NOTHING
  const place = trouble.place ? { place: trouble.place } : {}
  const one = { person: s.speaker.key, unit, ...place, room: s.room.id, source: s.heard.id }
  return changed(s, waiting, { ...draft, also: [...also, one] })
}
