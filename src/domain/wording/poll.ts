import type { Ballot, Bundle, DraftPoll, Instant, Poll, Tally } from '../community.ts'
import { fullWords, spanWords } from './time.ts'

export const DEFAULT_OPTIONS = ['赞成', '反对', '弃权']
/** What an option stands for, by its words. */
export const STANCES = { for: /^(赞成|同意|支持|要|可以|好)/, against: /^(不|反对)/, abstain: /^弃权/ } as const

const options = (names: readonly string[]): string => names.map((name, i) => `${i + 1}${name}`).join(' ')
const ELECTORATE = {
  household: (size: number) => `一户一票，登记${size}户；群里回的大家看得见`,
  straw: (size: number) => `一人一票，群里${size}人；群里回的大家看得见`,
}
const NOT_BINDING = '只是征集意见，没有法律约束力；没见回执请再投，我掉线误了，截止往后延一次'

/** The card as it is posted: the rules that were frozen. */
export const card = (poll: Poll, opener: string): string =>
  [
    `P${poll.number} 问大家：${poll.question}`,
    `${options(poll.options)}。回数字就行，截止前可改`,
    ELECTORATE[poll.kind](poll.electorate.length),
    `${fullWords(poll.closes)}截止，截止后才报票数`,
    NOT_BINDING,
    `${opener}发起，规则码${poll.rule}，开票后不改`,
  ].join('\n')

/** The card as its opener sees it before it is posted. */
export const preview = (poll: DraftPoll, size: number, now: Instant): string =>
  [
    `${assumed(poll)}这样发出去：`,
    `${poll.question}`,
    `${options(poll.options)}`,
    `${ELECTORATE[poll.kind](size)}`,
    `${fullWords(poll.closes)}截止（还有${spanWords(poll.closes - now)}），截止后才报票数`,
    '行就回“发”，不发回“不发”；改就回“改 截止 周日20点”“改 选项 换/不换”',
  ].join('\n')

/** What the opener did not say is told, so that nothing is posted that she did not mean. */
const assumed = ({ assumed: { options: noOptions, closes } }: DraftPoll): string =>
  noOptions || closes
    ? `没写${[noOptions ? '选项' : '', closes ? '截止时间' : ''].filter(Boolean).join('和')}，先这样填了。`
    : ''
export const dropped = (): string => '好，不发了'
export const voided = (poll: Poll, who: string): string =>
  [`P${poll.number} 作废了：${poll.question}`, `${who && `${who}说：`}${poll.voided ?? ''}`].join('\n')
export const votedAlready = ({ number }: Poll): string =>
  `P${number} 已经有人投票，不能一个人作废。截止后会报结果，请在群里说明`
export const voidReason = ({ number }: Poll): string => `P${number} 为什么作废？回“作废P${number} 选项写错了”`

export const posted = ({ number }: Poll, rooms: readonly string[]): string => `P${number} 发到${rooms.join('、')}了`

export const cast = (poll: Poll, ballot: Ballot, before: Ballot | undefined, units: number): string =>
  [
    `P${poll.number} ${before && before.choice !== ballot.choice ? '改成' : '记下了：'}${choiceWords(poll, ballot.choice)}${units > 1 ? `，${units}户` : ''}，截止前可改`,
    ballot.counted ? '' : UNCHECKED,
  ]
    .filter(Boolean)
    .join('\n')
const UNCHECKED = '您家门牌还没核对，先另外记着。加我好友私下说“我住几栋几单元几号”，核对后就计入'
const choiceWords = (poll: Poll, choice: number): string => `${choice}${poll.options[choice - 1] ?? ''}`

export const voter = (name: string, units: number): string => (units > 1 ? `${name}（${units}户）` : name)
const few = (names: readonly string[]): string =>
  `${names.slice(0, 12).join('、')}${names.length > 12 ? `等${names.length}人` : ''}`
/** The votes and supports of a minute in one line. */
export const bundled = ({ about }: Bundle, names: readonly string[], apart: readonly string[]): string =>
  [
    `${about} 又记下：${few(names)}`,
    apart.length > 0 ? `门牌没核对、先另外记着：${few(apart)}。加我好友私下说“我住几栋几单元几号”` : '',
  ]
    .filter(Boolean)
    .join('\n')

