import type { Instant } from '../../src/domain/calendar.ts'
import type { Log } from '../../src/ports.ts'
import { START } from './village.ts'

/** Morning of a working day, whatever the time is where this runs. */
export const clock = (): Instant => START + Math.floor(performance.now())

const errorsToo = (_: string, value: unknown): unknown => (value instanceof Error ? value.stack : value)

export const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (about, message) => void process.stderr.write(`${message} ${JSON.stringify(about, errorsToo)}\n`),
}
