import type { Instant } from '../calendar.ts'
import type { Place, Trouble } from '../heard/reading.ts'
import { categoryOf, freshDue, resumed } from '../limit/limit.ts'
import {
  ASKS_AN_HOUR,
  answer,
  both,
  cases,
  happened,
  isOpen,
  isStaff,
  JOIN_WITHIN,
  mayHandle,
  NOTHING,
  type Outcome,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Community, Draft, Pending, Person, Question } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Case, Medium } from '../state/matter.ts'
import { after } from '../turn.ts'
import { lookAlike, repeated, sameDanger } from './alike.ts'
import { support } from './support.ts'

/** Sure enough to register without a question, where the community's intake is `auto`. */
const SURE = 0.8
/** What a case holds at the most: characters, and messages. */
export const MOST_WORDS = 4_000
const MOST_SOURCES = 60
/** Sure enough to ask. */
const LIKELY = 0.5

/** A trouble that the speaker brought to the bot: it becomes a case, unless one like it is open. */
export function raise(
  s: Situation,
  trouble: Trouble,
  on: { readonly for?: string; readonly sources?: readonly string[] } = {},
): Outcome {
  if (s.late) return s.heard.addressed ? answer({ say: 'too-late', at: s.at }) : NOTHING
  const draft: Draft = {
    trouble,
    sources: on.sources ?? [s.heard.id],
    photos: [...s.photos, ...(s.heard.kind === 'image' ? [s.heard.id] : [])],
    ...(on.for === undefined ? {} : { for: on.for }),
  }
  const known = draft.sources
    .flatMap((id) => cases(s.c, (matter) => isOpen(matter) && matter.sources.includes(id)))
    .at(-1)
  if (known) return support(s, known, trouble.place, true)
  const warned = warn(s, trouble)
  if (isUnspeakable(s.c, trouble)) return warned
  const worse = worsened(s, trouble)
  if (worse) return both(warned, addWords(s, worse, trouble.text))
  const again = repeated(s, trouble)
  if (again && !isOther(trouble, again)) return both(warned, joinAgain(s, again, draft))
  const spreading = trouble.danger === undefined ? undefined : sameDanger(s.c, trouble, s.at)
  if (spreading) return both(warned, both(support(s, spreading, trouble.place), joinAgain(s, spreading, draft)))
  const alike = trouble.danger === undefined ? lookAlike(s.c, trouble, s.at) : undefined
  if (alike) return both(warned, both(settleOther(s), ask(s, { ask: 'same', draft, case: alike.number })))
  const other = settleOther(s)
  return both(warned, other.facts.length > 0 ? both(other, registerAfter(s, other, draft)) : register(s, draft))
}

/** An unaddressed message that reads like a trouble: by the community's intake mode, danger at once. */
export function notice(s: Situation, trouble: Trouble): Outcome | undefined {
  if (s.room === undefined || s.heard.addressed) return raise(s, trouble)
  if (!s.speaker.heard || s.late) return undefined
  const growing = lastOwn(s)
  if (growing && growing.category === trouble.category && !isOther(trouble, growing)) return addWords(s, growing)
  const { intake } = s.c.is.settings
  if (trouble.danger !== undefined && trouble.sure >= LIKELY) return raise(s, trouble)
  if (intake === 'explicit' || trouble.sure < LIKELY || hushed(s)) return undefined
  if (intake === 'auto' && trouble.sure >= SURE) return raise(s, trouble)
  const asks = s.room.asks.filter((at) => s.now - at < ASKS_AN_HOUR.within)
  if (asks.length >= ASKS_AN_HOUR.count || s.pending) return undefined
  const draft: Draft = { trouble, sources: [s.heard.id], photos: s.photos }
  return both(
    ask(s, { ask: 'register', draft }),
    happened({ type: 'room-changed', at: s.now, room: { ...s.room, asks: [...asks, s.now] } }),
  )
}

/** A danger that was not told yet is never just more words. */
const isOther = ({ danger }: Trouble, matter: Case): boolean => danger !== undefined && danger !== matter.danger

/** Her danger of just now, with which another has come: those whom it called hear of that too. */
function worsened(s: Situation, trouble: Trouble): Case | undefined {
  const growing = lastOwn(s)
  if (growing?.danger === undefined || !isOther(trouble, growing)) return undefined
  const elsewhere = trouble.place && growing.place && !samePlace(trouble.place, growing.place)
  return elsewhere ? undefined : growing
}

