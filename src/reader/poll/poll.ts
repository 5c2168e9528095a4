import type { Instant } from '../../domain/calendar.ts'
import type { RuleWords } from '../../domain/heard/reading.ts'
import { rule, type Said } from '../said.ts'
import { STANCE } from './choice.ts'
import { labelled, listed, numberedOption, type Piece, slashed } from './options.ts'
import { announced, replied, spaced, unposted } from './pollwords.ts'
import { termsIn } from './terms.ts'

// 「大家投个票：」: whoever is called stands before the command.
const CALL =
  '(?:(?:请|麻烦|想请|我想请?|我要|帮忙|帮我|帮我们|大家|各位(?:邻居|业主|居民)?|邻居们|业主们|我们|咱们?)[ ,]*){0,3}(?:都|一起)?'
/** 「业主表决 …」: the kind stands in the command. */
const KIND =
  '(?:业主(?:大会)?|按户|入户|意向|匿名|不记名|无记名|实名|记名|党员(?:大会)?|(?:居民|村民|业主)?代表(?:大?会)?)'
const WORD = `(?:(?<kind>${KIND})?(?:投票|投一?个票|投一?下票|表决|意见征集|征求意见)|(?<survey>意向(?:征集|调查|(?=[ :\\n,])))|(?<asking>问(?:一?问|一?下)?(?:大家|各位(?:邻居|业主)?|邻居们?|业主们?)(?=[ :\\n,])))`
const COMMAND = `^${CALL}(?:发起|开|发|搞|做|建|来)?(?:一?个)?${WORD}`
const OPENING = new RegExp(`${COMMAND}(?:一下)?(?<mark>[ :\\n,]*)(?<rest>.+)$`, 's')
/** 「周五18点 投票 …」: some parts stand before the command. */
const AFTER_PARTS = new RegExp(`^(?<before>[^\\n]{2,60}?)(?<mark>[ ,\\n])${WORD}[ :,\\n]+(?<rest>.+)$`, 's')
const NO_POLL =
  /^(?:帮助|说明|教程|指南|菜单|命令|指令|链接|结果|情况|了|吗|的|给|已|截止|时间|什么时候|几点(?!钟?\?.*[/、])|怎么|有用|有效|算数|作数|通过|过了)/

/** No poll has more parts. */
const MOST = 80

interface Parts {
  readonly question: readonly Piece[]
  readonly options: readonly string[]
  readonly rules: RuleWords
  /** 「选项：」 was said: what follows are options. */
  readonly listing: boolean
}
const NOTHING: Parts = { question: [], options: [], rules: {}, listing: false }

const OPTIONS = /^选项[是为]?[:]? */
const LABEL = /^(?:题目|问题|议题|内容|主题|事项)[:] */
const without = ({ text, raw, line }: Piece, label: RegExp): Piece => {
  const rest = text.replace(label, '')
  return { text: rest, raw: raw.slice(raw.length - rest.length), line }
}
/** Among options a day is one of them, unless it closes the poll. */
const CLOSES = /[点:]|截止|前$|止$|[票名选户人投]/
/** What is elected, where nothing was asked before. */
const SUBJECT = /^(?:党小组|楼栋?长)$/
/** One part of the words after another finds its place; the options may take several parts. */
const placed = (all: Parts, pieces: readonly Piece[], loose: boolean, at: Instant): readonly [Parts, number] => {
  const [piece = { text: '', raw: '', line: 0 }] = pieces
  const asked = all.question.length > 0
  const more = termsIn(piece.text, at)
  const subject = !asked && SUBJECT.test(piece.text)
  const isRule = more !== undefined && !subject && (asked || more.doubt === undefined)
  if (isRule && !(all.listing && !CLOSES.test(piece.text))) return [{ ...all, rules: { ...all.rules, ...more } }, 1]
  if (OPTIONS.test(piece.text)) {
    const rest = without(piece, OPTIONS)
    const listing = { ...all, listing: true }
    return rest.text === '' ? [listing, 1] : placed(listing, [rest, ...pieces.slice(1)], true, at)
  }
  const answers = asked ? replied(pieces) : undefined
  if (answers !== undefined && answers.taken > 0)
    return [{ ...all, options: answers.options, listing: false }, answers.taken]
  const list = slashed(piece)
  if (list.length > 0) return [{ ...all, options: list, listing: false }, 1]
  const run = asked || all.listing ? labelled(pieces) : undefined
  if (run !== undefined && run.options.length > 0) return [{ ...all, options: run.options, listing: false }, run.taken]
  const numbered = asked || all.listing || all.options.length > 0 ? numberedOption(piece) : undefined
  if (numbered !== undefined) return [{ ...all, options: [...all.options, numbered] }, 1]
  const items = (asked && loose) || all.listing ? listed(piece) : []
  if (items.length > 0) return [{ ...all, options: items, listing: false }, 1]
  if (all.listing) return [{ ...all, options: [...all.options, piece.raw] }, 1]
  return [{ ...all, question: [...all.question, without(piece, LABEL)] }, 1]
}
const partsOf = (said: readonly Piece[], at: Instant): Parts => {
  // 「、」 separates options only where nothing else does.
  const loose = !said.some(
    (piece) =>
      termsIn(piece.text, at) === undefined && (slashed(piece).length > 0 || numberedOption(piece) !== undefined),
  )
  const pieces = announced(unposted(said), loose)
  let all = NOTHING
  for (let i = 0; i < pieces.length; ) {
    const [next, taken] = placed(all, pieces.slice(i), loose, at)
    all = next
    i += taken
  }
  return all.options.length > 0 ? all : bare(all)
}

