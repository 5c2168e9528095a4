import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { files } from '../../src/store/files.ts'
import { isWhole, recordOf, terms } from './traffic.ts'

const script = fileURLToPath(new URL('./traffic.ts', import.meta.url))
const KILLS = 40

/** Lets a process commit, kills it at any moment, and gives what it said. */
const killed = async (dir: string, after: number): Promise<string[]> => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, '20'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  let armed = false
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    said += words
    if (armed) return
    armed = true // the store is open; how far it is by now is anybody's guess
    setTimeout(() => child.kill('SIGKILL'), after)
  })
  const [, signal] = await once(child, 'close')
  expect(signal, said.slice(-300)).toBe('SIGKILL')
  return said.split('\n').slice(0, -1)
}

/** Case numbers that were acknowledged, and which case each of them brought back. */
const acknowledged = (words: readonly string[]): Map<number, number | undefined> =>
  new Map(
    words.flatMap((word) => {
      const [, number, again] = /^(\d+)(?: again (\d+))?$/.exec(word) ?? []
      return number === undefined ? [] : [[Number(number), again === undefined ? undefined : Number(again)] as const]
    }),
  )

/** Opens what the killed process left. @returns what is wrong with it. */
const losses = async (dir: string, acks: ReadonlyMap<number, number | undefined>): Promise<string[]> => {
  const wrong: string[] = []
  const store = await files({
    dir,
    ...terms,
    every: 20,
    log: (sentence) => expect(sentence).toMatch(/tail|index|passed over/),
  })
  const ledger = await store.open('demo')
  for (const [number, again] of acks) {
    if (!(await isWhole(ledger, number))) wrong.push(`${number} is not whole`)
    const back =
      again === undefined
        ? []
        : (await recordOf(ledger, again)).filter((fact) => 'text' in fact && fact.text === `又坏了 ${number}`)
    if (again !== undefined && back.length !== 1)
      wrong.push(`${again} was brought back ${back.length} times by ${number}`)
    const cold = (await ledger.archived(`#${number}`))?.facts.map((fact) => JSON.stringify(fact)) ?? []
    if (new Set(cold).size !== cold.length) wrong.push(`${number} has facts twice`)
  }
  await store.close()
  return wrong
}

test(`nothing acknowledged is lost in ${KILLS} kills -9, with compactions all the time`, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'xiaoyi-kill-'))
  const acks = new Map<number, number | undefined>()
  let brought = 0
  let compacting = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const fresh = acknowledged(await killed(dir, Math.random() * 120))
    for (const [number, again] of fresh) acks.set(number, again)
    brought += [...fresh.values()].filter((again) => again !== undefined).length
    if (existsSync(join(dir, 'demo', 'community.ndjson.new'))) compacting++
    // in every other round the next process finds what the killed one left, untouched
    if (kill % 2 === 0) expect(await losses(dir, fresh)).toEqual([])
  }
  expect(await losses(dir, acks)).toEqual([])
  // the coincidences that this is about did happen
  expect(acks.size).toBeGreaterThan(KILLS * 20)
  expect(brought).toBeGreaterThan(KILLS)
  expect(compacting).toBeGreaterThan(0)
  await rm(dir, { recursive: true })
}, 300_000)
