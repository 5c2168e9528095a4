import { afterQuiet, HOUR } from '../calendar.ts'
import type { Person } from '../community.ts'
import type { CaseFact } from '../facts.ts'
import type { Day } from '../figures.ts'
import { isAtLeast } from '../ladder.ts'
import type { Case } from '../matter.ts'
import { clean } from '../privacy.ts'
import { nextRung } from '../rung.ts'
import { conveners, handlersOf, is, isOpen, joined } from '../situation.ts'
import * as words from '../wording/lights.ts'
import type { Eyes } from '../wording/redact.ts'
import type { Occasion, Saying } from './occasion.ts'
import { audience, told } from './told.ts'

type Reminded = Extract<CaseFact, { type: 'case-reminded' }>
interface Item extends words.Lit {
  readonly fact: Reminded
  readonly matter: Case
  readonly people: readonly Person[]
}
const RUNNING = ['open', 'taken'] as const

/** All that one beat reminds of, told together: one list for one audience. */
export function sayLights(o: Occasion, fact: Reminded): readonly Saying[] {
  const all = o.facts.filter((one) => one.type === 'case-reminded')
  return fact === all[0] ? [...toStaff(o, all), ...toResidents(o, all)] : []
}

// ── to those who work on it ──────────────────────────────────────────────────────────────────────

function toStaff(o: Occasion, all: readonly Reminded[]): readonly Saying[] {
  const [staffRoom] = joined(o.c, 'staff')
  const items = all.flatMap((fact) => itemOf(o, fact))
  const alone = items.filter(({ matter }) => matter.danger !== undefined)
  const others = items.filter((item) => !alone.includes(item)).toSorted(pressing)
  const inRoom = (item: Item): boolean => staffRoom !== undefined && item.matter.tier !== 'family'
  const room = staffRoom ? { room: staffRoom.id } : undefined
  return [
    ...alone.flatMap((item) => (room && inRoom(item) ? together(o, room, [item]) : eachOf(o, [item]))),
    ...(room ? together(o, room, others.filter(inRoom)) : []),
    ...eachOf(
      o,
      others.filter((item) => !inRoom(item)),
    ),
  ]
}

function itemOf(o: Occasion, fact: Reminded): readonly Item[] {
  const matter = o.c.get('case', fact.case)
  if (!matter || !isOpen(matter)) return []
  /** What may have to wait for the morning tells the time as it is then. */
  const now = matter.danger === undefined ? afterQuiet(o.now, o.c.is.settings) : o.now
  const isWarning = fact.rung === 'half' || fact.rung === 'yellow'
  if (isWarning && now >= matter.due) return [] // by then the red one tells it
  if (fact.rung !== 'red' && inDigest(o, matter)) return []
  const { parent } = o.c.is
  return [
    {
      fact,
      matter,
      rung: fact.rung,
      told: told(o.c, matter, now, 'staff'),
      reason: reasonOf(o, matter, 'staff'),
      above: parent !== undefined && matter.up === undefined,
      people: isWarning ? handlersOf(o.c, matter.number) : peopleOf(o, fact),
    },
  ]
}

/** The list of the day, in the staff room, asks for it at the same moment. */
const inDigest = ({ facts, c }: Occasion, { tier, number }: Case): boolean =>
  tier !== 'family' &&
  joined(c, 'staff').length > 0 &&
  facts.some((fact) => fact.type === 'day-reported' && listed(fact.day).includes(number))
const listed = (day: Day | undefined): readonly number[] =>
  day ? [...day.red, ...day.today, ...day.yellow, ...day.pressed] : []

/** As far up as its lateness is heard. On the mornings after, supervisors have a list of their own. */
function peopleOf({ c }: Occasion, { case: number, level, rung }: Reminded): readonly Person[] {
  const supervisors = [...c.all('person')].filter((person) => person.listed && is(person, 'supervisor'))
  return [
    ...new Set([
      ...handlersOf(c, number),
      ...(isAtLeast(level, 'convener') ? conveners(c) : []),
      ...(rung === 'red' && isAtLeast(level, 'supervisor') ? supervisors : []),
    ]),
  ]
}

const pressing = (a: Item, b: Item): number =>
  Number(b.matter.pressed) - Number(a.matter.pressed) || a.matter.due - b.matter.due

/** Each of them her own, in private. */
function eachOf(o: Occasion, items: readonly Item[]): readonly Saying[] {
  const people = new Set(items.flatMap((item) => item.people))
  return [...people].flatMap(({ key }) =>
    together(
      o,
      { person: key },
      items.filter((item) => item.people.some((one) => one.key === key)),
    ),
  )
}

type Place = { readonly room: string } | { readonly person: string }
function together(o: Occasion, to: Place, items: readonly Item[]): readonly Saying[] {
  const [first, ...more] = items
  if (!first) return []
  const mention = 'room' in to ? [...new Set(items.flatMap(({ people }) => people.map(({ key }) => key)))] : []
  const until = Math.max(o.now + HOUR, ...items.map((item) => untilNext(o, item)))
  if (more.length > 0) {
    const place = 'room' in to ? to.room : to.person
    const still = {
      while: { case: first.matter.number, also: more.map(({ matter }) => matter.number), stages: RUNNING },
    }
    return [{ to, mention, text: words.reminders(items), key: `lights/${o.now}/${place}`, until, ...still }]
  }
  return [
    {
      to,
      mention,
      text: words.reminder(first),
      about: `#${first.matter.number}`,
      key: keyOf(first) + ('room' in to ? '' : `/${to.person}`),
      urgent: first.matter.danger !== undefined,
      until,
      while: { case: first.matter.number, stages: RUNNING },
    },
  ]
}

const keyOf = ({ fact: { rung, at }, matter }: Item): string =>
  `#${matter.number}/${rung}/${rung === 'again' ? at : matter.due}`

/** A reminder is worth saying until the next one. */
const untilNext = (o: Occasion, { matter }: Item): number => nextRung(o.c, matter)?.at ?? o.now

// ── to those whom it concerns ────────────────────────────────────────────────────────────────────

/** Once for each limit, where the case lives. */
function toResidents(o: Occasion, all: readonly Reminded[]): readonly Saying[] {
  const late = all.flatMap(({ case: number, rung }) => {
    const matter = rung === 'red' ? o.c.get('case', number) : undefined
    return matter && isOpen(matter) ? [matter] : []
  })
  const places = new Set(late.map(placeOf))
  return [...places].flatMap((place): readonly Saying[] => {
    const here = late.filter((matter) => placeOf(matter) === place)
    const [first, ...more] = here
    if (!first) return []
    const to = audience(first)
    const also = more.map(({ number }) => number)
    return [
      {
        to,
        mention: 'room' in to ? [...new Set(here.map(({ reporter }) => reporter))] : [],
        text: words.lateForResidents(here.map((matter) => ({ matter, reason: reasonOf(o, matter, 'public') }))),
        key: `#${[first.number, ...also].join('#')}/late/${Math.max(...here.map(({ due }) => due))}`,
        ...(also.length === 0 ? { about: `#${first.number}` } : {}),
        while: { case: first.number, ...(also.length === 0 ? {} : { also }), stages: RUNNING },
      },
    ]
  })
}

const placeOf = (matter: Case): string => Object.values(audience(matter)).join()

/** What who works on it gave as the reason, or asked for more time for. */
function reasonOf({ c }: Occasion, { reason, asked }: Case, eyes: Eyes): string | undefined {
  const text = reason?.text ?? asked?.reason
  return text ? clean(c, text, eyes) : undefined
}
