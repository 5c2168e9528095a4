import { dayOf, type Instant, instant } from '../../domain/calendar.ts'
import type { Reading } from '../../domain/heard/reading.ts'
import { exactly, firstOf, type Rule, rule, type Said } from '../said.ts'
import { once, type When, whenIn, whenThing } from '../time/when.ts'
import { onDuty } from './duty.ts'

// ── what ──

const WHOM =
  '(?:大家|各位(?:邻居|业主|村民|居民)?|全体(?:业主|居民|村民)?|所有人|群里|邻居们?|业主们?|居民们?|村民们?|乡亲们?)'
const REMIND = new RegExp(
  `^(?<ask>(?:设置?个?|加一?个|定一?个|帮我|帮忙|帮|再|到时候?|记得)?)提醒(?<soft>一下|下|个)?(?<whom>${WHOM}(?:一下|下)?)?(?<gap>[ :,\n]*)(?<rest>.+)$`,
  's',
)
/** It is for one person, or the handlers are meant. */
const PERSONAL = /^(?:我|俺|咱)(?!们)/
const OTHER = /^(?:[你您他她](?!们)|[^ ,.:]{0,6}(?:妈|爸|爷|奶|叔|姨|哥|姐|嫂|老师))/
const URGES = /^(?:物业|师傅|他们?|她们?|你们?|您|维修|维保|保安|保洁|社区|居委会|孩子|家长|老人)/
/** It is for those at work alone. */
const AT_WORK = /代表|网格员|楼长|楼栋长|工作人员|同事|例会|值班|值守|到岗|上报|报表|台账/
const NO_COMMAND = /^(?:列表|清单|有(?:哪些|什么)|取消|撤销|不要|不用|过|了|的|得|到位)/
/** What is left of the words around the time. */
const EDGES = /^[ ,.:、;\n，。：；！]+|[ ,.:、;\n，。：；]+$/g

/**
 * 提醒 12月10日18:00前 交医保. To neighbours only in this form: the word, a blank or a 前, the time, the thing. To the bot,
 * and by a convener among staff, with the time anywhere.
 */
const reminds = rule([/^提醒[ ]*[^ ]/], (said) => {
  const { ask = '', soft, whom, gap = '', rest = '' } = REMIND.exec(said.text)?.groups ?? {}
  if (rest === '' || NO_COMMAND.test(rest)) return []
  if (said.addressed && PERSONAL.test(rest)) return [{ do: 'remind', text: '', doubt: 'personal' }]
  const when = whenThing(rest, said.at)
  const isForm = ask === '' && soft === undefined && whom === undefined && when?.from === 0
  const isSet = /^ +$/.test(gap) || (gap === '' && when?.words.before === true)
  const isPlain = !said.addressed && !(isForm && isSet)
  if (URGES.test(rest) || (!said.addressed && said.asks)) return []
  const text = about(said, rest, when)
  if (!isPlain) return [{ do: 'remind', text, ...(when?.words ?? {}) }]
  if (when === undefined || text === '' || PERSONAL.test(rest) || OTHER.test(rest) || AT_WORK.test(rest)) return []
  return [{ do: 'remind', how: 'plain', text, ...when.words }]
})

