import type { Heard } from '../domain/heard/input.ts'
import { fittingChain, isChain, LONGEST } from '../domain/heard/length.ts'
import type { Reading } from '../domain/heard/reading.ts'
import type { Reader, Vocabulary } from '../ports.ts'
import { remark } from './case/case.ts'
import { each } from './each.ts'
import { type Gate, sifting } from './gate.ts'
import { ALL, grammar } from './grammar.ts'
import { chain } from './poll/chain.ts'
import { type Rule, type Said, saidIn } from './said.ts'
import { mood, scolds } from './talk/mood.ts'
import { meant, near } from './talk/near.ts'
import { asksOffice } from './talk/office.ts'
import { clean } from './text/normal.ts'
import { type Hunch, SHIPPED } from './trouble/hunch.ts'
import { saysMore } from './trouble/more.ts'
import { commanded, told, wantsToTell } from './trouble/report.ts'
import { severalTroubles } from './trouble/troubles.ts'

/** All that a message may mean, by its words alone: what was asked of the bot, then what it may be told of. */
const readings = (heard: Heard, vocabulary: Vocabulary, gate: Gate, hunch: Hunch): readonly Reading[] => {
  const said = saidIn(heard, vocabulary)
  const worth = gate.rules(said)
  const report = worth.includes(commanded) ? commanded(said)[0] : undefined
  const understood = [...listOf(said, gate), ...grammar(said, worth)]
  if (report !== undefined) return [report, ...understood.filter(isBeside)]
  const wanted = understood.length > 0 ? [] : meant(said)
  if (understood.length + wanted.length === 0 && asksOffice(said)) return [{ do: 'about', topic: 'affairs' }]
  const several = understood.length + wanted.length > 0 ? undefined : severalTroubles(said, gate, hunch)
  if (several !== undefined) return [several]
  const troubles = wanted.length > 0 ? [] : told(said, understood, gate, hunch)
  const remarks = understood.length + wanted.length === 0 && worth.includes(remark) ? remark(said) : []
  if (understood.length + wanted.length + remarks.length + troubles.length > 0)
    return [...understood, ...wanted, ...remarks, ...troubles]
  if (said.whole === '') return []
  if (!said.addressed) return worth.includes(mood) ? mood(said) : []
  if (scolds(said)) return [{ do: 'about', topic: 'sorry' }]
  const open = wantsToTell(said)
  return open.length > 0 ? open : near(said)
}

/** What stays beside a report by command. */
const isBeside = ({ do: what }: Reading): boolean => what === 'report' || what === 'exposes'

const listOf = (said: Said, gate: Gate): readonly Reading[] => {
  const list = each(said, (one) => grammar(one, gate.rules(one)))
  return list ? [list] : []
}

/** Only as what it is: no other rule sees so much text. */
const longChain = (heard: Heard, vocabulary: Vocabulary): readonly Reading[] =>
  chain({ ...saidIn(heard, vocabulary), written: clean(fittingChain(heard.text)) })

export const RULES: readonly Rule[] = [commanded, mood, remark, ...ALL]
const SIFTING = sifting(RULES)

/**
 * The grammar and the embedded recogniser: answers at once, keeps nothing between messages.
 * @param gate what it lets through is looked at
 * @param hunch what the trained model thinks of a text
 */
export const reader = (gate: Gate = SIFTING, hunch: Hunch = SHIPPED): Reader => ({
  read: (heard, vocabulary) => {
    if (heard.text.length <= LONGEST) return readings(heard, vocabulary, gate, hunch)
    const list = isChain(heard.text) ? longChain(heard, vocabulary) : []
    if (list.length > 0) return list
    return [{ do: 'too-long' }, ...(heard.addressed ? readings(heard, vocabulary, gate, hunch) : [])]
  },
  tellsMore: (text) => saysMore(text, hunch),
})
