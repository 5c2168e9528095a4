import { dayOf, HOUR, type Instant, isTooFar } from '../calendar.ts'
import { ask } from '../case/ask.ts'
import { addWords } from '../case/more.ts'
import { inHand } from '../case/staff.ts'
import type { Reading } from '../heard/reading.ts'
import { isAway } from '../level/letter.ts'
import { HUSH } from '../limit/rung.ts'
import {
  answer,
  both,
  concerns,
  happened,
  isOpen,
  mayHandle,
  NOTHING,
  named,
  type Outcome,
  type Situation,
  UNDO_WITHIN,
  undoable,
} from '../situation.ts'
import type { Question } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { inTurn } from '../turn.ts'
import { justCalled } from './spoken.ts'
import { take } from './take.ts'

/** Of what is done sooner it need not be asked whether it was. */
const SOON = HOUR

export type Asked = Extract<Question, { ask: 'promise' }>
export type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

/** News, and the date that they give. */
export const given = (s: Situation, matter: Case, reading: Pick<Said<'news'>, 'text' | 'until' | 'offer'>): Outcome =>
  both(newsOf(s, matter, reading.text), dated(s, matter, reading))

/** A date that news give: kept as a promise before the limit, offered as a new date after it. */
function dated(s: Situation, matter: Case, { until, text, offer }: Partial<Said<'news'>>): Outcome {
  if (isAway(matter)) return NOTHING // another level says when
  if (until === undefined || until < s.now + SOON || isTooFar(until, s.now) || until === matter.promised) return NOTHING
  if (until <= matter.due && !offer) return promised(s, matter, until)
  if (matter.held || matter.asked?.until === until) return NOTHING
  const asked = asking(s, { ask: 'promise', case: matter.number, until, text: text ?? '', told: true })
  return asked === NOTHING && until > matter.due && isOther(s, matter)
    ? answer({ say: 'later-than-limit', case: matter.number, until })
    : asked
}

/** What was asked of her is of another case: 「是」 will not be of this one. */
const isOther = (s: Situation, { number, tier }: Case): boolean => {
  const question = s.c.get('pending', s.speaker.key)?.question
  return question?.ask === 'promise' && question.case !== number && !s.late && tier !== 'family'
}

/** One question at the most, none about what was said long ago, and of 家事 none in a room. */
export const asking = (s: Situation, question: Asked | Extract<Question, { ask: 'away' }>): Outcome =>
  s.late || s.c.get('pending', s.speaker.key) || (s.room && s.c.get('case', question.case)?.tier === 'family')
    ? NOTHING
    : ask(s, question)

export const promised = (s: Situation, { number, promised: was }: Case, until: Instant): Outcome =>
  happened({ type: 'promise-made', at: s.now, case: number, by: s.speaker.key, until }, noted(s, number, was, false))

export const noted = (s: Situation, number: number, was: Instant | undefined, asked: boolean) =>
  undoable(s, { did: 'promise', case: number, was, asked })

/**
 * The case that everyday words without a number may mean: the one that is quoted, else the only one that this handler
 * has in hand, and in a group of residents only where it lives there.
 */
export function meantBarely(s: Situation): Case | undefined {
  if (s.quoted.case !== undefined) {
    const quoted = s.c.get('case', s.quoted.case)
    return quoted && isOpen(quoted) && mayHandle(s.speaker, quoted) ? quoted : undefined
  }
  const [only, ...more] = inHand(s)
  if (!only || more.length > 0) return undefined
  return s.room?.kind === 'residents' && !s.heard.addressed && only.room !== s.room.id ? undefined : only
}

/** Which of several it is, is asked only of who speaks to the bot: the words are everyday ones. */
export const several = (s: Situation): Outcome | undefined =>
  s.heard.addressed && inHand(s).length > 1 ? answer({ say: 'which-number', command: 'news' }) : undefined

