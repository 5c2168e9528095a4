import type { PollAnswer } from '../answer.ts'
import { MINUTE } from '../calendar.ts'
import { ask } from '../case/ask.ts'
import type { Choice, Reading } from '../heard/reading.ts'
import { answer, both, happened, NOTHING, type Outcome, openPolls, runs, type Situation } from '../situation.ts'
import type { Ballot, Poll } from '../state/matter.ts'
import { inTurn } from '../turn.ts'
import { STANCES } from '../wording/poll.ts'
import { isOpen, standing } from './ballot.ts'
import { castIn, privately } from './casting.ts'
import { pollMeant, whichOne } from './meant.ts'
import { MOST_OPTIONS } from './poll.ts'
import { isKnown, noted, refused } from './refusal.ts'
import { countsApart, isApart } from './rival.ts'
import { unitsOf } from './roll.ts'

type Vote = Extract<Reading, { do: 'vote' }>

/** The poll that is meant: by number, by quote, else the only open one of this room. */
export function vote(s: Situation, reading: Vote): Outcome | undefined {
  const number = reading.poll ?? s.quoted.poll
  if (number !== undefined) {
    const poll = s.c.get('poll', number)
    if (!poll) return answer({ say: 'no-such-poll', number })
    return voteIn(s, poll, reading)
  }
  if (reading.how === 'quoting') return alike(s)
  if (s.heard.quote) return undefined
  const open = openFor(s, reading.choice)
  if (open.length > 0 && isApart(s, reading.choice)) return apart(s, open[0])
  const [only] = open
  if (only && open.length === 1) return voteIn(s, only, reading)
  if (open.length > 1 && s.late) return undefined
  if (open.some(({ secret }) => secret)) return answer({ say: 'which-poll', polls: open.map(({ number: one }) => one) })
  if (open.length > 1)
    return ask(s, {
      ask: 'which-poll',
      choice: reading.choice,
      reason: reading.reason,
      saidAt: s.at,
      polls: open.map((poll) => poll.number),
    })
  return closedHere(s)
}

/** Said of a neighbour's own count. Aloud a secret poll takes no vote at all. */
const apart = (s: Situation, poll: Poll | undefined): Outcome =>
  poll?.secret && s.room ? privately(s, poll) : countsApart(s, poll)

/** Where several are open, a number means those that have it. */
function openFor(s: Situation, choice: Choice): readonly Poll[] {
  const able = openPolls(s.c, s.room?.id).filter(
    (poll) => optionsOf(poll, choice) !== undefined && (!('all' in choice) || poll.most > 1 || s.heard.addressed),
  )
  return able.length > 1 ? able.filter((poll) => fits(poll, choice)) : able
}

const fits = (poll: Poll, choice: Choice): boolean =>
  optionsOf(poll, choice)?.every((option) => isOption(poll, option)) === true
const isOption = ({ options }: Poll, option: number): boolean => option >= 1 && option <= options.length

/** Nothing is open here: silence, unless she called the bot or the close has only just been. */
function closedHere(s: Situation): Outcome | undefined {
  const late = [...s.c.all('poll')].find(
    (poll) => poll.stage === 'closed' && s.room && poll.rooms.includes(s.room.id) && s.at - poll.closes < 10 * MINUTE,
  )
  if (late) return refused(s, late, 'poll-over')
  return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
}

/**
 * A choice in one poll, for all units of the speaker or only one. A bare number beyond the options is talk, unless it is
 * small or was meant for the poll.
 */
