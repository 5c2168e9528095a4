import { HOUR } from '../calendar.ts'
import type { Place, Reading } from '../heard/reading.ts'
import { categoryOf, freshDue, usualOf } from '../limit/limit.ts'
import { both, cases, happened, isOpen, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { relocated, retitled, reworded } from '../wording/correct.ts'
import { forgetQuestion } from './ask.ts'
import { lastHidden } from './hidden.ts'
import { addWords, lastOwn } from './more.ts'
import { postFor } from './register.ts'

export type Correction = Extract<Reading, { do: 'correct' }>

/** 不是3栋是5栋, 是路灯不是门灯: changes the speaker's latest case. A bare place only answers where she was asked or had not said it. */
export function correct(s: Situation, said: Correction): Outcome | undefined {
  const latest = meant(s, said)
  if (!latest || !isOpen(latest)) return undefined
  if (said.place) return replaced(s, latest, said.place, said.how)
  if (latest.hidden) return said.right === undefined ? undefined : addWords(s, latest)
  const isMeant = latest === lastOwn(s) || (said.wrong !== undefined && latest.text.includes(said.wrong))
  return said.right === undefined || !isMeant ? undefined : renamed(s, latest, said, said.right)
}

function meant(s: Situation, { how }: Correction): Case | undefined {
  if (s.pending?.question.ask === 'place') return s.c.get('case', s.pending.question.case)
  const own = lastHidden(s) ?? lastOwn(s)
  if (how === 'bare') return own?.place?.building === undefined && own?.place?.named === undefined ? own : undefined
  return own ?? latestOwn(s)
}

export const latestOwn = (s: Situation): Case | undefined =>
  s.late
    ? undefined
    : cases(s.c, (matter) => matter.reporter === s.speaker.key && s.at - matter.raisedAt <= HOUR).at(-1)

/** 「2单元」, then 「3栋」: what was not said again stays. */
export const placeAfter = (old: Place | undefined, place: Place, how: Correction['how']): Place => {
  if (place.building === undefined && place.named === undefined) return { ...old, ...place }
  return old?.building === undefined && how === 'bare' ? { ...old, ...place } : place
}

function replaced(s: Situation, matter: Case, said: Place, how: Correction['how']): Outcome {
  const place = placeAfter(matter.place, said, how)
  const first = matter.raised ?? matter.text
  const text = relocated(first, matter.place, place)
  return happened(...forgetQuestion(s), {
    type: 'case-corrected',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    place,
    title: retitled(matter, place),
    ...(text === first ? {} : { text }),
  })
}

/** What it is, rather than where. What it says otherwise, those who work on it read as it was said. */
function renamed(s: Situation, matter: Case, said: Correction, right: string): Outcome {
  const first = matter.raised ?? matter.text
  const by = { wrong: said.wrong, right }
  return both(
    happened({
      type: 'case-corrected',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      title: reworded(matter.title, by),
      text: reworded(first, by) === first ? `${first}；${said.text}` : reworded(first, by),
    }),
    sortedAnew(s, matter, said.category),
  )
}

/** While nobody has taken it, it goes to whoever answers for what it turned out to be; the limit that was told stands. */
function sortedAnew(s: Situation, matter: Case, name: string | undefined): Outcome {
  if (name === undefined || matter.stage !== 'open' || categoryOf(s.c, name).name === matter.category) return NOTHING
  const after = sortOf(s.c, matter, categoryOf(s.c, name).name)
  const fact: Fact = {
    type: 'case-sorted',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    after: { ...after, due: Math.min(matter.due, freshDue(s.c, { ...matter, ...after }, s.now)) },
    ...(after.post === matter.post ? {} : { calls: true }),
  }
  return happened(fact)
}

function sortOf(c: Community, { urgent }: Case, category: string) {
  const { tier, handling } = usualOf(c, { category })
  return { category, kind: undefined, tier, handling, urgent, post: postFor(c, { category }) }
}
