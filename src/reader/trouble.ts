import type { Place, Trouble } from '../domain/heard/reading.ts'
import type { Vocabulary } from '../ports.ts'
import { type Hit, hits } from './lexicon.ts'
import type { Words } from './normal.ts'
import { placeIn } from './place.ts'
import { titleOf } from './privacy.ts'
import {
  AGAIN,
  ASTONISHED,
  CIVIC,
  CLOSE,
  COMPLAINT,
  DENIED,
  ELSEWHERE,
  FAULT,
  FRAIL,
  LAUGHTER,
  MENDED,
  NEARBY,
  NOT_NOW,
  NOTICE,
  OFFICIAL,
  OWN_THINGS,
  REQUEST,
  SEEKING,
  TRADE,
  URGENT,
  WONDER,
} from './signs.ts'

/** From here on an unaddressed sentence is worth a question to its author. */
export const ENOUGH = 0.5

/** What is known of a sentence before it is weighed. */
interface Evidence {
  readonly text: string
  readonly clauses: readonly Clause[]
  readonly place: Place | undefined
}
interface Clause {
  readonly text: string
  readonly things: readonly Hit[]
  readonly fault: boolean
  /** Wants to know, or to have, rather than tells. */
  readonly asks: boolean
}

const clauseOf = (text: string, vocabulary: Vocabulary): Clause => ({
  text,
  things: hits(text, vocabulary.categories),
  fault: FAULT.test(text),
  asks: (text.endsWith('?') || WONDER.test(text)) && !ASTONISHED.test(text),
})
const clausesOf = (text: string, vocabulary: Vocabulary): readonly Clause[] =>
  (text.replace(/(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])/g, ',').match(/[^,.!?;:~\n、…]+[?]?/g) ?? []).map((clause) =>
    clauseOf(clause.trim(), vocabulary),
  )

/** How it is, without what it is: 「太吵」 may be the bot. */
const FEELING = /^[太吵臭脏]/
/** A word that is itself the trouble: 「停水」「漏水」. */
const telling = (hit: Hit): boolean => hit.word.length >= 2 && FAULT.test(hit.word) && !FEELING.test(hit.word)

/** 「没电」 is mostly a telephone's unless it is said shortly or of a place. */
const LACK = /^(?:(?:没|莫得|没得|无)[水电气网]|断网)/
const outage = ({ text, place }: Evidence, hit: Hit): number =>
  !LACK.test(hit.word) || text.length <= 8 || place !== undefined || NEARBY.test(text) || AGAIN.test(text) ? 0.62 : 0.4

const clauseScore = (evidence: Evidence, clause: Clause, before: Clause | undefined): number => {
  const own = OWN_THINGS.test(clause.text)
  const things = clause.things.filter(({ word }) => !FEELING.test(word))
  const told = things.find(telling)
  if (told !== undefined && !own) return outage(evidence, told)
  if (!clause.fault) return 0
  if (own) return things.length > 0 ? 0.3 : 0
  if (things.length > 0) return 0.62
  if (evidence.place !== undefined || (before?.things.length ?? 0) > 0) return 0.5
  return NEARBY.test(clause.text) ? 0.45 : 0.15
}
/** The clause that says most; one that only asks says less. */
const core = (evidence: Evidence): number =>
  evidence.clauses.reduce((best, clause, i) => {
    const score = clauseScore(evidence, clause, evidence.clauses[i - 1])
    return Math.max(best, clause.asks && evidence.text.length < 60 ? score - 0.45 : score)
  }, 0)

const formal = (text: string): number => {
  if (text.length < 9) return 0
  const civic = new Set(text.match(CIVIC) ?? []).size
  const complaint = new Set(text.match(COMPLAINT) ?? []).size
  return civic < 1 || complaint < 1 ? 0 : Math.min(0.28 + 0.12 * (civic + complaint), 0.85)
}

