import type { Calendar } from '../../src/domain/calendar.ts'
import type { Category, Constitution, Listed, Role } from '../../src/domain/state/constitution.ts'
import { settings } from '../domain/place.ts'

/** Somebody with a phone. `contact` is what her account is called until the ids change at a login. */
export interface Neighbour {
  readonly contact: string
  readonly name: string
  readonly community: string
  readonly roles: readonly Role[]
  /** Confirmed by the file. */
  readonly dwellings: readonly string[]
  /** Lives in them as the owner's family. */
  readonly isFamily?: true
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
/** What each is called; the first is below the second. */
export const NAMES: Readonly<Record<string, string>> = { north: `${CANARY.north}苑`, south: `${CANARY.south}镇` }
const PHONE: Readonly<Record<string, string>> = { north: '023-67001234', south: '023-67005678' }

/** Said in private, in a secret poll: nobody may ever read it. */
export const WHISPER = '怕挡了风水'

/** What nobody may read in a room: the person, not the community, is at home in it. */
export const SECRETS = ['13912340001', '50010119900307123X', '渝A8K123', '6222021234567890123'] as const

export const calendar: Calendar = {
  off: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2027-01-01', '2028-01-03']),
  on: new Set(['2026-09-20', '2026-10-10']),
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

/**
 * Who lives in each: two own one together, and one of them another with a third who votes for it; one lives with its
 * owner, one owns two, one's dwelling is not known, one is no friend.
 */
const HOMES: readonly (readonly string[])[] = [
  ['1-1-101'],
  ['1-1-101', '3-1-301'],
  ['1-2-202'],
  ['2-1-101', '2-1-102'],
  ['3-1-301'],
  [],
]
const FAMILY = 2
/** The one whom the roll names for the dwelling that two own. */
const VOTER = 4
const AREAS: { readonly [household: string]: number } = {
  '1-1-101': 90.5,
  '1-2-202': 60,
  '2-1-101': 120.25,
  '2-1-102': 30.3,
  '3-1-301': 88,
  '3-1-302': 75,
}
export const HOUSEHOLDS = Object.keys(AREAS)

/** By whom each head of owners is spoken for: worked out by hand. Who owns a part of it only does not speak. */
export const HEADS: {
  readonly [unit: string]: {
    readonly area: number
    readonly households: readonly string[]
    readonly by: readonly string[]
  }
} = {
  '1-1-101': { area: 90.5, households: ['1-1-101'], by: ['r0', 'r1'] },
  '1-2-202': { area: 60, households: ['1-2-202'], by: [] },
  '2-1-101': { area: 150.55, households: ['2-1-101', '2-1-102'], by: ['r3'] },
  '3-1-301': { area: 88, households: ['3-1-301'], by: ['r4'] },
  '3-1-302': { area: 75, households: ['3-1-302'], by: [] },
}
/** Who votes for others. */
export const DELEGATES: readonly string[] = ['r0', 'r2', 'r4', 'v1']
const STAFF: readonly (readonly [string, readonly Role[], string])[] = [
  ['h0', ['handler'], '物业'],
  ['h1', ['handler'], '物业'],
  ['v0', ['convener', 'admin'], '居委会'],
  ['s0', ['steward'], ''],
  ['v1', ['convener', 'supervisor'], '居委会'],
]
/** Works here, and owns a part of what a resident has. */
const STAFF_HOMES: { readonly [id: string]: readonly string[] } = { h1: ['2-1-102'] }
const GIVEN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '东', '西', '南']

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
    ...(index === FAMILY ? { isFamily: true as const } : {}),
    friend: index !== 4,
    listed: true,
    rooms: index === 3 ? [first, second] : [index % 2 === 0 ? first : second],
  }))
  const staff = STAFF.map(([id, roles], index) => ({
    contact: `${community}-${id}`,
    name: name(HOMES.length + index),
    community,
    roles,
    dwellings: STAFF_HOMES[id] ?? [],
    friend: true,
    listed: true,
    rooms: [first, second, third],
  }))
  const strangers = [10, 11].map((index) => ({
    contact: `${community}-x${index}`,
    name: name(index + 1),
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

const nameOf = (community: string, id: string): string =>
  people.find(({ contact }) => contact === `${community}-${id}`)?.name ?? ''

const listed = ({ contact, name, roles, dwellings, isFamily, friend }: Neighbour): Listed => ({
  contact,
  name,
  roles,
  posts: STAFF.flatMap(([id, , post]) => (post !== '' && contact.endsWith(`-${id}`) ? [post] : [])),
  households: dwellings.map((id) => ({ id, relation: isFamily ? 'family' : 'owner' })),
  friend,
})

export const constitution = (id: string): Constitution => ({
  id,
  name: NAMES[id] ?? id,
  ...(id === 'north' ? { parent: { id: 'south', name: NAMES.south ?? '' } } : {}),
  ...(id === 'south' ? { children: [{ id: 'north', name: NAMES.north ?? '' }] } : {}),
  rooms: groups.filter(({ community }) => community === id).map(({ topic, kind }) => ({ topic, kind })),
  people: people.filter((one) => one.community === id && one.listed).map(listed),
  posts: [
    { name: '物业', categories: ['电梯', '照明'], phone: PHONE[id] },
    { name: '居委会', categories: ['*'] },
  ],
  households: Object.entries(AREAS).map(([household, area]) => ({
    id: household,
    area,
    ...(household === '3-1-301' ? { voter: nameOf(id, `r${VOTER}`) } : {}),
  })),
  delegates: [{ name: '居民代表', people: DELEGATES.map((one) => nameOf(id, one)) }],
  packs: [],
  settings: { ...settings, intake: id === 'north' ? 'auto' : 'confirm', pollDays: 1 },
  catalogue: CATALOGUE,
})
