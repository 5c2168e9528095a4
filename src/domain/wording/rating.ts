import type { Grade } from '../heard/reading.ts'
import type { Case, Rating } from '../state/matter.ts'
import type { Told } from './case.ts'
import { cut, fits, fitting, lines } from './fit.ts'
import { answerBy } from './lights.ts'
import { isSmallTalk } from './talk.ts'
import { soonOrFull, spanWords } from './time.ts'

const GRADES: Readonly<Record<Grade, string>> = { good: '满意', fair: '一般', poor: '不满意' }
/** So much of what several said stands in one line. */
const REASONS = 90

// ── rating ───────────────────────────────────────────────────────────────────────────────────────

export const rated = ({ matter }: Told, grade: Grade, text: string): string =>
  grade === 'poor'
    ? `#${matter.number} 记下了：${GRADES.poor}，谢谢您说出来${text === '' ? `。哪里没好？回“${matter.number}没好”加一句` : ''}`
    : `#${matter.number} 记下了：${GRADES[grade]}，谢谢`
/** Asked after in one line, answered in one word. */
export const allRated = (numbers: readonly number[], grade: Grade): string =>
  `${numbers.map((number) => `#${number}`).join('、')} 记下了：${grade === 'good' ? '都好' : GRADES[grade]}，谢谢`
/** Who rated, never how many of them said what: anybody could work out who complained. */
export const alsoRated = ({ matter }: Told, names: readonly string[]): string =>
  `#${matter.number} 也评了：${cut(names.join('、'), 70)}，谢谢`
/** The same of the answers to 「还好吗」, of whichever case. */
export const alsoAnswered = (names: readonly string[]): string => `也记下了：${cut(names.join('、'), 70)}，谢谢`
/** So many have rated before it is said how. */
const COUNTED = 3

const counts = (all: readonly Rating[]): string =>
  `${all.length}户评了，${all.filter(({ grade }) => grade === 'good').length}户满意`

export const reasonQuestion = (number: number, of: 'rating' | 'inspection' | 'call'): string =>
  ({
    rating: `#${number} 记下了：不满意，谢谢您说出来。哪里没好？直接说一句就行`,
    inspection: `#${number} 哪里不通过？直接说一句就行`,
    call: `#${number} 回访说哪里没好？直接说一句就行`,
  })[of]
export const notAffected = ({ matter }: Told, grade: Grade): string =>
  `#${matter.number} 由报的人和附议的人家来评，您的没有计入。${grade === 'poor' ? '您家也没好，就跟我说一声哪里怎么了' : '谢谢您说一声'}`

export const reopenedEnough = ({ matter }: Told): string =>
  `#${matter.number} 已经返工${matter.reopened ?? 0}次了，请居务监督去看看再说。您的话转告了`
export const inspectPlease = ({ matter }: Told, text: string): string =>
  `#${matter.number} 返工${matter.reopened ?? 0}次还说没好：${text}\n请去看看，回“验收${matter.number} 通过”或“验收${matter.number} 不通过 原因”`
export const notRight = ({ matter }: Told, text: string): string =>
  `#${matter.number} 有一户说没好：${cut(text, REASONS)}\n还算办完，请去看一眼`
/** Says that something is wrong, not what. */
export const saysNoMore = (text: string): boolean =>
  /^(?:还是?|又|都|根本)?(?:没(?:有|得)?|莫得|不)(?:修|弄|办|搞)?(?:好|完|行|满意)了?$/.test(text.trim())
/** What the answer to a finish asks for, and its like. */
export const saysUnfinished = (text: string): boolean => /^还?没完/.test(text.trim())
/** A command is taken back, not what was reported. */
export const saysTakenBack = (text: string): boolean => /撤[回销]/.test(text)
/** Not a wrong key: words that were meant for others. */
export const saysMissent = (text: string): boolean => /发错/.test(text)
/** One's reason: no small talk with the neighbours, and more than a sound. */
export const isReason = (text: string): boolean =>
  text.length >= 2 && text.length <= 200 && !isSmallTalk(text) && !/^(?:嗯|哦|噢|啊|好的?|行|收到|知道了?)+$/.test(text)

