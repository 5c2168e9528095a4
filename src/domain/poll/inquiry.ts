import { DAY } from '../calendar.ts'
import {
  answer,
  both,
  isConvener,
  isStaff,
  NOTHING,
  type Outcome,
  openPolls,
  runs,
  type Situation,
} from '../situation.ts'
import type { Poll } from '../state/matter.ts'
import { isTelling } from '../wording/tally.ts'
import { isAside, isOpen, standing } from './ballot.ts'
import { openTo, pollMeant, whichOne } from './meant.ts'
import { unitsOf } from './roll.ts'

/** Asked of nobody in particular, it is of the one poll that runs there. */
const isOurs = (s: Situation, number: number | undefined): boolean =>
  s.heard.addressed || number !== undefined || s.quoted.poll !== undefined || openPolls(s.c, s.room?.id).length === 1

/** The poll that is named or quoted, else each that runs here. */
function asked(s: Situation, number: number | undefined): readonly Poll[] {
  const meant = number ?? s.quoted.poll
  return meant === undefined ? openTo(s) : [s.c.get('poll', meant)].filter((poll) => poll !== undefined)
}

/** 票况. */
export function status(s: Situation, number: number | undefined): Outcome | undefined {
  const polls = asked(s, number)
  if (polls.length > 0) return answer(...polls.map((poll) => ({ say: 'status', poll: poll.number }) as const))
  const meant = number ?? s.quoted.poll
  if (meant !== undefined) return answer({ say: 'no-such-poll', number: meant })
  return s.heard.addressed ? answer({ say: 'no-poll' }) : undefined
}

/** 怎么投: of those that run; how one is opened where none does. */
export function voteHow(s: Situation, number: number | undefined): Outcome | undefined {
  if (!isOurs(s, number)) return undefined
  const polls = asked(s, number)
  const running = polls.filter((poll) => runs(s, poll)).map((poll) => poll.number)
  if (running.length > 0) return answer({ say: 'vote-how', polls: running })
  const isNamed = polls.length > 0 || (number ?? s.quoted.poll) !== undefined
  return isNamed ? status(s, number) : answer({ say: 'poll-how', none: true })
}

/** 我投了没: of each poll that is meant, so that nobody has to say it again with a number. */
export function myBallots(s: Situation, number: number | undefined): Outcome | undefined {
  const each = asked(s, number).map((poll) => myBallot({ ...s, quoted: { poll: poll.number } }) ?? NOTHING)
  if (each.length > 0) return each.reduce(both)
  return number === undefined ? myBallot(s) : status(s, number)
}

// ── of one that is over ──────────────────────────────────────────────────────────────────────────

/** A result is asked for some days; later who asks means what runs. */
const FRESH = 3 * DAY

/** Of those that were asked here, the last that is over. */
const lastClosed = ({ c, room }: Situation, of: (poll: Poll) => boolean = () => true): Poll | undefined =>
  [...c.all('poll')]
    .filter(({ stage, rooms }) => stage === 'closed' && (room?.kind !== 'residents' || rooms.includes(room.id)))
    .filter(of)
    .sort((a, b) => b.closes - a.closes)[0]

/** 结果出来了吗. */
export function result(s: Situation, number: number | undefined): Outcome | undefined {
  if (!isOurs(s, number)) return undefined
  const last = number === undefined && s.quoted.poll === undefined ? lastClosed(s) : undefined
  const meant = last && (s.at - last.closes < FRESH || openPolls(s.c, s.room?.id).length === 0)
  return meant ? answer({ say: 'status', poll: last.number }) : status(s, number)
}

