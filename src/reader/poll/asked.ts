import type { Reading } from '../../domain/heard/reading.ts'
import { inPoll, type Rule, rule, type Said } from '../said.ts'

const SIDE = '(?:赞成|同意|反对|不同意|弃权)'
const COUNT = '(?:多少|几|好多)(?:票|人|户|家)?'
const NOW = '(?:现在|目前|投票|到现在|一共|总共)*'
const STATUS = new RegExp(
  [
    '(?:票况|投票(?:情况|结果|进度)|计票|唱票)[ :,]*(?:p ?(?<poll>\\d{1,5}))?',
    'p ?(?<named>\\d{1,5})[ :,]*(?:票况|怎么样了?|几比几|结果|进度|咋样了?|(?:什么时候|几点|啥时候|哪天)?.{0,2}截止.{0,2})',
    'p ?(?<bare>\\d{1,5})',
    '(?:进度|查)[ :,]*p ?(?<asked>\\d{1,5})',
    `${NOW}(?:几比几|过了没有?|过没过|够不够人|够人了?没有?|人够不够|${COUNT}了?|多少票了?|结果(?:怎么样|如何|出来没有?|咋样)了?)`,
    `${NOW}(?:还?有)?(?:多少|几|好多)(?:个?人|个|户|家)(?:(?:还?没)?投票?|${SIDE})了?|${NOW}投了?${COUNT}了?|${NOW}(?:有)?${SIDE}的?(?:有)?${COUNT}了?`,
    '(?:现在|我)?(?:还|来)(?:能|可以|得及)(?:不能)?投票?(?:不|吗|么)?|还来得及投票?(?:不|吗|么)?',
    '(?:现在|我)?还(?:能|可以)改(?:票|投)?(?:不|吗|么)',
    '(?:投票)?到?(?:什么时候|几点|啥时候|哪天|几号)截止|(?:投票)?(?:截止|结束)了?(?:没有?|吗)|投票?到(?:什么时候|几点|啥时候|哪天|几号)',
    '(?:我的?)?(?:投票)?凭证码?[ ]*[a-z\\d]{0,12}[ ]*(?:是|要|应该)?(?:在|到|去|上)?(?:哪(?:里|儿|点|个地方)?|怎么|咋个?)(?:看|查|找|核对)(?:到)?',
    '(?:投票|计票)?名单(?:是|要)?(?:在|到|去)?(?:哪(?:里|儿|点|个地方)?|怎么|咋个?)(?:看|查|找)(?:到)?|(?:公布|公示)(?:投票)?名单',
  ]
    .map((way) => `^(?:${way})$`)
    .join('|'),
)
const MY_BALLOT =
  /^(?:帮我)?(?:看看|看下|看一下|查下|查一下|查查)?我们?家?(?:的票)?(?:投票?了没有?|投票?过?了?吗|投没投|投成功(?:了?没有?|了?吗)|投过没|投上没有?|记上没有?|记上了没|记上了吗|算上没|投的(?:是)?(?:啥子?|什么|几|哪个|什么票)|票投了没)$|^我们?家?的投上没有?$|^记上我的票(?:了?没有?|了?吗)$|^我们?家?的票(?:.{0,2}(?:记|算|投).{0,5}|在哪)?$/
const UNVOTE =
  /^(?:我要?)?(?:(?:撤销|取消|撤回|收回|作废)[ ]*(?:我的?)?(?:刚才)?(?:投)?(?:的)?(?:投?票|那票)|(?:撤销|取消|撤回|收回)[ ]*(?:我的?)?(?:的)?p ?(?<poll>\d{1,5})(?:的?票)?|撤票|(?:我?的)?票(?:作废|撤销|取消|撤回|收回|不算|不作数)(?:了?[ ,.].{2,30})?)了?$/

const own = rule([STATUS, MY_BALLOT, UNVOTE], ({ text }) => {
  const readings: Reading[] = []
  const status = STATUS.exec(text)?.groups
  if (status !== undefined)
    readings.push({ do: 'status', ...inPoll(status.poll ?? status.named ?? status.bare ?? status.asked) })
  if (MY_BALLOT.test(text)) readings.push({ do: 'my-ballot' })
  const unvote = UNVOTE.exec(text)?.groups
  if (unvote !== undefined) readings.push({ do: 'unvote', ...inPoll(unvote.poll) })
  return readings
})

