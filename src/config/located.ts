import { readFileSync } from 'node:fs'
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { z } from 'zod'

/** Something wrong in a JSON file, at the place that `path` leads to. */
export interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}
/** What a file holds, or 「file:line: reason」 for everything that is wrong with it. */
export type Outcome<T> =
  | { readonly value: T; readonly mistakes: readonly [] }
  | { readonly value?: never; readonly mistakes: readonly string[] }

/** Reads a JSON file that people write: its shape, then what contradicts itself in it. */
export function located<S extends z.ZodType>(
  file: string,
  shape: S,
  contradictions: (value: z.output<S>) => readonly Mistake[] = () => [],
): Outcome<z.output<S>> {
  const source = textOf(file)
  if ('reason' in source) return { mistakes: [`${file}:1: ${source.reason}`] }
  const { text } = source
  const wrongs: ParseError[] = []
  const tree = parseTree(text, wrongs)
  const at = (offset: number, reason: string) => `${file}:${text.slice(0, offset).split('\n').length}: ${reason}`
  const [broken] = wrongs
  if (!tree || broken)
    return { mistakes: [at(broken?.offset ?? 0, broken && tree ? `no JSON: ${syntax(broken)}` : 'the file is empty')] }

  const read = shape.safeParse(plain(tree), { error: worded })
  const found = [
    ...repeated(tree),
    ...(read.error?.issues ?? [])
      .flatMap(places)
      .map((mistake) => ({ ...mistake, offset: offsetOf(tree, mistake.path) })),
    ...(read.success ? contradictions(read.data) : []).map((it) => ({ ...it, offset: offsetOf(tree, it.path) })),
  ]
  if (read.success && found.length === 0) return { value: read.data, mistakes: [] }
  return { mistakes: found.sort((a, b) => a.offset - b.offset).map(({ offset, reason }) => at(offset, reason)) }
}

/** Windows editors put a mark before the text, and may save Chinese in another encoding. */
function textOf(file: string): { readonly text: string } | { readonly reason: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) }
  } catch (error) {
    return { reason: error instanceof TypeError ? 'not saved as UTF-8' : `cannot be read: ${(error as Error).message}` }
  }
}

const syntax = ({ error }: ParseError): string =>
  printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()

/** The value of a tree; a `__proto__` in a file stays a plain key. */
function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain)
  if (node.type !== 'object') return node.value
  return Object.fromEntries(
    (node.children ?? []).map(({ children }) => [children?.[0]?.value, children?.[1] && plain(children[1])]),
  )
}

/** The same key twice in one object: which of the two was meant cannot be known. */
function repeated(node: Node): { offset: number; reason: string }[] {
  const children = node.children ?? []
  const seen = new Set<unknown>()
  const here = (node.type === 'object' ? children : []).flatMap(({ offset, children: [key] = [] }) => {
    const again = seen.has(key?.value)
    seen.add(key?.value)
    return again ? [{ offset, reason: `"${key?.value}" stands here twice` }] : []
  })
  return [...here, ...children.flatMap(repeated)]
}

function places(issue: z.core.$ZodIssue): readonly Mistake[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ path: issue.path, reason: `${subject(issue.path)} ${issue.message}` }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], reason: `"${key}" is not a known key here` }))
}

/** 「"roles"」, or what the whole file has to be. */
const subject = (path: readonly PropertyKey[]): string => {
  const key = path.findLast((step) => typeof step === 'string')
  return key === undefined ? 'the file' : `"${String(key)}"`
}

const worded: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing'
  if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}`
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
  return undefined
}
const article = (type: string): string =>
  ({ array: 'a list […]', object: 'an object {…}', boolean: 'true or false', int: 'a whole number' })[type] ??
  `a ${type}`

/** Where the value stands, or the nearest thing around it that there is. */
function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  const node = findNodeAtLocation(tree, path as (string | number)[])
  if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset
  return path.length === 0 ? tree.offset : offsetOf(tree, path.slice(0, -1))
}
