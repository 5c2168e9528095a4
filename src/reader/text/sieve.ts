import { ANY, Net, type Node, others, reached, sizeOf, type Units } from './pattern.ts'

/** What is looked for, and the patterns of which one must be found in a text that has it. */
export type Sought<T> = readonly [what: T, patterns: readonly RegExp[]]

/** Units that no pattern tells apart are of one class. */
interface Classes {
  readonly of: Uint16Array
  /** A unit of each class. */
  readonly units: readonly number[]
}
const classesOf = (sets: readonly Units[]): Classes => {
  const rough = new Uint16Array(0x10000)
  let count = 1
  for (const set of new Map(sets.map((units) => [units.join(), units])).values()) {
    const split = new Map<number, number>()
    for (const [first, last] of sizeOf(set) > ANY_SIZE / 2 ? others(set) : set)
      for (let unit = first; unit <= last; unit++) {
        const from = rough[unit] ?? 0
        const to = split.get(from) ?? count++
        split.set(from, to)
        rough[unit] = to
      }
  }
  const order = new Array<number | undefined>(count)
  const units: number[] = []
  const of = rough.map((one, unit) => (order[one] ??= units.push(unit) - 1))
  return { of, units }
}
const ANY_SIZE = sizeOf(ANY)

const takes = ({ units = [] }: Node, unit: number): boolean => {
  for (const [first, last] of units) if (first <= unit && unit <= last) return true
  return false
}
/** Where a pattern still stands after any units whatever: there, and wherever that leads. */
const lasting = (beginning: Iterable<Node>): readonly Node[] =>
  [...beginning].filter((node) => node.units === ANY && reached(node.next).has(node.id)).flatMap((node) => node.next)

/** Where all patterns stand after some units; where they stand after any units whatever is left out. */
interface State {
  readonly nodes: readonly Node[]
  found?: readonly number[]
}
/** When so many states were met, they are forgotten. */
const MOST_STATES = 4000
/** Of a text's beginning. */
const FIRST = 1

/** Follows patterns through a text. Its states are made when they are first met. */
class Pass {
  readonly #classes: Classes
  readonly #beginning: readonly Node[]
  readonly #always: ReadonlyMap<number, Node>
  readonly #begun = new Map<number, readonly Node[]>()
  readonly #nexts = new Map<number, readonly Node[]>()
  readonly #known = new Map<string, number>()
  readonly #states: State[] = []
  readonly #most: number
  /** After each state the next one for each class of units, 0 while it is not known. */
  readonly #after: Uint16Array
  #lost = 0

  constructor(starts: readonly Node[], classes: Classes, most: number) {
    this.#most = most
    this.#classes = classes
    this.#beginning = [...reached(starts, ['start']).values()]
    this.#always = reached([...starts, ...lasting(this.#beginning)])
    this.#after = new Uint16Array(most * classes.units.length)
    this.#forget()
  }

  found(text: string): readonly number[] {
    const after = this.#after
    const { of, units } = this.#classes
    let state = FIRST
    for (let i = 0; i < text.length; i++) {
      const unit = of[text.charCodeAt(i)] ?? 0
      state = after[state * units.length + unit] || this.#step(state, unit)
      if (state === this.#lost) return NONE
    }
    const last = this.#states[state]
    if (last === undefined) return []
    last.found ??= this.#foundAt(last)
    return last.found
  }

  /** Where nothing can be found any more, whatever follows. */
  #lostAt(nodes: readonly Node[]): boolean {
    return nodes.length === 0 && this.#always.size === 0
  }

  #step(state: number, unit: number): number {
    const from = this.#states[state]
    const code = this.#classes.units[unit] ?? 0
    const nodes = new Set(this.#beginningWith(unit, code))
    for (const node of from?.nodes ?? [])
      if (node.found !== undefined) nodes.add(node)
      else if (takes(node, code)) for (const next of this.#next(node)) nodes.add(next)
    const to = this.#state([...nodes])
    if (this.#states[state] === from) this.#after[state * this.#classes.units.length + unit] = to
    return to
  }

  #beginningWith(unit: number, code: number): readonly Node[] {
    const known = this.#begun.get(unit)
    if (known !== undefined) return known
    const begun = [...this.#always.values()].filter((node) => takes(node, code)).flatMap((node) => this.#next(node))
    this.#begun.set(unit, begun)
    return begun
  }

  #next(node: Node): readonly Node[] {
    const known = this.#nexts.get(node.id)
    if (known !== undefined) return known
    const next = [...reached(node.next).values()].filter(({ id }) => !this.#always.has(id))
    this.#nexts.set(node.id, next)
    return next
  }

  #state(nodes: readonly Node[]): number {
    const ids = new Uint16Array(nodes.length)
    for (const [i, { id }] of nodes.entries()) ids[i] = id
    const key = String.fromCharCode(...ids.sort())
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#states.length === this.#most) this.#forget()
    this.#known.set(key, this.#states.length)
    const state = this.#states.push({ nodes }) - 1
    if (this.#lostAt(nodes)) this.#lost = state
    return state
  }

  #forget(): void {
    this.#known.clear()
    this.#after.fill(0)
    this.#lost = 0
    this.#states.splice(0, this.#most, { nodes: [] })
    this.#state(this.#beginning.filter(({ id }) => !this.#always.has(id)))
  }

  #foundAt({ nodes }: State): readonly number[] {
    const last = reached([...nodes, ...this.#always.values()], ['start', 'end'])
    return [...last.values()].flatMap(({ found }) => (found === undefined ? [] : [found]))
  }
}

/**
 * Looks for all patterns at once: what it does not name is not in the text, what it names may be. It is made of the
 * patterns themselves, so it cannot forget one.
 */
export class Sieve<T> {
  readonly #sought: readonly Sought<T>[]
  readonly #passes: readonly Pass[]

  constructor(sought: readonly Sought<T>[], most = MOST_STATES) {
    const net = new Net()
    const starts = sought.flatMap(([, patterns], found) => {
      const end = net.node({ found, next: [] })
      return patterns.map((pattern) => net.draw(pattern, end))
    })
    const classes = classesOf(net.nodes.flatMap(({ units }) => (units === undefined ? [] : [units])))
    // Those tied to the beginning are soon through, and those that begin anywhere meet fewer states by themselves.
    const roams = (start: Node): boolean =>
      reached([start]).size > 0 || lasting(reached([start], ['start']).values()).length > 0
    this.#sought = sought
    this.#passes = [starts.filter(roams), starts.filter((start) => !roams(start))]
      .filter((some) => some.length > 0)
      .map((some) => new Pass(some, classes, most))
  }

  /** What may be in a text, in the order in which it was given. */
  in(text: string): readonly T[] {
    let found: readonly number[] = []
    for (const pass of this.#passes) {
      const more = pass.found(text)
      if (more.length > 0) found = [...found, ...more]
    }
    if (found.length === 0) return NONE
    return [...new Set(found)].sort((a, b) => a - b).flatMap((i) => this.#sought[i]?.[0] ?? [])
  }
}
const NONE: readonly never[] = []
