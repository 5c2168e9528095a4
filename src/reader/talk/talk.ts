import type { HelpTopic, Reading } from '../../domain/heard/reading.ts'
import { AGAIN } from '../poll/asked.ts'
import { exactly, type Rule, rule } from '../said.ts'
import { numeral } from '../text/numeral.ts'
import { householdIn, placeIn } from '../trouble/place.ts'
import { PLEA_ALONE } from '../trouble/plea.ts'
import { FAULT, WONDER } from '../trouble/signs.ts'

const YES =
  /^(?:是|是的|是滴|是这个|就是|就是的|对|对的|对头|对对|对对对|嗯|嗯嗯|恩|要得|好|好的|好滴|行|行的|可以|可以的|中|ok|okay|得行|没错|确认|成|要|要的|需要|同一件|是同一件|同一个|是一回事|yes|y|👌|\[ok\]|好嘛|是的噻)$/
const NO = exactly(
  '不|不是|不是的|不是哈|不对|不用|不要|不需要|不必|否|莫|不报|不登记|别登记|莫登记|不用登记|不用报|不是同一件|不是一件|不同|不一样|两码事|不是一回事|要不得|不得行|no|n|先不',
)
const answers = rule([YES, NO], ({ text }) => [
  ...(YES.test(text) ? [{ do: 'yes' } as const] : []),
  ...(NO.test(text) ? [{ do: 'no' } as const] : []),
  ...(text === '不是' ? [{ do: 'undo' } as const] : []),
])

const UNDO =
  /^(?:刚才|刚刚|上一条|上条|前面|刚)(?:那个|的|那条|那句|说的|发的|那票)?(?:不算|不作数|作废|撤销|取消|说错了?|搞错了?|弄错了?|发错了?)(?:了|的)?$|^撤销刚才的?.{0,3}$/

/** 「点错了」「发错了，没修好」. */
export const SLIPPED = /^(?:我|刚才?|不好意思|对不起)*[ ,]?(?:点|发|按|打|回)错了?(?:[ ,.]+(?:还?没|未).{1,10})?$/

const NOT = '(?:千万|可|先|你|请|就)*(?:别|莫|不要|不许|不准|不能|甭|莫要)'
/** 别说是我说的 · 莫提我名字 · 帮我保密. */
const NOT_MINE = new RegExp(
  `^${NOT}(?:跟(?:他们?|她|别人|人家|大家|邻居|楼上|楼下|隔壁)|对(?:外|别人))?(?:去)?(?:说|讲|提|写|透露|暴露|公开|泄露|告诉(?:他们?|她|别人|人家|大家)?|让(?:他们?|她|别人|人家|大家)?(?:知道|晓得))(?:出(?:去|来)?)?(?:是|到)?(?:我|本人)(?:(?:们)?家)?(?:的)?(?:说|报|讲|举报|反映|投诉|提|名字?|姓名|名儿|身份|信息)?(?:出来|上来)?(?:的)?(?:哈|嘛)?$|^(?:请|麻烦)?(?:帮|替|给|为)我保(?:个)?密$`,
)
export const UNNAMED: readonly RegExp[] = [NOT_MINE, PLEA_ALONE]

const SERVICE = '(?:ai|gpt|人工智能|大?模型|机器|第三方|外面|别的公司|deepseek|通义千问|千问|豆包|kimi|智谱)'
const WORDS_OF = '(?:我(?:们)?(?:[说讲])?(?:的)?|哪些|什么)(?:话|消息|内容|信息|隐私)'
/** 我的话发给谁了 · 你把我的话发给AI了吗 · 哪些话给了模型. */
const LEFT = new RegExp(
  `^(?:你|小议)?(?:都|有没有)?(?:把|将)?${WORDS_OF}(?:都|有没有)?(?:发|给|传|上传|送|喂|交)(?:送|到|给)*(?:了)?(?:谁|哪里?|哪儿|哪家|什么人|${SERVICE})(?:了)?(?:吗|么|嘛|没有?|没得|呢)?$|^(?:你|小议)(?:有没有|会不会|是不是)?把${WORDS_OF}(?:发|传|上传|送|给)(?:出|外)?(?:去)?(?:了)?(?:吗|么|没有?)?$|^${SERVICE}(?:看|知道|收|拿)(?:到|过|了)*(?:我的?)?(?:哪些|什么|啥子?)(?:话|消息)?(?:了)?$`,
)

