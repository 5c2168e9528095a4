import type { NotMerged } from '../answer.ts'
import { goneTo } from '../level/letter.ts'
import {
  answer,
  happened,
  isConvener,
  isOpen,
  isStaff,
  mayHandle,
  type Outcome,
  type Situation,
  UNDO_WITHIN,
  unitOf,
} from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Brought, Case, Supporter } from '../state/matter.ts'
import { handling } from './staff.ts'

/** 并 27 19: 27 goes on as 19, by somebody who may work on 27. Of residents such words are ordinary ones. */
export function merge(s: Situation, number: number, into: number): Outcome | undefined {
  if (!isStaff(s.speaker) && !s.heard.addressed) return undefined
  return handling(s, number, 'merge', (matter) => {
    const target = s.c.get('case', into)
    if (!target || target.hidden) return answer({ say: 'no-such-case', number: into })
    const why = apart(s.c, matter, target)
    if (why) return answer({ say: 'not-merged', case: matter.number, into, why })
    const about = { at: s.now, by: s.speaker.key, brought: broughtBy(s.c, matter, target) }
    return happened(
      { type: 'case-merged', case: matter.number, into, ...about },
      { type: 'case-took-in', case: into, of: matter.number, ...about },
    )
  })
}

/** What another level has, what is told to nobody, and what people think about stays by itself; a danger goes into no other. */
function apart(c: Community, matter: Case, target: Case): NotMerged | undefined {
  if (matter.number === target.number) return 'itself'
  if (!isOpen(target)) return 'ended'
  if (matter.tier === 'family' || target.tier === 'family') return 'private'
  if ([matter, target].some((one) => goneTo(one) || one.from)) return 'away'
  if (matter.danger !== undefined && matter.danger !== target.danger) return 'danger'
  return c.get('forum', matter.number) ? 'forum' : undefined
}

/** Its people as far as they are not there already, and all that was said and shown of it. */
function broughtBy(c: Community, matter: Case, target: Case): Brought {
  const reporter = c.get('person', matter.reporter)
  const hers = c.get('person', target.reporter)
  const known = new Set([...(hers ? [unitOf(hers)] : []), ...target.supporters.map(({ unit }) => unit)])
  const first: readonly Supporter[] = reporter
    ? [
        {
          person: reporter.key,
          unit: unitOf(reporter),
          ...placeOf(matter),
          ...(matter.room ? { room: matter.room } : {}),
        },
      ]
    : []
  return {
    supporters: [...first, ...matter.supporters].filter(({ unit }) => !known.has(unit)),
    sources: matter.sources.filter((id) => !target.sources.includes(id)),
    media: matter.media.filter(({ of }) => !target.media.some((one) => one.of === of)),
    text: matter.room === undefined || target.text.includes(matter.text) ? '' : matter.text,
  }
}
const placeOf = ({ place }: Case): Pick<Supporter, 'place'> => (place ? { place } : {})

/** 拆 27 · 27不是19: within 10 minutes, by whoever merged it, or a convener. */
export function part(s: Situation, number: number, from: number | undefined): Outcome | undefined {
  const matter = s.c.get('case', number)
  const { merged } = matter ?? {}
  if (!matter || !merged || (from !== undefined && merged.into !== from))
    return from === undefined && isStaff(s.speaker) ? notMerged(number, matter) : undefined
  if (s.speaker.key !== merged.by && !isConvener(s.speaker) && !mayHandle(s.speaker, matter))
    return answer({ say: 'not-yours', case: number, who: 'conveners', told: false })
  const target = s.c.get('case', merged.into)
  if (s.at - merged.at > UNDO_WITHIN || !target || !isOpen(target))
    return answer({ say: 'not-merged', case: number, into: merged.into, why: 'late' })
  const about = { at: s.now, by: s.speaker.key }
  return happened(
    { type: 'case-parted', case: number, from: merged.into, ...about },
    { type: 'case-let-go', case: merged.into, of: number, brought: merged.brought, ...about },
  )
}

const notMerged = (number: number, matter: Case | undefined): Outcome =>
  matter && !matter.hidden
    ? answer({ say: 'not-merged', case: number, into: number, why: 'never' })
    : answer({ say: 'no-such-case', number })
