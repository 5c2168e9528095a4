import { words } from '../../src/reader/text/normal.ts'
import { evidenceOf } from '../../src/reader/trouble/evidence.ts'
import { beside } from '../../src/reader/trouble/hunch.ts'
import { lengthOf } from '../../src/reader/trouble/linear.ts'
import type { Known } from './corpus.ts'
import { vocabulary } from './ear.ts'
import { learn, type Options, shipped, sums, weighing } from './fit.ts'
import { hashOf } from './half.ts'

export const OPTIONS: Options = {
  labels: ['talk', 'trouble'],
  bits: 20,
  rounds: 4,
  step: 2,
  l1: 0.2,
  l2: 0.02,
  seed: 1,
  times: 3,
}
/** How much each counts where it is decided how sure is sure: in a group ordinary talk is by far the most. */
export const COUNTS: Readonly<Record<Known['of'], number>> = {
  title: 1,
  lead: 1,
  letter: 0.3,
  clause: 0,
  reply: 0.3,
  chat: 25,
  talks: 1,
  rare: 3,
  own: 0.5,
  made: 0.5,
}
const FOLDS = 5
/** Large weights beside the guess are drawn back, so that a sign that is seldom seen says little. */
const RIDGE = 1

interface Heard {
  readonly example: Known
  readonly sum: number
  readonly is: boolean
  readonly weight: number
}
/** What each would be given by a model that has not seen it, nor anything of the same text. */
const unseen = (examples: readonly Known[]): readonly Heard[] => {
  const foldOf = ({ from }: Known): number => Number.parseInt(hashOf(from).slice(4, 8), 16) % FOLDS
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const fitted = learn(
      examples.filter((one) => foldOf(one) !== fold),
      OPTIONS,
    )
    return examples.flatMap((example) => {
      const weight = foldOf(example) === fold ? COUNTS[example.of] : 0
      const [sum = 0] = weight > 0 ? sums(fitted, example.text) : []
      return weight > 0 ? [{ example, sum, is: example.label === 1, weight }] : []
    })
  })
}

export interface Taught {
  readonly bytes: Uint8Array
  readonly calibration: readonly number[]
  readonly beside: readonly number[]
}
/** Tells trouble from talk, how sure that is, and what the rules' signs count beside it. */
export const taught = (examples: readonly Known[]): Taught => {
  const heard = unseen(examples)
  const calibration = weighing(
    heard.map(({ sum, example: { text }, ...one }) => ({ ...one, x: [sum, 1, lengthOf(text)] })),
  )
  const [slope = 1, shift = 0, longer = 0] = calibration
  const guess = ({ sum, example: { text } }: Heard): number =>
    1 / (1 + Math.exp(-(slope * sum + shift + longer * lengthOf(text))))
  const weights = weighing(
    heard.map((one) => ({
      is: one.is,
      weight: one.weight,
      x: beside(guess(one), evidenceOf(words(one.example.text), vocabulary)),
    })),
    RIDGE,
  )
  const bytes = shipped(learn(examples, OPTIONS), [[slope, shift, longer]], { beside: weights })
  return { bytes, calibration, beside: weights }
}