/** 明天来 · 周五之前给你弄: kept where the case is quoted; else it is asked whether that is meant. */
export function promise(s: Situation, said: Said<'promise'>): Outcome | undefined {
  const { until, text } = said
  const matter = meantBarely(s)
  if (!matter) return promisedTaking(s, said) ?? several(s)
  if (until <= s.now || isTooFar(until, s.now)) return undefined
  if (s.quoted.case === undefined) return asking(s, { ask: 'promise', case: matter.number, until, text })
  return given(s, matter, { text, until })
}

/** 「今天天黑前整好」: who was just called for one and has none in hand takes it. */
function promisedTaking(s: Situation, said: Said<'promise'>): Outcome | undefined {
  const [only, ...more] = inHand(s).length > 0 ? [] : justCalled(s)
  if (!only || more.length > 0) return undefined
  return inTurn(s, [(then) => take(then, only.number), (then) => promise(then, said)])
}

export const newsOf = (s: Situation, matter: Case, text: string): Outcome =>
  happened({ type: 'news-given', at: s.now, case: matter.number, by: s.speaker.key, text })

/** Which day? Asked once; without an answer the limit stays as it is. */
export const askDate = (s: Situation, matter: Case, text: string): Outcome => {
  const asked = asking(s, { ask: 'promise', case: matter.number, text })
  return asked === NOTHING ? answer({ say: 'date-missing', case: matter.number }) : asked
}

/** 27延到2月30日: nothing is kept of it. */
export function noSuchDay(s: Situation, { case: number, day }: Said<'no-such-day'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  return matter && isOpen(matter) && mayHandle(s.speaker, matter) ? answer({ say: 'no-such-day', day }) : undefined
}

/** 刚才那个不算: the date that she said within 10 minutes, unless a convener has answered. */
export function unpromise(s: Situation): Outcome | undefined {
  const last = s.c.get('act', s.speaker.key)
  if (last?.act.did !== 'promise' || s.now - last.at > UNDO_WITHIN) return undefined
  const { case: number, was, asked } = last.act
  const matter = s.c.get('case', number)
  const before = matter?.held || (was !== undefined && was <= s.now) ? undefined : was // put off since, or past
  if (!matter || !isOpen(matter) || (asked && matter.asked?.by !== s.speaker.key)) return undefined
  return happened(
    { type: 'promise-dropped', at: s.now, case: number, by: s.speaker.key, before, asked },
    { type: 'act-forgotten', at: s.now, person: s.speaker.key },
  )
}

/** 先别催我: of the case that is named or quoted, else of all that she has in hand. The limit stays. */
export function unhurried(s: Situation, { case: number }: Said<'no-reminders'>): Outcome | undefined {
  const meant = number ?? s.quoted.case
  const own = inHand(s).filter(
    ({ number: one, danger }) => danger === undefined && (meant === undefined || one === meant),
  )
  const until = s.now + HUSH
  if (own.length > 0)
    return happened(
      ...own.map(
        (matter) => ({ type: 'reminders-hushed', at: s.now, case: matter.number, by: s.speaker.key, until }) as const,
      ),
    )
  return s.heard.addressed && number !== undefined ? answer({ say: 'whose', case: number }) : undefined
}

/** 修不了 · 没配件 · 要动维修资金: what she may do about it, once a day; never told to residents as a refusal. */
export function stuck(s: Situation, { case: number }: Said<'stuck'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  if (!matter) return number === undefined ? several(s) : answer({ say: 'no-such-case', number })
  if (!isOpen(matter)) return undefined
  if (!mayHandle(s.speaker, matter)) return concerns(matter, s.speaker) ? addWords(s, matter) : undefined
  if (matter.waysAt !== undefined && dayOf(matter.waysAt) === dayOf(s.now))
    return s.heard.addressed || named(s, number) !== undefined
      ? answer({ say: 'limit-stays', case: matter.number })
      : NOTHING
  return both(
    happened({ type: 'ways-offered', at: s.now, case: matter.number, by: s.speaker.key }),
    answer({ say: 'ways-out', case: matter.number }),
  )
}
