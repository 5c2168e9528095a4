/** Chance that can be repeated: mulberry32. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** From 0 to 1. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0 to less than `size`. */
  below(size: number): number {
    return Math.floor(this.draw() * size)
  }

  /** From … to, both possible. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  happens(probability: number): boolean {
    return this.draw() < probability
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)]
    if (one === undefined) throw new Error('there is nothing to pick from')
    return one
  }

  /** A seed for chance of its own. */
  salt(): number {
    return this.below(2 ** 32)
  }

  /** One of those named, as often as their weights say. */
  weighted<T extends string>(weights: { readonly [K in T]: number }): T {
    const all = Object.entries(weights) as [T, number][]
    let left = this.draw() * all.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of all) {
      left -= weight
      if (left < 0) return name
    }
    return (all.at(-1) as [T, number])[0]
  }
}

/** Draws from 0 to 1. */
export const draws = (seed: number): (() => number) => {
  const chance = new Chance(seed)
  return () => chance.draw()
}
