import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HearingFile } from '../../src/store/hearing.ts'
import { spans } from '../../src/store/seal.ts'
import { START } from './sample.ts'

let dir = ''
let file = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-heard-'))
  file = join(dir, 'heard')
})
afterEach(() => rm(dir, { recursive: true }))

const noted = async (...times: readonly number[]): Promise<void> => {
  const hearing = await HearingFile.open(file)
  for (const at of times) {
    hearing.note(at)
    await hearing.written()
  }
}

describe('until when the account heard', () => {
  test('is the latest of all processes, and never goes back', async () => {
    expect((await HearingFile.open(file)).at).toBe(0)
    await noted(START + 2, START + 1)
    expect((await HearingFile.open(file)).at).toBe(START + 2)
    await noted(START + 3)
    expect((await HearingFile.open(file)).at).toBe(START + 3)
  })

  test('is written once for what is noted in one moment', async () => {
    const hearing = await HearingFile.open(file)
    for (let i = 1; i <= 4000; i++) hearing.note(START + i)
    await hearing.written()
    expect(spans(await readFile(file))).toHaveLength(1)
  })

  test('whatever the disk makes of the file, is no later than it was', async () => {
    await noted(START + 1, START + 2, START + 3)
    const whole = await readFile(file)
    const harm = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.nat(whole.length) })
    await fc.assert(
      fc.asyncProperty(harm, async ({ at, byte, cut }) => {
        const hurt = Buffer.from(whole)
        hurt[at] = byte
        await writeFile(file, hurt.subarray(0, cut))
        const found = await HearingFile.open(file)
        expect([0, START + 1, START + 2, START + 3]).toContain(found.at)
        await noted(START + 4)
        expect((await HearingFile.open(file)).at).toBe(START + 4)
      }),
      { numRuns: 60 },
    )
  })

  test('that cannot be written is told to who asks', async () => {
    const hearing = await HearingFile.open(join(dir, 'nowhere', 'heard'))
    hearing.note(START)
    await expect(hearing.written()).rejects.toThrow('ENOENT')
  })
})