const hushed = (s: Situation): boolean => (s.room?.hushedUntil ?? 0) > s.now

export const ask = (s: Situation, question: Question): Outcome =>
  happened({ type: 'asked', at: s.now, pending: pendingOf(s, question) })

export const pendingOf = (s: Situation, question: Question): Pending => ({
  person: s.speaker.key,
  askedAt: s.now,
  question,
  ...(s.room ? { room: s.room.id } : {}),
})

/** The emergency number first; the conveners hear of what must not become a public case. */
function warn(s: Situation, trouble: Trouble): Outcome {
  if (trouble.danger === undefined) return NOTHING
  const warning = answer({ say: 'danger', name: trouble.danger })
  if (!isUnspeakable(s.c, trouble)) return warning
  return both(
    warning,
    answer({ say: 'danger-told', name: trouble.danger, text: trouble.text, to: { conveners: true } }),
  )
}

/** Suicide and violence get a number and a person at once, never a public case. */
const isUnspeakable = (c: Community, { danger }: Trouble): boolean =>
  c.is.catalogue.dangers.some(({ name, unspoken }) => name === danger && unspoken === true)

/** A report that still waits for 「同一件吗」 goes on as a case of its own when its author reports something else. */
function settleOther(s: Situation): Outcome {
  const waiting = s.c.get('pending', s.speaker.key)
  if (waiting?.question.ask !== 'same') return NOTHING
  const matter = caseOf(s.c, waiting.question.draft, { speaker: s.speaker, room: waiting.room, at: waiting.askedAt })
  return happened(...forgetQuestion(s), { type: 'case-raised', at: s.now, case: matter.number, matter })
}

/** The draft becomes the number after that. */
function registerAfter(s: Situation, other: Outcome, draft: Draft): Outcome {
  return register({ ...s, c: after(s.c, other.facts) }, draft)
}

/** The draft becomes the next number. */
function register(s: Situation, draft: Draft): Outcome {
  const matter = caseOf(s.c, draft, { speaker: s.speaker, room: s.room?.id, at: s.at })
  return happened(
    ...forgetQuestion(s),
    { type: 'case-raised', at: s.now, case: matter.number, matter },
    {
      type: 'act-noted',
      at: s.now,
      act: { person: s.speaker.key, at: s.now, act: { did: 'raise', case: matter.number } },
    },
    ...(placeMissing(matter) ? askPlace(s, matter.number) : []),
  )
}

const askPlace = (s: Situation, number: number): readonly Fact[] => ask(s, { ask: 'place', case: number }).facts
const placeMissing = ({ place, danger }: Case): boolean =>
  danger === undefined && place?.building === undefined && place?.named === undefined

export const forgetQuestion = (s: Situation): readonly Fact[] =>
  s.c.get('pending', s.speaker.key) ? [{ type: 'question-dropped', at: s.now, person: s.speaker.key }] : []

/** Who said it, where and when. */
interface Told {
  readonly speaker: Person
  readonly room: string | undefined
  readonly at: Instant
}

/** A draft as the case that it becomes. */
export function caseOf(
  c: Community,
  { trouble, sources, photos, for: onBehalf }: Draft,
  { speaker, room, at }: Told,
): Case {
  const category = categoryOf(c, trouble.category)
  const urgent = trouble.urgent || trouble.danger !== undefined
  const place = trouble.place ?? (trouble.atHome && onBehalf === undefined ? homeOf(speaker) : undefined)
  const { tier, handling } = category
  const danger = trouble.danger === undefined ? {} : { danger: trouble.danger }
  return {
    number: counters(c).case,
    title: trouble.title,
    text: trouble.text,
    category: category.name,
    ...(place ? { place } : {}),
    tier,
    handling,
    urgent,
    ...danger,
    stage: 'open',
    reporter: speaker.key,
    ...(onBehalf === undefined ? {} : { for: onBehalf }),
    ...(room === undefined ? {} : { room }),
    sources,
    supporters: [],
    post: postFor(c, category.name),
    raisedAt: at,
    since: at,
    due: freshDue(c, { category: category.name, tier, handling, urgent, ...danger }, at),
    rungs: [],
    news: [],
    media: photos.map((of) => ({ of, when: 'raised' })),
    ratings: [],
    pressed: false,
  }
}

