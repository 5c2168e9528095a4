import { DAY, HOUR } from '../calendar.ts'
import { ask } from '../case/ask.ts'
import { add, goodNews, withCase } from '../case/case.ts'
import { addWords } from '../case/more.ts'
import { fallbackPost } from '../case/register.ts'
import { handling, inHand, passedOn } from '../case/staff.ts'
import type { Reading, Thing } from '../heard/reading.ts'
import { isAway } from '../level/letter.ts'
import {
  answer,
  cases,
  concerns,
  happened,
  is,
  isBlamed,
  isConvener,
  isOpen,
  isStaff,
  JOIN_WITHIN,
  mayHandle,
  named,
  type Outcome,
  reporterAskedAt,
  type Situation,
  UNDO_WITHIN,
  undoable,
} from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { inTurn } from '../turn.ts'
import { endsIt, mayEnd } from '../wording/rating.ts'
import { bundled } from './announce.ts'
import { given, meantBarely, type Said, several } from './promise.ts'
import { isIt, justCalled, livesHere, mayAsk, namedBy } from './spoken.ts'
import { take } from './take.ts'

/** 进展 27 … · 「27 已联系维保」: news by those who work on it, words for the case by those it concerns. */
export function news(s: Situation, reading: Extract<Reading, { do: 'news' }>): Outcome | undefined {
  const { case: number, text, how, thing } = reading
  if (thing) return newsNamed(s, reading, thing)
  if (named(s, number) === undefined && reading.takes) return newsBarely(s, reading)
  const meant = named(s, number) ?? (how === 'plain' ? meantBarely(s)?.number : undefined)
  const matter = meant === undefined ? undefined : s.c.get('case', meant)
  if (how === 'plain' && !(matter && (mayHandle(s.speaker, matter) || concerns(matter, s.speaker)))) {
    if (matter && isOpen(matter) && isStaff(s.speaker) && s.room?.kind === 'staff') return passedOn(s, matter, 'post')
    if (!s.heard.addressed) return undefined
    return meant === undefined
      ? undefined
      : matter
        ? add(s, meant, text)
        : answer({ say: 'no-such-case', number: meant })
  }
  if (matter && !mayHandle(s.speaker, matter) && concerns(matter, s.speaker))
    return isOpen(matter) ? addWords(s, matter, text) : undefined
  return handling(s, meant, 'news', (open) =>
    text === '' ? answer({ say: 'reason-missing', case: open.number, command: 'news' }) : told(s, open, reading),
  )
}

/** News by whoever works on it: who is at it, while nobody has it, has taken it. */
const told = (s: Situation, matter: Case, reading: Said<'news'>): Outcome =>
  reading.takes && matter.handler === undefined
    ? inTurn(s, [
        (then) => take(then, matter.number),
        (then) => given(then, then.c.get('case', matter.number) ?? matter, reading),
      ])
    : given(s, matter, reading)

/** 「3栋电梯在修了」. */
function newsNamed(s: Situation, reading: Extract<Reading, { do: 'news' }>, thing: Thing): Outcome | undefined {
  const [only, ...more] = namedBy(s, thing)
  if (!only || more.length > 0) return undefined
  return told(s, only, { ...reading, takes: true })
}

/** 「正在换管子，两点前好」: of what she has in hand or was just called for. */
function newsBarely(s: Situation, reading: Said<'news'>): Outcome | undefined {
  const meant = [...inHand(s).filter((matter) => livesHere(s, matter)), ...justCalled(s)]
  const [only, ...more] = meant
  if (only && more.length === 0) return told(s, only, reading)
  return only && mayAsk(s) ? answer({ say: 'which-number', command: 'news' }) : undefined
}

export const handOn = (s: Situation, number: number | undefined, name: string): Outcome | undefined =>
  handling(s, number, 'hand-on', (matter) => {
    if (isAway(matter)) return answer({ say: 'unfit', case: matter.number, why: 'theirs' })
    const to = called(s, name)
    if (!to) return answer({ say: 'nobody-called', name })
    if (to.key === matter.handler) return answer({ say: 'in-hand', case: matter.number })
    if (isBlamed(to, matter)) return answer({ say: 'unfit', case: matter.number, why: 'blamed' })
    return happened({ type: 'case-offered', at: s.now, case: matter.number, by: s.speaker.key, to: to.key })
  })

/** A member of staff by @ or by name. */
function called(s: Situation, name: string): Person | undefined {
  for (const contact of s.heard.mentions) {
    const person = s.c.byContact(contact)
    if (person && isStaff(person)) return person
  }
  const namesakes = [...s.c.all('person')].filter((person) => person.listed && isStaff(person) && person.name === name)
  return namesakes.length === 1 ? namesakes[0] : undefined
}

