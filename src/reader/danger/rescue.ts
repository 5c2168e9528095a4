import type { DangerNews, Reading } from '../../domain/heard/reading.ts'
import { clausesOf, rule } from '../said.ts'

const WHO =
  '(?:我?(?:爸|妈|爷爷|奶奶|外公|外婆|公公|婆婆|老公|老婆|儿子|女儿|家?娃儿?|孙[子女])|[一两三几\\d]个人|大人|小?孩子?|娃娃?|老人家?|老头|老太太?|他们?|她们?|人|都|已经|全部?|现在|刚才|刚刚|总算|终于|自己|也|给|被|平安|安全|顺利)*'
/** Whoever was in it is out of it. */
const SAVED = `${WHO}(?:(?:120|救护车|医生|消防员?|师傅|保安|物业|维保)(?:已经|把人|都|来|到|了)*(?=[放救弄拉抬捞接送]))?(?:(?:放|救|弄|接|走|跑|爬|捞|拉|抬|出)+(?:出|上|下)?来|放出|获救|得救|脱险|找(?:到|着|回来?)|回(?:来|家)|到家|醒(?:过来)?|缓过来|下来|送(?:去|到)?医院|(?:接|拉|抬|送|带)走)了`
const THING = '(?:明?火|烟|浓烟|气|味道?|煤气|燃气|电|烟味|气味)'
/** There was none. */
const MISTAKEN = `(?:刚才|原来|已经|都|应该)*(?:是)?(?:一场)?(?:虚惊(?:一场)?|误会(?:一场)?|误报|警报误响)了?|(?:不好意思|对不起|抱歉)?(?:是)?(?:我|俺)?们?(?:搞|弄|看|闻|听|记)错了?`
/** There is none any more. */
const OVER = `${WHO}没(?:得)?(?:啥|什么)?事(?:情|儿)?了|${WHO}${THING}?(?:都|已经|全部?|自己)*(?:[扑浇打]?灭|熄|散|不(?:冒烟|冒火|烧|燃|漏|漏气|漏电|臭))了|没(?:有|得)?(?:明?火|浓?烟|烟味|气味|煤气味|燃气味|味道?)了|好了好了(?:好了)*(?:(?:真|可|把?我)*吓(?:死|坏)(?:我|人)*了)?`
/** 「关了 通风了」: of gas the two together. */
const SHUT = /^(?:我们?|已经|都|把|阀门?|总阀|气阀|煤气|燃气|天然气|气|灶|火|开关)*(?:已经|都|也)*关(?:好|掉|紧)?了$/
const AIRED =
  /^(?:我们?|已经|都|也|把|窗子?|窗户|门窗|正在|在)*(?:打?开(?:了)?)?(?:窗户?|门窗)?(?:正在|在)?(?:通(?:着|了|过)?风(?:了|好了)?|散(?:着|了|过)?[味气](?:了|好了)?|窗户?(?:都)?(?:打)?开了)$/
const HELPERS = '(?:110|119|120|122|救护车|急救车?|消防(?:车|员|队)?|警车|警察|民警|派出所)(?:的)?(?:车|人|医生|同志)*'
/** Those who save are there. */
const HELPED = new RegExp(
  `^${HELPERS}(?:已经|都|也|刚刚?|总算|终于|现在)*(?:(?:赶|开|进|上|下|跑)?(?:来|到|过来)|到(?:场|现场|楼下|门口|家|小区|村[里口]))了$`,
)
const UNHURT =
  /^(?:人|大家|都|也|幸好|好在|还好|万幸|目前|现在|暂时)*(?:没(?:有|得)?人?(?:受伤|伤亡|伤到|伤着)|人(?:都)?没(?:得)?事)$/
const ALONE = (wordings: string): RegExp => new RegExp(`^(?:${wordings}){1,3}$`)
const NEWS: readonly (readonly [DangerNews, RegExp])[] = [
  ['mistaken', ALONE(MISTAKEN)],
  ['over', ALONE(OVER)],
  ['saved', ALONE(SAVED)],
  ['helped', HELPED],
  ['unhurt', UNHURT],
]
const BESIDE =
  /^(?:(?:好的|嗯+|谢+了?|多谢|感谢|辛苦|麻烦|不好意思|对不起|抱歉|放心)(?:大家|各位|你们?|您|师傅|物业)*了?|大家(?:都)?放心|(?:真|把?我?都?|魂都|可)*(?:吓(?:死|坏|惨|尿|飞)(?:我|人|宝宝)*|好险|谢天谢地|菩萨保佑|太好)了?|不用(?:来人?|管|叫人|担心|麻烦.{0,4})了|(?:原来|就|只|其实)*是.{1,12}|没(?:得)?事|人(?:都)?没(?:得)?事)$/

