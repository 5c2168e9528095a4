import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALIKE, liken, likeness } from '../../src/domain/case/likeness.ts'

const between = (a: string, b: string): number => likeness(liken(a), liken(b))

/** Our own sentences. */
const SAME: readonly (readonly [first: string, then: string])[] = [
  ['3栋2单元电梯又坏了', '3栋2单元的电梯坏了两天，老人下不了楼'],
  ['小区东门外烧烤摊半夜扰民', '东门外的烧烤摊吵到半夜，油烟也大\n每天晚上十点以后开始划拳，孩子没法睡觉'],
  ['地下车库进水了', '地下车库又进水，谁去看看水泵'],
  ['幸福路路灯不亮\n从公交站到桥头一路都是黑的', '公交站到桥头的路灯全不亮'],
]
const APART: readonly (readonly [first: string, then: string])[] = [
  ['3栋2单元电梯又坏了', '小区东门外烧烤摊半夜扰民'],
  ['地下车库进水了', '幸福路路灯不亮'],
  ['楼道灯坏了', '物业费多收了'],
  ['儿童乐园滑梯裂了一道口子', '6组的人饮水管爆了，没水吃'],
]

test.each(SAME)('「%s」 is like 「%s」', (first, then) => {
  expect(between(first, then)).toBeGreaterThanOrEqual(ALIKE)
})
test.each(APART)('「%s」 is not like 「%s」', (first, then) => {
  expect(between(first, then)).toBeLessThan(ALIKE)
})

test('the same words are as like as can be, however they are written', () => {
  expect(between('3栋2单元电梯又坏了', '３栋２单元，电梯又坏了！！')).toBeCloseTo(1)
})
test('nothing is like a text without words', () => {
  expect(between('', '')).toBe(0)
  expect(between('？？', '地下车库进水了')).toBe(0)
  expect(between('水', '水')).toBe(0)
})
test('it does not matter which came first, and it stays within 0 and 1', () => {
  const text = fc.string({ unit: fc.constantFrom(...'电梯坏了水停路灯3栋2单元\n。 a'), maxLength: 60 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const found = between(a, b)
      expect(found).toBe(between(b, a))
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThanOrEqual(1)
    }),
  )
})