/** By the one it was offered to: it stays where it was. By its handler: the conveners decide who does it. By them: it goes back to the level that it came from. */
export const sendBack = (s: Situation, number: number | undefined, reason: string): Outcome | undefined =>
  handling(s, number, 'send-back', (matter) => {
    if (wasOffered(s, matter)) return declined(s, matter, reason)
    if (reason === '') return answer({ say: 'reason-missing', case: matter.number, command: 'send-back' })
    const about = { at: s.now, case: matter.number, by: s.speaker.key, reason }
    if (matter.from && isConvener(s.speaker)) return happened({ type: 'case-refused', ...about })
    return happened({ type: 'case-sent-back', post: fallbackPost(s.c)?.name, ...about })
  })

const wasOffered = ({ speaker }: Situation, { offered, handler }: Case): boolean =>
  offered === speaker.key && handler !== speaker.key
const declined = (s: Situation, { number, handler = '' }: Case, reason: string): Outcome =>
  happened({ type: 'offer-declined', from: handler, at: s.now, case: number, by: s.speaker.key, reason })

/** 「不接」「1我没空」: by whom it was offered to. Whoever has none offered says something else with it. */
export function decline(s: Situation, number: number | undefined, reason: string): Outcome | undefined {
  const waiting = cases(s.c, (matter) => isOpen(matter) && wasOffered(s, matter))
  const meant = named(s, number)
  const [only] = meant === undefined ? waiting : waiting.filter((matter) => matter.number === meant)
  if (only && (meant !== undefined || waiting.length === 1)) return declined(s, only, reason)
  return meant === undefined || !isStaff(s.speaker) ? undefined : sendBack(s, meant, reason)
}

export const refuse = (s: Situation, number: number | undefined, reason: string): Outcome | undefined =>
  handling(s, number, 'refuse', (matter) => {
    if (!isConvener(s.speaker)) return answer({ say: 'not-yours', case: matter.number, who: 'conveners', told: false })
    return reason === ''
      ? answer({ say: 'reason-missing', case: matter.number, command: 'refuse' })
      : happened({ type: 'case-refused', at: s.now, case: matter.number, by: s.speaker.key, reason })
  })

/** @param text for those who work on it */
export const press = (s: Situation, number: number | undefined, text?: string): Outcome | undefined =>
  withCase(s, number, 'press', (matter) => {
    if (!isConvener(s.speaker) && !(is(s.speaker, 'supervisor') && matter.tier !== 'family'))
      return answer({ say: 'not-yours', case: matter.number, who: 'conveners', told: false })
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    return happened({
      type: 'case-pressed',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      ...(text ? { text } : {}),
    })
  })

/** 27要帮忙 没梯子. Without a number it means what everyday words mean. */
export function needHelp(s: Situation, { case: number, text, how }: Extract<Reading, { do: 'need-help' }>) {
  const meant = how === 'plain' ? meantBarely(s)?.number : number
  if (how === 'plain' && meant === undefined) return several(s)
  return handling(s, meant, 'news', (matter) =>
    happened({ type: 'help-wanted', at: s.now, case: matter.number, by: s.speaker.key, ...(text ? { text } : {}) }),
  )
}

/**
 * 办结 27 换了门机皮带 · 27好了 · 好了. By those who work on it: finished. By those it concerns: the handler is asked to
 * close. Plain words without a number or quote mean the only case that this handler has in hand.
 */
export function finish(s: Situation, said: Extract<Reading, { do: 'finish' }>): Outcome | undefined {
  const { case: number, text, how } = said
  const meant = named(s, number)
  if (meant === undefined) return (how === 'over' ? undefined : finishBarely(s, said)) ?? bareGoodNews(s, said)
  const matter = s.c.get('case', meant)
  if (matter && isOpen(matter) && !mayHandle(s.speaker, matter) && concerns(matter, s.speaker))
    return goodNews(s, matter)
  if (how === 'over' || (how === 'plain' && !s.heard.addressed && !isStaff(s.speaker))) return undefined
  return handling(s, number, 'finish', (open) => finished(s, open, text))
}

/** What she has in hand; else what she was just called for, where her words tell which that is. */
function finishBarely(s: Situation, { text, thing, all }: Said<'finish'>): Outcome | undefined {
  const own = thing ? namedBy(s, thing) : all === undefined ? inHand(s) : [...inHand(s), ...justCalled(s)]
  if (own.length === (all ?? 1)) return ended(s, own, text)
  const called = thing || own.length > 0 ? [] : justCalled(s).filter((matter) => mayEnd(s.heard.text, matter.text))
  const over = [...own, ...called].filter((matter) => endsIt(s.heard.text, matter.text))
  if (over.length === 1 && all === undefined) return ended(s, over, text)
  if (own.length > 0) return s.late ? undefined : whichCase(s, own, text)
  if (called.length === 0 || !mayAsk(s)) return undefined
  const [only, ...more] = called
  return only && more.length === 0 ? answer({ say: 'is-it-done', case: only.number }) : whichCase(s, called, text)
}
const ended = (s: Situation, all: readonly Case[], text: string): Outcome =>
  inTurn(
    s,
    all.map((matter) => (then) => finished(then, matter, text)),
  )
