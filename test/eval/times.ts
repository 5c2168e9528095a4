import type { Instant } from '../../src/domain/calendar.ts'
import { words } from '../../src/reader/text/normal.ts'
import { deadlineIn } from '../../src/reader/time/deadline.ts'
import { timesIn } from '../../src/reader/time/time.ts'
import { rowsOf } from './rows.ts'
import { grouped, type Score, share } from './score.ts'
import { expected, type Window } from './window.ts'

interface Row {
  readonly text: string
  readonly ref: unknown
  readonly label: unknown
  readonly kind: string
  readonly source: string
}
interface Due {
  readonly text: string
  /** 「2018-07-02」 */
  readonly ref: string
  readonly label: string
}

const read = (text: string, ref: Instant): Instant | undefined => timesIn(words(text).text, ref)[0]?.at

type Parts = readonly [year: number, month?: number, day?: number, hour?: number, minute?: number, second?: number]
const NAMES = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
/** In the years before, Shanghai kept a time of its own: moments are made by the machine's calendar, as the reader does. */
const refOf = (ref: unknown): Date | undefined => {
  if (typeof ref === 'string') return new Date(ref.replace(' ', 'T'))
  if (ref === null || typeof ref !== 'object') return undefined
  const named = ref as Readonly<Record<string, number>>
  const parts = (Array.isArray(ref) ? ref : NAMES.map((name) => named[name])) as unknown as Parts
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  return new Date(year, month - 1, day, hour, minute, second)
}

interface Timed {
  readonly source: string
  readonly text: string
  readonly ref: Date
  readonly windows: readonly Window[]
}
const timed = (row: Row): readonly Timed[] => {
  const ref = refOf(row.ref)
  const windows = ref === undefined ? undefined : expected(row.kind, row.label, row.text, ref)
  if (ref === undefined || windows === undefined || windows.length === 0) return []
  return [{ source: row.source.split(' ')[0] ?? '', text: row.text, ref, windows }]
}
const isRight = ({ text, ref, windows }: Timed): boolean => {
  const at = read(text, ref.getTime())
  return at !== undefined && windows.some(({ from, to }) => from <= at && at < to)
}

const rowsIn = (folder: string): readonly Timed[] => rowsOf<Row>(folder, 'time').flatMap(timed)

export const times = (folder: string): readonly Score[] => {
  const rows = rowsIn(folder)
  const all = [...grouped(rows, ({ source }) => source), ...(rows.length > 0 ? ([['all', rows]] as const) : [])]
  return all.map(([stratum, some]) => ({
    set: 'time',
    stratum,
    n: some.length,
    metric: 'accuracy',
    value: share(some, isRight),
  }))
}
export const mistimed = (folder: string): readonly string[] =>
  rowsIn(folder)
    .filter((row) => !isRight(row))
    .map(
      ({ source, text, ref }) =>
        `${source} ${text} from ${ref.toLocaleString('sv')}: ${shown(read(text, ref.getTime()))}`,
    )
const shown = (at: Instant | undefined): string => (at === undefined ? 'none' : new Date(at).toLocaleString('sv'))

const dayOf = (at: Instant): string => new Date(at).toLocaleDateString('sv')
/** From the morning of the reply; the day that is named is the last on which it is kept. */
const isKept = ({ text, ref, label }: Due): boolean => {
  const at = deadlineIn(text, new Date(`${ref}T09:00:00`).getTime())
  return at !== undefined && dayOf(at) === label
}
export const deadlines = (folder: string): readonly Score[] => {
  const rows = rowsOf<Due>(folder, 'deadline')
  if (rows.length === 0) return []
  return [{ set: 'deadline', stratum: 'all', n: rows.length, metric: 'accuracy', value: share(rows, isKept) }]
}
