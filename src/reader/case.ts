import type { Reading } from '../domain/reading.ts'
import { corrects } from './correction.ts'
import { hits } from './lexicon.ts'
import { ending } from './normal.ts'
import { finished, finishedThing, rated, relapsed, reopened } from './outcome.ts'
import { placeIn } from './place.ts'
import { about, exactly, type Rule, type Said } from './said.ts'
import { command, named, newsTail, WORK_TAILS } from './work.ts'

// ── asking ──

const STAND =
  /^(?:的|那个|那件事?|这个|这件事?)?(?:现在)?(?:怎么样|怎样|咋样|咋个样|啷个样|进度|进展|进展(?:如何|怎么样|咋样)|到哪(?:一步|步|了)|办得?(?:怎么样|咋样|如何)|处理得?(?:怎么样|咋样|如何)|如何|有(?:消息|进展|结果|下文)|情况)(?:了)?(?:没有?|没得|吗|么|不|呢)?$|^(?:修|弄|办|处理)?好了?(?:没有?|没得|吗|么|不)$/
const STAND_ASKS =
  /^(?:还要(?:等)?(?:好久|多久|几天)|(?:什么时候|啥时候|好久|几时|哪天)(?:能|才)?(?:修?好|弄好|办好|来|弄|修|解决|处理).{0,3}|修好没得?|(?:怎么|咋|啷个)还(?:没|不).{1,6}|有没有人(?:管|修).{0,2})$/
const WHOSE =
  /^(?:的|这个|这|这事|这件事?|那个)?(?:到底)?(?:归谁管|谁管|谁在(?:弄|办|修|负责|处理|管|跟)|谁负责|归(?:哪个|哪里|哪家|哪)管?|哪个(?:在)?(?:管|负责|弄)|该找谁|找谁)(?:的|嘛|哦)?$/

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
const added = (said: Said, rest: string): Reading | undefined => {
  const more = /^补充[ ,:]*(?<more>.+)$/s.exec(rest)?.groups?.more
  return more === undefined ? undefined : { do: 'add', case: 0, text: ending(said, more) }
}

type Tail = (said: Said, rest: string) => Reading | undefined
const TAILS: readonly Tail[] = [
  plain(/^(?:暂时|先|临时)(?:弄|修|处理)?好.*$/, { do: 'news', text: '', how: 'plain' }),
  (said, rest) => reopened(said, rest),
  (said, rest) => finished(said, rest, true),
  (said, rest) => rated(said, rest),
  plain(STAND, { do: 'progress', how: 'plain' }),
  plain(STAND_ASKS, { do: 'progress', how: 'plain' }),
  plain(WHOSE, { do: 'whose' }),
  support,
  plain(/^(?:催|催一下|催催|快点|搞快点|搞快)$/, { do: 'urge' }),
  plain(/^(?:撤回|撤销|取消|不要了|不用了|不报了|算了|作废)$/, { do: 'withdraw' }),
  plain(/^(?:同意|批准|准了?|可以延)$/, { do: 'agree', case: 0 }),
  added,
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
  'add',
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
  'press',
  'need-help',
])

