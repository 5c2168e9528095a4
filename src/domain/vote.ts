import { ballotKey, cast, isOpen, moved, standing, withdrawn } from './ballot.ts'
import { MINUTE } from './calendar.ts'
import type { Act, Ballot, Community, Instant, Person, Poll } from './community.ts'
import type { Fact } from './facts.ts'
import { MOST_OPTIONS, pollMeant } from './poll.ts'
import { ask, pendingOf } from './raise.ts'
import type { Choice, Reading } from './reading.ts'
import { countsApart, isApart } from './rival.ts'
import { peopleOf, type Unit, unitsOf } from './roll.ts'
import { answer, both, happened, NOTHING, type Outcome, openPolls, type Situation } from './situation.ts'
import { acknowledge } from './support.ts'
import { STANCES } from './wording/poll.ts'

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
  if (open.length > 0 && isApart(s, reading.choice)) return countsApart(s, open[0])
  const [only] = open
  if (only && open.length === 1) return voteIn(s, only, reading)
  if (open.length > 1 && s.late) return undefined
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

/** Where several are open, a number means those that have it. */
function openFor(s: Situation, choice: Choice): readonly Poll[] {
  const able = openPolls(s.c, s.room?.id).filter((poll) => optionsOf(poll, choice) !== undefined)
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
  if (late) return answer({ say: 'poll-over', poll: late.number })
  return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
}

/** A choice in one poll. A bare number beyond the options is talk, unless it is small or was meant for the poll. */
function voteIn(s: Situation, poll: Poll, { choice, reason, poll: byName }: Vote): Outcome | undefined {
  const picked = optionsOf(poll, choice)
  if (picked === undefined) return undefined
  const wrong = picked.find((option) => !isOption(poll, option))
  if (isGlued(s, picked) && (poll.most === 1 || wrong !== undefined)) return undefined
  if (picked.length === 0 || picked.length > poll.most) return answer({ say: 'too-many', poll: poll.number })
  if (wrong !== undefined) {
    const meant = byName !== undefined || s.quoted.poll !== undefined || s.heard.addressed || wrong <= MOST_OPTIONS
    return meant ? answer({ say: 'no-such-option', poll: poll.number, number: wrong }) : undefined
  }
  return castIn(s, poll, picked, reason)
}

/** 「13」 may be 1 and 3 where several may be chosen; elsewhere it is one number. */
const isGlued = ({ heard }: Situation, numbers: readonly number[]): boolean =>
  numbers.length > 1 && heard.text.normalize('NFKC').includes(numbers.join(''))

export const optionsOf = (poll: Poll, choice: Choice): readonly number[] | undefined => {
  if ('numbers' in choice) return choice.numbers
  if ('words' in choice)
    return poll.options.includes(choice.words) ? [poll.options.indexOf(choice.words) + 1] : undefined
  const found = poll.options.findIndex((option) => STANCES[choice.stance].test(option))
  return found < 0 ? undefined : [found + 1]
}

