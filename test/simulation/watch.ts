import type { State } from '../../src/store/state.ts'
import type { Breaks, Broken } from './invariants/breaks.ts'
import { Electors } from './invariants/electors.ts'
import { Forums } from './invariants/forums.ts'
import { Kept } from './invariants/kept.ts'
import { Levels } from './invariants/levels.ts'
import { Lines } from './invariants/lines.ts'
import { Mended } from './invariants/mended.ts'
import { Reminded } from './invariants/reminded.ts'
import { Rules } from './invariants/rules.ts'
import { Secrecy } from './invariants/secrecy.ts'
import { Shelf } from './invariants/shelf.ts'
import { Tallies } from './invariants/tallies.ts'
import type { Sent } from './line.ts'
import { COMMUNITIES } from './town.ts'
import type { World } from './world.ts'

/** Looks on, and remembers what was seen first that must not be. Knows of the program what it shows and what it says. */
export class Watch {
  broken: Broken | undefined
  readonly forums: Forums
  readonly levels: Levels
  readonly #world: World
  readonly #seen = new Map<string, State>()
  readonly #seqs = new Map<string, string>()

  constructor(world: World) {
    this.#world = world
    const breaks: Breaks = (invariant, what) => this.breaks(invariant, what)
    const [kept, mended] = [new Kept(world, breaks), new Mended(world, breaks)]
    const electors = new Electors(world)
    const [lines, rules, shelf] = [new Lines(world, breaks), new Rules(world, breaks), new Shelf(world, breaks)]
    const [tallies, forums] = [new Tallies(world, breaks, electors), new Forums(world, breaks, electors)]
    const [levels, reminded] = [new Levels(world, breaks), new Reminded(world, breaks)]
    this.forums = forums
    this.levels = levels
    const secrecy = new Secrecy(world, breaks, tallies)
    world.watch = () =>
      this.#look((id, state) => {
        for (const one of [rules, tallies, forums, shelf, kept, secrecy, levels, reminded]) one.look(id, state)
      })
    world.line.onSend = (sent: Sent) => {
      kept.sends(sent)
      lines.sends(sent)
      secrecy.sends(sent)
      levels.sends(sent)
      reminded.sends(sent)
    }
    world.died = (death) => {
      kept.died(death)
      mended.died(death)
      lines.died(death)
      this.#seqs.clear()
    }
    world.begun = (life) => {
      mended.begun()
      kept.begun(life)
      secrecy.begun(life)
      lines.begun()
    }
    world.closed = (life) => {
      kept.ended(life)
      mended.closed(life)
      secrecy.closed()
    }
    world.stuck = (life) => breaks(13, `it does not start, although the disk is well: ${told(life.failure)}`)
    world.beaten = () => {
      for (const [id, state] of this.#states()) rules.beaten(id, state)
      reminded.beaten()
    }
  }

  breaks(invariant: number, what: string): void {
    this.broken ??= { invariant, what }
  }

  /** Only where something was stored since. */
  #look(at: (id: string, state: State) => void): void {
    const [error] = this.#world.errors
    const isAudit = error?.startsWith('open matters have no next action')
    if (error !== undefined) this.breaks(isAudit ? 9 : 0, `the log says: ${error}`)
    for (const [id, state] of this.#states()) {
      const seq = `${this.#world.lives}/${state.seq}`
      if (this.#seqs.get(id) === seq && this.#seen.get(id) === state) continue
      this.#seqs.set(id, seq)
      this.#seen.set(id, state)
      at(id, state)
    }
  }

  *#states(): Iterable<readonly [string, State]> {
    const { life } = this.#world
    if (!life?.runs) return
    for (const id of COMMUNITIES) {
      const state = life.ledgers.get(id)?.now
      if (state) yield [id, state]
    }
  }
}

const told = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
