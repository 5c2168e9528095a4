import type { Told } from './case.ts'
import { commas } from './fit.ts'
import { households } from './lights.ts'

/** 停电: they all 停. */
const stopped = ({ kind = '' }: Told['matter']): string => (kind.startsWith('停') ? '停' : kind)

const those = (buildings: readonly string[]): string => (buildings.length > 0 ? `${buildings.join('、')}栋` : '')

/** Many have it: which buildings, who is at it, and whom else one may call. */
export const manyHave = (
  { matter, post }: Told,
  buildings: readonly string[],
  helpline: string | undefined,
): string => {
  const who = those(buildings) || `${matter.supporters.length + 1}户`
  const by = matter.stage === 'taken' ? `${post}在办` : `已叫${post}`
  return `#${matter.number} 已记：${who}都${stopped(matter)}，${by}${helpline === undefined ? '' : `；${matter.category}${helpline}`}`
}
export const manyHaveForStaff = (told: Told, buildings: readonly string[]): string =>
  `急！#${told.matter.number} ${told.brief}：${commas(those(buildings), households(told.matter))}都说${stopped(told.matter)}了，接了回“接${told.matter.number}”`
