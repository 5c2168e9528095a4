import { answer, type Outcome, openPolls, type Situation } from '../situation.ts'
import type { Poll } from '../state/matter.ts'

/** By number, by quote, else the only open one of this room, or of all among staff. */
export const pollMeant = (s: Situation, number: number | undefined): Poll | undefined => {
  const meant = number ?? s.quoted.poll
  if (meant !== undefined) return s.c.get('poll', meant)
  const open = openTo(s)
  return open.length === 1 ? open[0] : undefined
}

/** Those of this room, or of all among staff. */
export function openTo({ c, room }: Situation): readonly Poll[] {
  const here = openPolls(c, room?.id)
  return here.length === 0 && room?.kind === 'staff' ? openPolls(c, undefined) : here
}

/** None is meant: there is none of that number, none at all, or several. */
export function whichOne(s: Situation, number: number | undefined): Outcome {
  if (number !== undefined) return answer({ say: 'no-such-poll', number })
  const open = openTo(s).map((poll) => poll.number)
  return open.length > 1 ? answer({ say: 'name-poll', polls: open }) : answer({ say: 'no-poll' })
}

/** What people say and ask about a poll that is meant here; with none it is talk. */
export function ofPoll(s: Situation, number: number | undefined, then: (poll: Poll) => Outcome | undefined) {
  const poll = pollMeant(s, number)
  return poll && then(poll)
}
