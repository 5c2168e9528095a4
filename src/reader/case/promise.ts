import type { Instant } from '../../domain/calendar.ts'
import type { Reading } from '../../domain/heard/reading.ts'
import { type Rule, rule, type Said } from '../said.ts'
import { hits } from '../text/lexicon.ts'
import { ending, words } from '../text/normal.ts'
import { deadlineIn } from '../time/deadline.ts'
import { spanIn } from '../time/span.ts'
import { timeIn, timesIn } from '../time/time.ts'
import { placeIn } from '../trouble/place.ts'
import { troubleIn } from '../trouble/trouble.ts'

// ── a date that somebody at work gives ──

const FOR_WHOM = '(?:(?:给|帮|替)(?:你们?|您|大家|他们?|她|咱们?)(?:家)?)'
const SURE = '(?:一定|保证|肯定|准时|争取|尽量|应该|可以|我们?|师傅|工人|他们?|会|能|就|再|才|统一|全部|都)'
const COME = '(?:过来|过去|上门|进场|到场|来人|来|去|到(?![货时期家处了底]))'
const WORK =
  '(?:搞定|归一|疏通|解决|安装|维修|检修|抢修|更换|施工|开工|动工|处理|恢复|完成|完工|通[水电气车]|[来供送][水电气]|弄|修|装|换|搞|整|办|清|拆|补|焊|查|看)'
const RESULT = '(?:好|完|掉|上|起|通|一下|一哈|下|看看|看|现场|件|皮带|灯泡?|电?机|泵|水管|管子?|阀门?|锁|门)'
const DEED = `(?:${SURE}*${FOR_WHOM}?(?:${COME}${SURE}*${FOR_WHOM}?(?:${WORK})?|${WORK}))`
const BEFORE_THAT = '(?:(?:天黑)?(?:之|以)?前|左右|的时候|内|之内)?'
/** What is to be done then; begun before or going on after, it is no date. */
const AFTER = new RegExp(
  `^${BEFORE_THAT}[ ]*(?:的?话)?(?<deed>${DEED})(?!过|人家|不)|^(?:天黑)?(?:之|以)?前(?:能|会|就|可以|${DEED})*好$`,
)
/** Arranged with others: whether that is a promise is for the speaker to say. */
const ARRANGED = /约|预定|订了|排(?:了|到|在)/
const OTHERWISE = /接着|继续|再看看?|再说|观察|考虑|没|不(?!急)|还是|如果|要是|停[水电气]|吗|呢|昨|前天|上周/

/** 「改下个星期二」: put off to then. */
const MOVED = /^(?:那就?|就|只能|只好|可能|[要得]|我们?)*(?:改|推迟?|延期?|挪|顺延)(?:到|至|成|在)?(?<when>.{2,20})$/
/** The date of one clause, if something is to be done by then. */
const promisedIn = (clause: string, at: Instant): { readonly until: Instant; readonly offer?: true } | undefined => {
  if (OTHERWISE.test(clause)) return undefined
  const moved = onlyWhen(MOVED.exec(clause)?.groups?.when ?? '', at)
  if (moved !== undefined && moved.until > at) return moved
  const [found] = timesIn(clause, at)
  if (found === undefined || found.at <= at) return undefined
  const after = clause.slice(found.to)
  const arranged = ARRANGED.test(clause)
  const promised = AFTER.test(after) && !/了$/.test(after.replace(/(?:好|完|定|通)了$/, ''))
  if (!promised && !(arranged && /^的?(?:师傅|维保|厂家|人|工人)?(?:上门|来)?$/.test(after))) return undefined
  return { until: found.at, ...(arranged ? { offer: true } : {}) }
}

/** The last date that news promise: 「看了，下周三前装好」; a date set apart from what was arranged is an offer: 「约了维保，明早八点」. */
export function dateIn(rest: string, at: Instant): { readonly until?: Instant; readonly offer?: true } {
  if (rest.length > 60) return offered(deadlineIn(rest, at), at) ?? {}
  const clauses = rest.split(/[,.;!\n]+/).map((clause) => clause.trim())
  const apart = (clause: string, i: number) =>
    ONLY_WHEN.test(clause) && ARRANGED.test(clauses[i - 1] ?? '') && !OTHERWISE.test(clauses[i - 1] ?? '')
      ? offered(timeIn(clause, at)?.at, at)
      : undefined
  return (
    clauses.map((clause, i) => promisedIn(clause, at) ?? apart(clause, i)).findLast((one) => one !== undefined) ?? {}
  )
}
const offered = (until: Instant | undefined, at: Instant) =>
  until === undefined || until <= at ? undefined : ({ until, offer: true } as const)

