import { type Light, lightOf } from '../calendar.ts'
import { isCalledFor } from '../limit/rung.ts'
import type { Case, Rung } from '../state/matter.ts'
import type { Told } from './case.ts'
import { cut, fitting, lines } from './fit.ts'
import { dayWords, laterDay, soonWords, spanWords } from './time.ts'

export const LIGHTS: Readonly<Record<Light, string>> = { white: '⚪', green: '🟢', yellow: '🟡', red: '🔴' }

/** A reminder, as it is told. */
export interface Lit {
  readonly rung: Rung
  readonly told: Told
  /** Why it is late, as these eyes may see it. */
  readonly reason: string | undefined
  /** There is a level above to pass it up to. */
  readonly above: boolean
  /** Another level has it. */
  readonly away: boolean
  /** Whom the conveners telephone about a danger: the emergency number where its post is an office of their own. */
  readonly ring?: { readonly post: string; readonly phone: string } | { readonly emergency: string }
}

export const light = (matter: Case, now: number): string => LIGHTS[lightOf(matter, now)]

/** How a case stands to its limit: 「还剩1天多（明天上午9点前）」「比说好的晚了1天」「先等着：等维修资金，到3月1日（周一）再看」. */
export const standing = ({ due, held }: Case, now: number): string =>
  held
    ? heldWords(held)
    : due > now
      ? `还剩${spanWords(due - now)}（${soonWords(due, now)}前）`
      : `比说好的晚了${spanWords(now - due)}`
/** By when there is an answer; of a limit that is over, how late it is: nobody promises the past. */
export const answerBy = ({ due }: Case, now: number): string =>
  due > now ? `${soonWords(due, now)}前给答复` : `已经${late({ due }, now)}，正在办`
/** The same to whoever has to see to it. */
export const dueWords = ({ due }: Case, now: number): string =>
  due > now ? `${soonWords(due, now)}前` : `已经${late({ due }, now)}，请先办这件`
const heldWords = ({ why, reason, until }: NonNullable<Case['held']>): string =>
  `先等着：${why === 'resident' ? '等报的人回话' : cut(reason, REASON)}，到${dayWords(until)}再看`

export const lastNews = ({ news: all }: Case): string => {
  const last = all.at(-1)
  return last ? `最近消息：${dayWords(last.at)}，${last.text}` : '还没有消息'
}
export const households = ({ supporters }: Case): string =>
  supporters.length > 0 ? `共${supporters.length + 1}户` : ''
