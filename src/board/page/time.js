// @ts-check
/** Simulated instants as WeChat writes them; always Chinese time, wherever the browser stands. */

const ZONE = 'Asia/Shanghai'
const DAY = 86_400_000
const date = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'long', day: 'numeric' })
const hour = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })
const whole = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** @param {number} instant */
const dayNumber = (instant) => Math.floor(Date.parse(whole.format(instant)) / DAY)

/**
 * 「09:05」, 「昨天」, 「周三」, 「11月3日」: for a list.
 * @param {number} at
 * @param {number} now
 */
export const short = (at, now) => {
  const days = dayNumber(now) - dayNumber(at)
  if (days <= 0) return hour.format(at)
  if (days === 1) return '昨天'
  return days < 7 ? weekday.format(at) : date.format(at)
}

/**
 * The same with the hour: for a talk.
 * @param {number} at
 * @param {number} now
 */
export const long = (at, now) =>
  dayNumber(now) - dayNumber(at) > 0 ? `${short(at, now)} ${hour.format(at)}` : hour.format(at)

/** @param {number} at */
export const clockFace = (at) => ({ day: `${date.format(at)} ${weekday.format(at)}`, hour: hour.format(at) })
