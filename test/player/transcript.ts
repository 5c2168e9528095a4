import type { Instant } from '../../src/domain/calendar.ts'

/** A `.chat` file as steps to be played, in order. */
export interface Transcript {
  /** 「demo」, or paths beside the transcript: each a community of its own. */
  readonly communities: readonly string[]
  readonly at: Instant
  /** Lines of the bot that nothing expects are no difference. */
  readonly loose: boolean
  readonly steps: readonly Step[]
  /** The number of the last line. */
  readonly end: number
}
export type Step = { readonly line: number } & (Event | Expected)

/** What happens to the bot. A room is named as in the file; a private chat is 「私聊:李芳」. */
export type Event =
  | Saying
  | {
      readonly do: 'move'
      readonly by: { readonly minutes: number } | { readonly workdays: number }
      readonly as: string
    }
  | { readonly do: 'recall' | 'join' | 'leave'; readonly room: string; readonly who: string }
  | { readonly do: 'rename'; readonly who: string; readonly to: string }
  | { readonly do: 'again' | 'down' | 'up' | 'restart' }
export interface Saying {
  readonly do: 'say'
  readonly room: string
  readonly from: string
  readonly text: string
  /** The quoted line as 「who：pattern」. */
  readonly quote?: { readonly from: string; readonly pattern: string }
  readonly file?: { readonly kind: 'image' | 'audio' | 'file'; readonly name: string }
}
/** What the bot says there, or which file it sends; `may` is optional, `never` must not have been said. */
export interface Expected {
  readonly do: 'expect'
  readonly room: string
  readonly pattern: string
  readonly how: 'must' | 'may' | 'never'
}

/** What cannot be read: 「path:line: reason」. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export const BOT = '小议'

/** @throws Unreadable at the first line that is no part of a transcript. */
export function transcript(text: string, path: string): Transcript {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const head = { communities: ['demo'], at: undefined as Instant | undefined, loose: false }
  const steps: Step[] = []
  for (const [index, raw] of lines.entries()) {
    const line = index + 1
    const written = raw.trim()
    if (written === '' || written.startsWith('#')) continue
    const fail = (reason: string): never => {
      throw new Unreadable(`${path}:${line}: ${reason}`)
    }
    if (headed(written, head, fail)) {
      if (steps.length > 0) fail('community, at and loose stand before the first line')
    } else {
      if (head.at === undefined) fail('the head lacks the time: at 2026-11-23 09:00')
      steps.push(...(commands(written, fail) ?? [speech(written, fail)]).map((step) => ({ ...step, line })))
    }
  }
  if (head.at === undefined) throw new Unreadable(`${path}:1: the head lacks the time: at 2026-11-23 09:00`)
  return { ...head, at: head.at, steps, end: lines.length }
}

type Fail = (reason: string) => never

/** After three spaces the lines of the head, and those that name what happens, may be commented. */
const uncommented = (written: string): string => written.split(/\s{3,}/)[0] ?? ''

function headed(
  written: string,
  head: { communities: readonly string[]; at: Instant | undefined; loose: boolean },
  fail: Fail,
): boolean {
  const [word, ...rest] = uncommented(written).split(/\s+/)
  if (word === 'loose' && rest.length === 0) head.loose = true
  else if (word === 'community' && rest.length > 0) head.communities = rest
  else if (word === 'at' && rest.length > 0)
    head.at = instant(rest.join(' ')) ?? fail('no time such as 2026-11-23 09:00')
  else return false
  return true
}

function instant(text: string): Instant | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/.exec(text) ?? []
  const at = Date.parse(`${day}T${time}+08:00`)
  return Number.isNaN(at) ? undefined : at
}

const UNITS = { m: 1, h: 60, d: 24 * 60 } as const
const PLAIN = { 重发: 'again', 断线: 'down', 上线: 'up', 重启: 'restart' } as const
const MEMBERS = { 撤回: 'recall', 加入: 'join', 退出: 'leave' } as const

/** Several may stand in a line: 「断线 / 上线」. None where the line is somebody's words. */
function commands(written: string, fail: Fail): readonly Event[] | undefined {
  const parts = uncommented(written).split(/\s+[·/]\s+/)
  const read = parts.map((part) => command(part, fail))
  const events = read.filter((event) => event !== undefined)
  return events.length === parts.length ? events : undefined
}

function command(part: string, fail: Fail): Event | undefined {
  const plain = PLAIN[part as keyof typeof PLAIN]
  if (plain) return { do: plain }
  if (part.startsWith('+')) return move(part) ?? fail(`${part} is no clock move: +30m, +2h, +1d or +1w`)
  const [, who, to] = /^改名\s+(\S.*?)\s*(?:→|->)\s*(\S.*)$/.exec(part) ?? []
  if (who && to) return { do: 'rename', who, to }
  const [, word, place] = /^(撤回|加入|退出)\s+([^:：]+)$/.exec(part) ?? []
  if (!word || !place) return undefined
  const there = whereWho(place) ?? fail(`${word} needs a room and a person`)
  return { do: MEMBERS[word as keyof typeof MEMBERS], room: there.room, who: there.who }
}

