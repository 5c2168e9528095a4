import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { neighbourhood } from './neighbours.ts'
import { Program, type Running, run, type Said, writeCommunity } from './program.ts'

export const RESIDENTS = '幸福里业主群'
export const STAFF = '幸福里工作群'

const GATEWAY = 'test/process/gatewayprocess.ts'
const PREFIX = 'WECHATY_PUPPET_SERVICE_'
/** The machine is shared, and WeChat's pace is slow. */
const LIMIT = 90_000

/** How a line is kept from prying. */
export type Secrecy = 'built-in certificate' | 'own certificate' | 'no TLS'

const pem = (kind: 'cert' | 'key'): string =>
  readFileSync(join(import.meta.dirname, `gateway-test-only.${kind}.pem`), 'utf8').replaceAll('\n', '\\n')

const settings = (secrecy: Secrecy): { readonly gateway: Env; readonly program: Env } => {
  switch (secrecy) {
    case 'built-in certificate':
      return { gateway: {}, program: { [`${PREFIX}TOKEN`]: 'insecure_local' } }
    case 'own certificate':
      return {
        gateway: {
          GATEWAY_TOKEN: 'xiaoyi-test-only_local',
          [`${PREFIX}TLS_SERVER_CERT`]: pem('cert'),
          [`${PREFIX}TLS_SERVER_KEY`]: pem('key'),
        },
        program: { [`${PREFIX}TOKEN`]: 'xiaoyi-test-only_local', [`${PREFIX}TLS_CA_CERT`]: pem('cert') },
      }
    case 'no TLS':
      return {
        gateway: { GATEWAY_PLAIN: 'true' },
        program: { [`${PREFIX}TOKEN`]: 'insecure_local', [`${PREFIX}NO_TLS_INSECURE_CLIENT`]: 'true' },
      }
  }
}
type Env = Readonly<Record<string, string>>

/** The night is twelve hours from now, whenever this runs. */
export const awake = () => {
  const hour = (new Date().getUTCHours() + 8 + 12) % 24
  const at = (h: number) => `${String(h % 24).padStart(2, '0')}:00`
  return { ...neighbourhood, settings: { ...neighbourhood.settings, quietHours: [at(hour), at(hour + 1)] } }
}

/** Asks again until it is so. */
export const until = async <T>(what: string, asked: () => Promise<T | undefined>, limit = LIMIT): Promise<T> => {
  const end = performance.now() + limit
  for (;;) {
    const found = await asked()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(`${what}: not within ${limit / 1000} s`)
    await new Promise((later) => setTimeout(later, 50))
  }
}

interface Hearing {
  readonly after?: string
  readonly within?: number
}

/** A program and a gateway, each in a process of its own. */
export class Pair {
  readonly #dir: string
  readonly #secrecy: Secrecy
  #endpoint = ''
  #gateway: Program | undefined
  #program: Program | undefined
  /** Seconds from each mended fault until it was back. */
  readonly back: Record<string, number> = {}

  constructor(dir: string, secrecy: Secrecy) {
    this.#dir = dir
    this.#secrecy = secrecy
    writeCommunity(dir, awake())
  }

  get gateway(): Program {
    if (!this.#gateway) throw new Error('there is no gateway')
    return this.#gateway
  }

  get program(): Program {
    if (!this.#program) throw new Error('there is no program')
    return this.#program
  }

  /** On the port that it had before, where it had one. */
  async openGateway(): Promise<void> {
    const [, port] = this.#endpoint.split(':')
    const env = { ...settings(this.#secrecy).gateway, ...(port ? { GATEWAY_PORT: port } : {}) }
    const process = run(this.#dir, { script: GATEWAY, env })
    const [, endpoint = '', url = ''] = await process.wrote(/gateway (\S+) is at (\S+)\n/)
    this.#endpoint = endpoint
    this.#gateway = new Program(process, url)
  }

  async openProgram(): Promise<void> {
    const env = { ...settings(this.#secrecy).program, [`${PREFIX}ENDPOINT`]: this.#endpoint, LOG_LEVEL: 'warn' }
    const process = run(this.#dir, { env })
    const [, url = ''] = await process.wrote(/ is at (\S+)\n/)
    this.#program = new Program(process, url)
  }

  /** What its health page says, once it says so. @returns after how many seconds */
  async becomes(wechat: 'online' | 'offline', limit?: number): Promise<number> {
    const begun = performance.now()
    await until(
      `the program ${wechat}`,
      async () => (((await this.program.get('healthz')) as { wechat: string }).wechat === wechat ? true : undefined),
      limit,
    )
    return (performance.now() - begun) / 1000
  }

  async say(room: string, from: string, text: string): Promise<Said> {
    return this.gateway.say(room, from, text)
  }

  /** The bot's words in a room that fit. */
  async lines(room: string, words: RegExp): Promise<readonly Said[]> {
    return (await this.gateway.messages(room)).filter(({ bot, text }) => bot && words.test(text))
  }

  /** Somebody says something, and the bot answers in one room or the other. */
  async ask(room: string, from: string, text: string, words: RegExp, answeredIn = room): Promise<string> {
    const before = (await this.gateway.messages(answeredIn)).at(-1)?.id
    await this.say(room, from, text)
    return this.hears(answeredIn, words, { ...(before ? { after: before } : {}) })
  }

  /** The bot's words, those that follow a message where one is named. */
  hears(room: string, words: RegExp, { after, within = LIMIT }: Hearing = {}): Promise<string> {
    const said = async (): Promise<string | undefined> => {
      const all = await this.gateway.messages(room)
      const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
      return all.slice(from).find(({ bot, text }) => bot && words.test(text))?.text
    }
    return until(`${words} in ${room}`, said, within)
  }

  async fault(what: 'faults' | 'replay' | 'late', body: object = {}): Promise<unknown> {
    const answer = await fetch(this.gateway.url + what, { method: 'POST', body: JSON.stringify(body) })
    return answer.json()
  }

  get processes(): readonly Running[] {
    return [this.#program?.process, this.#gateway?.process].filter((one) => one !== undefined)
  }

  /** All that was said, and what the program wrote. */
  async transcript(): Promise<string> {
    const said = await this.gateway.messages()
    const lines = said.map(({ at, room, from, text }) => `${new Date(at).toISOString()} ${room} ${from}: ${text}`)
    return [...lines, this.program.process.err].join('\n')
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end('SIGKILL')))
  }
}
