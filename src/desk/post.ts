import { lostKey, photosOf } from '../domain/level/letter.ts'
import type { Line } from '../domain/state/community.ts'
import type { Log } from '../ports.ts'
import type { Table } from './table.ts'

/**
 * Brings what one community tells another to its table, in the order it was written. A letter is done with when the
 * ledger of who reads it knows its key, whatever became of the process meanwhile; until then it comes again at each beat.
 */
export class Post {
  readonly #tables: ReadonlyMap<string, Table>
  readonly #log: Log
  /** Those whose letters wait. */
  readonly #senders: Set<Table>
  /** What could not be settled waits for the next start of the program: the others go on. */
  readonly #unread = new Set<string>()
  #running: Promise<void> | undefined
  #more = false

  constructor(tables: readonly Table[], log: Log) {
    this.#tables = new Map(tables.map((table) => [table.id, table]))
    this.#senders = new Set(tables.filter(({ lines }) => lines.lettersCount > 0))
    this.#log = log
  }

  get waits(): boolean {
    return this.#senders.size > 0
  }

  /** Letters of this community were stored. */
  posted(sender: Table): void {
    this.#senders.add(sender)
  }

  /** Resolves when all that can be delivered now is. */
  deliver(): Promise<void> {
    this.#more = true
    this.#running ??= this.#run()
    return this.#running
  }

  async #run(): Promise<void> {
    while (this.#more) {
      this.#more = false
      await Promise.all([...this.#senders].map((sender) => this.#round(sender)))
    }
    this.#running = undefined
  }

  /** One after the other to each community, so that what is told of a case keeps its order; to several side by side. */
  async #round(sender: Table): Promise<void> {
    const to = new Map<string, Line[]>()
    for (const line of sender.lines.letters()) {
      const target = 'community' in line.to ? line.to.community : ''
      const lines = to.get(target)
      if (lines) lines.push(line)
      else to.set(target, [line])
    }
    await Promise.all([...to].map(([target, lines]) => this.#send(sender, this.#tables.get(target), lines)))
    if (sender.lines.lettersCount === 0) this.#senders.delete(sender)
  }

  async #send(sender: Table, target: Table | undefined, lines: readonly Line[]): Promise<void> {
    for (const line of lines) {
      if (line.until < sender.now()) await this.#lose(sender, target, line)
      else if (!target || target.broken !== undefined || sender.broken !== undefined) return
      else if (!this.#unread.has(line.key)) await this.#hand(sender, target, line)
    }
  }

  async #hand(sender: Table, target: Table, { key, letter }: Line): Promise<void> {
    if (!letter) return sender.lines.delivered(key)
    if (!target.knows(key)) {
      const from = { id: sender.id, name: sender.is.name }
      const photos = await this.#copied(sender, target, photosOf(letter))
      const named = letter.yours === undefined ? [] : [`#${letter.yours}`]
      await target.enqueue({ type: 'letter', key, from, letter, photos, at: target.now() }, named)
    }
    if (target.knows(key)) sender.lines.delivered(key)
    else if (target.takes) this.#unread.add(key) // a bug, which its table has told
  }

  /** Into the other's folder, before the letter that names them. One that is missing must not stop it. */
  async #copied(sender: Table, target: Table, photos: readonly string[]): Promise<readonly string[]> {
    const copied: string[] = []
    for (const name of photos)
      try {
        const [, extension = ''] = name.split('.')
        copied.push(await target.ledger.keep(await sender.ledger.file(name), extension))
      } catch (error) {
        this.#log.warn({ err: error, community: sender.id, to: target.id }, 'a photo could not go with a letter')
      }
    return copied
  }

  /** Its conveners hear of it before it is given up. */
  async #lose(sender: Table, target: Table | undefined, { key, letter, to }: Line): Promise<void> {
    const id = 'community' in to ? to.community : ''
    if (target?.knows(key)) return sender.lines.delivered(key)
    if (letter) {
      const name = target?.is.name ?? nameOf(sender, id)
      await sender.enqueue({ type: 'letter-lost', key, name, letter, at: sender.now() }, [`#${letter.case}`])
    }
    if (!letter || sender.knows(lostKey(key))) sender.lines.gaveUp(key)
  }
}

const nameOf = ({ is }: Table, id: string): string =>
  [is.parent, ...(is.children ?? [])].find((one) => one?.id === id)?.name ?? id
