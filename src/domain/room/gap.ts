import { type Instant, MINUTE } from '../calendar.ts'
import type { Account } from '../heard/input.ts'
import { openPolls } from '../situation.ts'
import type { Community, Gap, Hearing } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Poll } from '../state/matter.ts'

/** Shorter times in which nothing could be heard are not told. */
const STAFF_TOLD = 2 * MINUTE
export const ALL_TOLD = 30 * MINUTE
/** No gap at all: a beat or two. */
const BLINK = 20_000
/** A close so soon after a gap moves as well: nobody had the time to vote again. */
const SOON = 30 * MINUTE

const NEVER: Hearing = { account: '', stable: true, gaps: [], toldAt: 0 }

const hearingOf = (c: Community): Hearing => c.get('hearing', 'hearing') ?? NEVER

/** Whether a contact id means the same person after the next login; else ballots are by person and roles by invitation. */
export const isStable = (c: Community): boolean => hearingOf(c).stable

/** The account logged in. Where contact ids are new with each login, those of the last one mean nobody any more. */
export function seenAs(c: Community, { id, stable }: Account, now: Instant): readonly Fact[] {
  const known = hearingOf(c)
  if (known.account === id && known.stable === stable) return []
  const changed: Fact = { type: 'account-seen', at: now, hearing: { ...known, account: id, stable } }
  return known.account === id || (stable && known.stable) ? [changed] : [changed, { type: 'contacts-void', at: now }]
}

/** Nothing could be heard in that time. Polls that it touches are told of it, and a close that it spoilt moves. */
export function missed(c: Community, gap: Gap, now: Instant): readonly Fact[] {
  const long = gap.to - gap.from >= STAFF_TOLD
  const polls = openPolls(c, undefined).filter((poll) => isIn(gap, poll) && (long || isCutOff(gap, poll)))
  if (!long && polls.length === 0) return []
  const known = hearingOf(c)
  return [
    { type: 'gap-noted', at: now, hearing: { ...known, gaps: [...known.gaps, gap] } },
    ...polls.map((poll) => interrupted(poll, gap, now)),
  ]
}

const isIn = ({ from, to }: Gap, { opensAt, closes }: Pick<Poll, 'opensAt' | 'closes'>): boolean =>
  from < closes && to > opensAt

/** Even a short gap matters at the close: who votes in the last minute cannot vote again. */
const isCutOff = ({ from, to }: Gap, { closes }: Poll): boolean => to - from >= BLINK && closes <= to

/** By the time lost, once, as the card says. */
function interrupted(poll: Poll, { from, to }: Gap, now: Instant): Fact {
  const lost = to - Math.max(from, poll.opensAt)
  const spoilt = poll.closes <= to + SOON && poll.moved === undefined
  return { type: 'poll-interrupted', at: now, poll: poll.number, lost, moved: spoilt ? lost : 0 }
}

/** What could not be heard, told. */
export const gapsTold = (c: Community, now: Instant): readonly Fact[] => [
  { type: 'gaps-told', at: now, gaps: hearingOf(c).gaps },
]

/** Polls in whose time one of the gaps fell. */
export const touched = (c: Community, gaps: readonly Gap[]): readonly Poll[] =>
  [...c.all('poll')].filter((poll) => poll.voided === undefined && gaps.some((gap) => isIn(gap, poll)))
