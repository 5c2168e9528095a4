import '../../src/zone.ts'
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ledger } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { DAY } from '../store/sample.ts'
import { archived } from './archive.ts'
import { child, report } from './child.ts'
import { clock } from './clock.ts'
import { enter, heard, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { openMatters, upTo } from './matters.ts'
import { median, timed } from './numbers.ts'
import { START, type Village, villages } from './village.ts'

interface Took {
  readonly ms: number
}

const village = (): Village => {
  const [one] = villages(1, 300)
  if (!one) throw new Error('there is no village')
  return one
}

/** W4: from opening the store to the first settled message, each time in a new process, as after a kill. */
export const start: Bench = async ({ quick, folder, print }) => {
  const [open, tail] = quick ? [50, 100] : [2000, 4990]
  const one = village()
  const laid = await lay(join(folder, 'start'), one, open, tail)
  for (const cases of quick ? [500] : [100_000, 1_000_000]) {
    const dir = join(folder, `start-${cases}`)
    await archived(folder, join(dir, one.is.id), cases)
    const [ours, parsed]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < (quick ? 1 : 7); turn++) {
      await copyFile(laid, join(dir, one.is.id, 'community.ndjson'))
      ours.push((await child<Took>(import.meta.filename, ['opens', dir])).ms)
      parsed.push((await child<Took>(import.meta.filename, ['parses', laid])).ms)
    }
    const [value, baseline] = [median(ours), median(parsed)]
    const about = `${open} open matters, ${tail} commits in the tail, ${cases} archived cases, one of which is asked for`
    const note = `${about}; beside: JSON.parse of each line of the same file`
    const longest = Math.max(...ours)
    const measured = {
      bench: 'W4',
      metric: 'start',
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
      longest,
      note,
    }
    print(judged(measured, ['<', 1000]))
  }
}

/** @returns the file of a community that was killed just before its next compaction. */
const lay = async (dir: string, one: Village, open: number, tail: number): Promise<string> => {
  const furnish = (ledger: Ledger): Promise<void> => openMatters(ledger, one, upTo(open))
  const at = await house({ dir, villages: [one], every: 1e9, furnish })
  await enter(at, [one])
  await at.close()
  const store = await files({ dir, clock, ended: () => [], every: 1e9 })
  const ledger = await store.open(one.is.id)
  await openMatters(
    ledger,
    one,
    upTo(tail).map((number) => 1 + (number % open)),
  ) // no new ones: they change
  const laid = join(dir, 'laid.ndjson')
  await copyFile(join(dir, one.is.id, 'community.ndjson'), laid)
  await store.close()
  return laid
}

/** The first message asks for an archived case, and its answer is in the outbox, synced. */
const opens = async (dir: string): Promise<number> => {
  const one = village()
  const ask = { village: one, from: one.residents[7] ?? '', text: '进度 1005', called: true, kind: 'report' } as const
  return timed(async () => {
    const at = await house({ dir, villages: [one] })
    const before = at.desk.outbox.due(START + DAY).length
    at.desk.hear(heard('first', ask))
    await at.desk.settled()
    if (at.desk.outbox.due(START + DAY).length !== before + 1) throw new Error('the first message was not answered')
  })
}

const parses = async (file: string): Promise<number> =>
  timed(async () => {
    for (const line of (await readFile(file, 'utf8')).trimEnd().split('\n')) JSON.parse(line)
  })

const [, script, what, path] = process.argv
if (script === import.meta.filename && path !== undefined)
  await report({ ms: await (what === 'opens' ? opens(path) : parses(path)) } satisfies Took)
