import type { Vocabulary } from '../../ports.ts'
import { type Hit, mentions, wordsIn } from '../text/lexicon.ts'
import { ACCIDENTS } from './accident.ts'
import { DISTRESS } from './distress.ts'
import { HAZARDS } from './hazard.ts'
import { VIOLENCE } from './violence.ts'

/**
 * Dangers told in words that stand in no list, by the name of the list that they belong to: where one of the cues
 * stands, the sentence is looked at whole.
 */
const TELLING = [...DISTRESS, ...VIOLENCE, ...ACCIDENTS, ...HAZARDS]
/** Each cue once, with the rows that it calls: one may begin with another. */
const ROWS = new Map<string, readonly number[]>(
  [...new Set(TELLING.flatMap(([, cues]) => cues))].map((cue) => [
    cue,
    TELLING.flatMap(([, cues], row) => (cues.some((part) => cue.startsWith(part)) ? [row] : [])),
  ]),
)
const CUES: Vocabulary['dangers'] = [...ROWS.keys()].map((cue) => ({ name: cue, words: [cue] }))
/** Whether a cue stands in it. */
export const isCued = (text: string): boolean => mentions(text, CUES)

/** The dangers that are told so. */
export const told = (text: string, { dangers }: Vocabulary): readonly Hit[] => {
  const rows = new Set([...wordsIn(text, CUES)].flatMap((word) => ROWS.get(word) ?? []))
  return [...rows].flatMap((row) => {
    const [name = '', , says] = TELLING[row] ?? []
    const found = says?.exec(text)
    if (!found || !dangers.some((one) => one.name === name)) return []
    return [{ name, word: found[0], from: found.index, to: found.index + found[0].length }]
  })
}
