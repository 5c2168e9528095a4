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

/** Those that people use, in the order of a roll. */
const KNOWN = '门牌，栋、单元、房号，组、院子、号，面积，业主，表决人，序号，备注'
const twice = (one: string, other: string): string =>
  one === other ? `有两列都叫“${one}”` : `“${one}”和“${other}”说的是一回事`

/** A title may stand above them. */
const TITLES = 5

/** The header among the first rows. @returns what is wrong with it, 「第1行：…」, where it cannot be used */
export function columns(rows: readonly Row[]): Columns | readonly string[] {
  const head = rows.slice(0, TITLES).find(({ cells }) => cells.some(isDoor)) ?? rows[0]
  if (!head) return []
  const at = new Map<Column, number>()
  const wrong: string[] = []
  for (const [index, cell] of head.cells.entries()) {
    const column = columnOf(cell)
    if (cell.trim() === '') wrong.push(...unnamed(rows, head, index))
    else if (!column)
      wrong.push(`第${head.line}行：不认得“${cell.trim()}”这一列。用不着就删掉；要用就改名，认得的有：${KNOWN}`)
    else if (at.has(column) && column !== 'none')
      wrong.push(`第${head.line}行：${twice(head.cells[at.get(column) ?? 0]?.trim() ?? '', cell.trim())}。请只留一列`)
    else at.set(column, index)
  }
  if (!isWhole(at))
    wrong.unshift(`第${head.line}行：没有门牌这一列。请加一列“门牌”（如 3-2-501），或分开写“栋、单元、房号”`)
  return wrong.length > 0 ? wrong : { head, at }
}

const isDoor = (cell: string): boolean => ['door', 'building', 'room', 'group'].includes(columnOf(cell) ?? '')

/** A door number in one column, or in several: building and room, group and number. */
const isWhole = (at: ReadonlyMap<Column, number>): boolean =>
  at.has('door') || at.has('room') || (at.has('group') && at.has('number'))

const unnamed = (rows: readonly Row[], { line }: Row, index: number): readonly string[] => {
  const used = rows.some((row) => row.line > line && (row.cells[index] ?? '').trim() !== '')
  return used ? [`第${line}行：第${index + 1}列有内容没有列名。请写上列名，或删掉这一列`] : []
}
