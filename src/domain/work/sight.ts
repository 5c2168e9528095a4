import { lookAlike } from '../case/alike.ts'
import { caseOf, fallbackPost } from '../case/register.ts'
import type { Reading, Trouble } from '../heard/reading.ts'
import {
  answer,
  both,
  happened,
  is,
  isConvener,
  isOpen,
  joined,
  NOTHING,
  type Outcome,
  type Situation,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { finished } from './handle.ts'

/** 顺手弄了，3栋那灯 · 随手办 …: a case born closed, raised and finished in one by those who work here. */
export function onSight(s: Situation, { trouble, text }: Extract<Reading, { do: 'on-sight' }>): Outcome | undefined {
  if (!isConvener(s.speaker) && !is(s.speaker, 'handler', 'steward'))
    return s.heard.addressed ? answer({ say: 'staff-only' }) : undefined
  if (s.late || trouble.danger !== undefined) return undefined
  const matter = born(s, trouble)
  const alike = lookAlike(s, trouble).find(isOpen)
  return both(
    happened({ type: 'case-raised', at: s.now, case: matter.number, matter }),
    both(finished(s, matter, text, true), alike ? answer({ say: 'alike-open', case: alike.number }) : NOTHING),
  )
}

/** Told where the residents are, whatever is usual for its kind: it was done at once. */
function born(s: Situation, trouble: Trouble): Case {
  const room = s.room?.kind === 'residents' ? s.room.id : joined(s.c, 'residents')[0]?.id
  const matter = caseOf(
    s.c,
    { trouble, sources: [s.heard.id], photos: [] },
    { speaker: s.speaker, room: undefined, at: s.now },
  )
  return {
    ...matter,
    ...(room === undefined ? {} : { room }),
    handling: 'instant',
    stage: 'taken',
    handler: s.speaker.key,
    post: s.speaker.posts[0] ?? fallbackPost(s.c)?.name,
  }
}
