import { cast, standing, votersOf } from './ballot.ts'
import type { Poll } from './community.ts'
import { confirmersOf } from './people.ts'
import { pollMeant } from './poll.ts'
import type { Reading } from './reading.ts'
import { headOf, mayHandIn, unitsOf } from './roll.ts'
import { answer, both, happened, type Outcome, openPolls, passOn, type Situation, toConveners } from './situation.ts'
import { housemates, optionsOf, vote } from './vote.ts'
import { votedFor } from './wording/ballot.ts'

type HandIn = Extract<Reading, { do: 'hand-in' }>

/**
 * 代投 3-2-501 赞成 电话: a ballot that reached a steward by telephone, at the door or on paper. Beside one from the
 * chat the later one counts, unless a convener contests it.
 */
export function handIn(s: Situation, { poll: number, household, choice, how }: HandIn): Outcome {
  if (!mayHandIn(s.speaker)) return answer({ say: 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return number === undefined ? answer({ say: 'no-poll' }) : answer({ say: 'no-such-poll', number })
  if (poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  if (poll.secret && s.room) return answer({ say: 'vote-privately', poll: poll.number })
  const unit = headOf(poll, household)
  if (unit === undefined) return answer({ say: 'not-on-roll', poll: poll.number, household })
  const choices = optionsOf(poll, choice) ?? []
  if (choices.length === 0 || choices.length > poll.most) return answer({ say: 'too-many', poll: poll.number })
  const wrong = choices.find((option) => option < 1 || option > poll.options.length)
  if (wrong !== undefined) return answer({ say: 'no-such-option', poll: poll.number, number: wrong })
  const [photo] = s.photos
  if (how === 'paper' && photo === undefined) return answer({ say: 'photo-please', poll: poll.number })
  const there = standing(s.c, poll, unit)
  if (there && there.saidAt > s.at) return answer({ say: 'voted-later', poll: poll.number, household })
  const ballot = {
    poll: poll.number,
    unit,
    counted: true,
    choices,
    person: s.speaker.key,
    saidAt: s.at,
    reason: '',
    source: s.heard.id,
    handed: how,
    ...(how !== 'paper' || photo === undefined ? {} : { paper: { of: photo } }),
  }
  return both(
    happened(...cast(s.c, poll, ballot, s.now)),
    answer(
      { say: 'handed-in', poll: poll.number, household, choices, how, again: there !== undefined },
      ...housemates(s, poll, unit, choices).map((told) => ({ ...told, handed: how })),
    ),
  )
}

/** A steward's photo in private, while a poll runs, is most likely of a paper ballot. */
export function photoSeen(s: Situation): Outcome | undefined {
  const [poll] = openPolls(s.c, undefined)
  return poll && poll.kind !== 'straw' && s.heard.kind === 'image' && !s.room && mayHandIn(s.speaker)
    ? answer({ say: 'photo-seen', poll: poll.number })
    : undefined
}

type VoteFor = Extract<Reading, { do: 'vote-for' }>

/** 替我妈投1: of her own dwelling it is that dwelling's ballot, of another's it waits for a steward. */
export function voteFor(s: Situation, reading: VoteFor): Outcome | undefined {
  const { who, household, choice } = reading
  const poll = pollMeant(s, reading.poll)
  if (poll?.stage !== 'open') return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
  const mine = unitsOf(s.c, poll, s.speaker).filter(({ counted }) => counted)
  if (household === undefined && mine.some(({ unit }) => unit.endsWith(`-${who}`)))
    return vote(s, { do: 'vote', poll: poll.number, choice, how: 'plain', reason: '' }) // signs with her own door
  if (household === undefined) return answer({ say: 'vote-for-whom', poll: poll.number, who })
  const own = mine.some(({ unit }) => unit === headOf(poll, household))
  if (own) return vote(s, { do: 'vote', poll: poll.number, choice, how: 'plain', reason: votedFor(who) })
  if (headOf(poll, household) === undefined) return answer({ say: 'not-on-roll', poll: poll.number, household })
  const please = { say: 'hand-in-please', poll: poll.number, household, who, name: s.speaker.name } as const
  const choices = optionsOf(poll, choice) ?? []
  return both(
    passOn(s, { say: 'vote-for-waits', poll: poll.number }),
    answer(...confirmersOf(s.c).map(({ key }) => ({ ...please, choices, to: { person: key } }))),
  )
}

/** 我两套房，两票: each bound dwelling has its ballot already; what is not bound is the secretary's to check. */
export function twoVotes(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number)
  if (poll?.stage !== 'open') return undefined
  const units = unitsOf(s.c, poll, s.speaker).filter(({ counted }) => counted)
  if (units.length > 1) return answer({ say: 'units-counted', poll: poll.number, units: units.length })
  return both(answer({ say: 'units-counted', poll: poll.number, units: units.length }), toConveners(s))
}

/** 扫楼: which units were not reached yet. */
export function sweep(s: Situation, number: number | undefined): Outcome | undefined {
  if (!mayHandIn(s.speaker)) return number === undefined ? undefined : answer({ say: 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return number === undefined ? answer({ say: 'no-poll' }) : answer({ say: 'no-such-poll', number })
  if (poll.kind === 'straw') return answer({ say: 'no-doors', poll: poll.number })
  const told = s.room && s.speaker.friend ? [{ say: 'sent-privately' } as const] : []
  const to = { person: s.speaker.key }
  return s.room && !s.speaker.friend
    ? answer({ say: 'befriend-me' })
    : answer(...told, { say: 'doors', poll: poll.number, to })
}

/** Units of the electorate without a ballot, in the order of the roll. */
export function unreached(c: Situation['c'], poll: Poll): readonly string[] {
  const voted = new Set([...votersOf(c, poll)].map(({ unit }) => unit))
  return poll.electorate.filter((unit) => !voted.has(unit))
}
