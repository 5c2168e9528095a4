import { DAY, MINUTE } from '../calendar.ts'
import { ask } from '../case/ask.ts'
import { withCase } from '../case/case.ts'
import { addWords, lastOwn } from '../case/more.ts'
import { ANSWERS, acknowledge } from '../case/support.ts'
import type { Grade, Reading, Trouble } from '../heard/reading.ts'
import { anyCategory, freshDue } from '../limit/limit.ts'
import {
  ANSWER_WITHIN,
  affects,
  answer,
  both,
  cases,
  handled,
  happened,
  is,
  isConvener,
  isOpen,
  isReporters,
  isStaff,
  NOTHING,
  named,
  type Outcome,
  passOn,
  REOPEN_DAYS,
  type Situation,
  unitOf,
} from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import type { CaseFact, Fact } from '../state/facts.ts'
import type { Case, Rating } from '../state/matter.ts'
import { tellsOfFinish } from '../wording/announce.ts'
import { saysNoMore, saysUnfinished, saysWell } from '../wording/rating.ts'
import { backInHand, OWN_FINISH, unfinish } from '../work/handle.ts'
import { askDate } from '../work/promise.ts'
import { JUST_ASKED, ratingsAfter } from './again.ts'
import { severalQuoted, stillAsked, whichOne } from './asked.ts'
import { comeBack } from './relapse.ts'

/** So many households at the least say that it is not mended before a share of them counts. */
const FEWEST = 2
/** So often those it concerns alone take a case up again. */
const MOST_AGAIN = 3

/** How a case is taken up again: by whom else than its reporter, and with whose reasons. */
type Why = Pick<Extract<CaseFact, { type: 'case-reopened' }>, 'how' | 'reasons'>

/** 家事 is no supervisor's. */
const hasOffice = (person: Person, { tier }: Case): boolean =>
  isConvener(person) || (is(person, 'supervisor') && tier !== 'family')

// ── rating ───────────────────────────────────────────────────────────────────────────────────────

/** 27 满意: once for each household, the last counts. */
export function rate(s: Situation, said: Extract<Reading, { do: 'rate' }>): Outcome | undefined {
  const { case: number, grade, text, how } = said
  const several = number === undefined ? severalQuoted(s) : []
  if (several.length > 1) return whichOne(several)
  const meant =
    named(s, number ?? several[0]?.number) ??
    (s.heard.addressed && !how ? lastOfHers(s) : (justFinished(s) ?? (how === 'alone' ? unrated(s) : undefined)))
  if (how && !isHers(s, meant, number)) return undefined
  return withCase(s, meant, 'rate', (matter) => rated(s, matter, isStillFine(s, matter, grade) ? 'good' : grade, text))
}

const lastOfHers = (s: Situation): number | undefined => onlyDone(s, (matter) => affects(s.c, matter, s.speaker))

/** So long after it a word without a number is about the finish. */
const JUST_FINISHED = 10 * MINUTE
/** The only one that was finished for her just now. */
const justFinished = (s: Situation): number | undefined => finishedFor(s, JUST_FINISHED)

/** The only one of which her household has not said what it thinks. */
const unrated = (s: Situation): number | undefined =>
  finishedFor(s, REOPEN_DAYS * DAY, ({ ratings }) => ratings.every(({ unit }) => unit !== unitOf(s.speaker)))

function finishedFor(s: Situation, within: number, of: (matter: Case) => boolean = () => true): number | undefined {
  const { heard, room } = s
  if (heard.quote || (heard.mentions.length > 0 && !heard.addressed)) return undefined
  const finished = cases(
    s.c,
    (matter) =>
      matter.stage === 'done' &&
      s.at >= (matter.endedAt ?? 0) &&
      s.at - (matter.endedAt ?? 0) <= within &&
      (!room || room.id === matter.room) &&
      isReporters(s.c, matter, s.speaker) &&
      of(matter),
  )
  return finished.length === 1 ? finished[0]?.number : undefined
}

