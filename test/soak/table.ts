import { type Cost, net } from './cost.ts'
import type { Day, Season } from './season.ts'

export const MB = 1_048_576
const mb = (bytes: number): string => (bytes / MB).toFixed(1)
const count = (handles: Day['handles']): number => Object.values(handles).reduce((sum, each) => sum + each, 0)

const COLUMNS: readonly (readonly [string, number, (day: Day) => string | number])[] = [
  ['day', 4, ({ day }) => day],
  ['life', 5, ({ life }) => life],
  ['heap MB', 9, ({ heap }) => mb(heap)],
  ['RSS MB', 8, ({ rss }) => mb(rss)],
  ['history MB', 11, ({ history }) => mb(history)],
  ['state kB', 9, ({ state }) => Math.round(state / 1000)],
  ['open', 5, ({ open }) => open],
  ['ended', 6, ({ ended }) => ended],
  ['archived', 9, ({ archived }) => archived],
  ['outbox', 7, ({ outbox }) => outbox],
  ['unsaid', 7, ({ unsaid }) => unsaid],
  ['messages', 9, ({ messages }) => messages],
  ['handles', 8, ({ handles }) => count(handles)],
  ['files', 6, ({ files }) => files ?? '-'],
  ['listeners', 10, ({ listeners }) => listeners],
  ['seconds', 8, ({ seconds }) => seconds.toFixed(1)],
]

export const head = (): string => COLUMNS.map(([name, width]) => name.padStart(width)).join(' ')
export const row = (day: Day): string => COLUMNS.map(([, width, of]) => String(of(day)).padStart(width)).join(' ')

/** What the days came to. */
export const summary = (season: Season, cost: Cost): string => {
  const { days, killed, stopped, dropped, spent } = season
  const minutes = days.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  return [
    `${days.length} days in ${minutes.toFixed(1)} minutes; the program ended ${stopped} times in peace, was killed ${killed} times, lost the line ${dropped} times`,
    `in seconds: ${Object.entries(spent)
      .map(([what, seconds]) => `${what} ${seconds.toFixed(1)}`)
      .join(', ')}`,
    `in memory: ${cost.history.toFixed(2)} bytes for each byte of the history's log, ${cost.state.toFixed(2)} for each character of the state`,
    `without both, in MB: ${days.map((day) => mb(net(day, cost))).join(' ')}`,
    ...counted(season).map(([text, count]) => `${count} × ${text}`),
  ].join('\n')
}

const counted = ({ noted }: Season): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const { level, text } of noted) counts.set(`${level}: ${text}`, (counts.get(`${level}: ${text}`) ?? 0) + 1)
  return [...counts]
}
