import type { Reading } from '../heard/reading.ts'
import { answer, both, happened, type Outcome, type Situation } from '../situation.ts'
import { forgetQuestion } from './ask.ts'
import { lastOwn } from './more.ts'

/** 「语音认错了」 without what would be right: what waits is dropped, and what is filed is hers to put right. */
export function misheard(s: Situation, { place, how }: Extract<Reading, { do: 'correct' }>): Outcome | undefined {
  if (place || how !== 'plain') return undefined
  const question = s.pending?.question
  if (question?.ask === 'register' && question.draft.by === 'voice')
    return both(happened(...forgetQuestion(s)), answer({ say: 'misheard' }))
  const own = lastOwn(s)
  return own && answer({ say: 'misheard', matter: own.number })
}
