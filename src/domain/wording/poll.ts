import type { PollFault } from '../answer.ts'
import { DAY, type Instant } from '../calendar.ts'
import type { Community, DraftPoll } from '../state/community.ts'
import type { Pack } from '../state/constitution.ts'
import type { Card, Conclusion, Heads, Poll } from '../state/matter.ts'
import { cut, fitted, fitting, inTwo, WHOLE } from './fit.ts'
import { isOfVillage } from './home.ts'
import { clockWords, dayWords, fullWords, spanWords } from './time.ts'

export const DEFAULT_OPTIONS = ['赞成', '反对', '弃权']
/** What an option stands for, by its words. */
export const STANCES = { for: /^(赞成|同意|支持|要|可以|好)/, against: /^(不|反对)/, abstain: /^弃权/ } as const

const ORDINAL =
  /^第?(?:(?<digits>\d{1,2})(?![\d.])|(?<han>[一二三四五六七八九十])(?=$|[号楼栋幢单元组家门期班座）)])|(?<letter>[A-Ja-j])(?![A-Za-z]))/
/** 「2号门」 as option 1: whoever replies 2 may mean either. */
export function isMisleading(option: string, place: number, size: number): boolean {
  const { digits, han, letter } = ORDINAL.exec(option.normalize('NFKC'))?.groups ?? {}
  const said =
    (digits && Number(digits)) ||
    (han && '一二三四五六七八九十'.indexOf(han) + 1) ||
    (letter && letter.toLowerCase().charCodeAt(0) - 96) ||
    place
  return said !== place && said <= size
}

// ── the card ─────────────────────────────────────────────────────────────────────────────────────

export const options = (names: readonly string[], most: number = WHOLE.name): string =>
  names.map((name, i) => label(i + 1, name, most)).join(' ')
/** 「2反对」; 「2）9点」, which would else be read as 29点. */
export const label = (choice: number, name = '', most: number = WHOLE.name): string =>
  `${choice}${/^[\p{N}.．:：]/u.test(name) ? '）' : ''}${cut(name, most)}`
/** So much of question and options stands on a card; with the rules in a line of their own it can still be read. */
export const MOST_ON_CARD = 150

/** Who counts as one: 户, 人, 位. */
export const unit = ({ kind }: Pick<Card, 'kind'>): string =>
  ({ household: '户', straw: '人', owners: '位', delegates: '人' })[kind]

export const areaOf = (heads: Heads = {}): number => Object.values(heads).reduce((sum, { area }) => sum + area, 0)
/** With its decimals, so that parts add up to their sum. */
export const squares = (area: number): string => `${area.toLocaleString('en-US', { maximumFractionDigits: 2 })}㎡`

type Rules = Pick<Card, 'kind' | 'list' | 'secret'>
/** Whose votes are counted, and who sees them. */
const electorate = ({ kind, list, secret }: Rules, size: number, heads?: Heads): string =>
  `${
    {
      household: `一户一票，登记${size}户`,
      straw: `一人一票，群里${size}人`,
      owners: `业主一人一票、面积同计，登记${size}位${squares(areaOf(heads))}`,
      delegates: `${list ?? ''}一人一票，应到${size}人`,
    }[kind]
  }；${secret ? '匿名：只记投没投' : '群里回的大家看得见'}`

const how = ({ secret, most }: Pick<Card, 'secret' | 'most'>): string =>
  `${secret ? '加我好友私下回' : '回'}${most > 1 ? `数字，最多选${most}个，如“1、2”` : '数字就行'}，截止前可改`
const until = ({ closes, shown }: Pick<Card, 'closes' | 'shown'>): string =>
  `${fullWords(closes)}截止，${shown === 'always' ? '随时可看票数：票况' : '截止后才报票数'}`
const NOT_BINDING = '只问意见，没有法律效力。没看到我回话，请再投一次；我断网误了，截止会推迟一次'
const FORMAL = (law: string): string =>
  `只问意见，没有法律效力（正式表决依${law}另办）。没看到我回话，请再投一次；我断网误了，截止会推迟一次`

