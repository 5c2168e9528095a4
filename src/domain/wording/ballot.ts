import type { Handed } from '../heard/reading.ts'
import type { Bundle } from '../state/community.ts'
import type { Poll } from '../state/matter.ts'
import { WHOLE } from './fit.ts'
import { label, options, type Reply, reply, STANCES, unit } from './poll.ts'
import { fullWords } from './time.ts'

/** Where there are many, each is short, but on paper. */
export const choiceWords = (
  poll: Poll,
  choices: readonly number[],
  most: number = choices.length > 3 ? 8 : WHOLE.name,
): string => choices.map((choice) => label(choice, poll.options[choice - 1], most)).join('、')

// ── receipts ─────────────────────────────────────────────────────────────────────────────────────

export interface Receipt {
  readonly choices: readonly number[]
  readonly before: readonly number[] | undefined
  readonly units: number
  /** None: her dwelling is confirmed. */
  readonly home: 'ask' | 'asked' | undefined
  readonly village: boolean
  /** A convener contests it. */
  readonly aside: boolean
}

export const cast = (poll: Poll, { choices, before, units, home, village, aside }: Receipt): string =>
  [
    `P${poll.number} ${before && before.join() !== choices.join() ? '改成' : '记下了：'}${choiceWords(poll, choices)}${units > 1 ? `，${units}户` : ''}，截止前可改`,
    aside ? contested(poll) : home === 'ask' ? homeQuestion(village) : home === 'asked' ? UNCHECKED : '',
  ]
    .filter(Boolean)
    .join('\n')
/** Whose ballot: 您家的票 where dwellings count, else 您的票. */
const yours = ({ kind }: Poll): string => (kind === 'household' || kind === 'owners' ? '您家的票' : '您的票')
const contested = (poll: Poll): string => `${yours(poll)}召集人说要核对，核对前另列不计`
export const noted = (poll: Poll, choices: readonly number[]): string =>
  `P${poll.number} 记下了：${choiceWords(poll, choices)}`
export const staysAside = (poll: Poll, household?: string): string =>
  household === undefined
    ? `P${poll.number} ${contested(poll)}，先撤不了。要改可以再投`
    : `P${poll.number} ${household} 的票存疑另列着，先恢复了再撤`
const UNCHECKED = '您家门牌还没核对，先另外记着，核对后就计入'
const homeQuestion = (village: boolean): string =>
  `${village ? '您是几组哪个院子' : '您住几栋几单元几号'}？私下告诉我就行，核对后计入，没核对的另列`

/** Worked out when it is said: what was voted stands nowhere beside it. */
export const receipt = (poll: Poll, codes: readonly string[]): string =>
  [
    `P${poll.number} 您的票投好了，截止前再投一次就是改`,
    `凭证码${codes.join('、')}，请记着：截止后群里发名单，凭码能找到您的票`,
  ].join('\n')

/** Only ballots that count have a code in the list. */
export const receiptApart = (poll: Poll, home: 'ask' | 'asked', village: boolean): string =>
  [
    `P${poll.number} 您的票投好了，截止前再投一次就是改`,
    home === 'ask' ? homeQuestion(village) : `${UNCHECKED}，再给您凭证码`,
  ].join('\n')

export const voter = (name: string, units: number): string => (units > 1 ? `${name}（${units}户）` : name)
const few = (names: readonly string[], most: number): string => {
  let shown = 0
  for (let length = 0; shown < names.length && length < most; shown++) length += (names[shown]?.length ?? 0) + 1
  return `${names.slice(0, shown).join('、')}${names.length > shown ? `等${names.length}人` : ''}`
}
/** The votes and supports of a minute in one line. */
export const bundled = ({ about }: Bundle, names: readonly string[], apart: readonly string[]): string =>
  [
    `${about} 又记下：${few(names, 70)}`,
    apart.length > 0 ? `门牌没核对、先另外记着：${few(apart, 30)}。加我好友私下说“我住几栋几单元几号”` : '',
  ]
    .filter(Boolean)
    .join('\n')

/** Of a poll whose tally anybody may see: what each was understood to choose, so that a mistake is seen at once. */
export const bundledByChoice = (
  { about }: Bundle,
  poll: Poll,
  chosen: readonly { readonly choices: readonly number[]; readonly names: readonly string[] }[],
): string => {
  const most = Math.floor(90 / chosen.length)
  return `${about} 又记下 ${chosen.map(({ choices, names }) => `${choiceWords(poll, choices, 8)}：${few(names, most)}`).join('；')}`
}

