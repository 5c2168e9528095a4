import { DAY, type Instant } from '../calendar.ts'
import type { Place } from '../heard/reading.ts'
import { type Lower, levelKey } from '../level/letter.ts'
import type { Case } from '../state/matter.ts'
import { placeWords, type Told } from './case.ts'
import { asMany, cut, fitting, lines } from './fit.ts'
import { answerBy } from './lights.ts'
import { dayWords, fullWords, spanWords } from './time.ts'

const TITLE = 40
/** Of somebody's words in a line that tells other things too. */
const WORDS = [60, 40, 20]
const SHORT = 60

// ── asking the level above, or below ─────────────────────────────────────────────────────────────

export const passedUp = ({ number }: Case, level: string): string => `#${number} 已报到${level}，有答复告诉大家`
export const sentDown = ({ number }: Case, level: string): string => `#${number} 已交给${level}办，有答复告诉大家`
export const opened = ({ number, due, held }: Case, level: string, theirs: number): string =>
  `#${number} ${level}记为他们的 #${theirs}，${held ? `${dayWords(held.until)}再看` : `最迟${fullWords(due)}前给答复`}`
export const newTime = ({ number, due }: Case, level: string, reason: string): string =>
  `#${number} 新的时间：${fullWords(due)}前（${reason === '' ? level : `${level}：${cut(reason, SHORT)}`}）`
export const cameBack = ({ number, due }: Case, level: string, reason: string): string =>
  lines(
    `#${number} ${level}没有办${reason === '' ? '' : `：${cut(reason, SHORT)}`}`,
    `咱们接着想办法，${fullWords(due)}前给答复`,
  )
export const cameBackForConveners = ({ matter, brief }: Told, level: string, reason: string): string =>
  lines(
    `#${matter.number} ${level}退回来了：${cut(brief, TITLE)}`,
    reason !== '' && `原因：${cut(reason, SHORT)}`,
    `请定谁来办，回“转${matter.number} @谁”，办不了回“不办${matter.number} 原因”`,
  )

export const calledIn = ({ number, due }: Case, level: string): string =>
  `#${number} 从${level}收回来了，咱们自己办，${fullWords(due)}前给答复`
export const goOnHere = ({ matter, brief, now }: Told, level: string): string =>
  lines(`#${matter.number} 从${level}收回来了，请接着办：${cut(brief, TITLE)}`, answerBy(matter, now))
/** It was with a level that is none of ours any more. */
export const broken = ({ number, due }: Case, level: string): string =>
  `#${number} 和${level}的联系断了，咱们自己接着办，${fullWords(due)}前给答复`
export const brokenForStaff = ({ matter, brief, now }: Told, level: string): string =>
  lines(
    `#${matter.number} ${level}已经不是咱们的上下级，这件收回来自己办：${cut(brief, TITLE)}`,
    answerBy(matter, now),
    `办完回“${matter.number}好了”，换人回“转${matter.number} @谁”，办不了回“不办${matter.number} 原因”`,
  )
export const givenBack = ({ number }: Case, level: string): string => `#${number} 已退回${level}`
export const mayGiveBack = ({ number }: Case, level: string): string => `不归咱们回“退回${number} 原因”，就退给${level}`

/** Why a case cannot go to another level. */
export type Unfit =
  | 'none-above'
  | 'none-below'
  | 'which-below'
  | 'family'
  | 'gone'
  | 'here'
  | 'unanswered'
  | 'with-them'
  | 'theirs'
  | 'passed-on'
  | 'held-there'
  | 'held'
  | 'held-longer'
  | 'danger'
  | 'from-above'
  | 'from-there'
  | 'blamed'
/** @param phone for a danger */
export function unfit(matter: Case, why: Unfit, below: readonly string[], phone: string): string {
  const { number, up, down, from, held, blamed = [] } = matter
  const level = (up ?? down)?.name ?? ''
  switch (why) {
    case 'none-above':
      return '我们这里没有上级，先由社区办'
    case 'none-below':
      return '我们这里没有下级可以交办'
    case 'which-below':
      return `交给谁？可以写：${below
        .slice(0, 3)
        .map((name) => `交办${number} ${name}`)
        .join('、')}`
    case 'family':
      return `#${number} 是家事，不往外报`
    case 'gone':
      return `#${number} 已经在${level}那里了`
    case 'theirs':
      return `#${number} 在${level}那里，由他们办。要咱们自己办，请召集人回“${up ? '撤回上报' : '撤回交办'}${number}”`
    case 'passed-on':
      return `#${number} 已经在${level}那里了，这句转告他们了`
    case 'held-there':
      return `#${number} 是${[up, down, from].find((one) => one && held?.by === levelKey(one.community))?.name ?? ''}定的先缓一缓，${held ? `到${dayWords(held.until)}，` : ''}要早点办由他们说`
    case 'held':
      return `#${number} 正缓着${held ? `，${dayWords(held.until)}再看` : ''}。要现在定时间，先回“继续${number}”`
    case 'held-longer':
      return `#${number} 正等报的人回话，时限跟着往后，不用延`
    case 'danger':
      return `#${number} 是险情，不能缓、不能延几天。先打${phone}、马上去人，险情排除了再回“${number}好了”`
    case 'here':
      return `#${number} 就在咱们自己手里`
    case 'unanswered':
      return `#${number} 刚送到${level}，那边收下了才能收回，请等一会儿`
    case 'with-them':
      return `#${number} 在${up?.name ?? ''}那里，由他们记办完；您这边有进展回“进展${number} …”，不用他们办了回“撤回上报${number}”`
    case 'from-above':
      return `#${number} 是${from?.name ?? ''}交办的。办不了回“退回${number} 原因”`
    case 'blamed':
      return `#${number} 说的就是${blamed.join('、')}，请交给别人`
    case 'from-there':
      return `#${number} 是${from?.name ?? ''}来的。不归咱们回“不办${number} 原因”`
  }
}

