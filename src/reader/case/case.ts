import type { Reading } from '../../domain/heard/reading.ts'
import { isService, rescue } from '../danger/rescue.ts'
import { about, type Rule, rule, type Said } from '../said.ts'
import { SLIPPED, UNNAMED } from '../talk/talk.ts'
import { hits } from '../text/lexicon.ts'
import { ending } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { ANNOUNCED_TAILS } from './announce.ts'
import { aboutThing, asksOwn, bare, impatient, isImpatient, isOutside, supports, WHOSE, whoSeesTo } from './bare.ts'
import { askedWhy, CLOCK_TAILS } from './clock.ts'
import { type Command, command, ruled } from './command.ts'
import { corrects, placeOf } from './correction.ts'
import { inquired } from './inquiry.ts'
import { INSPECTED_TAILS } from './inspect.ts'
import { LEVEL_TAILS } from './level.ts'
import { finished, finishedThing, praised, rated, reopened } from './outcome.ts'
import { dateIn } from './promise.ts'
import { REPLIES } from './reply.ts'
import { withdrawal } from './withdrawal.ts'
import { handed, newsTail, takenAnd, WORK_TAILS } from './work.ts'

// ── asking ──

const STAND =
  /^(?:的|那个|那件事?|这个|这件事?)?(?:现在)?(?:怎么样|怎样|咋样|咋个样|啷个样|进度|进展|进展(?:如何|怎么样|咋样)|到哪(?:一步|步|了)|办得?(?:怎么样|咋样|如何)|处理得?(?:怎么样|咋样|如何)|如何|有(?:消息|进展|结果|下文)|情况)(?:了)?(?:没有?|没得|吗|么|不|呢)?$|^(?:修|弄|办|处理)?好了?(?:没有?|没得|吗|么|不)$/
const STAND_ASKS =
  /^(?:还要(?:等)?(?:好久|多久|几天)|(?:什么时候|啥时候|好久|几时|哪天)(?:能|才)?(?:修?好|弄好|办好|来|弄|修|解决|处理).{0,3}|修好没得?|(?:怎么|咋|啷个)还(?:没|不).{1,6}|有没有人(?:管|修).{0,2}|(?:街道|镇)(?:办|里|上|那边|那里)?(?:怎么|咋个?|啷个|如何)(?:说|回|答复|回复)(?:的|了|嘛)?|(?:现在)?(?:咋个?|怎么个?|啷个)(?:说|回事|弄的|搞的)|(?:现在)?(?:是)?(?:啥|什么|么子)(?:个)?(?:情况|动静|说法)|(?:为啥|为什么|咋个?|怎么|啷个)又?(?:要)?延期)了?$/

/** 在哪 · 是哪家 · 谁报的. */
const PLACE =
  /^(?:的|那个|这个|那件事?|这件事?|这事)?(?:到底|具体)?(?:是)?(?:(?:在)?(?:哪(?:里|儿|点|个位置|个地方|栋楼?|幢|个?单元|个楼)?|什么(?:位置|地方)|啥子?(?:位置|地方))|(?:具体)?(?:位置|地址|地点)(?:是|在)?(?:哪(?:里|儿)?|什么|啥子?|多少)?|(?:在)?几栋(?:几单元)?(?:几(?:号|楼))?)(?:的|嘛)?$/
const REPORTER =
  /^(?:的|那个|这个|那件事?|这件事?|这事)?(?:到底)?(?:是)?(?:哪(?:一)?[家户](?:人|屋)?(?:的|报的)?|(?:谁|哪个)(?:家)?(?:报|说|反映|提|讲)的|谁家|哪个屋头|报(?:的人|事人)(?:是)?(?:谁|哪个)?|门牌号?(?:是)?(?:多少|几|几号)?|住哪(?:里|儿)?|(?:报的人)?(?:电话|联系方式)(?:是)?(?:多少|几)?)(?:嘛)?$/

// ── number first ──

const SUPPORTED =
  /^(?:我家|我们家?|我屋头|俺家?|咱家?|我)?(?:也是|也停了|也一样|一样|也坏了|也漏|\+1|附议|支持|同样|也没[水电气有].{0,2})$/
const support = (said: Said, rest: string): Reading | undefined => {
  if (!SUPPORTED.test(rest)) return undefined
  const place = placeIn(said.text)?.place
  return { do: 'support', ...(place === undefined ? {} : { place }), how: 'plain' }
}
const plain =
  (wording: RegExp, reading: Reading) =>
  (_: Said, rest: string): Reading | undefined =>
    wording.test(rest) ? reading : undefined
