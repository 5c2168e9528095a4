import { z } from 'zod'
import type { Landmark, Listed } from '../domain/state/constitution.ts'
import { dutyShape, strangeDuty } from './duty.ts'
import { ladderShape, misladdered } from './ladder.ts'
import type { Mistake } from './located.ts'

export const text = z.string().trim().min(1, 'must not be empty').max(60, 'must not be longer than 60 characters')
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

const called = text.max(20, 'must not be longer than 20 characters').min(2, 'must be at least 2 characters')
const landmark = z.union([called, z.strictObject({ name: called, aliases: z.array(called).default([]) })])

/** A community as its committee writes it. */
export const communityShape = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'must be a short word of letters, digits and -'),
  name: text,
  parent: z.string().optional().describe('id of the community above: cases are passed up to it'),
  method: z.string().optional().describe('how matters are handled (nothing reads it yet)'),
  rooms: z.array(
    z.strictObject({
      topic: text,
      kind: z.enum(['residents', 'staff', 'council']).default('residents'),
      polls: z.boolean().optional().describe('whether polls are posted there; without it: in every group of residents'),
    }),
  ),
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
  duty: z.array(dutyShape).optional().describe('when which post is on duty; posts may overlap'),
  households: z
    .array(
      z.strictObject({
        id: household,
        area: z.number().positive('must be more than 0').optional().describe('m²'),
        owners: z.array(text).min(1, 'must not be empty').optional().describe('their names'),
        voter: text.optional().describe('which of the owners votes'),
      }),
    )
    .default([]),
  roll: z
    .string()
    .regex(/^[^/\\]+\.(?:csv|xlsx)$/i, 'must be the name of a .xlsx or .csv file beside this one')
    .optional()
    .describe('a spreadsheet of the households beside this file: door numbers, areas, owners'),
  places: z
    .array(landmark)
    .default([])
    .describe('places that everybody here knows by name, and what else people call them'),
  delegates: z
    .array(z.strictObject({ name: text, people: z.array(text).min(1, 'must not be empty') }))
    .default([])
    .describe('named lists of people of this file who vote for others'),
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
      pollKind: z.enum(['household', 'straw', 'owners']).default('household'),
      pollShown: z.enum(['after', 'always']).default('after').describe('when the tally may be seen: after the close'),
      opinionDays: z
        .int()
        .min(1, 'must be at least 1')
        .max(30, 'must be at most 30')
        .default(3)
        .describe('days for opinions on a case'),
      ladder: ladderShape
        .optional()
        .describe('who hears of what is late, and after how many working days; without it: whoever there is'),
      dutyReminder: z.boolean().optional().describe('at 17:00 the staff room is told which post begins that evening'),
      reopenShare: z
        .number()
        .min(0, 'must be at least 0')
        .max(1, 'must be at most 1')
        .default(0.3)
        .describe('from this share of poor ratings among the households that rated, a finished case is taken up again'),
      announce: z
        .enum(['origin', 'common', 'all'])
        .optional()
        .describe(
          'groups of residents that hear of a finish besides those it came from: none, all where the matter is of no one building (common, the default), or all',
        ),
    })
    .prefault({}),
})
export type File = z.output<typeof communityShape>

// ── what contradicts itself ──────────────────────────────────────────────────────────────────────

export function contradictions(file: File): readonly Mistake[] {
  return [
    ...twice('rooms', file.rooms, 'topic'),
    ...twice('people', file.people, 'contact'),
    ...twice('posts', file.posts ?? [], 'name'),
    ...twice('households', file.households, 'id'),
    ...file.households.flatMap(strangeVoter),
    ...twice('delegates', file.delegates, 'name'),
    ...sameCall(file),
    ...(file.duty ?? []).flatMap((one, index) => strangeDuty(one, index, postNames(file))),
    ...file.delegates.flatMap((list, index) => strangers(file, list.people, index)),
    ...misladdered(file),
    ...file.people.flatMap((one, index) => [
      ...strangePosts(file, one, index),
      ...sameHousehold(one, index),
      ...namesake(file, one, index),
    ]),
  ]
}

const postNames = ({ posts, people }: File): readonly string[] =>
  posts?.map(({ name }) => name) ?? people.flatMap((one) => one.posts)

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

/** Each place with all that it is called. */
export const landmarks = ({ places }: Pick<File, 'places'>): readonly Landmark[] =>
  places.map((one) => (typeof one === 'string' ? { name: one, aliases: [] } : one))

/** What a place is called tells it from all others. */
function sameCall(file: Pick<File, 'places'>): readonly Mistake[] {
  const seen = new Set<string>()
  return landmarks(file).flatMap(({ name, aliases }, index) =>
    [name, ...aliases].flatMap((call) => {
      const again = seen.has(call)
      seen.add(call)
      return again ? [{ path: ['places', index], reason: `${call} stands in "places" twice` }] : []
    }),
  )
}

const strangeVoter = ({ id, owners = [], voter }: File['households'][number], index: number): readonly Mistake[] =>
  voter === undefined || owners.includes(voter)
    ? []
    : [{ path: ['households', index, 'voter'], reason: `${id}: the voter ${voter} is not among the owners` }]

/** A list of delegates names people of the file, each once. */
const strangers = ({ people }: File, list: readonly string[], index: number): readonly Mistake[] =>
  list.flatMap((name, at) => {
    const count = people.filter((one) => one.name === name).length
    const path = ['delegates', index, 'people', at]
    if (list.indexOf(name) < at) return [{ path, reason: `${name} stands in this list twice` }]
    if (count === 0) return [{ path, reason: `nobody in "people" is called ${name}` }]
    return count > 1 ? [{ path, reason: `${count} people are called ${name}: give them names that differ` }] : []
  })

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

/** All that a person of the file lives in or owns. */
export const dwellings = (one: Pick<File['people'][number], 'household' | 'households'>): Listed['households'] => [
  ...(one.household === undefined ? [] : [{ id: one.household, relation: 'owner' as const }]),
  ...one.households,
]

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
