import { DAY } from '../domain/calendar.ts'
import type { Instant } from '../domain/community.ts'
import type { Heard, RoomSeen } from '../domain/input.ts'
import { DRAFT_KEPT } from '../domain/raise.ts'
import type { Table } from './table.ts'

const REMEMBERED = 30 * DAY

/** Where a message goes; `ask`: the communities it may be for, by name. */
type Where =
  | { readonly table: Table; readonly heard: Heard }
  | { readonly table: Table; readonly ask: readonly string[] }

/** Which community a message belongs to. */
export class Route {
  readonly #tables: readonly Table[]
  /** Private messages whose sender was asked which community she means. */
  readonly #asked = new Map<string, Heard>()
  /** Which one she last wrote to, since the start. */
  readonly #last = new Map<string, { readonly table: Table; readonly at: Instant }>()

  /** By topic, as the files name them. */
  readonly #topics = new Map<string, readonly Table[]>()
  /** By room id; made anew once rooms were bound. */
  #rooms: ReadonlyMap<string, Table> | undefined

  constructor(tables: readonly Table[]) {
    this.#tables = tables
    for (const table of tables)
      for (const { topic } of table.is.rooms) this.#topics.set(topic, [...(this.#topics.get(topic) ?? []), table])
  }

  /** Rooms were bound, or are bound no more. */
  rebound(): void {
    this.#rooms = undefined
  }

  of(heard: Heard): Where | undefined {
    if (heard.room === undefined) return this.#private(heard)
    const bound = this.#bound(heard.room) ?? this.#topics.get(heard.topic ?? '')?.[0]
    return bound && { table: bound, heard }
  }

  /** The community that a room belongs to; for a private chat, the first that knows the person. */
  room(room: string | undefined, from: string): Table | undefined {
    return room === undefined ? this.#knowing(from)[0] : this.#bound(room)
  }

  /** A room goes to the one it is bound to, else to those whose file names its topic. */
  seen(room: RoomSeen): readonly Table[] {
    const bound = this.#bound(room.id)
    return bound ? [bound] : (this.#topics.get(room.topic) ?? [])
  }

  /** Of several communities that know the person, the one whose number she names. */
  byNumber(heard: Heard, matters: readonly string[]): Table | undefined {
    const having = this.#knowing(heard.from).filter((table) =>
      matters.some((matter) => table.stored.get(matter.startsWith('#') ? 'case' : 'poll', matter.slice(1))),
    )
    const [only] = having
    if (!only || having.length > 1) return undefined
    this.#asked.delete(heard.from)
    this.#last.set(heard.from, { table: only, at: heard.at })
    return only
  }

  #bound(room: string): Table | undefined {
    this.#rooms ??= new Map(this.#tables.flatMap((table) => [...table.stored.all('room')].map(({ id }) => [id, table])))
    return this.#rooms.get(room)
  }

  #knowing(contact: string): readonly Table[] {
    return this.#tables.filter(
      ({ stored }) =>
        stored.byContact(contact) !== undefined ||
        [...stored.all('room')].some(({ members }) => members.includes(contact)),
    )
  }

  /** The only one that knows her; else that of the last exchange within 30 days; else she is asked once, by name. */
  #private(heard: Heard): Where | undefined {
    const knowing = this.#knowing(heard.from)
    const among = knowing.length === 0 && this.#tables.length === 1 ? this.#tables : knowing
    const [only] = among
    if (!only) return this.#byCode(heard)
    if (among.length === 1) return { table: only, heard }
    const asked = this.#asked.get(heard.from)
    const kept = asked && heard.at - asked.at <= DRAFT_KEPT ? asked : undefined
    const chosen = kept && among.find(({ is }) => heard.text.includes(is.name))
    if (kept && chosen) {
      this.#asked.delete(heard.from)
      return this.#to(chosen, kept)
    }
    const last = this.#last.get(heard.from) ?? this.#lastStored(among, heard.from)
    if (last && heard.at - last.at <= REMEMBERED) return this.#to(last.table, heard)
    this.#asked.set(heard.from, heard)
    return { table: only, ask: among.map(({ is }) => is.name) }
  }

  #to(table: Table, heard: Heard): Where {
    this.#last.set(heard.from, { table, at: heard.at })
    return { table, heard }
  }

  #lastStored(among: readonly Table[], contact: string): { readonly table: Table; readonly at: Instant } | undefined {
    return among
      .map((table) => ({ table, at: table.stored.byContact(contact)?.privateAt ?? 0 }))
      .reduce((a, b) => (b.at > a.at ? b : a))
  }

  /** A stranger's invitation code may be of any community: the one that issued it knows it. */
  #byCode(heard: Heard): Where | undefined {
    const [first] = this.#tables
    const waiting = this.#tables.find(({ stored }) => [...stored.all('invitation')].length > 0)
    return first && { table: waiting ?? first, heard }
  }
}
