import type { Act, Ballot, Community, Instant, Person, Poll } from './community.ts'
import { ballotKey } from './evolve.ts'
import type { Fact } from './facts.ts'
import { MOST_OPTIONS, pollMeant } from './poll.ts'
import { ask } from './raise.ts'
import type { Choice, Reading } from './reading.ts'
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
  if (reading.how === 'quoting' || s.heard.quote) return undefined
  const able = openPolls(s.c, s.room?.id).filter((poll) => optionsOf(poll, reading.choice) !== undefined)
  const open = able.length > 1 ? able.filter((poll) => fits(poll, reading.choice)) : able
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
const fits = (poll: Poll, choice: Choice): boolean =>
  optionsOf(poll, choice)?.every((option) => option >= 1 && option <= poll.options.length) === true

/** Nothing is open here: silence, unless she called the bot or the close has only just been. */
function closedHere(s: Situation): Outcome | undefined {
  const late = [...s.c.all('poll')].find(
    (poll) => poll.stage === 'closed' && s.room && poll.rooms.includes(s.room.id) && s.at - poll.closes < 10 * 60_000,
  )
  if (late) return answer({ say: 'poll-over', poll: late.number })
  return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
}

/** A choice in one poll. A bare number beyond the options is talk, unless it is small or was meant for the poll. */
function voteIn(s: Situation, poll: Poll, { choice, reason, poll: byName }: Vote): Outcome | undefined {
  const picked = optionsOf(poll, choice)
  if (picked === undefined) return undefined
  const [option] = picked
  if (option === undefined || picked.length > 1) return answer({ say: 'one-only', poll: poll.number })
  if (option < 1 || option > poll.options.length) {
    const meant = byName !== undefined || s.quoted.poll !== undefined || s.heard.addressed || option <= MOST_OPTIONS
    return meant ? answer({ say: 'no-such-option', poll: poll.number, number: option }) : undefined
  }
  return castIn(s, poll, option, reason)
}

const optionsOf = (poll: Poll, choice: Choice): readonly number[] | undefined => {
  if ('numbers' in choice) return choice.numbers
  if ('words' in choice)
    return poll.options.includes(choice.words) ? [poll.options.indexOf(choice.words) + 1] : undefined
  const found = poll.options.findIndex((option) => STANCES[choice.stance].test(option))
  return found < 0 ? undefined : [found + 1]
}

