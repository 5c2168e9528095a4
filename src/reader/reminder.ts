import type { Instant } from '../domain/calendar.ts'
import type { Reading, ReminderWords, Repeat } from '../domain/reading.ts'
import { NUMERAL, numeral } from './numeral.ts'
import { exactly, type Rule, rule, type Said } from './said.ts'
import { timeIn } from './time.ts'

// ── when ──

/** A time that was found, and where it stands. */
interface When {
  readonly words: ReminderWords
  readonly from: number
  readonly to: number
}

const DAYS = '日一二三四五六'
const EVERY = new RegExp(
  `每(?:个|一)?(?:月(?:的)?(?:(?<last>最后一天|月底|底|末)|(?<date>${NUMERAL})[日号]?)|(?:周|星期|礼拜)(?<weekday>[${DAYS}天末1-7]))`,
)
/** Another day beside it, or a rhythm that we do not keep. */
const ANOTHER = new RegExp(
  `^[ ,、和及到至]*(?:周|星期|礼拜)?[${DAYS}1-7](?![\\d点时:个])|^[ ,、和及到至]+\\d{1,2}[日号]`,
)
const OFTEN = /每(?:个|一)?(?:天|日|晚|早|小时|个?工作日|半天)/
const OTHERWISE =
  /每(?:个|一)?(?:两|二|2|三|3|四|隔|双|单|半)(?:个)?(?:周|星期|礼拜|月|年|天)|隔(?:一)?(?:周|月|天|日)|每(?:个)?(?:季度?|年|周(?!\S)|月(?!\S))|每(?:周|月)(?=[ ,])/
/** A clock stands at the beginning. */
const CLOCK =
  /^[ ]*(?:(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)[ ]*)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:点时])|^[ ]*(?:凌晨|早上|上午|中午|下午|傍晚|晚上)/
const HOUR = /[点时:]|早|晚|上午|下午|中午|傍晚|凌晨|夜|小时|分钟|钟头|刻/
const LEAD = /(?:截止时间|截止日期|截止到?|截至|在|于|到)[ :]*$/
const BEFORE = /^[ ]*(?:之前|以前|前|截止|为止|止)/
const NO_DAY = /(?:\d{4}年|[今明后]年)?\d{1,2}(?:月|\/)\d{1,2}(?:日|号|(?=[ 早晚上中下前,]|$))/
const END_OF_DAY = '18:00'

/** The first time in these words, by which everybody could be reminded. */
const whenIn = (text: string, at: Instant): When | undefined => {
  const found = comingRound(text, at) ?? once(text, at)
  if (found === undefined) return undefined
  const lead = LEAD.exec(text.slice(0, found.from))
  const end = BEFORE.exec(text.slice(found.to))?.[0] ?? ''
  const before = end !== '' || (lead?.[0] ?? '').startsWith('截')
  return {
    words: { ...found.words, ...(before ? { before: true } : {}) },
    from: lead?.index ?? found.from,
    to: found.to + end.length,
  }
}

const once = (text: string, at: Instant): When | undefined => {
  const none = NO_DAY.exec(text)
  const time = timeIn(text, at)
  if (none !== null && (time === undefined || time.from > none.index))
    return { words: { doubt: 'no-such-day' }, from: none.index, to: none.index + none[0].length }
  if (time === undefined) return undefined
  const to = time.from + begins(text.slice(time.from, time.to))
  const first = to < time.to ? (timeIn(text.slice(0, to), at) ?? time) : time
  const timed = HOUR.test(text.slice(time.from, to)) ? ({ timed: true } as const) : {}
  return { words: { until: first.at, ...timed }, from: time.from, to }
}
/** 「9点到17点」 begins at nine: the rest is said with the thing. */
const begins = (stretch: string): number => {
  const to = stretch.slice(1).search(/(?:到|至|~)(?![期点])|[-—](?=\d{1,2}[:点时])/)
  return to < 0 ? stretch.length : to + 1
}

const comingRound = (text: string, at: Instant): When | undefined => {
  const doubt = (pattern: RegExp, what: 'too-often' | 'which-every'): When | undefined => {
    const found = pattern.exec(text)
    return found === null ? undefined : { words: { doubt: what }, from: found.index, to: found.index + found[0].length }
  }
  const found = EVERY.exec(text)
  if (found === null) return doubt(OFTEN, 'too-often') ?? doubt(OTHERWISE, 'which-every')
  const to = found.index + found[0].length
  const rest = text.slice(to)
  if (ANOTHER.test(rest)) return { words: { doubt: 'which-every' }, from: found.index, to }
  const clock = CLOCK.test(rest) ? timeIn(rest, at) : undefined
  const repeat = repeatOf(found.groups ?? {}, clock === undefined ? END_OF_DAY : timeOf(clock.at))
  if (repeat === undefined) return { words: { doubt: 'no-such-day' }, from: found.index, to }
  return {
    words: { repeat, ...(clock === undefined ? {} : { timed: true }) },
    from: found.index,
    to: to + (clock?.to ?? 0),
  }
}