// ── 回炉 ─────────────────────────────────────────────────────────────────────────────────────────

/** By whom else than its reporter, and how many. */
interface Taken {
  readonly how?: 'share' | 'inspection' | 'call' | 'office' | undefined
  readonly count: number
}
export const reopened = ({ matter, post, now }: Told, reasons: readonly string[], { how, count }: Taken): string => {
  const why = cut(reasons.join('；'), REASONS)
  const who = { share: `${count}户说没好`, inspection: '居务监督去看了', call: '回访说没好', office: '' }
  const by = how === undefined ? '' : who[how]
  const shown = by === '' || why === '' ? by || why : how === 'share' ? `${by}（${why}）` : `${by}，${why}`
  return lines(
    `#${matter.number} 接着办${shown === '' ? '' : `：${shown}`}`,
    `${post}，最迟${soonOrFull(matter.due, now)}前给答复`,
  )
}
export const reopenedForHandlers = (
  { matter, brief, now }: Told,
  reasons: readonly string[],
  { how, count }: Taken,
): string => {
  const why = cut(reasons.join('；'), REASONS)
  const said = { share: `${count}户说没好`, inspection: '验收没通过', call: '回访说没好', office: '没好' }
  return lines(
    `#${matter.number} ${how === undefined ? '没好' : said[how]}，要再去：${why}`,
    why !== brief && brief,
    answerBy(matter, now),
  )
}

// ── four weeks later ─────────────────────────────────────────────────────────────────────────────

const ASKS = '办完4周了，还好吗？'
/** So much of each title at the least, so that one knows which it was. */
const TITLES = [30, 20, 12] as const
/** Several in one line, each told so that one knows which it was. */
export function stillGood(all: readonly Told[]): string {
  const [only, ...more] = all
  if (only && more.length === 0) return lines(`#${only.matter.number} ${ASKS}（${only.brief}）`, '回“好”或“又坏了”')
  return fitting(TITLES.flatMap((most) => [severalAsked(all, most, '\n'), severalAsked(all, most, ' ')]))
}
const severalAsked = (all: readonly Told[], most: number, between: string): string => {
  const titles = all.map(({ matter, brief }) => `#${matter.number} ${cut(brief, most)}`)
  const end = `都好回“都好”，又坏了回“编号+又坏了”，如“${all[0]?.matter.number ?? ''}又坏了”`
  return lines(`这几件${ASKS}`, titles.join(between), end)
}
/** As many in one line as can be told with their titles. */
export function asMayBe(all: readonly Told[]): readonly (readonly Told[])[] {
  if (all.length === 0) return []
  let count = all.length
  while (count > 1 && !fits(stillGood(all.slice(0, count)))) count--
  return [all.slice(0, count), ...asMayBe(all.slice(count))]
}
export const whichAgain = (numbers: readonly number[]): string =>
  `哪件？回“${numbers.map((number) => `${number}好`).join('”“')}”，都好回“都好”，又坏了回“${numbers[0] ?? ''}又坏了”`
/** Of something mended: it is well. */
export const saysWell = (text: string): boolean => /还可以|还阔以|還可以/.test(text)
/** The word that it asks for. */
export const saysGood = (text: string): boolean => /^[@\s]*好[的呢嘞啊呀!！。~\s]*$/.test(text)
/** A new case with the old one's number. */
export const cameBack = ({ matter, brief, post, now }: Told): string =>
  lines(
    `#${matter.number} 又坏了，记成新的一件（上回是 #${matter.again ?? ''}）`,
    brief,
    `谁来办：${post}`,
    `最迟：${soonOrFull(matter.due, now)}前给答复`,
    `问进展回：${matter.number}怎么样了`,
  )
export const cameBackForHandlers = ({ matter }: Told, as: number, text: string): string =>
  lines(`#${matter.number} 又坏了，记成了 #${as}：${text}`, '上回是您办的，请先去看看')

// ── supervision ──────────────────────────────────────────────────────────────────────────────────

