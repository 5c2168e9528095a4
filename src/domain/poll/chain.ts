import type { ChainLine, Reading } from '../heard/reading.ts'
import { answer, both, happened, NOTHING, type Outcome, openPolls, type Situation } from '../situation.ts'
import type { Poll } from '../state/matter.ts'
import { ownCount } from './rival.ts'
import { vote } from './vote.ts'

type Chain = Extract<Reading, { do: 'chain' }>

/**
 * WeChat's 接龙 repeats the whole list with each new line: only the line of the one who sends it is hers to give. One
 * that names a poll of ours votes in it, any other is a neighbour's own.
 */
export function chain(s: Situation, { title, lines }: Chain): Outcome | undefined {
  const poll = openPolls(s.c, s.room?.id).find((one) => isAbout(one, title))
  if (!poll) return both(copied(s, title, lines), isVote(title, lines) ? (ownCount(s) ?? NOTHING) : NOTHING)
  const { choice, text } = lines.findLast(({ name }) => name === s.heard.name) ?? {}
  return choice
    ? vote(s, { do: 'vote', poll: poll.number, choice, how: 'plain', reason: text ?? '' })
    : unread(s, poll.number)
}

/** A neighbour's own list of the options of our card: what is given there is not counted, of which the group hears once a poll. */
function copied({ c, room, heard, now }: Situation, title: string, lines: readonly ChainLine[]): Outcome {
  const poll = openPolls(c, room?.id).find((one) => hasOptions(one, title, lines))
  const key = `${room?.id}/P${poll?.number}/chain`
  if (!poll || !room || c.get('bundle', key)) return NOTHING
  const bundle = { key, room: room.id, about: `P${poll.number}`, until: poll.closes, people: [] }
  return both(
    happened({ type: 'bundle-opened', at: now, bundle }),
    answer({ say: 'chain-apart', poll: poll.number, name: heard.name }),
  )
}

/** Two of them are named, or somebody has put one after her name. */
function hasOptions({ options }: Poll, title: string, lines: readonly ChainLine[]): boolean {
  const all = [title, ...lines.map(({ name, text }) => `${name} ${text}`)].join('\n')
  const named = options.filter((option) => all.split(/[\s:：、,，/.．]+/).includes(option))
  return named.length > 1 || lines.some(({ text }) => options.includes(text))
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
