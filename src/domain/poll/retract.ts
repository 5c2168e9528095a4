import type { Instant } from '../calendar.ts'
import { answer, both, happened, type Outcome, openPolls, runs, type Situation } from '../situation.ts'
import type { Ballot, Poll } from '../state/matter.ts'
import { isAside, standing, withdrawn } from './ballot.ts'
import { changedAgain, enough } from './change.ts'
import { tookBack } from './mates.ts'
import { pollMeant, whichOne } from './meant.ts'
import { marked } from './recount.ts'
import { refused } from './refusal.ts'
import { unitsOf } from './roll.ts'

/** 撤销我的票. */
export function unvote(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number)
  if (!poll) return ofWhich(s, number)
  if (!runs(s, poll)) return refused(s, poll, 'poll-over')
  const units = unitsOf(s.c, poll, s.speaker).map(({ unit }) => unit)
  return takeBack(s, poll, units, [], answer(noneOf(s, poll)))
}

/** Of several nobody can tell which is meant: asked in a group as well. */
const ofWhich = (s: Situation, number: number | undefined): Outcome | undefined =>
  s.heard.addressed || openPolls(s.c, s.room?.id).length > 1 ? whichOne(s, number) : undefined

const noneOf = (s: Situation, { number, secret }: Poll) =>
  ({ say: 'my-ballot', poll: number, ballots: [], voted: false, aloud: secret || s.room !== undefined }) as const

/**
 * The speaker's ballots of these units become what they were before, or nothing; another's of the dwelling stays, and
 * one that a convener contests: a new one would not be.
 */
export function takeBack(
  s: Situation,
  poll: Poll,
  units: readonly string[],
  before: readonly (Ballot | undefined)[],
  none = answer({ say: 'nothing-to-undo' }),
): Outcome {
  const hers = units.flatMap((unit, i) => {
    const one = standing(s.c, poll, unit)
    return isBefore(s, one) ? [{ unit, one, before: poll.secret ? undefined : before[i] }] : []
  })
  const back = hers.flatMap(({ unit, one, before: was }) =>
    isAside(one) ? [] : [{ unit, before: was && marked(was, undefined) }],
  )
  if (hers.length > back.length && back.length === 0) return answer({ say: 'stays-aside', poll: poll.number })
  if (back.length === 0) return none
  const person = changedAgain(s, poll)
  if (!person) return enough(s, poll)
  return both(
    happened(
      { type: 'person-noted', at: s.now, person },
      ...back.flatMap((one) => withdrawn(s.c, poll, one.unit, { by: s.speaker.key, now: s.now, before: one.before })),
    ),
    answer(
      { say: 'vote-undone', poll: poll.number },
      ...back.flatMap((one) => tookBack(s, poll, one.unit, one.before)),
    ),
  )
}

/** Hers, and not given after what is said now. */
const isBefore = (s: Situation, ballot: { readonly person: string; readonly saidAt: Instant } | undefined): boolean =>
  ballot !== undefined && ballot.person === s.speaker.key && ballot.saidAt <= s.at

/** 不投: she is reminded no more, which is no abstention. */
export function notVoting(s: Situation, said: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, said)
  if (!poll) return said === undefined && openPolls(s.c, s.room?.id).length > 1 ? whichOne(s, undefined) : undefined
  const { number, stage, declined = [] } = poll
  return stage === 'closed' || declined.includes(s.speaker.key)
    ? undefined
    : both(
        happened({ type: 'reminders-declined', at: s.now, poll: number, by: s.speaker.key }),
        answer({ say: 'not-voting', poll: number }),
      )
}
