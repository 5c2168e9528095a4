import type { Reading, Topic, Trouble } from '../../domain/heard/reading.ts'
import { REPORT } from '../case/bare.ts'
import { dangerIn } from '../danger/danger.ts'
import type { Gate } from '../gate.ts'
import { rule, type Said } from '../said.ts'
import { uncharged } from '../talk/delicate.ts'
import { scolds, sells } from '../talk/mood.ts'
import { asksOffice } from '../talk/office.ts'
import { hits } from '../text/lexicon.ts'
import { type Words, words } from '../text/normal.ts'
import { dated } from '../time/since.ts'
import { type Hunch, none, POSSIBLE } from './hunch.ts'
import { placeIn } from './place.ts'
import { FAULT, isTale, OWN_THINGS, PRAISE } from './signs.ts'
import { ENOUGH, troubleIn, troubleOf, type Weighed, weighed } from './trouble.ts'

const RAISE =
  /^(?:我要|帮我|请)?(?:报事|报修|报个事|报一?件事|报告|上报事项|我要报事)(?:一下)?(?<gap>[ :,\n.]*)(?<told>.*)$/s
/** Shorter, and everyday: only of something that reads like a trouble. */
const SHORTLY = /^(?:我要|帮我)?报(?:一下|个)?[ :,\n]*(?<told>.{4,})$/s
const FOR = /^代报(?<gap>[ :,\n]*)(?<told>.+)$/s
const KIN =
  /^(?<name>[\u4e00-\u9fa5]{1,3}?(?:奶奶|爷爷|婆婆|大爷|大妈|阿姨|叔叔?|伯伯?|嬢嬢|孃孃|老师|师傅|大姐|大哥|老人|先生|女士|姐|哥|嫂))[ ,:的]*(?<told>.+)$/s

/** The least that an addressed sentence has to say of a trouble to be taken for a report. */
const HINT = 0.3

const surely = (told: Words, { vocabulary, at }: Said, whom?: string): Reading => ({
  do: 'raise',
  trouble: dated({ ...troubleIn(told, vocabulary, true), sure: 1 }, at),
  ...(whom === undefined ? {} : { for: whom }),
})
const raised = (said: Said, told: string, whom?: string): Reading =>
  surely(words(said.raw.slice(said.raw.length - told.length)), said, whom)

/** 「报告」 alone is often no more than a way to begin. */
const SAYS = /^(?:我要|帮我|请)?报告/
/** 「报事 …」: the will to report is in the words. 「报修电话多少」 is a question. */
const byCommand = (said: Said): Reading | undefined => {
  const { gap = '', told = '' } = RAISE.exec(said.text)?.groups ?? {}
  if (told === '' || /^(?:电话|热线|平台|流程|方式|的|了|吗|找|给|没|后|完|过|单|小程序)/.test(told)) return undefined
  if (!said.addressed && SAYS.test(said.text) && weighed(words(told), said.vocabulary, false).sure < HINT)
    return undefined
  return gap === '' && !said.text.startsWith('报事') && placeIn(told)?.from !== 0 ? undefined : raised(said, told)
}

/** 「报 5栋门口井盖松了」; not 「报 2份」, 「报名」. */
const shortly = (said: Said): Reading | undefined => {
  const told = SHORTLY.exec(said.text)?.groups?.told
  if (told === undefined || /^(?:名|警|价|销|了|的|纸|社|答|复|备|到|告|事|修|考|[:\d]+[ 份个人斤])/.test(told))
    return undefined
  const set = told.length < said.text.length - 1 || placeIn(told)?.from === 0
  return set && weighed(words(told), said.vocabulary, said.addressed).sure >= ENOUGH ? raised(said, told) : undefined
}

