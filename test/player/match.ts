import { extname } from 'node:path'
import type { Expected } from './transcript.ts'

/** A file as a line of its own, 「[图片 P5 结果.png]」: how it is shown, and expected. */
export const fileLine = (name: string): string =>
  `[${PICTURES.has(extname(name).toLowerCase()) ? '图片' : '文件'} ${name}]`
const PICTURES: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp'])
const FILE = /^\[(图片|文件) [^\n]+\]$/

/**
 * Whether a line says what is expected: 「…」 stands for any text, the rest must be whole. A file is no text: it is
 * expected as one, or by 「…」 alone.
 */
export function matches(pattern: string, said: string): boolean {
  const text = said.trim()
  if (FILE.test(text) && !FILE.test(pattern.trim()) && pattern.trim() !== '…') return false
  const [head = '', ...pieces] = pattern.trim().split(/…+/)
  const tail = pieces.pop()
  if (tail === undefined) return text === head
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false
  let at = head.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - tail.length
}

/** How many of the lines said in one room are accounted for, or the expected line that is not. */
export type Aligned<E> = { readonly taken: number } | { readonly missing: E; readonly after: number }

/**
 * Lays what is expected over what was said in one room, in order. Where optional lines leave a choice, the one that
 * accounts for most is taken. `loose` passes over lines that nothing expects.
 */
export function aligned<E extends Pick<Expected, 'pattern' | 'how'>>(
  expected: readonly E[],
  said: readonly string[],
  loose: boolean,
): Aligned<E> {
  const asked = expected.filter(({ how }) => how !== 'never')
  let furthest: { missing: E; after: number } | undefined
  const best = (index: number, from: number): number => {
    const next = asked[index]
    if (!next) return from
    const at = place(next.pattern, said, from, loose)
    const with_ = at === undefined ? -1 : best(index + 1, at + 1)
    if (next.how === 'may') return Math.max(with_, best(index + 1, from))
    if (at === undefined && from >= (furthest?.after ?? 0)) furthest = { missing: next, after: from }
    return with_
  }
  const taken = best(0, 0)
  return taken < 0 && furthest ? furthest : { taken }
}

function place(pattern: string, said: readonly string[], from: number, loose: boolean): number | undefined {
  const at = said.findIndex((line, index) => index >= from && matches(pattern, line))
  return at === from || (loose && at >= 0) ? at : undefined
}

/** A line that was said though it must not have been. */
const forbidden = <E extends Pick<Expected, 'pattern' | 'how'>>(
  expected: readonly E[],
  said: readonly string[],
): { readonly never: E; readonly line: string } | undefined => {
  for (const never of expected.filter(({ how }) => how === 'never')) {
    const line = said.find((text) => matches(never.pattern, text))
    if (line !== undefined) return { never, line }
  }
  return undefined
}

/** What the bot said and nothing has accounted for yet, room by room. */
export class Account {
  readonly #loose: boolean
  readonly #open = new Map<string, readonly string[]>()
  /** Said since something last happened, accounted for or not. */
  readonly #fresh = new Map<string, readonly string[]>()

  constructor(loose: boolean) {
    this.#loose = loose
  }

  said(room: string, line: string): void {
    for (const lines of [this.#open, this.#fresh]) lines.set(room, [...(lines.get(room) ?? []), line])
  }

  /** Something happens: what was said before is no answer to it. */
  happens(): void {
    this.#fresh.clear()
  }

  /** Lays expected lines of one room over what was said there. @returns what is different, in a sentence. */
  expect<E extends Pick<Expected, 'pattern' | 'how'>>(
    room: string,
    expected: readonly E[],
  ): { readonly at: E; readonly reason: string } | undefined {
    const open = this.#open.get(room) ?? []
    const wrong = forbidden(expected, [...open, ...(this.#fresh.get(room) ?? [])])
    if (wrong)
      return { at: wrong.never, reason: `must not have been said: ${wrong.never.pattern}\nbut was: ${wrong.line}` }
    const laid = aligned(expected, open, this.#loose)
    if ('missing' in laid) {
      const rest = this.#loose ? open : open.slice(laid.after)
      return {
        at: laid.missing,
        reason: `expected: ${laid.missing.pattern}\nbut was: ${rest.join('\n    then: ') || '(nothing)'}`,
      }
    }
    this.#open.set(room, open.slice(laid.taken))
    return undefined
  }

  /** Somebody speaks or the clock moves: what is left was not expected. */
  close(): { readonly room: string; readonly line: string } | undefined {
    const left = [...this.#open].find(([, lines]) => lines.length > 0)
    this.#open.clear()
    const [line] = left?.[1] ?? []
    return left && line !== undefined && !this.#loose ? { room: left[0], line } : undefined
  }
}
