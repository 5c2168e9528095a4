import type { Reading } from '../heard/reading.ts'
import { categoryOf, freshDue, usualOf } from '../limit/limit.ts'
import { answer, happened, type Outcome, type Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Catalogue } from '../state/constitution.ts'
import type { Case, Sorted } from '../state/matter.ts'
import { postFor } from './register.ts'
import { handling } from './staff.ts'

type Sort = Extract<Reading, { do: 'sort' }>

/** 分类 27 电梯困人 · 公事 27 · 即办 27 · 急 27: by those who may work on it. */
export const sort = (s: Situation, reading: Sort): Outcome | undefined =>
  handling(s, reading.case, 'sort', (matter) => {
    const named = reading.as === undefined ? {} : namedSort(s.c.is.catalogue, matter.category, reading.as)
    if (named === undefined) return answer({ say: 'which-sort', case: matter.number, as: reading.as ?? '' })
    const after = sorted(s.c, matter, { ...named, ...reading })
    if (isSame(matter, after)) return answer({ say: 'sorted-already', case: matter.number })
    return happened({
      type: 'case-sorted',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      after: { ...after, due: dueAfter(s, matter, after) },
      ...(after.post !== matter.post || (after.urgent && !matter.urgent) ? { calls: true } : {}),
    })
  })

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

/** A kind brings what is usual for it, unless that was said otherwise of this case; what it goes to answers for it while nobody has it. */
function sorted(c: Community, matter: Case, said: Partial<Sorted>): Sorted {
  const { category = matter.category, kind } = said
  const of = said.category === undefined ? { category, kind: matter.kind } : { category, kind }
  const [usual, before] = [usualOf(c, of), usualOf(c, matter)]
  const own = <T>(now: T, was: T, then: T): T => (now === was ? then : now)
  return {
    ...of,
    tier: said.tier ?? own(matter.tier, before.tier, usual.tier),
    handling: said.handling ?? own(matter.handling, before.handling, usual.handling),
    urgent: said.urgent ?? matter.urgent,
    post: said.category === undefined || matter.stage !== 'open' ? matter.post : postFor(c, of),
  }
}

const isSame = (matter: Case, after: Sorted): boolean =>
  (['category', 'kind', 'tier', 'handling', 'urgent', 'post'] as const).every((part) => matter[part] === after[part])

/** What was promised to who reported it stands: the limit may come earlier, never later. */
function dueAfter(s: Situation, matter: Case, after: Sorted): Case['due'] {
  const sooner = after.urgent !== matter.urgent || categoryOf(s.c, after.category).name !== matter.category
  return sooner && !matter.held ? Math.min(matter.due, freshDue(s.c, { ...matter, ...after }, s.now)) : matter.due
}
