import { dayOf, type Instant, timeOf } from '../calendar.ts'
import type { Shift } from '../people/duty.ts'
import type { Post } from '../state/constitution.ts'
import { fits } from './fit.ts'
import { clockWords, dayWords, soonWords } from './time.ts'

/** As the community file names the days of a duty; the first seven are those of the week, from Sunday. */
export const DUTY_DAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六', '工作日', '休息日', '每天'] as const

const withPhone = ({ name, phone }: Post): string => (phone === undefined ? name : `${name} ${phone}`)
const instead = (post: Post | undefined): string => (post ? `找${withPhone(post)}` : '找社区')

/** Who is on duty now, or at some hour. */
export const onDutyAt = (shifts: readonly Shift[], at: Instant, now: Instant, other: Post | undefined): string => {
  const time = at <= now ? '现在' : `${soonWords(at, now)}`
  if (shifts.length === 0) return `${time}没排班，${instead(other)}`
  return inLines(
    shifts.map(({ post, to }) => `${withPhone(post)}，到${soonWords(to, now)}`),
    (some) => (some.length === 1 ? `${time}值班：${some[0] ?? ''}` : [`${time}值班：`, ...some].join('\n')),
  )
}

/** Who is on duty on a day. */
export const onDutyOn = (shifts: readonly Shift[], day: Instant, now: Instant, other: Post | undefined): string => {
  const isOther = dayOf(day).slice(0, 4) !== dayOf(now).slice(0, 4)
  const name =
    dayOf(day) === dayOf(now) ? `今天${dayWords(day).replace(/^.*（/, '（')}` : isOther ? fullDay(day) : dayWords(day)
  if (shifts.length === 0) return `${name}没排班，${instead(other)}`
  return inLines(
    shifts.map((shift) => `${hours(shift)} ${withPhone(shift.post)}`),
    (some) => [`${name}值班：`, ...some].join('\n'),
  )
}

/** 「早上8点到晚上8点」. */
const hours = ({ from, to }: Shift): string => {
  const { hour, minute } = timeOf(to)
  const next = dayOf(to) !== dayOf(from)
  if (next && hour + minute === 0) return `${clockWords(from)}到半夜12点`
  return `${clockWords(from)}到${next ? '第二天' : ''}${clockWords(to)}`
}

/** As many as one line of ours holds. */
const inLines = (all: readonly string[], whole: (some: readonly string[]) => string): string => {
  const most = all.findLastIndex((_, i) => fits(whole(all.slice(0, i + 1))))
  return whole(all.slice(0, Math.max(1, most + 1)))
}

/** Of a feast whose day we do not know, or of a year whose days off are not known yet. */
export const unknown = (): string => '那天是几号我还不知道，请说日子，例如：12月5日谁值班'
export const unsettled = (day: Instant): string => `${fullDay(day)}放不放假还没公布，值班定不下来，公布了再问我`
const fullDay = (day: Instant): string => `${dayOf(day).slice(0, 4)}年${dayWords(day)}`

/** To the staff room, before the evening. */
export const handsOver = (shifts: readonly Shift[]): string =>
  `今晚换班：${shifts.map(({ post, from }) => `${clockWords(from)}起${withPhone(post)}`).join('；')}`
