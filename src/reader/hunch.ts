import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Evidence, isPlain, isTalk, isTerse, ruledSure, signsOf } from './evidence.ts'
import { linear } from './linear.ts'

/** What the trained model thinks of a text. It knows words, and nothing of who says them where. */
export interface Hunch {
  /** How sure it is, by itself, that something is to be put right. */
  guess(text: string): number
  /** How sure that is when what the rules see is weighed beside its guess. */
  weigh(guess: number, evidence: Evidence): number
}

/** Where there is no model, the rules stand by themselves. */
export const none: Hunch = { guess: () => 0, weigh: (_, evidence) => ruledSure(evidence) }

/** Shorter than anything that it has learnt. */
const LEAST = 5
/** With less than this, and nothing that the rules would look at, it is ordinary talk. */
export const POSSIBLE = 0.1
/** What the rules are this sure of is asked about, unless the model is as good as certain that it is not … */
const ASKED = 0.5
const UNLIKELY = 0.1
/** … and even then from here on, or where it is terse. */
const PLAIN = 0.75
const TROUBLE = 1

const odds = (sure: number): number => Math.log(Math.max(sure, 1e-4) / Math.max(1 - sure, 1e-4))
/** What is weighed: the model's guess, then the signs. The same for whoever trains and whoever reads. */
export const beside = (guess: number, evidence: Evidence): readonly number[] => [
  1,
  odds(guess),
  ...signsOf(evidence, ruledSure(evidence)),
]

export const hunchOf = (bytes: Uint8Array): Hunch => {
  const { score, beside: weights } = linear(bytes)
  const weigh = (guess: number, evidence: Evidence): number => {
    const ruled = ruledSure(evidence)
    if (guess < POSSIBLE && isPlain(evidence)) return ruled
    const sum = beside(guess, evidence).reduce((total, sign, i) => total + sign * (weights[i] ?? 0), 0)
    const sure = Math.round(100 / (1 + Math.exp(-sum))) / 100
    if (ruled < ASKED) return isTalk(evidence) ? ruled : sure
    return sure < UNLIKELY && ruled < PLAIN && !isTerse(evidence) ? sure : Math.max(ruled, sure)
  }
  return { guess: (text) => (text.length < LEAST ? 0 : (score(text)[TROUBLE] ?? 0)), weigh }
}

const FILE = join(import.meta.dirname, '../../data/reader.model')
/** By the file that comes with the program. */
export const SHIPPED: Hunch = existsSync(FILE) ? hunchOf(readFileSync(FILE)) : none
