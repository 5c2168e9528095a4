import type { Figure, Reading } from '../../domain/heard/reading.ts'
import { firstOf, type Rule, rule } from '../said.ts'

/** Figures as they stand in a report, and as one asks for them. */
const FIGURES: readonly (readonly [Figure, string])[] = [
  ['slow', '没(?:有)?按时(?:办完)?(?:的)?|办晚了?的?|超时办完的?'],
  ['raised', '新报的?|报了?的'],
  ['onTime', '按时(?:办完)?的?|准时的?|按时率'],
  ['open', '在办的?|没办完的?|还?没办的?|未办结?的?'],
  ['done', '办完的?|办结的?|办好的?'],
  ['late', '晚了?的?|超时的?|超期的?|逾期的?|红灯的?|过期的?'],
  ['instant', '即办件?的?'],
  ['agent', '代办件?的?'],
  ['upward', '上报件?的?'],
  ['poor', '不满意的?|差评的?'],
  ['rated', '满意(?:度|率)?的?|评价的?|评了的?|打分的?'],
  ['unanswered', '没(?:人|有人)?(?:回|理|答复)(?:应|音|复)?的?'],
  ['answered', '回音|回复|首次(?:回应|回复|答复)|有人回的?'],
  ['patterns', '类案|重复的?|反复的?'],
]
const FIGURE = FIGURES.map(([, words]) => `(?:${words})`).join('|')
const NUMBER = '(?:都)?(?:是|有)?(?:哪几件|哪些事?|哪件|什么|多少|几件)?'
const SHOW = '(?:我)?(?:要|想)?(?:先)?(?:给我|帮我)?(?:看一?[看下]|看看?|预览)?(?:一下)?'
const BEHIND = new RegExp(`^${SHOW}(?<of>简报|周报|月报)(?:里|上)?(?:的|[ :,])*(?<figure>${FIGURE})${NUMBER}$`)
const WEEK = new RegExp(
  `^${SHOW}(?:本周|这周|这星期|一周)?的?(?:简报|周报)(?:[ :,]*(?:本周|这周|周))?(?:预览|看看|看一?下)?$`,
)
const MONTH = new RegExp(
  `^${SHOW}(?:本月|这个?月|当月)?的?(?:月报|月度?简报)(?:预览|看看|看一?下)?$|^简报[ :,]*(?:本月|这个?月|月)$`,
)
const DAY = /^今[天日]的?简报$|^简报[ :,]*今[天日]$/
/** 「这周几件没办完」. */
const FIGURE_OF = new RegExp(
  `^(?:这|本)个?(?<of>周|星期|礼拜|月)(?:里|都|还|一?共)*有?(?:几件|多少件?|哪些|哪几件)(?:事情?)?(?:是)?(?<figure>${FIGURE})(?:了)?$`,
)
/** Everyday words: only to the bot itself. */
const LATELY =
  /^(?:最近|这[几两]天|近来|(?:这|本)(?:周|星期|礼拜))(?:小区|社区|村里|咱们?这?)?(?:都|还|里)*有(?:什么|啥子?|哪些|些?什么)(?:事情?|情况|动静|问题)$/
const DAYS_LIST = /^(?:今[天日]|早上)的?清单$|^(?:日报|每日简报)$/

const figureIn = (words: string): Figure | undefined =>
  FIGURES.find(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(words))?.[0]

/** 简报 · 月报 · 简报 晚了. */
const digest = rule([BEHIND, FIGURE_OF, WEEK, MONTH, DAY], ({ text, pointed }): readonly Reading[] => {
  if (pointed && LATELY.test(text)) return [{ do: 'digest', of: 'week' }]
  const { of, figure: asked } = firstOf([BEHIND, FIGURE_OF], text)?.groups ?? {}
  const figure = asked === undefined ? undefined : figureIn(asked)
  if (figure !== undefined) return [{ do: 'digest', of: of?.startsWith('月') ? 'month' : 'week', figure }]
  if (DAY.test(text) || (pointed && DAYS_LIST.test(text))) return [{ do: 'digest', of: 'day' }]
  if (MONTH.test(text)) return [{ do: 'digest', of: 'month' }]
  return WEEK.test(text) ? [{ do: 'digest', of: 'week' }] : []
})

const POLISH = '润色|改通顺(?:一?点|些)?|改得?(?:更|再)?(?:通顺|好看|顺口?)(?:一?点|些)?'
const REPORT = '(?:本周|这周|本月|这个?月)?的?(?<of>周报|简报|月报|月度?简报)'
const POLISHED = [
  new RegExp(`^(?:帮我|给我|把)*润色(?:一?下)?[ ]*${REPORT}$`),
  new RegExp(`^(?:帮我|给我|把)*${REPORT}[ ]*(?:再)?(?:帮我)?(?:${POLISH})(?:一?下)?$`),
]
/** 「润色周报」. */
const polish = rule(POLISHED, ({ text }) => {
  const of = firstOf(POLISHED, text)?.groups?.of
  return of === undefined ? [] : [{ do: 'polish', of: of.startsWith('月') ? 'month' : 'week' }]
})

export const DIGEST: readonly Rule[] = [digest, polish]
