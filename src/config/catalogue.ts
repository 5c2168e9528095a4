import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Catalogue, Pack } from '../domain/state/constitution.ts'
import { text } from './file.ts'
import { located, type Mistake, type Outcome } from './located.ts'

/** Where data lie that the program ships, and a file of the same name may win over. */
export interface Shipped {
  readonly dataDir: string
  readonly shipped: string
}

/** Kinds of trouble and dangers. */
export const catalogue = (places: Shipped): Outcome<Catalogue> =>
  located(winner(places, 'catalogue.json'), catalogueShape, misnamed)

/** What the law asks of a formal way, each rule from a day to a day. */
export const quorums = (places: Shipped): Outcome<readonly Pack[]> =>
  located(winner(places, join('rules', 'quorums.json')), z.array(pack), misdated)

const winner = ({ dataDir, shipped }: Shipped, name: string): string => {
  const own = join(dataDir, name)
  return existsSync(own) ? own : join(shipped, name)
}

/** A time limit longer than a year is a slip. */
const MOST = { hours: 366 * 24, workdays: 260 }
const [MORE, LESS] = ['must be more than 0', 'must be no longer than a year']
const limit = z.union(
  [
    z.strictObject({ hours: z.number().positive(MORE).max(MOST.hours, LESS) }),
    z.strictObject({ workdays: z.int().positive(MORE).max(MOST.workdays, LESS) }),
  ],
  {
    error: ({ input }) => (input === undefined ? 'is missing' : 'must be of the form {"hours": 24} or {"workdays": 3}'),
  },
)
const limits = z.strictObject({
  byHandling: z.strictObject({ instant: limit, agent: limit, upward: limit }).partial().optional(),
  byTier: z.strictObject({ public: limit, common: limit, family: limit }).partial().optional(),
})
const tier = z.enum(['public', 'common', 'family'])
const handling = z.enum(['instant', 'agent', 'upward'])
const kind = z.strictObject({
  name: text,
  words: z.array(text).describe('A…B: both, in that order, in one clause'),
  limit: limit.optional(),
  urgentLimit: limit.optional(),
  tier: tier.optional(),
  handling: handling.optional(),
  postOf: text.optional().describe('the category whose post takes it'),
  urgent: z.boolean().optional().describe('it presses wherever it happens'),
  frail: z.boolean().optional().describe('it presses where somebody old, sick or pregnant depends on it'),
  wide: z.boolean().optional().describe('many households have it at once: their voices are counted in one line'),
})
const catalogueShape = z.strictObject({
  limits: limits.optional().describe('where a case is handled otherwise than is usual for its category'),
  categories: z.array(
    z.strictObject({
      name: text,
      words: z.array(text),
      limit,
      urgentLimit: limit,
      tier,
      handling,
      limits: limits.optional().describe('where such a case is handled otherwise than is usual for it'),
      nowhere: z.boolean().optional().describe('it has no place, and none is asked'),
      helpline: text.optional().describe('a telephone of the supplier, told when many households have it at once'),
      kinds: z.array(kind).optional().describe('kinds within it, the first is what it mostly is'),
    }),
  ),
  dangers: z.array(
    z.strictObject({
      name: text,
      words: z.array(text),
      phone: text,
      advice: z.string().max(30).optional().describe('what to do at once'),
      adviceOutside: z.string().max(30).optional().describe('instead of it, in the open and in a village'),
      unspoken: z.boolean().optional().describe('a number and the conveners at once, never a public case'),
      spreads: z.boolean().optional().describe('many see the same one, wherever they stand, as a fire'),
    }),
  ),
})

/** A name stands for one category or kind, and a post is looked for under a category that there is. */
function misnamed({ categories }: Catalogue): readonly Mistake[] {
  const names = categories.map(({ name }) => name)
  return categories.flatMap(({ name, kinds = [] }, index) => [
    ...(names.indexOf(name) < index
      ? [{ path: ['categories', index, 'name'], reason: `the category ${name} stands here twice` }]
      : []),
    ...kinds.flatMap((one, at): readonly Mistake[] => {
      const path = ['categories', index, 'kinds', at]
      if (kinds.findIndex((other) => other.name === one.name) < at)
        return [{ path: [...path, 'name'], reason: `${name}: the kind ${one.name} stands here twice` }]
      return one.postOf === undefined || names.includes(one.postOf)
        ? []
        : [{ path: [...path, 'postOf'], reason: `${name} ${one.name}: there is no category ${one.postOf}` }]
    }),
  ])
}

const fraction = z.string().regex(/^[1-9]\d?\/[1-9]\d?$/, 'must be a fraction such as "2/3"')
const pack = z.strictObject({
  id: text,
  subject: z.string().min(1, 'must not be empty'),
  law: text,
  article: text,
  from: z.iso.date('must be a day such as "2021-01-01"'),
  to: z.iso.date('must be a day such as "2025-12-31"').optional(),
  about: z.array(text).optional().describe('words of a question that make it such a matter'),
  source: z.url({ protocol: /^https?$/, error: 'must be the address where the text stands' }),
  counts: z
    .array(
      z.strictObject({
        of: z.enum(['heads', 'area']),
        participate: fraction,
        agree: fraction,
        least: z.boolean().optional(),
      }),
    )
    .min(1, 'must not be empty'),
  words: z.string().min(1, 'must not be empty'),
})

/** Of one kind of decision one rule holds on a day. */
function misdated(packs: readonly Pack[]): readonly Mistake[] {
  const reasonOf = (one: Pack, index: number): string | undefined => {
    if (packs.findIndex(({ id }) => id === one.id) < index) return `"id": ${one.id} stands here twice`
    if (one.to !== undefined && one.to < one.from) return `${one.id} ends before it begins`
    const other = packs.slice(0, index).find((before) => before.subject === one.subject && meet(before, one))
    return other && `${one.id} holds on days on which ${other.id} does, of the same subject`
  }
  return packs.flatMap((one, index) => {
    const reason = reasonOf(one, index)
    return reason === undefined ? [] : [{ path: [index], reason }]
  })
}
const meet = (one: Pack, other: Pack): boolean =>
  (one.to === undefined || other.from <= one.to) && (other.to === undefined || one.from <= other.to)
