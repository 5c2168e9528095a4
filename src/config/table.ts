import { readFile } from 'node:fs/promises'
import { type Row, rows } from './csv.ts'
import type { Outcome } from './located.ts'

/** The rows of a spreadsheet or of a file of separated values, as text; those that are empty left out. */
export async function table(file: string): Promise<Outcome<readonly Row[]>> {
  try {
    const bytes = await readFile(file)
    const all = isZip(bytes) || isOldExcel(bytes) || bytes.length === 0 ? await sheet(bytes) : rows(textOf(bytes))
    const full = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    return full.length > 0 ? { value: full, mistakes: [] } : { mistakes: [`${file}:1: the file is empty`] }
  } catch (error) {
    return { mistakes: [`${file}:${reasonOf(error)}`] }
  }
}

const isZip = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 2) === 'PK'
const isOldExcel = (bytes: Buffer): boolean => bytes.toString('hex', 0, 4) === 'd0cf11e0'

/** Of the first sheet; the library costs the start nothing where no sheet is read. */
async function sheet(bytes: Buffer): Promise<readonly Row[]> {
  const { readSheet } = await import('read-excel-file/node')
  const read: readonly (readonly unknown[])[] = await readSheet(bytes)
  return read.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => written(cell, index + 1)) }))
}

function written(cell: unknown, line: number): string {
  if (cell instanceof Date)
    throw new SyntaxError(`${line}: Excel has made a date of a number: format that column as text and write it again`)
  return cell === null || cell === undefined ? '' : String(cell)
}

/** Chinese Excel saves separated values in GBK, and 「Unicode text」 in UTF-16. */
function textOf(bytes: Buffer): string {
  if (bytes.toString('hex', 0, 2) === 'fffe') return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return error.message
  if (error instanceof TypeError) return '1: neither UTF-8 nor GBK text'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return '1: there is no such file'
  if (code === 'NO_DATA') return '1: the file is empty'
  if (code === 'XLS_FILE_NOT_SUPPORTED') return '1: an old .xls file: save it as .xlsx'
  const message = error instanceof Error ? error.message : String(error)
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? `1: cannot be read: ${message}`
    : `1: no real .xlsx file: ${message}`
}