const OUTAGE = /停[水电气]|断[水电]/
type Weight = readonly [weight: number, holds: boolean]
const weigh = (evidence: Evidence): readonly Weight[] => {
  const { text, place } = evidence
  return [
    [0.15, place !== undefined],
    [0.1, NEARBY.test(text)],
    [0.08, AGAIN.test(text)],
    [0.1, REQUEST.test(text)],
    [0.08, FRAIL.test(text)],
    [-0.35, CLOSE.test(text) && text.length < 100],
    [-0.3, ELSEWHERE.test(text) && !NEARBY.test(text) && !OUTAGE.test(text)],
    [-0.4, NOT_NOW.test(text) && text.length < 60],
    [-0.35, LAUGHTER.test(text) && text.length < 60],
    [-0.7, TRADE.test(text) && text.length < 120],
    [-0.6, SEEKING.test(text) && text.length < 60],
    [-0.6, NOTICE.test(text) && text.length < 300],
    [-0.5, MENDED.test(text) && text.length < 60],
    [-0.5, DENIED.test(text) && text.length < 40],
    [-0.6, text.length < 150 && OFFICIAL.test(text)],
  ]
}

const sureness = (evidence: Evidence): number => {
  const base = Math.max(core(evidence), formal(evidence.text))
  if (base === 0) return 0
  const sum = weigh(evidence).reduce((total, [weight, holds]) => (holds ? total + weight : total), base)
  return Math.round(Math.min(Math.max(sum, 0), 0.95) * 100) / 100
}

// ── danger ──

const SOMEBODY =
  /有人|隔壁|对门|老人|老太|大爷|大妈|婆婆|爷爷|奶奶|小孩|孩子|娃|邻居|住户|业主|保安|师傅|楼|栋|单元|小区|厨房|车库|门口|家里|屋头|电梯|消防|救|快来|快|120|119|110|村|组|塘|河|沟|工地|路上|[!]{2}/
const FIGURE =
  /(?:像|好比|仿佛|感觉|简直|快要|差点|(?<!有人|他|她|个.{0,3})要|累得|急得|气得|热得|冷得|困得|丑得|烦得|饿得|馋得|忙得|笑得|帅得|美得|夸得|多得|压得|[牌球将]打?得?|仙女棒|烟花|演[练习]|预防|防止|小心|注意|谨防|避免|以为|容易|当心|怕|万一)[^,.!?]{0,6}$/
const COMMON =
  /火锅|火爆|爆款|(?<![着起失])火了|玩失踪|游戏|球|比赛|赛|股|基金|网红|直播|粉丝|歌|追剧|剧|演|抢票|抢红包/

/** Whom it happens to, right before it: 「我老公晕倒了」. */
const KIN = /(?:爸|妈|爹|娘|爷|奶|公|婆|老汉|老头|娃|崽|儿子|女儿|孙|媳妇|哥|姐|弟|妹|叔|伯|姨|舅|遭|被)[^,.!?]{0,3}$/
const NONE_OF_IT = /(?:没|莫|无|没有|没得|莫得|不是|不会|不)$/
/** Long over, or no more than a word: 「中风三年了」「流血过多」. */
const AFTERWARDS = /^了?(?:过(?![来去])|[^,.!?]{0,4}年|后遗症|康复|保险)/
/** What a word of danger is part of, and how it goes on there: 「想死你了」「老公打我电话」「狗咬狗」. */
const OTHERWISE: readonly (readonly [word: RegExp, goesOn: RegExp])[] = [
  [/想死$/, /^了?(?:[你您他她它咱我妈爸家那这吃喝睡回心磕马机板]|大家|的心)/],
  [/不想活$/, /^[动得成在]/],
  [/打(?:我|老婆|媳妇|婆娘|小孩)$/, /^.{0,4}(?:电话|手机|号|招呼|微信|视频|牌|麻将|车)/],
  [/咬/, /^了?(?:狗|吕洞宾|架|起来|我?家?的?(?:拖鞋|鞋|沙发|快递|骨头|线|东西|鸡|鸭|鹅|猫|包))/],
  [/^打人$/, /^.{0,2}(?:牌|麻将)/],
]
const SPOUSE = /(?:老公|老婆|媳妇儿?|[男女]朋友|兄弟|姐妹|同学)[^,.!?]{0,3}$/
/** Of what is around such words: they may say 「老婆」 themselves, and whom it happens to may be one. */
const LIGHTLY = [NOT_NOW, LAUGHTER, CLOSE, COMMON, DENIED]
const without = (text: string, named: readonly Hit[]): string =>
  named.map(({ from }, i) => text.slice(named[i - 1]?.to ?? 0, from).replace(SPOUSE, '')).join(' ') +
  text.slice(named.at(-1)?.to)

