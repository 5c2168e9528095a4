import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../process/program.ts'
import type { Answered, Glance, Question, Rest, Weight } from './asked.ts'

const PROBE = './test/soak/probe.ts'
const PROGRAM = 'src/main.ts'

/** A line of the log, or of the standard error. */
export interface Noted {
  readonly level: 'warn' | 'error'
  readonly text: string
  readonly whole: string
  /** While the line was down or after an outage. */
  readonly ailing: boolean
}

const environment = (dir: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(WECHATY|OPENAI|DATABASE_URL|BOARD_URL|LOG_LEVEL|NODE_OPT)/.test(name),
    ),
  ),
  PORT: '0',
  DATA_DIR: dir,
})

/** The program from its start to its end, as `npm start` runs it, with a probe in it. */
export class Life {
  readonly noted: Noted[] = []
  /** The line is down, or was, or the program was: what waited may have outlived its time. */
  ailing: boolean
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  readonly #waiting = new Map<number, (answered: Answered) => void>()
  #asked = 0
  #url = ''

  private constructor(dir: string, ailing: boolean) {
    this.ailing = ailing
    const args = ['--expose-gc', '--import', 'tsx', '--import', PROBE, PROGRAM]
    this.#child = spawn(process.execPath, args, {
      cwd: root,
      env: environment(dir),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child.on('message', (answered: Answered) => {
      this.#waiting.get(answered.number)?.(answered)
      this.#waiting.delete(answered.number)
    })
    this.#child.stderr?.setEncoding('utf8')
    let rest = ''
    this.#child.stderr?.on('data', (more: string) => {
      const lines = (rest + more).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) this.#note(line)
    })
    this.#ended = once(this.#child, 'close').then(([code]) => {
      this.#note(rest)
      for (const answer of this.#waiting.values()) answer({ number: 0, answer: null, failure: 'the program ended' })
      return code as number | null
    })
  }

  /** Starts it, and waits until it hears. */
  static async begin(dir: string, ailing = false): Promise<Life> {
    const life = new Life(dir, ailing)
    let out = ''
    for await (const more of life.#child.stdout?.setEncoding('utf8') ?? []) {
      out += more
      const [, url] = / is at (\S+)\n/.exec(out) ?? []
      if (url === undefined) continue
      life.#url = url
      break
    }
    if (!life.#url)
      throw new Error(`the program ended before it began:\n${life.noted.map(({ whole }) => whole).join('\n')}`)
    await life.rest()
    return life
  }

  /** Once these messages were heard, and all that is due was said, or it takes too long. */
  rest(heard: readonly string[] = []): Promise<Rest> {
    return this.#ask({ do: 'rest', heard }) as Promise<Rest>
  }

  /** In the order of the communities' files. */
  glance(): Promise<readonly Glance[]> {
    return this.#ask({ do: 'glance' }) as Promise<readonly Glance[]>
  }

  weigh(): Promise<Weight> {
    return this.#ask({ do: 'weigh' }) as Promise<Weight>
  }

  async line(turn: 'drop' | 'raise'): Promise<void> {
    await this.#ask({ do: turn })
  }

  async post(what: string, body: object | FormData): Promise<{ readonly id?: string; readonly now?: number }> {
    const sent = body instanceof FormData ? body : JSON.stringify(body)
    const response = await fetch(`${this.#url}sim/${what}`, { method: 'POST', body: sent })
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<{ readonly id?: string; readonly now?: number }>
  }

  async get(what: string): Promise<string> {
    const response = await fetch(this.#url + what)
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`)
    return response.text()
  }

  /** An open page: what it is told is read and forgotten. */
  watch(): void {
    void fetch(`${this.#url}sim/events`)
      .then(async ({ body }) => {
        for await (const _ of body ?? []);
      })
      .catch(() => undefined)
  }

  /** @returns the exit code; none where it was killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    this.#child.kill(signal)
    return this.#ended
  }

  /** What is no line of the log at all should not be there either: a warning of Node, a stack. */
  #note(line: string): void {
    if (line.trim() === '') return
    const { level, msg } = record(line)
    const known = LEVELS[level]
    if (known) this.noted.push({ level: known, text: msg, whole: line, ailing: this.ailing })
  }

  #ask(question: Question): Promise<unknown> {
    const number = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, ({ answer, failure }) => {
        if (failure === undefined) resolve(answer)
        else reject(new Error(`${question.do}: ${failure}`))
      })
      this.#child.send({ ...question, number })
    })
  }
}

const LEVELS: Readonly<Record<number, Noted['level'] | undefined>> = { 40: 'warn', 50: 'error', 60: 'error' }

const record = (line: string): { readonly level: number; readonly msg: string } => {
  try {
    return JSON.parse(line) as { readonly level: number; readonly msg: string }
  } catch {
    return { level: 50, msg: line }
  }
}
