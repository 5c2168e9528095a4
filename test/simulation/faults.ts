import { FINE } from './line.ts'
import { PROMPT } from './mail.ts'
import type { Deed } from './talk.ts'
import { COMMUNITIES, people } from './town.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// ── the process ──────────────────────────────────────────────────────────────────────────────────

export const kill: Deed = async (world, chance) => {
  const power = chance.happens(0.5)
  world.tell(power ? 'the power goes' : 'kill -9')
  world.power = power
  world.life?.kill()
}

/** Killed in the middle of something that it is about to do. */
export const killSoon: Deed = async (world, chance) => {
  const { life } = world
  if (!life) return
  life.door.killAfter = chance.between(0, 30)
  world.power = chance.happens(0.5)
  world.tell(`${world.power ? 'the power goes' : 'kill -9'} after ${life.door.killAfter} more operations`)
}

export const leave: Deed = async (world) => {
  if (!world.life?.runs) return
  world.tell('SIGTERM')
  if (world.line.sent.some((sent) => sent.life === world.lives && sent.answered === undefined && sent.fate === 'said'))
    world.count.note('SIGTERM while sending')
  world.life.leave()
  await world.quiet()
}

export const stall: Deed = async (world, chance) => {
  const ms = chance.pick([10_000, 10_000, 45_000])
  world.tell(`the process stands still for ${ms / 1000} s`)
  world.time.to(world.time.elapsed + ms)
  await world.rings()
}

// ── the disk ─────────────────────────────────────────────────────────────────────────────────────

export const sicken: Deed = async (world, chance) => {
  const what = chance.weighted({ short: 2, refused: 1, write: 1, sync: 3, readOnly: 1 })
  world.tell(`the disk: ${what}`)
  if (what === 'short' || what === 'refused') world.trouble.full = what
  else world.trouble[what] = true
}

export const slow: Deed = async (world) => {
  if (!world.life) return
  world.life.door.slow = !world.life.door.slow
  world.tell(world.life.door.slow ? 'the disk becomes slow' : 'the disk is quick again')
  if (!world.life.door.slow) await world.release(Infinity)
}

// ── the clock ────────────────────────────────────────────────────────────────────────────────────

export const setClock: Deed = async (world, chance) => {
  const by = chance.pick([DAY, -HOUR, -HOUR, 20 * MINUTE, -2 * MINUTE, 5_000, -5_000])
  world.tell(`the clock is set by ${by / 1000} s`)
  world.time.set(by)
  const closing = COMMUNITIES.flatMap((id) => [...(world.life?.ledgers.get(id)?.now.docs.poll.values() ?? [])]).some(
    ({ stage, closes }) => stage === 'open' && Math.abs(closes - world.time.now()) < Math.abs(by) + MINUTE,
  )
  if (closing) world.count.note('the clock stepped during a close')
  if (by >= DAY) world.count.note('the clock leapt a day ahead')
  if (by <= -HOUR) world.count.note('the clock went back an hour')
  await world.rings()
}

/** The lid is closed: no beat, no timer. Some clocks count on, others do not. */
export const sleep: Deed = async (world, chance) => {
  const hours = chance.pick([1, 9, 9, 30])
  world.tell(`asleep for ${hours} hours`)
  if (chance.happens(0.5)) world.time.to(world.time.elapsed + hours * HOUR)
  else world.time.set(hours * HOUR)
  if (hours >= 9) world.count.note('asleep for nine hours')
  await world.rings()
  await world.beat()
}

// ── WeChat ───────────────────────────────────────────────────────────────────────────────────────

export const goOffline: Deed = async (world, chance) => {
  world.tell('the line goes down')
  world.mail.goOnline(false)
  if (chance.happens(0.5)) await world.pass(chance.pick([MINUTE, HOUR, 3 * DAY]))
}
export const goOnline: Deed = async (world) => {
  world.tell('the line is up')
  world.mail.goOnline(true)
}

export const moody: Deed = async (world, chance) => {
  const fates = chance.pick([
    FINE.fates,
    { said: 3, refused: 1, unreached: 1, late: 1, hung: 1, lost: 1 },
    { said: 1, refused: 3, unreached: 2, late: 0, hung: 0, lost: 0 },
    { said: 0, refused: 0, unreached: 0, late: 1, hung: 1, lost: 0 },
    { said: 0, refused: 0, unreached: 0, late: 0, hung: 0, lost: 1 },
  ])
  world.line.mood = { fates, echo: chance.happens(0.7) }
  world.tell(`sending: ${JSON.stringify(world.line.mood)}`)
}

/** How messages arrive from now on. */
export const jam: Deed = async (world, chance) => {
  world.mail.arrivals = chance.pick([
    PROMPT,
    { now: 4, twice: 3, later: 0, again: 3, roomless: 0 },
    { now: 2, twice: 0, later: 4, again: 1, roomless: 0 },
    { now: 4, twice: 1, later: 1, again: 1, roomless: 1 },
  ])
  world.tell(`messages arrive: ${JSON.stringify(world.mail.arrivals)}`)
}

/** Some of what was kept back arrives, in any order. */
export const mail: Deed = async (world, chance) => {
  for (let left = chance.between(1, 6); left > 0 && world.mail.post.length > 0; left--) {
    const [said] = world.mail.post.splice(chance.below(world.mail.post.length), 1)
    if (said) world.mail.deliver(said)
  }
}

// ── rooms and people ─────────────────────────────────────────────────────────────────────────────

export const rename: Deed = async (world, chance) => {
  const room = chance.pick(world.crowd.rooms)
  const before = room.topic
  room.topic = chance.happens(0.5) ? `${room.topic}！` : room.topic.replaceAll('！', '')
  if (room.topic === before) return
  world.tell(`${room.id} is called ${room.topic}`)
  world.count.note('a room renamed')
  world.mail.see(room.id)
}

/** The bot is thrown out, or back in. */
export const throwOut: Deed = async (world, chance) => {
  const room = chance.pick(world.crowd.rooms.filter(({ kind }) => kind === 'residents'))
  room.gone = !room.gone
  world.tell(`${room.id} is ${room.gone ? 'lost' : 'there again'}`)
  if (room.gone) {
    world.count.note('a room lost')
    world.mail.lose(room.id)
  } else world.mail.see(room.id)
}

export const comeAndGo: Deed = async (world, chance) => {
  const who = chance.pick(people.filter(({ roles }) => roles.every((role) => role === 'resident')))
  const room = world.crowd.room(chance.pick(who.rooms))
  if (room.members.delete(who)) world.tell(`${who.name} leaves ${room.id}`)
  else {
    room.members.add(who)
    world.count.note('a member came back')
    world.tell(`${who.name} comes back to ${room.id}`)
  }
  if (chance.happens(0.7)) world.mail.see(room.id)
}

export const rechristen: Deed = async (world, chance) => {
  const [who, other] = [chance.pick(people), chance.pick(people)]
  const same = who.community === other.community && who.listed // the visitor is at home in both
  world.crowd.nicknames.set(who, same && chance.happens(0.5) ? other.name : `${who.name}🌸`)
  world.tell(`${who.name} calls herself ${world.crowd.nicknames.get(who)}`)
}

/** A web puppet logs in anew: every contact id is another. */
export const logIn: Deed = async (world, chance) => {
  world.crowd.login = `~${chance.between(1, 99)}`
  world.tell(`logged in anew: ids end in ${world.crowd.login}`)
  world.count.note('contact ids changed at a login')
  world.mail.goOnline(true)
}
