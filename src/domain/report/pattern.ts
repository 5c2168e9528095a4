import { isTalkedOver } from '../archive.ts'
import { DAY, type Instant } from '../calendar.ts'
import { evolve } from '../evolve.ts'
import { anyCategory, categoryOf } from '../limit/limit.ts'
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
  (fact.type === 'case-raised' && !fact.matter.hidden) || fact.type === 'case-corrected'

/** None where too few of them are new, or people think about one of them already. */
function patternOf(c: Community, number: number, now: Instant): Pattern | undefined {
  const trace = traceOf(c, number)
  const spot = trace && spotOf(c, trace)
  if (!trace || spot === undefined || trace.told) return undefined
  const alike = recent(c, now).filter((one) => spotOf(c, one) === spot)
  const ofKind = alike.filter(({ kind }) => trace.kind !== undefined && kind === trace.kind)
  const [pattern] = [ofKind, alike].filter((all) => all.filter(({ told }) => !told).length >= ALIKE)
  if (!pattern || pattern.some(({ number: one }) => isTalkedOver(c.get('forum', one)))) return undefined
  return asPattern(c, pattern)
}

/** What a category mostly is needs no word of its own. */
const kindOf = (c: Community, alike: readonly Trace[]): string | undefined => {
  const [{ category, kind }] = alike as readonly [Trace]
  const [mostly] = categoryOf(c, category).kinds ?? []
  return kind !== mostly?.name && alike.every((one) => one.kind === kind) ? kind : undefined
}
const asPattern = (c: Community, alike: readonly Trace[]): Pattern => {
  const [{ category, place: { building, named } = {} }] = alike as readonly [Trace]
  const kind = kindOf(c, alike)
  return {
    category,
    ...(kind === undefined ? {} : { kind }),
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

/** What makes two cases alike, besides their kinds: the category and the building or the named place. None: it is like no other. */
function spotOf(c: Community, { tier, stage, category, place }: Trace): string | undefined {
  if (tier === 'family' || stage === 'withdrawn' || category === anyCategory(c)) return undefined
  if (place?.building !== undefined) return `${category} ${place.building}`
  return place?.named === undefined ? undefined : `${category} @${place.named}`
}

/** All kinds of the 90 days before `to`, of which at least one case was raised since `from`. */
export function patterns(c: Community, from: Instant, to: Instant): readonly Pattern[] {
  const again = (all: readonly Trace[]): boolean => all.length >= ALIKE && all.some(({ raisedAt }) => raisedAt >= from)
  return groups(recent(c, to - 1), (one) => spotOf(c, one))
    .flatMap((alike) => byKind(alike).filter(again))
    .map((alike) => asPattern(c, alike))
    .sort((a, b) => b.cases.length - a.cases.length)
}

const groups = (traces: readonly Trace[], by: (trace: Trace) => string | undefined): readonly (readonly Trace[])[] => {
  const found = new Map<string, Trace[]>()
  for (const trace of traces) {
    const name = by(trace)
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), trace])
  }
  return [...found.values()]
}

/** Those that are enough of one kind each by themselves, and all others together. */
function byKind(alike: readonly Trace[]): readonly (readonly Trace[])[] {
  const enough = groups(alike, ({ kind }) => kind).filter((all) => all.length >= ALIKE)
  const apart = new Set(enough.flat())
  return [...enough, alike.filter((one) => !apart.has(one))].filter((all) => all.length > 0)
}
