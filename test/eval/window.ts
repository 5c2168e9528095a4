/** A stretch of time, its end not included: whatever lies in it is as right as the label can tell. */
export interface Window {
  readonly from: number
  readonly to: number
}

const SECOND = 1000
type Grain = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
const next = (at: Date, grain: Grain): number => {
  const day = (months: number, days: number) =>
    new Date(at.getFullYear(), at.getMonth() + months, at.getDate() + days, at.getHours(), at.getMinutes()).getTime()
  switch (grain) {
    case 'second':
      return at.getTime() + SECOND
    case 'minute':
      return at.getTime() + 60 * SECOND
    case 'hour':
      return at.getTime() + 3600 * SECOND
    case 'day':
      return day(0, 1)
    case 'week':
      return day(0, 7)
    case 'month':
      return day(1, 0)
    case 'year':
      return day(12, 0)
  }
}
const within = (at: Date, grain: Grain): Window => ({ from: at.getTime(), to: next(at, grain) })
const midnight = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate())
const local = (written: string): Date => new Date(written.replace(' ', 'T'))

/** A bound of a range: its day, or its minute where the hour is told. */
const bound = (written: string): Window => {
  const at = local(written.length === 10 ? `${written} 00:00:00` : written)
  const whole = written.length === 10 || /00:00:00$|23:59:59$/.test(written)
  return whole ? within(midnight(at), 'day') : within(new Date(at.getTime() - at.getSeconds() * SECOND), 'minute')
}

const DAY = 24 * 3600 * SECOND
/** Either end of a range, and all of one that is a part of a day; an end at midnight is of the day before as well. */
const range = (from: Window | undefined, to: Window | undefined): readonly Window[] => {
  const ends = [from, to].filter((one) => one !== undefined)
  if (from === undefined || to === undefined) return ends
  if (to.from - from.from <= DAY) return [...ends, { from: from.from, to: to.from + SECOND }]
  return [...ends, { from: to.from - DAY, to: to.from }].filter((one) => one.from > from.from || one === from)
}

// ── each source writes it its own way ──

interface Jio {
  readonly type: string
  readonly time: unknown
}
/** JioNLP: a point is a stretch anywhere in which will do, of a span either end. */
const jio = (label: unknown): readonly Window[] => {
  const { type, time } = label as Jio
  if (!Array.isArray(time) || !time.every((one) => typeof one === 'string')) return []
  const [from = '', to = ''] = time as readonly string[]
  if (type === 'time_point') return [{ from: local(from).getTime(), to: local(to).getTime() + SECOND }]
  const [first, last] = [from, to].map((one) => (one.includes('inf') ? undefined : bound(one)))
  return type === 'time_span' ? range(first, last) : []
}

interface Entity {
  readonly values?: readonly { readonly [key: string]: string }[]
}
const clock = (written: string, ref: Date): Window => bound(`${ref.toLocaleDateString('sv')} ${written}`)
const RANGES: ReadonlySet<string | undefined> = new Set([
  'date',
  'datetime',
  'time',
  'daterange',
  'datetimerange',
  'timerange',
])
/** Microsoft's recognizers: of the first thing found its first value; a clock without a day is of the same day. */
const recognized = (label: unknown, ref: Date): readonly Window[] => {
  const { type, value, start, end } = (label as readonly Entity[])[0]?.values?.[0] ?? {}
  if (!RANGES.has(type)) return []
  const at = (one: string | undefined): Window | undefined =>
    one === undefined || !/\d/.test(one) ? undefined : /^\d{4}-/.test(one) ? bound(one) : clock(one, ref)
  return range(at(value ?? start), at(end))
}

const GRAINS: Readonly<Record<string, Grain>> = {
  Second: 'second',
  Minute: 'minute',
  Hour: 'hour',
  Day: 'day',
  Week: 'week',
  Month: 'month',
  Year: 'year',
}
/** duckling: 「(2013, 2, 13, 0, 0, 0) Day」, or two such, the end not included. */
const duckling = (label: unknown): readonly Window[] => {
  const written = (label as { readonly expected: string }).expected
  const grain = GRAINS[/[A-Z][a-z]+$/.exec(written)?.[0] ?? ''] ?? 'day'
  const at = [...written.matchAll(/\((\d[\d, ]*)\)/g)].map(([, all = '']) => {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = all.split(',').map(Number)
    return new Date(year, month - 1, day, hour, minute, second)
  })
  const [from, to] = at
  if (from === undefined) return []
  if (to === undefined) return [within(from, grain)]
  const last = { from: to.getTime() - (next(from, grain) - from.getTime()), to: to.getTime() }
  return [...range(within(from, grain), within(to, grain)), last]
}

const HOUR = /[点时:：]|分钟|小时|秒/
type Fields = Readonly<Record<string, string | number | null>>
/** chrono: `start.date` as JavaScript's Date counts months; where no hour is said, noon stands for the day. */
const chrono = (label: unknown, text: string): readonly Window[] => {
  const fields = label as Fields
  const date = fields['start.date']
  if (typeof date !== 'string') return fielded(fields)
  const [year = 0, month = 0, day = 1, hour = 12, minute = 0] = date.split(',').map(sum)
  const at = new Date(year, month, day, hour, minute)
  return [HOUR.test(text) && minute + (hour % 12) > 0 ? within(at, 'minute') : within(midnight(at), 'day')]
}
/** 「8 - 1」 */
const sum = (written: string): number =>
  written
    .split('-')
    .map(Number)
    .reduce((a, b) => a - b)
const fielded = (fields: Fields): readonly Window[] => {
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map(
    (name) => fields[`start.${name}`],
  )
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return []
  if (typeof hour !== 'number') return [within(new Date(year, month - 1, day), 'day')]
  const at = new Date(year, month - 1, day, hour, typeof minute === 'number' ? minute : 0)
  return [within(at, typeof minute === 'number' ? 'minute' : 'hour')]
}

/** Where the first time in a text may lie by its label; none where it names no moment. */
export const expected = (kind: string, label: unknown, text: string, ref: Date): readonly Window[] => {
  if (kind === 'duckling') return duckling(label)
  if (kind === 'recognizers') return recognized(label, ref)
  return kind === 'chrono' ? chrono(label, text) : jio(label)
}
