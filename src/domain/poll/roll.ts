import { createHash } from 'node:crypto'
import { is, joined } from '../situation.ts'
import type { Community, Person, Room } from '../state/community.ts'
import type { Card, Heads, Poll } from '../state/matter.ts'
import { ballotKey } from './ballot.ts'

/** Who votes: the units that a card's kind counts, as the roll stands now. */
export interface Electorate {
  readonly units: readonly string[]
  readonly heads?: Heads
}

export function electorateOf(c: Community, { kind, list }: Pick<Card, 'kind' | 'list'>): Electorate {
  switch (kind) {
    case 'straw':
      return { units: [...new Set(groupsOf(c).flatMap(({ members }) => members))] }
    case 'household':
      return { units: c.is.households.map(({ id }) => id) }
    case 'delegates':
      return { units: delegates(c, list).map(({ key }) => key) }
    case 'owners': {
      const heads = headsOf(c)
      return { units: Object.keys(heads), heads }
    }
  }
}

/** The groups that polls are posted to. */
export const groupsOf = (c: Community): readonly Room[] =>
  joined(c).filter(({ topic, kind }) => c.is.rooms.find((room) => room.topic === topic)?.polls ?? kind === 'residents')

/** Which roll it was: two cards with the same four digits counted the same dwellings and areas. */
export const rollVersion = (c: Community): string =>
  createHash('sha256').update(JSON.stringify(c.is.households)).digest('hex').slice(0, 4)

/** The list of that name; the only one where no name was said. */
export function listNamed({ is }: Community, said: string | undefined): string | undefined {
  const names = is.delegates.map(({ name }) => name)
  if (said === undefined || names.length === 1) return names.length === 1 ? names[0] : undefined
  return names.find((name) => name === said) ?? names.find((name) => name.includes(said) || said.includes(name))
}

function delegates(c: Community, list: string | undefined): readonly Person[] {
  const names = c.is.delegates.find(({ name }) => name === list)?.people ?? []
  const people = [...c.all('person')].filter(({ listed }) => listed)
  return names.flatMap((name) => people.find((person) => person.name === name) ?? [])
}

/**
 * Heads by the first dwelling of each: one owner's dwellings are one head with all their areas, and co-owners have one
 * voter (民法典 278; 建筑物区分所有权司法解释). Two dwellings are one owner's only where a person bound to both says so:
 * a name alone may be two people's.
 */
function headsOf(c: Community): Heads {
  const owned = new Map<string, Person>()
  for (const person of c.all('person'))
    for (const household of ownedBy(person)) if (isVoter(c, person, household, owned)) owned.set(household, person)
  const heads = new Map<string, { readonly households: string[]; area: number }>()
  const first = new Map<string, string>()
  for (const { id, area = 0 } of c.is.households) {
    const voter = owned.get(id)?.key ?? id
    const unit = first.get(voter) ?? id
    first.set(voter, unit)
    const head = heads.get(unit) ?? { households: [], area: 0 }
    const owner = owned.get(id)?.key
    heads.set(unit, {
      households: [...head.households, id],
      area: Math.round((head.area + area) * 100) / 100,
      ...(owner === undefined ? {} : { owner }),
    })
  }
  return Object.fromEntries(heads)
}

const ownedBy = ({ dwellings }: Person): readonly string[] =>
  dwellings.flatMap(({ household, relation, confirmed }) => (confirmed && relation === 'owner' ? [household] : []))

/** The one whom the roll names, else the first who is known to own it. */
function isVoter(c: Community, person: Person, id: string, known: ReadonlyMap<string, Person>): boolean {
  const named = voterOf(c, [id])
  return named === undefined ? !known.has(id) : isNamed(person, named)
}

/** Names are what people call themselves, but those of the community file. */
const isNamed = ({ listed, name }: Person, named: string): boolean => listed && name === named
const nameOnRoll = (c: Community, households: readonly string[]): string | undefined =>
  c.is.households.find(({ id }) => households.includes(id))?.voter

/** Whom the roll names as voter of what is one owner's, where the file has that person there: else any owner speaks for it. */
function voterOf(c: Community, households: readonly string[]): string | undefined {
  const named = nameOnRoll(c, households)
  if (named === undefined) return undefined
  const isHere = (person: Person): boolean => ownedBy(person).some((household) => households.includes(household))
  return [...c.all('person')].some((person) => isNamed(person, named) && isHere(person)) ? named : undefined
}

