import { redact } from '../../src/domain/wording/redact.ts'
import { isHidden } from './own.ts'
import { rowsOf } from './rows.ts'
import { type Score, share } from './score.ts'

/** A text of somebody else's, and what stands in it. */
interface Marked {
  readonly text: string
  readonly label: readonly { readonly text: string; readonly type?: string }[]
}
const digits = (text: string): string => text.replace(/\D/g, '')
const together = (text: string): string => text.replace(/[^\p{L}\d]/gu, '')

const line = (stratum: string, metric: string, all: readonly boolean[]): Score => ({
  set: 'redaction',
  stratum,
  n: all.length,
  metric,
  value: share(all, (right) => right),
})

// ── telephones, mostly of other countries ────────────────────────────────────────────────────────

interface Found {
  readonly text: string
  readonly number: string
  readonly shown: string
}
const numbersIn = (folder: string): readonly Found[] =>
  rowsOf<Marked>(folder, 'phone').flatMap(({ text, label }) =>
    label.map((one) => ({ text, number: one.text, shown: redact(text, [], 'staff') })),
  )
const isOut = ({ number, shown }: Found): boolean => isHidden(digits(number), together(shown))
/** Nothing that the set calls a number stands in these. */
const numberless = (folder: string): readonly string[] =>
  rowsOf<Marked>(folder, 'phone').flatMap(({ text, label }) => (label.length === 0 ? [text] : []))

// ── addresses ────────────────────────────────────────────────────────────────────────────────────

/** What says that a number after it is a door: 「3栋」, 「2单元」. */
const HOUSE = /(?:栋|幢|座|号楼|单元)$/
const DOOR = /^\d{3,4}(?:室|号房|房)?$/
const typed = ({ label }: Marked, ...types: readonly string[]): readonly string[] =>
  label.flatMap(({ type = '', text }) => (types.includes(type) ? [text] : []))
/** The doors that can be known for one: by what is written on them, or by the house they follow. */
const doorsIn = (row: Marked): readonly string[] => {
  const inHouse = typed(row, 'houseno', 'cellno').some((text) => HOUSE.test(text))
  return typed(row, 'roomno').filter((room) => DOOR.test(room) && (inHouse || /\D$/.test(room)))
}
const isPublic = ({ text }: Marked, door: string): boolean =>
  new RegExp(`(?<!\\d)${digits(door)}(?!\\d)`).test(redact(text))
/** Of these nothing is anybody's door. */
const doorless = (folder: string): readonly Marked[] =>
  rowsOf<Marked>(folder, 'address').filter((row) => typed(row, 'roomno', 'floorno', 'cellno', 'houseno').length === 0)

/** What was written elsewhere: hidden where it is private, and whole where it is not. */
export const outside = (folder: string): readonly Score[] => {
  const addresses = rowsOf<Marked>(folder, 'address')
  const all = [
    line('shared-phone', 'recall', numbersIn(folder).map(isOut)),
    line(
      'shared-phone',
      'kept',
      numberless(folder).map((text) => redact(text) === text),
    ),
    line(
      'shared-address',
      'recall',
      addresses.flatMap((row) => doorsIn(row).map((door) => !isPublic(row, door))),
    ),
    line(
      'shared-address',
      'kept',
      doorless(folder).map(({ text }) => redact(text) === text),
    ),
  ]
  return all.filter(({ n }) => n > 0)
}

export const leaksOutside = (folder: string): readonly string[] => [
  ...numbersIn(folder)
    .filter((one) => !isOut(one))
    .map(({ number, shown }) => `told ${number}: ${shown}`),
  ...numberless(folder)
    .filter((text) => redact(text) !== text)
    .map((text) => `lost of ${text}: ${redact(text)}`),
  ...rowsOf<Marked>(folder, 'address').flatMap((row) =>
    doorsIn(row)
      .filter((door) => isPublic(row, door))
      .map((door) => `told ${door}: ${redact(row.text)}`),
  ),
  ...doorless(folder)
    .filter(({ text }) => redact(text) !== text)
    .map(({ text }) => `lost of ${text}: ${redact(text)}`),
]
