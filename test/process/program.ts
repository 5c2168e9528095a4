import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
export const PROGRAM = 'src/main.ts'
const CONSOLE = 'src/console.ts'

/** A message as the simulator's interface gives it. */
export interface Said {
  readonly id: string
  readonly room: string
  readonly from: string
  readonly bot: boolean
  readonly text: string
  readonly at: number
}

export interface Start {
  readonly script?: string
  readonly env?: Readonly<Record<string, string>>
}

/** How a process ended, and what it had written by then. */
export interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Nothing of the developer's own settings reaches the process. */
const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(WECHATY|OPENAI|DATABASE_URL|BOARD_URL|LOG_LEVEL)/.test(name)),
  ),
  PORT: '0',
  ...more,
})

/** A process of ours, from its start to its end. */
export class Running {
  readonly ended: Promise<End>
  readonly #child: ChildProcess
  #out = ''
  #err = ''

  constructor(command: string, args: readonly string[], env?: Readonly<Record<string, string>>) {
    this.#child = spawn(command, args, { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      this.#out += more
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      this.#err += more
    })
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({ code, signal, out: this.#out, err: this.#err }))
  }

  get err(): string {
    return this.#err
  }

  async end(signal: NodeJS.Signals): Promise<End> {
    this.#child.kill(signal)
    return this.ended
  }

  /** Resolves with what a pattern finds in the output. @throws where the process ends before */
  async wrote(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#out)
      if (found) return found
      const more = this.#child.stdout ? once(this.#child.stdout, 'data').then(() => undefined) : this.ended
      const end = await Promise.race([more, this.ended])
      const last = pattern.exec(this.#out)
      if (end && last) return last
      if (end) throw new Error(`the process ended (${end.code ?? end.signal}) before it wrote ${pattern}:\n${end.err}`)
    }
  }
}

/** Runs a program of the project with a data folder. */
export const run = (dir: string, { script = PROGRAM, env }: Start = {}): Running =>
  new Running(process.execPath, ['--import', 'tsx', script], { DATA_DIR: dir, ...env })

/** 「npm run xiaoyi -- …」 */
export const onConsole = (dir: string, ...args: readonly string[]): Promise<End> =>
  new Running(process.execPath, ['--import', 'tsx', CONSOLE, ...args], { DATA_DIR: dir }).ended

/** The program at work, and the simulator's interface to it. */
export class Program {
  readonly process: Running
  readonly url: string

  constructor(process: Running, url: string) {
    this.process = process
    this.url = url
  }

  say(room: string, from: string, text: string): Promise<Said> {
    return this.post('say', { room, from, text }) as Promise<Said>
  }

  /** Of one room, or of all. */
  async messages(room?: string): Promise<readonly Said[]> {
    return (await this.get(`sim/messages${room === undefined ? '' : `?room=${encodeURIComponent(room)}`}`)) as Said[]
  }

  advance(time: string): Promise<unknown> {
    return this.post('clock', { advance: time })
  }

  /** Puts the clock forward to this time of the next day. */
  async nextDay(hour: number): Promise<void> {
    const { now } = (await this.get('sim/clock')) as { readonly now: number }
    const minutes = Math.floor((now + 8 * 3_600_000) / 60_000) % 1440
    await this.advance(`${24 * 60 - minutes + hour * 60}m`)
  }

  async post(what: string, body: object): Promise<unknown> {
    return answered(await fetch(`${this.url}sim/${what}`, { method: 'POST', body: JSON.stringify(body) }))
  }

  async get(what: string): Promise<unknown> {
    return answered(await fetch(this.url + what))
  }
}

const answered = async (response: Response): Promise<unknown> => {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

/** Starts it, and waits until it hears. */
export const start = async (dir: string, how: Start = {}): Promise<Program> => {
  const process = run(dir, how)
  const [, url = ''] = await process.wrote(/ is at (\S+)\n/)
  return new Program(process, url)
}

export const writeCommunity = (dir: string, file: { readonly id: string; readonly [key: string]: unknown }): void => {
  mkdirSync(join(dir, 'communities'), { recursive: true })
  writeFileSync(join(dir, 'communities', `${file.id}.json`), `${JSON.stringify(file, null, 2)}\n`)
}