/** An everyday word is about a finish where it names it, stands on its line, or where it was just told. */
function isHers(s: Situation, meant: number | undefined, number: number | undefined): boolean {
  const matter = meant === undefined ? undefined : s.c.get('case', meant)
  const quote = number === undefined ? s.heard.quote : undefined
  return (
    matter?.stage === 'done' &&
    affects(s.c, matter, s.speaker) &&
    (quote === undefined || (quote.ours && tellsOfFinish(quote.text)))
  )
}

/** 「还可以」 to 「还好吗？」 says that it is well. */
const isStillFine = ({ at, heard }: Situation, { askedAgain }: Case, grade: Grade): boolean =>
  grade === 'fair' && askedAgain !== undefined && askedAgain > 0 && at >= askedAgain && saysWell(heard.text)

/** Nobody rates her own work, and staff without a dwelling are no household. */
const isAtWork = (matter: Case, person: Person): boolean =>
  handled(matter, person) || (isStaff(person) && unitOf(person) === person.key && matter.reporter !== person.key)

/** What her word on a finished case comes to. */
export function rated(
  s: Situation,
  matter: Case,
  grade: Grade,
  text: string,
  to: 'finish' | 'still' = 'finish',
): Outcome {
  if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
  if (!affects(s.c, matter, s.speaker) || isAtWork(matter, s.speaker))
    return answer({ say: 'not-affected', case: matter.number, grade })
  if (grade !== 'poor') return happened(ratingOf(s, matter, grade, text), ...acknowledged(s, matter, to))
  return text === '' ? poor(s, matter) : poorBecause(s, matter, text)
}

const ratingOf = (s: Situation, matter: Case, grade: Grade, text: string): Extract<Fact, { type: 'case-rated' }> => ({
  type: 'case-rated',
  at: s.now,
  case: matter.number,
  by: s.speaker.key,
  unit: unitOf(s.speaker),
  grade,
  text,
  ...(s.room ? {} : { apart: true }),
})

/** What several say within a minute in one room is acknowledged in one line. */
const acknowledged = (s: Situation, { number, tier }: Case, to: 'finish' | 'still' = 'finish'): readonly Fact[] =>
  tier === 'family' ? [] : acknowledge(s, to === 'still' ? ANSWERS : `#${number}`, '/rated')

/** 不满意 without a word: she is asked for one, once. */
function poor(s: Situation, matter: Case): Outcome {
  const before = matter.ratings.find(({ unit }) => unit === unitOf(s.speaker))
  const again = before?.grade === 'poor'
  if (again && before.text !== '') return poorBecause(s, matter, before.text)
  const fact = ratingOf(s, matter, 'poor', '')
  return again ? happened(fact) : both(happened(fact), askReason(s, matter, 'rating') ?? NOTHING)
}

/** Her next sentence is taken as the reason; none where it cannot be asked for now. */
export function askReason(s: Situation, { number }: Case, of: 'rating' | 'inspection' | 'call'): Outcome | undefined {
  return s.late || isWaiting(s, of) ? undefined : ask(s, { ask: 'reason', case: number, of })
}

/** Another question of ours still waits for her. Whoever gives a command has left a mere draft behind. */
function isWaiting(s: Situation, of: 'rating' | 'inspection' | 'call'): boolean {
  const { question, askedAt } = s.c.get('pending', s.speaker.key) ?? {}
  if (askedAt === undefined || s.now - askedAt > ANSWER_WITHIN) return false
  return question?.ask !== 'reason' && (of === 'rating' || question?.ask !== 'register')
}

/** The reporter's reason takes it up again at once, others' when they are many enough. */
function poorBecause(s: Situation, matter: Case, text: string): Outcome {
  const fact = ratingOf(s, matter, 'poor', text)
  const isBack = matter.askedAgain !== undefined && isLongAgo(s, matter)
  if (isBack || isReporters(s.c, matter, s.speaker)) return both(happened(fact), takeUp(s, matter, text))
  const reasons = reasonsOfMany(s.c, ratingsAfter(matter, fact))
  return reasons
    ? both(happened(fact), takeUp(s, matter, reasons.map((one) => one.text).join('；'), { how: 'share', reasons }))
    : both(happened(fact, ...acknowledged(s, matter)), toldToStaff(s, matter, text))
}

