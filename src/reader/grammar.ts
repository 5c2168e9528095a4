import type { Reading } from '../domain/reading.ts'
import { CASE, quotedNews } from './case.ts'
import { POLL } from './poll.ts'
import type { Rule, Said } from './said.ts'
import { TALK } from './talk.ts'
import { QUOTED_VOTE, VOTE } from './vote.ts'
import { WORK } from './work.ts'

/** In the order of likelihood where the same words may be several things. */
const RULES: readonly Rule[] = [...TALK, ...POLL, ...VOTE, ...WORK, ...CASE, ...QUOTED_VOTE]

/** Commands are short; a long text is told of a trouble, a poll or nothing. */
const LONG = 400

const same = (a: Reading, b: Reading): boolean => JSON.stringify(a) === JSON.stringify(b)

/** All that plain words may mean, the likeliest first; nothing for ordinary talk. */
export const grammar = (said: Said): readonly Reading[] => {
  if (said.text === '') return []
  const rules =
    said.text.length > LONG
      ? [...TALK.slice(0, 1), ...POLL.slice(0, 1), ...WORK.slice(0, 1), ...CASE.slice(0, 3)]
      : RULES
  const found = rules.flatMap((rule) => rule(said))
  const readings = found.length > 0 ? found : quotedNews(said)
  return readings.filter((reading, i) => readings.findIndex((other) => same(other, reading)) === i)
}
