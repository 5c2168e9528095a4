import { z } from 'zod'
import type { NumberedOpinion, Polished, Summary } from '../domain/state/outgoing.ts'
import type { Editor, Log } from '../ports.ts'
import { objectIn } from './answer.ts'
import type { Budget } from './budget.ts'
import { Failure, quietly } from './failure.ts'
import { type Prompt, tokensIn } from './prompt.ts'
import type { Service, Times } from './service.ts'
import { isFrom, numbersIn } from './words.ts'

export interface EditorParts {
  readonly service: Service
  readonly budget: Budget
  readonly prompts: { readonly summary: Prompt; readonly polish: Prompt }
  readonly elapsed: () => number
  readonly log: Log
  readonly host: string
  /** Tokens of a prompt at the most. */
  readonly context: number
  readonly times: Times
}

const POINTS = 6
const POINT = 80
const REPORT = 1_000
const ANSWER = 900

const SUMMARY = z.object({
  points: z
    .array(z.object({ text: z.string().trim().min(2).max(POINT), opinions: z.array(z.int()).min(1).max(200) }))
    .min(1)
    .max(POINTS),
})
const POLISHED = z.object({ text: z.string().trim().min(2).max(REPORT) })

/** By request only, and shown only where nothing in it stands that was not said. */
export function editor(parts: EditorParts): Editor {
  const { service, budget, prompts, elapsed, times } = parts

  function asked<T>(prompt: Prompt, input: object, read: (answer: unknown) => T): Promise<T | undefined> | undefined {
    const user = JSON.stringify(input)
    const cost = tokensIn(prompt.text) + tokensIn(user) + ANSWER
    if (!service.takes || cost > parts.context || !budget.allowsOnRequest(cost)) return undefined
    const written = budget.spendOnRequest(cost)
    const until = elapsed() + times.patience
    let took = 0
    const used = (tokens: number) => {
      took += tokens
    }
    const put = {
      system: prompt.text,
      user,
      most: ANSWER,
      until,
      used,
      read: (answer: string) => read(objectIn(answer)),
    }
    const asking = async () => {
      try {
        return await service.ask(put)
      } finally {
        if (took > cost) void budget.spendOnRequest(took - cost) // it was asked to mend its answer
      }
    }
    return quietly(parts.log, written.then(asking))
  }

  return {
    host: parts.host,
    sumUp: (subject, opinions) =>
      asked(prompts.summary, { subject, opinions }, (answer) =>
        summary(answer, subject, opinions, prompts.summary.label),
      ),
    polish: (report) => asked(prompts.polish, { report }, (answer) => polished(answer, report, prompts.polish.label)),
  }
}

/** @throws Failure where a point says what no opinion says, or an opinion is left out */
function summary(answer: unknown, subject: string, opinions: readonly NumberedOpinion[], label: string): Summary {
  const { data } = SUMMARY.safeParse(answer)
  if (!data) throw new Failure('unusable', 'other JSON')
  const points = data.points.map((point) => ({
    text: point.text,
    opinions: [...new Set(point.opinions)].sort(byNumber),
  }))
  const named = new Set(points.flatMap((point) => point.opinions))
  const all = new Map(opinions.map(({ number, text }) => [number, text]))
  if (named.size !== all.size || [...named].some((number) => !all.has(number)))
    throw new Failure('unusable', 'other opinions')
  for (const { text, opinions: from } of points)
    trusted(text, [subject, ...from.map((number) => all.get(number) ?? '')].join('\n'))
  return { label, points }
}
const byNumber = (a: number, b: number): number => a - b

/** @throws Failure where a number is missing or new */
function polished(answer: unknown, before: string, label: string): Polished {
  const { data } = POLISHED.safeParse(answer)
  if (!data || data.text.length > before.length * 1.3 + 10) throw new Failure('unusable', 'other JSON')
  trusted(data.text, before)
  const kept = numbersIn(data.text)
  if ([...numbersIn(before)].some((number) => !kept.has(number))) throw new Failure('unusable', 'a number is missing')
  return { label, text: data.text }
}

/** Links, markup, calls and marks of other cases have no place in it, unless they were there before. */
const MARKS = /https?:|www\.|[@＠#＃<>*_`[\]{}|\\]|[PpＰｐ]\d|\p{Cc}|\p{Cf}/gu
/** What only a count can tell, and what no talk in a chat can come to. */
const CLAIMS = /全体|所有人|人人|大家都|多数|一致(?:同意|通过|赞成|反对|认为)|决议|(?:表决|投票|获得?)通过/g
const QUOTED = /[「“"『]([^」”"』]*)[」”"』]/g

/** Whatever was counted or quoted stands in the record. */
function trusted(text: string, record: string): void {
  const known = numbersIn(record)
  if ([...numbersIn(text)].some((number) => !known.has(number))) throw new Failure('unusable', 'a number of its own')
  if ([...text.matchAll(QUOTED)].some(([, words = '']) => !isFrom(words, record)))
    throw new Failure('unusable', 'a quotation of its own')
  if ([...text.matchAll(MARKS)].some(([mark]) => mark !== '\n' && !record.includes(mark)))
    throw new Failure('unusable', 'marks of its own')
  if ([...text.matchAll(CLAIMS)].some(([claim]) => !record.includes(claim)))
    throw new Failure('unusable', 'a claim of its own')
}
