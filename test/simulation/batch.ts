import { Count } from './count.ts'
import { type Bug, NO_BUG } from './plant.ts'
import { run } from './run.ts'
import { shrink, told } from './shrink.ts'

export interface Batch {
  readonly from: number
  /** At least so many. */
  readonly runs: number
  /** And as many more as fit, in ms by this clock. */
  readonly until?: { readonly clock: () => number; readonly ms: number }
  readonly bug?: Bug
  readonly name?: string
  /** After so many broken runs it stops. */
  readonly enough?: number
}
export interface Summary {
  readonly runs: number
  readonly count: readonly (readonly [string, number])[]
  /** Each broken run, shrunk, in words. */
  readonly broken: readonly { readonly seed: number; readonly invariant: number; readonly told: string }[]
}

/** Run after run, from one seed to the next. */
export async function batch({ from, runs, until, bug = NO_BUG, name, enough = 3 }: Batch): Promise<Summary> {
  const count = new Count()
  const broken: Summary['broken'][number][] = []
  const start = until?.clock() ?? 0
  let done = 0
  for (; done < runs || (until && until.clock() - start < until.ms); done++) {
    const outcome = await run(from + done, bug)
    count.add(outcome.world.count.of)
    if (!outcome.broken) continue
    broken.push({
      seed: from + done,
      invariant: outcome.broken.invariant,
      told: told(await shrink(from + done, bug), name),
    })
    if (broken.length >= enough) break
  }
  return { runs: done, count: [...count.of], broken }
}
