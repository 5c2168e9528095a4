import { createHash } from 'node:crypto'
import { DAY, dayOf, instant, isTooFar } from './calendar.ts'
import type { Card, Community, DraftPoll, Instant, Pack, Person, Poll } from './community.ts'
import { counters, pendingKey } from './evolve.ts'
import { isStable } from './gap.ts'
import { ask } from './raise.ts'
import type { PollWords, Reading, RuleWords } from './reading.ts'
import { electorateOf, listNamed, rollVersion } from './roll.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isEarlier,
  joined,
  type Outcome,
  openPolls,
  type Situation,
  toConveners,
} from './situation.ts'
import { DEFAULT_OPTIONS } from './wording/poll.ts'
import { NEAR } from './wording/talk.ts'

/** The result is stored at the first beat this long after the close: what was said before it may still arrive. */
export const CLOSE_GRACE = 30_000
export const MOST_OPTIONS = 10

// ── opening ──────────────────────────────────────────────────────────────────────────────────────

/** 投票 …: the card is shown to its opener, who posts it. */
export function openPoll(s: Situation, words: PollWords): Outcome {
  if (!isConvener(s.speaker)) return both(answer({ say: 'to-conveners' }), toConveners(s))
  if (isElection(words.question)) return answer({ say: 'bad-poll', why: 'election' })
  const options = words.options.length === 0 ? DEFAULT_OPTIONS : words.options
  return shown(s, {
    ...ruled(s, words, defaults(s), options.length),
    question: words.question,
    options,
    assumed: { options: words.options.length === 0, closes: words.closes === undefined },
  })
}

/** On what people said about a case. */
export const pollOn = (s: Situation, about: Pick<Card, 'question' | 'options' | 'case'>): Outcome =>
  shown(s, { ...defaults(s), ...about, assumed: { options: false, closes: true } })

/** 选人罢免不在群里投 (村民委员会组织法 15: secret ballot at a polling station). */
const isElection = (question: string): boolean =>
  /选举|改选|换届|罢免|(?:推选|竞选|选出|选).{0,6}(?:主任|书记|委员|代表|业委会|组长|村长)|选谁(?:当|做)/.test(question)

const defaults = (s: Situation): Omit<Card, 'question' | 'options'> => ({
  kind: isStable(s.c) ? s.c.is.settings.pollKind : 'straw',
  most: 1,
  secret: false,
  shown: s.c.is.settings.pollShown,
  closes: instant(dayOf(s.now + s.c.is.settings.pollDays * DAY), '18:00'),
})

/** The rules as said, over those of before. */
function ruled<C extends Omit<Card, 'question' | 'options'>>(s: Situation, said: RuleWords, card: C, size: number): C {
  const kind = said.kind ?? card.kind
  const list = kind === 'delegates' ? (listNamed(s.c, said.list ?? card.list) ?? said.list) : undefined
  return {
    ...card,
    kind,
    ...(list === undefined ? {} : { list }),
    most: said.most === 'all' ? size : (said.most ?? card.most),
    secret: said.secret ?? card.secret,
    shown: said.open === undefined ? card.shown : said.open ? 'always' : 'after',
    closes: said.closes ?? card.closes,
  }
}

/** A card without a fault is shown to its opener, to be posted. */
function shown(s: Situation, draft: DraftPoll): Outcome {
  const wrong = faultOf(s, draft)
  if (wrong) return answer({ say: 'bad-poll', why: wrong })
  if (draft.closes <= s.now) return answer({ say: 'date-past', at: draft.closes })
  if (isTooFar(draft.closes, s.now)) return answer({ say: 'date-far' })
  return ask(s, { ask: 'post', poll: draft })
}

