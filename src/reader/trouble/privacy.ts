import { uncalled } from '../../domain/wording/people.ts'
import { privateIn } from '../../domain/wording/private.ts'
import type { Vocabulary } from '../../ports.ts'
import { hits } from '../text/lexicon.ts'
import { type Words, words } from '../text/normal.ts'
import { dwellingParts, placeIn } from './place.ts'
import { FAULT } from './signs.ts'

/** A title fits one line of a group. */
const TITLE = 20

interface Stretch {
  readonly from: number
  readonly to: number
}
const CALL = /@[^\s@]{1,20}\s?/g
const LABEL =
  /^(?:我的?|联系)?(?:电话|手机|手机号|车牌|车牌号|身份证|身份证号|联系方式|号码|微信|姓名|新?密码|验证码)[是:： ]*$/
/** What a number is called goes with it. */
const CALLED =
  /(?:^|(?<=[ ，。,；;]))(?:我的?|联系我?|我)?(?:的)?(?:电话|手机号?|车牌号?|身份证号?码?|联系方式|号码|微信号?)?[是:： ]*$/
const withLabel = (text: string, { from, to }: Stretch): Stretch => ({
  from: CALLED.exec(text.slice(0, from))?.index ?? from,
  to,
})

const cut = (text: string, parts: readonly (Stretch & { readonly mark?: string })[], mark: string): string => {
  let out = ''
  let at = 0
  for (const part of [...parts].sort((a, b) => a.from - b.from)) {
    if (part.from < at) {
      at = Math.max(at, part.to)
      continue
    }
    out += text.slice(at, part.from) + (part.mark ?? mark)
    at = part.to
  }
  return out + text.slice(at)
}

const starts = (text: string, name: string): readonly number[] => {
  const found: number[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) found.push(at)
  return found
}
/** Somebody's name stands as 「某」. */
const named = (text: string, people: readonly string[]): readonly (Stretch & { readonly mark: string })[] =>
  people
    .filter((name) => name.length >= 2)
    .flatMap((name) => starts(text, name).map((from) => ({ from, to: from + name.length, mark: '某' })))

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })
/** What a number of a house ends with. */
const HOUSE = /^(?:栋|幢|座|号楼|单元|楼|层|号|的|呀|啊)/
/** Cut inside a clause, so that it holds what it is about. */
const cutClause = (clause: string, about: readonly string[]): string => {
  const ends = about
    .map((word) => clause.indexOf(word) + word.length)
    .filter((end, i) => end >= (about[i] ?? '').length)
  const least = Math.max(0, Math.min(...(ends.length > 0 ? ends : [0])) - (TITLE - 1))
  const from =
    [...WORDS.segment(clause)].find(({ index }) => index >= least && !HOUSE.test(clause.slice(index)))?.index ?? least
  const all = [...clause.slice(from)]
  return all.length > TITLE ? `${all.slice(0, TITLE - 1).join('')}…` : all.join('')
}
const firstClauses = (clauses: readonly string[], about: readonly string[]): string => {
  let title = clauses[0] ?? ''
  for (const clause of clauses.slice(1)) {
    const longer = `${title}，${clause}`
    if (longer.length > TITLE) break
    title = longer
  }
  return [...title].length > TITLE ? cutClause(title, about) : title
}

/** 「3-2-501」 in full, as far as it may be shown. */
const dwellings = (text: string): readonly (Stretch & { readonly mark: string })[] =>
  [...text.matchAll(/(?<![\d-])(\d{1,3})-(\d{1,2})-\d{3,4}(?![\d-])/g)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    mark: `${found[1] ?? ''}栋${found[2] ?? ''}单元`,
  }))

const FLOOR = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3}) ?[楼层][ ,-]?'
const ROOM = '\\d{3,4}(?: ?(?:室|号房|房|户))?'
const PAIR = new RegExp(
  `(?:(?<=(?:栋|幢|座|号楼|单元)[ ,-]?)(?:${FLOOR})?|${FLOOR})${ROOM} ?[和跟与、及] ?${ROOM}(?=的?(?:之间|中间))`,
  'g',
)
/** 「101和102之间的墙」 is between two, whichever. */
const pairs = (text: string): readonly (Stretch & { readonly mark: string })[] =>
  [...text.matchAll(PAIR)].map(({ 0: found, index }) => ({ from: index, to: index + found.length, mark: '两户' }))

