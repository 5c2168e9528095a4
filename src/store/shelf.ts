import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../domain/calendar.ts'
import { numberOf, read, type Shelf, write } from './archive.ts'
import { append, makeFolder, syncFile, syncFolder } from './disk.ts'
import { absent } from './error.ts'
import type { Migration } from './migrations.ts'
import type { Shelved } from './schema.ts'
import { spans } from './seal.ts'
import { DAMAGED, type Slot, Slots } from './slots.ts'

type Found = { readonly [K in 'case' | 'poll']: Map<number, Slot> }

/** The year on a calendar in Asia/Shanghai, whatever the machine says; it has no summer time. */
const yearOf = (at: Instant): number => new Date(at + 8 * 3_600_000).getUTCFullYear()

/** A community's archive: `archive/<year>.ndjson`, with two files that say where each number stands. */
export class FileShelf implements Shelf {
  readonly #folder: string
  readonly #list: readonly Migration[]
  readonly #log: (sentence: string, file: string) => void
  readonly #slots: { readonly case: Slots; readonly poll: Slots }
  #turn: Promise<unknown> = Promise.resolve()
  #checked = false

  constructor(folder: string, list: readonly Migration[], log: (sentence: string, file: string) => void) {
    this.#folder = folder
    this.#list = list
    this.#log = log
    this.#slots = { case: new Slots(join(folder, 'cases.index')), poll: new Slots(join(folder, 'polls.index')) }
  }

  find(matter: string): Promise<Shelved | undefined> {
    return this.#inTurn(async () => {
      await this.#check()
      const found = await this.#look(matter)
      if (found !== DAMAGED) return found
      await this.#rebuild()
      const second = await this.#look(matter)
      return second === DAMAGED ? undefined : second
    })
  }

  /** First the records, synced, then where they stand: what lies between is noticed by slot 0. */
  add(records: readonly Shelved[]): Promise<void> {
    return this.#inTurn(async () => {
      const at = records[0]?.at
      if (at === undefined) return
      await makeFolder(this.#folder)
      await this.#check()
      const found = await this.#write(yearOf(at), records)
      await this.#slots.case.set(found.case)
      await this.#slots.poll.set(found.poll)
      await syncFolder(this.#folder)
    })
  }

  /** One at a time: nothing reads a slot that is half written. */
  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(job)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #look(matter: string): Promise<Shelved | typeof DAMAGED | undefined> {
    const name = numberOf(matter)
    const slot = name && (await this.#slots[name.kind].get(name.number))
    if (slot === undefined || slot === DAMAGED) return slot
    const record = await this.#recordAt(slot)
    return record?.matter === matter ? record : DAMAGED
  }

  #fileOf(year: number): string {
    return join(this.#folder, `${year}.ndjson`)
  }

  async #recordAt({ year, from, length }: Slot): Promise<Shelved | undefined> {
    const handle = await open(this.#fileOf(year), 'r').catch(absent)
    if (!handle) return undefined
    try {
      const { size } = await handle.stat()
      if (from + length > size) return undefined
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, from)
      return read(buffer, this.#list, this.#fileOf(year))
    } finally {
      await handle.close()
    }
  }

  async #write(year: number, records: readonly Shelved[]): Promise<Found> {
    const handle = await open(this.#fileOf(year), 'a+', 0o600)
    try {
      const { size } = await handle.stat()
      const lines = records.map(write)
      const start = size === 0 || (await endsLine(handle, size)) ? '' : '\n' // after a line torn by a crash
      const found = placed(records, lines, size + start.length, year)
      const end = await append(handle, start + lines.join(''), size)
      await handle.sync()
      return marked(found, { year, from: end, length: 0 })
    } finally {
      await handle.close()
    }
  }

  async #years(): Promise<number[]> {
    const names = (await readdir(this.#folder).catch(absent)) ?? []
    return names
      .flatMap((name) => Number(/^(\d{4})\.ndjson$/.exec(name)?.[1] ?? []))
      .filter(Boolean)
      .sort((a, b) => a - b)
  }

  /** Once after a start: were both indexes written after the archive's last byte? */
  async #check(): Promise<void> {
    if (this.#checked) return
    const year = (await this.#years()).at(-1)
    if (year !== undefined) {
      const { size } = await stat(this.#fileOf(year))
      const ends = await Promise.all([this.#slots.case.get(0), this.#slots.poll.get(0)])
      const good = ends.every((end) => end !== DAMAGED && end?.year === year && end.from === size)
      if (!good) await this.#rebuild()
      await this.#settle(year)
    }
    this.#checked = true
  }

  /** What the process before was killed over may be in the machine's memory only. */
  async #settle(year: number): Promise<void> {
    for (const file of [this.#fileOf(year), this.#slots.case.file, this.#slots.poll.file]) await syncFile(file)
    await syncFolder(this.#folder)
  }

  async #rebuild(): Promise<void> {
    const found: Found = { case: new Map(), poll: new Map() }
    let end: Slot = { year: 0, from: 0, length: 0 }
    for (const year of await this.#years()) end = { year, from: await this.#scan(year, found), length: 0 }
    marked(found, end)
    await this.#slots.case.replace(found.case)
    await this.#slots.poll.replace(found.poll)
    this.#log('The index of the archive was behind or damaged and was made anew.', this.#folder)
  }

  /** Notes where the records of a year stand. @returns its size. */
  async #scan(year: number, found: Found): Promise<number> {
    const file = this.#fileOf(year)
    const bytes = await readFile(file)
    let bad = 0
    for (const span of spans(bytes)) {
      const name = numberOf(read(span.bytes, this.#list, file)?.matter ?? '')
      if (name) found[name.kind].set(name.number, { year, from: span.from, length: span.bytes.length })
      else if (span.bytes.length > 0) bad++
    }
    if (bad > 0) this.#log(`Lines of the archive that cannot be read were passed over: ${bad}.`, file)
    return bytes.length
  }
}

const endsLine = async (handle: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> => {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] === 10
}

const placed = (records: readonly Shelved[], lines: readonly string[], start: number, year: number): Found => {
  const found: Found = { case: new Map(), poll: new Map() }
  let from = start
  for (const [index, line] of lines.entries()) {
    const name = numberOf(records[index]?.matter ?? '')
    const length = Buffer.byteLength(line)
    if (name) found[name.kind].set(name.number, { year, from, length: length - 1 })
    from += length
  }
  return found
}

const marked = (found: Found, end: Slot): Found => {
  found.case.set(0, end)
  found.poll.set(0, end)
  return found
}
