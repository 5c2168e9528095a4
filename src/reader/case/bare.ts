import type { Reading } from '../../domain/heard/reading.ts'
import { exactly, rule } from '../said.ts'
import { hits } from '../text/lexicon.ts'
import { placeIn } from '../trouble/place.ts'
import { ELSEWHERE } from '../trouble/signs.ts'
import { RELAPSE, relapsed, SNEERS } from './outcome.ts'

/** 「这归谁管」. */
export const WHOSE =
  /^(?:的|这个|这|这事|这件事?|那个)?(?:到底)?(?:归谁管|谁管|谁在(?:弄|办|修|负责|处理|管|跟)|谁负责|归(?:哪个|哪里|哪家|哪)管?|哪个(?:在)?(?:管|负责|弄)|该找谁|找谁)(?:的|嘛|哦)?$/

const AGREES = '(?:好的?|要得|行|可以|嗯+|恩|那|对头?|是的?|得行|中|成|ok|没问题|当然|就|还是)'
const FILE = '(?:(?:报|登记)(?:一?下|上去?|起|了|个)?|记(?:一?下|上|到起?|起来?|下来|一笔))'
export const REPORT = exactly(
  `(?:${AGREES}[嘛吧啊的噻]?[ ,]*){0,2}(?:你|您|就|请|麻烦)*(?:帮我?|给我|替我|帮忙|帮(?:他|她|忙))?(?:要|我要)?${FILE}|(?:(?:我?要)?(?:报|登记)[ ,!]*){2,4}|报事|报修|(?:物业|社区|村委会?|村里|你们)(?:的)?(?:快|赶紧|马上)?来?(?:处理|解决|管)(?:一?下|一哈)`,
)
const MINE = exactly(
  '(?:帮我|麻烦)?(?:看看?|查查?)?(?:一?下)?我(?:报|说)(?:的|过的)?(?:那|这)?[几些两三](?:件|个|样)(?:事情?|问题)?(?:都|现在)?(?:怎么样|咋样|咋个样|啷个样|如何|办得怎么样)?|我的|我的(?:事项|报事|事|事情|报修)|我报的(?:事|事项)?|我那(?:件|个)?事(?:怎么样|咋样|咋个样|如何)?|上次我(?:说|报)的(?:那个|那件事|事)?(?:怎么样|咋样)?|我(?:说|报)的那个(?:怎么样|咋样)?',
)
const SAME = exactly(
  '跟.{1,4}?(?:家|屋头)?(?:是)?一样的?|附议[ @]*[^\\s\\d]{1,6}|一样|一样的|同|同样|俺也一样|我也一样|我家一样|同求|我们家一样|我这边一样',
)
const WE =
  '(?:我们?|俺们?|咱们?)(?:(?:家|屋头)(?:门口|门前|外面|[这那]一?层|楼[上下])?|家里|单元|[这那]?栋|[这那]?楼|[这那]?一?层|组|队|[这那]边|[这那]里|院子|楼上|楼层|门口)|楼上|隔壁|(?:\\S{0,12}(?:栋|幢|座|单元|号楼|组|楼|院子)(?:那边|这边|的)?)'
const ALSO = new RegExp(
  `^(?:${WE})(?:整栋|全部|里)?(?:都)?(?:也|一样)(?:都)?(?:是|是的|一样|这样|如此|遭了?|停.{0,4}|(?:是)?(?:这样|一样)[ ,]+.{0,6}(?:没(?!空)|停|坏|漏|黑|臭|吵|滴|堵).{0,6}|没(?:有|得)?[水电气网暖]?(?:了)?|莫得[水电气网]?(?:了)?|断.{0,3}|坏.{0,2}|漏.{0,3}|不(?:亮|通|热|转|动|出水|来水)(?:了)?|堵.{0,2}|黑.{0,3}|[打关刷]不.{1,2})?$`,
)
/** 「全小区都停了」「5栋全黑了」: while many have it at once. */
const VOICE = new RegExp(
  `^(?:(?:${WE}|我们?|俺们?|咱们?|(?:整个?|全)?小区|到处|大家)(?:都|全|也|全部|又|整栋|一起)*(?:都|全|也|又|整栋)|(?:全部?|都|又全))(?:停|断|黑|没)(?:[水电气网]|了|起了?|完了?|咯)?$|^停了[ ,!]*停了$`,
)
/** 「水小那个，给我也算一个」; 「算我一个」 is mostly of a game of cards. */
const COUNTED =
  /^(?:(?:.{1,10}(?:那个|那件|这个|的事)|[那这](?:个|盏|件|里).{1,6})[ ,]*)?(?:(?:给|把|帮)(?:我|俺|我们)(?:们|家|屋头)?也?(?:算|加|记)(?:上|进去|一[个户份下])|(?:我|俺)(?:们|家|屋头)?也(?:要)?(?:算|加|记)(?:上|进去|一[个户份])|也(?:算|加|记)(?:上)?(?:我|俺)(?:们|家)?一?[个户]?|(?:算|加|记)上(?:我|俺)(?:们)?(?:家|屋头))$/
