import { z } from 'zod'
import type { Line, Put } from '../domain/state/community.ts'
import type { Fact } from '../domain/state/facts.ts'
import type { Unsaid } from '../ports.ts'

// Only the envelope is checked: what a document holds is the domain's, and is kept true by its check sum and migrations.
type Loose = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isLine = (value: unknown): boolean => isObject(value) && typeof value.key === 'string' && isObject(value.to)
const isPut = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.kind === 'string' &&
  typeof value.key === 'string' &&
  (value.doc === undefined || isObject(value.doc))

const instant = z.number()
const put = z.custom<Put>(isPut, 'not a document to put')
const fact = z.custom<Fact>((value) => isObject(value) && typeof value.type === 'string', 'not a fact')
const line = z.custom<Line>(isLine, 'not a line')
const unsaid = z.custom<Unsaid>((value) => isObject(value) && isLine(value.line), 'not an unsaid line')
const dated = z.array(z.tuple([z.string(), instant]))

export const storedSchema = z.object({
  version: z.int().min(1),
  seq: z.int().min(0),
  at: instant,
  heard: instant.default(0),
  docs: z.record(z.string(), z.array(z.tuple([z.string(), z.custom<object>(isObject)]))),
  facts: z.array(z.tuple([z.string(), z.int(), z.array(fact)])),
  outbox: z.array(unsaid),
  gone: dated,
  ids: dated,
})

export const commitSchema = z.object({
  at: instant,
  puts: z.array(put),
  facts: z.array(fact),
  lines: z.array(line),
  ids: z.array(z.string()),
})

export const entrySchema = commitSchema.extend({
  seq: z.int().min(1),
  marks: z
    .array(z.object({ key: z.string(), mark: z.enum(['attempt', 'refused', 'said', 'dropped']), at: instant }))
    .optional(),
  heard: instant.optional(),
})

export const shelvedSchema = z.object({
  version: z.int().min(1),
  matter: z.string(),
  /** The state's `seq` when this was archived. */
  seq: z.int().min(0),
  /** So many of the facts stood in the archive already. */
  earlier: z.int().min(0),
  at: instant,
  puts: z.array(put),
  facts: z.array(fact),
})
export type Shelved = Readonly<z.infer<typeof shelvedSchema>>
