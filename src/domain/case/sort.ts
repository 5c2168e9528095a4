import type { Reading } from '../heard/reading.ts'
import { answer, happened, type Outcome, type Situation } from '../situation.ts'
import type { Catalogue } from '../state/constitution.ts'
import type { Case } from '../state/matter.ts'
import { sortedAs } from './sorted.ts'
import { handling } from './staff.ts'

type Sort = Extract<Reading, { do: 'sort' }>

/** 分类 27 电梯困人 · 公事 27 · 即办 27 · 急 27: by those who may work on it. */
export const sort = (s: Situation, reading: Sort): Outcome | undefined =>
  handling(s, reading.case, 'sort', (matter) => {
    const named = reading.as === undefined ? {} : namedSort(s.c.is.catalogue, matter.category, reading.as)
    if (named === undefined) return answer({ say: 'which-sort', case: matter.number, as: reading.as ?? '' })
    if (asksOnly(reading)) return answer({ say: 'sorted-by', case: matter.number })
    const fact = sortedAs(s, matter, { ...named, ...reading })
    return fact ? happened(fact) : answer({ say: 'sorted-already', case: matter.number })
  })

/** 「分类 27」. */
const asksOnly = ({ as, tier, handling, urgent }: Sort): boolean =>
  as === undefined && tier === undefined && handling === undefined && urgent === undefined

/** 「电梯困人」「电梯」「困人」「异响」: where a word is of several categories, the one that the case has. */
function namedSort(
  { categories }: Catalogue,
  current: string,
  said: string,
): Pick<Case, 'category' | 'kind'> | undefined {
  if (categories.some(({ name }) => name === said)) return { category: said }
  const kinds = categories.flatMap(({ name, kinds = [] }) => kinds.map((kind) => ({ category: name, kind: kind.name })))
  const meant = [
    kinds.filter(({ category, kind }) => said === category + kind),
    kinds.filter(({ category, kind }) => kind === said && category === current),
    kinds.filter(({ kind }) => kind === said),
    kinds.filter(({ category, kind }) => category === current && kind.includes(said)),
    kinds.filter(({ category, kind }) => said.startsWith(category) && kind.includes(said.slice(category.length))),
    kinds.filter(({ kind }) => kind.includes(said)),
  ].find((found) => found.length > 0)
  return meant?.length === 1 ? meant[0] : undefined
}
