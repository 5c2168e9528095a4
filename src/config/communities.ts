import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Catalogue, Constitution, Listed, Post } from '../domain/community.ts'
import { located, type Mistake, type Outcome } from './located.ts'

export interface Places {
  /** Holds `communities/`, and files that win over the shipped ones of the same name. */
  readonly dataDir: string
  /** The program's own `data/`. */
  readonly shipped: string
  /** Whether the demo may stand in where there is no community of one's own. */
  readonly demo: boolean
}
export interface Communities {
  readonly loaded: readonly Constitution[]
  /** 「communities/xingfuli.json:12: reason」; each stops only its own community. */
  readonly mistakes: readonly string[]
}

/** Reads every community file; the demo only where there is no other. */
export function communities({ dataDir, shipped, demo }: Places): Communities {
  const folder = join(dataDir, 'communities')
  const own = filesIn(folder)
  const files = own.length > 0 || !demo ? own : filesIn(join(shipped, 'demo', 'communities'))
  if (files.length === 0) return { loaded: [], mistakes: [`${folder}: there is no community file`] }
  const words = catalogue({ dataDir, shipped })
  if (!words.value) return { loaded: [], mistakes: words.mistakes }
  const outcomes = files.map((file) => ({ file, ...community(file, words.value) }))
  const twins = sameId(outcomes)
  return {
    loaded: outcomes.flatMap(({ file, value }) => (value && !twins.has(file) ? [value] : [])),
    mistakes: [...outcomes.flatMap(({ mistakes }) => mistakes), ...twins.values()],
  }
}

/** One community file. */
export function community(file: string, catalogue: Catalogue): Outcome<Constitution> {
  const { value, mistakes } = located(file, communityShape, contradictions)
  return value ? { value: constitution(value, catalogue), mistakes: [] } : { mistakes }
}

/** Kinds of trouble and dangers: the program's own, or those under `dataDir`. */
export function catalogue({ dataDir, shipped }: Omit<Places, 'demo'>): Outcome<Catalogue> {
  const own = join(dataDir, 'catalogue.json')
  return located(existsSync(own) ? own : join(shipped, 'catalogue.json'), catalogueShape)
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
        .sort()
        .map((name) => join(folder, name))
    : []

// ── the shape of a file ──────────────────────────────────────────────────────────────────────────

const text = z.string().trim().min(1, 'must not be empty').max(60, 'must not be longer than 60 characters')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be two times such as ["22:00", "07:00"]')
const household = z.string().trim().min(1, 'must not be empty').max(40, 'must be a short path such as 3-2-501')

const person = z.strictObject({
  contact: text.optional().describe('WeChat contact id; without it the person is bound by an invitation'),
  name: text,
  roles: z.array(z.enum(['resident', 'steward', 'handler', 'convener', 'supervisor', 'admin'])).default(['resident']),
  posts: z.array(text).default([]),
  household: household.optional().describe('short for one household as its owner'),
  households: z
    .array(z.strictObject({ id: household, relation: z.enum(['owner', 'tenant', 'family']).default('owner') }))
    .default([]),
  friend: z.boolean().optional().describe('only in the simulator and in transcripts: whether the bot can write to her'),
})

/** A community as its committee writes it. */
export const communityShape = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'must be a short word of letters, digits and -'),
  name: text,
  parent: z.string().optional().describe('id of the community above (nothing reads it yet)'),
  method: z.string().optional().describe('how matters are handled (nothing reads it yet)'),
  rooms: z.array(z.strictObject({ topic: text, kind: z.enum(['residents', 'staff', 'council']).default('residents') })),
  people: z.array(person),
  posts: z
    .array(
      z.strictObject({
        name: text,
        categories: z.array(text).default([]).describe('names of categories; * takes what no other post takes'),
        phone: text.optional().describe('published'),
      }),
    )
    .optional(),
  households: z
    .array(z.strictObject({ id: household, area: z.number().positive('must be more than 0').optional() }))
    .default([]),
  settings: z
    .strictObject({
      intake: z.enum(['explicit', 'confirm', 'auto']).default('confirm'),
      quietHours: z.tuple([time, time]).default(['22:00', '07:00']),
      perDay: z
        .int()
        .min(1, 'must be at least 1')
        .default(30)
        .describe('lines a day in one room that nobody asked for'),
      pollDays: z.int().min(1, 'must be at least 1').max(60, 'must be at most 60').default(3),
    })
    .prefault({}),
})
type File = z.output<typeof communityShape>

