import { BrokenCircuitError, CircuitState, circuitBreaker, DelegateBackoff, handleWhen, type IBreaker } from 'cockatiel'
import type { Instant } from '../domain/calendar.ts'
import type { Log, ModelState } from '../ports.ts'
import { Failure, failureOf, isGrave, type Settings, sentence } from './failure.ts'

/** What is logged of it. */
export interface Purpose {
  /** 「m at 127.0.0.1 …」 */
  readonly online: string
  /** 「…: why」 */
  readonly offline: string
}

interface Parts {
  readonly host: string
  readonly model: string
  readonly clock: () => Instant
  readonly log: Log
  /** Ms from a breakdown until it is tried again: the first time, and at the most. */
  readonly pause: number
  readonly longestPause: number
  readonly purpose: Purpose
  readonly settings: Settings
  /** Asks for a sign of life. */
  readonly greet: () => Promise<unknown>
}

/** Failures in a row after which the service is left alone. */
const TOO_MANY = 3
/** Ms by which a timer may be early. */
const EARLY = 5

/** How a service stands: left alone once it fails, and asked for a sign of life by itself until it is back. */
export class Standing {
  readonly #parts: Parts
  readonly #breaker
  #state: ModelState
  #last: Failure | undefined
  #pause = 0
  #trial: NodeJS.Timeout | undefined
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#state = { model: 'offline', modelTrouble: `${parts.host} was not asked yet` }
    const halfOpenAfter = new DelegateBackoff(({ attempt }: { readonly attempt: number }) => this.#pauseOf(attempt))
    // words that it will not read say nothing of the service
    const counts = handleWhen((error) => !(error instanceof Failure && error.why === 'risk'))
    this.#breaker = circuitBreaker(counts, { breaker: this.#inARow(), halfOpenAfter })
    this.#breaker.onBreak(() => this.#broken())
  }

  get state(): ModelState {
    return this.#state
  }

  /** @throws what the work throws, as a Failure */
  guarded<T>(work: () => Promise<T>): Promise<T> {
    return this.#breaker.execute(() =>
      work().catch((error: unknown) => {
        this.#last = failureOf(error, this.#parts.clock)
        throw this.#last
      }),
    )
  }

  /** At the start, and after each breakdown. Resolves when it is known how it stands. */
  async greet(): Promise<void> {
    try {
      await this.guarded(this.#parts.greet)
      this.#online()
    } catch (error) {
      if (this.#closed) return
      if (error instanceof BrokenCircuitError) return this.#tryLater() // the machine's clock went back
      this.#offline(failureOf(error, this.#parts.clock))
      if (this.#breaker.state !== CircuitState.Open) this.#tryLater()
    }
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#trial)
  }

  /** Opens after three in a row, or at once where somebody has to mend something. */
  #inARow(): IBreaker {
    let count = 0
    return {
      state: 0,
      success: () => {
        count = 0
      },
      failure: () => {
        count += 1
        const grave = this.#last !== undefined && isGrave(this.#last)
        if (!grave && count < TOO_MANY) return false
        count = 0
        return true
      },
    }
  }

  #pauseOf(attempt: number): number {
    const { pause, longestPause } = this.#parts
    this.#pause = Math.min(pause * 2 ** Math.min(attempt - 1, 20), longestPause)
    return this.#pause
  }

  #broken(): void {
    this.#offline(this.#last ?? new Failure('down'))
    this.#tryLater()
  }

  #tryLater(): void {
    clearTimeout(this.#trial)
    if (this.#closed) return
    this.#trial = setTimeout(() => void this.greet(), Math.max(this.#pause, this.#parts.pause) + EARLY).unref()
  }

  #online(): void {
    const { log, host, model, purpose } = this.#parts
    if (this.#state.model !== 'online') log.info({}, `${model} at ${host} ${purpose.online}`)
    this.#state = { model: 'online' }
  }

  /** Said once, however often it is tried again. */
  #offline(failure: Failure): void {
    const { log, host, model, purpose, settings } = this.#parts
    const reason = sentence(failure, host, model, settings)
    if (this.#state.model !== 'offline' || this.#state.modelTrouble !== reason)
      log.warn({}, `${purpose.offline}: ${reason}`)
    this.#state = { model: 'offline', modelTrouble: reason }
  }
}
