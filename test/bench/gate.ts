import { join } from 'node:path'
import { messagePayload } from '../../src/wechat/payload.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { type Seed, World } from '../../src/wechat/world.ts'
import { clock } from './clock.ts'
import type { Saying } from './stream.ts'
import { roomsOf, type Village } from './village.ts'

type Payload = Awaited<ReturnType<SimulatorPuppet['messageRawPayload']>>

const BOT = { id: 'xiaoyi', name: '小议' }

/** The simulated WeChat with these villages in it. */
export const world = (dir: string, villages: readonly Village[]): World => {
  const rooms = villages.flatMap(roomsOf)
  const contacts = new Map(rooms.flatMap(({ members }) => members.map(({ contact, name }) => [contact, name] as const)))
  const seed: Seed = {
    contacts: [...contacts].map(([id, name]) => ({ id, name })),
    rooms: rooms.map(({ id, topic, members }) => ({ id, topic, members: members.map(({ contact }) => contact) })),
  }
  return new World({ dir: join(dir, 'world'), clock, bot: BOT, seed })
}

/** The simulator's puppet, through which people say things that no world has to keep: nothing is measured but Wechaty and what follows it. */
export class Gate extends SimulatorPuppet {
  readonly #waiting = new Map<string, Payload>()
  #count = 0

  /** Gets messages ready, so that none of their making is measured. @returns their ids. */
  ready(sayings: readonly Saying[]): readonly string[] {
    this.#waiting.clear()
    return sayings.map(({ village, from, text, called }) => {
      const id = `said-${++this.#count}`
      const said = { id, room: village.group, from, text: called ? `@小议 ${text}` : text, at: clock() }
      const mentions = called ? { mentions: [BOT.id] } : {}
      this.#waiting.set(
        id,
        messagePayload({ ...said, ...mentions }, BOT.id, (contact) => contact),
      )
      return id
    })
  }

  tell(ids: readonly string[]): void {
    for (const messageId of ids) this.emit('message', { messageId })
  }

  override async messageRawPayload(id: string): Promise<Payload> {
    return this.#waiting.get(id) ?? super.messageRawPayload(id)
  }
}
