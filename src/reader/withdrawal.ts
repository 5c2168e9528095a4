import { clausesOf, rule } from './said.ts'

const MINE =
  '(?:把?(?:我|俺)(?:们|家)?(?:刚才|刚刚)?(?:报的|说的)?(?:[那这](?:个|件|件事|条))?|(?:刚才|刚刚|上面)?[那这](?:个|件|件事|条))'
const THEN = '(?:算了|那|还是|就|先|都|已经|暂时)'
const WORK = '(?:报|办|管|修|弄|处理|登记|记|派人|来人|派人来|麻烦(?:你们?|您|大家|物业|师傅)?)'
/** No longer wanted. */
const DROPPED = `(?:不用|不需要|不消|不用再|不)${WORK}了|不用了|(?:别|莫|不要|不用再)(?:再)?(?:办|管|修|登记|报)了|取消(?:了|掉|掉了)?|撤(?:了|掉|掉了|回|回了|回来|销|销了)`
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
const MISTAKEN = /^(?:不好意思|对不起|抱歉)?(?:是)?(?:我|俺)?(?:们)?(?:搞|弄|看|记)错了?$/
/** Why, or beside it: each alone is of anything. */
const BESIDE =
  /^(?:算了|好的?|对|是的?|嗯+|不好意思|抱歉|对不起|没事(?:了)?|误会|谢+|多谢|不(?:再)?麻烦(?:你们?|您|大家|师傅|物业)*了|给(?:你们?|大家|您)添麻烦了|(?:物业|师傅|维修|维保|他们|有人|人)(?:已经|都)?(?:来人|来|修好|弄好|处理|在修|在弄)(?:人|过|看)?了|(?:现在|已经|都|自己|又)*(?:修|弄|搞)?好了|来[水电气]了|(?:我们?|我自己|自己)(?:已经|都)?(?:弄|修|搞|处理|换|解决)好?了)$/

/** 「算了，我自己换了」: the two together. */
const DID_IT = /^(?:我们?|我自己|我们自己|自己)(?:已经|都)?(?:弄|修|搞|处理|换|解决)好?了$/

/** 「撤了吧，物业已经来人了」「搞错了，是我自己跳闸」: each part is of it. */
const gaveUp = (text: string): boolean => {
  const clauses = clausesOf(text)
  const drops = (clause: string): boolean => GIVES_UP.test(clause) || BY_ITSELF.test(clause)
  if (clauses.every((clause) => drops(clause) || BESIDE.test(clause) || MISTAKEN.test(clause)))
    return clauses.some(drops) || (clauses[0] === '算了' && clauses.some((clause) => DID_IT.test(clause)))
  return clauses.length === 2 && MISTAKEN.test(clauses[0] ?? '') && OWN_FAULT.test(clauses[1] ?? '')
}
/** What one's own report is taken back with, in everyday words. */
export const withdrawal = rule(
  [
    /不用|删[了掉除]|不需要|不消|(?:别|莫|不要)再?(?:办|管|修|登记|报)了|取消|撤[了掉回销]/,
    new RegExp(`不${WORK}了`),
    /(?:已经|自己)(?:又|都)?(?:好|亮|通|正常|恢复)/,
    /[搞弄看记]错|^算了/,
  ],
  ({ text, asks }) => (text.length <= 40 && !asks && gaveUp(text) ? [{ do: 'withdraw' }] : []),
)
