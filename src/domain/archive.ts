import { DAY, type Instant } from './calendar.ts'
import type { Documents } from './docs.ts'
import { reviewAt } from './due.ts'
import type { Reading } from './heard/reading.ts'
import type { Put } from './state/community.ts'
import type { Forum } from './state/matter.ts'

/** A matter goes to the archive 35 days after it ended. */
const KEPT = 35 * DAY

/** People still say what they think of it. */
export const isTalkedOver = (forum: Forum | undefined): boolean => forum !== undefined && !forum.over

/** Matters that may leave the hot state. */
export const archivable = (docs: Pick<Documents, 'case' | 'poll' | 'forum'>, now: Instant): readonly string[] => [
  ...[...docs.case.values()]
    .filter(({ endedAt }) => endedAt !== undefined && now - endedAt >= KEPT)
    .filter(({ number }) => !isTalkedOver(docs.forum.get(String(number))))
    .map(({ number }) => `#${number}`),
  ...[...docs.poll.values()]
    .filter((poll) => poll.stage === 'closed' && now - poll.closes >= KEPT && reviewAt(poll) === undefined)
    .map(({ number }) => `P${number}`),
]

/** What belongs to a matter, itself included, and whose number its key begins with: 「5/3-2-501」 is of P5, 「27」 of #27. */
const PARTS = { case: '#', forum: '#', poll: 'P', ballot: 'P', voter: 'P', sealed: 'P' } as const

export const PART_KINDS = Object.keys(PARTS) as readonly (keyof typeof PARTS)[]

/** The matter that a document goes to the archive with, and comes back with. */
export const belongsTo = ({ kind, key }: Pick<Put, 'kind' | 'key'>): string | undefined =>
  kind in PARTS ? `${PARTS[kind as keyof typeof PARTS]}${key.split('/', 1)[0]}` : undefined

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