function move(part: string): Event | undefined {
  const [, amount, unit] = /^\+(\d+)\s*([mhdw])$/.exec(part) ?? []
  if (!amount || !unit) return undefined
  if (unit === 'w') return { do: 'move', by: { workdays: Number(amount) }, as: part }
  return { do: 'move', by: { minutes: Number(amount) * UNITS[unit as keyof typeof UNITS] }, as: part }
}

/** 「业主群 李芳」 or 「私聊 李芳」; in a private chat the one who speaks is the chat's person or, named after her, the bot. */
function whereWho(text: string): { readonly room: string; readonly who: string } | undefined {
  const [, room, who] = /^(\S+)\s+(\S.*)$/.exec(text.trim()) ?? []
  if (!room || !who) return undefined
  if (room !== '私聊') return { room, who }
  const [, person] = new RegExp(`^(.+)\\s+${BOT}$`).exec(who) ?? []
  return person ? { room: `私聊:${person}`, who: BOT } : { room: `私聊:${who}`, who }
}

const HOW = { '?': 'may', '？': 'may', '!': 'never', '！': 'never', '': 'must' } as const
type Mark = keyof typeof HOW

/** 「业主群 李芳 「小议：…#1…」 [图片 a.jpg]: words」 */
function speech(written: string, fail: Fail): Event | Expected {
  const [, mark = '', words = ''] = /^([?？!！]?)\s*(.*)$/.exec(written) ?? []
  const { before, asides, after } =
    parted(words) ?? fail('neither something said (room who: words) nor something that happens')
  const there = whereWho(before) ?? fail('a room and a person stand before the colon')
  const text = after.trim().replaceAll('⏎', '\n')
  if (there.who !== BOT) {
    if (mark) fail(`only lines of ${BOT} begin with ${mark}`)
    return { do: 'say', room: there.room, from: there.who, text, ...aside(asides, fail) }
  }
  const [, inner = '', pattern = ''] = /^([?？!！]\s)?([\s\S]*)$/.exec(text) ?? []
  const how = HOW[(mark || inner.trim()) as Mark]
  return { do: 'expect', room: there.room, pattern: asides.length > 0 ? sent(asides, pattern, fail) : pattern, how }
}

/** 「业主群 小议 [图片 P5…]:」: the bot sends a file of such a name, by itself. */
function sent(asides: readonly string[], words: string, fail: Fail): string {
  const [, kind, name] = /^\[\s*(图片|文件)\s+(\S.*?)\s*\]$/.exec(asides[0] ?? '') ?? []
  if (!kind || asides.length > 1) return fail(`${BOT} quotes nothing; what it sends is one [图片 …] or [文件 …]`)
  return words ? fail(`a file of ${BOT} comes without words`) : `[${kind} ${name}]`
}

/** Room and person, then what stands in 「」 and [], up to the colon outside of them. */
function parted(
  words: string,
): { readonly before: string; readonly asides: readonly string[]; readonly after: string } | undefined {
  const start = words.search(/[「[:：]/)
  const asides: string[] = []
  for (let at = start; at >= 0 && at < words.length; ) {
    const char = words.charAt(at)
    if (char === ':' || char === '：') return { before: words.slice(0, start), asides, after: words.slice(at + 1) }
    const end = /\s/.test(char) ? at + 1 : closing(words, at)
    if (end === undefined) return undefined
    if (end > at + 1) asides.push(words.slice(at, end))
    at = end
  }
  return undefined
}

/** After the bracket that closes the one at `from`; brackets may hold others. */
function closing(words: string, from: number): number | undefined {
  const pair = ['「」', '[]'].find(([open]) => open === words[from])
  for (let at = from, depth = 0; pair && at < words.length; at++) {
    if (words[at] === pair[0]) depth++
    if (words[at] === pair[1] && --depth === 0) return at + 1
  }
  return undefined
}

const KINDS = { 图片: 'image', 照片: 'image', 语音: 'audio', 文件: 'file', 视频: 'file' } as const

function aside(asides: readonly string[], fail: Fail): Pick<Saying, 'quote' | 'file'> {
  const found: { quote?: NonNullable<Saying['quote']>; file?: NonNullable<Saying['file']> } = {}
  for (const one of asides) {
    const [, from, pattern = '…'] = /^「\s*([^：:]+?)\s*(?:[：:]\s*([\s\S]*?)\s*)?」$/.exec(one) ?? []
    const [, kind, name] = /^\[\s*(图片|照片|语音|文件|视频)\s+(\S.*?)\s*\]$/.exec(one) ?? []
    if (from) found.quote = { from, pattern: pattern.replaceAll('⏎', '\n') }
    else if (kind && name) found.file = { kind: KINDS[kind as keyof typeof KINDS], name }
    else fail(`${one} is neither a quote 「who：words」 nor a file such as [图片 a.jpg]`)
  }
  return found
}
