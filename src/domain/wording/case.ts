import { DAY, type Instant } from '../calendar.ts'
import type { Place } from '../heard/reading.ts'
import { goneTo } from '../level/letter.ts'
import { isOpen } from '../situation.ts'
import type { Post } from '../state/constitution.ts'
import type { Case } from '../state/matter.ts'
import { cut, fitting, lines } from './fit.ts'
import { answerBy, dueWords, householdsThere, lastNews, light, standing } from './lights.ts'
import { agreedOn } from './promise.ts'
import { judged } from './rating.ts'
import { dayWords, farWords, laterDay, soonOrFull, soonWords, spanWords } from './time.ts'

/** What the sentences about a case need besides the case itself. */
export interface Told {
  readonly matter: Case
  /** The case in short, without what is private. */
  readonly brief: string
  /** Nearly all that was said of it: for staff alone. */
  readonly full?: string
  /** Building and unit, where these eyes may see them. */
  readonly there?: string
  /** Who is in danger and where: for staff alone. */
  readonly who?: string
  readonly post: string
  readonly phone: string | undefined
  readonly now: Instant
}

export const placeWords = ({ place }: { readonly place?: Place }): string =>
  [
    place?.building === undefined ? '' : `${[place.building, ...(place.also ?? [])].join('、')}栋`,
    place?.unit === undefined ? '' : `${place.unit}单元`,
    place?.named ?? '',
  ].join('')

// ── registering ──────────────────────────────────────────────────────────────────────────────────

/** @param duty who is there while the offices are closed */
export const receipt = (told: Told, asksPlace: false | 'town' | 'village', hadDoor: boolean, duty?: Post): string => {
  const { matter, brief, post, phone, now } = told
  return lines(
    `#${matter.number} 记下了：${brief}${matter.for === undefined ? '' : `（替${matter.for}报）`}`,
    matter.danger === undefined ? `谁来办：${post}` : `已经叫${post}${phone === undefined ? '' : `（${phone}）`}了`,
    matter.danger === undefined && `最迟：${soonOrFull(matter.due, now)}前给答复`,
    isPressing(matter) && callNow(told, duty),
    hides(matter, hadDoor),
    asksPlace ? WHERE[asksPlace] : `问进展回：${matter.number}怎么样了`,
  )
}

const WHERE = { town: '在哪栋哪单元？回一句就行', village: '哪个组、哪个院子？回一句就行' } as const

const hides = ({ unnamed }: Case, hadDoor: boolean): string =>
  unnamed ? `${hadDoor ? '门牌和您的名字' : '您的名字'}我不说出去` : hadDoor ? '门牌我不在群里重复' : ''

const callNow = ({ matter, post, phone }: Told, duty: Post | undefined): string | false => {
  if (duty?.phone !== undefined) return `急事别等，打值班的${duty.name} ${duty.phone}`
  return matter.danger === undefined && phone !== undefined && `急事别等，打${post} ${phone}`
}

const isPressing = ({ urgent, due, since }: Case): boolean => urgent || due - since <= DAY

export const privateMatter = (friend: boolean): string =>
  friend ? '这是家里的事，我私下跟您说' : '记下了。这是家里的事，不在群里说，请加我好友，我私下告诉您'
export const whatQuestion = (): string => '哪里怎么了？说一句就行，例如：3栋电梯坏了'
export const registerQuestion = (): string => '要登记为事项吗？回“报”'
export const voiceQuestion = (text: string): string => lines(`听到的是：“${text}”`, '要登记为事项吗？回“报”')
export const pictureQuestion = (title: string): string =>
  lines(`图上像是“${title}”（AI 辅助整理），对吗？`, '要登记为事项就回“报”，不对请打字说一句')
