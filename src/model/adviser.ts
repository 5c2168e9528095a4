import type { Instant } from '../domain/calendar.ts'
import type { Advice, Adviser, Asked, Log, Sent } from '../ports.ts'
import type { Budget } from './budget.ts'
import type { Counts } from './counts.ts'
import { Failure, quietly } from './failure.ts'
import { type Prompt, tokensIn } from './prompt.ts'
import { adviceIn, listed } from './reading.ts'
import type { Service, Times } from './service.ts'

export interface AdviserParts {
  readonly service: Service
  readonly budget: Budget
  readonly counts: Counts
  readonly prompt: Prompt
  readonly clock: () => Instant
  readonly elapsed: () => number
  readonly log: Log
  readonly host: string
  /** Tokens of a prompt at the most. */
  readonly context: number
  /** Hears of each message that leaves, before it does. */
  readonly sent?: ((sent: Sent) => void) | undefined
  readonly times: Times
  /** Ms in which messages are gathered for one request. */
  readonly gathers: number
}

/** Messages of one request. */
const TOGETHER = 8
/** Tokens of an answer: for each message, and around them. */
const EACH = 120
const AROUND = 60
/** Of these, those that are really written. */
const WRITTEN = 60
/** Of a message and the categories of a community. */
const SHORT = 150
/** Who writes to a machine, or in its language: such words are read without it. */
const TO_MACHINES =
  /[{}<>`\\]|```|json|system|prompt|assistant|ignore|instruction|(?:忽略|无视|忘记|覆盖).{0,8}(?:指令|提示|规则|要求|设定|以上|上面|之前|前面)|(?:系统|以下|新)(?:指令|提示词?|设定)|(?:提示词|大模型|人工智能|管理员模式|开发者模式)|(?:扮演|假装|假设你|你现在是|从现在起你)/i

interface Waiting {
  readonly asked: Asked
  readonly text: string
  readonly until: number
  readonly done: (advice: Advice | undefined) => void
}

/** Asks about doubtful messages, several at a time, within what may be spent. */
export class Gathering implements Adviser {
  readonly #parts: AdviserParts
  /** What one message costs by itself. */
  readonly #typical: number
  readonly #gathering = new Map<string, Waiting[]>()
  readonly #patience: Patience

  constructor(parts: AdviserParts) {
    this.#parts = parts
    this.#typical = tokensIn(parts.prompt.text) + SHORT + WRITTEN
    this.#patience = new Patience(parts.elapsed)
  }

  heard(): void {
    this.#parts.budget.heard()
  }

  worth(room: string): boolean {
    return this.#parts.service.takes && this.#parts.budget.allows(room, this.#typical)
  }

  advise(asked: Asked): Promise<Advice | undefined> | undefined {
    const { budget, counts, elapsed, times, gathers } = this.#parts
    const who = `${asked.room}/${asked.from}`
    const begun = this.#patience.since(who)
    const until = begun + times.patience
    if (until - elapsed() < times.least + gathers || TO_MACHINES.test(asked.text) || !this.worth(asked.room)) {
      counts.declined += 1
      return undefined
    }
    budget.take(asked.room)
    counts.asked += 1
    const text = asked.outside(asked.text)
    return new Promise<Advice | undefined>((done) => this.#gather({ asked, text, until, done })).finally(() =>
      this.#patience.waited(who, begun),
    )
  }

  /** What is asked of the same categories goes together. */
  #gather(waiting: Waiting): void {
    const key = waiting.asked.categories.join()
    const all = this.#gathering.get(key) ?? []
    all.push(waiting)
    if (all.length >= TOGETHER) this.#go(key, all)
    if (all.length > 1) return
    this.#gathering.set(key, all)
    setTimeout(() => this.#go(key, all), this.#parts.gathers).unref()
  }

  #go(key: string, all: readonly Waiting[]): void {
    if (this.#gathering.get(key) !== all) return // they were many, and have gone
    this.#gathering.delete(key)
    const asked = all.filter(isFirst)
    void quietly(this.#parts.log, this.#together(key, asked)).then((advice = []) => {
      this.#parts.counts.advised += advice.filter((one) => one !== undefined).length
      for (const one of all) one.done(advice[asked.findIndex(({ text }) => text === one.text)])
    })
  }

  async #together(key: string, all: readonly Waiting[]): Promise<readonly (Advice | undefined)[]> {
    const { service, budget, prompt, context } = this.#parts
    const system = `${prompt.text}${key}`
    const user = listed(all.map(({ text }) => text))
    const most = all.length * EACH + AROUND
    const sent = tokensIn(system) + tokensIn(user)
    if (sent + most > context) throw new Failure('big')
    const reserved = sent + all.length * WRITTEN
    await budget.spend(reserved)
    this.#tell(all)
    let took = 0
    const used = (tokens: number) => {
      took += tokens
    }
    const texts = all.map(({ text, asked }) => ({ text, categories: asked.categories }))
    const until = Math.min(...all.map((one) => one.until))
    try {
      return await service.ask({ system, user, most, until, used, read: (answer) => adviceIn(answer, texts) })
    } finally {
      if (took > 0) void budget.spend(took - reserved)
    }
  }

  #tell(all: readonly Waiting[]): void {
    const { sent, host, clock } = this.#parts
    for (const { asked, text } of all) {
      const { id, room, from } = asked
      sent?.({ message: id, room, from, text, to: host, at: clock() })
    }
  }
}

/** Forty voices saying the same are asked about once. */
const isFirst = ({ text }: Waiting, at: number, all: readonly Waiting[]): boolean =>
  all.findIndex((one) => one.text === text) === at

/** Ms between the end of one and the beginning of the next of the same person, where that had waited for it. */
const AT_ONCE = 250
/** People whose last wait is remembered. */
const REMEMBERED = 500

/**
 * Since when each person's messages wait: those that waited behind one another share the time of the first, for nobody
 * knows when they came.
 */
class Patience {
  readonly #elapsed: () => number
  readonly #rows = new Map<string, { readonly begun: number; readonly ended: number }>()

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  since(who: string): number {
    const now = this.#elapsed()
    const row = this.#rows.get(who)
    return row && now - row.ended <= AT_ONCE ? row.begun : now
  }

  waited(who: string, begun: number): void {
    if (this.#rows.size >= REMEMBERED) this.#rows.clear()
    this.#rows.set(who, { begun, ended: this.#elapsed() })
  }
}
