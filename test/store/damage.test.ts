import { appendFile, cp, link, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Commit, Ledger, Store } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { type Migration, migrations, versionOf } from '../../src/store/migrations.ts'
import { seal } from '../../src/store/seal.ts'
import { aCase, aLine, commit, DAY, ended, news, putCase, raised, START } from './sample.ts'

let home: string
let dir: string
let file: string
let store: Store | undefined
let told: string[]
let time = START

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-damage-'))
  dir = join(home, 'live')
  file = join(dir, 'demo', 'community.ndjson')
  told = []
  time = START
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store?.close().catch(() => undefined)
  await rm(home, { recursive: true })
})

const start = async (given: { every?: number; migrations?: readonly Migration[] } = {}): Promise<Ledger> => {
  store = await files({ dir, clock: () => time, ended, log: (sentence) => told.push(sentence), ...given })
  return store.open('demo')
}
const idsOf = (ledger: Ledger): string => [...ledger.now.ids.keys()].join(' ')

/** What kill -9 leaves: the folder as it was before the store was closed. */
const kill = async (): Promise<void> => {
  await cp(dir, join(home, 'copy'), { recursive: true })
  await store?.close()
  await rm(dir, { recursive: true })
  await cp(join(home, 'copy'), dir, { recursive: true })
  await rm(join(home, 'copy'), { recursive: true })
}

/** Commits with these message ids, a line each, with a clean stop after each list but the last. */
const live = async (...lists: readonly (readonly string[])[]): Promise<void> => {
  for (const [index, ids] of lists.entries()) {
    const ledger = await start()
    for (const id of ids) await ledger.commit(commit({ ids: [id] }))
    await (index === lists.length - 1 ? kill() : store?.close())
  }
}

const linesOf = async (): Promise<string[]> => (await readFile(file, 'utf8')).split('\n').slice(0, -1)
const flip = async (line: number, at = 60): Promise<void> => {
  const lines = await linesOf()
  const from = Buffer.byteLength(lines.slice(0, line - 1).join('\n')) + (line > 1 ? 1 : 0) + at
  const bytes = await readFile(file)
  bytes[from] = (bytes[from] ?? 0) ^ 1
  await writeFile(file, bytes)
}
const beside = async (): Promise<string[]> =>
  (await readdir(join(dir, 'demo'))).filter((name) => /tail|damaged|version|new/.test(name))

describe('a bad end of the file', () => {
  const tails: readonly (readonly [string, () => Promise<void>, string])[] = [
    ['torn in the last line', async () => writeFile(file, (await readFile(file)).subarray(0, -9)), 'a b'],
    [
      'cut to the first byte of the last line',
      async () => writeFile(file, `${(await linesOf()).slice(0, 3).join('\n')}\n{`),
      'a b',
    ],
    ['filled with zeros', async () => appendFile(file, Buffer.alloc(5_000)), 'a b c'],
    ['of garbage', async () => appendFile(file, Buffer.from([0xff, 10, 0xfe, 10, 10, 0x7b])), 'a b c'],
    [
      'with the last lines doubled',
      async () => appendFile(file, `${(await linesOf()).slice(-2).join('\n')}\n`),
      'a b c',
    ],
    ['with a flipped byte in the last line', () => flip(4), 'a b'],
  ]
  test.each(tails)('%s is kept aside, cut and said', async (_, damage, left) => {
    await live(['a', 'b', 'c'])
    await damage()
    const bytes = await readFile(file)
    expect(idsOf(await start())).toBe(left)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^The last \d+ bytes were no whole commit; they were cut off and kept in .*tail-1\.$/)
    const [kept, cut] = await Promise.all([readFile(file), readFile(`${file}.tail-1`)])
    expect(Buffer.concat([kept, cut])).toEqual(bytes)
  })

  test('a second one does not take the place of the first, and life goes on', async () => {
    await live(['a'])
    for (const id of ['b', 'c']) {
      await appendFile(file, '{"crc":"')
      await (await start()).commit(commit({ ids: [id] }))
      await kill()
    }
    expect(idsOf(await start())).toBe('a b c')
    expect((await beside()).sort()).toEqual(['community.ndjson.tail-1', 'community.ndjson.tail-2'])
  })

  test('a whole line that lacks only its end is kept', async () => {
    await live(['a', 'b'])
    await writeFile(file, (await readFile(file)).subarray(0, -1))
    await (await start()).commit(commit({ ids: ['c'] }))
    await kill()
    expect(idsOf(await start())).toBe('a b c')
    expect(told).toEqual([])
  })
})

