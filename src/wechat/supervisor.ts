import { uptime } from 'node:os'
import type { Instant } from '../domain/calendar.ts'
import type { Log } from '../ports.ts'
import type { Trouble } from './knock.ts'
import { LATE, sleep, within } from './limit.ts'

/** The way to WeChat, as it can be opened and closed. */
export interface Line {
  /** What it is called in a sentence: 「The gateway at 127.0.0.1:8788」. */
  readonly name: string
  /** What is wrong with what is at its other end; none where that cannot be told without starting. */
  knock(): Promise<Trouble | undefined>
  /** May hang, or come back with nothing open. */
  start(): Promise<void>
  /** May hang. */
  stop(): Promise<void>
  /** Asks for a dong. */
  ding(): void
  loggedIn(): boolean
}
export interface Supervising {
  readonly line: Line
  readonly log: Log
  readonly clock: () => Instant
  /** Online, or no longer. */
  readonly turned: () => void
  readonly random: () => number
  /** Ms on a clock that nobody sets and that goes on while the machine sleeps. */
  readonly elapsed?: () => number
}

/** In ms. */
const BEAT = 1000
/** Between two dings of a line that works. */
const DING = 4000
/** A line from which nothing came for so long is dead. */
const SILENCE = 12_000
/** Waking up so much too late, it was we who stood still, and what came meanwhile is still to be read. */
const STALL = 3000
/** Standing still so long, the machine slept and the line with it. */
const SLEEP = 60_000
/** How long a login is waited for before another start, and how long once a code is shown. */
const LOGIN = 30_000
const SCAN = 300_000
/** Until somebody is told that a login is missing. */
const HESITATION = 5000
const START = 16_000
const STOP = 3000
/** From the first attempt after a failure to the last ones. */
const SOON = 500
const LATEST = 4000
/** A line that held this long was no failure. */
const HELD = 10_000

/**
 * Keeps the line to WeChat open. Wechaty itself opens it once and never again, so it is closed and opened here, one
 * attempt after the other, until somebody stops it.
 */
export class Supervisor {
  /** Logged in, listening, and a dong came back. */
  online = false
  /** Why not, and what to do: one sentence for the operator. */
  trouble: string | undefined
  private readonly is: Supervising
  private readonly elapsed: () => number
  private stopped = false
  private working: Promise<void> | undefined
  /** Cuts short whatever is waited for. */
  private wake = (): void => {}
  private failures = 0
  /** From the opening of the line to its closing: why it is to be closed, as soon as there is a reason. */
  private open: { failure?: string } | undefined
  private life = 0
  /** Something came since the last beat. */
  private fresh = false
  private heard: Instant = 0
  private since = 0
  private dinged = 0
  private beaten = 0
  /** Since when nobody is logged in, and how long a login is waited for. */
  private absent = { since: 0, patience: LOGIN }

  constructor(is: Supervising) {
    this.is = is
    this.elapsed = is.elapsed ?? (() => uptime() * 1000)
  }

  /** Resolves when the first attempt has opened the line, or has failed. */
  start(): Promise<void> {
    return new Promise((tried) => {
      this.working = this.work(tried)
    })
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.lose()
    this.wake()
    await this.working
  }

  /** The last sign of life while it was online; 0: it never was. */
  get heardAt(): Instant {
    return this.online ? this.is.clock() - (this.elapsed() - this.life) : this.heard
  }

  // ── what the line tells ────────────────────────────────────────────────────────────────────────

  /** Comes with every message, so that the time is asked at the next beat only. */
  alive(): void {
    this.fresh = true
  }

  dong(): void {
    this.life = this.elapsed()
    if (this.online || !this.open || this.open.failure !== undefined || !this.is.line.loggedIn()) return
    this.online = true
    this.since = this.life
    if (this.trouble !== undefined) this.is.log.info({}, 'the line to WeChat works again')
    this.trouble = undefined
    this.is.turned()
  }

  loggedIn(): void {
    this.life = this.elapsed()
    this.ding()
  }

  /** Back by itself, after a scan, or by a restart. */
  loggedOut(): void {
    this.absent = { since: this.elapsed(), patience: LOGIN }
    this.lose()
  }

