import { DAY, HOUR } from '../calendar.ts'
import type { DangerNews, Reading, Trouble } from '../heard/reading.ts'
import { anyCategory } from '../limit/limit.ts'
import { isCalledFor, isRunning } from '../limit/rung.ts'
import {
  answer,
  both,
  cases,
  concerns,
  isOpen,
  isSomewhere,
  isStaff,
  mayHandle,
  named,
  type Outcome,
  type Situation,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { isForAll } from './alike.ts'
import { goodNews, withdraw } from './case.ts'
import { addWords, marked, unnumbered } from './more.ts'

/** What is said of a danger that is told already: it is over, or it goes on. Those out of a fire leave it burning. */
export function ofDanger(s: Situation, { case: number, is }: Extract<Reading, { do: 'danger' }>): Outcome | undefined {
  const all = dangersOf(s, named(s, number)).filter((one) => mayTell(s, one, is))
  const running = all.filter(isRunning)
  const [matter, ...others] = running.length > 0 ? running : all
  if (!matter || matter.handler === s.speaker.key) return undefined
  const text = number === undefined ? s.heard.text : unnumbered(s.heard.text)
  if (is === 'on') return stillThere(s, matter, { alarm: true, text })
  const runsOn = is === 'helped' || is === 'unhurt' || (is === 'saved' && isForAll(s.c, matter.danger ?? ''))
  if (runsOn || others.length > 0)
    // which of them?
    return marked(addWords(s, matter, text), {
      ...(is === 'helped' && isRunning(matter) ? { eases: 'helped' } : {}),
      ...(amongStaff(s) || !isRunning(matter) ? { quiet: true } : {}), // they have all read it, or heard that it is over
    })
  if (is === 'mistaken' && isCalledFor(matter) && matter.reporter === s.speaker.key) return withdraw(s, matter.number)
  return goodNews(s, matter)
}

/** Those of a day, the last first; nobody here hears of what was told elsewhere, but those who serve. */
function dangersOf(s: Situation, number: number | undefined): readonly Case[] {
  const { addressed, quote, mentions } = s.heard
  if (!addressed && (quote?.ours === false || mentions.length > 0)) return []
  const isOfHere = ({ room }: Case): boolean => !s.room || addressed || amongStaff(s) || room === s.room.id
  return cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.danger !== undefined &&
      s.at - matter.raisedAt <= DAY &&
      (number === undefined ? isOfHere(matter) : matter.number === number),
  ).toReversed()
}

const amongStaff = ({ room, speaker }: Situation): boolean =>
  room !== undefined && room.kind !== 'residents' && isStaff(speaker)

/** Those it concerns; of one that runs those who serve where it is talked of, and that help is there whoever is by. */
const mayTell = (s: Situation, matter: Case, is: DangerNews): boolean =>
  concerns(matter, s.speaker) ||
  (is !== 'on' &&
    s.room !== undefined &&
    isRunning(matter) &&
    (mayHandle(s.speaker, matter) || (is === 'helped' && matter.room === s.room.id && s.at - matter.raisedAt <= HOUR)))

/** Of which more is told without a word of what it is: her own of the last hour. */
export const toldLately = (s: Situation, { danger, category, place }: Trouble): Case | undefined =>
  danger === undefined && place === undefined && category === anyCategory(s.c)
    ? dangersOf(s, undefined).find(({ reporter, raisedAt }) => reporter === s.speaker.key && s.at - raisedAt <= HOUR)
    : undefined

/** Her words, at once to who goes there and the conveners; the emergency number once more, unless they are there. */
export function stillThere(
  s: Situation,
  matter: Case,
  { alarm, text }: { readonly alarm: boolean; readonly text: string },
): Outcome {
  const told = addWords(s, matter, text)
  if (!alarm || matter.danger === undefined) return told
  const alarmed = marked(told, { alarm: true })
  return matter.eased === 'helped'
    ? alarmed
    : both(warning(matter.danger, isSomewhere(matter.place), matter.unnamed ? { unnamed: true } : {}), alarmed)
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
