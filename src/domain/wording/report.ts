import type { Instant } from '../calendar.ts'
import type { Figure } from '../heard/reading.ts'
import type { Week } from '../state/community.ts'
import type { Month, Pattern } from '../state/figures.ts'
import type { Picture } from '../state/paper.ts'
import { asMany, commas, cut, fits, lines } from './fit.ts'
import { dayWords, fullWords, withinWords } from './time.ts'

// ── the week ─────────────────────────────────────────────────────────────────────────────────────

/** Its last news; with the day where it is older than the report, or tells of a 「明天」 that is not tomorrow any more. */
export const saidOn = ({ at, text }: { readonly at: Instant; readonly text: string }, since: Instant): string =>
  at < since || SOON.test(text) ? `，${dayWords(at)}说${text}` : `，${text}`
const SOON = /今|明[天早晚日]|后天|[上下]午|早上|晚上|中午|马上|这就/
/** How a case is called in a report: with its number; `late` also with its last news. */
export interface Titles {
  readonly title: (number: number) => string
  readonly late: (number: number) => string
}

const span = ({ from, to }: Pick<Week, 'from' | 'to'>): string => {
  const [first = '', last = ''] = [from, to].map((t) => dayWords(t).split('（')[0])
  const [month, end] = last.split('月')
  return `${first}–${first.startsWith(`${month}月`) ? end : last}`
}
export const weekHead = (name: string, week: Pick<Week, 'from' | 'to'>): string => `${name}一周（${span(week)}）`
const weekCounts = ({ raised, finished, open, late }: Week): string =>
  `新报${raised.length}件，办完${finished.length}件，${left(open, late, '还有')}`
/** Those that are open, and of them those that are late. */
const left = (open: readonly number[], late: readonly number[], still: string): string =>
  open.length === 0
    ? '没有还在办的'
    : `${still}${open.length}件在办${late.length > 0 ? `，其中${late.length}件晚了` : ''}`

/** `plain`: without what can be answered. */
interface Form {
  readonly plain?: boolean
}

export function week(
  head: string,
  told: Week,
  { title, late }: Titles,
  polls: readonly string[],
  { plain = false }: Form = {},
): string {
  const list = (numbers: readonly number[], most: number, of: (number: number) => string): string =>
    `${numbers.slice(0, most).map(of).join('；')}${numbers.length > most ? `等${numbers.length}件` : ''}`
  const look = told.late[0] ?? told.open[0] ?? told.finished[0] ?? told.raised[0]
  return asMany(6, (most) =>
    lines(
      head,
      weekCounts(told),
      told.finished.length > 0 && most > 0 && `办完：${list(told.finished, most, title)}`,
      told.late.length > 0 && most > 0 && `晚了：${list(told.late, Math.min(3, most), late)}`,
      polls.length > 0 && most > 0 && `正在问：${polls.slice(0, most).join('；')}`,
      look !== undefined && !plain && `想看哪件，回：进度${look}`,
    ),
  )
}

/** A share of a whole, as a bar. */
const bar = (label: string, count: number, whole: number, unit = '件') => ({
  label,
  words: `${count}${unit}${whole > 0 ? `，占${Math.round((100 * count) / whole)}%` : ''}`,
  share: whole > 0 ? count / whole : 0,
})

/** What was reported, by category; and what became of it. */
export const weekPicture = (
  name: string,
  told: Week,
  { title, late }: Titles,
  categories: readonly (readonly [name: string, count: number])[],
): Picture => ({
  name: `简报${span(told)}`,
  title: `${name}${span(told)}`,
  figure: settled(told.finished.length, told.open.length),
  bars: categories.map(([category, count]) => bar(`新报：${category}`, count, told.raised.length)),
  notes: [
    `新报${told.raised.length}件${told.late.length > 0 ? `，在办的有${told.late.length}件晚了` : ''}`,
    ...told.finished.slice(0, 8).map((number) => `办完 ${title(number)}`),
    ...told.late.slice(0, 5).map((number) => `晚了 ${late(number)}`),
  ],
})
const settled = (done: number, open: number) => ({
  words: `办完${done}件，在办${open}件`,
  share: done + open > 0 ? done / (done + open) : 0,
})

