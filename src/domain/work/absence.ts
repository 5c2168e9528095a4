import { DAY, dayOf, type Instant, instant, MINUTE, WORK_BEGINS, workdaysLater } from '../calendar.ts'
import { forgetQuestion } from '../case/ask.ts'
import { addWords, lastOwn } from '../case/more.ts'
import { handling } from '../case/staff.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import { isAway, isServed } from '../level/letter.ts'
import { freshDue, hold, mayWait, waitedEnough } from '../limit/limit.ts'
import {
  answer,
  both,
  cases,
  concerns,
  happened,
  isOpen,
  isSomewhere,
  JOIN_WITHIN,
  mayHandle,
  NOTHING,
  type Outcome,
  reporterAskedAt,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Question } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { isMeasured, notReached, saysSomething, soundsLikeAnswer } from '../wording/hold.ts'
import { isAddition, isQuestion } from '../wording/talk.ts'
import { asking, meantBarely } from './promise.ts'

type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

/** Whoever is not at home is given so many working days to answer. */
const WAITED = 2
/** … and who says herself when she is, so long at the most. */
const LONGEST = 30 * DAY

/** 去了，没人在家 · 打电话不接: the clock stands still until the resident answers. */
export function nobodyHome(s: Situation, { case: number, text }: Said<'nobody-home'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  if (matter && !mayHandle(s.speaker, matter) && !s.heard.addressed)
    return isOpen(matter) && concerns(matter, s.speaker) ? addWords(s, matter, text) : undefined // of a handler who does not come
  if (!matter && number === undefined) return s.heard.addressed ? handling(s, number, 'news', () => NOTHING) : undefined
  if (matter && number === undefined && s.quoted.case === undefined)
    return asking(s, { ask: 'away', case: matter.number, text })
  return handling(s, number ?? matter?.number, 'news', (open) => waitFor(s, open, text))
}

/** Where it may not wait, and where a convener put it off, it is news. Once a day at the most she is called. */
function waitFor(s: Situation, matter: Case, text: string): Outcome {
  const { held, number, from } = matter
  if (isAway(matter)) return answer({ say: 'unfit', case: number, why: 'theirs' }) // they go there, and say so
  const isAsked = from === undefined || isServed(s.c, from.community)
  if (held?.why === 'review' || !isAsked || !mayWait(matter, s.now))
    return happened({ type: 'news-given', at: s.now, case: number, by: s.speaker.key, text: notReached() })
  if (held && (held.by === matter.reporter || dayOf(held.last ?? held.since) === dayOf(s.now)))
    return answer({ say: 'waits', case: number })
  if (waitedEnough(matter)) return answer({ say: 'waited-enough', case: number })
  return hold(s, matter, { why: 'resident', until: workdaysLater(s.c.calendar, s.now, WAITED), reason: text })
}

/** 说的是 #1 吗？ */
export function answeredAway(
  s: Situation,
  { case: number, text }: Extract<Question, { ask: 'away' }>,
  says: 'yes' | 'no' | 'report' | undefined,
): Outcome | undefined {
  const matter = s.c.get('case', number)
  if (says === undefined || says === 'report' || !matter || !isOpen(matter) || !mayHandle(s.speaker, matter))
    return undefined
  const forgotten = happened(...forgetQuestion(s))
  return says === 'no' ? forgotten : both(forgotten, waitFor(s, matter, text))
}

// ── her answer ───────────────────────────────────────────────────────────────────────────────────

/** So long after the question whatever she says there is taken for the answer. */
const FRESH = 10 * MINUTE

/** 找过您，没联系上 · 物业想问您: what she says in that place, unless it is plainly something else. */
export function answeredWait(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const { kind, quote, mentions, text } = s.heard
  if (kind !== 'text' || (quote && s.quoted.case === undefined) || mentions.length > 0) return undefined
  const waiting = awaited(s)
  const { number = s.quoted.case, rest } = numbered(text.trim())
  const named = waiting.find((one) => one.number === number)
  const matter = named ?? (quote ? undefined : waiting.at(-1))
  if (!matter || !saysSomething(rest) || isQuestion(text) || !readings.every((one) => mayAnswer(one, matter)))
    return undefined
  const meant = named !== undefined || s.heard.addressed || soundsLikeAnswer(text)
  const since = s.at - askedAt(matter)
  return meant || (since <= FRESH && isAddition(text)) || (matter.inquiredAt !== undefined && since <= JOIN_WITHIN)
    ? addWords(s, matter, named ? rest : text.trim())
    : undefined
}

