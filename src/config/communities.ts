import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Catalogue, Constitution, Household, Listed, Pack, Post } from '../domain/state/constitution.ts'
import { catalogue, quorums, type Shipped } from './catalogue.ts'
import { dutyOf } from './duty.ts'
import { communityShape, contradictions, dwellings, type File, landmarks } from './file.ts'
import { linked } from './levels.ts'
import { located, type Outcome } from './located.ts'
import { type Enrolled, roll } from './roll.ts'

export interface Places extends Shipped {
  /** Whether the demo may stand in where there is no community of one's own. */
  readonly demo: boolean
}
export interface Communities {
  readonly loaded: readonly Constitution[]
  /** 「communities/xingfuli.json:12: reason」; each stops only its own community, of a parent only that link. */
  readonly mistakes: readonly string[]
}
/** What all communities share. */
export interface Common {
  readonly catalogue: Catalogue
  readonly packs: readonly Pack[]
}

/** Reads every community file under `dataDir/communities`; the demo only where there is no other. */
export async function communities({ dataDir, shipped, demo }: Places): Promise<Communities> {
  const folder = join(dataDir, 'communities')
  const own = filesIn(folder)
  const files = own.length > 0 || !demo ? own : filesIn(join(shipped, 'demo', 'communities'))
  if (files.length === 0) return { loaded: [], mistakes: [`${folder}: there is no community file`] }
  const all = common({ dataDir, shipped })
  if (!all.value) return { loaded: [], mistakes: all.mistakes }
  const outcomes = await Promise.all(files.map(async (file) => ({ file, ...(await community(file, all.value)) })))
  const twins = sameId(outcomes)
  const levels = linked(outcomes.flatMap(({ file, value }) => (value && !twins.has(file) ? [{ file, value }] : [])))
  return {
    loaded: levels.loaded,
    mistakes: [...outcomes.flatMap(({ mistakes }) => mistakes), ...twins.values(), ...levels.mistakes],
  }
}

/** The program's own data, or those under `dataDir`. */
export function common(places: Shipped): Outcome<Common> {
  const [words, packs] = [catalogue(places), quorums(places)]
  return words.value && packs.value
    ? { value: { catalogue: words.value, packs: packs.value }, mistakes: [] }
    : { mistakes: [...words.mistakes, ...packs.mistakes] }
}

/** One community file, with its roll. */
export async function community(file: string, all: Common): Promise<Outcome<Constitution>> {
  const read = located(file, communityShape, contradictions)
  if (!read.value) return read
  const at = read.value.roll === undefined ? undefined : join(dirname(file), read.value.roll)
  const enrolled = at === undefined ? undefined : await roll(at)
  if (enrolled && !enrolled.value) return enrolled
  const register = merged(read.value, enrolled?.value ?? [])
  if ('mistakes' in register) return { mistakes: register.mistakes.map((mistake) => `${at} ${mistake}`) }
  return { value: constitution(read.value, register.households, all), mistakes: [] }
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
        .sort()
        .map((name) => join(folder, name))
    : []

/** Of several files with one id only 「<id>.json」 counts: the others are copies of it. */
function sameId(
  outcomes: readonly { readonly file: string; readonly value?: Constitution }[],
): ReadonlyMap<string, string> {
  const mistake = ({ file, value }: (typeof outcomes)[number]): readonly [string, string][] => {
    const other = value && outcomes.find((outcome) => outcome.file !== file && outcome.value?.id === value.id)
    if (!other || basename(file) === `${value.id}.json`) return []
    return [[file, `${file}:1: the id ${value.id} is also that of ${basename(other.file)}`]]
  }
  return new Map(outcomes.flatMap(mistake))
}

// ── what the rules are given ─────────────────────────────────────────────────────────────────────

function constitution(file: File, register: readonly Household[], all: Common): Constitution {
  const people = file.people.map(listed)
  return {
    id: file.id,
    name: file.name,
    ...(file.parent !== undefined && { parent: { id: file.parent, name: file.parent } }), // until all are read
    rooms: file.rooms,
    people,
    posts: file.posts ?? posts(people),
    ...(file.duty && { duty: file.duty.flatMap(dutyOf) }),
    households: households(register, people),
    ...(file.places.length > 0 && { places: landmarks(file) }),
    delegates: file.delegates,
    settings: file.settings,
    ...all,
  }
}

const listed = (one: File['people'][number]): Listed => ({
  ...(one.contact !== undefined && { contact: one.contact }),
  name: one.name,
  roles: one.roles,
  posts: one.posts,
  households: dwellings(one),
  ...(one.friend !== undefined && { friend: one.friend }),
})

/** Where no posts are listed, each that a person holds takes everything. */
const posts = (people: readonly Listed[]): readonly Post[] =>
  [...new Set(people.flatMap((one) => one.posts))].map((name) => ({ name, categories: ['*'] }))

/** The file and its roll say the same of a household, or only one of them says something. */
function merged(
  { households: stated }: File,
  enrolled: readonly Enrolled[],
): { readonly households: readonly Household[] } | { readonly mistakes: readonly string[] } {
  const own = new Map<string, Household>(stated.map((household) => [household.id, household]))
  const mistakes = enrolled.flatMap(({ line, id, area }) => {
    const other = own.get(id)?.area
    return area === undefined || other === undefined || area === other
      ? []
      : [`第${line}行：${id} 的面积这里写${area}㎡，小区文件里写${other}㎡。请改成一样`]
  })
  if (mistakes.length > 0) return { mistakes }
  for (const { line: _, ...household } of enrolled) own.set(household.id, { ...own.get(household.id), ...household })
  return { households: [...own.values()] }
}

/** The households of people belong to the register whether or not it names them. */
function households(register: readonly Household[], people: readonly Listed[]): Constitution['households'] {
  const known = new Set(register.map(({ id }) => id))
  const more = new Set(people.flatMap((one) => one.households.map(({ id }) => id)).filter((id) => !known.has(id)))
  return [...register, ...[...more].map((id) => ({ id }))]
}
