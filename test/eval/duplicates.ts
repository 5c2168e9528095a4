import { ALIKE, type Likeness, liken, likeness } from '../../src/domain/case/likeness.ts'
import { rowsOf } from './rows.ts'
import { type Score, share } from './score.ts'

interface Row {
  readonly title: string
  readonly text: string
  /** 「2019/1/2 20:27」 or 「2017-06-08 17:31:20」. */
  readonly time: string
  /** The group about the same trouble; none of those that stand alone. */
  readonly label: string | null
}
interface Told extends Row {
  readonly like: Likeness
}
/** A row with the earlier ones that would be shown for it. */
interface Shown {
  readonly row: Told
  /** Something earlier is about the same. */
  readonly known: boolean
  readonly first: readonly Told[]
}

const MOST = 3
const timeOf = ({ time }: Row): number => new Date(time.replaceAll('/', '-').replace(/-(\d)(?!\d)/g, '-0$1')).getTime()

const shownFor = (row: Told, earlier: readonly Told[]): Shown => {
  const ranked = earlier
    .map((other) => ({ other, sure: likeness(other.like, row.like) }))
    .filter(({ sure }) => sure >= ALIKE)
    .sort((a, b) => b.sure - a.sure)
  return {
    row,
    known: row.label !== null && earlier.some(({ label }) => label === row.label),
    first: ranked.slice(0, MOST).map(({ other }) => other),
  }
}

/** As one community, in the order of time, without place and without a time window. */
export const duplicates = (folder: string): readonly Score[] => {
  const rows = [...rowsOf<Row>(folder, 'duplicates')].sort((a, b) => timeOf(a) - timeOf(b))
  if (rows.length === 0) return []
  const told = rows.map((row): Told => ({ ...row, like: liken(`${row.title}\n${row.text}`) }))
  const shown = told.map((row, i) => shownFor(row, told.slice(0, i)))
  const known = shown.filter((one) => one.known)
  const others = shown.filter((one) => !one.known)
  const right = share(known, ({ row, first }) => first.some(({ label }) => label === row.label))
  const nothing = share(others, ({ first }) => first.length > 0)
  return [
    { set: 'duplicates', stratum: 'all', n: known.length, metric: 'recall-at-3', value: right },
    { set: 'duplicates', stratum: 'all', n: others.length, metric: 'shown-for-nothing', value: nothing },
  ]
}
