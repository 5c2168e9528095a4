import { about, firstOf, type Rule, rule } from '../said.ts'
import { ending } from '../text/normal.ts'
import { numeral } from '../text/numeral.ts'

const CASE = '#?(?<number>\\d{1,6})(?:号(?:事项|件|事)?)?(?![\\d栋幢楼单元个人户天])'
const DAYS = '(?<count>\\d{1,3}|半|[一二两三四五六七八九十]{1,3}) ?个?(?<unit>天|日|周|星期|礼拜|月)'

const DELIBERATE = new RegExp(
  `^(?:发起|开始|大家|提交)?(?:议一议|议一下|议事|商议|议)[ :,]*(?:${CASE})?[ :,]*(?:${DAYS})?$`,
)
const DAYS_OF: Readonly<Record<string, number>> = { 周: 7, 星期: 7, 礼拜: 7, 月: 30 }
/** 「议27 5天」. Without a number only of what is quoted. */
const deliberate = rule([DELIBERATE], ({ text, pointed }) => {
  const found = DELIBERATE.exec(text)
  const { number, count, unit = '' } = found?.groups ?? {}
  if (found === null || (number === undefined && !pointed)) return []
  const days = count === '半' ? 0.5 : numeral(count ?? '')
  return [
    {
      do: 'deliberate',
      ...about(number),
      ...(days === undefined ? {} : { days: Math.round(days * (DAYS_OF[unit] ?? 1)) }),
    },
  ]
})

const SECONDED = '(?:的)?意见(?:第)? ?(?<opinion>[1-9]\\d?|[一二三四五六七八九十])(?:条)?'
const SECONDS = new RegExp(
  `^(?:我们?家?)?(?:也)?(?:支持|同意|赞成|附议|\\+1)[ :,]*(?:${CASE})?[ :,]*(?:第)?${SECONDED}$|^(?:#?(?<of>\\d{1,6}))?[ :,]*意见(?:第)? ?(?<one>[1-9]\\d?|[一二三四五六七八九十])(?:条)?[ :,]*(?:\\+1|支持|附议|同意|赞成)$`,
)
const second = rule([SECONDS], ({ text }) => {
  const { number, of, opinion, one } = SECONDS.exec(text)?.groups ?? {}
  const which = numeral(opinion ?? one ?? '')
  return which === undefined ? [] : [{ do: 'second', ...about(number ?? of), opinion: which }]
})

const OPINION = new RegExp(`^(?:我的|我们?提?个?|提个?)?意见(?:[ :,]*${CASE}[ :,.]*|[ :,]+)(?<text>.{2,})$`, 's')
const OPINION_OF = /^#?(?<number>\d{1,6})号?(?:的)?(?:我的)?意见[ :,]+(?<text>.{2,})$/s
/** 「我的意见：」. */
const SET_OUT = /^我的意见 ?:/
/** 「意见 27 …」. Without a number only to what is quoted, to the bot, or set out as one. */
const opinion = rule([OPINION, OPINION_OF], (said) => {
  const { number, text } = firstOf([OPINION, OPINION_OF], said.text)?.groups ?? {}
  if (text === undefined || (number === undefined && !said.pointed && !SET_OUT.test(said.text))) return []
  return [{ do: 'opinion', ...about(number), text: ending(said, text) }]
})

const LIST =
  /^(?:#?(?<of>\d{1,6})(?:号)?的?[ :,]*)?(?:现在|目前|都)*(?:有)?(?:(?:大家|邻居|群里|各家)(?:都)?(?:的)?)?(?:意见(?:都)?(?:有)?(?:哪些|什么|些什么|啥子?|几条|列表|清单|汇总)|(?:都)?(?:有)?(?:哪些|什么|啥子?)意见|(?:都)?(?:说|提)了?(?:些)?(?:什么|啥子?|哪些)(?:意见)?)(?:呢|啊|了)?$/
/** 「27意见」. */
const LIST_OF = /^#?(?<of>\d{1,6})(?:号)?的?[ ]*意见$/
const list = rule([LIST, LIST_OF], ({ text, pointed }) => {
  const found = firstOf([LIST, LIST_OF], text)
  return found === undefined || (found.groups?.of === undefined && !pointed && !text.includes('意见'))
    ? []
    : [{ do: 'opinions', ...about(found.groups?.of) }]
})

const SUM = '(?:整理|归纳|归总|总结|汇总|梳理|概括)(?:一?下|一遍)?'
const THEIRS = '(?:大家|邻居|群里|各家|居民)?(?:们)?(?:都)?(?:提|说)?的?(?:意见|建议|看法|想法)'
const ASKED = '(?:(?:再|你|帮忙?|帮我|给我|替我|来|麻烦|能不能|可不可以) ?)*'
const SUMS = [
  `${SUM} ?(?:${CASE})? ?的?${THEIRS}`,
  `(?:归纳|归总|概括|梳理)(?:一?下)? ?${CASE}`,
  `(?:把)?(?:${CASE})? ?的?${THEIRS} ?${SUM}(?:出来)?`,
  `(?:把)?${THEIRS} ?${SUM} ?${CASE}`,
].map((wording) => new RegExp(`^${ASKED}${wording}$`))
/** What is quoted says of which; else only what nobody says of anything else. */
const SUM_THIS = new RegExp(`^${ASKED}${SUM}$`)
const SUM_ALONE = new RegExp(`^${ASKED}(?:归纳|归总|概括)(?:一?下)?$`)
/** 「归纳27」. Without a number only to the bot, or of what is quoted. */
const sumUp = rule([...SUMS, SUM_THIS], ({ text, pointed, quotedCase }) => {
  const found = firstOf(SUMS, text)
  if (!found)
    return (quotedCase !== undefined && SUM_THIS.test(text)) || (pointed && SUM_ALONE.test(text))
      ? [{ do: 'sum-up' }]
      : []
  const number = found.groups?.number
  return number === undefined && !pointed ? [] : [{ do: 'sum-up', ...about(number) }]
})

const BACK =
  /^(?:我要?)?(?:撤回|撤销|取消|收回|删除|删掉)[ ]*(?:我的?)?(?:刚才的?)?(?:#?(?<number>\d{1,6})号?的?)?[ ]*意见[ ]*(?:第)?(?<opinion>[1-9]\d?)?(?:条)?$/
const back = rule([BACK], ({ text }) => {
  const found = BACK.exec(text)
  const { number, opinion: one } = found?.groups ?? {}
  if (found === null) return []
  return [{ do: 'opinion-back', ...about(number), ...(one === undefined ? {} : { opinion: Number(one) }) }]
})

const SECONDS_WORDS = new RegExp(`^(?:支持|附议)[ ]*${CASE}[ :,]+(?<text>(?!意见).{2,60})$`, 's')
const secondWords = rule([SECONDS_WORDS], (said) => {
  const { number, text } = SECONDS_WORDS.exec(said.text)?.groups ?? {}
  return number === undefined || text === undefined
    ? []
    : [{ do: 'second-words', case: Number(number), text: ending(said, text) }]
})

/** Nothing was said after the word. */
const BARE = /^(?:意见|提意见|我的意见)(?:[ :,]*#?\d{1,6})?$/
const bare = rule([BARE], ({ text, pointed }) => (pointed && BARE.test(text) ? [{ do: 'unclear', near: '意见' }] : []))

/** A case is talked over before it is voted on. */
export const OPINIONS: readonly Rule[] = [second, deliberate, list, sumUp, back, opinion, secondWords, bare]
