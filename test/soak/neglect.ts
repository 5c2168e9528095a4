import { join } from 'node:path'
import { holidays } from '../../src/config/holidays.ts'
import { type Instant, MINUTE } from '../../src/domain/calendar.ts'
import type { Case } from '../../src/domain/state/matter.ts'
import type { Snapshot } from '../../src/ports.ts'
import { nextOf } from '../simulation/invariants/next.ts'

const SHIPPED = join(import.meta.dirname, '../../data')
/** A beat, and a machine that is slow. */
const TOLERANCE = 5 * MINUTE

/** Whoever is to handle a case is told of it at its times. */
export const neglected = (docs: Snapshot['docs'], now: Instant): readonly string[] => {
  const { calendar } = holidays(now, [SHIPPED])
  const owed = (matter: Case): Instant => matter.goingAt ?? nextOf(calendar, matter)
  return [...docs.case.values()]
    .filter((matter) => matter.endedAt === undefined && now - owed(matter) > TOLERANCE)
    .map((matter) => `#${matter.number} (${matter.stage}) owed news since ${new Date(owed(matter)).toISOString()}`)
}