/** As people say it. */
export const lawOf = ({ law, article }: Pick<Pack, 'law' | 'article'>): string =>
  `${law.replace(/^中华人民共和国/, '')}${article}`

/** The card as it is posted: the rules that were frozen, apart where the question is long. */
export function card(poll: Poll, opener: string): readonly string[] {
  const asks = `P${poll.number} 问大家：${poll.question}`
  const choices = `${options(poll.options)}。${how(poll)}`
  const rules = [
    electorate(poll, poll.electorate.length, poll.heads),
    until(poll),
    poll.pack ? FORMAL(lawOf(poll.pack)) : NOT_BINDING,
    `${opener}发起，规则码${poll.rule}，开票后不改`,
  ]
  const parts = [
    [asks, choices],
    [`P${poll.number} 怎么算：`, ...rules],
  ]
  return inTwo(
    [asks, choices, ...rules].join('\n'),
    parts.map((part) => part.join('\n')),
  )
}

interface Times {
  readonly now: Instant
  readonly told: Instant
  /** The groups that it will be posted to. */
  readonly where?: string
}

/** The card as its opener sees it before it is posted; of one that she has seen, no more than what is new. */
export function preview(poll: DraftPoll, size: number, heads: Heads | undefined, times: Times): readonly string[] {
  if (poll.changed) return [redrawn(poll, poll.changed, times)]
  const asks = [
    `${assumed(poll)}这样发出去${times.where ? `，发到${times.where}` : ''}：`,
    `${poll.question}`,
    choices(poll),
  ]
  const rules = [
    electorate(poll, size, heads),
    `${ends(poll, times)}，${poll.shown === 'always' ? '随时可看票数' : '截止后才报票数'}`,
    `${poll.secret ? '截止前管服务器的人还能查到谁投了什么，截止后就查不到了。' : ''}行就回“发”，不发回“不发”；改就回“改 截止 周日20点”“改 选项 换/不换”`,
  ]
  return inTwo([...asks, ...rules].join('\n'), [asks.join('\n'), rules.join('\n')])
}
const redrawn = (poll: DraftPoll, changed: NonNullable<DraftPoll['changed']>, times: Times): string => {
  const news = [changed.includes('options') ? choices(poll) : '', changed.includes('closes') ? ends(poll, times) : '']
  return `改好了：${news.filter(Boolean).join('；')}。行就回“发”，看全回“看”`
}
const choices = (poll: Card): string => `${options(poll.options)}${poll.most > 1 ? `（最多选${poll.most}个）` : ''}`
const ends = ({ closes }: Card, { now, told }: Times): string =>
  `${fullWords(closes)}截止（还有${spanWords(closes - now)}）${told > closes ? `，夜里不吵大家，结果${clockWords(told)}报` : ''}`

/** What the opener did not say is told, so that nothing is posted that she did not mean. */
const assumed = ({ assumed: { options: noOptions, closes } }: DraftPoll): string =>
  noOptions || closes
    ? `没写${[noOptions ? '选项' : '', closes ? '截止时间' : ''].filter(Boolean).join('和')}，先这样填了。`
    : ''
export const dropped = (): string => '好，不发了'
/** The groups that something was told in, for who did it elsewhere. */
export const groups = (topics: readonly string[]): string =>
  topics.length > 3 ? `${topics.slice(0, 2).join('、')}等${topics.length}个群` : topics.join('、')
export const posted = ({ number }: Poll, where: string): string => `P${number} 发到${where}了`

