import OpenAI from 'openai'
import type { Instant } from '../domain/calendar.ts'
import type { Adviser, Editor, Log, ModelFigures, ModelState, Purse, Sent } from '../ports.ts'
import { Gathering } from './adviser.ts'
import { Budget, type Limits } from './budget.ts'
import { Counts, type Price } from './counts.ts'
import { editor } from './editor.ts'
import { isForeign, isLocal } from './host.ts'
import { type Profile, profileOf } from './profile.ts'
import { prompt } from './prompt.ts'
import { Service, type ServiceParts, TIMES, type Times } from './service.ts'
import { wordedFetch } from './worded.ts'

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
  /** Hears of each message that leaves. */
  readonly sent?: ((sent: Sent) => void) | undefined
  readonly limits?: Limits
  /** Where what was spent is kept over a restart. */
  readonly purse?: Purse
  readonly times?: Partial<Times> | undefined
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

const DEFAULT_URL = 'https://api.openai.com/v1'
const READING: Use = {
  leaves: "residents' words, redacted,",
  purpose: {
    online: 'is asked about doubtful messages',
    offline: 'no model is asked, the embedded reader reads alone',
  },
  settings: { model: 'OPENAI_MODEL', key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' },
}
const GATHERS = 2_000
const TIMEOUT = 20_000

export function model(parts: ModelParts): Model {
  const { service: of, clock, elapsed, log } = parts
  const counts = new Counts()
  const reached = serviceOf(of, { clock, elapsed, log, counts, times: parts.times, ...READING })
  const { service, host, profile, times } = reached
  const budget = new Budget(clock, parts.limits, parts.purse)
  const common = { service, budget, counts, clock, elapsed, log, host, times, context: profile.context }
  const prompts = { summary: prompt('summary'), polish: prompt('polish') }
  const { gathers = GATHERS, sent } = parts
  return {
    host,
    adviser: new Gathering({ ...common, prompt: prompt('reading'), gathers, sent }),
    editor: editor({ ...common, prompts }),
    get state() {
      return stateOf(reached)
    },
    get figures() {
      return counts.figures(service.state.model === 'online', of.price)
    },
    open: () => {
      announce(log, reached)
      return service.greet()
    },
    close: () => service.close(),
  }
}

/** What a service is asked for. */
export interface Use extends Pick<ServiceParts, 'purpose' | 'settings' | 'silence'> {
  /** What leaves for it. */
  readonly leaves: string
}
/** A service with where it is and what it is like. */
export interface Reached extends Pick<Use, 'leaves'> {
  readonly service: Service
  readonly host: string
  readonly baseUrl: string
  readonly profile: Profile
  readonly times: Times
}
type Asking = Omit<ServiceParts, 'client' | 'profile' | 'host' | 'model' | 'extraBody' | 'times'>

/** A service as it is set in the environment. */
export function serviceOf(
  { name, apiKey, baseUrl = DEFAULT_URL, extraBody }: ModelParts['service'],
  { leaves, ...parts }: Asking & Use & Pick<ModelParts, 'times'>,
): Reached {
  const { hostname: host } = new URL(baseUrl)
  const profile = profileOf(baseUrl, name)
  const times = { ...TIMES, ...parts.times }
  const client = clientOf(baseUrl, apiKey)
  const service = new Service({ ...parts, client, profile, host, model: name, extraBody, times })
  return { service, host, baseUrl, profile, times, leaves }
}

/** Nothing of the shell's own settings for other programs is taken, nothing is tried again by itself, and nothing is logged. */
const clientOf = (baseURL: string, apiKey = 'none'): OpenAI =>
  new OpenAI({
    baseURL,
    apiKey,
    organization: null,
    project: null,
    webhookSecret: null,
    timeout: TIMEOUT,
    maxRetries: 0,
    logLevel: 'off',
    fetch: wordedFetch,
  })

/** For whoever answers for what leaves the machine; none where it stays near, or cannot be read on its way in the country. */
function warningOf({ host, baseUrl, leaves }: Reached): string | undefined {
  const open =
    new URL(baseUrl).protocol === 'http:' && !isLocal(host) ? 'unencrypted, with the key: use an https address' : ''
  if (isForeign(host))
    return `${leaves} leave for ${host}, which is not known to be in China: that needs their separate consent; a domestic or a local service needs none${open && `; they leave ${open}`}`
  return open ? `${leaves} leave for ${host} ${open}` : undefined
}

/** One line at the start. */
export function announce(log: Log, reached: Reached): void {
  const warning = warningOf(reached)
  if (warning !== undefined) log.warn({}, warning)
  else log.info({}, `${reached.leaves} leave for ${reached.host} (${reached.profile.name})`)
}

/** How it stands, with what there is to warn of. */
export function stateOf(reached: Reached): ModelState {
  const modelWarning = warningOf(reached)
  return { ...reached.service.state, ...(modelWarning !== undefined && { modelWarning }) }
}
