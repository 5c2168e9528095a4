import type { Place } from '../heard/reading.ts'
import type { Case } from '../state/matter.ts'
import { placeWords } from './case.ts'

const TITLE = 20
const BUILDING = /(?:\d+|[一二三四五六七八九十]+)(?:号楼|栋|幢|座)(?:(?:\d+|[一二三四五六七八九十]+)单元)?/
const UNIT = /(?:\d+|[一二三四五六七八九十]+)单元/

const GROUP = /^\d+[组社队]/
/** 「5组」 of 「堰塘」 tells where it is, as 「4栋」 does; only another of its sort takes its place. */
const isBeside = (old: Place | undefined, place: Place): boolean =>
  old?.named !== undefined && place.named !== undefined && GROUP.test(old.named) !== GROUP.test(place.named)

/** How a text names the old place that the new one takes the place of. */
function namedIn(text: string, place: Place | undefined, by: Place): string {
  if (isBeside(place, by)) return ''
  if (place?.named !== undefined && place.building === undefined) return text.includes(place.named) ? place.named : ''
  return BUILDING.exec(text)?.[0] ?? UNIT.exec(text)?.[0] ?? ''
}

/** The old place and the new one in its place: a hall takes that of a garage with it, and is not named twice. */
function swap(text: string, old: Place | undefined, place: Place): readonly [before: string, now: string] {
  const building = namedIn(text, old, place)
  const spot = old?.named !== undefined && place.named !== undefined ? `${building}${old.named}` : ''
  const before = spot !== '' && text.includes(spot) ? spot : building
  const { named, ...dwelling } = place
  const words = placeWords({ place: dwelling })
  const isThere = words !== '' && named !== undefined && text.replace(before, '').includes(named)
  return [before, isThere ? words : placeWords({ place })]
}

/** The old place in the title gives way to the new one. */
export function retitled({ title, place: old }: Pick<Case, 'title' | 'place'>, place: Place): string {
  const [before, now] = swap(title, old, place)
  return (before === '' ? now + title : title.replace(before, now)).slice(0, TITLE)
}
/** And in what was said; where it named none, it stays as it is. */
export function relocated(text: string, old: Place | undefined, place: Place): string {
  const [before, now] = swap(text, old, place)
  return before === '' ? text : text.replace(before, now)
}

/** So too where nobody has read it yet: then it is named first. */
export const located = (text: string, old: Place | undefined, place: Place): string =>
  namedIn(text, old, place) === '' ? placeWords({ place }) + text : relocated(text, old, place)

/** 「我家」. */
export const isOwnHome = (words: string): boolean => /^(?:我|俺|咱)们?(?:自己)?(?:家|屋头?|屋里)/.test(words)

const ROOMS = /厨房|卫生间|厕所|洗手间|阳台|客厅|卧室|主卧|次卧|书房|飘窗/
/** 「说错了，是卫生间」 of what was said to be in the kitchen. */
const roomFor = (text: string, right: string): string =>
  new RegExp(`^(?:${ROOMS.source})$`).test(right) ? (ROOMS.exec(text)?.[0] ?? '') : ''
/** Whether it is only another room. */
export const isRoom = (text: string, right: string): boolean => roomFor(text, right) !== ''

/** The right words in the place of the wrong ones; what has none of these stays as it is. */
export const reworded = (text: string, by: { readonly wrong: string | undefined; readonly right: string }): string => {
  const { wrong = roomFor(text, by.right), right } = by
  return wrong === '' ? text : text.replace(wrong, right)
}
