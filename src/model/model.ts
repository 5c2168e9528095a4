import OpenAI from 'openai'
import type { Instant } from '../domain/calendar.ts'
import { leaving } from '../domain/wording/redact.ts'
import type { Adviser, Editor, Log, ModelFigures, ModelState, Sent } from '../ports.ts'
import { Gathering } from './adviser.ts'
import { boundedFetch } from './bounded.ts'
import { Budget, type Limits } from './budget.ts'
import { Counts, type Price } from './counts.ts'
import { editor } from './editor.ts'
import { isForeign, isLocal } from './host.ts'
import { type Profile, profileOf } from './profile.ts'
import { prompt } from './prompt.ts'
import { Service, TIMES, type Times } from './service.ts'

export interface ModelParts {
  readonly service: {
    readonly name: string
    readonly apiKey?: string
    readonly baseUrl?: string
    readonly extraBody: Readonly<Record<string, unknown>>
    readonly price?: Price
  }
  readonly clock: () => Instant
  /** Ms that only go on. */
  readonly elapsed: () => number
  readonly log: Log
  /** What may be read of a text outside; names of people are hidden already where it is not given. */
  readonly redact?: (text: string, people: readonly string[]) => string
  /** Hears of each message that leaves. */
  readonly sent?: ((sent: Sent) => void) | undefined
  readonly limits?: Limits
  readonly times?: Partial<Times>
  /** Ms in which messages are gathered for one request. */
  readonly gathers?: number
}

/** A model service, and what is done with it. */
export interface Model {
  /** Where words go. */
  readonly host: string
  readonly adviser: Adviser
  readonly editor: Editor
  readonly state: ModelState
  readonly figures: ModelFigures
  /** Asks for a sign of life, and tries again by itself; resolves when it is known how it stands. */
  open(): Promise<void>
  close(): void
}

export const DEFAULT_URL = 'https://api.openai.com/v1'
const GATHERS = 2_000
const TIMEOUT = 20_000

export function model(parts: ModelParts): Model {
  const { service: of, clock, elapsed, log, redact = leaving } = parts
  const baseUrl = of.baseUrl ?? DEFAULT_URL
  const { hostname: host } = new URL(baseUrl)
  const profile = profileOf(baseUrl, of.name)
  const times = { ...TIMES, ...parts.times }
  const counts = new Counts()
  const budget = new Budget(clock, parts.limits)
  const common = { budget, counts, redact, clock, elapsed, log, host, times, context: profile.context }
  const client = clientOf(baseUrl, of.apiKey)
  const service = new Service({ ...common, client, profile, model: of.name, extraBody: of.extraBody })
  const prompts = { summary: prompt('summary'), polish: prompt('polish') }
  const { gathers = GATHERS, sent } = parts
  return {
    host,
    adviser: new Gathering({ ...common, service, prompt: prompt('reading'), gathers, sent }),
    editor: editor({ ...common, service, prompts }),
    get state() {
      return service.state
    },
    get figures() {
      return counts.figures(service.state.model === 'online', of.price)
    },
    open: () => {
      announce(log, baseUrl, profile)
      return service.greet()
    },
    close: () => service.close(),
  }
}

/** Nothing of the shell's own settings for other programs is taken, nothing is tried again by itself, and nothing is logged. */
export const clientOf = (baseURL: string, apiKey = 'none'): OpenAI =>
  new OpenAI({
    baseURL,
    apiKey,
    organization: null,
    project: null,
    webhookSecret: null,
    timeout: TIMEOUT,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch,
  })

/** One line for whoever answers for what leaves the machine. */
export function announce(
  log: Log,
  baseUrl: string,
  { name }: Pick<Profile, 'name'>,
  what = "residents' words, redacted,",
): void {
  const { hostname: host, protocol } = new URL(baseUrl)
  const open = protocol === 'http:' && !isLocal(host) ? ', unencrypted' : ''
  if (isForeign(host))
    log.warn(
      {},
      `${what} leave for ${host}${open}, which is not known to be in China: that needs their separate consent; a domestic or a local service needs none`,
    )
  else if (open !== '') log.warn({}, `${what} and the key leave for ${host} unencrypted`)
  else log.info({}, `${what} leave for ${host} (${name})`)
}
