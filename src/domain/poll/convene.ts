import { DAY, type Instant, isTooFar, MINUTE, spanAfter } from '../calendar.ts'
import { reviewAt } from '../due.ts'
import type { Reading } from '../heard/reading.ts'
import { answer, conveners, happened, isConvener, type Outcome, openPolls, runs, type Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Ballot, Poll, Tally } from '../state/matter.ts'
import { followsFrom, keyGone } from '../wording/poll.ts'
import { ballotKey, tally, turnout, votedBy, votersOf } from './ballot.ts'
import { headOf } from './roll.ts'

type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

/** What a convener may do with a poll that is there; others are not heard. */
function convened(
  s: Situation,
  number: number | undefined,
  then: (poll: Poll) => Outcome | undefined,
  candidates: (c: Community) => readonly Poll[] = running,
): Outcome | undefined {
  if (!isConvener(s.speaker)) return s.heard.addressed ? answer({ say: 'conveners-only' }) : undefined
  const meant = number ?? s.quoted.poll
  if (meant === undefined) return onlyOne(s, candidates(s.c), then)
  const poll = s.c.get('poll', meant)
  return poll ? then(poll) : answer({ say: 'no-such-poll', number: meant })
}

const running = (c: Community): readonly Poll[] => openPolls(c, undefined)

/** Said without a number, in private or among staff: of the only one that it may be. */
function onlyOne(s: Situation, polls: readonly Poll[], then: (poll: Poll) => Outcome | undefined): Outcome | undefined {
  if (!amongStaff(s)) return undefined
  const [only] = polls
  if (only && polls.length === 1) return then(only)
  return answer(only ? { say: 'name-poll', polls: polls.map(({ number }) => number) } : { say: 'no-poll' })
}

/** Where staff speak of their work; in a residents' group only to the bot. */
export const amongStaff = ({ room, heard }: Situation): boolean =>
  room === undefined || room.kind === 'staff' || heard.addressed

/** While it runs. */
const whileOpen = (
  s: Situation,
  number: number | undefined,
  then: (poll: Poll) => Outcome | undefined,
): Outcome | undefined => convened(s, number, (poll) => (runs(s, poll) ? then(poll) : settled(poll)))

const settled = ({ number }: Poll): Outcome => answer({ say: 'poll-settled', poll: number })

/** So long a convener may take back an extension that she said by mistake. */
const BACK_WITHIN = 10 * MINUTE

/** 延长 P5 到周日20点 原因: announced with who and why. Never shorter, but for one's own mistake of just before. */
export const extend = (s: Situation, said: Said<'extend-poll'>): Outcome | undefined =>
  whileOpen(s, said.poll, (poll) => {
    const { number } = poll
    if (s.now >= poll.closes) return settled(poll) // it could not be announced in time
    const back = broughtBack(s, poll, said)
    if (back) return back
    const closes = laterThan(s.c, poll.closes, said)
    if (closes === undefined) return answer({ say: 'extend-until', poll: number })
    const { closes: named } = said
    if (said.each === 'week' && named !== undefined && named <= poll.closes)
      return answer({ say: 'extend-before', poll: number, closes: named, later: closes })
    if (closes <= poll.closes) return answer({ say: 'not-shorter', poll: number, closes })
    if (isTooFar(closes, s.now)) return answer({ say: 'date-far' })
    if (said.reason === '') return answer({ say: 'extend-reason', poll: number, closes })
    return happened({ type: 'poll-extended', at: s.now, poll: number, by: s.speaker.key, closes, reason: said.reason })
  })

/**
 * An extension said by mistake is taken back by who said it, within minutes, while nobody has voted since: to a close
 * that is not before the one that was announced first. It is announced like any other change.
 */
function broughtBack(s: Situation, poll: Poll, { closes, reason }: Said<'extend-poll'>): Outcome | undefined {
  const { extended, number } = poll
  if (!extended || closes === undefined || closes >= poll.closes || closes < extended.was) return undefined
  if (extended.by !== s.speaker.key || s.now - extended.at > BACK_WITHIN) return undefined
  if (closes <= s.now) return answer({ say: 'date-past', at: closes })
  const since = [...votersOf(s.c, poll)].some(({ saidAt }) => saidAt >= extended.at)
  if (since) return answer({ say: 'back-voted', poll: number })
  if (reason === '') return answer({ say: 'extend-reason', poll: number, closes })
  return happened({ type: 'poll-extended', at: s.now, poll: number, by: s.speaker.key, closes, reason, back: true })
}