/** What asks without a question mark. */
const ASKS = /[吗呢么][ ,.!~]*$|[吗呢] |(.)不\1|是否|还是/
const isContrary = (options: readonly Piece[]): boolean =>
  options.some(
    ({ text }) => new RegExp(`^${STANCE}$`).test(text) || options.some((other) => other.text === `不${text}`),
  )
/** Options without a number: each on a line of its own, or the contrary of another. */
const bare = (all: Parts): Parts => {
  const [question, ...options] = all.question
  if (question === undefined || options.length === 0) return all
  const lines = new Set(all.question.map(({ line }) => line))
  const ownLines =
    options.length > 1 && lines.size === all.question.length && options.every(({ text }) => text.length <= 20)
  const asked = question.text.endsWith('?') || ASKS.test(question.text)
  const contrary = asked && isContrary(options) && options.every(({ text }) => text.length <= 10)
  if (!(ownLines || contrary || spaced(question, options)) || options.some(({ text }) => /[?:]/.test(text))) return all
  return { ...all, question: [question], options: options.map(({ raw }) => raw) }
}

/** Cut at spaces, lines and marks, both writings alike; a question mark stays with its question. */
const pieces = (raw: string, text: string): readonly Piece[] => {
  const cuts: Piece[] = []
  let from = 0
  let line = 0
  const close = (to: number): void => {
    const piece = { text: text.slice(from, to).trim(), raw: raw.slice(from, to).trim(), line }
    if (piece.text !== '') cuts.push(piece)
  }
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '?') close(i + 1)
    else if (/[ \n,;]/.test(text[i] ?? '')) close(i)
    else continue
    from = i + 1
    if (text[i] === '\n') line++
  }
  close(text.length)
  return cuts
}
const belongs = (last: Piece, next: Piece, at: Instant): boolean =>
  termsIn(`${last.text} ${next.text}`, at) !== undefined ||
  /^(?:\d{1,2}|[a-j])[.、:)]$|[/、]$/.test(last.text) ||
  /^[/、]/.test(next.text)
/** 「周五 18点」 and 「1. 同意」 were cut at their space: they belong together. */
const joined = (cuts: readonly Piece[], at: Instant): readonly Piece[] => {
  const all: Piece[] = []
  for (const piece of cuts) {
    const last = all.at(-1)
    if (last === undefined || !belongs(last, piece, at)) all.push(piece)
    else all[all.length - 1] = { text: `${last.text} ${piece.text}`, raw: `${last.raw} ${piece.raw}`, line: last.line }
  }
  return all
}

/** Not to be taken for talk about some vote: it has the parts of a card, or a question set off from the command. */
const shaped = ({ options, rules }: Parts, rest: string, marked: boolean): boolean =>
  options.length > 0 || Object.keys(rules).length > 0 || (marked && (rest.includes('?') || ASKS.test(rest)))

const openingIn = ({ whole, text, addressed, at }: Said): Opening | undefined => {
  const from = whole.indexOf(text)
  const said = whole.slice(from)
  const found = OPENING.exec(said)?.groups ?? AFTER_PARTS.exec(said)?.groups
  const { before = '', kind, survey, asking, mark = '', rest } = found ?? {}
  if (rest === undefined || NO_POLL.test(rest) || (asking !== undefined && !addressed)) return undefined // a neighbour's own
  if (before !== '' && !addressed && termsIn(before, at) === undefined) return undefined
  return {
    before: [from, from + before.length],
    kind: kind ?? survey ?? '',
    marked: mark !== '',
    loosely: survey === '意向' || asking !== undefined,
    rest,
  }
}
interface Opening {
  /** Where the parts before the command stand. */
  readonly before: readonly [number, number]
  readonly kind: string
  readonly marked: boolean
  /** In everyday words: only with options is it a poll. */
  readonly loosely: boolean
  readonly rest: string
}
/** 「装2号门还是3号门」: two that begin or end alike. */
const EITHER = /^(?<before>.{2,40}?)[ ,，]*还是(?<other>[^?？吗呢 ]{1,10})[吗呢?？ ]*$/
const either = (question: string): readonly string[] => {
  const { before = '', other = '' } = EITHER.exec(question)?.groups ?? {}
  const one = before.slice(-other.length)
  const alike = one !== other && one.length === other.length && (one[0] === other[0] || one.at(-1) === other.at(-1))
  return other !== '' && alike ? [one, other] : []
}
/** How a poll is opened. */
export const open = rule([new RegExp(COMMAND), AFTER_PARTS], (said) => {
  const { whole, written, addressed, at } = said
  const opening = openingIn(said)
  if (opening === undefined) return []
  const { before, kind, marked, loosely, rest } = opening
  const cuts = [
    ...pieces(written.slice(...before), whole.slice(...before)),
    ...pieces(written.slice(-rest.length), rest),
  ]
  const parts = partsOf(joined(cuts.slice(0, MOST), at), at)
  const question = parts.question.map(({ raw }) => raw).join(' ')
  if (question === '' || (!addressed && !shaped(parts, rest, marked))) return []
  const options = loosely && parts.options.length === 0 ? either(question) : parts.options
  if (loosely && options.length < 2) return []
  return [{ do: 'open-poll', poll: { ...termsIn(kind, at), ...parts.rules, question, options } }]
})