/** Bare numbers while a neighbour counts, too. */
export const alsoApart = ({ about }: Bundle, names: readonly string[]): string =>
  `${about} 没写“${about}”的先不算：${few(names, 70)}。投${about}请写“${about} 1”`

/** How a ballot reached whoever entered it. */
export const HANDED: Readonly<Record<Handed, string>> = { phone: '电话', door: '上门', paper: '纸票' }
export const housemateVoted = (
  poll: Poll,
  choices: readonly number[] | undefined,
  again: boolean,
  handed?: Handed,
): string => {
  const who = handed === undefined ? '您家另一位' : `${HANDED[handed]}替您${poll.kind === 'delegates' ? '' : '家'}`
  const what =
    choices === undefined ? (again ? '改投了' : '投过了') : `${again ? '改投了' : '投了'}${choiceWords(poll, choices)}`
  return `P${poll.number} ${who}${what}。一${unit(poll)}一票，以最后一次为准；不对您再投一次`
}
export const tookBack = (poll: Poll, choices?: readonly number[]): string =>
  `P${poll.number} 您家另一位把票撤回了，${choices ? `现在又是${choiceWords(poll, choices)}` : '现在您家没有票'}。要投回数字就行`
export const changedEnough = ({ number, closes }: Poll, until: number): string =>
  until >= closes
    ? `P${number} 您改的次数太多了，这次没算，以上一次的为准`
    : `P${number} 您改的次数太多了，这次没算。${fullWords(until)}以后还能改，截止前最后一次为准`
export const whereHome = ({ number }: Poll, village: boolean): string =>
  `P${number} 您家门牌没核对，先另外记着。${homeQuestion(village)}`
export const handedIn = (
  poll: Poll,
  household: string,
  choices: readonly number[],
  how: Handed,
  again: boolean,
): string =>
  `P${poll.number} ${household} ${HANDED[how]}${again ? '改成' : '记下了：'}${poll.secret ? '匿名票' : choiceWords(poll, choices)}`
export const handInReplaced = (
  poll: Poll,
  household: string,
  how: Handed,
  choices: readonly number[] | undefined,
  by: string,
): string =>
  choices === undefined
    ? `P${poll.number} ${household} 自己投过匿名票，${by}用${HANDED[how]}代投换了一次。请留意`
    : `P${poll.number} ${household} 自己投过，${by}用${HANDED[how]}代投改成${choiceWords(poll, choices)}。不对可回“存疑P${poll.number} ${household} 原因”`
export const handInPlease = (
  poll: Poll,
  {
    name,
    who,
    household,
    choices,
  }: { readonly name: string; readonly who: string; readonly household: string; readonly choices: readonly number[] },
): string => {
  const whose = `${name}替${who.replace(/^我/, '')}（${household}）投P${poll.number}`
  return choices.length === 0
    ? `${whose}，匿名的。请问本人投什么，再私下回我“代投P${poll.number} ${household} 1 电话”`
    : `${whose} ${choiceWords(poll, choices)}。问过本人属实，回“代投P${poll.number} ${household} ${choices.join('、')} 电话”`
}

// ── what is refused or asked back ────────────────────────────────────────────────────────────────

export const stanceQuestion = (poll: Poll, stance: 'for' | 'abstain'): string =>
  stance === 'for' && poll.options.some((name) => STANCES.abstain.test(name))
    ? `P${poll.number} 算赞成还是弃权？回“赞成”或“弃权”`
    : `P${poll.number} 算${stance === 'for' ? '赞成' : '弃权'}吗？回“是”或“不是”`
/** Of a secret poll no doubtful word is kept until she has answered. */
export const plainly = (poll: Poll): string => `P${poll.number} 请直接回数字：${options(poll.options)}`
export const over = ({ number, closes, voided: why }: Poll): string =>
  why === undefined ? `P${number} 已于${fullWords(closes)}截止，没有计入` : `P${number} 已经作废，没有计入`
export const noSuchOption = (poll: Poll, number: number): string =>
  `P${poll.number} 没有${number}，可以回：${options(poll.options)}`
/** What was said of it cannot be counted as it is. */
export const whichOption = (poll: Poll): string => `P${poll.number} 您要投哪个？请回：${options(poll.options)}`
export const tooMany = (poll: Poll): string =>
  `P${poll.number} ${poll.most === 1 ? '只能选一个' : `最多选${poll.most}个`}，可以回：${options(poll.options)}`