/** 我讲的话会不会传出去. */
const GETS_OUT = new RegExp(
  `^${WORDS_OF}(?:(?:会不会|是不是|有没有)(?:被|都)*(?:人)?(?:传|发|泄露?|漏|透露?|流|说|捅)(?:到|给)?(?:出去|出来|外面|外头|别人|别处)?(?:了)?(?:吗|么|嘛|呢)?|会(?:被|都)*(?:人)?(?:传|发|泄露?|漏|透露?|流|说|捅)(?:到|给)?(?:出去|出来|外面|外头|别人|别处)?(?:了)?(?:吗|么|嘛|不))$`,
)

/** 莫记我说的话 · 不要把我说的记下来 · 以后别管我说啥. */
const DONT = '(?:(?:以后|今后|往后|从今往后|请|麻烦)[你您]?)*(?:不要|别|莫|莫要|不准|不许|不用)(?:再)?(?:去)?'
const SAYS = '我(?:们)?(?:[说讲聊])?的?(?:话|东西|内容)?'
const DEAF = new RegExp(
  `^${DONT}(?:把|将)${SAYS}(?:都|给|也)*(?:记|记录|存|录)(?:下来|起来|下去|上去|进去|下|录|住|到)?(?:了)?$|^${DONT}(?:管|听|理|记|记录|理会)(?:下来?)?我(?:们)?[说讲聊](?:的)?(?:话|些?(?:啥子?|什么)|内容)?(?:了)?$`,
)
/** 把我的电话删掉. */
const MINE =
  '我(?:们)?(?:家)?的?(?:个人)?(?:信息|记录|资料|数据|电话(?:号码?)?|手机号?码?|号码|姓名|名字|门牌号?|房号|地址|住址|聊天记录|[说讲]的(?:话|东西)?)'
const ERASE = new RegExp(
  `^(?:怎么|如何|啷个|我[要想]|请|麻烦|你|您|帮我|能不能|可不可以|能|可以|给我)*(?:(?:把|将)${MINE}(?:都|给|全部?|也)*(?:删除|删|清除|清|抹|去)(?:掉|了|除)?(?:一下)?|(?:删除|删掉|删了|清除|清掉|抹掉)(?:一下)?${MINE})(?:吗|么|不|行不|可以吗)?$`,
)
/** 你们会不会把我名字告诉物业. */
const NAMED =
  /^(?:你|你们|小议)?(?:会不会|会|是不是|有没有|能不能不)?(?:把|将)?我(?:们)?(?:家)?的?(?:名字|姓名|电话|信息|身份|地址|门牌)(?:会不会|会|是不是|有没有)?(?:被)?(?:告诉|泄露|透露|公开|发给?|给|让|说出去|传).{0,8}$|^(?:别人|大家|物业|邻居|楼[上下])(?:会不会|会|能不能|能|可不可以)?(?:知道|晓得|看到|看见|查到)是(?:我|谁)(?:家)?(?:报|说|举报|投诉|反映)的(?:吗|么|不)?$/
/** 你在监控我们吗: the bot is meant. Of a camera that is out of order something is told. */
const WATCHED =
  /^.{0,4}(?:偷听|监听|监视(?!器|屏)).{0,8}$|^(?:你|小议)(?:是不是|是|在|会不会|会|能|一直|天天|有没有|也|还|来)*监控(?:吗|么|嘛|不|的|器)?$|^(?!.*(?:[楼家坏他她]|对面|隔壁|邻居)).{0,6}监控(?:着|到|了)*(?:我|咱|俺|大家|聊天|说话).{0,6}$/

