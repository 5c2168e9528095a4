import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bare, through } from './bare.ts'
import { Gate, world } from './gate.ts'
import { house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { pairs, timed } from './numbers.ts'
import { ours } from './ours.ts'
import { profile } from './profile.ts'
import { MIXED, type Saying, stream } from './stream.ts'
import { type Village, villages } from './village.ts'

/** W1: chatter, votes and reports over 200 groups, through Wechaty, until all that they changed is synced. */
export const mixed: Bench = async ({ quick, folder, print }) => {
  const all = villages(quick ? 5 : 200, 20)
  const dir = join(folder, 'mixed/live')
  const scene = world(join(folder, 'mixed'), all)
  const at = await house({ dir, villages: all })
  const gates = { empty: new Gate(scene), full: new Gate(scene) }
  const empty = await bare(gates.empty)
  const full = await ours(gates.full, at.desk, at.desk.outbox, 2 * all.length)
  await at.desk.settled()
  const count = quick ? 500 : 10_000
  const next = stream(all, MIXED, 6)
  const fresh = (): readonly Saying[] => Array.from({ length: count }, next)
  const told = await stored(dir, all)
  let said = 0
  const settled = async (): Promise<number> => {
    const sayings = fresh()
    said += sayings.filter(({ kind }) => kind !== 'chatter').length
    return timed(async () => {
      await through(gates.full, full, sayings)
      await at.desk.settled()
    })
  }
  const perSecond = (ms: number): number => (1000 * count) / ms
  const {
    ours: value,
    theirs: baseline,
    ratio,
  } = await pairs(
    quick ? 2 : 9,
    async () => perSecond(await settled()),
    async () => perSecond(await through(gates.empty, empty, fresh())),
  )
  const kept = ((await stored(dir, all)) - told) / said
  const note = `${all.length} communities of a residents' and a staff room; 95 % chatter, 3 % votes, 2 % reports; sent at WeChat's own pace`
  const measured = { bench: 'W1', metric: 'mixed-rate', value, unit: 'messages/s', baseline, ratio, note }
  const line = judged(measured, ['>=', 5000])
  print(line)
  if (!line.met) for (const part of await profile('W1', 'mixed-rate', settled)) print(part)
  const share = {
    bench: 'W1',
    metric: 'mixed-synced',
    value: kept,
    unit: 'messages in the files to votes and reports',
  }
  print(judged({ ...share, note: 'read from the files while the program still runs' }, ['>=', 0.99]))
  await full.stop()
  await empty.stop()
  await at.close()
}

/** How many messages the files say were acted on. */
const stored = async (dir: string, all: readonly Village[]): Promise<number> => {
  let count = 0
  for (const { is } of all) {
    const [head = '{}', ...tail] = (await readFile(join(dir, is.id, 'community.ndjson'), 'utf8')).trimEnd().split('\n')
    const { ids } = JSON.parse(head) as { readonly ids: readonly unknown[] }
    count += ids.length
    for (const line of tail) count += (JSON.parse(line) as { readonly ids: readonly unknown[] }).ids.length
  }
  return count
}
