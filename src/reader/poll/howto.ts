import type { Reading } from '../../domain/heard/reading.ts'
import { inPoll, type Rule, rule } from '../said.ts'

const ASK = '(?:到底|该|要|应该|又|具体)?(?:咋个?|怎么|怎样|如何|啷个?)样?(?:才能?|能|可以|去)?'
const NOT = '(?:吗|么|不|没有?|没得)'
const WHEN = '(?:什么时候|啥时候|几时|几点|哪天|几号|多久|好久)'
const POLL = '(?:这个|那个|这次|现在的?)?(?:投票|表决)'
const ME = '(?:我们?家?|咱们?家?|俺家?|本人)'
const SECRET = '(?:匿名|不记名|无记名|保密|私下|秘密)'
const HERE = '(?:现在|在?群里|在这里?|用?微信上?|私下|也|自己)*'
const WHERE = '哪(?:里|儿|点)?'
const ONE = '(?:一?个|一?下|一次|新的|线上|匿名)*'
const START = '(?:发起|发动|开|建|创建|新建|搞|弄|做|组织|设置?|发布?|写|来|整)'
/** 「能改吗」「能不能改」. */
const may = (what: string): string => `(?:(?:能不能|可不可以)${what}${NOT}?|(?:可以|能)${what}${NOT})`

/** 「股票怎么投」 is of no poll, 「我妈不会用微信怎么投」 of who may vote. */
const NO_POLL = '(?!.{0,12}(?:基金|股|钱|币|球|简历|稿|诉|不会用|不会写|老人|[妈爸娘公婆]|租|房东|业主|户主|小孩|家属))'
const TO_VOTE = [
  `${NO_POLL}(?:.{0,12}(?:[这那][个张]|的|手机|微信|写字|投票|表决|[ ,]))?${ME}?${ASK}(?:投个?票?|表决)`,
  `${ME}?${ASK}(?:参加|参与)${POLL}`,
  `${SECRET}(?:的|${POLL})?${ASK}(?:投票?|弄|搞|回)`,
  `${POLL}(?:的?话|这个)?${ASK}(?:弄|搞|整|操作|办|投|参加|参与|用|回|选)`,
  `${ASK}(?:选|回|回复)(?:票|数字)?`,
  `${POLL}?${ME}?${HERE}${may(`${HERE}(?:参加)?(?:投票?|表决)`)}`,
  `${ME}?有(?:没有)?(?:票|投票权|资格投票?)${NOT}?`,
  `${ME}?(?:要|想|来)+去?投个?票`,
  `(?:教一?下?我|${ME}?(?:不会|不懂|不晓得|不知道|搞不懂|弄不来|不清楚))(?:${ASK})?(?:投票?|表决)的?`,
  `${POLL}?(?:在|去|到)?(?:${WHERE}|什么地方)(?:去|能|可以)*(?:投票?|表决)|${POLL}是?[在去]${WHERE}`,
  `${POLL}的?链接(?:呢|在${WHERE}|发我|发一?下)?`,
]
const TO_CHANGE = [
  `${ME}?(?:投了|投过|投完|投好)?(?:的票|票|以后|之后|了)*${HERE}还?${may('再?(?:改|换|反悔|改票|改投|重新?投|再投)(?:一?次|票)?')}`,
  `${ME}?(?:刚才|刚刚|不小心)*(?:投|选|按|点|回|打)错[了的]?票?[ ,.]*${ASK}(?:改|办|整|弄|换)`,
  `(?:投票|票|投了|投过|投完)(?:的|以后|之后|了)*${ASK}(?:改|换|反悔|重新?投)|${ASK}(?:改(?:我?的?票)?|换票|改投|重新?投)|改票`,
]
/** Whether others see it. */
const TO_HIDE = [
  `${POLL}?(?:是不是|是)?${SECRET}(?:的|投票)?(?:吗|么|不)?`,
  `${POLL}?(?:我?投的票?)?(?:别人|人家|大家|邻居|其他人|别个)(?:能不能|会不会|能|会|可以)?(?:看得?到|看得?见|知道|晓得)我?(?:投|选)?[的了]?(?:什么|啥子?|哪个)?${NOT}?`,
]
const TO_OPEN = [
  `(?:我想问一?下)?${ME}?(?:要|想|来|需要|准备|打算)*(?:${ASK})?${START}${ONE}(?:投票|表决)${NOT}?`,
  `${ME}?${HERE}${may(`(?:帮我)?${START}${ONE}(?:投票|表决)`)}|帮(?:我们?|忙)?${START}${ONE}(?:投票|表决)`,
  `(?:投票|表决)${ASK}(?:发起|发动|开|建|创建|发布?|写|设置?|组织)`,
  `${ME}?(?:想|要)?(?:${ASK})?(?:让|叫|喊|请)(?:一下)?大家[都来]?(?:投|表决)${ONE}票?`,
]
const CLOSE = [
  `${POLL}?(?:还有|还?剩下?)(?:多久|多长时间|几天|好久|几个?小时|多少时间|多少天)(?:时间)?[就才能要]?(?:截止|结束|完|到期)?`,
  `${POLL}?[到是]?${WHEN}[才会就]?(?:截止|结束|完|到期)|${POLL}?(?:可以|能)?[投选]?到${WHEN}(?:为止|截止|结束)?`,
  `${POLL}?的?(?:截止|结束)(?:时间|日期)[是到]?(?:${WHEN}|呢)?`,
  `${POLL}?${WHEN}[才能会]?(?:出|公布|有|看到?|看得到|报|晓得|知道)(?:投票)?的?(?:结果|票数)|(?:投票)?的?(?:结果|票数)${WHEN}[才能会]?(?:出来?|公布|有|看得?到|报|知道)|${POLL}的?(?:结果)?(?:咋样|怎么?样)`,
  `(?:现在|最近|今天|目前|群里)*[有在](?:没有)?(?:什么|哪些|啥子?|几个)?在?(?:投票|表决)${NOT}?|(?:现在|正在)在?(?:投|表决)(?:什么|啥子?|哪些)`,
]
const LOOK = '(?:帮我?)?(?:看看|查查|查一?下|看一?下)?'
const LATELY = '(?:刚才|刚刚|之前|上次|到底|是不是)*'
const MINE = [
  `${LOOK}${ME}?(?:的票)?${LATELY}投票?[过上]?(?:成功|成|好)?了?${NOT}`,
  `${LOOK}${ME}${LATELY}[投选](?:的票?)?[是了过给]*(?:什么|啥子?|哪个|哪一?[个项]|几|谁|哪[样边])票?`,
  `(?:收到|记上|算上|记录|记)了?${ME}的?票了?${NOT}?|${ME}的?票(?:收到|记上|算上|算数|有效|投上|成功)?了?${NOT}|${ME}(?:的|投的)票(?:呢|情况|是什么)?`,
]

