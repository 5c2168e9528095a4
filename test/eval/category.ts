import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Linear, linear } from '../../src/reader/trouble/linear.ts'
import { READERS, troubleOf, type Which } from './ear.ts'
import { ownTalk } from './intake.ts'
import { isFresh, OWN, rowsOf } from './rows.ts'
import { type Classed, confusions, macro, type Score } from './score.ts'

interface Row {
  readonly text: string
  readonly title: string
  readonly label: string
  readonly label_kind: string
}
const MODEL = join(OWN, 'city.model')

/** The seven classes of a city's letters, which only this measuring knows; none before it is trained. */
const trained = (): Linear | undefined => (existsSync(MODEL) ? linear(readFileSync(MODEL)) : undefined)
const best = (by: Linear, text: string): string => {
  const scores = by.score(text)
  return by.labels[scores.indexOf(Math.max(...scores))] ?? ''
}

const GOLD = /^gold/
const city = (by: Linear, folder: string): readonly (readonly [stratum: string, rows: readonly Classed[]])[] => {
  const rows = rowsOf<Row>(folder, 'category').filter(({ label_kind }) => GOLD.test(label_kind))
  return (['text', 'title'] as const).map((part) => [
    part,
    rows
      .filter((row) => isFresh(row.text) && isFresh(row.title))
      .map((row) => ({ is: row.label, found: best(by, row[part]) })),
  ])
}

/** Our own troubles by the catalogue; what is not found at all is of no category. */
export const ownCategories = (which: Which): readonly Classed[] => {
  const by = READERS.get(which)
  if (by === undefined) return []
  return ownTalk()
    .filter(({ label }) => label === 1)
    .flatMap(({ text, category }) => {
      const found = troubleOf(by, text)?.category
      return category === undefined || found === undefined ? [] : [{ is: category, found }]
    })
}

const line = (stratum: string, rows: readonly Classed[]): readonly Score[] =>
  rows.length === 0 ? [] : [{ set: 'category', stratum, n: rows.length, metric: 'macro-f1', value: macro(rows) }]

export interface Categories {
  readonly scores: readonly Score[]
  readonly confused: readonly string[]
}
export const categories = (folder: string | undefined): Categories => {
  const by = folder === undefined ? undefined : trained()
  const classed = by === undefined || folder === undefined ? [] : city(by, folder)
  const own = [...READERS.keys()].map((which) => [which, ownCategories(which)] as const)
  return {
    scores: [
      ...classed.flatMap(([stratum, rows]) => line(stratum, rows)),
      ...own.flatMap(([which, rows]) => line('own', rows).map((score): Score => ({ ...score, reader: which }))),
    ],
    confused: [
      ...classed.flatMap(([stratum, rows]) => confusions(rows).map((what) => `category/${stratum} ${what}`)),
      ...own.flatMap(([which, rows]) => confusions(rows).map((what) => `category/own ${which} ${what}`)),
    ],
  }
}
