import { goneTo } from '../level/letter.ts'
import { categoryOf, freshDue, usualOf } from '../limit/limit.ts'
import type { Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case, Sorted } from '../state/matter.ts'
import { postFor } from './register.ts'

type CaseSorted = Extract<CaseFact, { type: 'case-sorted' }>

/** Sorted as somebody says, whoever it is; none: it is so already. Who is to do it then, or is to hurry, is called. */
export function sortedAs(s: Situation, matter: Case, said: Partial<Sorted>): CaseSorted | undefined {
  const after = sorted(s.c, matter, said)
  if (isSame(matter, after)) return undefined
  return {
    type: 'case-sorted',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    after: { ...after, due: dueAfter(s, matter, after) },
    ...(after.post !== matter.post || (after.urgent && !matter.urgent) ? { calls: true } : {}),
  }
}

/** A kind brings what is usual for it, unless that was said otherwise of this case; what it goes to answers for it while nobody has it. */
function sorted(c: Community, matter: Case, said: Partial<Sorted>): Sorted {
  const { category = matter.category, kind } = said
  const of = said.category === undefined ? { category, kind: matter.kind } : { category, kind }
  const [usual, before] = [usualOf(c, of), usualOf(c, matter)]
  const own = <T>(now: T, was: T, then: T): T => (now === was ? then : now)
  return {
    ...of,
    // What turns out to be a quarrel of neighbours is nobody else's, whatever was said of what it was taken for.
    tier: said.tier ?? (usual.tier === 'family' ? usual.tier : own(matter.tier, before.tier, usual.tier)),
    handling: said.handling ?? own(matter.handling, before.handling, usual.handling),
    urgent: said.urgent ?? matter.urgent,
    post:
      said.post ??
      (said.category === undefined || matter.stage !== 'open'
        ? matter.post
        : postFor(c, { ...of, ...(matter.blamed && { blamed: matter.blamed }) })),
  }
}

const isSame = (matter: Case, after: Sorted): boolean =>
  (['category', 'kind', 'tier', 'handling', 'urgent', 'post'] as const).every((part) => matter[part] === after[part])

/**
 * What was promised to who reported it stands: the limit may come earlier, never later. What is put off stays so, and a
 * date that a convener or another level gave is theirs to change; where it presses now, only another level's.
 */
function dueAfter(s: Situation, matter: Case, after: Sorted): Case['due'] {
  const other = categoryOf(s.c, after.category).name !== matter.category && !matter.given
  const sooner = (other || after.urgent !== matter.urgent) && !matter.held && !goneTo(matter)
  return sooner ? Math.min(matter.due, freshDue(s.c, { ...matter, ...after }, s.now)) : matter.due
}
