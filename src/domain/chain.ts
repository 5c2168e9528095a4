import type { Poll } from './matter.ts'
import type { ChainLine, Reading } from './reading.ts'
import { ownCount } from './rival.ts'
import { answer, both, happened, NOTHING, type Outcome, openPolls, type Situation } from './situation.ts'
import { vote } from './vote.ts'

type Chain = Extract<Reading, { do: 'chain' }>

/**
 * WeChat's 接龙 repeats the whole list with each new line: only the line of the one who sends it is hers to give. One
 * that names a poll of ours votes in it, any other is a neighbour's own.
 */
export function chain(s: Situation, { title, lines }: Chain): Outcome | undefined {
  const poll = openPolls(s.c, s.room?.id).find((one) => isAbout(one, title))
  if (!poll) return isVote(title, lines) ? ownCount(s) : NOTHING
  const { choice, text } = lines.findLast(({ name }) => name === s.heard.name) ?? {}
  return choice
    ? vote(s, { do: 'vote', poll: poll.number, choice, how: 'plain', reason: text ?? '' })
    : unread(s, poll.number)
}

/** Somebody else's line is no ballot of the sender: she is told once how to vote. */
const unread = (s: Situation, poll: number): Outcome =>
  s.speaker.chained === poll
    ? NOTHING
    : both(
        happened({ type: 'person-changed', at: s.now, person: { ...s.speaker, chained: poll } }),
        answer({ say: 'chain-unread', poll }),
      )

/** The title names it or holds its question. */
const isAbout = ({ number, question }: Poll, title: string): boolean =>
  new RegExp(`P\\s?${number}(?!\\d)`, 'i').test(title.normalize('NFKC')) || title.includes(question)

/** People sign up for eggs in one, too. */
const isVote = (title: string, lines: readonly ChainLine[]): boolean =>
  lines.some(({ choice }) => choice !== undefined) ||
  /同意|赞成|反对|投/.test(title + lines.map(({ text }) => text).join())