const LEADING = /^(?<hash>#)?(?<number>\d{1,6})(?<gap>[ ,:.]*)(?<rest>\D.*)$/s
const MEASURE =
  /^(?:[元块号楼栋幢层室点分时日月年个人户岁度斤份盒箱瓶只台张条位折万千百%:/~-]|单元|天(?!.{0,4}(?:好|弄|修)))/
/** 「27好了」「#27 怎么样了」: the number first. */
export const numbered: Rule = (said) => {
  const { hash, number, rest = '' } = LEADING.exec(said.text)?.groups ?? {}
  if (number === undefined || (hash === undefined && MEASURE.test(rest))) return []
  for (const tail of TAILS) {
    const reading = tail(said, rest)
    if (reading === undefined) continue
    return [withCase(reading.do === 'news' ? { ...reading, text: ending(said, rest) } : reading, Number(number))]
  }
  const news = newsTail(said, rest)
  return news === undefined ? [] : [withCase(news, Number(number))]
}
const BY_HASH = /^#(?<number>\d{1,6})$/
const hashed: Rule = ({ text }) => {
  const number = BY_HASH.exec(text)?.groups?.number
  return number === undefined ? [] : [{ do: 'progress', case: Number(number), how: 'plain' }]
}
/** On a quoted line of the bot, or to the bot itself, the same words need no number. */
const pointed: Rule = (said) => {
  if (!said.pointed) return []
  for (const tail of TAILS) {
    const reading = tail(said, said.text)
    if (reading === undefined || reading.do === 'finish' || reading.do === 'agree') continue
    if (reading.do === 'add') return said.quotedCase === undefined ? [] : [{ ...reading, case: said.quotedCase }]
    return [reading.do === 'news' && reading.text === '' ? { ...reading, text: said.raw } : reading]
  }
  return []
}

// ── command first ──

const PROGRESS = command('进度|进展|查询|查看|查进度|问进度|查')
const SUPPORT = command('\\+1|附议|支持|\\+')
const ADD = command('补充|追加|补一句')
const WITHDRAW = command('撤回|取消|撤销|撤')
const URGE = command('催办|催促|催催|催|帮我催|帮忙催')
const REOPEN = command('没完|没好|回炉|重开|重办')
const RATE = command('非常满意|很满意|不满意|满意|一般')

type Read = (said: Said, found: { readonly number: string | undefined; readonly rest: string }) => Reading | undefined
const COMMANDS: readonly (readonly [RegExp, Read])[] = [
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
      /^了?$/.test(rest) && (number !== undefined || to || text === '撤回')
        ? { do: 'withdraw', ...about(number) }
        : undefined,
  ],
  [
    URGE,
    ({ pointed: to }, { number, rest }) =>
      /^(?:了|下|嘛|他们|物业)?$/.test(rest) && (number !== undefined || to)
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
          : rated(said, /^(?:非常满意|很满意|不满意|满意|一般)/.exec(said.text)?.[0] ?? '')
      return reading?.do === 'rate' ? { ...reading, case: Number(number), text: ending(said, rest) } : undefined
    },
  ],
]
const commands: Rule = (said) =>
  COMMANDS.flatMap(([pattern, read]) => {
    const found = named(pattern, said.text)
    const reading = found === undefined ? undefined : read(said, found)
    return reading === undefined ? [] : [reading]
  })

// ── without a number ──

export const REPORT = exactly(
  '报|登记|登记一?下|报一?下|要报|报上去?|帮我?(?:报|登记)(?:一下)?|帮(?:他|她|忙)(?:报|登记)(?:一下)?|报事|报修',
)
const MINE = exactly(
  '我的|我的(?:事项|报事|事|事情|报修)|我报的(?:事|事项)?|我那(?:件|个)?事(?:怎么样|咋样|咋个样|如何)?|上次我(?:说|报)的(?:那个|那件事|事)?(?:怎么样|咋样)?|我(?:说|报)的那个(?:怎么样|咋样)?',
)
const SAME = exactly('一样|一样的|同|同样|俺也一样|我也一样|我家一样|同求|我们家一样|我这边一样')
const WE =
  '(?:我们?|俺们?|咱们?)(?:家|屋头|家里|单元|[这那]?栋|[这那]?楼|组|队|[这那]边|[这那]里|院子|楼上|楼层)|楼上|隔壁|(?:\\S{0,12}(?:栋|幢|座|单元|号楼|组|楼|院子)(?:那边|这边|的)?)'
