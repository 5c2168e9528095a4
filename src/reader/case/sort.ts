import type { Reading, Triage } from '../../domain/heard/reading.ts'
import { about, firstOf, type Rule, rule, type Said } from '../said.ts'

const NUMBER = '#?(?<number>\\d{1,6})(?:号(?![楼栋门线院地]))?'
const INTO = '(?:改?(?:到|为|成|是))?[ :,.]*'
/** 「分类 27 电梯困人」; 「垃圾分类」 is talk, 「分类 27 个」 a count. */
const AS = new RegExp(
  `^(?:改?分类|归类)(?:到|为|成)?[ :,#]*${NUMBER}[ :,.]*${INTO}(?<as>(?![个件块元种类几])[\\u4e00-\\u9fa5][^,.!?\\d]{1,11})$`,
)
const NUMBERED_AS = new RegExp(
  `^${NUMBER}[ :,.]*(?:改?分类|归类)${INTO}(?<as>(?![个件块元种类几])[\\u4e00-\\u9fa5][^,.!?\\d]{1,11})$`,
)
const QUOTED_AS = new RegExp(`^(?:改?分类|归类)${INTO}(?<as>(?![个件块元种类几])[\\u4e00-\\u9fa5][^,.!?\\d]{1,11})$`)
/** 「分类 27」: as what it is kept, and by which words. */
const ASKED = /^(?:分类|归类)[ :,#]*(?<number>\d{1,6})$/

const WORD = '(?<word>公事|共事|家事|私事|即办|代办|急|加急|紧急)(?:件|的)?'
const WORD_FIRST = new RegExp(`^(?:这是|算|改成?)?${WORD}[ :,#]*${NUMBER}$`)
const NUMBER_FIRST = new RegExp(`^${NUMBER}[ :,.]*(?:这?是|算|属于|按|转|改成?)?${WORD}$`)
const QUOTED = new RegExp(`^(?:这?是|算|属于|按|改成?)?${WORD}$`)

const MEANS: Readonly<Record<string, Partial<Triage>>> = {
  公事: { tier: 'public' },
  共事: { tier: 'common' },
  家事: { tier: 'family' },
  私事: { tier: 'family' },
  即办: { handling: 'instant' },
  代办: { handling: 'agent' },
  急: { urgent: true },
  加急: { urgent: true },
  紧急: { urgent: true },
}

const reading = (said: Said): Extract<Reading, { do: 'sort' }> | undefined => {
  const found = (...patterns: readonly RegExp[]) => firstOf(patterns, said.text)?.groups
  const quoted = said.quotedCase !== undefined
  const as = found(AS, NUMBERED_AS) ?? (quoted ? found(QUOTED_AS) : undefined)
  if (as !== undefined) return { do: 'sort', ...about(as.number), as: (as.as ?? '').trim() }
  const word = found(WORD_FIRST, NUMBER_FIRST) ?? (quoted ? found(QUOTED) : undefined)
  if (word !== undefined) return { do: 'sort', ...about(word.number), ...MEANS[word.word ?? ''] }
  const asked = found(ASKED)
  return asked && { do: 'sort', ...about(asked.number) }
}

/** What staff say of how a case is to be sorted: 分类 · 公事 · 即办 · 急. */
export const sorts: Rule = rule([AS, NUMBERED_AS, QUOTED_AS, WORD_FIRST, NUMBER_FIRST, QUOTED, ASKED], (said) => {
  const found = said.asks ? undefined : reading(said)
  return found === undefined ? [] : [found]
})
