import { setImmediate as turn } from 'node:timers/promises'
import { Low } from 'lowdb'
import { belongsTo } from '../domain/archive.ts'
import type { Instant } from '../domain/calendar.ts'
import type { Archived, Commit, Ledger, Mark, Snapshot } from '../ports.ts'
import { gather, type Leaving, remove, shelve } from './archive.ts'
import { StoreError } from './error.ts'
import type { Hearing } from './hearing.ts'
import { type Random, Secrets } from './keys.ts'
import type { Paper } from './paper.ts'
import { commitSchema, type Shelved } from './schema.ts'
import { seal } from './seal.ts'
import { apply, blank, forget, kinds, note, type State, unpack } from './state.ts'

/** Which matters may leave the state: 「#27」, 「P5」. */
export type Ended = (docs: Snapshot['docs'], now: Instant) => readonly string[]

export interface Terms {
  readonly clock: () => Instant
  readonly ended: Ended
  /** Commits between two compactions. */
  readonly every: number
  /** For the keys of secret polls. */
  readonly random: Random
  readonly hearing: Hearing
}

interface Promised {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}
interface Waiting extends Promised {
  readonly commit: Commit
  readonly json: string
}
/** What is done between two batches. */
interface Job extends Promised {
  readonly work: () => Promise<void>
}

/** A community's state behind its paper: commits that wait at the same time share one append. */
export class PaperLedger implements Ledger {
  readonly keys: Secrets
  readonly #low: Low<State>
  readonly #paper: Paper
  readonly #terms: Terms
  readonly #making = new Map<string, Promise<Uint8Array | undefined>>()
  #waiting: Waiting[] = []
  #jobs: Job[] = []
  #marks: Mark[] = []
  /** Not in this file yet: it rides with the next line. */
  #heard: Instant | undefined
  #running: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined
  #closed = false

  constructor(paper: Paper, version: number, terms: Terms) {
    this.#paper = paper
    this.#low = new Low(paper, unpack(blank(version)))
    this.#terms = terms
    this.keys = new Secrets(paper.keyring, terms.random, {
      between: (work) => this.#taken((promised) => void this.#jobs.push({ work, ...promised })),
      cleanse: () => this.#cleanse(),
    })
  }

  async open(): Promise<this> {
    try {
      await this.#low.read()
      if (this.now.seq > 0) this.now.heard = Math.max(this.now.heard, this.#terms.hearing.at)
      while (this.#paper.rewrites > 0) await this.#low.write()
      await this.keys.open()
      return this
    } catch (error) {
      await this.#paper.close()
      throw error
    }
  }

  get now(): State {
    return this.#low.data
  }

  /** Resolves when the commit is on disk and shown. After a failure every commit is refused: the process has to end. */
  commit(commit: Commit): Promise<void> {
    return this.#taken((promised) => void this.#waiting.push({ commit, json: textOf(commit), ...promised }))
  }

  #taken(take: (promised: Promised) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure) throw this.#failure.error
      if (this.#closed) throw new StoreError('The store was closed: nothing more is kept.')
      take({ resolve, reject })
      this.#running ??= this.#run()
    })
  }

