import type { Reading } from '../../domain/heard/reading.ts'
import { firstOf, type Rule, rule } from '../said.ts'

const NUMBER = '#?(?<one>\\d{1,6})(?:号|这件|那件)?'
const OTHER = '#?(?<other>\\d{1,6})(?:号|这件|那件)?(?:里面?|去|一起)?'
const AND = '(?:[ ,、]*(?:和|跟|与|到|进|入|给|并|并到|并入|并进|归到)[ ,]*|[ ,、]+)'
const INTO = '[ ,]*(?:合?并(?:到|入|进|给|去)|归(?:到|入|并到))[ ,]*'
const MERGE = [
  new RegExp(`^(?:把)?(?:合并|并案|并单|并) ?${NUMBER}${AND}${OTHER}$`),
  new RegExp(`^(?:把)?${NUMBER}${INTO}${OTHER}$`),
]
const PART = new RegExp(`^(?:拆开?|拆分|分开|取消合?并|撤销合?并) ?${NUMBER}$`)
const IS_NOT = new RegExp(
  `^${NUMBER}[ ,]*(?:不是|跟|和|与)[ ,]*${OTHER.replace('(?:里面?|去|一起)?', '')}(?:不是(?:一件|一回事|同一件))?$`,
)

const merges = rule(MERGE, ({ text, asks }): readonly Reading[] => {
  const { one, other } = firstOf(MERGE, text)?.groups ?? {}
  return one === undefined || other === undefined || asks
    ? []
    : [{ do: 'merge', case: Number(one), into: Number(other) }]
})
const parts = rule([PART, IS_NOT], ({ text, asks }): readonly Reading[] => {
  if (asks) return []
  const alone = PART.exec(text)?.groups?.one
  if (alone !== undefined) return [{ do: 'part', case: Number(alone) }]
  const { one, other } = IS_NOT.exec(text)?.groups ?? {}
  if (one === undefined || other === undefined || !/不是/.test(text)) return []
  return [{ do: 'part', case: Number(one), into: Number(other) }]
})

/** 并 27 19, and that it was a mistake. */
export const MERGES: readonly Rule[] = [merges, parts]