/** 「12月10日前交医保，提醒一下大家」, to the bot. */
const ASIDE = new RegExp(`(?:请|麻烦|记得|帮我|帮忙|到时候?|要)*提醒(?:一下|下)?${WHOM}(?:一下|下)?`)
const remindsAside = rule([], (said) => {
  const aside = said.addressed && !said.asks ? ASIDE.exec(said.text) : null
  if (aside === null || REMIND.test(said.text)) return []
  const without = (text: string): string => text.slice(0, aside.index) + text.slice(aside.index + aside[0].length)
  const rest = without(said.text)
  const when = whenThing(rest, said.at)
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

const LIST = exactly('提醒(?:列表|清单)|有(?:哪些|啥子?|哪样)提醒')
const WHICH =
  /^r ?(?<number>\d{1,5})(?:的?提醒)?(?:到底)?(?:是|提醒)(?:个)?(?:啥子?|什么|哪样|哪个|哪条)(?:事|事情|东西|提醒|意思)?$/
const ASKS_LIST = exactly(
  '(?:查看?|看看?|列出|列一?下)?(?:现在|还|都)?(?:有(?:哪些|什么|几个))?(?:的)?提醒(?:列表|清单|事项)?(?:有(?:哪些|什么))?|提醒(?:了|过)?(?:哪些|什么)(?:事)?',
)
const lists = rule([LIST, WHICH], ({ text, pointed }) => {
  const number = WHICH.exec(text)?.groups?.number
  if (number !== undefined) return [{ do: 'reminders', reminder: Number(number) }]
  return LIST.test(text) || (pointed && text !== '提醒' && ASKS_LIST.test(text)) ? [{ do: 'reminders' }] : []
})

/** 「明天几点停水」, to the bot: what was announced tells it. */
const WHEN_STOPPED =
  /(?:几点|什么时候|啥子?时候|好久|多久).{0,4}(?:停|来)[水电气暖]|停[水电气暖]?(?:停)?到(?:几点|什么时候|啥时候)|(?:今天|明天|后天|周[一二三四五六日天]|上午|下午|晚上).{0,3}停不?停?[水电气暖]?$/
const asksStop = rule([], ({ text, whole, addressed, asks }) =>
  addressed &&
  text.length <= 20 &&
  WHEN_STOPPED.test(text) &&
  (asks || /[吗么][?]?$/.test(whole) || /几点|时候|好久|多久|停不停/.test(text))
    ? [{ do: 'reminders' }]
    : [],
)

const OFF = '(?:取消|撤销|撤回|删除|删掉|删了|停掉|停了|关掉|作废|不要|不用|去掉)'
const DROPS: readonly RegExp[] = [
  new RegExp(`^${OFF}(?:掉|这个|那个|一下|这条|那条|所有的?|全部的?)?提醒了?[ :,]*(?:r ?)?(?<number>\\d{1,5})?$`),
  new RegExp(`^提醒${OFF}(?:掉)?了?[ :,]*(?:r ?)?(?<number>\\d{1,5})?$`),
  new RegExp(`^(?:提醒 ?)?r ?(?<number>\\d{1,5})(?:的?提醒)?[ :,]*(?:就|先)?${OFF}(?:掉|提醒)?了?$`),
  new RegExp(`^${OFF}[ :,]*r ?(?<number>\\d{1,5})(?:的?提醒)?$`),
]
/** 「不用提醒了」 may be about anything. */
const PLAIN_OFF = /^(?:取消|撤销|删除|删掉|停掉)/
const QUOTED_OFF = new RegExp(`^(?:这个|这条)?${OFF}(?:掉|提醒|这个|这条)?了?$`)
const drops = rule(DROPS, ({ text, pointed, quotedReminder }) => {
  if (quotedReminder !== undefined && QUOTED_OFF.test(text)) return [{ do: 'drop-reminder', reminder: quotedReminder }]
  const found = firstOf(DROPS, text)
  const number = found?.groups?.number
  if (found === undefined) return []
  if (number !== undefined) return [{ do: 'drop-reminder', reminder: Number(number) }]
  return pointed ? [{ do: 'drop-reminder' }] : PLAIN_OFF.test(text) ? [{ do: 'drop-reminder', how: 'plain' }] : []
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
  const { number, rest = '' } = firstOf(MOVES, text)?.groups ?? {}
  if (number === undefined) return []
  const when = whenIn(rest, at)
  return [{ do: 'move-reminder', reminder: Number(number), ...(when?.from === 0 ? when.words : {}) }]
})

// ── notices ──

const STOP =
  /停(?:水|电|气|燃气|天然气|暖|热水)|(?<thing>电梯|扶梯|车库|门禁|充电桩)[^?]{0,30}?停(?:止使用|止运行|用|运|梯|机)/
/** A notice begins with what it is about. */
const HEADED = /^(?:【[^】]{2,16}】|[^ ,.:]{2,8}通知[ :])/
const PART = /凌晨|早上|上午|中午|下午|傍晚|晚上/
const DENIES = /不停|没停|取消|恢复|还停|是不是|会不会|听说|有没有|昨天|以前|上次|来[水电气]|为(?:什么|啥)|怎么|解决/
const LONGEST_NOTICE = 160
/** 「明天上午9点到12点停水，请储水」: read aloud to a group by who has to know. */
const stops = rule([STOP], (said) => {
  const { text, pointed, asks, at } = said
  const stop = STOP.exec(text)
  if (pointed || asks || stop === null || text.length > LONGEST_NOTICE || DENIES.test(text)) return []
  const when = noticed(text, at)
  if (when === undefined || when.at <= at) return []
  if (when.from > stop.index + stop[0].length && !HEADED.test(text)) return []
  const { thing } = stop.groups ?? {}
  const what = `${when.part}${thing === undefined ? stop[0] : `${thing}停用`}`
  const more = {
    ...(when.timed ? { timed: true as const } : {}),
    ...(REMIND.test(text) ? { reminds: true as const } : {}),
  }
  return [{ do: 'stoppage', what, until: when.at, ...more } satisfies Reading]
})

/** When it begins; of a part of a day no hour is known, and the hour may stand apart from its day. */
function noticed(text: string, at: Instant) {
  const first = once(text, at)
  if (first === undefined) return undefined
  const { from, to, words } = first
  if (words.until === undefined) return undefined
  const day = { at: words.until, from, part: '', timed: false }
  if (words.timed && !/[点时:\d]/.test(text.slice(from, to).replace(DATE, '')))
    return { ...day, at: words.until, part: PART.exec(text.slice(from, to))?.[0] ?? '' }
  if (words.timed) return { ...day, at: words.until, timed: true }
  const rest = text.slice(to)
  const clock = APART.exec(rest)
  const hour = clock === null ? undefined : once(rest.slice(clock.index), midnight(words.until))?.words
  return hour?.until === undefined || !hour.timed
    ? { ...day, at: words.until }
    : { ...day, at: hour.until, timed: true }
}
const midnight = (t: Instant): Instant => instant(dayOf(t), '00:00')
const DATE = /\d+(?:年|月|日|号|\/|-)/g
const APART = /(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)?[ ]*\d{1,2}(?:[点时]|:\d{2})/

/** What everybody is reminded of, and who is on duty. */
export const REMINDERS: readonly Rule[] = [lists, asksStop, drops, moves, reminds, remindsAside, onDuty, stops]
