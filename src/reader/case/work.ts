import type { Instant } from '../../domain/calendar.ts'
import type { Reading } from '../../domain/heard/reading.ts'
import { about, clausesOf, exactly, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { numeral } from '../text/numeral.ts'
import { NO_YEAR_HAS, noDayIn } from '../time/date.ts'
import { spanIn } from '../time/span.ts'
import { timeIn, timesIn } from '../time/time.ts'
import { type Command, command, NUMBER, ruled } from './command.ts'
import { dateIn, onlyWhen, PROMISE_TAILS, PROMISES, toldWhen } from './promise.ts'
import { sorts } from './sort.ts'

// ── command first ──

const TAKE = command('接单?|我接|领取?|认领|接手')
const RECEIVED = new RegExp(`^收到(?:一下)?[ :,]*${NUMBER}[ :,.;]*$`)
const NEWS = command('进展|进度|更新')
const HAND_ON = command('转给|转交|移交|交给|转')
const SEND_BACK = command('退回|退单|退')
const DECLINE = command('我?(?:不接|接不了)')
const REFUSE = command('不办|不予办理|办不了')
const FINISH = command('办结|办完|办好|完成|完工|结案|销号')
const POSTPONE = command('延期|延时|延后|申请延期|推迟|顺延')
const AGREE = command('同意|批准|准予?')
const DISAGREE = command('不同意|不批准?|不准|驳回|不予?延期?')
const PRESS = command('督办')
const HELP = command('要帮忙|求助|需要帮忙|请求支援')
const TODO = exactly('(?:我的)?待办(?:事项|清单)?')
/** Everyday words for the same: only to the bot itself. */
const MY_WORK =
  /^(?:我|我们)?(?:手上|手头|手里|现在|今天|这边|名下|还|都)*(?:有|剩|差)?(?:哪些|什么|啥子?|几件|几个|多少)(?:活|事|事情|件|单|没办的?|没办完的?|没弄的?|要办的?|没处理的?|没做的?|没完的?|在办的?)(?:没有?办|没办|没弄|没处理|没做|没完|要办|要做|要弄|在手|在办|没干)?(?:完|好)?了?$/

const person = (written: string): string | undefined =>
  /^(?:给|交给|由|让|到)?[\s@]*(?<name>[^\s,，。.!！?？@]{2,12}?)(?:来?(?:办|处理|负责|弄|修))?了?(?:[ ,，]+.{1,30})?$/.exec(
    written,
  )?.groups?.name

/** Belongs to the date, and is no reason: 「到6号以后」「再给三天」. */
const AFTER_DATE = /^(?:之前|以前|前|[之以过]后|后(?=$|[ ,.])|[之以]?内(?=$|[ ,.])|左右|吧|再|,|\.| )+/
const ONLY_ASKS = /^[我们想申请先再多往给要得宽限延期后长推迟改顺缓到至一下点时间 ,.]+$/
/** The date asked for, or how much more time, and why: 「2天 等配件」「到周四，等配件」. */
const postponed = (said: Said, rest: string): Pick<Extract<Reading, { do: 'postpone' }>, 'until' | 'by' | 'reason'> => {
  const found = timeIn(rest, said.at)
  if (found === undefined) return { reason: ending(said, rest) }
  const after = rest.slice(found.to).replace(AFTER_DATE, '')
  const lead = rest.slice(0, found.from)
  const before = ONLY_ASKS.test(lead) ? '' : lead.replace(/(?:延期?|长|推迟|改|顺延|到|至|[ ,.])+$/, '')
  const by = spanIn(rest.slice(found.from, found.to))
  return { ...(by ? { by } : { until: found.at }), reason: after === '' ? before : ending(said, after) }
}

/** What follows the number, where it is set off from it: 「督办1，抓紧」; 「督办3号楼」 is of something else. */
const passedOn = (said: Said, rest: string): string | undefined =>
  rest !== '' && /[\d号忙助援][ ,:.;]+$/.test(said.text.slice(0, said.text.length - rest.length)) && !OTHERS.test(rest)
    ? ending(said, rest)
    : undefined

const AND = '(?:[ ,、]*(?:和|及|跟|与)[ ]*|[ ,、]+)'
/** 「接 5、6 和 7」: numbers after the first. */
const OTHERS = new RegExp(`^${AND}?#?\\d{1,6}号?(?:${AND}#?\\d{1,6}号?){0,8}$`)
const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? []
const taking = (numbers: readonly string[]): Extract<Reading, { do: 'take' }> => {
  const [first, ...more] = [...new Set(numbers.map(Number))]
  return {
    do: 'take',
    ...(first === undefined ? {} : { case: first }),
    ...(more.length === 0 ? {} : { more }),
  }
}

/** 「接7 8号」 is a day, 「接7号 8号」 and 「接7、8号」 are two cases. */
const isDay = (said: Said, rest: string): boolean =>
  /^(?:[12]?\d|3[01])号$/.test(rest) && /\d[ ,:.;]+$/.test(said.text.slice(0, said.text.length - rest.length))
/** 「接4，周四前通好」: set off from the number, and of the work. */
const takesAndTells = (said: Said, rest: string): boolean =>
  rest.length <= 60 &&
  !said.asks &&
  /[\d号了][ ,:.;]+$/.test(said.text.slice(0, said.text.length - rest.length)) &&
  (AT_WORK.test(rest) || toldWhen(rest, said.at) !== undefined || /^(?:我|这就|马上|去)/.test(rest))
/** What she says of it belongs to what she has just taken. */
export const takenAnd = (said: Said, number: string, rest: string): Reading => {
  const text = ending(said, rest)
  const when = toldWhen(rest, said.at) ?? {}
  if (when === 'past') return taking([number])
  const news: Reading = { do: 'news', case: Number(number), text, how: 'command', ...when }
  return {
    do: 'each',
    parts: [
      { text: said.raw.slice(0, said.raw.length - rest.length), readings: [{ do: 'take', case: Number(number) }] },
      { text, readings: [news] },
    ],
  }
}

const COMMANDS: readonly Command[] = [
  [
    TAKE,
    (said, { number, rest }) => {
      if (number !== undefined && OTHERS.test(rest) && !isDay(said, rest)) return taking([number, ...numbersIn(rest)])
      if (number !== undefined && takesAndTells(said, rest)) return takenAnd(said, number, rest)
      return rest === '' && (number !== undefined || said.pointed) ? { do: 'take', ...about(number) } : undefined
    },
  ],
  // 「收到 2」: only with a number; without one it is thanks.
  [RECEIVED, (_, { number }) => (number === undefined ? undefined : { ...taking([number]), how: 'plain' })],
  [
    NEWS,
    (said, { number, rest }) =>
      rest !== '' &&
      (number !== undefined || said.pointed) &&
      !/^(?:p ?\d|怎么|如何|咋|呢|吗|情况|$)/.test(rest) &&
      !said.asks
        ? { do: 'news', ...about(number), text: ending(said, rest), how: 'command', ...dateIn(rest, said.at) }
        : undefined,
  ],
  [
    HAND_ON,
    (said, { number, rest }) => {
      const to = person(ending(said, rest))
      return to !== undefined && (number !== undefined || said.pointed)
        ? { do: 'hand-on', ...about(number), to }
        : undefined
    },
  ],
  [
    DECLINE,
    (said, { number, rest }) =>
      number === undefined || said.asks
        ? undefined
        : { do: 'decline', case: Number(number), reason: ending(said, rest) },
  ],
  [
    SEND_BACK,
    (said, { number, rest }) =>
      number !== undefined || said.pointed
        ? { do: 'send-back', ...about(number), reason: ending(said, rest) }
        : undefined,
  ],
  [
    REFUSE,
    (said, { number, rest }) =>
      number !== undefined || said.pointed ? { do: 'refuse', ...about(number), reason: ending(said, rest) } : undefined,
  ],
  [
    FINISH,
    (said, { number, rest }) =>
      said.asks || !(number !== undefined || said.pointed || (said.text.startsWith('办结') && !/^[率的]/.test(rest)))
        ? undefined
        : { do: 'finish', ...about(number), text: ending(said, rest.replace(/^了[ ,.]*/, '')), how: 'command' },
  ],
  [
    POSTPONE,
    (said, { number, rest }) => {
      const asked = postponed(said, rest)
      return number !== undefined || said.pointed || (asked.until ?? asked.by) !== undefined
        ? { do: 'postpone', ...about(number), ...asked }
        : undefined
    },
  ],
  [
    AGREE,
    (said, { number, rest }) => {
      const one = number ?? (said.pointed && said.quotedCase !== undefined ? String(said.quotedCase) : undefined)
      return one !== undefined && rest === '' ? { do: 'agree', case: Number(one) } : undefined
    },
  ],
  [
    DISAGREE,
    (said, { number, rest }) => {
      const one = number ?? (said.pointed ? said.quotedCase?.toString() : undefined)
      return one !== undefined && !said.asks && (rest === '' || number === undefined || passedOn(said, rest))
        ? { do: 'disagree', case: Number(one), reason: ending(said, rest) }
        : undefined
    },
  ],
  [
    PRESS,
    (said, { number, rest }) => {
      if (rest === '') return { do: 'press', ...about(number) }
      const text = number === undefined || said.asks ? undefined : passedOn(said, rest)
      return text === undefined ? undefined : { do: 'press', ...about(number), text }
    },
  ],
  [
    HELP,
    (said, { number, rest }) => {
      if (number === undefined && !said.pointed) return undefined
      if (rest === '') return { do: 'need-help', ...about(number) }
      const text = said.asks ? undefined : passedOn(said, rest)
      return text === undefined ? undefined : { do: 'need-help', ...about(number), text }
    },
  ],
]

const commands = ruled(COMMANDS)
const todo = rule([TODO], ({ text, pointed }) =>
  TODO.test(text) || (pointed && MY_WORK.test(text)) ? [{ do: 'todo' }] : [],
)

// ── number first, or the case's line quoted ──

const SENT_BACK =
  /^(?:(?:应该|该|这个)?(?:归|属于|是)(?!谁|哪|不是)(?<whom>[^,.?]{2,14}?)(?:管|的|负责|的事|处理)|(?:不归|不是|不属于)(?:我们|咱们?|我|物业|我这)(?:管|的|负责|这边|的事)*)(?<more>.*)$/
const UNTIL =
  /^(?:我们?)?(?:想|要|得|请|申请|先)?(?:延期?|推迟|延后|改|顺延|缓|延长)(?:一下|一哈|下)?[ ,]*(?:到|至)?[ ]*(?<when>.{2,60})$/
/** 「再要两个小时」: how much more, by who has it in hand. */
const MORE = /^(?:我们?|还|想|得|请|申请)*再(?:给|要|宽限)(?:我们?)?[ ]*(?<when>.{2,60})$/
/** A day is named, known or not. */
const UNTIL_SOME_DAY =
  /^(?:我们?)?(?:想|要|得|请|申请|先)?(?:延期?|推迟|延后|顺延)(?:一下)?[ ,]*(?:到|至)[ ]*(?!.*(?:[几哪啥]|什么|何时))(?<when>.{2,20})$/
const SOMEDAY =
  /^(?:过[两几](?:天|日)|忙完.{0,8}|等.{0,6}(?:配件|材料|货|师傅|厂家|天晴).{0,8}|过完?(?:年|节).{0,6}|打完谷子.{0,6}|改天.{0,4}|(?:下雨|落雨|天气不好).{0,3}(?:干|做|弄|修|施工)不(?:了|成))$/
const RAIN = /下雨|落雨|天气不好/
const BUSY =
  /^我?(?:今天|明天|这两天)?(?:休息?|请假|不在|轮休|没空)[ ,]*(?:让|由|叫|换)?(?<name>[\u4e00-\u9fa5]{2,4}?)(?:去|来|过去|顶|处理|负责|接)(?:办|弄|修|处理)?$/
export const MINE_NOW =
  /^(?:(?:好的?|收到|我?(?:知道|晓得)了)[ ,]*)?(?:我|这个我|这件我)?(?:马上|这就|现在|立刻|立马|等一?下|等会儿?|待会儿?)?(?:就)?(?:到|过去|赶过去|接|来|接了|来办|来处理|来弄|去|去看|去处理|来修|接手|负责|去[修弄说问查])(?:了|看看|看|一下)?$/
const HELPLESS =
  /^(?:(?:要|需要|得|请求|求)(?:个人|人)?(?:来)?(?:帮忙|帮助|支援|人手|协助)|求助|搞不定)(?<more>[ ,.:;]+.{1,60})?$/s
/** Without a number it may be of anything: the words alone, or with what is lacking. */
const HELPLESS_HERE = /^(?:要|需要|得)(?:人|个人来?)?帮忙(?:[ ,.:;]+(?:没|缺|差|少|不够|一个人|人手).{0,20})?$/
/** What someone at work says of a case: not every sentence after a number. */
const AT_WORK =
  /已|正在|在(?:修|弄|处理|路上|等|联系|抢修|排查|施工|检修|查)|联系|安排|维保|师傅|配件|检修|抢修|处理|到货|上门|先用起|暂时|临时|下单|订(?:了|货|购)|报(?:了|给|价)|派(?:人|单)|明天|今天|后天|下午|上午|晚上|下半天|周[一二三四五六日]|马上|施工|厂家|看过|查[看到明]|没人在家|打?电话不接|缺|换|材料|排查|进场|勘[查察]|开工|过去|约(?:了|好)|定做|量了|再去[看查]/
/** Works for now: not finished. */
export const STOPGAP = /先用起|暂时|临时|先(?:凑合|将就|顶着)|明天.{0,4}[换修]/
const NOT_WORK =
  /^(?:月(?![底末初]|[中上下]旬)|[元块号楼栋幢单层室点分时日年天个人户岁度斤件份盒箱瓶只台张条位折万千百%.:/～~-]|路(?:公交|车)|公里|多|以[上下])/

/** 「不接」「我没空」: of what was offered. */
const NOT_MINE =
  /^(?:我|这个我|这件我)?(?:今天|明天|这两天|这会儿)?(?:不接|接不了|不得空|没空|没得空|没时间|忙不过来|走不开)(?:了|哦|哈)?(?:[ ,.]+(?<why>.{1,40}))?$/s

type Tail = (said: Said, rest: string) => Reading | undefined
const BACK = /^(?:退回|退单)(?:去|了)?[ ,:.]*(?<why>.*)$/s
const sentBack: Tail = (said, rest) => {
  const why = BACK.exec(rest)?.groups?.why
  if (why !== undefined) return { do: 'send-back', reason: ending(said, why) }
  return SENT_BACK.test(rest) && !said.asks ? { do: 'send-back', reason: ending(said, rest) } : undefined
}
/** 「春节后」; a whole year is no day. */
const afterFeast = (when: string, at: Instant): { readonly until?: Instant } => {
  const found = /后$/.test(when) ? timesIn(when, at)[0] : undefined
  return found === undefined || found.from > 0 || found.to < when.length ? {} : { until: found.at }
}
const delayed: Tail = (said, rest) => {
  const when = UNTIL.exec(rest)?.groups?.when
  if (when !== undefined && timeIn(when, said.at) !== undefined) return { do: 'postpone', ...postponed(said, when) }
  const more = MORE.exec(rest)?.groups?.when
  if (more !== undefined && !said.asks && timeIn(more, said.at)?.from === 0)
    return { do: 'postpone', ...postponed(said, more) }
  const unknown = said.asks ? undefined : UNTIL_SOME_DAY.exec(rest)?.groups?.when
  if (unknown !== undefined) return { do: 'postpone', ...afterFeast(unknown, said.at), reason: '' }
  if (/^我?(?:想|要|得|申请)?(?:延期|延一下|缓一下|缓几天)$/.test(rest)) return { do: 'postpone', reason: '' }
  if (!SOMEDAY.test(rest)) return undefined
  if (RAIN.test(rest)) return { do: 'postpone', days: 1, reason: ending(said, rest), how: 'plain' }
  const date = dateIn(rest, said.at)
  if (date.until !== undefined) return { do: 'news', text: ending(said, rest), how: 'plain', ...date }
  return { do: 'postpone', reason: ending(said, rest), how: 'plain' }
}
const taken: Tail = (_, rest) => (MINE_NOW.test(rest) ? { do: 'take' } : undefined)
/** 「我来联系电力公司」: what she does of it; the rest takes it. */
const MINE_TO_DO =
  /^(?:(?:好的?|收到|我?(?:知道|晓得)了)[ ,]*)?我(?:们|这边)?(?:马上|这就|现在)?(?:来|去)(?:联系|协调|安排|通知|处理|[找问跟看查弄修换])[^,.]{2,16}$/
const begun: Tail = (said, rest) =>
  !said.asks && MINE_TO_DO.test(rest) ? { do: 'news', text: ending(said, rest), how: 'plain', takes: true } : undefined
const notMine: Tail = (said, rest) => {
  const found = said.asks ? null : NOT_MINE.exec(rest)
  return found === null ? undefined : { do: 'decline', reason: ending(said, found.groups?.why ?? '') }
}
const helpless: Tail = (said, rest) => {
  const found = said.asks ? null : HELPLESS.exec(rest)
  const more = found?.groups?.more?.replace(/^[ ,.:;]+/, '') ?? ''
  return found === null ? undefined : { do: 'need-help', ...(more === '' ? {} : { text: ending(said, more) }) }
}
export const handed: Tail = (said, rest) => {
  const to = /^(?:转|转给|交给|移交)[ @给]*/.test(rest)
    ? person(ending(said, rest).replace(/^(?:转给|轉給|转|轉|交给|移交)/, ''))
    : undefined
  return to === undefined ? undefined : { do: 'hand-on', to }
}
const refused: Tail = (said, rest) => {
  const found = /^(?:不办|不予办理)[ ,:]*(?<why>.*)$/s.exec(rest)?.groups?.why
  return found === undefined ? undefined : { do: 'refuse', reason: ending(said, found) }
}
const pressed: Tail = (said, rest) => {
  const found = said.asks ? null : /^督办(?:[ ,:.;]+(?<more>.{1,80}))?$/s.exec(rest)
  const more = found?.groups?.more ?? ''
  return found === null ? undefined : { do: 'press', ...(more === '' ? {} : { text: ending(said, more) }) }
}
/** By a convener, to who asked for more time. */
const disagreed: Tail = (said, rest) => {
  const found = said.asks
    ? null
    : /^(?:不同意|不批准?|不准|驳回|不能?延期?|不予延期)(?:[ ,:.;]+(?<more>.{1,80}))?$/s.exec(rest)
  return found === null ? undefined : { do: 'disagree', case: 0, reason: ending(said, found.groups?.more ?? '') }
}
/** By those at work, after a number or on a quoted line. */
export const WORK_TAILS: readonly Tail[] = [
  ...PROMISE_TAILS,
  sentBack,
  delayed,
  taken,
  begun,
  notMine,
  helpless,
  handed,
  refused,
  pressed,
  disagreed,
]

/** 「今晚之前」: a day alone is said of a case, and only as its limit. */
const BY_THEN =
  /^(?:[^,.]|(?<=\d)\.(?=\d)){2,8}(?:之|以)?前$|^(?:[要得]|只能|可能)*等到?[^,.]{2,8}(?:之|以)?后$|^(?:[下这]个?|本)?月(?:[初底末]|[中上下]旬)$|^[\d一二两三四五六七八九十半]{1,3}个?(?:工作日|天|周|星期|礼拜|小时)(?:之|以)?内$/
/** Anything else after a number that sounds like work going on. */
export const newsTail: Tail = (said, rest) => {
  if (NOT_WORK.test(rest) || said.asks || rest.length < 2) return undefined
  const date = BY_THEN.test(rest) ? (onlyWhen(rest, said.at) ?? {}) : dateIn(rest, said.at)
  if (!AT_WORK.test(rest) && date.until === undefined) return undefined
  const day = date.until === undefined ? onlyWhen(rest, said.at)?.until : undefined
  return { do: 'news', text: ending(said, rest), how: 'plain', ...date, ...(day === undefined ? {} : { day }) }
}

const RECEIVED_IT = /^(?:好的?[ ,]*)?收到(?:了|[ ,.](?:马上|这就|我).{0,10})?$/
/** 「收到」 on the bot's line about a case: it may be no thanks. */
export const receivedIt = rule([], ({ text, whole, quotedCase, asks }) =>
  quotedCase !== undefined && RECEIVED_IT.test(text) && !asks && !whole.includes('谢')
    ? [{ do: 'take', how: 'quoting' }]
    : [],
)

const SEVERAL = new RegExp(`^(?<numbers>#?\\d{1,6}号?(?:${AND}#?\\d{1,6}号?){1,8})[ ,]*(?<rest>[^\\d ,].{0,8})$`)
/** 「5、6我接」. */
const severalTaken = rule([SEVERAL], ({ text }) => {
  const { numbers, rest = '' } = SEVERAL.exec(text)?.groups ?? {}
  return numbers !== undefined && MINE_NOW.test(rest) ? [taking(numbersIn(numbers))] : []
})
/** 「@李芳 马上来」. */
const CALLING = /^@[^ @]{1,12} +/
/** 「收到，马上去」「我接」: by who serves, of what somebody was just called for. */
const going = rule([MINE_NOW, CALLING], ({ text: said, asks, pointed }) => {
  const text = said.replace(CALLING, '')
  return MINE_NOW.test(text) &&
    /^(?:(?:好|收到|我|知道|晓得).*[去到来弄修理]|(?:马上|这就|立[刻马]).*[去来弄修理]|我?接)/.test(text) &&
    !asks &&
    !pointed
    ? [{ do: 'take', how: 'going' }]
    : []
})
const RANG =
  /^(?=.*[了过通])(?:我们?|已经|刚才?|刚刚|都|电话)*(?:打(?:了|过|通)*(?:电话|火警|急救)*1(?:10|19|20|22)(?:电话)?了?|1(?:10|19|20|22)(?:我们?|电话|已经|都|刚才?|刚刚)*[打叫](?:了|过|通)+)$/
const ON_SITE =
  /^(?=.{0,6}带|我(?!.*下去))(?:我们?|这边|已经|都|马上|正|刚|带(?:着)?(?:[两几三一]个)?(?:人|大家|保安|师傅|队员|灭火器))+(?:往)?(?:上去|下去|过去|赶过去|赶去|上楼|上山|去现场|到现场|到场|赶到)了$/
/** 「打了119，大家不要上去」「我带人上去了」: among staff, of a danger that nobody has taken. */
const atDanger = rule([/打.{0,6}1[12]\d|1[12]\d.{0,4}[打叫报]|[去楼山场到]了/], ({ text, asks, pointed }) => {
  const [first = ''] = clausesOf(text)
  return !asks && !pointed && text.length <= 40 && (RANG.test(first) || ON_SITE.test(first))
    ? [{ do: 'take', how: 'rescuing' }]
    : []
})
/** 「收到」: the same, where nobody just called for it is polite. */
const received = rule([RECEIVED_IT], ({ text, whole, asks, quotedCase }) =>
  RECEIVED_IT.test(text) && !MINE_NOW.test(text) && !asks && quotedCase === undefined && !whole.includes('谢')
    ? [{ do: 'take', how: 'received' }]
    : [],
)
const DONE_ALL = /^(?:都|全部?|也)*(?:修|弄|搞|整|办|处理)?(?:好|完|定|归一|妥)了$/
/** 「1、2好了」「1和2都修好了」. */
const severalDone = rule([SEVERAL], (said) => {
  const { numbers, rest = '' } = SEVERAL.exec(said.text)?.groups ?? {}
  if (numbers === undefined || said.asks || !DONE_ALL.test(rest)) return []
  const parts = [...new Set(numbersIn(numbers).map(Number))].map((number) => ({
    text: `${number}好了`,
    readings: [{ do: 'finish', case: number, text: '', how: 'plain' } as const],
  }))
  return [{ do: 'each', parts }]
})
const COUNTED = /^(?:这|那|我)?(?<count>[两二三四五2-5])(?:个|件|单|样|处)(?:我)?(?:都|全)(?<rest>.{1,10})$/
/** 「两个都接」「两件都好了」. */
const counted = rule([COUNTED], ({ text, asks }) => {
  const { count = '', rest = '' } = (asks ? null : COUNTED.exec(text))?.groups ?? {}
  const all = numeral(count)
  if (all === undefined) return []
  if (MINE_NOW.test(rest)) return [{ do: 'take', how: 'going', all }]
  return DONE_ALL.test(rest) ? [{ do: 'finish', text: '', how: 'plain', all }] : []
})

const OBJECT =
  '(?:水管|管道|管子?|阀门?|水泵|泵|灯泡?|灯管|线路?|电缆|电?机|零件|配件|皮带|钢丝绳|锁|井|沟|[了着中呢的])*'
const AT_IT_NOW = new RegExp(
  `^(?:我们?|师傅们?|工人|维保|这边|现场|现在|已经|都|还|人)*(?:正在?|在|还在)(?:抢修|抢险|维修|检修|排查|疏通|施工|更换|换|修|挖|抽|焊|清)${OBJECT}$|^(?:师傅|工人|维保|人)(?:们|已经|都)*(?:在路上|到了?现场|进场)了?$|^(?:已经?|刚刚?|我们?)*(?:联系|喊|通知)(?:了|好|上|到)+(?:维保|厂家|师傅|自来水公司|供电局|电力公司)了?$`,
)
/** 「总阀关了，正在换管子，两点前好」: by who has it in hand, or was just called for it. */
const atItNow = rule([/[正在]|联系|喊|通知|到了?现场|进场/], (said) =>
  !said.asks &&
  !said.pointed &&
  said.neighbour === undefined &&
  !NEWS.test(said.text) &&
  said.text.length <= 40 &&
  clausesOf(said.text).some((clause) => AT_IT_NOW.test(clause))
    ? [{ do: 'news', text: said.raw, how: 'plain', takes: true, ...dateIn(said.text, said.at) }]
    : [],
)
/** By whom one was offered to; of anybody else it is talk. */
const declined = rule([NOT_MINE], (said) => {
  const found = notMine(said, said.text)
  return found === undefined ? [] : [found]
})
const substitute = rule([BUSY], ({ text }) => {
  const to = BUSY.exec(text)?.groups?.name
  return to === undefined ? [] : [{ do: 'hand-on', to }]
})
const SETS_A_DAY =
  /^(?:(?:我?接单?|收到|延期?|推迟|顺延|缓办|进度|进展) ?(?:#?(?<ordered>\d{1,6})(?![月/\d]))?|#?(?<number>\d{1,6})(?![月/\d])|(?:到|就|最迟|争取)?\d{1,2}[月/])/
/** 「27延到2月30日」. */
export const noSuchDay = rule([NO_YEAR_HAS], ({ text }) => {
  const day = noDayIn(text)
  const found = day === undefined ? null : SETS_A_DAY.exec(text)
  if (day === undefined || !found) return []
  return [{ do: 'no-such-day', ...about(found.groups?.ordered ?? found.groups?.number), day }]
})
/** 「要帮忙」 by who has one case in hand. */
const helplessHere = rule([HELPLESS_HERE], (said) => {
  if (said.asks || said.pointed || !HELPLESS_HERE.test(said.text)) return []
  const more = said.text.replace(/^[^ ,.:;]+[ ,.:;]*/, '')
  return [{ do: 'need-help', how: 'plain', ...(more === '' ? {} : { text: ending(said, more) }) }]
})
const stopgap = rule([STOPGAP], (said) =>
  STOPGAP.test(said.text) && said.text.length <= 24 && /好|处理|弄|修|用起|换/.test(said.text) && !said.asks
    ? [{ do: 'news', text: said.raw, how: 'plain' }]
    : [],
)

/** What handlers and conveners say without a number in front. */
export const WORK: readonly Rule[] = [
  commands,
  todo,
  severalTaken,
  severalDone,
  counted,
  going,
  atDanger,
  received,
  declined,
  substitute,
  helplessHere,
  stopgap,
  atItNow,
  ...PROMISES,
  sorts,
]