function faultOf(s: Situation, { question, options, kind, secret, most, list }: DraftPoll) {
  if (question === '') return 'question'
  if (question.length > 60 || options.some((option) => option.length > 20)) return 'long'
  if (options.length < 2) return 'one-option'
  if (options.length > MOST_OPTIONS) return 'many-options'
  if (new Set(options).size < options.length) return 'same-option'
  if (most < 1 || most > options.length) return 'most'
  if (kind !== 'straw' && !isStable(s.c)) return 'no-dwellings'
  if (kind === 'owners' && secret) return 'secret-owners' // an area tells whose it is
  if (kind === 'delegates' && list === undefined) return 'no-list'
  if (kind === 'straw') return undefined
  return electorateOf(s.c, list === undefined ? { kind } : { kind, list }).units.length === 0 ? 'nobody' : undefined
}

type Change = Extract<Reading, { do: 'change-poll' }>

/** 改 截止 周日20点 · 改 选项 换/不换 · 改 匿名, while the card is not posted yet. */
export function changePoll(s: Situation, { rules = {}, question, options, add = [] }: Change): Outcome | undefined {
  const draft = draftOf(s)
  if (!draft) return s.heard.addressed ? answer({ say: 'nothing-to-post' }) : undefined
  if (Object.keys(rules).length === 0 && question === undefined && options === undefined && add.length === 0)
    return answer({ say: 'hint', near: NEAR.close })
  const listed = [...(options ?? draft.options), ...add]
  return shown(s, {
    ...ruled(s, rules, draft, listed.length),
    question: question ?? draft.question,
    options: listed,
    assumed: {
      options: draft.assumed.options && options === undefined && add.length === 0,
      closes: draft.assumed.closes && rules.closes === undefined,
    },
  })
}

/** 不发. */
export function dropPoll(s: Situation): Outcome | undefined {
  if (!draftOf(s)) return undefined
  return both(
    happened({ type: 'question-dropped', at: s.now, person: s.speaker.key, card: true }),
    answer({ say: 'card-dropped' }),
  )
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
  const { units, heads } = electorateOf(c, draft)
  const pack = draft.kind === 'owners' ? packFor(c, draft.question, at) : undefined
  const rules = {
    number: counters(c).poll,
    ...draft,
    rooms: joined(c, 'residents').map(({ id }) => id),
    opener: opener.key,
    opensAt: at,
    electorate: units,
    ...(heads ? { heads } : {}),
    roll: rollVersion(c),
    channels: draft.secret ? (['private', 'steward'] as const) : (['group', 'private', 'steward'] as const),
    ...(pack ? { pack } : {}),
  }
  return { ...rules, rule: createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 4), stage: 'open' }
}

/** The law of that day for such a question; where none is for it, the one for ordinary matters, which stands first. */
function packFor({ is }: Community, question: string, at: Instant): Pack | undefined {
  const day = dayOf(at)
  const valid = is.packs.filter(({ from, to }) => from <= day && (to === undefined || day < to))
  return valid.find(({ about = [] }) => about.some((word) => question.includes(word))) ?? valid[0]
}

// ── standing ─────────────────────────────────────────────────────────────────────────────────────

/** By number, by quote, else the only open one of this room, or of all among staff. */
export const pollMeant = (s: Situation, number: number | undefined): Poll | undefined => {
  const meant = number ?? s.quoted.poll
  if (meant !== undefined) return s.c.get('poll', meant)
  const here = openPolls(s.c, s.room?.id)
  const open = here.length === 0 && s.room?.kind === 'staff' ? openPolls(s.c, undefined) : here
  return open.length === 1 ? open[0] : undefined
}

/** What people say and ask about a poll that is meant here; with none it is talk. */
export function ofPoll(s: Situation, number: number | undefined, then: (poll: Poll) => Outcome | undefined) {
  const poll = pollMeant(s, number)
  return poll && then(poll)
}

export function status(s: Situation, number: number | undefined): Outcome | undefined {
  const meant = number ?? s.quoted.poll
  if (meant !== undefined && !s.c.get('poll', meant)) return answer({ say: 'no-such-poll', number: meant })
  const polls =
    meant === undefined ? openPolls(s.c, s.room?.id) : [s.c.get('poll', meant)].filter((poll) => poll !== undefined)
  if (polls.length > 0) return answer(...polls.map((poll) => ({ say: 'status', poll: poll.number }) as const))
  return s.heard.addressed || number !== undefined ? answer({ say: 'no-poll' }) : undefined
}