/** Her cases of which she is asked something here, the last one last. */
const awaited = (s: Situation): readonly Case[] =>
  cases(
    s.c,
    (one) =>
      one.reporter === s.speaker.key &&
      s.at - (reporterAskedAt(one) ?? -Infinity) <= LONGEST &&
      (!s.room || one.room === s.room.id),
  ).toSorted((a, b) => askedAt(a) - askedAt(b))
const askedAt = (matter: Case): Instant => reporterAskedAt(matter) ?? 0

/** 「1 随时可以来」; 「3点以后」 is a time. */
const NUMBER = /^[#＃]?(?<number>\d{1,6})(?:[ ,，:：、.。]+(?!\d)|(?=\p{Script=Han}))(?<rest>.+)$/su
function numbered(text: string): { readonly number?: number; readonly rest: string } {
  const { number, rest = '' } = NUMBER.exec(text)?.groups ?? {}
  return number === undefined || isMeasured(rest) ? { rest: text } : { number: Number(number), rest }
}

/** What the words may also mean leaves them an answer. */
function mayAnswer(reading: Reading, matter: Case): boolean {
  switch (reading.do) {
    case 'at-home':
    case 'day':
    case 'promise':
    case 'postpone':
    case 'nobody-home':
    case 'unclear':
      return true
    case 'go-on':
      return reading.how === 'home' && (reading.case ?? matter.number) === matter.number
    case 'news':
    case 'add':
    case 'remark':
      return (reading.case ?? matter.number) === matter.number
    case 'trouble':
    case 'raise':
      return matter.inquiredAt !== undefined && tellsMoreOf(reading.trouble, matter)
    case 'about':
      return reading.topic === 'phones'
    default:
      return false
  }
}

/** 「是楼上漏」, to what was asked of it. */
const tellsMoreOf = ({ danger, category, place }: Trouble, matter: Case): boolean =>
  danger === undefined && category === matter.category && (!isSomewhere(place) || samePlace(place, matter.place))

/** Her own case that is named or quoted; else the one that waits for her, the one just raised, or her only one. */
function ownOf(s: Situation, number: number | undefined): Case | undefined {
  const named = number ?? s.quoted.case
  const own = cases(s.c, (matter) => isOpen(matter) && matter.reporter === s.speaker.key)
  if (named !== undefined) return own.find((matter) => matter.number === named)
  const waiting = own.filter(({ held }) => held?.why === 'resident')
  if (waiting.length === 1) return waiting[0]
  return lastOwn(s) ?? (s.heard.addressed && own.length === 1 ? own[0] : undefined)
}

/** 不急 · 我下周才在家: by its reporter, who can wait. Others it concerns may be in a hurry. */
export function noHurry(s: Situation, { case: number, until, text }: Said<'no-hurry'>): Outcome | undefined {
  const matter = ownOf(s, number)
  if (!matter) return number === undefined ? undefined : wordsOf(s, number, text)
  if (matter.danger !== undefined) return addWords(s, matter, text)
  if (matter.supporters.length > 0)
    return both(addWords(s, matter, text), answer({ say: 'others-wait', case: matter.number }))
  const day = until && instant(dayOf(Math.min(until, (matter.held?.since ?? s.now) + LONGEST)), WORK_BEGINS)
  const calm = calmer(s, matter)
  if (day === undefined || day <= s.now + DAY / 2)
    return calm.facts.length > 0 ? calm : (asAgreed(s, matter) ?? addWords(s, matter, text))
  if (matter.held?.why === 'review') return addWords(s, matter, text)
  return hold(s, matter, { why: 'resident', until: day, reason: text })
}

/** Until the day that she named herself: that she can wait says no other. */
const asAgreed = (s: Situation, matter: Case): Outcome | undefined =>
  matter.held?.why === 'resident' && matter.held.by === s.speaker.key ? hold(s, matter, matter.held) : undefined

/** No more urgent than any other of its kind. What is put off stays so, and no date is told that is past; another level says when itself. */
function calmer(s: Situation, matter: Case): Outcome {
  if (!matter.urgent || isAway(matter)) return NOTHING
  const due: Instant = freshDue(s.c, { ...matter, urgent: false }, matter.since)
  return due <= matter.due || (due <= s.now && !matter.held)
    ? NOTHING
    : happened({ type: 'hurry-dropped', at: s.now, case: matter.number, by: s.speaker.key, due })
}

function wordsOf(s: Situation, number: number, text: string): Outcome | undefined {
  const matter = s.c.get('case', number)
  return matter && isOpen(matter) && concerns(matter, s.speaker) ? addWords(s, matter, text) : undefined
}

/** 周六上午在家: of the case that waits for her. */
export function atHome(s: Situation): Outcome | undefined {
  const matter = ownOf(s, undefined)
  return matter?.held || (matter && (s.heard.addressed || s.quoted.case !== undefined))
    ? addWords(s, matter)
    : undefined
}