const timeOf = (t: Instant): string => new Date(t + 8 * 3_600_000).toISOString().slice(11, 16)

const repeatOf = (
  { last, date, weekday }: Readonly<Record<string, string | undefined>>,
  time: string,
): Repeat | undefined => {
  if (weekday !== undefined) {
    const day = /\d/.test(weekday) ? Number(weekday) % 7 : Math.max(0, DAYS.indexOf(weekday)) // 天 and 末 are Sunday
    return { every: 'week', weekday: day, time }
  }
  const day = last === undefined ? (numeral(date ?? '') ?? 0) : 31
  return day >= 1 && day <= 31 ? { every: 'month', day, time } : undefined
}

// ── what ──

const WHOM =
  '(?:大家|各位(?:邻居|业主|村民|居民)?|全体(?:业主|居民|村民)?|所有人|群里|邻居们?|业主们?|居民们?|村民们?|乡亲们?)'
const REMIND = new RegExp(
  `^(?<ask>(?:设置?个?|加一?个|定一?个|帮我|帮忙|帮|再|到时候?|记得)?)提醒(?<soft>一下|下|个)?(?<whom>${WHOM}(?:一下|下)?)?(?<gap>[ :,\n]*)(?<rest>.+)$`,
  's',
)
/** It is for one person, or the handlers are meant. */
const PERSONAL = /^(?:我|俺|咱)(?!们)/
const URGES = /^(?:物业|师傅|他们?|她们?|你们?|您|维修|维保|保安|保洁|社区|居委会|孩子|家长|老人)/
const NO_COMMAND = /^(?:列表|清单|有(?:哪些|什么)|取消|撤销|不要|不用|过|了|的|得|到位)/
/** What is left of the words around the time. */
const EDGES = /^[ ,.:、;\n，。：；！]+|[ ,.:、;\n，。：；]+$/g

/**
 * 提醒 12月10日18:00前 交医保. To neighbours only in this form: the word, a blank or a 前, the time, the thing. To the bot
 * with the time anywhere.
 */
const reminds = rule([/^提醒[ ]*[^ ]/], (said) => {
  const { ask = '', soft, whom, gap = '', rest = '' } = REMIND.exec(said.text)?.groups ?? {}
  if (rest === '' || NO_COMMAND.test(rest)) return []
  if (said.addressed && PERSONAL.test(rest)) return [{ do: 'remind', text: '', doubt: 'personal' }]
  const when = whenIn(rest, said.at)
  const isForm = ask === '' && soft === undefined && whom === undefined && when?.from === 0
  const isSet = /^ +$/.test(gap) || (gap === '' && when?.words.before === true)
  if (!said.addressed && !(isForm && isSet && !said.asks)) return []
  if (URGES.test(rest)) return []
  return [{ do: 'remind', text: about(said, rest, when), ...(when?.words ?? {}) }]
})

/** 「12月10日前交医保，提醒一下大家」, to the bot. */
const ASIDE = new RegExp(`(?:请|麻烦|记得|帮我|帮忙|到时候?|要)*提醒(?:一下|下)?${WHOM}(?:一下|下)?`)
const remindsAside = rule([], (said) => {
  const aside = said.addressed && !said.asks ? ASIDE.exec(said.text) : null
  if (aside === null || REMIND.test(said.text)) return []
  const without = (text: string): string => text.slice(0, aside.index) + text.slice(aside.index + aside[0].length)
  const rest = without(said.text)
  const when = whenIn(rest, said.at)
  if (when === undefined || when.words.doubt !== undefined || (when.words.until ?? Infinity) <= said.at) return []
  return [{ do: 'remind', how: 'aside', text: about({ ...said, raw: without(said.raw) }, rest, when), ...when.words }]
})

/** Her own writing, without the time. */
const about = (said: Said, rest: string, when: When | undefined): string => {
  const raw = said.raw.slice(said.raw.length - rest.length)
  if (when === undefined) return raw.trim()
  const [first, last] = [raw.slice(0, when.from), raw.slice(when.to)].map((part) => part.replace(EDGES, ''))
  return [first, last]
    .filter(Boolean)
    .join('，')
    .replace(/\s*\n\s*/g, '；')
}

// ── afterwards ──

const LIST = exactly('提醒(?:列表|清单)|有哪些提醒')
const ASKS_LIST = exactly(
  '(?:查看?|看看?|列出|列一?下)?(?:现在|还|都)?(?:有(?:哪些|什么|几个))?(?:的)?提醒(?:列表|清单|事项)?(?:有(?:哪些|什么))?|提醒(?:了|过)?(?:哪些|什么)(?:事)?',
)
const lists = rule([LIST], ({ text, pointed }) =>
  LIST.test(text) || (pointed && text !== '提醒' && ASKS_LIST.test(text)) ? [{ do: 'reminders' }] : [],
)

