import type { Answer } from '../../answer.ts'
import { leftOf } from '../../people/left.ts'
import { left } from '../../wording/left.ts'
import type { Occasion, Saying } from '../occasion.ts'
import { aboutCase, mayKnow } from './case.ts'
import { aboutPoll } from './poll.ts'
import { ofTalk } from './talk.ts'

/** An answer in words, to whom it goes. */
export function sayAnswer(o: Occasion, answer: Answer): readonly Saying[] {
  if (answer.say === 'left') return leftLines(o, answer)
  const card = cardOf(o, answer)
  const text = textOf(o, answer)
  if (text === undefined) return card
  const to = answer.to ?? (isSecret(o, answer) && o.speaker ? { person: o.speaker.key } : undefined)
  const about = 'case' in answer ? `#${answer.case}` : 'poll' in answer ? `P${answer.poll}` : undefined
  return [
    {
      text,
      asked: to === undefined || ('person' in to && to.person === o.speaker?.key),
      urgent: answer.say === 'danger',
      ...(answer.say === 'danger' && answer.unnamed ? { uncalled: true } : {}),
      ...(to === undefined ? {} : { to }),
      ...(about === undefined ? {} : { about }),
    },
    ...card,
  ]
}

/** What of her words went to a model service, to herself. */
const leftLines = ({ c, speaker, now }: Occasion, { to }: Answer): readonly Saying[] =>
  left(leftOf(c, speaker?.contact), c.is.model, now).map((text) => ({
    text,
    asked: true,
    ...(to === undefined ? {} : { to }),
  }))

/** What goes with the words: the whole list for who walks from door to door, the sheet of a poll that is over, a code; or is words itself. */
function cardOf(o: Occasion, answer: Answer): readonly Saying[] {
  if (answer.say === 'summary')
    return [{ text: '', asked: true, about: `#${answer.case}`, card: { card: 'summary', case: answer.case } }]
  if (answer.say === 'polished')
    return [{ text: '', asked: true, card: { card: 'polish', of: answer.of }, ...(answer.to && { to: answer.to }) }]
  if (!o.speaker || !('poll' in answer)) return []
  const about = { text: '', asked: true, about: `P${answer.poll}` } as const
  const privately = { to: { person: o.speaker.key } } as const
  switch (answer.say) {
    case 'doors':
      return [{ ...privately, text: '', card: { card: 'doors', poll: answer.poll }, asked: true }]
    case 'record':
    case 'codes':
      return [
        {
          ...about,
          ...(answer.to === undefined && o.room !== undefined ? { to: { room: o.room } } : privately),
          card: { card: 'record', poll: answer.poll },
        },
      ]
    case 'own-code':
      return [{ ...about, ...privately, card: { card: 'receipt', poll: answer.poll } }]
    default:
      return []
  }
}

function textOf(o: Occasion, answer: Answer): string | undefined {
  if ('case' in answer) {
    const matter = o.c.get('case', answer.case)
    return matter && aboutCase(o, matter, answer)
  }
  if ('poll' in answer) {
    const poll = o.c.get('poll', answer.poll)
    return poll && aboutPoll(o, poll, answer)
  }
  return ofTalk(o, answer)
}

/** Their answers on 家事 go to them in private, wherever they asked. */
function isSecret(o: Occasion, answer: Answer): boolean {
  const matter = 'case' in answer ? o.c.get('case', answer.case) : undefined
  return matter?.tier === 'family' && o.room !== undefined && mayKnow(o, matter)
}
