import { join } from 'node:path'
import { enter, house } from './house.ts'
import { type Bench, judged, type Run } from './line.ts'
import { openMatters, upTo } from './matters.ts'
import { median, quantile } from './numbers.ts'
import { profile } from './profile.ts'
import { stream } from './stream.ts'
import { villages } from './village.ts'
import { appended, arrivals, Watch } from './watch.ts'

const RATE = 100
const ANSWERED = { votes: 0, reports: 100 } as const

interface Case {
  readonly metric: string
  readonly villages: number
  readonly residents: number
  readonly open: number
  readonly every: number
  readonly note: string
}
const ONE: Case = {
  metric: 'hear-to-synced-one',
  villages: 1,
  residents: 800,
  open: 2000,
  every: 3000,
  note: 'one community with 2,000 open matters, one compaction in the time (5,000 commits apart they come half as often)',
}
const MANY: Case = {
  metric: 'hear-to-synced',
  villages: 200,
  residents: 20,
  open: 10,
  every: 30,
  note: '200 communities with 10 open matters each, a compaction every 30 commits instead of 5,000',
}

/** W2: from hearing to the answer in the outbox, synced; 100 messages a second of which each is answered, compactions in between. */
export const hear: Bench = async (run) => {
  await measured(run, run.quick ? { ...MANY, villages: 5 } : MANY)
  await measured(run, run.quick ? { ...ONE, residents: 40, open: 50, every: 20 } : ONE)
}

const measured = async ({ quick, folder, print }: Run, of: Case): Promise<void> => {
  const all = villages(of.villages, of.residents)
  const dir = join(folder, of.metric)
  const watch = new Watch()
  const at = await house({
    dir,
    villages: all,
    every: of.every,
    through: (ledger) => watch.through(ledger),
    furnish: (ledger, village) => openMatters(ledger, village, upTo(of.open)),
  })
  await enter(at, all)
  const next = stream(all, ANSWERED, 9)
  let said = 0
  const ours = (seconds: number, seed: number): Promise<void> =>
    arrivals(RATE, seconds, seed, (since) => watch.hears(at, `hear-${said++}`, next(), since))
  await ours(quick ? 0.2 : 2, 1)
  await at.desk.settled()
  watch.took.length = 0
  watch.bytes.length = 0
  said = 1e6
  const bare: number[] = []
  for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
    await ours(quick ? 0.5 : 6, 10 + turn)
    await at.desk.settled()
    bare.push(...(await appended(dir, median(watch.bytes), RATE, quick ? 0.5 : 6, 10 + turn)))
  }
  const messages = said - 1e6
  const [value, baseline] = [quantile(watch.took, 0.99), quantile(bare, 0.99)]
  const line = judged(
    {
      bench: 'W2',
      metric: of.metric,
      value,
      unit: 'ms (p99)',
      baseline,
      ratio: value / baseline,
      median: median(watch.took),
      longest: Math.max(...watch.took),
      messages,
      answered: watch.took.length,
      note: `${of.note}; beside: an append of as many bytes and its sync`,
    },
    ['<', 25],
  )
  print(line)
  if (!line.met) for (const part of await profile('W2', of.metric, () => ours(quick ? 0.5 : 6, 20))) print(part)
  await at.close()
}
