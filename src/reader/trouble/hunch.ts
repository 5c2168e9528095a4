import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Evidence, isOff, isPlain, ruledSure, signsOf, telling } from './evidence.ts'
import { type Linear, linear } from './linear.ts'

/** What the trained model thinks of a text. It knows words, and nothing of who says them where. */
export interface Hunch {
  /** How sure it is, by itself, that something is to be put right; 0 where it is too short to say. */
  guess(text: string): number
  /** How sure that is when what the rules see is weighed beside its guess. */
  weigh(guess: number, evidence: Evidence): number
  /** How likely a trouble is of each category that it has learnt, by their names. */
  sorts(text: string): ReadonlyMap<string, number>
}

/** Where there is no model, the rules stand by themselves. */
export const none: Hunch = { guess: () => 0, weigh: (_, evidence) => ruledSure(evidence), sorts: () => new Map() }

/** Shorter than anything that it has learnt. */
const LEAST = 3
/** With less than this, and nothing that the rules would look at, it is ordinary talk. */
export const POSSIBLE = 0.1
/** What the rules are this sure of is asked about … */
const ASKED = 0.5
/** … unless the model finds it less likely than this, and it is no outage, nor in a house that is named. */
const UNLIKELY = 0.2
/** Where they see nothing at all, the model has to be this sure by itself. */
const ALONE = 0.55
/** … and where it is not, it is in doubt. */
const DOUBTED = 0.45
const TROUBLE = 1

/** 「5栋302漏水」, but not 「3栋的停水通知在哪」. */
const isToldOfHouse = (guess: number, { place, clauses }: Evidence): boolean =>
  guess >= POSSIBLE && place?.building !== undefined && clauses.some(({ things }) => things.some(telling))

const odds = (sure: number): number => Math.log(Math.max(sure, 1e-4) / Math.max(1 - sure, 1e-4))
/** What is weighed: the model's guess, then the signs. The same for whoever trains and whoever reads. */
export const beside = (guess: number, evidence: Evidence, ruled: number = ruledSure(evidence)): readonly number[] => [
  1,
  odds(guess),
  ...signsOf(evidence, ruled),
]

const SIGNS = beside(0, { text: '', clauses: [], place: undefined }).length

/** @param kinds of a trouble, which category it is of; without it words decide that alone */
export const hunchOf = (bytes: Uint8Array, kinds?: Uint8Array): Hunch => {
  const { score, beside: weights } = linear(bytes)
  if (weights.length !== SIGNS) throw new Error('the model was trained beside other signs: run npm run train')
  const weigh = (guess: number, evidence: Evidence): number => {
    const ruled = ruledSure(evidence)
    const plain = isPlain(evidence)
    if (plain && guess < POSSIBLE) return ruled
    const sum = beside(guess, evidence, ruled).reduce((total, sign, i) => total + sign * (weights[i] ?? 0), 0)
    const sure = Math.round(100 / (1 + Math.exp(-sum))) / 100
    if (plain && sure < ALONE) return Math.min(sure, DOUBTED)
    if (ruled < ASKED) return sure
    const isRefused =
      guess > 0 && sure < UNLIKELY && !isOff(evidence) && !isToldOfHouse(guess, evidence) && !isForeign(evidence)
    return isRefused ? sure : Math.max(ruled, sure)
  }
  const sorter = kinds === undefined ? undefined : linear(kinds)
  const learnt = new Set(sorter?.labels)
  /** Of a category that only this community has. */
  const isForeign = ({ clauses }: Evidence): boolean =>
    clauses.some(({ things }) => things.some(({ name }) => !learnt.has(name)))
  const sorts = sorter === undefined ? none.sorts : sorting(sorter)
  return { guess: (text) => (text.length < LEAST ? 0 : (score(text)[TROUBLE] ?? 0)), weigh, sorts }
}
const sorting =
  ({ labels, score }: Linear): Hunch['sorts'] =>
  (text) => {
    const likely = score(text)
    return new Map(labels.map((name, i) => [name, likely[i] ?? 0]))
  }

const FILES = ['reader.model', 'category.model'].map((name) => join(import.meta.dirname, '../../../data', name))
const files = FILES.map((file) => (existsSync(file) ? readFileSync(file) : undefined))
/** By the files that come with the program. */
export const SHIPPED: Hunch = files[0] === undefined ? none : hunchOf(files[0], files[1])