const OFF = '(?:取消|撤销|撤回|删除|删掉|删了|停掉|停了|关掉|作废|不要|不用|去掉)'
const DROPS: readonly RegExp[] = [
  new RegExp(`^${OFF}(?:掉|这个|那个|一下|这条|那条|所有的?|全部的?)?提醒[ :,]*(?:r ?)?(?<number>\\d{1,5})?$`),
  new RegExp(`^提醒${OFF}(?:掉)?了?[ :,]*(?:r ?)?(?<number>\\d{1,5})?$`),
  new RegExp(`^(?:提醒 ?)?r ?(?<number>\\d{1,5})(?:的?提醒)?[ :,]*(?:就|先)?${OFF}(?:掉|提醒)?了?$`),
  new RegExp(`^${OFF}[ :,]*r ?(?<number>\\d{1,5})(?:的?提醒)?$`),
]
const QUOTED_OFF = new RegExp(`^(?:这个|这条)?${OFF}(?:掉|提醒|这个|这条)?了?$`)
const drops = rule(DROPS, ({ text, pointed, quotedReminder }) => {
  if (quotedReminder !== undefined && QUOTED_OFF.test(text)) return [{ do: 'drop-reminder', reminder: quotedReminder }]
  const found = DROPS.map((pattern) => pattern.exec(text)).find((one) => one !== null)
  const number = found?.groups?.number
  if (found === undefined || (number === undefined && !pointed)) return []
  return [{ do: 'drop-reminder', ...(number === undefined ? {} : { reminder: Number(number) }) }]
})

const TO = '(?:改到|改成|改为|改在|改|推迟到|推到|延到|延期到|延长到|顺延到|提前到|换到|挪到|移到)'
const MOVES: readonly RegExp[] = [
  new RegExp(
    `^(?:把|将)?(?:提醒 ?)?r ?(?<number>\\d{1,5})(?:的?提醒)?[ :,]*(?:的?(?:时间|日期|截止(?:时间|日期)?))?${TO}[ :,]*(?<rest>.+)$`,
    's',
  ),
  /^(?:改|推迟|延期|延长|提前)(?:提醒)?[ :,]*r ?(?<number>\d{1,5})[ ,]*(?:改?到|至)[ ]*(?<rest>.+)$/s,
]
const moves = rule(MOVES, ({ text, at }) => {
  const { number, rest = '' } = MOVES.map((pattern) => pattern.exec(text)?.groups).find(Boolean) ?? {}
  if (number === undefined) return []
  const when = whenIn(rest, at)
  return [{ do: 'move-reminder', reminder: Number(number), ...(when?.from === 0 ? when.words : {}) }]
})

// ── notices ──

const STOP = /停(?:水|电|气|燃气|天然气|暖|热水)/
const DENIES = /不停|没停|取消|恢复|还停|是不是|会不会|听说|有没有|昨天|以前|上次|来[水电气]|为(?:什么|啥)|怎么|解决/
const LONGEST_NOTICE = 160
/** 「明天上午9点到12点停水，请储水」: read aloud to a group by who has to know. */
const stops = rule([STOP], (said) => {
  const { text, pointed, asks, at } = said
  const what = STOP.exec(text)
  if (pointed || asks || what === null || text.length > LONGEST_NOTICE || DENIES.test(text)) return []
  const time = timeIn(text, at)
  if (time === undefined || time.at <= at || time.from > what.index) return []
  const timed = HOUR.test(text.slice(time.from, time.to)) ? ({ timed: true } as const) : {}
  return [{ do: 'stoppage', what: what[0], until: time.at, ...timed } satisfies Reading]
})

// ── who is on duty ──

const DUTY =
  /^(?<on>.{0,12}?)(?:是|该|轮到)?(?:谁|哪个|哪位|哪个部门|哪家|哪些人)(?:在)?(?:值班|值夜班|当班)(?:的|呢)?$|^(?<day>.{0,12}?)值班(?:的)?(?:是谁|是哪个|有谁|有哪些人|安排|表)$/
const NOW = /^(?:现在|这会儿?|目前|此刻|请问)?$/
const onDuty = rule([DUTY], ({ text, at }) => {
  const groups = DUTY.exec(text)?.groups
  if (groups === undefined) return []
  const on = (groups.on ?? groups.day ?? '').trim()
  if (NOW.test(on)) return [{ do: 'on-duty' }]
  const time = timeIn(on, at)
  if (time?.from !== 0 || time.to < on.length) return []
  return [{ do: 'on-duty', on: time.at, ...(HOUR.test(on) ? {} : { whole: true }) }]
})

/** What everybody is reminded of, and who is on duty. */
export const REMINDERS: readonly Rule[] = [lists, drops, moves, reminds, remindsAside, onDuty, stops]
