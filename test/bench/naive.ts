import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import type { Case } from '../../src/domain/state/matter.ts'
import { aCase } from '../store/sample.ts'
import { archived } from './archive.ts'
import { enter, heard, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { pairs, timed } from './numbers.ts'
import { MIXED, type Mix, type Saying, stream } from './stream.ts'
import { villages } from './village.ts'

interface Kept {
  readonly cases: Case[]
  heard: { readonly from: string; readonly text: string }
}

/** W1: beside a bot that keeps its cases in a file of lowdb and writes it at each message. */
export const naive: Bench = async ({ quick, folder, print }) => {
  const cases = quick ? 200 : 10_000
  const dir = join(folder, 'naive')
  await mkdir(dir)
  const all = villages(1, 40)
  const at = await house({ dir: join(dir, 'live'), villages: all })
  await enter(at, all)
  await archived(folder, join(dir, 'live/v0'), cases)
  const kept: Kept = { cases: Array.from({ length: cases }, (_, n) => aCase(n + 1)), heard: { from: '', text: '' } }
  const low = new Low<Kept>(new JSONFile(join(dir, 'db.json')), kept)
  const written = async ({ from, text }: Saying): Promise<void> => {
    low.data.heard = { from, text }
    await low.write()
  }
  let number = 0
  const said = async (sayings: readonly Saying[]): Promise<void> => {
    for (const saying of sayings) at.desk.hear(heard(`naive-${number++}`, saying))
    await at.desk.settled()
  }
  const rate = async (count: number, work: () => Promise<void>): Promise<number> => (1000 * count) / (await timed(work))
  const beside = async (mix: Mix, ours: number, theirs: number) => {
    const next = stream(all, mix, 8)
    const fresh = (count: number): readonly Saying[] => Array.from({ length: count }, next)
    return pairs(
      quick ? 2 : 5,
      async () => {
        const sayings = fresh(ours)
        return rate(ours, () => said(sayings))
      },
      () =>
        rate(theirs, async () => {
          for (const saying of fresh(theirs)) await written(saying)
        }),
    )
  }
  const note = `one community; ${cases} cases: in lowdb's file, and archived with us; the mix of mixed-rate`
  const talk = await beside(MIXED, quick ? 200 : 3000, quick ? 5 : 15)
  const unit = 'messages/s'
  const line = {
    bench: 'W1',
    metric: 'lowdb',
    value: talk.ours,
    unit,
    baseline: talk.theirs,
    ratio: talk.ratio,
    note,
  }
  print(judged(line, ['>=', 250], talk.ratio))
  const votes = await beside({ votes: 100, reports: 0 }, quick ? 100 : 1000, quick ? 5 : 15)
  const each = {
    bench: 'W1',
    metric: 'lowdb-votes',
    value: votes.ours,
    unit,
    baseline: votes.theirs,
    ratio: votes.ratio,
  }
  print({ ...each, note: 'where every message is a vote, and stored' })
  await at.close()
  await rm(dir, { recursive: true }) // a gigabyte that was never synced, and need not be
}