const whichCase = (s: Situation, all: readonly Case[], text: string): Outcome =>
  ask(s, { ask: 'which-case', cases: all.map(({ number }) => number), text })

/** 「来水了」 of the speaker's only open case here; a bare 「好了」 may be of anything, so it must be said to the bot. */
function bareGoodNews(s: Situation, { text, how, thing }: Said<'finish'>): Outcome | undefined {
  const own = cases(
    s.c,
    (matter) =>
      isOpen(matter) && concerns(matter, s.speaker) && mayEnd(text, matter.text) && (!thing || isIt(thing, matter)),
  )
  const [only] = own
  if (!s.heard.addressed && text === '' && only?.danger === undefined) return undefined
  if (only && own.length === 1) return goodNews(s, only)
  if (thing && s.heard.addressed && own.length === 0) return answer({ say: 'welcome' }) // 谢谢支书，路灯亮了
  return how === 'command' && s.heard.addressed ? answer({ say: 'which-number', command: 'finish' }) : undefined
}

/** `sight`: raised and finished in one. What the level above has, ends there. */
export function finished(s: Situation, matter: Case, text: string, sight = false): Outcome {
  if (matter.up) return answer({ say: 'unfit', case: matter.number, why: 'with-them' })
  const photos = [...s.photos, ...(s.heard.kind === 'image' ? [s.heard.id] : [])]
  const { asked, offered, held, promised, hushed, since, due } = matter
  return happened(
    {
      type: 'case-finished',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      text,
      media: photos.map((of) => ({ of, when: 'done' })),
    },
    undoable(s, {
      did: 'finish',
      case: matter.number,
      stage: matter.stage,
      handler: matter.handler,
      was: { asked, offered, held, promised, hushed, ...(held ? { since, due } : {}) },
      ...(sight ? { sight } : {}),
    }),
    ...bundled(s, matter),
  )
}

/** So long a finish that nobody has judged is its handler's own to take back. */
export const OWN_FINISH = DAY

/** The speaker's own finish, while nobody has gone on from it. */
export function unfinish(s: Situation, within = UNDO_WITHIN): Outcome | undefined {
  const last = s.c.get('act', s.speaker.key)
  if (last?.act.did !== 'finish' || s.now - last.at > within) return undefined
  const { case: number, stage, handler, was = {}, sight } = last.act
  const matter = s.c.get('case', number)
  if (matter?.stage !== 'done' || matter.endedAt !== last.at) return undefined
  if (isJudged(matter)) return answer({ say: 'judged-already', case: number })
  return happened(
    { type: 'finish-undone', at: s.now, case: number, by: s.speaker.key, stage, handler, was },
    ...(sight ? [{ type: 'case-withdrawn', at: s.now, case: number, by: s.speaker.key } as const] : []),
    { type: 'act-forgotten', at: s.now, person: s.speaker.key },
  )
}

/** 「27点错了」「撤回」: her last act was that finish. */
export function slip(s: Situation, number: number | undefined): Outcome | undefined {
  const act = s.c.get('act', s.speaker.key)?.act
  return act?.did === 'finish' && (named(s, number) ?? act.case) === act.case ? unfinish(s) : undefined
}

/** 「27又坏了」 by who had it in hand. After a day it is the conveners' to say. */
export function backInHand(s: Situation, matter: Case): Outcome {
  const { number, handler, endedAt = 0 } = matter
  if (s.now - endedAt > OWN_FINISH) return passedOn(s, matter, 'conveners')
  if (isJudged(matter)) return answer({ say: 'judged-already', case: number })
  return happened({
    type: 'finish-undone',
    at: s.now,
    case: number,
    by: s.speaker.key,
    stage: 'taken',
    handler,
    was: {},
  })
}

/** Somebody acted on it. */
const isJudged = ({ ratings, inspection, calledBack }: Case): boolean =>
  ratings.length > 0 || inspection !== undefined || calledBack !== undefined

/** A photo or voice alone: to the case that its sender raised or finished within 3 minutes. None: it waits for words. */
export function attach(s: Situation): Outcome | undefined {
  const recent = cases(
    s.c,
    (matter) =>
      (matter.reporter === s.speaker.key &&
        isOpen(matter) &&
        matter.room === s.room?.id &&
        (s.at - matter.raisedAt <= JOIN_WITHIN || s.at - (reporterAskedAt(matter) ?? 0) <= HOUR)) ||
      (matter.handler === s.speaker.key && matter.stage === 'done' && s.at - (matter.endedAt ?? 0) <= JOIN_WITHIN),
  ).at(-1)
  const quoted = s.quoted.case === undefined ? undefined : s.c.get('case', s.quoted.case)
  const matter = quoted && (concerns(quoted, s.speaker) || mayHandle(s.speaker, quoted)) ? quoted : recent
  return matter ? addWords(s, matter) : undefined
}