// ── the month ────────────────────────────────────────────────────────────────────────────────────

const monthWords = (t: Instant): string => `${dayWords(t).split('月')[0]}月`
export const monthHead = ({ from }: Pick<Month, 'from'>): string => `${monthWords(from)}的账`

const monthCounts = ({ raised, open, late }: Month): string => `新报${raised.length}件，${left(open, late, '现在还有')}`
const doneWords = ({ done, instant, agent, upward }: Month): string =>
  done.length === 0
    ? '办完0件'
    : `办完${done.length}件：${commas(
        ...(
          [
            ['即办', instant],
            ['代办', agent],
            ['上报', upward],
          ] as const
        ).map(([name, of]) => of.length > 0 && `${name}${of.length}件`),
      ).replaceAll('，', '、')}`
const onTimeWords = ({ done, onTime }: Month): string | false =>
  done.length > 0 && `按时办完：${done.length}件里${onTime.length}件`

const votes = ({ rated }: Month) => ({
  good: rated.reduce((sum, { good }) => sum + good, 0),
  all: rated.reduce((sum, { all }) => sum + all, 0),
})
const ratingWords = (month: Month): string => {
  const { good, all } = votes(month)
  return all === 0 ? '还没人评' : `${all}户评了，${good}户满意`
}

/** The time within which more than half of what was raised had an answer: the slower ones are not averaged away. */
function mostWithin(waits: Month['waits']): number | undefined {
  const sorted = waits.map(({ ms = Infinity }) => ms).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
function answerWords({ waits }: Month): string | false {
  const most = mostWithin(waits)
  const none = waits.filter(({ ms }) => ms === undefined).length
  if (most === undefined) return false
  const answered = waits.length - none
  const known = most === Infinity ? `新报的${answered}件有人回话` : `多数报事${withinWords(most)}内有人回话`
  return `${known}${none > 0 ? `，${none}件还没人回话` : ''}`
}

const placeWords = ({ building, named }: Pattern['place']): string =>
  building === undefined ? (named ?? '') : `${building}栋`
const numbered = (numbers: readonly number[], most = 6): string =>
  `${numbers.length > most ? '…' : ''}${numbers
    .slice(-most)
    .map((number) => `#${number}`)
    .join(' ')}`
const patternWords = ({ category, kind = '', place, cases }: Pattern): string =>
  `${placeWords(place)}${category}${kind}${cases.length}次（${numbered(cases)}）`

export function month(head: string, told: Month, { plain = false }: Form = {}): string {
  const { patterns } = told
  const [first] = patterns
  return asMany(Math.max(1, patterns.length), (count) =>
    lines(
      `${head}：${monthCounts(told)}`,
      commas(doneWords(told), onTimeWords(told)),
      `满意：${ratingWords(told)}`,
      answerWords(told),
      first !== undefined &&
        count > 0 &&
        `90天里的类案：${patterns.slice(0, count).map(patternWords).join('；')}${plain ? '' : `。要大家议，回“议${first.cases.at(-1)}”`}`,
      !plain && '哪个数是哪些事，回“简报 晚了”“简报 即办”这样',
    ),
  )
}

const patternNote = ({ category, kind = '', place, cases }: Pattern): string =>
  `${placeWords(place)}${category}${kind}90天${cases.length}次：${numbered(cases)}`

export function monthPicture(name: string, told: Month): Picture {
  const { done, onTime, instant, agent, upward, patterns } = told
  const { good, all } = votes(told)
  return {
    name: `月报${monthWords(told.from)}`,
    title: `${name}${monthHead(told)}`,
    figure: {
      words: done.length === 0 ? '办完0件' : `办完${done.length}件，按时${onTime.length}件`,
      share: done.length > 0 ? onTime.length / done.length : 0,
    },
    bars: [
      ...(done.length > 0
        ? [
            bar('即办', instant.length, done.length),
            bar('代办', agent.length, done.length),
            bar('上报', upward.length, done.length),
          ]
        : []),
      ...(all > 0 ? [{ label: '满意', words: `${all}户里${good}户`, share: good / all }] : []),
    ],
    notes: [
      monthCounts(told),
      answerWords(told),
      ...patterns.slice(0, 5).map(patternNote),
      all === 0 && '还没人评满意不满意',
      '查每个数是哪些事，回“简报 晚了”',
    ].filter((note) => note !== false),
  }
}

/** Said once of each three. */
export const patternSeen = (number: number, { category, kind = '', place, cases }: Pattern): string =>
  `#${number} 是90天里${placeWords(place)}${category}${kind}第${cases.length}次（${numbered(cases)}），要不要请大家议一议？回“议${number}”`