/** 「3天」 are counted from the old close; 「周五」 is the first Friday after it, while a date is what it says. */
function laterThan(c: Community, close: Instant, { closes, by, each }: Said<'extend-poll'>) {
  if (by) return spanAfter(c.calendar, close, by)
  if (closes === undefined || each === undefined || closes > close) return closes
  const turn = each === 'day' ? DAY : 7 * DAY
  return closes + (Math.floor((close - closes) / turn) + 1) * turn
}

/** 截止 P5: what was announced holds, nobody ends a poll early. */
export const end = (s: Situation, { poll: number }: Said<'end-poll'>): Outcome | undefined =>
  whileOpen(s, number, () => answer({ say: 'not-shorter', poll: number }))

/** 作废 P5: one convener while nobody has voted, afterwards two; the reason is published, and the count as it stood. */
export const voidPoll = (s: Situation, { poll: number, reason }: Said<'void-poll'>): Outcome | undefined =>
  whileOpen(s, number, (poll) => {
    const { units, apartUnits } = turnout(poll, votersOf(s.c, poll))
    const first = askedFirst(s, poll)
    const by = s.speaker.key
    if (units + apartUnits === 0) return reason === '' ? why(poll) : happened(voided(s, poll, { by, reason }))
    if (first && first.by !== by && first.contact !== s.heard.from)
      return happened(voided(s, poll, { by: first.by, also: by, reason: first.reason || reason }))
    if (first) return answer({ say: 'void-waits', poll: poll.number })
    if (reason === '') return why(poll)
    if (conveners(s.c).length < 2) return answer({ say: 'void-alone', poll: poll.number })
    return happened({ type: 'voiding-asked', at: s.now, poll: poll.number, by, reason, contact: s.heard.from })
  })
const why = ({ number }: Poll): Outcome => answer({ say: 'void-reason', poll: number })

/** 不作废了: by the one who asked for it. */
export const keep = (s: Situation, { poll: number }: Said<'keep-poll'>): Outcome | undefined =>
  whileOpen(s, number, (poll) => {
    const asked = askedFirst(s, poll)
    return asked?.by === s.speaker.key
      ? happened({ type: 'voiding-dropped', at: s.now, poll: poll.number, by: s.speaker.key })
      : answer({ say: 'not-voiding', poll: poll.number, asked: asked !== undefined })
  })

/** 催一下, of a poll: when people are reminded, and who was not reached. */
export function urgePoll(s: Situation, number: number | undefined): Outcome | undefined {
  const meant = number ?? s.quoted.poll ?? running(s.c)[0]
  if (!isConvener(s.speaker) || s.quoted.case !== undefined || meant === undefined) return undefined
  return whileOpen(s, number, (poll) => answer({ say: 'urge-poll', poll: poll.number }))
}

/** Who asked for it within a day, and is a convener still. */
function askedFirst({ c, now }: Situation, { voiding }: Poll): Poll['voiding'] {
  const first = voiding && c.get('person', voiding.by)
  return first?.listed && isConvener(first) && now - (voiding?.at ?? 0) <= DAY ? voiding : undefined
}

const voided = (
  s: Situation,
  poll: Poll,
  why: { readonly by: string; readonly also?: string; readonly reason: string },
): Fact => ({ type: 'poll-voided', at: s.now, poll: poll.number, ...why, result: asItStands(s.c, poll) })

/** Of a secret poll no more than how many voted: it may have been one. */
const asItStands = (c: Community, poll: Poll): Tally =>
  poll.secret ? turnout(poll, votersOf(c, poll)) : tally(c, poll)

/** A secret poll whose key is gone can never be counted: its ballots are not guessed at. */
export const keyless = (c: Community, now: Instant): readonly Fact[] =>
  [...c.all('poll')]
    .filter(({ stage, secret, number }) => stage === 'open' && secret && c.seal(number, '') === undefined)
    .map((poll) => ({
      type: 'poll-voided',
      at: now,
      poll: poll.number,
      by: '', // nobody's doing
      reason: keyGone(),
      result: turnout(poll, votersOf(c, poll)),
    }))

