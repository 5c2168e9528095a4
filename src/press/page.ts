import type { CellObject, Row, Sheet as Worksheet } from 'write-excel-file/node'
import type { Block, Page } from '../domain/state/paper.ts'
import { cell, type Part, wide } from './cell.ts'

/** What A4 shows upright, in characters of Latin width. */
const WIDTH = 92
/** The first column has names, the others share the rest. */
const FIRST = 24
/** Points. */
const LINE = 18
const BY_HAND = 34
const SHADE = '#e9edf1'
const EDGE = { borderStyle: 'thin', borderColor: '#8a929c' } as const

/** A page as a worksheet: every row is as wide as the page, and as high as its words need there. */
export const laid = ({ title, blocks }: Page): Worksheet<Part> => {
  const count = Math.max(2, ...blocks.flatMap(({ head = [], rows }) => [head, ...rows].map((row) => row.length)))
  const widths = Array.from({ length: count }, (_, i) => (i === 0 ? FIRST : Math.floor((WIDTH - FIRST) / (count - 1))))
  const across = (text: string, style: CellObject): Row => row([text], widths, style)
  return {
    data: [
      across(title, { fontSize: 18, fontWeight: 'bold', align: 'center', height: 36 }),
      ...blocks.flatMap((block) => [
        [],
        across(block.title, { fontSize: 13, fontWeight: 'bold', height: 24 }),
        ...tableOf(block, widths),
      ]),
    ],
    columns: widths.map((width) => ({ width })),
    showGridLines: false,
  }
}

const tableOf = ({ head, rows, open }: Block, widths: readonly number[]): readonly Row[] => [
  ...(head ? [row(head, widths, { ...EDGE, fontWeight: 'bold', backgroundColor: SHADE })] : []),
  ...rows.map((cells) => row(cells, widths, { ...EDGE, ...(open ? { height: BY_HAND } : {}) })),
]

/** Its last cell takes what is left of the page; Excel itself finds no height for such a cell. */
const row = (cells: readonly (string | number)[], widths: readonly number[], style: CellObject): Row => {
  const last = cells.length - 1
  const room = (i: number): number => (i < last ? (widths[i] ?? 0) : widths.slice(i).reduce((a, b) => a + b, 0))
  const lines = Math.max(1, ...cells.map((one, i) => linesIn(String(one), room(i))))
  const common = { alignVertical: 'center', align: 'left', wrap: true, height: 6 + LINE * lines, ...style } as const
  return cells.flatMap((one, i): Row => {
    const columnSpan = i < last ? 1 : widths.length - last
    const drawn = { ...cell(one), ...common, ...(columnSpan > 1 ? { columnSpan } : {}) }
    return [drawn, ...Array.from({ length: columnSpan - 1 }, () => null)]
  })
}

/** With two signs of the width lost to the edges. */
const linesIn = (text: string, room: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(wide(line) / (room - 2))), 0)
