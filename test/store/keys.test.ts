import { appendFile, chmod, cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Ledger, Store } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { type Migration, migrations } from '../../src/store/migrations.ts'
import { seal } from '../../src/store/seal.ts'
import { aPoll, aVoter, commit, putPoll, putSealed, putVoter, START } from './sample.ts'
import { betrayals } from './secrecy.ts'

const UNITS = ['3-2-501', '1-1-101', '2-1-302', '3-1-202', '1-2-402', '2-2-101']
let home: string
let dir: string
let folder: string
let store: Store | undefined
let told: string[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-keys-'))
  dir = join(home, 'live')
  folder = join(dir, 'demo')
  told = []
})
afterEach(async () => {
  await store?.close().catch(() => undefined)
  await rm(home, { recursive: true })
})

const start = async (given: { every?: number; migrations?: readonly Migration[] } = {}): Promise<Ledger> => {
  store = await files({ dir, clock: () => START, ended: () => [], log: (sentence) => told.push(sentence), ...given })
  return store.open('demo')
}

/** What kill -9 leaves: the folder as it was before the store was closed. */
const kill = async (): Promise<void> => {
  const copy = join(home, 'copy')
  await cp(dir, copy, { recursive: true })
  await store?.close()
  await rm(dir, { recursive: true })
  await cp(copy, dir, { recursive: true })
  await rm(copy, { recursive: true })
}

const vote = (ledger: Ledger, unit: string): Promise<void> =>
  ledger.commit(
    commit({
      puts: [putSealed(`5/${ledger.keys.seal(5, unit)}`, { poll: 5, choices: [1] }), putVoter(aVoter(5, unit))],
    }),
  )
const open = async (ledger: Ledger): Promise<void> => {
  await ledger.keys.make(5)
  await ledger.commit(commit({ puts: [putPoll(aPoll(5, { secret: true }))] }))
}
const voted = async (ledger: Ledger): Promise<void> => {
  await open(ledger)
  for (const unit of UNITS) await vote(ledger, unit)
}

/** Every file of the community with its bytes, by its path in the folder. */
const all = async (): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(found.map(async (path) => [path, await readFile(path)] as const)))
}
const names = async (): Promise<string[]> =>
  [...(await all()).keys()].map((path) => path.slice(folder.length + 1)).sort()

describe('a key', () => {
  test('is a file of 32 bytes that nobody else may read, in a folder of its own', async () => {
    const ledger = await start()
    await open(ledger)
    const keys = join(folder, 'keys')
    const [place, file] = await Promise.all([stat(keys), stat(join(keys, 'P5'))])
    expect([place.mode & 0o777, file.mode & 0o777, file.size]).toEqual([0o700, 0o600, 32])
    expect(await readdir(keys)).toEqual(['P5'])
  })

  test('stands in no other file, in whatever form', async () => {
    const ledger = await start()
    await voted(ledger)
    const key = await readFile(join(folder, 'keys', 'P5'))
    await store?.close()
    for (const [path, bytes] of await all())
      if (!path.endsWith('P5'))
        for (const form of [key, key.toString('hex'), key.toString('base64').slice(0, 40)])
          expect(bytes.includes(form), path).toBe(false)
  })

  test('half written by a process that ended is none', async () => {
    const ledger = await start()
    await open(ledger)
    await kill()
    await writeFile(join(folder, 'keys', 'P6.new'), 'half')
    const { keys } = await start()
    expect(keys.polls).toEqual([5])
    expect(await readdir(join(folder, 'keys'))).toEqual(['P5'])
  })

  test('that was cut stops that community in one sentence', async () => {
    await open(await start())
    await store?.close()
    await truncate(join(folder, 'keys', 'P5'), 31)
    await expect(start()).rejects.toThrow(
      `${join(folder, 'keys', 'P5')} is no key of 32 bytes any more, so the ballots of P5 cannot be told apart: move it away, start again and void that poll.`,
    )
  })

  test('that cannot be written is none, and nothing is acknowledged any more', async () => {
    const ledger = await start()
    await open(ledger)
    await chmod(join(folder, 'keys'), 0o500)
    const { keys } = ledger
    try {
      if (process.getuid?.() === 0) return // may write everywhere
      await expect(keys.make(6)).rejects.toThrow('EACCES')
      expect(keys.polls).toEqual([5])
      await expect(ledger.commit(commit())).rejects.toThrow('EACCES')
    } finally {
      await chmod(join(folder, 'keys'), 0o700)
    }
  })
})

describe('a burnt key', () => {
  test.each([2, 3, 5_000])('leaves no file that links a ballot to its voter (compacted every %i)', async (every) => {
    const ledger = await start({ every })
    await voted(ledger)
    expect(betrayals(await all()).length).toBeGreaterThan(0)
    await ledger.keys.burn(5)
    expect(betrayals(await all())).toEqual([])
    expect(await names()).toEqual(['community.ndjson', 'community.ndjson.last'])
    await store?.close()
    expect(betrayals(await all())).toEqual([])
    expect((await start()).now.docs.sealed.size).toBe(UNITS.length)
  })

  test('takes torn tails and damaged files with it, and says so', async () => {
    await voted(await start())
    await kill()
    const last = (await readFile(join(folder, 'community.ndjson'))).subarray(-40)
    await appendFile(join(folder, 'community.ndjson'), last)
    await start()
    await store?.close()
    const bytes = await readFile(join(folder, 'community.ndjson'))
    bytes[60] = (bytes[60] ?? 0) ^ 1
    await writeFile(join(folder, 'community.ndjson'), bytes)
    const ledger = await start()
    expect(await names()).toContain('community.ndjson.tail-1')
    expect(await names()).toContain('community.ndjson.damaged-1')
    told = []
    await ledger.keys.burn(5)
    expect(told).toHaveLength(2)
    expect(told[0]).toBe('A file that was kept aside was removed: it may have told who voted what in a secret poll.')
    expect(betrayals(await all())).toEqual([])
    await store?.close()
    expect((await start()).now.docs.voter.size).toBe(UNITS.length)
  })

  test('leaves the file of an older version that held no secret ballot, and not one that did', async () => {
    const next: Migration = { on: '2027-01-01', why: 'nothing', change: (stored) => stored }
    await store?.close()
    await start().then((ledger) => ledger.commit(commit({ ids: ['m1'] })))
    await store?.close()
    await writeFile(join(folder, 'community.ndjson'), seal(JSON.stringify(OLD)))
    await voted(await start())
    await kill()
    const ledger = await start({ migrations: [...migrations, next] })
    expect(await names()).toContain('community.ndjson.version-2-1')
    await ledger.keys.burn(5)
    expect(await names()).toEqual(['community.ndjson', 'community.ndjson.last', 'community.ndjson.version-1-1'])
    expect(betrayals(await all())).toEqual([])
  })

  test('leaves a file that a damaged first line is mended from', async () => {
    const ledger = await start()
    await voted(ledger)
    await ledger.keys.burn(5)
    await ledger.commit(commit({ ids: ['after'] }))
    await kill()
    const bytes = await readFile(join(folder, 'community.ndjson'))
    bytes[60] = (bytes[60] ?? 0) ^ 1
    await writeFile(join(folder, 'community.ndjson'), bytes)
    const { now } = await start()
    expect([now.docs.sealed.size, [...now.ids.keys()]]).toEqual([UNITS.length, ['after']])
  })
})

/** A community as version 1 left it. */
const OLD = { version: 1, seq: 0, at: 0, heard: 0, docs: { ballot: [] }, facts: [], outbox: [], gone: [], ids: [] }
