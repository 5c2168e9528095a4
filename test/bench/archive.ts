import { existsSync } from 'node:fs'
import { link, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fact } from '../../src/domain/state/facts.ts'
import { shelve, write } from '../../src/store/archive.ts'
import { migrations, versionOf } from '../../src/store/migrations.ts'
import { type Slot, Slots } from '../../src/store/slots.ts'
import { blank, unpack } from '../../src/store/state.ts'
import { aCase, DAY, HOUR, news, putCase, raised, START } from '../store/sample.ts'

const AT_ONCE = 10_000
const YEAR = 2026
const FILES = [`${YEAR}.ndjson`, 'cases.index', 'polls.index'] as const

/** A case with all that happened to it, ended long ago. */
const leaving = (number: number) => {
  const begun = START - 100 * DAY
  const done = { by: 'p2', text: '换了接触器，已恢复运行', media: [] } as const
  const facts: readonly Fact[] = [
    raised(number, begun),
    { type: 'case-taken', at: begun + HOUR, case: number, by: 'p2', post: '物业工程部' },
    news(number, '师傅已到现场，在等配件', begun + 2 * HOUR),
    { type: 'case-finished', at: begun + DAY, case: number, ...done },
  ]
  const ended = { stage: 'done', handler: 'p2', raisedAt: begun, endedAt: begun + DAY, outcome: done.text } as const
  return { matter: `#${number}`, puts: [putCase(aCase(number, ended))], facts, since: number }
}

/**
 * An archive of so many cases, #1001 and on. The records are made and sealed by the store's own functions and the indexes
 * written by its own `Slots`; only their order is another: all records first, then each index at once, so that a million
 * takes half a minute. The store takes it for its own (slot 0 fits the file), or it would say that it made it anew.
 */
const build = async (folder: string, count: number): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const state = unpack({ ...blank(versionOf(migrations)), seq: 1 })
  const slots = new Map<number, Slot>()
  const file = await open(join(folder, FILES[0]), 'w', 0o600)
  let from = 0
  for (let first = 1001; first < 1001 + count; first += AT_ONCE) {
    const lines: string[] = []
    for (let number = first; number < Math.min(first + AT_ONCE, 1001 + count); number++) {
      const line = write(shelve(leaving(number), undefined, state, START))
      const length = Buffer.byteLength(line)
      slots.set(number, { year: YEAR, from, length: length - 1 })
      from += length
      lines.push(line)
    }
    await file.appendFile(lines.join(''))
  }
  await file.sync()
  await file.close()
  const end = { year: YEAR, from, length: 0 }
  await new Slots(join(folder, FILES[1])).replace(slots.set(0, end))
  await new Slots(join(folder, FILES[2])).replace(new Map([[0, end]]))
}

/** Gives a community an archive of so many cases; one of each size is built, and shared by links. */
export const archived = async (folder: string, community: string, count: number): Promise<void> => {
  const shared = join(folder, `archive-${count}`)
  if (!existsSync(shared)) {
    await build(`${shared}.new`, count)
    await rename(`${shared}.new`, shared)
  }
  await mkdir(join(community, 'archive'), { recursive: true })
  for (const name of FILES) await link(join(shared, name), join(community, 'archive', name))
}
