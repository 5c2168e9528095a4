import { ending } from './normal.ts'
import { numeral } from './numeral.ts'
import { about, type Rule, rule } from './said.ts'

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
  const { number, text } = (OPINION.exec(said.text) ?? OPINION_OF.exec(said.text))?.groups ?? {}
  if (text === undefined || (number === undefined && !said.pointed && !SET_OUT.test(said.text))) return []
  return [{ do: 'opinion', ...about(number), text: ending(said, text) }]
})

/** A case is talked over before it is voted on. */
export const OPINIONS: readonly Rule[] = [second, deliberate, opinion]