const OTHERS = '(?:是|都|请问|到底|还有)*(?:有)?(?:谁|哪些人?|哪些?[几个]?[家户个]|什么人)(?:家|人)?'
const WHO_VOTED = new RegExp(
  `^${OTHERS}(?:是|都)*(?:(?:投|选)(?:的|了)?${SIDE}票?|(?:投|选)(?:的|了)(?:票|\\d)|${SIDE}(?:的|了)|还?没有?(?:投票?|${SIDE}))(?:啊|呢|的|了)?$|^${SIDE}的(?:都)?(?:是|有)(?:谁|哪些人?|哪[几些][个家户]?)$|^${OTHERS}${SIDE}$(?<=[家户]${SIDE})|^(?:请?把)?(?:(?:公布|公开|发)(?:一下|下)?)?(?:投票|反对|赞成)(?:的)?(?:人)?(?:的)?名单(?:(?:发|公布|公开|晒)(?:出来|一下|下)?)?.{0,2}$|^(?:请?把)?名单(?:发|公布|公开|晒)(?:出来|一下|下).{0,2}$`,
)
const VOTER =
  '(?:租户|租客|租房(?:子)?的?人?|房东|业主|户主|老人|小孩|未成年人?|家属|子女|不是业主|非业主|外地人?|没房产证的?)'
const WHO_MAY = new RegExp(
  [
    `(?:我?们?(?:是|家))?${VOTER}们?(?:也|的)?(?:算不算数?|算[吗不]|作数吗|(?:能不能|可不可以|能|可以)投票?(?:吗|不|么)?|有没有(?:投票权|票)|有(?:投票权|票)吗?)`,
    '(?:房东|业主|户主|家里人|老人)(?:没|不|莫)(?:有|得)?在(?:群里?|这里?|家里?|本地|国内)?.{0,6}(?:(?:怎么|咋|如何)个?(?:办|投|整)|(?:能|可以)投).{0,3}',
    '(?:一户|一家|每户|每家|一套房?|[两二]套房|一个人|每人|我家|一家人)(?:人|有)?(?:能|可以|算|投|是|有)*几票.{0,2}',
    '老(?:人|年人|的).{0,6}(?:不会|没有?)用?(?:手机|微信).{0,3}(?:咋|怎么|如何)个?(?:投|办|整).{0,2}',
    '我?家?(?:有)?[两二三几\\d]个?人都?(?:能|可以|能不能)投[两二三几\\d]?票?(?:吗|不)?',
    '(?:谁|哪些人|什么人|哪些户)(?:能|可以|有资格|才能)投票?.{0,2}',
    '(?:(?:这|这个|这种|群里|线上|网上|微信|手机|这样)的?)?(?:投的?)?(?:投票|票)(?:到底|真的?)?(?:算不算数?|(?:算数|作数|有(?:法律)?效力?|合法|管用)(?:不|吗|么))',
  ]
    .map((way) => `^(?:${way})$`)
    .join('|'),
)
/** 「租户怎么投」, 「我妈不会用微信怎么投」. */
const OF_OTHERS = new RegExp(
  `^(?:.{0,12}(?:${VOTER}|[妈爸娘公婆]|不会(?:用|写).{1,4}))的?们?的?(?:${VOTER})?(?:到底|该|要|应该|又)?(?:咋|怎么|如何|啷)个?投票?$`,
)
const NONE_OF = '(?:都不要|都不选|都不同意|都不行|都行|都可以|其[他它]|弃权|反对|赞成|中立|再议|以上都不是?|别的)'
const OPTION_MISSING = new RegExp(
  [
    `(?:怎么|为什么|为啥|咋)个?就?没(?:有|得)?(?:设|给|写|列)?(?:一?个)?["“]?(?:.{0,8}(?:选项|这一?[项个])|${NONE_OF})["”]?的?(?:选项)?`,
    '(?:还|是不是|好像)?(?:少|缺|差|漏)了?(?:一?个|一项|[两几]个)?选项.{0,2}',
    '(?:都)?没有?我(?:想|要|想要)选的(?:选项)?|没有?我要的选项|选项(?:里|中)?(?:没有?|少了?|缺).{1,10}',
    `(?:应该|能不能|可不可以|可以|最好|建议|麻烦|要不)?(?:再|还要?|另外?)?(?:加|增加|添加|补)(?:上)?(?:[一两几二三]?个)?[ ]*(?:选项.{0,30}|["“]?${NONE_OF}["”]?.{0,3})`,
  ]
    .map((way) => `^(?:${way})$`)
    .join('|'),
)
const QUESTIONS: readonly (readonly [RegExp, Reading])[] = [
  [WHO_VOTED, { do: 'who-voted' }],
  [WHO_MAY, { do: 'who-may' }],
  [OPTION_MISSING, { do: 'option-missing' }],
]
const others = rule(
  QUESTIONS.map(([wording]) => wording),
  ({ text }) => QUESTIONS.filter(([wording]) => wording.test(text)).map(([, reading]) => reading),
)
const ofOthers = rule([], ({ text, pointed }) => (pointed && OF_OTHERS.test(text) ? [{ do: 'who-may' }] : []))

// ── what is wanted of a poll again ───────────────────────────────────────────────────────────────