const PERSONAL = /^(?:我|俺|咱)们?也(?:停[水电气]?|没[水电气]|断[水电网])了?$/
const ALSO_NUMBERED =
  /^(?:我|我们|俺|俺们|咱|咱们)(?:家|屋头|家里|单元|[这那]?栋)[ ,]*(?:都)?(?:也|一样)(?:都)?(?:是|是的|一样|这样|停了|坏了|漏|没[水电气])?[ ,]*#?(?<number>\d{1,6})$/
/** 「我家也是 1」: of case 1, before it is a vote. */
export const alsoNumbered = rule([ALSO_NUMBERED], ({ text }) => {
  const number = ALSO_NUMBERED.exec(text)?.groups?.number
  return number === undefined ? [] : [{ do: 'support', case: Number(number), how: 'plain' }]
})
/** 「我也是 我们一单元的」. */
const ALSO_HERE =
  /^(?:我|俺|咱)们?(?:家|屋头)?(?:也(?:是|一样|遭了?)|一样)的?[ ,]+(?:我们?|俺们?|就?是|在)*(?<where>\S{1,10}(?:栋|幢|座|单元|号楼|组|队|院子))(?:的|这边|那边|也是|也一样)?$/
const LIKES = exactly('顶|顶一下|顶起|支持|支持一下|\\[强\\]|👍+|👍🏻|\\[赞\\]|\\+1|我也是|我家也是|我们家也是|同意')
/** 「我家也是」. */
export const supports = rule([SAME, PERSONAL, COUNTED, ALSO, ALSO_HERE, VOICE, LIKES], ({ text }) => {
  const readings: Reading[] = []
  if (SAME.test(text) || PERSONAL.test(text) || COUNTED.test(text)) readings.push({ do: 'support', how: 'plain' })
  else if (ALSO.test(text) || ALSO_HERE.test(text)) {
    const place = placeIn(text)?.place
    readings.push({ do: 'support', ...(place === undefined ? {} : { place }), how: 'plain' })
  } else if (VOICE.test(text)) {
    const place = placeIn(text)?.place
    readings.push({ do: 'support', ...(place === undefined ? {} : { place }), how: 'voice' })
  } else if (LIKES.test(text)) readings.push({ do: 'support', how: 'quoting' })
  return readings
})

const ASK_OWN =
  /^(?:.{0,10}?)(?:到底)?(?:修不修|修好没得?|(?:修|弄|搞|处理|通|整)?好(?:了)?(?:没有?|没得|吗|不)|(?:啥子?时候|什么时候|几时|好久|几点|多久|哪天)(?:能|才能?|可以)?(?:修?好|修|弄好?|来[水电气暖人]?|有[水电气]|恢复|通|通[水电]|处理|解决|弄|搞好).{0,3}|还要(?:等)?(?:好久|多久|几天)|(?:啷个|怎么|咋|为啥|为什么)(?:个)?还(?:没|不|莫)(?:得|有)?.{0,2}(?:人来|人管|修|来|弄|好|解决|处理|动静)(?:好)?|(?:有没(?:有|得)人(?:管|修|来)|有人(?:管|修|来)(?:没有?|没得|吗|不))|到哪(?:一步|步)?了|[修通]了?没(?:有|得)?|(?:师傅|修的人?|维修工?|修理工|维保|物业|有人)(?:些)?来(?:修|看|弄)?(?:了|过)?(?:没(?:有|得)?|吗|不)|给个准信|石沉大海|不了了之|没(?:得)?下文|没(?:得)?(?:动静|消息|音信)|来[水电气](?:了)?(?:没有?|没得|吗|不))了?$/
