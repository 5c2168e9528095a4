import { afterQuiet, DAY, dayOf } from '../calendar.ts'
import { ANSWERS, isBundled } from '../case/support.ts'
import { clean, nameless } from '../privacy.ts'
import { inspectors } from '../rating/inspect.ts'
import { isApart } from '../rating/rating.ts'
import { cases } from '../situation.ts'
import type { Bundle, Community, Room } from '../state/community.ts'
import type { JudgedFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import type { Told } from '../wording/case.ts'
import * as words from '../wording/rating.ts'
import { heardIn, toldPrivately } from '../work/announce.ts'
import { eyesOf, nameOf } from './face.ts'
import { type Occasion, running, type Saying } from './occasion.ts'
import { told } from './told.ts'

type Fact<T extends JudgedFact['type']> = Extract<JudgedFact, { type: T }>

/** A case as those see it who are told at once, later, and at work. */
interface Seen {
  readonly t: Told
  readonly later: Told
  readonly inside: Told
}
/** Ways to those who hear of it. */
interface Ways {
  readonly back: (text: string) => Saying
  readonly handlers: (text: string, more?: Partial<Saying>) => Saying
}

/** What was said of a finish, and what came of it. */
export function sayRating(o: Occasion, fact: JudgedFact, seen: Seen, { back, handlers }: Ways): readonly Saying[] {
  switch (fact.type) {
    case 'case-rated':
      return rating(o, fact, seen.t).map(back)
    case 'case-reopened':
      return reopening(o, fact, seen, { back, handlers })
    case 'case-inspected':
      return fact.passed ? passing(o, seen, back) : []
    case 'call-missed':
      return [back(words.callMissed(seen.t))]
    case 'called-back':
      return fact.grade === 'poor' ? [] : [back(words.calledBack(seen.t, fact.grade))]
    case 'came-back':
      return [handlers(words.cameBackForHandlers(seen.inside, fact.as, clean(o.c, fact.text, 'staff')))]
    case 'asked-again':
      return o.facts.find(({ type }) => type === 'asked-again') === fact ? askedAgain(o) : []
  }
}

/** Nothing where something else of the same message tells it. */
function rating(o: Occasion, fact: Fact<'case-rated'>, t: Told): readonly string[] {
  const rated = o.facts.filter((one): one is typeof fact => one.type === 'case-rated' && one.grade === fact.grade)
  const told = o.facts.some(
    (one) =>
      (one.type === 'case-reopened' && one.case === fact.case) ||
      one.type === 'came-back' ||
      one.type === 'case-supported' ||
      one.type === 'words-added' ||
      (one.type === 'asked' && one.pending.question.ask === 'reason'),
  )
  const isHeld = [`#${fact.case}`, ANSWERS].some((about) =>
    isBundled(o.facts, { room: o.room ?? '', about: `${about}/rated` }),
  )
  if (told || rated[0] !== fact || isHeld) return []
  return rated.length > 1
    ? [
        words.allRated(
          rated.map((one) => one.case),
          fact.grade,
        ),
      ]
    : [words.rated(t, fact.grade, fact.text)]
}

/** To its people politely, to those who have to go again with every reason, and to the conveners. */
function reopening(
  o: Occasion,
  { text, reasons, how }: Fact<'case-reopened'>,
  { t, later, inside }: Seen,
  { back, handlers }: Ways,
): readonly Saying[] {
  const { number, tier } = t.matter
  const inPrivate = o.room === undefined && o.from === undefined // a letter tells what everybody may read
  const all = reasons ?? [{ text, apart: isApart(how, inPrivate) }]
  const shown = all
    .filter(({ apart }) => !apart)
    .map((one) => {
      const seen = clean(o.c, one.text)
      return one.apart || how !== undefined ? nameless(o.c, seen) : seen
    })
  const taken = { how, count: all.length }
  const still = running(t.matter)
  return [
    back(words.reopened(t, shown, taken)),
    ...toOthers(o, t.matter, words.reopened(later, shown, taken)).map((saying) => ({ ...saying, ...still })),
    handlers(
      words.reopenedForHandlers(
        inside,
        all.map((one) => clean(o.c, one.text, 'staff')),
        taken,
      ),
      { ...still, ...(tier === 'family' ? {} : { to: { handlersOf: number, andConveners: true } }) },
    ),
  ]
}

function passing(o: Occasion, { t, later }: Seen, back: (text: string) => Saying): readonly Saying[] {
  const here = o.room !== undefined && heardIn(o.c, t.matter).includes(o.room)
  return [back(here ? words.passed(t) : words.passedNoted(t)), ...toOthers(o, t.matter, words.passed(later))]
}

/** Wherever they were told of the finish, but where the speaker is answered. */
const toOthers = (o: Occasion, matter: Case, text: string): readonly Saying[] => {
  const about = `#${matter.number}`
  const isDanger = matter.danger !== undefined // like all that is said of it, so that nothing overtakes it at night
  const rooms = heardIn(o.c, matter).filter((room) => room !== o.room)
  const people = toldPrivately(o.c, matter).filter((person) => o.room !== undefined || person !== o.speaker?.key)
  return [
    ...rooms.map((room) => {
      const own = room === matter.room
      return { to: { room }, text, about, mention: own ? [matter.reporter] : [], urgent: isDanger && own }
    }),
    ...people.map((person) => ({ to: { person }, text, about, urgent: isDanger })),
  ]
}

// ── four weeks later ─────────────────────────────────────────────────────────────────────────────

/** So many are called by @ in one line. */
const CALLED = 6

/** All that is asked today: one line for each group, and one for each who is asked in private. */
function askedAgain(o: Occasion): readonly Saying[] {
  const groups = new Map<string, { readonly to: NonNullable<Saying['to']>; readonly all: Case[] }>()
  const put = (key: string, to: NonNullable<Saying['to']>, matter: Case) => {
    const group = groups.get(key) ?? { to, all: [] }
    groups.set(key, group)
    group.all.push(matter)
  }
  for (const fact of o.facts) {
    const matter = fact.type === 'asked-again' && !fact.skipped ? o.c.get('case', fact.case) : undefined
    if (!matter) continue
    const rooms = ownRooms(o.c, matter)
    for (const room of rooms) put(room, { room }, matter)
    for (const person of inPrivate(o.c, matter, rooms)) put(person, { person }, matter)
  }
  return [...groups].flatMap(([key, { to, all }]) =>
    words
      .asMayBe(all.map((matter) => told(o.c, matter, afterQuiet(o.now, o.c.is.settings))))
      .map((some, i) => question(o, i === 0 ? key : `${key}/${i}`, to, some)),
  )
}

/** Those where it was said by who raised it and who joined it. 家事: none. */
const ownRooms = (c: Community, { tier, room, supporters }: Case): readonly string[] =>
  tier === 'family'
    ? []
    : [...new Set([room, ...supporters.map((one) => one.room)])].flatMap((id) => joinedRoom(c, id)?.id ?? [])

const joinedRoom = (c: Community, id: string | undefined): Room | undefined => {
  const room = c.get('room', id ?? '')
  return room?.left ? undefined : room
}

/** Who raised it in private, and who joined it and reads none of these groups. */
const inPrivate = (
  c: Community,
  { tier, room, reporter, supporters }: Case,
  rooms: readonly string[],
): readonly string[] => {
  const all = tier === 'family' ? [] : supporters.flatMap(({ person }) => c.get('person', person) ?? [])
  const elsewhere = all.filter(({ key, friend, contact }) => friend && key !== reporter && !reads(c, contact, rooms))
  return [...(tier === 'family' || room === undefined ? [reporter] : []), ...elsewhere.map(({ key }) => key)]
}

const reads = (c: Community, contact: string | undefined, rooms: readonly string[]): boolean =>
  contact === undefined || rooms.some((room) => c.get('room', room)?.members.includes(contact))

function question(o: Occasion, key: string, to: NonNullable<Saying['to']>, asked: readonly Told[]): Saying {
  const all = asked.map(({ matter }) => matter)
  const [only, ...more] = all
  const people = 'room' in to ? all.flatMap((matter) => inRoom(o.c, matter, to.room)) : []
  return {
    to,
    text: words.stillGood(asked),
    mention: [...new Set(people)].slice(0, CALLED),
    key: `still/${dayOf(o.now)}/${o.now}/${key}`,
    until: o.now + 2 * DAY,
    ...(only && more.length === 0 ? { about: `#${only.number}` } : {}),
    ...(only ? { while: { case: only.number, ...rest(more), stages: ['done'] as const } } : {}),
  }
}

const rest = (more: readonly Case[]): { readonly also?: readonly number[] } =>
  more.length === 0 ? {} : { also: more.map(({ number }) => number) }

/** Its reporter where she said it, and those of its supporters who read this group. */
const inRoom = (c: Community, { room: own, reporter, supporters }: Case, room: string): readonly string[] => [
  ...(own === room ? [reporter] : []),
  ...supporters.flatMap(({ person }) => {
    const { key, contact } = c.get('person', person) ?? {}
    return key !== undefined && contact !== undefined && reads(c, contact, [room]) ? [key] : []
  }),
]

// ── in one line ──────────────────────────────────────────────────────────────────────────────────

/** Those who rated within a minute of the first. */
export function ratedTogether(o: Occasion, { about, people, until }: Bundle): string | undefined {
  if (about === ANSWERS) return answeredTogether(o, people, until)
  const matter = o.c.get('case', about.slice(1))
  const rated = people.filter(
    (person) => matter?.ratings.some(({ by }) => by === person) && !(matter.unnamed && matter.reporter === person),
  )
  return matter && rated.length > 0
    ? words.alsoRated(
        told(o.c, matter, o.now),
        [...new Set(rated)].map((person) => nameOf(o.c, person)),
      )
    : undefined
}

/** Those who answered 「还好吗」 within a minute of the first, whichever case it was. */
function answeredTogether(o: Occasion, people: readonly string[], until: number): string | undefined {
  const answered = people.filter((person) =>
    cases(o.c, ({ ratings, askedAgain }) =>
      ratings.some(({ by, at = 0 }) => by === person && at >= (askedAgain ?? until)),
    ).some(({ stage }) => stage === 'done'),
  )
  return answered.length > 0
    ? words.alsoAnswered([...new Set(answered)].map((person) => nameOf(o.c, person)))
    : undefined
}

/** Who may inspect it instead: by name among staff alone. */
export const ownInspection = (o: Occasion, t: Told): string => {
  const open = o.room !== undefined && eyesOf(o.c, o.room) === 'public'
  const others = open ? [] : inspectors(o.c, t.matter).filter(({ key }) => key !== o.speaker?.key)
  return words.ownInspection(
    t,
    others.map(({ name }) => name),
  )
}
