import type { ModelFigures } from '../ports.ts'

/** What a million tokens cost, in yuan. */
export interface Price {
  readonly prompt: number
  /** Of a prompt that the service had in its cache. */
  readonly cached: number
  readonly answer: number
}

/** What was used since the start. */
export class Counts {
  requests = 0
  failures = 0
  asked = 0
  advised = 0
  declined = 0
  promptTokens = 0
  cachedTokens = 0
  answerTokens = 0

  figures(online: boolean, price: Price | undefined): ModelFigures {
    const { requests, failures, asked, advised, declined, promptTokens, cachedTokens, answerTokens } = this
    const used = { requests, failures, asked, advised, declined, promptTokens, cachedTokens, answerTokens }
    return { online, ...used, ...(price && { cost: this.#cost(price) }) }
  }

  #cost({ prompt, cached, answer }: Price): number {
    const fresh = this.promptTokens - this.cachedTokens
    return (fresh * prompt + this.cachedTokens * cached + this.answerTokens * answer) / 1_000_000
  }
}
