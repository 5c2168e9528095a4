import type { Instant } from '../../domain/calendar.ts'
import type { ReminderWords, Repeat } from '../../domain/heard/reading.ts'
import { NUMERAL, numeral } from '../text/numeral.ts'
import { timeIn } from './time.ts'

/** A time that was found, and where it stands. */
export interface When {
  readonly words: ReminderWords
  readonly from: number
  readonly to: number
}

const DAYS = '日一二三四五六'
const EVERY = new RegExp(
  `每(?:个|一)?(?:月(?:的)?(?:(?<last>最后一天|月底|底|末)|(?<date>${NUMERAL})[日号]?)|(?:周|星期|礼拜)(?<weekday>[${DAYS}天末1-7]))`,
)
/** Another day beside it, or a rhythm that we do not keep. */
const ANOTHER = new RegExp(
  `^[ ,、和及到至]*(?:周|星期|礼拜)?[${DAYS}1-7](?![\\d点时:个])|^[ ,、和及到至]+\\d{1,2}[日号]`,
)
const OFTEN = /每(?:个|一)?(?:天|日|晚|早|小时|个?工作日|半天)/
const OTHERWISE =
  /每(?:个|一)?(?:两|二|2|三|3|四|隔|双|单|半)(?:个)?(?:周|星期|礼拜|月|年|天)|隔(?:一)?(?:周|月|天|日)|每(?:个)?(?:季度?|年|周(?!\S)|月(?!\S))|每(?:周|月)(?=[ ,])/
/** A clock stands at the beginning. */
const CLOCK =
  /^[ ]*(?:(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)[ ]*)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:点时])|^[ ]*(?:凌晨|早上|上午|中午|下午|傍晚|晚上)/
export const HOUR = /[点时:]|早|晚|上午|下午|中午|傍晚|凌晨|夜|小时|分钟|钟头|刻/
const LEAD = /(?:截止时间|截止日期|截止到?|截至|在|于|到)[ :]*$/
const BEFORE = /^[ ]*(?:之前|以前|前|截止|为止|止)/
const NO_DAY = /(?:\d{4}年|[今明后]年)?\d{1,2}(?:月|\/)\d{1,2}(?:日|号|(?=[ 早晚上中下前,]|$))/
/** 「25:00」 is no hour. */
const NO_HOUR = /(?<![\d:])(?:2[5-9]|[3-9]\d)(?::[0-5]\d|点(?![\d半]*[钟多]?[个次]))/
const END_OF_DAY = '18:00'

/** The first time in these words, by which everybody could be reminded. */
export const whenIn = (text: string, at: Instant): When | undefined => {
  const found = comingRound(text, at) ?? atItsHour(text, at, once(text, at))
  if (found === undefined) return undefined
  const lead = LEAD.exec(text.slice(0, found.from))
  const end = BEFORE.exec(text.slice(found.to))?.[0] ?? ''
  const before = end !== '' || text.slice(found.from, found.to).endsWith('前') || (lead?.[0] ?? '').startsWith('截')
  return {
    words: { ...found.words, ...(before ? { before: true } : {}) },
    from: lead?.index ?? found.from,
    to: found.to + end.length,
  }
}

const PART_AT_END = /(?:凌晨|[早晚]上|[上中下]午|傍晚|(?<=[今明后天])[早晚])$/
/**
 * The same of a thing that is to be: 「下周一上午体检」 is some time that morning, not at its end, so the day is the time
 * and the morning stays with the thing.
 */
export const whenThing = (text: string, at: Instant): When | undefined => {
  const found = whenIn(text, at)
  const stretch = found === undefined ? '' : text.slice(found.from, found.to)
  const part = PART_AT_END.exec(stretch)?.[0]
  const { timed, ...words } = found?.words ?? {}
  if (!found || !timed || part === undefined || words.before || isElsewhere(words, stretch, at)) return found
  return { ...found, words, to: found.to - part.length }
}
/** Its hour stands apart from the day. */
const isElsewhere = ({ until }: ReminderWords, stretch: string, at: Instant): boolean =>
  until !== undefined && until !== timeIn(stretch, at)?.at

