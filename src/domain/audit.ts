import { DAY, dayOf, type Instant } from './calendar.ts'
import { isOpen } from './situation.ts'
import type { Community, Put, Waiting } from './state/community.ts'
import { counters } from './state/counters.ts'
import type { Fact } from './state/facts.ts'
import type { Case } from './state/matter.ts'

/** Longer than any run of days off: what waits past its own last date by more is as good as forgotten. */
const FORGOTTEN = 15 * DAY

/** Nothing is put off for longer by one word. */
const LONGEST_HELD = 367 * DAY

/** 「#27」, 「P5」, 「R3」; of what is no matter its kind, which alone may be logged. */
export function matterNamed({ kind, key }: Pick<Waiting, 'kind' | 'key'>): string {
  if (kind === 'case' || kind === 'forum') return `#${key}`
  return kind === 'poll' ? `P${key}` : kind === 'reminder' ? `R${key}` : kind
}

/**
 * Whether something open waits for nothing, or a case for so long that nobody will hear of it any more. It asks none of
 * the rules by which things fall due, so that it finds what is wrong with them. Undefined: it need not wait for anything.
 */
export function isUnattended(put: Put, next: Instant | undefined): boolean | undefined {
  switch (put.kind) {
    case 'case':
      return put.doc !== undefined && isOpen(put.doc) && !(next !== undefined && next <= lastDate(put.doc) + FORGOTTEN)
    case 'poll':
      return put.doc?.stage === 'open' && !(next !== undefined && next <= put.doc.closes + DAY)
    case 'reminder':
      return put.doc !== undefined && put.doc.endedAt === undefined && !Number.isFinite(next)
    default:
      return undefined
  }
}

const lastDate = ({ due, lastRungAt = 0, held }: Case): Instant =>
  Math.max(due, lastRungAt, held ? Math.min(held.until, (held.last ?? held.since) + LONGEST_HELD) : 0)

/** Each is told once a day. */
export function unattended(c: Community, matters: readonly string[], now: Instant): readonly Fact[] {
  const { day, matters: told = [] } = counters(c).unattended ?? {}
  const today = day === dayOf(now) ? told : []
  const fresh = matters.filter((matter) => !today.includes(matter))
  return fresh.length === 0 ? [] : [{ type: 'unattended-found', at: now, fresh, matters: [...today, ...fresh] }]
}