interface Phrase {
  readonly match: RegExp
  readonly reading: Reading
  /** Everyday words: only to the bot itself. */
  readonly pointed?: true
}
const HOW = '(?:要|想|该|应该|请问)*(?:咋个?|怎么|怎样|如何|啷个?)样?(?:才?能|可以|去|来)?'
const OF_POLL = '(?:这个|那个|一个|掉|一?下)*(?:投票|表决|票|截止(?:时间)?)?(?:p ?\\d{1,5})?'
/** 「怎么作废」. */
const HOW_TO: readonly (readonly [RegExp, HelpTopic])[] = (
  [
    ['作废|废除|废掉|取消(?=投票|表决|$)|撤销(?=投票|表决)', 'void'],
    ['延长|延期|延后|推迟|顺延|延', 'extend'],
    ['代投|替人投|替(?:家里人|老人|别人|邻居)投|帮(?:老人|别人|邻居)投|扫楼|交纸票|收纸票|纸票', 'hand-in'],
    ['匿名投?|不记名投?|开匿名|发匿名|搞匿名', 'secret'],
  ] as const
).map(([words, on]) => [new RegExp(`^(?:投票|表决)?${HOW}(?:${words})${OF_POLL}$`), on])
const PHRASES: readonly Phrase[] = [
  { match: UNDO, reading: { do: 'undo' } },
  { match: SLIPPED, reading: { do: 'slip' } },
  {
    match:
      /^(?:这|那|我说的)?(?:是|有)?(?:两|三|2|3)(?:件|个|码)(?:不同的?|不一样的?)?(?:事情?|问题)(?:[ ,].{0,8})?$|^(?:要|请|麻烦)?分开(?:记|报|登记|算)(?:一下)?$/,
    reading: { do: 'apart' },
  },
  { match: /^(?:帮助|菜单|help|帮助菜单|使用说明)$/, reading: { do: 'help' } },
  {
    match: /^(?:表决|投票)(?:的)?(?:帮助|菜单|help|使用说明|说明|教程|指南|命令|指令|(?:怎么|咋个?|如何)(?:用|操作))$/,
    reading: { do: 'help', on: 'polls' },
  },
  {
    match: /^帮助[ :,]*(?:表决|投票)$|^(?:表决|投票)(?:都)?(?:能|可以)(?:干|做)(?:什么|啥子?|哪些)$/,
    reading: { do: 'help', on: 'polls' },
    pointed: true,
  },
  ...HOW_TO.map(([match, on]): Phrase => ({ match, reading: { do: 'help', on }, pointed: true })),
  {
    match:
      /^(?:怎么用|啷个用|咋用|功能|说明|命令|指令|有(?:什么|啥)功能|你(?:会|能)(?:干|做)?(?:什么|啥子?|哪些)|怎么(?:报事|操作)|\?)$/,
    reading: { do: 'help' },
    pointed: true,
  },
  { match: /^(?:不要|别|莫|不准|不许)(?:再)?(?:记|记录)我(?:的话|说的|的)?了?$/, reading: { do: 'deaf', on: true } },
  {
    match: /^(?:我)?(?:想|要|现在)*(?:改回)?(?:可以|恢复|继续|重新)(?:再|开始)?(?:记|记录)我(?:的话|说的|的)?了?$/,
    reading: { do: 'deaf', on: false },
  },
  { match: DEAF, reading: { do: 'deaf', on: true }, pointed: true },
  ...UNNAMED.map((match): Phrase => ({ match, reading: { do: 'unnamed' } })),
  {
    match: /^(?:闭嘴|别@我|莫@我|不要@我|莫喊我|别喊我|不要喊我|退订|别烦我)了?$/,
    reading: { do: 'uncall' },
    pointed: true,
  },
  {
    match:
      /^(?:谢谢|多谢|感谢|辛苦).{0,12}(?:修|弄|搞|解决|处理|装|清理|换|通)(?:好|了|完|干净).{0,4}$|^你?(?:真|太|好)?(?:棒|好用|厉害|聪明|不错)了?$/,
    reading: { do: 'thanks' },
    pointed: true,
  },
  {
    match:
      /^(?:谢谢|多谢|感谢|谢啦|谢了|辛苦|辛苦了|收到|知道|知道了|晓得了|好的|好嘞|好滴|不错|厉害|[哦噢]+|🙏|\[抱拳\])(?:你|您|小议|大家|啊|哈|了)*$/,
    reading: { do: 'thanks' },
    pointed: true,
  },
  {
    match:
      /^(?!.*(?:信号|打不[出通]|不通|没人接)).{0,10}(?:电话|号码|联系方式|热线)(?:是)?(?:多少|好多|几号|是什么|有没有|呢|给我|发一?下|给一?下)?$/,
    reading: { do: 'about', topic: 'phones' },
    pointed: true,
  },
  { match: /^(?:恢复|取消安静|解除安静|结束安静|可以说话了?|恢复说话)$/, reading: { do: 'resume' } },
  {
    match: /^(?:晚上别发|消停会儿|消停一?[下会]|太吵了?|别刷屏了?|少说[两几]句|别发了|安静点|安静一?[下会]儿?)$/,
    reading: { do: 'hush' },
    pointed: true,
  },
  { match: /^绑定(?:本群|这个群)?$/, reading: { do: 'bind-room' } },
  { match: /^(?:转人工|人工|人工(?:服务|客服)|找个?真人|找真人)$/, reading: { do: 'about', topic: 'person' } },
  {
    match: /^(?:叫|喊|找|请)?(?:书记|主任|物业|社区|经理)(?:来|出来)(?:说|说话|讲|回复|回答)$$/,
    reading: { do: 'about', topic: 'person' },
    pointed: true,
  },
  {
    match:
      /^你?(?:是|到底是)?(?:真人|人|机器人|机器|ai|程序)(?:吗|还是.{1,4}|不|么)?$|^(?:你是谁|你是哪个|你是干(?:什么|啥子?)的|谁(?:弄|做|搞|开发|管)(?:的|你)?(?:这个|这个的|的)?)$/,
    reading: { do: 'about', topic: 'machine' },
    pointed: true,
  },
  {
    match:
      /^谁(?:在|能)?看.{0,2}(?:记录|到)?.{0,3}$|^会不会扣分.{0,2}$|^(?:你|小议)?(?:都|给我)*(?:记|记录|存)(?:了|下)?(?:我)?(?:的)?(?:些|哪些)?(?:什么|啥子?|话|东西|信息)(?:话|东西|信息|内容)?$/,
    reading: { do: 'about', topic: 'records' },
    pointed: true,
  },
  {
    match:
      /^(?:你?(?:(?:是不是|真|好|太|有点)?(?:傻|笨|蠢)|有啥用|有什么用|光记不办|又刷屏|(?:真|好|太|很)?烦(?:死人?|人|死我)?|听不懂人话|垃圾机器人|没用|烦不烦)|(?:别|莫|不要)(?:再)?(?:叫|喊|吵|闹|刷屏?|催)(?:我|了)?(?:[ ,]*太吵)?|太吵了?[ ,]*(?:别|莫|不要)(?:老|总|再)?(?:@|叫|喊)我?|(?:别|莫|不要)(?:老|总|天天)(?:是)?@我)了?$/,
    reading: { do: 'about', topic: 'sorry' },
    pointed: true,
  },
  {
    match:
      /^.{0,12}(?:没人(?:给我)?(?:做饭|照顾|照看|管我)|饿得|陪(?:我|一下我)去(?:医院|看病)|帮(?:我|忙)(?:买|带|拿)(?:个|点|下)?(?:菜|药|米|饭)).{0,8}$/,
    reading: { do: 'about', topic: 'person' },
    pointed: true,
  },
  { match: NAMED, reading: { do: 'about', topic: 'records' }, pointed: true },
  {
    match:
      /^(?:小[议义意])?[ ,!]*(?:[你您]好|hi|hello|哈喽|嗨|喂+|早上好|上午好|下午好|晚上好|早|有没有人|有人(?:在)?(?:吗|么|不)?|在(?:吗|么|不在?)?|有人没有?得?)[ ,!]*(?:小[议义意])?$/,
    reading: { do: 'about', topic: 'greeting' },
    pointed: true,
  },
  {
    match:
      /^(?:祝)?(?:你|您|大家|小议|各位)*(?:[\u4e00-\u9fa5]{2,3}(?:节)?(?:快乐|安康|吉祥)|新年好|过年好|恭喜发财|新春大吉|万事如意)[ ,!]*(?:你|您|大家|小议)?$/,
    reading: { do: 'about', topic: 'wish' },
    pointed: true,
  },
  { match: WATCHED, reading: { do: 'about', topic: 'records' }, pointed: true },
  {
    match:
      /^(?:怎么|如何|啷个|我要|请|帮我)?(?:把)?(?:删除|删掉|清除)(?:一下)?我的?(?:个人)?(?:信息|记录|资料|数据).{0,2}$/,
    reading: { do: 'forget' },
  },
  { match: ERASE, reading: { do: 'forget' }, pointed: true },
  { match: LEFT, reading: { do: 'left' }, pointed: true },
  { match: GETS_OUT, reading: { do: 'left' }, pointed: true },
  {
    match:
      /^(?!.*(?:书记|支书|主任|村长|干部|领导|经理|队长|会计)).{0,6}(?:收费|要钱|收钱|验证码|身份证|骗子|骗人|诈骗|安全|可信|靠谱).{0,4}$/,
    reading: { do: 'about', topic: 'safety' },
    pointed: true,
  },
]
/** 「5栋安全门坏了」 asks nothing of the bot. */
const isOutOfOrder = (text: string): boolean => FAULT.test(text) && !WONDER.test(text)
const phrases = rule(
  PHRASES.filter((phrase) => phrase.pointed === undefined).map(({ match }) => match),
  ({ text, pointed }) =>
    PHRASES.filter((phrase) => (pointed || phrase.pointed === undefined) && phrase.match.test(text))
      .map(({ reading }) => reading)
      .filter((reading) => !(reading.do === 'about' && reading.topic === 'safety' && isOutOfOrder(text))),
)