/** 「代报 王奶奶 3栋 楼道灯不亮」: who it is for stands first, up to a space, a title of kinship or the place. */
const forSomebody = (said: Said): Reading | undefined => {
  const told = FOR.exec(said.text)?.groups?.told
  if (told === undefined) return undefined
  const spaced = /^(?<name>[^\s,:]{1,8})[\s,:]+(?<told>.+)$/s.exec(told)?.groups
  const kin = KIN.exec(told)?.groups
  const place = placeIn(told)
  const name = spaced !== undefined && placeIn(spaced.name ?? '') === undefined ? spaced : kin
  if (name?.told !== undefined && name.name !== undefined)
    return raised(said, name.told, said.raw.slice(-told.length).slice(0, name.name.length))
  const before = place === undefined ? '' : told.slice(0, place.from).trim()
  return before.length > 0 && before.length <= 6 ? raised(said, told.slice(place?.from), before) : raised(said, told)
}

/** Who asks how something stands does not raise it. */
const ASKING: ReadonlySet<Reading['do']> = new Set([
  'progress',
  'where',
  'whose',
  'mine',
  'finish',
  'open-poll',
  'news',
  'unclear',
  'vote',
  'about',
  'thanks',
])
const WANTS =
  /^(?:我|俺)?(?:要|想|来|得)*(?:投诉|反映|报修|报个修|报个?事|上报)(?:一下|个事|一?件事|点事|个问题|问题|情况|事情)?$|^(?:请|麻烦)?帮(?:我|忙)(?:报|登记)(?:个|一个|一?件)(?:修|事|问题|事情)$|^(?:我)?有(?:件|个)事(?:情)?(?:想|要)?(?:反映|说|报|问)(?:一下)?$/
const LONGEST_NOUN = 5
/** 「楼梯间」: the name of a thing or a place, and nothing of it. */
const isNoun = ({ text, vocabulary }: Said): boolean =>
  text.length <= LONGEST_NOUN &&
  !FAULT.test(text) &&
  !THE_WHOLE_OF_IT.test(text) &&
  (hits(text, vocabulary.categories).some(({ from, to }) => from === 0 && to === text.length) || STAIRS.test(text))
const STAIRS = /^(?:楼梯间?|楼道|走廊|过道|大厅|大堂|车库|天台|楼顶|门口)$/
/** 「停水」「噪音」: the trouble itself. */
const THE_WHOLE_OF_IT = /[水电气暖]$|噪音|停|断|漏|吵|臭|火/
const saysNothing = (said: Said): boolean => WANTS.test(said.text) || isNoun(said)
/** 「我要投诉」「电梯」 to the bot: what of it? */
export const wantsToTell = (said: Said): readonly Reading[] =>
  said.addressed && saysNothing(said) ? [{ do: 'what' }] : []

/** Not to be told in a group, whoever says it. */
const isDelicate = (reading: Reading): boolean =>
  reading.do === 'rumour' || (reading.do === 'about' && NOT_FOR_A_GROUP.has(reading.topic))
const NOT_FOR_A_GROUP: ReadonlySet<Topic> = new Set(['officials', 'fraud', 'bereaved'])
/** Of a ballot or a poll and nothing else, whatever words of the catalogue stand in it. */
const OF_POLLS: ReadonlySet<Reading['do']> = new Set([
  'who-may',
  'status',
  'who-voted',
  'hand-in',
  'vote-for',
  'my-ballot',
  'vote-how',
  'poll-how',
])

/** 「@小议 报」 on a neighbour's words: hers is the trouble. */
const quoted = (said: Said): Reading | undefined => {
  const told = said.addressed && REPORT.test(said.text) ? words(said.neighbour ?? '') : undefined
  return told === undefined || told.text === '' ? undefined : surely(told, said)
}

/** A report by command: it means nothing else. */
export const commanded = rule([FOR, RAISE, SHORTLY], (said) => {
  const report = forSomebody(said) ?? byCommand(said) ?? shortly(said) ?? quoted(said)
  return report === undefined ? [] : [report]
})

