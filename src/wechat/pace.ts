import type { Instant } from '../domain/calendar.ts'
import type { Due } from '../ports.ts'

/** How fast is safe on a personal account: others' experience, nothing official. In ms, but `minute` and `day`. */
export interface Pace {
  /** Between two messages to one place. */
  readonly room: number
  /** Between messages to different places: a random time from … to. */
  readonly between: readonly [number, number]
  /** Messages in 60 s. */
  readonly minute: number
  /** Messages in 24 h; only the urgent pass it. */
  readonly day: number
  /** So much of the day is kept for answers and rooms: what nobody asked for in private stops before it. */
  readonly kept: number
}
export const SAFE: Pace = { room: 1500, between: [3000, 5000], minute: 20, day: 500, kept: 0.4 }

const MINUTE = 60_000
export const DAY = 86_400_000
/** A longer message annoys a group. */
const LINES = 6
const CHARACTERS = 200
/** A line whose fate stays open is sent three times at most. */
const TRIES = 3
/** How long a working line may take to echo what was sent. */
export const ECHO = 60_000
/** What is refused again and again is tried at least this often … */
const LONGEST_REST = 15 * MINUTE
/** What has waited so long goes before newer answers: a flood of questions silences nothing. */
const PATIENCE = 5 * MINUTE

/** What is said at once: one line, or several that nobody asked for and that waited for the same place; or one file. */
export interface Message {
  /** WeChat's id of the room or person. */
  readonly place: string
  readonly text: string
  /** Instead of words. */
  readonly file?: NonNullable<Due['file']>
  readonly dues: readonly Due[]
}
/** A message that may have been said: nobody knows. */
export interface Open {
  readonly message: Message
  /** Ms of a working line without an echo. */
  readonly waited: number
}
/** A line whose last sending is known to have failed. */
export interface Rest {
  /** What was sent in vain. */
  readonly message: Message
  readonly refusals: number
  /** Ms of a working line since then. */
  readonly waited: number
  /** Whom it calls is written from now on, not called: one of them may have left. */
  readonly uncalled: boolean
}
export interface Sent {
  readonly place: string
  /** On the clock that only goes on. */
  readonly at: number
  readonly refused?: boolean
}
export interface Saying {
  /** The sendings of the last 24 h, the latest last. */
  readonly sent: readonly Sent[]
  /** The time drawn for the next change of place. */
  readonly gap: number
  readonly open: readonly Open[]
  /** By the name of the line. */
  readonly resting: ReadonlyMap<string, Rest>
}
/** `now` tells whether a line is still worth saying; what has passed is measured by `elapsed`, which nobody can set. */
export interface Moment {
  readonly now: Instant
  readonly elapsed: number
}

/** What is to be sent now, or after how many ms to look again; neither: nothing waits. */
export interface Next {
  readonly send?: Message
  readonly wait?: number
  /** Outlived, or sent three times in vain. */
  readonly drop: readonly Due[]
  /** The messages whose fate is still open. */
  readonly open: readonly Open[]
}

/** What could go next, unless the pace forbids. */
interface Candidate {
  readonly place: string
  readonly rank: number
  /** Nobody asked for it, and one person reads it. */
  readonly aside: boolean
  /** The longest waiting of a rank goes first. */
  readonly since: Instant
  readonly message: () => Message
}
const URGENT = 0
const AGAIN = 1
const ASKED = 2
const OTHER = 3
const REMINDER = 4

/** The whole judgement of the sender: the urgent, then what is sent again, then answers, then the rest; at WeChat's pace. */
export const nextSend = (due: readonly Due[], saying: Saying, { now, elapsed }: Moment, pace: Pace): Next => {
  const { fresh, open, again, drop } = sift(due, saying.open, now)
  const waiting = { ...saying, open }
  const left = dayLeft(saying, elapsed, pace)
  const chosen = first(affordable([...again, ...heads(fresh, waiting, now)], left))
  const patience = soonest(waiting)
  if (!chosen) return Number.isFinite(patience) ? { wait: patience, drop, open } : { drop, open }
  const wait = Math.max(pause(chosen, saying, elapsed, pace), left(chosen))
  return wait > 0 ? { wait: Math.min(wait, patience), drop, open } : { send: chosen.message(), drop, open }
}

