import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Life } from './life.ts'
import type { Neighbour } from './town.ts'

const PHOTO = readFileSync(join(import.meta.dirname, '../scenarios/灯.jpg'))
/** So many of the last messages may be taken back. */
const KEPT = 40

/** How people of a community speak and act in WeChat, whichever life of the program listens. */
export class Voice {
  /** Contacts that have left all groups. */
  readonly outside = new Set<string>()
  /** The last message of the scene: all others were said before it. */
  last: string | undefined
  readonly said: string[] = []
  #life: Life | undefined

  to(life: Life): void {
    this.#life = life
    this.last = undefined
  }

  /** Without a room: privately. */
  async say(who: Neighbour, room: string | undefined, text: string, photo = false): Promise<void> {
    if (this.outside.has(who.contact) && room !== undefined) return
    const words = { room: room ?? `私聊:${who.contact}`, from: who.contact, text }
    const said = await this.act('say', photo ? form(words) : words)
    if (said?.id === undefined) return
    this.last = said.id
    this.said.push(said.id)
    if (this.said.length > KEPT) this.said.shift()
  }

  /** What WeChat itself refuses, such as words to somebody who is no friend, does not happen. */
  async act(what: string, body: object | FormData): Promise<{ readonly id?: string } | undefined> {
    try {
      return await this.#life?.post(what, body)
    } catch (error) {
      if (error instanceof Error && / (404|400) /.test(error.message)) return undefined
      throw error
    }
  }
}

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const all = new FormData()
  for (const [name, value] of Object.entries(fields)) all.set(name, value)
  all.set('file', new File([PHOTO], '照片.jpg', { type: 'image/jpeg' }))
  return all
}
