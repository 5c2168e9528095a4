import type { Reading, Trouble } from '../heard/reading.ts'
import { anyCategory } from '../limit/limit.ts'
import {
  answer,
  both,
  cases,
  concerns,
  conveners,
  isSomewhere,
  type Outcome,
  type Situation,
  samePlace,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { asksSilence, asksWhoComes, hushes, keeps, reportsAnother, takesBack } from '../wording/hidden.ts'
import { isShared } from '../wording/home.ts'
import { isForAll, isUnspoken } from './alike.ts'
import { warning } from './danger.ts'
import { lastHidden } from './hidden.ts'
import { addWords } from './more.ts'
import { homeOf } from './register.ts'

/** 「别告诉书记」「别跟别人说」: these words go to nobody. */
export function keptBack(s: Situation): Outcome | undefined {
  const { kind, text } = s.heard
  if (kind !== 'text' || !keeps(text) || !lastHidden(s)) return undefined
  const called = conveners(s.c).map(({ name }) => name)
  if (asksSilence(text, called)) return answer({ say: 'kept-back' })
  return hushes(text) ? answer({ say: 'kept-back', from: 'others' }) : undefined
}

/**
 * Said to the bot by somebody who has told of what nobody else is to hear, and of nothing else: it goes to those who are
 * to help. In private whatever is broken in her home may be part of it, and is no work for others.
 */
export function confided(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const { kind, text, addressed } = s.heard
  const matter = addressed && kind === 'text' && text.trim() !== '' ? lastHidden(s) : undefined
  if (!matter) return undefined
  if (s.room) return readings.every((one) => isMore(s, one)) ? addWords(s, matter) : undefined
  if (!readings.every((one) => isMore(s, one) || isAside(s, one) || isPart(s, matter, one))) return undefined
  if (asksWhoComes(text))
    return answer({ say: 'who-comes', ...(matter.handler === undefined ? {} : { by: matter.handler }) })
  const told = addWords(s, matter)
  if (takesBack(text)) return both(answer({ say: 'taken-back', danger: matter.danger ?? '' }), told)
  const worse = readings.flatMap((one) => ('trouble' in one && one.trouble.danger !== undefined ? one.trouble : []))[0]
  return worse?.danger === undefined ? told : both(warning(worse.danger, isKnownWhere(s, matter), worse), told)
}

/** What only those at work mean by such words: of anybody else they are ordinary ones. */
export const OF_WORK: ReadonlySet<Reading['do']> = new Set([
  'promise',
  'day',
  'span',
  'postpone',
  'nobody-home',
  'at-home',
  'stuck',
  'no-reminders',
  'remind',
  'drop-reminder',
  'decline',
  'danger',
])
const isMore = ({ c }: Situation, reading: Reading): boolean =>
  'trouble' in reading
    ? reading.trouble.danger === undefined && reading.trouble.category === anyCategory(c)
    : reading.do === 'unclear' || reading.do === 'report' || OF_WORK.has(reading.do)

/** 「你们来了没有」「开玩笑的」「没事了」, but of no case of hers. */
const isAside = ({ c, heard: { text }, speaker }: Situation, reading: Reading): boolean => {
  if (reading.do === 'still' || (reading.do === 'finish' && reading.how === 'over'))
    return cases(c, (matter) => concerns(matter, speaker)).length === 0
  if ('case' in reading && reading.case !== undefined) return false
  if (reading.do === 'withdraw' || reading.do === 'no') return takesBack(text)
  const asks = reading.do === 'progress' || reading.do === 'urge'
  return asksWhoComes(text) && (asks || (reading.do === 'about' && reading.topic === 'affairs'))
}

/** What happens to her or in her home, unless she says that it is a report. */
function isPart(s: Situation, matter: Case, reading: Reading): boolean {
  if (!('trouble' in reading) || ('for' in reading && reading.for !== undefined)) return false
  const { danger, text } = reading.trouble
  if (reportsAnother(s.heard.text) || isShared(text) || !isThere(s, matter, reading.trouble)) return false
  if (danger === undefined || danger === matter.danger) return true
  return !isForAll(s.c, danger) && !isUnspoken(s.c, danger) // a fire is for all there; another hidden one is a matter of its own
}
const isThere = ({ speaker }: Situation, matter: Case, { place }: Trouble): boolean =>
  !isSomewhere(place) ||
  samePlace(place, matter.place) ||
  speaker.dwellings.some((one) => samePlace(place, homeOf({ ...speaker, dwellings: [one] })))
const isKnownWhere = ({ speaker }: Situation, { place }: Case): boolean =>
  isSomewhere(place) || speaker.dwellings.some(({ confirmed }) => confirmed)
