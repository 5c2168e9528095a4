import { afterEach } from 'vitest'
import { leaving } from '../../src/domain/wording/redact.ts'
import { type Model, type ModelParts, model } from '../../src/model/model.ts'
import type { Asked, Log, Sent } from '../../src/ports.ts'
import { ModelService, type Personality, plain } from './services.ts'

export const KEY = 'sk-test-canary-key'
export const CATEGORIES = ['电梯', '供水', '照明', '其他']

export const asked = (text: string, more: Partial<Asked> = {}): Asked => ({
  id: `m-${text}`,
  room: 'r1',
  from: `wx-${text}`,
  text,
  addressed: false,
  categories: CATEGORIES,
  outside: (words) => leaving(words, ['李芳', '王强']),
  ...more,
})

export interface Stage {
  readonly service: ModelService
  readonly model: Model
  readonly lines: readonly string[]
  readonly sent: readonly Sent[]
}
export interface Given extends Partial<Omit<ModelParts, 'service'>> {
  readonly url?: string
  readonly name?: string
  readonly extraBody?: Readonly<Record<string, unknown>>
  /** Instead of a plain one; the sign of life comes first. */
  readonly ways?: readonly Personality[]
  /** How it answers the sign of life. */
  readonly greets?: Personality
}

/** What is to be done after the test. */
export const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** Waits are short here, but those for an answer, since the machine may be slow. */
export const HURRIED = { pause: 40, longestPause: 80, rest: 30, longestRest: 400, least: 50, patience: 15_000 }

export const NOW = 1_795_395_600_000
export function logging(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = []
  const write = (about: object, sentence: string) => void lines.push(`${sentence} ${JSON.stringify(about)}`)
  return { log: { info: write, warn: write, error: write }, lines }
}

export async function stage(given: Given = {}): Promise<Stage> {
  const { ways = [plain], greets = plain, url, name = 'm', extraBody = {}, ...parts } = given
  const service = await ModelService.like(greets, ...ways)
  const { log, lines } = logging()
  const sent: Sent[] = []
  const under = model({
    service: {
      name,
      apiKey: KEY,
      baseUrl: url ?? service.url,
      extraBody,
      price: { prompt: 2, cached: 0.2, answer: 3 },
    },
    clock: () => NOW,
    elapsed: () => performance.now(),
    log,
    sent: (one) => void sent.push(one),
    gathers: 10,
    ...parts,
    times: { ...HURRIED, ...parts.times },
  })
  ends.push(
    () => under.close(),
    () => service.close(),
  )
  await under.open()
  return { service, model: under, lines, sent }
}
