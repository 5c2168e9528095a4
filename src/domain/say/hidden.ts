import { isAtLeast } from '../limit/ladder.ts'
import { clean, telephonesIn } from '../privacy.ts'
import { conveners, handlersOf, supervisors } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import * as words from '../wording/hidden.ts'
import { nameOf } from './face.ts'
import { type Occasion, type Saying, untaken } from './occasion.ts'
import { told } from './told.ts'

/** What is said of a hidden case: to people, one by one, and never in a group. */
export function sayHidden(o: Occasion, fact: CaseFact, matter: Case): readonly Saying[] {
  const t = told(o.c, matter, o.now, 'staff')
  const text = clean(o.c, matter.raised ?? matter.text, 'staff')
  const phones = telephonesIn(o.c, matter.text)
  switch (fact.type) {
    case 'case-raised':
      return reached(o, to(conveners(o.c), { text: words.called(t, text, phones), urgent: true, ...untaken(matter) }))
    case 'words-added': {
      if (fact.text === '') return []
      const by = matter.unnamed && fact.by === matter.reporter ? undefined : nameOf(o.c, fact.by)
      const more = words.more(t, by, clean(o.c, fact.text, 'staff'))
      return [...to(handlersOf(o.c, matter.number), { text: more, urgent: true }), ...thanks(o)]
    }
    case 'case-corrected':
      return [...to(handlersOf(o.c, matter.number), { text: words.placeTold(t), urgent: true }), ...thanks(o)]
    case 'case-reminded':
      return reminded(o, fact, matter, { again: words.calledAgain(t, text, phones), after: words.howWasIt(t) })
    case 'case-taken':
      return [
        ...(o.facts.find(({ type }) => type === 'case-taken') === fact
          ? [{ to: { person: fact.by }, text: words.taken(), asked: true }]
          : []),
        ...to(
          called(o, matter).filter(({ key }) => key !== fact.by),
          { text: words.takenBy(t, nameOf(o.c, fact.by)), urgent: true },
        ),
        ...(matter.room === undefined ? [{ to: { person: matter.reporter }, text: words.coming(), urgent: true }] : []),
      ]
    case 'case-sent-back':
      return [
        { to: { person: fact.by }, text: words.calledOthers(), asked: true },
        ...to(
          [...new Set([...conveners(o.c), ...supervisors(o.c)])].filter(({ key }) => key !== fact.by),
          { text: words.called(t, text, phones), urgent: true, ...untaken(matter) },
        ),
      ]
    case 'news-given':
    case 'case-finished':
      return o.speaker ? [{ to: { person: fact.by }, text: words.noted(), asked: true }] : []
    default:
      return [] // nothing else is said of it
  }
}

type Reminded = Extract<CaseFact, { type: 'case-reminded' }>
function reminded(
  o: Occasion,
  { rung, at }: Reminded,
  matter: Case,
  { again, after }: { readonly again: string; readonly after: string },
): readonly Saying[] {
  const key = `#${matter.number}/${rung}/${at}`
  return matter.stage === 'taken'
    ? to(handlersOf(o.c, matter.number), { text: after, key })
    : to(called(o, matter), { text: again, key, urgent: true, ...untaken(matter) })
}

/** The conveners, and the supervisors once it is late. */
const called = ({ c }: Occasion, { level }: Case): readonly Person[] => [
  ...new Set([...conveners(c), ...(isAtLeast(level, 'supervisor') ? supervisors(c) : [])]),
]

const to = (people: readonly Person[], saying: Omit<Saying, 'to'>): readonly Saying[] =>
  people.map(({ key }) => ({
    ...saying,
    to: { person: key },
    ...(saying.key === undefined ? {} : { key: `${saying.key}/${key}` }),
  }))

/** Where none of them can be written to, the staff's group hears that there is something, not what. */
const reached = (o: Occasion, sayings: readonly Saying[]): readonly Saying[] =>
  conveners(o.c).some(({ friend }) => friend)
    ? sayings
    : [...sayings, { to: { conveners: true }, text: words.befriend(), urgent: true }]

/** She was told whom to ring, with what she said first. */
const thanks = (o: Occasion): readonly Saying[] =>
  o.speaker && !o.warned && (o.room === undefined || o.heard?.addressed)
    ? [{ text: words.passedOn(), asked: true, uncalled: true }]
    : []
