import { RealClock } from '../../src/config/clock.ts'
import { type Desk, desk } from '../../src/desk/desk.ts'
import { archivable } from '../../src/domain/archive.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Chat, Ledger, Log, Outbox, Reader } from '../../src/ports.ts'
import { makeFolder } from '../../src/store/disk.ts'
import { type Hearing, HearingFile } from '../../src/store/hearing.ts'
import { Journal } from '../../src/store/journal.ts'
import { PaperLedger } from '../../src/store/ledger.ts'
import { migrations, versionOf } from '../../src/store/migrations.ts'
import { type Mouth, Sender } from '../../src/wechat/sender.ts'
import { blank } from '../press/blank.ts'
import { HOME } from './files.ts'
import type { Door } from './gate.ts'
import type { Bug } from './plant.ts'
import type { Time } from './time.ts'
import { COMMUNITIES, calendar, constitution } from './town.ts'

export interface Surroundings {
  readonly number: number
  readonly time: Time
  readonly door: Door
  readonly reader: Reader
  readonly mouth: Mouth
  readonly random: () => number
  /** Commits between two compactions. */
  readonly every: number
  readonly bug: Bug
  /** What the store says of the mending of files. */
  readonly mended: (sentence: string, file: string) => void
  readonly logged: (level: 'warn' | 'error', about: object, message: string) => void
  /** It runs. */
  readonly begun: () => void
}

/** One run of the program, from its start to its end: the real desk, rules, store and sender. */
export class Life {
  state: 'starting' | 'running' | 'leaving' | 'left' | 'ended' = 'starting'
  /** Why it could not start, or had to stop. */
  failure: unknown
  /** Inputs are taken. */
  desk: Desk | undefined
  sender: Sender | undefined
  readonly number: number
  readonly door: Door
  /** What it takes for the time. */
  now: () => Instant
  /** By how much that is ahead of the machine's clock, which went back. */
  ahead: () => number = () => 0
  /** Behind what a planted bug puts before them. */
  readonly ledgers = new Map<string, PaperLedger>()
  #outbox: Outbox | undefined
  #ticking: Promise<void> | undefined
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
    this.number = around.number
    this.door = around.door
    this.now = around.time.now
    void this.#open().catch((error: unknown) => this.#fails(error))
  }

  get runs(): boolean {
    return this.state === 'running' && !this.door.dead
  }
  get hasEnded(): boolean {
    return this.state === 'ended' || this.door.dead
  }
  /** A beat is not settled yet. */
  get ticks(): boolean {
    return this.#ticking !== undefined
  }
  /** The disk failed it, so that it had to stop. */
  get illness(): boolean {
    return this.door.failed
  }

  /** As after kill -9: nothing of it happens any more. */
  kill(): void {
    this.door.dead = true
    this.state = 'ended'
    this.sender?.stop()
  }

  /** SIGTERM: what was heard is settled and stored. */
  leave(): void {
    this.state = 'leaving'
    const left = async (): Promise<void> => {
      this.sender?.stop()
      await this.desk?.leave()
      for (const ledger of this.ledgers.values()) await ledger.close()
      if (!this.door.dead) this.state = 'left'
    }
    left().catch((error: unknown) => this.#fails(error))
  }

  tick(): void {
    if (this.state !== 'running' || this.ticks) return
    this.#ticking = this.desk?.tick().finally(() => {
      this.#ticking = undefined
    })
  }

  get outbox(): Outbox | undefined {
    return this.#outbox
  }

  #fails(error: unknown): void {
    this.failure ??= error
    this.kill()
  }

  async #open(): Promise<void> {
    const { time, reader, mouth, random, bug } = this.#around
    const machine = new RealClock({ wall: time.now, elapsed: () => time.elapsed })
    const clock = bug.clock?.(time) ?? (() => machine.now())
    this.now = clock
    this.ahead = () => machine.ahead()
    const communities: { readonly is: Constitution; readonly ledger: Ledger }[] = []
    await makeFolder(HOME)
    const hearing = await HearingFile.open(`${HOME}/heard`)
    for (const id of COMMUNITIES) {
      const ledger = await this.#ledger(id, clock, hearing)
      machine.notBefore(ledger.now.at)
      communities.push({ is: constitution(id), ledger: bug.ledger?.(ledger) ?? ledger })
    }
    const own = this.#chat(clock)
    const chat = bug.chat?.(own) ?? own
    const log: Log = {
      info: () => undefined,
      warn: (about, message) => this.#around.logged('warn', about, message),
      error: (about, message) => this.#around.logged('error', about, message),
    }
    const fatal = (error: unknown): void => this.#fails(error)
    this.desk = desk({ communities, reader, chat, clock, drift: machine, calendar, press: blank, log, fatal })
    await this.desk.open()
    this.#outbox = bug.outbox?.(this.desk.outbox) ?? this.desk.outbox
    const timers = { set: (run: () => void, ms: number) => time.after(ms, run), clear: time.cancel }
    const elapsed = (): number => time.elapsed
    this.sender = new Sender({ outbox: this.#outbox, mouth, clock, log, random, elapsed, timers })
    this.state = 'running'
    this.#around.begun()
  }

  async #ledger(id: string, clock: () => Instant, hearing: Hearing): Promise<PaperLedger> {
    const { every, mended, random } = this.#around
    await makeFolder(`${HOME}/${id}`)
    const journal = new Journal(`${HOME}/${id}`, migrations, mended)
    const ledger = new PaperLedger(this.#around.bug.paper?.(journal) ?? journal, versionOf(migrations), {
      clock,
      ended: archivable,
      every,
      hearing,
      random: (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
    })
    await ledger.open()
    this.ledgers.set(id, ledger)
    return ledger
  }

  #chat(clock: () => Instant): Chat {
    const { mouth } = this.#around
    return {
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      wake: () => this.sender?.wake(),
      refresh: () => Promise.resolve(),
      fetch: async (message) => ({ bytes: Buffer.from(message), extension: 'jpg' }),
      get online() {
        return mouth.online()
      },
      get heardAt() {
        return clock()
      },
    }
  }
}
