import type { Instant } from '../../src/domain/calendar.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { State } from '../../src/store/state.ts'
import { Chance } from '../chance.ts'
import { FINE } from './line.ts'
import { PROMPT } from './mail.ts'
import { COMMUNITIES } from './town.ts'
import type { Watch } from './watch.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** All faults stop. 20: what waits is said soon, all else by the next beat; and what was promised is still there. */
export async function heal(world: World, watch: Watch): Promise<void> {
  world.mend()
  world.power = false
  world.line.mood = FINE
  world.mail.arrivals = PROMPT
  if (world.life) {
    world.life.door.killAfter = undefined
    world.life.door.slow = false
    await world.release(Number.POSITIVE_INFINITY)
  }
  await world.tend(new Chance(0))
  if (world.life) world.life.door.killAfter = undefined
  for (const said of world.mail.post.splice(0)) world.mail.deliver(said)
  await world.quiet()
  world.mail.goOnline(false)
  world.mail.goOnline(true)
  world.time.set(Math.max(0, world.shown - world.time.now())) // somebody puts the clock right
  await world.pass(12 * MINUTE) // a leap ahead is believed by then
  await world.tend(new Chance(2))
  const waiting = keysDue(world)
  // one whose fate is open is waited for before it is sent again, as often as that may be
  await world.pass(waiting.size * 5_000 + 4 * MINUTE)
  const left = [...keysDue(world)].filter((key) => waiting.has(key))
  if (left.length > 0) watch.breaks(20, `${left.length} of ${waiting.size} lines still wait: ${left.join(', ')}`)
  await closed(world, watch)
  watch.levels.healed()
  world.tell('closes')
  world.life?.leave()
  await world.quiet()
  if (world.life?.state !== 'left') watch.breaks(20, 'it does not end')
  await world.tend(new Chance(1))
}

/** What is stored, unsaid, worth saying, and can be said: by what stands in the ledgers, not by what the desk offers. */
function keysDue(world: World): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const [id, { now }] of world.life?.ledgers ?? [])
    for (const [key, { line, saidAt }] of now.outbox)
      if (
        saidAt === undefined &&
        line.notBefore <= world.shown &&
        line.until > world.shown &&
        !mustWait(now, line, world.shown) &&
        reaches(now, line)
      )
        keys.add(`${id} ${key}`)
  return keys
}

/** What nobody asked for waits out the night, and a hush. */
function mustWait({ docs }: State, { to, urgent, asked }: Line, now: Instant): boolean {
  const hour = new Date(now + 8 * HOUR).getUTCHours()
  const hushed = 'room' in to ? (docs.room.get(to.room)?.hushedUntil ?? 0) : 0
  return !urgent && !asked && (hour >= 22 || hour < 7 || hushed > now)
}

function reaches({ docs }: State, { to, card, while: only }: Line): boolean {
  if (card?.card === 'receipt' && docs.poll.get(String(card.poll))?.stage !== 'open') return false // its key is gone
  if (only && 'poll' in only && docs.poll.get(String(only.poll))?.stage !== 'open') return false
  const stands = (number: number): boolean =>
    only !== undefined && 'case' in only && only.stages.includes(docs.case.get(String(number))?.stage ?? 'done')
  if (only && 'case' in only && ![only.case, ...(only.also ?? [])].some(stands)) return false
  if ('room' in to) return docs.room.has(to.room) && !docs.room.get(to.room)?.left
  if ('community' in to) return false // by letter
  const person = docs.person.get(to.person)
  return person?.friend === true && person.contact !== undefined
}

/** Every poll past its close is closed, and what people think summed up where its time is over. */
async function closed(world: World, watch: Watch): Promise<void> {
  const open = () =>
    COMMUNITIES.flatMap((id) =>
      [...(world.life?.ledgers.get(id)?.now.docs.poll.values() ?? [])]
        .filter(({ stage }) => stage === 'open')
        .map((poll) => ({ id, poll })),
    )
  const last = Math.max(0, watch.forums.last - world.shown, ...open().map(({ poll }) => poll.closes - world.shown))
  await world.pass(last)
  await world.pass(3 * MINUTE)
  for (const { id, poll } of open()) watch.breaks(20, `${id} P${poll.number} is still open`)
  for (const matter of watch.forums.overdue(world.shown))
    watch.breaks(20, `what people think of ${matter} is not summed up`)
}
