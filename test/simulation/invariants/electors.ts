import type { Ballot, Poll } from '../../../src/domain/community.ts'
import type { State } from '../../../src/store/state.ts'
import type { Said } from '../crowd.ts'
import { people } from '../town.ts'
import type { World } from '../world.ts'

/** 「不是」 takes back as well. */
const TAKES_BACK: ReadonlySet<string> = new Set(['undo', 'unvote', 'answer'])

/** Who may vote, and for which unit: from the town's own register and from what was claimed and confirmed aloud. */
export class Electors {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** What is wrong with the unit that a ballot stands for. */
  wrong(id: string, poll: Poll, ballot: Ballot, said: Said): string | undefined {
    if (poll.kind === 'straw')
      return poll.electorate.includes(said.contact) ? undefined : 'is from outside the electorate'
    if (!ballot.counted)
      return this.#registered(id, said.contact).some((household) => poll.electorate.includes(household))
        ? 'was set apart although the dwelling is known'
        : undefined
    if (!poll.electorate.includes(ballot.unit)) return `counts for ${ballot.unit}, which is not in the electorate`
    const homes = [...this.#registered(id, said.contact), ...this.#confirmed(said.contact)]
    return homes.includes(ballot.unit) ? undefined : `counts for ${ballot.unit}, where she does not live`
  }

  /** The units that a message must count for; none where the town's register does not say. */
  unitsOf(id: string, poll: Poll, said: Said, state: State): readonly string[] {
    if (poll.kind === 'straw') {
      const person = [...state.docs.person.values()].find(({ contact }) => contact === said.contact)
      return poll.electorate.includes(said.contact) && person ? [person.key] : []
    }
    return this.#registered(id, said.contact).filter((household) => poll.electorate.includes(household))
  }

  /** Whether this person asked for it, or her dwelling was confirmed meanwhile. */
  wantedBack(id: string, key: string, state: State): boolean {
    const contact = state.docs.person.get(key)?.contact
    if (contact === undefined) return true
    for (const said of this.#world.crowd.said.values())
      if (said.contact === contact && TAKES_BACK.has(said.intent.do)) return true
    return this.#confirmed(contact).length > 0 || id === ''
  }

  /** Known by the file, as long as the contact id is the one in it. */
  #registered(id: string, contact: string): readonly string[] {
    return people.find((one) => one.contact === contact && one.community === id)?.dwellings ?? []
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
