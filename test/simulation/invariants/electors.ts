import type { Instant } from '../../../src/domain/calendar.ts'
import type { Poll } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { Intent, Said } from '../crowd.ts'
import { DELEGATES, HEADS, HOUSEHOLDS, people } from '../town.ts'
import type { World } from '../world.ts'

/** 「不是」 takes back as well. */
const TAKES_BACK: ReadonlySet<string> = new Set(['undo', 'unvote', 'answer'])

/** Who may vote, and for which unit: from the town's own register and from what was claimed and confirmed aloud. */
export class Electors {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** What is wrong with the electorate that a poll opens with. */
  misses(id: string, poll: Poll, state: State): string | undefined {
    const all = this.#electorate(id, poll, state)
    if (all && all.join() !== poll.electorate.join()) return `its electorate is ${poll.electorate}, not ${all}`
    const areas = Object.entries(poll.heads ?? {}).map(
      ([unit, { area, households }]) => `${unit}=${households}:${area}`,
    )
    const own = Object.entries(HEADS).map(([unit, { area, households }]) => `${unit}=${households}:${area}`)
    return poll.kind === 'owners' && areas.join() !== own.join() ? `its heads are ${areas}, not ${own}` : undefined
  }

  #electorate(id: string, { kind }: Poll, { docs }: State): readonly string[] | undefined {
    if (kind === 'household') return HOUSEHOLDS
    if (kind === 'owners') return Object.keys(HEADS)
    if (kind === 'straw') return undefined
    const listed = [...docs.person.values()]
    return DELEGATES.map((who) => {
      const name = people.find(({ contact }) => contact === `${id}-${who}`)?.name
      return listed.find((person) => person.listed && person.name === name)?.key ?? 'nobody'
    })
  }

  /** What is wrong with the unit that a message is counted for. */
  wrong(id: string, poll: Poll, { unit, counted }: { readonly unit: string; readonly counted: boolean }, said: Said) {
    const { contact } = said
    const homes = this.#registered(id, contact)
    if (poll.kind === 'straw') return poll.electorate.includes(contact) ? undefined : 'is from outside the electorate'
    if (!counted)
      return poll.kind === 'delegates' || homes.length > 0
        ? `was set apart although it is known who said it`
        : undefined
    if (!poll.electorate.includes(unit)) return `counts for ${unit}, which is not in the electorate`
    if (poll.kind === 'delegates') return this.#isDelegate(id, contact) ? undefined : 'is from no delegate'
    if (poll.kind === 'owners' && this.#speaksFor(id, contact).includes(unit)) return undefined
    const claimed = this.#confirmed(contact)
    const mayBe = poll.kind === 'owners' ? claimed : [...homes, ...claimed]
    return mayBe.includes(unit) ? undefined : `counts for ${unit}, for which she does not speak`
  }

  /** The units that a message must count for; none where the town's register does not say. */
  unitsOf(id: string, poll: Poll, { contact }: Said, state: State): readonly string[] {
    const inside = (units: readonly string[]) => units.filter((unit) => poll.electorate.includes(unit))
    if (poll.kind === 'straw') return inside([contact])
    const person = [...state.docs.person.values()].find((one) => one.contact === contact)
    if (!person?.listed) return [] // or the ids of a new login: nobody is known by those of the one before
    if (poll.kind === 'delegates') return inside([person.key])
    return inside(poll.kind === 'owners' ? this.#speaksFor(id, contact) : this.#registered(id, contact))
  }

  /** The unit that a dwelling belongs to. */
  unitAt({ kind, electorate }: Poll, household: string): string | undefined {
    if (kind === 'household') return electorate.includes(household) ? household : undefined
    if (kind !== 'owners') return undefined
    return Object.entries(HEADS).find(([, { households }]) => households.includes(household))?.[0]
  }

  mayHandIn(contact: string): boolean {
    const roles = people.find((one) => one.contact === contact)?.roles ?? []
    return roles.some((role) => role === 'steward' || role === 'convener' || role === 'admin')
  }

  /** Whether this person asked for it, or her dwelling was confirmed meanwhile. */
  wantedBack(id: string, key: string, state: State): boolean {
    const contact = state.docs.person.get(key)?.contact
    if (contact === undefined) return true
    for (const said of this.#world.crowd.said.values())
      if (said.contact === contact && TAKES_BACK.has(said.intent.do)) return true
    return this.#confirmed(contact).length > 0 || id === ''
  }

  /** What this person said that was settled at that moment and is of that sort. None is known of one whose contact is void. */
  saidBy(key: string, at: Instant, state: State, fits: (intent: Intent) => boolean): readonly Said[] | undefined {
    const contact = state.docs.person.get(key)?.contact
    if (contact === undefined) return undefined
    const found: Said[] = []
    for (const [message, settled] of state.ids) {
      const said = settled === at ? this.#world.crowd.said.get(message) : undefined
      if (said?.contact === contact && fits(said.intent)) found.push(said)
    }
    return found
  }

  /** For which a word of hers may count where each dwelling counts once: the first of those known, else herself. */
  homesOf(id: string, contact: string, person: string): readonly string[] {
    const [first] = this.#registered(id, contact)
    return first === undefined ? [person, ...this.#confirmed(contact)] : [first]
  }

  /** Known by the file, as long as the contact id is the one in it. */
  #registered(id: string, contact: string): readonly string[] {
    return people.find((one) => one.contact === contact && one.community === id)?.dwellings ?? []
  }

  #speaksFor(id: string, contact: string): readonly string[] {
    return Object.entries(HEADS).flatMap(([unit, { by }]) =>
      by.some((who) => contact === `${id}-${who}`) ? [unit] : [],
    )
  }

  #isDelegate(id: string, contact: string): boolean {
    return DELEGATES.some((who) => contact === `${id}-${who}`)
  }

  /** Claimed by this contact, while somebody said that it is so. */
  #confirmed(contact: string): readonly string[] {
    const all = [...this.#world.crowd.said.values()]
    if (!all.some(({ intent }) => intent.do === 'confirm')) return []
    return all.flatMap(({ intent, contact: who }) =>
      who === contact && intent.do === 'live-at' ? [intent.household] : [],
    )
  }
}
