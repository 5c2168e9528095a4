import type { Instant } from '../calendar.ts'
import { resumed } from '../limit/limit.ts'
import {
  answer,
  calling,
  cases,
  happened,
  isOpen,
  isStaff,
  JOIN_WITHIN,
  mayHandle,
  type Outcome,
  reporterAskedAt,
  type Situation,
} from '../situation.ts'
import type { Draft } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case, Medium } from '../state/matter.ts'

/** What a case holds at the most: characters, and messages. */
export const MOST_WORDS = 4_000
export const MOST_SOURCES = 60

/** The speaker's own case that came, or was taken up again, in the last 3 minutes here: further sentences and photos belong to it. */
export const lastOwn = (s: Situation): Case | undefined =>
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.reporter === s.speaker.key &&
      matter.room === s.room?.id &&
      isFresh(s, matter.reopenedAt ?? matter.raisedAt),
  ).at(-1)

const isFresh = ({ at }: Situation, since: Instant): boolean => at - since <= JOIN_WITHIN && at >= since

/** After its finish only those who work on it show what was done. */
function mediumOf({ heard, room, speaker }: Situation, matter: Case): Medium {
  const when = matter.stage === 'done' ? 'done' : 'raised'
  const shown = when === 'done' ? mayHandle(speaker, matter) : room !== undefined || isStaff(speaker)
  return { of: heard.id, when, ...(shown ? {} : { apart: true }) }
}

/** Words or a photo for a case. @param asks she wants to know it of those who work on it */
export function addWords(s: Situation, matter: Case, text = s.heard.text, asks = false): Outcome {
  if (matter.text.length > MOST_WORDS || matter.sources.length > MOST_SOURCES)
    return answer({ say: 'case-full', case: matter.number })
  const photo: readonly Medium[] = s.heard.kind !== 'text' ? [mediumOf(s, matter)] : []
  const words = s.heard.kind === 'text' || s.heard.kind === 'audio' ? text : ''
  const called = words === '' ? [] : calling(s)
  return happened(
    ...(called ?? []),
    {
      type: 'words-added',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      text: words,
      media: photo,
      source: s.heard.id,
      ...(called ? {} : { quiet: true }),
      ...(asks ? { how: 'question' } : isAnswer(s, matter) ? { how: 'answer' } : {}),
    },
    ...waitedFor(s, matter),
  )
}

/** What the words do besides. */
export const marked = (
  told: Outcome,
  mark: Partial<Pick<Extract<Fact, { type: 'words-added' }>, 'alarm' | 'eases' | 'quiet'>>,
): Outcome => ({
  ...told,
  facts: told.facts.map((fact) => (fact.type === 'words-added' ? { ...fact, ...mark } : fact)),
})
/** 「27 人还没出来」: what is said, without whose number it is. */
export const unnumbered = (text: string): string =>
  text.trim().replace(/^[#＃]?(?!1(?:10|19|20)(?!\d))[\d０-９]{1,6}[ ,，:：、。]*/, '')

const isAnswer = ({ speaker }: Situation, matter: Case): boolean =>
  matter.reporter === speaker.key && reporterAskedAt(matter) !== undefined

/** Whoever was not at home has answered: the clock goes on. */
const waitedFor = (s: Situation, matter: Case): readonly Fact[] =>
  matter.held?.why === 'resident' && matter.reporter === s.speaker.key ? resumed(s.c, matter, s.now, s.speaker.key) : []

export function joinAgain(s: Situation, matter: Case, draft: Draft): Outcome {
  const stop: readonly Fact[] =
    matter.goingAt === undefined
      ? []
      : [{ type: 'withdrawal-stopped', at: s.now, case: matter.number, by: s.speaker.key }]
  const hides: readonly Fact[] =
    draft.trouble.unnamed && !matter.unnamed && matter.reporter === s.speaker.key
      ? [{ type: 'reporter-hidden', at: s.now, case: matter.number, by: s.speaker.key }]
      : []
  return happened(...stop, ...hides, {
    type: 'words-added',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    text: matter.text.includes(draft.trouble.text) ? '' : draft.trouble.text,
    media: draft.photos.map((of) => ({ of, when: 'raised', ...(s.room || isStaff(s.speaker) ? {} : { apart: true }) })),
    source: s.heard.id,
    ...(matter.eased === 'over' && draft.trouble.danger !== undefined ? { alarm: true } : {}),
  })
}
