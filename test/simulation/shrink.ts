import type { Bug } from './plant.ts'
import { type Outcome, run } from './run.ts'
import { type Step, stepsOf } from './steps.ts'

/** Takes steps away as long as the same invariant breaks: halves first, then single ones. */
export async function shrink(seed: number, bug: Bug, tries = 300): Promise<Outcome> {
  let steps = stepsOf(seed)
  let found = await run(seed, bug, steps)
  let left = tries
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
    for (let from = 0; from < steps.length && left > 0; left--) {
      const fewer: readonly Step[] = [...steps.slice(0, from), ...steps.slice(from + size)]
      const outcome = await run(seed, bug, fewer)
      if (outcome.broken?.invariant === found.broken?.invariant) {
        steps = fewer
        found = outcome
      } else from += size
    }
  }
  return found
}

/** What a person needs to understand it. */
export const told = ({ seed, broken, story }: Outcome, bug?: string): string =>
  [
    broken
      ? `seed ${seed}: invariant ${broken.invariant} is broken: ${broken.what}`
      : `seed ${seed}: nothing is broken`,
    ...story.map((line) => `  ${line}`),
    `again: npm run simulate -- --seed ${seed} --runs 1${bug === undefined ? '' : ` --bug '${bug}'`}`,
  ].join('\n')
