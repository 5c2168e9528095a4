import type { Choice, Reading } from '../../domain/heard/reading.ts'
import { exactly, inPoll, part, type Rule, rule } from '../said.ts'
import { ending, excerpt } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { ABSTAIN, AGAINST, ANY_MARKS, choices, FOR, STANCE, stanceOf } from './choice.ts'

/** Who votes: the speaker, or the household. */
export const OWN =
  '(?:我们?|俺们?|咱们?|本人|本户|个人|我们?(?:两口子|一家)|我[和跟]我?(?:[老媳爱丈][公婆妇人夫]儿?|[娃孩][儿子]?[他她]?[爸妈]|爸|妈|爸妈|婆婆|家里人))(?:全)?(?:家|屋头|家里)?(?:[一二两三四五六七八九十\\d]口人?|[两二三]套房?子?,?|全家|一家人?|几个)?|全家(?:[一二三四五六七八九十\\d]口人?)?|一家人'
const READY = '(?:(?:好的?|可以|行|没问题|没有?意见|没得意见|ok|嗯{1,3}|对)[ ,.]{1,3})?(?:算了[ ,.]{0,3})?'
const LEAD = `${READY}(?:${OWN})?(?:也|都|均|全|一致|是|那|就|还是|依然|表示|觉得|认为|坚决|坚定|果断|强烈|完全|非常|绝对|举手|举双手|举双手双脚|双手|这?一票|百分之?百|100%|一[百千万]个|第一个|肯定|必须|当然|已经?|投票?[了过个]?|[要想](?:投|选|(?=${STANCE}))|选择?了?|扣个?|打个?|按|回复?|[ :,]){0,14}`
/** Who may have used the speaker's telephone. */
const KIN = '(?:孙女儿?|孙子|孙儿|外孙女?|女儿|儿子|娃[儿娃]?|小孩|孩子|老公|老婆|老伴儿?|爱人|媳妇儿?|家里人)'
/** Puts another ballot in the place of the last. */
export const FIX = `(?:不好意思|抱歉|对不起)?[ ,]*(?:我)?(?:刚才|刚刚)?(?:(?:投|按|点|选|扣|打|回|发|说|写)错了?|手滑了?|手误了?|改主意了?|[反后]悔了?|改票|[改换]一?下(?:票)?|${KIN}(?:帮我|替我|帮忙|乱|误|瞎){0,2}(?:投|按|点|选)错?[的了])[ ,.]*(?:我)?(?:要改|要|应该是|应该|还是|就是|是|改成|改投|改为|改)?(?:投|选)?|(?:我)?(?:要|想)?(?:改成|改投|改选|改为|换成|改)`
export const POLL = '(?:投?p ?(?<poll>\\d{1,5})[ :,.=—-]{0,3}(?:号)?)'
const AFTER = '(?:[ ,]*p ?(?<after>\\d{1,5}))?'
/** What is voted on, in its own words: 「同意安装充电桩」. */
const OBJECT = '(?:在[\\u4e00-\\u9fa5]{1,5})?(?:加装|安装|装(?![修逼死傻作])|实施|执行)[\\u4e00-\\u9fa5]{0,8}'
const TAIL = `(?:的|(?:票|了|${OBJECT})?(?:(?:\\+\\d{1,6}){1,3}|1{1,6})?|算了|好了)`

/** What gives a reason by its first word may follow at once, after a space or after a mark; after a space who is against gives any. */
const AT_ONCE = '但|不过|只是|可是|因为|由于|前提|理由'
const AT_SPACE = `${AT_ONCE}|就是|如果|只要|希望|建议|除了|条件|要|得|钱|费用|太|怕|担心|影响|离|没|会|早|方便|浪费|噪音`
const REASON = `(?:(?<at> {0,3}(?:${AT_ONCE}).{1,200})| {1,3}(?<space>(?:${AT_SPACE}).{1,200})| {0,3}[,.!;:~(]{1,6} {0,3}(?<why>.{2,200}?)[)]?| {1,3}(?<free>.{1,60}))?`

