import { freshDue } from '../limit/limit.ts'
import { affects, both, happened, type Outcome, type Situation } from '../situation.ts'
import type { Draft } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { after } from '../turn.ts'
import { joinAgain } from './more.ts'
import { register } from './register.ts'

/**
 * She says that it is the one that was finished lately. By those who reported it: it is not mended, and goes on. By
 * others: a case of its own that names it.
 */
export function recur(s: Situation, matter: Case, draft: Draft): Outcome {
  if (!affects(s.c, matter, s.speaker)) return anew(s, matter, draft)
  const again = happened({
    type: 'case-reopened',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    text: draft.trouble.text,
    due: freshDue(s.c, matter, s.now),
  })
  const { trouble, ...files } = draft
  const photos = { ...files, trouble: { ...trouble, text: '' } }
  const then = { ...s, c: after(s.c, again.facts) }
  return draft.photos.length === 0 ? again : both(again, joinAgain(then, matter, photos))
}

function anew(s: Situation, matter: Case, draft: Draft): Outcome {
  const fresh = register(s, { ...draft, again: matter.number })
  const raised = fresh.facts.find((fact) => fact.type === 'case-raised')
  const about = { at: s.now, by: s.speaker.key, text: draft.trouble.text }
  return raised ? both(fresh, happened({ type: 'came-back', case: matter.number, as: raised.case, ...about })) : fresh
}
