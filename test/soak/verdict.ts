import { type Cost, net } from './cost.ts'
import type { Noted } from './life.ts'
import type { Day, Season } from './season.ts'
import { MB } from './table.ts'

/** From the first half to the second. */
const GROWTH = 1.2
/** On the first day of a process its code is compiled, in the next days caches fill; in MB for each day of its life after the first. */
const COLD = { days: 5, growth: 3, compiled: 1 }
/** After them a year may add so many MB: reckoned from so many days on. */
const A_YEAR = 100
const ENOUGH = 14

/** What the log may say in such weeks, and what besides only around an outage. */
const EXPECTED: readonly (readonly [Noted['level'], RegExp])[] = [
  ['warn', /^the days off of \d{4} are not known yet/], // from December on
]
const EXCUSED: typeof EXPECTED = [
  ['warn', /^(a line outlived its time|lines were not said)/],
  ['warn', /^a sending failed/],
  ['error', /is not logged in to WeChat/],
]

/** All that is wrong, in a sentence each. */
export const verdict = (season: Season, cost: Cost): readonly string[] => {
  const { days } = season
  const halves = halved(days)
  return [
    ...season.wrong,
    ...season.noted.filter(isStray).map(({ level, whole }) => `a stray ${level}: ${whole}`),
    ...days.flatMap(unquiet),
    ...grown('handles', halves, handlesOf, 4),
    ...grown('open files', halves, ({ files = 0 }) => files, 4),
    ...grown('listeners', halves, ({ listeners }) => listeners, 1),
    ...fat(halves, cost),
    ...swelling(days, cost),
  ]
}

const isStray = ({ level, text, ailing }: Noted): boolean =>
  ![...EXPECTED, ...(ailing ? EXCUSED : [])].some(([at, pattern]) => at === level && pattern.test(text))

/** Handlers of sockets come and go with the page's requests. */
const handlesOf = ({ handles }: Day): number => Object.values(handles).reduce((sum, each) => sum + each, 0)

const unquiet = ({ day, due, online, broken, neglected }: Day): readonly string[] => [
  ...(due > 0 ? [`day ${day}: ${due} lines are due in the morning`] : []),
  ...(online ? [] : [`day ${day}: the line is down in the morning`]),
  ...(broken === undefined ? [] : [`day ${day}: ${broken}`]),
  ...neglected.map((sentence) => `day ${day}: ${sentence}`),
]

type Halves = readonly [readonly Day[], readonly Day[]]

const grown = (what: string, [first, second]: Halves, of: (day: Day) => number, slack: number): readonly string[] => {
  const [before, after] = [median(first.map(of)), median(second.map(of))]
  return after > before + slack ? [`${what} grow: ${before} in the first half, ${after} in the second`] : []
}

const halved = (days: readonly Day[]): Halves => [days.slice(0, days.length / 2), days.slice(days.length / 2)]
const mb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`

const fat = ([first, second]: Halves, cost: Cost): readonly string[] => {
  const [before, after] = [median(first.map((day) => net(day, cost))), median(second.map((day) => net(day, cost)))]
  return after > before * GROWTH ? [`the heap grows: ${mb(before)} in the first half, ${mb(after)} in the second`] : []
}

/** A restart hides what leaks: so each life is looked at by itself. */
const swelling = (days: readonly Day[], cost: Cost): readonly string[] => {
  const lives = [...new Set(days.map(({ life }) => life))].map((life) => days.filter((day) => day.life === life))
  const compiled = lives.map((life) => life.slice(COLD.compiled))
  const daily = pooledSlope(compiled, cost) / MB
  const warm = lives.map((life) => life.slice(COLD.days))
  const yearly = warm.flat().length < ENOUGH ? 0 : (365 * pooledSlope(warm, cost)) / MB
  return [
    ...(daily > COLD.growth ? [`the heap grows by ${daily.toFixed(1)} MB a day of a process`] : []),
    ...(yearly > A_YEAR ? [`the heap grows by ${yearly.toFixed(1)} MB a year of a process`] : []),
  ]
}

/** Bytes a day, by the least squares, whatever each life began with. */
const pooledSlope = (lives: readonly (readonly Day[])[], cost: Cost): number => {
  const points = lives.flatMap((life) => {
    const [day, weight] = [mean(life.map((one) => one.day)), mean(life.map((one) => net(one, cost)))]
    return life.map((one) => [one.day - day, net(one, cost) - weight] as const)
  })
  const spread = points.reduce((sum, [at]) => sum + at ** 2, 0)
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + at * value, 0) / spread
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
