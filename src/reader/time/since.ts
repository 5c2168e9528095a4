import { DAY, HOUR, type Instant } from '../../domain/calendar.ts'
import type { Began, Trouble } from '../../domain/heard/reading.ts'
import { words } from '../text/normal.ts'
import { NUMERAL, numeral } from '../text/numeral.ts'
import type { Groups } from './parser.ts'
import { timesIn } from './time.ts'

/** Since when it is so, with where that stands. */
interface Since extends Began {
  readonly from: number
  readonly to: number
}

const DAYS: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2, 大前: 3 }
/** About the hour that is meant by a part of the day. */
const PARTS: Readonly<Record<string, number>> = {
  凌晨: 3,
  半夜: 2,
  早: 8,
  早上: 8,
  清早: 7,
  一早: 7,
  上午: 10,
  中午: 12,
  晌午: 12,
  下午: 15,
  傍晚: 18,
  晚: 20,
  晚上: 20,
  夜里: 23,
}
const NOON = 12
const NIGHT = /晚|夜|凌晨/
const PART = '凌晨|半夜|清早|一早|早上|上午|中午|晌午|下午|傍晚|晚上|夜里'
const HOURS = `(?<hour>${NUMERAL})[点时](?<half>半)?(?:多钟?|左右|钟)?`
const BEGINS = '(?:就|开始|起就?|到现在|至今|以来|以后|过后|之后|停到|一直)'
const WEEKDAYS = '一二三四五六日天'
/** What went wrong then: a day beside it is one that is over. */
const WENT = '(?=[^,.;!?要会]{0,8}(?:坏|停|断|灭|漏|堵|爆|熄|掉|塌|裂|垮)(?:掉)?(?:了|的|过)(?!吗|没))'
/** Somebody came that day, or was told: it is so for longer or shorter. */
const NO_DEED = '(?![^,.;!?]{0,6}(?:修|换|装|弄|检|清|报|说|来))'

/** Midnight of the day that was so many days before. */
const dayBefore = (now: Instant, days: number): Date => {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days)
}
const hourOf = ({ part = '', hour, half }: Groups): number => {
  const about = PARTS[part] ?? NOON
  const h = hour === undefined ? undefined : numeral(hour)
  if (h === undefined || h > 24) return about
  const late = h < 12 && (about >= NOON + 3 || (about === NOON && part !== '' && h < 3))
  return h + (late ? 12 : 0) + (half === undefined ? 0 : 0.5)
}
const on = (date: Date, groups: Groups): Instant => date.getTime() + hourOf(groups) * HOUR

