import type { Reading } from '../domain/reading.ts'
import { CASE, numbered, quotedNews } from './case.ts'
import { POLL } from './poll.ts'
import type { Rule, Said } from './said.ts'
import { TALK } from './talk.ts'
import { QUOTED_VOTE, VOTE } from './vote.ts'
import { WORK } from './work.ts'

// In the order of likelihood where the same words may be several things.
const RULES: readonly Rule[] = [...TALK, ...POLL, ...VOTE, ...WORK, ...CASE, ...QUOTED_VOTE]
/** 「同意」 on a case's quoted line is about the case before it is a vote. */
const ON_CASE: readonly Rule[] = [...TALK, ...WORK, ...CASE, ...POLL, ...VOTE, ...QUOTED_VOTE]
/** What begins with a case's number is about that case, or a vote: 「1同意」. */
const NUMBERED: readonly Rule[] = [...VOTE, numbered]

/** Everyday wordings are short. Longer texts may hold a code, open a poll or follow a command. */
const LONG = 400
const LENGTHY: readonly Rule[] = [...TALK.slice(0, 1), ...POLL.slice(0, 1), ...WORK.slice(0, 1), ...CASE.slice(0, 2)]

const rulesFor = (said: Said): readonly Rule[] => {
  if (numbered(said).length > 0) return NUMBERED
  if (said.text.length > LONG) return LENGTHY
  return said.quotedCase === undefined ? RULES : ON_CASE
}
const same = (a: Reading, b: Reading): boolean => JSON.stringify(a) === JSON.stringify(b)

/** All that plain words may mean, the likeliest first; nothing for ordinary talk. */
export const grammar = (said: Said): readonly Reading[] => {
  if (said.text === '') return []
  const found = rulesFor(said).flatMap((rule) => rule(said))
  const readings = found.length > 0 ? found : quotedNews(said)
  return readings.filter((reading, i) => readings.findIndex((other) => same(other, reading)) === i)
}