export const passed = ({ matter }: Told): string => `#${matter.number} 居务监督看过了：通过`
export const passedNoted = ({ matter }: Told): string => `#${matter.number} 验收记上了：通过，已告诉报的人`
export const callMissed = ({ matter }: Told): string =>
  `#${matter.number} 回访没打通，记上了。打通了再回“回访${matter.number} 满意”这样`
export const calledBack = ({ matter }: Told, grade: Grade): string => `#${matter.number} 回访记上了：${GRADES[grade]}`
export const ownInspection = ({ matter }: Told, names: readonly string[]): string =>
  `#${matter.number} 是您经手的，验收要请别人${names.length > 0 ? `：${names.join('、')}` : '。没有别的监督员，可以请召集人回访'}`
export const judgedAlready = ({ matter }: Told): string =>
  `#${matter.number} 已经有人评过，撤不回来了。真没弄好，请书记回“${matter.number}没好 原因”`
export const inspectedAlready = ({ matter }: Told): string => `#${matter.number} 已经验收过了：通过`

/** What was said of its finish since. */
export const judged = ({ ratings, inspection, calledBack: called, next }: Case): string =>
  [
    ratings.length >= COUNTED && counts(ratings),
    inspection && '居务监督看过：通过',
    called && `回访过：${GRADES[called.grade]}`,
    next !== undefined && `又坏了，记成了 #${next}`,
  ]
    .filter(Boolean)
    .join('；')

/** A case whose limit is over: who holds it, and how late it is. */
export const redLine = ({ matter, brief, post, now }: Told): string =>
  `🔴#${matter.number} ${cut(brief, 14)}，${post}${matter.stage === 'taken' ? '' : '还没人接'}，晚了${spanWords(now - matter.due)}`
/** As many as one line of ours holds. */
export function redList(all: readonly string[], more = 0): string {
  if (all.length === 0) return '没有亮红灯的'
  const told = lines(...all, more > 0 && `还有${more}件晚了，先看上面的`)
  return all.length === 1 || fits(told) ? told : redList(all.slice(0, -1), more + 1)
}
export const redCount = (count: number): string =>
  count === 0 ? '没有晚了的，都在时限里' : `有${count}件比说好的晚了，都在催。想看哪件，回：进度加编号`

/** What words for an end are of: 「通了」 of what was blocked, 「车开走了」 of what stood in the way. */
const ENDS: readonly (readonly [said: RegExp, told: RegExp])[] = [
  [/车|(?:开|挪|拖|移|搬|牵|赶)(?:走|了)/, /车|人|狗|摊|挡|占|堵/],
  [/通(?!知)/, /[堵通塞返反淹]|积水|停|断|没/],
  [/[漏滴渗]/, /[漏滴渗]/],
  [/灯|亮/, /灯|亮|黑/],
  [/[臭味]/, /[臭味]|垃圾/],
  [/[吵响]/, /[吵响闹噪声唱]/],
  [/[收清扫]了|[收清扫](?:走|完|干净)/, /垃圾|脏|堆|满|杂物|粪|屎/],
  [/又动了|转了/, /停|动|梯|卡|坏|转/],
  [/水/, /水/],
  [/[收扫拖清运]完/, /垃圾|脏|扫|堆|清|臭|积|泥|雪|落叶/],
  [/(?<!充)电(?!梯|话)/, /电|灯|亮|黑/],
  [/电梯/, /电梯/],
]
/** Whether words that say that something is over may be of what was told. */
export const mayEnd = (said: string, told: string): boolean =>
  ENDS.every(([end, trouble]) => !end.test(said) || trouble.test(told))

/** Whether they name what of it is over. */
export const endsIt = (said: string, told: string): boolean =>
  mayEnd(said, told) && ENDS.some(([end, trouble]) => end.test(said) && trouble.test(told))

/** 「灯还是不亮」「重新报」: what was told before. */
export const saysStill = (text: string): boolean => /还(?:是)?(?:没|不|莫)|仍然?[没不]|重新报|再报一?[次下]/.test(text)