/** They hear what is not right, and decide whether it has to be seen to. */
const toldToStaff = (s: Situation, { number, tier }: Case, text: string): Outcome =>
  tier === 'family'
    ? NOTHING
    : passOn(s, { say: 'not-right', case: number, text, to: { handlersOf: number, andConveners: true } })

/** The reasons, where those who give one reach the community's share of all that rated: of those whom somebody knows. */
function reasonsOfMany(c: Community, ratings: readonly Rating[]): Why['reasons'] {
  const known = ratings.filter(({ by, unit }) => unit !== by || c.get('person', by)?.listed)
  const reasons = known.filter(({ grade, text }) => grade === 'poor' && text !== '')
  return reasons.length >= FEWEST && reasons.length >= c.is.settings.reopenShare * known.length
    ? reasons.map(({ text, apart }) => ({ text, ...(apart ? { apart } : {}) }))
    : undefined
}

// ── 回炉 ─────────────────────────────────────────────────────────────────────────────────────────

/** 没好, 又坏了: by the reporter at once, by others as their rating. */
export function reopen(s: Situation, said: Extract<Reading, { do: 'reopen' }>): Outcome | undefined {
  const { case: number, text, how, so } = said
  const unfinished = s.c.get('act', s.speaker.key)?.act
  if (unfinished?.did === 'finish' && (named(s, number) ?? unfinished.case) === unfinished.case) {
    const undone = unfinish(s, staysOwn(s, number, text) ? OWN_FINISH : undefined)
    if (undone) return undone
  }
  const several = number === undefined ? severalQuoted(s) : []
  if (several.length > 1) return whichOne(several)
  const going = named(s, number) === undefined ? lastOwn(s) : undefined
  if (going?.reopenedAt !== undefined) return addWords(s, going)
  if (so !== undefined) return stillSo(s, text, so)
  const meant = named(s, number ?? several[0]?.number) ?? (how === 'everyday' ? justFinished(s) : lastDone(s))
  if (typeof meant === 'object') return whichOne(meant)
  if (meant === undefined)
    return s.heard.addressed && text === '' ? answer({ say: 'which-number', command: 'reopen' }) : undefined
  return withCase(s, meant, 'reopen', (matter) => {
    if (isOpen(matter) && matter.handler === s.speaker.key && matter.reporter !== s.speaker.key)
      return askDate(s, matter, text)
    if (isOpen(matter))
      return named(s, number) === undefined ? NOTHING : answer({ say: 'progress', case: matter.number })
    if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
    return notMended(s, matter, text)
  })
}

/** 「还堵着呢」: of hers that was just finished, else of her latest that is open, which told of that. */
function stillSo(s: Situation, text: string, so: string): Outcome | undefined {
  const tells = (matter: Case): boolean => [...so].some((sign) => matter.text.includes(sign))
  const finished = finishedFor(s, JUST_FINISHED, tells)
  if (finished !== undefined) return withCase(s, finished, 'reopen', (matter) => notMended(s, matter, text))
  if (s.heard.quote || (s.heard.mentions.length > 0 && !s.heard.addressed)) return undefined
  const open = cases(
    s.c,
    (matter) => isOpen(matter) && matter.reporter === s.speaker.key && matter.room === s.room?.id && tells(matter),
  ).at(-1)
  return open && addWords(s, open, text)
}

/** What she tells right after the finish of hers, of the same category and of no place of its own: it is not mended. */
export function unmended(s: Situation, { category, place, atHome, danger, text }: Trouble): Outcome | undefined {
  if (place || atHome || danger !== undefined || s.pending?.question.ask === 'what') return undefined
  const matter = s.c.get('case', finishedFor(s, JUST_FINISHED, (one) => one.category === category) ?? 0)
  return matter && notMended(s, matter, text)
}