  mark(mark: Mark): void {
    if (this.#closed || this.#failure || !note(this.now, mark)) return
    this.#marks.push(mark)
    this.#running ??= this.#run()
  }

  heard(at: Instant): void {
    if (this.#closed || this.#failure || at <= this.now.heard) return
    this.now.heard = at
    this.#heard = at
    this.#terms.hearing.note(at)
  }

  async written(): Promise<void> {
    await Promise.all([this.#running, this.#terms.hearing.written()])
    if (this.#failure) throw this.#failure.error
  }

  async archived(matter: string): Promise<Archived | undefined> {
    const record = await this.#paper.shelf.find(matter)
    return record && { matter, puts: record.puts, facts: record.facts }
  }

  keep(bytes: Uint8Array, extension: string): Promise<string> {
    return this.#paper.keep(bytes, extension)
  }

  file(name: string): Promise<Uint8Array> {
    return this.#paper.file(name)
  }

  async thumbnail(name: string, make: (bytes: Uint8Array) => Promise<Uint8Array | undefined>) {
    const making = this.#making.get(name) ?? this.#thumbnail(name, make).finally(() => this.#making.delete(name))
    this.#making.set(name, making)
    return making
  }

  /** Of what cannot be made small it is kept that it cannot. */
  async #thumbnail(name: string, make: (bytes: Uint8Array) => Promise<Uint8Array | undefined>) {
    const kept = await this.#paper.small(name)
    const small = kept ?? (await make(await this.#paper.file(name))) ?? new Uint8Array()
    if (!kept) await this.#paper.keepSmall(name, small)
    return small.length > 0 ? small : undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    try {
      if (!this.#failure && this.#unfinished()) await this.#compact()
    } finally {
      await this.#paper.close()
    }
    if (this.#failure) throw this.#failure.error
  }

  #unfinished(): boolean {
    return this.#paper.entries > 0 || this.#hasNotes() || this.#leaving().length > 0
  }

  /** What comes in one turn of the event loop, or while the disk is busy, is stored together. */
  async #run(): Promise<void> {
    try {
      await turn()
      while (this.#waiting.length > 0 || this.#hasNotes() || this.#jobs.length > 0) {
        if (this.#waiting.length > 0) await this.#store(this.#waiting.splice(0))
        else if (this.#hasNotes()) await this.#storeNotes()
        for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) await this.#do(job)
        if (this.#paper.entries >= this.#terms.every) await this.#compact()
      }
    } catch (error) {
      this.#failure = { error }
      for (const { reject } of [...this.#waiting.splice(0), ...this.#jobs.splice(0)]) reject(error)
    }
    this.#running = undefined
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const next = this.now.seq + 1
      const notes = this.#notes()
      await this.#paper.append(batch.map(({ json }, index) => lineOf(next + index, index === 0 ? notes : '', json)))
      for (const { commit } of batch) apply(this.now, { ...commit, seq: this.now.seq + 1 })
    } catch (error) {
      for (const { reject } of batch) reject(error)
      throw error
    }
    for (const { resolve } of batch) resolve()
  }

  async #do({ work, resolve, reject }: Job): Promise<void> {
    try {
      await work()
    } catch (error) {
      reject(error)
      throw error
    }
    resolve()
  }

  /** Twice, so that the file before it is clean as well, and can mend this one. */
  async #cleanse(): Promise<void> {
    await this.#compact()
    await this.#low.write()
    await this.#paper.forgetAside()
  }

  /** Without a sync: lost only with the power, and then a line is said once more. */
  async #storeNotes(): Promise<void> {
    const nothing = { at: this.now.at, puts: [], facts: [], lines: [], ids: [] }
    await this.#paper.append([lineOf(this.now.seq + 1, this.#notes(), textOf(nothing))], false)
    apply(this.now, { ...nothing, seq: this.now.seq + 1 })
  }

  #hasNotes(): boolean {
    return this.#marks.length > 0
  }

  /** What rides with the next line, as its text. */
  #notes(): string {
    const marks = this.#marks.splice(0)
    const heard = this.#heard
    this.#heard = undefined
    return `${marks.length > 0 ? `"marks":${JSON.stringify(marks)},` : ''}${heard === undefined ? '' : `"heard":${heard},`}`
  }

  #leaving(): readonly string[] {
    return this.#terms.ended(this.now.docs, this.#time())
  }

  /** Recorded time never goes back, whatever the clock says. */
  #time(): Instant {
    return Math.max(this.#terms.clock(), this.now.at)
  }

  /** Between two batches. First the archive has what leaves, then the file is written without it. */
  async #compact(): Promise<void> {
    const state = this.now
    const leaving = gather(state, this.#leaving())
    if (leaving.length > 0) await this.#shelve(leaving)
    remove(
      state,
      leaving.filter(({ matter }) => !this.#isChanging(matter)),
    )
    forget(state, this.#time())
    this.#notes() // the state that is written now shows them
    await this.#low.write()
  }

  /** What waits was decided on all that belongs to it: it leaves the next time. */
  #isChanging(matter: string): boolean {
    return this.#waiting.some(({ commit: { puts } }) => puts.some((put) => belongsTo(put) === matter))
  }

  async #shelve(leaving: readonly Leaving[]): Promise<void> {
    const records: Shelved[] = []
    for (const matter of leaving) {
      records.push(shelve(matter, await this.#paper.shelf.find(matter.matter), this.now, this.#time()))
    }
    await this.#paper.shelf.add(records)
  }
}

/** A commit as text, before its place is known. @throws where it could not be read back: it is a bug of the caller. */
const textOf = ({ at, puts, facts, lines, ids }: Commit): string => {
  const commit = commitSchema.parse({ at, puts, facts, lines, ids })
  const strange = puts.find(({ kind }) => !kinds.includes(kind))
  if (strange) throw new TypeError(`no such kind of document: ${strange.kind}`)
  return JSON.stringify(commit)
}

const lineOf = (seq: number, notes: string, json: string): string => seal(`{"seq":${seq},${notes}${json.slice(1)}`)