/** 「电梯修得咋样了」; 「装修得怎么样了」 and 「你办得怎么样」 are talk. */
const HOW_IT_GOES =
  /^(?![你他她](?!们)).{0,10}(?<!装)(?:修|弄|办|整|搞|处理)得(?:怎么样|怎样|咋样|咋个样|啷个样|如何|到哪(?:一步)?)了?$|^来人了?(?:没(?:有|得)?|吗|不)$|^(?:街道|镇)(?:办|里|上|上头|那边|那里)?(?:到底)?(?:怎么|咋个?|啷个|如何)(?:说|回|答复|回复)(?:的|了|嘛)?$/
/** Out of patience, and about nothing in particular. */
const IMPATIENT =
  /^(?:(?:你们|物业|社区|居委会|他们)+(?:是|都|真的?是)?吃(?:干|白)饭的|(?:你们|物业|社区|居委会|到底|究竟|都|也|又|根本|一直|就|是不是|这个?事?)*(?:还?(?:管不管|修不修|来不来|弄不弄|办不办)|(?:没(?:得|有)?|莫得)人(?:来|管|修|理|弄|处理)(?:我们?|修|管|弄|处理|过|看)*|还(?:没(?:有|得)?|不)(?:人)?(?:来|见人)(?:人|修|看)?)|(?:我们?)?(?:都|已经|又|白)*等了?(?:一|半|两|三|几|好几|整整一|[\d]{1,2})(?:天|个?(?:多)?小时|个?上午|个?下午|个?晚上|个?星期|周))了?$/
const WHERE_IS_HE = /^(?:维修|修理)?师傅(?:人|些)?呢?[?]?$/
const isAfterHim = (whole: string): boolean => WHERE_IS_HE.test(whole) && /呢[?]?$/.test(whole)
/** @param whole with the particles at its end, which make a question of a word */
export const isImpatient = (text: string, whole: string): boolean => IMPATIENT.test(text) || isAfterHim(whole)
const PARCEL = /(?:快递|外卖|包裹|车|你|他|她|人|货)(?:现在|都)?到哪/
/** 「电梯的事谁在跟」. */
const WHO_SEES_TO =
  /^.{1,8}(?:的?(?:事情?|问题)|那个|那件|这个|这件)(?:现在|到底)?(?:是)?(?:谁|哪个)(?:在|来)?(?:跟|跟进|管|弄|办|修|负责|处理)(?:的|着|嘛)?$/
export const whoSeesTo = rule([WHO_SEES_TO], ({ text, vocabulary }) =>
  WHO_SEES_TO.test(text) && hits(text, vocabulary.categories).length > 0 ? [{ do: 'whose' }] : [],
)

/** 「我那个电梯咋样了」「昨天说的玻璃怎么样了」: of what somebody has told. */
const HOW_IS_IT =
  /^(?:(?:我们?|我家|昨天|前天|上次|上周|上回|报|说|提|反映|修|过)*的?(?:那个|那块|那盏|这个)?)(?<thing>[^你他她人娃孩妈爸爷奶病身吃得事都]{2,10}?)(?:的(?:事情?|问题|那个))?(?:现在|到底)?(?:怎么样|怎样|咋样|咋个样|啷个样|如何)了$/
/** Asks how something stands: of the speaker's own case, unless the bot is asked. */
export const asksOwn = rule([ASK_OWN, HOW_IT_GOES, HOW_IS_IT], ({ text, vocabulary, addressed }) => {
  if (text.length > 26 || PARCEL.test(text)) return []
  const thing = HOW_IS_IT.exec(text)?.groups?.thing
  if (thing === undefined && !ASK_OWN.test(text) && !HOW_IT_GOES.test(text)) return []
  const category = hits(text, vocabulary.categories).at(-1)?.name // 「活动室的门禁」: the last is what it is
  const how = addressed ? 'plain' : 'own'
  return [
    { do: 'progress', ...(category === undefined ? {} : { category }), ...(thing === undefined ? {} : { thing }), how },
  ]
})
/** 「灯的事情呢」「门禁怎么说」. */
const OF_IT =
  /^(?<thing>.{1,8}?)(?:的(?:事情?|问题|那个|那件)(?<how>呢|怎么说|咋说|咋样|怎么样|如何)?|(?<said>怎么|咋|啷个)说(?:的)?)了?$/
