import { ratingsAfter } from './again.ts'
import { severalQuoted, stillAsked, whichOne } from './asked.ts'
import { DAY } from './calendar.ts'
import { withCase } from './case.ts'
import type { Community, Person } from './community.ts'
import type { CaseFact, Fact } from './facts.ts'
import { unfinish } from './handle.ts'
import { freshDue } from './limit.ts'
import type { Case, Rating } from './matter.ts'
import { askDate } from './promise.ts'
import { ask } from './raise.ts'
import type { Grade } from './reading.ts'
import { comeBack } from './relapse.ts'
import {
  affects,
  answer,
  both,
  cases,
  happened,
  is,
  isConvener,
  isOpen,
  isReporters,
  NOTHING,
  named,
  type Outcome,
  REOPEN_DAYS,
  type Situation,
  unitOf,
} from './situation.ts'
import { acknowledge } from './support.ts'
import { saysNoMore } from './wording/rating.ts'

/** So many households at the least say that it is not mended before a share of them counts. */
const FEWEST = 2

/** How a case is taken up again: by whom else than its reporter, and with whose reasons. */
type Why = Pick<Extract<CaseFact, { type: 'case-reopened' }>, 'how' | 'reasons'>

const hasOffice = (person: Person): boolean => isConvener(person) || is(person, 'supervisor')

// ── rating ───────────────────────────────────────────────────────────────────────────────────────

/** 27 满意: once for each household, the last counts. */
export function rate(s: Situation, number: number | undefined, grade: Grade, text: string): Outcome | undefined {
  const several = number === undefined ? severalQuoted(s) : []
  if (several.length > 1) return whichOne(several)
  const meant =
    named(s, number) ?? (s.heard.addressed ? onlyDone(s, (matter) => affects(s.c, matter, s.speaker)) : undefined)
  return withCase(s, meant, 'rate', (matter) => rated(s, matter, grade, text))
}

/** What her word on a finished case comes to. */
export function rated(s: Situation, matter: Case, grade: Grade, text: string): Outcome {
  if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
  if (!affects(s.c, matter, s.speaker)) return answer({ say: 'not-affected', case: matter.number })
  if (grade !== 'poor') return happened(ratingOf(s, matter, grade, text), ...acknowledged(s, matter))
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
const acknowledged = (s: Situation, { number, tier }: Case): readonly Fact[] =>
  tier === 'family' ? [] : acknowledge(s, `#${number}`, '/rated')

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
  const waiting = s.c.get('pending', s.speaker.key)
  return s.late || (waiting && waiting.question.ask !== 'reason')
    ? undefined
    : ask(s, { ask: 'reason', case: number, of })
}

/** The reporter's reason takes it up again at once, others' when they are many enough. */
function poorBecause(s: Situation, matter: Case, text: string): Outcome {
  const fact = ratingOf(s, matter, 'poor', text)
  if (isReporters(s.c, matter, s.speaker)) return both(happened(fact), takeUp(s, matter, text))
  const reasons = reasonsOfMany(s.c, ratingsAfter(matter, fact))
  return reasons
    ? both(happened(fact), takeUp(s, matter, reasons.map((one) => one.text).join('；'), { how: 'share', reasons }))
    : happened(fact, ...acknowledged(s, matter))
}

/** The reasons, where those who give one reach the community's share of all that rated. */
function reasonsOfMany({ is: { settings } }: Community, ratings: readonly Rating[]): Why['reasons'] {
  const reasons = ratings.filter(({ grade, text }) => grade === 'poor' && text !== '')
  return reasons.length >= FEWEST && reasons.length >= settings.reopenShare * ratings.length
    ? reasons.map(({ text, apart }) => ({ text, ...(apart ? { apart } : {}) }))
    : undefined
}

// ── 回炉 ─────────────────────────────────────────────────────────────────────────────────────────

/** 没好, 又坏了: by the reporter at once, by others as their rating. */
export function reopen(s: Situation, number: number | undefined, text: string): Outcome | undefined {
  const unfinished = s.c.get('act', s.speaker.key)?.act
  if (unfinished?.did === 'finish' && (named(s, number) ?? unfinished.case) === unfinished.case) {
    const undone = unfinish(s)
    if (undone) return undone
  }
  const several = number === undefined ? severalQuoted(s) : []
  if (several.length > 1) return whichOne(several)
  const meant = named(s, number) ?? lastDone(s)
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

function notMended(s: Situation, matter: Case, text: string): Outcome {
  if (text === '' && affects(s.c, matter, s.speaker)) return poor(s, matter)
  const affected = affects(s.c, matter, s.speaker)
  if (affected && isLongAgo(s, matter))
    return both(happened(ratingOf(s, matter, 'poor', text)), takeUp(s, matter, text))
  if (isReporters(s.c, matter, s.speaker)) return takeUp(s, matter, text)
  if (affected) return rated(s, matter, 'poor', saysNoMore(text) ? '' : text)
  if (!hasOffice(s.speaker)) return answer({ say: 'not-affected', case: matter.number })
  return text === ''
    ? answer({ say: 'reason-missing', case: matter.number, command: 'reopen' })
    : takeUp(s, matter, text, { how: 'office' })
}

/** Within 15 days the same case goes on, after that a new one that names it. */
export function takeUp(s: Situation, matter: Case, text: string, why: Why = {}): Outcome {
  if (isLongAgo(s, matter)) return comeBack(s, matter, text)
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

const isLongAgo = ({ now }: Situation, { endedAt = 0 }: Case): boolean => now - endedAt > REOPEN_DAYS * DAY

/** The only case of hers that may be meant: finished lately, or asked about just now. */
function lastDone(s: Situation): number | undefined {
  const own = onlyDone(s, ({ reporter }) => reporter === s.speaker.key)
  const asked = stillAsked(s).filter((matter) => mayBe(s, matter))
  if (asked.length === 0) return own
  return own === undefined && asked.length === 1 ? asked[0]?.number : undefined
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
  category === undefined || category === matter.category || category === c.is.catalogue.categories.at(-1)?.name
