import { WechatyBuilder } from 'wechaty'
import type { Puppet } from 'wechaty-puppet'
import { PuppetService } from 'wechaty-puppet-service'
import type { Gate } from './gate.ts'
import { timed } from './numbers.ts'
import type { Saying } from './stream.ts'

/** Messages that are on their way at once. */
const BURST = 100

/** Counts what came through, and tells when enough did. */
export class Counter {
  #count = 0
  #enough: { readonly at: number; readonly reached: () => void } | undefined

  add(): void {
    this.#count++
    if (this.#enough?.at === this.#count) this.#enough.reached()
  }

  /** Resolves after so many more. */
  more(count: number): Promise<void> {
    return new Promise((reached) => {
      this.#enough = { at: this.#count + count, reached }
    })
  }
}

/** A way for messages to come in, up to whoever hears them. */
export interface Way {
  readonly heard: Counter
  readonly stop: () => Promise<void>
}

/** Wechaty by itself, with an empty handler. */
export const bare = async (puppet: Puppet): Promise<Way> => {
  const heard = new Counter()
  const bot = WechatyBuilder.build({ puppet })
  bot.on('error', () => undefined)
  bot.on('message', () => heard.add())
  const ready = new Promise((resolve) => puppet.once('login', resolve))
  await bot.start()
  await ready
  await bot.Room.findAll()
  return { heard, stop: () => bot.stop() }
}

/** Wechaty's own client of a gateway. What it keeps on disk under the home folder must not stay there. */
export const client = (folder: string, token: string, port = 0): PuppetService => {
  process.env.HOME = folder
  const cache = { contact: 50_000, room: 2000, roomMember: 2000 }
  return new PuppetService({ token, endpoint: `127.0.0.1:${port}`, cache })
}

/** Ms until all were heard. */
export const through = (gate: Gate, way: Way, sayings: readonly Saying[]): Promise<number> => {
  const ids = gate.ready(sayings)
  return timed(async () => {
    for (let from = 0; from < ids.length; from += BURST) {
      const burst = ids.slice(from, from + BURST)
      const all = way.heard.more(burst.length)
      gate.tell(burst)
      await all
    }
  })
}

/** Turns of the microtask queue from the puppet's event until the first of these is heard. */
export const turns = async (gate: Gate, way: Way, sayings: readonly Saying[]): Promise<number> => {
  await through(gate, way, sayings) // what is asked once a room and person is known from here on
  const ids = gate.ready(sayings)
  let heard = false
  void way.heard.more(1).then(() => {
    heard = true
  })
  gate.tell(ids.slice(0, 1))
  for (let count = 0; count < 1000; count++) {
    if (heard) return count
    await undefined
  }
  throw new Error('a message waits for more than promises')
}
