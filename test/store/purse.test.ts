import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Spent } from '../../src/ports.ts'
import { PurseFile } from '../../src/store/purse.ts'

let dir = ''
let file = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-purse-'))
  file = join(dir, 'advice.spent')
})
afterEach(() => rm(dir, { recursive: true }))

const told: string[] = []
const open = () => PurseFile.open(file, (sentence) => void told.push(sentence))
const spent = (today: number): Spent => ({
  day: '2026-11-23',
  today,
  asks: 7.5,
  tokens: -12,
  rooms: [
    ['r1', 3],
    ['__proto__', 1],
  ],
})

describe('what was spent', () => {
  test('is found by the next process as it was last kept', async () => {
    expect((await open()).found).toBeUndefined()
    await (await open()).keep(spent(100))
    const second = await open()
    expect(second.found).toEqual(spent(100))
    await second.keep(spent(250))
    expect((await open()).found).toEqual(spent(250))
    expect(await readdir(dir)).toEqual(['advice.spent'])
  })

  test('is on disk, the latest of it, when it is said to be', async () => {
    const purse = await open()
    const kept = Array.from({ length: 300 }, (_, i) => purse.keep(spent(i + 1)))
    await kept[0]
    expect((await open()).found?.today).toBeGreaterThanOrEqual(1)
    await Promise.all(kept)
    expect((await open()).found).toEqual(spent(300))
  })

  test('whatever the disk made of the file, it is what was kept or nothing, which is said, and it goes on', async () => {
    await (await open()).keep(spent(100))
    const whole = await readFile(file)
    const harm = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.nat(whole.length) })
    await fc.assert(
      fc.asyncProperty(harm, async ({ at, byte, cut }) => {
        const hurt = Buffer.from(whole)
        hurt[at] = byte
        await writeFile(file, hurt.subarray(0, cut))
        told.length = 0
        const purse = await open()
        if (purse.found) expect(purse.found).toEqual(spent(100))
        else expect(told).toEqual([expect.stringContaining('begins anew')])
        await purse.keep(spent(200))
        expect((await open()).found).toEqual(spent(200))
      }),
      { numRuns: 60 },
    )
  })

  test('that cannot be written is told to who asks, and tried anew with the next', async () => {
    const purse = await open()
    await mkdir(`${file}.new/taken`, { recursive: true })
    await expect(purse.keep(spent(1))).rejects.toThrow()
    await rm(`${file}.new`, { recursive: true })
    await purse.keep(spent(2))
    expect((await open()).found).toEqual(spent(2))
  })
})