/** 怎么样了 · 问下好了没. */
const stands = (_: Said, rest: string): Reading | undefined => {
  const asked = rest.replace(/^(?:我)?(?:想)?(?:问(?:一下|下|问|一问|一声|声)|请问)[ ,:.]*/, '')
  return STAND.test(asked) || STAND_ASKS.test(asked) ? { do: 'progress', how: 'plain' } : undefined
}
const added = (said: Said, rest: string): Reading | undefined => {
  const more = /^补充[ ,:]*(?<more>.+)$/s.exec(rest)?.groups?.more
  return more === undefined ? undefined : { do: 'add', case: 0, text: ending(said, more) }
}

type Tail = (said: Said, rest: string) => Reading | undefined
/** 「6 办结 换了灯泡」: the command after the number. */
const closing = (said: Said, rest: string): Reading | undefined => {
  const more = /^(?:办结|结案|销号|完工|完成)了?(?<more>(?:[ ,:.]+\D.*)?)$/s.exec(rest)?.groups?.more
  if (more === undefined || said.asks) return undefined
  return { do: 'finish', text: ending(said, more.replace(/^[ ,:.]+/, '')), how: 'command' }
}

/** 「27好」: no more is meant by it, and without its number nothing. Of what she has in hand it is a finish. */
const fine = (said: Said, rest: string): Reading | undefined =>
  rest !== said.text && !said.asks && /^(?:(?:都|还|也|挺|很)好的?|好(?:着呢?|得很)?)$/.test(rest)
    ? { do: 'rate', grade: 'good', text: '', how: 'everyday' }
    : undefined

/** After a number or on the bot's line about it, rather than said to the bot. */
const isOfCase = ({ text, quotedCase }: Said, rest: string): boolean => rest !== text || quotedCase !== undefined

const TAILS: readonly Tail[] = [
  ...INSPECTED_TAILS,
  fine,
  plain(/^(?:暂时|先|临时)(?:弄|修|处理)?好.*$/, { do: 'news', text: '', how: 'plain' }),
  (said, rest) => reopened(said, rest),
  closing,
  (said, rest) => finished(said, rest, true),
  (said, rest) => rated(said, rest) ?? praised(said, rest),
  askedWhy,
  stands,
  inquired,
  plain(WHOSE, { do: 'whose' }),
  (said, rest) => (isOfCase(said, rest) && PLACE.test(rest) ? { do: 'where' } : undefined),
  (said, rest) => (isOfCase(said, rest) && REPORTER.test(rest) ? { do: 'where', who: true } : undefined),
  plain(/^(?:的)?(?:详细|详情|细节|全文|原话|具体(?:内容|情况|说的)?)(?:情况|内容|点|说|是什么|是啥)?$/, {
    do: 'progress',
    how: 'plain',
  }),
  ...UNNAMED.map((wording) => plain(wording, { do: 'unnamed' })),
  (said, rest) =>
    isOfCase(said, rest) && isImpatient(rest, said.whole) ? { do: 'progress', how: 'plain' } : undefined,
  (said, rest) => (isOfCase(said, rest) && isOutside(rest) ? { do: 'urge', how: 'outside' } : undefined),
  support,
  plain(/^(?:催|催一下|催催|快点|搞快点|搞快)$/, { do: 'urge' }),
  plain(SLIPPED, { do: 'slip', case: 0 }),
  plain(/^(?:撤回|撤销|取消)(?:好了|办完|办结)$/, { do: 'slip', case: 0 }),
  plain(/^(?:撤回|撤销|取消|不要了|不用了|不报了|算了|作废)(?:[ ,.:].{2,80})?$/s, { do: 'withdraw' }),
  plain(/^(?:同意|批准|准了?|可以延)$/, { do: 'agree', case: 0 }),
  added,
  ...ANNOUNCED_TAILS,
  ...CLOCK_TAILS,
  ...LEVEL_TAILS,
  ...WORK_TAILS,
]

const withCase = (reading: Reading, number: number): Reading => {
  if (reading.do === 'news' && reading.text === '') return reading
  return 'case' in reading || CASES.has(reading.do) ? ({ ...reading, case: number } as Reading) : reading
}
const CASES: ReadonlySet<Reading['do']> = new Set([
  'support',
  'progress',
  'whose',
  'where',
  'add',
  'inquire',
  'withdraw',
  'rate',
  'reopen',
  'urge',
  'take',
  'news',
  'hand-on',
  'send-back',
  'refuse',
  'finish',
  'postpone',
  'agree',
  'disagree',
  'press',
  'need-help',
  'pass-up',
  'send-down',
  'call-in',
  'reason',
  'suspend',
  'unnamed',
  'go-on',
  'nobody-home',
  'no-hurry',
  'no-reminders',
  'stuck',
  'inspect',
  'call-back',
  'call-missed',
  'correct-finish',
  'take-down',
])

