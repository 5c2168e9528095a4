import { status } from './poll.ts'
import { answer, both, NOTHING, type Outcome, runs, type Situation } from './situation.ts'
import { myBallot } from './vote.ts'

/** 怎么投: of the polls that are meant; how one is opened where none runs. */
export function voteHow(s: Situation, number: number | undefined): Outcome {
  const told = status(s, number)
  const polls = told?.answers.flatMap((one) => (one.say === 'status' ? (s.c.get('poll', one.poll) ?? []) : [])) ?? []
  const running = polls.filter((poll) => runs(s, poll)).map((poll) => poll.number)
  if (running.length > 0) return answer({ say: 'vote-how', polls: running })
  const named = polls.length > 0 || told?.answers.some(({ say }) => say === 'no-such-poll') === true
  return told && named ? told : answer({ say: 'poll-how', none: true })
}

/** 我投了没: of each poll that is meant, so that nobody has to say it again with a number. */
export function myBallots(s: Situation, number: number | undefined): Outcome | undefined {
  const open = (status(s, number)?.answers ?? []).flatMap((one) => (one.say === 'status' ? [one.poll] : []))
  const each = open.map((poll) => myBallot({ ...s, quoted: { poll } }) ?? NOTHING)
  return each.length > 0 ? each.reduce(both) : number === undefined ? myBallot(s) : status(s, number)
}