const LEADS = /^(?:就|说好|定在|是|争取|尽量|最迟|大概|估计|保证|预计|要到?|得到?|到|等)+/
const TRAILS = /^(?:(?:之|以)?[前后]|左右|[之以]?内|的?时候|吧|再|才)*$/
/** 「12.5」, where a day is looked for. */
const POINTED = /^(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?:[号日])?(?=$|[,; 前之以])/
/** A clause that is a time and nothing else: 「下礼拜三」「月底前」. */
export function onlyWhen(rest: string, at: Instant): { readonly until: Instant } | undefined {
  const text = rest.replace(POINTED, '$1月$2日')
  const [first = ''] = text.split(/[,.;!\n ]+/)
  for (const clause of [text.replaceAll(' ', ''), first]) {
    const when = clause.replace(LEADS, '')
    const found = when.length > 20 ? undefined : timesIn(when, at)[0]
    if (found?.from === 0 && TRAILS.test(when.slice(found.to))) return { until: found.at }
  }
  return undefined
}
/** No day, but of when she goes. */
const SOMETIME =
  /^(?:我们?|就|再|先|得|要|等)*(?:(?:晚|迟)[点些]|稍[晚后等]|等[一哈]?[下会]|待会|一会儿?|过一?会儿?|过[两几]天|回头|改天|有空|得空|抽空|忙完|尽[快早]|天[黑亮晴]|吃[完了]?[早中午晚]?饭|这[两几]天|[两三四五几]{2}天|过完?年|年后)/
/** When she who takes it will go, as far as her words tell; 'past': they name a time that is over; none: of no time. */
export function toldWhen(rest: string, at: Instant): ReturnType<typeof dateIn> | 'past' | undefined {
  const date = dateIn(rest, at)
  if (date.until !== undefined) return date
  const only = onlyWhen(rest, at)
  if (only !== undefined) return only.until > at ? only : 'past'
  return SOMETIME.test(rest) ? {} : undefined
}

// ── the same without a number: the whole sentence, and nothing else in it ──

const DAYS =
  '(?:今天|明天|后天|大后天|今晚|明早|明晚|(?:这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[号日]|(?:(?:这|本|下)个?)?月(?:初|中旬|上旬|下旬|底|末)|(?:(?:这|本|下)个?)?周末|(?:今年|明年)?年底|[年节]前|(?:元旦|春节|清明|五一|端午|中秋|国庆)节?(?:之?前|后)|(?:这|本|下)个?(?:周|星期|礼拜|月)(?:之?内)|半个月(?:之?内|后)?|[一二两三四五六七八九十\\d]{1,2}(?:个?工作日|天|周|个?星期|个?礼拜)(?:之?内|后)|[一二两三四五\\d]{1,2}个?小时(?:之?内|后)|半个?小时(?:之?内|后)?)'
const PARTS = '(?:早上|上午|中午|下午|晚上|傍晚|上半天|下半天|下班)'
const HOUR = '(?:[\\d一二两三四五六七八九十]{1,3}点(?:半|钟)?)'
const WHEN = `(?:${DAYS}(?:的)?${PARTS}?${HOUR}?|${PARTS}${HOUR}?)`
const ONLY_WHEN = new RegExp(`^(?:就|说好|定在|是)*${WHEN}${BEFORE_THAT}$`)
const YES = '(?:好的?|要得|行|可以|嗯|对|收到|知道了)[ ,]+'
const PROMISE = new RegExp(
  `^(?:${YES})?(?:我们?|我这边|师傅|我们师傅|工人|维保)?(?:争取|尽量|最迟|保证|大概|估计)?${WHEN}${BEFORE_THAT}${DEED}${RESULT}*$`,
)
const DAY = new RegExp(`^(?:延?到|改到|那就|就|最迟|争取|大概)?(?:${WHEN})${BEFORE_THAT}$`)
const bare = rule([PROMISE, DAY], (said) => {
  if (said.asks || !(PROMISE.test(said.text) || DAY.test(said.text))) return []
  if (said.pointed && said.text.startsWith('延')) return [] // a command as it stands
  const until = timesIn(said.text, said.at)[0]?.at
  if (until === undefined || until <= said.at) return []
  return DAY.test(said.text) ? [{ do: 'day', until }] : [{ do: 'promise', until, text: said.raw }]
})

// ── no date: some day, or never ──

