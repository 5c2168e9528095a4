import type { Poll } from './community.ts'
import type { ChainLine, Reading } from './reading.ts'
import { ownCount } from './rival.ts'
import { type Outcome, openPolls, type Situation } from './situation.ts'
import { vote } from './vote.ts'

type Chain = Extract<Reading, { do: 'chain' }>

/**
 * WeChat's 接龙 repeats the whole list with each new line: only the line of the one who sends it is hers to give. One
 * that names a poll of ours votes in it, any other is a neighbour's own.
 */
export function chain(s: Situation, { title, lines }: Chain): Outcome | undefined {
  const poll = openPolls(s.c, s.room?.id).find((one) => isAbout(one, title))
  if (!poll) return ownCount(s)
  const { choice, text } = ownLine(s, lines) ?? {}
  return choice && vote(s, { do: 'vote', poll: poll.number, choice, how: 'plain', reason: text ?? '' })
}

/** The title names it or holds its question. */
const isAbout = ({ number, question }: Poll, title: string): boolean =>
  new RegExp(`P\\s?${number}(?!\\d)`, 'i').test(title.normalize('NFKC')) || title.includes(question)

const ownLine = ({ heard }: Situation, lines: readonly ChainLine[]): ChainLine | undefined =>
  lines.findLast(({ name }) => name === heard.name) ?? lines.at(-1)
