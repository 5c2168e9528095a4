import { namedMatters } from '../domain/archive.ts'
import { nextDue } from '../domain/beat.ts'
import type { Calendar } from '../domain/calendar.ts'
import type { Constitution, Gap, Instant } from '../domain/community.ts'
import type { Account, Heard, Input, Recalled, RoomSeen } from '../domain/input.ts'
import type { Reading } from '../domain/reading.ts'
import { JOIN_WITHIN, openPolls } from '../domain/situation.ts'
import type { Chat, Ear, Invitations, Ledger, Log, Outbox, Reader } from '../ports.ts'
import { outbox } from './outbox.ts'
import { Route } from './route.ts'
import { Table } from './table.ts'

export interface DeskParts {
  readonly communities: readonly { readonly is: Constitution; readonly ledger: Ledger }[]
  readonly reader: Reader
  readonly chat: Chat
  readonly clock: () => Instant
  /** What the machine's clock did, where it is not a simulated one. */
  readonly drift?: Drift
  readonly calendar: Calendar
  readonly log: Log
  /** Codes that were issued on the server's console since the last look. */
  readonly invitations?: Invitations
  /** The disk failed: nothing more may be accepted, the process must end. */
  readonly fatal: (error: unknown) => void
}

/** How the machine's clock strayed. */
export interface Drift {
  /** Ms by which the time that is shown is ahead of it: it went back. */
  ahead(): number
  /** The same once it has lasted; 0 before. */
  behind(): number
  /** The time that was left out when it leapt ahead, as after a sleep: given once. */
  leapt(): Gap | undefined
}

/** Hears, beats and settles: one input at a time for each community, communities side by side. */
export interface Desk extends Ear {
  readonly outbox: Outbox
  /** Makes what the community files say so. Before anything is heard. */
  open(): Promise<void>
  /** The beat. Resolves when everything due is stored. */
  tick(): Promise<void>
  /** Resolves when nothing is in progress. */
  settled(): Promise<void>
  /** Settles what came, and takes nothing more: the store may be closed. */
  leave(): Promise<void>
  /** The next instant after `now` at which something becomes due. */
  nextDue(now: Instant): Instant | undefined
  /** Why inputs cannot be settled; none while they can. */
  readonly broken: string | undefined
}

const GENERATION = 50_000
/** Ms since the last sign of life of a line that hears: it may not have been told yet that the machine slept. */
const ALIVE = 30_000
/** Ms before a close. */
const LOOK_BEFORE = 60_000
const UNSTABLE =
  'the contact ids of this puppet are new with each login: polls are by person, and roles are to be bound again by npm run xiaoyi -- invite NAME'
/** Ms that a reader may take; then the message is settled unread, and those behind it go on. */
const PATIENCE = 20_000

