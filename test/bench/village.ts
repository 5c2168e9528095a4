import { join } from 'node:path'
import { catalogue } from '../../src/config/catalogue.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import type { RoomSeen } from '../../src/domain/heard/input.ts'
import type { Constitution, Listed } from '../../src/domain/state/constitution.ts'
import { settings } from '../domain/place.ts'

/** 2026-11-23 09:00 in Asia/Shanghai, a Monday. */
export const START: Instant = Date.UTC(2026, 10, 23, 1)

/** A community of one residents' group and one staff group. */
export interface Village {
  readonly is: Constitution
  readonly group: string
  readonly staff: string
  /** Contact ids. */
  readonly residents: readonly string[]
  /** Who else is in the residents' group. */
  readonly neighbours: readonly Listed[]
}

const POST = '物业工程部'
const shipped = join(import.meta.dirname, '../../data')

/** The door of one resident: each has her own. */
const door = (resident: number): string =>
  `${1 + Math.floor(resident / 40)}-${1 + (Math.floor(resident / 20) % 2)}-${1 + (Math.floor(resident / 4) % 5)}0${1 + (resident % 4)}`

const resident = (village: number, number: number): Listed => ({
  contact: `r${village}-${number}`,
  name: `住户${village}-${number}`,
  roles: ['resident'],
  posts: [],
  households: [{ id: door(number), relation: 'owner' }],
  friend: true,
})
const staff = (village: number): readonly Listed[] => [
  { contact: `h${village}`, name: `师傅${village}`, roles: ['handler'], posts: [POST], households: [], friend: true },
  {
    contact: `c${village}`,
    name: `书记${village}`,
    roles: ['convener', 'admin'],
    posts: [],
    households: [],
    friend: true,
  },
]

const residentsOf = (village: number, count: number): readonly Listed[] =>
  Array.from({ length: count }, (_, number) => resident(village, number))

/**
 * @param residents people with a door each, all listed and in the residents' group
 * @param near so many other villages whose residents are in the group too
 */
export const villages = (count: number, residents: number, near = 0): readonly Village[] => {
  const words = catalogue({ dataDir: shipped, shipped }).value
  if (!words) throw new Error('the shipped catalogue cannot be read')
  return Array.from({ length: count }, (_, village) => {
    const people = residentsOf(village, residents)
    const others = Array.from({ length: near }, (_unused, other) => (village + other + 1) % count)
    const group = `${village}号小区业主群`
    const work = `${village}号小区工作群`
    return {
      group,
      staff: work,
      residents: people.map(({ contact = '' }) => contact),
      neighbours: others.flatMap((other) => residentsOf(other, residents)),
      is: {
        id: `v${village}`,
        name: `${village}号小区`,
        rooms: [
          { topic: group, kind: 'residents' },
          { topic: work, kind: 'staff' },
        ],
        people: [...people, ...staff(village)],
        posts: [{ name: POST, categories: ['*'], phone: '023-00000001' }],
        households: people.flatMap(({ households }) => households.map(({ id }) => ({ id }))),
        delegates: [],
        packs: [],
        settings: { ...settings, perDay: 100_000 },
        catalogue: words,
      },
    }
  })
}

const staffOf = ({ is }: Village): readonly Listed[] => is.people.filter(({ roles }) => !roles.includes('resident'))

/** The rooms of a village as the account sees them. */
export const roomsOf = (village: Village): readonly RoomSeen[] =>
  [
    { topic: village.group, people: [...village.is.people, ...village.neighbours] },
    { topic: village.staff, people: staffOf(village) },
  ].map(({ topic, people }) => ({
    id: topic,
    topic,
    members: people.map(({ contact = '', name }) => ({ contact, name, friend: true })),
    namesakes: 1,
    at: START,
  }))
