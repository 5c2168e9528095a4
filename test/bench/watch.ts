import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Commit, Ledger } from '../../src/ports.ts'
import { draws } from '../chance.ts'
import { type House, heard } from './house.ts'
import type { Saying } from './stream.ts'

/** Stands between desk and store, and takes the time until what a message came to is synced. */
export class Watch {
  /** Ms by message. */
  readonly took: number[] = []
  /** Bytes of the commits, nearly. */
  readonly bytes: number[] = []
  readonly #since = new Map<string, number>()

  through(ledger: Ledger): Ledger {
    const commit = async (what: Commit): Promise<void> => {
      await ledger.commit(what)
      const now = performance.now()
      this.bytes.push(Buffer.byteLength(JSON.stringify(what)))
      for (const id of what.ids) this.#stored(id, now)
    }
    return {
      get now() {
        return ledger.now
      },
      commit,
      mark: (mark) => ledger.mark(mark),
      heard: (at) => ledger.heard(at),
      written: () => ledger.written(),
      keys: ledger.keys,
      archived: (matter) => ledger.archived(matter),
      file: (name) => ledger.file(name),
      keep: (bytes, extension) => ledger.keep(bytes, extension),
      thumbnail: (name, make) => ledger.thumbnail(name, make),
    }
  }

  /** @param since when it should have been heard: what stops the program must not stop the watch. */
  hears(at: House, id: string, saying: Saying, since: number): void {
    this.#since.set(id, since)
    at.desk.hear(heard(id, saying))
  }

  #stored(id: string, now: number): void {
    const since = this.#since.get(id)
    if (since === undefined) return
    this.#since.delete(id)
    this.took.push(now - since)
  }
}

/** Does something at random moments, so often a second (Poisson), for so many seconds; told when each should have been. */
export const arrivals = async (perSecond: number, seconds: number, seed: number, each: (since: number) => void) => {
  const draw = draws(seed)
  const start = performance.now()
  for (let due = 0; due < 1000 * seconds; due += (-1000 * Math.log(1 - draw())) / perSecond) {
    const wait = start + due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    each(start + due)
  }
}

/** As many bytes at the same moments, each appended and synced, with nothing around it. */
export const appended = async (
  dir: string,
  bytes: number,
  perSecond: number,
  seconds: number,
  seed: number,
): Promise<readonly number[]> => {
  const folder = join(dir, 'bare')
  await mkdir(folder, { recursive: true })
  const file = await open(join(folder, 'lines'), 'a')
  const took: number[] = []
  let last: Promise<void> = Promise.resolve()
  const line = `${'x'.repeat(Math.max(0, bytes - 1))}\n`
  await arrivals(perSecond, seconds, seed, (since) => {
    last = last.then(async () => {
      await file.appendFile(line)
      await file.datasync()
      took.push(performance.now() - since)
    })
  })
  await last
  await file.close()
  return took
}
