import type { Instant } from '../domain/calendar.ts'
import type { Heard } from '../domain/heard/input.ts'
import { type Known, nobodyObjects } from '../domain/people/unheard.ts'
import { ASKS_AN_HOUR } from '../domain/situation.ts'
import type { Constitution } from '../domain/state/constitution.ts'
import type { Ledger, Snapshot } from '../ports.ts'

interface Served {
  readonly is: Constitution
  readonly ledger: Ledger
}

/**
 * Whether somebody's words may leave for a model: only from a room that is served, where their author could now be asked
 * about them, and never those of somebody who said 「不要记我」.
 */
export const mayLeave =
  (communities: readonly Served[], clock: () => Instant) =>
  (heard: Heard): boolean =>
    communities.some((one) => mayAsk(one, heard, clock()))

function mayAsk({ is, ledger }: Served, heard: Heard, now: Instant): boolean {
  const room = heard.room === undefined ? undefined : ledger.now.docs.room.get(heard.room)
  if (!room || room.left || is.settings.intake === 'explicit' || (room.hushedUntil ?? 0) > now) return false
  if (room.asks.filter((at) => now - at < ASKS_AN_HOUR.within).length >= ASKS_AN_HOUR.count) return false
  return nobodyObjects(known(ledger.now), heard)
}

const known = ({ docs }: Snapshot): Known => ({
  get: (kind, key) => docs[kind].get(String(key)),
  all: (kind) => docs[kind].values(),
  byContact: (contact) => [...docs.person.values()].find((person) => person.contact === contact),
})
