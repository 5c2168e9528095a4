import type { Reading } from '../../domain/heard/reading.ts'
import { type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { labelled, listed, slashed } from './options.ts'
import { termsIn } from './terms.ts'

const POST =
  /^(?:(?:可以|好|好的|行|要得|得行|ok|没问题|对|嗯|就这样|确认)[ ,.]*)*(?:就)?(?:发|发布|发出|发出去|可以发|就这样发|发到群里|贴出来)(?:了)?$/
const post = rule([POST], ({ text }) => (POST.test(text) ? [{ do: 'post-poll' }] : []))

const DROP = /^(?:(?:那|算了)[ ,]*)?(?:先|暂时|暂|还是|这个)*(?:不发|别发|莫发|不要发|不用发)(?:了|出去|出去了)?$/
/** 「先不发」: before all that the same words may mean otherwise, since only a card that waits makes it fit. */
export const drop = rule([DROP], ({ text }) => (DROP.test(text) ? [{ do: 'drop-poll' }] : []))

const SHOW = /^(?:再|先)?(?:看|看看|看一?下|看一眼|看一遍|看全|看卡片|看全部)$/
const show = rule([SHOW], ({ text }) => (SHOW.test(text) ? [{ do: 'show-card' }] : []))

const CHANGE = '(?:改|修改|更改|换)(?:一?下)?(?:成|为|到)?'
const OPTIONS = new RegExp(
  `^(?:${CHANGE}[ ]*选项[ ]*(?:改)?|选项[ ]*(?:改|换))(?:一下)?(?:成|为|是)?[ :,]*(?<list>.{2,200})$`,
  's',
)
const ADDS =
  /^(?:再|还要?|另外?)?(?:加|增加|添加|补)(?:上)?(?:[一两几二三]?个)?[ ]*选项[ :,]*(?:叫|是)?[ :,]*(?<list>.{1,200})$/s
const QUESTION = new RegExp(
  `^(?:${CHANGE}[ ]*(?:题目|问题|标题|议题)|(?:题目|问题|标题|议题)[ ]*(?:改|换))(?:一下)?(?:成|为|是)?[ :,]*(?<question>.{2,200})$`,
  's',
)
const ABOUT = '截止时间|截止日期|截止|时间|方式|类型|规则'
const RULES = new RegExp(
  `^(?:(?:改|修改|更改)(?:一?下)?(?:成|为|到)?|换(?:成|到|为)(?=周|星期|礼拜|\\d|下周)|(?:${ABOUT})改|延长|延)[ :,]*(?<rules>.{2,60})$`,
)
const AIM = new RegExp(`^(?:${ABOUT})?改?(?:到|为|成|至)?[ :,]*`)
const BARELY = /^改[ ]*(?:截止|时间|选项|题目)?$/

/** After the command the options may also stand apart by no more than a space. */
const given = (said: Said, list: string): readonly string[] => {
  const whole = { text: list, raw: ending(said, list), line: 0 }
  const spaced = whole.raw.split(/[\s,，]+/).filter((option) => option !== '')
  const run = labelled([whole]).options
  const [found] = [slashed(whole), run, listed(whole), spaced].filter((options) => options.length > 1)
  return found ?? [whole.raw]
}
const changed = (said: Said): Reading | undefined => {
  if (/[?]/.test(said.whole) && !QUESTION.test(said.text)) return undefined
  const { question } = QUESTION.exec(said.text)?.groups ?? {}
  if (question !== undefined) return { do: 'change-poll', question: ending(said, question) + asking(said) }
  if (/[吗么]$/.test(said.text)) return undefined
  const { list } = OPTIONS.exec(said.text)?.groups ?? {}
  const options = list === undefined ? [] : given(said, list)
  if (options.length > 1) return { do: 'change-poll', options }
  const more = ADDS.exec(said.text)?.groups?.list
  if (more !== undefined) return { do: 'change-poll', add: given(said, more) }
  const words = RULES.exec(said.text)
    ?.groups?.rules?.replace(/(?:取消|去掉|关掉|不要|不用|不|别)匿名/g, '记名')
    .replace(/^公开$/, '记名')
  const rules = words === undefined ? undefined : (termsIn(words, said.at) ?? termsIn(words.replace(AIM, ''), said.at))
  if (rules !== undefined) return { do: 'change-poll', rules }
  return BARELY.test(said.text) ? { do: 'change-poll' } : undefined
}
/** A question keeps its mark, which politeness took off. */
const asking = ({ written }: Said): string => /[?？]$/.exec(written)?.[0] ?? ''
const change = rule([OPTIONS, ADDS, QUESTION, RULES, BARELY], (said) => {
  const reading = changed(said)
  return reading === undefined ? [] : [reading]
})

/** What becomes of a card that waits to be posted. */
export const CARD: readonly Rule[] = [post, show, change]