export function voteIn(s: Situation, poll: Poll, reading: Vote, of?: string): Outcome | undefined {
  const { choice, reason, poll: byName, more } = reading
  const picked = more ? besides(s, poll, choice) : optionsOf(poll, choice)
  if (picked === undefined) return undefined
  if (poll.secret && (s.room || more) && runs(s, poll)) return s.room ? privately(s, poll) : whichOption(s, poll)
  const wrong = picked.find((option) => !isOption(poll, option))
  if ('numbers' in choice && isGlued(s, choice.numbers) && (poll.most === 1 || wrong !== undefined)) return undefined
  if (picked.length === 0 || picked.length > poll.most) return answer({ say: 'too-many', poll: poll.number })
  if (wrong !== undefined) {
    const meant = byName !== undefined || s.quoted.poll !== undefined || s.heard.addressed || wrong <= MOST_OPTIONS
    return meant ? answer({ say: 'no-such-option', poll: poll.number, number: wrong }) : undefined
  }
  return castIn(s, poll, picked, reason, { worded: !('numbers' in choice) && !isNamed(s, poll), of })
}

/** What she had chosen, and this; none where she has no ballot, or may choose but one. */
function besides(s: Situation, poll: Poll, choice: Choice): readonly number[] | undefined {
  const more = optionsOf(poll, choice)
  const [mine] = unitsOf(s.c, poll, s.speaker).flatMap(({ unit }) => standing(s.c, poll, unit) ?? [])
  if (!mine || poll.most === 1) return s.heard.addressed ? more : undefined
  return more && [...new Set([...(isOpen(mine) ? mine.choices : []), ...more])].sort((a, b) => a - b)
}

