import type { Trouble } from '../domain/heard/reading.ts'
import type { Vocabulary } from '../ports.ts'
import { type Clause, type Evidence, evidenceOf, FAINT, telling } from './evidence.ts'
import { type Hunch, none, SHIPPED } from './hunch.ts'
import { kindIn } from './kind.ts'
import { type Hit, hits } from './lexicon.ts'
import type { Words } from './normal.ts'
import { placeIn } from './place.ts'
import { titleOf } from './privacy.ts'
import { detailsOf } from './read.ts'
import { CLOSE, DENIED, LAUGHTER, NOT_NOW, NOTICE, OFFICIAL, OWN_THINGS, TRADE } from './signs.ts'

/** From here on an unaddressed sentence is worth a question to its author. */
export const ENOUGH = 0.5

// ── danger ──

const SOMEBODY =
  /有人|隔壁|对门|老人|老太|大爷|大妈|婆婆|爷爷|奶奶|小孩|孩子|娃|邻居|住户|业主|保安|师傅|楼|栋|单元|小区|厨房|车库|门口|家里|屋头|电梯|消防|救|快来|快|120|119|110|村|组|塘|河|沟|工地|路上|[!]{2}/
const FIGURE =
  /(?:像|好比|仿佛|感觉|简直|快要|差点|(?<!有人|他|她|个.{0,3})要|累得|急得|气得|热得|冷得|困得|丑得|烦得|饿得|馋得|忙得|笑得|帅得|美得|夸得|多得|压得|[牌球将]打?得?|仙女棒|烟花|演[练习]|预防|防止|小心|注意|谨防|避免|以为|容易|当心|怕|万一)[^,.!?]{0,6}$/
const COMMON =
  /火锅|火爆|爆款|(?<![着起失])火了|玩失踪|游戏|球|比赛|赛|(?<!一)股|基金|网红|直播|粉丝|歌|追剧|剧|演|抢票|抢红包/

