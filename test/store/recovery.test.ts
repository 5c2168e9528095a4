import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Commit, Ledger, Mark, Store } from '../../src/ports.ts'
import { StoreError } from '../../src/store/error.ts'
import { files } from '../../src/store/files.ts'
import { type Kept, memory } from '../../src/store/memory.ts'
import {
  aBallot,
  aCase,
  aLine,
  aPoll,
  commit,
  DAY,
  ended,
  news,
  putBallot,
  putCase,
  putPoll,
  raised,
  START,
  shown,
} from './sample.ts'

let home: string
let places = 0
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-recovery-'))
})
afterAll(() => rm(home, { recursive: true }))

const few = fc.integer({ min: 1, max: 6 })
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const part: fc.Arbitrary<Partial<Commit>> = fc.oneof(
  fc.record({ number: few, over: fc.boolean(), text }).map(({ number, over, text }) => ({
    puts: [putCase(aCase(number, { text, ...(over && { endedAt: START }) }))],
    facts: [raised(number), news(number, text)],
  })),
  fc.record({ number: few, stage: fc.constantFrom('open', 'closed'), unit: text }).map(({ number, stage, unit }) => ({
    puts: [putPoll(aPoll(number, { stage })), putBallot(aBallot(number, unit))],
  })),
  few.map((number) => ({ puts: [{ kind: 'case' as const, key: String(number) }] })),
  fc.tuple(text, fc.boolean()).map(([key, asked]) => ({ lines: [aLine(key, { asked })], ids: [key, `${key}2`] })),
)
const commits = fc
  .tuple(fc.array(part, { maxLength: 3 }), fc.integer({ min: 0, max: 50 }))
  .map(([parts, days]) => commit(Object.assign({ at: START + days * DAY }, ...parts)))

type Step =
  | { readonly do: 'commit'; readonly commits: readonly Commit[] }
  | { readonly do: 'mark'; readonly which: number; readonly mark: Mark['mark'] }
  | { readonly do: 'restart' }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('commit'), commits: fc.array(commits, { minLength: 1, maxLength: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mark'),
      which: fc.nat(20),
      mark: fc.constantFrom('attempt', 'refused', 'said', 'dropped'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart') }) },
)

const matters = [1, 2, 3, 4, 5, 6].flatMap((number) => [`#${number}`, `P${number}`])
const all = async (ledger: Ledger) => ({
  ...shown(ledger.now),
  archived: await Promise.all(matters.map((matter) => ledger.archived(matter))),
})

const take = async (ledger: Ledger, step: Step): Promise<void> => {
  if (step.do === 'commit') await Promise.all(step.commits.map((given) => ledger.commit(given)))
  if (step.do !== 'mark') return
  const key = [...ledger.now.outbox.keys()][step.which]
  if (key !== undefined) ledger.mark({ key, mark: step.mark, at: ledger.now.at })
  await ledger.written()
}

/** All that a store shows after each step; a restart writes each file anew, and lets go what ended. */
const seen = async (open: () => Promise<Store>, steps: readonly Step[]): Promise<unknown[]> => {
  const states: unknown[] = []
  let store = await open()
  for (const step of steps) {
    await take(await store.open('demo'), step)
    if (step.do === 'restart') {
      await store.close()
      store = await open()
    }
    states.push(await all(await store.open('demo')))
  }
  await store.close()
  return states
}

test('files and memory hold the same, whatever happens and however often they are opened again', async () => {
  const terms = { clock: () => 0, ended }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const dir = join(home, String(places++))
      const kept: Kept = new Map()
      const onDisk = await seen(() => files({ dir, ...terms }), [...steps, { do: 'restart' }])
      const inMemory = await seen(async () => memory({ kept, ...terms }), [...steps, { do: 'restart' }])
      expect(onDisk).toEqual(inMemory)
    }),
    { numRuns: 80 },
  )
}, 60_000)

describe('a file that was hurt', () => {
  /** A history's file and the states after each of its commits, the first at the compaction. */
  const history = async (before: readonly Commit[], after: readonly Commit[]) => {
    const dir = join(home, String(places++))
    const file = join(dir, 'demo', 'community.ndjson')
    const given = { dir, clock: () => 0, ended: () => [], every: 1_000 }
    let store = await files(given)
    for (const each of before) await (await store.open('demo')).commit(each)
    await store.close()
    store = await files(given)
    const ledger = await store.open('demo')
    const states = [shown(ledger.now)]
    const ends = [(await readFile(file)).length]
    for (const each of after) {
      await ledger.commit(each)
      states.push(shown(ledger.now))
      ends.push((await readFile(file)).length)
    }
    const bytes = await readFile(file)
    await store.close()
    const last = await readFile(`${file}.last`)
    const reopened = async (damaged: Buffer) => {
      await writeFile(file, damaged)
      const store = await files(given)
      try {
        return shown((await store.open('demo')).now)
      } finally {
        await store.close()
      }
    }
    return { bytes, ends, states, last, reopened }
  }
  const histories = [
    fc.array(commits, { minLength: 1, maxLength: 3 }),
    fc.array(commits, { minLength: 1, maxLength: 6 }),
  ] as const

  test('cut anywhere, it comes back to its last whole record', async () => {
    await fc.assert(
      fc.asyncProperty(...histories, fc.double({ min: 0, max: 1, noNaN: true }), async (before, after, where) => {
        const { bytes, ends, states, reopened } = await history(before, after)
        const head = (ends[0] ?? 0) - 1
        const cut = head + Math.round(where * (bytes.length - head))
        // a record is whole by its check sum, also where only its end of line is gone
        const whole = ends.filter((end) => end - 1 <= cut).length
        expect(await reopened(bytes.subarray(0, cut))).toEqual(states[whole - 1])
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  test('with a byte changed anywhere, it is mended, or lacks its end and says so, or stays closed: never another state', async () => {
    await fc.assert(
      fc.asyncProperty(
        ...histories,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (before, after, where, change) => {
          const { bytes, states, reopened } = await history(before, after)
          const at = where % bytes.length
          const damaged = Buffer.from(bytes)
          damaged[at] = (damaged[at] ?? 0) ^ change
          const result = await reopened(damaged).catch((error: unknown) => error)
          if (!(result instanceof StoreError)) expect(states.slice(-3)).toContainEqual(result)
        },
      ),
      { numRuns: 100 },
    )
  }, 60_000)
})
