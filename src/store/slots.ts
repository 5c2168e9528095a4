import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { replace } from './disk.ts'
import { absent } from './error.ts'

/** Where a record stands: in the archive of a year, from a byte on, so many bytes. */
export interface Slot {
  readonly year: number
  readonly from: number
  readonly length: number
}

const SIZE = 16
const EMPTY = Buffer.alloc(SIZE)

/** A slot's bytes were not what was written. */
export const DAMAGED = 'damaged'

/**
 * Slots of 16 bytes by number, read by offset and never loaded. Number 0 belongs to no matter: it says how far the
 * archive had been written when the slots were, so that a lost or half-written index is noticed.
 */
export class Slots {
  readonly file: string

  constructor(file: string) {
    this.file = file
  }

  async get(number: number): Promise<Slot | typeof DAMAGED | undefined> {
    const handle = await open(this.file, 'r').catch(absent)
    if (!handle) return undefined
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SIZE), 0, SIZE, number * SIZE)
      return bytesRead === 0 ? undefined : decode(buffer)
    } finally {
      await handle.close()
    }
  }

  /** Writes over single slots, and syncs. */
  async set(changes: ReadonlyMap<number, Slot>): Promise<void> {
    const handle = (await open(this.file, 'r+').catch(absent)) ?? (await open(this.file, 'wx+', 0o600))
    try {
      for (const [number, slot] of changes) await whole(handle, encode(slot), number * SIZE)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  async replace(all: ReadonlyMap<number, Slot>): Promise<void> {
    const highest = [...all.keys()].reduce((a, b) => Math.max(a, b), 0)
    const bytes = Buffer.alloc((highest + 1) * SIZE)
    for (const [number, slot] of all) encode(slot).copy(bytes, number * SIZE)
    await replace(this.file, bytes)
  }
}

const whole = async (handle: FileHandle, bytes: Buffer, at: number): Promise<void> => {
  const { bytesWritten } = await handle.write(bytes, 0, bytes.length, at)
  if (bytesWritten !== bytes.length) throw new Error('an index slot was written short: is the disk full?')
}

const encode = ({ year, from, length }: Slot): Buffer => {
  const bytes = Buffer.alloc(SIZE)
  bytes.writeUIntBE(from, 0, 6)
  bytes.writeUInt32BE(length, 6)
  bytes.writeUInt16BE(year, 10)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 12)), 12)
  return bytes
}

const decode = (bytes: Buffer): Slot | typeof DAMAGED | undefined => {
  if (bytes.equals(EMPTY)) return undefined
  if (bytes.readUInt32BE(12) !== crc32(bytes.subarray(0, 12))) return DAMAGED
  return { from: bytes.readUIntBE(0, 6), length: bytes.readUInt32BE(6), year: bytes.readUInt16BE(10) }
}
