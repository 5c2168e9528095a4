import type { Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { labelled, listed, slashed } from './options.ts'
import { closeOf } from './poll.ts'
import { type Rule, rule, type Said } from './said.ts'

// ── a card that waits ──

const POST =
  /^(?:(?:可以|好|好的|行|要得|得行|ok|没问题|对|嗯|就这样|确认)[ ,.]*)*(?:就)?(?:发|发布|发出|发出去|可以发|就这样发|发到群里|贴出来)(?:了)?$/
const post = rule([POST], ({ text }) => (POST.test(text) ? [{ do: 'post-poll' }] : []))

const DROP = /^(?:(?:那|算了)[ ,]*)?(?:先|暂时|暂|还是|这个)*(?:不发|别发|莫发|不要发|不用发)(?:了|出去|出去了)?$/
/** 「先不发」: before all that the same words may mean otherwise, since only a card that waits makes it fit. */
export const drop = rule([DROP], ({ text }) => (DROP.test(text) ? [{ do: 'drop-poll' }] : []))

const CLOSES =
  /^(?:改|改成|改为|修改|改一下|截止改|时间改|截止时间改|延长|延)[ :,]*(?:截止时间|截止日期|截止|时间)?(?:改)?[ :,]*(?:到|为|成|至)?[ :,]*(?<time>.{2,24})$/
const OPTIONS =
  /^(?:(?:改|修改|换)(?:一?下)?[ ]*选项[ ]*(?:改)?|选项[ ]*(?:改|换))(?:一下)?(?:成|为|是)?[ :,]*(?<list>.{2,200})$/s
const ADDS =
  /^(?:再|还要?|另外?)?(?:加|增加|添加|补)(?:上)?(?:[一两几二三]?个)?[ ]*选项[ :,]*(?:叫|是)?[ :,]*(?<list>.{1,200})$/s

const BARELY = /^改[ ]*(?:截止|时间|选项|题目)$/

/** After the command the options may also stand apart by no more than a space. */
const given = (said: Said, list: string): readonly string[] => {
  const whole = { text: list, raw: ending(said, list) }
  const spaced = whole.raw.split(/[\s,，]+/).filter((option) => option !== '')
  const run = labelled([whole]).options
  const [found] = [slashed(whole), run, listed(whole), spaced].filter((options) => options.length > 1)
  return found ?? [whole.raw]
}
const changed = (said: Said): Reading | undefined => {
  if (/[?]/.test(said.whole) || /[吗么]$/.test(said.text)) return undefined
  const { list } = OPTIONS.exec(said.text)?.groups ?? {}
  const options = list === undefined ? [] : given(said, list)
  if (options.length > 1) return { do: 'change-poll', options }
  const more = ADDS.exec(said.text)?.groups?.list
  if (more !== undefined) return { do: 'change-poll', add: given(said, more) }
  const time = CLOSES.exec(said.text)?.groups?.time
  const closes = time === undefined ? undefined : closeOf(time, said.at)
  if (closes !== undefined) return { do: 'change-poll', closes }
  return BARELY.test(said.text) ? { do: 'change-poll' } : undefined
}
const change = rule([OPTIONS, ADDS, CLOSES, BARELY], (said) => {
  const reading = changed(said)
  return reading === undefined ? [] : [reading]
})

// ── a card that was posted ──

const POLL = 'p ?(?<poll>\\d{1,5})(?:号)?(?:这个)?(?:投票|表决|的?卡片?)?'
const WHY = '[ :,.;]*(?:[ :,.;](?<why>.{2,200}))?'
const VOIDS = new RegExp(`^(?<word>作废|废除|废掉|取消|撤销)(?:一?下|掉)?[ ]*(?:投票|表决)?[ :,]*${POLL}${WHY}$`, 's')
const VOIDED = new RegExp(`^${POLL}[ :,]*(?<word>作废|废除|废掉|废|取消|撤销|不算数?|无效)(?:了|掉)?${WHY}$`, 's')
/** Words that may mean one's own ballot as well. */
const EITHER = /取消|撤销/
const annul = rule([VOIDS, VOIDED], (said) => {
  if (said.asks) return []
  const { poll, word = '', why } = (VOIDS.exec(said.text) ?? VOIDED.exec(said.text))?.groups ?? {}
  if (poll === undefined || why?.startsWith('的票')) return []
  const number = Number(poll)
  const reason = why === undefined ? '' : ending(said, why)
  const own: readonly Reading[] = EITHER.test(word) && reason === '' ? [{ do: 'unvote', poll: number }] : []
  return [{ do: 'void-poll', poll: number, reason }, ...own]
})

/** What becomes of a card: a draft posted or changed, a poll declared void. */
export const CARD: readonly Rule[] = [post, change, annul]
