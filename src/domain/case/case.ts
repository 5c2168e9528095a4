import type { Answer, Command } from '../answer.ts'
import { DAY, type Instant } from '../calendar.ts'
import type { Reading } from '../heard/reading.ts'
import { goneTo, isAway, newsTo } from '../level/letter.ts'
import { isRunning } from '../limit/rung.ts'
import { byWeight } from '../limit/weight.ts'
import {
  answer,
  both,
  calling,
  cases,
  concerns,
  happened,
  isConvener,
  isOpen,
  isStaff,
  justRaisedHere,
  mayHandle,
  named,
  type Outcome,
  openPolls,
  passOn,
  type Situation,
} from '../situation.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { saysItWorks } from '../wording/level.ts'
import { exposedIn } from '../wording/private.ts'
import { ask, forgetQuestion } from './ask.ts'
import { latestOwn } from './correct.ts'
import { withoutMessage } from './draft.ts'
import { goesOnAs } from './merged.ts'
import { addWords, lastOwn, marked, unnumbered } from './more.ts'
import { homeOf } from './register.ts'

const RECALL_GRACE = 10 * 60_000
const LISTED = 3

/** Does something with the case that is named or quoted; says so where there is none of that number. */
export function withCase(
  s: Situation,
  number: number | undefined,
  command: Command,
  then: (matter: Case) => Outcome,
): Outcome | undefined {
  const meant = named(s, number)
  if (meant === undefined) return s.heard.addressed ? answer({ say: 'which-number', command }) : undefined
  const matter = s.c.get('case', meant)
  return matter ? then(goesOnAs(s.c, matter)) : answer({ say: 'no-such-case', number: meant })
}

/** 进度 27 · 电梯到底修不修 by somebody whom exactly one such case concerns. */
export function progress(s: Situation, reading: Omit<Extract<Reading, { do: 'progress' }>, 'do'>): Outcome | undefined {
  const number = named(s, reading.case)
  const told = ({ number: of }: Case): Answer => ({
    say: 'progress',
    case: of,
    ...(reading.why === undefined ? {} : { why: true }),
  })
  if (number !== undefined)
    return withCase(s, number, 'progress', (matter) => answer(told(matter), ...wholly(s, matter, reading.why)))
  const own = cases(
    s.c,
    (matter) =>
      concerns(matter, s.speaker) && isAbout(matter, reading) && (reading.why !== 'late' || isSlow(matter, s.now)),
  )
  const open = own.filter(isOpen)
  const [only] = open
  if (!only && reading.how === 'own') return undefined // out of patience, but with what?
  if (only && open.length === 1 && (reading.how === 'own' || s.heard.addressed)) return answer(told(only))
  if (!s.heard.addressed) return undefined
  if (open.length > 1)
    return answer(...open.slice(-LISTED).map((matter) => ({ say: 'progress', case: matter.number }) as const))
  const raised = justRaisedHere(s)
  const fresh = reading.category === undefined || raised?.category === reading.category ? raised : undefined
  const others = fresh || reading.category === undefined ? [] : ofKind(s, reading.category)
  if (others.length > 0) return answer(...others.map(({ number: of }) => ({ say: 'progress', case: of }) as const))
  if (fresh) return answer({ say: 'progress', case: fresh.number })
  const isTold = s.category !== undefined && reading.category !== undefined && reading.thing === undefined
  return isTold ? undefined : answer({ say: 'which-number', command: 'progress' }) // nobody has told of it: now she does
}

const isAbout = ({ category, text }: Case, of: { readonly category?: string; readonly thing?: string }): boolean =>
  (of.thing !== undefined && text.includes(of.thing)) ||
  (of.category === undefined ? of.thing === undefined : category === of.category)

/** What neighbours reported of that kind: where she lives, else the only one. */
function ofKind({ c, speaker }: Situation, category: string): readonly Case[] {
  const open = cases(c, (matter) => isOpen(matter) && matter.tier !== 'family' && matter.category === category)
  const home = homeOf(speaker)
  const near = open.filter(({ place }) => home !== undefined && place?.building === home.building)
  return near.length > 0 ? near.slice(-LISTED) : open.length === 1 ? open : []
}

/** More than one line of a group holds: whoever works on it gets the rest in private. */
const LONG = 110
export const isLong = ({ text }: Case): boolean => text.length > LONG
const wholly = ({ room, speaker }: Situation, matter: Case, why: unknown): readonly Answer[] =>
  why === undefined && room?.kind === 'staff' && speaker.friend && isLong(matter) && mayHandle(speaker, matter)
    ? [{ say: 'progress', case: matter.number, to: { person: speaker.key } }]
    : []

/** Late, put off, or given more time: one may ask why. */
const isSlow = ({ due, held, moved }: Case, now: Instant): boolean =>
  held !== undefined || moved !== undefined || due <= now

