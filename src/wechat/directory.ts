import { type Puppet, types } from 'wechaty-puppet'
import { inTime, Late } from './limit.ts'
import type { Directory } from './roster.ts'

/** People that are asked for side by side. */
const AT_ONCE = 17
/** A name that was read so long ago is read anew: nightly, then, and not before each poll that closes. */
const STALE = 12 * 3_600_000
/** A gateway that does not answer a question by then is frozen. */
const PATIENCE = 10_000

export interface Asking {
  /** Ms on a clock that only goes on. */
  readonly elapsed?: () => number
  readonly patience?: number
}

/** Rooms and members straight from the puppet: Wechaty's own objects are never read anew of themselves. */
export const directory = (puppet: Puppet, asking: Asking = {}): Directory => {
  const { elapsed = () => performance.now(), patience = PATIENCE } = asking
  const ask = <T>(answer: Promise<T>): Promise<T> => inTime(answer, patience)
  /** When the name of each person was last read anew; at first it may be an old one that the gateway kept. */
  const read = new Map<string, number>()

  const member = async (contact: string, anew: boolean) => {
    if (anew && elapsed() - (read.get(contact) ?? elapsed()) >= STALE) {
      await forget(puppet, types.Dirty.Contact, contact, ask)
      read.set(contact, elapsed())
    } else if (!read.has(contact)) read.set(contact, Number.NEGATIVE_INFINITY)
    try {
      const { name, friend } = await ask(puppet.contactPayload(contact))
      return { contact, name, friend: friend === true }
    } catch (error) {
      if (error instanceof Late) throw error
      return { contact, name: '', friend: false } // one whose name cannot be had is still a member
    }
  }

  return {
    rooms: () => ask(puppet.roomList()),

    async room(id, anew = false) {
      await forget(puppet, types.Dirty.Room, id, ask)
      await forget(puppet, types.Dirty.RoomMember, id, ask)
      const [{ topic }, ids] = [await ask(puppet.roomPayload(id)), await ask(puppet.roomMemberList(id))]
      const members = []
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const some = ids.slice(from, from + AT_ONCE)
        members.push(...(await Promise.all(some.map((contact) => member(contact, anew)))))
      }
      if (members.some(({ name }) => !name)) await ask(puppet.roomMemberList(id)) // or was the line lost meanwhile?
      return { topic, members }
    },

    async alias(room, contact) {
      return (await ask(puppet.roomMemberPayload(room, contact))).roomAlias
    },
  }
}

/** The gateway keeps what it read, and so do we: both forget it. Its own word that it did so is not waited for: some never send it. */
const forget = async (
  puppet: Puppet,
  payloadType: types.Dirty,
  payloadId: string,
  ask: (answer: Promise<void>) => Promise<void>,
): Promise<void> => {
  await ask(Promise.resolve(puppet.dirtyPayload(payloadType, payloadId))).catch((error: unknown) => {
    if (error instanceof Late) throw error
  })
  puppet.emit('dirty', { payloadType, payloadId })
}
