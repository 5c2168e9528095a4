import { type Calendar, dayOf, type Instant, instant, TOLD_FROM } from '../calendar.ts'
import type { Community, Counters } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'

/** By then the days off of the year to come are long published; each case that is raised before may reach into it. */
const TOLD_ON = '12-15'

/** The first year whose days off are not known, and that nobody was told of; none: all are known. */
const unknown = ({ until }: Calendar, { year = 0 }: Pick<Counters, 'year'>): number | undefined =>
  until === undefined ? undefined : Math.max(until, year) + 1

/** When it is told that the days off of a year are not known: once, before it begins. */
export function yearAt(
  { calendar }: { readonly calendar: Calendar },
  done: Pick<Counters, 'year'>,
): Instant | undefined {
  const year = unknown(calendar, done)
  return year === undefined ? undefined : instant(`${year - 1}-${TOLD_ON}`, TOLD_FROM)
}

/** It is time to tell it, or a limit in working days that was just set ends in such a year. */
export function yearUnknown(c: Community, now: Instant, facts: readonly Fact[] = []): readonly Fact[] {
  const year = unknown(c.calendar, counters(c))
  const at = yearAt(c, counters(c))
  if (year === undefined || at === undefined) return []
  const reaches = (fact: Fact): boolean => fact.type === 'case-raised' && yearOf(fact.matter.due) >= year
  const told = Math.max(year, yearOf(now)) // one line after however long an outage
  return now >= at || facts.some(reaches) ? [{ type: 'year-unknown', at: now, year: told }] : []
}

const yearOf = (t: Instant): number => Number(dayOf(t).slice(0, 4))