const FAULTS: Readonly<Record<PollFault, string>> = {
  question: '要问什么？写“投票 2号门装充电桩？ 赞成/反对 周五18点”这样',
  private: '题目和选项里有电话、车牌或门牌，群里不能发，去掉再来',
  election: '选人、罢免不在群里投，请按法定程序办',
  long: '题目和选项太长了，题目60字以内，选项20字以内',
  crowded: `题目和选项加起来太长，一条消息放不下：合起来${MOST_ON_CARD}字以内`,
  'one-option': '至少要两个选项，用 / 隔开，例如：赞成/反对/弃权',
  'many-options': '选项最多10个，请并一并',
  'same-option': '有两个选项一样，请改一个',
  misleading: '选项里带的号和回的数字会混，请换个顺序或叫法，比如“2号门”排在第2个',
  most: '最多选几个要在1和选项个数之间，例如：最多选2',
  'no-dwellings': '这个微信账号每次登录都认不准人，不能按户投。把“按户”去掉，一人一票',
  'secret-owners': '按面积计票没法匿名：看面积就知道是谁。匿名请改“按户”，按业主请改“记名”',
  'no-such-day': '没有这一天，请换一个日子，例如：2月28日18点',
  'which-day': '截止在哪一天？请写明，例如：下周五18点',
  'no-list': '没有这份名单。名单要先由管理员写进小区文件',
  nobody: '名册上还没有人可以投，请先把门牌或名单写进小区文件',
  'no-room': '还没有绑定居民群，没处发。请管理员在居民群里说“绑定”',
}
export const badPoll = (why: PollFault): string => FAULTS[why]
/** For who had a card as for who had none. */
export const nothingToPost = (): string =>
  '没有等着发的表决了：过半小时没发，或又另写了一张，前一张就放下了。要发请再说一遍，例如“投票 2号门装充电桩？ 赞成/反对 周五18点”'
export const convenersOnly = (): string => '这一步由召集人来做'

/** From where somebody votes. */
export interface Reply {
  /** No other poll runs there: a number is enough. */
  readonly alone: boolean
  /** In a group. */
  readonly aloud: boolean
  readonly friend: boolean
}
/** 「回数字就行」, and of a secret poll never in the group. */
export const reply = ({ number, secret }: Pick<Poll, 'number' | 'secret'>, { alone, aloud, friend }: Reply): string => {
  const what = alone ? '数字就行' : `“P${number} 1”这样`
  if (!secret) return `回${what}`
  return aloud ? `${friend ? '' : '加我好友，'}私下回我${what}，别在群里回` : `在这里回${what}`
}

// ── while it runs, and after ─────────────────────────────────────────────────────────────────────

export const extended = (poll: Poll, who: string, reason: string): string =>
  fitted(({ question }) =>
    [
      `P${poll.number} 延到${fullWords(poll.closes)}截止：${cut(poll.question, question)}`,
      `${who}说：${cut(reason, 100)}`,
      '投过的都算，还可以改',
    ].join('\n'),
  )
export const extendedTold = ({ number, closes }: Poll, where: string): string =>
  `P${number} 延到${fullWords(closes)}，已告诉${where}`
/** Said by mistake, and put right in public. */
export const broughtBack = (poll: Poll, who: string, reason: string): string =>
  fitted(({ question }) =>
    [
      `P${poll.number} 更正：改回${fullWords(poll.closes)}截止：${cut(poll.question, question)}`,
      `${who}说：${cut(reason, 100)}`,
    ].join('\n'),
  )
export const broughtBackTold = ({ number, closes }: Poll, where: string): string =>
  `P${number} 改回${fullWords(closes)}截止，已告诉${where}`
export const backVoted = ({ number, closes }: Poll): string =>
  `P${number} 延长以后已经有人投了，改不回去，还是${fullWords(closes)}截止`
/** A weekday that comes before the close. */
export const extendBefore = ({ number, closes }: Poll, said: Instant, later: Instant): string =>
  `P${number} 您说的是${fullWords(said)}，不比截止的${fullWords(closes)}晚。要延到${dayWords(later)}，回“延长P${number} ${plainWords(later)} 还有人没看到”`
export const extendUntil = ({ number }: Poll): string =>
  `P${number} 延到几时？回“延长P${number}到周日20点 还有人没看到”`
export const extendReason = ({ number }: Poll, closes: Instant): string =>
  `P${number} 延到${fullWords(closes)}，为什么？原因会告诉大家，回“延长P${number}到${plainWords(closes)} 还有人没看到”`
/** As one may write it back. */
const plainWords = (t: Instant): string => dayWords(t).replace(/（.*）/, '') + clockWords(t)
export const notShorter = ({ number, closes }: Poll, said?: Instant): string =>
  said === undefined
    ? `P${number} ${fullWords(closes)}截止，说好的时间不能提前。可以延后，写错了可以作废`
    : `P${number} ${fullWords(said)}不比说好的${fullWords(closes)}晚。只能延后，写错了可以作废`

