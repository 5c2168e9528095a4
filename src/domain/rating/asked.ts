import { numbersIn } from '../heard/quoted.ts'
import { affects, answer, cases, type Outcome, type Situation, unitOf } from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { ASKED_WITHIN, JUST_ASKED } from './again.ts'

/** What was asked of the speaker four weeks after the finish; what her household answered is left out, or not. */
function asked(s: Situation, answered = false): readonly Case[] {
  const unit = unitOf(s.speaker)
  return cases(
    s.c,
    (matter) =>
      matter.stage === 'done' &&
      s.at >= (matter.askedAgain || Number.POSITIVE_INFINITY) &&
      s.at - (matter.askedAgain ?? 0) <= ASKED_WITHIN &&
      affects(s.c, matter, s.speaker) &&
      (answered || !matter.ratings.some((one) => one.unit === unit && (one.at ?? 0) >= (matter.askedAgain ?? 0))),
  )
}

/** Of these, what her words may be about: what is said to nobody in particular only for a while. */
export function stillAsked(s: Situation, within = JUST_ASKED, answered = false): readonly Case[] {
  const pointed = s.heard.addressed || s.heard.quote?.ours === true
  const open = asked(s, answered).filter(({ askedAgain = 0 }) => pointed || s.at - askedAgain <= within)
  const quoted = s.heard.quote?.ours ? numbersIn(s.heard.quote.text) : []
  return quoted.length === 0 ? open : open.filter(({ number }) => quoted.includes(number))
}

/** A line of ours that tells of several finishes is quoted: those that she may mean. It says not which. */
export function severalQuoted(
  s: Situation,
  of: (matter: Case) => boolean = (matter) => affects(s.c, matter, s.speaker),
): readonly Case[] {
  const quoted = s.heard.quote?.ours ? numbersIn(s.heard.quote.text) : []
  if (quoted.length < 2) return []
  const waiting = asked(s).filter(({ number }) => quoted.includes(number))
  return waiting.length > 0
    ? waiting
    : cases(s.c, (matter) => quoted.includes(matter.number) && matter.stage === 'done' && of(matter))
}

export const whichOne = (among: readonly Case[]): Outcome =>
  answer({ say: 'which-again', cases: among.map(({ number }) => number) })
