import type { PollWords } from '../../src/domain/heard/reading.ts'
import type { Constitution, Listed, Pack } from '../../src/domain/state/constitution.ts'
import { words } from './ballot.ts'
import { given, type World } from './given.ts'
import { constitution } from './place.ts'

const two = { of: 'heads', participate: '2/3' } as const
const area = { of: 'area', participate: '2/3' } as const
const law = {
  law: '中华人民共和国民法典',
  article: '第二百七十八条',
  from: '2021-01-01',
  source: 'http://www.npc.gov.cn/npc/c2/c30834/202006/t20200602_306457.html',
  words: '',
}
export const packs: readonly Pack[] = [
  {
    ...law,
    id: 'ordinary',
    subject: '一般事项',
    counts: [
      { ...two, agree: '1/2' },
      { ...area, agree: '1/2' },
    ],
  },
  {
    ...law,
    id: 'special',
    subject: '筹集维修资金',
    about: ['维修资金'],
    counts: [
      { ...two, agree: '3/4', least: true },
      { ...area, agree: '3/4', least: true },
    ],
  },
]

const at = (contact: string, name: string, ...households: Listed['households']): Listed => ({
  contact,
  name,
  roles: ['resident'],
  posts: [],
  households,
  friend: true,
})
export const owner = (id: string) => ({ id, relation: 'owner' }) as const

/**
 * Six dwellings: 李芳 and 李父 own the first together and name 李父 their voter, 张伟 and 张妻 the second and name nobody,
 * 朱明 the next two, 何姐 rents the fifth, and of the sixth nobody is known. 秦主任 is a second convener.
 */
export const estate: Partial<Constitution> = {
  people: [
    at('li', '李芳', owner('1-1-101')),
    at('dad', '李父', owner('1-1-101')),
    at('zhang', '张伟', owner('1-1-102')),
    at('wife', '张妻', owner('1-1-102')),
    at('zhu', '朱明', owner('1-1-201'), owner('1-1-202')),
    at('he', '何姐', { id: '1-1-301', relation: 'tenant' }),
    { ...at('wu', '吴老师'), friend: false },
    ...constitution.people.filter(({ roles }) => !roles.includes('resident')),
    { ...at('qin', '秦主任'), roles: ['convener'], posts: ['业委会'] },
  ],
  households: [
    { id: '1-1-101', area: 80.5, owners: ['李芳', '李父'], voter: '李父' },
    { id: '1-1-102', area: 99.5 },
    { id: '1-1-201', area: 100 },
    { id: '1-1-202', area: 120 },
    { id: '1-1-301', area: 100 },
    { id: '1-1-302', area: 100 },
  ],
  delegates: [
    { name: '居民代表', people: ['李芳', '张伟', '朱明', '没有的人'] },
    { name: '党员', people: ['何姐'] },
  ],
  packs,
}
const members = ['li', 'dad', 'zhang', 'wife', 'zhu', 'he', 'wu', 'qin']

/** The estate with its people in the residents' group. */
export function settled(changes: Partial<Constitution> = {}): World {
  const world = given({ ...estate, ...changes })
  world.sees('业主群', members)
  world.sees('二期群', [])
  return world
}
/** P1 as 刘书记 posted it among staff. */
export function polled(more: Partial<PollWords> = {}, changes: Partial<Constitution> = {}): World {
  const world = settled(changes)
  world.said('刘书记', '工作群', words(more))
  world.said('刘书记', '工作群', { do: 'post-poll' })
  return world
}
