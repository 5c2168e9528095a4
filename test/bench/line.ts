/** One measured value: what `npm run bench` prints, a JSON object a line. */
export interface Line {
  readonly bench: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  /** The same of what it is compared with, measured in the same run. */
  readonly baseline?: number
  /** Value to baseline; where more is better, as often as the baseline. */
  readonly ratio?: number
  /** 「<= 15」 */
  readonly goal?: string
  readonly met?: boolean
  readonly note?: string
  readonly [more: string]: unknown
}
export type Print = (line: Line) => void

export interface Run {
  /** A smoke test: sizes so small that the numbers mean nothing. */
  readonly quick: boolean
  /** A folder on a real disk, kept until all benches are over: what is slow to build is shared there. */
  readonly folder: string
  readonly print: Print
}
export type Bench = (run: Run) => Promise<void>

type Goal = readonly ['<' | '<=' | '>=', number] | readonly ['within', number, number]

const isMet = (value: number, [sign, bound, upper = bound]: Goal): boolean => {
  switch (sign) {
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>=':
      return value >= bound
    case 'within':
      return value >= bound && value <= upper
  }
}

/** Four digits say more than any machine repeats. */
const rounded = (value: number): number => Number(value.toPrecision(4))

/** @returns the line with its goal, judged by the value, or by `by` where the goal is about something else of it. */
export const judged = (line: Line, goal: Goal, by = line.value): Line & { readonly met: boolean } => ({
  ...line,
  goal: goal.join(' '),
  met: isMet(by, goal),
})

export const printed = (line: Line): string =>
  JSON.stringify(line, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value))