const BY_STANCE = new RegExp(
  `^${POLL}?(?:${FIX} {0,2}|${LEAD})(?<stance>${STANCE})(?:[ ,!、]*\\k<stance>){0,5}${TAIL}${AFTER}${REASON}$`,
  's',
)
/** 「支持，你说得对」 is talk between neighbours, 「同意，27那个可以延」 of a case. */
/** What names another poll is another ballot, no reason. */
const OTHER_POLL = /p ?\d/
const NO_REASON = /^(?:[你您他她]|楼上|大家|各位|#?\d)|[你您他她]们?说|楼上说|说得|红包|链接|吗$/
/** What was said is not said again: the gate remembers no words. */
const ANY_STANCE = new RegExp(BY_STANCE.source.replace('\\k<stance>', STANCE), 's')
const byStance = rule([ANY_STANCE], (said) => {
  const { poll, after, stance, at, space, why, free } = BY_STANCE.exec(said.text)?.groups ?? {}
  const reason = at ?? space ?? why ?? free ?? ''
  if (stance === undefined || OTHER_POLL.test(reason) || (reason === '' && /[?]$/.test(said.whole))) return []
  const choice = stanceOf(stance)
  const isAgainst = 'stance' in choice && choice.stance === 'against'
  if (free !== undefined && (!isAgainst || NO_REASON.test(free) || choosing(free))) return []
  if (NO_REASON.test(reason) && !isAgainst) return []
  return [{ do: 'vote', ...inPoll(poll ?? after), choice, how: 'plain', reason: excerpt(said, reason.trim()) }]
})

const BY_MARK = new RegExp(
  `^${POLL}?(?<verb>${FIX}[ :]{0,2}|${LEAD})(?<marks>${ANY_MARKS})(?<stance>[ ,.、:]*(?:${AGAINST}|${ABSTAIN}|${FOR})的?)?(?<done>了)?(?:[ ,]*都(?:行|可以|要|选|投|好))?(?:(?<mark>[ ,.!;:~(]+)(?<reason>.{2,200}?)[)]?)?$`,
  's',
)
/** 「27号」 and 「一号」 are dates, 「123」 a number of anything, where no card is quoted. */
const OF_A_CARD = /^(?:[\d一二三四五六七八九十]{1,2}号|[1-9]{3,9}|[a-j]{2,9})$/
const TALK_ON = new RegExp(`^(?:${STANCE}|[你您他她])`)
const byMark = rule([BY_MARK], (said) => {
  const { poll, verb = '', marks, stance, done, mark = '', reason = '' } = BY_MARK.exec(said.text)?.groups ?? {}
  // 「27同意」 agrees to what is asked of case 27.
  if (marks === undefined || OTHER_POLL.test(reason) || (stance !== undefined && marks.length > 1 && verb === ''))
    return []
  const explicit = poll !== undefined || /[投选扣改换错滑误悔]/.test(verb)
  // Only an explicit vote may go on as it likes: 「1 个小时到」, 「3了」 and 「1. 打扫 2. 做饭」 are talk.
  if (done !== undefined && !explicit) return []
  const bare = !explicit && stance === undefined
  if (
    reason !== '' &&
    (bare
      ? !/^[,!]/.test(mark) || TALK_ON.test(reason) || /[\d?]/.test(said.whole.slice(1))
      : !poll && !/\S/.test(mark))
  )
    return []
  if (reason === '' && /[?]$/.test(said.whole)) return []
  const how = explicit || !isOfCard(marks) ? 'plain' : 'quoting'
  return choices(marks).map((choice) => ({
    do: 'vote',
    ...inPoll(poll),
    choice,
    how,
    reason: excerpt(said, reason),
  }))
})
const isOfCard = (marks: string): boolean => OF_A_CARD.test(marks) && !/^([1-4])\1+$/.test(marks)

/** 「太吵了，反对」「跟老公商量了，投2」: the reason comes first, and the vote is the last clause. */
const AT_LAST = new RegExp(
  `^(?<reason>[^,.!;?]{2,40})[,.!;~] *(?<vote>(?:我们?家?|俺家?|咱家?|所以|还是|那|就|,)*(?:(?:投|选)(?:${ANY_MARKS})|(?:投|选|坚决|强烈)?${STANCE}票?)了?)$`,
)
const NOT_MINE =
  /[你您他她它谁]|大家|说|[吗呢]$|如果|要是|除非|只要|前提|不然|否则|假如|万一|别|等|再|有人|是不是|改主意|[反后]悔|^算了$/
const atLast = rule([AT_LAST], (said) => {
  const { reason = '', vote } = AT_LAST.exec(said.text)?.groups ?? {}
  if (vote === undefined || said.asks || NOT_MINE.test(reason) || choosing(reason)) return []
  const words = part(said, vote)
  return [...byStance(words), ...byMark(words)].flatMap((reading) =>
    reading.do === 'vote' ? [{ ...reading, reason: excerpt(said, reason) }] : [],
  )
})
/** 「不会弄 我选第二个」: whoever cannot do it otherwise says it in words. */
const HELPLESS =
  /^(?:我)?(?:也|真|老|都)?(?:不会|不懂|不晓得怎么|不知道怎么|搞不来|弄不来|搞不懂|点不来|点不了|投不了|整不来)(?:弄|搞|整|投票?|用|点|操作|打字)?[ ,.!;~]+(?<vote>.{2,20})$/
/** 「帮我投个赞成」: hers, whoever is asked. */
const FOR_ME = /^(?:麻烦|那|就)?帮(?:我|俺)(?:们?家)?(?:投|选)(?:给|个|一个|一?下|一票|上)?[ :]*(?<vote>.{1,12})$/
const asked = rule([HELPLESS, FOR_ME], (said) => {
  const { vote } = HELPLESS.exec(said.text)?.groups ?? FOR_ME.exec(said.text)?.groups ?? {}
  if (vote === undefined || said.asks) return []
  const words = part(said, FOR_ME.exec(vote)?.groups?.vote ?? vote)
  // 「帮我投1」 may be of any contest there is
  const read = HELPLESS.test(said.text) ? [...byStance(words), ...byMark(words)] : byStance(words)
  return read.filter(({ do: what }) => what === 'vote')
})

const ALL = new RegExp(
  `^${POLL}?(?:${OWN})?(?:这?[两二三四五六七八九十几\\d]个)?(?:都|全|全都|全部都?|统统)(?:选上?了?|投)$`,
)
/** 「都选」: whatever is on the card, where several may be chosen. */
const everything = rule([ALL], ({ text }) => {
  const found = ALL.exec(text)
  return found === null
    ? []
    : [{ do: 'vote', ...inPoll(found.groups?.poll), choice: { all: true }, how: 'plain', reason: '' }]
})

/** Two votes in one sentence are none. */
const SIDE = new RegExp(STANCE)
const choosing = (text: string): boolean => SIDE.test(text)

const THUMB = '👍(?:\\ud83c[\\udffb-\\udfff])?'
const YES =
  '要得|得行|中|可以|可以的|ok|okay|👌|\\[ok\\]|行|好|成|\\+1|没问题|\\[强\\]|\\[赞\\]|赞|点赞|顶|顶一下|顶起|√|✓|✔|✅'
const NO = '不行|不中|不要|不可以|不好|没必要|不需要|👎|\\[弱\\]|×|❌|✗|✘'
const THUMBS = `^(?:${THUMB})+$`
const QUOTED: readonly (readonly [RegExp, Choice])[] = [
  [new RegExp(`^(?<word>${YES})\\k<word>{0,3}$|${THUMBS}`), { stance: 'for' }],
  [new RegExp(`^(?<word>${NO})\\k<word>{0,3}$`), { stance: 'against' }],
]
const quoted = rule([new RegExp(`^(?:${YES}|${NO}){1,4}$`), new RegExp(THUMBS)], ({ text }) =>
  QUOTED.filter(([wording]) => wording.test(text)).map(([, choice]) => ({
    do: 'vote',
    choice,
    how: 'quoting',
    reason: '',
  })),
)

const UNSURE: readonly (readonly [RegExp, 'for' | 'either' | 'abstain'])[] = [
  [/^(?:我们?家?|俺|咱)?(?:没意见|没得意见|无意见|没有意见|没[啥什]么?意见)$/, 'for'],
  [/^(?:我们?家?|俺|咱)?(?:都可以的?|(?:怎么|咋个?|哪个|哪样)?都(?:行|得行|可以)|随便)$/, 'either'],
  [
    /^(?:我们?家?|俺|咱)?(?:随大流|随大家|随大众|随便?你们|跟大多数人?|跟多数人?|看大家的?|听你们的|听大家的|大家定|你们定|你们看着办|跟大家走|少数服从多数|中立|保持中立|都?无所谓|保留意见|放弃)$/,
    'abstain',
  ],
]
const unsure = rule(
  UNSURE.map(([wording]) => wording),
  ({ text }) => UNSURE.filter(([wording]) => wording.test(text)).map(([, ask]) => ({ do: 'vote-unsure', ask })),
)

/** 「除非物业出钱，否则反对」「投错了」: a word about a vote, yet none. Only an addressed one gets a hint. */
const UNCLEAR = exactly(
  `除非.{1,30}(?:否则|不然).{0,4}(?:反对|不同意|赞成|同意)|我?(?:刚才|刚刚)?(?:那个|那票|那一票)?(?:投|按|点|选)错(?:了?[ ,]?(?:怎么|咋|如何|啷)个?(?:办|改|整))?`,
)
const unclear = rule([UNCLEAR], ({ text }) => (UNCLEAR.test(text) ? [{ do: 'unclear', near: '投票' }] : []))

const NOT = new RegExp(
  `^${POLL}?(?:我们?家?|俺家?|本人|这次|这回|就|还是|算了|[ ,])*(?:不(?:参加|参与)?投票?|懒得投票?|弃投)了?$|^(?:我们?家?|俺家?|本人)就?不(?:参与|掺和)了?$`,
)
/** No ballot, and not an abstention. */
const not = rule([NOT], ({ text }) => {
  const found = NOT.exec(text)
  return found === null ? [] : [{ do: 'vote-not', ...inPoll(found.groups?.poll) }]
})

const BACK = new RegExp(
  `^${POLL}?(?:我们?家?)?(?:要|想)?(?:撤销|取消|撤回|收回|撤掉|撤下|撤)[ ]*(?:p ?(?<inside>\\d{1,5}))?[ ]*(?:(?:我们?家?的?|刚才的?|投的)*(?:投?票|那票)|(?<=\\d))(?:[ ]*p ?(?<after>\\d{1,5}))?了?$`,
)
/** 「撤销P1我的票」「P1 撤票」「撤P1」. */
const back = rule([BACK], ({ text }) => {
  const { poll, inside, after } = BACK.exec(text)?.groups ?? {}
  const number = poll ?? inside ?? after
  return BACK.test(text) && number !== undefined ? [{ do: 'unvote', ...inPoll(number) }] : []
})

/** By a person's name, where there is no door: 「存疑 P1 吴老师 投了两次」. */
const CONTESTED =
  /^(?:p ?(?<before>\d{1,5})[ :,]*)?(?:(?<aside>存疑|有疑问)|恢复(?:计票|计入)?)[ :,]*(?:p ?(?<after>\d{1,5})[ :,]*)?(?<name>[^ ,.:;?\d]{1,12})(?:[ ,.:;]+(?<reason>.{1,200}))?$/s
const contested = rule([CONTESTED], (said): readonly Reading[] => {
  const { before, after, aside, name, reason = '' } = CONTESTED.exec(said.text)?.groups ?? {}
  const number = before ?? after ?? said.quotedPoll?.toString()
  if (number === undefined || name === undefined || said.asks || placeIn(said.text) !== undefined) return []
  const of = { poll: Number(number), household: excerpt(said, name) }
  if (aside === undefined) return reason === '' ? [{ do: 'restore', ...of }] : []
  return [{ do: 'set-aside', ...of, reason: reason === '' ? '' : ending(said, reason) }]
})

/** How one votes: by stance, or by the number of an option. */
export const BALLOT: readonly Rule[] = [byStance, byMark]
export const VOTE: readonly Rule[] = [...BALLOT, atLast, asked, everything, unsure, unclear, not, back, contested]
/** Everyday words that are a vote only where a card is quoted. */
export const QUOTED_VOTE: readonly Rule[] = [quoted]
