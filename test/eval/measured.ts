import type { Reader } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { words } from '../../src/reader/text/normal.ts'
import { type Hunch, none } from '../../src/reader/trouble/hunch.ts'
import { ENOUGH } from '../../src/reader/trouble/trouble.ts'
import { troubleOf } from './ear.ts'
import { grouped, quality, share } from './score.ts'

export interface Labelled {
  readonly text: string
  readonly label: number | string
  readonly stratum: string
}
type Ways = Readonly<Record<'rules' | 'model' | 'both', number | null>>
export interface Measured {
  readonly f1: Readonly<Record<string, Ways>>
  /** Of each stratum what would be asked about. */
  readonly asked: Readonly<Record<string, Ways & { readonly n: number }>>
}

/** The rules alone, the model alone and both, on rows of which nothing was learnt. */
export const measured = (rows: readonly Labelled[], hunch: Hunch): Measured => {
  const [rules, both] = [reader(undefined, none), reader(undefined, hunch)]
  const asks = (by: Reader, { text }: Labelled): boolean => troubleOf(by, text) !== undefined
  const judged = rows.map((row) => ({
    ...row,
    rules: asks(rules, row),
    model: hunch.guess(words(row.text).whole) >= ENOUGH,
    both: asks(both, row),
  }))
  const ways = (of: (way: keyof Ways) => number | null): Ways => ({
    rules: of('rules'),
    model: of('model'),
    both: of('both'),
  })
  const f1 = (some: typeof judged): Ways =>
    ways((way) => quality(some.map((row) => ({ is: row.label === 1, found: row[way] }))).f1)
  const known = judged.filter(({ label }) => label !== 'borderline')
  const intake = known.filter(({ stratum }) => !/^(?:own|chat)/.test(stratum))
  return {
    f1: {
      all: f1(intake),
      'all-without-official-replies': f1(intake.filter(({ stratum }) => !stratum.includes('official'))),
      own: f1(known.filter(({ stratum }) => stratum.startsWith('own'))),
    },
    asked: Object.fromEntries(
      [...grouped(judged, ({ stratum, label }) => `${stratum} (${label})`)].map(([name, some]) => [
        name,
        { n: some.length, ...ways((way) => share(some, (row) => row[way])) },
      ]),
    ),
  }
}
