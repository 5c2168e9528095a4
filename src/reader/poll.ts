import type { Instant } from '../domain/community.ts'
import type { PollWords } from '../domain/reading.ts'
import type { Rule } from './said.ts'
import { timeIn } from './time.ts'

const OPENING =
  /^(?:发起|开个?|发个?|搞个?|来个?)?(?:投票|表决|意见征集|征求意见)(?:一下)?(?<mark>[ :\n,])*(?<rest>.+)$/s
const NO_POLL = /^(?:链接|结果|情况|了|吗|的|给|已|截止|时间|什么时候|几点|怎么)/
const KINDS: readonly (readonly [RegExp, 'household' | 'straw'])[] = [
  [/^(?:按户|一户一票|户)(?:投票?|计票|算)?$/, 'household'],
  [/^(?:意向|按人|一人一票|人)(?:投票?|征集|调查|计票|算)?$/, 'straw'],
]
const NUMBERED = /^(?:[(]?(?:\d{1,2}|[a-h])[.、:)])\s*(?<option>\S.*)$/
const AROUND_TIME = /^(?:截止|截至|截止时间|截止到|到|在|于|[ :])*|(?:截止|结束|前|之前|以前|止|为止|[ ])*$/g

/** No time takes more characters, no poll more parts. */
const LONGEST_TIME = 30
const MOST = 80

const kindOf = (part: string): PollWords['kind'] => KINDS.find(([wording]) => wording.test(part))?.[1]
const closeOf = (part: string, at: Instant): Instant | undefined => {
  if (part.length > LONGEST_TIME) return undefined
  const bare = part.replace(AROUND_TIME, '')
  const time = timeIn(bare, at)
  return time !== undefined && time.from === 0 && time.to === bare.length ? time.at : undefined
}
const optionsOf = (part: string): readonly string[] => {
  const options = part
    .split('/')
    .map((option) => option.trim())
    .filter((option) => option !== '')
  return options.length > 1 && options.every((option) => option.length <= 30 && !/[?]/.test(option)) ? options : []
}

interface Parts {
  readonly question: readonly string[]
  readonly options: readonly string[]
  readonly kind?: 'straw' | 'household'
  readonly closes?: Instant
}
interface Piece {
  readonly text: string
  readonly raw: string
}
const placed = (parts: Parts, { text, raw }: Piece, at: Instant): Parts => {
  const kind = kindOf(text)
  if (kind !== undefined) return { ...parts, kind }
  const closes = closeOf(text, at)
  if (closes !== undefined) return { ...parts, closes }
  const list = optionsOf(raw.replace(/／/g, '/'))
  if (list.length > 0) return { ...parts, options: list }
  const numbered = NUMBERED.exec(raw.replace(/．/g, '.'))?.groups?.option
  if (numbered !== undefined && (parts.question.length > 0 || parts.options.length > 0))
    return { ...parts, options: [...parts.options, numbered] }
  return { ...parts, question: [...parts.question, raw] }
}

/** Cut at spaces, lines and marks, both writings alike; a question mark stays with its question. */
const pieces = (raw: string, text: string): readonly Piece[] => {
  const cuts: Piece[] = []
  let from = 0
  const close = (to: number): void => {
    const piece = { text: text.slice(from, to).trim(), raw: raw.slice(from, to).trim() }
    if (piece.text !== '') cuts.push(piece)
  }
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '?') close(i + 1)
    else if (/[ \n,;]/.test(text[i] ?? '')) close(i)
    else continue
    from = i + 1
  }
  close(text.length)
  return cuts
}
const belongs = (last: Piece, next: Piece, at: Instant): boolean =>
  closeOf(`${last.text} ${next.text}`, at) !== undefined ||
  /^(?:\d{1,2}|[a-h])[.、:)]$|\/$/.test(last.text) ||
  next.text.startsWith('/')
/** 「周五 18点」 and 「1. 同意」 were cut at their space: they belong together. */
const joined = (cuts: readonly Piece[], at: Instant): readonly Piece[] => {
  const all: Piece[] = []
  for (const piece of cuts) {
    const last = all.at(-1)
    if (last === undefined || !belongs(last, piece, at)) all.push(piece)
    else all[all.length - 1] = { text: `${last.text} ${piece.text}`, raw: `${last.raw} ${piece.raw}` }
  }
  return all
}

const shapeless = ({ options, kind, closes }: Parts, text: string): boolean =>
  options.length === 0 && kind === undefined && closes === undefined && !text.includes('?')

const open: Rule = ({ text, whole, written, addressed, at }) => {
  const from = whole.indexOf(text)
  const rest = OPENING.exec(whole.slice(from))?.groups?.rest
  if (rest === undefined || NO_POLL.test(rest)) return []
  const cuts = joined(pieces(written.slice(-rest.length), rest).slice(0, MOST), at)
  const parts = cuts.reduce<Parts>((all, piece) => placed(all, piece, at), { question: [], options: [] })
  const question = parts.question.join(' ').trim()
  if (question === '' || (!addressed && shapeless(parts, rest))) return []
  return [{ do: 'open-poll', poll: { ...parts, question } }]
}

const POST = /^(?:发|发布|发出|发出去|可以发|就这样发|发到群里|贴出来)(?:了)?$/
const post: Rule = ({ text }) => (POST.test(text) ? [{ do: 'post-poll' }] : [])

const CHANGE =
  /^(?:改|改成|改为|修改|改一下|截止改|时间改|截止时间改|延长|延)[ :,]*(?:截止时间|截止日期|截止|时间)?(?:改)?[ :,]*(?:到|为|成|至)?[ :,]*(?<time>.{2,24})$/
const change: Rule = ({ text, at }) => {
  const time = CHANGE.exec(text)?.groups?.time
  const closes = time === undefined ? undefined : closeOf(time, at)
  return closes === undefined
    ? /^改[ ]*(?:截止|时间|选项|题目)$/.test(text)
      ? [{ do: 'change-poll' }]
      : []
    : [{ do: 'change-poll', closes }]
}

/** How a poll is opened and its draft is changed. */
export const POLL: readonly Rule[] = [open, post, change]
