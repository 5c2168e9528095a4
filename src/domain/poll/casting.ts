import { pendingOf } from '../case/ask.ts'
import { acknowledge, isBundled } from '../case/support.ts'
import { answer, both, happened, NOTHING, type Outcome, runs, type Situation, undoable } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Ballot, Poll } from '../state/matter.ts'
import { ballotKey, cast, isAside, isOpen, standing } from './ballot.ts'
import { changedAgain, enough, MOST_CHANGES, MOST_REPEATS } from './change.ts'
import { housemates } from './mates.ts'
import { refused } from './refusal.ts'
import { type Unit, unitsOf } from './roll.ts'

interface How {
  /** What was understood is told her. */
  readonly worded?: boolean
  /** Given for this one of her units, it is no ballot of the others. */
  readonly of?: string | undefined
}

/** The ballots of the speaker's voting units. Said after the close, or by one outside the frozen electorate: not counted. */
export function castIn(s: Situation, poll: Poll, choices: readonly number[], reason: string, how: How = {}): Outcome {
  const { worded = false, of } = how
  if (!runs(s, poll)) return refused(s, poll, 'poll-over')
  if (s.at < poll.opensAt) return NOTHING // said of something else
  if (poll.secret && s.room) return privately(s, poll)
  const units = unitsOf(s.c, poll, s.speaker).filter(
    ({ unit, counted }) => (of === undefined || unit === of) && (counted || isNeighbour(s, poll)),
  )
  if (units.length === 0) return refused(s, poll, 'outside')
  // an older message never replaces a newer one
  const fresh = units.filter(({ unit }) => (standing(s.c, poll, unit)?.saidAt ?? 0) <= s.at)
  if (fresh.length === 0) return NOTHING
  const repeats = fresh.every(({ unit }) => isHers(s, poll, unit, choices))
  const changes = fresh.some(({ unit }) => standing(s.c, poll, unit) !== undefined)
  const speaker = changes ? changedAgain(s, poll, repeats ? MOST_REPEATS : MOST_CHANGES) : s.speaker
  if (!speaker) return repeats ? NOTHING : enough(s, poll)
  const ballots = fresh.map((unit) => ballotOf(s, poll, unit, choices, reason))
  const alone = isToldAlone(s, poll, fresh, worded)
  const told = alone ? [] : acknowledge(s, `P${poll.number}`)
  const bundled = isBundled(told, { room: s.room?.id ?? '', about: `P${poll.number}` })
  const own = worded && bundled && !isSeen(poll) ? [{ say: 'noted', poll: poll.number, choices } as const] : []
  const home = ballots.some(({ counted }) => !counted) ? askHome(s, speaker, bundled) : []
  return [
    happened(
      ...ballots.flatMap((ballot) => cast(s.c, poll, ballot, s.now)),
      ...(changes ? [{ type: 'person-noted', at: s.now, person: speaker } as const] : []),
      ...home,
      ...told,
      ...(repeats ? [] : [given(s, poll, ballots)]),
    ),
    answer(...own.map((one) => ({ ...one, to: { person: speaker.key } }))),
    home.length > 0 && bundled
      ? answer({ say: 'where-home', poll: poll.number, to: { person: speaker.key } })
      : NOTHING,
    ...fresh.map(({ unit }) => housemates(s, poll, unit, choices)),
  ].reduce(both)
}

/** Everybody sees what each was understood to choose. */
const isSeen = ({ shown }: Poll): boolean => shown === 'always'

/** A contested ballot, or words that a name in a list would not explain, where she cannot be told privately. */
function isToldAlone(s: Situation, poll: Poll, units: readonly Unit[], worded: boolean): boolean {
  if (units.some(({ unit }) => isAside(standing(s.c, poll, unit)))) return true
  return worded && !isSeen(poll) && !s.speaker.friend
}

/** In the groups that it was posted to: whoever has only befriended the bot is no neighbour. */
const isNeighbour = ({ c, room, heard }: Situation, { rooms }: Poll): boolean =>
  rooms.some((id) => id === room?.id || c.get('room', id)?.members.includes(heard.from))

/** She says again what she has said. It moves her ballot on in time, and is nothing else. */
function isHers(s: Situation, poll: Poll, unit: string, choices: readonly number[]): boolean {
  const one = standing(s.c, poll, unit)
  return one?.person === s.speaker.key && isOpen(one) && one.choices.join() === choices.join()
}

const ballotOf = (s: Situation, poll: Poll, unit: Unit, choices: readonly number[], reason: string): Ballot => ({
  poll: poll.number,
  ...unit,
  choices,
  person: s.speaker.key,
  saidAt: s.at,
  reason,
  source: s.heard.id,
  ...(s.room ? { room: s.room.id } : {}),
})

/** Of a secret poll nothing that tells the choice is kept, so that taking it back leaves none. */
const given = (s: Situation, { number }: Poll, ballots: readonly Ballot[]): Fact =>
  undoable(s, {
    did: 'vote',
    poll: number,
    units: ballots.map(({ unit }) => unit),
    before: ballots.map(({ unit }) => s.c.get('ballot', ballotKey(number, unit))),
  })

/** Whose dwelling nobody has confirmed is asked for it once, with her receipt, or privately where that is bundled. */
function askHome(s: Situation, speaker: Person, bundled: boolean): readonly Fact[] {
  if (speaker.askedHome || speaker.dwellings.length > 0 || (bundled && !speaker.friend)) return []
  return [
    { type: 'person-changed', at: s.now, person: { ...speaker, askedHome: true } },
    { type: 'asked', at: s.now, pending: pendingOf(s, { ask: 'home' }) },
  ]
}

/** Said aloud, a secret vote is not counted: she is told privately how to give it. */
export const privately = (s: Situation, poll: Poll): Outcome =>
  refused(s, poll, s.speaker.friend ? 'vote-privately' : 'befriend-to-vote')
