import type { Case, Poll } from '../../src/domain/state/matter.ts'
import type { State } from '../../src/store/state.ts'
import type { Chance } from '../chance.ts'
import type { Intent, Said } from './crowd.ts'
import { COMMUNITIES, groups, type Neighbour, people } from './town.ts'
import type { World } from './world.ts'

/** What somebody does. It tells what it was in a few words. */
export type Deed = (world: World, chance: Chance) => Promise<void>

export const community = (chance: Chance): string => chance.pick(COMMUNITIES)
export const of = (id: string, role: string): readonly Neighbour[] =>
  people.filter((one) => one.community === id && (one.roles as readonly string[]).includes(role))
export const staffRoom = (id: string): string => `${id}-s`
/** Where somebody talks in one community: the visitor is in two. */
export const roomOf = (chance: Chance, who: Neighbour, id: string): string | undefined => {
  const own = who.rooms.filter((room) => room.startsWith(id))
  return own.length === 0 ? undefined : chance.pick(own)
}
export const residentsRooms = (id: string): readonly string[] =>
  groups.filter((group) => group.community === id && group.kind === 'residents').map((group) => group.id)

/** What the program that runs shows: people see numbers and cards. */
export const shown = (world: World, id: string): State | undefined => world.life?.ledgers.get(id)?.now
const cases = (world: World, id: string, is: (matter: Case) => boolean = () => true): readonly Case[] =>
  [...(shown(world, id)?.docs.case.values() ?? [])].filter(is)
export const polls = (world: World, id: string): readonly Poll[] => [...(shown(world, id)?.docs.poll.values() ?? [])]

/** A number that is there, or one that is not. */
export const numberFor = (world: World, chance: Chance, id: string, is?: (matter: Case) => boolean): number => {
  const fitting = cases(world, id, is)
  return fitting.length > 0 && chance.happens(0.9) ? chance.pick(fitting).number : chance.between(1, 9)
}

/** Said and, mostly, heard at once. */
export const say = (
  world: World,
  who: Neighbour,
  room: string | undefined,
  text: string,
  more: Partial<Said> & { intent: Intent },
) => {
  if (room !== undefined && !world.crowd.room(room).members.has(who)) return undefined
  const words = who.listed || room !== undefined ? text : text.replace(/[璟瑀]/g, '') // she may mean either
  const said = world.crowd.says(who, room, words, world.time.now(), more)
  world.tell(`${who.name} ${room ?? 'privately'}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text} (${said.id})`)
  world.mail.hand(said)
  return said
}
export const command = (what: string, number?: number): Intent => ({
  do: 'command',
  what,
  ...(number === undefined ? {} : { case: number }),
})