/** @throws when it took too long */
const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took over ${PATIENCE / 1000} s`)), PATIENCE)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export function desk(parts: DeskParts): Desk {
  const { reader, clock, chat, drift, log } = parts
  const rebound = () => route.rebound()
  const tables = parts.communities.map((community) => new Table(community, { ...parts, rebound }))
  const route: Route = new Route(tables)
  const heardBefore = new Generations(GENERATION)
  const photos = new Photos()
  const behind = new Map<string, Promise<void>>()
  const inProgress = new Set<Promise<void>>()
  /** Polls about to close, whose rooms were looked at. */
  let looked: ReadonlySet<string> = new Set()
  const missedUntil = new Map<Table, Instant>()
  let wasBehind = false

  /** A slow model holds up nobody but the same person in the same room. */
  function read(heard: Heard, table: Table, ask?: readonly string[]): void {
    const before = behind.size > 0 ? behind.get(keyOf(heard)) : undefined
    const readings = before !== undefined ? before.then(() => understood(heard, table)) : understood(heard, table)
    if (!(readings instanceof Promise)) return settle(heard, table, readings, ask)
    const key = keyOf(heard)
    const done = after(
      inTime(readings)
        .catch((error: unknown) => unread(heard, error))
        .then((all) => settle(heard, table, all, ask)),
    ).finally(() => {
      if (behind.get(key) === done) behind.delete(key)
    })
    behind.set(key, done)
  }

  function understood(heard: Heard, table: Table): ReturnType<Reader['read']> {
    try {
      return reader.read(heard, table.words)
    } catch (error) {
      return unread(heard, error)
    }
  }

  /** A bug of the reader stops nobody. */
  function unread(heard: Heard, error: unknown): readonly Reading[] {
    log.error({ err: error, message: heard.id }, 'the reader failed')
    return []
  }

  /** Ordinary chatter ends here: no turn is taken, nothing is written. `ask`: the communities that it may be for. */
  function settle(heard: Heard, table: Table, readings: readonly Reading[], ask?: readonly string[]): void {
    if (readings.length === 0 && heard.kind === 'text' && !heard.addressed && !table.isTelling(heard)) return
    const byNumber = heard.room === undefined ? route.byNumber(heard, namedMatters(readings)) : undefined
    if (ask && !byNumber) return void table.enqueue({ type: 'which-community', heard, names: ask })
    const to = byNumber ?? table
    const settled = () =>
      to.enqueue(
        { type: 'heard', heard, readings, photos: photos.near(heard) },
        namedMatters(readings, heard.quote?.text),
      )
    if (readings.some((reading) => reading.do === 'code')) void after(takeOver().then(settled))
    else void settled()
  }

  function hear(heard: Heard): void {
    if (heardBefore.has(heard.id)) return
    heardBefore.add(heard.id)
    watchLeap()
    take(drift ? asShown(heard, drift) : heard)
  }

  /** While time stands still, what is said now is said at the time that is shown. */
  const asShown = (heard: Heard, { ahead }: Drift): Heard => {
    const ms = ahead()
    return ms > 0 ? { ...heard, at: Math.min(clock(), heard.at + ms) } : heard
  }

  function take(heard: Heard): void {
    if (heard.kind === 'image') photos.note(heard)
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

  /** Each moment is missed once, however often the line flaps before the next beat; known to be over when it is stored. */
  function missed(table: Table, gap: Gap): void {
    missedUntil.set(table, gap.to)
    void table.enqueue({ type: 'missed', gap, at: clock() }).then(() => table.ledger.heard(gap.to))
  }

  /** A leap of the clock comes before whatever is said after it: it may move a close. */
  function watchLeap(): void {
    const leapt = drift?.leapt()
    if (leapt) for (const table of tables) missed(table, leapt)
  }

  function watchClock(): void {
    watchLeap()
    const ms = drift?.behind() ?? 0
    for (const table of tables) {
      if (ms > 0 && !wasBehind) void table.enqueue({ type: 'clock-behind', ms, at: clock() })
    }
    wasBehind = ms > 0
  }

  /** Leaving is often not announced: who is there when a poll closes is looked at just before. */
  function lookBeforeClose(): void {
    const soon = tables.flatMap((table) =>
      openPolls(table.stored, undefined)
        .filter(({ closes }) => closes - clock() <= LOOK_BEFORE)
        .map(({ number, closes }) => `${table.id}/P${number}/${closes}`),
    )
    if (soon.some((poll) => !looked.has(poll))) void after(chat.refresh())
    looked = new Set(soon)
  }

  const everywhere = (input: Input) => Promise.all(tables.map((table) => table.enqueue(input)))

  return {
    hear,
    recall: (recalled: Recalled) =>
      void route.room(recalled.room, recalled.from)?.enqueue({ type: 'recalled', recalled }),
    see: (room: RoomSeen) => {
      for (const table of route.seen(room)) void table.enqueue({ type: 'room-seen', room })
    },
    lost: (room: string) => void route.room(room, '')?.enqueue({ type: 'room-lost', room, at: clock() }),
    back(account: Account) {
      for (const table of tables) {
        void table.enqueue({ type: 'account-seen', account, at: clock() })
        const { heard, at } = table.ledger.now
        missed(table, { from: Math.max(heard || at, missedUntil.get(table) ?? 0), to: clock() })
      }
      if (!account.stable) log.warn({}, UNSTABLE)
    },
    outbox: outbox(tables),
    open: async () => {
      await everywhere({ type: 'opened', at: clock() })
    },
    async tick() {
      await after(takeOver())
      for (const table of tables) table.dropExpired()
      watchClock()
      const hearing = chat.online && clock() - chat.heardAt < ALIVE
      if (hearing) lookBeforeClose()
      await everywhere({ type: 'tick', hearing, at: clock() })
      if (hearing)
        for (const table of tables) {
          table.ledger.heard(chat.heardAt)
          table.fetchFiles()
        }
      await Promise.allSettled(tables.map((table) => table.written()))
      chat.wake()
    },
    async settled() {
      while (inProgress.size > 0 || tables.some(({ busy }) => busy)) {
        await Promise.all([...inProgress, ...tables.map((table) => table.idle())])
      }
    },
    nextDue(now) {
      const times = tables
        .flatMap((table) => [nextDue(table.stored, now), table.nextLine(now)])
        .filter((t) => t !== undefined && t > now)
      return times.length === 0 ? undefined : Math.min(...times.filter((t) => t !== undefined))
    },
    async leave() {
      await this.settled()
      for (const table of tables) table.leave()
    },
    get broken() {
      return tables.find(({ broken }) => broken !== undefined)?.broken
    },
  }
}

const keyOf = ({ room, from }: Heard): string => `${room ?? ''}/${from}`

/** Remembers the newest ids in two generations. */
class Generations {
  readonly #size: number
  #new = new Set<string>()
  #old = new Set<string>()
  constructor(size: number) {
    this.#size = size
  }
  has(id: string): boolean {
    return this.#new.has(id) || this.#old.has(id)
  }
  add(id: string): void {
    if (this.#new.size >= this.#size) {
      this.#old = this.#new
      this.#new = new Set()
    }
    this.#new.add(id)
  }
}

/** Photos wait up to 3 minutes for the words of the same person in the same room. In memory only. */
class Photos {
  readonly #waiting = new Map<string, readonly Heard[]>()
  note(heard: Heard): void {
    const key = keyOf(heard)
    const fresh = (this.#waiting.get(key) ?? []).filter(({ at }) => heard.at - at <= JOIN_WITHIN)
    this.#waiting.set(key, [...fresh, heard])
    if (this.#waiting.size > 1_000) this.#waiting.delete(this.#waiting.keys().next().value ?? '')
  }
  /** Those that belong to these words; they are given once. */
  near(heard: Heard): readonly string[] {
    const key = keyOf(heard)
    const all = this.#waiting.get(key)
    if (!all || heard.kind === 'image') return []
    return all.filter(({ at }) => heard.at - at <= JOIN_WITHIN && heard.at >= at).map(({ id }) => id)
  }
}
