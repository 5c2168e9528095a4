import type { Reading } from '../domain/heard/reading.ts'
import { ANNOUNCED } from './case/announce.ts'
import { alsoNumbered } from './case/bare.ts'
import { CASE, numbered, quotedNews } from './case/case.ts'
import { CLOCK } from './case/clock.ts'
import { DIGEST } from './case/digest.ts'
import { INSPECT } from './case/inspect.ts'
import { LEVEL } from './case/level.ts'
import { MERGES } from './case/merge.ts'
import { REMINDERS } from './case/reminder.ts'
import { ofThing } from './case/thing.ts'
import { noSuchDay, receivedIt, WORK } from './case/work.ts'
import { rescue } from './danger/rescue.ts'
import { ASKED } from './poll/asked.ts'
import { CARD, drop } from './poll/card.ts'
import { chain, ownCount } from './poll/chain.ts'
import { COURSE } from './poll/course.ts'
import { howTo } from './poll/howto.ts'
import { OPINIONS } from './poll/opinion.ts'
import { open } from './poll/poll.ts'
import { PROXY, several } from './poll/proxy.ts'
import { ROLL, staffCommand } from './poll/roll.ts'
import { byTopic } from './poll/topic.ts'
import { QUOTED_VOTE, VOTE } from './poll/vote.ts'
import { byWords, numberAndWords } from './poll/worded.ts'
import type { Rule, Said } from './said.ts'
import { DELICATE } from './talk/delicate.ts'
import { TALK } from './talk/talk.ts'

/** About ballots and polls, as those say who take part. */
const VOTES: readonly Rule[] = [...PROXY, ...VOTE, ...ROLL, ...ASKED, ownCount]
/** About polls and what comes before them, as those say who hold them. */
const POLLS: readonly Rule[] = [open, ...COURSE, ...CARD, ...OPINIONS]
// In the order of likelihood where the same words may be several things: what only a waiting or an open card makes sense of comes first.
const RULES: readonly Rule[] = [
  noSuchDay,
  chain,
  byWords,
  byTopic,
  drop,
  howTo,
  ...REMINDERS,
  ...DELICATE,
  ...TALK,
  ...POLLS,
  alsoNumbered,
  ...VOTES,
  ...INSPECT,
  ...ANNOUNCED,
  ...LEVEL,
  ...MERGES,
  ...WORK,
  ofThing,
  ...CLOCK,
  ...DIGEST,
  ...CASE,
  ...QUOTED_VOTE,
]
/** 「同意」 on a case's quoted line is about the case before it is a vote. */
const ON_CASE: readonly Rule[] = [
  noSuchDay,
  receivedIt,
  ...DELICATE,
  ...TALK,
  ...LEVEL,
  ...ANNOUNCED,
  ...INSPECT,
  ...MERGES,
  ...WORK,
  ...CLOCK,
  ...CASE,
  ...POLLS,
  byWords,
  ...VOTES,
  ...QUOTED_VOTE,
]
/** What begins with a case's number is about that case, or a vote: 「1同意」. */
const NUMBERED: readonly Rule[] = [noSuchDay, ...OPINIONS, ...VOTES, ...MERGES, rescue, numbered]

/** Everyday wordings are short. Longer texts may hold a code, open a poll or follow a command. */
const LONG = 400
const LENGTHY: readonly Rule[] = [
  chain,
  ...TALK.slice(0, 1),
  ...POLLS,
  ...ANNOUNCED.slice(0, 1),
  ...WORK.slice(0, 1),
  ...CASE.slice(0, 2),
]

/** Every rule. */
export const ALL: readonly Rule[] = [several, numberAndWords, numbered, receivedIt, ...RULES, staffCommand]

/** @param worth the rules by which the words may mean something */
const rulesFor = (said: Said, worth: readonly Rule[]): readonly Rule[] => {
  if (worth.includes(several) && several(said).length > 0) return [several]
  if (worth.includes(numberAndWords) && numberAndWords(said).length > 0) return [numberAndWords]
  if (worth.includes(numbered) && numbered(said).length > 0) return NUMBERED
  if (said.text.length > LONG) return LENGTHY
  return said.quotedCase === undefined ? RULES : ON_CASE
}
/** What a command word of polls may have been understood as. */
const OF_POLLS: ReadonlySet<Reading['do']> = new Set([
  'hand-in',
  'hand-ins',
  'hand-in-back',
  'sweep',
  'extend-poll',
  'void-poll',
  'keep-poll',
  'conclude',
  'set-aside',
  'restore',
  'resume',
  'deliberate',
  'change-poll',
  'open-poll',
  'poll-how',
  'unclear',
])
const same = (a: Reading, b: Reading): boolean => JSON.stringify(a) === JSON.stringify(b)

/** All that plain words may mean, the likeliest first; nothing for ordinary talk. */
export const grammar = (said: Said, worth: readonly Rule[]): readonly Reading[] => {
  if (said.text === '' || worth.length === 0) return []
  const rules = rulesFor(said, worth).filter((rule) => worth.includes(rule))
  const found = rules.flatMap((rule) => rule(said))
  const meant =
    found.some(({ do: what }) => OF_POLLS.has(what)) || !worth.includes(staffCommand) ? [] : staffCommand(said)
  const readings = [...(found.length > 0 ? found : quotedNews(said)), ...meant]
  if (readings.length < 2) return readings
  return readings.filter((reading, i) => readings.findIndex((other) => same(other, reading)) === i)
}
