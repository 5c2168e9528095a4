import { setImmediate as turn } from 'node:timers/promises'
import { namedMatters } from '../domain/archive.ts'
import type { Calendar, Instant } from '../domain/calendar.ts'
import type { Account, Heard, Input, Recalled, RoomSeen } from '../domain/heard/input.ts'
import type { Reading } from '../domain/heard/reading.ts'
import { Seen } from '../domain/heard/seen.ts'
import type { Constitution } from '../domain/state/constitution.ts'
import type {
  Chat,
  Describer,
  Ear,
  Editor,
  Invitations,
  Ledger,
  Log,
  Outbox,
  Press,
  Reader,
  Scribe,
  Sent,
} from '../ports.ts'
import { Audit } from './audit.ts'
import { Composing } from './composing.ts'
import { within } from './late.ts'
import { Halves, keyOf, Photos } from './lately.ts'
import { type Figures, Meter } from './meter.ts'
import { outbox } from './outbox.ts'
import { Post } from './post.ts'
import { Route } from './route.ts'
import { Senses } from './senses.ts'
import { Table } from './table.ts'
import { type Drift, Watch } from './watch.ts'

export interface DeskParts {
  readonly communities: readonly { readonly is: Constitution; readonly ledger: Ledger }[]
  readonly reader: Reader
  readonly chat: Chat
  readonly clock: () => Instant
  /** Ms that only go on, for how long a beat takes. */
  readonly elapsed?: () => number
  /** What the machine's clock did, where it is not a simulated one. */
  readonly drift?: Drift
  readonly calendar: Calendar
  /** Draws what goes out as a file; without it only words go out. */
  readonly press?: Press | undefined
  /** Without them voices stay unheard, and pictures unseen. */
  readonly scribe?: Scribe | undefined
  readonly describer?: Describer | undefined
  /** Without it opinions are listed, and reports told as they are. */
  readonly editor?: Editor | undefined
  readonly log: Log
  /** Codes that were issued on the server's console since the last look. */
  readonly invitations?: Invitations
  /** The disk failed: nothing more may be accepted, the process must end. */
  readonly fatal: (error: unknown) => void
}

/** Hears, beats and settles: one input at a time for each community, communities side by side. */
export interface Desk extends Ear {
  readonly outbox: Outbox
  /** Makes what the community files say so. Before anything is heard. */
  open(): Promise<void>
  /** Words of hers left for a model service: she may ask for them. */
  recordLeft(sent: Sent): void
  /** The beat. Resolves when everything due is stored. */
  tick(): Promise<void>
  /** Resolves when nothing is in progress. */
  settled(): Promise<void>
  /** Settles what came, and takes nothing more: the store may be closed. */
  leave(): Promise<void>
  /** The next instant after `now` at which something becomes due. */
  nextDue(now: Instant): Instant | undefined
  /** A small picture of a photo that is kept there, for a page: made when it is first asked for; none where there is none. */
  thumbnail(community: string, name: string): Promise<Uint8Array | undefined>
  /** How it stands, for whoever watches over the machine. */
  readonly figures: Figures
  /** Why inputs cannot be settled; none while they can. */
  readonly broken: string | undefined
}

/** Ms that a reader may take; then the message is settled unread, and those behind it go on. */
const PATIENCE = 20_000

/** Pixels of a photo's side on a page. */
const THUMBNAIL = 320

/** Communities that begin to settle a beat in one turn of the event loop. */
const AT_ONCE = 32

const tooLong = (): never => {
  throw new Error(`took over ${PATIENCE / 1000} s`)
}

