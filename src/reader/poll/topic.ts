import type { Choice, Reading } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { part, type Said, when } from '../said.ts'
import { lasting } from '../text/lasting.ts'
import { words } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { STANCE } from './choice.ts'
import { OWN } from './vote.ts'
import { choiceOf } from './worded.ts'

type Questions = NonNullable<Vocabulary['questions']>
interface Asked {
  readonly each: readonly (readonly [poll: number, words: string])[]
  /** The words of all. */
  readonly whole: string
}
// The map is another one when another card is open.
const asked = lasting((all: Questions): Asked => {
  const each = [...all].map(([poll, question]) => [poll, words(question).whole] as const)
  return { each, whole: each.map(([, text]) => text).join('\n') }
})

const LONGEST = 40
const LONGEST_TOPIC = 16
/** Whether it begins as words of an open question do. */
const begins = ({ text, vocabulary: { questions } }: Said): boolean =>
  questions !== undefined &&
  questions.size > 0 &&
  text.length > 1 &&
  text.length <= LONGEST &&
  asked(questions).whole.includes(text.slice(0, 2))

/** Who may be for or against something: 「物业同意」 is no vote on whether to change it. */
const WHO =
  /^(?:大家|[我你他她咱]们?|各位|物业|业委会|社区|居委会?|村委会?|村里|书记|主任|政府|街道|公司|开发商|业主|租户|住户|邻居|居民|村民|老人|孩子|家长|楼[上下]|.{0,3}[栋幢座楼组号]|.*单元)们?$/
/** What may be in any question. */
const ANYTHING =
  /^(?:要不要|还是|是不是|是否|可以|可不可以|能不能|能否|什么|怎么|哪[里个天样]|几点|多少|现在|[今明后]天|周末|本周|这周|下周|一个|[这那]个|需要|应该|小区|我?们?小区|群里)$|[\d零一二三四五六七八九十百两几第个点月日周期]$/
const SIDE = new RegExp(STANCE)
const isTopic = (topic: string): boolean =>
  !WHO.test(topic) && !ANYTHING.test(topic) && !SIDE.test(topic) && /[\u4e00-\u9fa5a-z]/.test(topic)

const LEAD = `[ :,.]*(?:${OWN})?(?:也|都|就)?(?:(?:投票?|选|扣|回|打)[ :]*)?`
const NUMBERS = new RegExp(`^(?<apart>${LEAD})(?:[1-9]\\d?(?:[、,和][1-9]\\d?){0,9}|[a-j])(?:票|的)?$`)
const FOR_OR_AGAINST = new RegExp(`^${LEAD}(?:坚决|强烈)?${STANCE}(?:票|的|了)?$`)
/** Nothing but a choice: 「充电桩1号」 and 「坝坝宴3桌」 are talk. */
const choiceIn = (said: Said, topic: string, rest: string): Choice | undefined => {
  const apart = NUMBERS.exec(rest)?.groups?.apart
  if (apart !== undefined && isSpot(topic, apart)) return undefined
  const bare = rest.replace(/^[ :,.]+/, '')
  const { options } = said.vocabulary
  const worded = bare !== '' && [...options].some((option) => words(option).text === bare)
  return apart !== undefined || worded || FOR_OR_AGAINST.test(rest) ? choiceOf(said, bare) : undefined
}
/** 「3栋1」 and 「车库1」 go on to tell where. */
const isSpot = (topic: string, apart: string): boolean => {
  const found = placeIn(topic)
  return found?.place.building !== undefined || (apart === '' && found?.to === topic.length)
}

const read = (said: Said): Extract<Reading, { do: 'vote' }> | undefined => {
  const { text, vocabulary, asks } = said
  if (vocabulary.questions === undefined || asks) return undefined
  const { each } = asked(vocabulary.questions)
  for (let to = Math.min(LONGEST_TOPIC, text.length - 1); to >= 2; to--) {
    const topic = text.slice(0, to)
    const among = each.flatMap(([poll, question]) => (question.includes(topic) ? [poll] : []))
    const choice = among.length > 0 && isTopic(topic) ? choiceIn(said, topic, text.slice(to)) : undefined
    if (choice !== undefined) return { do: 'vote', among, choice, how: 'plain', reason: '' }
  }
  return undefined
}

/** 「充电桩 赞成」「坝坝宴1，充电桩2」: some words of an open question, then the choice, and nothing else. */
export const byTopic = when(begins, (said) => {
  const pieces = said.text.split(/[,;\n]/).filter((piece) => piece.trim() !== '')
  const whole = read(said)
  if (whole !== undefined || pieces.length < 2) return whole === undefined ? [] : [whole]
  const each = pieces.flatMap((piece) => read(part(said, piece.trim())) ?? [])
  return each.length === pieces.length ? each : []
})
