import { z } from 'zod'

/** What the environment says, checked. */
export interface Config {
  /** The installed puppet that Wechaty is to use; none: the simulator. */
  readonly puppet?: string
  readonly botName: string
  readonly dataDir: string
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** None: the embedded reader alone. */
  readonly model?: Model
  /** None: no voice is put into words. */
  readonly voices?: Model
  /** None: no picture is described. */
  readonly pictures?: Model
  /** Where people reach the board, without a slash at its end. */
  readonly boardUrl?: string
  readonly logLevel: LogLevel
}

/** An OpenAI-compatible service. A local one needs no key. */
export interface Model {
  readonly name: string
  readonly apiKey?: string
  readonly baseUrl?: string
  readonly extraBody: Readonly<Record<string, unknown>>
  /** Of a million tokens, in yuan. */
  readonly price?: { readonly prompt: number; readonly cached: number; readonly answer: number }
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof levels)[number]

/** Every mistake in the environment, a sentence each; no value is repeated, for it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

const must = (what: string) => ({ error: `must be ${what}` })
/** Anything else cannot be sent. */
const key = z.string().regex(/^[\x21-\x7e]+$/, must('one word of letters, digits and signs, as the service gave it'))
const address = z.url({ protocol: /^https?$/, ...must('an http or https address') })

/** A value of nothing counts as not set, so that a copied `.env.example` changes nothing. */
const own = z.object({
  BOT_NAME: z
    .string()
    .regex(/^[^\s@\p{C}]{1,20}$/u, must('1 to 20 characters without spaces or @'))
    .default('小议'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.never({ error: 'is not supported yet: leave it empty, files under DATA_DIR are used' }).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, must('an address or host name to listen on, such as 127.0.0.1'))
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, must('a whole number from 0 to 65535'))
    .transform(Number)
    .refine((port) => port < 65_536, must('a whole number from 0 to 65535'))
    .default(3000),
  OPENAI_API_KEY: key.optional(),
  OPENAI_BASE_URL: address.optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_TRANSCRIBE_MODEL: z.string().optional(),
  OPENAI_TRANSCRIBE_BASE_URL: address.optional(),
  OPENAI_TRANSCRIBE_API_KEY: key.optional(),
  OPENAI_VISION_MODEL: z.string().optional(),
  OPENAI_EXTRA_BODY: z.string().transform(object).optional(),
  OPENAI_PRICE: z
    .string()
    .regex(
      /^\d+(\.\d+)?(\/\d+(\.\d+)?){1,2}$/,
      must('yuan for a million tokens sent/received or sent/cached/received, such as 2/0.2/3'),
    )
    .optional(),
  BOARD_URL: address.optional(),
  LOG_LEVEL: z.enum(levels, must(`one of ${levels.join(', ')}`)).default('info'),
})

/** Those that Wechaty reads itself; the shape of the token is what its TLS needs to name the server. */
const wechaty = z.object({
  WECHATY_PUPPET: z.string().optional(),
  WECHATY_PUPPET_SERVICE_TOKEN: z
    .string()
    .regex(/^[^_\s].*_\S+$/, must('a prefix, _ and the rest, such as puppet_xxxx'))
    .optional(),
  WECHATY_PUPPET_SERVICE_ENDPOINT: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}$/, must('host:port'))
    .optional(),
  WECHATY_PUPPET_SERVICE_AUTHORITY: z.string().optional(),
  WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: z.enum(['true', 'false'], must('true or false')).optional(),
  WECHATY_PUPPET_SERVICE_TLS_CA_CERT: z.string().optional(),
  WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: z.string().optional(),
})

const environment = z.object({ ...own.shape, ...wechaty.shape })
type Environment = z.infer<typeof environment>
/** As it was found. */
type Env = Readonly<Record<string, string | undefined>>

/** The variables that `.env.example` lists. */
export const variables: readonly string[] = Object.keys(environment.shape)

/** Read by Wechaty's gateway side only, so that one shell can serve both. */
const gateway = /^WECHATY_PUPPET_SERVICE_(NO_TLS_INSECURE_SERVER|TLS_SERVER_(CERT|KEY))$/
const ours = /^(OPENAI_|WECHATY_PUPPET_SERVICE_)/

/**
 * Reads the environment once.
 * @throws ConfigError with every mistake in it.
 */
export function config(env: Env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const read = environment.safeParse(trimmed(set))
  const mistakes = [
    ...unknown(Object.keys(set)),
    ...(read.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...contradictions(set),
  ]
  if (!read.success || mistakes.length > 0) throw new ConfigError(mistakes)
  return shaped(read.data)
}

const trimmed = (env: Env) => Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim()]))

