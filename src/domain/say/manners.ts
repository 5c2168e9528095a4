import { afterQuiet, DAY, dayOf, type Instant, instant, MINUTE, nextMorning } from '../calendar.ts'
import type { Community, Line } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'

/**
 * When lines may be said. What somebody asked for and what is urgent: at once. All else waits out the quiet hours and a
 * hush, and what is over a room's cap waits for the next morning. This is the one place that decides it.
 */
export function hold(
  c: Community,
  lines: readonly Line[],
  now: Instant,
): { readonly lines: readonly Line[]; readonly facts: readonly Fact[] } {
  const counted = new Map<string, { day: string; count: number }>()
  const held = lines.map((line) => {
    if (line.asked || line.urgent || line.letter) return line
    const notBefore =
      'room' in line.to ? roomTime(c, line.to.room, now, isCall(c, line) ? undefined : counted) : free(c, now)
    return { ...line, notBefore, until: Math.max(line.until, notBefore + DAY / 24) }
  })
  const facts = [...counted].map(([room, unasked]): Fact => ({ type: 'lines-counted', at: now, room, ...unasked }))
  return { lines: held, facts }
}

/** A call to work: in no residents' group, and only while there is work to do. */
const isCall = (c: Community, { to, while: only }: Line): boolean =>
  only !== undefined && 'room' in to && c.get('room', to.room)?.kind !== 'residents'

/** Photos of what was done are sent one by one, after its words or before them: one picture shows them all. */
const GATHERING = MINUTE

/** When a line that was held may be said: what waited for other reasons must not come in the night either. */
export function sayAt(c: Community, line: Line, now: Instant): Instant {
  const gathered = line.card?.card === 'photos' ? (c.get('case', line.card.case)?.endedAt ?? 0) + GATHERING : 0
  if (line.asked || line.urgent) return Math.max(line.notBefore, gathered)
  const room = 'room' in line.to ? c.get('room', line.to.room) : undefined
  return free(c, Math.max(line.notBefore, gathered, room?.hushedUntil ?? 0, now))
}

/**
 * Whether there is a place for it in its room's day. What a hush or an outage put off may all come due on one day: what is
 * over the cap then waits for the next. `said`: how many were said in a room today.
 */
export function places(c: Community, said: (room: string) => number): (line: Line) => boolean {
  const left = new Map<string, number>()
  return (line) => {
    if (!('room' in line.to) || !takesPlace(c, line)) return true
    const free = left.get(line.to.room) ?? c.is.settings.perDay - said(line.to.room)
    left.set(line.to.room, free - 1)
    return free > 0
  }
}

/** Nobody asked for it, and it is no call to work. */
export const takesPlace = (c: Community, line: Line): boolean =>
  'room' in line.to && !line.asked && !line.urgent && !isCall(c, line)

const free = (c: Community, t: Instant): Instant => afterQuiet(t, c.is.settings)

function roomTime(
  c: Community,
  id: string,
  now: Instant,
  counted: Map<string, { day: string; count: number }> | undefined,
): Instant {
  const room = c.get('room', id)
  const soonest = free(c, Math.max(now, room?.hushedUntil ?? 0))
  if (!counted) return soonest // calls to work: nothing else may use up their place
  const so = counted.get(id) ?? room?.unasked ?? { day: '', count: 0 }
  const day = dayOf(soonest)
  const { perDay } = c.is.settings
  const count = Math.max(0, so.count - perDay * daysBetween(so.day, day))
  const over = Math.floor(count / perDay)
  counted.set(id, { day: so.day > day ? so.day : day, count: count + 1 })
  const from = so.day > day ? instant(so.day, '12:00') : soonest
  return over === 0 ? soonest : nextMorning(from + (over - 1) * DAY, c.is.settings)
}

/** What was put off was said on the mornings since: each took a day's cap. */
const daysBetween = (counted: string, day: string): number =>
  counted === '' || counted >= day ? 0 : Math.round((instant(day, '00:00') - instant(counted, '00:00')) / DAY)