const URGED = /^(?<thing>.{1,8}?)(?:的事情?)?(?:再|也|快)?催(?:一下|催|下)(?:嘛|吧)?$/
export const aboutThing = rule([OF_IT, URGED], ({ text, whole, vocabulary, addressed }) => {
  const found = OF_IT.exec(text)
  const { how, said } = found?.groups ?? {}
  const asked = found !== null && (how !== undefined || said !== undefined || /呢[?]?$/.test(whole)) ? found : null
  const thing = (asked ?? URGED.exec(text))?.groups?.thing ?? ''
  const category = hits(thing, vocabulary.categories)[0]?.name
  if (category === undefined) return []
  return asked ? [{ do: 'progress', category, how: addressed ? 'plain' : 'own' }] : [{ do: 'urge' }]
})
export const impatient = rule([IMPATIENT, WHERE_IS_HE], ({ text, whole }) =>
  isImpatient(text, whole) ? [{ do: 'progress', how: 'own' }] : [],
)
const URGES = /^(?:帮(?:我|忙))?(?:再)?催(?:一下|催|一催|一哈?|下|一声|$)(?:物业|他们|师傅|维保)?(?:嘛|了)?$/
const OR_ELSE = '(?:(?:你们|物业|师傅|今天|明天)*再(?:不|没).{1,8}?[ ,]*)'
/** She goes, or went, to the authorities; 「打12345」 alone is advice to a neighbour. */
const OUTSIDE = new RegExp(
  `^${OR_ELSE}?(?:我们?|那|老子|大家|只有|只好|就|真的?|马上|现在|这就|又|去|要|想|准备|已经|都)*(?:打|拨打?|找)(?:了|过)?(?:12345|市长热线)(?:热线|电话)?(?:去|来|了|的|投诉|举报|反映|告|你们|他们|物业|社区)*$|^没人管[ ,]*(?:我)?(?:就|要|去)?打12345(?:了|去)*$|^${OR_ELSE}(?:我们?|那|就|真的?|要|去|只有|马上)*投诉(?:你们|他们|物业|社区)?(?:去|了)*$`,
)
export const isOutside = (text: string): boolean => OUTSIDE.test(text) && /我|再[不没]|了$/.test(text)
const DROPS =
  /^(?:算了(?:[ ,]*不说了)?|算逑了?|(?:不要|别|莫)登记了?|随口一说|随口说说|开(?:个)?玩笑的?|当我没说|不要了|不报了|不用登记了|我没说要报|谁(?:让|喊|叫)你(?:登记|报|记)的?|(?:我)?没(?:有)?(?:让|喊|叫)你(?:登记|报|记)(?:的|啊)?)$/
const NOT_YET =
  /^(?:(?:假的|骗人的?|哄人的?)[ ,.!]+)?(?:一点儿?[都也]没(?:修|弄)?[好通]|(?:还|根本)?(?:没(?:有|得)?|莫得)(?:修|弄|搞)?好|没完|(?:根本|压根)(?:就|都)?没(?:有|得)?(?:来人|人来过?|来过人?))(?:[ ,.!]+(?![#\d]).{2,60})?$/s
/** Everyday words for one's own case: asked after, withdrawn, not mended. */
export const bare = rule([REPORT, MINE, WHOSE, URGES, OUTSIDE, DROPS, RELAPSE, NOT_YET, SNEERS], (said) => {
  const { text } = said
  const readings: Reading[] = []
  if (REPORT.test(text)) readings.push({ do: 'report' })
  if (MINE.test(text)) readings.push({ do: 'mine' })
  if (WHOSE.test(text)) readings.push({ do: 'whose' })
  if (URGES.test(text)) readings.push({ do: 'urge' })
  if (isOutside(text)) readings.push({ do: 'urge', how: 'outside' })
  if (DROPS.test(text)) readings.push({ do: 'withdraw' }, { do: 'no' })
  if (relapsed(said)) readings.push({ do: 'reopen', text: said.raw })
  else if (NOT_YET.test(text) && !said.asks && !ELSEWHERE.test(text) && (!said.pointed || !/[ ,.!]/.test(text)))
    readings.push({ do: 'reopen', text: said.raw })
  if (SNEERS.test(text)) readings.push({ do: 'reopen', text: said.raw, how: 'everyday' })
  return readings
})
