import { DAY, dayOf, type Instant, instant, workdaysLater } from './calendar.ts'
import { freshDue, hold } from './limit.ts'
import type { Case } from './matter.ts'
import { meantBarely } from './promise.ts'
import { addWords, lastOwn } from './raise.ts'
import type { Reading } from './reading.ts'
import { cases, concerns, happened, isOpen, mayHandle, NOTHING, type Outcome, type Situation } from './situation.ts'
import { handling } from './staff.ts'

type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

/** Whoever is not at home is given so many working days to answer. */
const WAITED = 2
/** When somebody can be visited again. */
const MORNING = '08:30'

/** 去了，没人在家 · 打电话不接: the clock stands still until the resident answers. */
export function nobodyHome(s: Situation, { case: number, text }: Said<'nobody-home'>): Outcome | undefined {
  const matter = number === undefined ? meantBarely(s) : s.c.get('case', number)
  if (matter && !mayHandle(s.speaker, matter) && !s.heard.addressed)
    return isOpen(matter) && concerns(matter, s.speaker) ? addWords(s, matter, text) : undefined // of a handler who does not come
  if (!matter && number === undefined) return s.heard.addressed ? handling(s, number, 'news', () => NOTHING) : undefined
  return handling(s, number ?? matter?.number, 'news', (open) =>
    open.held || open.danger !== undefined
      ? happened({ type: 'news-given', at: s.now, case: open.number, by: s.speaker.key, text })
      : hold(s, open, { why: 'resident', until: workdaysLater(s.c.calendar, s.now, WAITED), reason: text }),
  )
}

/** Her own case that is named or quoted; else the one that waits for her, the one just raised, or her only one. */
function ownOf(s: Situation, number: number | undefined): Case | undefined {
  const named = number ?? s.quoted.case
  const own = cases(s.c, (matter) => isOpen(matter) && matter.reporter === s.speaker.key)
  if (named !== undefined) return own.find((matter) => matter.number === named)
  const waiting = own.filter(({ held }) => held?.why === 'resident')
  if (waiting.length === 1) return waiting[0]
  return lastOwn(s) ?? (s.heard.addressed && own.length === 1 ? own[0] : undefined)
}

/** 不急 · 我下周才在家: by its reporter, who can wait. Others it concerns may be in a hurry. */
export function noHurry(s: Situation, { case: number, until, text }: Said<'no-hurry'>): Outcome | undefined {
  const matter = ownOf(s, number)
  if (!matter) return number === undefined ? undefined : wordsOf(s, number, text)
  if (matter.danger !== undefined) return addWords(s, matter, text)
  const day = until && instant(dayOf(until), MORNING)
  const calm = calmer(s, matter)
  if (day === undefined || day <= s.now + DAY / 2) return calm.facts.length > 0 ? calm : addWords(s, matter, text)
  return hold(s, matter, { why: 'resident', until: day, reason: text })
}

/** No more urgent than any other of its kind, unless others have joined it. */
function calmer(s: Situation, matter: Case): Outcome {
  if (!matter.urgent || matter.supporters.length > 0) return NOTHING
  const due: Instant = freshDue(s.c, { ...matter, urgent: false }, matter.since)
  return due <= matter.due
    ? NOTHING
    : happened({ type: 'hurry-dropped', at: s.now, case: matter.number, by: s.speaker.key, due })
}

function wordsOf(s: Situation, number: number, text: string): Outcome | undefined {
  const matter = s.c.get('case', number)
  return matter && isOpen(matter) && concerns(matter, s.speaker) ? addWords(s, matter, text) : undefined
}

/** 周六上午在家: of the case that waits for her. */
export function atHome(s: Situation): Outcome | undefined {
  const matter = ownOf(s, undefined)
  return matter?.held || (matter && (s.heard.addressed || s.quoted.case !== undefined))
    ? addWords(s, matter)
    : undefined
}