/** `sure`: no such time unless it is over. */
type Form = readonly [pattern: RegExp, at: (groups: Groups, now: Instant) => Instant | undefined, sure?: 'sure']
/** 「刚才电梯坏了」. */
const byNow: Form = [/刚才|刚刚(?!好)/, (_, now) => now]
/** 「昨晚」「前天下午三点」 are past whatever follows. */
const byDay: Form = [
  new RegExp(
    `(?:从|自从?|打)?(?<day>大前|前|昨|今)(?:(?:天|日|儿)(?<part>${PART})?|(?<short>[早晚]))(?:的?(?:${HOURS}))?${BEGINS}?`,
  ),
  ({ day = '', short, part, ...hour }, now) => on(dayBefore(now, DAYS[day] ?? 0), { ...hour, part: part ?? short }),
]
const UNIT: Readonly<Record<string, number>> = {
  小时: HOUR,
  钟头: HOUR,
  天: DAY,
  周: 7 * DAY,
  星期: 7 * DAY,
  礼拜: 7 * DAY,
  月: 30 * DAY,
  年: 365 * DAY,
}
/** 「三天了」「都停了两个星期了」. */
const forLong: Form = [
  new RegExp(
    `(?:都|已经|快|有|整整)*(?<count>${NUMERAL}|好几|几|半)(?:多)?个?(?<and>半)?多?(?<unit>小时|钟头|天|周|星期|礼拜|月|年)(?:多)?了`,
  ),
  ({ count = '', and, unit = '' }, now) => {
    const n = count === '半' ? 0.5 : numeral(count)
    const size = UNIT[unit]
    return n === undefined || size === undefined || n * size > 20 * 365 * DAY
      ? undefined
      : now - (n + (and === undefined ? 0 : 0.5)) * size
  },
]
const weekday: Form[1] = ({ last, weekday: name = '', ...rest }, now) => {
  const target = Math.min(WEEKDAYS.indexOf(name), 6)
  const today = (new Date(now).getDay() + 6) % 7
  const ago = last === '上' ? today - target + 7 : (today - target + 7) % 7
  return on(dayBefore(now, ago), rest)
}
const ON_WEEKDAY = `(?:从|自从?|打)?(?<last>上|这|本)?个?(?:周|星期|礼拜)(?<weekday>[${WEEKDAYS}])(?<part>${PART})?`
const byWeekday: Form = [new RegExp(`${ON_WEEKDAY}${BEGINS}`), weekday]
const NOT_AHEAD = '(?<!下|下个|每|到|[一二两三四五六七八九十])'
/** 「灯上周三坏了」. */
const lastWeekday: Form = [new RegExp(`(?=上)${ON_WEEKDAY}${NO_DEED}`), weekday, 'sure']
/** 「周六坏的」. */
const wentOnWeekday: Form = [new RegExp(`${NOT_AHEAD}${ON_WEEKDAY}${WENT}`), weekday, 'sure']
/** 「11月20日坏了」「上个月23号」; a number alone may be a lift's. */
const wentOnDate: Form = [
  new RegExp(
    `(?:(?<last>上上?)个?月(?:份)?的?(?<day>${NUMERAL})[日号](?![楼栋])${NO_DEED}|(?<month>${NUMERAL})月(?:份)?(?<date>${NUMERAL})[日号](?<part>${PART})?${WENT})`,
  ),
  ({ last, day, month, date, part }, now) => {
    const today = new Date(now)
    const m = last === undefined ? (numeral(month ?? '') ?? 0) - 1 : today.getMonth() - last.length
    const that = new Date(today.getFullYear(), m, numeral(day ?? date ?? '') ?? 0)
    return that.getMonth() === (m + 12) % 12 ? on(that, { part }) : undefined
  },
  'sure',
]
const byDate: Form = [
  new RegExp(`(?:从|自从?|打)?(?:(?<month>${NUMERAL})月(?:份)?)?(?<date>${NUMERAL})[日号](?<part>${PART})?${BEGINS}`),
  ({ month, date = '', ...rest }, now) => {
    const [today, day] = [new Date(now), numeral(date) ?? 0]
    const m = month === undefined ? today.getMonth() + 1 : (numeral(month) ?? 0)
    const that = new Date(today.getFullYear(), m - 1, day)
    if (that.getMonth() !== m - 1 || that.getDate() !== day) return undefined
    if (that.getTime() <= now) return on(that, rest)
    const before = month === undefined ? [today.getFullYear(), m - 2] : [today.getFullYear() - 1, m - 1]
    return on(new Date(before[0] ?? 0, before[1] ?? 0, day), rest)
  },
]
/** 「两天没水了」「一个星期没人收」. */
const without: Form = [
  new RegExp(
    `(?<![再过每第等后前\\d一二两三四五六七八九十])(?<count>${NUMERAL}|半)(?:多)?个?(?<and>半)?多?(?<unit>小时|钟头|天|周|星期|礼拜|月|年)(?:都|也|就|一直)?(?=没|无人|莫得)`,
  ),
  forLong[1],
  'sure',
]
/** 「半夜就没水了」「三点就停了」. */
const byHour: Form = [
  new RegExp(
    `(?:从|自从?|打)?(?:(?<part>${PART})(?:${HOURS})?|(?<!\\d)${HOURS.replace('hour', 'at').replace('half', 'past')})(?:就|开始|起|到现在|停到|一直到现在)`,
  ),
  ({ part, hour, half, at, past }, now) => {
    const then = on(dayBefore(now, 0), { part, hour: hour ?? at, half: half ?? past })
    return then > now && part !== undefined && NIGHT.test(part) ? then - DAY : then // said in the morning it is of the night before
  },
]
/** 「上个月就坏了」「国庆过后」: when, nobody can tell to the day. */
const vaguely: Form = [
  /(?:从|自从?|打)?(?:上个?[周月]|上个?(?:星期|礼拜)|去年|年初|年前|月初|国庆|五一|元旦|春节|过年|端午|中秋|暑假|寒假|开学|交房|入住|搬进来)(?:节|那天)?(?:就|开始|起|到现在|至今|以来|以后|过后|之后|一直)/,
  () => undefined,
]
const FORMS: readonly Form[] = [
  byDay,
  byWeekday,
  lastWeekday,
  wentOnWeekday,
  byDate,
  wentOnDate,
  byHour,
  forLong,
  without,
  byNow,
  vaguely,
]

/** Since when something is so, by normalised text: the first that is said, never in the time to come. */
export const sinceIn = (text: string, now: Instant): Since | undefined => {
  let best: Since | undefined
  for (const [pattern, at, sure] of FORMS) {
    const found = pattern.exec(text)
    if (found === null || (best !== undefined && found.index >= best.from)) continue
    const then = at(found.groups ?? {}, now)
    if (sure && (then === undefined || then > now)) continue
    const past = then === undefined || then > now ? {} : { at: then }
    best = { text: found[0], ...past, from: found.index, to: found.index + found[0].length }
  }
  return best
}

/** A trouble with the time that its words tell. */
export const dated = (trouble: Trouble, now: Instant): Trouble => {
  const { whole, written } = words(trouble.text)
  const since = written === trouble.text ? sinceIn(whole, now) : undefined
  if (since === undefined) return trouble
  return begun(trouble, since)
}
const begun = (trouble: Trouble, { from, to, at }: Omit<Since, 'text'>): Trouble => {
  const began: Began = { text: trouble.text.slice(from, to), ...(at === undefined ? {} : { at }) }
  return { ...trouble, began, read: { ...trouble.read, time: [from, to] } }
}

/** The same with words of it that somebody else takes for that time: what is still to come is none. */
export const begunAt = (trouble: Trouble, time: string, now: Instant): Trouble => {
  const from = trouble.text.indexOf(time)
  const { whole } = words(time)
  const at = sinceIn(whole, now)?.at ?? timesIn(whole, now)[0]?.at
  if (from < 0 || (at !== undefined && at > now)) return trouble
  return begun(trouble, { from, to: from + time.length, ...(at === undefined ? {} : { at }) })
}