/** 「没完」, asked for by the answer to the finish, is of it all day, other words where they name it. */
const staysOwn = (s: Situation, number: number | undefined, text: string): boolean =>
  named(s, number) === undefined && s.room?.kind !== 'residents' && saysUnfinished(text)

/** Somebody says that it is not, or no longer, mended. */
export function notMended(s: Situation, matter: Case, text: string): Outcome {
  const affected = affects(s.c, matter, s.speaker)
  if (!affected && matter.handler === s.speaker.key && !hasOffice(s.speaker, matter)) return backInHand(s, matter)
  if (affected && text === '') return poor(s, matter)
  if (affected && isLongAgo(s, matter))
    return both(happened(ratingOf(s, matter, 'poor', text)), takeUp(s, matter, text))
  if (isReporters(s.c, matter, s.speaker)) return takeUp(s, matter, text)
  if (affected) return rated(s, matter, 'poor', saysNoMore(text) ? '' : text)
  if (!hasOffice(s.speaker, matter)) return answer({ say: 'not-affected', case: matter.number, grade: 'poor' })
  return text === ''
    ? answer({ say: 'reason-missing', case: matter.number, command: 'reopen' })
    : takeUp(s, matter, text, { how: 'office' })
}

/** What everybody may read of it. */
const openly = ({ room }: Situation, text: string, { how, reasons }: Why): string =>
  reasons
    ? reasons.flatMap((one) => (one.apart ? [] : [one.text])).join('；')
    : isApart(how, room === undefined)
      ? ''
      : text

/** What the reporter told whoever called her back is hers; what an inspector saw is for everybody. */
export const isApart = (how: Why['how'], inPrivate: boolean): boolean =>
  how === 'call' || (inPrivate && how !== 'inspection' && how !== 'office')

/** Within 15 days the same case goes on, after that a new one that names it. */
export function takeUp(s: Situation, matter: Case, text: string, why: Why = {}): Outcome {
  if (isLongAgo(s, matter)) return comeBack(s, matter, text, openly(s, text, why))
  const judged = why.how === 'inspection' || why.how === 'office'
  if ((matter.reopened ?? 0) >= MOST_AGAIN && !judged) return toBeInspected(s, matter, text)
  return happened({
    type: 'case-reopened',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    text,
    due: freshDue(s.c, matter, s.now),
    ...why,
  })
}

/** So often it was taken up again without an end: somebody has to go and see. */
const toBeInspected = (s: Situation, { number }: Case, text: string): Outcome =>
  both(
    answer({ say: 'reopened-enough', case: number }),
    passOn(s, { say: 'inspect-please', case: number, text, to: { conveners: true } }),
  )

const isLongAgo = ({ now }: Situation, { endedAt = 0 }: Case): boolean => now - endedAt > REOPEN_DAYS * DAY

/** The only case of hers that may be meant: finished lately, or asked about just now, whatever she answered. Or which. */
function lastDone(s: Situation): number | readonly Case[] | undefined {
  const own = onlyDone(s, ({ reporter }) => reporter === s.speaker.key)
  const [asked = []] = [stillAsked(s), stillAsked(s, JUST_ASKED, true)]
    .map((all) => all.filter((matter) => mayBe(s, matter)))
    .filter(({ length }) => length > 0)
  if (asked.length === 0) return own
  if (own !== undefined) return undefined
  return asked.length === 1 ? asked[0]?.number : asked
}

const onlyDone = (s: Situation, of: (matter: Case) => boolean): number | undefined => {
  const done = cases(
    s.c,
    (matter) => matter.stage === 'done' && of(matter) && mayBe(s, matter) && !isLongAgo(s, matter),
  )
  return done.length === 1 ? done[0]?.number : undefined
}

/** Words that tell of another kind of trouble are about something else. What may be anything goes by the last category. */
const mayBe = ({ c, category }: Situation, matter: Case): boolean =>
  category === undefined || category === matter.category || category === anyCategory(c)