const limit = z.union([z.object({ hours: z.number().positive() }), z.object({ workdays: z.int().positive() })])
const catalogueShape = z.strictObject({
  categories: z.array(
    z.strictObject({
      name: text,
      words: z.array(text),
      limit,
      urgentLimit: limit,
      tier: z.enum(['public', 'common', 'family']),
      handling: z.enum(['instant', 'agent', 'upward']),
    }),
  ),
  dangers: z.array(
    z.strictObject({
      name: text,
      words: z.array(text),
      phone: text,
      advice: z.string().max(30).optional().describe('what to do at once'),
      unspoken: z.boolean().optional().describe('a number and the conveners at once, never a public case'),
    }),
  ),
})

// ── what contradicts itself ──────────────────────────────────────────────────────────────────────

function contradictions(file: File): readonly Mistake[] {
  return [
    ...twice('rooms', file.rooms, 'topic'),
    ...twice('people', file.people, 'contact'),
    ...twice('posts', file.posts ?? [], 'name'),
    ...twice('households', file.households, 'id'),
    ...file.people.flatMap((one, index) => [
      ...strangePosts(file, one, index),
      ...sameHousehold(one, index),
      ...namesake(file, one, index),
    ]),
  ]
}

function twice<K extends string>(
  list: string,
  items: readonly { readonly [_ in K]?: string | undefined }[],
  key: K,
): readonly Mistake[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const value = item[key]
    if (value === undefined) return []
    const again = seen.has(value)
    seen.add(value)
    return again ? [{ path: [list, index, key], reason: `"${key}": ${value} stands in "${list}" twice` }] : []
  })
}

const strangePosts = ({ posts }: File, one: File['people'][number], index: number): readonly Mistake[] =>
  one.posts.flatMap((name, at) =>
    posts && !posts.some((post) => post.name === name)
      ? [{ path: ['people', index, 'posts', at], reason: `${one.name}: the post ${name} is not listed under "posts"` }]
      : [],
  )

function sameHousehold(one: File['people'][number], index: number): readonly Mistake[] {
  const ids = dwellings(one).map(({ id }) => id)
  const again = ids.find((id, at) => ids.indexOf(id) < at)
  return again === undefined
    ? []
    : [{ path: ['people', index], reason: `${one.name}: the household ${again} is given twice` }]
}

/** The words of one cannot be told from those of the other where name, households and posts are all the same. */
function namesake({ people }: File, one: File['people'][number], index: number): readonly Mistake[] {
  const marks = ({ posts, ...rest }: typeof one) =>
    [...new Set([...posts, ...dwellings(rest).map(({ id }) => id)])].sort().join('\n')
  const other = people.slice(0, index).some((before) => before.name === one.name && marks(before) === marks(one))
  return other
    ? [
        {
          path: ['people', index, 'name'],
          reason: `two people are called ${one.name}: give a household or post that differs`,
        },
      ]
    : []
}

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

function constitution(file: File, catalogue: Catalogue): Constitution {
  const people = file.people.map(listed)
  return {
    id: file.id,
    name: file.name,
    rooms: file.rooms,
    people,
    posts: file.posts ?? posts(people),
    households: households(file, people),
    settings: file.settings,
    catalogue,
  }
}

const dwellings = (one: Pick<File['people'][number], 'household' | 'households'>): Listed['households'] => [
  ...(one.household === undefined ? [] : [{ id: one.household, relation: 'owner' as const }]),
  ...one.households,
]

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

/** The households of people belong to the register whether or not it names them. */
function households({ households: register }: File, people: readonly Listed[]): Constitution['households'] {
  const known = new Set(register.map(({ id }) => id))
  const more = new Set(people.flatMap((one) => one.households.map(({ id }) => id)).filter((id) => !known.has(id)))
  return [...register, ...[...more].map((id) => ({ id }))]
}