const AGAIN = '(?:再|就|才|给你)?(?:来|去)?(?:弄|修|办|整|搞|装|换|说|看|处理)?(?:好|一下)?'
const RAIN =
  /^(?:今天|这两天|外面)?(?:下雨天?|落雨|下大雨|天气不好|雨太大)[ ,]*(?:了)?[ ,]*(?:干|做|弄|修|施工|搞|整)不(?:了|成|得|到)/
const SOMEDAY = new RegExp(
  `^(?:我|我们|这个|这边|等我?|要等?)?(?:(?:再)?过[两几](?:天|日)${AGAIN}|(?:我)?忙完(?:这阵子?|这几天|这两天|手上的?(?:活|事)?|了)?[ ,]*${AGAIN}|等?(?:个|新的?)?(?:配件|材料)(?:到|来|到货)(?:了)?[ ,]*${AGAIN}|等(?:个|新的?)?(?:配件|材料)${AGAIN}|过(?:完|了)?年(?:后|以后)?[ ,]*${AGAIN}|[打收]完?(?:谷子|麦子|油菜|庄稼)(?:了)?[ ,]*${AGAIN})$`,
)
const someday = rule([SOMEDAY, RAIN], (said) => {
  const { text } = said
  if (said.asks || text.length > 16) return []
  if (RAIN.test(text)) return [{ do: 'postpone', days: 1, reason: said.raw, how: 'plain' }]
  return SOMEDAY.test(text) && text.length > 2 ? [{ do: 'postpone', reason: said.raw, how: 'plain' }] : []
})

const STUCK =
  /^(?:这个?|这里|那个|它|确实|目前|我们?|实在|也)*(?:[修弄搞整办做处]理?不(?:了|好|到|成)|没(?:有|得)?(?:这个?|这种|相应的?|合适的?)?配件(?:了)?|配件(?:没(?:有|得)?|停产|买不到|断货)了?|(?:要|得|需要?)(?:动用?|用|申请|启动)(?:公共|住宅专项)?(?:维修资金|维修基金|大修基金|专项资金)|没(?:有|得)?(?:维修)?(?:资金|经费|预算)|(?:归|属于|是)开发商|(?:找|要找|该找)开发商)(?:了)?$/
const STUCK_FIRST = new RegExp(`${STUCK.source.replace(/\$$/, '')}(?=$|[ ,.;])`)
const clausesOf = (text: string): readonly string[] => text.split(/[ ,.;]+/)
const isStuck = (text: string): boolean => clausesOf(text).every((clause) => STUCK.test(clause))
/** Why may follow, but no day: 「要动维修资金，缺两万」. */
const isStuckThere = (rest: string, at: Instant): boolean => {
  const [first = '', ...why] = clausesOf(rest)
  return STUCK.test(first) && rest.length <= 40 && why.every((clause) => timeIn(clause, at) === undefined)
}
/** A short word of somebody at work who cannot: without a number it may be of anything. */
const stuck = rule([STUCK_FIRST], ({ text, asks }) => (!asks && isStuck(text) ? [{ do: 'stuck' }] : []))

const NO_REMINDERS =
  /^(?:你)?(?:先|暂时|请)?(?:别|莫|不要|不用|甭|少)(?:再|老|一直|老是)?催(?:我们?|咱们?|了|一会儿?|嘛)*(?:[ ,]*(?:我们?)?(?:在|正在|正)(?:弄|忙|路上|修|办|搞|处理|开会)(?:着|的|呢)?)?$/
const noReminders = rule([NO_REMINDERS], ({ text }) => (NO_REMINDERS.test(text) ? [{ do: 'no-reminders' }] : []))

// ── nobody at home, and when somebody will be ──

const NOBODY =
  '(?:没(?:有|得)?人(?:在家?|开门?|应门?|答应|在屋头?)?|莫得人|不在家?|人不在家?|没在家?|敲门(?:没(?:有|得)?人(?:应门?|开门?|答应)|不开|不应))'
const CAME =
  '(?:我们?|师傅|刚才?|刚刚|今天|上午|下午|昨天|已经|也)*(?:去|来|到|上门|上去|敲)(?:过|了|家里|他家|她家|门|一趟|两趟|两次)+'
const CALLED =
  '(?:打|拨|给(?:他|她|业主|住户|报的人)?打)?(?:了|过|几个|两个|好几次|几次|他|她|业主|住户|的)*电话(?:也|都|一直|又)*(?:不接|没(?:有)?人?接|打不通|不通|无人接听|关机|停机|空号|联系不上)'