/** The voter on the roll whom nobody could be told by: the record names her. */
export function unknownVoter(c: Community, { kind, heads }: Poll, unit: string): string | undefined {
  const households = heads?.[unit]?.households
  if (kind !== 'owners' || !households || voterOf(c, households) !== undefined) return undefined
  return nameOnRoll(c, households)
}

/** A voting unit that somebody may vote for; one that is not counted stands apart. */
export interface Unit {
  readonly unit: string
  readonly counted: boolean
}

/** The units that this person votes for; none: she is outside. A ballot on its way at the close finds her as she was then. */
export function unitsOf(c: Community, poll: Poll, { dwellings, ...rest }: Person): readonly Unit[] {
  const person = { ...rest, dwellings: dwellings.filter(({ since = 0 }) => since < poll.closes) }
  switch (poll.kind) {
    case 'straw':
      // by contact: a person bound to another telephone does not leave a second ballot behind
      return person.contact !== undefined && poll.electorate.includes(person.contact) ? [counted(person.contact)] : []
    case 'delegates':
      return poll.electorate.includes(person.key) ? [{ unit: person.key, counted: true }] : []
    case 'household': {
      const dwellings = person.dwellings.filter(
        ({ household, confirmed }) => confirmed && poll.electorate.includes(household),
      )
      return dwellings.length === 0 ? apart(person) : dwellings.map(({ household }) => counted(household))
    }
    case 'owners': {
      const confirmed = person.dwellings.some((dwelling) => dwelling.confirmed)
      const owned = ownedBy(person)
      const units = new Set(owned.flatMap((household) => headOf(poll, household) ?? []))
      const mine = [...units].filter((unit) => speaksFor(c, poll, person, owned, unit))
      return mine.length === 0 && !confirmed ? apart(person) : oneHead(c, poll, person, mine).map(counted)
    }
  }
}

const counted = (unit: string): Unit => ({ unit, counted: true })
const apart = ({ key }: Person): readonly Unit[] => [{ unit: key, counted: false }]

/** The unit that a dwelling belongs to. */
export function headOf({ kind, heads = {}, electorate }: Poll, household: string): string | undefined {
  if (kind === 'household') return electorate.includes(household) ? household : undefined
  if (Object.hasOwn(heads, household)) return household
  return Object.entries(heads).find(([, { households }]) => households.includes(household))?.[0]
}

/** A co-owner speaks for what is hers too, all of it; where the roll names the voter, only he does. */
function speaksFor(c: Community, poll: Poll, person: Person, owned: readonly string[], unit: string): boolean {
  const all = poll.heads?.[unit]?.households ?? []
  const voter = voterOf(c, all)
  return voter === undefined ? all.every((household) => owned.includes(household)) : isNamed(person, voter)
}

/**
 * Who owns what was frozen at opening: a head whose owner was not known then is spoken for by whoever was confirmed
 * since only if she has none yet, so that nobody is two heads.
 */
function oneHead(c: Community, poll: Poll, person: Person, mine: readonly string[]): readonly string[] {
  const owned = mine.filter((unit) => poll.heads?.[unit]?.owner !== undefined)
  const later = mine.filter((unit) => !owned.includes(unit))
  const given = later.find((unit) => c.get('ballot', ballotKey(poll.number, unit))?.person === person.key)
  return owned.length > 0 ? owned : [given ?? later[0]].filter((unit) => unit !== undefined)
}

/** Who may enter others' ballots: no handler, whose work people may vote on. */
export const mayHandIn = (person: Person): boolean => is(person, 'steward', 'convener', 'admin')

/** People bound to a unit's dwellings. */
export function peopleOf(c: Community, poll: Poll, unit: string): readonly Person[] {
  const households = poll.heads?.[unit]?.households ?? [unit]
  return [...c.all('person')].filter(
    ({ key, contact, dwellings }) =>
      (poll.kind === 'straw' ? contact : key) === unit ||
      dwellings.some(({ household, confirmed, relation }) =>
        confirmed && (poll.kind !== 'owners' || relation === 'owner') ? households.includes(household) : false,
      ),
  )
}
