import { roll } from '../config/roll.ts'
import type { Household } from '../domain/state/constitution.ts'
import type { Said } from './said.ts'

/** What a spreadsheet of households would give, or everything that is wrong with it. */
export async function checked(file: string): Promise<Said> {
  const { value, mistakes } = await roll(file)
  if (!value) return { code: 1, err: [...mistakes, `一共${mistakes.length}处要改。改好以前，这张表都用不上`] }
  return { code: 0, out: [`${file} 没有错：${value.length}户，${areas(value)}`, ...about(value)] }
}

const areas = (households: readonly Household[]): string => {
  const known = households.flatMap(({ area }) => area ?? [])
  const sum = Math.round(known.reduce((all, area) => all + area, 0) * 100) / 100
  const without = households.length - known.length
  if (known.length === 0) return '都没写面积'
  return `面积一共${sum.toLocaleString('en-US')}㎡${without > 0 ? `，有${without}户没写面积` : ''}`
}

const about = (households: readonly Household[]): readonly string[] => {
  const [first, last] = [households[0]?.id, households.at(-1)?.id]
  const owned = households.filter(({ owners }) => owners).length
  const shared = households.filter(({ owners = [] }) => owners.length > 1)
  const open = shared.filter(({ voter }) => voter === undefined).map(({ id }) => id)
  return [
    `门牌读成这样：${first === last ? first : `${first} 到 ${last}`}。和群里叫的不一样，就改表里的写法`,
    ...(owned > 0 ? [`写了业主的${owned}户，其中几人共有的${shared.length}户`] : []),
    ...(open.length > 0 ? [`共有的还有${open.length}户没写表决人：${few(open)}。请商量好由谁投，写进“表决人”`] : []),
  ]
}

const MOST = 5
const few = (ids: readonly string[]): string => `${ids.slice(0, MOST).join('、')}${ids.length > MOST ? '等' : ''}`
