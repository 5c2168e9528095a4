import { without } from '../../src/reader/trouble/linear.ts'
import type { Letter } from './corpus.ts'
import { unmasked } from './corpus.ts'
import { type Example, learn, type Options, shipped } from './fit.ts'
import { overlap } from './overlap.ts'
import { rowsOf } from './rows.ts'

interface Classed extends Letter {
  readonly label_kind: string
}
interface Segmented {
  readonly text: string
  readonly tokens: readonly string[]
  readonly label: string
}

/** Where a title might end, and so many words in the middle of a letter. */
const TITLE = 18
const STRETCH = 8
const STRETCHES = 7
const stretches = ({ tokens }: Segmented): readonly string[] =>
  Array.from({ length: STRETCHES }, (_, i) => tokens.slice((i + 1) * STRETCH, (i + 2) * STRETCH))
    .filter((some) => some.length === STRETCH)
    .map((some) => unmasked(some.join('')))

export interface City {
  readonly bytes: Uint8Array
  readonly options: Options
  readonly rows: Readonly<Record<string, number>>
  /** Rows of the test's own file that are in no score. */
  readonly trainedOn: readonly string[]
}
const LEAD = 0.8

const shares = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const [counts, total] = [new Map<string, number>(), texts.reduce((sum, text) => sum + text.length, 0)]
  for (const text of texts) for (const unit of text) counts.set(unit, (counts.get(unit) ?? 0) + 1 / total)
  return counts
}
/** So common in what people write, and so much rarer in the cut-up texts, that it was taken out of those: marks, 「的」. */
const [COMMON, CUT] = [3e-4, 0.35]
const skipped = (natural: readonly string[], segmented: readonly string[]): string => {
  const cut = shares(segmented)
  return [...shares(natural)]
    .filter(([unit, share]) => share > COMMON && (cut.get(unit) ?? 0) < CUT * share)
    .map(([unit]) => unit)
    .sort()
    .join('')
}
/** The seven classes of a city's letters: nothing of the product, only measured with. */
export const city = (folder: string): City => {
  const rows = rowsOf<Classed>(folder, 'category')
  const gold = rows.filter(({ label_kind }) => label_kind.startsWith('gold'))
  const isGold = overlap(gold.map(({ text }) => unmasked(text)))
  const ids = new Set(rows.map(({ id }) => id))
  const silver = rows.filter((row) => !gold.includes(row) && !isGold(unmasked(row.text)))
  const letters = rowsOf<Letter>(folder, 'messages').filter(
    ({ id, label, text }) => label !== null && !ids.has(id) && !isGold(unmasked(text)),
  )
  const segmented = rowsOf<Segmented>(folder, 'category-train-segmented').filter(({ text }) => !isGold(unmasked(text)))
  const labels = [...new Set(segmented.map(({ label }) => label))].sort()
  const skip = skipped(
    rowsOf<Letter>(folder, 'messages').map(({ text }) => text),
    segmented.map(({ text }) => text),
  )
  const balance = new Map(
    labels.map((label) => {
      const count = segmented.filter((row) => row.label === label).length
      return [label, Math.sqrt(segmented.length / labels.length / count)]
    }),
  )
  const example = (label: string | null, text: string, weight: number): Example => ({
    text: without(unmasked(text), skip),
    label: labels.indexOf(label ?? ''),
    weight: weight * (balance.get(label ?? '') ?? 1),
  })
  const examples = [
    ...segmented.flatMap((row) => [
      example(row.label, row.text, 1),
      example(row.label, unmasked(row.text).slice(0, TITLE), 1),
      ...stretches(row).map((text) => example(row.label, text, 0.5)),
    ]),
    ...[...letters, ...silver].flatMap(({ label, title, text }) => [
      example(label, title, 3.6),
      example(label, text, 3),
    ]),
  ]
  const options: Options = { labels, bits: 17, rounds: 5, step: 2, l1: 0.4, l2: 0.1, seed: 1 }
  return {
    bytes: shipped(
      learn(examples, options),
      labels.map(() => [1, 0, 0]),
      { lead: LEAD, skip },
    ),
    options,
    rows: {
      'category-train-segmented': segmented.length,
      messages: letters.length,
      'category (silver)': silver.length,
    },
    trainedOn: silver.map(({ text }) => text),
  }
}
