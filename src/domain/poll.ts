import { createHash } from 'node:crypto'
import { DAY, dayOf, instant, isTooFar } from './calendar.ts'
import type { Community, DraftPoll, Instant, Person, Poll, Tally } from './community.ts'
import { counters, pendingKey } from './evolve.ts'
import { isStable } from './gap.ts'
import { ask } from './raise.ts'
import type { PollWords, Reading } from './reading.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isEarlier,
  joined,
  type Outcome,
  openPolls,
  passOn,
  type Situation,
} from './situation.ts'
import { DEFAULT_OPTIONS } from './wording/poll.ts'
import { NEAR } from './wording/talk.ts'

/** The result is stored at the first beat this long after the close: what was said before it may still arrive. */
export const CLOSE_GRACE = 30_000
export const MOST_OPTIONS = 10

// ── opening ──────────────────────────────────────────────────────────────────────────────────────

/** 投票 …: the card is shown to its opener, who posts it. */
export function openPoll(s: Situation, words: PollWords): Outcome {
  if (!isConvener(s.speaker))
    return both(
      answer({ say: 'to-conveners' }),
      passOn(s, { say: 'told-conveners', text: s.heard.text, to: { conveners: true } }),
    )
  const options = words.options.length === 0 ? DEFAULT_OPTIONS : words.options
  const wrong = faultOf(words.question, options)
  if (wrong) return answer({ say: 'bad-poll', why: wrong })
  const stable = isStable(s.c)
  if (words.kind === 'household' && !stable) return answer({ say: 'bad-poll', why: 'no-dwellings' })
  const poll: DraftPoll = {
    question: words.question,
    options,
    kind: words.kind ?? (stable ? 'household' : 'straw'),
    closes: words.closes ?? instant(dayOf(s.now + s.c.is.settings.pollDays * DAY), '18:00'),
    assumed: { options: words.options.length === 0, closes: words.closes === undefined },
  }
  if (poll.closes <= s.now) return answer({ say: 'date-past', at: poll.closes })
  if (isTooFar(poll.closes, s.now)) return answer({ say: 'date-far' })
  return ask(s, { ask: 'post', poll })
}

const faultOf = (question: string, options: readonly string[]) =>
  question === ''
    ? 'question'
    : question.length > 60 || options.some((option) => option.length > 20)
      ? 'long'
      : options.length < 2
        ? 'one-option'
        : options.length > MOST_OPTIONS
          ? 'many-options'
          : new Set(options).size < options.length
            ? 'same-option'
            : undefined

type Change = Extract<Reading, { do: 'change-poll' }>

/** 改 截止 周日20点 · 改 选项 换/不换, while the card is not posted yet. */
export function changePoll(s: Situation, { closes, options, add = [] }: Change): Outcome | undefined {
  const draft = draftOf(s)
  if (!draft) return s.heard.addressed ? answer({ say: 'nothing-to-post' }) : undefined
  if (closes === undefined && options === undefined && add.length === 0)
    return answer({ say: 'hint', near: NEAR.close })
  const changed = {
    ...draft,
    closes: closes ?? draft.closes,
    options: [...(options ?? draft.options), ...add],
    assumed: {
      options: draft.assumed.options && options === undefined && add.length === 0,
      closes: draft.assumed.closes && closes === undefined,
    },
  }
  if (isTooFar(changed.closes, s.now)) return answer({ say: 'date-far' })
  const wrong = faultOf(changed.question, changed.options)
  if (wrong) return answer({ say: 'bad-poll', why: wrong })
  return changed.closes <= s.now
    ? answer({ say: 'date-past', at: changed.closes })
    : ask(s, { ask: 'post', poll: changed })
}

/** 不发. */
export function dropPoll(s: Situation): Outcome | undefined {
  if (!draftOf(s)) return undefined
  return both(
    happened({ type: 'question-dropped', at: s.now, person: s.speaker.key, card: true }),
    answer({ say: 'card-dropped' }),
  )
}

