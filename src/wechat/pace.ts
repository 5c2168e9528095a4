import type { Instant } from '../domain/community.ts'
import type { Due } from '../ports.ts'

/** How fast is safe on a personal account: others' experience, nothing official. In ms, but `minute`. */
export interface Pace {
  /** Between two messages to one place. */
  readonly room: number
  /** Between messages to different places: a random time from … to. */
  readonly between: readonly [number, number]
  /** Messages in 60 s. */
  readonly minute: number
}
export const SAFE: Pace = { room: 1500, between: [3000, 5000], minute: 20 }

/** A longer message annoys a group. */
const LINES = 6
const CHARACTERS = 200
/** A line is sent twice at most. */
const TRIES = 2
const MINUTE = 60_000
/** How long a working line may take to echo what was sent. */
const ECHO = 60_000

/** What is said at once: one line, or several that nobody asked for and that waited for the same place. */
export interface Message {
  /** WeChat's id of the room or person. */
  readonly place: string
  readonly text: string
  readonly dues: readonly Due[]
}
/** A message whose sending failed or did not end: nobody knows whether it was said. */
export interface Open {
  readonly message: Message
  readonly tries: number
  /** Ms of a working line without an echo. */
  readonly waited: number
}
export interface Saying {
  /** The sendings of the last minute, the latest last. */
  readonly sent: readonly { readonly place: string; readonly at: Instant }[]
  /** The time drawn for the next change of place. */
  readonly gap: number
  readonly open: readonly Open[]
}

/** What is to be sent now, or after how many ms to look again; neither: nothing waits. */
export interface Next {
  readonly send?: Message
  /** How often `send` was sent before. */
  readonly tries?: number
  readonly wait?: number
  /** Outlived, or sent twice in vain. */
  readonly drop: readonly Due[]
}

/** The whole judgement of the sender: urgent first, then answers, then the rest; in order within a place; at WeChat's pace. */
export const nextSend = (due: readonly Due[], saying: Saying, now: Instant, pace: Pace): Next => {
  const held = new Set(saying.open.flatMap(({ message }) => message.dues.map(nameOf)))
  const free = due.filter((one) => !held.has(nameOf(one)))
  const overdue = saying.open.filter(({ waited }) => waited >= ECHO)
  const [again, given] = split(
    overdue,
    ({ tries, message }) => tries < TRIES && message.dues.some(({ line }) => line.until >= now),
  )
  const [alive, dead] = split(free, ({ line, attempts }) => line.until >= now && attempts < TRIES)
  const drop = [...dead, ...given.flatMap(({ message }) => message.dues)]
  const listening = Math.min(...saying.open.map(({ waited }) => ECHO - waited).filter((rest) => rest > 0))
  const chosen = choose(
    alive,
    again,
    saying.open.filter((one) => !given.includes(one)),
  )
  if (!chosen) return Number.isFinite(listening) ? { wait: listening, drop } : { drop }
  const wait = pause(chosen.message.place, saying, now, pace)
  return wait > 0 ? { wait: Math.min(wait, listening), drop } : { send: chosen.message, tries: chosen.tries, drop }
}

/** A line's name over all communities. */
export const nameOf = ({ community, line }: Due): string => `${community} ${line.key}`

const placeOf = ({ to }: Due): string => ('room' in to ? to.room : to.contact)
const rank = ({ line }: Due): number => (line.urgent ? 0 : line.asked ? 1 : 2)

const split = <T>(all: readonly T[], is: (one: T) => boolean): readonly [T[], T[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
]

/** Nothing overtakes a message whose fate is open, but in other places. */
const choose = (
  alive: readonly Due[],
  again: readonly Open[],
  open: readonly Open[],
): { readonly message: Message; readonly tries: number } | undefined => {
  const blocked = new Set(open.map(({ message }) => message.place))
  const ready = alive.filter((one) => !blocked.has(placeOf(one)))
  const first = [0, 1, 2].flatMap((level) => ready.find((one) => rank(one) === level) ?? [])[0]
  const retry = again[0]
  if (retry && !first?.line.urgent) return retry
  return first && { message: join(first, ready), tries: 0 }
}

/** How many ms the pace asks for before something may be sent to this place; never more than it would ask of a clock that runs right. */
const pause = (place: string, { sent, gap }: Saying, now: Instant, pace: Pace): number => {
  const rest = (since: Instant | undefined, length: number): number =>
    since === undefined ? 0 : Math.min(since + length - now, length)
  const last = sent.at(-1)
  return Math.max(
    rest(sent.findLast((one) => one.place === place)?.at, pace.room),
    last?.place === place ? 0 : rest(last?.at, gap),
    rest(sent.at(-pace.minute)?.at, MINUTE),
  )
}

/** Adds to a line nobody asked for those that follow it to the same place; only the first may call people, whose names stand before the text. */
const join = (first: Due, ready: readonly Due[]): Message => {
  const place = placeOf(first)
  const dues = [first]
  const others = joinable(first)
    ? ready.filter((one) => one !== first && placeOf(one) === place && rank(one) === 2)
    : []
  for (const one of others) {
    if (!joinable(one) || one.mention.length || !fits([...dues, one])) break
    dues.push(one)
  }
  return { place, text: textOf(dues), dues }
}

/** What is sent again stays the text it was. */
const joinable = (due: Due): boolean => rank(due) === 2 && due.attempts === 0

const textOf = (dues: readonly Due[]): string => dues.map(({ line }) => line.text).join('\n')

const fits = (dues: readonly Due[]): boolean => {
  const names = dues.flatMap(({ mention }) => mention.map(({ name }) => `@${name} `))
  const text = names.join('') + textOf(dues)
  return text.split('\n').length <= LINES && [...text].length <= CHARACTERS
}
