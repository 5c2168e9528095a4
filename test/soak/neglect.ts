import { join } from 'node:path'
import { holidays } from '../../src/config/holidays.ts'
import { dayOf, type Instant, instant, MINUTE, workdaysLater, yellowAt } from '../../src/domain/calendar.ts'
import type { Case } from '../../src/domain/matter.ts'
import type { Snapshot } from '../../src/ports.ts'

const SHIPPED = join(import.meta.dirname, '../../data')
/** A beat, and a machine that is slow. */
const TOLERANCE = 5 * MINUTE

/** The handler is told at 80 % of the limit, when it is over, and then each working day at 09:00. */
export const neglected = (docs: Snapshot['docs'], now: Instant): readonly string[] => {
  const { calendar } = holidays(now, [SHIPPED])
  const owed = (matter: Case): Instant => {
    if (matter.goingAt !== undefined) return matter.goingAt
    if (matter.rungs.includes('red'))
      return instant(dayOf(workdaysLater(calendar, matter.lastRungAt ?? matter.due, 1)), '09:00')
    return matter.rungs.includes('yellow') ? matter.due : yellowAt(matter)
  }
  return [...docs.case.values()]
    .filter((matter) => matter.endedAt === undefined && now - owed(matter) > TOLERANCE)
    .map((matter) => `#${matter.number} (${matter.stage}) owed news since ${new Date(owed(matter)).toISOString()}`)
}
