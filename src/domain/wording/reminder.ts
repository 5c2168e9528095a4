import { dayOf, HOUR, type Instant, MINUTE } from '../calendar.ts'
import type { Planned } from '../reminder/reminder.ts'
import type { Reminder } from '../state/matter.ts'
import { cut, fitting, LINES, lines } from './fit.ts'
import { clockWords, dayWords, fullWords, soonWords, spanWords } from './time.ts'

const WEEKDAYS = '日一二三四五六'

// ── what it says ─────────────────────────────────────────────────────────────────────────────────

const before = (one: Reminder): string => (one.before ? '前' : '')

/** 「12月10日（周四）下午6点前」. */
const when = (one: Reminder): string => (one.timed ? fullWords(one.at) : dayWords(one.at)) + before(one)

/** 「每周五下午3点」「每月最后一天」, else its day. */
function always(one: Reminder): string {
  const { repeat } = one
  if (!repeat) return when(one)
  const day =
    repeat.every === 'week'
      ? `每周${WEEKDAYS[repeat.weekday]}`
      : repeat.day === 31
        ? '每月最后一天'
        : `每月${repeat.day}日`
  return `${day}${one.timed ? clockWords(one.at) : ''}${before(one)}`
}

/** 「到17点」 belongs to the time before it. */
const joins = (time: string, text: string): string => (time.endsWith('）') || /^(?:到|至|[-~—])/.test(text) ? '' : ' ')
const told = (one: Reminder, time: string): string => `${time}${joins(time, one.text)}${one.text}`

/** 「R3 12月10日（周四）下午6点前 交医保」. */
const brief = (one: Reminder): string => `R${one.number} ${told(one, always(one))}`

const daysTo = (one: Reminder, now: Instant): number =>
  Math.round((Date.parse(dayOf(one.at)) - Date.parse(dayOf(now))) / (24 * HOUR))

/** 「还有3天」「明天」「今天，还有3小时」. */
function left(one: Reminder, now: Instant): string {
  const days = daysTo(one, now)
  if (days === 0) return one.timed && one.at - now >= MINUTE ? `今天，还有${spanWords(one.at - now)}` : '今天'
  return days === 1 ? '明天' : days === 2 ? '后天' : `还有${days}天`
}

/** To all groups. @param now when it will be read */
export const said = (one: Reminder, now: Instant): string =>
  `R${one.number} 提醒大家：${told(one, when(one))}（${left(one, now)}）`

// ── to the convener ──────────────────────────────────────────────────────────────────────────────

/** @param deaf groups in which it is not said, since they are hushed */
export const receipt = (one: Reminder, plan: readonly Planned[], now: Instant, deaf: readonly string[] = []): string =>
  lines(
    `R${one.number} 记下了：${told(one, always(one))}。${howOften(one, plan, now)}`,
    one.repeat !== undefined && `下一次：${one.timed ? fullWords(one.at) : dayWords(one.at)}`,
    deaf.length > 0 && `${deaf.join('、')}现在安静，那里不发`,
    `不要了回“取消提醒 R${one.number}”`,
  )

function howOften(one: Reminder, plan: readonly Planned[], now: Instant): string {
  const [first, ...later] = plan
  if (first?.rung === 'now') {
    const soon = first.at <= now ? '现在就发给大家' : `${soonWords(first.at, now)}发给大家`
    return later.length > 0 ? `${soon}，${times(one, later)}再提醒一次` : soon
  }
  const each = plan.length > 1 ? '各' : ''
  return first ? `${one.repeat ? '每次' : ''}${times(one, plan)}${each}发给大家一次` : ''
}

function times(one: Reminder, plan: readonly Planned[]): string {
  const ahead = plan.flatMap((planned) => lead(one, planned) ?? [])
  const other = plan.filter((planned) => lead(one, planned) === undefined).map(({ at }) => onDay(one, at))
  return [ahead.length > 0 ? `提前${ahead.join('、')}` : '', other.join('、')].filter(Boolean).join('，')
}

