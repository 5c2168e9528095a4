import type { Ear, Outbox } from '../../src/ports.ts'
import { type Wechat, wechat } from '../../src/wechat/adapter.ts'
import { Counter, type Way } from './bare.ts'
import { clock, log } from './clock.ts'

/** Wechaty behind our adapter, heard by this ear. */
export const ours = async (puppet: Wechat['puppet'], ear: Ear, outbox: Outbox, rooms: number): Promise<Way> => {
  const heard = new Counter()
  const seen = new Counter()
  const all = seen.more(rooms)
  const chat = wechat({ puppet, botName: '小议', clock, log })
  const counting: Ear = {
    hear: (message) => {
      ear.hear(message)
      heard.add()
    },
    recall: (recalled) => ear.recall(recalled),
    see: (room) => {
      ear.see(room)
      seen.add()
    },
    lost: (room) => ear.lost(room),
    back: (account) => ear.back(account),
  }
  await chat.start(counting, outbox)
  await all
  return { heard, stop: () => chat.stop() }
}
