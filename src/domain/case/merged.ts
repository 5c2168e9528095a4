import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'

/** Where what was merged goes on: whoever names it means that. */
export function goesOnAs(c: Community, matter: Case): Case {
  const next = matter.merged ? c.get('case', matter.merged.into) : undefined
  return next ? (next.merged ? goesOnAs(c, next) : next) : matter
}
