import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../domain/community.ts'

/** The one clock. In the simulator it is real time plus an offset that is kept in the live data. */
export interface Clock {
  now(): Instant
  /** Puts the simulated time forward to this instant; back is not possible. */
  moveTo(t: Instant): void
}

const kept = z.object({ offset: z.number().nonnegative() })

export const realClock = (time: () => Instant): Clock => ({
  now: time,
  moveTo: () => {
    throw new Error('real time cannot be moved')
  },
})

export function simulatedClock(time: () => Instant, folder: string): Clock {
  const file = join(folder, 'clock.json')
  let offset = read(file)
  return {
    now: () => time() + offset,
    moveTo(t) {
      if (t <= time() + offset) return
      offset = t - time()
      writeFileSync(`${file}.new`, JSON.stringify({ offset }))
      renameSync(`${file}.new`, file)
    },
  }
}

function read(file: string): number {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8'))).offset
  } catch {
    return 0 // a fresh world, or one whose last move was cut
  }
}