const STILL =
  /^(?:1(?:10|19|20|22)|救护车|警察|人|火|烟|水|娃儿?|老人|孩子|大人|他们?|她们?|里面|到现在|怎么|咋个?|啷个|为啥|为什么|师傅|维保|消防|物业|保安|你们|[一两三半几\d]+(?:个)?(?:多)?(?:小时|分钟|个?钟头)了?|都|也)*(?:还是?|仍然?|一直|根本|都|也|又)*(?:(?:没(?:有|得)?|莫得|不见)(?:一个)?(?:人|师傅|维保|消防|物业)?(?:(?:救|放|弄|走)?出来|醒|找(?:到|着)|救?下来|来|到|动静|灭)|(?<=还是?|一直|都|又)(?:困|关|卡)(?:在.{0,6}|着|起)?|(?<=还|一直|都)在(?:里面|里头|电梯里?|楼上|火里|烧|冒烟?|冒火|燃|漏[气煤燃]气?|流血|抽|喊|哭|打|吐).{0,2})(?:人|过)?[了呢]?$/
const WORSE =
  /^(?:火|烟|味道?|血|人|他|她|老人|孩子)?(?:.{0,2}越来?.{0,2}越?(?:大|多|浓|重|凶|厉害|严重)|更(?:大|多|浓|重|严重|厉害)|(?:快|要)(?:不行|撑不住|晕过去)|撑不住|喘不上气)了?$/

const MOST = 40

/** What is said of a danger that is told already; none: it tells of nothing like that. */
const ofDanger = (text: string, asks: boolean): Omit<Extract<Reading, { do: 'danger' }>, 'case'> | undefined => {
  const clauses = text.length > MOST ? [] : clausesOf(text)
  if (clauses.some((clause) => STILL.test(clause) || WORSE.test(clause))) return { do: 'danger', is: 'on' }
  if (asks) return undefined
  const told = clauses.map((clause) => NEWS.find(([, wording]) => wording.test(clause))?.[0])
  const rest = clauses.filter((clause, i) => told[i] === undefined && !BESIDE.test(clause))
  if (rest.some((clause) => SHUT.test(clause)) && rest.every((clause) => SHUT.test(clause) || AIRED.test(clause)))
    return rest.some((clause) => AIRED.test(clause)) ? { do: 'danger', is: 'over' } : undefined
  const [is] = rest.length > 0 ? [] : NEWS.flatMap(([news]) => (told.includes(news) ? news : []))
  return is === undefined ? undefined : { do: 'danger', is }
}

const SIGNS =
  /(?:1(?:10|19|20|22)|车|消防|警|医).{0,8}[来到场下口区]了|好了好了|受伤|关.?了|[接拉抬送带]走了|虚惊|误[会报响]|[搞弄看闻听记]错|没得?[啥什]?么?事|[灭熄散烧燃漏臭烟火电气]了|没.{0,3}[火烟气味电]|(?:[来出救险醒院]|找[到着回]|[到回]家)了|(?:没[有得]?|莫得|不见)(?:一个)?(?:人|师傅|维保|消防|物业)?(?:[救放弄走]?出来|醒|找[到着]|救|下来|来|到|动静|灭)|[还直都]在|[困关卡]|越|更[大多浓重严厉]|不行|撑不住|晕过去|喘/
const NUMBER = /^(?:#|(?!(?:1(?:10|19|20|22))(?!\d)))(?<number>\d{1,6})(?!\d)/
/** 「虚惊一场，没事了」「人还没出来」, of a danger that the speaker told of; its number may stand in front. */
export const rescue = rule([SIGNS], ({ text, asks }) => {
  const [, number] = NUMBER.exec(text) ?? []
  const told = number === undefined ? text : text.slice(text.indexOf(number) + number.length)
  const reading = ofDanger(told.replace(/^[ ,:.]+/, ''), asks)
  return reading === undefined
    ? []
    : [{ ...reading, ...(number === undefined || told.startsWith('人') ? {} : { case: Number(number) }) }]
})

/** 「120来了」「119还没到」: whom one rings in need is no case. */
const SERVICE =
  /^1(?:10|19|20|22)(?!\d)[ ,]*的?(?:车|人|医生|同志)*(?:已经|都|也|刚刚?|总算|终于|现在|还|怎么|一直|马上|快|要|就|正)*(?:[赶开进上下跑]*(?:来(?![弄修办处])|过来|到(?=$|[了达场没 ,.!]|现场|楼下|门口|小区|村))|(?:没(?:有|得)?|莫得)(?:来|到|接)|在(?:路上|来的路)|[接拉抬]走|打(?:了|过|不通|通)|占线)/
export const isService = (text: string): boolean => SERVICE.test(text)
