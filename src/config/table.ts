import { readFile } from 'node:fs/promises'
import { type Row, rows } from './csv.ts'
import type { Outcome } from './located.ts'

/** The rows of a spreadsheet or of a file of separated values, as text; those that are empty left out. */
export async function table(file: string): Promise<Outcome<readonly Row[]>> {
  try {
    const bytes = await readFile(file)
    const all = isZip(bytes) || isOldExcel(bytes) || bytes.length === 0 ? await sheet(bytes) : rows(textOf(bytes))
    const full = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    return full.length > 0 ? { value: full, mistakes: [] } : { mistakes: [at(file, EMPTY)] }
  } catch (error) {
    return { mistakes: [at(file, reasonOf(error))] }
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
    throw new SyntaxError(`第${line}行：Excel 把门牌当成了日期。请选中那一列，单元格格式改成“文本”，再写一遍`)
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
  if (error instanceof TypeError) return '文字读不出来。请用 Excel 打开，另存为 .xlsx 再来'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return '没有这个文件。请核对文件名和它在哪个文件夹'
  if (code === 'NO_DATA') return EMPTY
  if (code === 'XLS_FILE_NOT_SUPPORTED') return '这是老的 .xls 文件。请用 Excel 打开，另存为 .xlsx 再来'
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? `打不开（${code}）。请看看文件是不是正开着，或者没有权限`
    : '不是完整的 .xlsx 文件，可能没传完。请用 Excel 打开，另存一遍再来'
}
const EMPTY = '是空的。第一行写列名，如：门牌、面积、业主、表决人'

/** What is wrong, after the name of the file; 「第3行：…」 with the line where it is known. */
export const at = (file: string, reason: string): string => `${file} ${reason}`