export const voided = (poll: Poll, who: string, also: string, count: string): string =>
  fitted(({ question }) =>
    [
      `P${poll.number} 作废了：${cut(poll.question, question)}`,
      `${who && `${who}说：`}${cut(poll.voided ?? '', 50)}${also && `（${also}同意）`}`,
      count,
    ]
      .filter(Boolean)
      .join('\n'),
  )
export const voidedTold = ({ number }: Poll, where: string): string => `P${number} 作废了，已告诉${where}`
export const keyGone = (): string => '匿名票的钥匙不在了，投的什么读不出来，请重新发起'
export const voidReason = ({ number }: Poll): string => `P${number} 为什么作废？回“作废P${number} 选项写错了”`
export const voidingAsked = ({ number }: Poll, who: string, reason: string): string =>
  `${who}要作废P${number}：${reason}。已经有人投票，要另一位召集人也回“作废P${number}”`
export const voidWaits = ({ number }: Poll): string => `P${number} 已经有人投票，等另一位召集人也回“作废P${number}”`
export const voidAlone = ({ number }: Poll): string =>
  `P${number} 已经有人投票，作废要两位召集人。名册上只有一位，截止后会报结果，请在群里说明`

/** @param alone no other poll runs in that group: a number is enough */
export const reminder = (poll: Poll, units: number, now: Instant, last: boolean, alone = true): string =>
  fitted(({ question, name }) =>
    [
      `P${poll.number} ${last ? '快截止了' : '时间过了一半'}：${cut(poll.question, question)}`,
      `${units}${unit(poll)}回了，${Math.max(0, poll.electorate.length - units)}${unit(poll)}还没回。还有${spanWords(poll.closes - now)}`,
      `${options(poll.options, name)}。${poll.secret ? '加我好友私下' : ''}回${alone ? `数字${poll.secret ? '' : '就行'}` : `“P${poll.number} 1”这样`}`,
    ].join('\n'),
  )
export const reminderForYou = (poll: Poll): string =>
  [
    `P${poll.number} ${fullWords(poll.closes)}截止，${poll.kind === 'household' ? '您家' : '您'}还没投：${poll.question}`,
    `${options(poll.options)}。回“P${poll.number} 1”这样；不想投回“不投”`,
  ].join('\n')
export const notVoting = (poll: Poll, how: Reply): string =>
  `好，P${poll.number} 不再提醒您。想投随时${reply(poll, how).replace(/就行(?=，|$)/, '')}`

export const concluded = (poll: Poll, { text, review }: Conclusion, who: string): string =>
  fitted(({ question }) =>
    [
      `P${poll.number} 问的：${cut(poll.question, question)}`,
      `${who}说：${cut(text, 100)}`,
      review === undefined ? '' : `${fullWords(review)}回头再看`,
    ]
      .filter(Boolean)
      .join('\n'),
  )
export const followsFrom = (number: number): string => `按P${number}的结论办`
export const needsHandler = (number: number, poll: number): string =>
  `#${number} P${poll} 有结论了，这件还没人接。定谁办：转${number} @李工；自己办：接${number}`
export const concludedTold = ({ number }: Poll, { review }: Conclusion, where: string): string =>
  `P${number} 结论已告诉${where}${review === undefined ? '' : `，${fullWords(review)}提醒召集人回头看`}`
export const reviewDue = (poll: Poll): string =>
  [
    `P${poll.number} 到回头看的日子了：${poll.question}`,
    `当时说：${poll.concluded?.text ?? ''}`,
    `居民还没收到，看过了请回“结论P${poll.number} 现在怎样”，我告诉大家；还要再看，后面加“三个月后回头看”`,
  ].join('\n')
export const notOver = ({ number }: Poll): string => `P${number} 截止报了结果，才好下结论`
export const concludeHow = ({ number }: Poll): string => `怎么定的？回“结论P${number} 先装两个，三个月后回头看”`

export const noSuchPoll = (number: number, latest: number): string =>
  latest > 0 ? `没有 P${number}，最近的是 P${latest}` : `没有 P${number}，现在没有表决`