/** Whom it happens to, right before it: 「我老公晕倒了」. */
const KIN = /(?:爸|妈|爹|娘|爷|奶|公|婆|老汉|老头|娃|崽|儿子|女儿|孙|媳妇|哥|姐|弟|妹|叔|伯|姨|舅|遭|被)[^,.!?]{0,3}$/
const NONE_OF_IT = /(?:没|莫|无|没有|没得|莫得|不是|不会|不)(?<!是不是)$/
/** Long over, or no more than a word: 「中风三年了」「流血过多」. */
const AFTERWARDS = /^了?(?:过(?![来去])|[^,.!?]{0,4}年|后遗症|康复|保险)/
/** What a word of danger is part of, and how it goes on there: 「想死你了」「老公打我电话」「狗咬狗」. */
const OTHERWISE: readonly (readonly [word: RegExp, goesOn: RegExp])[] = [
  [/想死$/, /^了?(?:[你您他她它咱我妈爸家那这吃喝睡回心磕马机板]|大家|的心)/],
  [/不想活$/, /^[动得成在]/],
  [
    /打(?:我.{0,2}|[他自己]*老婆|媳妇|婆娘|小孩|[他老]?[妈娘])$/,
    /^.{0,4}(?:电话|手机|座机|号|招呼|微信|视频|牌|麻将|车|针|主意)/,
  ],
  [/拿菜刀$/, /^.{0,4}(?:切|剁|砍[菜肉骨]|磨)/],
  [/咬/, /^了?(?:狗|吕洞宾|架|起来|我?家?的?(?:拖鞋|鞋|沙发|快递|骨头|线|东西|鸡|鸭|鹅|猫|包))/],
  [/^火苗$/, /^(?:太|好|很)?小/],
  [/^打人$/, /^.{0,2}(?:牌|麻将)/],
  [/(?:老婆|媳妇|婆娘|女人)打了$/, /^(?:个|一|两|几|.{0,3}(?:电话|麻将|牌|喷嚏|工|折|车|针|疫苗|招呼|视频|饭))/],
  [/打(?:娃|孩子)$/, /^儿?的?(?:屁股|手板|手心|针|疫苗|电话)/],
  [/倒在$/, /垃圾|剩饭|剩菜|油|渣|土|水/],
  [/夹到$/, /^了?.{0,4}(?:快递|袋|包|绳|衣|裙|车|箱|东西|菜|伞|鞋)/],
]
/** What a word may mean only beside others: a lift that one knocks in, whoever does not answer behind her own door. */
const ONLY: readonly (readonly [word: RegExp, beside: RegExp])[] = [
  [/^救(?:命|救我)$/, /^(?:救命|救救我|快?来人|[啊呀哪呐了!,. ])+$|(?:有人|谁|隔壁|对门|楼[上下]).{0,6}喊救命/],
  [/^[有进来](?:贼|小偷)/, /(?:我们?|咱|隔壁|对门)(?:家|屋).{0,4}[有进来](?:贼|小偷)(?!心|胆|.*(?:监控|丢了|偷了|防))/],
  [/拍门$/, /电梯|轿厢/],
  [/[喊叫敲门]也?不(?:答)?应$/, /(?:老|爷|婆|奶|大妈|独居|邻居).*(?:没|不)(?:开门|出门|见人|动静|下楼)/],
  [/(?:老婆|媳妇|婆娘|女人)打了$/, /把.{0,6}打了/],
  [/^臭鸡蛋味$/, /^(?!.*(?:下水|厕所|化粪|地漏|沟|河|热水|温泉|记住|怎么办))/],
]
const SPOUSE = /(?:老公|老婆|媳妇儿?|[男女]朋友|兄弟|姐妹|同学)[^,.!?]{0,3}$/
/** Of what is around such words: they may say 「老婆」 themselves, and whom it happens to may be one. */
const LIGHTLY = [NOT_NOW, LAUGHTER, CLOSE, COMMON, DENIED]
const WHOM = /^(?:他|她|自己)?(?:老婆|媳妇�?|老公|[男女]朋友)/
const without = (text: string, named: readonly Hit[]): string =>
  named.map(({ from }, i) => text.slice(named[i - 1]?.to ?? 0, from).replace(SPOUSE, '')).join(' ') +
  text.slice(named.at(-1)?.to).replace(WHOM, '')

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
    if (ONLY.some(([what, beside]) => what.test(word) && !beside.test(text))) return false
    if (word === '救命' || word === '救救我') return true
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

/** Words of its kinds speak for a category too, in a long letter no more than in a sentence. */
const MOST_OF_KIND = 6
/** How much the words of the catalogue speak for each category. */
const wordsFor = (clauses: readonly Clause[], vocabulary: Vocabulary): ReadonlyMap<string, number> => {
  const scores = new Map<string, number>()
  for (const { things, fault } of clauses)
    for (const hit of things) {
      const weight = hit.word.length * (fault ? 2 : 1) * (telling(hit) ? 1.5 : 1) * (FAINT.test(hit.word) ? 0.4 : 1)
      scores.set(hit.name, (scores.get(hit.name) ?? 0) + weight)
    }
  if (scores.size > 1) {
    const text = clauses.map((clause) => clause.text).join()
    for (const [name, score] of scores)
      scores.set(name, score + Math.min(kindIn(text, name, vocabulary).weight, MOST_OF_KIND))
  }
  return scores
}
/** What a word of two characters, said with a fault, counts beside what the trained model finds likely. */
const WORD = 0.5
/** As likely as one of a dozen is a category that the model has not learnt: words decide. */
const UNLEARNT = 1 / 12
/** Words may speak for what the model finds next to impossible. */
const FLOOR = 1e-4
/** Less likely than this it is of none that is named nowhere in it. */
const UNNAMED = 0.1
/** Words that say so much, and so many times as much as those for any other category, decide by themselves. */
const CLEAR = 5
const TIMES = 1.6
const clearly = (named: ReadonlyMap<string, number>): string | undefined => {
  const [first, second] = [...named].sort((a, b) => b[1] - a[1])
  return first !== undefined && first[1] >= CLEAR && first[1] >= TIMES * (second?.[1] ?? 0) ? first[0] : undefined
}
const categoryOf = (evidence: Evidence, vocabulary: Vocabulary, hunch: Hunch): string => {
  const named = wordsFor(evidence.clauses, vocabulary)
  const clear = clearly(named)
  if (clear !== undefined) return clear
  const likely = hunch.sorts(gist(evidence, vocabulary))
  const scored = vocabulary.categories
    .filter(({ name }) => named.has(name) || (likely.get(name) ?? 0) >= UNNAMED)
    .map(
      ({ name }) =>
        [name, Math.log(Math.max(likely.get(name) ?? UNLEARNT, FLOOR)) + WORD * (named.get(name) ?? 0)] as const,
    )
  const [best] = scored.sort((a, b) => b[1] - a[1])
  return best?.[0] ?? vocabulary.categories.at(-1)?.name ?? ''
}