/** 「辛苦你了」: nothing is left of it but whom it is said to. */
const TO_WHOM = /^(?:你|您|大家|师傅|小议|们|了)+$/
const polite = rule([TO_WHOM], ({ text, whole, pointed }) =>
  pointed && TO_WHOM.test(text) && /谢|辛苦|麻烦/.test(whole) ? [{ do: 'thanks' }] : [],
)

const HUSH =
  /^(?:安静|静音|闭麦)[ ,:]*(?:(?<amount>\d{1,3}|半|[一二两三四五六七八九十]{1,3})个?(?<unit>小时|钟头|分钟|天)|到明[早天].{0,3}|一晚上?)?$/
const MINUTES: Readonly<Record<string, number>> = { 分钟: 1, 小时: 60, 钟头: 60, 天: 1440 }
const hush = rule([HUSH], ({ text }) => {
  const found = HUSH.exec(text)
  if (found === null) return []
  const { amount, unit = '' } = found.groups ?? {}
  const count = amount === '半' ? 0.5 : amount === undefined ? undefined : numeral(amount)
  return [count === undefined ? { do: 'hush' } : { do: 'hush', minutes: Math.round(count * (MINUTES[unit] ?? 60)) }]
})

const DWELLER = '业主|租户|租客|住户|户主|房东|家属'
/** How an address is written. */
const WRITTEN = '[\\u4e00-\\u9fa5\\w #-]'
const LIVES = new RegExp(
  `^(?:(?:我|我们|我家|我们家|俺|俺家|咱|咱家|本人)(?:家|现在|就|是)*(?<how>租住|租|住)?(?:在|的是)?|业主|住户)(?:的房号)? ?(?<where>${WRITTEN}{3,24}?)(?:的?(?<who>${DWELLER}))?的?$`,
)
const relationOf = (text: string): 'owner' | 'tenant' | 'family' =>
  /租/.test(text) ? 'tenant' : /家属|爸|妈|父母|儿子|女儿|爷爷|奶奶|公婆|老人家/.test(text) ? 'family' : 'owner'
