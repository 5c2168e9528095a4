import type { Instant } from '../../domain/calendar.ts'
import type { Later, Reading } from '../../domain/heard/reading.ts'
import { inPoll, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { NUMERAL } from '../text/numeral.ts'
import { spanIn } from '../time/span.ts'
import { timeIn } from '../time/time.ts'

const CALLED = '(?:号)?(?:这个)?(?:投票|表决|的?卡片?)?'
/** A command to a poll, its number before or after; quoting the card replaces it. */
const toPoll = (words: string, rest: string): RegExp =>
  new RegExp(
    `^(?:p ?(?<before>\\d{1,5})${CALLED}[ :,]*)?(?<word>${words})(?:[ ]*(?:投票|表决)?[ :,]*p ?(?<after>\\d{1,5})${CALLED})?${rest}$`,
    's',
  )
interface Command {
  readonly poll: number
  readonly word: string
  readonly rest: string
}
const commandIn = (said: Said, pattern: RegExp): Command | undefined => {
  const { before, after, word = '', rest = '' } = pattern.exec(said.text)?.groups ?? {}
  const poll = before ?? after ?? said.quotedPoll
  return poll === undefined || word === '' ? undefined : { poll: Number(poll), word, rest }
}
const command = (
  words: string,
  rest: string,
  read: (said: Said, found: Command) => Reading | readonly Reading[] | undefined,
): Rule => {
  const pattern = toPoll(words, rest)
  return rule([pattern], (said) => {
    const found = commandIn(said, pattern)
    const readings = found === undefined ? undefined : read(said, found)
    return readings === undefined ? [] : 'do' in readings ? [readings] : readings
  })
}
const WHY = '(?:了|掉)?[ :,.;]*(?:[ :,.;](?<rest>.{2,200}))?'

/** Words that may mean one's own ballot as well. */
const EITHER = /取消|撤销|撤回/
const annul = command(
  '(?:作废|废除|废掉|废|取消|撤销|撤回|不算数?|无效)(?:一?下|掉)?',
  WHY,
  (said, { poll, word, rest }) => {
    if (said.asks || rest.startsWith('的票')) return undefined
    const reason = rest === '' ? '' : ending(said, rest)
    return EITHER.test(word) && reason === ''
      ? [
          { do: 'void-poll', poll, reason, how: 'either' },
          { do: 'unvote', poll },
        ]
      : { do: 'void-poll', poll, reason }
  },
)

/** 「周五」「晚上8点」: one of many, of which the close that was announced tells the right one. */
const EACH: readonly (readonly ['day' | 'week', RegExp])[] = [
  ['week', /^(?:周|星期|礼拜)/],
  ['day', /^(?:凌晨|清早|早上|早|上午|中午|下午|傍晚|晚上|夜里|晚)? ?[\d零一二两三四五六七八九十]{1,3}[点时:]/],
]
const laterIn = (words: string, at: Instant): Later & { readonly closes?: Instant } => {
  const by = spanIn(words)
  if (by) return { by }
  const each = EACH.find(([, pattern]) => pattern.test(words))?.[0]
  return { closes: at, ...(each ? { each } : {}) }
}

const extend = command(
  '再?(?:延长|延期|延后|推迟|顺延|延)(?:截止)?(?:时间)?',
  `(?<rest>(?:[ :,到至].*|(?!(?<=\\d)\\d)${NUMERAL}.*|[半周].*)?)`,
  (said, { poll, rest }) => {
    return said.asks ? undefined : { do: 'extend-poll', poll, ...extension(said, rest) }
  },
)
function extension(
  said: Said,
  rest: string,
): Pick<Extract<Reading, { do: 'extend-poll' }>, 'reason' | 'closes' | 'by' | 'each'> {
  const when = rest.replace(/^[ :,]*(?:截止)?(?:时间)?(?:改)?(?:到|至)?[ :,]*/, '')
  const time = timeIn(when, said.at)
  if (time === undefined || time.from > 0) return { reason: when === '' ? '' : ending(said, when) }
  const reason = when.slice(time.to).replace(/^(?:截止|之前|以前|为止|前|止|吧|[ ,.;:])+/, '')
  const later = laterIn(when.slice(0, time.to).trim(), time.at)
  return { ...later, reason: reason === '' ? '' : ending(said, reason) }
}
/** 「不作废了」: the request of just before. */
const KEEP =
  /^(?:p ?(?<before>\d{1,5})[ :,]*)?(?:先|还是|那就|算了)*(?:(?:不|别|不要|不用|先不|取消|撤销|撤回|收回)作废|作废(?:的事)?(?:取消|撤回|撤销|算了))(?:了|吧)?[ :,]*(?:p ?(?<after>\d{1,5}))?(?:了|吧)?$/
const keep = rule([KEEP], ({ text, quotedPoll }) => {
  const found = KEEP.exec(text)
  const { before, after } = found?.groups ?? {}
  return found === null ? [] : [{ do: 'keep-poll', ...inPoll(before ?? after ?? quotedPoll?.toString()) }]
})

/** Without a number only these words, alone or set apart from what follows: they are of polls. */
const UNNUMBERED = /^(?<word>作废|延长|结论)(?:[ :,](?<rest>(?!.{0,2}p ?\d).{1,200})|(?<until>(?:到|至).{1,40}))?$/s
const unnumbered = rule([UNNUMBERED], (said): readonly Reading[] => {
  const { word, rest = '', until } = said.asks ? {} : (UNNUMBERED.exec(said.text)?.groups ?? {})
  if (word === undefined || said.quotedPoll !== undefined || (/^..[:,]/.test(said.text) && !said.pointed)) return []
  const told = (until ?? rest).trim()
  if (word === '延长') return [{ do: 'extend-poll', ...extension(said, told) }]
  if (word === '作废') return [{ do: 'void-poll', reason: told === '' ? '' : ending(said, told) }]
  const text = told === '' ? '' : ending(said, told)
  return [{ do: 'conclude', text, ...(text === '' ? {} : reviewIn(told, said)) }]
})

/** By a convener, of a poll; alone the same word is of cases as well. */
const URGES = /^(?:帮忙|帮我)?催(?:一?下|一催|催)?(?:大家)?[ ]*(?:投票|表决|p ?(?<poll>\d{1,5})|没投的.{0,4})(?:吧)?$/
const urges = rule([URGES], ({ text, quotedCase }) => {
  const found = URGES.exec(text)
  return found === null || quotedCase !== undefined ? [] : [{ do: 'urge-poll', ...inPoll(found.groups?.poll) }]
})

const end = command('(?:现在|马上|提前|立即|就)*(?:截止|结束|关闭|停止)(?:投票)?', '(?:了)?', (said, { poll }) =>
  said.asks ? undefined : { do: 'end-poll', poll },
)

/** When one looks again, rather than when something is done. */
const AGAIN = /回头|再看|再议|再评|复查|复评|回访|评估|检查|看效果|总结|验收|看看|讨论/
const reviewIn = (text: string, said: Said): { readonly review?: number } => {
  const times = text.split(/[,.;\n]/).flatMap((clause) => {
    const time = timeIn(clause, said.at)
    return time === undefined ? [] : [{ at: time.at, again: AGAIN.test(clause) }]
  })
  const found = times.find(({ again }) => again) ?? times[0]
  return found === undefined ? {} : { review: found.at }
}
const conclude = command('(?:最后|最终|的)?(?:结论|定论)(?:是)?', '[ :,.\n]*(?<rest>.{2,})?', (said, { poll, rest }) =>
  said.asks
    ? undefined
    : {
        do: 'conclude',
        poll,
        text: rest === '' ? '' : ending(said, rest),
        ...(rest === '' ? {} : reviewIn(rest, said)),
      },
)

/** What becomes of a poll that was posted. */
export const COURSE: readonly Rule[] = [keep, annul, extend, end, conclude, unnumbered, urges]
