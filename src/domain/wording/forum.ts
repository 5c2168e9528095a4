import type { Forum } from '../state/matter.ts'
import { asMany, cut, lines } from './fit.ts'
import { fullWords } from './time.ts'

/** An opinion as an option of a card. */
export const brief = (text: string, most = 20): string => {
  const words = text
    .replace(/\s+/g, ' ')
    .replace(/[。.!！]+$/, '')
    .trim()
  return cut(words, most)
}

/** `number`: by which people name it. */
export interface Ranked {
  readonly number: number
  readonly text: string
  readonly size: number
}

export const opened = ({ case: number, until }: Forum, title: string, opener: string): string =>
  [
    `#${number} 请大家议一议：${cut(title, 30)}`,
    `有主意回：意见${number} 加上您的想法`,
    `同意别人的回：支持${number}意见2`,
    `${fullWords(until)}前收意见，之后按支持户数列出来，再请大家表决`,
    `${opener}发起`,
  ].join('\n')
/** For who set it going elsewhere. */
export const openedTold = ({ case: number, until }: Forum, groups: string): string =>
  groups === ''
    ? `#${number} 还没有绑定居民群，没处问。请管理员在居民群里说“绑定”`
    : `#${number} 已请${groups}议一议，${fullWords(until)}前收意见`
export const given = (number: number, place: number, text: string): string =>
  `#${number} 意见${place}记下了：${brief(text, 30)}。邻居同意的回：支持${number}意见${place}`
export const withdrawn = (number: number, place: number): string => `#${number} 意见${place}撤回了`
/** How opinions are listed. */
export interface Listing {
  /** All of them: to one person. */
  readonly whole: boolean
  /** Why it is they that are told. */
  readonly before?: string | undefined
  /** She may have them summed up. */
  readonly sums?: boolean | undefined
}
const MOST_LISTED = 4
const SHORT = 24
/** Of one opinion: WeChat takes no message of any length. */
const lengthOf = (count: number, whole: boolean): number => (whole ? (count > 20 ? 60 : 120) : SHORT)
const item = ({ number, text, size }: Ranked, most: number): string => `意见${number}（${size}户）${brief(text, most)}`
const others = (number: number, count: number): string => `还有${count}条，私下问我“${number}意见”`
/** Those with most support first, and what can be done with them below. */
export function list(number: number, all: readonly Ranked[], over: boolean, { whole, before, sums }: Listing): string {
  const [first] = all
  if (!first) return `#${number} ${over ? '没有人提意见' : `还没有人提意见，您先说：意见${number} 加上您的想法`}`
  const tell = (most: number): string =>
    lines(
      before,
      `#${number} 有${all.length}条意见：`,
      ...all.slice(0, most).map((one) => item(one, lengthOf(all.length, whole))),
      [
        all.length > most && others(number, all.length - most),
        !over && `同意的回：支持${number}意见${first.number}`,
        sums && `想归纳回“归纳${number}”`,
      ]
        .filter(Boolean)
        .join('；'),
    )
  return whole ? tell(all.length) : asMany(Math.min(MOST_LISTED, all.length), tell)
}

/** Why opinions were not summed up: nothing is there that could, there are too few, or it came to nothing. */
export type Unsummed = 'off' | 'few' | 'failed'
const UNSUMMED: Readonly<Record<Unsummed, string>> = {
  off: '这里没接模型，归纳不了，先看原话：',
  few: '意见还少，不用归纳，直接看：',
  failed: '这次没归纳成，先看原话：',
}
export const unsummed = (why: Unsummed): string => UNSUMMED[why]

export interface Point {
  readonly text: string
  readonly opinions: readonly number[]
}
const MOST_NUMBERS = 8
const standsOn = (numbers: readonly number[], aloud: boolean): string =>
  aloud && numbers.length > MOST_NUMBERS
    ? `${numbers.slice(0, MOST_NUMBERS).join('、')}等${numbers.length}条`
    : numbers.join('、')
/** `apart`: those that were not summed up, as they are. */
export function summed(
  number: number,
  { label, points, apart }: { readonly label: string; readonly points: readonly Point[]; readonly apart: Listed },
  aloud: boolean,
): string {
  const count = new Set([...points.flatMap(({ opinions }) => opinions), ...apart.map((one) => one.number)]).size
  const told = [
    ...points.map(({ text, opinions }) => `· ${text}（${standsOn(opinions, aloud)}）`),
    ...apart.map(({ number: place, text }) => `意见${place}没归进去：${brief(text, aloud ? SHORT : 60)}`),
  ]
  const tell = (most: number): string =>
    lines(
      `#${number} ${count}条意见归纳${label}：`,
      ...told.slice(0, most),
      `${told.length > most ? `还有${told.length - most}点，私下问我“归纳${number}”；` : ''}原话：${number}意见`,
    )
  return aloud ? asMany(told.length, tell) : tell(told.length)
}
type Listed = readonly Pick<Ranked, 'number' | 'text'>[]
export const noOwn = (number: number): string => `#${number} 没有您提的意见可撤`
export const backed = (number: number, opinion: number): string => `#${number} 意见${opinion}已经有邻居支持，撤不了了`
/** An opinion is seconded by its number. */
export const which = (number: number, opinion: number | undefined, text: string): string =>
  opinion === undefined
    ? `#${number} 还没有这条意见。是您的主意就回：意见${number} ${brief(text)}`
    : `#${number} 是想说“支持${number}意见${opinion}”吗？照这样回一句`
export const seconded = (number: number, opinion: number, size: number): string =>
  `#${number} 意见${opinion}现在${size}户支持`
export const closed = ({ case: number }: Forum, title: string, all: readonly Ranked[]): string =>
  lines(
    `#${number} 意见收齐了：${cut(title, 24)}`,
    all.length === 0 && '没有人提意见',
    ...all.slice(0, MOST_LISTED).map((one) => item(one, SHORT)),
    all.length > MOST_LISTED && others(number, all.length - MOST_LISTED),
  )
export const next = (number: number, some: boolean, sums = false): string =>
  some
    ? `#${number} 意见收齐了。要表决回“议${number}”，我按意见列选项，您看过再发${sums ? `；想先归纳回“归纳${number}”` : ''}`
    : `#${number} 没有人提意见，要表决回“议${number}”，要再收几天回“议${number} 3天”`

export const what = (): string => '议哪一件？带上编号，例如：议27'
export const runs = (number: number, forum: Forum | undefined): string =>
  forum
    ? `#${number} 正在收意见，${fullWords(forum.until)}前都可以提，已有${forum.opinions.filter((one) => !one.withdrawn).length}条。看有哪些：${number}意见有哪些`
    : `#${number} 正在收意见`
export const none = (number: number): string => `#${number} 现在没有在收意见`
export const length = (number: number): string => `#${number} 写上您的想法，200字以内，例如：意见${number} 先修东门的`
export const full = (number: number): string => `#${number} 意见满50条了，请支持已有的：支持${number}意见2`
export const enough = (number: number): string => `#${number} 您家提过3条了，同意别人的回：支持${number}意见2`
export const noSuch = (number: number, opinion: number): string => `#${number} 没有意见${opinion}`
export const already = (number: number): string => `#${number} 您家支持过了，一户算一次`
export const notInPublic = (number: number): string => `#${number} 是家事，不在群里议`
