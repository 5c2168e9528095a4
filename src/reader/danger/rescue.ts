import type { Reading } from '../../domain/heard/reading.ts'
import { clausesOf, rule } from '../said.ts'

const WHO =
  '(?:我?(?:爸|妈|爷爷|奶奶|外公|外婆|公公|婆婆|老公|老婆|儿子|女儿|家?娃儿?|孙[子女])|[一两三几\\d]个人|大人|小?孩子?|娃娃?|老人家?|老头|老太太?|他们?|她们?|人|都|已经|全部?|现在|刚才|刚刚|总算|终于|自己|也|给|被|平安|安全|顺利)*'
/** Whoever was in it is out of it. */
const SAVED = `${WHO}(?:(?:消防员?|师傅|保安|物业|维保)(?:已经|把人|都)*(?=[放救弄拉抬捞]))?(?:(?:放|救|弄|接|走|跑|爬|捞|拉|抬|出)+(?:出|上|下)?来|放出|获救|得救|脱险|找(?:到|着|回来?)|回(?:来|家)|到家|醒(?:过来)?|缓过来|下来|送(?:去|到)?医院)了`
const THING = '(?:明?火|烟|浓烟|气|味道?|煤气|燃气|电|烟味|气味)'
/** There is none any more, or there was none. */
const OVER = `(?:刚才|原来|已经|都|应该)*(?:是)?(?:一场)?(?:虚惊(?:一场)?|误会(?:一场)?|误报|警报误响)了?|(?:不好意思|对不起|抱歉)?(?:是)?(?:我|俺)?们?(?:搞|弄|看|闻|听|记)错了?|${WHO}没(?:得)?(?:啥|什么)?事(?:情|儿)?了|${WHO}${THING}?(?:都|已经|全部?|自己)*(?:灭|扑灭|熄|散|不(?:冒烟|冒火|烧|燃|漏|漏气|漏电|臭))了|没(?:有|得)?(?:明?火|浓?烟|烟味|气味|煤气味|燃气味|味道?)了`
const SAVED_ALONE = new RegExp(`^(?:${SAVED}){1,3}$`)
const OVER_ALONE = new RegExp(`^(?:${OVER}){1,2}$`)
const BESIDE =
  /^(?:(?:好的|嗯+|谢+了?|多谢|感谢|辛苦|麻烦|不好意思|对不起|抱歉|放心)(?:大家|各位|你们?|您|师傅|物业)*了?|大家(?:都)?放心|(?:真|把?我?都?|魂都|可)*(?:吓(?:死|坏|惨|尿|飞)(?:我|人|宝宝)*|好险|谢天谢地|菩萨保佑|太好)了?|不用(?:来人?|管|叫人|担心|麻烦.{0,4})了|(?:原来|就|只|其实)*是.{1,12}|没(?:得)?事|人(?:都)?没(?:得)?事)$/

const STILL =
  /^(?:人|火|烟|水|娃儿?|老人|孩子|大人|他们?|她们?|里面|到现在|怎么|咋个?|啷个|为啥|为什么|师傅|维保|消防|物业|保安|你们|[一两三半几\d]+(?:个)?(?:多)?(?:小时|分钟|个?钟头)了?|都|也)*(?:还是?|仍然?|一直|根本|都|也|又)*(?:(?:没(?:有|得)?|莫得|不见)(?:一个)?(?:人|师傅|维保|消防|物业)?(?:(?:救|放|弄|走)?出来|醒|找(?:到|着)|救?下来|来|到|动静|灭)|(?<=还是?|一直|都|又)(?:困|关|卡)(?:在.{0,6}|着|起)?|(?<=还|一直|都)在(?:里面|里头|电梯里?|楼上|火里|烧|冒烟?|冒火|燃|漏[气煤燃]气?|流血|抽|喊|哭|打|吐).{0,2})(?:人|过)?[了呢]?$/
const WORSE =
  /^(?:火|烟|味道?|血|人|他|她|老人|孩子)?(?:.{0,2}越来?.{0,2}越?(?:大|多|浓|重|凶|厉害|严重)|更(?:大|多|浓|重|严重|厉害)|(?:快|要)(?:不行|撑不住|晕过去)|撑不住|喘不上气)了?$/

const MOST = 40

/** What is said of a danger that is told already; none: it tells of nothing like that. */
const ofDanger = (text: string, asks: boolean): Omit<Extract<Reading, { do: 'danger' }>, 'case'> | undefined => {
  const clauses = text.length > MOST ? [] : clausesOf(text)
  if (clauses.some((clause) => STILL.test(clause) || WORSE.test(clause))) return { do: 'danger', is: 'on' }
  const ends = clauses.map((clause) => (OVER_ALONE.test(clause) ? 'over' : SAVED_ALONE.test(clause) ? 'saved' : ''))
  if (asks || !clauses.every((clause, i) => ends[i] !== '' || BESIDE.test(clause))) return undefined
  if (ends.includes('over')) return { do: 'danger', is: 'over' }
  return ends.includes('saved') ? { do: 'danger', is: 'saved' } : undefined
}

const SIGNS =
  /虚惊|误[会报响]|[搞弄看闻听记]错|没得?[啥什]?么?事|[灭熄散烧燃漏臭烟火电气]了|没.{0,3}[火烟气味电]|(?:[来出救险醒院]|找[到着回]|[到回]家)了|(?:没[有得]?|莫得|不见)(?:一个)?(?:人|师傅|维保|消防|物业)?(?:[救放弄走]?出来|醒|找[到着]|救|下来|来|到|动静|灭)|[还直都]在|[困关卡]|越|更[大多浓重严厉]|不行|撑不住|晕过去|喘/
const NUMBER = /^#?\d{1,6}[ ,:.]*(?=\D)/
/** 「虚惊一场，没事了」「人还没出来」, of a danger that the speaker told of; its number may stand in front. */
export const rescue = rule([SIGNS], ({ text, asks }) => {
  const reading = ofDanger(text.replace(NUMBER, ''), asks)
  const number = /^#?(?<number>\d{1,6})(?!\d|人)/.exec(text)?.groups?.number
  return reading === undefined ? [] : [{ ...reading, ...(number === undefined ? {} : { case: Number(number) }) }]
})