/** The ballots of the speaker's voting units. Said after the close, or by one outside the frozen electorate: not counted. */
function castIn(s: Situation, poll: Poll, option: number, reason: string, saidAt = s.at): Outcome {
  if (poll.stage === 'closed' || saidAt >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  if (saidAt < poll.opensAt) return NOTHING // said of something else
  const units = unitsIn(poll, s.speaker)
  if (units.length === 0) return answer({ say: 'outside', poll: poll.number })
  const facts: Fact[] = []
  const changed: string[] = []
  const before: (Ballot | undefined)[] = []
  for (const { unit, counted } of units) {
    const old = s.c.get('ballot', ballotKey(poll.number, unit))
    if (old && old.saidAt > saidAt) continue // an older message never replaces a newer one
    const ballot: Ballot = { poll: poll.number, unit, counted, choice: option, person: s.speaker.key, saidAt, reason }
    facts.push({ type: 'ballot-cast', at: s.now, poll: poll.number, ballot, before: old, source: s.heard.id })
    changed.push(unit)
    before.push(old)
  }
  if (facts.length === 0) return NOTHING
  const act: Act['act'] = { did: 'vote', poll: poll.number, units: changed, before }
  return both(
    happened(...facts, ...acknowledge(s, `P${poll.number}`), {
      type: 'act-noted',
      at: s.now,
      act: { person: s.speaker.key, at: s.now, act },
    }),
    answer(...replacedOf(s, before, option)),
  )
}

/** The others of the dwelling are told privately when their ballot gave way. */
const replacedOf = (s: Situation, before: readonly (Ballot | undefined)[], choice: number) =>
  before.flatMap((old) =>
    old && old.person !== s.speaker.key
      ? [{ say: 'ballot-replaced', poll: old.poll, household: old.unit, choice, to: { person: old.person } } as const]
      : [],
  )

/** One ballot per dwelling; without a confirmed dwelling it stands apart. `straw`: a person of the rooms, a ballot. */
function unitsIn(poll: Poll, person: Person): readonly { readonly unit: string; readonly counted: boolean }[] {
  if (poll.kind === 'straw')
    return person.contact !== undefined && poll.electorate.includes(person.contact)
      ? [{ unit: person.key, counted: true }]
      : []
  const dwellings = person.dwellings.filter(
    ({ household, confirmed }) => confirmed && poll.electorate.includes(household),
  )
  return dwellings.length === 0
    ? [{ unit: person.key, counted: false }]
    : dwellings.map(({ household }) => ({ unit: household, counted: true }))
}

export const voteUnsure = (s: Situation, meaning: 'for' | 'abstain'): Outcome | undefined => {
  const poll = pollMeant(s, undefined)
  if (!poll || poll.stage === 'closed' || s.late) return undefined
  return ask(s, {
    ask: 'stance',
    poll: poll.number,
    choice: { stance: meaning === 'for' ? 'for' : 'abstain' },
    saidAt: s.at,
  })
}

/** 撤销我的票. */
export function unvote(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number)
  if (!poll) return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
  if (poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  return takeBack(
    s,
    poll.number,
    unitsIn(poll, s.speaker).map(({ unit }) => unit),
    [],
  )
}

/** The speaker's ballots of these units become what they were before, or nothing; another's of the dwelling stays. */
export function takeBack(
  s: Situation,
  poll: number,
  units: readonly string[],
  before: readonly (Ballot | undefined)[],
): Outcome {
  const facts = units.flatMap((unit, i): readonly Fact[] =>
    isBefore(s, s.c.get('ballot', ballotKey(poll, unit)))
      ? [{ type: 'ballot-taken-back', at: s.now, poll, unit, by: s.speaker.key, before: before[i] }]
      : [],
  )
  return facts.length === 0
    ? answer({ say: 'nothing-to-undo' })
    : both(happened(...facts), answer({ say: 'undone', what: 'vote' }))
}

/** Words take back what the speaker cast before them: one may be delivered late. */
const isBefore = (s: Situation, ballot: Ballot | undefined): boolean =>
  ballot?.person === s.speaker.key && ballot.saidAt <= s.at

/** 我投了没: the choice in private only. */
export function myBallot(s: Situation): Outcome | undefined {
  const poll = pollMeant(s, undefined)
  if (!poll) return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
  const choices = unitsIn(poll, s.speaker).flatMap(
    ({ unit }) => s.c.get('ballot', ballotKey(poll.number, unit))?.choice ?? [],
  )
  const content = { say: 'my-ballot', poll: poll.number, choices } as const
  if (!s.room || choices.length === 0) return answer({ ...content, aloud: false })
  const privately = s.speaker.friend ? [{ ...content, aloud: false, to: { person: s.speaker.key } } as const] : []
  return answer({ ...content, aloud: true }, ...privately)
}

/**
 * A dwelling was confirmed, or a stranger turned out to be this person: the ballots that stood under `was` move in,
 * unless there is a later one.
 */
export function movedIn(c: Community, person: Person, now: Instant, was = person.key): readonly Fact[] {
  return openPolls(c, undefined).flatMap((poll): readonly Fact[] => {
    const apart = c.get('ballot', ballotKey(poll.number, was))
    const into = unitsIn(poll, person).filter(({ unit }) => unit !== was)
    if (!apart || into.length === 0 || now >= poll.closes) return []
    const gone: Fact = {
      type: 'ballot-taken-back',
      at: now,
      poll: poll.number,
      unit: was,
      by: person.key,
      before: undefined,
    }
    const moved = into.flatMap(({ unit, counted }): readonly Fact[] => {
      const old = c.get('ballot', ballotKey(poll.number, unit))
      if (old && old.saidAt > apart.saidAt) return []
      const ballot: Ballot = { ...apart, unit, counted, person: person.key }
      return [{ type: 'ballot-cast', at: now, poll: poll.number, ballot, before: old, source: '' }]
    })
    return [gone, ...moved]
  })
}