const AWAY = new RegExp(
  `^(?:${CAME}[ ,]*(?:但是?|可是?|结果)?(?:也|都)?(?:家里|屋里|屋头|他家|她家|家头)?${NOBODY}|${CALLED}|联系不上(?:人|住户|业主|他|她|报的人)?)(?:[ ,]+(?:${CALLED}|.{0,12}))?了?$`,
)
/** After a number less is enough. */
const AWAY_THERE =
  /^(?:(?:业主|住户|他|她|人)?(?:家里|屋里|屋头|家头|家)?|敲门|上门)(?:也|都|还是|一直|又|现在)*(?:没(?:有|得)?人(?:在家?|在屋头?|应门?|开门?|答应)?|莫得人|不在家?|没在家?|不在屋头?)(?:了|的)?$/
const away = rule([AWAY], (said) => (AWAY.test(said.text) && !said.asks ? [{ do: 'nobody-home', text: said.raw }] : []))

const CALM = '(?:(?:这个?|我这个?|我家)?(?:不(?:着|很|太)?急|不用(?:太)?(?:急|赶)|慢慢来)(?:的|哈|了)?)'
const HOME = '(?:(?:才)?(?:在家|回家|回来|在屋头|有空|有人在?家?|得空|在))'
const NO_HURRY = new RegExp(
  `^(?:${CALM}(?:[ ,]*${CALM})*|(?:${CALM}[ ,]*)(?:我|我们|家里)?(?:要|得)?(?:等)?${WHEN_LATER()}(?:再(?:来|说|弄|修)|以?后再?来?|${HOME}(?:.{0,6})?)|(?:我|我们|我家|家里)(?:要|得)?(?:等)?${WHEN_LATER()}才(?:在家|回家|回来|有空|有人在?家?|得空))$`,
)
const AT_HOME = new RegExp(
  `^(?:我|我们|我家|家里)?(?:就|都)?${WHEN_LATER()}(?:都)?(?:在家|有人在?家?|有空|方便)(?:.{0,4})?$`,
)
const UNATTENDED =
  '(?:平时|平常|其他时间|其余时间|白天|工作日|周一到周五|上班时间)(?:都|家里?|我们?)*(?:没人|没有人|上班|不在家?|没空|要上班).{0,4}'
/** 「周六来修行不 平时没人」「能不能周末来」. */
const COMES = `${WHEN_LATER()}(?:再)?(?:过?来|上门)(?:修|看|弄|搞)?(?:一?下)?`
const IS_IT_FINE = '(?:行不行?|行吗?|可以(?:吗|不)?|好不好|好吗|要得不)'
const WISHES = new RegExp(
  [
    `(?:能不能|可不可以|能|可以|最好|麻烦|请|让|喊|师傅|改|换)+${COMES}${IS_IT_FINE}?(?:[ ,.]*${UNATTENDED})?`,
    `${COMES}(?:${IS_IT_FINE}|(?=[ ,.]*${UNATTENDED}$))(?:[ ,.]*${UNATTENDED})?`,
    `(?:我们?|家里?)?${UNATTENDED}[ ,.]*${WHEN_LATER()}(?:才)?(?:在家?|有人|来|有空).{0,6}`,
  ]
    .map((wish) => `^${wish}$`)
    .join('|'),
)
/** A week may be named without its day. */
function WHEN_LATER(): string {
  return `(?:${WHEN}|下个?(?:周|星期|礼拜|月)|周末|(?:这|本)个?(?:周|星期)末)(?:以?后|之后)?`
}
const NEXT_WEEK = /下个?(?:周|星期|礼拜)(?![一二三四五六日天末])/
const NEXT_MONTH = /下个?月(?![\d初中底末份])/
const dayIn = (text: string, at: Instant): Instant | undefined =>
  timeIn(
    text
      .replace(NEXT_WEEK, '下周一')
      .replace(NEXT_MONTH, '下个月1号')
      .replace(/(?<!周|本|这)周末/, '周六'),
    at,
  )?.at
const home = rule([NO_HURRY, AT_HOME, WISHES], (said) => {
  const { text, at, raw } = said
  const wishes = WISHES.test(text)
  if ((said.asks && !wishes) || text.length > 30) return []
  const until = dayIn(text, at)
  const when = until === undefined || until <= at ? {} : { until }
  if (NO_HURRY.test(text)) return [{ do: 'no-hurry', ...when, text: raw }]
  return wishes || AT_HOME.test(text) ? [{ do: 'at-home', ...when, text: raw }] : []
})

// ── found and mended in one ──

