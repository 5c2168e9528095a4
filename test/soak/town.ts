import { writeCommunity } from '../process/program.ts'

/** Somebody who may speak, by contact id. */
export interface Neighbour {
  readonly contact: string
  readonly name: string
}
export interface Quarter {
  readonly id: string
  readonly residents: readonly Neighbour[]
  readonly handlers: readonly Neighbour[]
  readonly convener: Neighbour
  readonly groups: readonly string[]
  readonly staff: string
}

const FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const GIVEN = ['芳', '伟', '秀英', '建国', '小梅', '志强', '桂兰', '海涛']
const POSTS = ['物业工程部', '物业客服部'] as const
const RESIDENTS = 36
/** Ids in the order in which their files are read. */
const PLACES = [
  { id: 'fenglin', name: '枫林苑', groups: ['枫林苑一期群', '枫林苑二期群'], staff: '枫林苑工作群' },
  { id: 'jiangjing', name: '江景里', groups: ['江景里业主群'], staff: '江景里工作群' },
  { id: 'shiqiao', name: '石桥村', groups: ['石桥村上院群', '石桥村下院群'], staff: '石桥村工作群' },
] as const

const nameOf = (index: number): string =>
  `${FAMILY[index % FAMILY.length]}${GIVEN[Math.floor(index / FAMILY.length) % GIVEN.length]}`

/** Three floors of two dwellings in each of two units of a building. */
const dwellingOf = (index: number): string =>
  `${1 + Math.floor(index / 12)}-${1 + (Math.floor(index / 6) % 2)}-${1 + Math.floor((index % 6) / 2)}0${1 + (index % 2)}`

export const town: readonly Quarter[] = PLACES.map(({ id, groups, staff }, place) => {
  const somebody = (index: number): Neighbour => ({ contact: `${id}-${index}`, name: nameOf(place * 40 + index) })
  return {
    id,
    groups,
    staff,
    residents: Array.from({ length: RESIDENTS }, (_, index) => somebody(index)),
    handlers: [36, 37, 38].map(somebody),
    convener: somebody(39),
  }
})

/** Every fifth is no friend of the bot yet; two of each community live together, and one has two dwellings. */
export const settle = (dir: string): void => {
  for (const [index, { id, residents, handlers, convener, groups, staff }] of town.entries())
    writeCommunity(dir, {
      id,
      name: PLACES[index]?.name,
      rooms: [...groups.map((topic) => ({ topic, kind: 'residents' })), { topic: staff, kind: 'staff' }],
      people: [
        ...residents.map((one, at) => ({
          ...one,
          friend: at % 5 !== 4,
          households: [at === 1 ? 0 : at, ...(at === 7 ? [1] : [])].map((door) => ({ id: dwellingOf(door) })),
        })),
        ...handlers.map((one, at) => ({ ...one, roles: ['handler'], posts: [POSTS[at % 2]] })),
        { ...convener, roles: ['convener', 'admin'] },
      ],
      posts: [
        { name: POSTS[0], categories: ['*'], phone: '023-00000001' },
        { name: POSTS[1], categories: ['环境卫生', '停车', '噪音'] },
      ],
    })
}
