import { DAY, dayOf, HOUR, type Instant, MINUTE, timeOf, weekday } from '../calendar.ts'

const PARTS: readonly (readonly [number, string])[] = [
  [5, '凌晨'],
  [9, '早上'],
  [12, '上午'],
  [13, '中午'],
  [19, '下午'],
  [24, '晚上'],
]
const WEEKDAYS = '日一二三四五六'

/** 「下午6点」「早上8点半」「上午9点05分」. */
export function clockWords(t: Instant): string {
  const { hour, minute } = timeOf(t)
  const part = PARTS.find(([end]) => hour < end)?.[1] ?? ''
  const minutes = minute === 0 ? '' : minute === 30 ? '半' : `${String(minute).padStart(2, '0')}分`
  return `${part}${hour > 12 ? hour - 12 : hour}点${minutes}`
}

/** 「11月24日（周二）」. */
export const dayWords = (t: Instant): string => {
  const [, month, day] = dayOf(t).split('-').map(Number)
  return `${month}月${day}日（周${WEEKDAYS[weekday(t)]}）`
}

/** 「11月24日（周二）下午6点」. */
export const fullWords = (t: Instant): string => dayWords(t) + clockWords(t)

/** With its year where one would not expect it: 「明年10月1日（周五）下午6点」, said in November. */
export const farWords = (t: Instant, now: Instant): string =>
  (t - now > 180 * DAY && dayOf(t).slice(0, 4) !== dayOf(now).slice(0, 4) ? '明年' : '') + fullWords(t)

/** 「今天下午6点」「明天上午9点」, else in full. */
export const soonWords = (t: Instant, now: Instant): string =>
  dayOf(t) === dayOf(now)
    ? `今天${clockWords(t)}`
    : dayOf(t) === dayOf(now + DAY)
      ? `明天${clockWords(t)}`
      : fullWords(t)

/** With its day where it is not within a few hours. */
export const soonOrFull = (t: Instant, now: Instant): string => (t - now < 8 * HOUR ? soonWords(t, now) : fullWords(t))

/** For an example of a later limit: the working day after both, as one says it today: 「周五」「下周一」「12月8日」. */
export function laterDay(due: Instant, now: Instant): string {
  let day = Math.max(due, now) + DAY
  while (weekday(day) % 6 === 0) day += DAY
  const monday = (t: Instant): string => dayOf(t - ((weekday(t) + 6) % 7) * DAY)
  const name = `周${WEEKDAYS[weekday(day)]}`
  if (monday(day) === monday(now)) return name
  if (monday(day) === monday(now + 7 * DAY)) return `下${name}`
  const [, month, date] = dayOf(day).split('-').map(Number)
  return `${month}月${date}日`
}

/** A length of time, as one says it: 「40分钟」「3小时」「1天多」. */
export function spanWords(ms: number): string {
  const whole = Math.round(ms / MINUTE) * MINUTE
  if (whole < HOUR) return `${Math.max(1, whole / MINUTE)}分钟`
  if (whole < DAY) return `${Math.floor(whole / HOUR)}小时`
  const days = Math.floor(whole / DAY)
  return whole - days * DAY >= 6 * HOUR ? `${days}天多` : `${days}天`
}

/** A length of time within which something was done, never too short: 「3小时」 for what took two hours and a half. */
export function withinWords(ms: number): string {
  if (ms <= HOUR) return ms > HOUR - MINUTE ? '1小时' : `${Math.max(1, Math.ceil(ms / MINUTE))}分钟`
  return ms <= DAY ? `${Math.ceil(ms / HOUR)}小时` : `${Math.ceil(ms / DAY)}天`
}
