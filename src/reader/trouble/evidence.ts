import type { Place } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { type Hit, hits } from '../text/lexicon.ts'
import type { Words } from '../text/normal.ts'
import { placeIn } from './place.ts'
import {
  AGAIN,
  ASTONISHED,
  CIVIC,
  CLOSE,
  COMPLAINT,
  DENIED,
  ELSEWHERE,
  FAR,
  FAULT,
  FRAIL,
  IS_IT_ON,
  LACKING,
  LAUGHTER,
  MENDED,
  NEARBY,
  NOT_NOW,
  NOTICE,
  OFFICIAL,
  OWN_THINGS,
  QUARREL,
  REQUEST,
  SEEKING,
  SETTLED,
  STOPPED,
  THE_MACHINE,
  THROWN,
  TRADE,
  WONDER,
} from './signs.ts'

/** What is known of a sentence before it is weighed. */
export interface Evidence {
  readonly text: string
  readonly clauses: readonly Clause[]
  readonly place: Place | undefined
}
export interface Clause {
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

export const evidenceOf = (words: Words, vocabulary: Vocabulary): Evidence => ({
  text: words.whole,
  clauses: clausesOf(words.whole, vocabulary),
  place: placeIn(words.text, vocabulary.places)?.place,
})

/** How it is, without what it is: 「太吵」 may be the bot. */
const FEELING = /^[太吵臭脏]/
/** Words that name whom one talks to rather than what is wrong. */
export const FAINT = /^(?:物业|物管|邻居|保安|客服|管家|活动|卫生|广场|大门|桥)$/
/** A word that is itself the trouble: 「停水」「漏水」. */
export const telling = (hit: Hit): boolean => hit.word.length >= 2 && FAULT.test(hit.word) && !FEELING.test(hit.word)

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

/** However little else is said of it: somebody should ask. */
const OFF = 0.5
const AGAINST_OFF = [FAR, NOT_NOW, MENDED, LAUGHTER, TRADE, SEEKING]
/** A notice passed on may tell of now; one with a day in it is of what is planned. */
const TOLD = /^接.{0,8}通知(?!.*(?:[明后]天|明日|[下本这]?周|\d+[号日点:]|将|计划|预计|请))/
/** 「要不要停水」: nobody gives notice by asking, nor denies. */
const WHETHER = /有没有|要不要|会不会|停不停|断不断|有[水电气](?:没|吗|不)/g
const ASKED = /(?:要不要|会不会|[停断]不).{0,4}[停断][水电气暖]/
/** What runs empty or breaks by itself. */
const DEVICE =
  /手机|电脑|笔记本|平板|充电|耳机|相机|鼠标|键盘|电池|电瓶|电动|(?<!停)车|热水器|空调|洗衣机|冰箱|手表|遥控|音箱|qq|微信/
/** 「停电了，手机也充不了」, but not 「手机不行了，没电了」. */
const isCut = ({ text, clauses }: Evidence): boolean =>
  THROWN.test(text) ||
  clauses.some((clause) => (STOPPED.test(clause.text) || THE_MACHINE.test(clause.text)) && !DEVICE.test(clause.text)) ||
  ((LACKING.test(text) || (text.length <= 20 && IS_IT_ON.test(text))) && !DEVICE.test(text))
export const isOff = (evidence: Evidence): boolean => isCut(evidence) && isOffNow(evidence.text)
const isOffNow = (text: string): boolean =>
  text.length < 60 &&
  (!NOTICE.test(text) || TOLD.test(text) || ASKED.test(text)) &&
  !DENIED.test(text.replaceAll(WHETHER, '')) &&
  !AGAINST_OFF.some((against) => against.test(text))

/** How sure the rules are of it. */
export const ruledSure = (evidence: Evidence): number => {
  const base = Math.max(core(evidence), formal(evidence.text))
  const least = isOff(evidence) ? OFF : 0
  if (base === 0) return least
  const sum = weigh(evidence).reduce((total, [weight, holds]) => (holds ? total + weight : total), base)
  return Math.round(Math.min(Math.max(sum, least), 0.95) * 100) / 100
}

/** What stands beside the trained model's guess when both are weighed: how sure the rules are, and each sign by itself. */
export const signsOf = (evidence: Evidence, ruled: number): readonly number[] => {
  const { text, clauses } = evidence
  const named = ({ things }: Clause): boolean => things.some(({ word }) => !FAINT.test(word))
  const holds = [
    ...weigh(evidence).map(([, held]) => held),
    ruled >= 0.5,
    clauses.some(named),
    clauses.some(({ fault }) => fault),
    clauses.some((clause) => clause.fault && named(clause)),
    text.length < 40 && clauses.some(({ asks }) => asks),
    text.length < 60 && OWN_THINGS.test(text),
    text.length < 40 && TRADE.test(text),
    text.length < 40 && SEEKING.test(text),
    text.length < 40 && NOTICE.test(text),
    text.length < 30 && QUARREL.test(text),
    text.length < 30 && SETTLED.test(text),
  ]
  return [Math.max(core(evidence), 0), formal(text), ruled, ...holds.map(Number)]
}
/** Nothing in it that the gate would let through. */
export const isPlain = (evidence: Evidence): boolean => {
  const { text, clauses, place } = evidence
  const somewhere = place !== undefined || NEARBY.test(text) || clauses.some(({ things }) => things.length > 0)
  return !isOff(evidence) && !(somewhere && clauses.some(({ fault }) => fault)) && formal(text) === 0
}