/** What a case says that nobody has written. */
export const seenInPicture = (title: string): string => `${title}（看图，AI 辅助整理）`
/** @param others that are like it too, which are not asked about */
export const sameQuestion = ({ matter, brief }: Told, others: readonly Told[] = []): string =>
  lines(
    `和 #${matter.number} 是同一件吗？回“是”或“不是”`,
    `#${matter.number}：${brief}${matter.endedAt === undefined ? '' : `（${dayWords(matter.endedAt)}办完）`}`,
    others.length > 0 && `也像：${others.map((one) => `#${one.matter.number} ${cut(one.brief, OTHER)}`).join('；')}`,
  )
const OTHER = 20
export const supported = ({ matter }: Told): string =>
  `#${matter.number} 记上您家了，共${matter.supporters.length + 1}户`
export const supportedAlready = ({ matter }: Told): string => `#${matter.number} 您家已经记上了，一户记一次`
export const wordsAdded = ({ matter }: Told, kind: 'text' | 'image' | 'audio' | 'file' | undefined): string =>
  kind === 'image'
    ? `图收到，放进 #${matter.number} 了`
    : kind === 'text'
      ? `#${matter.number} 补上了`
      : `收到，放进 #${matter.number} 了。我听不了也看不了，要紧的再打几个字`
export const spokenAdded = ({ matter }: Told, text: string): string => `#${matter.number} 补上了，听到的是：“${text}”`
export const wordsForHandler = ({ matter }: Told, text: string): string => `#${matter.number} 补充：${text}`
/** Asked once of a danger. Of a lift that let somebody out it is the same. */
export const saidToBeOver = ({ matter }: Told, text: string): string =>
  `#${matter.number} 有消息：${text}\n险情完了吗？完了回“${matter.number}好了”，没人去看过就请去一趟`
/** Who told of it has said what those at work wanted to know. */
export const answerForHandler = ({ matter }: Told, text: string): string => `#${matter.number} 报的人回话了：${text}`
export const sentForHandler = (
  { matter }: Told,
  kind: 'text' | 'image' | 'audio' | 'file' | undefined,
  topic: string | undefined,
): string => {
  const what = kind === 'image' ? '图' : kind === 'audio' ? '语音' : '文件'
  return `#${matter.number} 报的人发来了${what}${topic === undefined ? '' : `，在“${topic}”`}`
}
export const questionForHandler = ({ matter }: Told, isReporter: boolean, text: string): string =>
  `#${matter.number} ${isReporter ? '报的人' : '邻居'}问：${text}`
export const toldThem = ({ matter, post }: Told): string => `#${matter.number} 告诉${post}了`
/** To who told of it. */
export const inquiry = ({ matter, post }: Told, text: string): string =>
  lines(
    `#${matter.number} ${post}${text.startsWith('请您') ? '' : '想问您：'}${text}`,
    `回话时前面写${matter.number}，我转过去`,
  )
export const inquired = ({ matter }: Told): string => `#${matter.number} 替您问了`
export const apart = (number: number): string => `#${number} 算一件。另一件@我再说一句，我另记一件`
export const full = ({ matter }: Told): string => `#${matter.number} 记得够多了，别的请直接跟办事的人说`
export const fileLost = ({ matter }: Told): string => `#${matter.number} 的图没收到，麻烦再发一次`
/** @param said with the door, for those who go there */
export const corrected = ({ matter, brief }: Told, said?: string): string =>
  `#${matter.number} 地点改成：${said ?? (placeWords(matter) || brief)}`
export const renamed = ({ matter, brief }: Told): string => `#${matter.number} 改成：${brief}`

// ── handling ─────────────────────────────────────────────────────────────────────────────────────

/** So much of a long report goes to work with its call: nobody sets out for twenty characters. */
const FULL = 80
export const call = ({ matter, brief, full = brief, who, post, now }: Told): string =>
  lines(
    `${matter.urgent ? '急！' : ''}#${matter.number} ${cut(full, FULL)}`,
    who,
    `${post}来办，${matter.due > now ? answerBy(matter, now) : dueWords(matter, now)}`,
    `接了回“接${matter.number}”，不归咱们回“退回${matter.number} 原因”`,
  )
