import { DAY, HOUR, type Instant, instant, isTooFar, dayOf as localDay, spanAfter, workdaysLater } from '../calendar.ts'
import { forgetQuestion } from '../case/ask.ts'
import { withCase } from '../case/case.ts'
import { addWords } from '../case/more.ts'
import { handling } from '../case/staff.ts'
import type { Reading, Span } from '../heard/reading.ts'
import { putOffBy } from '../level/clock.ts'
import { limitAhead } from '../limit/limit.ts'
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
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { type Asked, askDate, given, meantBarely, newsOf, noted, promised, type Said, several } from './promise.ts'

type Asking = Pick<Said<'postpone'>, 'case' | 'until' | 'by' | 'reason'>

/** 延期 27 2天 等配件: the convener agrees; her own word counts at once. */
export const postpone = (s: Situation, { case: number, until: day, by, reason }: Asking): Outcome | undefined =>
  handling(s, number, 'postpone', (matter) => {
    const until = by ? longer(s, matter, by) : day
    if (until === undefined) return askDate(s, matter, reason)
    if (until <= s.now) return answer({ say: 'date-past', at: until })
    if (isTooFar(until, s.now)) return answer({ say: 'date-far' })
    if (until > matter.due)
      return (isConvener(s.speaker) && stays(s, matter, until)) || extended(s, matter, until, reason)
    return reason === '' ? sooner(s, matter, until) : given(s, matter, { text: reason, until })
  })

/** What is put off has more time already than that, or not from here. */
function stays(s: Situation, matter: Case, until: Instant): Outcome | undefined {
  if (!matter.held) return undefined
  const there = putOffBy(s.c, matter)
  if (!there && until > limitAhead(s.c, matter)) return undefined
  const why = there ? 'held-there' : matter.held.why === 'review' ? 'held' : 'held-longer'
  return answer({ say: 'unfit', case: matter.number, why })
}

/** So much more than it has; where it is late already, to the end of that day. */
function longer({ c, now }: Situation, { due }: Case, by: Span): Instant {
  if (due > now) return spanAfter(c.calendar, due, by)
  const until = spanAfter(c.calendar, now, by)
  return by.unit === 'hour' ? until : instant(localDay(until), CLOSE_OF_DAY)
}
const CLOSE_OF_DAY = '18:00'

/** A day within its limit is no more time: it is a promise. */
const sooner = (s: Situation, matter: Case, until: Instant): Outcome =>
  until === matter.promised || until - s.now < HOUR
    ? answer({ say: 'in-time', case: matter.number })
    : promised(s, matter, until)

/** More time: a convener gives it to herself. A danger has no days. */
const extended = (s: Situation, { number, danger }: Case, until: Instant, reason: string): Outcome => {
  if (danger !== undefined && until - s.now > DAY) return answer({ say: 'unfit', case: number, why: 'danger' })
  const about = { at: s.now, case: number, by: s.speaker.key, until, reason }
  return happened(isConvener(s.speaker) ? { type: 'time-given', ...about } : { type: 'time-asked', ...about })
}

/** 过两天 · 等配件到 · 下雨干不了: those who work on it are asked for a date, what those it concerns say joins it. */
export function someday(s: Situation, { case: number, days, by, reason }: Said<'postpone'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  if (!matter && number === undefined) {
    const quoted = s.quoted.case === undefined ? undefined : s.c.get('case', s.quoted.case)
    if (quoted && isOpen(quoted) && concerns(quoted, s.speaker)) return addWords(s, quoted)
    if (!s.heard.addressed) return undefined
  }
  const until = days && matter && workdaysLater(s.c.calendar, Math.max(matter.due, s.now), days)
  const said = { reason, ...about(number ?? matter?.number), ...(by ? { by } : {}), ...(until ? { until } : {}) }
  if (matter && !by && !until && isOpen(matter) && mayHandle(s.speaker, matter)) return someDay(s, matter, said)
  return (matter ? undefined : several(s)) ?? postpone(s, said)
}
const about = (number: number | undefined): Pick<Asking, 'case'> => (number === undefined ? {} : { case: number })