/** 存疑 P5 3-2-501 原因: set aside and shown as such, never deleted; in a secret poll nobody knows which it is. */
export const setAside = (s: Situation, { poll, household, reason }: Said<'set-aside'>): Outcome | undefined =>
  ofUnit(s, poll, household, (unit) =>
    reason === ''
      ? answer({ say: 'aside-reason', poll, household })
      : happened({ type: 'ballot-set-aside', at: s.now, poll, unit, by: s.speaker.key, reason }),
  )

/** 恢复 P5 3-2-501. */
export const restore = (s: Situation, { poll, household }: Said<'restore'>): Outcome | undefined =>
  ofUnit(s, poll, household, (unit, { aside }) =>
    aside === undefined
      ? answer({ say: 'not-aside', poll, household })
      : happened({ type: 'ballot-restored', at: s.now, poll, unit, by: s.speaker.key }),
  )

const ofUnit = (
  s: Situation,
  number: number,
  household: string,
  then: (unit: string, ballot: Ballot) => Outcome,
): Outcome | undefined =>
  whileOpen(s, number, (poll) => {
    if (poll.secret) return answer({ say: 'secret-stays', poll: number })
    const [called, another] = votedBy(s.c, poll, household)
    const unit = headOf(poll, household) ?? called
    if (unit === called && another !== undefined) return answer({ say: 'namesakes', poll: number, name: household })
    if (unit === undefined) return answer({ say: 'not-on-roll', poll: number, household })
    const ballot = s.c.get('ballot', ballotKey(number, unit))
    return ballot ? then(unit, ballot) : answer({ say: 'no-ballot', poll: number, household })
  })

const REVIEW = /回头|回看|看了|再看|再议|再评|评估|复查|复评|回访/
const NO_REVIEW =
  /(?:不用|不必|不需要?|无需|不再|不|别|取消|免)(?:再|另行)?(?:回头|回看|看了|再看|再议|再评|评估|复查|复评|回访)+/
/** 不用回看了: it is looked at no more, unless another word says when. */
const isDone = (text: string): boolean => NO_REVIEW.test(text) && !REVIEW.test(text.replace(NO_REVIEW, ''))

/** 结论 P5 …: what follows from the result, and when it is looked at again: on the day said before, till another is. */
export const conclude = (s: Situation, { poll: number, text, review: said }: Said<'conclude'>): Outcome | undefined =>
  number === undefined && s.quoted.poll === undefined && isConvener(s.speaker) && unconcluded(s.c).length === 0
    ? amongStaff(s)
      ? answer({ say: 'nothing-to-conclude' })
      : undefined
    : convened(s, number, (poll) => concluded(s, poll, text, said), unconcluded)

const unconcluded = (c: Community): readonly Poll[] =>
  [...c.all('poll')].filter(({ stage, voided: why, concluded: by }) => stage === 'closed' && why === undefined && !by)

function concluded(s: Situation, poll: Poll, text: string, said: Instant | undefined): Outcome {
  const { number } = poll
  if (poll.stage !== 'closed' || poll.voided !== undefined) return answer({ say: 'not-over', poll: number })
  if (text === '') return answer({ say: 'conclude-how', poll: number })
  if (said !== undefined && said <= s.now) return answer({ say: 'date-past', at: said })
  if (said !== undefined && isTooFar(said, s.now)) return answer({ say: 'date-far' })
  const review = isDone(text) ? undefined : (said ?? reviewAt(poll))
  const conclusion = { text, by: s.speaker.key, ...(review === undefined ? {} : { review }) }
  return happened({ type: 'poll-concluded', at: s.now, poll: number, conclusion }, ...untaken(s, poll, review))
}

/** So long a case has from a conclusion that says no day. */
const TO_BE_TAKEN = 7 * DAY
/** What the poll was about nobody works on yet: it is no longer late, and comes up again when the conclusion does. */
function untaken(s: Situation, poll: Poll, review: Instant | undefined): readonly Fact[] {
  const matter = poll.case === undefined ? undefined : s.c.get('case', poll.case)
  if (matter?.stage !== 'open') return []
  const until = Math.max(matter.due, review ?? s.now + TO_BE_TAKEN)
  const reason = followsFrom(poll.number)
  return [{ type: 'time-given', at: s.now, case: matter.number, by: s.speaker.key, until, reason }]
}
