import { dayOf, type Instant, timeOf } from '../calendar.ts'
import type { Gap } from '../state/community.ts'
import type { Poll } from '../state/matter.ts'
import { clockWords, fullWords, spanWords } from './time.ts'

/** The times in which nothing could be heard, and what that means for the polls that ran then. */
export const gaps = (all: readonly Gap[], polls: readonly Poll[], now: Instant): string =>
  [`${periods(all, now)} 的消息可能没收到，请重发`, ...polls.slice(0, 3).map(interrupted)].join('\n')

const periods = (all: readonly Gap[], now: Instant): string => {
  const shown = all.slice(-3).map(({ from, to }) => `${dated(from, now)}–${dated(to, from)}`)
  return `${shown.join('、')}${all.length > 3 ? `等${all.length}段时间` : ''}`
}

/** 「07:45」, with its day where that is not the day of the other. */
const dated = (t: Instant, other: Instant): string => {
  const { hour, minute } = timeOf(t)
  const [, month, day] = dayOf(t).split('-').map(Number)
  return `${dayOf(t) === dayOf(other) ? '' : `${month}月${day}日`}${two(hour)}:${two(minute)}`
}
const two = (n: number): string => String(n).padStart(2, '0')

const interrupted = ({ number, stage, closes, moved }: Poll): string =>
  stage === 'closed'
    ? `P${number} 那段时间投的票也可能没收到`
    : `P${number} 没看到我回您的，请再投一次${moved === undefined ? '' : `；截止改到${fullWords(closes)}`}`

export const roomRenamed = (was: string, now: string): string => `“${was}”改名叫“${now}”了，我还在，照常办`
export const roomLost = (topic: string): string =>
  `“${topic}”里没有我了（被移出或群解散），那里说的话我听不到。要用请再拉我进群`
export const clockBehind = (ms: number, at: Instant): string =>
  `电脑的时间慢了${spanWords(ms)}，我先停在${clockWords(at)}，到点的提醒和截止等它对上再办。请管理员校准`
