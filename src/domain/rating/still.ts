import { HOUR, MINUTE } from '../calendar.ts'
import type { Reading } from '../heard/reading.ts'
import { both, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Fact } from '../state/facts.ts'
import { saysGood } from '../wording/rating.ts'
import { JUST_ASKED } from './again.ts'
import { stillAsked, whichOne } from './asked.ts'
import { notMended, rated } from './rating.ts'

/** Any everyday yes is an answer only right after the question, the word that it asked for all day. */
const AT_ONCE = 10 * MINUTE

type Said = Pick<Extract<Reading, { do: 'still' }>, 'grade' | 'text'> & {
  readonly how: Extract<Reading, { do: 'still' }>['how'] | 'everyday'
}

/** 「还好」 to 「还好吗？」: her rating, once more. `all`: of each that was asked after. */
export function still(s: Situation, { grade, how, text = '' }: Said): Outcome | undefined {
  if (isElsewhere(s)) return undefined
  const open = stillAsked(s, withinOf(s, how), grade === 'poor')
  const [only] = open
  if (!only) return undefined
  if (open.length > 1 && how !== 'all') return whichOne(open)
  if (grade === 'poor') return notMended(s, only, text)
  return together(open.map((matter) => rated(s, matter, grade, '', 'still')))
}

/** Said to a neighbour, or of a poll. */
const isElsewhere = ({ heard: { quote, mentions, addressed }, quoted }: Situation): boolean =>
  (quote !== undefined && (!quote.ours || quoted.poll !== undefined)) || (mentions.length > 0 && !addressed)

const withinOf = (s: Situation, how: Said['how']): number => {
  if (how === 'soon') return HOUR
  return how === 'everyday' && !saysGood(s.heard.text) ? AT_ONCE : JUST_ASKED
}

/** Acknowledged in one line. */
function together(all: readonly Outcome[]): Outcome {
  const [first = NOTHING, ...more] = all
  const isRating = ({ type }: Fact): boolean => type === 'case-rated'
  return more.reduce((sum, { facts }) => both(sum, { facts: facts.filter(isRating), answers: [] }), first)
}
