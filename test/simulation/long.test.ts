import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Summary } from './batch.ts'
import { COINCIDENCES } from './count.ts'

const SECONDS = 60
const EACH = 2_500

/** Seeds from one on, in a process of its own: at least so many, and as many as fit. */
function runsFrom(seed: number): Promise<Summary> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'simulate.ts')]
  const asked = ['--seed', String(seed), '--runs', String(EACH), '--seconds', String(SECONDS), '--json']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, ...asked], { stdio: ['ignore', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => {
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Summary)
      } catch (error) {
        reject(error)
      }
    })
  })
}

test('thousands of neighbourhoods keep every promise, fixed ones and fresh ones', async () => {
  const fresh = randomInt(1_000_000, 2 ** 31)
  console.log(`simulation: the fresh seeds begin at ${fresh}`)
  const [fixed, other] = await Promise.all([runsFrom(1), runsFrom(fresh)])
  console.log(`simulation: ${fixed.runs + other.runs} runs`)
  console.log(fixed.count.map(([what, times]) => `${String(times).padStart(8)}  ${what}`).join('\n'))
  expect([...fixed.broken, ...other.broken].map(({ told }) => told).join('\n\n')).toBe('')
  expect(fixed.runs + other.runs).toBeGreaterThanOrEqual(2 * EACH)
  const happened = new Set(fixed.count.map(([what]) => what))
  expect(COINCIDENCES.filter((what) => !happened.has(what))).toEqual([])
}, 900_000)
