import { forgetQuestion } from '../case/ask.ts'
import { addWords } from '../case/more.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import { both, concerns, happened, isOpen, NOTHING, type Outcome, type Situation, samePlace } from '../situation.ts'
import type { Question } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { isReason } from '../wording/rating.ts'
import { callBack, inspect } from './inspect.ts'
import { rated } from './rating.ts'

/** 哪里没好？ Her next sentence, unless it is plainly something else. */
export function reasoned(
  s: Situation,
  { case: number, of }: Extract<Question, { ask: 'reason' }>,
  readings: readonly Reading[],
): Outcome | undefined {
  const matter = s.c.get('case', number)
  const text = s.heard.text.trim()
  if (!matter || !isPlain(s) || !isReason(text) || !readings.every((one) => mayBeOf(one, matter, text)))
    return undefined
  return both(happened(...forgetQuestion(s)), given(s, matter, of, text))
}

const isPlain = ({ heard: { kind, quote, mentions } }: Situation): boolean =>
  kind === 'text' && mentions.length === 0 && (quote === undefined || quote.ours)

function given(s: Situation, matter: Case, of: 'rating' | 'inspection' | 'call', text: string): Outcome {
  if (isOpen(matter)) return concerns(matter, s.speaker) ? addWords(s, matter, text) : NOTHING
  if (of === 'rating') return rated(s, matter, 'poor', text)
  return (
    (of === 'inspection' ? inspect(s, matter.number, false, text) : callBack(s, matter.number, 'poor', text)) ?? NOTHING
  )
}

/** What the words may also mean leaves them a reason: they tell of the same trouble. */
function mayBeOf(reading: Reading, matter: Case, text: string): boolean {
  switch (reading.do) {
    case 'reopen':
      return reading.case === undefined || reading.case === matter.number
    case 'trouble':
      return isSame(reading.trouble, matter)
    case 'raise':
      return (
        reading.for === undefined && isSame(reading.trouble, matter) && text.length - reading.trouble.text.length <= 1
      )
    case 'correct':
    case 'unclear':
    case 'staff-command':
    case 'support':
      return true
    case 'news':
    case 'add':
      return reading.case === undefined || reading.case === matter.number
    default:
      return false
  }
}

const isSame = ({ danger, place }: Trouble, matter: Case): boolean =>
  danger === undefined && (place?.building === undefined || samePlace(place, matter.place))
