import { clausesOf, rule } from '../said.ts'
import { placeIn } from '../trouble/place.ts'
import { REPORT } from './bare.ts'

const LIKELY = '(?:对头?|嗯|应该|应该就|好像|可能|估计|大概|肯定|我觉得|看来|这|都|也|就)'
const ONE = '(?:同一|一)(?:个|件|码|回|样)(?:事情?|问题|东西)?的?'
const WITH = '(?:跟|和|同)(?:他们?|她们?|它|楼上|上面|前面|[那这]个|#?\\d{1,6})(?:说|报|讲)?的?'
/** Of one thing with what was asked about. 「一样」 alone is more than an answer. */
const SAME = new RegExp(
  `^(?:(?:应该|好像|可能|估计|大概|多半|八成|看来)(?:就)?是的?|${LIKELY}{0,3}是${ONE}|${LIKELY}{0,3}是?${WITH}是?(?:一样的?|${ONE})|就是(?:[那这](?:个|件|件事|部|盏|台|根|扇)(?:电梯|灯|路灯|门|水管|事)?|他们?说的(?:[那这]个)?))$`,
)
const YES = /^(?:对头?|是的?|嗯+|好的?|一样的?|没错)$/
const OTHER = new RegExp(
  `^${LIKELY}{0,3}(?:不是${ONE}|不是[那这](?:个|件|件事)|不一样的?|不同的?|两码事|两回事|两件事)$`,
)
const isSame = (clauses: readonly string[]): boolean =>
  clauses.every((clause) => SAME.test(clause) || YES.test(clause)) &&
  (clauses.some((clause) => SAME.test(clause)) || (clauses.length > 1 && clauses.some((clause) => /一样/.test(clause))))
/** What follows tells the two apart, and is no place of its own. */
const isOther = ([first = '', ...rest]: readonly string[]): boolean =>
  (OTHER.test(first) || (/^不是的?$/.test(first) && OTHER.test(rest[0] ?? ''))) &&
  rest.join('').length <= 14 &&
  !isSame(rest) &&
  placeIn(rest.join(' ')) === undefined
/** 「跟他们说的一样，就是那个电梯」 to 「和 #3 是同一件吗」. */
const sameness = rule(
  [
    /是(?:同一|一)[个件码回样]|一样|同一[个件]|就是[那这他]|不同|不是[那这]|两[码回件]事|^(?:应该|好像|可能|估计|大概|多半|八成|看来)就?是/,
  ],
  ({ text, asks }) => {
    const clauses = asks || text.length > 30 ? [] : clausesOf(text)
    if (clauses.length === 0) return []
    return isSame(clauses) ? [{ do: 'same', is: true }] : isOther(clauses) ? [{ do: 'same', is: false }] : []
  },
)

const QUOTED = /^回?[“”"'‘’「『]{0,2}回?[“”"'‘’「『]{0,2}(?<word>报|登记)[“”"'‘’」』]{0,2}$/
const WILLING =
  /^(?:(?:当然|肯定|必须|那就|就|还是|好|嗯|请|我?要|帮我)(?:当然|肯定|必须|那就|就|还是|请|我?要|帮我)?)?(?<word>.{1,6})$/
const BEFORE =
  /^(?:(?:不好意思|对不起|抱歉)?(?:我)?(?:刚刚?|刚才)?才?(?:看[到见]|在忙)了?|不好意思|对不起|抱歉|好的?|好嘞|要得|行|可以|嗯+|恩|对头?|中|得行|成|ok|没问题|是的?|当然|麻烦了?)$/
const isReport = (clause: string): boolean =>
  REPORT.test(clause) || REPORT.test(WILLING.exec(clause)?.groups?.word ?? '')
/** 「不好意思才看到，报」, and 「“报”」 as it was printed. */
const reports = rule([/报|登记|记[一上到起下]/], ({ text }) => {
  const clauses = text.length > 20 ? [] : clausesOf(text)
  const last = clauses.at(-1) ?? ''
  const agrees = QUOTED.test(text) || (isReport(last) && clauses.slice(0, -1).every((clause) => BEFORE.test(clause)))
  return agrees && !REPORT.test(text) ? [{ do: 'report' }] : []
})

const EXPLAIN =
  /^(?:(?:要)?(?:怎么|咋个?|啷个|如何)(?:个)?(?:报|登记|回)(?:法)?|(?:啥|什么|啥子)(?:叫|是)(?:登记|事项|报|报事|登记事项)|(?:登记|事项|报|登记事项|这|你说)(?:是|又是)?(?:啥|什么|啥子)(?:意思)?|(?:啥|什么|啥子)意思|(?:登记|报)了?(?:有啥|有什么)用)$/
const explains = rule([EXPLAIN], ({ text }) => (EXPLAIN.test(text) ? [{ do: 'explain' }] : []))

/** Answers to what the bot asks of a report, in people's own words: without its question they mean nothing. */
export const REPLIES = [sameness, reports, explains] as const
