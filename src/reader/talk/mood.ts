import type { Mood, Reading } from '../../domain/heard/reading.ts'
import { dangerIn } from '../danger/danger.ts'
import { rule, type Said } from '../said.ts'
import { placeIn } from '../trouble/place.ts'
import { TRADE } from '../trouble/signs.ts'

/** 傻逼 · 你有病吧 · 滚: to somebody. 「真缺德」 of whoever throws rubbish is a complaint. */
const INSULT =
  /傻[逼比币叉屌]|煞笔|沙比|(?:^|[^a-z])s ?b(?![a-z])|脑残|脑子(?:有|进)(?:病|水|屎)|神经病|[你您](?:是不是|真|他妈|才)?有病|有病(?=吧|啊$|嘛$|是不是)|臭?不要脸|王八|畜生|狗(?:东西|日的|娘养|腿子)|放(?:你|他)?(?:妈|娘)?的?(?:狗)?屁|你妈[的逼]|[草操日艹](?:你|泥)[妈马]|滚(?:蛋|犊子|远点|出去|一边)|^滚+$|贱[人货]|泼妇|八婆|长舌妇|瓜(?:批|娃子)|龟儿子|妈卖批|瘪犊子|鳖孙|[仆扑]街|揍(?:你|死)|弄死|等着瞧|你算(?:老几|什么东西|个什么|个屁)|(?:你|他|她)(?:个)?(?:老不死|没(?:素质|教养|家教)|缺德)|(?:死|你)全家|死光|死绝|吃(?:屎|错药)/
/** 有啥用 · 光记不办: of the bot, where nothing else is named. */
const GRUMBLE =
  /^(?:这|那|这个|小议|机器人|它)*(?:有啥用|有什么用|有个?(?:屁|毛|锤子)用|光记不办|光说不(?:办|做|干)|又(?:来)?刷屏|烦死(?:人|我)?|听不懂人话|垃圾机器人|没(?:啥|什么|个屁|卵)?用(?:的东西)?)了?$/
const OFFERS =
  /专业|承接|优惠|特价|秒杀|包邮|拼团|批发|清仓|折扣|代理|招聘|兼职|贷款|低息|会员|充值|回收|开锁|直播间|免费(?:领|送|试)/
const REACH = /电话|微信|扫码|加我|私聊|私信|进群|下单|链接|https?:|1[3-9]\d{9}/

const moodOf = ({ text, raw }: Said): Mood | undefined => {
  if (INSULT.test(text)) return 'quarrel'
  if (GRUMBLE.test(text)) return 'grumble'
  return OFFERS.test(raw) && REACH.test(raw) ? 'adverts' : undefined
}

/** How people talk: answered by nobody. Of much of it the conveners hear. */
export const mood = rule([INSULT, GRUMBLE, OFFERS], (said): readonly Reading[] => {
  const is = moodOf(said)
  return is === undefined || said.text.length > LONGEST[is] ? [] : [{ do: 'mood', mood: is }]
})
const LONGEST: Readonly<Record<Mood, number>> = { quarrel: 60, grumble: 20, adverts: 2000 }

/** 「你个垃圾机器人」「我要砸了物业办公室」 to the bot. */
const AT_THE_BOT =
  /^(?:你|小议)?(?:这|是|就是|真是)?(?:个)?(?:垃圾|破|傻|笨|蠢|烂|智障|废物)(?:机器人|程序|东西|ai|玩意儿?)?$|^(?:信不信|小心|看)?(?:我|老子)(?:要|就|去|明天|现在|真的?)*(?:砸|烧|拆)(?:了|烂|掉)?(?:你们?|物业|社区|居委会)/
export const scolds = ({ text, whole, addressed, vocabulary }: Said): boolean =>
  addressed &&
  text.length <= 20 &&
  (AT_THE_BOT.test(text) || (INSULT.test(text) && placeIn(text) === undefined)) &&
  dangerIn(whole, vocabulary) === undefined

/** 「专业通下水道，价格优惠」: said to the bot it is an advertisement all the same. */
export const sells = ({ text, addressed }: Said): boolean =>
  addressed &&
  /专业|承接|优惠|价格|上门(?:服务|维修|疏通|安装)|特价/.test(text) &&
  /电话|微信|加我|联系|优惠|价格|\d{7}/.test(text) &&
  TRADE.test(text) &&
  placeIn(text) === undefined