type Asked = 'poll-how' | 'my-ballot' | 'status' | 'vote-how'
const KINDS: readonly (readonly [Asked, RegExp])[] = (
  [
    ['poll-how', TO_OPEN],
    ['my-ballot', MINE],
    ['vote-how', [...TO_VOTE, ...TO_CHANGE, ...TO_HIDE]],
    ['status', CLOSE],
  ] as const
).map(([asked, ways]) => [asked, new RegExp(`^(?:${ways.join('|')})了?$`)])
const NUMBER = /^p ?(?<poll>\d{1,5})(?!\d)[ :,的]*(?<rest>.+)$|^(?<before>.*\D)p ?(?<after>\d{1,5})$/
const LONGEST = 40

/** Of a poll by themselves, whoever is asked. */
const CLEAR =
  /^(?:p ?\d{1,5}[ :,的]*)?(?:请问|问一?下|那)?(?:这个|这)?(?:(?:要|该|到底)?(?:怎么|怎样|如何|咋个?|啷个)样?(?:投票?|参加投票)|我们?家?(?:要|想)投票|我(?:刚才|刚刚|之前)?投(?:的)?(?:是)?(?:了|过)?(?:哪一?个|哪一?项|几号?)了?)$/

const RESULT_YET = /^(?:投票的?|表决的?)?结果出来?了?(?:吗|没有?|么)$/

/** What people ask of the bot about voting; between neighbours most such words are talk, and of a case they are of that. */
export const howTo: Rule = rule([CLEAR, RESULT_YET], ({ text, pointed, neighbour, quotedCase }): readonly Reading[] => {
  if (!pointed && neighbour === undefined && RESULT_YET.test(text)) return [{ do: 'result' }]
  if (!pointed && (neighbour !== undefined || !CLEAR.test(text))) return []
  if (quotedCase !== undefined || text.length > LONGEST) return []
  const { poll, rest, before, after } = NUMBER.exec(text)?.groups ?? {}
  const words = (rest ?? before ?? text).trim()
  const asked = KINDS.find(([, wording]) => wording.test(words))?.[0]
  if (asked === undefined) return []
  return [asked === 'poll-how' ? { do: asked } : { do: asked, ...inPoll(poll ?? after) }]
})
