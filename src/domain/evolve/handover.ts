import { ballotKey } from '../poll/ballot.ts'
import { unitOf } from '../situation.ts'
import type { Community, Person, Put } from '../state/community.ts'
import type { Ballot, Case, Opinion, Poll, Voter } from '../state/matter.ts'

/** Whose dwelling was confirmed has been speaking for it: a case or an opinion that it had joined counts it once. */
export const housed = (c: Community, person: Person): readonly Put[] => [
  ...[...c.all('case')].flatMap((matter) => caseOf(matter, person.key, person)),
  ...forums(c, person.key, person),
]

/** What a stranger raised, joined, voted or thought belongs to the person she turned out to be. */
export const handedOver = (c: Community, from: string, to: Person): readonly Put[] => [
  ...[...c.all('case')].flatMap((matter) => caseOf(matter, from, to)),
  ...[...c.all('ballot')].filter(({ person }) => person === from).map((one) => given('ballot', one, to.key)),
  ...[...c.all('voter')].filter(({ person }) => person === from).map((one) => given('voter', one, to.key)),
  ...forums(c, from, to),
  ...[...c.all('poll')].flatMap((poll) => pollOf(poll, from, to.key)),
  ...askedOf(c, from, to.key),
]

const given = <K extends 'ballot' | 'voter'>(kind: K, one: K extends 'ballot' ? Ballot : Voter, to: string): Put =>
  ({ kind, key: ballotKey(one.poll, one.unit), doc: { ...one, person: to } }) as Put

const caseOf = (matter: Case, from: string, to: Person): readonly Put[] => {
  const { reporter, supporters, ratings, held } = matter
  if (reporter !== from && !supporters.some(({ person }) => person === from)) return []
  const hers = supporters
    .map((one) => (one.person === from ? { ...one, person: to.key, unit: unitOf(to) } : one))
    .filter(({ unit }) => reporter !== from || unit !== unitOf(to))
  const rated = ratings.map((one) => (one.by === from ? { ...one, by: to.key, unit: unitOf(to) } : one))
  const whose = { reporter: reporter === from ? to.key : reporter, supporters: once(hers), ratings: last(rated) }
  const doc: Case = { ...matter, ...whose, ...(held?.by === from ? { held: { ...held, by: to.key } } : {}) }
  return [{ kind: 'case', key: String(matter.number), doc }]
}
/** A unit counts once. */
const once = (supporters: Case['supporters']): Case['supporters'] => last(supporters.toReversed()).toReversed()
const last = <T extends { readonly unit: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.unit, one])).values(),
]

/** Her unit backs an opinion as the person's does now, where it was nobody else's. */
function forums(c: Community, from: string, to: Person): readonly Put[] {
  const stranger = c.get('person', from)
  const was = stranger ? unitOf(stranger) : from
  const shared = [...c.all('person')].some(
    ({ key, dwellings }) =>
      key !== from && key !== to.key && dwellings.some(({ household, confirmed }) => confirmed && household === was),
  )
  return [...c.all('forum')].flatMap((forum): readonly Put[] => {
    const opinions = forum.opinions.map((one) => opinionOf(one, { from, was, shared }, to))
    return JSON.stringify(opinions) === JSON.stringify(forum.opinions)
      ? []
      : [{ kind: 'forum', key: String(forum.case), doc: { ...forum, opinions } }]
  })
}
const opinionOf = (
  one: Opinion,
  { from, was, shared }: { readonly from: string; readonly was: string; readonly shared: boolean },
  to: Person,
): Opinion => {
  const hers = one.person === from
  const backed = hers || !shared ? renamed(one.supporters, was, unitOf(to)) : one.supporters
  return { ...one, person: hers ? to.key : one.person, supporters: renamed(backed, from, unitOf(to)) }
}

const pollOf = (poll: Poll, from: string, to: string): readonly Put[] =>
  poll.declined?.includes(from)
    ? [{ kind: 'poll', key: String(poll.number), doc: { ...poll, declined: renamed(poll.declined, from, to) } }]
    : []

const renamed = (keys: readonly string[], from: string, to: string): readonly string[] => [
  ...new Set(keys.map((key) => (key === from ? to : key))),
]

/** What she was asked last, and did last, unless the person was since. */
const askedOf = (c: Community, from: string, to: string): readonly Put[] => {
  const pending = c.get('pending', from)
  const act = c.get('act', from)
  return [
    ...(pending ? [{ kind: 'pending', key: from } as const] : []),
    ...(pending && !c.get('pending', to)
      ? [{ kind: 'pending', key: to, doc: { ...pending, person: to } } as const]
      : []),
    ...(act ? [{ kind: 'act', key: from } as const] : []),
    ...(act && !c.get('act', to) ? [{ kind: 'act', key: to, doc: { ...act, person: to } } as const] : []),
  ]
}