export const outside = ({ number, kind, list }: Poll): string =>
  ({
    straw: `P${number} 的名单在开票时就定了，您是后来进群的，这次没有计入`,
    household: `P${number} 的名册上没有您家，没有计入`,
    owners: `P${number} 由业主投，您不在登记的业主里（几人共有的由定好的一位投），没有计入。有书面委托请找楼栋长`,
    delegates: `P${number} 由${list ?? '名单上的人'}投，没有计入`,
  })[kind]
export const votePrivately = ({ number }: Poll): string =>
  `P${number} 是匿名的，群里回的不算。在这里私下回“P${number} 1”就行`
export const befriendToVote = ({ number }: Poll): string =>
  `P${number} 是匿名的，群里回的不算。请加我好友私下回数字，或找楼栋长代投、交纸票`
export const chainUnread = (poll: Poll, how: Reply): string =>
  `P${poll.number} 接龙里没找到您名下的选择，没有计入。要投请${poll.secret ? reply(poll, how) : `直接写“P${poll.number} 1”`}`
/** A neighbour's own list of our options. */
export const chainApart = (poll: Poll, name: string, how: Reply): string =>
  `${name}的接龙不算P${poll.number}的票。投P${poll.number}请${poll.secret ? reply(poll, how) : `写“P${poll.number} 1”`}：${options(poll.options, 8)}`
export const countedApart = ({ number }: Poll, name: string): string =>
  `${name}也在让大家回数字。投P${number}请写“P${number} 1”，刚才没写的先不算`
export const voteForWhom = ({ number }: Poll, who: string, secretly: boolean): string =>
  secretly
    ? `P${number} 是匿名的，替人投的投什么、住哪里都别在群里说。请私下告诉我，或请楼栋长代投`
    : `替人投要核实。${who.replace(/^我/, '您')}住几栋几单元几号？回“替${who}投1 3-2-501”这样，或请楼栋长代投P${number}`
/** As the reason of her own dwelling's ballot. */
export const votedFor = (who: string): string => `替${who}投`
export const voteForWaits = ({ number }: Poll): string => `P${number} 替人投的先不计，已请楼栋长核实`
export const unitsCounted = (poll: Poll, units: number): string =>
  units > 1
    ? `P${poll.number} 您的${units}${unit(poll)}都登记了，投一次都算`
    : units === 1
      ? `P${poll.number} 您登记的只有1${unit(poll)}，另一套已请召集人核对`
      : `P${poll.number} 您的门牌还没核对，已请召集人核对，核对后一套一票`
export const handInPrivately = ({ number }: Poll): string => `P${number} 是匿名的，代投请私下回我，别在群里说`
export const photoSeen = ({ number }: Poll): string =>
  `照片收到了。是P${number}的纸票就回“代投P${number} 3-2-501 赞成 纸票”`
export const photoPlease = ({ number }: Poll): string =>
  `纸票请先发一张照片，3分钟内再说“代投P${number} 3-2-501 赞成 纸票”`
export const notOnRoll = ({ number }: Poll, household: string): string =>
  `P${number} 的名册上没有${household}，请核对门牌`
/** Where a door is not to be said. */
export const thatDoor = (): string => '这个门牌'
export const ownSecret = ({ number }: Poll, household: string): string =>
  `P${number} ${household} 自己投过了，匿名票别人改不了；要改请本人私下再投`
export const byName = ({ number, list }: Poll): string =>
  `P${number} 这次按${list ?? '代表'}名单，写名字：代投P${number} 王奶奶 1 电话`
export const noHandIn = ({ number }: Poll): string => `P${number} 一人一票，只算本人在微信里投的，不能代投`
export const handInHint = (poll: Poll, household: string, choices: readonly number[]): string =>
  `是想说“代投P${poll.number} ${household} ${choices.join('、') || '1'} 电话”吗？照这样回一句`
export const notHanded = ({ number }: Poll, household: string): string =>
  `P${number} ${household} 的票不是代投的，撤不了。本人可以再投`
export const othersHandIn = ({ number }: Poll, household: string): string =>
  `P${number} ${household} 不是您代投的，请录的人或召集人来撤`
export const handInBack = (poll: Poll, household: string, choices?: readonly number[]): string =>
  `P${poll.number} ${household} 的代投撤销了，${choices ? `现在又是${choiceWords(poll, choices)}` : '现在没有票，可以再投'}`
export const handInBackTold = (poll: Poll, by: string, choices?: readonly number[]): string =>
  `P${poll.number} ${by}代投您家的那张录错了，撤销了，${choices ? `现在又是${choiceWords(poll, choices)}` : '现在您家没有票'}。要投回数字就行`
