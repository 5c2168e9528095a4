import type { Catalogue } from '../../src/domain/state/constitution.ts'
import { words } from '../../src/reader/text/normal.ts'
import { evidenceOf } from '../../src/reader/trouble/evidence.ts'
import { gist } from '../../src/reader/trouble/trouble.ts'
import { vocabulary } from './ear.ts'
import { type Example, learn, type Options, shipped } from './fit.ts'
import type { Talk } from './talk.ts'

export interface Sorting {
  readonly bytes: Uint8Array
  readonly options: Options
  readonly rows: Readonly<Record<string, number>>
}
/** Words of the catalogue, and what neighbours say: of which category of the catalogue it is. */
export const sorting = ({ categories }: Catalogue, talk: readonly Talk[]): Sorting => {
  const labels = categories.map(({ name }) => name)
  const told = talk.filter(({ label, category }) => label === 1 && category !== undefined)
  const share = (category: string): number =>
    told.length / labels.length / told.filter((one) => one.category === category).length
  const balance = new Map(labels.map((label) => [label, Math.sqrt(share(label))]))
  const named = categories.flatMap(({ name, words: own, kinds = [] }) =>
    [...own, ...kinds.flatMap((kind) => kind.words)]
      .filter((word) => word.length >= 2)
      .map((word): Example => ({ text: word.replace('…', ''), label: labels.indexOf(name), weight: 1 })),
  )
  const said = told.map(
    ({ text, category = '' }): Example => ({
      text: gist(evidenceOf(words(text), vocabulary), vocabulary),
      label: labels.indexOf(category),
      weight: balance.get(category) ?? 1,
    }),
  )
  const options: Options = { labels, bits: 15, rounds: 5, step: 2, l1: 0.1, l2: 0.05, seed: 1 }
  return {
    bytes: shipped(
      learn([...named, ...said], options),
      labels.map(() => [1, 0, 0]),
    ),
    options,
    rows: { catalogue: named.length, talk: said.length },
  }
}
