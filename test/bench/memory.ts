import { join } from 'node:path'
import { child } from './child.ts'
import { type Bench, judged } from './line.ts'
import { median } from './numbers.ts'
import type { Used } from './used.ts'

const CHILD = join(import.meta.dirname, 'used.ts')

/** W5: what we add to the memory of bare Wechaty with 200 groups of 500, 20,000 people in all, each of whom has spoken. */
export const memory: Bench = async ({ quick, folder, print }) => {
  const [groups, residents] = quick ? [5, 10] : [200, 100]
  const used: { readonly ours: Used; readonly theirs: Used }[] = []
  const process = (what: string, turn: number): Promise<Used> =>
    child(CHILD, [what, join(folder, `memory-${what}-${turn}`), String(groups), String(residents)])
  for (let turn = 0; turn < (quick ? 1 : 3); turn++)
    used.push({ theirs: await process('bare', turn), ours: await process('ours', turn) })
  const of = (kind: 'rss' | 'heap') => {
    const value = median(used.map((one) => one.ours[kind] - one.theirs[kind]))
    const baseline = median(used.map((one) => one.theirs[kind]))
    return { value, baseline, ratio: (value + baseline) / baseline, unit: 'MB' }
  }
  const people = groups * residents
  const note = `${groups} groups of ${5 * residents}, ${people} people, each a listed resident of one of ${groups} communities; after garbage collection, each in a process of its own`
  print(judged({ bench: 'W5', metric: 'added-memory', ...of('rss'), note }, ['<', 100]))
  print({ bench: 'W5', metric: 'added-heap', ...of('heap') })
}
