import type { Choice, Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { numeral } from './numeral.ts'
import { exactly, inPoll, type Rule, rule } from './said.ts'

const FOR = '赞成|同意|支持|赞同|举双手赞成'
const AGAINST = '反对|不同意|不赞成|不支持|不赞同|坚决不干|要不得|不得行|抵制|坚决抵制'
const ABSTAIN = '弃权|弃票|放弃'
const STANCE = `(?:${AGAINST}|${ABSTAIN}|${FOR})`
const MARK = '(?:[1-9]\\d?|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖]|[a-h])'
/** Numbers or letters of options. */
export const MARKS = `${MARK}(?:号|项)?(?:[ ,、和及]+${MARK}){0,7}`
/** 666 and 88 are talk. */
const LOUD = '(?<loud>[1-4])\\k<loud>{1,9}'

/** Who votes: the speaker, or the household. */
export const OWN =
  '(?:我们?|俺们?|咱们?|本人|本户|我和我?[老媳爱丈][公婆妇人夫]儿?)(?:全)?(?:家|屋头|家里)?(?:[一二两三四五六七八九十\\d]口人?|全家|一家人?|几个)?|全家|一家人'
const LEAD = `(?:${OWN})?[ ,]*(?:也|都|均|全|一致|是|表示|坚决|强烈|完全|非常|绝对|举双手|百分之?百|肯定|必须|当然|投票?|选择?|扣|打|按|回复?|[ :,])*`
/** Puts another ballot in the place of the last. */
export const FIX =
  '(?:我)?(?:刚才|刚刚)?(?:(?:投|按|点|选|扣|打|回|发)错了?|改主意了?|改票)[ ,.]*(?:我)?(?:要改|要|应该是|应该|是|改成|改投|改为|改)?(?:投|选)?|(?:我)?(?:改成|改投|改选|改为|改)'
export const POLL = '(?:投?p ?(?<poll>\\d{1,5})[ :,.]*(?:号)?)'
const TAIL = '(?:票|的|\\+\\d+|1{1,6})*'
const REASON = '(?:[ ,.](?<reason>.{2,200}))?'
const CONDITION =
  '(?:[ ,.]+(?<reason>(?:但|不过|只是|可是|就是|前提|因为|如果|希望|建议|理由|除了|条件|要|得|钱|费用).{1,200}))?'

/** Against, with whatever reason. */
const BECAUSE = new RegExp(`^${POLL}?${LEAD}(?<stance>${AGAINST}),(?<reason>[^?]{2,60})$`, 's')
const BY_STANCE = new RegExp(`^${POLL}?(?:${FIX}|${LEAD})[ ]*(?<stance>${STANCE})${TAIL}${CONDITION}$`, 's')
const BY_MARK = new RegExp(
  `^${POLL}?(?<verb>${FIX}|${LEAD})[ :]*(?<marks>${LOUD}|${MARKS})(?<stance>票|${FOR}|${AGAINST}|${ABSTAIN})?${REASON}$`,
  's',
)

const stanceOf = (word: string): Choice =>
  new RegExp(`^(?:${AGAINST})$`).test(word)
    ? { stance: 'against' }
    : new RegExp(`^(?:${ABSTAIN})$`).test(word)
      ? { stance: 'abstain' }
      : { stance: 'for' }
const numberOf = (mark: string): number => (/^[a-h]$/.test(mark) ? mark.charCodeAt(0) - 96 : (numeral(mark) ?? 0))

/** 「111」 is 1 said loudly; 「11」 may be either. */
export const choices = (marks: string): readonly Choice[] => {
  const loud = /^([1-9])\1+$/.exec(marks)
  if (loud !== null) {
    const once = { numbers: [Number(loud[1])] }
    return marks.length === 2 ? [{ numbers: [Number(marks)] }, once] : [once]
  }
  const numbers = marks
    .split(/[ ,、和及号项]+/)
    .filter((mark) => mark !== '')
    .map(numberOf)
  return numbers.some((n) => n < 1) ? [] : [{ numbers: [...new Set(numbers)] }]
}

const byStance = rule([BY_STANCE, BECAUSE], (said) => {
  const { poll, stance, reason } = (BY_STANCE.exec(said.text) ?? BECAUSE.exec(said.text))?.groups ?? {}
  if (stance === undefined) return []
  return [
    {
      do: 'vote',
      ...inPoll(poll),
      choice: stanceOf(stance),
      how: 'plain',
      reason: reason === undefined ? '' : ending(said, reason),
    },
  ]
})
const byMark = rule([BY_MARK], (said) => {
  const { poll, verb = '', marks, stance, reason } = BY_MARK.exec(said.text)?.groups ?? {}
  // 「27同意」 agrees to what is asked of case 27.
  if (marks === undefined || (stance !== undefined && marks.length > 1 && verb === '')) return []
  // Only an explicit vote may go on: 「1 个小时到」 is talk.
  const explicit = poll !== undefined || /[投选扣改错]/.test(verb)
  if (reason !== undefined && !(explicit && /[,.]/.test(said.text.slice(-reason.length - 1, -reason.length)))) return []
  return choices(marks).map((choice) => ({
    do: 'vote',
    ...inPoll(poll),
    choice,
    how: 'plain',
    reason: reason === undefined ? '' : ending(said, reason),
  }))
})

const QUOTED_FOR = /^(?:要得|得行|中|可以|可以的|ok|okay|👌|\[ok\]|行|好|成|\+1|没问题)$/
const LIKES = exactly('顶|顶一下|顶起|\\[强\\]|👍+|👍🏻|\\[赞\\]|赞|点赞')
const quoted = rule([QUOTED_FOR, LIKES], ({ text }) =>
  QUOTED_FOR.test(text) || LIKES.test(text)
    ? [{ do: 'vote', choice: { stance: 'for' }, how: 'quoting', reason: '' }]
    : [],
)

const UNSURE: readonly (readonly [RegExp, 'for' | 'abstain'])[] = [
  [/^(?:我们?家?|俺|咱)?(?:没意见|没得意见|无意见|没有意见|都可以的?|都行|都得行|怎么都行|随便|无所谓)$/, 'for'],
  [
    /^(?:我们?家?|俺|咱)?(?:随大流|随大家|随大众|看大家的?|听你们的|听大家的|大家定|你们定|跟大家走|少数服从多数)$/,
    'abstain',
  ],
]
const unsure = rule(
  UNSURE.map(([wording]) => wording),
  ({ text }) => UNSURE.filter(([wording]) => wording.test(text)).map(([, ask]) => ({ do: 'vote-unsure', ask })),
)

const STATUS =
  /^(?:票况|投票(?:情况|结果|进度)|计票|唱票)[ :,]*(?:p ?(?<poll>\d{1,5}))?$|^p ?(?<named>\d{1,5})[ :,]*(?:票况|怎么样了?|几比几|结果|进度|咋样了?|.{0,2}截止.{0,2})$|^p ?(?<bare>\d{1,5})$|^(?:进度|查)[ :,]*p ?(?<asked>\d{1,5})$|^(?:现在|目前|投票)?(?:几比几|过了没有?|过没过|够不够人|够人没|人够不够|多少人投了?|投了多少(?:票|人)?|多少票|结果(?:怎么样|如何|出来没有?|咋样)了?)$|^还能(?:不能)?投票?(?:不|吗|么)?$|^(?:投票)?(?:什么时候|几点|啥时候|哪天)截止$/
const MY_BALLOT =
  /^我们?家?(?:的票)?(?:投票?了没有?|投票?了吗|投没投|投过没|投上没|记上没有?|记上了没|记上了吗|算上没|投的(?:啥子?|什么|几|哪个|什么票)|票投了没)$|^我们?家?的票.{0,2}(?:记|算|投).{0,5}$/
const UNVOTE =
  /^(?:我要?)?(?:(?:撤销|取消|撤回|收回|作废)[ ]*(?:我的?)?(?:的)?投?票|(?:撤销|取消|撤回|收回)[ ]*(?:我的?)?(?:的)?p ?(?<poll>\d{1,5})(?:的票)?)$/

const asked = rule([STATUS, MY_BALLOT, UNVOTE], ({ text }) => {
  const readings: Reading[] = []
  const status = STATUS.exec(text)?.groups
  if (status !== undefined)
    readings.push({ do: 'status', ...inPoll(status.poll ?? status.named ?? status.bare ?? status.asked) })
  if (MY_BALLOT.test(text)) readings.push({ do: 'my-ballot' })
  const unvote = UNVOTE.exec(text)?.groups
  if (unvote !== undefined) readings.push({ do: 'unvote', ...inPoll(unvote.poll) })
  return readings
})

/** 「除非物业出钱，否则反对」「投错了」: a word about a vote, yet none. Only an addressed one gets a hint. */
const UNSURE_VOTE =
  /^除非.{1,30}(?:否则|不然).{0,4}(?<stance>反对|不同意|赞成|同意)$|^我?(?:刚才|刚刚)?(?:那个|那票|那一票)?(?:投|按|点|选)错了?$/
const unclear = rule([UNSURE_VOTE], ({ text }) => (UNSURE_VOTE.test(text) ? [{ do: 'unclear', near: '投票' }] : []))

/** How people vote, and ask about a vote. */
export const VOTE: readonly Rule[] = [byStance, byMark, unsure, unclear, asked]
/** Everyday words that are a vote only where a card is quoted. */
export const QUOTED_VOTE: readonly Rule[] = [quoted]
