import { HOUR, type Instant, isQuiet, MINUTE } from '../calendar.ts'
import type { Place } from '../heard/reading.ts'
import { categoryOf, sortOf } from '../limit/limit.ts'
import { cases, isOpen, type Situation } from '../situation.ts'
import type { Bundle, Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { homeOf } from './register.ts'

/** From so many households on it is told in one line what many of them have. */
const MANY = 5
/** So long voices without a number are of it, counted from when it was raised; longer while they go on. */
const FRESH = HOUR

/** 停电, 停水: many households have it at once. */
export const isWide = (
  c: Community,
  { category, kind }: { readonly category: string; readonly kind?: string | undefined },
): boolean => sortOf(categoryOf(c, category), kind)?.wide === true

export const isOfMany = (c: Community, matter: Case): boolean =>
  isWide(c, matter) && matter.tier !== 'family' && matter.supporters.length + 1 >= MANY

/** What is being told in this room of what many have. */
const bundleOf = (c: Community, room: string, number: number): Bundle | undefined =>
  c.get('bundle', `${room}/#${number}`)

/** The case that voices in this room are about just now, where it is of the kind that many have, and the only one. */
export function runningHere(s: Situation, category = s.category): Case | undefined {
  const { c, room, at } = s
  if (!room) return undefined
  const running = cases(
    c,
    (matter) =>
      matter.room === room.id &&
      isOpen(matter) &&
      matter.tier !== 'family' &&
      (category === undefined || matter.category === category) &&
      (at - matter.raisedAt <= FRESH || bundleOf(c, room.id, matter.number) !== undefined) &&
      isWide(c, matter),
  )
  return running.length === 1 ? running[0] : undefined
}

/** By night nobody is told one by one that her voice was counted. */
export const isCountedInSilence = ({ c, now, heard }: Situation, matter: Case): boolean =>
  !heard.addressed && !heard.quote && isWide(c, matter) && (isQuiet(now, c.is.settings) || isOfMany(c, matter))

/** Between two lines about what many have. */
const BETWEEN = 30 * MINUTE

/** What many have, and this bundle holds voices of; none: it holds others. */
export function manyIn(c: Community, { about, key, room }: Bundle): Case | undefined {
  const matter = about.startsWith('#') && key === `${room}/${about}` ? c.get('case', about.slice(1)) : undefined
  return matter && isOpen(matter) && isOfMany(c, matter) ? matter : undefined
}

/** It is told; of what many have the next voices are counted in silence, and told together much later. */
export function bundleDue(c: Community, bundle: Bundle, now: Instant): readonly Fact[] {
  const said: Fact = { type: 'bundle-said', at: now, bundle }
  if (bundle.people.length === 0 || !manyIn(c, bundle)) return [said]
  const next: Bundle = { ...bundle, until: now + BETWEEN, people: [], spread: (bundle.spread ?? 0) + 1 }
  return [said, { type: 'bundle-opened', at: now, bundle: next }]
}

/** All the buildings that it is known to be in: as said, or where those live who have it. */
export function buildingsOf(c: Community, matter: Case): readonly string[] {
  const places = [matter.place, ...matter.supporters.map(({ person, place }) => place ?? homeAt(c, person))]
  const first = matter.place?.building === undefined ? [homeAt(c, matter.reporter)] : []
  const all = [...places, ...first].flatMap((place) => named(place))
  return [...new Set(all)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
const named = (place: Place | undefined): readonly string[] =>
  place?.building === undefined ? [] : [place.building, ...(place.also ?? [])]
const homeAt = (c: Community, key: string): Place | undefined => {
  const person = c.get('person', key)
  return person && homeOf(person)
}

/** As far as it has spread. */
export function spreadOf(c: Community, matter: Case): Place | undefined {
  if (!isWide(c, matter)) return matter.place
  const [building, ...also] = buildingsOf(c, matter)
  return building === undefined ? matter.place : { building, ...(also.length > 0 ? { also } : {}) }
}