export const takenByYou = ({ matter, now }: Told): string =>
  lines(
    `#${matter.number} 归您了，${dueWords(matter, now)}`,
    `有消息回“${matter.number} 下午到”，办完回“${matter.number}好了”（有照片就发）`,
  )
export const contact = ({ number }: Case, phones: readonly string[]): string =>
  `#${number} 联系电话：${phones.join('、')}`
export const takenBySomebody = ({ matter, post, now }: Told): string =>
  `#${matter.number} ${post}接了，${answerBy(matter, now)}`
export const noted = ({ matter }: Told): string => `#${matter.number} 记下了`
export const news = ({ matter, post }: Told, text: string): string => `#${matter.number} 有消息：${text}（${post}）`
export const offered = ({ matter, brief, full = brief, now }: Told): string =>
  lines(
    `#${matter.number} 转给您：${cut(full, FULL)}`,
    `${dueWords(matter, now)}。接就回“接${matter.number}”，不接回“${matter.number}不接”`,
  )
export const offerMade = ({ matter }: Told, name: string): string => `#${matter.number} 已转给${name}，对方接了才算`
export const declined = ({ matter }: Told, reason: string): string =>
  `#${matter.number} 没接${reason === '' ? '' : `：${reason}`}。还在您手里`
/** Nobody has it in hand. */
export const declinedByAll = ({ matter, brief }: Told, reason: string): string =>
  lines(`#${matter.number} 没人接：${brief}`, reason && `原因：${reason}`, `请定谁来办，回“转${matter.number} @谁”`)
export const sentBackForConveners = ({ matter, brief }: Told, reason: string): string =>
  lines(`#${matter.number} 退回来了：${brief}`, `原因：${reason}`, `请定谁来办，回“转${matter.number} @谁”`)
export const sentBack = ({ matter, post }: Told, reason: string): string =>
  `#${matter.number} 问过了：${reason}。${post}接着办，不会没下文`
export const refused = ({ matter, post, phone }: Told, reason: string): string =>
  lines(`#${matter.number} 这次没法办：${reason}`, `想再说说，找${post}${phone === undefined ? '' : ` ${phone}`}`)
export const timeAsked = ({ matter, post, now }: Told, until: Instant, reason: string): string =>
  lines(
    `#${matter.number} ${post}想延到${farWords(until, now)}${reason && `：${reason}`}`,
    `同意请回“同意${matter.number}”；不回就还按原来的时间`,
  )
export const timeAskedAnswer = ({ matter }: Told): string => `#${matter.number} 已问召集人，同意前还按原来的时间`
export const timeGiven = ({ matter, now }: Told, until: Instant, reason: string): string =>
  `#${matter.number} 新的时间：${farWords(until, now)}前${reason && `（${reason}）`}`
export const urged = ({ matter, brief, now }: Told): string =>
  lines(
    `#${matter.number} 居民在催：${brief}`,
    `${matter.due > now ? `${soonWords(matter.due, now)}到时限` : dueWords(matter, now)}，回一句进展吧：“${matter.number} 下午到”`,
  )
/** Put off: no limit runs. */
export const urgedHeld = ({ matter, brief, now }: Told): string =>
  lines(`#${matter.number} 居民在催：${brief}`, `${standing(matter, now)}，能早点就早点`)
export const urgedHeldAnswer = ({ matter, post, now }: Told): string =>
  `#${matter.number} 告诉${post}了。${standing(matter, now)}`
export const urgedAnswer = ({ matter, post }: Told): string => `#${matter.number} 已催${post}`
/** She says that she goes to the authorities. */
export const urgedOutside = ({ matter, brief, now }: Told): string =>
  lines(
    `#${matter.number} 居民在催，说要打12345：${brief}`,
    `${standing(matter, now)}，请先回一句进展：“${matter.number} 下午到”`,
  )
export const urgedOutsideAnswer = ({ matter, post }: Told): string =>
  `#${matter.number} 已催${post}，社区也知道了，会有人回您`
