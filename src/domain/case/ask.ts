import { happened, type Outcome, type Situation } from '../situation.ts'
import type { Draft, Pending, Question } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'

export const ask = (s: Situation, question: Question): Outcome =>
  happened({ type: 'asked', at: s.now, pending: pendingOf(s, question) })

export const pendingOf = (s: Situation, question: Question): Pending => ({
  person: s.speaker.key,
  askedAt: s.now,
  question,
  ...(s.room ? { room: s.room.id } : {}),
})

export const forgetQuestion = (s: Situation): readonly Fact[] =>
  s.c.get('pending', s.speaker.key) ? [{ type: 'question-dropped', at: s.now, person: s.speaker.key }] : []

/** 和 #19 是同一件吗？ */
export const sameAs = (draft: Draft, { number }: Case, others: readonly Case[]): Question => ({
  ask: 'same',
  draft,
  case: number,
  ...(others.length > 0 ? { others: others.map((one) => one.number) } : {}),
})
