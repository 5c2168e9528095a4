import { withdraw } from './case/case.ts'
import { lastOwn } from './case/more.ts'
import { takeBack } from './poll/retract.ts'
import { unremind } from './reminder/remind.ts'
import {
  answer,
  both,
  happened,
  isEarlier,
  NOTHING,
  type Outcome,
  runs,
  type Situation,
  UNDO_WITHIN,
  undoable,
} from './situation.ts'
import type { Voted } from './state/community.ts'
import type { Fact } from './state/facts.ts'
import { inTurn } from './turn.ts'
import { unfinish } from './work/handle.ts'
import { unpromise } from './work/promise.ts'

/** 「刚才那个不算」: the speaker's own last case, support, ballot or finish, within 10 minutes. */
export function undo(s: Situation): Outcome | undefined {
  const last = s.c.get('act', s.speaker.key)
  if (!last || s.at - last.at > UNDO_WITHIN || isEarlier(s, last.at))
    return s.heard.addressed ? answer({ say: 'nothing-to-undo' }) : undefined
  const forgotten = happened({ type: 'act-forgotten', at: s.now, person: s.speaker.key })
  const { act: did } = last
  if (did.did === 'remind') return both(forgotten, unremind(s, did.reminder, did.was))
  if (did.did === 'vote') return both(forgotten, unvoted(s, [did, ...(did.also ?? [])]))
  if (did.did === 'raise')
    return lastOwn(s)?.number === did.case || s.heard.addressed
      ? both(forgotten, withdraw(s, did.case) ?? NOTHING)
      : undefined
  if (did.did === 'promise') return unpromise(s) ?? answer({ say: 'nothing-to-undo' })
  if (did.did === 'finish') return unfinish(s) ?? answer({ say: 'nothing-to-undo' })
  return both(
    both(forgotten, happened({ type: 'support-withdrawn', at: s.now, case: did.case, by: s.speaker.key })),
    answer({ say: 'undone', what: 'support' }),
  )
}

/** In each poll that still runs. */
const unvoted = (s: Situation, votes: readonly Voted[]): Outcome =>
  inTurn(
    s,
    votes.map(({ poll: number, units, before }) => (then) => {
      const poll = then.c.get('poll', number)
      return poll && runs(then, poll) ? takeBack(then, poll, units, before) : answer({ say: 'poll-over', poll: number })
    }),
  )

type Noted = ReturnType<typeof undoable>

/** Votes of one message are one act. */
export function asOneAct(s: Situation, outcome: Outcome): Outcome {
  const isNoted = (fact: Fact): fact is Noted => fact.type === 'act-noted'
  const [first, ...also] = outcome.facts
    .filter(isNoted)
    .flatMap(({ act: { act } }) => (act.did === 'vote' ? [act] : []))
  if (!first || also.length === 0) return outcome
  return {
    ...outcome,
    facts: [...outcome.facts.filter((fact) => !isNoted(fact)), undoable(s, { ...first, also })],
  }
}

/** What says more of the same trouble, or gives the same ballot again, leaves the act before it the last one. */
const GOES_ON: ReadonlySet<Fact['type']> = new Set([
  'words-added',
  'announcement-corrected',
  'case-corrected',
  'file-kept',
  'ballot-cast',
  'voted',
])

/** Whoever has done something else since, or was refused it, means that and not the act before it. */
export function afterAct(s: Situation, outcome: Outcome): Outcome {
  const { facts, answers } = outcome
  if (!s.c.get('act', s.speaker.key) || facts.some(({ type }) => type.startsWith('act-'))) return outcome
  const other = facts.some((fact) => ('case' in fact || 'poll' in fact) && !(GOES_ON.has(fact.type) && isOwn(fact)))
  const refused = answers.some(
    ({ say }) => say === 'no-such-option' || say === 'no-such-poll' || say === 'no-such-case',
  )
  return other || refused
    ? both(outcome, happened({ type: 'act-forgotten', at: s.now, person: s.speaker.key }))
    : outcome
}

/** A ballot that she enters for another is something else. */
const isOwn = (fact: Fact): boolean => {
  if (fact.type === 'ballot-cast') return fact.ballot.handed === undefined
  return fact.type !== 'voted' || fact.voter.handed === undefined
}