export function result(poll: Poll, tally: Tally): string {
  const apart =
    tally.apartUnits > 0 ? `没核对的${tally.apartUnits}${unit(poll)}另列（${counts(poll, tally.apart, '、')}）；` : ''
  const silent = Math.max(0, poll.electorate.length - tally.units)
  return [
    `P${poll.number} 截止了：${poll.question}`,
    counts(poll, tally.counts, poll.options.length <= 3 ? '\n' : '；'),
    poll.kind === 'household'
      ? `登记${poll.electorate.length}户：核对过的${tally.units}户计入；${apart}没回的${silent}户不算赞成也不算反对`
      : `群里${poll.electorate.length}人，${tally.units}人回了；没回的${silent}人不算赞成也不算反对`,
    `意见征集，不具法律约束力。规则码${poll.rule}${poll.lost === undefined ? '' : `。其间我掉线${spanWords(poll.lost)}，可能漏了票`}`,
  ].join('\n')
}
const unit = ({ kind }: Poll): string => (kind === 'household' ? '户' : '人')
const counts = (poll: Poll, of: readonly number[], between: string): string =>
  poll.options.map((name, i) => `${i + 1}${name}：${of[i] ?? 0}${unit(poll)}`).join(between)

export function status(poll: Poll, tally: Tally, now: Instant): string {
  if (poll.voided !== undefined) return voided(poll, '')
  if (poll.stage === 'closed' && poll.result) return result(poll, poll.result)
  const size = poll.electorate.length
  const share =
    size === 0
      ? ''
      : `，占${poll.kind === 'household' ? '登记' : '群里'}${size}${unit(poll)}的${Math.round((100 * tally.units) / size)}%`
  return [
    `P${poll.number} ${poll.question}`,
    `已参与${tally.units}${unit(poll)}${share}${tally.apartUnits > 0 ? `；另有${tally.apartUnits}人没核对门牌` : ''}`,
    `${fullWords(poll.closes)}截止${poll.closes > now ? `，还有${spanWords(poll.closes - now)}` : ''}，截止后才报票数`,
  ].join('\n')
}

export const whichPoll = (polls: readonly Poll[]): string =>
  [
    `投哪个？回“P${polls[0]?.number ?? ''} 1”这样`,
    ...polls.slice(0, 4).map(({ number, question }) => `P${number} ${question}`),
  ].join('\n')
export const stanceQuestion = (poll: Poll, stance: 'for' | 'abstain'): string =>
  stance === 'for' ? `P${poll.number} 算赞成还是弃权？回“赞成”或“弃权”` : `P${poll.number} 算弃权吗？回“是”或“不是”`

export const over = ({ number, closes, voided: why }: Poll): string =>
  why === undefined ? `P${number} 已于${fullWords(closes)}截止，没有计入` : `P${number} 已经作废，没有计入`
export const noSuchOption = (poll: Poll, number: number): string =>
  `P${poll.number} 没有${number}，可以回：${options(poll.options)}`
export const oneOnly = (poll: Poll): string => `P${poll.number} 只能选一个，可以回：${options(poll.options)}`
export const outside = ({ number }: Poll): string => `P${number} 的名单在开票时就定了，您是后来进群的，这次没有计入`
export const noSuchPoll = (number: number, latest: number): string =>
  latest > 0 ? `没有 P${number}，最近的是 P${latest}` : `没有 P${number}，现在没有表决`
export const noPoll = (): string => '现在没有正在进行的表决'
export const myBallot = (poll: Poll, choices: readonly number[], aloud: boolean): string =>
  choices.length === 0
    ? `P${poll.number} 没有您的票，要投回数字就行`
    : aloud
      ? `P${poll.number} 您的票记上了`
      : `P${poll.number} 您投的是：${choices.map((choice) => choiceWords(poll, choice)).join('、')}`
export const ballotReplaced = (poll: Poll, choice: number): string =>
  `P${poll.number} 您家另一位改投了${choiceWords(poll, choice)}。一户一票，以最后一次为准；不对您再投一次`
export const undoneVote = (): string => '您的票撤回了，要投再回数字'

const FAULTS: Readonly<
  Record<'question' | 'long' | 'one-option' | 'many-options' | 'same-option' | 'no-room' | 'no-dwellings', string>
> = {
  question: '要问什么？写“投票 2号门装充电桩？ 赞成/反对 周五18点”这样',
  long: '题目和选项太长了，题目60字以内，选项20字以内',
  'one-option': '至少要两个选项，用 / 隔开，例如：赞成/反对/弃权',
  'many-options': '选项最多10个，请并一并',
  'same-option': '有两个选项一样，请改一个',
  'no-dwellings': '这个微信账号每次登录都认不准人，不能按户投。把“按户”去掉，一人一票',
  'no-room': '还没有绑定居民群，没处发。请管理员在居民群里说“绑定”',
}
export const badPoll = (why: keyof typeof FAULTS): string => FAULTS[why]
export const nothingToPost = (): string => '没有等着发的表决。先写“投票 2号门装充电桩？ 赞成/反对 周五18点”'
/** A running poll in half a line. */
export const running = ({ number, question, closes }: Poll): string =>
  `P${number} ${question.length > 14 ? `${question.slice(0, 13)}…` : question}，${fullWords(closes)}截止`
