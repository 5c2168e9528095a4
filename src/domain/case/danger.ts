import { DAY, HOUR } from '../calendar.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import { anyCategory } from '../limit/limit.ts'
import {
  answer,
  both,
  cases,
  concerns,
  isOpen,
  isSomewhere,
  named,
  type Outcome,
  type Situation,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { isForAll } from './alike.ts'
import { goodNews } from './case.ts'
import { addWords } from './more.ts'

/** What those it concerns say of a danger that is told already: it is over, or it goes on. Those out of a fire leave it burning. */
export function ofDanger(s: Situation, { case: number, is }: Extract<Reading, { do: 'danger' }>): Outcome | undefined {
  const [matter, ...others] = dangersOf(s, named(s, number))
  if (!matter || matter.handler === s.speaker.key) return undefined
  if (is === 'on' || (is === 'saved' && isForAll(s.c, matter.danger ?? '')))
    return stillThere(s, matter, {
      alarm: is === 'on',
      text: number === undefined ? s.heard.text : unnumbered(s.heard.text),
    })
  return others.length === 0 ? goodNews(s, matter) : stillThere(s, matter, { alarm: false, text: s.heard.text }) // which of them?
}

/** Those of a day, the last first; nobody here hears of what was told elsewhere. */
function dangersOf(s: Situation, number: number | undefined): readonly Case[] {
  const { addressed, quote, mentions } = s.heard
  if (!addressed && (quote?.ours === false || mentions.length > 0)) return []
  return cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.danger !== undefined &&
      concerns(matter, s.speaker) &&
      s.at - matter.raisedAt <= DAY &&
      (number === undefined ? !s.room || addressed || matter.room === s.room.id : matter.number === number),
  ).toReversed()
}

const unnumbered = (text: string): string => text.trim().replace(/^[#＃]?[\d０-９]{1,6}[ ,，:：、。]*/, '')

/** Of which more is told without a word of what it is: her own of the last hour. */
export const toldLately = (s: Situation, { danger, category, place }: Trouble): Case | undefined =>
  danger === undefined && place === undefined && category === anyCategory(s.c)
    ? dangersOf(s, undefined).find(({ reporter, raisedAt }) => reporter === s.speaker.key && s.at - raisedAt <= HOUR)
    : undefined

/** Her words, at once to who goes there and the conveners; the emergency number once more. */
export function stillThere(
  s: Situation,
  matter: Case,
  { alarm, text }: { readonly alarm: boolean; readonly text: string },
): Outcome {
  const told = addWords(s, matter, text)
  if (!alarm || matter.danger === undefined) return told
  const facts = told.facts.map((fact) => (fact.type === 'words-added' ? { ...fact, alarm: true as const } : fact))
  return both(warning(matter.danger, isSomewhere(matter.place), matter.unnamed ? { unnamed: true } : {}), {
    ...told,
    facts,
  })
}

/** The emergency number; where nobody knows it yet, it is asked where. */
export const warning = (
  name: string,
  isKnownWhere: boolean,
  { unnamed, dangers }: Pick<Trouble, 'unnamed' | 'dangers'>,
): Outcome =>
  answer({
    say: 'danger',
    name,
    ...(dangers ? { others: dangers } : {}),
    ...(isKnownWhere ? {} : { where: true }),
    ...(unnamed ? { unnamed } : {}),
  })
