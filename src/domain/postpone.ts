import { type Instant, isTooFar, workdaysLater } from './calendar.ts'
import { withCase } from './case.ts'
import type { Case } from './matter.ts'
import { type Asked, askDate, given, meantBarely, newsOf, noted, promised, type Said, several } from './promise.ts'
import { addWords, forgetQuestion } from './raise.ts'
import type { Choice, Reading } from './reading.ts'
import {
  answer,
  both,
  cases,
  concerns,
  happened,
  isConvener,
  isOpen,
  mayHandle,
  NOTHING,
  type Outcome,
  type Situation,
} from './situation.ts'
import { handling } from './staff.ts'

/** 延期 27 2天 等配件: the convener agrees; her own word counts at once. */
export const postpone = (
  s: Situation,
  number: number | undefined,
  until: Instant | undefined,
  reason: string,
): Outcome | undefined =>
  handling(s, number, 'postpone', (matter) => {
    if (until === undefined) return askDate(s, matter, reason)
    if (until <= s.now) return answer({ say: 'date-past', at: until })
    if (isTooFar(until, s.now)) return answer({ say: 'date-far' })
    if (until > matter.due) return extended(s, matter, until, reason)
    return reason === '' ? answer({ say: 'whose', case: matter.number }) : given(s, matter, { text: reason, until })
  })

/** More time: a convener gives it to herself. */
const extended = (s: Situation, { number }: Case, until: Instant, reason: string): Outcome => {
  const about = { at: s.now, case: number, by: s.speaker.key, until, reason }
  return happened(isConvener(s.speaker) ? { type: 'time-given', ...about } : { type: 'time-asked', ...about })
}

/** 过两天 · 等配件到 · 下雨干不了: those who work on it are asked for a date, what those it concerns say joins it. */
export function someday(s: Situation, { case: number, days, reason }: Said<'postpone'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  if (!matter && number === undefined) {
    const quoted = s.quoted.case === undefined ? undefined : s.c.get('case', s.quoted.case)
    if (quoted && isOpen(quoted) && concerns(quoted, s.speaker)) return addWords(s, quoted)
    if (!s.heard.addressed) return undefined
  }
  const until = days && matter && workdaysLater(s.c.calendar, Math.max(matter.due, s.now), days)
  return several(s) ?? postpone(s, number ?? matter?.number, until, reason)
}

/** 是, 不是, or another day. */
export function answeredPromise(s: Situation, question: Asked, readings: readonly Reading[]): Outcome | undefined {
  const matter = s.c.get('case', question.case)
  if (!matter || !isOpen(matter) || !mayHandle(s.speaker, matter)) return undefined
  const forgotten = happened(...forgetQuestion(s))
  for (const reading of readings) {
    if (reading.do === 'no')
      return both(forgotten, question.until ? answer({ say: 'limit-stays', case: matter.number }) : NOTHING)
    if (reading.do === 'postpone' && reading.days !== undefined) return both(forgotten, someday(s, reading) ?? NOTHING)
    const until = reading.do === 'yes' ? question.until : dayOf(reading, matter)
    if (until !== undefined) return both(forgotten, until <= s.now ? past(until) : settled(s, matter, until, question))
  }
  return undefined
}

const past = (at: Instant): Outcome => answer({ say: 'date-past', at })

/** A day that is named for this case, or for none in particular. */
const dayOf = (reading: Reading, { number }: Case): Instant | undefined =>
  (reading.do === 'day' || reading.do === 'promise' || reading.do === 'postpone' || reading.do === 'news') &&
  (!('case' in reading) || reading.case === undefined || reading.case === number)
    ? reading.until
    : undefined

/** Before the limit it is a promise, after it more time is asked for. */
function settled(s: Situation, matter: Case, until: Instant, { text, told, until: asked }: Asked): Outcome {
  if (isTooFar(until, s.now)) return answer({ say: 'date-far' })
  const bare = told === undefined && asked !== undefined // her words said a day, and were no news yet
  if (until <= matter.due) return both(bare ? newsOf(s, matter, text) : NOTHING, promised(s, matter, until))
  return both(extended(s, matter, until, text), happened(noted(s, matter.number, matter.promised, true)))
}

export const agree = (s: Situation, number: number): Outcome | undefined =>
  withCase(s, number, 'postpone', (matter) => {
    if (!isConvener(s.speaker)) return answer({ say: 'not-yours', case: number, who: 'conveners', told: false })
    if (!matter.asked) return answer({ say: 'nothing-asked', case: number })
    const { until, reason } = matter.asked
    return happened({ type: 'time-given', at: s.now, case: number, by: s.speaker.key, until, reason })
  })

/** A convener's bare 「同意」 among staff: to the only request for more time. */
export function agreeHere(s: Situation, choice: Choice): Outcome | undefined {
  if (s.room?.kind !== 'staff' || !isConvener(s.speaker) || !('stance' in choice) || choice.stance !== 'for')
    return undefined
  const waiting = cases(s.c, (matter) => isOpen(matter) && matter.asked !== undefined)
  const [only] = waiting
  return only && waiting.length === 1 ? agree(s, only.number) : undefined
}
