import { Chance } from '../chance.ts'
import { ask, takeBack, vote, voteFor } from './ballots.ts'
import { chain, like } from './chains.ts'
import * as convening from './convening.ts'
import * as errands from './errands.ts'
import * as faults from './faults.ts'
import * as folk from './folk.ts'
import { discuss, sumUp } from './opinions.ts'
import { comeBackTo, season } from './seasons.ts'
import type { Deed } from './talk.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const wait: Deed = async (world, chance) => {
  const ms = chance.pick([3, 10, 30, 60, 61, 120, 600]) * SECOND
  world.tell(`${ms / SECOND} s go by`)
  await world.pass(ms)
}
const waitLong: Deed = async (world, chance) => {
  const minutes = chance.pick([20, 61, 300, 600, 1_440, 4_320])
  world.tell(`${minutes} min go by`)
  await world.pass(minutes * MINUTE)
}

const DEEDS = {
  wait: [wait, 9],
  waitLong: [waitLong, 3],
  report: [folk.report, 7],
  answer: [folk.answer, 2],
  support: [folk.support, 3],
  work: [folk.work, 8],
  convene: [folk.convene, 2],
  follow: [folk.follow, 4],
  usurp: [folk.usurp, 1],
  chatter: [folk.chatter, 1],
  recall: [folk.recall, 1],
  photo: [folk.photo, 1],
  dwell: [folk.dwell, 1],
  ask: [ask, 3],
  vote: [vote, 9],
  takeBack: [takeBack, 2],
  voteFor: [voteFor, 1],
  handIn: [convening.handIn, 2],
  extend: [convening.extend, 1],
  annul: [convening.annul, 1],
  contest: [convening.contest, 3],
  lastMinute: [convening.lastMinute, 2],
  lead: [convening.lead, 1],
} as const satisfies { readonly [name: string]: readonly [Deed, number] }

/** What a part of the runs has besides. */
const MORE = {
  discuss: [discuss, 5],
  sumUp: [sumUp, 3],
  chain: [chain, 5],
  like: [like, 4],
  season: [season, 1],
  comeBackTo: [comeBackTo, 1],
} as const satisfies { readonly [name: string]: readonly [Deed, number] }

/** What the clock, supervision, reminders and the level above add. */
const ERRANDS = {
  promise: [errands.promise, 7],
  supervise: [errands.supervise, 5],
  remind: [errands.remind, 3],
  judge: [errands.judge, 5],
  moon: [errands.moon, 0.5],
  morning: [errands.morning, 3],
  course: [errands.course, 4],
  handed: [errands.handed, 4],
} as const satisfies { readonly [name: string]: readonly [Deed, number] }

const FAULTS = {
  kill: [faults.kill, 2],
  killSoon: [faults.killSoon, 4],
  leave: [faults.leave, 1],
  stall: [faults.stall, 1],
  sicken: [faults.sicken, 2],
  slow: [faults.slow, 2],
  setClock: [faults.setClock, 2],
  sleep: [faults.sleep, 1],
  goOffline: [faults.goOffline, 2],
  goOnline: [faults.goOnline, 2],
  moody: [faults.moody, 2],
  jam: [faults.jam, 2],
  mail: [faults.mail, 4],
  rename: [faults.rename, 1],
  throwOut: [faults.throwOut, 1],
  comeAndGo: [faults.comeAndGo, 2],
  rechristen: [faults.rechristen, 1],
  logIn: [faults.logIn, 1],
} as const satisfies { readonly [name: string]: readonly [Deed, number] }

const ALL: { readonly [name: string]: readonly [Deed, number] } = { ...DEEDS, ...MORE, ...ERRANDS, ...FAULTS }

/** Something that happens; its salt makes what it draws its own, so that others can be left out before it. */
export interface Step {
  readonly do: string
  readonly salt: number
}

export const deedOf = (step: Step): Deed => {
  const found = ALL[step.do]
  if (!found) throw new Error(`no such step: ${step.do}`)
  return found[0]
}

/** What happens in one run. Each has a few kinds of faults only, so that one does not hide the other. */
export function stepsOf(seed: number): readonly Step[] {
  const chance = new Chance(seed ^ 0x5bd1e995)
  const share = chance.pick([0.15, 0.4, 0.7])
  const weights: Record<string, number> = {}
  for (const [name, [, weight]] of Object.entries(DEEDS)) weights[name] = chance.happens(0.85) ? weight : weight / 8
  for (const [name, [, weight]] of Object.entries(FAULTS)) if (chance.happens(share)) weights[name] = weight
  const more = new Chance(seed ^ 0xb5c0fbcf) // of its own: runs without it stay what they were
  if (more.happens(0.6))
    for (const [name, [, weight]] of Object.entries(MORE)) if (more.happens(0.7)) weights[name] = weight
  const errands = new Chance(seed ^ 0x1b873593)
  if (errands.happens(0.6))
    for (const [name, [, weight]] of Object.entries(ERRANDS)) if (errands.happens(0.8)) weights[name] = weight
  const length = chance.between(24, 40)
  const begin = ['report', 'report', 'ask', 'wait', 'vote', 'work']
  return [...begin, ...Array.from({ length }, () => chance.weighted(weights))].map((name) => ({
    do: name,
    salt: chance.salt(),
  }))
}
