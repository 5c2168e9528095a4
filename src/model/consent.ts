import type { Instant } from '../domain/calendar.ts'
import type { Heard } from '../domain/heard/input.ts'
import { ASKS_AN_HOUR } from '../domain/situation.ts'
import type { Person } from '../domain/state/community.ts'
import type { Constitution } from '../domain/state/constitution.ts'
import type { Ledger } from '../ports.ts'

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

function mayAsk({ is, ledger }: Served, { room: id, from }: Heard, now: Instant): boolean {
  const { docs } = ledger.now
  const room = id === undefined ? undefined : docs.room.get(id)
  if (!room || room.left || is.settings.intake === 'explicit' || (room.hushedUntil ?? 0) > now) return false
  if (room.asks.filter((at) => now - at < ASKS_AN_HOUR.within).length >= ASKS_AN_HOUR.count) return false
  return byContact(docs.person.values(), from)?.heard !== false
}

function byContact(people: Iterable<Person>, contact: string): Person | undefined {
  for (const person of people) if (person.contact === contact) return person
  return undefined
}
