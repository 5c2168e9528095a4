import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archived } from '../ports.ts'
import { gather, read, shelve } from './archive.ts'
import { absent, StoreError } from './error.ts'
import { first, follow } from './load.ts'
import { type Migration, migrate, migrations, versionOf } from './migrations.ts'
import type { Shelved } from './schema.ts'
import { spans } from './seal.ts'
import { pack, type State, unpack } from './state.ts'

/**
 * All that is stored of a matter, from a community's files as they are at this moment: no lock is taken and nothing is
 * written, because the program may be running.
 */
export const look = async (
  folder: string,
  matter: string,
  list: readonly Migration[] = migrations,
): Promise<Archived | undefined> => {
  const state = await stateIn(join(folder, 'community.ndjson'), list)
  if (!state) return undefined
  // after the state: what leaves it meanwhile is in both
  const before = await shelved(join(folder, 'archive'), matter, list)
  const [hot] = gather(state, [matter])
  const whole = hot ? shelve(hot, before, state, state.at) : before
  return whole && { matter, puts: whole.puts, facts: whole.facts }
}

/** A last line that is being written, or was torn, is none. */
const stateIn = async (file: string, list: readonly Migration[]): Promise<State | undefined> => {
  const bytes = await readFile(file).catch(absent)
  if (!bytes) return undefined
  const [head, ...tail] = spans(bytes)
  const stored = first(head, file)
  if (!stored) throw new StoreError(`${file}: its first line is damaged: start the program, which mends it.`)
  const { state } = follow(stored, tail, file)
  return state.version === versionOf(list) ? state : unpack(migrate(pack(state), list, file))
}

/** The newest record, without the indexes: they may have to be made anew, and only the program may write. */
const shelved = async (folder: string, matter: string, list: readonly Migration[]): Promise<Shelved | undefined> => {
  const names = (await readdir(folder).catch(absent)) ?? []
  const years = names.filter((name) => /^\d{4}\.ndjson$/.test(name)).sort()
  for (const name of years.reverse()) {
    const file = join(folder, name)
    for (const { bytes } of spans(await readFile(file)).reverse()) {
      const record = bytes.includes(`"matter":"${matter}"`) ? read(bytes, list, file) : undefined
      if (record?.matter === matter) return record
    }
  }
  return undefined
}
