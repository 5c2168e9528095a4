import { clean } from '../privacy.ts'
import { isStaff, unitOf } from '../situation.ts'
import type { Bundle, Community } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case, Medium } from '../state/matter.ts'
import type { Photos } from '../state/paper.ts'
import * as words from '../wording/announce.ts'
import { finishNoted, finishUndone, noted, type Told } from '../wording/case.ts'
import { finishesOf, heardIn, isHeld, isUnheard, isWaiting, toldPrivately } from '../work/announce.ts'
import { publicly } from './face.ts'
import { type Occasion, running, type Saying } from './occasion.ts'

/** Of those who reported what one line tells together, so many are called: the others read it. */
const CALLED = 5
/** Photos of each side on one card. */
const MOST = 2
/** What can be drawn. */
const DRAWABLE = /\.(?:jpe?g|png|gif)$/

type Of<K extends CaseFact['type']> = Extract<CaseFact, { type: K }>
export interface Tellings {
  /** As the groups may read it, at the time that it is said. */
  readonly later: Told
  /** As the one who reported it may. */
  readonly own: Told
  /** The answer to who says it. */
  readonly back: (text: string) => Saying
}

/** To each of these groups; whoever reported it is called where she did. */
const toRooms = (o: Occasion, matter: Case, rooms: readonly string[], text: string): readonly Saying[] =>
  rooms.map((room) => ({
    to: { room },
    text,
    about: `#${matter.number}`,
    mention: room === matter.room && matter.reporter !== matter.handler ? [matter.reporter] : [],
    asked: room === o.room,
    urgent: matter.danger !== undefined && room === matter.room,
    ...standing(matter),
  }))

const toPeople = (c: Community, matter: Case, own: string, others: string): readonly Saying[] =>
  toldPrivately(c, matter).map((person) => ({
    to: { person },
    text: person === matter.reporter ? own : others,
    about: `#${matter.number}`,
    urgent: matter.danger !== undefined,
    ...standing(matter),
  }))

const standing = ({ number }: Case) => ({ while: { case: number, stages: ['done'], announced: true } }) as const

export function sayFinished(
  o: Occasion,
  { text }: Of<'case-finished'>,
  matter: Case,
  tell: Tellings,
): readonly Saying[] {
  const rooms = heardIn(o.c, matter).filter((room) => !isHeld(o.facts, room, matter.number))
  const news = words.announcement(tell.later, publicly(o.c, matter, text))
  const own = words.announcement(tell.own, clean(o.c, text, 'own'))
  return [
    ...(o.room !== undefined && rooms.includes(o.room) ? [] : [tell.back(finishNoted(tell.later))]),
    ...toRooms(o, matter, rooms, news),
    ...toPeople(o.c, matter, own, news),
    ...cards(o, matter, rooms),
  ]
}

/** Those who were told that it was finished. */
export function sayUndone(o: Occasion, matter: Case, tell: Tellings): readonly Saying[] {
  const rooms = heardIn(o.c, matter).filter((room) => !isWaiting(o.c, matter, room))
  const text = finishUndone(tell.later)
  const again = (saying: Saying): Saying => ({ ...saying, ...running(matter) })
  const told = [...toRooms(o, matter, rooms, text), ...toPeople(o.c, matter, text, text)].map(again)
  return o.room !== undefined && rooms.includes(o.room) ? told : [tell.back(text), ...told]
}

/** Those who were told what was done, or will be in the morning. */
export function sayCorrected(
  o: Occasion,
  { text }: Of<'announcement-corrected'>,
  matter: Case,
  tell: Tellings,
): readonly Saying[] {
  const rooms = heardIn(o.c, matter).filter((room) => !isWaiting(o.c, matter, room))
  const news = words.corrected(tell.later, publicly(o.c, matter, text))
  const own = words.corrected(tell.own, clean(o.c, text, 'own'))
  return withAnswer(o, rooms, tell, [...toRooms(o, matter, rooms, news), ...toPeople(o.c, matter, own, news)])
}

/** Those who were told; what was not said yet is dropped. */
export function sayTakenDown(o: Occasion, matter: Case, tell: Tellings): readonly Saying[] {
  const rooms = heardIn(o.c, matter).filter((room) => room === o.room || !isUnheard(o.c, matter, room, o.now))
  const news = words.takenDown(tell.later)
  const told = [...toRooms(o, matter, rooms, news), ...toPeople(o.c, matter, news, news)]
  return withAnswer(
    o,
    rooms,
    tell,
    told.map(({ while: _, ...saying }) => saying),
  )
}