/** The building and unit of the speaker's only confirmed dwelling, where its id is of the form 「3-2-501」. */
function homeOf({ dwellings }: Person): Place | undefined {
  const confirmed = dwellings.filter(({ confirmed }) => confirmed)
  const [, building, unit] =
    /^(\d+)-(\d+)-\d+$/.exec(confirmed.length === 1 ? (confirmed[0]?.household ?? '') : '') ?? []
  return building === undefined || unit === undefined ? undefined : { building, unit }
}

/** Who answers for a category: the post that lists it, else the one that takes everything. */
const postFor = (c: Community, category: string): string | undefined =>
  (c.is.posts.find(({ categories }) => categories.includes(category)) ?? fallbackPost(c))?.name
export const fallbackPost = (c: Community) => c.is.posts.find(({ categories }) => categories.includes('*'))

function joinAgain(s: Situation, matter: Case, draft: Draft): Outcome {
  const stop: readonly Fact[] =
    matter.goingAt === undefined
      ? []
      : [{ type: 'withdrawal-stopped', at: s.now, case: matter.number, by: s.speaker.key }]
  return happened(...stop, {
    type: 'words-added',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    text: matter.text.includes(draft.trouble.text) ? '' : draft.trouble.text,
    media: draft.photos.map((of) => ({ of, when: 'raised', ...(s.room || isStaff(s.speaker) ? {} : { apart: true }) })),
    source: s.heard.id,
  })
}

/** The speaker's own case of the last 3 minutes here: further sentences and photos belong to it. */
export const lastOwn = (s: Situation): Case | undefined =>
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.reporter === s.speaker.key &&
      matter.room === s.room?.id &&
      s.at - matter.raisedAt <= JOIN_WITHIN &&
      s.at >= matter.raisedAt,
  ).at(-1)

/** After its finish only those who work on it show what was done. */
function mediumOf({ heard, room, speaker }: Situation, matter: Case): Medium {
  const when = matter.stage === 'done' ? 'done' : 'raised'
  const shown = when === 'done' ? mayHandle(speaker, matter) : room !== undefined || isStaff(speaker)
  return { of: heard.id, when, ...(shown ? {} : { apart: true }) }
}

/** Words or a photo for a case. */
export function addWords(s: Situation, matter: Case, text = s.heard.text): Outcome {
  if (matter.text.length > MOST_WORDS || matter.sources.length > MOST_SOURCES)
    return answer({ say: 'case-full', case: matter.number })
  const photo: readonly Medium[] = s.heard.kind !== 'text' ? [mediumOf(s, matter)] : []
  return happened(
    {
      type: 'words-added',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      text: s.heard.kind === 'text' ? text : '',
      media: photo,
      source: s.heard.id,
    },
    ...waitedFor(s, matter),
  )
}

/** Whoever was not at home has answered: the clock goes on. */
const waitedFor = (s: Situation, matter: Case): readonly Fact[] =>
  matter.held?.why === 'resident' && matter.reporter === s.speaker.key ? resumed(s.c, matter, s.now, s.speaker.key) : []

/** What the speaker says to the question whether to register, or whether it is the same. */
export function answerDraft(
  s: Situation,
  question: Extract<Question, { ask: 'register' | 'same' }>,
  says: 'yes' | 'no' | 'report',
): Outcome {
  const dropped: Outcome = happened(...forgetQuestion(s))
  if (question.ask === 'same') {
    const matter = s.c.get('case', question.case)
    if (says === 'yes' && matter)
      return both(dropped, both(support(s, matter, question.draft.trouble.place), joinAgain(s, matter, question.draft)))
    return register(s, question.draft)
  }
  if (says === 'no') return dropped
  const known = cases(
    s.c,
    (matter) => isOpen(matter) && question.draft.sources.some((id) => matter.sources.includes(id)),
  )
  const [same] = known
  if (same) return both(dropped, support(s, same, question.draft.trouble.place, true))
  const alike = lookAlike(s.c, question.draft.trouble, s.at)
  return alike
    ? both(dropped, ask(s, { ask: 'same', draft: question.draft, case: alike.number }))
    : register(s, question.draft)
}
