import { words } from '../../src/reader/text/normal.ts'
import type { Example } from './fit.ts'
import { isLearnt, isTrained } from './half.ts'
import { chatIn, learntTalk, ownTalk } from './intake.ts'
import { type MadeUp, madeUp } from './made.ts'
import { overlap } from './overlap.ts'
import { rowsOf } from './rows.ts'
import type { Talk } from './talk.ts'

export interface Letter {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly label: string | null
  readonly kind_rule: string
  readonly reply?: string
}
interface Asked {
  readonly text: string
  readonly stratum: string
  readonly label: number | string
  readonly ref?: string
}
interface Kept {
  readonly id: string
  readonly title: string
  readonly text: string
}
/** Kinds of talk that no other file has: half of their rows are learnt from. */
const RARE = new Set(['neg_hard_shop_complaint', 'neg_web_question', 'neg_assistant_query'])

/** Places are masked in the letters as 「A3区」; nowhere else are they. */
const MASKED = /西地省|[A-Z]\d{0,2}(?=[市区县])/g
export const unmasked = (text: string): string => text.replace(MASKED, '')
/** As the reader sees it. */
const seen = (text: string): string => words(unmasked(text)).whole

/** Without marks: what is put together may be what somebody wrote. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** All that may be learnt from in a folder. */
export interface Corpus {
  readonly letters: readonly Letter[]
  readonly chat: readonly string[]
  readonly rare: readonly Asked[]
  readonly asked: readonly Asked[]
  /** Our own: overheard, and put together. */
  readonly own: readonly Talk[]
  readonly made: readonly MadeUp[]
}
export const corpusOf = (folder: string): Corpus => {
  const asked = rowsOf<Asked>(folder, 'intake')
  const kept = [...rowsOf<Kept>(folder, 'category'), ...rowsOf<Kept>(folder, 'duplicates')]
  const measured = new Set(asked.map(({ text }) => text))
  const ids = new Set([...kept.map(({ id }) => id), ...asked.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))])
  const texts = [
    ...kept.flatMap(({ title, text }) => [title, text]),
    ...asked.filter(({ stratum }) => stratum.startsWith('pos') || stratum.includes('reply')).map(({ text }) => text),
  ]
  const isKept = overlap(texts.map(seen))
  const letters = rowsOf<Letter>(folder, 'messages').filter(
    ({ id, title, text }) => !ids.has(id) && !isKept(seen(title)) && !isKept(seen(text.slice(0, 80))),
  )
  const chat = chatIn(folder)
    .map(({ text }) => text)
    .filter((text) => isLearnt(text) && !measured.has(text))
  const rare = asked.filter(({ stratum, text }) => RARE.has(stratum) && isTrained(text))
  const left = new Set([...measured, ...ownTalk().map(({ text }) => text)].map(bare))
  const own = learntTalk().filter(({ text }) => !left.has(bare(text)))
  const made = madeUp(1).filter(({ text }) => !left.has(bare(text)))
  return { letters, chat: [...new Set(chat)], rare, asked, own, made }
}

const SENTENCE = /[^。！？!?\n；;]+[。！？!?]?/g
const CLAUSE = /[^。！？!?\n；;，,、：: ]+/g
const clausesOf = (text: string): readonly string[] => text.match(CLAUSE) ?? []
/** A clause that, alone, still tells that something is wrong. */
const WRONG =
  /[停断没缺][水电气网暖]|坏|漏|堵|扰民|噪音|噪声|臭|异味|垃圾|污水|油烟|占[道用]|违[建章规停]|乱[停收扔摆搭]|积水|塌|裂|破损|隐患|危险|不亮|拖欠|投诉|举报|无人管|没人管|不作为|破烂|坑洼|失修|被盗|强制|污染|粉尘|摆摊|难闻|施工|脏乱/

const leadOf = (text: string): string => {
  let lead = ''
  for (const sentence of text.match(SENTENCE) ?? []) {
    if (lead.length >= 25 && lead.length + sentence.length > 60) break
    lead += sentence
  }
  return lead.slice(0, 60)
}
/** Answers of the authorities, sentence by sentence. */
const repliesOf = (letters: readonly Letter[]): readonly string[] =>
  letters.flatMap(({ reply }) =>
    (reply?.match(SENTENCE) ?? [])
      .map((s) => s.trim())
      .filter((s) => s.length >= 18 && s.length <= 90)
      .slice(0, 4),
  )

/** What it is besides: where a measure is wanted for each. */
export interface Known extends Example {
  readonly of: 'title' | 'lead' | 'letter' | 'clause' | 'reply' | 'chat' | 'talks' | 'rare' | 'own' | 'made'
  /** Examples out of one text stay together. */
  readonly from: string
}
const known =
  (of: Known['of'], label: 0 | 1, weight: number, from?: string) =>
  (text: string): Known => ({ text: seen(text), label, weight, of, from: from ?? text })

const ofLetter = ({ id, title, text }: Letter): readonly Known[] => [
  known('title', 1, 1.5, id)(title),
  known('lead', 1, 1, id)(leadOf(text)),
  known('letter', 1, 0.7, id)(text),
  ...clausesOf(text)
    .filter((clause) => clause.length >= 4 && clause.length <= 24 && WRONG.test(clause))
    .slice(0, 2)
    .map(known('clause', 1, 0.3, id)),
]
/** Whether something is to be put right: 1, or it is only talk: 0. */
export const intakeExamples = ({ letters, chat, rare, own, made }: Corpus): readonly Known[] => [
  ...letters.filter(({ kind_rule }) => kind_rule !== 'praise').flatMap(ofLetter),
  ...letters.flatMap((letter) => repliesOf([letter]).map(known('reply', 0, 0.4, letter.id))),
  ...chat.map(known('chat', 0, 9)),
  ...chat.flatMap((text, i) =>
    i % 6 === 0 ? [known('talks', 0, 1, text)(`${text}，${chat[i + 1] ?? ''}，${chat[i + 2] ?? ''}`)] : [],
  ),
  ...rare.map(({ text }) => known('rare', 0, 3)(text)),
  ...own.flatMap(({ text, label }) => (label === 'borderline' ? [] : [known('own', label, 6)(text)])),
  ...made.map(({ text, label }) => known('made', label, 1)(text)),
]