export const whose = (s: Situation, number: number | undefined): Outcome | undefined => {
  const meant = named(s, number) ?? justRaisedHere(s)?.number
  return withCase(s, meant, 'progress', (matter) => answer({ say: 'whose', case: matter.number }))
}

/** 1在哪, 1是哪家, 1谁报的: the door and the name go in private to those who may handle it. */
export const where = (s: Situation, number: number | undefined, who: boolean): Outcome | undefined =>
  (who ? ofDoor(s, number) : undefined) ??
  withCase(s, number, 'progress', (matter) => {
    const about = { case: matter.number } as const
    if (!mayHandle(s.speaker, matter)) return answer({ say: 'where', ...about, who })
    if (!s.room) return answer({ say: 'whose-home', ...about })
    const inside = s.speaker.friend ? [{ say: 'whose-home', ...about, to: { person: s.speaker.key } } as const] : []
    return answer({ say: 'where', ...about, who }, ...inside)
  })

const FIRST_DOOR = 101
/** 「301的电话多少」: no case has that number, so it is a door. Who works on what is told of there may know. */
function ofDoor(s: Situation, number: number | undefined): Outcome | undefined {
  if (number === undefined || number < FIRST_DOOR || s.c.get('case', number)) return undefined
  const [only, ...more] = cases(
    s.c,
    (matter) => isOpen(matter) && mayHandle(s.speaker, matter) && matter.place?.room === `${number}`,
  )
  return only && more.length === 0 ? where(s, only.number, true) : answer({ say: 'no-doors' })
}

/** 补充 27 … by anybody: the words of those concerned join the case, others' go to its handlers. */
export const add = (s: Situation, number: number, text: string): Outcome | undefined =>
  withCase(s, number, 'progress', (matter) => {
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    if (concerns(matter, s.speaker) || isStaff(s.speaker)) return addWords(s, matter, text)
    const passed = passOn(s, { say: 'told-on', case: number, text, to: { handlersOf: number } })
    return both(answer({ say: 'not-yours', case: number, who: 'post', told: passed.answers.length > 0 }), passed)
  })

/** 撤回 27: one's own, while nobody works on it. 「算了」 asks once. */
export function withdraw(s: Situation, number: number | undefined): Outcome | undefined {
  if (named(s, number) === undefined) {
    if (s.pending && 'draft' in s.pending.question) return happened(...forgetQuestion(s))
    const toOthers = s.heard.quote?.ours === false || s.heard.mentions.length > 0
    if (toOthers && !s.heard.addressed) return undefined
    const latest = s.late ? undefined : (lastOwn(s) ?? latestOwn(s) ?? (s.heard.addressed ? onlyOwn(s) : undefined))
    const isOfHere = !s.room || s.heard.addressed || latest?.room === s.room.id // nobody here hears of what was told elsewhere
    if (latest?.stage !== 'open' || !isOfHere)
      return s.heard.addressed ? answer({ say: 'which-number', command: 'withdraw' }) : undefined
    return ask(s, { ask: 'withdraw', case: latest.number })
  }
  return withCase(s, number, 'withdraw', (matter) => {
    if (matter.reporter !== s.speaker.key)
      return isConvener(s.speaker) && isOpen(matter)
        ? answer({ say: 'reason-missing', case: matter.number, command: 'refuse' }) // not in another's name
        : answer({ say: 'not-yours', case: matter.number, who: 'reporter', told: false })
    if (matter.from) return answer({ say: 'unfit', case: matter.number, why: 'from-there' }) // they alone withdraw it
    if (matter.stage === 'taken' && !(matter.up ?? matter.down))
      // what another level has, nobody here works on
      return both(
        answer({ say: 'in-hand', case: matter.number }),
        passOn(s, { say: 'told-on', case: matter.number, text: s.heard.text, to: { handlersOf: matter.number } }),
      )
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    return happened(...forgetQuestion(s), { type: 'case-withdrawn', at: s.now, case: matter.number, by: s.speaker.key })
  })
}

/** 「刚才那个不要了」 to the bot: what else could she mean? */
function onlyOwn({ c, speaker }: Situation): Case | undefined {
  const own = cases(c, (matter) => isOpen(matter) && matter.reporter === speaker.key)
  return own.length === 1 ? own[0] : undefined
}