const ALSO = new RegExp(
  `^(?:${WE})(?:整栋|全部|里)?(?:都)?(?:也|一样)(?:都)?(?:是|是的|一样|这样|如此|遭了?|停.{0,4}|没(?:有|得)?[水电气网暖]?(?:了)?|莫得[水电气网]?(?:了)?|断.{0,3}|坏.{0,2}|漏.{0,3}|不(?:亮|通|热|转|动|出水|来水)(?:了)?|堵.{0,2}|黑.{0,3}|[打关刷]不.{1,2})?$`,
)
const PERSONAL = /^(?:我|俺)也(?:停[水电气]?|没[水电气]|断[水电网])了?$/
const LIKES = exactly('顶|顶一下|顶起|支持|支持一下|\\[强\\]|👍+|👍🏻|\\[赞\\]|\\+1|我也是|我家也是|我们家也是|同意')
const supports: Rule = ({ text }) => {
  const readings: Reading[] = []
  if (SAME.test(text) || PERSONAL.test(text)) readings.push({ do: 'support', how: 'plain' })
  else if (ALSO.test(text)) {
    const place = placeIn(text)?.place
    readings.push({ do: 'support', ...(place === undefined ? {} : { place }), how: 'plain' })
  } else if (LIKES.test(text)) readings.push({ do: 'support', how: 'quoting' })
  return readings
}

const ASK_OWN =
  /^(?:.{0,10}?)(?:到底)?(?:修不修|修好没得?|(?:修|弄|搞|处理|通|整)?好(?:了)?(?:没有?|没得|吗|不)|(?:啥时候|什么时候|几时|好久|几点|多久|哪天)(?:能|才能?|可以)?(?:修?好|修|弄好|来[水电气暖]?|有[水电气]|恢复|通|通[水电]|处理|解决|弄|搞好).{0,3}|还要(?:等)?(?:好久|多久|几天)|(?:啷个|怎么|咋|为啥|为什么)(?:个)?还(?:没|不|莫)(?:得|有)?.{0,2}(?:人来|人管|修|来|弄|好|解决|处理|动静)(?:好)?|有没有人(?:管|修)|给个准信|石沉大海|不了了之|没(?:得)?下文|没(?:得)?(?:动静|消息|音信)|来[水电气](?:了)?(?:没有?|没得|吗|不))了?$/
const asksOwn: Rule = ({ text, vocabulary, addressed }) => {
  if (text.length > 26 || !ASK_OWN.test(text)) return []
  const category = hits(text, vocabulary.categories)[0]?.name
  return [{ do: 'progress', ...(category === undefined ? {} : { category }), how: addressed ? 'plain' : 'own' }]
}
const URGES =
  /^(?:帮(?:我|忙))?(?:再)?催(?:一下|催|一催|下|一声)(?:物业|他们|师傅|维保)?(?:嘛|了)?$|^再不(?:来|修|管|处理|解决).{0,8}(?:12345|投诉).{0,4}$/
const DROPS =
  /^(?:算了|算逑了?|随口一说|随口说说|开(?:个)?玩笑的?|当我没说|不要了|不报了|不用登记了|我没说要报|谁(?:让|喊|叫)你(?:登记|报|记)的?|(?:我)?没(?:有)?(?:让|喊|叫)你(?:登记|报|记)(?:的|啊)?)$/
const bare: Rule = (said) => {
  const { text } = said
  const readings: Reading[] = []
  if (REPORT.test(text)) readings.push({ do: 'report' })
  if (MINE.test(text)) readings.push({ do: 'mine' })
  if (WHOSE.test(text)) readings.push({ do: 'whose' })
  if (URGES.test(text)) readings.push({ do: 'urge' })
  if (DROPS.test(text)) readings.push({ do: 'withdraw' }, { do: 'no' })
  if (relapsed(said)) readings.push({ do: 'reopen', text: said.raw })
  else if (/^(?:没好|没完|还没好|没修好)$/.test(text) && !said.asks) readings.push({ do: 'reopen', text: said.raw })
  return readings
}

/** Whatever else somebody at work says on a case's quoted line. */
export const quotedNews: Rule = (said) => {
  const news = said.quotedCase === undefined ? undefined : newsTail(said, said.text)
  return news === undefined ? [] : [news]
}

/** What is said of a case, by whomever. */
export const CASE: readonly Rule[] = [hashed, commands, pointed, finishedThing, bare, supports, asksOwn, corrects]
