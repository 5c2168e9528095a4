import { expect, test } from 'vitest'
import type { Instant } from '../../src/domain/calendar.ts'
import { decide } from '../../src/domain/decide.ts'
import { Changed } from '../../src/domain/docs.ts'
import { evolve } from '../../src/domain/evolve.ts'
import { say } from '../../src/domain/say/say.ts'
import type { Community, Kind, Kinds, Person, Waiting } from '../../src/domain/state/community.ts'
import { pick } from './ballot.ts'
import { polled } from './estate.ts'
import type { World } from './given.ts'

/** Every document that is looked at, by its kind. */
class Counting implements Community {
  readonly of = new Map<string, number>()
  readonly #c: Community
  constructor(c: Community) {
    this.#c = c
  }
  get is() {
    return this.#c.is
  }
  get calendar() {
    return this.#c.calendar
  }
  #read(kind: string): void {
    this.of.set(kind, (this.of.get(kind) ?? 0) + 1)
  }
  get<K extends Kind>(kind: K, key: string | number): Kinds[K] | undefined {
    this.#read(kind)
    return this.#c.get(kind, key)
  }
  *all<K extends Kind>(kind: K): Iterable<Kinds[K]> {
    for (const doc of this.#c.all(kind)) {
      this.#read(kind)
      yield doc
    }
  }
  byContact(contact: string): Person | undefined {
    return this.#c.byContact(contact)
  }
  due(now: Instant): readonly Waiting[] {
    return this.#c.due(now)
  }
  seal(poll: number, words: string): string | undefined {
    return this.#c.seal(poll, words)
  }
  get total(): number {
    return [...this.of.values()].reduce((a, b) => a + b, 0)
  }
}

/** A poll in which so many have voted, none of whom has a document of her own. */
function voted(size: number, secret: boolean): World {
  const world = polled({ secret })
  for (let i = 0; i < size; i++) {
    const about = { poll: 1, unit: `9-1-${i}`, counted: true, person: 'p9', saidAt: world.now }
    if (secret) {
      world.sets({ kind: 'voter', key: `1/${about.unit}`, doc: about })
      world.sets({ kind: 'sealed', key: `1/${i}`, doc: { key: `1/${i}`, poll: 1, choices: [1] } })
    } else
      world.sets({
        kind: 'ballot',
        key: `1/${about.unit}`,
        doc: { ...about, choices: [1], reason: '', source: `s${i}` },
      })
  }
  return world
}

/** What one plain vote reads until its lines are made. */
function read(world: World, secret: boolean): Counting {
  const counting = new Counting(world.c)
  const changed = new Changed(counting)
  const heard = {
    id: 'm',
    from: 'zhang',
    name: '张伟',
    text: '1',
    kind: 'text',
    mentions: [],
    addressed: secret,
    friend: true,
    at: world.now,
    ...(secret ? {} : { room: '业主群' }),
  } as const
  const input = { type: 'heard', heard, readings: [pick(1)], photos: [] } as const
  const { facts, answers } = decide(changed, input, world.now)
  for (const fact of facts) changed.put(evolve(changed, fact))
  expect(say(changed, input, facts, answers, world.now).length).toBeGreaterThan(0)
  expect(facts.map(({ type }) => type)).toContain(secret ? 'voted' : 'ballot-cast')
  return counting
}

test.each([false, true])('a plain vote reads as much among 10 ballots as among 10,000 (secret: %s)', (secret) => {
  const [few, many] = [10, 10_000].map((size) => read(voted(size, secret), secret))
  expect(many?.of).toEqual(few?.of)
  expect(many?.total).toBeLessThan(150)
})
