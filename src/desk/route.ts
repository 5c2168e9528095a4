import { DAY, type Instant } from '../domain/calendar.ts'
import { DRAFT_KEPT } from '../domain/due.ts'
import type { Heard, RoomSeen } from '../domain/heard/input.ts'
import { matterIn, uncalled } from '../domain/heard/quoted.ts'
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
  /** Which one she then named. */
  readonly #chosen = new WeakMap<Heard, Table>()
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

  /** Of several communities that know the person, the one whose number she names or quotes. */
  byNumber(heard: Heard, named: readonly string[]): Where | undefined {
    const chosen = this.#chosen.get(heard)
    if (chosen) return { table: chosen, heard }
    const matters = named.length > 0 ? named : quotedIn(heard)
    const having = running(this.#knowing(heard.from), matters)
    const [first] = having
    if (!first) return undefined
    const one = having.length === 1 ? first : (saying(having, heard) ?? lastSaying(having, heard.from, matters))
    if (!one && !matters.some(isPoll)) return undefined // the last exchange tells
    if (one) this.#asked.delete(heard.from)
    else this.#asked.set(heard.from, heard)
    return one ? this.#to(one, heard) : { table: first, ask: having.map(({ is }) => is.name) }
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
    if (!only) return CODE.test(heard.text) ? this.#byCode(heard) : undefined // who says it is none of theirs
    if (among.length === 1) return { table: only, heard }
    const asked = this.#asked.get(heard.from)
    const kept = asked && heard.at - asked.at <= DRAFT_KEPT ? asked : undefined
    const chosen = kept && among.find(({ is }) => heard.text.includes(is.name))
    if (kept && chosen) {
      this.#asked.delete(heard.from)
      this.#chosen.set(kept, chosen)
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

const isPoll = (matter: string): boolean => matter.startsWith('P')

/** An invitation's, whoever says it. */
const CODE = /xy-[a-z2-7]{26}/i

/** What the bot's line that is quoted is about. */
function quotedIn({ quote }: Heard): readonly string[] {
  if (!quote?.ours) return []
  const { case: matter, poll } = matterIn(quote.text)
  return matter !== undefined ? [`#${matter}`] : poll === undefined ? [] : [`P${poll}`]
}

/** Those that have one of these; polls that still run first. */
function running(tables: readonly Table[], matters: readonly string[]): readonly Table[] {
  const having = (open: boolean) =>
    tables.filter(({ stored }) =>
      matters.some((matter) =>
        isPoll(matter)
          ? stored.get('poll', matter.slice(1))?.stage === 'open' || (!open && stored.get('poll', matter.slice(1)))
          : stored.get('case', matter.slice(1)),
      ),
    )
  const open = having(true)
  return open.length > 0 ? open : having(false)
}

/** So many signs of a line tell it from others. */
const TELLING = 30

/** The only one that said the line that is quoted, or asks what stands in it. */
function saying(tables: readonly Table[], { quote }: Heard): Table | undefined {
  if (!quote?.ours) return undefined
  const words = uncalled(quote.text).trim()
  const { poll } = matterIn(words)
  const told = tables.filter(({ ledger, stored }) => {
    const question = poll === undefined ? undefined : stored.get('poll', String(poll))?.question
    return (
      (question !== undefined && words.includes(question)) ||
      [...ledger.now.outbox.values()].some(({ line }) => line.text !== '' && isOf(line.text, words))
    )
  })
  return told.length === 1 ? told[0] : undefined
}

const isOf = (line: string, words: string): boolean =>
  words.length < TELLING ? line === words : line.startsWith(words.slice(0, TELLING))

/** Whose line about it was the last that she was told in private. */
function lastSaying(tables: readonly Table[], contact: string, matters: readonly string[]): Table | undefined {
  const last = (table: Table): Instant => {
    const key = table.stored.byContact(contact)?.key
    const said = [...table.ledger.now.outbox.values()].filter(
      ({ line: { to, about } }) => 'person' in to && to.person === key && matters.includes(about ?? ''),
    )
    return Math.max(0, ...said.map(({ saidAt }) => saidAt ?? 0))
  }
  const times = tables.map((table) => ({ table, at: last(table) }))
  const { table, at } = times.reduce((a, b) => (b.at > a.at ? b : a), { table: tables[0], at: 0 } as {
    readonly table: Table | undefined
    readonly at: Instant
  })
  return at > 0 && times.filter((one) => one.at === at).length === 1 ? table : undefined
}
