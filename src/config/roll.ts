import type { Household } from '../domain/state/constitution.ts'
import { type Column, type Columns, columns } from './columns.ts'
import type { Row } from './csv.ts'
import { doorOf, partOf } from './door.ts'
import type { Outcome } from './located.ts'
import { at, table } from './table.ts'

/** A household with the line of the roll that it stands in. */
export interface Enrolled extends Household {
  readonly line: number
}

/** The households of a spreadsheet, or everything that is wrong with it, line by line, as a committee's secretary reads it. */
export async function roll(file: string): Promise<Outcome<readonly Enrolled[]>> {
  const read = await table(file)
  if (!read.value) return read
  const found = columns(read.value)
  if (!('head' in found)) return { mistakes: found.map((mistake) => at(file, mistake)) }
  const rows = read.value.filter(({ line }) => line > found.head.line).map((row) => new Entry(row, found))
  const wrong = [...rows.flatMap((row) => row.mistakes), ...twice(rows)].sort((a, b) => a.line - b.line)
  if (rows.length === 0)
    return { mistakes: [at(file, `第${found.head.line}行：列名下面一户也没有。请从下一行起一户写一行`)] }
  return wrong.length > 0
    ? { mistakes: wrong.map(({ line, reason }) => at(file, `第${line}行：${reason}`)) }
    : { value: rows.map((row) => row.household), mistakes: [] }
}

interface Mistake {
  readonly line: number
  readonly reason: string
}

const twice = (rows: readonly Entry[]): readonly Mistake[] => {
  const first = new Map<string, number>()
  return rows.flatMap(({ id, line }) => {
    const before = first.get(id)
    first.set(id, before ?? line)
    return before === undefined || id === ''
      ? []
      : [{ line, reason: `${id} 写了两遍，第${before}行已经有了。请删掉一行，或改对门牌` }]
  })
}

/** One row under a header. */
class Entry {
  readonly line: number
  readonly id: string
  readonly #row: Row
  readonly #columns: Columns

  constructor(row: Row, columns: Columns) {
    this.#row = row
    this.#columns = columns
    this.line = row.line
    this.id = this.#door()
  }

  get household(): Enrolled {
    const area = this.#area
    return {
      line: this.line,
      id: this.id,
      ...(area === undefined ? {} : { area }),
      ...(this.#owners.length > 0 ? { owners: this.#owners } : {}),
      ...(this.#voter === '' ? {} : { voter: this.#voter }),
    }
  }

  get mistakes(): readonly Mistake[] {
    const { cells } = this.#row
    const area = this.#area
    const reasons = [
      cells.some((cell) => SUM.test(cell.trim())) ? '这是合计，不是一户。请删掉这一行' : '',
      cells.slice(this.#columns.head.cells.length).some((cell) => cell.trim() !== '')
        ? '比列名多出了格子。请删掉多的，或补上列名'
        : '',
      this.id === '' ? '没有门牌。请补上，或删掉这一行' : '',
      this.id.length > LONGEST ? `门牌“${this.id.slice(0, LONGEST)}…”太长。请写短些，最多${LONGEST}个字` : '',
      area !== undefined && !(area > 0 && area < Infinity)
        ? `${this.id} 的面积“${this.#cell('area')}”不对。请写大于0的数，如 89.5；不知道就空着`
        : '',
      this.#voter !== '' && !this.#owners.includes(this.#voter)
        ? `${this.id} 的表决人${this.#voter}不在业主里。请改成其中一位业主，或把这个名字加到业主里`
        : '',
    ]
    return reasons.filter((reason) => reason !== '').map((reason) => ({ line: this.line, reason }))
  }

  #cell(column: Column): string {
    return (this.#row.cells[this.#columns.at.get(column) ?? -1] ?? '').trim()
  }

  #door(): string {
    const whole = this.#cell('door')
    if (whole !== '') return doorOf(whole)
    const room = this.#cell('room') || this.#cell('number')
    const parts = [this.#group(), this.#cell('yard'), partOf(this.#cell('building')), partOf(this.#cell('unit'))]
    const before = parts.filter((part) => part !== '')
    if (room === '') return ''
    return before.length === 0 ? doorOf(room) : [...before, partOf(room)].join('-')
  }

  /** 「5组」, whether the cell says 5 or 5组: the sign is in the header. */
  #group(): string {
    const written = this.#cell('group')
    if (written === '') return ''
    const sign = (this.#columns.head.cells[this.#columns.at.get('group') ?? -1] ?? '').trim().slice(-1)
    return `${partOf(written)}${/[组社队]$/.exec(written)?.[0] ?? sign}`
  }

  /** Not a number where it cannot be read. */
  get #area(): number | undefined {
    const written = this.#cell('area')
    const number = written.normalize('NFKC').replace(/(?<=\d),(?=\d{3})|\s*(?:m2|平方米|平米|平方)$/g, '')
    if (number === '') return undefined
    return /^\d+(?:\.\d+)?$/.test(number) ? Number(number) : Number.NaN
  }

  get #owners(): readonly string[] {
    return namesIn(this.#cell('owners'))
  }

  get #voter(): string {
    return namesIn(this.#cell('voter')).join(' ')
  }
}

const LONGEST = 40
const SUM = /^(?:合计|总计|小计|共计)/
/** A name of two characters is often spread to the width of three. */
const SPREAD = /(?<![^、,;/\s])(\p{Script=Han})\s+(\p{Script=Han})(?![^、,;/\s])/gu

const namesIn = (written: string): readonly string[] => [
  ...new Set(
    written
      .normalize('NFKC')
      .replace(SPREAD, '$1$2')
      .split(/[、,;/\s]+/)
      .filter((name) => name !== ''),
  ),
]
