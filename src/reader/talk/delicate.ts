import type { Reading } from '../../domain/heard/reading.ts'
import { exposedIn } from '../../domain/wording/private.ts'
import { dangerIn } from '../danger/danger.ts'
import { part, type Rule, rule, type Said } from '../said.ts'
import { words } from '../text/normal.ts'

/** What does harm when it is repeated in a group: charges against officials, rumours, the numbers of documents. */

const OFFICE =
  /(?:村|社区|街道|镇|乡|组)?(?:书记|主任|支书|村长|镇长|乡长|会计|出纳|干部|领导)|网格员|队长|组长|经理|管家|工作人员|(?:社区|居委会?|村委会?|街道|物业)(?:的|里|那)?(?:些|个|几个)?人?/
const CORRUPT =
  /(?:书记|主任|支书|村长|镇长|干部|领导).{0,6}收(?:(?:了|过)(?:他们?|人家?|别人)?的?钱|钱了)|贪污|贪了|贪掉|受贿|行贿|索贿|腐败|收(?:了|过|人家?|别人)*(?:红包|黑钱|好处|回扣|礼[品物金](?!貌)|烟酒)|拿(?:了|过)?(?:回扣|好处|黑钱)|吃(?:拿卡要|回扣)|挪用|截留|侵吞|克扣|优亲厚友|以权谋私|假公济私|暗箱操作|做假账|走后门|关系户|虚报|骗取?(?:低保|补贴|补偿|补助)|给(?:自己|他|她)(?:家|亲戚|老婆|儿子|兄弟).{0,8}(?:低保|名额|补贴|工程)/
/** 「王主任收了红包才给办低保」: for the authorities that look into it, and not for a group in which he reads. */
const accuses = rule([CORRUPT], ({ text, raw, vocabulary: { people } }): readonly Reading[] =>
  CORRUPT.test(text) && (OFFICE.test(text) || people.some((name) => name.length >= 2 && raw.includes(name)))
    ? [{ do: 'about', topic: 'officials' }]
    : [],
)
/** Without the clauses that charge somebody. */
export const uncharged = (said: Said): Said =>
  part(
    said,
    said.raw
      .split(/(?<=[，。！？；,!?;\n])/)
      .filter((clause) => !CORRUPT.test(words(clause).text))
      .join(''),
  )

const GRAVE =
  '(?:死(?:了|过)?(?:个?人|好?几个)|(?:有人|人)死|传染病|瘟疫|投毒|下毒|人贩子|偷(?:小孩|孩子|娃)|拐(?:卖|走|小孩|孩子|娃)|跑路|卷款|要地震|决堤|溃坝|封(?:楼|小区|村|城))'
/** 「听说2栋死人了」「物业要跑路了」. */
const RUMOUR = new RegExp(
  `^.{0,6}(?:听说|据说|听人家?(?:说|讲)|传言|(?:外面|网上|到处|都)在?(?:说|传)|有人(?:说|讲|在传)|朋友圈(?:说|在传)).{0,20}${GRAVE}|^.{0,4}(?:物业|开发商|老板).{0,4}(?:要|准备|已经|可能)?(?:跑路|卷款)`,
)
const rumours = rule([RUMOUR], ({ text }): readonly Reading[] =>
  text.length <= 80 && RUMOUR.test(text) ? [{ do: 'rumour' }] : [],
)

/** In any writing and however broken: nothing else may be such a number. */
const MANY_DIGITS = /[\d零〇一幺二两三四五六七八九][\d零〇一幺二两三四五六七八九 ,.、/~()*_+-]{13,}/
/**
 * An identity card or a bank card, in a group: whoever wrote it can still recall it. So can who tells the bot what opens
 * her door; neighbours tell each other the code of their house.
 */
const exposes = rule([MANY_DIGITS], ({ raw, pointed }): readonly Reading[] => {
  const what = exposedIn(raw)
  return what === 'number' || (what === 'secret' && pointed) ? [{ do: 'exposes', what }] : []
})

const SWINDLE =
  /(?:中奖|安全账户|公检法|冒充|刷单|杀猪盘|诈骗).{0,20}(?:我|打钱|转账|转钱|汇款)|(?:叫|让|喊|要)我.{0,6}(?:打钱|转账|转钱|汇款|验证码|交保证金)|(?:有人|他|对方|那人)骗(?:我|了我|走我)|我(?:妈|爸|爷爷|奶奶|家老人)?(?:好像)?(?:被|遭)(?:人)?(?:骗|诈骗)(?!来|去看|我)/
/** 「有个电话说我中奖了，要我打钱」, to the bot. */
const cheated = rule([SWINDLE], ({ text, whole, pointed, vocabulary }): readonly Reading[] =>
  pointed && text.length <= 80 && SWINDLE.test(text) && dangerIn(whole, vocabulary) === undefined
    ? [{ do: 'about', topic: 'fraud' }]
    : [],
)

const DEATH =
  /^(?:我|俺|咱)(?:们)?(?:家)?(?:的)?(?:老?[爸妈爹娘]|父亲|母亲|爷爷|奶奶|外公|外婆|公公|婆婆|老公|老婆|老伴|老人|孩子|哥|姐|弟|妹).{0,6}(?:(?:[昨今前]天|昨晚|今早|凌晨|早上|上周)走了(?=$|[ ,.])|去世|过世|不在了|病逝)|殡仪|殡葬|灵车|追悼|出殡|治丧/
/** Somebody died: no case, and nothing cheerful. */
const mourns = rule([DEATH], ({ text, whole, vocabulary }): readonly Reading[] =>
  text.length <= 80 && DEATH.test(text) && dangerIn(whole, vocabulary) === undefined
    ? [{ do: 'about', topic: 'bereaved' }]
    : [],
)

export const DELICATE: readonly Rule[] = [accuses, rumours, exposes, cheated, mourns]
