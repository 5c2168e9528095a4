import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../domain/calendar.ts'
import type { Gap } from '../domain/state/community.ts'

/** The one clock. */
export interface Clock {
  now(): Instant
}

// ── the machine's ────────────────────────────────────────────────────────────────────────────────

/** A step ahead of more than this, which the monotonic clock did not see, is doubted … */
const STEP = 15 * 60_000
/** … until it has held for so long. */
const HELD = 10 * 60_000
/** A shorter step is believed at once, but from here on the machine may have stood still. */
const GAP = 2 * 60_000
/** A clock that is behind for so long is told of. */
const BEHIND = 5 * 60_000
/** So soon after a time that was believed nothing is doubted: this is asked with every message. */
const AT_ONCE = 1_000

export interface Machine {
  /** The time of day, which people and programs set. */
  readonly wall: () => Instant
  /** Ms on a clock that only goes on, best while the machine sleeps too: else a sleep is a leap. */
  readonly elapsed: () => number
}

/**
 * The machine's time of day, as far as it can be believed. It never goes back: where the machine's clock does, time
 * stands still until it has caught up. It leaps ahead only after the machine has said so for a while.
 */
export class RealClock implements Clock {
  readonly #machine: Machine
  /** When the machine's clock was last believed. */
  #believed: { readonly at: Instant; readonly since: number }
  #doubted: { readonly at: Instant; readonly since: number } | undefined
  #behindSince: number | undefined
  #ahead = 0
  #shown = 0
  #leapt: Gap | undefined

  constructor(machine: Machine) {
    this.#machine = machine
    this.#believed = { at: machine.wall(), since: machine.elapsed() }
  }

  /** What is recorded already is not gone back behind. */
  notBefore(recorded: Instant): void {
    this.#shown = Math.max(this.#shown, recorded)
  }

  now(): Instant {
    const at = this.#believe()
    if (at < this.#shown) this.#behindSince ??= this.#machine.elapsed()
    else this.#behindSince = undefined
    this.#shown = Math.max(this.#shown, at)
    this.#ahead = this.#shown - at
    return this.#shown
  }

  /** Ms by which the time that is shown is ahead of the machine's. */
  ahead(): number {
    this.now()
    return this.#ahead
  }

  /** The same once it has lasted for 5 minutes; 0 before. */
  behind(): number {
    const ahead = this.ahead()
    const long = this.#behindSince !== undefined && this.#machine.elapsed() - this.#behindSince >= BEHIND
    return long ? ahead : 0
  }

  /** The time that was left out by the last leap ahead, given once. */
  leapt(): Gap | undefined {
    this.now()
    const gap = this.#leapt
    this.#leapt = undefined
    return gap
  }

  #believe(): Instant {
    const at = this.#machine.wall()
    const after = at - this.#believed.at
    if (this.#doubted === undefined && after >= 0 && after < AT_ONCE) return at
    const since = this.#machine.elapsed()
    const steady = this.#believed.at + since - this.#believed.since
    const step = at - Math.max(steady, this.#shown)
    if (step > STEP) {
      this.#doubted ??= { at: steady, since }
      if (since - this.#doubted.since < HELD) return steady
      this.#leapt = { from: this.#doubted.at, to: at - (since - this.#doubted.since) }
    } else if (step >= GAP) this.#leapt = { from: steady, to: at }
    this.#doubted = undefined
    this.#believed = { at, since }
    return at
  }
}

// ── the simulator's ──────────────────────────────────────────────────────────────────────────────

const kept = z.object({ offset: z.number().nonnegative() })

/** Real time plus an offset that is kept in the live data. */
export interface MovableClock extends Clock {
  /** Puts the time forward to this instant; back is not possible. */
  moveTo(t: Instant): void
}

export function simulatedClock(time: () => Instant, folder: string): MovableClock {
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
