import { ASKED_WITHIN, JUST_ASKED } from './again.ts'
import type { Case } from './matter.ts'
import { numbersIn } from './quoted.ts'
import { affects, answer, cases, type Outcome, type Situation, unitOf } from './situation.ts'

/** What was asked of the speaker four weeks after the finish, and her household did not answer yet. */
function asked(s: Situation): readonly Case[] {
  const unit = unitOf(s.speaker)
  return cases(
    s.c,
    (matter) =>
      matter.stage === 'done' &&
      s.at >= (matter.askedAgain || Number.POSITIVE_INFINITY) &&
      s.at - (matter.askedAgain ?? 0) <= ASKED_WITHIN &&
      affects(s.c, matter, s.speaker) &&
      !matter.ratings.some((one) => one.unit === unit && (one.at ?? 0) >= (matter.askedAgain ?? 0)),
  )
}

/** Of these, what her words may be about: what is said to nobody in particular only for a while. */
export function stillAsked(s: Situation, within = JUST_ASKED): readonly Case[] {
  const pointed = s.heard.addressed || s.heard.quote?.ours === true
  const open = asked(s).filter(({ askedAgain = 0 }) => pointed || s.at - askedAgain <= within)
  const quoted = s.heard.quote?.ours ? numbersIn(s.heard.quote.text) : []
  return quoted.length === 0 ? open : open.filter(({ number }) => quoted.includes(number))
}

/** A line of ours that asked after several is quoted: it says not which. */
export const severalQuoted = (s: Situation): readonly Case[] => {
  const quoted = s.heard.quote?.ours ? numbersIn(s.heard.quote.text) : []
  return quoted.length > 1 ? asked(s).filter(({ number }) => quoted.includes(number)) : []
}

export const whichOne = (among: readonly Case[]): Outcome =>
  answer({ say: 'which-again', cases: among.map(({ number }) => number) })