/** By the name of an option first of all, or in a list that shows it: everybody knows what was understood. */
function isNamed({ heard }: Situation, { options }: Poll): boolean {
  const said = heard.text.normalize('NFKC').trim()
  if (/^#接龙/.test(said)) return true
  const name = said.replace(/^(?:[pP] ?\d+[ :,]*)?我?(?:投|选|扣)?[ :]*/, '')
  return options
    .map((option) => option.normalize('NFKC'))
    .some((option) =>
      [said, name].some((one) => one.startsWith(option) && /^(?:[^\p{L}\p{N}]|$)/u.test(one.slice(option.length))),
    )
}

/** None was understood. */
export const whichOption = (s: Situation, poll: Poll): Outcome =>
  poll.secret && s.room ? privately(s, poll) : answer({ say: 'which-option', poll: poll.number })

/** 「13」 may be 1 and 3 where several may be chosen; elsewhere it is one number. */
const isGlued = ({ heard }: Situation, numbers: readonly number[]): boolean =>
  numbers.length > 1 && heard.text.normalize('NFKC').includes(numbers.join(''))

export const optionsOf = (poll: Poll, choice: Choice): readonly number[] | undefined => {
  if ('numbers' in choice) return [...new Set(choice.numbers)].sort((a, b) => a - b) // each option once
  if ('all' in choice) return poll.options.map((_, i) => i + 1)
  if ('several' in choice || 'words' in choice) {
    const names = 'words' in choice ? [choice.words] : choice.several
    const found = [...new Set(names)].map((name) => poll.options.indexOf(name) + 1)
    return found.includes(0) ? undefined : found.sort((a, b) => a - b)
  }
  const found = poll.options.findIndex((option) => STANCES[choice.stance].test(option))
  return found < 0 ? undefined : [found + 1]
}

/** Why a choice that somebody brings for another cannot be taken as it is. */
export function misfit(poll: Poll, choice: Choice): PollAnswer | undefined {
  const picked = optionsOf(poll, choice)
  if (picked === undefined) return { say: 'which-option', poll: poll.number }
  if (picked.length === 0 || picked.length > poll.most) return { say: 'too-many', poll: poll.number }
  const wrong = picked.find((option) => !isOption(poll, option))
  return wrong === undefined ? undefined : { say: 'no-such-option', poll: poll.number, number: wrong }
}

// ── as somebody else ─────────────────────────────────────────────────────────────────────────────

/** 「+1」 to a neighbour's vote, by quoting it. */
export function alike(s: Situation): Outcome | undefined {
  const { quote } = s.heard
  if (quote?.id === undefined || quote.ours) return undefined
  return asBefore(s, undefined, ({ source }) => source === quote.id)
}

const DIRECTLY_ABOVE = 10 * MINUTE

/** 同上: the latest ballot that was given in this room. The receipt says what it was. */
export const sameVote = (s: Situation, number: number | undefined): Outcome | undefined =>
  s.heard.quote
    ? alike(s)
    : asBefore(
        s,
        number,
        ({ room, saidAt }) =>
          s.room !== undefined && room === s.room.id && saidAt <= s.at && s.at - saidAt <= DIRECTLY_ABOVE,
      )

function asBefore(s: Situation, number: number | undefined, of: (ballot: Ballot) => boolean): Outcome | undefined {
  const polls = openPolls(s.c, s.room?.id).filter((poll) => number === undefined || poll.number === number)
  let last: Ballot | undefined
  for (const ballot of s.c.all('ballot'))
    if (polls.some((poll) => poll.number === ballot.poll) && of(ballot) && ballot.saidAt >= (last?.saidAt ?? 0))
      last = ballot
  const poll = polls.find((one) => one.number === last?.poll)
  return poll && last ? castIn(s, poll, last.choices, '', { worded: true }) : undefined
}

const voteUnsure = (s: Situation, meaning: 'for' | 'abstain'): Outcome | undefined => {
  const poll = pollMeant(s, undefined)
  if (!poll || poll.stage === 'closed' || s.late || (s.room && !poll.rooms.includes(s.room.id))) return undefined
  if (optionsOf(poll, { stance: meaning }) === undefined) return undefined
  if (poll.secret) return s.room ? privately(s, poll) : answer({ say: 'for-or-abstain', poll: poll.number })
  return ask(s, {
    ask: 'stance',
    poll: poll.number,
    choice: { stance: meaning },
    saidAt: s.at,
  })
}

// ── taking back, asking ──────────────────────────────────────────────────────────────────────────

/** 第一个投1 第二个投2: by the order in which they stand in the group; as many as there are, or she is asked. */
export function voteEach(s: Situation, choices: readonly Choice[]): Outcome | undefined {
  const open = openPolls(s.c, s.room?.id).filter((poll) => runs(s, poll))
  if (s.heard.quote || open.length === 0) return undefined
  if (open.length !== choices.length) return open.length > 1 && !s.late ? whichOne(s, undefined) : undefined
  const ballot = { do: 'vote', how: 'plain', reason: '' } as const
  return inTurn(
    s,
    open.map((poll, i) => (then) => {
      const choice = choices[i]
      return choice && vote(then, { ...ballot, choice, poll: poll.number })
    }),
  )
}

/** 「充电桩 赞成」: of the open question here that has these words, and a choice that it has. */
export function voteAmong(s: Situation, reading: Vote, among: readonly number[]): Outcome | undefined {
  const [poll, ...more] = openPolls(s.c, s.room?.id).filter(({ number }) => among.includes(number))
  if (!poll || s.heard.quote) return undefined
  if (isApart(s, reading.choice)) return apart(s, poll)
  if (more.length > 0) return vote(s, reading) // asks which
  return fits(poll, reading.choice) ? vote(s, { ...reading, poll: poll.number }) : undefined
}

/** 都行, 随大流: what a card without 弃权 does not count, of which each hears once. */
export function unsure(s: Situation, meaning: 'for' | 'either' | 'abstain'): Outcome | undefined {
  const poll = pollMeant(s, undefined)
  const mayAbstain = poll && optionsOf(poll, { stance: 'abstain' }) !== undefined
  if (!poll || meaning === 'for' || mayAbstain) return voteUnsure(s, meaning === 'either' ? 'for' : meaning)
  if (!runs(s, poll) || s.late || (s.room && !poll.rooms.includes(s.room.id))) return undefined
  if (!s.room) return answer({ say: 'either', poll: poll.number })
  if (poll.secret) return privately(s, poll)
  const once = `P${poll.number}/either`
  if (isKnown(s.speaker, once) && !s.heard.addressed) return NOTHING
  return both(happened(noted(s, once)), answer({ say: 'either', poll: poll.number }))
}
