import { dayOf, instant, isTooFar, TOLD_FROM } from '../calendar.ts'
import { withCase } from '../case/case.ts'
import { addWords } from '../case/more.ts'
import { forConveners } from '../case/staff.ts'
import type { Reading } from '../heard/reading.ts'
import { putOffBy } from '../level/clock.ts'
import { newsTo } from '../level/letter.ts'
import { hold, mayGiveReason, resumed } from '../limit/limit.ts'
import {
  answer,
  both,
  cases,
  concerns,
  happened,
  isConvener,
  isOpen,
  mayHandle,
  NOTHING,
  named,
  type Outcome,
  passing,
  type Situation,
} from '../situation.ts'
import type { Case, Linked } from '../state/matter.ts'
import { wantsOn } from '../wording/level.ts'
import { news } from './handle.ts'

/** 缓办 27 到3月1日 等维修资金: by a convener, until a day on which it is looked at again. A danger never. */
export const suspend = (
  s: Situation,
  { case: number, until, reason }: Extract<Reading, { do: 'suspend' }>,
): Outcome | undefined =>
  withCase(s, number, 'suspend', (matter) => {
    if (!isConvener(s.speaker)) return forConveners(s, matter)
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    if (matter.danger !== undefined) return answer({ say: 'unfit', case: matter.number, why: 'danger' })
    const there = putOffBy(s.c, matter)
    if (there) return forThem(s, matter, there)
    if (until === undefined || reason === '') return answer({ say: 'suspend-how', case: matter.number })
    const review = instant(dayOf(until), TOLD_FROM)
    if (review <= s.now) return answer({ say: 'date-past', at: review })
    if (isTooFar(review, s.now)) return answer({ say: 'date-far' })
    return hold(s, matter, { why: 'review', until: review, reason })
  })

/** The side that put it off says that it goes on: what these want is told there. */
function forThem(s: Situation, matter: Case, there: Linked): Outcome {
  const person = passing(s)
  const passed = person
    ? happened({ type: 'words-passed', at: s.now, person }, newsTo(matter, there, wantsOn(), s.now))
    : NOTHING
  return both(passed, answer({ say: 'unfit', case: matter.number, why: 'held-there' }))
}

const unnumbered = (text: string): string => text.trim().replace(/^[#＃]?\d{1,6}[ ,，:：、。]*/, '')

/** 继续27, 不用等了27: by those who held it, and whom it concerns. 27 我在家: by any of these. */
export function goOn(s: Situation, { case: number, how }: Extract<Reading, { do: 'go-on' }>): Outcome | undefined {
  const own = cases(s.c, (matter) => isOpen(matter) && matter.reporter === s.speaker.key && matter.held !== undefined)
  const meant = named(s, number) ?? (own.length === 1 ? own[0]?.number : undefined)
  const matter = meant === undefined ? undefined : s.c.get('case', meant)
  if (how === 'home')
    return matter && isOpen(matter) && concerns(matter, s.speaker)
      ? addWords(s, matter, unnumbered(s.heard.text))
      : undefined
  if (!s.heard.addressed && !(matter && (mayHandle(s.speaker, matter) || concerns(matter, s.speaker)))) return undefined
  return withCase(s, meant, 'progress', (held) => {
    if (!isOpen(held)) return answer({ say: 'wrong-stage', case: held.number })
    if (!held.held) return answer({ say: 'progress', case: held.number })
    const there = isConvener(s.speaker) ? putOffBy(s.c, held) : undefined
    if (there) return forThem(s, held, there)
    const may = held.held.why === 'review' ? isConvener(s.speaker) : mayHandle(s.speaker, held)
    if (may || (held.held.why === 'resident' && concerns(held, s.speaker)))
      return happened(...resumed(s.c, held, s.now, s.speaker.key))
    return held.held.why === 'review'
      ? forConveners(s, held)
      : answer({ say: 'not-yours', case: held.number, who: 'post', told: false })
  })
}

/** 27 原因 等配件: told along with its lateness. Earlier than two hours before its limit it is plain news. */
export function giveReason(
  s: Situation,
  { case: number, text }: Extract<Reading, { do: 'reason' }>,
): Outcome | undefined {
  const meant = named(s, number)
  const matter = meant === undefined ? undefined : s.c.get('case', meant)
  return matter && isOpen(matter) && mayHandle(s.speaker, matter) && text !== '' && mayGiveReason(matter, s.now)
    ? happened({ type: 'reason-given', at: s.now, case: matter.number, by: s.speaker.key, text })
    : news(s, { do: 'news', ...(number === undefined ? {} : { case: number }), text, how: 'plain' })
}