// ── being asked ──────────────────────────────────────────────────────────────────────────────────

/** The place stands before what happened there, and the community before both. */
export const titleFrom = (name: string, title: string, place: Place | undefined): string => {
  const where = place ? placeWords({ place }) : ''
  return cut(`${name}：${title.includes(where) ? '' : where}${title}`, TITLE)
}
export const titleOrdered = (name: string, title: string): string => cut(`${name}交办：${title}`, TITLE)

/** To those who are to do it: what was said, when first, and why it comes to them, as much as fits. */
export const arrived = (told: Told, words: string, reason: string): string =>
  fitting([...WORDS.map((most) => arrivedIn(told, cut(words, most), cut(reason, most / 2))), arrivedIn(told, '', '')])

function arrivedIn({ matter, brief, post, now }: Told, words: string, reason: string): string {
  const { number, from, urgent, media } = matter
  if (!from) return ''
  return lines(
    `${urgent ? '急！' : ''}#${number} ${brief}`,
    `他们的 #${from.number}，${dayWords(from.raisedAt)}报的${media.length > 0 ? `，照片${media.length}张` : ''}`,
    words !== '' && !brief.endsWith(words) && `原话：${words}`,
    reason !== '' && `说明：${reason}`,
    `${post}来办，${answerBy(matter, now)}`,
    `接了回“接${number}”，不归咱们回“退回${number} 原因”`,
  )
}
export const pressing = (): string => '在督办，请先办这件'
export const toldInPrivate = (): string => '有补充，是私下说的，要细问请找他们社区'
export const urging = (): string => '居民在催'
/** By those who handed it over. */
export const urgingThere = (): string => '在催，请回个话'
export const othersWait = (): string => '还有别家也在等，时限不停'
export const dangerWaits = (): string => '这是急事，人可能有危险，时限不停，请再去一趟'
export const wantsOn = (): string => '想早点接着办，请看看能不能不缓了'
/** Nobody may be named to them, and no telephone: who reported it is asked where she is known. */
export const askedForThem = ({ number }: Case, level: string, until: Instant): string =>
  `#${number} 请${level}帮忙联系报的人了，先等回话，不算晚。到${fullWords(until)}没回，时限接着走`
export const notReachedBy = ({ number }: Case, level: string, until: Instant): string =>
  lines(
    `#${number} ${level}找过您，没联系上。先等您回话，等到${fullWords(until)}`,
    `什么时候方便，在这里回“${number} 明天下午可以”，我转给他们`,
  )
export const helpReach = ({ number }: Case, level: string, name: string): string =>
  `#${number} ${level}没联系上报的人${name === '' ? '' : `（${name}）`}，请帮忙问一声哪天方便，回“补充${number} 明天下午可以”，我转过去`
export const awayThere = ({ number }: Case, level: string, until: Instant): string =>
  `#${number} ${level}：先等报的人，${dayWords(until)}再去，时限跟着往后。早点方便我转告您`
export const takenOver = (post: string): string => `${post}接了`
export const further = (level: string): string => `已经再往上报到${level}`
export const renamedTo = (title: string): string => `改成：${title}`
export const movedTo = (title: string): string => `地点改成：${title}`
export const notDoneYet = (): string => '还没办完，接着办'
export const notBelow = (): string => '现在不是上下级，没有收'
export const endedThere = (outcome: string): string => (outcome === '' ? '那边不用办了' : outcome)
export const takenBack = (): string => '已经收回去自己办'
export const saysItWorks = (): string => '报的人说好了'
export const finishedThere = (): string => '办完了'
export const calledOff = ({ number }: Case, level: string, reason: string): string =>
  `#${number} ${level}说不用办了${reason === '' ? '' : `：${reason}`}`
export const newsFrom = ({ number }: Case, level: string, text: string): string => `#${number} ${level}：${text}`
export const photosFrom = ({ number }: Case, level: string, count: number): string =>
  `#${number} ${level}又发来照片${count}张`
export const takenUpThere = ({ number }: Case, level: string, text: string): string =>
  `#${number} 没好，${level}接着办：${text}`
export const ratedBelow = (level: string, good: number, all: number): string => `${level}${all}户评了，${good}户满意`
export const ratedThere = ({ number }: Case, text: string): string => `#${number} ${text}`

// ── what the levels below have in red ────────────────────────────────────────────────────────────

export const lowerLine = ({ name, number, title, post, due, pressing: urgent }: Lower, now: Instant): string =>
  `🔴${name} #${number} ${cut(title, TITLE)}，${post === undefined ? '' : `${post}，`}晚了${spanWords(Math.max(now - due, 0))}${urgent ? '，请过问' : ''}`

export const lowerList = (all: readonly Lower[], now: Instant): string =>
  asMany(all.length, (count) =>
    lines(
      `下面晚了的${all.length}件：`,
      ...all.slice(0, count).map((one) => lowerLine(one, now)),
      count < all.length && `还有${all.length - count}件，回“红灯”`,
    ),
  )

// ── what did not arrive ──────────────────────────────────────────────────────────────────────────

export const undelivered = (number: number, level: string, kept: number): string =>
  `#${number} 有消息${Math.round(kept / DAY)}天没能送到${level}，请打电话问一下`
