import { type FileHandle, link, open, readdir, readFile, rename, rm, truncate } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { append, draft, makeFolder, replace, syncFolder } from './disk.ts'
import { absent, StoreError } from './error.ts'
import { FileKeyring } from './keys.ts'
import { first, follow, type Told } from './load.ts'
import { checked, keep, place } from './media.ts'
import { checkKinds, type Migration, migrate, versionOf } from './migrations.ts'
import type { Paper } from './paper.ts'
import { seal, spans, unseal } from './seal.ts'
import { FileShelf } from './shelf.ts'
import { pack, type State, type Stored, unpack } from './state.ts'

export type Say = (sentence: string, file: string) => void

/** One community's file: the whole state on its first line, a commit on each further one. */
export class Journal implements Paper {
  readonly shelf: FileShelf
  readonly keyring: FileKeyring
  readonly #folder: string
  readonly #file: string
  readonly #list: readonly Migration[]
  readonly #say: Say
  #handle: FileHandle | undefined
  #size = 0
  #entries = 0
  #rewrites = 0
  /** A file that must not become `.last`, for its damage or its version: it is kept under this name instead. */
  #aside: string | undefined

  constructor(folder: string, list: readonly Migration[], say: Say) {
    this.#folder = folder
    this.#file = join(folder, 'community.ndjson')
    this.#list = list
    this.#say = say
    this.shelf = new FileShelf(join(folder, 'archive'), list, say)
    this.keyring = new FileKeyring(join(folder, 'keys'))
  }

  get entries(): number {
    return this.#entries
  }

  /** To be written so many times before anything is appended: a mended file twice, so that `.last` is good as well. */
  get rewrites(): number {
    return this.#rewrites
  }

