import type { Instant } from '../calendar.ts'
import { isOpen } from '../situation.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'

/** When what was promised should be done; at its limit and after it the limit asks. */
export const promiseAt = (matter: Case): Instant | undefined =>
  isOpen(matter) && !matter.held && matter.promised !== undefined && matter.promised < matter.due
    ? matter.promised
    : undefined

export const promisePassed = (matter: Case, now: Instant): readonly Fact[] => {
  const until = promiseAt(matter)
  return until !== undefined && now >= until ? [{ type: 'promise-passed', at: now, case: matter.number, until }] : []
}
