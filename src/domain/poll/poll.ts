import { createHash } from 'node:crypto'
import { DAY, dayOf, type Instant, instant, isTooFar } from '../calendar.ts'
import { ask } from '../case/ask.ts'
import { pendingKey } from '../evolve/other.ts'
import type { PollWords, Reading, RuleWords } from '../heard/reading.ts'
import { clean, hidesSome } from '../privacy.ts'
import { isStable } from '../room/gap.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isEarlier,
  type Outcome,
  openPolls,
  type Situation,
  toConveners,
} from '../situation.ts'
import type { Community, DraftPoll, Person } from '../state/community.ts'
import type { Pack } from '../state/constitution.ts'
import { counters } from '../state/counters.ts'
import type { Card, Poll, Shown } from '../state/matter.ts'
import { DEFAULT_OPTIONS, isMisleading, options as listed, MOST_ON_CARD } from '../wording/poll.ts'
import { NEAR } from '../wording/talk.ts'
import { isElection } from './election.ts'
import { forgetLapse, nothingWaits } from './lapse.ts'
import { electorateOf, groupsOf, listNamed, rollVersion } from './roll.ts'

export const MOST_OPTIONS = 10

/** 投票 …: the card is shown to its opener, who posts it. */
export function openPoll(s: Situation, words: PollWords): Outcome {
  if (!isConvener(s.speaker)) return both(answer({ say: 'to-conveners' }), toConveners(s))
  if (words.doubt) return answer({ say: 'bad-poll', why: words.doubt })
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
  shown(s, { ...defaults(s), ...publicly(s, about), assumed: { options: false, closes: true } })

/** People's words become a card without what is for no group. */
const publicly = <A extends Pick<Card, 'question' | 'options'>>({ c }: Situation, about: A): A => ({
  ...about,
  question: clean(c, about.question),
  options: about.options.map((option) => clean(c, option)),
})

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
  const secret = said.secret ?? card.secret
  return {
    ...card,
    kind,
    ...(list === undefined ? {} : { list }),
    most: said.most === 'all' ? size : (said.most ?? card.most),
    secret,
    shown: shownOf(said.open, secret, card.shown),
    closes: said.closes ?? card.closes,
  }
}

/** Of secret ballots never before the close: whoever looks after each vote would know it. */
const shownOf = (open: boolean | undefined, secret: boolean, before: Shown): Shown => {
  if (secret) return 'after'
  return open === undefined ? before : open ? 'always' : 'after'
}

/** 「3栋1楼大厅」: nobody's door. */
const FLOOR = /[\d一二三四五六七八九十]{1,3}[楼层](?!\s*\d)/g

/** A card without a fault is shown to its opener, to be posted. What is not for a group does not get onto it. */
function shown(s: Situation, said: DraftPoll): Outcome {
  if ([said.question, ...said.options].some((words) => hidesSome(s.c, words.replace(FLOOR, ''))))
    return answer({ say: 'bad-poll', why: 'private' })
  const words = (text: string) => clean(s.c, text, 'staff') // doors were refused, a floor is a place for all
  const draft = { ...said, question: words(said.question), options: said.options.map(words) }
  const wrong = faultOf(s, draft)
  if (wrong) return answer({ say: 'bad-poll', why: wrong })
  if (draft.closes <= s.now) return answer({ say: 'date-past', at: draft.closes })
  if (isTooFar(draft.closes, s.now)) return answer({ say: 'date-far' })
  return both(ask(s, { ask: 'post', poll: draft }), forgetLapse(s))
}

function faultOf(s: Situation, { question, options, kind, secret, most, list }: DraftPoll) {
  if (question === '') return 'question'
  if (isElection(question)) return 'election'
  if (question.length > 60 || options.some((option) => option.length > 20)) return 'long'
  if (options.length < 2) return 'one-option'
  if (options.length > MOST_OPTIONS) return 'many-options'
  if (new Set(options).size < options.length) return 'same-option'
  if (options.some((option, i) => isMisleading(option, i + 1, options.length))) return 'misleading'
  if (question.length + listed(options).length > MOST_ON_CARD) return 'crowded'
  if (most < 1 || most > options.length) return 'most'
  if (kind !== 'straw' && !isStable(s.c)) return 'no-dwellings'
  if (kind === 'owners' && secret) return 'secret-owners' // an area tells whose it is
  if (kind === 'delegates' && !s.c.is.delegates.some(({ name }) => name === list)) return 'no-list'
  if (kind === 'straw') return undefined
  return electorateOf(s.c, list === undefined ? { kind } : { kind, list }).units.length === 0 ? 'nobody' : undefined
}

