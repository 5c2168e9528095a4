import { createHash } from 'node:crypto'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { draft, makeFolder, syncFolder } from './disk.ts'
import { absent } from './error.ts'
import { withoutExif } from './exif.ts'

let drafts = 0

/** The bytes as they are stored, and their name: it cannot leave the folder, whatever the extension says. */
export const named = (bytes: Uint8Array, extension: string): { readonly name: string; readonly clean: Uint8Array } => {
  const clean = withoutExif(bytes)
  const ending = /^\.?([a-z0-9]{1,8})$/.exec(extension.toLowerCase())?.[1] ?? 'bin'
  return { name: `${createHash('sha256').update(clean).digest('hex')}.${ending}`, clean }
}

/** The name of a file that was kept, and of no other on the disk. @throws where it is none. */
export const checked = (name: string): string => {
  if (!/^[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(name)) throw new Error('not the name of a file that was kept')
  return name
}

/** Stores a file under its sha256, once, on disk when it resolves. @returns its name. */
export const keep = async (folder: string, bytes: Uint8Array, extension: string): Promise<string> => {
  const { name, clean } = named(bytes, extension)
  const file = join(folder, name)
  await makeFolder(folder)
  const there = await stat(file).catch(absent)
  if (there?.size !== clean.length) await place(file, clean)
  await syncFolder(folder)
  return name
}

/** Whole, or not at all. */
export const place = async (file: string, bytes: Uint8Array): Promise<void> => {
  const temporary = `${file}.${drafts++}.new`
  try {
    await (await draft(temporary, bytes)).close()
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
