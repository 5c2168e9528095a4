/** The code units from the first to the second, both included. */
type Range = readonly [number, number]
export type Units = readonly Range[]

/** A pattern as a tree. It does not look around, nor back at what was found: it finds all that the pattern finds, and more. */
type Tree =
  | { readonly is: 'unit'; readonly units: Units }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'all' | 'one'; readonly of: readonly Tree[] }
  | { readonly is: 'repeat'; readonly of: Tree; readonly least: number; readonly most: number }

const LAST = 0xffff
/** Any unit at all. */
export const ANY: Units = [[0, LAST]]
const DIGITS: Units = [[0x30, 0x39]]
const LETTERS: Units = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]
const SPACES = units([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
])
/** Those that are not of them. */
export function others(of: Units): Units {
  const gaps: Range[] = []
  let from = 0
  for (const [first, last] of of) {
    if (first > from) gaps.push([from, first - 1])
    from = last + 1
  }
  return from > LAST ? gaps : [...gaps, [from, LAST]]
}
/** In order, none of them twice. */
function units(of: readonly Range[]): Units {
  const merged: [number, number][] = []
  for (const [first, last] of [...of].sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else merged.push([first, last])
  }
  return merged
}
const SHORTHANDS: Readonly<Record<string, Units>> = {
  d: DIGITS,
  D: others(DIGITS),
  w: LETTERS,
  W: others(LETTERS),
  s: SPACES,
  S: others(SPACES),
}
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', b: '\b', 0: '\0' }
const only = (unit: string): Units => [[unit.charCodeAt(0), unit.charCodeAt(0)]]
const all = (of: readonly Tree[]): Tree => (of.length === 1 && of[0] !== undefined ? of[0] : { is: 'all', of })
const NOTHING: Tree = all([])

/** Reads a pattern from left to right. */
class Source {
  readonly #text: string
  #at = 0
  constructor(text: string) {
    this.#text = text
  }

