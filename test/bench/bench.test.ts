import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { reader } from '../../src/reader/reader.ts'
import { vocabulary } from '../reader/hear.ts'
import { heard } from './house.ts'
import type { Line } from './line.ts'
import { pairs, quantile } from './numbers.ts'
import { CHATTER, stream } from './stream.ts'
import { villages } from './village.ts'

/** Each bench's own lines; how fast anything is on this machine is nothing that a test could know. */
const METRICS = [
  'W1 own-cost',
  'W1 own-cost-cpu',
  'W1 adapter-cost',
  'W1 awaits-before-reader',
  'W1 desk-cost',
  'W1 reader-cost',
  'W1 grpc-rate',
  'W1 mixed-rate',
  'W1 mixed-synced',
  'W1 archive-built',
  'W1 archive-chatter',
  'W1 archive-mixed',
  'W1 archive-asked',
  'W1 lowdb',
  'W1 lowdb-votes',
  'W2 hear-to-synced',
  'W2 hear-to-synced-one',
  'W3 vote-to-settled',
  'W4 start',
  'W5 added-memory',
  'W5 added-heap',
  'W6 card',
  'W6 card-holds',
  'W6 sheet',
  'W7 announced',
  'W7 urgent-overtakes',
  'W7 repeats-after-kill',
  'W8 beat',
]

describe('npm run bench', () => {
  let lines: readonly Line[] = []
  let code: unknown

  beforeAll(async () => {
    const args = ['--import', 'tsx', join(import.meta.dirname, 'bench.ts'), '--quick']
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said, [ended]] = await Promise.all([text(running.stdout), once(running, 'close')])
    code = ended
    lines = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  }, 180_000)

  const named = (name: string) => lines.find(({ bench, metric }) => `${bench} ${metric}` === name)

  it('begins and ends with the machine', () => {
    expect(code).toBe(0)
    expect([lines[0]?.metric, lines.at(-1)?.metric]).toEqual(['background-load-before', 'background-load-after'])
  })

  it.each(METRICS)('%s is measured', (name) => {
    const line = named(name)
    expect(line).toMatchObject({ value: expect.any(Number), unit: expect.any(String) })
    for (const value of [line?.value, line?.baseline ?? 0, line?.ratio ?? 0]) expect(Number.isFinite(value)).toBe(true)
  })

  it('says of each goal whether it is met, and where the time goes where it is not', () => {
    const judged = lines.filter(({ goal }) => goal !== undefined)
    expect(judged.length).toBeGreaterThan(10)
    for (const { met } of judged) expect(met).toEqual(expect.any(Boolean))
    const profiled = lines.filter(({ metric }) => metric.startsWith('profile of '))
    for (const { where, value } of profiled) expect([where, value > 0]).toEqual([expect.any(String), true])
  })

  it('loses and repeats nothing', () => {
    expect(named('W1 mixed-synced')).toMatchObject({ value: 1 })
    expect(named('W2 hear-to-synced')?.answered).toBe(named('W2 hear-to-synced')?.messages)
    expect(named('W3 vote-to-settled')?.settled).toBe(named('W3 vote-to-settled')?.votes)
    expect(named('W7 announced')).toMatchObject({ met: true })
    expect(named('W7 urgent-overtakes')).toMatchObject({ met: true })
    expect(named('W7 repeats-after-kill')).toMatchObject({ met: true, lost: 0 })
  })
})

describe('what is measured', () => {
  it('is ordinary talk where it is called chatter, and hardly twice the same', () => {
    const next = stream(villages(1, 20), CHATTER, 1)
    const said = Array.from({ length: 3000 }, next)
    const read = reader()
    const understood = said.filter((one) => [read.read(heard('', one), vocabulary)].flat().length > 0)
    expect(understood.map(({ text: words }) => words)).toEqual([])
    expect(new Set(said.map(({ text: words }) => words)).size).toBeGreaterThan(1500)
  })

  it('is compared in pairs, in turn first, after one that warms up', async () => {
    const order: string[] = []
    const result = await pairs(
      2,
      async (turn) => {
        order.push(`ours ${turn}`)
        return [100, 3, 5][turn] ?? 0
      },
      async (turn) => {
        order.push(`theirs ${turn}`)
        return [100, 1, 2][turn] ?? 0
      },
    )
    expect(order).toEqual(['ours 0', 'theirs 0', 'theirs 1', 'ours 1', 'ours 2', 'theirs 2'])
    expect(result).toEqual({ ours: 5, theirs: 2, more: 3, ratio: 3 })
    expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5)
  })
})
