import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { batch } from './batch.ts'
import { run } from './run.ts'

test('300 neighbourhoods with everything that can go wrong keep every promise', async () => {
  const { broken, runs } = await batch({ from: 1, runs: 300 })
  expect(broken.map(({ told }) => told).join('\n\n')).toBe('')
  expect(runs).toBe(300)
}, 180_000)

/** All that came of a run: what happened, what was said, and every byte of the disk. */
const print = async (seed: number): Promise<string> => {
  const { world, story } = await run(seed)
  const disk = [...world.disk.names].map(([path, { bytes }]) => [path, bytes.toString('latin1')])
  return createHash('sha256')
    .update(JSON.stringify([story, world.line.sent, disk]))
    .digest('hex')
}

test('the same seed is the same run, byte for byte, whatever ran before', async () => {
  const seeds = [7, 23, 64, 105, 207]
  const first: string[] = []
  for (const seed of seeds) first.push(await print(seed))
  const again: string[] = []
  for (const seed of seeds.toReversed()) again.unshift(await print(seed))
  expect(again).toEqual(first)
  expect(new Set(first).size).toBe(seeds.length)
}, 60_000)