/** A message of a draft or case was recalled, or one that supported it. */
export function recalled(s: Pick<Situation, 'c' | 'now'>, message: string): Outcome {
  for (const pending of s.c.all('pending')) {
    if (!('draft' in pending.question)) continue
    const { question } = pending
    if (question.draft.sources[0] === message)
      return happened({ type: 'question-dropped', at: s.now, person: pending.person })
    const draft = withoutMessage(question.draft, message)
    if (draft)
      return happened({ type: 'draft-changed', at: s.now, pending: { ...pending, question: { ...question, draft } } })
  }
  const supported = cases(s.c, (one) => isOpen(one) && one.supporters.some(({ source }) => source === message))
  const [matter] = supported
  const supporter = matter?.supporters.find(({ source }) => source === message)
  if (matter && supporter)
    return happened({ type: 'support-withdrawn', at: s.now, case: matter.number, by: supporter.person })
  const raised = cases(
    s.c,
    ({ hidden, sources, stage, goingAt, text, raised: told = text }) =>
      !hidden && sources[0] === message && stage === 'open' && goingAt === undefined && exposedIn(told) === undefined, // who was asked to recall it still wants it done
  )
  return happened(
    ...raised.map(
      ({ number, reporter }): Fact => ({
        type: 'withdrawal-announced',
        at: s.now,
        case: number,
        by: reporter,
        going: s.now + RECALL_GRACE,
      }),
    ),
  )
}

/** 催 27: at most once a day per case. */
export const urge = (s: Situation, number: number | undefined): Outcome | undefined => {
  const own = cases(s.c, (matter) => isOpen(matter) && concerns(matter, s.speaker))
  const meant = named(s, number) ?? (own.length === 1 ? own[0]?.number : undefined)
  return withCase(s, meant, 'urge', (matter) => {
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    if (s.now - (matter.urgedAt ?? 0) < DAY) return answer({ say: 'urged-already', case: matter.number })
    const called = calling(s)
    if (!called) return answer({ say: 'called-enough' })
    return happened(...called, { type: 'case-urged', at: s.now, case: matter.number, by: s.speaker.key })
  })
}

/** 再不来我打12345了, by somebody whom an open case concerns: the conveners hear it, once a day. */
export function urgeOutside(s: Situation, number: number | undefined): Outcome | undefined {
  const meant = named(s, number)
  const own = cases(s.c, (one) => isOpen(one) && concerns(one, s.speaker))
  const matter =
    meant === undefined ? own.toSorted((a, b) => a.due - b.due)[0] : own.find((one) => one.number === meant)
  if (!matter) return undefined
  if (s.now - (matter.outsideAt ?? 0) < DAY) return urge(s, matter.number)
  return happened({ type: 'case-urged', at: s.now, case: matter.number, by: s.speaker.key, outside: true })
}

/** Said to work again, or of a danger to be over: whoever works on it is asked to close. It never withdraws. */
export function goodNews(s: Situation, matter: Case): Outcome {
  const link = goneTo(matter)
  if (matter.danger !== undefined && !link)
    return marked(
      addWords(s, matter, unnumbered(s.heard.text)),
      isRunning(matter) ? { eases: 'over' } : { quiet: true },
    )
  const told = answer({ say: 'good-news-told', case: matter.number })
  const called = calling(s)
  if (!called) return told
  return link
    ? both(happened(...called, newsTo(matter, link, saysItWorks(), s.now)), told)
    : both(
        both(happened(...called), told),
        answer({ say: 'close-please', case: matter.number, to: { handlersOf: matter.number } }),
      )
}

/** 我的: in a private message. */
export function mine(s: Situation): Outcome {
  const own = cases(
    s.c,
    (matter) => matter.reporter === s.speaker.key || (concerns(matter, s.speaker) && isOpen(matter)),
  )
  const list = {
    say: 'mine',
    cases: own.slice(-LISTED * 2).map(({ number }) => number),
    polls: openPolls(s.c, undefined).map(({ number }) => number),
    to: { person: s.speaker.key },
  } as const
  return privately(s, list)
}

/** The most pressing first; what is held last, and after it what another level has. */
const pressing = (a: Case, b: Case): number =>
  Number(isAway(a)) - Number(isAway(b)) || Number(a.held !== undefined) - Number(b.held !== undefined) || byWeight(a, b)

/** 待办: own list with lights, privately unless asked among staff. */
export function todo(s: Situation): Outcome {
  if (!isStaff(s.speaker)) return answer({ say: 'staff-only' })
  const aloud = s.room !== undefined && s.room.kind !== 'residents'
  const own = cases(s.c, (matter) => isOpen(matter) && mayHandle(s.speaker, matter))
  const list = own.filter(({ tier }) => !aloud || tier !== 'family').toSorted(pressing)
  const numbers = list.map(({ number }) => number)
  return s.room?.kind === 'residents'
    ? privately(s, { say: 'todo', cases: numbers, to: { person: s.speaker.key } })
    : answer({ say: 'todo', cases: numbers })
}

/** Content for one person's eyes: to friends only; others are asked to befriend the bot, in one line without content. */
export function privately(s: Situation, content: Answer): Outcome {
  if (!s.room) return answer(content)
  return s.speaker.friend ? answer(content, { say: 'sent-privately' }) : answer({ say: 'befriend-me' })
}
