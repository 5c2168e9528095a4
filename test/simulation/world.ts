import type { Instant } from '../../src/domain/calendar.ts'
import { Chance } from '../chance.ts'
import { Count } from './count.ts'
import { Crowd } from './crowd.ts'
import { Disk } from './disk.ts'
import { HOME, install, serve } from './files.ts'
import { Door, type Trouble } from './gate.ts'
import { Life } from './life.ts'
import { Line } from './line.ts'
import { Mail } from './mail.ts'
import { memory } from './memory.ts'
import { type Bug, NO_BUG } from './plant.ts'
import { Time } from './time.ts'

const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const BEAT = 10_000
/** What was said while nobody watched is not looked at more often than this in a long time. */
const STRIDES = 4
/** Turns of the event loop in one moment, after which it is not expected to come to rest any more. */
const RESTLESS = 20_000

/** What a run is told of itself: for people. */
export type Tell = (what: string) => void

/** One simulated neighbourhood, its machine and its WeChat. Everything in it comes from one seed. */
export class World {
  readonly time: Time
  readonly disk = new Disk()
  readonly trouble: Trouble = {}
  readonly line: Line
  readonly crowd = new Crowd()
  readonly mail: Mail
  readonly count = new Count()
  readonly bug: Bug
  readonly every: number
  readonly errors: string[] = []
  /** What the store said of files that it mended. */
  readonly mended: string[] = []
  life: Life | undefined
  lives = 0
  /** Whether the next sudden end takes the power with it. */
  power = false
  /** Told of what happens, step by step. */
  tell: Tell = () => undefined
  /** Looked at whenever the world is quiet. */
  watch: () => void = () => undefined
  /** Told of each end of a process, before the next begins. */
  died: (how: Death) => void = () => undefined
  /** Told of each process that runs. */
  begun: (life: Life) => void = () => undefined
  /** Told of each process that closed everything. */
  closed: (life: Life) => void = () => undefined
  /** Told of each process that could not start although nothing is wrong with the disk. */
  stuck: (life: Life) => void = () => undefined
  /** Told of each beat that was settled. */
  beaten: () => void = () => undefined
  readonly #chance: Chance
  #beaten = 0

