import type { Poll, Tally } from '../state/matter.ts'
import { type Form, WHOLE } from './fit.ts'
import { areaOf, label, squares, unit } from './poll.ts'

/** In a group the most chosen stand in the line, the rest in the picture. */
const IN_LINE = 5
export const INDICATION = '意见征集，不具法律约束力'

/** So few secret ballots tell whose they are. */
const FEW = 3
export const isTelling = ({ secret }: Poll, { units, people = units }: Tally): boolean =>
  secret && units > 0 && people < FEW

/** Nobody at all, not even somebody whose ballot stands apart. */
export const isEmpty = ({ units, apartUnits, aside = 0 }: Tally): boolean => units + apartUnits + aside === 0

/** Why there are no numbers by option; none: they may be told. */
export const hidden = (poll: Poll, tally: Tally): string => {
  if (isEmpty(tally)) return '没有人投票'
  return isTelling(poll, tally) ? `计入的不到${FEW}个人，报出来就知道是谁，不报票数` : ''
}

export const counts = (poll: Poll, of: readonly number[], between: string, { name: most }: Form = WHOLE): string => {
  const all = poll.options.map((name, i) => ({
    words: `${label(i + 1, name, most)}：${of[i] ?? 0}${unit(poll)}`,
    count: of[i] ?? 0,
    i,
  }))
  const shown = all.length <= IN_LINE ? all : [...all].sort((a, b) => b.count - a.count || a.i - b.i).slice(0, IN_LINE)
  return shown.map(({ words }) => words).join(between) + (shown.length < all.length ? '；其余见图' : '')
}

/** What a convener contests is shown, so that nobody's ballot disappears. */
const contested = (poll: Poll, { aside, contested: of = [] }: Tally, form: Form): string =>
  aside ? `存疑的${aside}${unit(poll)}另列${beside(poll, of, form)}；` : ''

/** Neither counted nor contested. */
export const silentOf = ({ electorate }: Poll, { units, aside = 0 }: Tally): number =>
  Math.max(0, electorate.length - units - aside)

/** Who stayed silent is neither for nor against. */
export function turnout(poll: Poll, tally: Tally, form: Form = WHOLE): string {
  const size = poll.electorate.length
  const apart = apartWords(poll, tally)
  const aside = contested(poll, tally, form)
  const handed = tally.handed ? `，其中代投${tally.handed}${unit(poll)}` : ''
  const rest = `没回的${silentOf(poll, tally)}${unit(poll)}不算赞成也不算反对`
  switch (poll.kind) {
    case 'household':
      return `登记${size}户：核对过的${tally.units}户计入${handed}；${apart}${aside}${rest}`
    case 'straw':
      return `群里${size}人，${tally.units}人回了；${aside}${rest}`
    case 'delegates':
      return `应到${size}人，实到${tally.units}人${handed}；${aside}${rest}`
    case 'owners':
      return `登记${size}位、${squares(areaOf(poll.heads))}：${tally.units}位、${squares(tally.area ?? 0)}计入${handed}；${apart}${aside}${rest}`
  }
}

/** Of people whose dwelling nobody has confirmed; what they chose stands in the record only. */
const apartWords = (poll: Poll, { apartUnits }: Tally): string =>
  apartUnits === 0 ? '' : `没核对的${apartUnits}${unit(poll)}另列；`

/** What those chose who stand apart, where there is room for it. */
function beside(poll: Poll, of: readonly number[], { name }: Form): string {
  const listed = of.flatMap((count, i) => (count > 0 ? [`${label(i + 1, poll.options[i], name)}${count}`] : []))
  return listed.length === 0 || listed.length > 3 || name < WHOLE.name ? '' : `（${listed.join('、')}）`
}

/** Several options with the most votes. */
export function tie({ options: names }: Poll, { counts: of }: Tally, { name }: Form = WHOLE): string {
  const most = Math.max(0, ...of)
  const best = of.flatMap((count, i) => (count === most ? [label(i + 1, names[i], name)] : []))
  const equal = best.length > 3 ? `有${best.length}项` : best.join('和')
  return most > 0 && best.length > 1 ? `${equal}一样多，等召集人说怎么办` : ''
}