const WHY_NOT: Readonly<Record<string, string>> = {
  'not-on-roll': '名册上没有',
  'by-name': '要写名字',
  'too-many': '选项不对',
  'which-option': '选项不对',
  'no-such-option': '没有这个选项',
  'photo-please': '纸票要先发照片',
  'voted-later': '之后自己又投过',
  'own-secret': '自己投过匿名票',
}
interface Entered {
  readonly done: readonly { readonly household: string; readonly choices: readonly number[] }[]
  readonly failed: readonly { readonly household: string; readonly why: string }[]
  readonly unread: readonly string[]
}
export const handedInSeveral = (
  poll: Poll,
  { done, failed, unread }: Entered,
  shown: (household: string) => string,
): string => {
  const entered = done.map(({ household, choices }) =>
    poll.secret ? shown(household) : `${shown(household)} ${choiceWords(poll, choices, 8)}`,
  )
  const not = [
    ...failed.map(({ household, why }) => `${shown(household)}（${WHY_NOT[why] ?? '没记上'}）`),
    ...unread.map((text) => `“${text.slice(0, 20)}”（没看懂）`),
  ]
  return [
    `P${poll.number} 代投记下${done.length}${unit(poll)}${entered.length > 0 ? `：${entered.join('、')}` : ''}`,
    not.length > 0 ? `没记：${not.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}
export const votedLater = ({ number }: Poll, household: string): string =>
  `P${number} ${household} 之后又投过，以后投的为准`
export const whoVoted = (poll: Poll): string =>
  poll.secret ? `P${poll.number} 是匿名的，谁投了什么没人知道` : `P${poll.number} 谁投了什么我不报，名单只给召集人存档`

interface Mine {
  readonly ballots: readonly (readonly number[])[]
  readonly voted: boolean
  readonly aside?: boolean
  readonly aloud: boolean
}
export const myBallot = (poll: Poll, { ballots, voted, aside, aloud }: Mine, how: Reply): string => {
  if (!voted) return `P${poll.number} 没有您的票，要投${reply(poll, how)}`
  const apart = aside ? `。${contested(poll)}` : ''
  return aloud ? `P${poll.number} 您的票记上了${apart}` : `P${poll.number} 您投的是：${each(poll, ballots)}${apart}`
}
/** 「两户都是1赞成」. */
function each(poll: Poll, ballots: readonly (readonly number[])[]): string {
  const all = [...new Set(ballots.map((choices) => choiceWords(poll, choices)))]
  if (ballots.length === 1) return all.join()
  const units = `${ballots.length === 2 ? '两' : ballots.length}${unit(poll)}`
  return all.length === 1 ? `${units}都是${all.join()}` : `${units}不一样，${all.join('；')}`
}
export const undoneVote = (poll: Poll, how: Reply): string =>
  `P${poll.number} 您的票撤回了，要投再${reply(poll, how).replace(/就行(?=，|$)/, '')}`

// ── contested ────────────────────────────────────────────────────────────────────────────────────

export const setAside = (poll: Poll, who: string, reason: string): string =>
  `P${poll.number} 有1${unit(poll)}的票存疑另列：${reason}（${who}）。没有删，核实了可恢复`
export const setAsideForYou = (poll: Poll, reason: string): string =>
  `P${poll.number} ${yours(poll)}被标为存疑，另列不计：${reason}。有异议请找召集人，再投也先另列`
export const setAsideTold = (poll: Poll, groups: string): string =>
  `P${poll.number} 那一${unit(poll)}的票存疑另列，已告诉${groups}`
export const restored = (poll: Poll): string => `P${poll.number} 刚才存疑的1${unit(poll)}恢复计入`
export const restoredTold = (poll: Poll, groups: string): string =>
  `P${poll.number} 那一${unit(poll)}的票恢复计入，已告诉${groups}`
export const asideReason = ({ number }: Poll, household: string): string =>
  `为什么存疑？回“存疑P${number} ${household} 不是本人投的”，理由会公开`
export const secretStays = ({ number }: Poll): string => `P${number} 是匿名的，投了就动不了哪一张`
export const notAside = ({ number }: Poll, household: string): string =>
  `P${number} ${household} 的票没有存疑，照常计入`
export const namesakes = ({ number }: Poll, name: string): string => `P${number} 投了票的不止一位${name}，请写门牌`
export const noBallot = ({ number }: Poll, household: string): string => `P${number} ${household} 没有票`
