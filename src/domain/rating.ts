import { DAY, dueAfter, dueByDay, type Instant } from './calendar.ts'
import { withCase } from './case.ts'
import { unfinish } from './handle.ts'
import type { Case } from './matter.ts'
import { categoryOf } from './raise.ts'
import type { Grade } from './reading.ts'
import {
  answer,
  both,
  cases,
  concerns,
  happened,
  isConvener,
  isOpen,
  NOTHING,
  named,
  type Outcome,
  REOPEN_DAYS,
  type Situation,
  unitOf,
} from './situation.ts'

/** 27 满意. 不满意 with a reason by the reporter takes the case up again. */
export function rate(s: Situation, number: number | undefined, grade: Grade, text: string): Outcome | undefined {
  const meant = named(s, number) ?? (s.heard.addressed ? onlyDoneOf(s)?.number : undefined)
  return withCase(s, meant, 'rate', (matter) => {
    if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
    if (!concerns(matter, s.speaker) && unitOf(s.speaker) === s.speaker.key && !s.speaker.listed)
      return answer({ say: 'not-yours', case: matter.number, who: 'reporter', told: false })
    const rated: Outcome = happened({
      type: 'case-rated',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      unit: unitOf(s.speaker),
      grade,
      text,
    })
    if (grade !== 'poor' || text === '' || matter.reporter !== s.speaker.key) return rated
    return both(rated, reopened(s, matter, text))
  })
}

/** 没好, 又坏了: by the reporter within 15 days the same case is taken up again. */
export function reopen(s: Situation, number: number | undefined, text: string): Outcome | undefined {
  const unfinished = s.c.get('act', s.speaker.key)?.act
  if (unfinished?.did === 'finish' && (named(s, number) ?? unfinished.case) === unfinished.case) {
    const undone = unfinish(s)
    if (undone) return undone
  }
  const meant = named(s, number) ?? onlyDoneOf(s)?.number
  if (meant === undefined)
    return s.heard.addressed && text === '' ? answer({ say: 'which-number', command: 'reopen' }) : undefined
  return withCase(s, meant, 'reopen', (matter) => {
    if (isOpen(matter))
      return named(s, number) === undefined ? NOTHING : answer({ say: 'progress', case: matter.number })
    if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
    if (matter.reporter !== s.speaker.key && !isConvener(s.speaker))
      return rate(s, matter.number, 'poor', text) ?? NOTHING
    return reopened(s, matter, text)
  })
}

function reopened(s: Situation, matter: Case, text: string): Outcome {
  if (s.now - (matter.endedAt ?? 0) > REOPEN_DAYS * DAY) return answer({ say: 'too-old', case: matter.number })
  if (text === '') return answer({ say: 'reason-missing', case: matter.number, command: 'reopen' })
  return happened({
    type: 'case-reopened',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    text,
    due: freshDue(s, matter),
  })
}

const freshDue = (s: Situation, matter: Case): Instant =>
  dueByDay(
    dueAfter(s.c.calendar, s.now, categoryOf(s.c, matter.category)[matter.urgent ? 'urgentLimit' : 'limit']),
    s.c.is.settings,
  )

const onlyDoneOf = (s: Situation): Case | undefined => {
  const done = cases(
    s.c,
    (matter) =>
      matter.stage === 'done' &&
      matter.reporter === s.speaker.key &&
      (s.category === undefined || s.category === matter.category) &&
      s.now - (matter.endedAt ?? 0) <= REOPEN_DAYS * DAY,
  )
  return done.length === 1 ? done[0] : undefined
}
