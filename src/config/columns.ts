import type { Row } from './csv.ts'

/** What the columns of a roll are called, with or without a unit in brackets; these two are passed over. */
const HEADERS = {
  door: /门牌|门牌号|门牌号码|房屋地址/,
  building: /栋|幢|座|栋号|幢号|楼栋|楼号/,
  unit: /单元|单元号/,
  room: /房号|户号|室|室号|房间号/,
  group: /组|社|队|村民小组|小组/,
  yard: /院子|院落/,
  number: /号|号数/,
  area: /面积|建筑面积|房屋面积|产权面积|专有部分面积|专有面积/,
  owners: /业主|业主姓名|户主|户主姓名|产权人|所有权人|姓名/,
  voter: /表决人|投票人|表决人姓名|投票人姓名/,
  none: /序号|备注/,
} as const
export type Column = keyof typeof HEADERS

/** Where each column stands, and the row that says so. */
export interface Columns {
  readonly head: Row
  readonly at: ReadonlyMap<Column, number>
}
/** The names that a column may have, for people. */
const names = (column: Column): string => HEADERS[column].source.replaceAll('|', ', ')

const columnOf = (written: string): Column | undefined => {
  const bare = headerOf(written)
  const found = Object.entries(HEADERS).find(([, { source }]) => new RegExp(`^(?:${source})$`).test(bare))
  return found?.[0] as Column | undefined
}
/** 「建筑面积（㎡）」 and 「建筑面积㎡」 are 「建筑面积」. */
const headerOf = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\(.*\)$|m2$/, '')

/** A title may stand above them. */
const TITLES = 5

/** The header among the first rows. @returns what is wrong with it, 「line: reason」, where it cannot be used */
export function columns(rows: readonly Row[]): Columns | readonly string[] {
  const head = rows.slice(0, TITLES).find(({ cells }) => cells.some(isDoor)) ?? rows[0]
  if (!head) return ['1: the file is empty']
  const at = new Map<Column, number>()
  const wrong: string[] = []
  for (const [index, cell] of head.cells.entries()) {
    const column = columnOf(cell)
    if (cell.trim() === '') wrong.push(...unnamed(rows, head, index))
    else if (!column)
      wrong.push(`${head.line}: "${cell.trim()}" is not a column that is read: take it out, or call it as this does`)
    else if (at.has(column) && column !== 'none')
      wrong.push(`${head.line}: two columns say the same: "${head.cells[at.get(column) ?? 0]}" and "${cell.trim()}"`)
    else at.set(column, index)
  }
  if (!isWhole(at))
    wrong.unshift(`${head.line}: there is no column of door numbers: ${names('door')}, ${names('room')}`)
  return wrong.length > 0 ? wrong : { head, at }
}

const isDoor = (cell: string): boolean => ['door', 'building', 'room', 'group'].includes(columnOf(cell) ?? '')

/** A door number in one column, or in several: building and room, group and number. */
const isWhole = (at: ReadonlyMap<Column, number>): boolean =>
  at.has('door') || at.has('room') || (at.has('group') && at.has('number'))

const unnamed = (rows: readonly Row[], { line }: Row, index: number): readonly string[] => {
  const used = rows.some((row) => row.line > line && (row.cells[index] ?? '').trim() !== '')
  return used ? [`${line}: column ${index + 1} has cells but no name`] : []
}
