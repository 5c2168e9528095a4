import { DAY } from './calendar.ts'
import type { Instant } from './community.ts'
import { reviewAt } from './convene.ts'
import type { Documents } from './docs.ts'
import type { Reading } from './reading.ts'

/** A matter goes to the archive 35 days after it ended. */
const KEPT = 35 * DAY

/** Matters that may leave the hot state. */
export const archivable = (docs: Pick<Documents, 'case' | 'poll'>, now: Instant): readonly string[] => [
  ...[...docs.case.values()]
    .filter(({ endedAt }) => endedAt !== undefined && now - endedAt >= KEPT)
    .map(({ number }) => `#${number}`),
  ...[...docs.poll.values()]
    .filter((poll) => poll.stage === 'closed' && now - poll.closes >= KEPT && reviewAt(poll) === undefined)
    .map(({ number }) => `P${number}`),
]

/** The matters that words or a quoted line name: they may have to be brought back from the archive. */
export function namedMatters(readings: readonly Reading[], quoted = ''): readonly string[] {
  const numbers = readings.flatMap((reading) => [
    'case' in reading && reading.case !== undefined ? `#${reading.case}` : '',
    'poll' in reading && typeof reading.poll === 'number' ? `P${reading.poll}` : '',
  ])
  const inQuote = [...quoted.matchAll(/[#＃](\d{1,6})|\bP(\d{1,6})/g)].map(([, matter, poll]) =>
    matter ? `#${matter}` : `P${poll}`,
  )
  return [...new Set([...numbers, ...inQuote])].filter((name) => name !== '')
}
