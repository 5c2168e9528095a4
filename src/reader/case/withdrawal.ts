import { clausesOf, rule } from '../said.ts'

const MINE =
  '(?:把?(?:我|俺)(?:们|家)?(?:刚才|刚刚)?(?:报的|说的)?(?:[那这](?:个|件|件事|条))?|(?:刚才|刚刚|上面)?[那这](?:个|件|件事|条))'
const THEN = '(?:算了|那|还是|就|先|都|已经|暂时)'
const WORK = '(?:报|办|管|修|弄|处理|登记|记|派人|来人|派人来|麻烦(?:你们?|您|大家|物业|师傅)?)'
/** No longer wanted. */
const DROPPED = `(?:不用|不需要|不消|不用再|不)${WORK}了|不用了|(?:别|莫|不要|不用再)(?:再)?(?:办|管|修|登记|报|记)了|不要了|取消(?:了|掉|掉了)?|撤(?:了|掉|掉了|回|回了|回来|销|销了)`
/** 「我撤了」 is who leaves. */
const GIVES_UP = new RegExp(
  `^(?!(?:我|俺)(?:们|家)?撤了?$)${MINE}?${THEN}{0,2}(?:${DROPPED})$|^把?(?:我|俺)?(?:刚才|刚刚)?(?:报的|说的)?[那这](?:个|件|条|件事)删(?:了|掉|掉了|除)$`,
)
const THING = '(?:电梯|路灯|楼道灯|灯|水管|热水|水|电|气|网络?|暖气|门禁|门|锁|监控|它)'
const AGAIN = '(?:现在|刚才|刚刚|这会儿)'
/** Mended without anybody's doing. */
const BY_ITSELF = new RegExp(
  `^${AGAIN}?${THING}?(?:已经|自己|又自己|已经自己)(?:又|都)?(?:好|亮|通|正常|恢复)(?:起来)?了$`,
)
const OWN_FAULT = /^(?:原来)?是(?:我们?|俺|我们?家|自己家?|自家)(?:自己|自家).{1,8}$/
const MISTAKEN = /^(?:不好意思|对不起|抱歉)?(?:是)?(?:我|俺)?(?:们)?(?:搞|弄|看|记|发|报)错(?:群|地方|小区)?了?$/
/** 「是我妈那个小区」: nobody here can help. */
const ELSEWHERE =
  /^(?:这)?(?:原来)?是(?:.{0,6}(?:我|俺|他|她).{0,6}|别的?|另一?个|其他|隔壁)(?:那个|那边的?)?(?:小区|院子|单位|公司)的?$/
/** Why, or beside it: each alone is of anything. */
const BESIDE =
  /^(?:算了|好的?|对|是的?|嗯+|不好意思|抱歉|对不起|没事(?:了)?|误会|谢+|多谢|不(?:再)?麻烦(?:你们?|您|大家|师傅|物业)*了|给(?:你们?|大家|您)添麻烦了|(?:物业|师傅|维修|维保|他们|有人|人)(?:已经|都)?(?:来人|来|修好|弄好|处理|在修|在弄)(?:人|过|看)?了|(?:现在|已经|都|自己|又)*(?:修|弄|搞)?好了|来[水电气]了|(?:我们?|我自己|自己)(?:已经|都)?(?:弄|修|搞|处理|换|解决)好?了)$/

/** 「算了，我自己换了」: the two together. */
const DID_IT = /^(?:我们?|我自己|我们自己|自己)(?:已经|都)?(?:弄|修|搞|处理|换|解决)好?了$/