/** @param text told along by whoever presses it */
export const pressed = ({ matter, brief }: Told, text: string): string =>
  lines(`#${matter.number} 被督办：${brief}。请先办这件`, text && `要求：${text}`)
export const pressedAnswer = ({ matter, post }: Told): string => `#${matter.number} 已督办，告诉${post}了`
/** @param text what is lacking, in their own words */
export const helpWanted = ({ matter, brief, who, post }: Told, text: string): string =>
  lines(`#${matter.number} ${post}要帮忙：${brief}`, who, text && `${post}说：${text}`)
export const helpWantedAnswer = ({ matter }: Told): string => `#${matter.number} 已告诉召集人`

// ── ending ───────────────────────────────────────────────────────────────────────────────────────

export const finishNoted = ({ matter }: Told): string => `#${matter.number} 记为办完。没完回“没完”`
export const finishUndone = ({ matter }: Told): string => `#${matter.number} 还没办完，接着办`
export const withdrawalAnnounced = ({ matter }: Told): string =>
  `您撤回了，#${matter.number} 先留10分钟。重发我接着记；不要了回“取消${matter.number}”`
export const withdrawalStopped = ({ matter }: Told): string => `#${matter.number} 接着记`
export const withdrawn = ({ matter }: Told): string => `#${matter.number} 撤了`
export const withdrawnForHandlers = ({ matter }: Told): string => `#${matter.number} 报的人撤回了，不用去了`
export const withdrawQuestion = ({ matter, brief }: Told, secret: boolean): string =>
  `#${matter.number} 不用办了吗${secret ? '' : `（${brief}）`}？回“是”就撤`
export const whichCase = (numbers: readonly number[]): string =>
  `哪件？回“${numbers.map((number) => `${number}好了`).join('”还是“')}”`

// ── standing ─────────────────────────────────────────────────────────────────────────────────────

const STAGES: Readonly<Record<Case['stage'], string>> = {
  open: '等人接',
  taken: '在办',
  done: '办完了',
  withdrawn: '报的人撤回了',
  refused: '没法办',
}

const standsAs = ({ stage, merged }: Case): string => (merged ? `并到 #${merged.into} 一起办` : STAGES[stage])

/** The title, and where it is if that does not say so. */
const placed = ({ brief, there = '' }: Told): string =>
  there === '' || /[栋幢座]|号楼|单元/.test(brief) || brief.includes(there) ? brief : `${brief}（${there}）`

export function progress(told: Told): string {
  const { matter, post, now } = told
  const brief = placed(told)
  if (matter.stage === 'done') {
    return lines(
      `#${matter.number} ✅办完了：${brief}`,
      matter.outcome && `做了：${matter.outcome}`,
      `${post}，${dayWords(matter.endedAt ?? now)}`,
      judged(matter),
    )
  }
  if (matter.stage === 'withdrawn' || matter.stage === 'refused')
    return lines(`#${matter.number} ${standsAs(matter)}：${brief}`, matter.outcome && `原因：${matter.outcome}`)
  return lines(
    `#${matter.number} ${light(matter, now)}${standsAs(matter)}：${brief}`,
    `${post}，${standing(matter, now)}`,
    begun(matter),
    matter.news.length > 0 && lastNews(matter),
    matter.promised !== undefined && matter.promised > now && agreedOn(matter.promised, now),
    householdsThere({ ...told, brief }),
  )
}
/** Where it was so for days before anybody reported it, and its title does not tell. */
const begun = ({ began, raisedAt, title }: Case): string | false =>
  began?.at !== undefined &&
  raisedAt - began.at >= DAY &&
  !title.includes(began.text) &&
  `从${dayWords(began.at)}就这样了`

/** Asked why it takes so long. */
export const progressAndWhy = (told: Told): string => lines(progress(told), whyLate(told))
const whyLate = ({ matter, now }: Told): string => {
  const { number, held, due, reason, moved, asked } = matter
  if (!isOpen(matter) || held) return '' // is told with how it stands
  const late = due <= now && (reason?.text ?? asked?.reason)
  if (late) return `晚了是因为：${late}`
  if (moved !== undefined) return `改过时间，是因为：${moved}`
  return due <= now ? `还没说为什么晚了，想催回“催${number}”` : ''
}

