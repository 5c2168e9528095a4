import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import { type Letter, photosOf } from '../../src/domain/level/letter.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import { at, given, raise, World } from './given.ts'
import { constitution } from './place.ts'

export const BELOW: Constitution = { ...constitution, parent: { id: 'chongyi', name: '崇义街道' } }
/** The level above: a group of its own people, one of staff, one post and a convener. */
export const ABOVE: Constitution = {
  ...constitution,
  id: 'chongyi',
  name: '崇义街道',
  rooms: [
    { topic: '街道居民群', kind: 'residents' },
    { topic: '街道工作群', kind: 'staff' },
  ],
  people: [
    { contact: 'qian', name: '钱大姐', roles: ['resident'], posts: [], households: [], friend: true },
    { contact: 'zheng', name: '郑科长', roles: ['handler'], posts: ['街道城管科'], households: [], friend: true },
    { contact: 'sun', name: '孙主任', roles: ['convener'], posts: ['街道办公室'], households: [], friend: true },
  ],
  posts: [
    { name: '街道城管科', categories: ['*'] },
    { name: '街道办公室', categories: [] },
  ],
  households: [],
  children: [
    { id: 'xingfuli', name: '幸福里小区' },
    { id: 'huayuan', name: '花园里' },
  ],
}

/** Two communities, one above the other, and who carries their letters. */
export class Levels {
  readonly below: World
  readonly above: World
  /** All that was carried, in order. */
  readonly carried: Line[] = []
  readonly #read = new Map<World, Set<string>>()

  constructor(now = at('2026-11-23 09:00')) {
    this.below = given(BELOW, now)
    this.above = new World(ABOVE, now)
    this.above.opens()
    this.above.sees('街道居民群', ['qian', 'zheng', 'sun'])
    this.above.sees('街道工作群', ['zheng', 'sun'])
    this.above.beats()
  }

  /** Delivers what waits on either side, until nothing does. @returns the letters' kinds. */
  carry(photos: (letter: Letter) => readonly string[] = photosOf): readonly string[] {
    const before = this.carried.length
    for (let waiting = this.#waiting(); waiting.length > 0; waiting = this.#waiting())
      for (const [from, to, line] of waiting) this.#hand(from, to, line, photos)
    return this.carried.slice(before).map(({ letter }) => letter?.letter ?? '')
  }

  /** One letter that waits, of whichever side: the others are still on their way. */
  carryOne(side: number): void {
    const waiting = this.#waiting()
    const of = waiting.filter(([from]) => from === (side === 0 ? this.below : this.above))
    const [first] = of
    if (first) this.#hand(...first, photosOf)
  }

  /** The same letter once more, as after a kill before it was marked: who reads it has forgotten its key. */
  again(kind: Letter['letter']): void {
    const line = this.carried.findLast(({ letter }) => letter?.letter === kind)
    if (!line) throw new Error(`no ${kind} was carried`)
    const from = line.key.startsWith('xingfuli') ? this.below : this.above
    this.#settle(from, from === this.below ? this.above : this.below, line, photosOf)
  }

  later(ms: number): this {
    this.below.later(ms).beats()
    this.above.later(ms).beats()
    return this
  }

  #waiting(): readonly (readonly [World, World, Line])[] {
    const of = (from: World, to: World, id: string) =>
      from.lines
        .filter((line) => 'community' in line.to && line.to.community === id && !this.#has(to, line.key))
        .map((line) => [from, to, line] as const)
    return [...of(this.below, this.above, 'chongyi'), ...of(this.above, this.below, 'xingfuli')]
  }

  #has(world: World, key: string): boolean {
    return this.#read.get(world)?.has(key) === true
  }

  #hand(from: World, to: World, line: Line, photos: (letter: Letter) => readonly string[]): void {
    if (this.#has(to, line.key)) return
    this.#read.set(to, (this.#read.get(to) ?? new Set()).add(line.key))
    this.carried.push(line)
    this.#settle(from, to, line, photos)
  }

  #settle(from: World, to: World, { key, letter }: Line, photos: (letter: Letter) => readonly string[]): void {
    if (!letter) throw new Error(`${key} is no letter`)
    const { id, name } = from.c.is
    to.input({ type: 'letter', key, from: { id, name }, letter, photos: photos(letter), at: to.now })
  }
}

/** What was said since, in rooms and in private. */
export const saidIn = (world: World, from: number): string =>
  world.lines
    .slice(from)
    .filter(({ to }) => !('community' in to))
    .map(({ text }) => text)
    .join('\n')

/** Raised in the group and in private, and worked on by people who say the same words again: #1 and #2. */
export function worked(world: World, trouble: Pick<Trouble, 'text' | 'title' | 'category'>) {
  const words = trouble.text
  const staff = (...readings: readonly Reading[]) => world.said('王强', '工作群', ...readings)
  const convener = (...readings: readonly Reading[]) => world.said('刘书记', '工作群', ...readings)
  world.said('张伟', '业主群', raise(trouble))
  world.said('张伟', undefined, raise({ ...trouble, category: '照明' }))
  for (const number of [1, 2]) {
    staff({ do: 'take', case: number })
    staff({ do: 'news', case: number, text: words, how: 'command' })
    staff({ do: 'reason', case: number, text: words })
    convener({ do: 'suspend', case: number, until: at('2026-12-03 00:00'), reason: words })
    world.said('张伟', '业主群', { do: 'progress', case: number, how: 'plain' })
    convener({ do: 'go-on', case: number, how: 'command' })
  }
  convener({ do: 'remind', text: words, until: at('2026-11-25 18:00'), timed: true, before: true })
  return { staff, convener }
}
