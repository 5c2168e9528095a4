import type { Instant } from '../calendar.ts'
import { moved, standing, withdrawn } from '../poll/ballot.ts'
import { unitsOf } from '../poll/roll.ts'
import { openPolls } from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Poll } from '../state/matter.ts'

/**
 * A dwelling was confirmed, or a stranger turned out to be this person: the ballots that stood under `was` move in,
 * unless there is a later one.
 */
export function movedIn(c: Community, person: Person, now: Instant, was = person.key): readonly Fact[] {
  return openPolls(c, undefined).flatMap((poll): readonly Fact[] => {
    if (poll.kind === 'straw') return rebound(c, poll, person, now, was)
    const into = unitsOf(c, poll, person).filter(({ unit }) => unit !== was)
    if (!standing(c, poll, was) || into.length === 0 || now >= poll.closes) return []
    return [
      ...into.flatMap((unit) => moved(c, poll, was, { ...unit, person: person.key }, now)),
      ...withdrawn(c, poll, was, { by: person.key, now }),
    ]
  })
}

/** A straw ballot stays with its contact; only whose that is was not known. */
function rebound(c: Community, poll: Poll, person: Person, now: Instant, was: string): readonly Fact[] {
  const [mine] = unitsOf(c, poll, person)
  const one = mine && standing(c, poll, mine.unit)
  if (!mine || was === person.key || one?.person !== was || now >= poll.closes) return []
  return moved(c, poll, mine.unit, { ...mine, person: person.key }, now)
}