  whole(): Tree {
    const tree = this.#choice()
    if (this.#at < this.#text.length) throw new Error(`cannot read /${this.#text}/ from ${this.#at}`)
    return tree
  }

  /** The next part, if it is one of this kind. @param part sticky */
  #take(part: RegExp): readonly string[] | undefined {
    part.lastIndex = this.#at
    const taken = part.exec(this.#text)
    if (taken === null) return undefined
    this.#at = part.lastIndex
    return taken.map((group) => group ?? '')
  }

  #choice(): Tree {
    const ways = [this.#sequence()]
    while (this.#take(/\|/y)) ways.push(this.#sequence())
    return ways.length === 1 ? all(ways) : { is: 'one', of: ways }
  }

  #sequence(): Tree {
    const parts: Tree[] = []
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text[this.#at] ?? '')) parts.push(this.#repeated())
    return all(parts)
  }

  #repeated(): Tree {
    const of = this.#part()
    const [, sign = '', least = '', comma = '', most = ''] = this.#take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y) ?? [
      'none',
    ]
    if (sign !== '') return { is: 'repeat', of, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
    if (least === '') return of
    const upTo = comma === '' ? least : most === '' ? Infinity : most
    return { is: 'repeat', of, least: Number(least), most: Number(upTo) }
  }

  #part(): Tree {
    if (this.#take(/\^/y)) return { is: 'start' }
    if (this.#take(/\$/y)) return { is: 'end' }
    const [, look] = this.#take(/\((\?<?[=!])/y) ?? []
    if (look !== undefined || this.#take(/\((?:\?:|\?<\w+>)?/y)) {
      const inside = this.#choice()
      if (!this.#take(/\)/y)) throw new Error(`a group of /${this.#text}/ has no end`)
      return look === undefined ? inside : NOTHING
    }
    if (this.#take(/\\(?:k<\w+>|[1-9])/y))
      return { is: 'repeat', of: { is: 'unit', units: ANY }, least: 0, most: Infinity }
    if (this.#take(/\\[bB]/y)) return NOTHING
    if (this.#take(/\./y)) return { is: 'unit', units: ANY }
    return { is: 'unit', units: this.#take(/\[/y) ? this.#class() : this.#unit() }
  }

  #class(): Units {
    const not = this.#take(/\^/y) !== undefined
    const found: Range[] = []
    while (!this.#take(/\]/y)) {
      const first = this.#unit()
      const last = sizeOf(first) === 1 && this.#take(/-(?!\])/y) ? this.#unit() : first
      found.push(...(last === first ? first : [[first[0]?.[0] ?? 0, last[0]?.[1] ?? 0] as const]))
    }
    return not ? others(units(found)) : units(found)
  }

  #unit(): Units {
    const [, hex, escaped, plain] = this.#take(/\\u([\da-fA-F]{4})|\\([^pPuxc])|([^\\])/y) ?? []
    if (hex) return only(String.fromCharCode(Number.parseInt(hex, 16)))
    if (plain) return only(plain)
    if (!escaped) throw new Error(`cannot read /${this.#text}/ from ${this.#at}`)
    return SHORTHANDS[escaped] ?? only(CONTROLS[escaped] ?? escaped)
  }
}

/** A step of a pattern: takes a unit, forks, passes only at an end of the text, or has found. */
export interface Node {
  readonly id: number
  readonly units?: Units
  readonly at?: 'start' | 'end'
  /** What was looked for. */
  readonly found?: number
  next: readonly Node[]
}

/** A stretch that may be a little longer or shorter is counted; beyond that it may have any length. */
const COUNTED = 3
const HALF = 0x8000
export const sizeOf = (of: Units): number => of.reduce((sum, [first, last]) => sum + last - first + 1, 0)

/** Many patterns drawn as one net of steps, each from its end to its beginning. */
export class Net {
  readonly nodes: Node[] = []

  /** @throws where the pattern has what cannot be read: flags that change what a letter is, classes by property */
  draw(pattern: RegExp, end: Node): Node {
    if (/[iuvmy]/.test(pattern.flags)) throw new Error(`cannot read ${String(pattern)}: its flags`)
    return this.#drawn(new Source(pattern.source).whole(), end)
  }

  node(of: Omit<Node, 'id'>): Node {
    const node = { id: this.nodes.length, ...of }
    if (node.id > LAST) throw new Error('too many patterns for one sieve')
    this.nodes.push(node)
    return node
  }

  #drawn(tree: Tree, next: Node): Node {
    switch (tree.is) {
      case 'unit':
        return this.node({ units: tree.units, next: [next] })
      case 'start':
      case 'end':
        return this.node({ at: tree.is, next: [next] })
      case 'all':
        return tree.of.reduceRight((after, part) => this.#drawn(part, after), next)
      case 'one':
        return this.node({ next: tree.of.map((way) => this.#drawn(way, next)) })
      case 'repeat': {
        let rest = tree.most - tree.least > COUNTED ? this.#loop(tree.of, next) : next
        if (rest === next)
          for (let i = tree.least; i < tree.most; i++) rest = this.node({ next: [this.#drawn(tree.of, rest), next] })
        for (let i = 0; i < tree.least; i++) rest = this.#drawn(tree.of, rest)
        return rest
      }
    }
  }

  #loop(of: Tree, next: Node): Node {
    const nearlyAny = of.is === 'unit' && sizeOf(of.units) > HALF
    const fork = this.node({ next: [] })
    fork.next = [this.#drawn(nearlyAny ? { is: 'unit', units: ANY } : of, fork), next]
    return fork
  }
}

/** Where one stands before the next unit, coming from there and passing these ends of the text. */
export const reached = (from: readonly Node[], ends: readonly Node['at'][] = []): ReadonlyMap<number, Node> => {
  const seen = new Set<Node>()
  const waiting = [...from]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    if (node.units === undefined && (node.at === undefined || ends.includes(node.at))) waiting.push(...node.next)
  }
  const rest = [...seen].filter(({ units, at, found }) => units !== undefined || at === 'end' || found !== undefined)
  return new Map(rest.map((node) => [node.id, node]))
}
