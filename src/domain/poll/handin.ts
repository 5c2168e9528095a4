import type { Answer } from '../answer.ts'
import type { Handed, HandedIn, Reading } from '../heard/reading.ts'
import { confirmersOf } from '../people/people.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isStaff,
  JOIN_WITHIN,
  NOTHING,
  type Outcome,
  openPolls,
  passOn,
  runs,
  type Situation,
  toConveners,
} from '../situation.ts'
import type { Ballot, Poll, Voter } from '../state/matter.ts'
import { inTurn } from '../turn.ts'
import { votedFor } from '../wording/ballot.ts'
import { cast, isAside, isOpen, standing, votersOf, withdrawn } from './ballot.ts'
import { amongStaff } from './convene.ts'
import { friendsOf, housemates } from './mates.ts'
import { pollMeant, whichOne } from './meant.ts'
import { headOf, mayHandIn, unitsOf } from './roll.ts'
import { misfit, optionsOf, vote, voteIn } from './vote.ts'

type HandIn = Extract<Reading, { do: 'hand-in' }>

/**
 * 代投 3-2-501 赞成 电话: a ballot that reached a steward by telephone, at the door or on paper. Beside one from the
 * chat the later one counts, unless a convener contests it; one that the household gave in secret nobody else can
 * change, since nobody could see that it was changed.
 */