// ── what is asked of them ────────────────────────────────────────────────────────────────────────

export const previewed = (head: string, at: Instant, before?: string): string =>
  lines(before, `${head}，先给您看，${fullWords(at)}发`)

const UNPOLISHED = { off: '这里没接模型，润色不了，原稿是：', failed: '这次没润色成，原稿是：' } as const
export const unpolished = (why: keyof typeof UNPOLISHED): string => UNPOLISHED[why]
const NAMED = { week: '周报', month: '月报' } as const
const MOST_ALOUD = 100
/** `apart`: what is not in it, as it is. */
export function polished(
  of: keyof typeof NAMED,
  { label, text, apart }: { readonly label: string; readonly text: string; readonly apart: readonly string[] },
  aloud: boolean,
): string {
  const all = lines(
    `${text}${label}`,
    apart.length > 0 && `没动的：${apart.join('；')}`,
    '到时候发的还是原稿，要用这份请您转发',
  )
  if (!aloud || fits(all)) return all
  return lines(`${cut(text.replaceAll('\n', ' '), MOST_ALOUD)}${label}`, `看全部私下问我“润色${NAMED[of]}”`)
}
export const nothingYet = (of: 'week' | 'month'): string =>
  of === 'week' ? '这周到现在没有要报的' : '这个月到现在没有要报的'
export const noneYet = (): string => '还没有发过简报，每周一上午9点发一次'

const FIGURES: Readonly<Record<Figure, string>> = {
  raised: '新报',
  done: '办完',
  open: '在办',
  late: '晚了',
  instant: '即办',
  agent: '代办',
  upward: '上报',
  onTime: '按时办完',
  slow: '没按时办完',
  rated: '评了的',
  poor: '有人不满意',
  unanswered: '还没人回',
  answered: '有人回了',
  patterns: '类案',
}
export const now = (): string => '现在'
/** 「11月」, or the month that still runs: 「12月到现在」. */
export const period = ({ from, to }: Pick<Month, 'from' | 'to'>, now: Instant): string =>
  `${monthWords(from)}${to > now - 60_000 ? '到现在' : ''}`

/** The cases behind a figure. `hidden`: so many of them are said in no room. */
export interface Behind {
  readonly period: string
  readonly numbers: readonly number[]
  readonly hidden: number
  readonly patterns: readonly Pattern[]
}
/** 「11月类案：3栋电梯3次（#12 #25 #31）」. */
const kinds = ({ period: when, patterns }: Behind): string =>
  `${when}类案：${patterns.length === 0 ? '没有' : patterns.map(patternWords).join('；')}`

export function behind(figure: Figure, all: readonly Behind[], short: boolean): string {
  const tell = (most: number): string =>
    lines(
      ...all.map((one) => {
        if (figure === 'patterns') return kinds({ ...one, patterns: one.patterns.slice(0, most) })
        const { period: when, numbers, hidden } = one
        const count = numbers.length + hidden
        const shown = numbers
          .slice(0, most)
          .map((number) => `#${number}`)
          .join(' ')
        const rest = numbers.length > most ? `等${numbers.length}件，看全部私下问我` : ''
        return `${when}${FIGURES[figure]}${count}件${count > 0 ? `：${commas(`${shown}${rest}`, hidden > 0 && `${hidden}件不在群里说`)}` : ''}`
      }),
    )
  const most = Math.max(1, ...all.map(({ numbers, patterns }) => Math.max(numbers.length, patterns.length)))
  return short ? asMany(most, tell) : tell(most)
}
