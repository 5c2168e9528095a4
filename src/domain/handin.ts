import { cast, isOpen, standing, votersOf } from './ballot.ts'
import { housemates } from './mates.ts'
import type { Ballot, Poll, Voter } from './matter.ts'
import { confirmersOf } from './people.ts'
import { pollMeant, whichOne } from './poll.ts'
import type { Handed, Reading } from './reading.ts'
import { headOf, mayHandIn, unitsOf } from './roll.ts'
import {
  answer,
  both,
  happened,
  isStaff,
  JOIN_WITHIN,
  NOTHING,
  type Outcome,
  openPolls,
  passOn,
  type Situation,
  toConveners,
} from './situation.ts'
import { optionsOf, vote } from './vote.ts'
import { votedFor } from './wording/ballot.ts'

type HandIn = Extract<Reading, { do: 'hand-in' }>

/**
 * 代投 3-2-501 赞成 电话: a ballot that reached a steward by telephone, at the door or on paper. Beside one from the
 * chat the later one counts, unless a convener contests it.
 */
export function handIn(s: Situation, { poll: number, household, choice, how }: HandIn): Outcome {
  if (!mayHandIn(s.speaker)) return answer({ say: isStaff(s.speaker) ? 'stewards-only' : 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
  if (poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: poll.number })
  if (poll.secret && s.room) return answer({ say: 'hand-in-privately', poll: poll.number })
  if (s.at < poll.opensAt) return NOTHING // said of something else
  const unit = headOf(poll, household)
  if (unit === undefined) return answer({ say: 'not-on-roll', poll: poll.number, household })
  const choices = optionsOf(poll, choice) ?? []
  if (choices.length === 0 || choices.length > poll.most) return answer({ say: 'too-many', poll: poll.number })
  const wrong = choices.find((option) => option < 1 || option > poll.options.length)
  if (wrong !== undefined) return answer({ say: 'no-such-option', poll: poll.number, number: wrong })
  const there = standing(s.c, poll, unit)
  const paper = how === 'paper' ? paperOf(s, there) : undefined
  if (how === 'paper' && !paper) return answer({ say: 'photo-please', poll: poll.number })
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
    ...(paper ? { paper } : {}),
  }
  return both(
    happened(...cast(s.c, poll, ballot, s.now)),
    both(
      answer(
        { say: 'handed-in', poll: poll.number, household, choices, how, again: there !== undefined },
        ...(there && there.handed === undefined ? [replaced(poll, household, choices, how)] : []),
      ),
      housemates(s, poll, unit, choices, how),
    ),
  )
}

/** Its photo; said again at once, the one that this door's ballot has. */
function paperOf(s: Situation, there: Ballot | Voter | undefined): Ballot['paper'] {
  const [of] = s.photos
  if (of !== undefined) return { of }
  const again = there?.person === s.speaker.key && s.at - there.saidAt <= JOIN_WITHIN
  return again && isOpen(there) ? there.paper : undefined
}

/** People had voted there themselves: the conveners can look into it. */
const replaced = (poll: Poll, household: string, choices: readonly number[], how: Handed) =>
  ({
    say: 'hand-in-replaced',
    poll: poll.number,
    household,
    how,
    ...(poll.secret ? {} : { choices }),
    to: { conveners: true },
  }) as const

/** A steward's photo in private, while a poll runs, is most likely of a paper ballot. */
export function photoSeen(s: Situation): Outcome | undefined {
  const [poll] = openPolls(s.c, undefined)
  return poll && poll.kind !== 'straw' && s.heard.kind === 'image' && !s.room && mayHandIn(s.speaker)
    ? answer({ say: 'photo-seen', poll: poll.number })
    : undefined
}

type VoteFor = Extract<Reading, { do: 'vote-for' }>

/** 「501 赞成」: a door instead of a person. */
const DOOR = /^[\d-]{3,}$|^[\d一二三四五六七八九十]+(?:栋|幢|座|号楼|[组社队])/

/** 替我妈投1: of her own dwelling it is that dwelling's ballot, of another's it waits for a steward. */
export function voteFor(s: Situation, reading: VoteFor): Outcome | undefined {
  const { who, household, choice } = reading
  const poll = pollMeant(s, reading.poll)
  if (poll?.stage !== 'open') return s.heard.addressed ? whichOne(s, undefined) : undefined
  const signed = { do: 'vote', poll: poll.number, choice, how: 'plain', reason: '' } as const
  if ((poll.kind === 'straw' || poll.kind === 'delegates') && DOOR.test(who)) return vote(s, signed) // doors count nothing
  const mine = unitsOf(s.c, poll, s.speaker).filter(({ counted }) => counted)
  const hers = s.speaker.dwellings.find((dwelling) => dwelling.confirmed && dwelling.household.endsWith(`-${who}`))
  if (household === undefined && hers && mine.some(({ unit }) => unit === headOf(poll, hers.household)))
    return vote(inside(s, poll, hers.household), signed) // signs with her own door
  if (household === undefined) return answer({ say: 'vote-for-whom', poll: poll.number, who })
  const own = mine.some(({ unit }) => unit === headOf(poll, household))
  if (own) return vote(inside(s, poll, household), { ...signed, reason: DOOR.test(who) ? '' : votedFor(who) })
  if (headOf(poll, household) === undefined) return answer({ say: 'not-on-roll', poll: poll.number, household })
  const please = { say: 'hand-in-please', poll: poll.number, household, who, name: s.speaker.name } as const
  const choices = poll.secret ? [] : (optionsOf(poll, choice) ?? [])
  const waits = passOn(s, { say: 'vote-for-waits', poll: poll.number })
  if (waits === NOTHING) return NOTHING
  return both(waits, answer(...confirmersOf(s.c).map(({ key }) => ({ ...please, choices, to: { person: key } }))))
}

/** Said for one of her dwellings, it is no ballot of the others. */
const inside = (s: Situation, poll: Poll, household: string): Situation => {
  const unit = headOf(poll, household)
  const dwellings = s.speaker.dwellings.filter((dwelling) => headOf(poll, dwelling.household) === unit)
  return { ...s, speaker: { ...s.speaker, dwellings } }
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
  if (!isStaff(s.speaker)) return number === undefined ? undefined : answer({ say: 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
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
