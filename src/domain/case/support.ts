import { MINUTE } from '../calendar.ts'
import type { Place } from '../heard/reading.ts'
import { resumed } from '../limit/limit.ts'
import {
  answer,
  concerns,
  happened,
  isOpen,
  justRaisedHere,
  NOTHING,
  named,
  type Outcome,
  type Situation,
  unitOf,
} from '../situation.ts'
import type { Bundle } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'

/** Votes and +1: the first is acknowledged at once, those of the next 60 s in one line. */
const BUNDLE = MINUTE

/** A further household affected. Each counts once. */
export function support(s: Situation, matter: Case, place: Place | undefined, byNumber = false): Outcome {
  if (matter.tier === 'family' && !concerns(matter, s.speaker))
    return answer({ say: 'not-yours', case: matter.number, who: 'reporter', told: false })
  if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
  const unit = unitOf(s.speaker)
  const known = [matter.reporter, ...matter.supporters.map(({ person }) => person)]
  const reporter = s.c.get('person', matter.reporter)
  if (
    known.includes(s.speaker.key) ||
    (reporter && unitOf(reporter) === unit) ||
    matter.supporters.some((one) => one.unit === unit)
  )
    return byNumber || s.heard.addressed || s.heard.quote
      ? answer({ say: 'supported-already', case: matter.number })
      : NOTHING
  return happened(
    {
      type: 'case-supported',
      at: s.now,
      case: matter.number,
      supporter: { person: s.speaker.key, unit, ...(place ? { place } : {}), ...(s.room ? { room: s.room.id } : {}) },
      source: s.heard.id,
    },
    {
      type: 'act-noted',
      at: s.now,
      act: { person: s.speaker.key, at: s.now, act: { did: 'support', case: matter.number } },
    },
    ...(matter.held?.why === 'resident' ? resumed(s.c, matter, s.now, s.speaker.key) : []), // she waits too
    ...acknowledge(s, `#${matter.number}`),
  )
}

/** 「+1 27」, of a quoted receipt, or within 10 minutes of the only fresh case here. */
export function supportNamed(
  s: Situation,
  reading: { readonly case?: number; readonly place?: Place; readonly how: 'plain' | 'quoting' },
): Outcome | undefined {
  const number = named(s, reading.case)
  if (number !== undefined) {
    const matter = s.c.get('case', number)
    return matter ? support(s, matter, reading.place, true) : answer({ say: 'no-such-case', number })
  }
  if (reading.how === 'quoting' || s.heard.quote || s.late) return undefined
  const fresh = s.room && justRaisedHere(s)
  if (fresh) return support(s, fresh, reading.place)
  return s.heard.addressed ? answer({ say: 'nothing-to-support' }) : undefined
}

/** What the bundle of a room is about that holds the answers to 「还好吗」, of whichever case. */
export const ANSWERS = 'still'

/** Opens or grows the bundle that acknowledges votes and supports in this room, and apart from them ratings. */
export function acknowledge(s: Situation, about: string, of: '' | '/rated' = ''): readonly Fact[] {
  if (!s.room) return []
  const key = `${s.room.id}/${about}${of}`
  const bundle = s.c.get('bundle', key)
  if (bundle) return [{ type: 'bundle-grew', at: s.now, key, person: s.speaker.key }]
  const fresh: Bundle = { key, room: s.room.id, about, until: s.now + BUNDLE, people: [] }
  return [{ type: 'bundle-opened', at: s.now, bundle: fresh }]
}

/** Whether the speaker's vote or support is told at once, or waits for the bundle of its room. */
export const isBundled = (facts: readonly Fact[], { room, about }: Pick<Bundle, 'room' | 'about'>): boolean =>
  facts.some((fact) => fact.type === 'bundle-grew' && fact.key === `${room}/${about}`)
