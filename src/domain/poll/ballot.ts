import type { Instant } from '../calendar.ts'
import type { Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Ballot, Coded, Poll, Tally, Voter } from '../state/matter.ts'

export const ballotKey = (poll: number, unit: string): string => `${poll}/${unit}`

// ── the ballot of a unit, open or secret ─────────────────────────────────────────────────────────

/** Whether and when a unit has voted. */
export const standing = (c: Community, poll: Poll, unit: string): Ballot | Voter | undefined =>
  c.get(poll.secret ? 'voter' : 'ballot', ballotKey(poll.number, unit))

/** Whether a convener contests it. */
export const isAside = (one: Ballot | Voter | undefined): boolean =>
  one !== undefined && isOpen(one) && one.aside !== undefined

/** Of a secret poll only that somebody voted is known. */
export const isOpen = (one: Ballot | Voter): one is Ballot => 'choices' in one

/** Where the choice of a unit in a secret poll lies: nobody without the key can tell. @throws where there is no key */
function sealKey(c: Community, { number }: Poll, unit: string): string {
  const seal = c.seal(number, unit)
  if (seal === undefined) throw new Error(`the key of P${number} is not there`)
  return ballotKey(number, seal)
}

/** The code on the receipt of a unit, by which its ballot is found in the published list. */
export const codeOf = (c: Community, poll: Poll, unit: string): string | undefined =>
  c.seal(poll.number, `code${unit}`)?.slice(0, 8)

/**
 * A ballot is given; in a secret poll what was voted is stored apart from who voted. Of a unit that a convener contests
 * it stays set aside, whoever gives it, until it is restored.
 */
export function cast(c: Community, poll: Poll, given: Ballot, now: Instant): readonly Fact[] {
  const { unit, choices, source } = given
  if (!poll.secret) {
    const before = c.get('ballot', ballotKey(poll.number, unit))
    const ballot = before?.aside === undefined ? given : { ...given, aside: before.aside }
    return [{ type: 'ballot-cast', at: now, poll: poll.number, ballot, before, source }]
  }
  const { counted, person, saidAt, handed } = given
  const voter: Voter = { poll: poll.number, unit, counted, person, saidAt, ...(handed ? { handed } : {}) }
  const again = standing(c, poll, unit) !== undefined
  const key = sealKey(c, poll, unit)
  return [
    { type: 'ballot-sealed', at: now, key, ballot: { key, poll: poll.number, choices } },
    { type: 'voted', at: now, poll: poll.number, voter, again, source },
  ]
}

/** A ballot is taken back: `before` stands again, where there was one. */
export function withdrawn(
  c: Community,
  poll: Poll,
  unit: string,
  { by, now, before }: { readonly by: string; readonly now: Instant; readonly before?: Ballot | undefined },
): readonly Fact[] {
  const about = { at: now, poll: poll.number, unit, by }
  return poll.secret
    ? [
        { type: 'ballot-sealed', at: now, key: sealKey(c, poll, unit), ballot: undefined },
        { type: 'voter-withdrawn', ...about },
      ]
    : [{ type: 'ballot-taken-back', ...about, before }]
}

/** The ballot that stood under `was` now stands under `unit`, unless there is a later one. */
export function moved(
  c: Community,
  poll: Poll,
  was: string,
  to: { readonly unit: string; readonly counted: boolean; readonly person: string },
  now: Instant,
): readonly Fact[] {
  const choices = chosen(c, poll, was)
  const from = standing(c, poll, was)
  const there = standing(c, poll, to.unit)
  if (!from || !choices || (there && there.saidAt > from.saidAt)) return []
  const plain: Ballot = { reason: '', ...from, ...to, choices, source: '' }
  return cast(c, poll, plain, now)
}

/** What a unit has voted. Of a secret poll for nobody but the counting. */
function chosen(c: Community, poll: Poll, unit: string): readonly number[] | undefined {
  if (poll.secret) return c.get('sealed', sealKey(c, poll, unit))?.choices
  return c.get('ballot', ballotKey(poll.number, unit))?.choices
}

/** The units that were voted for by somebody of this name. */
export const votedBy = (c: Community, poll: Poll, name: string): readonly string[] =>
  [...votersOf(c, poll)].flatMap(({ unit, person }) => (c.get('person', person)?.name === name ? [unit] : []))

