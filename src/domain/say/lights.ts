import { afterQuiet, DAY, HOUR, type Instant } from '../calendar.ts'
import { isAway } from '../level/letter.ts'
import { isAtLeast } from '../limit/ladder.ts'
import { isCalledFor, nextRung } from '../limit/rung.ts'
import { byWeight } from '../limit/weight.ts'
import { clean } from '../privacy.ts'
import { isCalledToday } from '../report/report.ts'
import { conveners, handlersOf, isOpen, joined, supervisors } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Day } from '../state/figures.ts'
import type { Case } from '../state/matter.ts'
import { discreet } from '../wording/hold.ts'
import * as words from '../wording/lights.ts'
import type { Eyes } from '../wording/redact.ts'
import { publicly } from './face.ts'
import { type Occasion, RUNNING, type Saying, untilNoon } from './occasion.ts'
import { audience, emergencyOf, told } from './told.ts'

type Reminded = Extract<CaseFact, { type: 'case-reminded' }>
interface Item extends words.Lit {
  readonly fact: Reminded
  readonly matter: Case
  readonly people: readonly Person[]
}

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
  const onItsOwn = matter.danger !== undefined && (fact.rung !== 'again' || isCalledFor(matter))
  if ((!onItsOwn && inDigest(o, matter)) || (isAway(matter) && (fact.rung !== 'red' || isToldThere(o, matter))))
    return []
  const { parent } = o.c.is
  const inside = told(o.c, matter, now, 'staff')
  return [
    {
      fact,
      matter,
      rung: fact.rung,
      told: inside,
      ...ringOf(o, matter, inside.phone),
      reason: reasonOf(o, matter, 'staff'),
      above: parent !== undefined && matter.up === undefined && matter.from?.community !== parent.id,
      away: isAway(matter),
      people: isWarning ? handlersOf(o.c, matter.number) : peopleOf(o, fact),
    },
  ]
}

function ringOf(o: Occasion, matter: Case, phone: string | undefined): Pick<Item, 'ring'> {
  const isTheirOwn = conveners(o.c).some(({ posts }) => matter.post !== undefined && posts.includes(matter.post))
  if (phone !== undefined && matter.post !== undefined && !isTheirOwn) return { ring: { post: matter.post, phone } }
  const emergency = emergencyOf(o.c, matter)
  return emergency === undefined ? {} : { ring: { emergency } }
}

/** The list of the day, in the staff room, asks for it at the same moment; or its call was said there just before. */
const inDigest = (o: Occasion, matter: Case): boolean =>
  matter.tier !== 'family' &&
  joined(o.c, 'staff').length > 0 &&
  o.facts.some(
    (fact) =>
      fact.type === 'day-reported' &&
      (listed(fact.day).includes(matter.number) || (o.now < matter.due && isCalledToday(o.c, matter, o.now))),
  )
const listed = (day: Day | undefined): readonly number[] =>
  day ? [...day.red, ...day.today, ...day.yellow, ...day.pressed, ...(day.untaken ?? [])] : []

/** In the list of what the levels below have in red. */
const isToldThere = ({ c }: Occasion, { down }: Case): boolean =>
  down?.number !== undefined && c.get('lower', `${down.community}/${down.number}`) !== undefined

/** As far up as its lateness is heard; what another level has by the conveners alone. On the mornings after, supervisors have a list of their own. */
function peopleOf({ c }: Occasion, { case: number, level, rung }: Reminded): readonly Person[] {
  const matter = c.get('case', number)
  if (matter && isAway(matter)) return conveners(c)
  return [
    ...new Set([
      ...handlersOf(c, number),
      ...(rung === 'call' || isAtLeast(level, 'convener') ? conveners(c) : []),
      ...((rung === 'red' || rung === 'call') && isAtLeast(level, 'supervisor') ? supervisors(c) : []),
    ]),
  ]
}

const pressing = (a: Item, b: Item): number => Number(a.away) - Number(b.away) || byWeight(a.matter, b.matter)

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
  const until = Math.max(first.rung === 'call' ? 0 : o.now + HOUR, ...items.map((item) => untilNext(o, item)))
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
      while: { case: first.matter.number, stages: first.rung === 'call' ? ['open'] : RUNNING },
    },
  ]
}

