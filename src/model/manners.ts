import { APIError, type OpenAI } from 'openai'
import { z } from 'zod'
import type { Counts } from './counts.ts'
import { Failure } from './failure.ts'
import { tokensIn } from './prompt.ts'

/** How a service wants to be asked. */
export interface Manners {
  /** `json_object`; some refuse it. */
  readonly format: boolean
  readonly limit: 'max_tokens' | 'max_completion_tokens'
  readonly extra: Readonly<Record<string, unknown>>
}
export type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming

interface Plain {
  readonly model: string
  readonly messages: Body['messages']
  readonly most: number
}

/** What no setting changes: one whole answer of this model to these words. */
export const body = ({ model, messages, most }: Plain, { format, limit, extra }: Manners): Body => {
  const wanted = { ...(format && { response_format: { type: 'json_object' } }), [limit]: most, ...extra }
  const said = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null))
  return { ...said, model, messages, stream: false, n: 1 }
}

const FORMAT = /response[_ ]?format|json[_ ]?(?:object|schema|mode)|structured/i

/** The same with less of what a service may refuse: what it names, else the format. None: there is nothing left to leave out. */
export function milder(manners: Manners, error: unknown): Manners | undefined {
  const said = error instanceof APIError ? `${error.param ?? ''} ${error.message}` : ''
  const { format, limit, extra } = manners
  const named = Object.keys(extra).filter((key) => said.includes(key))
  if (named.length > 0) {
    const rest = Object.entries(extra).filter(([key]) => !named.includes(key))
    return { ...manners, extra: Object.fromEntries(rest) }
  }
  if (limit === 'max_tokens' && said.includes('max_completion_tokens'))
    return { ...manners, limit: 'max_completion_tokens' }
  if (format) return { ...manners, format: false }
  return Object.keys(extra).length > 0 && !FORMAT.test(said) ? { ...manners, extra: {} } : undefined
}

/** No more than a service can mean by it. */
const TOKENS = z.number().int().min(0).max(200_000)
const USAGE = z.object({ prompt_tokens: TOKENS, completion_tokens: TOKENS })
const CACHED = [
  z
    .object({ prompt_tokens_details: z.object({ cached_tokens: TOKENS }) })
    .transform((usage) => usage.prompt_tokens_details.cached_tokens),
  z.object({ prompt_cache_hit_tokens: TOKENS }).transform((usage) => usage.prompt_cache_hit_tokens),
] as const
const ANSWER = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
})

/** What it wrote, and what that cost. */
export interface Reply {
  readonly text: string
}

/** @throws Failure where it is no answer, or not a whole one: that is never repaired */
export function answerOf(answer: unknown, counts: Counts, ping: boolean, asked: Asked): Reply {
  const read = ANSWER.safeParse(answer)
  const [choice] = read.data?.choices ?? []
  if (!choice) throw new Failure('foreign', 'no choices')
  const text = choice.message.content ?? ''
  count(read.data?.usage, text, counts, asked)
  if (ping) return { text }
  if (choice.finish_reason === 'length') throw new Failure('cut')
  if (choice.finish_reason === 'content_filter' || choice.finish_reason === 'sensitive') throw new Failure('risk')
  return { text }
}

interface Asked {
  readonly system: string
  readonly user: string
  /** Hears what was used. */
  readonly used?: (tokens: number) => void
}

function count(usage: unknown, text: string, counts: Counts, { system, user, used }: Asked): void {
  const told = USAGE.safeParse(usage).data
  const prompt = told?.prompt_tokens ?? tokensIn(system + user)
  const answer = told?.completion_tokens ?? tokensIn(text)
  const cached = CACHED.map((where) => where.safeParse(usage).data).find((tokens) => tokens !== undefined) ?? 0
  counts.promptTokens += prompt
  counts.answerTokens += answer
  counts.cachedTokens += Math.min(cached, prompt)
  used?.(prompt + answer)
}