/** A line's name over all communities. */
export const nameOf = ({ community, line }: Due): string => `${community} ${line.key}`

const placeOf = ({ to }: Due): string => ('room' in to ? to.room : to.contact)
/** What is said of one matter in one place: its order is kept. */
const matterOf = (due: Due): string =>
  due.line.about === undefined ? nameOf(due) : `${due.community} ${due.line.about} ${placeOf(due)}`
/** A reminder waits for all else, however long: there may be hundreds of them. */
const rankOf = ({ line }: Due, now: Instant): number => {
  if (line.urgent) return URGENT
  if (line.asked) return ASKED
  if (line.reminds) return REMINDER
  return now - line.notBefore >= PATIENCE ? ASKED : OTHER
}
const isAside = (due: Due): boolean => isPlain(due) && 'contact' in due.to

/** What has no open message, what goes again after 60 s without an echo, and what has no chance left; what was withdrawn meanwhile is neither. */
const sift = (due: readonly Due[], open: readonly Open[], now: Instant) => {
  const held = new Set(open.flatMap(({ message }) => message.dues.map(nameOf)))
  const known = new Map(due.map((one) => [nameOf(one), one]))
  const overdue = open.filter(({ waited }) => waited >= ECHO).map((one) => ({ one, dues: knownOf(one, known) }))
  const candidates = [...due.filter((one) => !held.has(nameOf(one))), ...overdue.flatMap(({ dues }) => dues)]
  const drop = candidates.filter(({ line, attempts }) => line.until < now || attempts >= TRIES)
  const dead = new Set(drop.map(nameOf))
  const alive = (one: Due): boolean => !dead.has(nameOf(one))
  const retried = overdue.flatMap(({ one, dues }) => {
    const living = dues.filter(alive)
    return living.length ? [{ ...one, message: { ...one.message, dues: living } }] : []
  })
  return {
    fresh: due.filter((one) => !held.has(nameOf(one)) && alive(one)),
    open: [...open.filter(({ waited }) => waited < ECHO), ...retried],
    again: retried.map(({ message }) => anew(message)),
    drop,
  }
}

const knownOf = ({ message }: Open, known: ReadonlyMap<string, Due>): readonly Due[] =>
  message.dues.flatMap((one) => known.get(nameOf(one)) ?? [])

/** The same text again, without the lines that are not worth saying any more. */
const anew = ({ place, dues }: Message): Candidate => ({
  place,
  rank: dues.some(({ line }) => line.urgent) ? URGENT : AGAIN,
  aside: dues.every(isAside),
  since: Math.min(...dues.map(({ line }) => line.notBefore)),
  message: () => messageOf(place, dues),
})

/**
 * In one place nothing passes a message whose fate is open, but what is urgent and of another matter; of one matter
 * nothing ever passes what was stored before it, so that what is urgent presses what it waits for.
 */
const heads = (fresh: readonly Due[], { open, resting }: Saying, now: Instant): readonly Candidate[] => {
  const pressing = new Map<string, number>()
  const pressed = new Set<string>()
  for (const one of fresh) {
    pressing.set(matterOf(one), Math.min(rankOf(one, now), pressing.get(matterOf(one)) ?? REMINDER))
    if (!isAside(one)) pressed.add(matterOf(one))
  }
  const matters = new Set(open.flatMap(({ message }) => message.dues.map(matterOf)))
  const closed = closedPlaces(open, resting)
  return fresh.flatMap((one) => {
    const [place, matter] = [placeOf(one), matterOf(one)]
    const rank = pressing.get(matter) ?? REMINDER
    if (matters.has(matter)) return []
    matters.add(matter)
    if ((rank !== URGENT && closed.has(place)) || restLeft(resting.get(nameOf(one)), rank) > 0) return []
    const message = (): Message => join(one, fresh, { open, resting })
    return [{ place, rank, aside: !pressed.has(matter), since: one.line.notBefore, message }]
  })
}

/** Where a fate is open, and where something was refused less than a minute ago: the next is likely to be refused as well. */
const closedPlaces = (open: readonly Open[], resting: Saying['resting']): ReadonlySet<string> =>
  new Set([
    ...open.map(({ message }) => message.place),
    ...[...resting.values()].flatMap((rest) => (restLeft(rest, URGENT) > 0 ? [rest.message.place] : [])),
  ])

