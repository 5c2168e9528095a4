import type { Instant } from '../calendar.ts'
import type { Told } from './case.ts'
import { dayWords, fullWords, soonWords } from './time.ts'

const lines = (...parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join('\n')

// ── the clock stands still ───────────────────────────────────────────────────────────────────────

export const heldForHandler = ({ matter }: Told, until: Instant): string =>
  `#${matter.number} 先等报的人回话，不算晚。到${fullWords(until)}没回，时限接着走`
/** Not that nobody is at home: everybody reads it. */
export const heldForResident = ({ matter }: Told, until: Instant): string =>
  lines(
    `#${matter.number} 找过您，没联系上。先等您回话，等到${fullWords(until)}`,
    `什么时候方便，回“${matter.number} 明天下午可以”`,
  )
export const suspendedAnswer = ({ matter }: Told, until: Instant): string =>
  `#${matter.number} 缓办到${dayWords(until)}，跟大家说了。到那天我再提；早点办回“继续${matter.number}”`
export const suspendedForHandlers = ({ matter, brief }: Told, until: Instant, reason: string): string =>
  `#${matter.number} 先缓一缓：${brief}（${reason}），到${dayWords(until)}再看`
export const suspended = ({ matter }: Told, until: Instant, reason: string): string =>
  `#${matter.number} 先缓一缓：${reason}。${dayWords(until)}再看，不会没下文`
export const suspendHow = ({ matter }: Told): string =>
  `#${matter.number} 缓到哪天再看，等什么？回“缓办${matter.number} 到3月1日 等维修资金”`

// ── it goes on ───────────────────────────────────────────────────────────────────────────────────

export const goesOn = ({ matter, now }: Told): string => `#${matter.number} 接着办，${untilWhen(matter.due, now)}`
export const residentAnswered = ({ matter, now }: Told, text: string | undefined): string =>
  `#${matter.number} 报的人回话了${text ? `：${text}` : ''}。${untilWhen(matter.due, now)}`
export const residentHeard = ({ matter, post }: Told): string => `#${matter.number} 告诉${post}了`
export const waitedInVain = ({ matter, brief, now }: Told): string =>
  lines(
    `#${matter.number} 报的人还没回话，时限接着走：${brief}`,
    `${untilWhen(matter.due, now)}，再联系一次吧`,
    `还是没人回：${matter.number}没人在家`,
  )
export const reviewIsDue = ({ matter, brief, now }: Told, reason: string): string =>
  lines(
    `#${matter.number} 说好今天再看：${brief}`,
    `缓办的原因：${reason}`,
    `接着办的话${untilWhen(matter.due, now)}`,
    `还要缓回“缓办${matter.number} 到几号 等什么”，办不了回“不办${matter.number} 原因”`,
  )
const untilWhen = (due: Instant, now: Instant): string =>
  due > now ? `最迟${soonWords(due, now)}` : '已经晚了，请先办这件'

// ── why it is late ───────────────────────────────────────────────────────────────────────────────

export const reasonNoted = ({ matter, now }: Told): string =>
  matter.due > now ? `#${matter.number} 记下了，到时没办完就照这个说` : `#${matter.number} 记下了，跟大家说了`
export const reasonTold = ({ matter, post }: Told, text: string): string =>
  `#${matter.number} 晚了是因为：${text}（${post}）`