const dangerIn = (text: string, vocabulary: Vocabulary): string | undefined => {
  const named = hits(text, vocabulary.dangers)
  if (named.length === 0) return undefined
  if (text.length > 400 || NOTICE.test(text) || OFFICIAL.test(text) || TRADE.test(text)) return undefined
  const around = without(text, named)
  const real = named.find(({ word, from, to }) => {
    const [before, after] = [text.slice(Math.max(0, from - 12), from), text.slice(to)]
    if (LIGHTLY.some((pattern) => pattern.test(around))) return false
    if (FIGURE.test(before) || NONE_OF_IT.test(before) || AFTERWARDS.test(after)) return false
    if (OTHERWISE.some(([what, goesOn]) => what.test(word) && goesOn.test(after))) return false
    if (/^(?:怎么办|要|会|吗|的?(?:预案|知识|演练|培训|宣传))/.test(after) && word.length < 4) return false
    if (OWN_THINGS.test(text) && word.length < 4 && !SOMEBODY.test(text) && !KIN.test(before)) return false
    return (
      word.length >= 4 ||
      SOMEBODY.test(text) ||
      KIN.test(before) ||
      (text.length <= word.length + 2 && (word.startsWith('我') || !text.startsWith('我'))) ||
      hits(text, vocabulary.categories).some((thing) => thing.to <= from || thing.from >= to)
    )
  })
  return real?.name
}

// ── category ──

/** Words that name whom one talks to rather than what is wrong. */
const FAINT = /^(?:物业|物管|邻居|保安|客服|管家|活动|卫生|广场|大门|桥)$/
const categoryOf = (clauses: readonly Clause[], vocabulary: Vocabulary): string => {
  const scores = new Map<string, number>()
  for (const { things, fault } of clauses)
    for (const hit of things) {
      const weight = hit.word.length * (fault ? 2 : 1) * (telling(hit) ? 1.5 : 1) * (FAINT.test(hit.word) ? 0.4 : 1)
      scores.set(hit.name, (scores.get(hit.name) ?? 0) + weight)
    }
  const [best] = [...scores].sort((a, b) => b[1] - a[1])
  return best?.[0] ?? vocabulary.categories.at(-1)?.name ?? ''
}

/** 「困在3栋电梯里」 is 「困在电梯里」. */
export const placeless = (text: string): string => {
  const spot = placeIn(text)
  return spot === undefined ? text : text.slice(0, spot.from) + text.slice(spot.to)
}
const AT_HOME = /(?:我|俺|咱)们?(?:自己)?(?:家|屋)|(?:家里|屋里|屋头)/

/** A sentence with what speaks for its telling of something that somebody should put right, and how sure that is. */
export interface Weighed extends Evidence {
  readonly danger: string | undefined
  readonly sure: number
}
/** @param addressed the will to report is given */
export const weighed = (words: Words, vocabulary: Vocabulary, addressed: boolean): Weighed => {
  const clauses = clausesOf(words.whole, vocabulary)
  const place = placeIn(words.text)?.place
  const danger = dangerIn(words.whole, vocabulary) ?? dangerIn(placeless(words.whole), vocabulary)
  const evidence = { text: words.whole, clauses, place }
  const sure = sureness(evidence)
  const known = clauses.some((clause) => clause.things.length > 0) || place !== undefined
  const given = addressed && (known || sure > 0) ? Math.min(sure + 0.3, 1) : sure
  return { ...evidence, danger, sure: danger === undefined ? given : Math.max(given, 0.9) }
}

/** What a sentence that was weighed says is wrong. */
export const troubleOf = (words: Words, vocabulary: Vocabulary, { clauses, place, danger, sure }: Weighed): Trouble => {
  const category = categoryOf(clauses, vocabulary)
  return {
    text: words.raw,
    title: titleOf(words, vocabulary, category),
    category,
    ...(place === undefined ? {} : { place }),
    ...(AT_HOME.test(words.text) ? { atHome: true } : {}),
    urgent: danger !== undefined || (URGENT.test(words.text) && !words.asks),
    ...(danger === undefined ? {} : { danger }),
    sure,
  }
}
export const troubleIn = (words: Words, vocabulary: Vocabulary, addressed: boolean): Trouble =>
  troubleOf(words, vocabulary, weighed(words, vocabulary, addressed))