// ── the count ────────────────────────────────────────────────────────────────────────────────────

/** Who has voted in it. */
export function* votersOf(c: Community, poll: Poll): Iterable<Ballot | Voter> {
  for (const one of c.all(poll.secret ? 'voter' : 'ballot')) if (one.poll === poll.number) yield one
}

/** How many have voted, and nothing of what. */
export function turnout(poll: Poll, of: Iterable<{ readonly counted: boolean }>): Tally {
  const voters = [...of]
  const units = voters.filter((voter) => voter.counted).length
  return { counts: none(poll), units, apart: none(poll), apartUnits: voters.length - units }
}

/** One unit's part of a count. */
export interface Counted {
  readonly unit?: string
  readonly choices: readonly number[]
  readonly counted: boolean
  readonly aside?: string | undefined
}

/** The fold of the last valid ballot of each voting unit. */
export const tally = (c: Community, poll: Poll): Tally =>
  withHanded(tallyOf(poll, ballotsOf(c, poll)), votersOf(c, poll))

/** How many of those that count a steward entered, and of a secret poll how few people are behind them. */
export function withHanded(
  tally: Tally,
  voters: Iterable<Pick<Ballot, 'choices' | 'counted' | 'handed' | 'aside'> | Voter>,
): Tally {
  let handed = 0
  const people = new Set<string>()
  for (const one of voters) {
    if (!one.counted || ('aside' in one && one.aside !== undefined)) continue
    if (one.handed) handed++
    if (!('choices' in one)) people.add(one.handed ? `${one.unit}/` : one.person)
  }
  return {
    ...tally,
    ...(handed > 0 ? { handed } : {}),
    ...(people.size > 0 && people.size < tally.units ? { people: people.size } : {}),
  }
}

/** What those chose in secret who stand apart is not even counted: they are few, and people know who they are. */
function* ballotsOf(c: Community, poll: Poll): Iterable<Counted> {
  for (const one of votersOf(c, poll)) {
    const choices = poll.secret && !one.counted ? [] : chosen(c, poll, one.unit)
    if (choices) yield { ...one, choices }
  }
}

/** What these ballots come to. */
export function tallyOf(poll: Poll, ballots: Iterable<Counted>): Tally {
  const [counts, apart, areas, contested] = [none(poll), none(poll), none(poll), none(poll)]
  let [units, apartUnits, aside, area] = [0, 0, 0, 0]
  for (const ballot of ballots) {
    if (ballot.aside !== undefined) {
      aside++
      add(contested, ballot.choices, 1)
    } else if (ballot.counted) {
      const size = poll.heads?.[ballot.unit ?? '']?.area ?? 0
      units++
      area += size
      add(counts, ballot.choices, 1)
      add(areas, ballot.choices, size)
    } else {
      apartUnits++
      add(apart, ballot.choices, 1)
    }
  }
  const owned = poll.kind === 'owners' ? { areas: areas.map(cents), area: cents(area) } : {}
  return { counts, units, apart, apartUnits, ...(aside > 0 ? { aside, contested } : {}), ...owned }
}

const none = ({ options }: Poll): number[] => options.map(() => 0)
const cents = (area: number): number => Math.round(area * 100) / 100
const add = (into: number[], choices: readonly number[], size: number): void => {
  for (const choice of choices) into[choice - 1] = (into[choice - 1] ?? 0) + size
}

/** Of a secret poll that ends: every ballot that counts under its code, in the order of the codes, which tells nothing. */
function codesOf(c: Community, poll: Poll): readonly Coded[] {
  return [...votersOf(c, poll)]
    .filter((voter) => voter.counted)
    .flatMap(({ unit }): readonly Coded[] => {
      const code = codeOf(c, poll, unit)
      const choices = chosen(c, poll, unit)
      return code === undefined || !choices ? [] : [{ code, choices }]
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** What stands when it is over: the count, and of a secret poll the ballots by their codes. */
export const finalOf = (c: Community, poll: Poll) => ({
  result: tally(c, poll),
  ...(poll.secret ? { codes: codesOf(c, poll) } : {}),
})
