import { readAfter, readTogether, withRead } from '../heard/read.ts'
import type { Place, Trouble } from '../heard/reading.ts'
import { anyCategory } from '../limit/limit.ts'
import {
  both,
  cases,
  happened,
  isOpen,
  JOIN_WITHIN,
  NOTHING,
  type Outcome,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Draft, Question } from '../state/community.ts'
import { isOwnHome, located, retitled, reworded } from '../wording/correct.ts'
import { lookAlike } from './alike.ts'
import { ask, forgetQuestion, sameAs } from './ask.ts'
import { type Correction, isOf, isOpenTo, placeAfter, saysMore } from './correct.ts'
import { joinAgain, MOST_SOURCES, MOST_WORDS } from './more.ts'
import { homeOf, register } from './register.ts'
import { recur } from './same.ts'
import { support } from './support.ts'
import { changed, neighbours, ownWaiting } from './waiting.ts'

// ── more of it ───────────────────────────────────────────────────────────────────────────────────

/** What she goes on to say or show within 3 minutes belongs to the report that waits; none: it is something else. */
export function addToDraft(s: Situation, more?: Trouble): Outcome | undefined {
  const waiting = ownWaiting(s)
  if (!waiting || s.at - waiting.askedAt > JOIN_WITHIN) return undefined
  const { draft } = waiting.question
  if (more && !isOfSame(s, draft.trouble, more)) return undefined
  if (draft.trouble.text.length > MOST_WORDS || draft.sources.length > MOST_SOURCES) return NOTHING
  return changed(s, waiting, grown(s, draft, more))
}

/** Of the same kind of trouble, or of a kind that the words leave open, and not of another place. */
function isOfSame({ c }: Situation, a: Trouble, b: Trouble): boolean {
  const any = anyCategory(c)
  const elsewhere =
    a.place?.building !== undefined && b.place?.building !== undefined && a.place.building !== b.place.building
  return !elsewhere && (a.category === b.category || a.category === any || b.category === any)
}

function grown(s: Situation, draft: Draft, more: Trouble | undefined): Draft {
  const { heard } = s
  const words = heard.kind === 'text' ? (more?.text ?? heard.text.trim()) : ''
  const files = heard.kind === 'text' ? s.photos : [...s.photos, heard.id]
  return {
    ...draft,
    trouble: together(
      s,
      words === '' ? draft.trouble : { ...draft.trouble, text: `${draft.trouble.text}；${words}` },
      more,
    ),
    sources: [...draft.sources, heard.id],
    photos: [...new Set([...draft.photos, ...files])],
    ...grew(s, draft),
  }
}

const grew = ({ heard }: Situation, draft: Draft): Pick<Draft, 'grew'> => ({
  grew: [...(draft.grew ?? []), { of: heard.id, was: draft.trouble }],
})

/** One of its messages was recalled: what it said or showed goes, what was said after it stays. */
export function withoutMessage(draft: Draft, message: string): Draft | undefined {
  const { also = [] } = draft
  if (![...draft.sources, ...also.map(({ source }) => source)].includes(message)) return undefined
  const grew = draft.grew ?? []
  const i = grew.findIndex(({ of }) => of === message)
  const was = grew[i]?.was
  const then = grew[i + 1]?.was
  const said = was && then?.text.startsWith(was.text) ? then.text.slice(was.text.length) : ''
  return {
    ...draft,
    trouble: was && !then ? was : { ...draft.trouble, text: draft.trouble.text.replace(said, '') },
    sources: draft.sources.filter((of) => of !== message),
    photos: draft.photos.filter((of) => of !== message),
    grew: grew.filter(({ of }) => of !== message),
    also: also.filter(({ source }) => source !== message),
  }
}

/** What the first words left open, the next ones say. */
function together({ c }: Situation, first: Trouble, more: Trouble | undefined): Trouble {
  if (!more) return first
  const open = first.category === anyCategory(c)
  const { category, kind = first.category === more.category ? more.kind : undefined } = open ? more : first
  const place = more.place && { ...more.place, ...first.place }
  const { kind: _, ...rest } = first
  return {
    ...rest,
    category,
    ...(kind === undefined ? {} : { kind }),
    ...(place ? { place } : {}),
    ...(first.atHome || more.atHome ? { atHome: true } : {}),
    ...(first.began || !more.began ? {} : { began: more.began }),
    ...withRead(readTogether(first, more)),
    urgent: first.urgent || more.urgent,
  }
}

/** Brought to the bot after all: what she said of it before goes with it. */
export function withWaiting(s: Situation, draft: Draft): Draft {
  const waiting = ownWaiting(s)
  if (waiting?.question.ask !== 'register' || s.at - waiting.askedAt > JOIN_WITHIN) return draft
  const { draft: before } = waiting.question
  if (!isOfSame(s, before.trouble, draft.trouble)) return draft
  const said = draft.trouble.text.includes(before.trouble.text)
    ? draft.trouble.text
    : `${draft.trouble.text}；${before.trouble.text}`
  return {
    ...before,
    ...draft,
    trouble: together(s, { ...draft.trouble, text: said }, before.trouble),
    sources: [...new Set([...draft.sources, ...before.sources])],
    photos: [...new Set([...before.photos, ...draft.photos])],
  }
}

// ── put right ────────────────────────────────────────────────────────────────────────────────────

