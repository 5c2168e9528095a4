import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { CellObject } from 'write-excel-file/node'

/** What the library puts into the file, and does not name to others. */
export type Part = Stream | Buffer | Blob

/** Excel takes no more in a cell. */
const LONGEST = 32_767
/** Of a column, in characters of Latin width. */
export const WIDEST = 60
/** What XML cannot hold, or the library leaves out anyway. */
const IMPOSSIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu
/** Excel reads 「_x003D_」 as 「=」: the first stroke is written so itself. */
const CODED = /_(?=x[\dA-F]{4}_)/gi
/** Excel's own format for text: without it a cell that is opened and left again would become a formula. */
const TEXT = '@'

export const cell = (value: string | number): CellObject =>
  typeof value === 'number' && Number.isFinite(value)
    ? { value, type: Number }
    : { value: written(String(value)), type: String, format: TEXT }

/** The library looks texts up in a plain object: 「toString」 and its like would be taken for what every object has. */
const written = (text: string): string => {
  const whole = text.replace(IMPOSSIBLE, '').slice(0, LONGEST).replace(CODED, coded)
  return whole in {} ? whole.replace(/^./, coded) : whole
}

const coded = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** A Chinese character is as wide as two others. */
export const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2E7F' ? 2 : 1), 0)
