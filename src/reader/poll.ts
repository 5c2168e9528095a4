import type { Instant } from '../domain/community.ts'
import type { PollWords } from '../domain/reading.ts'
import { labelled, listed, numberedOption, type Piece, slashed } from './options.ts'
import { rule } from './said.ts'
import { timeIn } from './time.ts'

// 「大家投个票：」: whoever is called stands before the command.
const CALL =
  '(?:(?:请|麻烦|想请|我想请?|我要|帮忙|帮我|帮我们|大家|各位(?:邻居|业主|居民)?|邻居们|业主们|我们|咱们?)[ ,]*){0,3}(?:都|一起)?'
const COMMAND = `^${CALL}(?:发起|开|发|搞|做|建|来)?(?:一?个)?(?:投票|投一?个票|投一?下票|表决|意见征集|征求意见)`
const OPENING = new RegExp(`${COMMAND}(?:一下)?(?<mark>[ :\\n,]*)(?<rest>.+)$`, 's')
const NO_POLL = /^(?:链接|结果|情况|了|吗|的|给|已|截止|时间|什么时候|几点|怎么|有用|有效|算数|作数|通过|过了)/
const KINDS: readonly (readonly [RegExp, 'household' | 'straw'])[] = [
  [/^(?:按户|一户一票|户)(?:投票?|计票|算)?$/, 'household'],
  [/^(?:意向|按人|一人一票|人)(?:投票?|征集|调查|计票|算)?$/, 'straw'],
]
const AROUND_TIME = /^(?:截止|截至|截止时间|截止到|到|在|于|[ :])*|(?:截止|结束|前|之前|以前|止|为止|[ ])*$/g

/** No time takes more characters, no poll more parts. */
const LONGEST_TIME = 30
const MOST = 80

const kindOf = (part: string): PollWords['kind'] => KINDS.find(([wording]) => wording.test(part))?.[1]
/** A part that is nothing but a time, as when the card closes. */
export const closeOf = (part: string, at: Instant): Instant | undefined => {
  if (part.length > LONGEST_TIME) return undefined
  const bare = part.replace(AROUND_TIME, '')
  const time = timeIn(bare, at)
  return time !== undefined && time.from === 0 && time.to === bare.length ? time.at : undefined
}
interface Parts {
  readonly question: readonly string[]
  readonly options: readonly string[]
  readonly kind?: 'straw' | 'household'
  readonly closes?: Instant
}
/** One part of the words after another finds its place; the options may take several parts. */
const placed = (all: Parts, pieces: readonly Piece[], loose: boolean, at: Instant): readonly [Parts, number] => {
  const [piece = { text: '', raw: '' }] = pieces
  const { text, raw } = piece
  const asked = all.question.length > 0
  const kind = kindOf(text)
  if (kind !== undefined) return [{ ...all, kind }, 1]
  const closes = closeOf(text, at)
  if (closes !== undefined) return [{ ...all, closes }, 1]
  const list = slashed(piece)
  if (list.length > 0) return [{ ...all, options: list }, 1]
  const run = asked ? labelled(pieces) : undefined
  if (run !== undefined && run.options.length > 0) return [{ ...all, options: run.options }, run.taken]
  const numbered = numberedOption(piece)
  if (numbered !== undefined && (asked || all.options.length > 0))
    return [{ ...all, options: [...all.options, numbered] }, 1]
  const items = asked && loose ? listed(piece) : []
  if (items.length > 0) return [{ ...all, options: items }, 1]
  return [/^选项[:]?$/.test(text) ? all : { ...all, question: [...all.question, raw] }, 1]
}
const partsOf = (pieces: readonly Piece[], at: Instant): Parts => {
  // 「、」 separates options only where nothing else does.
  const loose = !pieces.some((piece) => slashed(piece).length > 0 || numberedOption(piece) !== undefined)
  let all: Parts = { question: [], options: [] }
  for (let i = 0; i < pieces.length; ) {
    const [next, taken] = placed(all, pieces.slice(i), loose, at)
    all = next
    i += taken
  }
  return all
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
  /^(?:\d{1,2}|[a-h])[.、:)]$|[/、]$/.test(last.text) ||
  /^[/、]/.test(next.text)
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

/** What asks without a question mark. */
const ASKS = /[吗呢么][ ,.!~]*$|[吗呢] |(.)不\1|是否|还是/
/** Not to be taken for talk about some vote: it has the parts of a card, or a question set off from the command. */
const shaped = ({ options, kind, closes }: Parts, rest: string, marked: boolean): boolean =>
  options.length > 0 ||
  kind !== undefined ||
  closes !== undefined ||
  (marked && (rest.includes('?') || ASKS.test(rest)))

/** How a poll is opened. */
export const open = rule([new RegExp(COMMAND)], ({ text, whole, written, addressed, at }) => {
  const from = whole.indexOf(text)
  const { mark = '', rest } = OPENING.exec(whole.slice(from))?.groups ?? {}
  if (rest === undefined || NO_POLL.test(rest)) return []
  const parts = partsOf(joined(pieces(written.slice(-rest.length), rest).slice(0, MOST), at), at)
  const question = parts.question.join(' ').trim()
  if (question === '' || (!addressed && !shaped(parts, rest, mark !== ''))) return []
  return [{ do: 'open-poll', poll: { ...parts, question } }]
})
