import type { Read } from '../heard/reading.ts'
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
/** Of parts of a case the words in which they were read. */
export type ReadIn = { readonly [part in keyof Read]?: string }
const PARTS: readonly (readonly [part: keyof Read, name: string])[] = [
  ['place', '地点'],
  ['category', '类别'],
  ['kind', '小类'],
  ['time', '时间'],
  ['urgent', '急'],
]
/** As what it is kept, and why: 「分类 27」. */
export const sortedBy = ({ matter }: Told, read: ReadIn): string => {
  const by = PARTS.filter(
    ([part]) => read[part] !== undefined && !(part === 'kind' && read.kind === read.category),
  ).map(([part, name]) => `${name}“${read[part]}”`)
  return [
    `#${matter.number} 记成：${sortWords(matter)}`,
    by.length === 0 ? '是看整句话定的' : `从原话里读到：${by.join('，')}`,
    `不对就回“分类${matter.number}”加类别`,
  ].join('\n')
}

/** Never a list of everything: its own kinds, and how another category is said. */
export const whichSort = (number: number, said: string, { name, kinds = [] }: Category): string =>
  [
    `没有“${said}”这一类。`,
    ...(kinds.length === 0 ? [] : [`${name}有：${kinds.map((kind) => kind.name).join('、')}；`]),
    `换大类例如：分类${number} 照明`,
  ].join('')
