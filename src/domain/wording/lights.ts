import { type Light, lightOf } from '../calendar.ts'
import type { Case, Rung } from '../matter.ts'
import type { Told } from './case.ts'
import { cut, fits } from './fit.ts'
import { dayWords, soonWords, spanWords } from './time.ts'

const LIGHTS: Readonly<Record<Light, string>> = { white: '⚪', green: '🟢', yellow: '🟡', red: '🔴' }
const lines = (...parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join('\n')

/** A reminder, as it is told. */
export interface Lit {
  readonly rung: Rung
  readonly told: Told
  /** Why it is late, as these eyes may see it. */
  readonly reason: string | undefined
  /** There is a level above to pass it up to. */
  readonly above: boolean
}

export const light = (matter: Case, now: number): string => LIGHTS[lightOf(matter, now)]

/** How a case stands to its limit: 「还剩1天多（明天上午9点前）」「比说好的晚了1天」「先等着：等维修资金，到3月1日（周一）再看」. */
export const standing = ({ due, held }: Case, now: number): string =>
  held
    ? heldWords(held)
    : due > now
      ? `还剩${spanWords(due - now)}（${soonWords(due, now)}前）`
      : `比说好的晚了${spanWords(now - due)}`
const heldWords = ({ why, reason, until }: NonNullable<Case['held']>): string =>
  `先等着：${why === 'resident' ? '等报的人回话' : cut(reason, REASON)}，到${dayWords(until)}再看`

export const lastNews = ({ news: all }: Case): string => {
  const last = all.at(-1)
  return last ? `最近消息：${dayWords(last.at)}，${last.text}` : '还没有消息'
}
export const households = ({ supporters }: Case): string => (supporters.length > 0 ? `附议${supporters.length}户` : '')

/** Of why something waits, as it stands among other things. */
const REASON = 24
/** With less and less of what people wrote, until it fits. */
const fitting = (make: (most: number) => string): string => {
  const all = [120, 60, 40, 24, 12, 6].map(make)
  return all.find(fits) ?? all.at(-1) ?? ''
}
const newsWithin = (matter: Case, most: number): string => {
  const last = matter.news.at(-1)
  return lastNews(last ? { ...matter, news: [{ ...last, text: cut(last.text, most) }] } : matter)
}

const isTaken = ({ stage, offered }: Case): boolean => stage === 'taken' && offered === undefined
/** Now, or soon after: of that no time is told. */
const late = ({ due }: Case, now: number): string => (now - due < 60_000 ? '到时限了' : `晚了${spanWords(now - due)}`)

// ── one case, to those who work on it ────────────────────────────────────────────────────────────

export function reminder(lit: Lit): string {
  const { matter, now } = lit.told
  if (matter.due <= now) return red(lit)
  if (lit.rung === 'half') return half(lit.told)
  return lit.rung === 'again' ? pressed(lit) : yellow(lit.told)
}

const half = ({ matter, brief, now }: Told): string =>
  lines(
    `${light(matter, now)}#${matter.number} 还没人接：${brief}`,
    `${soonWords(matter.due, now)}到时限`,
    households(matter),
    `接了回：接${matter.number}`,
    `不归咱们回：${matter.number}归谁管`,
  )
const yellow = ({ matter, brief, now }: Told): string =>
  lines(
    `🟡#${matter.number} ${brief}，${soonWords(matter.due, now)}到时限`,
    households(matter),
    finish(matter),
    `来不及回：${matter.number}延到周四，等配件`,
    `不归咱们回：${matter.number}归谁管`,
  )
const finish = (matter: Case): string =>
  isTaken(matter) ? `办完回：${matter.number}好了（有照片就发）` : `还没人接，接了回：接${matter.number}`
const pressed = ({ told: { matter, brief, now } }: Lit): string =>
  fitting((most) =>
    lines(
      `${light(matter, now)}#${matter.number} 督办的，先办这件：${brief}`,
      `${soonWords(matter.due, now)}到时限，${newsWithin(matter, most)}`,
      finish(matter),
      `有进展回：${matter.number} 下午到`,
    ),
  )
const red = (lit: Lit): string => fitting((most) => redWithin(lit, most))
const redWithin = ({ told: { matter, brief, post, now }, reason, above }: Lit, most: number): string =>
  lines(
    `🔴#${matter.number} ${late(matter, now)}：${brief}`,
    isTaken(matter) ? `${post}在办，${newsWithin(matter, most)}` : `${post}还没人接`,
    reason ? `原因：${cut(reason, most)}` : `没办完的原因回“${matter.number} 原因 等配件”，我跟大家说`,
    `${post}请回：${isTaken(matter) ? `${matter.number}好了` : `接${matter.number}`}、${matter.number}延到周四、${matter.number}归谁管，或“${matter.number}要帮忙”`,
    forConveners(matter, above),
  )
const forConveners = ({ asked, pressed: isPressed, number }: Case, above: boolean): string => {
  const ways = [asked && `同意${number}`, !isPressed && `督办${number}`, above && `上报${number}`].filter(Boolean)
  return ways.length === 0 ? '' : `书记可回：${ways.join('、')}`
}

// ── several, in one list ─────────────────────────────────────────────────────────────────────────

const LISTED = 4

/** The most pressing first; what does not fit is counted. */
export function reminders(all: readonly Lit[]): string {
  const shown = all.slice(0, LISTED)
  const [first] = shown
  const untaken = shown.find((lit) => !isTaken(lit.told.matter))
  const more = all.length > shown.length && `还有${all.length - shown.length}件，回“待办”看`
  return fitting((most) =>
    lines(...shown.map((lit) => entry(lit, most)), more, first && shortAnswers(first.told.matter, untaken)),
  )
}

const entry = ({ told: { matter, brief, now } }: Lit, most: number): string =>
  `${light(matter, now)}#${matter.number} ${cut(brief, most)}，${matter.due > now ? `${soonWords(matter.due, now)}到时限` : late(matter, now)}${isTaken(matter) ? '' : '，还没人接'}`

const shortAnswers = ({ number }: Case, untaken: Lit | undefined): string =>
  `回：${untaken ? `接${untaken.told.matter.number}、` : ''}${number}好了、${number}延到周四，不归咱们回${number}归谁管`

// ── to those whom it concerns ────────────────────────────────────────────────────────────────────

/** Never as blame: why, and what comes of it. */
export const lateForResidents = (
  all: readonly { readonly matter: Case; readonly reason: string | undefined }[],
): string =>
  fitting((most) =>
    lines(
      ...all.slice(0, LISTED).map((one) => lateWithin(one, most)),
      all.length > LISTED && `还有${all.length - LISTED}件也晚了，想问哪件回“进度”加编号`,
    ),
  )
const lateWithin = (
  { matter, reason }: { readonly matter: Case; readonly reason: string | undefined },
  most: number,
): string => `#${matter.number} 比说好的晚了：${reason ? cut(reason, most) : '还在问'}，${newTime(matter)}`
const newTime = ({ asked }: Case): string =>
  asked ? `新时间想定在${dayWords(asked.until)}，等社区点头` : '新时间定了就在这里说'