export const once = (text: string, at: Instant): When | undefined => {
  const time = timeIn(text, at)
  const [day, hour] = [NO_DAY.exec(text), NO_HOUR.exec(text)]
  const isBeside = hour !== null && (time === undefined || hour.index <= time.to + 1)
  const none = day !== null && (time === undefined || time.from > day.index) ? day : isBeside ? hour : null
  if (none !== null) return { words: { doubt: 'no-such-day' }, from: none.index, to: none.index + none[0].length }
  if (time === undefined) return undefined
  const to = time.from + begins(text.slice(time.from, time.to))
  const first = to < time.to ? (timeIn(text.slice(0, to), at) ?? time) : time
  const timed = HOUR.test(text.slice(time.from, to)) ? ({ timed: true } as const) : {}
  return { words: { until: first.at, ...timed }, from: time.from, to }
}
/** 「明天上午停水，8点到12点」: the hour stands apart from its part of the day. */
const APART =
  /^[^\d点]{0,16}?(?:[ ,(])(?:从)?(?<clock>(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)?\d{1,2}(?:[点时]半?|:\d{2}))/
const atItsHour = (text: string, at: Instant, found: When | undefined): When | undefined => {
  const stretch = found && text.slice(found.from, found.to)
  const part = PART_OF_DAY.exec(stretch ?? '')
  if (!found?.words.until || !stretch || !part || /[点时:]/.test(stretch)) return found
  const clock = APART.exec(text.slice(found.to))?.groups?.clock
  const hour =
    clock === undefined
      ? undefined
      : timeIn(stretch.replace(PART_OF_DAY, '') + (/^\d/.test(clock) ? part[0] : '') + clock, at)
  return hour === undefined ? found : { ...found, words: { ...found.words, until: hour.at } }
}
const PART_OF_DAY = /凌晨|早上|上午|中午|下午|傍晚|晚上/

/** 「9点到17点」 begins at nine: the rest is said with the thing. */
const begins = (stretch: string): number => {
  const to = stretch.search(/(?<!^)(?:到|(?<!冬)至|~)(?![期点])|(?<!^)[-—](?=\d{1,2}[:点时])/)
  return to < 0 ? stretch.length : to
}

const comingRound = (text: string, at: Instant): When | undefined => {
  const doubt = (pattern: RegExp, what: 'too-often' | 'which-every'): When | undefined => {
    const found = pattern.exec(text)
    return found === null ? undefined : { words: { doubt: what }, from: found.index, to: found.index + found[0].length }
  }
  const found = EVERY.exec(text)
  if (found === null) return doubt(OFTEN, 'too-often') ?? doubt(OTHERWISE, 'which-every')
  const to = found.index + found[0].length
  const rest = text.slice(to)
  if (ANOTHER.test(rest)) return { words: { doubt: 'which-every' }, from: found.index, to }
  const clock = CLOCK.test(rest) ? timeIn(rest, at) : undefined
  const repeat = repeatOf(found.groups ?? {}, clock === undefined ? END_OF_DAY : timeOf(clock.at))
  if (repeat === undefined) return { words: { doubt: 'no-such-day' }, from: found.index, to }
  return {
    words: { repeat, ...(clock === undefined ? {} : { timed: true }) },
    from: found.index,
    to: to + (clock?.to ?? 0),
  }
}

const timeOf = (t: Instant): string => new Date(t + 8 * 3_600_000).toISOString().slice(11, 16)

const repeatOf = (
  { last, date, weekday }: Readonly<Record<string, string | undefined>>,
  time: string,
): Repeat | undefined => {
  if (weekday !== undefined) {
    const day = /\d/.test(weekday) ? Number(weekday) % 7 : Math.max(0, DAYS.indexOf(weekday)) // 天 and 末 are Sunday
    return { every: 'week', weekday: day, time }
  }
  const day = last === undefined ? (numeral(date ?? '') ?? 0) : 31
  return day >= 1 && day <= 31 ? { every: 'month', day, time } : undefined
}
