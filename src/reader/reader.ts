import type { Heard } from '../domain/input.ts'
import type { Reading } from '../domain/reading.ts'
import type { Reader, Vocabulary } from '../ports.ts'
import { grammar } from './grammar.ts'
import { meant, near } from './near.ts'
import { LONGEST } from './normal.ts'
import { commanded, told } from './report.ts'
import { saidIn } from './said.ts'

/** All that a message may mean, by its words alone: what was asked of the bot, then what it may be told of. */
const readings = (heard: Heard, vocabulary: Vocabulary): readonly Reading[] => {
  const said = saidIn(heard, vocabulary)
  const report = commanded(said)
  if (report !== undefined) return [report, ...grammar(said).filter((reading) => reading.do === 'report')]
  const understood = grammar(said)
  const wanted = understood.length > 0 ? [] : meant(said)
  const all = [...understood, ...wanted, ...(wanted.length > 0 ? [] : told(said, understood))]
  return all.length > 0 || said.whole === '' ? all : near(said)
}

/** The grammar and the embedded recogniser: answers at once, keeps nothing between messages. */
export const reader = (): Reader => ({
  read: (heard, vocabulary) => {
    if (heard.text.length <= LONGEST) return readings(heard, vocabulary)
    return [{ do: 'too-long' }, ...(heard.addressed ? readings(heard, vocabulary) : [])]
  },
})