/** How words weigh, told to the bot or only overheard; none where nothing in them is worth a look. */
export const weighing = (said: Said, gate: Gate, hunch: Hunch): Weighed | undefined => {
  const guess = hunch.guess(said.whole)
  if (!said.addressed && guess < POSSIBLE && !gate.trouble(said)) return undefined
  return weighed(said, said.vocabulary, said.addressed, hunch, guess)
}
/** 「网又断了」 names what it is; 「没两天又坏了」 does not. */
const NAMED_AGAIN =
  /^(?!车又|饮水机)[^\d天日次回了没刚才今昨早晚现]{1,4}又.{1,5}$|^又.{1,3}了[ ,]+[^\d ,天次回了没我你他]{2,5}$/
/** 「电梯又坏了」 may be new; 「门禁怎么还没修好」 asks after what perhaps nobody has told yet. */
const mayBeNew = (reading: Reading): boolean =>
  reading.do === 'reopen' ||
  (reading.do === 'progress' &&
    reading.category !== undefined &&
    reading.thing === undefined &&
    reading.case === undefined)
/** 「2栋3单元4楼那个」: where it is, and nothing of what is wrong. */
const isWhere = (reading: Reading): boolean =>
  reading.do === 'correct' && (reading.how === 'inside' || (reading.how === 'bare' && reading.place !== undefined))
/** What may be said of the same words besides: of a danger that was told before, and that a number stands in them. */
const BESIDE: ReadonlySet<Reading['do']> = new Set(['danger', 'exposes'])
/** 「水都流到一楼了」: of her own case that tells of water, else it is told here first. */
const isOfOwn = (reading: Reading): boolean => reading.do === 'reopen' && reading.so !== undefined
const isCharge = (reading: Reading): boolean => reading.do === 'about' && reading.topic === 'officials'

/** 「我家门口也不亮」: of what the neighbour told, whatever that was. */
const openly = ({ vocabulary }: Said, trouble: Trouble): Trouble => ({
  ...trouble,
  category: vocabulary.categories.at(-1)?.name ?? trouble.category,
})

/** Words that describe something to be put right. A danger is told without the charge that stands beside it. */
export const told = (said: Said, all: readonly Reading[], gate: Gate, hunch: Hunch): readonly Reading[] => {
  if (all.some(isCharge) && dangerIn(said.whole, said.vocabulary) !== undefined)
    return told(
      uncharged(said),
      all.filter((reading) => !isCharge(reading)),
      gate,
      hunch,
    )
  const others = all.filter((reading) => !BESIDE.has(reading.do) && !isOfOwn(reading))
  if (said.text.length < 2 || asksOffice(said) || others.some(({ do: what }) => OF_POLLS.has(what))) return []
  if (others.some(isDelicate)) return []
  if (!said.addressed && others.some((one) => ASKING.has(one.do) && !mayBeNew(one))) return []
  if (others.some(isWhere)) return []
  if (others.length === 0 && PRAISE.test(said.text) && !FAULT.test(said.text))
    return said.addressed ? [{ do: 'thanks' }] : []
  const rivals = others.filter((one) => !mayBeNew(one)) // 「电梯又坏了」 is either
  const isOpen =
    others.length === 0 || (rivals.length === 0 && NAMED_AGAIN.test(said.text) && !OWN_THINGS.test(said.text))
  const found = weighing(said, gate, isOpen ? hunch : none)
  const enough = !said.addressed ? ENOUGH : rivals.length === 0 ? HINT : ENOUGH + HINT
  if (found === undefined || found.sure < enough || saysNothing(said) || sells(said)) return []
  if (found.danger === undefined && (scolds(said) || (!said.addressed && isTale(said.text)))) return []
  const trouble = dated(troubleOf(said.vocabulary, found, hunch), said.at)
  const isGuessed = trouble.kind === undefined && trouble.read?.category === undefined
  const ofAny = isGuessed && others.some(({ do: what }) => what === 'support') ? openly(said, trouble) : trouble
  return [{ do: said.addressed ? 'raise' : 'trouble', trouble: ofAny }]
}
