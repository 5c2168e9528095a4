import type { Case, Linked } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { Sent } from '../line.ts'
import { CANARY, COMMUNITIES, NAMES, people } from '../town.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'

/** Ids of messages and letters are known for 30 days. */
const REMEMBERED = 29 * 86_400_000

/** What one community tells the one above or below: once each, nothing lost, nothing but the public face of what was handed over. */
export class Levels {
  readonly #world: World
  readonly #breaks: Breaks
  /** What was ever handed over, by community: in the archive it still tells of it. */
  readonly #handed = new Map<string, Set<number>>()
  /** By letter, the case that it became. */
  readonly #became = new Map<string, string>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  /** 2: a letter becomes one case, and what is handed over is open there once. */
  look(id: string, state: State): void {
    const open = new Map<string, number>()
    const handed = this.#handed.get(id) ?? new Set()
    this.#handed.set(id, handed)
    for (const matter of state.docs.case.values()) {
      const { from, sources, number, stage } = matter
      if (isHanded(matter, state)) handed.add(number)
      if (!from) continue
      const letter = `${id} ${sources[0]}`
      const before = this.#became.get(letter)
      if (before === undefined) this.#world.count.note('a letter taken')
      if (before !== undefined && before !== `#${number}`) this.#breaks(2, `${letter} became ${before} and #${number}`)
      this.#became.set(letter, `#${number}`)
      const theirs = `${from.community} #${from.number}`
      if (stage !== 'open' && stage !== 'taken') continue
      if (open.has(theirs)) this.#breaks(2, `${id} has ${theirs} open as #${open.get(theirs)} and as #${number}`)
      open.set(theirs, number)
    }
  }

  /** 14 */
  sends({ place, text, lines }: Sent): void {
    const room = /^(north|south)-[12s]$/.exec(place)?.[1]
    if (room === undefined) return
    const state = this.#state(room)
    const now = [...(state?.docs.case.values() ?? [])].filter((one) => isHanded(one, state))
    const handed = [...(this.#handed.get(room) ?? []), ...now.map(({ number }) => number)]
    const abouts = lines.map(({ line }) => line.about)
    for (const other of COMMUNITIES) if (other !== room) this.#foreign(place, text, { other, handed, abouts })
  }

  /** Of another community only what belongs to a case that was handed over, or to what it told of its lights. */
  #foreign(
    place: string,
    text: string,
    of: {
      readonly other: string
      readonly handed: readonly number[]
      readonly abouts: readonly (string | undefined)[]
    },
  ): void {
    const { other, handed, abouts } = of
    const canary = CANARY[other] ?? ''
    if (!text.includes(canary)) return
    const strangers = people.filter(({ community, rooms }) => community === other && !rooms.includes(place))
    const name = strangers.find((one) => text.includes(one.name))
    if (name) this.#breaks(14, `${place} reads the name of ${name.name}: ${text}`)
    const isAbout = handed.some((number) => abouts.includes(`#${number}`))
    for (const line of text.split('\n')) {
      const named = [...line.matchAll(/#(\d+)/g)].some(([, number]) => handed.includes(Number(number)))
      if (line.includes(canary) && !isAbout && !named && !line.includes(NAMES[other] ?? canary))
        this.#breaks(14, `${place} reads of ${other}: ${text}`)
    }
  }

  /** 20, when all faults have stopped: every letter was taken, and what waits for an answer is known where it waits. */
  healed(): void {
    for (const id of COMMUNITIES) {
      const state = this.#state(id)
      for (const [key, { line, saidAt }] of state?.outbox ?? []) {
        if (!('community' in line.to) || line.until < this.#world.shown) continue
        const isKnown = this.#state(line.to.community)?.ids.has(key) === true
        const isLight = line.letter?.letter === 'red' || line.letter?.letter === 'green' // its key may come again after long
        if (saidAt === undefined) this.#breaks(20, `${id}: ${key} waits for ${line.to.community}`)
        else if (!isKnown && !isLight && this.#world.shown - line.notBefore < REMEMBERED)
          this.#breaks(1, `${id}: ${key} counts as taken, and ${line.to.community} knows nothing of it`)
      }
      for (const matter of state?.docs.case.values() ?? []) this.#known(id, matter)
    }
  }

  #known(id: string, matter: Case): void {
    const { number, stage, up, down } = matter
    const link = up ?? down
    if (!link || (stage !== 'open' && stage !== 'taken')) return
    const state = this.#state(link.community)
    const theirs = [...(state?.docs.case.values() ?? [])].some(
      ({ from }) => from?.community === id && from.number === number,
    )
    const archived = link.number !== undefined && !state?.docs.case.has(String(link.number))
    if (!theirs && !archived) this.#breaks(20, `${id} #${number} waits for ${link.community}, which has no such case`)
    this.#held(id, matter, link, state)
  }

  /** 20: two levels share one clock. */
  #held(id: string, { number, held }: Case, link: Linked, state: State | undefined): void {
    const other = link.number === undefined ? undefined : state?.docs.case.get(String(link.number))
    if (!other || (other.stage !== 'open' && other.stage !== 'taken')) return
    const ends = [held, other.held].map((one) => (one && one.until > this.#world.shown ? one.until : undefined))
    if (ends[0] !== ends[1])
      this.#breaks(20, `${id} #${number} waits until ${ends[0]}, ${link.community} #${link.number} until ${ends[1]}`)
    if (ends[0] !== undefined) this.#world.count.note('a clock that two levels share stands still')
  }

  #state(id: string): State | undefined {
    return this.#world.life?.ledgers.get(id)?.now
  }
}

/** Also what came back. */
const isHanded = ({ from, number }: Case, state: State | undefined): boolean =>
  from !== undefined ||
  (state?.facts.get(`#${number}`)?.some(({ type }) => type === 'passed-up' || type === 'sent-down') ?? false)
