import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { dirname } from 'node:path'
import type { Disk, Inode } from './disk.ts'

/** Where simulated files are: no path of the machine begins so. */
export const HOME = '/simulated'

/** What a process does to the disk, in the order in which it does it. */
export type Deed = 'open' | 'append' | 'stat' | 'sync' | 'truncate' | 'read' | 'write' | 'close' | 'name' | 'list'

/** Decides when an operation happens, and whether; it may never end. */
export interface Gate {
  /** `effect` is what it does: of so many bytes, where it writes any. A process killed on the way may have done it. */
  pass<T>(deed: Deed, path: string, effect: (size: number) => T, size?: number): Promise<T>
  readonly disk: Disk
}

let gate: Gate | undefined

/** The process whose calls are served from now on. */
export const serve = (next: Gate | undefined): void => {
  gate = next
}

/** What the system says of a call that fails. */
export const broken = (code: string): Error => Object.assign(new Error(`${code}: simulated`), { code })

const isOurs = (path: unknown): path is string => typeof path === 'string' && path.startsWith(HOME)
const serving = (): Gate => {
  if (!gate) throw new Error('no simulated process runs')
  return gate
}

/** An open file; it belongs to the process that opened it. */
class Handle {
  readonly #gate: Gate
  readonly #path: string
  readonly #inode: Inode | undefined

  constructor(gate: Gate, path: string, inode: Inode | undefined) {
    this.#gate = gate
    this.#path = path
    this.#inode = inode
  }

  appendFile(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    const put = (size: number): void => this.#file.append(bytes.subarray(0, size))
    return this.#gate.pass('append', this.#path, put, bytes.length)
  }
  stat(): Promise<{ readonly size: number }> {
    return this.#gate.pass('stat', this.#path, () => ({ size: this.#file.size }))
  }
  datasync(): Promise<void> {
    return this.sync()
  }
  sync(): Promise<void> {
    const inode = this.#inode
    return this.#gate.pass('sync', this.#path, () => (inode ? inode.sync() : this.#gate.disk.syncFolder(this.#path)))
  }
  truncate(size: number): Promise<void> {
    return this.#gate.pass('truncate', this.#path, () => this.#file.truncate(size))
  }
  read(buffer: Buffer, offset: number, length: number, from: number) {
    const copy = () => {
      const { bytes, size } = this.#file
      return { buffer, bytesRead: from < size ? bytes.copy(buffer, offset, from, from + length) : 0 } // nothing behind the end
    }
    return this.#gate.pass('read', this.#path, copy)
  }
  write(buffer: Buffer, offset: number, length: number, to: number) {
    const put = (bytesWritten: number) => {
      this.#file.write(buffer.subarray(offset, offset + bytesWritten), to)
      return { buffer, bytesWritten }
    }
    return this.#gate.pass('write', this.#path, put, length)
  }
  close(): Promise<void> {
    return this.#gate.pass('close', this.#path, () => undefined)
  }

  get #file(): Inode {
    if (!this.#inode) throw broken('EISDIR')
    return this.#inode
  }
}

const named = (disk: Disk, path: string): Inode => {
  const inode = disk.find(path)
  if (!inode) throw broken('ENOENT')
  return inode
}

const simulated = {
  open(path: string, flags = 'r'): Promise<Handle> {
    const at = serving()
    const { disk } = at
    return at.pass(flags === 'r' ? 'read' : 'open', path, () => {
      if (disk.folders.has(path)) return new Handle(at, path, undefined)
      const found = disk.find(path)
      if (!found && flags.startsWith('r')) throw broken('ENOENT')
      if (found && flags.includes('x')) throw broken('EEXIST')
      return new Handle(at, path, found ?? disk.create(path))
    })
  },
  readFile(path: string): Promise<Buffer> {
    const at = serving()
    return at.pass('read', path, () => Buffer.from(named(at.disk, path).bytes))
  },
  stat(path: string) {
    const at = serving()
    return at.pass('stat', path, () => {
      const isFolder = at.disk.folders.has(path)
      return { size: isFolder ? 0 : named(at.disk, path).size, isDirectory: () => isFolder }
    })
  },
  readdir(path: string): Promise<string[]> {
    const at = serving()
    return at.pass('list', path, () => {
      if (!at.disk.folders.has(path)) throw broken('ENOENT')
      const inside = [...at.disk.names.keys(), ...at.disk.folders].filter((name) => dirname(name) === path)
      return inside.map((name) => name.slice(path.length + 1)).sort()
    })
  },
  mkdir(path: string): Promise<void> {
    const at = serving()
    return at.pass('name', path, () => {
      if (at.disk.folders.has(path)) throw broken('EEXIST')
      at.disk.folders.add(path) // what is in a folder may be lost, the folder itself is not
    })
  },
  rename(from: string, to: string): Promise<void> {
    const at = serving()
    return at.pass('name', to, () => {
      const inode = named(at.disk, from)
      at.disk.change('rename', to, (names) => {
        names.delete(from)
        names.set(to, inode)
      })
    })
  },
  link(from: string, to: string): Promise<void> {
    const at = serving()
    return at.pass('name', to, () => {
      const inode = named(at.disk, from)
      if (at.disk.find(to)) throw broken('EEXIST')
      at.disk.change('link', to, (names) => names.set(to, inode))
    })
  },
  rm(path: string, { force = false }: { readonly force?: boolean } = {}): Promise<void> {
    const at = serving()
    return at.pass('name', path, () => {
      if (at.disk.find(path)) at.disk.change('remove', path, (names) => names.delete(path))
      else if (!force) throw broken('ENOENT')
    })
  },
  truncate(path: string, size: number): Promise<void> {
    const at = serving()
    return at.pass('truncate', path, () => named(at.disk, path).truncate(size))
  },
}

let installed = false

/** Puts the simulated files under `HOME` into `node:fs/promises`, for everybody who imported it; other paths stay real. */
export const install = (): void => {
  if (installed) return
  installed = true
  const table = promises as unknown as Record<string, (...given: unknown[]) => unknown>
  for (const [name, ours] of Object.entries(simulated)) {
    const real = table[name]
    const own = ours as (...given: unknown[]) => unknown
    table[name] = (...given) => (isOurs(given[0]) ? own(...given) : real?.(...given))
  }
  syncBuiltinESMExports()
}