  constructor(seed: number, bug: Bug = NO_BUG) {
    install()
    this.#chance = new Chance(seed)
    this.time = new Time(startOf(this.#chance))
    this.line = new Line(this.time, this.#chance, this.count)
    this.line.clock = () => this.shown
    this.every = this.#chance.between(5, 50)
    this.bug = bug
    this.mail = new Mail(this, this.#chance)
    this.disk.folders.add(HOME)
  }

  /** A process begins on what the disk holds; perhaps it does not get far. */
  async start(killAfter?: number): Promise<void> {
    const door = new Door(this.disk, this.trouble, this.#chance, this.count, this.bug.skips)
    door.killAfter = killAfter
    serve(door)
    const number = ++this.lives
    this.life = new Life({
      number,
      time: this.time,
      door,
      reader: memory,
      mouth: {
        say: (message) =>
          this.line.say(
            { number, runs: () => this.life?.number === number && this.life.runs },
            message,
            (place, text) => this.mail.echo(place, text),
          ),
        online: () => this.line.online && !door.dead,
      },
      random: () => this.#chance.draw(),
      every: this.every,
      bug: this.bug,
      mended: (sentence, file) => void this.mended.push(`${sentence} ${file}`),
      logged: (level, about, message) => {
        if (level === 'error' && !door.failed) this.errors.push(`${message} ${detail(about)}`)
      },
      begun: () => {
        this.mail.online()
        if (this.life) this.begun(this.life)
      },
    })
    await this.quiet()
  }

  /** The power goes, or only the process. */
  async crash(power: boolean): Promise<void> {
    const { life } = this
    if (!life) return
    life.kill()
    await this.#settle()
    if (power) this.disk.lose(this.#chance, (what) => this.count.note(`power lost: ${what}`))
    this.life = undefined
    this.died({ life, power })
  }

  /** The time as the program shows it: what nobody believes yet has not come. */
  get shown(): Instant {
    return this.life?.now() ?? this.time.now()
  }

  /** Somebody looks after the machine: what has ended is begun again, when the disk allows it. */
  async tend(chance: Chance): Promise<void> {
    if (this.life?.door.slow) await this.release(chance.between(0, 15))
    for (let tries = 0; tries < 4; tries++) {
      if (this.life?.state === 'left') this.#left(this.life)
      else if (this.life?.hasEnded) await this.#ended(this.life, chance)
      if (this.life) return
      if (chance.happens(0.6)) this.mend()
      await this.pass(chance.happens(0.5) ? 1_000 : chance.between(1, 90) * 1_000)
      const diesAgain = chance.happens(0.15)
      this.power = diesAgain && chance.happens(0.5)
      await this.start(diesAgain ? chance.between(0, 60) : undefined)
      if (chance.happens(0.3)) await this.mail.repeats(chance)
    }
  }

  #left(life: Life): void {
    this.tell('closed')
    this.life = undefined
    this.closed(life)
  }

  async #ended(life: Life, chance: Chance): Promise<void> {
    const { died } = life.door
    if (died) this.tell(`killed in the middle of ${died.deed} ${died.path}`)
    else if (life.failure) this.tell(`stopped: ${life.failure instanceof Error ? life.failure.message : life.failure}`)
    if (life.failure && !this.isIll && !life.illness) this.stuck(life)
    const { power } = this
    this.power = false
    await this.crash(power)
    if (power) await this.pass(chance.between(20, 90) * 1_000) // a machine takes longer to be there again
  }

  get isIll(): boolean {
    return Object.values(this.trouble).some(Boolean)
  }

  /** The disk is well. */
  mend(): void {
    for (const what of Object.keys(this.trouble) as (keyof Trouble)[]) delete this.trouble[what]
  }

  /** Lets everything happen that can happen without time going by. */
  async quiet(): Promise<void> {
    await this.#settle()
    this.watch()
  }

  async #settle(): Promise<void> {
    for (let calm = 0, rounds = 0; calm < 2; rounds++) {
      if (rounds > RESTLESS) throw new Error('it never comes to rest')
      const before = this.#activity
      await immediate()
      calm = before === this.#activity ? calm + 1 : 0
    }
  }

  get #activity(): number {
    return (this.life?.door.deeds ?? 0) + this.line.sent.length
  }

  /** The slow disk does so much more. */
  async release(deeds: number): Promise<void> {
    for (let left = deeds; left > 0 && this.life && this.life.door.waiting > 0; left--) {
      this.life.door.release()
      await immediate()
    }
    await this.quiet()
  }

  /** Time goes by, with its beats and whatever rings in it. */
  async pass(ms: number): Promise<void> {
    const target = this.time.elapsed + ms
    const stride = Math.max(BEAT, ms / STRIDES)
    while (this.time.elapsed < target) {
      const beat = this.#nextBeat(stride)
      this.time.to(Math.min(target, this.time.next ?? Infinity, beat))
      await this.rings()
      if (this.time.elapsed >= beat) await this.beat()
      if (this.life?.door.slow) await this.release(20) // slow, not stuck
    }
  }

  /** All that is due rings, however late. */
  async rings(): Promise<void> {
    while (this.time.ring()) await this.#settle()
    this.watch()
  }

  async beat(): Promise<void> {
    this.#beaten = this.time.elapsed
    this.life?.tick()
    await this.quiet()
    if (this.life?.runs && !this.life.ticks) this.beaten()
  }

  /** On the ten seconds at which something is due, or after a while. */
  #nextBeat(stride: number): number {
    const due = this.life?.runs ? this.life.desk?.nextDue(this.shown) : undefined
    const wait = due === undefined ? Infinity : Math.ceil(Math.max(0, due - this.shown) / BEAT) * BEAT
    return Math.max(this.#beaten + BEAT, Math.min(this.#beaten + stride, this.time.elapsed + wait))
  }
}

export interface Death {
  readonly life: Life
  readonly power: boolean
}

/** Any day of three years, the ends of months more often. */
function startOf(chance: Chance): Instant {
  const ends = ['2026-02-28', '2026-12-31', '2028-02-28', '2028-02-29', '2026-09-30', '2027-06-30']
  const day = chance.happens(0.3)
    ? Date.parse(chance.pick(ends))
    : Date.UTC(2026, 0, 1) + chance.below(1_000) * 86_400_000
  return day + chance.below(86_400_000)
}

const detail = (about: object): string =>
  'err' in about && about.err instanceof Error ? (about.err.stack ?? about.err.message) : JSON.stringify(about)
