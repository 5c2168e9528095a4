import type { Trouble } from '../heard/reading.ts'
import {
  ASKS_AN_HOUR,
  answer,
  both,
  cases,
  concerns,
  happened,
  isOpen,
  isSomewhere,
  NOTHING,
  type Outcome,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Draft } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { isHerself, isOwn } from '../wording/home.ts'
import { isForAll, isSomebodyElse, isUnspoken, lookAlike, repeated, sameDanger } from './alike.ts'
import { ask, forgetQuestion, sameAs } from './ask.ts'
import { stillThere, toldLately, warning } from './danger.ts'
import { addToDraft, withWaiting } from './draft.ts'
import { hidden, lastHidden, sameHidden } from './hidden.ts'
import { addWords, joinAgain, lastOwn } from './more.ts'
import { askPlace, caseOf, registerAfter } from './register.ts'
import { support, voice } from './support.ts'
import { joinDraft } from './waiting.ts'

/** Sure enough to register without a question, where the community's intake is `auto`. */
const SURE = 0.8
/** Sure enough to ask. */
const LIKELY = 0.5

/** A trouble that the speaker brought to the bot: it becomes a case, unless one like it is open. */
export function raise(
  s: Situation,
  trouble: Trouble,
  on: { readonly for?: string; readonly sources?: readonly string[] } = {},
): Outcome {
  if (s.late) return s.heard.addressed ? answer({ say: 'too-late', at: s.at }) : NOTHING
  const draft: Draft = withWaiting(s, {
    trouble,
    sources: on.sources ?? [s.heard.id],
    photos: [...s.photos, ...(s.heard.kind === 'image' ? [s.heard.id] : [])],
    ...(on.for === undefined ? {} : { for: on.for }),
  })
  const known = draft.sources
    .filter((id) => id !== s.heard.id) // of which one part may have become a case just now
    .flatMap((id) => cases(s.c, (matter) => isOpen(matter) && matter.sources.includes(id)))
    .at(-1)
  if (known) return support(s, known, trouble.place, true)
  const warned = warn(s, trouble)
  if (isUnspoken(s.c, trouble.danger)) return both(warned, hide(s, draft))
  const hers = trouble.danger === undefined || isForAll(s.c, trouble.danger) ? undefined : lastHidden(s)
  if (hers && !isSomewhere(trouble.place)) return both(warned, addWords(s, hers, trouble.text)) // 脸上都是血, after 老公打我
  const worse = worsened(s, trouble)
  if (worse) return both(warned, addWords(s, worse, trouble.text))
  const running = toldLately(s, trouble)
  if (running) return stillThere(s, running, { alarm: true, text: trouble.text })
  const again = repeated(s, trouble)
  if (again && !isOther(s, trouble, again))
    return both(
      warned,
      isNothingNew(again, draft) ? answer({ say: 'progress', case: again.number }) : joinAgain(s, again, draft),
    )
  const spreading = trouble.danger === undefined ? undefined : sameDanger(s, trouble)
  if (spreading) return both(warned, both(support(s, spreading, trouble.place), joinAgain(s, spreading, draft)))
  const [alike, ...others] = trouble.danger === undefined ? lookAlike(s, draft.trouble) : []
  const settled = both(warned, settleOther(s))
  return both(settled, alike ? ask(s, sameAs(draft, alike, others)) : registerAfter(s, settled, draft))
}

/** An unaddressed message that reads like a trouble: by the community's intake mode, danger at once. */
export function notice(s: Situation, trouble: Trouble): Outcome | undefined {
  if (s.heard.addressed && trouble.sure < SURE) return askToRegister(s, trouble)
  if (s.room === undefined || s.heard.addressed) return raise(s, trouble)
  if (s.late || (!s.speaker.heard && trouble.danger === undefined)) return undefined
  const growing = lastOwn(s)
  if (
    growing &&
    growing.eased !== 'over' &&
    growing.category === trouble.category &&
    !isOther(s, trouble, growing) &&
    !isElsewhere(trouble, growing)
  )
    return addWords(s, growing)
  if (trouble.danger === undefined) {
    const told = addToDraft(s, trouble) ?? voice(s, trouble) ?? joinDraft(s, trouble)
    if (told) return told
    if (isStillSo(s, trouble)) return NOTHING
    const again = trouble.sure >= LIKELY ? repeated(s, trouble) : undefined
    if (again && (trouble.kind ?? again.kind) === again.kind)
      return joinAgain(s, again, { trouble, sources: [s.heard.id], photos: s.photos })
  }
  const { intake } = s.c.is.settings
  if (trouble.danger !== undefined && trouble.sure >= LIKELY) return raise(s, trouble)
  if (intake === 'explicit' || trouble.sure < LIKELY || hushed(s)) return undefined
  if (intake === 'auto' && trouble.sure >= SURE) return raise(s, trouble)
  const asks = s.room.asks.filter((at) => s.now - at < ASKS_AN_HOUR.within)
  if (asks.length >= ASKS_AN_HOUR.count || s.pending) return undefined
  return both(
    askToRegister(s, trouble),
    happened({ type: 'room-changed', at: s.now, room: { ...s.room, asks: [...asks, s.now] } }),
  )
}