/** 「不是3栋是5栋」 before she has answered: changes what is asked about, or tells whether it is the same. To the bot it is asked again. */
export function correctDraft(s: Situation, said: Correction): Outcome | undefined {
  const waiting = ownWaiting(s)
  if (!waiting || (!said.place && said.right === undefined)) return undefined
  const { question } = waiting
  const { draft } = question
  const { place } = draft.trouble
  if (said.place && said.how === 'bare' && place?.building !== undefined && !isOpenTo(place, said.place))
    return undefined
  if (!said.place && !isOf(said, draft.trouble.text, true)) return undefined
  const sources = [...draft.sources, s.heard.id]
  const now = { ...draft, trouble: rightly(s, draft.trouble, said), sources, ...grew(s, draft) }
  const answer = said.place && question.ask === 'same' ? byPlace(s, { ...question, draft: now }) : undefined
  return answer ?? (s.heard.addressed ? ask(s, { ...question, draft: now }) : changed(s, waiting, now))
}

/** 「2单元」 to 「和 #1 是同一件吗」: yes of the very unit, no of another place; none: it may be either. */
function byPlace(s: Situation, question: Extract<Question, { ask: 'same' }>): Outcome | undefined {
  const home = homeOf(s.speaker)
  const { place } = question.draft.trouble
  const here = place?.unit === undefined && place?.building === home?.building ? home : place
  const there = (number: number): boolean | undefined => isThere(s.c.get('case', number)?.place, here)
  const it = [question.case, ...(question.others ?? [])].find(there)
  if (it !== undefined) return answerDraft(s, { ...question, case: it }, 'yes')
  return there(question.case) === false ? answerDraft(s, question, 'no') : undefined
}

function isThere(there: Place | undefined, place: Place | undefined): boolean | undefined {
  if (there?.building === undefined || place?.building === undefined) return undefined
  if (!samePlace(there, place)) return false
  return there.unit !== undefined && there.unit === place.unit ? true : undefined
}

function rightly(s: Situation, trouble: Trouble, said: Correction): Trouble {
  const { read = {}, ...told } = trouble
  if (said.place) {
    const place = placeAfter(trouble.place, said.place, said)
    const title = retitled({ title: trouble.title, ...(trouble.place ? { place: trouble.place } : {}) }, place)
    const isMore = said.how === 'bare' && saysMore(s.heard.text)
    const text = isMore ? `${trouble.text}；${s.heard.text.trim()}` : located(trouble.text, trouble.place, place)
    return { ...told, place, title, text, ...withRead(readAfter(read, trouble.text, text, 'place')) }
  }
  if (said.how === 'inside') return { ...trouble, text: `${trouble.text}；${said.right}` }
  const now = otherwise(s, told, said)
  return { ...now, ...withRead(readAfter(read, told.text, now.text)) }
}

/** What it is, rather than where. Above her own home is still in her building. */
function otherwise(s: Situation, told: Trouble, { wrong, right = '', category, text: said }: Correction): Trouble {
  const { atHome, kind: _, ...trouble } = told
  const by = { wrong, right }
  const text = reworded(told.text, by)
  const home = isOwnHome(wrong ?? '')
  const { named: spot, ...dwelling } = told.place ?? {}
  const isSpot = spot !== undefined && wrong?.includes(spot) === true // 「不是大门，是信箱」: the gate was no place
  const place = isSpot ? dwelling : (told.place ?? (home ? homeOf(s.speaker) : undefined))
  return {
    ...(category === undefined || category === told.category
      ? { ...trouble, ...kindOf(told) }
      : { ...trouble, category }),
    ...(place ? { place } : {}),
    ...(atHome && !home ? { atHome } : {}),
    title: reworded(told.title, by),
    text: text === told.text ? `${text}；${said}` : text,
  }
}
const kindOf = ({ kind }: Trouble): Pick<Trouble, 'kind'> => (kind === undefined ? {} : { kind })

/** 「报」 by a neighbour who has it too, while its author does not answer: it is hers then. */
export function reportJoined(s: Situation): Outcome | undefined {
  const waiting = neighbours(s, ({ also = [] }) => also.some(({ person }) => person === s.speaker.key))
  if (!waiting || s.late) return undefined
  const { draft } = waiting.question
  const also = draft.also?.filter(({ person }) => person !== s.speaker.key) ?? []
  return filed(s, { ...draft, also })
}

// ── the answer ───────────────────────────────────────────────────────────────────────────────────

/** What the speaker says to the question whether to register, or whether it is the same. */
export function answerDraft(
  s: Situation,
  question: Extract<Question, { ask: 'register' | 'same' }>,
  says: 'yes' | 'no' | 'report',
): Outcome {
  const dropped: Outcome = happened(...forgetQuestion(s))
  if (question.ask === 'register') return says === 'no' ? dropped : filed(s, question.draft)
  const matter = s.c.get('case', question.case)
  if (says !== 'yes' || !matter) return register(s, question.draft)
  if (!isOpen(matter)) return both(dropped, recur(s, matter, question.draft))
  return both(dropped, both(support(s, matter, question.draft.trouble.place), joinAgain(s, matter, question.draft)))
}

/** It becomes a case, unless it is one already, or is like one. */
function filed(s: Situation, draft: Draft): Outcome {
  const dropped: Outcome = happened(...forgetQuestion(s))
  const [same] = cases(s.c, (matter) => isOpen(matter) && draft.sources.some((id) => matter.sources.includes(id)))
  if (same) return both(dropped, support(s, same, draft.trouble.place, true))
  const [alike, ...others] = lookAlike(s, draft.trouble)
  return alike ? both(dropped, ask(s, sameAs(draft, alike, others))) : register(s, draft)
}
