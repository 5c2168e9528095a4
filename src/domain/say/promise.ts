import { clean } from '../privacy.ts'
import type { CaseFact, Fact } from '../state/facts.ts'
import * as words from '../wording/case.ts'
import { discreet } from '../wording/hold.ts'
import * as promise from '../wording/promise.ts'
import { type Occasion, running, type Saying } from './occasion.ts'

type Of<T extends CaseFact['type']> = Extract<CaseFact, { type: T }>

/** What the speaker hears, and what is told where the case lives. */
type BackAnd = (answer: string, news: string) => readonly Saying[]

/** News with the date that they promise; where they ask about a date, the question is the answer. */
export function sayNews(
  o: Occasion,
  fact: Of<'news-given'>,
  { t, later }: { readonly t: words.Told; readonly later: words.Told },
  backAnd: BackAnd,
): readonly Saying[] {
  const until = o.facts.flatMap((one) => (one.type === 'promise-made' && one.case === fact.case ? [one.until] : []))[0]
  const news = words.news(later, discreet(clean(o.c, fact.text)))
  if (until !== undefined)
    return backAnd(promise.promiseNoted(t, until), `${news}\n${promise.agreedOn(until, later.now)}`)
  const [answer, ...others] = backAnd(words.noted(t), news)
  return answer && !asksAbout(o.facts, fact.case) ? [answer, ...others] : others
}

/** 随手办: raised and finished by the same words. */
export const isDoneOnSight = (o: Occasion, { case: number }: Of<'case-raised'>): boolean =>
  o.facts.some((fact) => fact.type === 'case-finished' && fact.case === number)

/** 首问负责: who took it first hears once that it is still hers to watch. */
export const sayFirst = (
  { by }: Of<'case-sent-back'>,
  t: words.Told,
  back: (text: string) => Saying,
): readonly Saying[] => (t.matter.first === by ? [back(promise.stillYours(t))] : [])

const asksAbout = (facts: readonly Fact[], number: number): boolean =>
  facts.some(
    (fact) => fact.type === 'asked' && fact.pending.question.ask === 'promise' && fact.pending.question.case === number,
  )

/** A day that was asked for: with news it is told beside them. */
export const sayPromised = (
  o: Occasion,
  { case: number, until }: Of<'promise-made'>,
  { t, later }: { readonly t: words.Told; readonly later: words.Told },
  backAnd: BackAnd,
): readonly Saying[] =>
  o.facts.some((one) => one.type === 'news-given' && one.case === number)
    ? []
    : backAnd(promise.promiseNoted(t, until), promise.promised(later, until))

/** What becomes of a promise, and of reminders. */
export function sayPromise(
  o: Occasion,
  fact: Of<'promise-passed' | 'promise-dropped' | 'reminders-hushed' | 'hurry-dropped'>,
  { t, inside }: { readonly t: words.Told; readonly inside: words.Told },
  to: {
    readonly back: (text: string) => Saying
    readonly backAnd: BackAnd
    readonly handlers: (text: string, more?: Partial<Saying>) => Saying
  },
): readonly Saying[] {
  const { number, due } = t.matter
  if (fact.type === 'promise-passed') {
    if (o.facts.some((one) => one.type === 'case-reminded' && one.case === number)) return []
    return [
      to.handlers(promise.promisePassed(inside, fact.until), {
        key: `#${number}/promise/${fact.until}`,
        ...running(t.matter),
      }),
    ]
  }
  if (fact.type === 'promise-dropped') {
    const dropped = promise.promiseDropped(t, fact.before)
    return fact.asked ? [to.back(dropped)] : to.backAnd(dropped, dropped)
  }
  if (fact.type === 'hurry-dropped')
    return [to.back(promise.hurryDropped(t)), to.handlers(promise.hurryDroppedForHandlers(inside))]
  const hushed = o.facts.flatMap((one) => (one.type === 'reminders-hushed' ? [one.case] : []))
  return hushed[0] === fact.case ? [to.back(promise.unhurried(hushed, fact.until, due, o.now))] : []
}
