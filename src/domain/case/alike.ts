import { DAY, HOUR, type Instant, MINUTE } from '../calendar.ts'
import type { Place, Trouble } from '../heard/reading.ts'
import { cases, isOpen, isSomewhere, type Situation, samePlace } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { isOwn } from '../wording/home.ts'
import { saysStill } from '../wording/rating.ts'
import { ALIKE, type Likeness, liken, likeness } from './likeness.ts'
import { homeOf } from './register.ts'
import { isWide, spreadOf } from './wide.ts'

const ALIKE_WITHIN = 14 * DAY
const SPREADS_WITHIN = 30 * MINUTE
/** The likeliest, and those named beside it. */
const MOST = 3
/** What counts beside the words, which reach 1. */
const WORTH = { unit: 0.5, kind: 0.3, open: 0.2, place: 0.5 }

// A case is a new object when it changes.
const likenesses = new WeakMap<Case, Likeness>()
function likenessOf(matter: Case): Likeness {
  const known = likenesses.get(matter)
  if (known) return known
  const made = liken(`${matter.title}\n${matter.text}`)
  likenesses.set(matter, made)
  return made
}

/**
 * Open or lately finished cases about the same, the likeliest first: of the same category in the same place, or by their
 * words where one of the two is not said. 家事 is nobody else's.
 */
export function lookAlike({ c, at, speaker }: Situation, trouble: Trouble): readonly Case[] {
  const place = trouble.place ?? (trouble.atHome || saysStill(trouble.text) ? homeOf(speaker) : undefined)
  const near = cases(
    c,
    (matter) =>
      isLately(matter, at) &&
      matter.tier !== 'family' &&
      (mayBe(c, matter, trouble.category, place) || isSpreading(c, matter, trouble, at)),
  )
  if (near.length === 0) return []
  const words = liken(`${trouble.title}\n${trouble.text}`)
  return near
    .flatMap((matter, i) => {
      const like = likeness(words, likenessOf(matter))
      return isLike(c, matter, trouble, place, like)
        ? [{ matter, i, score: like + beside(matter, trouble, place) }]
        : []
    })
    .sort((a, b) => b.score - a.score || b.i - a.i)
    .slice(0, MOST)
    .map(({ matter }) => matter)
}

const isLately = (matter: Case, at: Instant): boolean =>
  isOpen(matter) || (matter.stage === 'done' && matter.next === undefined && at - (matter.endedAt ?? 0) <= ALIKE_WITHIN)

/** The cheap part: nothing in it speaks against it. */
function mayBe(c: Community, matter: Case, category: string, place: Place | undefined): boolean {
  if (matter.category !== category) return false
  const there = spreadOf(c, matter)
  return !isSomewhere(there) || !isSomewhere(place) || samePlace(there, place)
}

/** What many have at once begins in one building after the other. */
const isSpreading = (c: Community, matter: Case, { category, kind }: Trouble, at: Instant): boolean =>
  isOpen(matter) &&
  matter.category === category &&
  matter.kind === kind &&
  at - matter.raisedAt <= SPREADS_WITHIN &&
  isWide(c, matter)

/** In the same place, and not of another kind, words prove nothing; else they have to be like. */
function isLike(c: Community, matter: Case, { kind }: Trouble, place: Place | undefined, like: number): boolean {
  const placed = isSomewhere(spreadOf(c, matter)) && isSomewhere(place)
  const other = kind !== undefined && matter.kind !== undefined && kind !== matter.kind
  return (placed && !other) || like >= ALIKE
}

const beside = (matter: Case, { kind }: Trouble, place: Place | undefined): number =>
  (place?.unit === matter.place?.unit ? WORTH.unit : 0) +
  (isSomewhere(matter.place) === isSomewhere(place) ? WORTH.place : 0) +
  (kind !== undefined && kind === matter.kind ? WORTH.kind : 0) +
  (isOpen(matter) ? WORTH.open : 0)

/** Many voices about one danger, within the hour and not told apart by place or by whom it happens to, are one case. */
export const sameDanger = (s: Situation, trouble: Trouble): Case | undefined =>
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.danger === trouble.danger &&
      s.at - matter.raisedAt <= HOUR &&
      !isSomebodyElse(s, trouble, matter) &&
      (trouble.place === undefined || matter.place === undefined || samePlace(matter.place, trouble.place)),
  ).at(-1)

/** Whether another is hurt than the one it tells of: whoever is never called for lies there. A fire is one for all. */
export function isSomebodyElse({ c, speaker }: Situation, { danger, place, text }: Trouble, matter: Case): boolean {
  if (danger === undefined || isForAll(c, danger)) return false
  if (matter.reporter === speaker.key) return isOwn(text) !== isOwn(matter.text)
  return isOwn(text) || !isSomewhere(place) || !isSomewhere(matter.place)
}

export const isForAll = (c: Community, danger: string): boolean =>
  c.is.catalogue.dangers.some((one) => one.name === danger && one.spreads === true)

/** Suicide and violence get a number and a person at once, never a public case. */
export const isUnspoken = (c: Community, danger: string | undefined): boolean =>
  c.is.catalogue.dangers.some((one) => one.name === danger && one.unspoken === true)

/** The speaker's own case that she says again: after a recall, in other words at once, or as what is still so. */
export const repeated = (s: Situation, trouble: Trouble): Case | undefined =>
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.reporter === s.speaker.key &&
      matter.category === trouble.category &&
      (trouble.danger === undefined || s.at - matter.raisedAt <= HOUR) &&
      (matter.goingAt !== undefined ||
        samePlace(matter.place, trouble.place) ||
        (!isSomewhere(trouble.place) && saysStill(trouble.text))),
  ).at(-1)