type Change = Extract<Reading, { do: 'change-poll' }>

/** 改 截止 周日20点 · 改 选项 换/不换 · 改 匿名, while the card is not posted yet. */
export function changePoll(s: Situation, said: Change): Outcome | undefined {
  const { rules = {}, question, options, add = [] } = said
  const draft = draftOf(s)
  if (!draft) return s.quoted.case === undefined ? (fixed(s) ?? nothingWaits(s)) : undefined
  if (Object.keys(rules).length === 0 && question === undefined && options === undefined && add.length === 0)
    return answer({ say: 'hint', near: NEAR.close })
  const names = [...(options ?? draft.options), ...add]
  const all = draft.most > 1 && draft.most === draft.options.length // 可多选
  const { changed: _, ...before } = draft
  return shown(s, {
    ...ruled(s, all ? { most: 'all', ...rules } : rules, before, names.length),
    question: question ?? draft.question,
    options: names,
    assumed: {
      options: draft.assumed.options && options === undefined && add.length === 0,
      closes: draft.assumed.closes && rules.closes === undefined,
    },
    ...changedBy(said),
  })
}

/** What was posted is fixed: the convener hears what is still possible. */
function fixed(s: Situation): Outcome | undefined {
  const last = openPolls(s.c, undefined).at(-1)
  const asks = isConvener(s.speaker) && s.speaker.lapsed === undefined && s.room?.kind !== 'residents'
  return last && asks ? answer({ say: 'posted-fixed', poll: s.quoted.poll ?? last.number }) : undefined
}

/** Options and close are told in a line; of other rules the card is shown whole, since they bear on each other. */
function changedBy({ rules = {}, question, options, add }: Change): Pick<DraftPoll, 'changed'> {
  const { closes, ...others } = rules
  if (question !== undefined || Object.keys(others).length > 0) return {}
  return { changed: [...(options || add ? (['options'] as const) : []), ...(closes ? (['closes'] as const) : [])] }
}

/** 看: the whole card again. */
export function showCard(s: Situation): Outcome | undefined {
  const { changed: _, ...draft } = draftOf(s) ?? {}
  return 'question' in draft ? shown(s, draft) : undefined
}

/** 不发. */
export function dropPoll(s: Situation): Outcome | undefined {
  if (!draftOf(s)) return undefined
  return both(
    happened({ type: 'question-dropped', at: s.now, person: s.speaker.key, card: true }),
    answer({ say: 'card-dropped' }),
  )
}

/** 好: she has to say 「发」, so that nothing is posted by a polite word. */
export const cardWaits = (s: Situation): Outcome | undefined =>
  draftOf(s) && s.pending === undefined ? answer({ say: 'post-please' }) : undefined

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
  if (!draft) return nothingWaits(s)
  if (!isConvener(s.speaker)) return answer({ say: 'to-conveners' }) // no longer
  if (isOfAnother(s, draft)) return shown(s, draft)
  if (draft.closes <= s.now) return answer({ say: 'date-past', at: draft.closes })
  const wrong = faultOf(s, draft) // the roll may be another by now
  if (wrong) return answer({ say: 'bad-poll', why: wrong })
  const matter = frozen(s.c, draft, s.speaker, s.at)
  if (matter.rooms.length === 0) return answer({ say: 'bad-poll', why: 'no-room' })
  return happened(
    { type: 'question-dropped', at: s.now, person: s.speaker.key, card: true },
    { type: 'poll-opened', at: s.now, poll: matter.number, matter },
  )
}

/** She quotes a card that she has drawn before this one: only the last waits. */
const isOfAnother = ({ heard: { quote } }: Situation, { question }: DraftPoll): boolean =>
  quote?.ours === true && !quote.text.includes(question.slice(0, 6))

/** From when it was said: ballots are dated by the same clock, WeChat's. */
function frozen(c: Community, { assumed: _, changed: __, ...draft }: DraftPoll, opener: Person, at: Instant): Poll {
  const { units, heads } = electorateOf(c, draft)
  const pack = draft.kind === 'owners' ? packFor(c, draft.question, at) : undefined
  const rules = {
    number: counters(c).poll,
    ...draft,
    rooms: groupsOf(c).map(({ id }) => id),
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
