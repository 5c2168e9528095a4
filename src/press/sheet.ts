import writeExcel, { type Sheet as Worksheet } from 'write-excel-file/node'
import type { Sheet } from '../domain/state/paper.ts'
import { cell, type Part, WIDEST, wide } from './cell.ts'
import { laid } from './page.ts'
import { safeName } from './plain.ts'
import { printed } from './printed.ts'

/** Excel takes no longer name of a table. */
const LONGEST_NAME = 31
/** In characters of Latin width. */
const NARROWEST = 8

type Page = Worksheet<Part>

/** A table as an .xlsx file, after the page that is before it. */
export const xlsx = (sheet: Sheet): Promise<Uint8Array> => {
  const { front } = sheet
  const table = { ...tabular(sheet), sheet: named(sheet.table ?? sheet.name) }
  const pages = front ? [{ ...laid(front), sheet: named(front.name) }, table] : [table]
  return writeExcel(pages, { features: [printed] }).toBuffer()
}

const tabular = ({ head, rows }: Sheet): Page => ({
  data: [head.map((title) => ({ ...cell(title), fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
  columns: head.map((title, column) => ({ width: widthOf([title, ...rows.map((row) => row[column] ?? '')]) })),
  stickyRowsCount: 1,
})

const named = (name: string): string => safeName(name).slice(0, LONGEST_NAME)

const widthOf = (cells: readonly (string | number)[]): number => {
  const longest = cells.reduce<number>((longest, one) => Math.max(longest, wide(String(one).slice(0, WIDEST))), 0)
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
}
