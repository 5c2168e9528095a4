import type { Community, Counters, Put } from './community.ts'

/** No community has numbers yet: the first case is #1, the first poll P1. */
const FRESH: Counters = { case: 1, poll: 1, person: 1, week: 0 }

export const counters = (c: Community): Counters => c.get('counters', 'counters') ?? FRESH

/** The counters moved on. */
export const counted = (c: Community, next: Partial<Counters>): Put => ({
  kind: 'counters',
  key: 'counters',
  doc: { ...counters(c), ...next },
})
