import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { absent, StoreError } from './error.ts'

/** Makes what was created, renamed or removed in a folder last through a loss of power. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return // has no such thing
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes what another process wrote into a file last through a loss of power; a missing one is none. */
export const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, 'r').catch(absent)
  await handle?.sync().finally(() => handle.close())
}

/**
 * A folder that is there after a loss of power, with those above it. Step by step, because Node's own `recursive` never
 * ends where the system says that the folder above is not there although it is (/proc), and hides a read-only disk.
 */
export const makeFolder = async (folder: string): Promise<void> => {
  if (await isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) await makeFolder(above)
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (!(await isFolder(folder))) throw error // else another process was quicker
  }
  await syncFolder(above)
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false

/** Appends all of it. A write can be short without an error where the disk is full, so the size is looked at. */
export const append = async (
  handle: FileHandle,
  data: string | Uint8Array,
  size: number,
  durable = true,
): Promise<number> => {
  const expected = size + Buffer.byteLength(data)
  await handle.appendFile(data)
  const [stat] = await Promise.all([handle.stat(), durable ? handle.datasync() : undefined])
  if (stat.size > expected) throw new StoreError('Another program writes to a file of the store: stop it.')
  if (stat.size < expected) throw new Error(`only ${stat.size} of ${expected} bytes are in the file: the disk is full`)
  return expected
}

/** A new file, whole and synced, under a name that nothing reads yet. @returns it, open for appending. */
export const draft = async (file: string, data: string | Uint8Array): Promise<FileHandle> => {
  await rm(file, { force: true })
  const handle = await open(file, 'ax', 0o600)
  try {
    await append(handle, data, 0)
    await handle.sync()
    return handle
  } catch (error) {
    await handle.close()
    await rm(file, { force: true })
    throw error
  }
}

/** Puts a whole file in the place of another, or in a free place. */
export const replace = async (file: string, data: string | Uint8Array): Promise<void> => {
  await (await draft(`${file}.new`, data)).close()
  await rename(`${file}.new`, file)
  await syncFolder(dirname(file))
}
