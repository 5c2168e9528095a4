import { crc32 } from 'node:zlib'
import { first, follow } from '../../../src/store/load.ts'
import { spans } from '../../../src/store/seal.ts'
import { pack, type State } from '../../../src/store/state.ts'
import { HOME } from '../files.ts'
import type { Life } from '../life.ts'
import { COMMUNITIES } from '../town.ts'
import type { Death, World } from '../world.ts'
import type { Breaks } from './breaks.ts'

/** 12: file = live state. 13: a bad tail is cut to the last whole record, kept aside, and said. */
export class Mended {
  readonly #world: World
  readonly #breaks: Breaks
  /** The bad tails that the last end left. */
  readonly #tails = new Map<string, Buffer>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  died({ life }: Death): void {
    const { died } = life.door
    if (died?.path.endsWith('.new')) this.#world.count.note('killed during a compaction')
    if (died?.deed === 'name' && died.path.endsWith('.ndjson')) this.#world.count.note('killed at the rename')
    if (died?.deed === 'sync') this.#world.count.note('killed at a sync')
    if (died?.deed === 'append') this.#world.count.note('killed in the middle of an append')
    if (died && life.state !== 'running' && life.desk === undefined) this.#world.count.note('killed while it recovered')
    for (const id of COMMUNITIES) {
      const bytes = this.#file(id)
      const tail = bytes?.subarray(wholeIn(bytes))
      if (tail && tail.length > 0) this.#tails.set(id, Buffer.from(tail))
      else this.#tails.delete(id) // cut by one that did not live to say so
    }
  }

  /** 13 */
  begun(): void {
    for (const [id, tail] of this.#tails) {
      const aside = [...this.#world.disk.names].filter(
        ([path]) => path.startsWith(`${HOME}/${id}/`) && path.includes('.tail-'),
      )
      if (!aside.some(([, inode]) => inode.bytes.equals(tail)) && !this.#mayBeRemoved(id))
        this.#breaks(13, `${id}: a bad tail of ${tail.length} bytes was not kept`)
      if (!this.#world.mended.some((sentence) => sentence.includes(`${tail.length} bytes`) && sentence.includes(id)))
        this.#breaks(13, `${id}: nothing was said of a bad tail`)
      const bytes = this.#file(id)
      if (bytes && wholeIn(bytes) < bytes.length) this.#breaks(13, `${id}: a bad tail was not cut`)
      this.#world.count.note('a bad tail was cut')
    }
    this.#tails.clear()
  }

  /** One that may have told who voted what is taken away when its poll is over. */
  #mayBeRemoved(id: string): boolean {
    return this.#world.mended.some(
      (sentence) => sentence.startsWith('A file that was kept aside') && sentence.includes(id),
    )
  }

  /** 12 */
  closed(life: Life): void {
    for (const [id, ledger] of life.ledgers) {
      const bytes = this.#file(id) ?? Buffer.alloc(0)
      const [head, ...tail] = spans(bytes)
      const stored = first(head, id)
      const read = stored && whole(follow(stored, tail, id).state)
      if (read !== whole(ledger.now))
        this.#breaks(12, `${id}: the file says ${read}, the state was ${whole(ledger.now)}`)
    }
    this.#world.count.note('closed cleanly')
  }

  #file(id: string): Buffer | undefined {
    return this.#world.disk.find(`${HOME}/${id}/community.ndjson`)?.bytes
  }
}

/** Until when the account heard stands in a file of its own. */
const whole = (state: State): string => JSON.stringify({ ...pack(state), heard: 0 })

const HEAD = '{"crc":"'.length
const BODY = '{"crc":"00000000",'.length

/** How many bytes are whole records; the last may lack its end of line. */
function wholeIn(bytes: Buffer): number {
  let whole = 0
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end)
    if (crc32(line.subarray(BODY)).toString(16).padStart(8, '0') !== line.toString('latin1', HEAD, HEAD + 8))
      return whole
    whole = from = end < 0 ? bytes.length : end + 1
  }
  return whole
}