/** 「困在3栋电梯里」 is 「困在电梯里」. */
export const placeless = (text: string, places?: Vocabulary['places']): string => {
  const spot = placeIn(text, places)
  return spot === undefined ? text : text.slice(0, spot.from) + text.slice(spot.to)
}
/** What a category is read from: not where it is, no number, and of a long text the clauses that tell of something. */
const SHORT = 60
export const gist = ({ text, clauses }: Evidence, vocabulary: Vocabulary): string => {
  const told = text.length > SHORT ? clauses.filter(({ things, fault }) => fault || things.length > 0) : []
  const whole = told.length > 0 ? told.map((clause) => clause.text).join(',') : text
  return placeless(whole, vocabulary.places)
    .replace(/\d{5,}/g, '')
    .slice(0, SHORT)
}
const AT_HOME = /(?:我|俺|咱)们?(?:自己)?(?:家|屋)|(?:家里|屋里|屋头)/

/** A sentence with what speaks for its telling of something that somebody should put right, and how sure that is. */
export interface Weighed extends Evidence {
  readonly danger: string | undefined
  readonly sure: number
}
/**
 * @param addressed the will to report is given
 * @param hunch the trained model, and its guess
 */
export const weighed = (
  words: Words,
  vocabulary: Vocabulary,
  addressed: boolean,
  hunch: Hunch = none,
  guess = 0,
): Weighed => {
  const evidence = evidenceOf(words, vocabulary)
  const { clauses, place } = evidence
  const danger = dangerIn(words.whole, vocabulary) ?? dangerIn(placeless(words.whole, vocabulary.places), vocabulary)
  const sure = hunch.weigh(guess, evidence)
  const known = clauses.some((clause) => clause.things.length > 0) || place !== undefined
  const given = addressed && (known || sure > 0) ? Math.min(sure + 0.3, 1) : sure
  return { ...evidence, danger, sure: danger === undefined ? given : Math.max(given, 0.9) }
}

/** What a sentence that was weighed says is wrong. */
export const troubleOf = (words: Words, vocabulary: Vocabulary, found: Weighed, hunch: Hunch = SHIPPED): Trouble => {
  const { place, danger, sure } = found
  const category = categoryOf(found, vocabulary, hunch)
  return {
    text: words.raw,
    title: titleOf(words, vocabulary, category),
    category,
    ...(place === undefined ? {} : { place }),
    ...(AT_HOME.test(words.text) ? { atHome: true } : {}),
    ...detailsOf(words, vocabulary, { category, danger }),
    ...(danger === undefined ? {} : { danger }),
    sure,
  }
}
export const troubleIn = (words: Words, vocabulary: Vocabulary, addressed: boolean): Trouble =>
  troubleOf(words, vocabulary, weighed(words, vocabulary, addressed))
