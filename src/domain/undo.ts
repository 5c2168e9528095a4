import { withdraw } from './case.ts'
import { unfinish } from './handle.ts'
import { lastOwn } from './raise.ts'
import { answer, both, happened, isEarlier, NOTHING, type Outcome, type Situation, UNDO_WITHIN } from './situation.ts'
import { takeBack } from './vote.ts'

/** 「刚才那个不算」: the speaker's own last case, support, ballot or finish, within 10 minutes. */
export function undo(s: Situation): Outcome | undefined {
  const last = s.c.get('act', s.speaker.key)
  if (!last || s.at - last.at > UNDO_WITHIN || isEarlier(s, last.at))
    return s.heard.addressed ? answer({ say: 'nothing-to-undo' }) : undefined
  const forgotten = happened({ type: 'act-forgotten', at: s.now, person: s.speaker.key })
  const { act: did } = last
  if (did.did === 'vote') {
    const poll = s.c.get('poll', did.poll)
    if (!poll || poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: did.poll })
    return both(forgotten, takeBack(s, poll, did.units, did.before))
  }
  if (did.did === 'raise')
    return lastOwn(s)?.number === did.case || s.heard.addressed
      ? both(forgotten, withdraw(s, did.case) ?? NOTHING)
      : undefined
  if (did.did === 'finish') return unfinish(s) ?? answer({ say: 'nothing-to-undo' })
  return both(
    both(forgotten, happened({ type: 'support-withdrawn', at: s.now, case: did.case, by: s.speaker.key })),
    answer({ say: 'undone', what: 'support' }),
  )
}
