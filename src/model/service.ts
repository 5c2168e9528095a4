import type { OpenAI } from 'openai'
import PQueue from 'p-queue'
import type { Instant } from '../domain/calendar.ts'
import type { Log, ModelState, Voice } from '../ports.ts'
import type { Counts } from './counts.ts'
import { Failure, failureOf, type Settings } from './failure.ts'
import { answerOf, type Body, body, type Manners, milder, type Reply } from './manners.ts'
import type { Profile } from './profile.ts'
import { type Purpose, Standing } from './standing.ts'
import { transcribed } from './transcript.ts'

/** In ms; tests are in more of a hurry. */
export interface Times {
  /** From the moment that somebody asks until she goes on without. */
  readonly patience: number
  /** What is left of it has to be at least this for a request to begin. */
  readonly least: number
  /** How long the service is left alone, where it asks for that: without a number, and at the most. */
  readonly rest: number
  readonly longestRest: number
  /** From a breakdown until it is tried again: the first time, and at the most. */
  readonly pause: number
  readonly longestPause: number
}
export const TIMES: Times = {
  patience: 18_000,
  least: 2_000,
  rest: 5_000,
  longestRest: 60_000,
  pause: 15_000,
  longestPause: 600_000,
}

export interface ServiceParts {
  readonly client: OpenAI
  readonly profile: Profile
  readonly host: string
  readonly model: string
  /** Goes over the profile's own; null takes a field out. */
  readonly extraBody: Readonly<Record<string, unknown>>
  readonly counts: Counts
  readonly clock: () => Instant
  /** Ms that only go on. */
  readonly elapsed: () => number
  readonly log: Log
  readonly times: Times
  readonly purpose: Purpose
  readonly settings: Settings
  /** A sign of life of one that hears voices and reads nothing. */
  readonly silence?: Voice
}
/** One thing to be asked, and how its answer is read. */
export interface Request<T> {
  readonly system: string
  readonly user: string
  /** As a data URL, beside the words. */
  readonly picture?: string
  /** Instead of words: what is said in it is the answer. */
  readonly voice?: Voice
  /** Tokens of the answer. */
  readonly most: number
  /** By `elapsed`. */
  readonly until: number
  /** Goes first where several wait. */
  readonly priority?: number
  /** Hears how many tokens each answer took. */
  readonly used?: (tokens: number) => void
  /** @throws Failure where the answer cannot be used: then it is asked to mend it, once. */
  readonly read: (text: string) => T
}

/** Requests that wait. */
const WAITING = 8
/** Of an answer that is to be mended. */
const SHOWN = 2_000
const MEND = 'That was not the JSON that was asked for. Answer again with that JSON object only, nothing else.'
const PING = 'Answer with this json object only: {"ok":true}'

/** A model service as it really is: asked in turns at its pace, left alone when it fails, and asked again by itself. */
export class Service {
  readonly #parts: ServiceParts
  readonly #queue: PQueue
  readonly #standing: Standing
  readonly #closing = new AbortController()
  #manners: Manners
  #resting = 0
  #restTimer: NodeJS.Timeout | undefined

  constructor(parts: ServiceParts) {
    const { profile, extraBody, times } = parts
    this.#parts = parts
    this.#manners = { format: true, limit: 'max_tokens', extra: { ...profile.extra, ...extraBody } }
    this.#queue = new PQueue({ concurrency: profile.atOnce, intervalCap: profile.perMinute, interval: 60_000 })
    this.#standing = new Standing({ ...parts, ...times, greet: () => this.#greeted() })
  }

  get state(): ModelState {
    return this.#standing.state
  }

  /** Whether a request that begins now could come to something. */
  get takes(): boolean {
    const { times, elapsed } = this.#parts
    return (
      this.state.model === 'online' &&
      this.#queue.size < WAITING &&
      this.#resting - elapsed() <= times.patience - times.least
    )
  }

  /** Asks for a sign of life; resolves when it is known how it stands. */
  greet(): Promise<void> {
    return this.#standing.greet()
  }

