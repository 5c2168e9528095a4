import type { Choice } from '../../domain/heard/reading.ts'
import { numeral } from '../text/numeral.ts'

export const FOR = '赞成|同意|支持|赞同|举双手赞成'
export const AGAINST = '反对|不同意|不赞成|不支持|不赞同|坚决不干|要不得|不得行|抵制|坚决抵制'
export const ABSTAIN = '弃权|弃票'
export const STANCE = `(?:${AGAINST}|${ABSTAIN}|${FOR})`

const MARK = '(?:[1-9]\\d?|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖]|[a-j])'
const NAMED = `(?:第 ?${MARK}(?:个|项|种|条|款|号)(?:选项|方案)?|(?:选项|方案) ?${MARK}|${MARK}(?:号|项)?(?:选项|方案)?)`
/** Numbers or letters of options. */
export const MARKS = `${NAMED}(?:(?: *[,、和及跟&] *| +)${NAMED}){0,9}`
/** Said loudly, and only of the first few: 666 and 88 are talk. */
const LOUD = '(?:1{2,10}|2{2,10}|3{2,10}|4{2,10})'
/** 「123」「abd」: several in a row without a mark between them. */
const ROW = '[1-9]{3,9}|[a-j]{2,9}'
export const ANY_MARKS = `${LOUD}|${ROW}|${MARKS}`

const IS_AGAINST = new RegExp(`^(?:${AGAINST})$`)
const IS_ABSTAIN = new RegExp(`^(?:${ABSTAIN})$`)
export const stanceOf = (word: string): Choice => {
  if (IS_AGAINST.test(word)) return { stance: 'against' }
  return { stance: IS_ABSTAIN.test(word) ? 'abstain' : 'for' }
}

/** Options are given in their order; 「31」 or 「99」 is something else. */
const inRow = (marks: string): readonly number[] => {
  if (!/^(?:[1-9]{2,9}|[a-j]{2,9})$/.test(marks)) return []
  const numbers = [...marks].map(numberOf)
  return numbers.every((n, i) => i === 0 || n > (numbers[i - 1] ?? 0)) ? numbers : []
}
const numberOf = (mark: string): number => (/^[a-j]$/.test(mark) ? mark.charCodeAt(0) - 96 : (numeral(mark) ?? 0))

const IS_ROW = new RegExp(`^(?:${ROW})$`)
/** 「111」 is 1 said loudly; 「11」 may be either, and 「13」 may be 1 and 3. */
export const choices = (marks: string): readonly Choice[] => {
  const loud = /^([1-9])\1+$/.exec(marks)
  if (loud !== null) {
    const once = { numbers: [Number(loud[1])] }
    return marks.length === 2 ? [{ numbers: [Number(marks)] }, once] : [once]
  }
  const row = inRow(marks)
  const rows = row.length > 0 ? [{ numbers: row }] : []
  if (IS_ROW.test(marks)) return rows
  const numbers = marks
    .split(/[ ,、和及跟&第号个项种条款选方案]+/)
    .filter((mark) => mark !== '')
    .map(numberOf)
  return numbers.some((n) => n < 1) ? [] : [{ numbers: [...new Set(numbers)] }, ...rows]
}