const NAMED = '(?:p ?(?<before>\\d{1,5})[ :,的]*)?'
const AFTER = '(?:[ :,]*p ?(?<after>\\d{1,5}))?'
const GIVE = '(?:请|麻烦|帮我|把|再|重新|给我|我要|发一?下|看一?下|看看|看|查一?下|查|发)*'
const SHEET = '(?:投票|表决)?(?:记录(?:表|单)?|表格|明细|凭证码表|码表|凭证码名单|excel|xlsx)'
const again = (what: string): RegExp =>
  new RegExp(
    `^${GIVE}${NAMED}${GIVE}(?:投票|表决)?的?${what}${AFTER}(?:(?:再|重新)?(?:发|给|要|找)(?:我|一?下|一?[份遍次]|不到|没|丢)*|丢了|没了|呢)?$`,
  )
const RECORD = again(SHEET)
const RESULT = again('(?:最[后终]的?)?结果')
const RESULT_YET = new RegExp(
  `^${NAMED}(?:投票|表决)?的?(?:最[后终]的?)?结果(?:出来?|公布|有|发)了?(?:没有?|吗|没得)$|^${NAMED.replace('before', 'named')}(?:投票|表决)?的?结果(?:呢|在哪(?:里|儿)?(?:看|查)?)$`,
)
const CODE = '(?:投票|表决)?(?:凭证码|凭证号|凭证|凭码|投票码|码)'
const OWN_CODE = new RegExp(
  `^${NAMED}(?:我|俺|咱)?(?:忘记?|不记得|记不得|记不住|找不到|弄丢|丢|忘掉|搞丢)了?(?:我|自己|俺)?们?的?${CODE}${AFTER}(?:了|是多少|是什么)*$|^${NAMED.replace('before', 'named')}(?:我|俺)们?家?的${CODE}(?:是)?(?:多少|什么|几|哪个|忘了?|丢了?|找不到|没了|呢)*了?(?:怎么办|咋办)?$|^我?的?${CODE}(?:忘记?|丢|找不到|不见|没)了(?:怎么办|咋办)?$`,
)
const CODE_HOW = new RegExp(
  `^(?:这个|那个)?${CODE}(?:到底)?(?:是(?:个)?(?:什么|啥子?|干(?:什么|啥)的?|做什么的?)|有(?:什么|啥)用|(?:什么|啥子?)意思|怎么用|咋用|干(?:什么|啥)用?的?|用来(?:干|做)(?:什么|啥)的?)(?:意思|东西|用)?的?$|^(?:什么|啥子?)(?:是|叫)${CODE}$`,
)
const SEES = '(?:看得?[到见]|能看[到见]|可以看[到见]|会看[到见]|知道|晓得|查得?到|能查到|能知道)'
const WHO_SEES = new RegExp(
  `^${NAMED}(?:到底|都|有)?(?:谁|哪些人|什么人)(?:都)?(?:能|会|可以)?${SEES}(?:我们?家?)?(?:的?票|投|选|回)?[的了]?(?:票|什么|啥子?|哪个|内容)?(?:吗)?$|^(?:我投的?|投的?|投票|我的?票)(?:什么|票|内容)?(?:会不会|会)(?:泄露|泄漏|公开|被人?(?:看[到见]|知道)).{0,2}$|^(?:物业|居委会|社区|业委会|书记|主任|召集人|管理员|你们?|邻居)(?:能不能|会不会|能|会|可不可以|可以)?${SEES}我?(?:投|选)[的了]?(?:什么|啥子?|哪个|谁)?(?:吗|不)?$`,
)
/** The number of the poll, before or after. */
const numberIn = (found: RegExpExecArray | null): { readonly poll?: number } =>
  inPoll(found?.groups?.before ?? found?.groups?.named ?? found?.groups?.after)
const wanted = ({ text, pointed, quotedPoll, quotedCase }: Said): readonly Reading[] => {
  if (quotedCase !== undefined || text.length > 40) return []
  const own = (pattern: RegExp, reading: (of: { readonly poll?: number }) => Reading): readonly Reading[] => {
    const found = pattern.exec(text)
    const of = numberIn(found)
    return found !== null && (pointed || of.poll !== undefined || quotedPoll !== undefined) ? [reading(of)] : []
  }
  return [
    ...own(RECORD, (of) => ({ do: 'record', ...of })),
    ...own(RESULT, (of) => ({ do: 'result', ...of })),
    ...own(RESULT_YET, (of) => ({ do: 'result', ...of })),
    ...own(OWN_CODE, (of) => ({ do: 'own-code', ...of })),
    ...own(CODE_HOW, () => ({ do: 'code-how' })),
    ...own(WHO_SEES, (of) => ({ do: 'who-sees', ...of })),
  ]
}
/** Without a poll's number or its card only to the bot: 「结果出来了吗」 is asked of much. */
export const AGAIN: Rule = rule([RECORD, RESULT, RESULT_YET, OWN_CODE, WHO_SEES], wanted)

/** What people ask about a poll and about their own ballot. */
export const ASKED: readonly Rule[] = [own, others, ofOthers]