/** Which day is asked once for each limit; after that the limit stays. */
const someDay = (s: Situation, { number, due, dayAsked }: Case, said: Asking): Outcome | undefined => {
  if (dayAsked === due) return answer({ say: 'limit-stays', case: number })
  const asked = postpone(s, said)
  return asked && both(asked, happened({ type: 'day-asked', at: s.now, case: number, by: s.speaker.key }))
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
    if (reading.do === 'span' && question.until === undefined)
      return both(forgotten, postpone(s, { case: matter.number, by: reading.by, reason: question.text }) ?? NOTHING)
    if (reading.do === 'postpone' && reading.by && (reading.case ?? matter.number) === matter.number)
      return both(
        forgotten,
        postpone(s, { ...reading, case: matter.number, reason: reading.reason || question.text }) ?? NOTHING,
      )
    const until = reading.do === 'yes' ? question.until : dayOf(reading, matter)
    if (until !== undefined)
      return both(forgotten, until <= s.now ? past(until) : settled(s, matter, until, inWords(question, reading)))
  }
  return undefined
}

const past = (at: Instant): Outcome => answer({ say: 'date-past', at })

/** A day that is named for this case, or for none in particular. */
const dayOf = (reading: Reading, { number }: Case): Instant | undefined => {
  const isOther = 'case' in reading && reading.case !== undefined && reading.case !== number
  if (isOther) return undefined
  if (reading.do === 'news') return reading.until ?? reading.day
  return reading.do === 'day' || reading.do === 'promise' || reading.do === 'postpone' ? reading.until : undefined
}

/** What she says now counts, not what she was asked about. */
function inWords({ told, ...question }: Asked, reading: Reading): Asked {
  if (reading.do === 'promise' || (reading.do === 'news' && reading.until !== undefined))
    return { ...question, text: reading.text }
  return told ? { ...question, told } : question
}

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
    if (!matter.asked && isOpen(matter) && matter.held?.why === 'review')
      return answer({ say: 'unfit', case: number, why: 'held' }) // it gave more than was asked for
    if (!matter.asked) return answer({ say: 'nothing-asked', case: number })
    const { until, reason } = matter.asked
    if (until <= s.now) return answer({ say: 'date-past', at: until })
    const longer = matter.held
      ? stays(s, matter, until)
      : until <= matter.due && answer({ say: 'in-time', case: number })
    if (longer) return longer
    return happened({ type: 'time-given', at: s.now, case: number, by: s.speaker.key, until, reason })
  })

/** 不同意 27 太久了: the limit stays. By anybody else the words are about something else. */
export function disagree(s: Situation, number: number, reason: string): Outcome | undefined {
  const matter = s.c.get('case', number)
  if (!isConvener(s.speaker) || (s.room?.kind === 'residents' && !s.heard.addressed && !matter?.asked)) return undefined
  return withCase(s, number, 'postpone', () =>
    matter?.asked
      ? happened({ type: 'time-refused', at: s.now, case: number, by: s.speaker.key, reason })
      : answer({ say: 'nothing-asked', case: number }),
  )
}

/** A convener's 「同意」 or 「不同意」 among staff: to the request for more time that is named, or the only one; 「都同意」 to all. */
export function agreeHere(s: Situation, { choice, reason }: Said<'vote'>): Outcome | undefined {
  if (s.room?.kind !== 'staff' || !isConvener(s.speaker) || !('stance' in choice) || choice.stance === 'abstain')
    return undefined
  const waiting = cases(s.c, (matter) => isOpen(matter) && matter.asked !== undefined)
  const named = s.heard.text.match(/\d+/g)?.map(Number)
  const meant = named ? waiting.filter(({ number }) => named.includes(number)) : waiting
  if (meant.length === 0 || (meant.length > 1 && !/^(?:都|全部?)/.test(s.heard.text.trim()))) return undefined
  return meant
    .map(({ number }) => (choice.stance === 'for' ? agree(s, number) : disagree(s, number, reason)))
    .reduce((a, b) => (a && b ? both(a, b) : (a ?? b)))
}
