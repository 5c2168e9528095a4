import { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import type { Log } from '../ports.ts'
import { TooBig } from './bounded.ts'

/**
 * Why an answer could not be had. `risk`: the service will not read these words, which says nothing of the service.
 * `cut`: the answer ended before its end.
 */
export type Why =
  | 'key'
  | 'model'
  | 'credit'
  | 'unreachable'
  | 'certificate'
  | 'foreign'
  | 'busy'
  | 'down'
  | 'late'
  | 'big'
  | 'risk'
  | 'rejected'
  | 'cut'
  | 'blank'
  | 'unusable'

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly why: Why
  /** For how many ms it asks to be left alone. */
  readonly rest: number | undefined

  constructor(why: Why, more = '', rest?: number) {
    super(more)
    this.why = why
    this.rest = rest
  }
}

/** What could not be had is none; only a bug is told, and never what was said or seen. */
export const quietly = <T>(log: Log, answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (!(error instanceof Failure)) log.error({ err: error }, 'the model could not be asked')
    return undefined
  })

const GRAVE: ReadonlySet<Why> = new Set(['key', 'model', 'credit', 'certificate', 'foreign'])
/** Nothing will come of asking again soon: somebody has to mend something. */
export const isGrave = ({ why }: Failure): boolean => GRAVE.has(why)

/** Where in the environment a service is set. */
export interface Settings {
  readonly model: string
  readonly key: string
  readonly url: string
}

/** One sentence for the operator. Nothing that the service wrote is in it: it may repeat the key or the words. */
export function sentence({ why, message }: Failure, host: string, model: string, set: Settings): string {
  const more = message === '' ? '' : ` (${message})`
  switch (why) {
    case 'key':
      return `${host} refuses the key${more}: check ${set.key}`
    case 'model':
      return `${host} has no model ${model}${more}: check ${set.model}`
    case 'credit':
      return `the account at ${host} has no credit${more}`
    case 'unreachable':
      return `${host} cannot be reached${more}: check ${set.url}`
    case 'certificate':
      return `the certificate of ${host} is not trusted${more}: check ${set.url}, or name who vouches for it by NODE_EXTRA_CA_CERTS`
    case 'foreign':
      return `what answers at ${host} does not speak the OpenAI protocol${more}: check ${set.url} (most end in /v1)`
    case 'busy':
      return `${host} has no time for so many requests${more}`
    case 'down':
      return `${host} fails${more}`
    case 'late':
      return `${host} does not answer in time`
    case 'cut':
      return `${model} at ${host} does not come to the end of a short answer: switch its thinking off by OPENAI_EXTRA_BODY`
    case 'big':
    case 'blank':
    case 'unusable':
      return `what ${model} at ${host} answers cannot be used${more === '' ? ` (${why})` : more}`
    case 'risk':
    case 'rejected':
      return `${host} rejects the request${more}: check OPENAI_EXTRA_BODY`
  }
}

/** What services call words that they will not read; each has its own. */
const RISK =
  /content[ _-]?(?:exists[ _-]?)?risk|data[ _]?inspection[ _]?failed|inappropriate content|content[ _]?filter|high risk|sensitive|safety|敏感|违规|不安全/i
const RISK_CODES: ReadonlySet<string> = new Set(['1301', '451'])
const CREDIT = /insufficient|arrears|arrearage|overdue|balance|exceeded.{0,20}quota|余额|欠费/i
const MODEL = /model|模型/i
const NO_MODEL =
  /model.{0,60}(?:not (?:exist|found|support)|unknown|invalid)|(?:unknown|invalid|no such) model|模型.{0,20}不存在|不存在.{0,10}模型/i
/** How Node calls what is wrong with one. */
const CERTIFICATE = /CERT|VERIFY_LEAF|INVALID_CA|HOSTNAME_MISMATCH/

/** A word of the service's own that may be shown: a code, never a sentence. */
const codeOf = (error: APIError): string => {
  const code = String(error.code ?? error.type ?? '')
  return /^[A-Za-z][\w.-]{0,39}$/.test(code) && !/^sk/i.test(code) ? `${error.status} ${code}` : `${error.status}`
}

/** Any error of the client, as one of ours. */
export function failureOf(error: unknown, clock: () => number): Failure {
  if (error instanceof Failure) return error
  if (error instanceof APIUserAbortError) return new Failure('late')
  if (error instanceof APIError && error.status !== undefined) return refused(error, error.status, clock)
  const all = causes(error)
  if (all.some((cause) => cause instanceof TooBig)) return new Failure('big', 'too long')
  if (error instanceof SyntaxError) return new Failure('foreign', 'not JSON')
  if (all.some(isLate)) return new Failure('late')
  if (all.some(isRedirect)) return new Failure('foreign', 'it redirects')
  const code = networkCode(all)
  return new Failure(CERTIFICATE.test(code) ? 'certificate' : 'unreachable', code)
}

const isLate = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' ||
    error.name === 'TimeoutError' ||
    (error instanceof APIConnectionError && /timed out/i.test(error.message)))
const isRedirect = (error: unknown): boolean => error instanceof Error && /redirect/i.test(error.message)

function causes(error: unknown): readonly unknown[] {
  const all: unknown[] = []
  for (let one = error; one !== undefined && all.length < 6; one = one instanceof Error ? one.cause : undefined)
    all.push(one)
  return all
}

const networkCode = (all: readonly unknown[]): string =>
  all
    .map((cause) => (cause instanceof Error && 'code' in cause ? String(cause.code) : ''))
    .find((code) => /^[A-Z][A-Z_\d]{2,40}$/.test(code)) ?? ''

function refused(error: APIError, status: number, clock: () => number): Failure {
  const said = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`
  const code = codeOf(error)
  if (isRisk(error, said)) return new Failure('risk', code)
  if (status === 402 || (CREDIT.test(said) && status < 500)) return new Failure('credit', code)
  if (status === 405 || isPage(error)) return new Failure('foreign', code)
  if (status === 401 || status === 403) return new Failure('key', code)
  if (status === 404) return new Failure(error.error !== undefined && MODEL.test(said) ? 'model' : 'foreign', code)
  if (status === 429) return new Failure('busy', code, restIn(error.headers, clock))
  if (status >= 500) return new Failure('down', code)
  if (NO_MODEL.test(said)) return new Failure('model', code)
  return new Failure('rejected', code)
}

/** Written for people: what refuses there is no model service. */
const isPage = ({ status, headers }: APIError): boolean =>
  (status === 400 || status === 403 || status === 404) && /html/i.test(headers?.get('content-type') ?? '')

const isRisk = ({ status, code }: APIError, said: string): boolean =>
  status === 451 ||
  ((status === 400 || status === 403 || status === 422) && (RISK.test(said) || RISK_CODES.has(String(code ?? ''))))

/** Ms that a service asks to be left alone, where it says so in a way that can be read. */
function restIn(headers: Headers | undefined, clock: () => number): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') || Number.NaN)
  if (Number.isFinite(ms)) return Math.max(0, ms)
  const after = headers?.get('retry-after')?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(after)) return Number(after) * 1000
  const until = Date.parse(after)
  return Number.isNaN(until) ? undefined : Math.max(0, until - clock())
}