/** 记录 P1: what was voted by whom is for conveners; the codes of a secret poll are for all who may vote in it. */
export function record(s: Situation, number: number | undefined): Outcome | undefined {
  const named = number ?? s.quoted.poll
  const poll = named === undefined ? lastClosed(s) : s.c.get('poll', named)
  if (poll?.stage !== 'closed') return status(s, number)
  const about = { poll: poll.number } as const
  if (!poll.secret)
    return isConvener(s.speaker) ? told(s, { say: 'record', ...about }) : answer({ say: 'who-voted', ...about })
  if (!poll.codes || (poll.result && isTelling(poll, poll.result))) return status(s, poll.number)
  if (unitsOf(s.c, poll, s.speaker).length === 0 && !isStaff(s.speaker)) return answer({ say: 'who-voted', ...about })
  const here = s.room && (s.room.kind === 'staff' || poll.rooms.includes(s.room.id))
  return here ? answer({ say: 'codes', ...about }) : told(s, { say: 'codes', ...about })
}

/** To who asks, in private. */
function told(s: Situation, what: { readonly say: 'record' | 'codes' | 'own-code'; readonly poll: number }): Outcome {
  const privately = { ...what, to: { person: s.speaker.key } } as const
  if (!s.room) return answer(privately)
  return s.speaker.friend ? answer({ say: 'sent-privately' }, privately) : answer({ say: 'befriend-me' })
}

/** 我的凭证码是多少: while the key is there, to who gave the ballot. */
export function ownCode(s: Situation, number: number | undefined): Outcome | undefined {
  const named = number ?? s.quoted.poll
  const one = named === undefined ? undefined : s.c.get('poll', named)
  if (named !== undefined && !one) return status(s, named)
  if (one && !one.secret) return answer({ say: 'no-code', poll: one.number })
  const running = (one ? [one] : openPolls(s.c, undefined)).filter(({ stage, secret }) => secret && stage === 'open')
  const mine = running.find((poll) => ballotsOf(s, poll).some(({ person }) => person === s.speaker.key))
  if (mine) return told(s, { say: 'own-code', poll: mine.number })
  const another = running.find((poll) => ballotsOf(s, poll).length > 0)
  if (another) return answer({ say: 'code-elsewhere', poll: another.number })
  const [none] = running
  if (none) return answer({ say: 'my-ballot', poll: none.number, ballots: [], voted: false, aloud: true })
  const over = one ?? lastClosed(s, ({ secret }) => secret)
  return answer(over ? { say: 'code-gone', poll: over.number } : { say: 'code-how' })
}
/** Those of her dwellings, whoever gave them. */
const ballotsOf = ({ c, speaker }: Situation, poll: Poll) =>
  unitsOf(c, poll, speaker).flatMap(({ unit }) => standing(c, poll, unit) ?? [])

/** 谁看得到我投的什么: of no poll it is asked of the records. */
export function whoSees(s: Situation, number: number | undefined): Outcome | undefined {
  const poll = pollMeant(s, number) ?? (number === undefined ? lastClosed(s) : undefined)
  if (poll) return answer({ say: 'who-sees', poll: poll.number })
  return number === undefined ? answer({ say: 'about', topic: 'records' }) : status(s, number)
}

/** 我投了没: in private what she voted, in a group only that it was noted. Of a secret poll nobody says what. */
function myBallot(s: Situation): Outcome | undefined {
  const poll = pollMeant(s, undefined)
  if (!poll) return s.heard.addressed ? whichOne(s, undefined) : undefined
  const mine = unitsOf(s.c, poll, s.speaker).flatMap(({ unit }) => standing(s.c, poll, unit) ?? [])
  const ballots = mine.filter(isOpen).map((ballot) => ballot.choices)
  const aside = mine.some(isAside)
  const content = {
    say: 'my-ballot',
    poll: poll.number,
    ballots,
    voted: mine.length > 0,
    ...(aside ? { aside } : {}),
  } as const
  if (!s.room || mine.length === 0 || poll.secret) return answer({ ...content, aloud: poll.secret })
  const inPrivate = s.speaker.friend ? [{ ...content, aloud: false, to: { person: s.speaker.key } } as const] : []
  return answer({ ...content, aloud: true }, ...inPrivate)
}