/** A household has a number. */
const LIVES_AT = new RegExp(`^(?:我|俺|咱|本人|业主|住户)${WRITTEN}*\\d${WRITTEN}*$`)
const lives = rule([LIVES_AT], ({ text, vocabulary }) => {
  const where = LIVES.exec(text)?.groups?.where
  if (where === undefined) return []
  const found = placeIn(where)
  if (found === undefined || found.from > 4 || !/^(?:的|号|室|房)?$/.test(where.slice(found.to).trim())) return []
  const household = householdIn(where, vocabulary.households)
  return household === undefined ? [] : [{ do: 'live-at', household, relation: relationOf(text) }]
})

const CONFIRM = /^核实[ :,]*@?(?<name>[^\s,.!?\d]{2,12})$/
const confirm = rule([/^核实/], (said) => {
  const name = CONFIRM.exec(said.raw)?.groups?.name
  return name === undefined || /^(?:一下|情况|清楚|过)/.test(name) ? [] : [{ do: 'confirm', name }]
})

const CODE = /(?<![a-z0-9-])xy-[a-z2-7]{26}(?![a-z0-9])/
const code = rule([CODE], ({ text }) => {
  const found = CODE.exec(text)?.[0]
  return found === undefined ? [] : [{ do: 'code', code: found }]
})

/** Talk with the bot itself, and the plain answers to its questions. */
export const TALK: readonly Rule[] = [code, answers, AGAIN, phrases, polite, hush, lives, confirm]