  #greeted(): Promise<Reply> {
    const { elapsed, times, silence } = this.#parts
    const until = elapsed() + times.patience
    const voice = silence && { voice: silence }
    return this.#inTurn({ system: '', user: PING, ...voice, most: 16, until, priority: 2, read: () => undefined }, true)
  }

  /** @throws Failure */
  async ask<T>(request: Request<T>): Promise<T> {
    try {
      return await this.#standing.guarded(() => this.#mended(request))
    } catch (error) {
      this.#parts.counts.failures += 1
      throw failureOf(error, this.#parts.clock)
    }
  }

  close(): void {
    this.#closing.abort()
    this.#standing.close()
    clearTimeout(this.#restTimer)
    this.#queue.pause()
    this.#queue.clear()
  }

  // ── one request ────────────────────────────────────────────────────────────────────────────────

  async #mended<T>(request: Request<T>): Promise<T> {
    const first = await this.#inTurn(request)
    try {
      return request.read(first.text)
    } catch (error) {
      const { elapsed, times } = this.#parts
      if (!(error instanceof Failure) || request.voice || request.until - elapsed() < times.least) throw error
      const again = await this.#inTurn({ ...request, priority: 1 }, false, first.text.slice(0, SHOWN))
      return request.read(again.text)
    }
  }

  /** When its turn has come, at the service's pace; nobody waits for it longer than she said. */
  async #inTurn(request: Request<unknown>, ping = false, bad?: string): Promise<Reply> {
    const { elapsed } = this.#parts
    const late = AbortSignal.timeout(Math.max(1, Math.ceil(request.until - elapsed())))
    const signal = AbortSignal.any([late, this.#closing.signal])
    const turn = (priority: number): Promise<Reply> =>
      this.#queue.add(() => this.#sent(request, signal, ping, bad), { signal, priority })
    try {
      return await turn(request.priority ?? 0)
    } catch (error) {
      const failure = failureOf(error, this.#parts.clock)
      if (failure.why !== 'busy') throw failure
      const rest = this.#rest(failure.rest)
      if (rest > request.until - elapsed() - this.#parts.times.least) throw failure
      return turn(3)
    }
  }

  /** In the politest way that the service understands, which is found out once. */
  async #sent(request: Request<unknown>, signal: AbortSignal, ping: boolean, bad?: string): Promise<Reply> {
    const { client, model, counts, clock } = this.#parts
    if (request.voice) {
      counts.requests += 1
      return transcribed(client, model, request.voice, signal)
    }
    const messages = asking(request, bad)
    let manners = this.#manners
    for (;;) {
      counts.requests += 1
      try {
        const answer = await client.chat.completions.create(body({ model, messages, most: request.most }, manners), {
          signal,
        })
        this.#manners = manners
        return answerOf(answer, counts, ping, request)
      } catch (error) {
        const failure = failureOf(error, clock)
        const next = failure.why === 'rejected' ? milder(manners, error) : undefined
        if (!next) throw failure
        manners = next
      }
    }
  }

  /** Everybody waits in the queue, within bounds. @returns for how many ms */
  #rest(asked: number | undefined): number {
    const { elapsed, times } = this.#parts
    const rest = Math.min(asked ?? times.rest, times.longestRest)
    this.#resting = Math.max(this.#resting, elapsed() + rest)
    this.#queue.pause()
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(() => this.#queue.start(), Math.max(0, this.#resting - elapsed())).unref()
    return rest
  }
}

const asking = ({ system, user, picture }: Request<unknown>, bad: string | undefined): Body['messages'] => [
  ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
  {
    role: 'user',
    content:
      picture === undefined
        ? user
        : [
            { type: 'text', text: user },
            { type: 'image_url', image_url: { url: picture } },
          ],
  },
  ...(bad === undefined ? [] : mending(bad)),
]

const mending = (bad: string): Body['messages'] =>
  bad.trim() === ''
    ? []
    : [
        { role: 'assistant', content: bad },
        { role: 'user', content: MEND },
      ]
