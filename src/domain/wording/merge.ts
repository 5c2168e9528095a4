import type { NotMerged } from '../answer.ts'
import type { Told } from './case.ts'
import { lines } from './fit.ts'

const all = ({ matter }: Told): string => `共${matter.supporters.length + 1}户`

export const merged = ({ matter }: Told, into: Told): string =>
  `#${matter.number} 并到 #${into.matter.number} 了，${all(into)}。并错了10分钟内回“拆${matter.number}”`
/** For those whose number it was, and those of the other. */
export const goesOn = ({ matter }: Told, into: Told): string =>
  lines(
    `#${matter.number} 和 #${into.matter.number} 是一件，并到 #${into.matter.number} 一起办，${all(into)}`,
    `问进展回：${into.matter.number}怎么样了`,
  )
export const tookIn = ({ matter }: Told, of: number): string => `#${matter.number} 又有邻居报了（#${of}），一起办`
export const notYoursAnyMore = ({ matter }: Told, into: number): string =>
  `#${matter.number} 并到 #${into} 了，不用单独办`
export const partedAnswer = ({ matter }: Told, from: number): string => `#${matter.number} 和 #${from} 分开了，各办各的`
export const parted = ({ matter, brief }: Told, from: number): string =>
  `#${matter.number} 刚才并错了，不和 #${from} 一起，接着单独办：${brief}`

const WHY: Readonly<Record<NotMerged, (into: number) => string>> = {
  itself: () => '两个号是同一件，不用并',
  ended: (into) => `#${into} 已经办完或撤了，并不进去`,
  private: () => '家里的事单独办，不并',
  away: () => '有一件交给别的社区或上面了，不并',
  forum: () => '大家正在议这件，不并',
  danger: () => '险情单独办，不并',
  late: (into) => `并到 #${into} 超过10分钟或已办完，拆不开了。还有没办的请另报一件`,
  never: () => '没有并过，不用拆',
}
export const notMerged = (number: number, into: number, why: NotMerged): string => `#${number} ${WHY[why](into)}`
