import type { Puppet } from 'wechaty-puppet'
import type { Directory } from './roster.ts'

/** People that are asked for side by side. */
const AT_ONCE = 17

/** Rooms and members straight from the puppet: Wechaty's own objects are never read anew of themselves. */
export const directory = (puppet: Puppet): Directory => ({
  rooms: () => puppet.roomList(),

  async room(id) {
    await puppet.roomPayloadDirty(id)
    await puppet.roomMemberPayloadDirty(id)
    const [{ topic }, ids] = [await puppet.roomPayload(id), await puppet.roomMemberList(id)]
    const members = []
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      members.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map((contact) => member(puppet, contact)))))
    }
    return { topic, members }
  },

  async alias(room, contact) {
    return (await puppet.roomMemberPayload(room, contact)).roomAlias
  },
})

/** A member whose name cannot be had is still one. */
const member = async (puppet: Puppet, contact: string) => {
  try {
    const { name, friend } = await puppet.contactPayload(contact)
    return { contact, name, friend: friend === true }
  } catch {
    return { contact, name: '', friend: false }
  }
}