function unknown(names: readonly string[]): string[] {
  return names
    .filter((name) => ours.test(name) && !gateway.test(name) && !variables.includes(name))
    .map((name) => {
      const family = name.startsWith('OPENAI_') ? 'OPENAI_' : 'WECHATY_PUPPET_SERVICE_'
      const known = variables.filter((variable) => variable.startsWith(family))
      return `${name} is not known; known are ${known.join(', ')}`
    })
}

/** An ear or an eye. */
const senseIn = (env: Env) => env.OPENAI_TRANSCRIBE_MODEL || env.OPENAI_VISION_MODEL
const named = (env: Env) => env.OPENAI_API_KEY || env.OPENAI_BASE_URL

function contradictions(env: Env): string[] {
  const service = Object.keys(env).some((name) => name.startsWith('WECHATY_PUPPET_SERVICE_') && !gateway.test(name))
  const puppet = env.WECHATY_PUPPET?.trim() ?? (service ? 'wechaty-puppet-service' : undefined)
  return [
    puppet === 'wechaty-puppet-service' && !env.WECHATY_PUPPET_SERVICE_TOKEN
      ? 'WECHATY_PUPPET_SERVICE_TOKEN is missing: wechaty-puppet-service needs it'
      : '',
    (env.OPENAI_EXTRA_BODY || env.OPENAI_PRICE || (env.OPENAI_BASE_URL && !senseIn(env))) && !env.OPENAI_MODEL
      ? 'OPENAI_MODEL is missing: name the model of the service'
      : '',
    env.OPENAI_MODEL && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL
      ? 'OPENAI_API_KEY or OPENAI_BASE_URL is missing: OPENAI_MODEL alone names no service'
      : '',
    (env.OPENAI_TRANSCRIBE_BASE_URL || env.OPENAI_TRANSCRIBE_API_KEY) && !env.OPENAI_TRANSCRIBE_MODEL
      ? 'OPENAI_TRANSCRIBE_MODEL is missing: name the model that puts voices into words'
      : '',
    env.OPENAI_TRANSCRIBE_MODEL && !env.OPENAI_TRANSCRIBE_BASE_URL && !named(env)
      ? 'OPENAI_TRANSCRIBE_BASE_URL is missing: OPENAI_TRANSCRIBE_MODEL alone names no service'
      : '',
    env.OPENAI_VISION_MODEL && !named(env)
      ? 'OPENAI_API_KEY or OPENAI_BASE_URL is missing: OPENAI_VISION_MODEL alone names no service'
      : '',
  ].filter((mistake) => mistake !== '')
}

/** A key alone names no model: it may stand in a shell for other programs, and nothing is sent to a service unasked. */
function shaped(env: Environment): Config {
  const puppet = env.WECHATY_PUPPET ?? (env.WECHATY_PUPPET_SERVICE_TOKEN && 'wechaty-puppet-service')
  return {
    ...(puppet && { puppet }),
    botName: env.BOT_NAME,
    dataDir: env.DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    ...(env.OPENAI_MODEL && {
      model: {
        ...service(env.OPENAI_MODEL, env),
        extraBody: env.OPENAI_EXTRA_BODY ?? {},
        ...(env.OPENAI_PRICE && { price: priced(env.OPENAI_PRICE) }),
      },
    }),
    ...(env.OPENAI_TRANSCRIBE_MODEL && { voices: ears(env.OPENAI_TRANSCRIBE_MODEL, env) }),
    ...(env.OPENAI_VISION_MODEL && { pictures: service(env.OPENAI_VISION_MODEL, env) }),
    ...(env.BOARD_URL && { boardUrl: env.BOARD_URL.replace(/\/+$/, '') }),
    logLevel: env.LOG_LEVEL,
  }
}

/** Asked with nothing added: what a service of words understands, others may refuse. */
const service = (name: string, { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl }: Environment): Model => ({
  name,
  ...(apiKey && { apiKey }),
  ...(baseUrl && { baseUrl }),
  extraBody: {},
})

/** A key goes to no other address than it was given for. */
function ears(name: string, env: Environment): Model {
  const { OPENAI_TRANSCRIBE_BASE_URL: baseUrl, OPENAI_TRANSCRIBE_API_KEY: apiKey } = env
  if (baseUrl) return { name, baseUrl, ...(apiKey && { apiKey }), extraBody: {} }
  return { ...service(name, env), ...(apiKey && { apiKey }) }
}

function priced(price: string): Required<Model>['price'] {
  const [prompt = 0, second = 0, third] = price.split('/').map(Number)
  return third === undefined ? { prompt, cached: prompt, answer: second } : { prompt, cached: second, answer: third }
}

function object(text: string, context: z.RefinementCtx): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON object, such as {"enable_thinking":false}' })
    return z.NEVER
  }
}
