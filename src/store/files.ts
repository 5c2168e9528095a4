import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Instant } from '../domain/calendar.ts'
import type { Store } from '../ports.ts'
import { makeFolder } from './disk.ts'
import type { Log } from './error.ts'
import { HearingFile } from './hearing.ts'
import { Journal } from './journal.ts'
import type { Random } from './keys.ts'
import { type Ended, PaperLedger } from './ledger.ts'
import { lock } from './lock.ts'
import { type Migration, migrations, versionOf } from './migrations.ts'
import { storeOf } from './open.ts'

export interface Files {
  /** `$DATA_DIR/live`: a folder for each community, used by one process at a time. */
  readonly dir: string
  readonly clock: () => Instant
  readonly ended: Ended
  /** Told what was mended at an opening. */
  readonly log?: Log
  /** Commits between two compactions: 5,000. */
  readonly every?: number
  readonly migrations?: readonly Migration[]
  /** For the keys of secret polls. */
  readonly random?: Random
}

/** The default store: one file per community. @throws where another process uses the folder. */
export const files = async (given: Files): Promise<Store> => {
  const { dir, clock, ended, log = () => undefined, every = 5_000 } = given
  const { migrations: list = migrations, random = randomBytes } = given
  const release = await lock(dir)
  const hearing = await HearingFile.open(join(dir, 'heard')).catch(async (error: unknown) => {
    await release()
    throw error
  })
  return storeOf(async (community) => {
    const folder = join(dir, community)
    await makeFolder(folder)
    const journal = new Journal(folder, list, (sentence, file) => log(sentence, { community, file }))
    return new PaperLedger(journal, versionOf(list), { clock, ended, every, random, hearing }).open()
  }, release)
}
