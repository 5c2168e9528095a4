import type { Fact } from '../../../src/domain/state/facts.ts'
import type { Case, Poll } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import { archived, Fresh, type Shelved } from './fresh.ts'

/** What was last seen of a matter while it was there. */
interface Seen {
  isThere: boolean
  /** Of its own document what never changes. */
  face: string
  /** By kind and key, what belongs to it. */
  parts: ReadonlyMap<string, object>
  /** Each fact that ever was in its record. */
  readonly facts: string[]
}

/** 1, of matters that were over so long that they went to the archive: all of them is there, and comes back whole. */
export class Shelf {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #fresh = new Fresh()
  readonly #seen = new Map<string, Seen>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  look(id: string, state: State): void {
    const faces = facesOf(state)
    const parts = partsOf(state)
    for (const [matter, face] of faces) {
      const key = `${id} ${matter}`
      const before = this.#seen.get(key)
      const fresh = this.#fresh.of(key, state.facts.get(matter) ?? [])
      const now: Seen = { isThere: true, face, parts: parts.get(matter) ?? new Map(), facts: before?.facts ?? [] }
      if (before && !before.isThere) this.#isBack(key, before, now, fresh)
      if (!isWhole(fresh) || now.facts.length === 0) now.facts.push(...fresh.map(nameOf))
      this.#seen.set(key, now)
    }
    for (const [key, seen] of this.#seen)
      if (seen.isThere && key.startsWith(`${id} `) && !faces.has(key.slice(id.length + 1))) this.#hasLeft(id, key, seen)
  }

  /** A fact about it put it back; facts of that moment may have changed what people think of it. */
  #isBack(key: string, before: Seen, now: Seen, facts: readonly Fact[]): void {
    const { count } = this.#world
    count.note('a matter brought back')
    if (now.face !== before.face) this.#breaks(1, `${key} came back as ${now.face}, it was ${before.face}`)
    for (const [name, doc] of before.parts) {
      const there = now.parts.get(name)
      const kind = name.split(' ')[0]
      if (kind === 'ballot' || kind === 'voter') count.note('a ballot brought back')
      if (kind === 'forum') count.note('opinions brought back')
      if (!there) this.#breaks(1, `${key} came back without ${name}`)
      else if (JSON.stringify(there) !== JSON.stringify(doc) && !(kind === 'forum' && facts.some(isOpinion)))
        this.#breaks(1, `${key} came back with another ${name}`)
    }
  }

  #hasLeft(id: string, key: string, seen: Seen): void {
    seen.isThere = false
    const matter = key.slice(id.length + 1)
    const record = archived(this.#world, id, matter)
    this.#world.count.note('a matter archived')
    if (!record) return this.#breaks(1, `${key} is gone, and not in the archive`)
    const facts = record.facts.map(nameOf)
    if (!holds(facts, seen.facts) || record.facts.filter((fact) => isWhole([fact])).length !== 1)
      this.#breaks(1, `${key}: the archive's record of it is ${facts}, it was ${seen.facts}`)
    const names = new Set(record.puts.map((put) => `${put.kind} ${put.key}`))
    for (const name of seen.parts.keys()) if (!names.has(name)) this.#breaks(1, `${key} was archived without ${name}`)
    // what was stored last may have left in the same moment, before anybody looked: a poll that closed, too
    const face = faceIn(record) ?? ''
    if (!face.startsWith(seen.face.replace(/\]$/, '')))
      this.#breaks(1, `${key} was archived as ${face}, it was ${seen.face}`)
    seen.face = face
    seen.parts = new Map(
      record.puts.flatMap((put): [string, object][] =>
        put.kind in PARTS && 'doc' in put ? [[`${put.kind} ${put.key}`, put.doc as object]] : [],
      ),
    )
  }
}

const nameOf = ({ type, at }: Fact): string => `${type}@${at}`
/** All of these, in their order; some more may have come and gone between two looks. */
const holds = (all: readonly string[], wanted: readonly string[]): boolean => {
  let from = 0
  return wanted.every((one) => {
    from = all.indexOf(one, from) + 1
    return from > 0
  })
}
const isOpinion = ({ type }: Fact): boolean => type.startsWith('opinion-') || type.startsWith('forum-')
/** Not brought back: the end came between the archive and the state, so that it never left. */
const isWhole = ([first]: readonly Fact[]): boolean => first?.type === 'case-raised' || first?.type === 'poll-opened'

const faceOfCase = ({ title, reporter, raisedAt, sources, text }: Case): string =>
  [title, reporter, raisedAt, sources[0], text.split('；')[0]].join('|')
/** Of an open one what it begins with. */
const faceOfPoll = ({ question, options, electorate, closes, result, codes }: Poll): string =>
  JSON.stringify([question, options, electorate, ...(result ? [closes, result, codes] : [])])
function facesOf({ docs }: State): ReadonlyMap<string, string> {
  const faces = new Map<string, string>()
  for (const matter of docs.case.values()) faces.set(`#${matter.number}`, faceOfCase(matter))
  for (const poll of docs.poll.values()) faces.set(`P${poll.number}`, faceOfPoll(poll))
  return faces
}
function faceIn({ puts }: Shelved): string | undefined {
  for (const { kind, doc } of puts) {
    if (kind === 'case') return faceOfCase(doc as Case)
    if (kind === 'poll') return faceOfPoll(doc as Poll)
  }
  return undefined
}

const PARTS = { forum: '#', ballot: 'P', voter: 'P' } as const
function partsOf({ docs }: State): ReadonlyMap<string, ReadonlyMap<string, object>> {
  const parts = new Map<string, Map<string, object>>()
  for (const kind of ['forum', 'ballot', 'voter'] as const)
    for (const [key, doc] of docs[kind]) {
      const matter = PARTS[kind] + key.split('/')[0]
      const own = parts.get(matter) ?? new Map<string, object>()
      parts.set(matter, own.set(`${kind} ${key}`, doc))
    }
  return parts
}
