import { isTalkedOver } from '../archive.ts'
import { DAY, type Instant } from '../calendar.ts'
import { evolve } from '../evolve.ts'
import { both, happened, type Outcome } from '../situation.ts'
import type { Community } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Pattern } from '../state/figures.ts'
import type { Trace } from '../state/matter.ts'
import { after } from '../turn.ts'
import { traceOf } from './trace.ts'

/** So many alike within so many days are a kind, to be talked over; the next time after as many more. */
const ALIKE = 3
const WITHIN = 90 * DAY

/** A case that was just raised, or whose place was just told, may be one of a kind. */
export function withPatterns(c: Community, outcome: Outcome, now: Instant): Outcome {
  if (!outcome.facts.some(isPlaced)) return outcome
  const then = after(c, outcome.facts)
  const seen = outcome.facts.filter(isPlaced).flatMap(({ case: number }): readonly Fact[] => {
    const pattern = patternOf(then, number, now)
    if (!pattern) return []
    const fact: Fact = { type: 'pattern-seen', at: now, case: number, pattern }
    then.put(evolve(then, fact))
    return [fact]
  })
  return seen.length === 0 ? outcome : both(outcome, happened(...seen))
}
const isPlaced = (fact: Fact): fact is Extract<Fact, { type: 'case-raised' | 'case-corrected' }> =>
  fact.type === 'case-raised' || fact.type === 'case-corrected'

/** None where too few of them are new, or people think about one of them already. */
function patternOf(c: Community, number: number, now: Instant): Pattern | undefined {
  const trace = traceOf(c, number)
  const kind = trace && kindOf(c, trace)
  if (!trace || kind === undefined || trace.told) return undefined
  const alike = recent(c, now).filter((one) => kindOf(c, one) === kind)
  const fresh = alike.filter(({ told }) => !told)
  if (fresh.length < ALIKE || alike.some(({ number: one }) => isTalkedOver(c.get('forum', one)))) return undefined
  return asPattern(alike)
}

const asPattern = (alike: readonly Trace[]): Pattern => {
  const [{ category, place: { building, named } = {} }] = alike as readonly [Trace]
  return {
    category,
    place: building === undefined ? { ...(named === undefined ? {} : { named }) } : { building },
    cases: alike.map(({ number }) => number),
  }
}

/** Numbers follow the time: the search ends with the first that is too old, however many there are. */
function recent(c: Community, at: Instant): readonly Trace[] {
  const found: Trace[] = []
  for (let number = counters(c).case - 1; number > 0; number--) {
    const trace = traceOf(c, number)
    if (trace && trace.raisedAt < at - WITHIN - DAY) break // a report that waited for an answer is an hour older than its number
    if (trace && trace.raisedAt >= at - WITHIN && trace.raisedAt <= at) found.unshift(trace)
  }
  return found
}

/** What makes two cases alike: the category and the building or the named place. None: it is like no other. */
function kindOf(c: Community, { tier, stage, category, place }: Trace): string | undefined {
  if (tier === 'family' || stage === 'withdrawn' || category === c.is.catalogue.categories.at(-1)?.name)
    return undefined
  if (place?.building !== undefined) return `${category} ${place.building}`
  return place?.named === undefined ? undefined : `${category} @${place.named}`
}

/** All kinds of the 90 days before `to`, of which at least one case was raised since `from`. */
export function patterns(c: Community, from: Instant, to: Instant): readonly Pattern[] {
  const kinds = new Map<string, Trace[]>()
  for (const trace of recent(c, to - 1)) {
    const kind = kindOf(c, trace)
    if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), trace])
  }
  return [...kinds.values()]
    .filter((alike) => alike.length >= ALIKE && alike.some(({ raisedAt }) => raisedAt >= from))
    .map(asPattern)
    .sort((a, b) => b.cases.length - a.cases.length)
}