const withAnswer = (o: Occasion, rooms: readonly string[], { later, back }: Tellings, told: readonly Saying[]) =>
  o.room !== undefined && rooms.includes(o.room) ? told : [back(noted(later)), ...told]

const hasRated = (c: Community, { ratings }: Case, key: string): boolean => {
  const person = c.get('person', key)
  return ratings.some(({ by, unit }) => by === key || (person !== undefined && unit === unitOf(person)))
}
/** Everybody whom it concerns has said how it is: nobody is asked again. */
const isJudged = (c: Community, matter: Case): boolean =>
  [matter.reporter, ...matter.supporters.map(({ person }) => person)].every((key) => hasRated(c, matter, key))
/** Whoever reported it there, unless she has judged it since. */
const waiting = (c: Community, matter: Case, room: string): readonly string[] =>
  room === matter.room && !hasRated(c, matter, matter.reporter) ? [matter.reporter] : []

/** What was finished soon after another was announced there, in one line; one alone is told in full. */
export function sayFinishes(o: Occasion, said: Bundle, told: (matter: Case) => Told): readonly Saying[] {
  const all = finishesOf(o.c, said)
  const [only] = all
  if (!only) return []
  const titles = all.map((matter) => ({
    number: matter.number,
    title: publicly(o.c, matter, matter.title),
    asked: !isJudged(o.c, matter),
  }))
  return [
    {
      to: { room: said.room },
      text:
        all.length > 1
          ? words.together(titles)
          : words.announcement(told(only), publicly(o.c, only, only.outcome ?? ''), !isJudged(o.c, only)),
      ...(all.length > 1 ? {} : { about: `#${only.number}`, ...standing(only) }),
      mention: [...new Set(all.flatMap((matter) => waiting(o.c, matter, said.room)))].slice(0, CALLED),
      key: `${said.key}/${said.until}`,
    },
    ...(all.length > 1 ? [] : cards(o, only, [said.room])),
  ]
}

// ── before and after ─────────────────────────────────────────────────────────────────────────────

/** Its picture comes after the words, once for each finish; photos that follow the words are on it too. */
const cards = (o: Occasion, matter: Case, rooms: readonly string[]): readonly Saying[] =>
  shown(o.c, matter, 'done').length === 0
    ? []
    : rooms.map((room) => ({
        to: { room },
        text: '',
        about: `#${matter.number}`,
        card: { card: 'photos', case: matter.number } as const,
        key: `#${matter.number}/photos/${matter.endedAt}/${room}`,
        asked: room === o.room,
        ...standing(matter),
      }))

/** A photo of what was done that came after its words. */
export const sayPhotos = (o: Occasion, { media }: Of<'words-added'>, matter: Case): readonly Saying[] =>
  matter.stage === 'done' && media.some(({ when, apart }) => when === 'done' && !apart)
    ? cards(
        o,
        matter,
        heardIn(o.c, matter).filter((room) => !isWaiting(o.c, matter, room)),
      )
    : []

/** What came in private from a resident is shown in no group. */
const shown = (c: Community, { media, room, reporter }: Case, when: Medium['when']): readonly Medium[] => {
  const person = c.get('person', reporter)
  const hers = when === 'raised' && room === undefined && !(person && isStaff(person))
  return hers ? [] : media.filter((one) => one.when === when && !one.apart)
}

/** What the picture shows, by the names of the files. None: nothing any more. `waits`: files are still on their way. */
export function photosOf(c: Community, number: number): Photos<string> | 'waits' | undefined {
  const matter = c.get('case', number)
  if (matter?.stage !== 'done' || matter.tier === 'family' || matter.takenDown) return undefined
  const sides = [shown(c, matter, 'raised'), shown(c, matter, 'done')] as const
  if (sides.flat().some(({ file }) => file === undefined)) return 'waits'
  const [before, after] = sides.map((side) => side.flatMap(({ file = '' }) => (DRAWABLE.test(file) ? [file] : [])))
  if (!before || !after || after.length === 0) return undefined
  return {
    name: words.cardName(number),
    title: words.cardTitle(number, publicly(c, matter, matter.title)),
    sides: [
      { label: words.BEFORE, photos: before.slice(0, MOST) },
      { label: words.AFTER, photos: after.slice(-MOST) },
    ],
  }
}
