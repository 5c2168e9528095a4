import type { Instant } from '../calendar.ts'
import type { Place, Trouble } from '../heard/reading.ts'
import { categoryOf, freshDue, sortOf, usualOf } from '../limit/limit.ts'
import { calling, happened, isSomewhere, type Outcome, type Situation, undoable } from '../situation.ts'
import type { Community, Draft, Person } from '../state/community.ts'
import type { CategoryKind } from '../state/constitution.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { after } from '../turn.ts'
import { ask, forgetQuestion } from './ask.ts'

/** The draft becomes the number after what that comes to. */
export const registerAfter = (s: Situation, { facts }: Outcome, draft: Draft): Outcome =>
  register({ ...s, c: after(s.c, facts) }, draft)

/** The draft becomes the next number. */
export function register(s: Situation, draft: Draft): Outcome {
  const matter = caseOf(s.c, draft, { speaker: s.speaker, room: s.room?.id, at: s.at })
  const called = matter.urgent && matter.danger === undefined ? calling(s, 'urgent') : []
  return happened(
    ...forgetQuestion(s),
    ...(called ?? []),
    { type: 'case-raised', at: s.now, case: matter.number, matter, ...(called ? {} : { quiet: true }) },
    undoable(s, { did: 'raise', case: matter.number }),
    ...(placeMissing(s.c, matter, draft.trouble) ? askPlace(s, matter.number) : []),
  )
}

export const askPlace = (s: Situation, number: number): readonly Fact[] => ask(s, { ask: 'place', case: number }).facts
const placeMissing = (c: Community, matter: Case, { lacksPlace = !usualOf(c, matter).nowhere }: Trouble): boolean =>
  matter.danger === undefined && !isSomewhere(matter.place) && lacksPlace

/** Who said it, where and when. */
interface Told {
  readonly speaker: Person
  readonly room: string | undefined
  readonly at: Instant
}

/** A draft as the case that it becomes. */
export function caseOf(
  c: Community,
  { trouble, sources, photos, for: onBehalf, again, also = [] }: Draft,
  { speaker, room, at }: Told,
): Case {
  const usual = usualOf(c, trouble)
  const urgent = trouble.urgent || trouble.danger !== undefined
  const place = trouble.place ?? (trouble.atHome && onBehalf === undefined ? homeOf(speaker) : undefined)
  const { handling } = usual
  const blamed = usual.nowhere ? postsOf(c, trouble.blamed ?? []) : []
  const tier = trouble.danger !== undefined && usual.tier === 'family' ? 'common' : usual.tier // whoever is near may help
  const sort = onlyKind(sortOf(usual, trouble.kind))
  const danger = trouble.danger === undefined ? {} : { danger: trouble.danger }
  return {
    number: counters(c).case,
    title: trouble.title,
    text: trouble.text,
    category: usual.name,
    ...sort,
    ...(place ? { place } : {}),
    ...(trouble.began ? { began: trouble.began } : {}),
    ...(trouble.read ? { read: trouble.read } : {}),
    tier,
    handling,
    urgent,
    ...danger,
    stage: 'open',
    reporter: speaker.key,
    ...(trouble.unnamed ? { unnamed: true } : {}),
    ...(onBehalf === undefined ? {} : { for: onBehalf }),
    ...(blamed.length === 0 ? {} : { blamed }),
    ...(room === undefined ? {} : { room }),
    sources: [...sources, ...also.map(({ source }) => source)],
    supporters: also,
    post: postFor(c, { category: usual.name, ...sort, blamed }),
    raisedAt: at,
    since: at,
    due: freshDue(c, { category: usual.name, ...sort, tier, handling, urgent, ...danger }, at),
    rungs: [],
    news: [],
    media: photos.map((of) => ({ of, when: 'raised' })),
    ratings: [],
    pressed: false,
    ...(again === undefined ? {} : { again }),
  }
}

/** The building and unit of the speaker's only confirmed dwelling, where its id is of the form 「3-2-501」. */
export function homeOf({ dwellings }: Person): Place | undefined {
  const confirmed = dwellings.filter(({ confirmed }) => confirmed)
  const [, building, unit] =
    /^(\d+)-(\d+)-\d+$/.exec(confirmed.length === 1 ? (confirmed[0]?.household ?? '') : '') ?? []
  return building === undefined || unit === undefined ? undefined : { building, unit }
}

/** A kind that its category does not have is none. */
const onlyKind = (sort: CategoryKind | undefined): Pick<Case, 'kind'> => (sort === undefined ? {} : { kind: sort.name })

/**
 * Who answers for a category, or for one of its kinds where a post lists that (category and kind as one word): the post
 * that lists it, else the one that usually takes such a kind, else the one that takes everything.
 */
export const postFor = (c: Community, of: Pick<Case, 'category' | 'kind' | 'blamed'>): string | undefined => {
  const posts = c.is.posts.filter(({ name }) => !of.blamed?.includes(name))
  const listing = (name: string) => posts.find(({ categories }) => categories.includes(name))
  const postOf = sortOf(categoryOf(c, of.category), of.kind)?.postOf
  const own = of.kind === undefined ? undefined : listing(`${of.category}${of.kind}`)
  const usual = postOf === undefined ? undefined : listing(postOf)
  return (own ?? usual ?? listing(of.category) ?? listing('*'))?.name
}
/** The posts that these words name, and those of the people whom they name. */
const postsOf = (c: Community, names: readonly string[]): readonly string[] => [
  ...new Set([
    ...c.is.posts.map(({ name }) => name).filter((name) => names.includes(name)),
    ...[...c.all('person')].flatMap(({ listed, name, posts }) => (listed && names.includes(name) ? posts : [])),
  ]),
]
export const fallbackPost = (c: Community) => c.is.posts.find(({ categories }) => categories.includes('*'))
