import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chance } from '../chance.ts'
import type { Weight } from './asked.ts'
import { Folk } from './folk.ts'
import { Life, type Noted } from './life.ts'
import { settle, town } from './town.ts'

export interface Plan {
  readonly dir: string
  readonly days: number
  readonly seed: number
  /** 1: some four hundred messages a day. */
  readonly busy: number
  /** Days that the program runs at a stretch, on average. */
  readonly stretch: number
  readonly tell: (day: Day) => void
}
/** One virtual day, from morning to morning. */
export interface Day extends Weight {
  readonly day: number
  /** Which life of the program. */
  readonly life: number
  readonly seconds: number
}
export interface Season {
  readonly days: readonly Day[]
  readonly noted: readonly Noted[]
  readonly killed: number
  readonly stopped: number
  readonly dropped: number
  /** What was not said although it was due, and other things that must not be, in a sentence each. */
  readonly wrong: readonly string[]
  /** Where the time went, in seconds. */
  readonly spent: Readonly<Record<string, number>>
}

/** Minutes of the day at which people come together. */
const SCENES = [455, 545, 690, 840, 1000, 1150, 1280, 1410]
const MORNING = SCENES[0] ?? 0
const ZONE = 8 * 60
const minuteOf = (now: number): number => (Math.floor(now / 60_000) + ZONE) % 1440

/** Weeks of group life. */
export class Weeks {
  readonly #plan: Plan
  readonly #chance: Chance
  readonly #folk: readonly Folk[]
  readonly #noted: Noted[] = []
  readonly #days: Day[] = []
  readonly #wrong: string[] = []
  readonly #spent: Record<string, number> = {}
  #life: Life | undefined
  #lives = 0
  #killed = 0
  #stopped = 0
  #dropped = 0

  constructor(plan: Plan) {
    this.#plan = plan
    this.#chance = new Chance(plan.seed)
    this.#folk = town.map((quarter) => new Folk(quarter, new Chance(this.#chance.salt())))
  }

  async live(): Promise<Season> {
    settle(this.#plan.dir)
    await this.#begin()
    await this.#until(MORNING)
    for (let day = 1; day <= this.#plan.days; day++) {
      const start = performance.now()
      await this.#day()
      await this.#weigh(day, start)
    }
    await this.#stop('SIGTERM')
    return {
      days: this.#days,
      noted: this.#noted,
      killed: this.#killed,
      stopped: this.#stopped,
      dropped: this.#dropped,
      wrong: this.#wrong,
      spent: this.#spent,
    }
  }

  get #at(): Life {
    if (!this.#life) throw new Error('the program does not run')
    return this.#life
  }

  async #timed<T>(what: string, doing: Promise<T>): Promise<T> {
    const start = performance.now()
    const done = await doing
    this.#spent[what] = (this.#spent[what] ?? 0) + (performance.now() - start) / 1000
    return done
  }

  async #day(): Promise<void> {
    for (const next of [...SCENES.slice(1), MORNING]) {
      await this.#scene(1 / SCENES.length)
      if (this.#chance.happens(0.04)) await this.#deaf()
      if (this.#chance.happens(1 / (SCENES.length * this.#plan.stretch))) await this.#restart()
      await this.#until(next)
    }
    for (const page of [
      '',
      'healthz',
      'sim/rooms',
      'sim/people',
      'sim/guide',
      `sim/messages?room=${encodeURIComponent(town[0]?.staff ?? '')}`,
    ])
      await this.#at.get(page)
  }

  /** Everybody at once, then what the bot asked is answered. */
  async #scene(share: number): Promise<void> {
    const life = this.#at
    const seen = await life.glance()
    const talk = this.#folk.map((folk, index) => folk.pass(life, seen[index] ?? NOBODY, share * this.#plan.busy))
    await this.#timed('talking', Promise.all(talk))
    await this.#rest(this.#folk.flatMap(({ last }) => last ?? []))
    const asked = await life.glance()
    await Promise.all(this.#folk.map((folk, index) => folk.answers(life, asked[index] ?? NOBODY)))
  }

  /** @returns the time. */
  async #rest(said: readonly string[] = []): Promise<number> {
    const { due, online, now, unheard } = await this.#timed('saying', this.#at.rest(said))
    if (!online) return now
    if (due > 0) this.#wrong.push(`${new Date(now).toISOString()}: ${due} lines are due and are not said`)
    for (const id of unheard) this.#wrong.push(`${new Date(now).toISOString()}: message ${id} was not heard`)
    return now
  }

  /** The next time that it is so many minutes after midnight. */
  async #until(minute: number): Promise<void> {
    const ahead = (minute - minuteOf(await this.#rest()) + 1440) % 1440
    if (ahead > 0) await this.#timed('clock', this.#at.post('clock', { advance: `${ahead}m` }))
    await this.#rest()
    this.#at.ailing = false
  }

  /** The line drops, people go on talking, and it is up again. */
  async #deaf(): Promise<void> {
    this.#dropped++
    await this.#rest()
    this.#at.ailing = true
    await this.#at.line('drop')
    const seen = await this.#at.glance()
    await Promise.all(
      this.#folk.map((folk, index) => folk.pass(this.#at, seen[index] ?? NOBODY, 0.03 * this.#plan.busy)),
    )
    await this.#at.post('clock', { advance: `${this.#chance.between(1, 50)}m` })
    await this.#at.line('raise')
    await this.#rest()
  }

  async #restart(): Promise<void> {
    const killed = this.#chance.happens(0.4)
    if (this.#chance.happens(0.5)) await this.#rest()
    await this.#stop(killed ? 'SIGKILL' : 'SIGTERM')
    const sleeps = this.#chance.happens(0.3)
    if (sleeps) this.#sleep(this.#chance.between(1, 8) * 3_600_000)
    await this.#begin(sleeps)
  }

  async #begin(ailing = false): Promise<void> {
    this.#life = await this.#timed('starting', Life.begin(this.#plan.dir, ailing))
    this.#lives++
    this.#life.watch()
  }

  async #stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const life = this.#at
    this.#life = undefined
    const code = await this.#timed('stopping', life.end(signal))
    if (signal === 'SIGTERM' && code !== 0) this.#wrong.push(`SIGTERM ended with ${code}`)
    if (signal === 'SIGTERM') this.#stopped++
    else this.#killed++
    this.#noted.push(...life.noted)
  }

  /** Time passes while nobody runs. */
  #sleep(ms: number): void {
    const file = join(this.#plan.dir, 'live/clock.json')
    if (!existsSync(file)) return
    const { offset } = JSON.parse(readFileSync(file, 'utf8')) as { readonly offset: number }
    writeFileSync(file, JSON.stringify({ offset: offset + ms }))
  }

  async #weigh(day: number, start: number): Promise<void> {
    const weight = await this.#timed('weighing', this.#at.weigh())
    const row = { ...weight, day, life: this.#lives, seconds: (performance.now() - start) / 1000 }
    this.#days.push(row)
    this.#plan.tell(row)
  }
}

const NOBODY = { cases: [], polls: [], pending: [] }
