import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'

/** What was read back at start; `torn`: the last line was cut off by a crash and is gone. */
export interface Kept {
  readonly events: readonly unknown[]
  readonly torn: boolean
}

/** Reads a log of one JSON object a line, and cuts off a last line that a crash left unfinished. @throws on a bad line in the middle. */
export const recall = (path: string): Kept => {
  if (!existsSync(path)) return { events: [], torn: false }
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(10) + 1
  const torn = end < bytes.length
  if (torn) truncateSync(path, end)
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
  return { events: lines.map((line, index) => parse(line, `${path}:${index + 1}`)), torn }
}

const parse = (line: string, where: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new Error(`${where} is no JSON, the log was changed from outside: put back a good copy of the file`)
  }
}

export const append = (path: string, event: unknown): void => {
  mkdirSync(dirname(path), { recursive: true })
  appendFileSync(path, `${JSON.stringify(event)}\n`)
}