  async read(): Promise<State | null> {
    await sweep(this.#folder)
    const bytes = await readFile(this.#file).catch(absent)
    if (!bytes) return this.#nothing()
    const told = await this.#tell(bytes)
    const size = told.torn ?? bytes.length
    if (told.torn !== undefined) await this.#cut(bytes, told.torn)
    this.#handle = await open(this.#file, 'a')
    this.#size = bytes[size - 1] === LINE_END ? size : await append(this.#handle, '\n', size)
    this.#entries = told.entries
    await this.#handle.datasync() // what the process before was killed over may be in the machine's memory only
    await syncFolder(this.#folder)
    return this.#current(told.state)
  }

  /** Compaction. The text is made before the first await, so that it and what is appended after it fit together. */
  async write(state: State): Promise<void> {
    const text = seal(JSON.stringify(pack(state)))
    const next = await draft(`${this.#file}.new`, text)
    if (this.#handle) await this.#leaveOld()
    await rename(`${this.#file}.new`, this.#file)
    await syncFolder(this.#folder)
    await this.#handle?.close()
    this.#handle = next
    this.#size = Buffer.byteLength(text)
    this.#entries = 0
    this.#rewrites = Math.max(0, this.#rewrites - 1)
  }

  async append(lines: readonly string[], durable = true): Promise<void> {
    if (!this.#handle) throw new Error('append before the first write')
    try {
      this.#size = await append(this.#handle, lines.join(''), this.#size, durable)
    } catch (error) {
      // Not acknowledged, so it must not come back either; and after a failed sync only memory would hold it.
      if (!(error instanceof StoreError)) await this.#handle.truncate(this.#size).catch(() => undefined)
      throw error
    }
    this.#entries += lines.length
  }

  keep(bytes: Uint8Array, extension: string): Promise<string> {
    return keep(join(this.#folder, 'media'), bytes, extension)
  }

  async file(name: string): Promise<Uint8Array> {
    return readFile(join(this.#folder, 'media', checked(name)))
  }

  async small(name: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, 'small', checked(name))).catch(absent)
  }

  async keepSmall(name: string, bytes: Uint8Array): Promise<void> {
    await makeFolder(join(this.#folder, 'small'))
    await place(join(this.#folder, 'small', checked(name)), bytes)
  }

  async forgetAside(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const file = join(this.#folder, name)
      if (!isAside(name) || !mayBetray(await readFile(file))) continue
      await rm(file)
      this.#say('A file that was kept aside was removed: it may have told who voted what in a secret poll.', file)
    }
    await syncFolder(this.#folder)
  }

  async close(): Promise<void> {
    await this.#handle?.close()
    this.#handle = undefined
  }

  /** A missing file is a new community only where nothing else of it is there. */
  async #nothing(): Promise<null> {
    const left = (await readdir(this.#folder)).find(
      (name) => name.startsWith(basename(this.#file)) || name === 'archive',
    )
    if (left !== undefined) {
      throw new StoreError(`${this.#file} is missing although ${left} lies beside it: put back the file from a backup.`)
    }
    this.#rewrites = 1
    return null
  }

  async #tell(bytes: Buffer): Promise<Told> {
    const [head, ...tail] = spans(bytes)
    const stored = first(head, this.#file) ?? (await this.#mend())
    return follow(stored, tail, this.#file)
  }

  /** What a damaged first line said: all that `.last` came to. */
  async #mend(): Promise<Stored> {
    const file = `${this.#file}.last`
    const [head, ...tail] = spans((await readFile(file).catch(absent)) ?? Buffer.alloc(0))
    const stored = first(head, file)
    const told = stored && follow(stored, tail, file)
    if (!told || told.torn !== undefined) {
      throw new StoreError(`${this.#file}: its first line is damaged and ${file} cannot mend it: put back a backup.`)
    }
    this.#say(
      'The first line was damaged and was mended from the file before it; the damaged one is kept aside.',
      this.#file,
    )
    this.#aside = 'damaged'
    this.#rewrites = 2
    return pack(told.state)
  }

  /** Puts a torn tail into a file of its own, and only then cuts it. */
  async #cut(bytes: Buffer, from: number): Promise<void> {
    const tail = await this.#asideName('tail')
    await replace(tail, bytes.subarray(from))
    await truncate(this.#file, from)
    this.#say(
      `The last ${bytes.length - from} bytes were no whole commit; they were cut off and kept in ${tail}.`,
      this.#file,
    )
  }

  async #asideName(word: string): Promise<string> {
    const names = new Set(await readdir(this.#folder))
    for (let number = 1; ; number++) {
      const name = `${this.#file}.${word}-${number}`
      if (!names.has(basename(name))) return name
    }
  }

  #current(state: State): State {
    if (state.version === versionOf(this.#list)) {
      checkKinds(state.docs, this.#file)
      return state
    }
    this.#aside ??= `version-${state.version}`
    this.#rewrites = 2
    return unpack(migrate(pack(state), this.#list, this.#file))
  }

  async #leaveOld(): Promise<void> {
    const aside = this.#aside
    const name = aside === undefined ? `${this.#file}.last` : await this.#asideName(aside)
    if (aside === undefined) await rm(name, { force: true })
    await link(this.#file, name)
    await syncFolder(this.#folder)
    this.#aside = undefined
  }
}

const LINE_END = 10

const isAside = (name: string): boolean => /^community\.ndjson\.(tail|damaged|version)-/.test(name)

/** Of a line that is not whole nobody can say what it held. */
const mayBetray = (bytes: Buffer): boolean =>
  spans(bytes).some((line) => line.bytes.includes('"sealed"') || unseal(line.bytes) === undefined)

/** Takes away what an end in the middle of a write left: files that no name points to yet. */
const sweep = async (folder: string): Promise<void> => {
  for (const under of ['', 'media', 'small', 'keys']) {
    const names = (await readdir(join(folder, under)).catch(absent)) ?? []
    for (const name of names) if (name.endsWith('.new')) await rm(join(folder, under, name))
  }
}