  /** Somebody is to log in by a code, and has to find her telephone first. */
  scan(): void {
    this.life = this.elapsed()
    this.absent = { since: this.absent.since, patience: this.life - this.absent.since + SCAN }
  }

  /** The line says itself that it is dead. */
  broken(reason: string): void {
    if (!this.open || this.open.failure !== undefined) return
    this.open.failure = reason
    this.lose()
    this.wake()
  }

  // ── one attempt after the other ────────────────────────────────────────────────────────────────

  private async work(tried: () => void): Promise<void> {
    while (!this.stopped) {
      const cheap = await this.attempt(tried)
      tried()
      await this.unlessWoken(sleep(this.delay(cheap ? 0 : this.failures++)))
    }
  }

  /** @returns whether the next one may come soon. */
  private async attempt(tried: () => void): Promise<boolean> {
    const trouble = await this.unlessWoken(this.is.line.knock())
    if (this.stopped) return true
    if (trouble) {
      this.complain(trouble.sentence)
      return trouble.cheap
    }
    const open = this.begin()
    const failure = await this.unlessWoken(within(START, this.is.line.start()))
    if (failure === undefined || failure === LATE) await this.hold(open, tried)
    else open.failure ??= `${this.is.line.name} cannot be started: ${failure}`
    await this.end(open)
    return false
  }

  private begin(): { failure?: string } {
    this.open = {}
    this.life = this.elapsed()
    this.absent = { since: this.life, patience: LOGIN }
    return this.open
  }

  /** While the line is open, and nothing speaks against it. */
  private async hold(open: { readonly failure?: string }, tried: () => void): Promise<void> {
    this.life = this.elapsed()
    this.ding()
    tried()
    for (this.beaten = this.elapsed(); !this.stopped && open.failure === undefined; this.beat())
      await this.unlessWoken(sleep(BEAT))
  }

  private async end({ failure }: { readonly failure?: string }): Promise<void> {
    this.lose()
    if (!this.stopped && failure !== undefined) this.complain(failure)
    this.open = undefined
    const hanging = await within(STOP, this.is.line.stop())
    if (hanging !== undefined) this.is.log.warn({ reason: hanging }, 'the line to WeChat could not be closed')
  }

  private beat(): void {
    const now = this.elapsed()
    const late = now - this.beaten - BEAT
    if (this.fresh) this.life = Math.max(this.life, this.beaten) // at the earliest
    this.fresh = false
    this.beaten = now
    if (late > SLEEP) return this.broken('The machine slept: what was said meanwhile may be lost.')
    if (late > STALL) this.life = Math.min(now, this.life + late)
    if (now - this.life > SILENCE) return this.broken(`${this.is.line.name} is silent: if this lasts, restart it.`)
    if (!this.is.line.loggedIn()) this.awaitLogin(now)
    if (!this.online || now - this.dinged >= DING) this.ding()
  }

  private awaitLogin(now: number): void {
    const absent = now - this.absent.since
    const sentence = `${this.is.line.name} is not logged in to WeChat: log in there.`
    if (absent > this.absent.patience) return this.broken(sentence)
    if (absent > HESITATION && now - this.life < HESITATION) this.complain(sentence)
  }

  private ding(): void {
    this.dinged = this.elapsed()
    try {
      this.is.line.ding()
    } catch {
      // no line: silence will tell
    }
  }

  private lose(): void {
    if (!this.online) return
    this.heard = this.heardAt
    if (this.elapsed() - this.since > HELD) this.failures = 0
    this.online = false
    this.is.turned()
  }

  /** Said once each time that the reason changes. */
  private complain(sentence: string): void {
    if (this.trouble === sentence) return
    this.trouble = sentence
    this.is.log.error({}, sentence)
  }

  /** Longer after each failure, and never twice the same: others may wait for the same gateway. */
  private delay(failures: number): number {
    return Math.min(LATEST, SOON * 2 ** Math.min(failures, 10)) * (0.75 + 0.5 * this.is.random())
  }

  /** What was begun goes on by itself. */
  private unlessWoken<T>(doing: Promise<T>): Promise<T | undefined> {
    if (this.stopped) return Promise.resolve(undefined)
    const woken = new Promise<undefined>((resolve) => {
      this.wake = () => resolve(undefined)
    })
    return Promise.race([doing, woken])
  }
}