const keyOf = ({ fact: { rung, at }, matter }: Item): string =>
  `#${matter.number}/${rung}/${rung === 'again' ? at : matter.due}${rung === 'call' ? `/${at}` : ''}`

/** A reminder is worth saying until the next one. */
const untilNext = (o: Occasion, { matter }: Item): number => nextRung(o.c, matter)?.at ?? o.now

// ── to those whom it concerns ────────────────────────────────────────────────────────────────────

/** Once for each limit, where the case lives. */
function toResidents(o: Occasion, all: readonly Reminded[]): readonly Saying[] {
  const late = all.flatMap(({ case: number, rung }) => {
    const matter = rung === 'red' ? o.c.get('case', number) : undefined
    return matter && isOpen(matter) && matter.eased !== 'over' ? [matter] : [] // of a danger that is over they told themselves
  })
  const alone = late.filter(({ danger }) => danger !== undefined)
  const others = late.filter((matter) => !alone.includes(matter))
  return [...alone.flatMap((matter) => dangerLate(o, matter)), ...lateTogether(o, others)]
}

const lateOf = (o: Occasion, matter: Case): words.Late => ({
  matter,
  brief: publicly(o.c, matter, matter.title),
  reason: reasonOf(o, matter, 'public'),
})

const lateTogether = (o: Occasion, late: readonly Case[]): readonly Saying[] =>
  byPlace(late, (here) => ({
    text: words.lateForResidents(here.map((matter) => lateOf(o, matter))),
    key: `late/${Math.max(...here.map(({ due }) => due))}`,
  }))

/** At any hour, and whom to ring again. */
const dangerLate = (o: Occasion, matter: Case): readonly Saying[] => {
  const text = words.dangerLate(told(o.c, matter, o.now), emergencyOf(o.c, matter), reasonOf(o, matter, 'public'))
  return byPlace([matter], () => ({ text, key: `late/${matter.due}`, urgent: true }))
}

/** Whoever waits for more than a week beyond the limit hears of it once a week. */
export function stillLate(o: Occasion, numbers: readonly number[], morning: Instant): readonly Saying[] {
  const all = numbers.flatMap((number) => o.c.get('case', number) ?? [])
  const long = all.filter(({ due }) => morning - due > 7 * DAY)
  return byPlace(long, (here) => ({
    text: words.stillLate(
      here.map((matter) => lateOf(o, matter)),
      o.now,
    ),
    key: `still/${morning}`,
    until: untilNoon(o.now),
  }))
}

/** One list for one place, calling those who reported. */
const byPlace = (
  all: readonly Case[],
  line: (here: readonly Case[]) => {
    readonly text: string
    readonly key: string
    readonly until?: Instant
    readonly urgent?: true
  },
): readonly Saying[] =>
  [...new Set(all.map(placeOf))].flatMap((place): readonly Saying[] => {
    const here = all.filter((matter) => placeOf(matter) === place)
    const [first, ...more] = here
    if (!first) return []
    const to = audience(first)
    const also = more.map(({ number }) => number)
    const said = line(here)
    return [
      {
        ...said,
        to,
        mention: 'room' in to ? [...new Set(here.map(({ reporter }) => reporter))] : [],
        key: `#${[first.number, ...also].join('#')}/${said.key}`,
        ...(also.length === 0 ? { about: `#${first.number}` } : {}),
        while: { case: first.number, ...(also.length === 0 ? {} : { also }), stages: RUNNING },
      },
    ]
  })

const placeOf = (matter: Case): string => Object.values(audience(matter)).join()

/** What who works on it gave as the reason, or asked for more time for. */
function reasonOf({ c }: Occasion, { reason, asked }: Case, eyes: Eyes): string | undefined {
  const text = reason?.text ?? asked?.reason
  if (!text) return undefined
  return eyes === 'staff' ? clean(c, text, eyes) : discreet(clean(c, text, eyes))
}