const askToRegister = (s: Situation, trouble: Trouble): Outcome =>
  ask(s, { ask: 'register', draft: { trouble, sources: [s.heard.id], photos: s.photos } })

const STILL = /还(?:是)?(?:没|不|莫)|没来|一直|到现在|仍/
/** 「我们这里还没得水」 by a household that is counted in a case of it. */
const isStillSo = (s: Situation, { text, category, place }: Trouble): boolean =>
  STILL.test(text) &&
  cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.category === category &&
      matter.reporter !== s.speaker.key &&
      concerns(matter, s.speaker) &&
      (!isSomewhere(place) || !isSomewhere(matter.place) || samePlace(place, matter.place)),
  ).length > 0

/** Whether it would be asked about: of several troubles that were told at once, such a one comes last. */
export const isAskedAbout = (s: Situation, trouble: Trouble): boolean =>
  trouble.danger === undefined && !repeated(s, trouble) && lookAlike(s, trouble).length > 0

/** Said again word for word: she wants to know how it stands. */
const isNothingNew = (matter: Case, { trouble, photos }: Draft): boolean =>
  matter.text.includes(trouble.text) &&
  photos.length === 0 &&
  matter.goingAt === undefined &&
  matter.eased !== 'over' &&
  !trouble.unnamed

/** A danger that was not told yet is never just more words, and neither is another who is in it. */
const isOther = (s: Situation, trouble: Trouble, matter: Case): boolean =>
  trouble.danger !== undefined && (trouble.danger !== matter.danger || isSomebodyElse(s, trouble, matter))

/** Her danger of just now, with which another has come: those whom it called hear of that too. */
function worsened(s: Situation, trouble: Trouble): Case | undefined {
  const growing = lastOwn(s)
  if (growing?.danger === undefined || trouble.danger === undefined || trouble.danger === growing.danger)
    return undefined
  if (isOwn(trouble.text) && !isForAll(s.c, trouble.danger)) return undefined
  return isElsewhere(trouble, growing) ? undefined : growing
}

const isElsewhere = ({ place }: Trouble, matter: Case): boolean =>
  isSomewhere(place) && isSomewhere(matter.place) && !samePlace(place, matter.place)

const hushed = (s: Situation): boolean => (s.room?.hushedUntil ?? 0) > s.now

/** The emergency number first. */
function warn(s: Situation, trouble: Trouble): Outcome {
  if (trouble.danger === undefined) return NOTHING
  return warning(trouble.danger, saysWhere(s, trouble), trouble)
}

/** Named, or her own home that is known; who fell may lie anywhere. */
const saysWhere = ({ c, speaker }: Situation, trouble: Trouble): boolean => {
  const { place, atHome, text } = trouble
  const isHome = atHome || (isUnspoken(c, trouble.danger) && isHerself(text))
  return isSomewhere(place) || (isHome === true && speaker.dwellings.some(({ confirmed }) => confirmed))
}

/** A case that nobody hears of but those who are to help; more of the same joins it. */
function hide(s: Situation, draft: Draft): Outcome {
  const { text } = draft.trouble
  const running = sameHidden(s, draft.trouble)
  if (running)
    return happened({
      type: 'words-added',
      at: s.now,
      case: running.number,
      by: s.speaker.key,
      text,
      media: [],
      source: s.heard.id,
    })
  const matter = hidden(s.c, caseOf(s.c, draft, { speaker: s.speaker, room: s.room?.id, at: s.at }))
  return happened(
    ...forgetQuestion(s),
    { type: 'case-raised', at: s.now, case: matter.number, matter },
    ...(saysWhere(s, draft.trouble) ? [] : askPlace(s, matter.number)),
  )
}

/** A report that still waits for 「同一件吗」 goes on as a case of its own when its author reports something else. */
function settleOther(s: Situation): Outcome {
  const waiting = s.c.get('pending', s.speaker.key)
  if (waiting?.question.ask !== 'same') return NOTHING
  const matter = caseOf(s.c, waiting.question.draft, { speaker: s.speaker, room: waiting.room, at: waiting.askedAt })
  return happened(...forgetQuestion(s), { type: 'case-raised', at: s.now, case: matter.number, matter })
}