const BY_HAND = /^(?:随手办|顺手办)(?:了|理)?[ ,:]+(?<what>.{3,80})$/s
const MENDED =
  /^(?:刚才?|刚刚|我们?|路过|巡逻|巡查|[ ,])*(?:顺手|随手|顺便|顺带)(?:就|也|都|给)*(?<deed>(?:弄|修|换|处理|清理?|收拾|打扫|搞|整|办|通|补|拧|关|装)(?:好|完|掉|了)*)了?[ ,:]+(?<what>.{3,60})$/s
const MENDED_IT =
  /^(?:刚才?|刚刚|我们?|路过|巡逻|巡查|[ ,])*(?:顺手|随手|顺便|顺带)(?:就|也)?把(?<what>.{2,40}?)(?:给|都)?(?:弄|修|换|处理|清理?|收拾|打扫|搞|整|办|通|补|拧|装)(?:好|完|掉|走|干净|上|紧|了)+(?:[ ,].*)?$/s
/** Says that something was done, not what. */
const VAGUE = /^(?:弄|搞|整|办|处理)(?:好|完|掉|了)*$/
const VAGUELY_DONE = /(?:弄|搞|整|办|处理)(?:好|完|掉|了)+$/
const ON_THE_WAY =
  /^(?:刚才?|刚刚|我们?|我們|路[过過]|巡[逻邏]|巡查|[ ,，])*(?:[顺順]手|[随隨]手|[顺順]便|[顺順][带帶])(?:就|也)?/
/** What was wrong comes first, what was done about it after a mark. */
const bySight = (said: Said): { readonly what: string; readonly deed: string } | undefined => {
  const { what, deed } =
    BY_HAND.exec(said.text)?.groups ?? MENDED.exec(said.text)?.groups ?? MENDED_IT.exec(said.text)?.groups ?? {}
  if (what === undefined) return undefined
  const mine = said.raw.slice(said.text.lastIndexOf(what)).slice(0, what.length)
  const [thing = '', ...done] = mine.split(/[ ,，。；;]+/)
  const rest = mine.slice(thing.length).replace(/^[ ,，。；;]+/, '')
  if (BY_HAND.test(said.text)) return { what: thing, deed: done.length > 0 ? rest : '' }
  if (deed === undefined)
    return { what: mine, deed: VAGUELY_DONE.test(said.text) ? '' : said.raw.replace(ON_THE_WAY, '') }
  if (VAGUE.test(deed)) return { what: rest === '' ? mine : thing, deed: rest }
  const from = said.text.indexOf(deed)
  return { what: mine, deed: said.raw.slice(from, said.text.lastIndexOf(what)).replace(/[ ,，:：]+$/, '') }
}
const onSight = rule([BY_HAND, MENDED, MENDED_IT], (said) => {
  const found = said.asks ? undefined : bySight(said)
  if (found === undefined) return []
  const told = words(found.what)
  const known = hits(told.text, said.vocabulary.categories).length > 0 || placeIn(told.text) !== undefined
  return known
    ? [{ do: 'on-sight', trouble: { ...troubleIn(told, said.vocabulary, true), sure: 1 }, text: found.deed }]
    : []
})

type Tail = (said: Said, rest: string) => Reading | undefined
/** The same after a number, or on a quoted line. */
export const PROMISE_TAILS: readonly Tail[] = [
  (said, rest) =>
    (AWAY.test(rest) || AWAY_THERE.test(rest)) && !said.asks
      ? { do: 'nobody-home', text: ending(said, rest) }
      : undefined,
  (said, rest) => (!said.asks && isStuckThere(rest, said.at) ? { do: 'stuck' } : undefined),
  (_, rest) => (NO_REMINDERS.test(rest) ? { do: 'no-reminders' } : undefined),
  (said, rest) => {
    if (!NO_HURRY.test(rest) || said.asks) return undefined
    const until = dayIn(rest, said.at)
    return {
      do: 'no-hurry',
      ...(until === undefined || until <= said.at ? {} : { until }),
      text: ending(said, rest),
    }
  },
]

/** What handlers say of when, and of why not yet. */
const MORE_TIME =
  /^(?:我们?|再|要|延|多|给|宽限|大概|最少|至少)*(?<span>[\d一二两三四五六七八九十半]{1,3}个?半?(?:工作日|小时|钟头|星期|礼拜|天|周|月))(?:时间|吧|就行|就好|就够)*$/
/** 「三天」: so much more, to who asks how much. */
const span = rule([MORE_TIME], ({ text, asks }) => {
  const by = asks ? undefined : spanIn(MORE_TIME.exec(text)?.groups?.span ?? '')
  return by === undefined ? [] : [{ do: 'span', by }]
})

export const PROMISES: readonly Rule[] = [span, onSight, away, stuck, someday, bare, noReminders, home]
