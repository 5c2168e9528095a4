import writeExcel, { type CellObject } from 'write-excel-file/node'
import type { Sheet } from '../domain/paper.ts'
import { safeName } from './plain.ts'

/** Excel takes no more in a cell, and no longer name of a table. */
const LONGEST = 32_767
const LONGEST_NAME = 31
/** In characters of Latin width. */
const WIDTH = [8, 60] as const
/** What XML cannot hold, or the library leaves out anyway. */
const IMPOSSIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu
/** Excel reads 「_x003D_」 as 「=」: the first stroke is written so itself. */
const CODED = /_(?=x[\dA-F]{4}_)/gi
/** Excel's own format for text: without it a cell that is opened and left again would become a formula. */
const TEXT = '@'

/** A table as an .xlsx file. */
export const xlsx = ({ name, head, rows }: Sheet): Promise<Uint8Array> => {
  const columns = head.map((title, column) => ({ width: widthOf([title, ...rows.map((row) => row[column] ?? '')]) }))
  const table = [
    head.map((title) => ({ ...cell(title), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ]
  const sheet = safeName(name).slice(0, LONGEST_NAME)
  return writeExcel(table, { columns, sheet, stickyRowsCount: 1 }).toBuffer()
}

const cell = (value: string | number): CellObject =>
  typeof value === 'number' && Number.isFinite(value)
    ? { value, type: Number }
    : { value: written(String(value)), type: String, format: TEXT }

/** The library looks texts up in a plain object: 「toString」 and its like would be taken for what every object has. */
const written = (text: string): string => {
  const whole = text.replace(IMPOSSIBLE, '').slice(0, LONGEST).replace(CODED, coded)
  return whole in {} ? whole.replace(/^./, coded) : whole
}

const coded = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const widthOf = (cells: readonly (string | number)[]): number => {
  const [least, most] = WIDTH
  const longest = cells.reduce<number>((longest, one) => Math.max(longest, wide(String(one).slice(0, most))), 0)
  return Math.min(most, Math.max(least, longest + 2))
}

/** A Chinese character is as wide as two others. */
const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2E7F' ? 2 : 1), 0)