describe('damage before good lines', () => {
  const damages: readonly (readonly [string, () => Promise<void>, number])[] = [
    ['a flipped byte', () => flip(3), 3],
    ['a flipped byte in a check sum', () => flip(2, 10), 2],
    ['a missing line', async () => writeFile(file, `${(await linesOf()).toSpliced(2, 1).join('\n')}\n`), 3],
    ['two lines in one', async () => writeFile(file, (await readFile(file, 'utf8')).replace(/(?<=\n.*)\n/, ' ')), 2],
    [
      'lines changed about',
      async () => {
        const [head, one, two, three] = await linesOf()
        await writeFile(file, `${[head, one, three, two].join('\n')}\n`)
      },
      3,
    ],
  ]
  test.each(damages)('%s stops that community in one sentence, and nothing is cut', async (_, damage, line) => {
    await live(['a', 'b', 'c'])
    await damage()
    const bytes = await readFile(file)
    await expect(start()).rejects.toThrow(
      `${file}: line ${line} is damaged or missing and good lines follow it, so nothing was cut and this community stays closed: put back a good copy of the file from a backup.`,
    )
    expect(await readFile(file)).toEqual(bytes)
    expect(idsOf((await store?.open('other')) as Ledger)).toBe('')
  })
})

describe('a damaged first line', () => {
  const heads: readonly (readonly [string, () => Promise<void>])[] = [
    ['with a flipped byte', () => flip(1)],
    ['of zeros', async () => writeFile(file, (await readFile(file)).fill(0, 0, (await linesOf())[0]?.length))],
    ['that is empty', async () => writeFile(file, `\n${(await linesOf()).slice(1).join('\n')}\n`)],
  ]
  test.each(heads)('%s is mended from the file before it and the lines that follow', async (_, damage) => {
    await live(['a', 'b'], ['c'], ['d', 'e'])
    await damage()
    const ledger = await start()
    expect(idsOf(ledger)).toBe('a b c d e')
    expect(told).toEqual([
      'The first line was damaged and was mended from the file before it; the damaged one is kept aside.',
    ])
    expect(await beside()).toEqual(['community.ndjson.damaged-1'])
    await ledger.commit(commit({ ids: ['f'] }))
    await kill()
    expect(idsOf(await start())).toBe('a b c d e f')
  })

  test('can be mended again and again, with nothing after it', async () => {
    await live(['a', 'b'], [])
    for (let round = 1; round <= 3; round++) {
      await flip(1)
      expect(idsOf(await start())).toBe('a b')
      await kill()
    }
    expect(await beside()).toHaveLength(3)
  })

  test('with a torn tail: both are mended', async () => {
    await live(['a'], ['b', 'c'])
    await flip(1)
    await writeFile(file, (await readFile(file)).subarray(0, -5))
    expect(idsOf(await start())).toBe('a b')
    expect((await beside()).sort()).toEqual(['community.ndjson.damaged-1', 'community.ndjson.tail-1'])
  })

  test('that nothing can mend stops that community', async () => {
    await live(['a'], ['b'])
    await flip(1)
    const last = await readFile(`${file}.last`)
    const wrong = [undefined, Buffer.alloc(0), last.subarray(0, -3), last.fill(7, 60, 61)]
    for (const bytes of wrong) {
      await (bytes ? writeFile(`${file}.last`, bytes) : rm(`${file}.last`))
      await expect(start()).rejects.toThrow(/its first line is damaged and .*last cannot mend it: put back a backup/)
      await store?.close()
    }
  })

  test('is not mended from a file that is older than the one before', async () => {
    await live(['a'], ['b'], ['c'])
    const older = (await linesOf())[0] ?? ''
    await start().then((ledger) => ledger.commit(commit({ ids: ['d'] })))
    await store?.close()
    await live(['e'])
    await writeFile(`${file}.last`, `${older}\n`)
    await flip(1)
    await expect(start()).rejects.toThrow('line 2 is damaged or missing')
  })
})

