import type { Which } from './ear.ts'

/** One line of what is measured. */
export interface Score {
  readonly set: string
  readonly stratum: string
  readonly n: number
  readonly metric: string
  /** None where there was nothing to measure. */
  readonly value: number | null
  readonly reader?: Which
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/** The share of the rows for which it holds. */
export const share = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): number | null =>
  rows.length === 0 ? null : rounded(rows.filter(holds).length / rows.length)

/** What was to be found, and what was. */
export interface Judged {
  readonly is: boolean
  readonly found: boolean
}
export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}
export const quality = (rows: readonly Judged[]): Quality => {
  const right = rows.filter(({ is, found }) => is && found).length
  const precision = right / Math.max(rows.filter(({ found }) => found).length, 1)
  const recall = right / Math.max(rows.filter(({ is }) => is).length, 1)
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
}

/** What class a row has, and which it was given. */
export interface Classed {
  readonly is: string
  readonly found: string
}
/** The mean over the classes that there are, each counting alike. */
export const macro = (rows: readonly Classed[]): number | null => {
  const classes = [...new Set(rows.map(({ is }) => is))]
  const each = classes.map((one) => quality(rows.map(({ is, found }) => ({ is: is === one, found: found === one }))).f1)
  return each.length === 0 ? null : rounded(each.reduce((sum, f1) => sum + f1, 0) / each.length)
}

/** 「噪音 taken for 邻里纠纷: 4」, the commonest first. */
export const confusions = (rows: readonly Classed[], most = 20): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { is, found } of rows)
    if (is !== found) counts.set(`${is} taken for ${found}`, (counts.get(`${is} taken for ${found}`) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([what, count]) => `${what}: ${count}`)
}

export const grouped = <Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}
