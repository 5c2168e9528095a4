import { isDeepStrictEqual } from 'node:util'
import type { Place } from '../../src/domain/heard/reading.ts'
import { leaving, redact } from '../../src/domain/wording/redact.ts'
import { words } from '../../src/reader/text/normal.ts'
import { placeIn } from '../../src/reader/trouble/place.ts'
import { READERS } from './ear.ts'
import { ownTalk } from './intake.ts'
import { OWN, rowsOf } from './rows.ts'
import { grouped, type Score, share } from './score.ts'
import { BALLOTS, isRight } from './votes.ts'

interface Located {
  readonly text: string
  readonly stratum: string
  /** None where nothing says where it is. */
  readonly place: Place | null
}
const isFound = ({ text, place }: Located): boolean =>
  isDeepStrictEqual(placeIn(words(text).text)?.place ?? null, place)

export const places = (): readonly Score[] => {
  const rows = rowsOf<Located>(OWN, 'place')
  const talk = ownTalk().flatMap(({ text, place }) => (place === undefined ? [] : [{ text, stratum: 'talk', place }]))
  const line = (stratum: string, some: readonly Located[]): Score => ({
    set: 'place',
    stratum,
    n: some.length,
    metric: 'accuracy',
    value: share(some, isFound),
  })
  return [
    ...[...grouped(rows, ({ stratum }) => stratum)].map(([name, some]) => line(name, some)),
    line('talk', talk),
    line('all', rows),
  ]
}
export const misplaced = (): readonly string[] =>
  rowsOf<Located>(OWN, 'place')
    .filter((row) => !isFound(row))
    .map(
      ({ text, place }) => `${text} ${JSON.stringify(place)}, read ${JSON.stringify(placeIn(words(text).text)?.place)}`,
    )

interface Private {
  readonly text: string
  readonly stratum: string
  /** What nobody may read. */
  readonly hide: readonly string[]
  /** What has to stay. */
  readonly keep: readonly string[]
  /** Of people whom the community knows: they are hidden from a model service, which learns of nobody. */
  readonly names?: readonly string[]
}
/** So much of a number in one piece is the number. */
const TELLING = 6
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\-—·.,，_]/g, '')
export const isHidden = (secret: string, shown: string): boolean => {
  const [all, told] = [bare(shown), bare(secret)]
  const length = Math.min(told.length, TELLING)
  for (let from = 0; from + length <= told.length; from++)
    if (all.includes(told.slice(from, from + length))) return false
  return true
}
/** What everybody may read of it; where names are to be hidden, what leaves for a model service. */
const shownOf = ({ text, names }: Private): string => (names === undefined ? redact(text) : leaving(text, names))
const leftOf = ({ text, names = [] }: Private): string => leaving(text, names)

export const redaction = (): readonly Score[] => {
  const rows = rowsOf<Private>(OWN, 'redaction')
  const scores = (stratum: string, some: readonly Private[], shown = shownOf): readonly Score[] => {
    const secrets = some.flatMap((row) => row.hide.map((secret) => isHidden(secret, shown(row))))
    const others = some.flatMap((row) => row.keep.map((word) => shown(row).includes(word)))
    const line = (metric: string, all: readonly boolean[]): readonly Score[] =>
      all.length === 0
        ? []
        : [{ set: 'redaction', stratum, n: all.length, metric, value: share(all, (right) => right) }]
    return [...line('recall', secrets), ...line('kept', others)]
  }
  return [
    ...[...grouped(rows, ({ stratum }) => stratum)].flatMap(([name, some]) => scores(name, some)),
    ...scores('all', rows),
    ...scores('all-for-a-model', rows, leftOf),
  ]
}
export const leaks = (): readonly string[] =>
  rowsOf<Private>(OWN, 'redaction').flatMap((row) => {
    const shown = shownOf(row)
    return [
      ...row.hide.filter((secret) => !isHidden(secret, shown)).map((secret) => `told ${secret}: ${shown}`),
      ...row.keep.filter((word) => !shown.includes(word)).map((word) => `lost ${word}: ${shown}`),
    ]
  })

interface After {
  readonly text: string
  /** 1: more of what was reported in the minutes before, 0: talk. */
  readonly label: 1 | 0
  /** Whether the rules were written in view of it. */
  readonly stratum: 'seen' | 'unseen'
}
/** What is said right after a report: taken where it tells more, and taken for nothing. */
export const more = (): readonly Score[] => {
  const by = READERS.get('trained')
  const rows = rowsOf<After>(OWN, 'more')
  const line = (metric: string, label: After['label'], stratum: string, some: readonly After[]): Score => {
    const those = some.filter((row) => row.label === label)
    const value = share(those, ({ text }) => by?.tellsMore(text) === true)
    return { set: 'more', stratum, n: those.length, metric, value }
  }
  return [...grouped(rows, ({ stratum }) => stratum)].flatMap(([stratum, some]) => [
    line('recall', 1, stratum, some),
    line('for-nothing', 0, stratum, some),
  ])
}

export const votes = (): readonly Score[] => [
  { set: 'votes', stratum: 'all', n: BALLOTS.length, metric: 'accuracy', value: share(BALLOTS, isRight) },
]