/** The ballots of the speaker's voting units; `aloud`: what they are is told at once. Said after the close, or by one outside the frozen electorate: not counted. */
function castIn(s: Situation, poll: Poll, choices: readonly number[], reason: string, aloud = false): Outcome {
  if (poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  if (s.at < poll.opensAt) return NOTHING // said of something else
  if (poll.secret && s.room) return privately(s, poll)
  const units = unitsOf(s.c, poll, s.speaker)
  if (units.length === 0) return answer({ say: 'outside', poll: poll.number })
  // an older message never replaces a newer one
  const fresh = units.filter(({ unit }) => (standing(s.c, poll, unit)?.saidAt ?? 0) <= s.at)
  if (fresh.length === 0) return NOTHING
  const ballots = fresh.map((unit) => ballotOf(s, poll, unit, choices, reason))
  const home = ballots.some(({ counted }) => !counted) ? askHome(s) : []
  return both(
    happened(
      ...ballots.flatMap((ballot) => cast(s.c, poll, ballot, s.now)),
      ...(home.length > 0 ? home : aloud ? [] : acknowledge(s, `P${poll.number}`)),
      ...noted(s, poll, ballots),
    ),
    answer(...fresh.flatMap(({ unit }) => housemates(s, poll, unit, choices))),
  )
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

/** What 「刚才那个不算」 would undo; of a secret poll nothing that tells the choice is kept. */
function noted(s: Situation, { number, secret }: Poll, ballots: readonly Ballot[]): readonly Fact[] {
  if (secret) return []
  const act: Act['act'] = {
    did: 'vote',
    poll: number,
    units: ballots.map(({ unit }) => unit),
    before: ballots.map(({ unit }) => s.c.get('ballot', ballotKey(number, unit))),
  }
  return [{ type: 'act-noted', at: s.now, act: { person: s.speaker.key, at: s.now, act } }]
}

/** Whose dwelling nobody has confirmed is asked for it once, with her first ballot. */
function askHome(s: Situation): readonly Fact[] {
  const { speaker } = s
  if (speaker.askedHome || speaker.dwellings.length > 0) return []
  return [
    { type: 'person-changed', at: s.now, person: { ...speaker, askedHome: true } },
    { type: 'asked', at: s.now, pending: pendingOf(s, { ask: 'home' }) },
  ]
}

/** The others of the dwelling are told privately what now stands for all of them. */
export function housemates(s: Situation, poll: Poll, unit: string, choices: readonly number[]) {
  const before = standing(s.c, poll, unit)
  const same = before?.person === s.speaker.key && isOpen(before) && before.choices.join() === choices.join()
  if (same || (before?.person === s.speaker.key && poll.secret)) return []
  return peopleOf(s.c, poll, unit)
    .filter(({ key, friend }) => friend && key !== s.speaker.key)
    .map(
      ({ key }) =>
        ({
          say: 'housemate-voted',
          poll: poll.number,
          ...(poll.secret ? {} : { choices }),
          again: before !== undefined,
          to: { person: key },
        }) as const,
    )
}

/** Said aloud, a secret vote is not counted: she is told privately how to give it. */
const privately = (s: Situation, { number }: Poll): Outcome =>
  s.speaker.friend
    ? answer({ say: 'vote-privately', poll: number, to: { person: s.speaker.key } })
    : answer({ say: 'befriend-to-vote', poll: number })

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
        ({ room, saidAt }) => room === s.room?.id && saidAt <= s.at && s.at - saidAt <= DIRECTLY_ABOVE,
      )

function asBefore(s: Situation, number: number | undefined, of: (ballot: Ballot) => boolean): Outcome | undefined {
  const polls = openPolls(s.c, s.room?.id).filter((poll) => number === undefined || poll.number === number)
  let last: Ballot | undefined
  for (const ballot of s.c.all('ballot'))
    if (polls.some((poll) => poll.number === ballot.poll) && of(ballot) && ballot.saidAt >= (last?.saidAt ?? 0))
      last = ballot
  const poll = polls.find((one) => one.number === last?.poll)
  return poll && last ? castIn(s, poll, last.choices, '', true) : undefined
}

export const voteUnsure = (s: Situation, meaning: 'for' | 'abstain'): Outcome | undefined => {
  const poll = pollMeant(s, undefined)
  if (!poll || poll.stage === 'closed' || s.late) return undefined
  if (poll.secret && s.room) return privately(s, poll)
  return ask(s, {
    ask: 'stance',
    poll: poll.number,
    choice: { stance: meaning === 'for' ? 'for' : 'abstain' },
    saidAt: s.at,
  })
}

// ── taking back, asking ──────────────────────────────────────────────────────────────────────────

/** 撤销我的票. */
export function unvote(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number)
  if (!poll) return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
  if (poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  const units = unitsOf(s.c, poll, s.speaker).map(({ unit }) => unit)
  return takeBack(s, poll, units, [])
}

/** The speaker's ballots of these units become what they were before, or nothing; another's of the dwelling stays. */
export function takeBack(
  s: Situation,
  poll: Poll,
  units: readonly string[],
  before: readonly (Ballot | undefined)[],
): Outcome {
  const facts = units.flatMap((unit, i): readonly Fact[] =>
    isBefore(s, standing(s.c, poll, unit))
      ? withdrawn(s.c, poll, unit, { by: s.speaker.key, now: s.now, before: before[i] })
      : [],
  )
  return facts.length === 0
    ? answer({ say: 'nothing-to-undo' })
    : both(happened(...facts), answer({ say: 'undone', what: 'vote' }))
}

/** Hers, and not given after what is said now. */
const isBefore = (s: Situation, ballot: { readonly person: string; readonly saidAt: Instant } | undefined): boolean =>
  ballot !== undefined && ballot.person === s.speaker.key && ballot.saidAt <= s.at

/** 不投: she is reminded no more, which is no abstention. */
export const notVoting = (s: Situation, { number, stage, declined = [] }: Poll): Outcome | undefined =>
  stage === 'closed' || declined.includes(s.speaker.key)
    ? undefined
    : both(
        happened({ type: 'reminders-declined', at: s.now, poll: number, by: s.speaker.key }),
        answer({ say: 'not-voting', poll: number }),
      )

/** 我投了没: in private what she voted, in a group only that it was noted. Of a secret poll nobody says what. */
export function myBallot(s: Situation): Outcome | undefined {
  const poll = pollMeant(s, undefined)
  if (!poll) return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
  const mine = unitsOf(s.c, poll, s.speaker).flatMap(({ unit }) => standing(s.c, poll, unit) ?? [])
  const choices = mine.filter(isOpen).flatMap((ballot) => ballot.choices)
  const content = { say: 'my-ballot', poll: poll.number, choices, voted: mine.length > 0 } as const
  if (!s.room || mine.length === 0 || poll.secret) return answer({ ...content, aloud: poll.secret })
  const inPrivate = s.speaker.friend ? [{ ...content, aloud: false, to: { person: s.speaker.key } } as const] : []
  return answer({ ...content, aloud: true }, ...inPrivate)
}

/**
 * A dwelling was confirmed, or a stranger turned out to be this person: the ballots that stood under `was` move in,
 * unless there is a later one.
 */
export function movedIn(c: Community, person: Person, now: Instant, was = person.key): readonly Fact[] {
  return openPolls(c, undefined).flatMap((poll): readonly Fact[] => {
    const into = unitsOf(c, poll, person).filter(({ unit }) => unit !== was)
    if (!standing(c, poll, was) || into.length === 0 || now >= poll.closes) return []
    return [
      ...into.flatMap((unit) => moved(c, poll, was, { ...unit, person: person.key }, now)),
      ...withdrawn(c, poll, was, { by: person.key, now }),
    ]
  })
}