export const noPoll = (): string => '现在没有正在进行的表决'
export const whichPoll = (polls: readonly Poll[]): string =>
  listing(`投哪个？回“P${polls[0]?.number ?? ''} 1”这样`, polls)
export const namePoll = (polls: readonly Poll[]): string => listing('有几个表决，带上编号再说一遍：', polls)
const named = ({ number, question, secret }: Poll, most: number): string =>
  `P${number} ${cut(question, most)}${secret ? '（匿名）' : ''}`
/** More of them are told by how many they are. */
const LISTED = 10
const WAYS = [
  { row: 1, most: 30 },
  { row: 2, most: 12 },
  { row: 3, most: 8 },
] as const
/** All of them, several on a line where they are many. */
export function listing(head: string, polls: readonly Poll[]): string {
  const more = polls.length > LISTED ? `（还有${polls.length - LISTED}个，回“票况”看）` : ''
  const ways = WAYS.map(({ row, most }) => {
    const each = polls.slice(0, LISTED).map((poll) => named(poll, most))
    const rows = each.flatMap((_, i) => (i % row === 0 ? [each.slice(i, i + row).join('；')] : []))
    return [`${head}${more}`, ...rows].join('\n')
  })
  return fitting(ways)
}
export const nothingToConclude = (): string => '没有等着下结论的表决。要改说过的结论，带上编号：结论P5 先装两个'
/** To a convener, once the count stands. */
export const settled = ({ number, voided: why }: Poll): string =>
  why === undefined
    ? `P${number} 已截止，票数定了。怎么定的，回“结论P${number} 先装两个，三个月后回头看”`
    : `P${number} 已经作废。要再问，重新发起：投票 2号门装充电桩？ 赞成/反对 周五18点`
export const postedFixed = ({ number, closes }: Poll): string =>
  `P${number} 发出去就定了，不能再改。截止只能往后：延长P${number} ${plainWords(closes + DAY)} 还有人没看到；写错了：作废P${number} 原因`
export const postPlease = (): string => '要发请回“发”，不发回“不发”，看全回“看”'
export const urgePoll = ({ number, secret }: Poll, silent: string): string =>
  `P${number} 还有${silent}没回。时间过半和快截止时我在群里提醒${secret ? '' : '，快截止时再私下提醒没投的'}；上门问：扫楼P${number}`
export const voidingDropped = ({ number }: Poll, who: string): string => `${who}不作废P${number}了，照常投`
export const notVoiding = ({ number }: Poll, asked: boolean): string =>
  asked ? `P${number} 是另一位召集人要作废的，您不回“作废P${number}”就照常投` : `P${number} 没有在作废，照常投`
/** To the conveners, each time. */
export const concludePlease = (
  { number, secret }: Poll,
  day: Instant,
  { tied, recorded }: { readonly tied: boolean; readonly recorded: boolean },
): string =>
  [
    `P${number} 截止了${tied ? '，一样多' : ''}。怎么定的，回“结论P${number} 先装两个，${dayWords(day).replace(/（.*）/, '')}回头看”，我替您公布`,
    recorded ? (secret ? '凭证码名单发在群里' : '记录表私下发给发起人') : '',
  ]
    .filter(Boolean)
    .join('；')
/** A running poll in half a line. */
export const running = ({ number, question, closes }: Poll): string =>
  `P${number} ${cut(question, 14)}，${fullWords(closes)}截止`

const WHO_MAY: Readonly<Record<Card['kind'], string>> = {
  household: '一户一票：业主、租户、家人都行，一户以最后一次为准；房东不在，住着的人投',
  straw: '开票时在群里的，一人一票',
  owners: '业主投，几套房算一位、面积加起来；共有的商量好一个人投；租户家人要有业主书面委托',
  delegates: '名单上的人，一人一票',
}
/** The rule of the card in one line. */
export const whoMay = (poll: Poll): string => `P${poll.number} ${WHO_MAY[poll.kind]}`
/** What a village calls a dwelling is no 栋. */
export const isVillage = (c: Community): boolean => c.is.households.some(({ id }) => isOfVillage(id))
