import { features, type Head, MOST_FEATURES, pack } from '../../src/reader/trouble/linear.ts'
import { Chance } from '../chance.ts'

/** A text that is learnt from: which output it is of, and how much it counts. */
export interface Example {
  readonly text: string
  /** The label's place in the list. */
  readonly label: number
  readonly weight: number
}
export interface Options {
  readonly labels: readonly string[]
  readonly bits: number
  readonly rounds: number
  /** How far a step goes, what small weights are cut off by, and what large ones are drawn back by. */
  readonly step: number
  readonly l1: number
  readonly l2: number
  readonly seed: number
  /** Learnt so many times in other orders, and the mean taken: less hangs on the order. */
  readonly times?: number
}

/** Before it is made small and calibrated. */
export interface Fitted {
  readonly options: Options
  readonly weights: Float32Array
  readonly bias: Float64Array
}

const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum))
const outputsOf = ({ labels }: Options): number => (labels.length === 2 ? 1 : labels.length)
const wanted = (label: number, output: number, outputs: number): number =>
  outputs === 1 ? label : label === output ? 1 : 0

const shuffle = (order: Uint32Array, chance: Chance): void => {
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.below(i + 1)
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
}
type Follows = (found: Int32Array, start: number, slope: number) => void
/** Follow the regularised leader: a weight moves the less the more it has moved, and what speaks for nothing stays exactly 0. */
const follower = (weights: Float32Array, { step, l1, l2 }: Options): Follows => {
  const [z, n] = [new Float32Array(weights.length), new Float32Array(weights.length)]
  return (found, start, slope) => {
    const g = slope / Math.sqrt(found.length)
    for (let i = 0; i < found.length; i++) {
      const at = start + (found[i] as number)
      const before = n[at] as number
      const after = before + g * g
      const root = Math.sqrt(after)
      const moved = (z[at] as number) + g - ((root - Math.sqrt(before)) / step) * (weights[at] as number)
      n[at] = after
      z[at] = moved
      const excess = Math.abs(moved) - l1
      weights[at] = excess <= 0 ? 0 : (moved > 0 ? -excess : excess) / ((1 + root) / step + l2)
    }
  }
}
/** How far the part that is the same for all texts goes in a step. */
const BIAS_STEP = 0.1
/** Logistic regression, for each output by itself. */
export const learn = (examples: readonly Example[], options: Options): Fitted => {
  const buffer = new Int32Array(MOST_FEATURES)
  const known = examples.map(({ text }) => buffer.slice(0, features(text, options.bits, buffer)))
  const { times = 1, seed } = options
  const [first, ...others] = Array.from({ length: times }, (_, i) =>
    once(examples, known, { ...options, seed: seed + i }),
  )
  if (first === undefined) throw new Error('nothing is learnt in no time')
  const mean = (of: (one: Fitted) => Float32Array | Float64Array) => (own: number, at: number) =>
    others.reduce((sum, one) => sum + (of(one)[at] as number), own) / times
  const weights = first.weights.map(mean((one) => one.weights))
  return { options, weights, bias: first.bias.map(mean((one) => one.bias)) }
}
const once = (examples: readonly Example[], known: readonly Int32Array[], options: Options): Fitted => {
  const { bits, rounds, seed } = options
  const outputs = outputsOf(options)
  const weights = new Float32Array(outputs << bits)
  const follow = follower(weights, options)
  const [bias, moved] = [new Float64Array(outputs), new Float64Array(outputs).fill(1)]
  const chance = new Chance(seed)
  const order = Uint32Array.from(examples.keys())
  const see = (found: Int32Array, { label, weight }: Example, output: number): void => {
    const start = output << bits
    let sum = 0
    for (let i = 0; i < found.length; i++) sum += weights[start + (found[i] as number)] as number
    const sure = sigmoid(sum / Math.sqrt(found.length) + (bias[output] as number))
    const slope = (sure - wanted(label, output, outputs)) * weight
    follow(found, start, slope)
    moved[output] = (moved[output] as number) + slope * slope
    bias[output] = (bias[output] as number) - (BIAS_STEP * slope) / Math.sqrt(moved[output] as number)
  }
  for (let round = 0; round < rounds; round++) {
    shuffle(order, chance)
    for (const which of order)
      for (let output = 0; output < outputs; output++)
        see(known[which] as Int32Array, examples[which] as Example, output)
  }
  return { options, weights, bias }
}

/** The sum of each output, before it is calibrated. */
export const sums = ({ options, weights, bias }: Fitted, text: string): readonly number[] => {
  const buffer = new Int32Array(MOST_FEATURES)
  const count = features(text, options.bits, buffer)
  return Array.from(bias, (base, output) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += weights[(output << options.bits) + (buffer[i] as number)] as number
    return base + sum / Math.sqrt(count)
  })
}

/** One thing that was seen, as numbers. */
export interface Told {
  readonly x: readonly number[]
  readonly is: boolean
  readonly weight: number
}
/** Logistic regression over few numbers, to the end: Platt's calibration, and what counts beside it. */
export const weighing = (told: readonly Told[], ridge = 1e-6): readonly number[] => {
  let at: readonly number[] = (told[0]?.x ?? []).map(() => 0)
  for (let round = 0; round < 40; round++) at = nearer(at, told, ridge)
  return at
}
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0)
/** One step of Newton's. */
const nearer = (at: readonly number[], told: readonly Told[], ridge: number): readonly number[] => {
  const size = at.length
  const pull = at.map((one) => ridge * one)
  const bend = at.map((_, i) => at.map((__, j) => (i === j ? ridge : 0)))
  for (const { x, is, weight } of told) {
    const p = sigmoid(dot(at, x))
    const [off, slack] = [(p - (is ? 1 : 0)) * weight, Math.max(p * (1 - p), 1e-5) * weight]
    for (let i = 0; i < size; i++) {
      const xi = x[i] as number
      if (xi === 0) continue
      pull[i] = (pull[i] as number) + off * xi
      const row = bend[i] as number[]
      for (let j = 0; j < size; j++) row[j] = (row[j] as number) + slack * xi * (x[j] as number)
    }
  }
  const step = solved(bend, pull)
  return at.map((one, i) => one - Math.max(-2, Math.min(2, step[i] ?? 0)))
}
/** Gauss, with the largest pivot. */
const solved = (matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] => {
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot =
      rows
        .slice(column)
        .reduce(
          (best, row, i, rest) =>
            Math.abs(row[column] as number) > Math.abs((rest[best] as number[])[column] as number) ? i : best,
          0,
        ) + column
    const [one, other] = [rows[column] as number[], rows[pivot] as number[]]
    rows[column] = other
    rows[pivot] = one
    for (const [i, row] of rows.entries()) {
      const factor = i === column ? 0 : (row[column] as number) / (other[column] as number)
      if (factor !== 0) for (let j = column; j <= size; j++) row[j] = (row[j] as number) - factor * (other[j] as number)
    }
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number))
}

/** As it is shipped: a byte for each weight. The few largest are cut, so that the many small ones are kept apart. */
export const shipped = (
  { options: { labels, bits }, weights, bias }: Fitted,
  calibration: Head['calibration'],
  { lead = 0, skip = '', beside = [] }: Partial<Pick<Head, 'lead' | 'skip' | 'beside'>> = {},
): Uint8Array => {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort()
  const scale = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127
  const small = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))))
  return pack({ labels, bits, scale, bias: [...bias], calibration, lead, skip, beside }, small)
}