const LEADING =
  /^(?<hash>#)?(?<number>\d{1,6})(?<gap>[ ,:.]*)(?<rest>\D.*|(?<=\d[ ,:]+)\d{1,2}[.月]\d{1,2}[号日]?之?前.*)$/s
const leading = (text: string): Partial<Record<string, string>> =>
  (isService(text) ? undefined : LEADING.exec(text)?.groups) ?? {}
const MEASURE =
  /^(?:点(?!错)|[元块号楼栋幢层室分时日月年个人户岁度斤份盒箱瓶只台张条位折万千百%:/~-]|单元|天(?!.{0,4}(?:好|弄|修)))/
/** 「3组机耕道塌了」: right behind the number it is a part of the village; 「3组织人去看了」 is not. */
const PART = /^(?:组(?![织装件])|队(?!伍)|社(?!区)|村(?![委里])|期(?!待)|排(?![查水除险污队])|[区座巷])/
/** 「1 月底前」: set off from the number it is no January. */
const isMeasure = ({ gap = '', rest = '' }: Partial<Record<string, string>>): boolean =>
  gap === '' ? MEASURE.test(rest) || PART.test(rest) : MEASURE.test(rest) && !/^月(?:[底末初]|[中上下]旬)/.test(rest)
const RECEIVED = /^收到(?:[ ,.](?:马上|这就|我).{0,10})?$/
/** 「5、6我接」 is of more than one. */
const SEVERAL = /^[、,和及跟与] ?#?\d/
/** 「2号件我接了」「1的灯周三前换」: belongs to the number. */
const OF_NUMBER = /^(?:号(?:事项|件|事|单)|的)[ ,:.]*(?<own>[^\d ].+)$/s
/** 「27接了，下午去看」. */
const TAKEN_AND = /^我?接(?:了|下|手)?了?[ ,.]+(?<more>.{2,60})$/s
/** 「27好了」「#27 怎么样了」: the number first. */
export const numbered = rule([LEADING], (said) => [...placed(said), ...ofNumber(said)])
/** 「#1 在1栋门口」, of who told of it; of whoever works on it, it is news. */
const led = ({ text }: Said): { readonly number: string; readonly rest: string } | undefined => {
  const { hash, number, gap, rest = '' } = leading(text)
  const own = OF_NUMBER.exec(rest)?.groups?.own ?? rest
  if (number === undefined || (hash === undefined && isMeasure({ gap, rest: own })) || SEVERAL.test(rest))
    return undefined
  return { number, rest: own }
}
const placed = (said: Said): readonly Reading[] => {
  const { hash, number, rest = '' } = leading(said.text)
  if (number === undefined || said.asks || (hash === undefined && isMeasure({ gap: '', rest }))) return []
  const place = placeOf(said, rest)
  return place === undefined ? [] : [{ do: 'correct', case: Number(number), how: 'plain', place, text: said.raw }]
}
const ofNumber = (said: Said): readonly Reading[] => {
  const { number, rest } = led(said) ?? {}
  if (number === undefined || rest === undefined) return []
  // Without a number, or with thanks, it is only polite.
  if (RECEIVED.test(rest) && !said.whole.includes('谢')) return [{ do: 'take', case: Number(number), how: 'plain' }]
  const more = TAKEN_AND.exec(rest)?.groups?.more
  if (more !== undefined && !said.asks) return [takenAnd(said, number, more)]
  for (const tail of TAILS) {
    const reading = tail(said, rest)
    if (reading === undefined) continue
    const whole = reading.do === 'news' ? { ...reading, text: ending(said, rest), ...dateIn(rest, said.at) } : reading
    return [whole, ...also(said, tail, rest)].map((one) => withCase(one, Number(number)))
  }
  const news = newsTail(said, rest)
  return news === undefined ? [] : [withCase(news, Number(number))]
}
/** What the same words mean where that is not meant: 「27转给城管了」 hands it to nobody here. */
function also(said: Said, tail: Tail, rest: string): readonly Reading[] {
  if (tail === fine) return [{ do: 'finish', text: '', how: 'plain' }]
  return tail === handed && /了$/.test(rest) ? [{ do: 'news', text: ending(said, rest), how: 'plain' }] : []
}
/** Said to the bot, after a case's number: to be told on as it is, where nothing else is known of it. */
export const remark = rule([LEADING], (said) => {
  const { number, rest = '' } = (said.addressed && led(said)) || {}
  return number === undefined || !/\p{Script=Han}.*\p{Script=Han}/u.test(rest)
    ? []
    : [{ do: 'remark', case: Number(number), text: ending(said, rest) }]
})
const BY_HASH = /^#(?<number>\d{1,6})$/
const hashed = rule([BY_HASH], ({ text }) => {
  const number = BY_HASH.exec(text)?.groups?.number
  return number === undefined ? [] : [{ do: 'progress', case: Number(number), how: 'plain' }]
})
/** On a quoted line of the bot, or to the bot itself, the same words need no number. */
const pointed = rule([], (said) => {
  if (!said.pointed) return []
  for (const tail of TAILS) {
    const reading = tail(said, said.text)
    if (reading === undefined || reading.do === 'finish' || reading.do === 'agree' || reading.do === 'disagree')
      continue
    if (reading.do === 'add' || reading.do === 'inquire')
      return said.quotedCase === undefined ? [] : [{ ...reading, case: said.quotedCase }]
    return [reading.do === 'news' && reading.text === '' ? { ...reading, text: said.raw } : reading]
  }
  return []
})

// ── command first ──

const PROGRESS = command('进度|进展|查询|查看|查进度|问进度|查')
const SUPPORT = command('\\+1|附议|支持|\\+')
const ADD = command('补充|追加|补一句')
const WITHDRAW = command('撤回|取消|撤销|撤')
const URGE = command('催办|催促|催催|催|帮我催|帮忙催')
const REOPEN = command('没完|没好|回炉|重开|重办')
const RATE = command('非常满意|很满意|不满意|满意|一般般|一般|差评|好评')

/** 「撤回7 搞错了」: what follows is set off from the number, and says why. */
const BECAUSE = /[\d号][ ,:.;]+$/
const WHY = /^(?!\d).{2,100}$/s

const COMMANDS: readonly Command[] = [
  [
    PROGRESS,
    ({ text, pointed: to }, { number, rest }) =>
      /^(?:了|怎么样了?|咋样了?|如何|情况|到哪了)?$/.test(rest) &&
      (number !== undefined || to || /^进[度展]$/.test(text))
        ? { do: 'progress', ...about(number), how: 'plain' }
        : undefined,
  ],
  [
    SUPPORT,
    (said, { number, rest }) => {
      const place = rest === '' ? undefined : placeIn(rest)
      if (number === undefined ? said.text !== '附议' : rest !== '' && place === undefined) return undefined
      return { do: 'support', ...about(number), ...(place === undefined ? {} : { place: place.place }), how: 'plain' }
    },
  ],
  [
    ADD,
    (said, { number, rest }) => {
      const one = number ?? (said.quotedCase === undefined ? undefined : String(said.quotedCase))
      return one === undefined || rest === '' ? undefined : { do: 'add', case: Number(one), text: ending(said, rest) }
    },
  ],
  [
    WITHDRAW,
    ({ text, pointed: to }, { number, rest }) =>
      (/^了?$/.test(rest) && (number !== undefined || to || text === '撤回')) ||
      (number !== undefined && BECAUSE.test(text.slice(0, text.length - rest.length)) && WHY.test(rest))
        ? { do: 'withdraw', ...about(number) }
        : undefined,
  ],
  [
    URGE,
    ({ pointed: to, vocabulary }, { number, rest }) =>
      (/^(?:了|下|嘛|他们|物业)?$/.test(rest) && (number !== undefined || to)) ||
      (to && number === undefined && rest.length <= 12 && hits(rest, vocabulary.categories).length > 0)
        ? { do: 'urge', ...about(number) }
        : undefined,
  ],
  [
    REOPEN,
    (said, { number, rest }) =>
      number === undefined ? undefined : { do: 'reopen', case: Number(number), text: ending(said, rest) },
  ],
  [
    RATE,
    (said, { number, rest }) => {
      const reading =
        number === undefined
          ? undefined
          : rated(said, /^(?:非常满意|很满意|不满意|满意|一般般|一般|差评|好评)/.exec(said.text)?.[0] ?? '')
      return reading?.do === 'rate' ? { ...reading, case: Number(number), text: ending(said, rest) } : undefined
    },
  ],
]
const commands = ruled(COMMANDS)

/** Whatever else somebody at work says on a case's quoted line. */
export const quotedNews = rule([], (said) => {
  const news = said.quotedCase === undefined ? undefined : newsTail(said, said.text)
  return news === undefined ? [] : [news]
})

/** What is said of a case, by whomever. */
export const CASE: readonly Rule[] = [
  rescue,
  hashed,
  commands,
  pointed,
  finishedThing,
  withdrawal,
  bare,
  ...REPLIES,
  supports,
  asksOwn,
  whoSeesTo,
  impatient,
  aboutThing,
  corrects,
]