/** `theirs`: asked by somebody who works on it, who means that it is not hers. */
export const whose = ({ matter, post, phone, now }: Told, theirs: boolean): string =>
  lines(
    `#${matter.number} 归${post}${phone === undefined ? '' : `（${phone}）`}，${matter.due > now ? `${soonWords(matter.due, now)}前给答复` : `比说好的晚了${spanWords(now - matter.due)}`}`,
    theirs && `不归咱们就回“退回${matter.number} 原因”，社区另外找人`,
  )

/** Asked among those who work on it: as much of what was said as a line holds. @param more the rest goes in private */
export function progressForStaff(told: Told, more: boolean): string {
  const { full = told.brief } = told
  const make = (most: number): string => lines(progress({ ...told, brief: cut(full, most) }), more && '全文私聊发您了')
  return fitting([...[120, 100, 80, 60, 40].map(make), progress(told)])
}

/** A line of a list. */
export const listed = ({ matter, brief, post, now }: Told): string =>
  matter.endedAt === undefined
    ? `${light(matter, now)}#${matter.number} ${brief}，${goneTo(matter) ? `在${post}，` : ''}${standing(matter, now)}`
    : `#${matter.number} ${brief}，${standsAs(matter)}`

/** The long form for those who work on it or raised it, in private: their own words, whole. */
export const inFull = (told: Told): string => lines(progress({ ...told, brief: told.matter.text }))

// ── what does not go ─────────────────────────────────────────────────────────────────────────────

export const wrongStage = ({ matter, brief }: Told): string =>
  matter.stage === 'done'
    ? `#${matter.number} 已经办完了（${brief}）。没好回“${matter.number}没好”加一句`
    : isOpen(matter)
      ? `#${matter.number} 还在办，办完再评`
      : `#${matter.number} ${standsAs(matter)}，要办请重新报一次`

/** `told`: what was said is passed on. */
export const inHand = ({ matter, post }: Told, told: boolean): string =>
  `#${matter.number} ${post}已经有人在办${told ? '，已转告' : ''}`
export const inHandOfColleague = ({ matter }: Told, name: string): string =>
  `#${matter.number} ${name}已经接了。要换人请对方回“转${matter.number} @谁”`
export const yoursAlready = ({ matter }: Told): string =>
  `#${matter.number} 本来就在您手里。办完回“${matter.number}好了”`
export const notYours = ({ matter, post }: Told, who: Who, told: boolean): string =>
  who === 'reporter'
    ? `#${matter.number} 不是您报的，请报的人来说`
    : `这一步由${who === 'post' ? post : OFFICES[who]}来做${told ? '，已转告' : ''}`
const OFFICES = { conveners: '召集人', supervisors: '居务监督', callers: '居务监督、召集人或楼栋长' } as const
type Who = 'post' | 'reporter' | keyof typeof OFFICES
export const toldOn = ({ matter }: Told, name: string, text: string): string => `#${matter.number} ${name}说：“${text}”`
export const goodNewsTold = ({ matter, post }: Told): string => `好的，请${post}把 #${matter.number} 记为办完`
export const closePlease = ({ matter }: Told): string =>
  `#${matter.number} 报的人说好了。办完请回“${matter.number}好了”`
export const isItDone = ({ matter }: Told): string => `是#${matter.number}办完了吗？是就回“办结${matter.number}”`
export const nothingAsked = ({ matter }: Told): string => `#${matter.number} 没有人要求延期`
export const urgedAlready = ({ matter, post }: Told): string => `#${matter.number} 今天已经催过${post}了，一天催一次`
export const dateMissing = ({ matter, now }: Told): string =>
  `#${matter.number} 延到哪天？回“${matter.number}延到${laterDay(matter.due, now)}，等配件”`