/** 「共3户（3、5栋）」: where they said they have it. */
export const householdsThere = ({ matter, brief }: Told): string => {
  const { place, supporters } = matter
  const said = [place, ...supporters.map((one) => one.place)].flatMap((one) => one?.building ?? [])
  const buildings = [...new Set(said)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const there = buildings.join('、')
  return `${households(matter)}${buildings.length > 1 && !brief.includes(there) ? `（${there}栋）` : ''}`
}

/** Of why something waits, as it stands among other things. */
const REASON = 24
/** With less and less of what people wrote, until it fits. */
const within = (make: (most: number) => string): string => fitting([120, 60, 40, 24, 12, 6].map(make))
const newsWithin = (matter: Case, most: number): string => {
  const last = matter.news.at(-1)
  return lastNews(last ? { ...matter, news: [{ ...last, text: cut(last.text, most) }] } : matter)
}

export const isTaken = ({ stage }: Case): boolean => stage === 'taken'
/** Now, or soon after: of that no time is told. */
const late = ({ due }: Pick<Case, 'due'>, now: number): string =>
  now - due < 60_000 ? '到时限了' : `晚了${spanWords(now - due)}`

// ── one case, to those who work on it ────────────────────────────────────────────────────────────

export function reminder(lit: Lit): string {
  const { matter, now } = lit.told
  if (lit.away) return away(lit.told)
  if (lit.rung === 'call') return calledAgain(lit)
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
const yellow = ({ matter, brief, who, now }: Told): string =>
  lines(
    `🟡#${matter.number} ${brief}，${soonWords(matter.due, now)}到时限`,
    who,
    households(matter),
    finish(matter),
    matter.danger === undefined
      ? `来不及回：${matter.number}延到${laterDay(matter.due, now)}，等配件`
      : `来不及回：${matter.number}要帮忙`,
    `不归咱们回：${matter.number}归谁管`,
  )
/** Nobody has gone yet to somebody in danger. */
const calledAgain = ({ told: { matter, brief, who, now }, ring }: Lit): string =>
  within((most) =>
    lines(
      `急！#${matter.number} 还没人接：${cut(brief, most)}`,
      who,
      `${spanWords(now - matter.since)}了，这是第${timesCalled(matter)}次叫`,
      `谁能去，现在就回“接${matter.number}”`,
      ringPlease(matter, ring),
    ),
  )
/** With the first, and that of its limit. */
export const timesCalled = ({ calls = 0, rungs }: Case): number => calls + 1 + Number(rungs.includes('red'))
/** Nobody is told to telephone herself, or to call those who are there. */
const ringPlease = ({ eased }: Case, ring: Lit['ring']): string => {
  if (ring === undefined) return '书记请打电话叫人'
  if ('emergency' in ring) return eased ? '有人说救援到了，书记请叫人去看' : `书记请打${ring.emergency}，再叫人去看`
  return `书记请打电话叫人：${ring.post} ${ring.phone}`
}
const finish = (matter: Case): string =>
  isTaken(matter) ? `办完回：${matter.number}好了（有照片就发）` : `还没人接，接了回：接${matter.number}`
const pressed = ({ told: { matter, brief, now } }: Lit): string =>
  within((most) =>
    lines(
      `${light(matter, now)}#${matter.number} 督办的，先办这件：${brief}`,
      `${soonWords(matter.due, now)}到时限，${newsWithin(matter, most)}`,
      finish(matter),
      `有进展回：${matter.number} 下午到`,
    ),
  )
const away = ({ matter, brief, post, now }: Told): string =>
  within((most) =>
    lines(
      `🔴#${matter.number} ${late(matter, now)}：${brief}`,
      `在${post}那里，${newsWithin(matter, most)}`,
      `想催回“督办${matter.number}”，自己办回“${matter.up ? '撤回上报' : '撤回交办'}${matter.number}”`,
    ),
  )
const red = (lit: Lit): string => within((most) => redWithin(lit, most))
const redWithin = ({ told: { matter, brief, who, post, now }, reason, above, ring }: Lit, most: number): string =>
  lines(
    `🔴#${matter.number} ${late(matter, now)}：${brief}`,
    who,
    isTaken(matter) ? `${post}在办，${newsWithin(matter, most)}` : `${post}还没人接`,
    isCalledFor(matter)
      ? ringPlease(matter, ring)
      : matter.eased === 'over'
        ? `有人说险情完了，真完了回“${matter.number}好了”`
        : reason
          ? `原因：${cut(reason, most)}`
          : `没办完的原因回“${matter.number} 原因 等配件”，我跟大家说`,
    `${post}请回：${isTaken(matter) ? `${matter.number}好了` : `接${matter.number}`}${later(matter, now)}、${matter.number}归谁管，或“${matter.number}要帮忙”`,
    forConveners(matter, above),
  )
/** Nobody in danger is put off. */
const later = ({ number, due, danger }: Case, now: number): string =>
  danger === undefined ? `、${number}延到${laterDay(due, now)}` : ''
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
  return within((most) =>
    lines(
      ...shown.map((lit) => entry(lit, most)),
      more,
      first && (first.away ? `想催回“督办${first.told.matter.number}”` : shortAnswers(first.told, untaken)),
    ),
  )
}

const entry = ({ told: { matter, brief, post, now }, away: isGone }: Lit, most: number): string =>
  `${light(matter, now)}#${matter.number} ${cut(brief, most)}，${matter.due > now ? `${soonWords(matter.due, now)}到时限` : late(matter, now)}${isGone ? `，在${post}` : isTaken(matter) ? '' : '，还没人接'}`

const shortAnswers = ({ matter, now }: Told, untaken: Lit | undefined): string =>
  `回：${untaken ? `接${untaken.told.matter.number}、` : ''}${matter.number}好了${later(matter, now)}，不归咱们回${matter.number}归谁管`

// ── to those whom it concerns ────────────────────────────────────────────────────────────────────

/** A case that is late, as residents hear of it: nobody knows it by its number. */
export interface Late {
  readonly matter: Case
  readonly brief: string
  readonly reason: string | undefined
}
/** So much of each of several says which it is. */
const TITLE = 16

/** Never as blame: why, and what comes of it. */
export const lateForResidents = (all: readonly Late[]): string =>
  within((most) =>
    lines(
      ...all.slice(0, LISTED).map((one) => lateWithin(one, all.length > 1, most)),
      all.length > LISTED && `还有${all.length - LISTED}件也晚了，想问哪件回“进度”加编号`,
    ),
  )
/** Of a danger: whom to ring again. */
export const dangerLate = (
  { matter, post, phone }: Told,
  emergency: string | undefined,
  reason: string | undefined,
): string => {
  const again = [matter.eased ? undefined : emergency, phone && `${post} ${phone}`].filter(Boolean)
  return within((most) =>
    lines(
      `#${matter.number} 比说好的晚了：${reason ? cut(reason, most) : isTaken(matter) ? '还在办' : '还没人接'}`,
      again.length > 0 && `还没来人就再打${again.join('，或打')}`,
    ),
  )
}
/** After weeks: that it is not forgotten, and why. */
export const stillLate = (all: readonly Late[], now: number): string =>
  within((most) =>
    lines(
      ...all
        .slice(0, LISTED)
        .map(
          ({ matter, brief, reason }) =>
            `#${matter.number} ${cut(brief, TITLE)}，还没办完，晚了${spanWords(now - matter.due)}：${reason ? cut(reason, most) : '还在问'}`,
        ),
      all.length > LISTED && `还有${all.length - LISTED}件也没办完，想问哪件回“进度”加编号`,
    ),
  )
const lateWithin = ({ matter, brief, reason }: Late, named: boolean, most: number): string =>
  `#${matter.number} ${named ? `${cut(brief, TITLE)}，` : ''}比说好的晚了：${reason ? cut(reason, most) : '还在问'}，${newTime(matter)}`
const newTime = ({ asked }: Case): string =>
  asked ? `新时间想定在${dayWords(asked.until)}，等社区点头` : '新时间定了就在这里说'
