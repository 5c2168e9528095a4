import type { Community, WordCard } from '../state/community.ts'
import type { Composed, Moment, Outgoing } from '../state/outgoing.ts'
import { polishedText, reportFor } from './polish.ts'
import { opinionsFor, summaryText } from './summary.ts'

/** What goes to a model service for a card that becomes words; none: nothing does. */
export const outgoing = (c: Community, card: WordCard, moment: Pick<Moment, 'now'>): Outgoing | undefined =>
  card.card === 'summary' ? opinionsFor(c, card.case) : reportFor(c, card.of, moment)

/** The words of the card, with what came back or without it. None: there is nothing to be said any more. */
export function composed(c: Community, card: WordCard, made: Composed | undefined, moment: Moment): string | undefined {
  if (card.card === 'summary') return summaryText(c, card.case, made && 'points' in made ? made : undefined, moment)
  return polishedText(c, card.of, made && 'text' in made ? made : undefined, moment)
}