/** 「3天」「3小时」 before it; none where the night moved it. */
function lead(one: Reminder, { rung, at }: Planned): string | undefined {
  const days = daysTo(one, at)
  if (one.repeat?.every === 'week') return undefined
  if (rung === 'three-days') return days === 3 ? '3天' : undefined
  if (rung === 'day') return days === 1 ? '1天' : undefined
  return one.at - at === 3 * HOUR ? '3小时' : undefined
}
const onDay = (one: Reminder, at: Instant): string => {
  const days = daysTo(one, at)
  const day = days === 0 ? '当天' : days === 1 ? '前一天' : `前${days}天`
  return `${day}${clockWords(at)}`
}

export const changed = (one: Reminder, plan: readonly Planned[], now: Instant): string =>
  `R${one.number} 改好了：${told(one, always(one))}。${howOften(one, plan, now)}`
export const changedForAll = (one: Reminder): string => `R${one.number} 时间改了：${told(one, always(one))}`
export const dropped = (one: Reminder): string => `R${one.number} 取消了：${told(one, always(one))}`
export const droppedForAll = (one: Reminder): string => `${dropped(one)}，之前的提醒不算了`
export const restored = (one: Reminder): string => `R${one.number} 照旧：${told(one, always(one))}`

// ── asked after ──────────────────────────────────────────────────────────────────────────────────

/** As many as one line of ours holds, the soonest first. */
export function list(all: readonly Reminder[]): string {
  if (all.length === 0) return '现在没有要提醒大家的事'
  const shown = (count: number, most: number): string => {
    const more = all.length - count
    const each = all.slice(0, count).map((one) => brief({ ...one, text: cut(one.text, most) }))
    return lines(...each, more > 0 && `还有${more}条更晚的`)
  }
  const full = all.length > LINES ? LINES - 1 : all.length
  return fitting([...[60, 24, 14, 8].map((most) => shown(full, most)), shown(Math.min(full, 4), 8)])
}
export const one = (matter: Reminder): string =>
  `${brief(matter)}${matter.repeat ? `，下一次${matter.timed ? fullWords(matter.at) : dayWords(matter.at)}` : ''}`
export const which = (all: readonly Reminder[]): string => {
  const [first] = all
  const some = all.slice(0, LINES - 1).map((one) => brief({ ...one, text: cut(one.text, 10) }))
  return lines(...some, `取消哪条？回“取消提醒 R${first?.number ?? ''}”`)
}

// ── what does not go ─────────────────────────────────────────────────────────────────────────────

const EXAMPLE = '提醒 12月10日18:00前 交医保'
export const REFUSALS = {
  text: `提醒大家什么？例如：${EXAMPLE}`,
  when: `什么时候？例如：${EXAMPLE}`,
  long: '太长了，60个字以内大家才看得完',
  'no-room': '还没有居民群，提醒发不出去',
  tonight: '这个时间在夜里，我夜里不吵大家，来不及提醒了。要紧请您自己在群里说一声',
  enough: '要提醒的太多了，大家会烦。先取消几条，看有哪些回“提醒列表”',
  none: '现在没有要提醒大家的事',
  'no-such-day': `没有这个日子或钟点，请换一个，例如：${EXAMPLE}`,
  'too-often': '天天提醒大家会烦。我能每周一次或每月一次，例如：提醒 每周五下午3点 收大件垃圾',
  'which-every': '我只会每周一天或每月一天，例如：提醒 每月25日 交物业费。几个日子请分开说',
  personal: '我只提醒大家的事。您自己的事用手机闹钟更稳当',
} as const
export const noSuch = (number: number, latest: number): string =>
  latest > 0 ? `没有 R${number}，最近的是 R${latest}` : `没有 R${number}，还没有设过提醒`
export const over = (number: number): string => `R${number} 已经过了或取消了`
export const known = (one: Reminder): string => `${brief(one)}，已经记着了`
export const repeats = (one: Reminder): string =>
  `R${one.number} 是${always(one)}的，改请说“R${one.number} 改到${one.repeat?.every === 'week' ? '每周六' : '每月26日'}”；这一次另外说“${EXAMPLE}”`

// ── an offer ─────────────────────────────────────────────────────────────────────────────────────

/** The answer is a command that may be copied as it stands. */
export const offer = (post: string, what: string, until: Instant, timed: boolean): string =>
  lines(
    `${post}在群里说${timed ? fullWords(until) : dayWords(until)}${what}`,
    `要不要提醒大家？要就回：提醒 ${dayWords(until).split('（')[0]}${timed ? clockWords(until) : ''} ${what}`,
  )
