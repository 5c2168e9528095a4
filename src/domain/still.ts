import { JUST_ASKED } from './again.ts'
import { stillAsked, whichOne } from './asked.ts'
import { MINUTE } from './calendar.ts'
import type { Fact } from './facts.ts'
import { rated } from './rating.ts'
import type { Grade } from './reading.ts'
import { both, NOTHING, type Outcome, type Situation } from './situation.ts'
import { saysGood } from './wording/rating.ts'

/** Any everyday yes is an answer only right after the question, the word that it asked for all day. */
const AT_ONCE = 10 * MINUTE

/** 「还好」 to 「还好吗？」: her rating, once more. `all`: of each that was asked after. */
export function still(s: Situation, grade: Grade, how: 'plain' | 'all' | 'everyday'): Outcome | undefined {
  if (s.heard.quote && !s.heard.quote.ours) return undefined
  const open = stillAsked(s, how === 'everyday' && !saysGood(s.heard.text) ? AT_ONCE : JUST_ASKED)
  if (open.length === 0) return undefined
  if (open.length > 1 && how !== 'all') return whichOne(open)
  return together(open.map((matter) => rated(s, matter, grade, '')))
}

/** Acknowledged in one line. */
function together(all: readonly Outcome[]): Outcome {
  const [first = NOTHING, ...more] = all
  const isRating = ({ type }: Fact): boolean => type === 'case-rated'
  return more.reduce((sum, { facts }) => both(sum, { facts: facts.filter(isRating), answers: [] }), first)
}