describe('files that are not as they were left', () => {
  test('an end in the middle of a compaction leaves nothing behind', async () => {
    await live(['a'], ['b'])
    await writeFile(`${file}.new`, 'half a li')
    await writeFile(`${file}.tail-1.new`, 'x')
    expect(idsOf(await start())).toBe('a b')
    expect(await beside()).toEqual([])
  })

  test('an end between the second name and the rename changes nothing', async () => {
    await live(['a'], ['b'])
    await rm(`${file}.last`)
    const ledger = await start()
    await link(file, `${file}.last`)
    await ledger.commit(commit({ ids: ['c'] }))
    await kill()
    expect(idsOf(await start())).toBe('a b c')
  })

  test('a missing file is no new community where another is beside it', async () => {
    await live(['a'], ['b'])
    await rm(file)
    await expect(start()).rejects.toThrow(`${file} is missing although community.ndjson.last lies beside it`)
  })

  test('a whole line in an unknown form stops that community', async () => {
    await live(['a'])
    await appendFile(file, seal('{"seq":2,"at":"yesterday"}'))
    await expect(start()).rejects.toThrow('line 3 is whole but not in a form that this program knows')
  })
})

describe('versions', () => {
  const VERSION = versionOf(migrations)
  const shout: Migration = {
    on: '2026-12-01',
    why: 'titles are loud now',
    change: (stored) => ({
      ...stored,
      docs: {
        ...stored.docs,
        case: (stored.docs.case ?? []).map(
          ([key, doc]) => [key, { ...doc, title: `${'title' in doc ? doc.title : ''}！` }] as const,
        ),
      },
    }),
  }
  const titles = (ledger: Ledger): string[] => [...ledger.now.docs.case.values()].map(({ title }) => title)

  test('an old one goes through its migrations once, and is kept aside', async () => {
    const ledger = await start()
    await ledger.commit(commit({ puts: [putCase(aCase(1))] }))
    await kill()
    for (let round = 0; round < 2; round++) {
      expect(titles(await start({ migrations: [...migrations, shout] }))).toEqual(['电梯又坏了！'])
      await kill()
    }
    expect(await beside()).toEqual([`community.ndjson.version-${VERSION}-1`])
    expect(JSON.parse((await linesOf())[0] ?? '')).toMatchObject({ version: VERSION + 1 })
    expect(titles(await start({ migrations: [...migrations, shout, shout] }))).toEqual(['电梯又坏了！！'])
  })

  test('so do archived matters', async () => {
    let ledger = await start()
    await ledger.commit(commit({ puts: [putCase(aCase(1, { endedAt: START }))], facts: [raised(1)] }))
    time += 36 * DAY
    await store?.close()
    ledger = await start({ migrations: [...migrations, shout] })
    expect(await ledger.archived('#1')).toEqual({
      matter: '#1',
      puts: [putCase(aCase(1, { endedAt: START, title: '电梯又坏了！' }))],
      facts: [raised(1)],
    })
  })

  test('a newer one is refused', async () => {
    await start({ migrations: [...migrations, shout] })
    await store?.close()
    await expect(start()).rejects.toThrow(
      `was written by a newer version of the program (${VERSION + 1}, this one knows ${VERSION})`,
    )
  })

  test('a kind of document that no migration took away is refused', async () => {
    await live([])
    await writeFile(
      file,
      seal(JSON.stringify({ ...JSON.parse((await linesOf())[0] ?? ''), docs: { wish: [] } })).replace(
        '"crc":',
        '"crc":',
      ),
    )
    await expect(start()).rejects.toThrow('documents of an unknown kind, "wish"')
  })
})

