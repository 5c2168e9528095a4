import type { Calendar } from '../../src/domain/calendar.ts'
import type { Constitution, Listed, Settings } from '../../src/domain/state/constitution.ts'

/** 国庆 2026: off from the 1st to the 7th of October, worked for on a Sunday before and the Saturday after. */
export const calendar: Calendar = {
  off: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2027-01-01']),
  on: new Set(['2026-09-20', '2026-10-10']),
}

const home = (id: string, relation: 'owner' | 'tenant' | 'family' = 'owner') => ({ id, relation })
const resident = (contact: string, name: string, ...households: ReturnType<typeof home>[]): Listed => ({
  contact,
  name,
  roles: ['resident'],
  posts: [],
  households,
  friend: true,
})
const staff = (contact: string, name: string, roles: Listed['roles'], posts: readonly string[]): Listed => ({
  contact,
  name,
  roles,
  posts,
  households: [],
  friend: true,
})

/** As a file that says nothing of them has them. */
export const settings: Settings = {
  intake: 'confirm',
  quietHours: ['22:00', '07:00'],
  perDay: 30,
  pollDays: 3,
  pollKind: 'household',
  pollShown: 'after',
  opinionDays: 3,
  reopenShare: 0.3,
}

/** A community as small as the rules allow: two residents' groups, a staff group, two posts. */
export const constitution: Constitution = {
  id: 'xingfuli',
  name: '幸福里小区',
  rooms: [
    { topic: '业主群', kind: 'residents' },
    { topic: '二期群', kind: 'residents' },
    { topic: '工作群', kind: 'staff' },
  ],
  people: [
    resident('li', '李芳', home('3-2-501')),
    resident('dad', '李父', home('3-2-501', 'family')),
    resident('zhang', '张伟', home('3-2-502')),
    resident('zhu', '朱明', home('1-1-101'), home('5-1-302', 'tenant')),
    { ...resident('wu', '吴老师'), friend: false },
    staff('wang', '王强', ['handler'], ['物业工程部']),
    staff('gong', '李工', ['handler'], ['物业工程部']),
    staff('guard', '保安队长', ['handler'], ['物业保安部']),
    staff('zhao', '赵姐', ['steward'], []),
    staff('liu', '刘书记', ['convener', 'admin'], ['社区居委会']),
    staff('chen', '陈监委', ['supervisor'], []),
  ],
  posts: [
    { name: '物业工程部', categories: ['电梯', '照明'], phone: '023-67001234' },
    { name: '物业保安部', categories: ['停车'] },
    { name: '社区居委会', categories: ['*'], phone: '023-67005678' },
  ],
  households: ['1-1-101', '3-2-501', '3-2-502', '5-1-302', '5-2-201'].map((id) => ({ id })),
  delegates: [],
  packs: [],
  settings,
  catalogue: {
    categories: [
      {
        name: '电梯',
        words: ['电梯'],
        limit: { hours: 24 },
        urgentLimit: { hours: 4 },
        tier: 'common',
        handling: 'agent',
      },
      {
        name: '照明',
        words: ['灯'],
        limit: { workdays: 2 },
        urgentLimit: { hours: 8 },
        tier: 'common',
        handling: 'instant',
      },
      {
        name: '停车',
        words: ['车位'],
        limit: { workdays: 3 },
        urgentLimit: { hours: 8 },
        tier: 'common',
        handling: 'agent',
      },
      {
        name: '邻里',
        words: ['吵架'],
        limit: { workdays: 5 },
        urgentLimit: { hours: 24 },
        tier: 'family',
        handling: 'agent',
      },
      {
        name: '其他',
        words: [],
        limit: { workdays: 5 },
        urgentLimit: { hours: 24 },
        tier: 'common',
        handling: 'agent',
      },
    ],
    dangers: [
      { name: '困人', words: ['困人'], phone: '119' },
      { name: '轻生', words: ['不想活'], phone: '12356', unspoken: true },
      { name: '打人', words: ['拿刀'], phone: '110', unspoken: true },
    ],
  },
}