/** 作废 P5: by a convener, while nobody has voted; the reason is published. */
export function voidPoll(s: Situation, number: number, reason: string): Outcome | undefined {
  const poll = s.c.get('poll', number)
  if (!isConvener(s.speaker)) return undefined
  if (!poll) return answer({ say: 'no-such-poll', number })
  if (poll.stage === 'closed') return answer({ say: 'poll-over', poll: number })
  const { units, apartUnits } = tally(s.c, poll)
  if (units + apartUnits > 0) return answer({ say: 'voted-already', poll: number })
  if (reason === '') return answer({ say: 'void-reason', poll: number })
  return happened({ type: 'poll-voided', at: s.now, poll: number, by: s.speaker.key, reason })
}

/** A card waits 30 minutes for its 「发」, longer than the 10 of other questions. */
function draftOf(s: Situation): DraftPoll | undefined {
  const card = s.c.get('pending', pendingKey(s.speaker.key, true))
  return card?.question.ask === 'post' && card.room === s.room?.id && !isEarlier(s, card.askedAt)
    ? card.question.poll
    : undefined
}

/** 发: the rules are frozen, and their hash printed. */
export function postPoll(s: Situation): Outcome | undefined {
  const draft = draftOf(s)
  if (!draft) return s.heard.addressed ? answer({ say: 'nothing-to-post' }) : undefined
  if (draft.closes <= s.now) return answer({ say: 'date-past', at: draft.closes })
  const matter = frozen(s.c, draft, s.speaker, s.at)
  if (matter.rooms.length === 0) return answer({ say: 'bad-poll', why: 'no-room' })
  return happened(
    { type: 'question-dropped', at: s.now, person: s.speaker.key, card: true },
    { type: 'poll-opened', at: s.now, poll: matter.number, matter },
  )
}

/** From when it was said: ballots are dated by the same clock, WeChat's. */
function frozen(c: Community, { assumed: _, ...draft }: DraftPoll, opener: Person, at: Instant): Poll {
  const rooms = joined(c, 'residents')
  const rules = {
    number: counters(c).poll,
    ...draft,
    rooms: rooms.map(({ id }) => id),
    opener: opener.key,
    opensAt: at,
    electorate:
      draft.kind === 'household'
        ? c.is.households.map(({ id }) => id)
        : [...new Set(rooms.flatMap(({ members }) => members))],
  }
  return { ...rules, rule: createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 4), stage: 'open' }
}

// ── standing ─────────────────────────────────────────────────────────────────────────────────────

/** By number, by quote, else the only open one of this room. */
export const pollMeant = (s: Situation, number: number | undefined): Poll | undefined => {
  const meant = number ?? s.quoted.poll
  if (meant !== undefined) return s.c.get('poll', meant)
  const open = openPolls(s.c, s.room?.id)
  return open.length === 1 ? open[0] : undefined
}

export function status(s: Situation, number: number | undefined): Outcome | undefined {
  const meant = number ?? s.quoted.poll
  if (meant !== undefined && !s.c.get('poll', meant)) return answer({ say: 'no-such-poll', number: meant })
  const polls =
    meant === undefined ? openPolls(s.c, s.room?.id) : [s.c.get('poll', meant)].filter((poll) => poll !== undefined)
  if (polls.length > 0) return answer(...polls.map((poll) => ({ say: 'status', poll: poll.number }) as const))
  return s.heard.addressed || number !== undefined ? answer({ say: 'no-poll' }) : undefined
}

/** The fold of the last valid ballot of each voting unit. */
export function tally(c: Community, poll: Poll): Tally {
  const counts = poll.options.map(() => 0)
  const apart = poll.options.map(() => 0)
  let units = 0
  let apartUnits = 0
  for (const ballot of c.all('ballot')) {
    if (ballot.poll !== poll.number) continue
    const into = ballot.counted ? counts : apart
    into[ballot.choice - 1] = (into[ballot.choice - 1] ?? 0) + 1
    if (ballot.counted) units++
    else apartUnits++
  }
  return { counts, units, apart, apartUnits }
}
