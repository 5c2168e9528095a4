import { dangerIn } from '../danger/danger.ts'
import type { Said } from '../said.ts'
import { placeIn } from '../trouble/place.ts'
import { FAULT, WONDER } from '../trouble/signs.ts'

/** What an office is asked: an answer is wanted, and nothing is to be put right. Said to the bot, which cannot tell. */

const HOW = '(?:怎么|咋个?|啷个|如何|在?哪里?|在?哪儿|去哪里?|到哪里?)'
const WHEN = '(?:什么时候|啥时候|几时|哪天|几号|几点(?:钟)?)'
const WHAT = '(?:啥子?|什么|哪些|多少|几[样张份])'
/** 办居住证要带啥子 · 户口迁移需要哪些材料 · 老年证在哪里办. */
const PAPERS =
  '(?:证|卡|户口|户籍|社保|医保|养老|退休|低保|补贴|补助|公积金|护照|准生|生育|入学|上学|学位|暂住|居住|过户|产权|房产|营业执照|执照|证明|公证|迁移|年审|年检|报销|申请|手续|备案)'
const ASKED: readonly RegExp[] = [
  new RegExp(
    `^.{0,12}${PAPERS}.{0,10}(?:(?:要|需要?|得|该)?(?:带|准备|交|提供|拿|要|需)${WHAT}.{0,8}|(?:怎么|咋个?|啷个|如何)(?:可以|能)?(?:办理|弄|申请|报|开|补|迁|转|交|领)(?:的|啊|呢|嘛)?|(?:在|去|到|找)?(?:哪里?|哪儿|哪个|谁|啥地方|什么地方)(?:可以|能)?(?:办理?|弄|申请|开|补|交|报)?(?:的|啊|呢|嘛)?|(?:什么|啥)(?:手续|材料|资料|条件|流程))$`,
  ),
  new RegExp(
    `^.{0,8}(?:办理?|申请|开|补办|迁|报销).{0,10}(?:要|需要?|得)(?:带|准备|交|提供|拿)?${WHAT}(?:材料|证件|手续|资料|东西|钱)?$`,
  ),
  /^(?:你好|请问)?[ ,]*(?:我|我们|我家)?(?:想|要|需要)(?:去)?(?:开|办理?|申请|补办|打印)(?:个|一个|一张|张|一下)?.{0,6}(?:证明?|卡|手续|户口)$/,
  new RegExp(`${HOW}(?:可以|能)?(?:申请|办理|做|交|搞|弄|认证|报名|领|查|缴|开通|预约|报销)`),
  new RegExp(`${WHEN}(?:可以|能)?(?:交|收|开|关|发|领|报名|换届|放|停止|来|上班|下班|营业)`),
  /(?:能不能|可不可以|能否|可以)(?:刷卡|换|用|带|养|报销|代办|代缴|分期|退)/,
  /(?:换人|换届|涨价|放假|开门|上班|换物业)了?(?:吗|没有?|没得|不)$|检修吗$/,
  /(?:费|价|收费标准?|一平米?|每平米?|一个月|一年).{0,4}(?:是)?(?:多少(?:钱)?|几块|怎么算|咋算)|多少钱(?:一|每)/,
  /^(?:现在|请问)?(?:谁|哪个|哪位)是.{0,6}(?:经理|主任|书记|管家|楼长|负责人|网格员|业委会)|(?:经理|主任|书记|管家|楼长|负责人|网格员)(?:现在)?(?:是(?:谁|哪个|哪位)|叫(?:啥|什么))$/,
  /^.{0,8}(?:备案|登记|过户|装修|租房|停车|充电卡|门禁卡|开卡|办卡)(?:要|该|应该)?(?:找谁|找哪个|问谁|去哪|归哪)/,
]
/** 「周四停电停几点到几点」. */
const HOW_LONG = /^.{0,8}停[水电气暖].{0,4}(?:几点到几点|到几点|多久|从几点)$/
/** 今天停电吗 · 明天要不要停水: of what is planned. */
const PLANNED =
  /^(?:今天|明天|后天|今晚|明早|晚上|下午|上午|周.|这两天|这周|明后天).{0,4}停[水电气暖](?:吗|么|不|没有?|没得|[?])|^(?:今天|明天|后天|今晚|明早|晚上|下午|上午|周.|这两天|这周|明后天)(?:是不是|会不会|要不要)(?:要|会)?停[水电气暖]/
/** 统计一下哪些家有70岁以上老人: nobody is counted here but in polls and cases. */
const COUNTS =
  /^(?!.*(?:[投票报办]|事项|几件|没[水电气]|停[水电气]|坏|漏))(?:帮我?|请|麻烦)?(?:统计|排查|摸排?|数|列)(?:一?[下遍哈])?.{0,6}(?:哪些|哪几|多少|有几)(?:家|户|人|个|位|栋|老人|孩子).{2,30}$/
/** Asked also where something is out of order or late. */
const LATE = /没(?!有要)|不[了到能给让通够]|坏|错了|停了|少了|拖|欠|乱|凭啥|凭什么|为什么|为啥/
/** 「帮我查下物业费」. */
const LOOKS_UP =
  /^(?:你?(?:能不能|可以|能)?(?:帮我|帮忙|给我)|我想|我要|麻烦)?(?:查询?|搜索?|问|算)(?:一?下|一查|查)?(?!.{0,4}[修处解])/
const OFFICE =
  /上不上班|[上下]班吗|几点(?:[上下]班|开门|关门)|电话(?:号码)?(?:是)?多少|(?:怎么|咋个?|啷个)(?:找|联系)(?:物业|社区|师傅|保安|居委会)/
/** 「你觉得业委会咋样」. */
const OPINION = /^你?(?:觉得|认为|怎么看|咋个?看|评价一?下)|^你说.{0,12}(?:怎么样|咋样|好不好|对不对)/

const isAsked = ({ text, whole }: Said): boolean =>
  PLANNED.test(whole) ||
  HOW_LONG.test(text) ||
  COUNTS.test(text) ||
  (!FAULT.test(text) && !LATE.test(text) && ASKED.some((asked) => asked.test(text)))
const looksUp = ({ text }: Said): boolean =>
  placeIn(text) === undefined &&
  (OFFICE.test(text) || ((LOOKS_UP.test(text) || OPINION.test(text)) && !FAULT.test(text)))

export const asksOffice = (said: Said): boolean =>
  said.addressed &&
  said.text.length <= LONGEST &&
  (isAsked(said) || looksUp(said)) &&
  dangerIn(said.whole, said.vocabulary) === undefined
const LONGEST = 40

const LEAST = 5
/** A question that is none of ours, and tells of nothing that is wrong. */
export const wantsToKnow = ({ text, asks }: Said): boolean =>
  text.length >= LEAST && (asks || WONDER.test(text)) && !FAULT.test(text)
