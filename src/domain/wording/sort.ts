import type { Category, Handling, Tier } from '../state/constitution.ts'
import type { Case } from '../state/matter.ts'
import type { Told } from './case.ts'
import { dueWords } from './lights.ts'

const TIERS: Readonly<Record<Tier, string>> = { public: '公事', common: '共事', family: '家事' }
const HANDLINGS: Readonly<Record<Handling, string>> = { instant: '即办件', agent: '代办件', upward: '上报件' }

/** 「电梯困人，共事，代办件」. */
const sortWords = ({ category, kind = '', tier, handling, urgent }: Case): string =>
  [`${category}${kind}`, TIERS[tier], HANDLINGS[handling], ...(urgent ? ['急'] : [])].join('，')

export const sorted = ({ matter, now }: Told): string =>
  `#${matter.number} 记成：${sortWords(matter)}。${matter.post ?? ''}，${dueWords(matter, now)}`
export const sortedAlready = ({ matter }: Told): string => `#${matter.number} 已经是：${sortWords(matter)}`

/** Never a list of everything: its own kinds, and how another category is said. */
export const whichSort = (number: number, said: string, { name, kinds = [] }: Category): string =>
  [
    `没有“${said}”这一类。`,
    ...(kinds.length === 0 ? [] : [`${name}有：${kinds.map((kind) => kind.name).join('、')}；`]),
    `换大类例如：分类${number} 照明`,
  ].join('')
