import { DAY, MINUTE } from '../calendar.ts'
import type { Place, Trouble } from '../heard/reading.ts'
import { anyCategory, resumed } from '../limit/limit.ts'
import {
  affects,
  answer,
  cases,
  concerns,
  happened,
  isOpen,
  isSomewhere,
  justRaisedHere,
  NOTHING,
  named,
  type Outcome,
  type Situation,
  samePlace,
  undoable,
  unitOf,
} from '../situation.ts'
import type { Bundle } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { goesOnAs } from './merged.ts'
import { homeOf } from './register.ts'
import { joinDraft } from './waiting.ts'
import { isCountedInSilence, runningHere } from './wide.ts'

/** Votes and +1: the first is acknowledged at once, those of the next 60 s in one line. */
const BUNDLE = MINUTE

/** A further household affected. Each counts once. */
export function support(s: Situation, matter: Case, place: Place | undefined, byNumber = false): Outcome {
  if (matter.tier === 'family' && !concerns(matter, s.speaker))
    return answer({ say: 'not-yours', case: matter.number, who: 'reporter', told: false })
  if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
  const unit = unitOf(s.speaker)
  if (affects(s.c, matter, s.speaker))
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
    undoable(s, { did: 'support', case: matter.number }),
    ...(matter.held?.why === 'resident' ? resumed(s.c, matter, s.now, s.speaker.key) : []), // she waits too
    ...acknowledge(s, `#${matter.number}`, '', isCountedInSilence(s, matter)),
  )
}

/** What many have at once, and she tells of it as well: her household is counted, and nothing more is asked. */
export function voice(
  s: Situation,
  { category, kind, place }: Pick<Trouble, 'category' | 'kind' | 'place'>,
): Outcome | undefined {
  if (s.late || s.heard.addressed || s.heard.quote) return undefined
  const running = runningHere(s, category) ?? (TOO.test(s.heard.text) ? alike(s, category, place) : undefined)
  return running && (kind === undefined || kind === running.kind) ? support(s, running, place) : undefined
}

/** 「我家也是水小得很」, of what a neighbour has just told. */
const TOO = /^(?:我|俺|咱)(?:们)?(?:家|屋头|家里|这里|这边|单元|这?栋|楼|组)?(?:里)?(?:都)?(?:也|一样)/
function alike(s: Situation, category: string, place: Place | undefined): Case | undefined {
  const fresh = justRaisedHere(s)
  const isIt = fresh?.category === category && fresh.reporter !== s.speaker.key
  return isIt && (!isSomewhere(place) || samePlace(fresh.place, place)) ? fresh : undefined
}

/** 「又停了」, while it is talked of here that many have it. */
export function again(s: Situation, place?: Place): Outcome | undefined {
  const running = s.late || s.heard.addressed || s.heard.quote || !s.speaker.heard ? undefined : runningHere(s)
  return running && support(s, running, place)
}

/** 「+1 27」, of a quoted receipt, or within 10 minutes of the only fresh case here. */
export function supportNamed(
  s: Situation,
  reading: { readonly case?: number; readonly place?: Place; readonly how: 'plain' | 'quoting' | 'voice' },
): Outcome | undefined {
  const number = named(s, reading.case)
  if (number !== undefined) {
    const matter = s.c.get('case', number)
    return matter ? support(s, goesOnAs(s.c, matter), reading.place, true) : answer({ say: 'no-such-case', number })
  }
  if (reading.how === 'voice') return again(s, reading.place)
  if (reading.how === 'quoting' || s.heard.quote || s.late) return undefined
  const fresh = s.room && [runningHere(s), justRaisedHere(s)].find((matter) => matter && isOfThat(s, matter))
  if (fresh) return support(s, fresh, reading.place)
  const waiting = joinDraft(s, reading)
  if (waiting) return waiting
  if (!s.heard.addressed || s.category !== undefined) return undefined
  const only = onlyFitting(s)
  return only ? support(s, only, reading.place) : answer({ say: 'nothing-to-support' })
}

/** 「@小议 我家也是」: of the only case of this room in a day that may be in her house. */
function onlyFitting(s: Situation): Case | undefined {
  const home = homeOf(s.speaker)
  const fitting = cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.room !== undefined &&
      matter.room === s.room?.id &&
      s.at - matter.raisedAt <= DAY &&
      matter.tier !== 'family' &&
      (home === undefined || matter.place?.building === undefined || matter.place.building === home.building),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** 「我们单元也没水」 is nothing of a lamp. What nobody could sort may be anything. */
const isOfThat = ({ c, category }: Situation, matter: Case): boolean =>
  category === undefined || [matter.category, anyCategory(c)].includes(category) || matter.category === anyCategory(c)

/** What the bundle of a room is about that holds the answers to 「还好吗」, of whichever case. */
export const ANSWERS = 'still'

/** Opens or grows the bundle that acknowledges votes and supports in this room, and apart from them ratings. */
export function acknowledge(s: Situation, about: string, of: '' | '/rated' = '', silently = false): readonly Fact[] {
  if (!s.room) return []
  const key = `${s.room.id}/${about}${of}`
  const bundle = s.c.get('bundle', key)
  if (bundle) return [{ type: 'bundle-grew', at: s.now, key, person: s.speaker.key }]
  const people = silently ? [s.speaker.key] : []
  const fresh: Bundle = { key, room: s.room.id, about, until: s.now + BUNDLE, people }
  return [{ type: 'bundle-opened', at: s.now, bundle: fresh }]
}

/** Whether the speaker's vote or support is told at once, or waits for the bundle of its room. */
export const isBundled = (facts: readonly Fact[], { room, about }: Pick<Bundle, 'room' | 'about'>): boolean =>
  facts.some(
    (fact) =>
      (fact.type === 'bundle-grew' && fact.key === `${room}/${about}`) ||
      (fact.type === 'bundle-opened' && fact.bundle.key === `${room}/${about}` && fact.bundle.people.length > 0),
  )