describe('the archive', () => {
  const shelve = async (...numbers: readonly number[]): Promise<void> => {
    const ledger = await start()
    await ledger.commit(
      commit({
        at: time,
        puts: numbers.map((n) => putCase(aCase(n, { endedAt: time }))),
        facts: numbers.map((n) => raised(n, time)),
      }),
    )
    time += 36 * DAY
    await store?.close()
  }
  const place = (name: string): string => join(dir, 'demo', 'archive', name)
  const found = async (numbers: readonly number[]): Promise<number[]> => {
    const ledger = await start()
    const records = await Promise.all(numbers.map((number) => ledger.archived(`#${number}`)))
    return records.map((record) => record?.facts.length ?? 0)
  }

  const losses: readonly (readonly [string, () => Promise<void>])[] = [
    ['is missing', () => rm(place('cases.index'))],
    ['is empty', () => writeFile(place('cases.index'), '')],
    ['was cut', async () => writeFile(place('cases.index'), (await readFile(place('cases.index'))).subarray(0, 40))],
    [
      'points at nothing',
      async () => writeFile(place('cases.index'), (await readFile(place('cases.index'))).fill(0x41, 32, 48)),
    ],
    [
      'points at another matter',
      async () => {
        const bytes = await readFile(place('cases.index'))
        await writeFile(
          place('cases.index'),
          Buffer.concat([bytes.subarray(0, 32), bytes.subarray(16, 32), bytes.subarray(48)]),
        )
      },
    ],
    [
      'is behind, as before a crash',
      async () => {
        const before = await readFile(place('cases.index'))
        await shelve(3)
        await writeFile(place('cases.index'), before)
      },
    ],
  ]
  test.each(losses)('is found again where its index %s', async (_, damage) => {
    await shelve(1, 2)
    await shelve(4)
    await damage()
    expect(await found([1, 2, 4])).toEqual([1, 1, 1])
    const [again] = told
    expect(again).toBe(
      told.length > 0 ? 'The index of the archive was behind or damaged and was made anew.' : undefined,
    )
  })

  test('goes on after a line that a crash tore', async () => {
    await shelve(1)
    await appendFile(place('2026.ndjson'), '{"crc":"0000')
    time = START
    await shelve(2)
    expect(await found([1, 2, 3])).toEqual([1, 1, 0])
    expect(told.join()).toContain('Lines of the archive that cannot be read were passed over: 1.')
  })

  test('holds no fact twice when the process ended between archive and state', async () => {
    const ledger = await start()
    await ledger.commit(commit({ puts: [putCase(aCase(1, { endedAt: START }))], facts: [raised(1), news(1, '好了')] }))
    const before = await readFile(file)
    time += 36 * DAY
    await store?.close()
    for (let round = 0; round < 3; round++) {
      await writeFile(file, before)
      await (await start()).commit(commit({ facts: [news(1, '谢谢')] }))
      await store?.close()
      expect(await found([1])).toEqual([3])
      await store?.close()
    }
    const again = await start()
    await again.commit(
      commit({ at: time, puts: [putCase(aCase(1, { endedAt: time }))], facts: [news(1, '又坏了', time)] }),
    )
    time += 36 * DAY
    await store?.close()
    expect(await found([1])).toEqual([4])
  })
})

