import type { Instant } from '../calendar.ts'
import { waitedEnough as enough, mayWait } from '../limit/limit.ts'
import type { Told } from './case.ts'
import { lines } from './fit.ts'
import { dayWords, fullWords, soonWords } from './time.ts'

// ── the clock stands still ───────────────────────────────────────────────────────────────────────

export const heldForHandler = ({ matter }: Told, until: Instant): string =>
  `#${matter.number} 先等报的人回话，不算晚。到${fullWords(until)}没回，时限接着走`
export const waitedEnough = ({ matter }: Told): string =>
  `#${matter.number} 已经等过两回，时限不再停。还要等，请召集人回“缓办${matter.number} 到几号 等什么”`
export const othersWait = ({ matter, post }: Told): string =>
  `#${matter.number} 转告${post}了。还有邻居也在等，时限不变`
/** Not that nobody is at home: everybody reads it. */
export const heldForResident = ({ matter }: Told, until: Instant): string =>
  lines(
    `#${matter.number} 找过您，没联系上。先等您回话，等到${fullWords(until)}`,
    `什么时候方便，回“${matter.number} 明天下午可以”`,
  )
/** Without a number it may be about anything. */
export const isAway = ({ matter, brief, now }: Told): string =>
  `说的是 #${matter.number} 吗（${brief}）？回“是”就${mayWait(matter, now) && !enough(matter) ? '先等报的人回话' : '记上，时限不停'}，不回不算`
/** What is said in a group of a visit in vain. */
export const notReached = (): string => '找过报的人，没联系上'
const VISIT =
  '(?:(?:我们?|师傅|刚才?|刚刚|今天|昨天|上午|下午|已经|也|又)*(?:去|来|上门|敲)(?:过|了|家里|门|一趟|两趟|两次)*[ ,，]*)?'
const NOBODY = new RegExp(
  `${VISIT}(?:(?:家里|屋里|屋头|家头|他家|她家|业主|住户|敲门|上门|去了?)(?:也|都|一直|又|现在)*(?:没(?:有|得)?人(?:在家?|在屋头?|应门?|开门?|答应)?|莫得人|不在家?|没在家?|不在屋头?)|没(?:有|得)?人(?:在家|在屋头?|应门|开门)|人不在家?)(?:了|的)?`,
  'g',
)
/** Words of those at work, in which no flat is said to be empty. */
export const discreet = (text: string): string => text.replace(NOBODY, '没联系上人')
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
export const goesOnForHandlers = ({ matter, brief, now }: Told): string =>
  `#${matter.number} 接着办：${brief}\n${untilWhen(matter.due, now)}`
export const goesOnForResidents = ({ matter, post, now }: Told): string =>
  `#${matter.number} ${post}接着办，${newDate(matter.due, now)}`
export const residentAnswered = ({ matter, now }: Told, text: string | undefined): string =>
  `#${matter.number} 报的人回话了${text ? `：${text}` : ''}。${untilWhen(matter.due, now)}`
/** There is a telephone in it, which no line may hold. */
export const privateInFull = ({ matter }: Told): string => `里面有号码，私下问我“${matter.number}怎么样了”看`
export const residentHeard = ({ matter, post, now }: Told): string =>
  `#${matter.number} 告诉${post}了，接着办，${newDate(matter.due, now)}`
export const goesOnUnanswered = ({ matter, post, now }: Told): string =>
  lines(
    `#${matter.number} 还没等到您回话，${post}接着办，${newDate(matter.due, now)}`,
    `什么时候方便，还可以回“${matter.number} 明天下午可以”`,
  )
export const waitedInVain = ({ matter, brief, now }: Told): string =>
  lines(
    `#${matter.number} 报的人还没回话，时限接着走：${brief}`,
    `${untilWhen(matter.due, now)}，再联系一次吧`,
    mayWait(matter, now) && !enough(matter) && `还是没人回：${matter.number}没人在家`,
  )
export const reviewIsDue = ({ matter, brief, now }: Told, reason: string): string =>
  lines(
    `#${matter.number} 说好今天再看：${brief}`,
    `缓办的原因：${reason}`,
    `接着办的话${untilWhen(matter.due, now)}`,
    `还要缓回“缓办${matter.number} 到几号 等什么”，办不了回“不办${matter.number} 原因”`,
  )
/** To those who do not work on it. */
const newDate = (due: Instant, now: Instant): string =>
  due > now ? `最迟${soonWords(due, now)}` : '比说好的晚了，新时间定了就在这里说'
const untilWhen = (due: Instant, now: Instant): string =>
  due > now ? `最迟${soonWords(due, now)}` : '已经晚了，请先办这件'

// ── what she answers ─────────────────────────────────────────────────────────────────────────────

const SOUNDS_LIKE =
  /在家|在屋|屋头|屋里|到家|回家|回来|回屋|出门|在的|有人在|都在|一直在|方便|有空|得空|有时间|随时|可以来|能来|来嘛|过来|再来|上门|敲门|门铃|开门|听[到见]|没看[到见]|电话|打我|号码|联系|(?<!\d)1[3-9]\d{9}(?!\d)|[早晚]上?.{0,3}点|[上下]午|点以?后|[今明后]天.{0,6}(?:行|可以|在)|周[一二三四五六日天末].{0,6}(?:行|可以|在)/
const BARE =
  /^(?:好+的?|好嘛|好滴|行+的?|嗯+|哦+|噢+|ok|收到|知道了?|晓得了?|谢+.{0,4}|多谢.{0,4}|辛苦.{0,4}|要得|可以|是的?|不是|对的?|你好|您好|在吗|算了|1|\[.+\])[!！。.~ ]*$/i
/** What follows a number that counts or measures. */
export const isMeasured = (rest: string): boolean =>
  /^(?:[点时号楼栋幢单室天个人户层分秒元块月日年周星度斤万千百多半:：～~-])/.test(rest)
/** Of when somebody may come, or why nobody answered. */
export const soundsLikeAnswer = (text: string): boolean => SOUNDS_LIKE.test(text)
export const saysSomething = (text: string): boolean => text.length >= 2 && !BARE.test(text)

// ── why it is late ───────────────────────────────────────────────────────────────────────────────

export const reasonNoted = ({ matter, now }: Told): string =>
  matter.due > now ? `#${matter.number} 记下了，到时没办完就照这个说` : `#${matter.number} 记下了，跟大家说了`
export const reasonTold = ({ matter, post }: Told, text: string): string =>
  `#${matter.number} 晚了是因为：${text}（${post}）`