/** Ms until what was refused may be tried again: 1 min, then 2, 4 … 15; what is urgent each minute. */
const restLeft = (rest: Rest | undefined, rank: number): number => {
  if (!rest?.refusals) return 0
  const grown = Math.min(MINUTE * 2 ** (rest.refusals - 1), LONGEST_REST)
  return Math.max(0, (rank === URGENT ? MINUTE : grown) - rest.waited)
}

/** Ms until an open or resting line may go again. */
const soonest = ({ open, resting }: Pick<Saying, 'open' | 'resting'>): number =>
  Math.min(
    ...open.map(({ waited }) => ECHO - waited).filter((left) => left > 0),
    ...[...resting.values()]
      .flatMap((rest) => [restLeft(rest, URGENT), restLeft(rest, OTHER)])
      .filter((left) => left > 0),
  )

const first = (candidates: readonly Candidate[]): Candidate | undefined => {
  const before = (one: Candidate, other: Candidate) =>
    one.rank < other.rank || (one.rank === other.rank && one.since < other.since)
  return candidates.reduce<Candidate | undefined>((best, one) => (best && !before(one, best) ? best : one), undefined)
}

/** Ms until the day has room for it: what nobody asked for in private has the smaller part of it. */
const dayLeft = ({ sent }: Saying, elapsed: number, { day, kept }: Pace): ((one: Candidate) => number) => {
  const arrived = sent.filter(({ refused }) => !refused)
  const left = (most: number): number => Math.max(0, (arrived.at(-most)?.at ?? -Infinity) + DAY - elapsed)
  const [whole, part] = [left(day), left(Math.max(1, Math.floor(day * (1 - kept))))]
  return ({ rank, aside }) => (rank === URGENT ? 0 : aside ? part : whole)
}

/** Those for which the day has room, else those for which it has room first. */
const affordable = (candidates: readonly Candidate[], left: (one: Candidate) => number): readonly Candidate[] => {
  const soonest = candidates.reduce((least, one) => Math.min(least, left(one)), Infinity)
  return candidates.filter((one) => left(one) === soonest)
}

/**
 * How many ms the pace asks for before something may be sent to this place. Of what the process before left without a
 * fate nobody knows when it went, so the last in the list need not have gone last: each other place is kept away from.
 */
const pause = ({ place }: Candidate, { sent, gap }: Saying, elapsed: number, pace: Pace): number => {
  const rest = (since: Sent | undefined, length: number): number => (since ? since.at + length - elapsed : 0)
  const last = (isHere: boolean): Sent | undefined => sent.findLast((one) => (one.place === place) === isHere)
  return Math.max(rest(last(true), pace.room), rest(last(false), gap), rest(sent.at(-pace.minute), MINUTE))
}

/** Adds to a line nobody asked for those that follow it to the same place; only the first may call people, whose names stand before the text. */
const join = (one: Due, fresh: readonly Due[], { open, resting }: Pick<Saying, 'open' | 'resting'>): Message => {
  const place = placeOf(one)
  const joinable = (due: Due): boolean => isPlain(due) && !due.file && due.attempts === 0 && !resting.has(nameOf(due))
  const dues = [one]
  const passed = new Set(open.flatMap(({ message }) => message.dues.map(matterOf)))
  const others = joinable(one) ? fresh.filter((due) => due !== one && placeOf(due) === place) : []
  for (const due of others) {
    if (isPlain(due) && !passed.has(matterOf(due))) {
      if (!joinable(due) || due.mention.length || !fits([...dues, due])) break
      dues.push(due)
    } else passed.add(matterOf(due))
  }
  return messageOf(place, dues)
}

const messageOf = (place: string, dues: readonly Due[]): Message => {
  const file = dues[0]?.file
  return file ? { place, text: '', file, dues } : { place, text: textOf(dues), dues }
}

const isPlain = ({ line }: Due): boolean => !line.urgent && !line.asked

const textOf = (dues: readonly Due[]): string => dues.map(({ line }) => line.text).join('\n')

const fits = (dues: readonly Due[]): boolean => {
  const names = dues.flatMap(({ mention }) => mention.map(({ name }) => `@${name} `))
  const text = names.join('') + textOf(dues)
  return text.split('\n').length <= LINES && [...text].length <= CHARACTERS
}
