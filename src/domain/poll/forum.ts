import { DAY, dayOf, instant } from '../calendar.ts'
import type { Reading } from '../heard/reading.ts'
import { nameless } from '../privacy.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isInGroup,
  named,
  type Outcome,
  type Situation,
  unitOf,
} from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case, Forum, Opinion } from '../state/matter.ts'
import { brief, type Ranked } from '../wording/forum.ts'
import { DEFAULT_OPTIONS } from '../wording/poll.ts'
import { pollOn } from './poll.ts'

type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

const MOST_OPINIONS = 50
const MOST_EACH = 3
const ON_CARD = 5
const LONGEST = 200

/** 议 27: people think about it for some days before they vote; said again after that, it makes the card. */
export function deliberate(s: Situation, { case: said, days }: Said<'deliberate'>): Outcome | undefined {
  const number = named(s, said)
  const matter = number === undefined ? undefined : s.c.get('case', number)
  if (number === undefined) return s.heard.addressed ? answer({ say: 'deliberate-what' }) : undefined
  if (!isConvener(s.speaker)) return s.heard.addressed ? answer({ say: 'conveners-only' }) : undefined
  if (!matter) return answer({ say: 'no-such-case', number })
  if (matter.tier === 'family') return answer({ say: 'not-in-public', case: number })
  if (runningOn(s.c, number)) return answer({ say: 'forum-runs', case: number })
  const before = s.c.get('forum', number)
  if (before && days === undefined) return pollFrom(s, before, matter.title)
  const until = instant(dayOf(s.now + (days ?? s.c.is.settings.opinionDays) * DAY), '18:00')
  const forum: Forum = { case: number, opener: s.speaker.key, since: s.now, until, opinions: [] }
  return happened({ type: 'forum-opened', at: s.now, case: number, forum })
}

const runningOn = (c: Community, number: number): Forum | undefined => {
  const forum = c.get('forum', number)
  return forum?.over ? undefined : forum
}

/** The only one that runs, where none is named. */
function forumMeant(s: Situation, said: number | undefined): Forum | undefined {
  const number = named(s, said)
  if (number !== undefined) return runningOn(s.c, number)
  const all = [...s.c.all('forum')].filter(({ over }) => !over)
  return all.length === 1 ? all[0] : undefined
}

/** In one of the groups, or in the file: whoever has only befriended the bot is no neighbour. */
const isNeighbour = ({ c, room, speaker, heard }: Situation): boolean =>
  room !== undefined || speaker.listed || isInGroup(c, heard.from)

/** 意见 27 …: a few of each unit; one that is there already is seconded. */
export function opine(s: Situation, { case: said, text }: Said<'opinion'>): Outcome | undefined {
  const forum = forumMeant(s, said)
  if (!forum || s.at < forum.since || s.at >= forum.until || !isNeighbour(s)) return noForum(s, said)
  if (text === '' || text.length > LONGEST) return answer({ say: 'opinion-length', case: forum.case })
  const unit = unitOf(s.speaker)
  const same = forum.opinions.findIndex((one) => !one.withdrawn && brief(one.text, LONGEST) === brief(text, LONGEST))
  if (same >= 0) return second(s, { do: 'second', case: forum.case, opinion: same + 1 })
  if (forum.opinions.filter((one) => !one.withdrawn && one.supporters[0] === unit).length >= MOST_EACH)
    return answer({ say: 'opinions-enough', case: forum.case })
  if (forum.opinions.length >= MOST_OPINIONS) return answer({ say: 'forum-full', case: forum.case })
  const opinion = { person: s.speaker.key, text, supporters: [unit] }
  return happened({ type: 'opinion-given', at: s.now, case: forum.case, opinion, source: s.heard.id })
}

/** 支持 27 意见2: a unit counts once. */
export function second(s: Situation, { case: said, opinion }: Said<'second'>): Outcome | undefined {
  const forum = forumMeant(s, said)
  if (!forum || s.at < forum.since || s.at >= forum.until || !isNeighbour(s)) return noForum(s, said)
  const there = forum.opinions[opinion - 1]
  if (!there || there.withdrawn) return answer({ say: 'no-such-opinion', case: forum.case, opinion })
  const unit = unitOf(s.speaker)
  if (backersOf(s.c, there).has(unit)) return answer({ say: 'seconded-already', case: forum.case })
  return happened({ type: 'opinion-seconded', at: s.now, case: forum.case, opinion, by: s.speaker.key, unit })
}

const noForum = (s: Situation, said: number | undefined): Outcome | undefined => {
  if (said === undefined) return undefined
  return s.c.get('case', said) ? answer({ say: 'no-forum', case: said }) : answer({ say: 'no-such-case', number: said })
}