export function handIn(s: Situation, { poll: number, household, choice, how }: HandIn): Outcome {
  if (!mayHandIn(s.speaker)) return answer({ say: isStaff(s.speaker) ? 'stewards-only' : 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
  if (!runs(s, poll)) return answer({ say: 'poll-over', poll: poll.number })
  if (poll.secret && s.room) return answer({ say: 'hand-in-privately', poll: poll.number })
  if (s.at < poll.opensAt) return NOTHING // said of something else
  const unit = unitNamed(s, poll, household)
  if (unit === undefined) return answer(unknown(poll, household))
  const wrong = misfit(poll, choice)
  if (wrong) return answer(wrong)
  const choices = optionsOf(poll, choice) ?? []
  const there = standing(s.c, poll, unit)
  if (there && !isOpen(there) && there.handed === undefined)
    return answer({ say: 'own-secret', poll: poll.number, household })
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
    ...(there && isOpen(there) ? { before: recent(there, MOST_BEFORE) } : {}),
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

/** So many ballots below the last are kept for who entered one by mistake. */
const MOST_BEFORE = 3
const recent = ({ before, ...ballot }: Ballot, most: number): Ballot =>
  before && most > 1 ? { ...ballot, before: recent(before, most - 1) } : ballot

/** A door, or a delegate by name. */
const unitNamed = ({ c }: Situation, poll: Poll, whose: string): string | undefined =>
  poll.kind === 'delegates' ? poll.electorate.find((key) => c.get('person', key)?.name === whose) : headOf(poll, whose)

function unknown(poll: Poll, household: string): Answer {
  if (poll.kind === 'straw') return { say: 'no-hand-in', poll: poll.number }
  if (poll.kind === 'delegates' && /\d/.test(household)) return { say: 'by-name', poll: poll.number }
  return { say: 'not-on-roll', poll: poll.number, household }
}

type Several = Extract<Reading, { do: 'hand-ins' }>

/** 代投 3-2-501 赞成、3-2-502 反对 电话: each is entered as if it had been said alone, and one line tells of all. */
export function handInSeveral(s: Situation, { poll: number, each, unread }: Several): Outcome | undefined {
  if (!mayHandIn(s.speaker) || !amongStaff(s)) return undefined
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
  if (!runs(s, poll)) return answer({ say: 'poll-over', poll: poll.number })
  if (poll.secret && s.room) return answer({ say: 'hand-in-privately', poll: poll.number })
  const all = each.map((one) => [one, enteredIn(s, poll, one)] as const)
  const done: Extract<Answer, { say: 'handed-in-several' }>['done'][number][] = []
  const failed: { readonly household: string; readonly why: string }[] = []
  const outcome = inTurn(
    s,
    all.map(([{ household }, enter]) => (then) => {
      const one = enter(then)
      const [told] = one.answers
      if (told?.say === 'handed-in') done.push({ household, choices: told.choices })
      else failed.push({ household, why: told?.say ?? '' })
      return { facts: one.facts, answers: one.answers.filter(({ to }) => to !== undefined) }
    }),
  )
  return both(outcome, answer({ say: 'handed-in-several', poll: poll.number, done, failed, unread }))
}
const enteredIn =
  (_: Situation, poll: Poll, one: HandedIn) =>
  (then: Situation): Outcome =>
    handIn(then, { do: 'hand-in', poll: poll.number, ...one })

type Back = Extract<Reading, { do: 'hand-in-back' }>

/** 撤销代投 3-2-502: by who entered it or a convener; what was there before stands again, in a secret poll nothing. */
export function handInBack(s: Situation, { poll: number, household, reason }: Back): Outcome | undefined {
  if (!mayHandIn(s.speaker)) return s.heard.addressed ? answer({ say: 'stewards-only' }) : undefined
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
  const about = { poll: poll.number, household }
  if (!runs(s, poll)) return answer({ say: 'poll-settled', poll: poll.number })
  if (poll.secret && s.room) return answer({ say: 'hand-in-privately', poll: poll.number })
  const unit = unitNamed(s, poll, household)
  if (unit === undefined) return answer(unknown(poll, household))
  const there = standing(s.c, poll, unit)
  if (!there) return answer({ say: 'no-ballot', ...about })
  if (there.handed === undefined) return answer({ say: 'not-handed', ...about })
  if (there.person !== s.speaker.key && !isConvener(s.speaker)) return answer({ say: 'others-hand-in', ...about })
  if (isAside(there)) return answer({ say: 'stays-aside', ...about })
  const before = isOpen(there) ? there.before : undefined
  const facts = withdrawn(s.c, poll, unit, { by: s.speaker.key, now: s.now, before }).map((fact) =>
    fact.type === 'ballot-taken-back' || fact.type === 'voter-withdrawn' ? { ...fact, entered: reason } : fact,
  )
  const told = { say: 'hand-in-back', ...about, ...(before ? { choices: before.choices } : {}) } as const
  const others = friendsOf(s.c, poll, unit, s.speaker.key)
  return both(
    happened(...facts),
    answer(told, ...others.map(({ key }) => ({ ...told, told: true, to: { person: key } }) as const)),
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
  const poll = openPolls(s.c, undefined).find(({ kind }) => kind !== 'straw')
  return poll && s.heard.kind === 'image' && !s.room && mayHandIn(s.speaker)
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
  if (!poll) return s.heard.addressed ? whichOne(s, reading.poll) : undefined
  if (poll.stage !== 'open') return s.heard.addressed ? answer({ say: 'poll-over', poll: poll.number }) : undefined
  const signed = { do: 'vote', poll: poll.number, choice, how: 'plain', reason: '' } as const
  if ((poll.kind === 'straw' || poll.kind === 'delegates') && DOOR.test(who)) return vote(s, signed) // doors count nothing
  const mine = unitsOf(s.c, poll, s.speaker).filter(({ counted }) => counted)
  const hers = s.speaker.dwellings.find((dwelling) => dwelling.confirmed && dwelling.household.endsWith(`-${who}`))
  if (household === undefined && hers && mine.some(({ unit }) => unit === headOf(poll, hers.household)))
    return voteIn(s, poll, signed, headOf(poll, hers.household)) // signs with her own door
  if (household === undefined) return answer({ say: 'vote-for-whom', poll: poll.number, who })
  const unit = headOf(poll, household)
  if (unit === undefined) return answer({ say: 'not-on-roll', poll: poll.number, household })
  if (mine.some((own) => own.unit === unit))
    return voteIn(s, poll, { ...signed, reason: DOOR.test(who) ? '' : votedFor(who) }, unit)
  const wrong = misfit(poll, choice)
  if (wrong) return answer(wrong)
  if (mayHandIn(s.speaker) && s.room?.kind !== 'residents')
    return answer({ say: 'hand-in-hint', poll: poll.number, household, choices: optionsOf(poll, choice) ?? [] })
  const please = { say: 'hand-in-please', poll: poll.number, household, who, name: s.speaker.name } as const
  const choices = poll.secret ? [] : (optionsOf(poll, choice) ?? [])
  const waits = passOn(s, { say: 'vote-for-waits', poll: poll.number })
  if (waits === NOTHING) return NOTHING
  return both(waits, answer(...confirmersOf(s.c).map(({ key }) => ({ ...please, choices, to: { person: key } }))))
}

/** 我两套房，两票: each bound dwelling has its ballot already; what is not bound is the secretary's to check. */
export function twoVotes(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number)
  if (poll?.stage !== 'open') return undefined
  const units = unitsOf(s.c, poll, s.speaker).filter(({ counted }) => counted)
  if (units.length > 1) return answer({ say: 'units-counted', poll: poll.number, units: units.length })
  return both(answer({ say: 'units-counted', poll: poll.number, units: units.length }), toConveners(s))
}

/** 扫楼: which units were not reached yet, in one building where it is named. */
export function sweep(s: Situation, number: number | undefined, within?: string): Outcome | undefined {
  if (!isStaff(s.speaker)) return number === undefined ? undefined : answer({ say: 'staff-only' })
  const poll = pollMeant(s, number)
  if (!poll) return whichOne(s, number)
  if (poll.kind === 'straw') return answer({ say: 'no-doors', poll: poll.number })
  const told = s.room && s.speaker.friend ? [{ say: 'sent-privately' } as const] : []
  const to = { person: s.speaker.key }
  return s.room && !s.speaker.friend
    ? answer({ say: 'befriend-me' })
    : answer(...told, { say: 'doors', poll: poll.number, to, ...(within === undefined ? {} : { within }) })
}

/** Units of the electorate without a ballot, in the order of the roll. */
export function unreached(c: Situation['c'], poll: Poll, within?: string): readonly string[] {
  const voted = new Set([...votersOf(c, poll)].map(({ unit }) => unit))
  return poll.electorate.filter((unit) => !voted.has(unit) && isWithin(unit, within))
}
/** 「3-2-501」 is in 「3」 and in 「3-2」. */
export const isWithin = (unit: string, place: string | undefined): boolean =>
  place === undefined || unit.startsWith(`${place}-`)