const STOREY = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:楼(?![道顶下上梯栋长房层])|层)'
const STOREYS = new RegExp(
  `(?<![\\d号负])(?:\\d{1,2}|[一二三四五六七八九十]{1,3}) ?[楼层]? ?[到至~-] ?${STOREY}(?:的?(?<between>[之中]间))?|(?<=[在从到至往去于])${STOREY}`,
  'g',
)
/** 「在5楼开了门」 is on some floor, 「卡在3到5楼之间」 between floors: without them it would be no sentence. */
const storeys = (text: string): readonly (Stretch & { readonly mark: string })[] =>
  [...text.matchAll(STOREYS)].map(({ 0: found, index, groups }) => ({
    from: index,
    to: index + found.length,
    mark: groups?.between !== undefined ? '楼层之间' : /[到至~-]/.test(found) ? '几层楼' : '某层',
  }))

/** How it is, without a word of what it is: 「吵得一家人睡不好」 needs the clause before. */
const FEELING = /^(?:都|还|就)?(?:吵|臭|脏|黑|响|滴|漏|堵|晒|冷|热|滑|挤|熏|害|搞|弄|闹|烦|[太好很]吵|[太好很]臭)得/
const telling = (clause: string): boolean => FAULT.test(words(clause).text) || placeIn(words(clause).text) !== undefined
const clausesOf = (text: string): readonly string[] =>
  text
    .split(/[，。！？；,!?;\n…~～]+/)
    .map((clause) => clause.replace(/^[\s、：:]+|[\s、：:]+$/g, ''))
    .filter((clause) => clause !== '' && !LABEL.test(clause))
const from = (clauses: readonly string[], at: number): readonly string[] =>
  clauses.slice(at > 0 && FEELING.test(words(clauses[at] ?? '').text) ? at - 1 : Math.max(at, 0))

/** The first of these clauses that says what is wrong, else one that at least names the thing. */
const aboutAt = (clauses: readonly string[], about: readonly string[]): number => {
  const names = (clause: string): boolean => about.some((word) => words(clause).text.includes(word))
  const wrong = clauses.findIndex((clause) => names(clause) && FAULT.test(words(clause).text))
  return wrong < 0 ? clauses.findIndex(names) : wrong
}
/** From where the trouble is told; a title that would not come to what it is about begins there. */
const title = (clauses: readonly string[], about: readonly string[]): string => {
  const told = firstClauses(from(clauses, clauses.findIndex(telling)), about)
  const at = aboutAt(clauses, about)
  return at < 0 || about.some((word) => words(told).text.includes(word)) ? told : firstClauses(from(clauses, at), about)
}

/**
 * In the resident's own words, from where they tell what is wrong, with the place in front where they have none.
 * @param category what it is about: one of the words for it is in the title
 */
export const titleOf = (said: Words, vocabulary: Vocabulary, category: string): string => {
  const { raw, text } = said
  const calls = [...raw.matchAll(CALL)].map((call) => ({ from: call.index, to: call.index + call[0].length }))
  const parts = [
    ...dwellings(text),
    ...pairs(text),
    ...storeys(text),
    ...calls,
    ...privateIn(raw).map((one) => withLabel(raw, one)),
    ...dwellingParts(text),
    ...named(raw, vocabulary.people),
  ]
  const about = hits(text, vocabulary.categories)
    .filter(({ name }) => name === category)
    .map(({ word }) => word)
  const clauses = clausesOf(cut(raw, parts, ''))
  const own = uncalled(title(clauses, about))
  const { building, unit } = placeIn(text)?.place ?? {}
  const shown = `${building === undefined ? '' : `${building}栋`}${unit === undefined ? '' : `${unit}单元`}`
  return shown === '' || placeIn(words(own).text) !== undefined ? own : firstClauses([`${shown}${own}`], about)
}