describe('a disk that fails', () => {
  type Handle = Awaited<ReturnType<typeof open>>
  const handles = async (): Promise<Handle> => {
    const handle = await open(file, 'r')
    await handle.close()
    return Object.getPrototypeOf(handle) as Handle
  }
  const failed = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })

  test.each(['datasync', 'appendFile'] as const)(
    'in %s: that commit and all later ones are refused, nothing is tried again',
    async (step) => {
      const ledger = await start()
      await ledger.commit(commit({ ids: ['a'] }))
      const spy = vi.spyOn(await handles(), step).mockRejectedValueOnce(failed)
      const batch = [ledger.commit(commit({ ids: ['b'] })), ledger.commit(commit({ ids: ['c'] }))]
      for (const kept of batch) await expect(kept).rejects.toBe(failed)
      await expect(ledger.commit(commit({ ids: ['d'] }))).rejects.toBe(failed)
      expect(spy).toHaveBeenCalledTimes(1)
      expect(idsOf(ledger)).toBe('a')
      await expect(store?.close()).rejects.toThrow()
      expect(idsOf(await start())).toBe('a')
    },
  )

  test('of a mark: the failure is told, and nothing more is accepted', async () => {
    const ledger = await start()
    const line = aLine('a')
    await ledger.commit(commit({ lines: [line] }))
    vi.spyOn(await handles(), 'appendFile').mockRejectedValueOnce(failed)
    ledger.mark({ key: 'a', mark: 'attempt', at: START })
    await expect(ledger.written()).rejects.toBe(failed)
    await expect(ledger.commit(commit({ ids: ['b'] }))).rejects.toBe(failed)
    await expect(store?.close()).rejects.toThrow()
    expect((await start()).now.outbox.get('a')?.attempts).toBe(0)
  })

  test('by writing short without an error', async () => {
    const ledger = await start()
    await ledger.commit(commit({ ids: ['a'] }))
    const proto = await handles()
    const whole = proto.appendFile
    vi.spyOn(proto, 'appendFile').mockImplementationOnce(function (this: Handle, data) {
      return whole.call(this, String(data).slice(0, 30))
    })
    await expect(ledger.commit(commit({ ids: ['b'] }))).rejects.toThrow('the disk is full')
    await expect(store?.close()).rejects.toThrow()
    expect(idsOf(await start())).toBe('a')
    expect(told).toEqual([])
  })

  test('in a compaction: what was acknowledged is there, and nothing more is accepted', async () => {
    const ledger = await start({ every: 2 })
    await ledger.commit(commit({ ids: ['a'] }))
    vi.spyOn(await handles(), 'sync').mockRejectedValueOnce(failed)
    await ledger.commit(commit({ ids: ['b'] }))
    await expect(ledger.commit(commit({ ids: ['c'] }))).rejects.toBe(failed)
    await expect(store?.close()).rejects.toThrow()
    expect(idsOf(await start())).toBe('a b')
  })

  test('another program that writes to the file is noticed', async () => {
    const ledger = await start()
    await appendFile(file, 'x')
    await expect(ledger.commit(commit({ ids: ['a'] }))).rejects.toThrow('Another program writes')
  })

  test('a file that could not be kept leaves nothing', async () => {
    const ledger = await start()
    const bytes = new TextEncoder().encode('photo')
    vi.spyOn(await handles(), 'sync')
      .mockResolvedValueOnce()
      .mockRejectedValueOnce(failed)
    await expect(ledger.keep(bytes, 'jpg')).rejects.toBe(failed)
    vi.restoreAllMocks()
    expect(await readdir(join(dir, 'demo', 'media'))).toEqual([])
    const name = await ledger.keep(bytes, 'jpg')
    expect(await readFile(join(dir, 'demo', 'media', name))).toEqual(Buffer.from(bytes))
  })
})

test('what is stored does not make a commit longer', async () => {
  const ledger = await start()
  const puts: Commit['puts'] = Array.from({ length: 2_000 }, (_, index) => putCase(aCase(index + 1)))
  await ledger.commit(commit({ puts, facts: puts.map((_, index) => raised(index + 1)) }))
  const before = (await readFile(file)).length
  await ledger.commit(commit({ puts: [putCase(aCase(1))], facts: [news(1, '好了')] }))
  expect((await readFile(file)).length - before).toBeLessThan(1_500)
})
