import type { Calendar } from '../../src/domain/calendar.ts'
import type { Category, Constitution, Listed, Role } from '../../src/domain/community.ts'
import { settings } from '../domain/place.ts'

/** Somebody with a phone. `contact` is what her account is called until the ids change at a login. */
export interface Neighbour {
  readonly contact: string
  readonly name: string
  readonly community: string
  readonly roles: readonly Role[]
  /** Confirmed by the file. */
  readonly dwellings: readonly string[]
  readonly friend: boolean
  /** Stands in the community file. */
  readonly listed: boolean
  readonly rooms: readonly string[]
}
export interface Group {
  readonly id: string
  readonly community: string
  readonly topic: string
  readonly kind: 'residents' | 'staff'
}

/** A word that only this community uses: it stands in all its names and texts. */
export const CANARY: Readonly<Record<string, string>> = { north: '璟', south: '瑀' }
const PHONE: Readonly<Record<string, string>> = { north: '023-67001234', south: '023-67005678' }

/** What nobody may read in a room: the person, not the community, is at home in it. */
export const SECRETS = ['13912340001', '50010119900307123X', '渝A8K123', '6222021234567890123'] as const

export const calendar: Calendar = {
  off: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2027-01-01', '2028-01-03']),
  on: new Set(['2026-09-27', '2026-10-10']),
}

const category = (
  name: string,
  words: readonly string[],
  limit: Category['limit'],
  tier: Category['tier'],
): Category => ({
  name,
  words,
  limit,
  urgentLimit: { hours: 4 },
  tier,
  handling: 'agent',
})
const CATALOGUE: Constitution['catalogue'] = {
  categories: [
    category('电梯', ['电梯'], { hours: 24 }, 'common'),
    category('照明', ['灯'], { workdays: 2 }, 'common'),
    category('邻里', ['吵架', '吵闹'], { workdays: 5 }, 'family'),
    category('其他', [], { workdays: 5 }, 'common'),
  ],
  dangers: [
    { name: '困人', words: ['困人', '困在电梯'], phone: '119' },
    { name: '轻生', words: ['不想活'], phone: '12356', unspoken: true },
  ],
}

/** Who lives in each: two in one dwelling, one with two, one whose dwelling is not known, one who is no friend. */
const HOMES: readonly (readonly string[])[] = [
  ['1-1-101'],
  ['1-1-101'],
  ['1-2-202'],
  ['2-1-101', '2-1-102'],
  ['3-1-301'],
  [],
]
const HOUSEHOLDS = ['1-1-101', '1-2-202', '2-1-101', '2-1-102', '3-1-301', '3-1-302']
const STAFF: readonly (readonly [string, readonly Role[], string])[] = [
  ['h0', ['handler'], '物业'],
  ['h1', ['handler'], '物业'],
  ['v0', ['convener', 'admin'], '居委会'],
  ['s0', ['steward'], ''],
]
const GIVEN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '东', '西']

export const COMMUNITIES = ['north', 'south'] as const
export const groups: readonly Group[] = COMMUNITIES.flatMap((community) => [
  { id: `${community}-1`, community, topic: `${CANARY[community]}园业主群`, kind: 'residents' as const },
  { id: `${community}-2`, community, topic: `${CANARY[community]}园二期群`, kind: 'residents' as const },
  { id: `${community}-s`, community, topic: `${CANARY[community]}园工作群`, kind: 'staff' as const },
])

const peopleOf = (community: string): readonly Neighbour[] => {
  const name = (index: number) => `${CANARY[community]}${GIVEN[index]}`
  const [first, second, third] = ['1', '2', 's'].map((room) => `${community}-${room}`) as [string, string, string]
  const residents = HOMES.map((dwellings, index) => ({
    contact: `${community}-r${index}`,
    name: name(index),
    community,
    roles: ['resident'] as const,
    dwellings,
    friend: index !== 4,
    listed: true,
    rooms: index === 3 ? [first, second] : [index % 2 === 0 ? first : second],
  }))
  const staff = STAFF.map(([id, roles], index) => ({
    contact: `${community}-${id}`,
    name: name(HOMES.length + index),
    community,
    roles,
    dwellings: [],
    friend: true,
    listed: true,
    rooms: [first, second, third],
  }))
  const strangers = [10, 11].map((index) => ({
    contact: `${community}-x${index}`,
    name: name(index),
    community,
    roles: ['resident'] as const,
    dwellings: [],
    friend: index === 10,
    listed: false,
    rooms: [first],
  }))
  return [...residents, ...staff, ...strangers]
}

/** Goes in and out of both. */
const VISITOR: Neighbour = {
  contact: 'visitor',
  name: '常客',
  community: 'north',
  roles: ['resident'],
  dwellings: [],
  friend: true,
  listed: false,
  rooms: ['north-1', 'south-1'],
}

export const people: readonly Neighbour[] = [...COMMUNITIES.flatMap(peopleOf), VISITOR]

const listed = ({ contact, name, roles, dwellings, friend }: Neighbour): Listed => ({
  contact,
  name,
  roles,
  posts: STAFF.flatMap(([id, , post]) => (post !== '' && contact.endsWith(`-${id}`) ? [post] : [])),
  households: dwellings.map((id) => ({ id, relation: 'owner' })),
  friend,
})

export const constitution = (id: string): Constitution => ({
  id,
  name: `${CANARY[id]}园`,
  rooms: groups.filter(({ community }) => community === id).map(({ topic, kind }) => ({ topic, kind })),
  people: people.filter((one) => one.community === id && one.listed).map(listed),
  posts: [
    { name: '物业', categories: ['电梯', '照明'], phone: PHONE[id] },
    { name: '居委会', categories: ['*'] },
  ],
  households: HOUSEHOLDS.map((household) => ({ id: household })),
  delegates: [],
  packs: [],
  settings: { ...settings, intake: id === 'north' ? 'auto' : 'confirm', pollDays: 1 },
  catalogue: CATALOGUE,
})
