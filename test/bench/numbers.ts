/** The value below which this share of all lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export interface Pairs {
  readonly ours: number
  readonly theirs: number
  /** The median of the pairs' own differences: what hits both halves of a pair alike falls out. */
  readonly more: number
  /** Likewise: ours to theirs. */
  readonly ratio: number
}

/** Measures two things in turn, each as often first, so that background load hits both alike. The first pair only warms up. */
export const pairs = async (
  times: number,
  ours: (turn: number) => Promise<number>,
  theirs: (turn: number) => Promise<number>,
): Promise<Pairs> => {
  const measured: { readonly ours: number; readonly theirs: number }[] = []
  for (let turn = 0; turn <= times; turn++) {
    if (turn % 2 === 0) measured.push({ ours: await settled(ours, turn), theirs: await settled(theirs, turn) })
    else {
      const first = await settled(theirs, turn)
      measured.push({ ours: await settled(ours, turn), theirs: first })
    }
  }
  const counted = measured.slice(1)
  return {
    ours: median(counted.map((pair) => pair.ours)),
    theirs: median(counted.map((pair) => pair.theirs)),
    more: median(counted.map((pair) => pair.ours - pair.theirs)),
    ratio: median(counted.map((pair) => pair.ours / pair.theirs)),
  }
}

/** No half pays for the garbage of the other. */
const settled = (measure: (turn: number) => Promise<number>, turn: number): Promise<number> => {
  global.gc?.()
  return measure(turn)
}

/** Ms that it takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Ms of the processors' time that it takes in all threads of this process: what others do in the meantime does not count. */
export const worked = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
