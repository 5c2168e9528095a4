import { extname } from 'node:path'
import type { FileBoxInterface } from 'file-box'
import { inTime } from './limit.ts'

const PATIENCE = 20_000
const USUAL: Readonly<Record<string, string>> = { image: 'jpg', audio: 'silk' }

/** The bytes of a file that a gateway holds: 20 s, and once more. */
export const fetched = async (
  box: () => Promise<FileBoxInterface>,
  kind: string,
  patience = PATIENCE,
): Promise<{ readonly bytes: Uint8Array; readonly extension: string }> => {
  try {
    return await once(box, kind, patience)
  } catch {
    return once(box, kind, patience)
  }
}

const once = (box: () => Promise<FileBoxInterface>, kind: string, patience: number) => inTime(read(box, kind), patience)

const read = async (box: () => Promise<FileBoxInterface>, kind: string) => {
  const file = await box()
  return { bytes: await file.toBuffer(), extension: extension(file.name, kind) }
}

/** Without its dot; what a stranger wrote is never taken as it is. */
export const extension = (name: string, kind: string): string => {
  const given = extname(name).slice(1).toLowerCase()
  return /^[a-z0-9]{1,5}$/.test(given) ? given : (USUAL[kind] ?? 'bin')
}