const NEED = '(?:不用|不需要|不消|不要|别|莫)(?:再)?'
/** 「我那个灯不用修了」「不用来了」: nobody need come. */
const NEED_NOT_COME = new RegExp(
  `^(?:那|就|(?:[让叫喊]|跟)?(?:你们|师傅|物业)(?:说)?|${MINE}|我家)?(?:的)?[^ ,]{0,4}?${NEED}(?:来|来人|来修|来看|派人|派人来|修|管|跑|跑一趟)了$`,
)
const BY_NOW = '(?:现在|这会儿|已经|都|又|自己|可以)*'
/** 「车开走了」「通了」「没漏了」. */
const OVER = new RegExp(
  `^(?:(?:那[个些部辆台]?)?(?:车子?|堵门的车|人|狗|他们?|水|灯|路灯|楼道灯|下水道?|管道|厕所|马桶|地漏))?${BY_NOW}(?:(?:开|挪|拖|移|搬|清|牵|赶)?走了|(?:挪|移|搬|让)开了|通了|亮了|(?:没|不)(?:再)?(?:漏|堵|响|臭|吵|滴|渗|闪|冒烟?)(?:水)?了)$`,
)
/** 「挪了」「又动了」「我自己通了」: it is over where that stands beside it, and alone anything. */
const OVER_BESIDE = new RegExp(
  `^(?:${BY_NOW}(?:(?:挪|移|搬|收|清|扫|拖|撤|拆|动|转|关|停|通|能用|可以用)(?:走|掉|完|干净)?)|我们?自己(?:已经|都)?(?:疏?通|弄|修|换|处理|搞)(?:好|通)?)了$`,
)
/** 「走了」 alone is whoever goes. */
const LEFT = new RegExp(`^(?:他们?|人)?${BY_NOW}(?:开|挪|搬|清|牵|赶)?走了$`)
/** 「走了，不用了」「通了，自己弄好了」: it is over, and whoever was to come need not. */
const isOver = (text: string): boolean => {
  const clauses = clausesOf(text)
  const isDropped = clauses.some((clause) => GIVES_UP.test(clause) || NEED_NOT_COME.test(clause))
  const isIt = (clause: string): boolean =>
    OVER.test(clause) || NEED_NOT_COME.test(clause) || (isDropped && OVER_BESIDE.test(clause))
  if (clauses.length === 1 && (LEFT.test(clauses[0] ?? '') || clauses[0] === '不用来了')) return false
  return (
    clauses.some(isIt) &&
    clauses.every((clause) => isIt(clause) || GIVES_UP.test(clause) || BESIDE.test(clause) || MISTAKEN.test(clause))
  )
}

/** 「撤了吧，物业已经来人了」「搞错了，是我自己跳闸」: each part is of it. */
const gaveUp = (text: string): boolean => {
  const clauses = clausesOf(text)
  const drops = (clause: string): boolean => GIVES_UP.test(clause) || BY_ITSELF.test(clause)
  if (clauses.every((clause) => drops(clause) || BESIDE.test(clause) || MISTAKEN.test(clause)))
    return clauses.some(drops) || (clauses[0] === '算了' && clauses.some((clause) => DID_IT.test(clause)))
  const [first = '', ...others] = clauses.filter((clause) => !/^(?:不好意思|对不起|抱歉)$/.test(clause))
  return (
    MISTAKEN.test(first) &&
    others.length === 1 &&
    others.every((clause) => OWN_FAULT.test(clause) || ELSEWHERE.test(clause))
  )
}
/** What one's own report is taken back with, in everyday words; what is over the handler closes. */
export const withdrawal = rule(
  [
    /不用|删[了掉除]|不需要|不消|(?:别|莫|不要)再?(?:办|管|修|登记|报|记)了|取消|撤[了掉回销]/,
    new RegExp(`不${WORK}了`),
    /(?:已经|自己)(?:又|都)?(?:好|亮|通|正常|恢复)/,
    /[搞弄看记发报]错|^算了/,
    /不[用要消]|[别莫]再?[来修管跑派]|[走开通亮]了|[没不]再?[漏堵响臭吵滴渗闪冒]/,
  ],
  ({ text, raw, asks }) => {
    if (text.length > 40 || asks) return []
    if (gaveUp(text)) return [{ do: 'withdraw' }]
    return isOver(text) ? [{ do: 'finish', text: raw, how: 'over' }] : []
  },
)