/** 「支持27 装充电桩」: an opinion is seconded by its number, which she is told. */
export function secondWords(s: Situation, { case: number, text }: Said<'second-words'>): Outcome | undefined {
  const forum = runningOn(s.c, number)
  if (!forum || s.at >= forum.until) return undefined
  const like = forum.opinions.findIndex((one) => !one.withdrawn && (one.text.includes(text) || text.includes(one.text)))
  return answer({ say: 'second-which', case: number, text, ...(like < 0 ? {} : { opinion: like + 1 }) })
}

/** 27怎么样了: while people think about it, that is told as well. */
export function withForum(s: Situation, told: Outcome | undefined): Outcome | undefined {
  const about = told?.answers.flatMap((one) => (one.say === 'progress' && runningOn(s.c, one.case) ? [one.case] : []))
  return told && about ? both(told, answer(...about.map((one) => ({ say: 'forum-runs', case: one }) as const))) : told
}

/** Of what is over, too. */
function anyForum(s: Situation, said: number | undefined): Forum | undefined {
  const number = named(s, said)
  return forumMeant(s, said) ?? (number === undefined ? undefined : s.c.get('forum', number))
}

/** 意见有哪些. */
export function opinions(s: Situation, { case: said }: Said<'opinions'>): Outcome | undefined {
  const forum = anyForum(s, said)
  if (forum) return answer({ say: 'opinions', case: forum.case })
  return s.heard.addressed ? noForum(s, named(s, said)) : undefined
}

/** 归纳27: by conveners, and by who asked for the opinions. What is said at home is put in order by nobody else. */
export function sumUp(s: Situation, { case: said }: Said<'sum-up'>): Outcome | undefined {
  const { addressed } = s.heard
  const forum = anyForum(s, said)
  if (!forum) {
    const none = addressed || isConvener(s.speaker) ? noForum(s, named(s, said)) : undefined
    return none ?? (addressed ? answer({ say: 'which-number', command: 'sum-up' }) : undefined)
  }
  if (!isConvener(s.speaker) && forum.opener !== s.speaker.key)
    return addressed ? answer({ say: 'conveners-only' }) : undefined
  const matter = s.c.get('case', forum.case)
  return answer({ say: matter && isPublic(matter) ? 'summary' : 'opinions', case: forum.case })
}

/** Nothing that is kept from the groups goes any further. */
export const isPublic = ({ tier, hidden }: Case): boolean => tier !== 'family' && !hidden

/** 撤回意见: one's own, while nobody else is behind it. The others keep their numbers. */
export function opinionBack(s: Situation, { case: said, opinion }: Said<'opinion-back'>): Outcome | undefined {
  const forum = forumMeant(s, said)
  if (!forum || s.at >= forum.until) return noForum(s, said)
  const isOwn = ({ person, withdrawn }: Opinion): boolean => person === s.speaker.key && !withdrawn
  const at = opinion === undefined ? forum.opinions.findLastIndex(isOwn) : opinion - 1
  const own = forum.opinions[at]
  if (!own || !isOwn(own)) return answer({ say: 'no-own-opinion', case: forum.case })
  if (backersOf(s.c, own).size > 1) return answer({ say: 'opinion-seconded', case: forum.case, opinion: at + 1 })
  return happened({ type: 'opinion-withdrawn', at: s.now, case: forum.case, opinion: at + 1, by: s.speaker.key })
}

/** The units behind an opinion, each once: whose dwelling was confirmed since counts with it. */
export const backersOf = (c: Community, { supporters }: Opinion): ReadonlySet<string> =>
  new Set(
    supporters.map((unit) => {
      const person = c.get('person', unit)
      return person ? unitOf(person) : unit
    }),
  )

/** Those that nobody has taken back, with their numbers. */
export const standing = ({ opinions }: Forum): readonly (Opinion & { readonly number: number })[] =>
  opinions.map((one, i) => ({ ...one, number: i + 1 })).filter(({ withdrawn }) => !withdrawn)

/** By the number of units behind them; of equal ones the earlier first. */
export const ranked = (c: Community, forum: Forum): readonly Ranked[] =>
  standing(forum)
    .map((one) => ({ number: one.number, text: one.text, size: backersOf(c, one).size }))
    .sort((a, b) => b.size - a.size)

/** The question and the options that its opinions come to: those with most support, in which nobody is named. */
function pollFrom(s: Situation, forum: Forum, title: string): Outcome {
  const options = [...new Set(ranked(s.c, forum).map(({ text }) => brief(nameless(s.c, text))))].slice(0, ON_CARD)
  return pollOn(s, {
    case: forum.case,
    question: brief(title, 60),
    options: options.length > 1 ? options : DEFAULT_OPTIONS,
  })
}
