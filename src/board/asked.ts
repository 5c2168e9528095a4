import type { Context } from 'hono'
import { z } from 'zod'

/** What was asked for cannot be understood; the reason is one sentence. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

const name = z.string().min(1).max(200)
const id = z.string().min(1).max(200)
/** Ours to pass on: how much of it is read is the bot's affair. */
const text = z.string().max(100_000)
const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE, w: 10_080 * MINUTE }
const LONGEST = 400 * 1440 * MINUTE

export const saying = z.object({
  room: name,
  from: name,
  text: text.default(''),
  quote: id.optional(),
  file: z.instanceof(File).optional(),
})
export const presence = z.object({ room: name, from: name })
/** With a room: the name shown there; without: everywhere. */
export const renaming = z.union([
  z.object({ from: name, to: name, room: name.optional() }),
  z.object({ room: name, to: name, from: z.undefined().optional() }),
])
/** A message by id, or the last that this person said there. */
export const recalling = z.union([
  z.object({ id, from: name.optional() }),
  z.object({ room: name, from: name, id: z.undefined().optional() }),
])
export const befriending = z.object({ from: name, hello: text.default('') })
export const moving = z.object({ advance: z.string().max(50) })

/** 「2d」, 「1h30m」 in milliseconds. @throws Malformed */
export const duration = (words: string): number => {
  if (!/^\+?(\d{1,6}[mhdw])+$/.test(words))
    throw new Malformed(`advance: 「${words}」 is no time such as 30m, 1h or 2d`)
  const parts = [...words.matchAll(/(\d+)([mhdw])/g)]
  const ms = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0)
  if (ms === 0 || ms > LONGEST) throw new Malformed('advance: at least one minute and at most 400 days')
  return ms
}

/** The body, a form with a file or JSON whatever it is declared as, checked. @throws Malformed */
export const asked = async <T>(c: Context, shape: z.ZodType<T>): Promise<T> => {
  const result = shape.safeParse(await body(c))
  if (result.success) return result.data
  throw new Malformed(
    result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '),
  )
}

const body = async (c: Context): Promise<unknown> => {
  const multipart = c.req.header('content-type')?.startsWith('multipart/form-data')
  try {
    return multipart ? { ...(await c.req.parseBody()) } : JSON.parse(await c.req.text())
  } catch {
    throw new Malformed(multipart ? 'the body is no multipart form' : 'the body is no JSON')
  }
}
