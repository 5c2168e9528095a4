import { privately, withCase } from '../case/case.ts'
import type { Grade } from '../heard/reading.ts'
import { byWeight } from '../limit/weight.ts'
import {
  affects,
  answer,
  both,
  cases,
  handled,
  happened,
  is,
  isConvener,
  isLate,
  isStaff,
  mayHandle,
  type Outcome,
  type Situation,
  supervisors,
  unitOf,
} from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { askReason, takeUp } from './rating.ts'

/** 验收 27 通过: by a supervisor who had no hand in it. An objection takes it up again. */
export const inspect = (s: Situation, number: number | undefined, passed: boolean, text: string): Outcome | undefined =>
  withCase(s, number, 'inspect', (matter) => {
    const about = { at: s.now, case: matter.number, by: s.speaker.key }
    if (!is(s.speaker, 'supervisor') || isSecret(s, matter)) return notHers(matter, 'supervisors')
    if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
    if (handled(matter, s.speaker)) return answer({ say: 'own-inspection', case: matter.number })
    if (passed)
      return matter.inspection
        ? answer({ say: 'inspected-already', case: matter.number })
        : happened({ type: 'case-inspected', passed, text, ...about })
    if (text === '') return reasonFor(s, matter, 'inspection')
    return both(
      happened({ type: 'case-inspected', passed, text, ...about }),
      takeUp(s, matter, text, { how: 'inspection' }),
    )
  })

/** 回访 27 满意: what the reporter said when she was called back. That it is not mended counts as her own word. */
export const callBack = (s: Situation, number: number | undefined, grade: Grade, text: string): Outcome | undefined =>
  withCase(s, number, 'call-back', (matter) => {
    if (!mayCall(s, matter)) return notHers(matter, 'callers')
    if (matter.stage !== 'done') return answer({ say: 'wrong-stage', case: matter.number })
    if (handled(matter, s.speaker)) return answer({ say: 'own-inspection', case: matter.number })
    if (grade === 'poor' && text === '') return reasonFor(s, matter, 'call')
    const reporter = s.c.get('person', matter.reporter)
    const called = happened({
      type: 'called-back',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      unit: reporter ? unitOf(reporter) : matter.reporter,
      grade,
      text,
    })
    return grade === 'poor' ? both(called, takeUp(s, matter, text, { how: 'call' })) : called
  })

/** 回访 27 没人接: noted, and no word of hers. */
export const callMissed = (s: Situation, number: number | undefined): Outcome | undefined =>
  withCase(s, number, 'call-back', (matter) => {
    if (!mayCall(s, matter)) return notHers(matter, 'callers')
    return matter.stage === 'done'
      ? happened({ type: 'call-missed', at: s.now, case: matter.number, by: s.speaker.key })
      : answer({ say: 'wrong-stage', case: matter.number })
  })

const mayCall = (s: Situation, matter: Case): boolean =>
  (isConvener(s.speaker) || is(s.speaker, 'supervisor', 'steward')) && !isSecret(s, matter)

/** 家事 is for those alone who work on it. */
const isSecret = ({ c, speaker }: Situation, matter: Case): boolean =>
  matter.tier === 'family' && !mayHandle(speaker, matter) && !affects(c, matter, speaker)

const notHers = ({ number, tier }: Case, who: 'supervisors' | 'callers'): Outcome =>
  answer({ say: 'not-yours', case: number, who: tier === 'family' ? 'reporter' : who, told: false })

const reasonFor = (s: Situation, matter: Case, of: 'inspection' | 'call'): Outcome =>
  askReason(s, matter, of) ??
  answer({ say: 'reason-missing', case: matter.number, command: of === 'call' ? 'call-back' : 'inspect' })

/** Who may inspect it: supervisors who had no hand in it, else such conveners may call back. */
export const inspectors = (c: Community, matter: Case): readonly Person[] =>
  supervisors(c).filter((one) => !handled(matter, one))

/** 红灯: what is late, the most pressing first, and who holds it. Staff see what is theirs, residents how many there are. */
export function redList(s: Situation): Outcome | undefined {
  const among = s.room?.kind === 'residents'
  const all = isConvener(s.speaker) || is(s.speaker, 'supervisor')
  if (among && !s.heard.addressed && !all) return undefined // of the street
  const late = cases(s.c, (matter) => isLate(matter, s.now)).toSorted(byWeight)
  if (!isStaff(s.speaker))
    return s.heard.addressed
      ? answer({ say: 'red-count', count: late.filter(({ tier }) => tier !== 'family').length })
      : undefined
  const shown = late.filter(
    (matter) =>
      (all || mayHandle(s.speaker, matter)) && (matter.tier !== 'family' || (!s.room && mayHandle(s.speaker, matter))),
  )
  const list = { say: 'red', cases: shown.map(({ number }) => number) } as const
  return among ? privately(s, { ...list, to: { person: s.speaker.key } }) : answer(list)
}