export function desk(parts: DeskParts): Desk {
  const { reader, clock, chat, log } = parts
  const rebound = () => route.rebound()
  const posted = (id: string) => {
    const table = tables.find((one) => one.id === id)
    if (table) post.posted(table)
    void after(post.deliver())
  }
  const tables = parts.communities.map(
    (community) => new Table(community, { ...parts, rebound, posted: () => posted(community.is.id) }),
  )
  const post: Post = new Post(tables, log)
  const route: Route = new Route(tables)
  const heardBefore = new Seen()
  const photos = new Photos()
  const halves = new Halves()
  const senses = parts.scribe || parts.describer ? new Senses(parts) : undefined
  const composing = new Composing({
    editor: parts.editor,
    after: (work) => after(work),
    wake: () => chat.wake(),
    log,
  })
  const watch = new Watch(tables, parts)
  const audit = new Audit(tables, log)
  const meter = new Meter()
  const elapsed = parts.elapsed ?? clock
  const behind = new Map<string, Promise<void>>()
  const inProgress = new Set<Promise<void>>()

  /** A slow model holds up nobody but the same person in the same room. */
  function read(heard: Heard, table: Table, ask?: readonly string[]): void {
    const before = behind.size > 0 ? behind.get(keyOf(heard)) : undefined
    if (senses && heard.kind === 'audio' && !ask) return listen(heard, table, senses, before)
    const readings = before !== undefined ? before.then(() => understood(heard, table)) : understood(heard, table)
    if (!(readings instanceof Promise)) return settle(heard, table, readings, ask)
    const all = within(PATIENCE, readings, tooLong).catch((error: unknown) => unread(heard, error))
    queue(
      heard,
      all.then((found) => settle(heard, table, found, ask)),
    )
  }

  /** Whether it is listened to is known once what she said before is settled. */
  function listen(heard: Heard, table: Table, by: Senses, before = Promise.resolve()): void {
    const words = before.then(() => by.listened(heard, table) ?? heard)
    queue(
      heard,
      words.then(async (said) => settle(said, table, await understood(said, table))),
    )
  }

  /** What the same person says there meanwhile waits for it. */
  function queue(heard: Heard, work: Promise<void>): void {
    const key = keyOf(heard)
    const done = after(work).finally(() => {
      if (behind.get(key) === done) behind.delete(key)
    })
    behind.set(key, done)
  }

  function understood(heard: Heard, table: Table): ReturnType<Reader['read']> {
    try {
      const alone = reader.read(heard, table.words)
      if ('then' in alone) return alone
      const readings = withHalf(heard, table, alone)
      if (senses === undefined) return readings
      return senses.looked(heard, table, readings, photos.near(heard)) ?? readings
    } catch (error) {
      return unread(heard, error)
    }
  }

  /** Of whoever wants no word of hers kept, each is read alone. */
  function withHalf(heard: Heard, table: Table, alone: readonly Reading[]): readonly Reading[] {
    if (table.stored.byContact(heard.from)?.heard === false) return alone
    return halves.joined(heard, alone, (both) => {
      const readings = reader.read(both, table.words)
      return 'then' in readings ? [] : readings
    })
  }

  const tellsMore = ({ text }: Heard): { readonly tellsMore?: true } =>
    reader.tellsMore(text) ? { tellsMore: true } : {}

  /** A bug of the reader stops nobody. */
  function unread(heard: Heard, error: unknown): readonly Reading[] {
    log.error({ err: error, message: heard.id }, 'the reader failed')
    return []
  }

  /** Ordinary chatter ends here: no turn is taken, nothing is written. `ask`: the communities that it may be for. */
  function settle(heard: Heard, table: Table, readings: readonly Reading[], ask?: readonly string[]): void {
    const isTelling = !heard.addressed && table.talk.isTelling(heard)
    if (readings.length === 0 && heard.kind === 'text' && !heard.addressed && !isTelling) return
    const byNumber = heard.room === undefined ? route.byNumber(heard, namedMatters(readings)) : undefined
    const where = byNumber ?? (ask ? { table, ask } : { table, heard })
    if ('ask' in where) return void where.table.enqueue({ type: 'which-community', heard, names: where.ask })
    const to = where.table
    const settled = () =>
      to.enqueue(
        { type: 'heard', heard, readings, photos: photos.near(heard), ...(isTelling && tellsMore(heard)) },
        namedMatters(readings, heard.quote?.text),
      )
    if (readings.some((reading) => reading.do === 'code')) void after(takeOver().then(settled))
    else void settled()
  }

  function hear(heard: Heard): void {
    if (!heardBefore.add(heard.id)) return
    meter.heard += 1
    take(watch.dated(heard))
  }

  function take(heard: Heard): void {
    if (heard.kind === 'image') photos.note(heard)
    if (heard.room === undefined && tables.some((table) => table.knows(heard.id))) return // by whichever she meant then
    const where = route.of(heard)
    if (!where) return
    if ('ask' in where) return read(heard, where.table, where.ask)
    if (where.table.knows(heard.id)) return
    read(where.heard, where.table)
  }

  /** Codes issued on the console become known to the rules. */
  async function takeOver(): Promise<void> {
    for (const invited of (await parts.invitations?.collect()) ?? []) {
      const table = tables.find(({ id }) => id === invited.community)
      await table?.enqueue({
        type: 'invited',
        hash: invited.hash,
        name: invited.name,
        until: invited.until,
        at: clock(),
      })
      await parts.invitations?.taken(invited)
    }
  }

  /** In progress until it is done. */
  function after(work: Promise<void>): Promise<void> {
    const done = work
      .catch((error: unknown) => log.error({ err: error }, 'something could not be done'))
      .finally(() => inProgress.delete(done))
    inProgress.add(done)
    return done
  }

  /** Where much is due at once, what is heard meanwhile comes in between. */
  async function beaten(due: readonly Table[], hearing: boolean): Promise<void> {
    const settled: Promise<void>[] = []
    for (const [i, table] of due.entries()) {
      if (i > 0 && i % AT_ONCE === 0) await turn()
      settled.push(table.enqueue({ type: 'tick', hearing, at: clock() }))
    }
    await Promise.all(settled)
  }

  const everywhere = (input: Input) => Promise.all(tables.map((table) => table.enqueue(input)))

  return {
    hear,
    recall: (recalled: Recalled) => {
      halves.recalled(recalled.of)
      void route.room(recalled.room, recalled.from)?.enqueue({ type: 'recalled', recalled })
    },
    see: (room: RoomSeen) => {
      for (const table of route.seen(room)) void table.enqueue({ type: 'room-seen', room })
    },
    lost: (room: string) => void route.room(room, '')?.enqueue({ type: 'room-lost', room, at: clock() }),
    back: (account: Account) => watch.back(account),
    outbox: outbox(tables, composing, parts.press),
    open: async () => {
      await Promise.all(tables.map((table) => table.tidy()))
      await everywhere({ type: 'opened', at: clock() })
    },
    recordLeft: ({ room, ...sent }) =>
      void route.room(room, sent.from)?.enqueue({ type: 'left', sent: [sent], at: clock() }),
    async tick() {
      const begin = elapsed()
      await after(takeOver())
      const dropping = tables.filter((table) => table.lines.dropExpired())
      const hearing = watch.beat()
      if (hearing && watch.closesSoon()) void after(chat.refresh())
      const due = tables.filter((table) => table.busy || table.stored.isDue(table.now()))
      const begun = due.map((table) => [table, table.stored.due(table.now())] as const)
      await beaten(due, hearing)
      await audit.look(begun, hearing, clock())
      if (post.waits) await after(post.deliver())
      if (hearing)
        for (const table of tables) {
          table.ledger.heard(chat.heardAt)
          table.fetchFiles()
        }
      // of the others nothing was written but when they heard, which one file keeps for all
      const writing = new Set([...tables.slice(0, 1), ...due, ...dropping])
      await Promise.allSettled([...writing].map((table) => table.written()))
      chat.wake()
      meter.beat(elapsed() - begin)
    },
    async settled() {
      while (inProgress.size > 0 || tables.some(({ busy }) => busy)) {
        await Promise.all([...inProgress, ...tables.map((table) => table.idle())])
      }
    },
    nextDue(now) {
      const times = tables
        .flatMap((table) => [table.stored.dueAfter(now), table.lines.next(now)])
        .filter((t) => t !== undefined && t > now)
      return times.length === 0 ? undefined : Math.min(...times.filter((t) => t !== undefined))
    },
    async leave() {
      await this.settled()
      for (const table of tables) table.leave()
    },
    async thumbnail(community, name) {
      const { press } = parts
      const ledger = tables.find(({ id }) => id === community)?.ledger
      return press && ledger?.thumbnail(name, (bytes) => press.small(bytes, THUMBNAIL))
    },
    get figures() {
      return figures(tables, audit, meter)
    },
    get broken() {
      return tables.find(({ broken }) => broken !== undefined)?.broken
    },
  }
}

/** Each community keeps its own count: nothing is looked through. */
function figures(tables: readonly Table[], { stuck }: Audit, { heard, beats }: Meter): Figures {
  const sum = (of: (table: Table) => number): number => tables.reduce((all, table) => all + of(table), 0)
  return {
    communities: tables.length,
    open: sum(({ stored }) => stored.open),
    unattended: sum(({ stored }) => stored.unattended.size),
    stuck,
    unsaid: sum(({ lines }) => lines.unsaidCount),
    letters: sum(({ lines }) => lines.lettersCount),
    skipped: sum(({ stored }) => stored.get('counters', 'counters')?.skipped ?? 0),
    heard,
    beats,
  }
}
