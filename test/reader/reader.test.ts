import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST } from '../../src/domain/heard/length.ts'
import { reader } from '../../src/reader/reader.ts'
import { words } from '../../src/reader/text/normal.ts'
import { heard, readings, vocabulary } from './hear.ts'

const STRANGE = [
  '\u202e',
  '\u200b',
  '\u2066',
  '\ufeff',
  '👨‍👩‍👧‍👦',
  '🅰️',
  '1️⃣',
  '١',
  '𝟏',
  '㊀',
  '\ud800',
  '\u0000',
  '#',
  '27',
  'P5',
  '+',
  '栋',
  '单元',
  '号',
  '？',
  '，',
  '不',
  '是',
  '好',
  '了',
  '又',
  '投',
  '周',
  '\n',
  ' ',
  '((((',
  'ا',
  'a',
]
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...STRANGE), { maxLength: 60 }).map((parts) => parts.join('')),
)

test('it answers whatever is said', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (text, addressed) => {
      const found = reader().read({ ...heard(''), text, addressed }, vocabulary)
      expect(Array.isArray(found)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('what is made comparable stays as long as what was written', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const made = words(text)
      expect(made.text.length).toBe(made.raw.length)
      expect(made.whole.length).toBe(made.written.length)
    }),
  )
})

/** Texts on which a pattern that backtracks would not come back. */
const HEAVY = [
  '1',
  '一',
  '又',
  '3栋',
  '不是',
  '，',
  ' ',
  '投票 ',
  '周五',
  '1.',
  '代报',
  '1、',
  '13800138000',
  'a@',
  '👍',
  '\u200b',
  '报事 停水',
  '1-1-',
  '没',
  '哈',
  '我',
  '(',
  '[强]',
]
test.each(HEAVY)('100 KB of 「%s」 come back', (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  expect(readings('', { text, addressed: true })[0]).toEqual({ do: 'too-long' })
})

test.each(['换', '换 ', '我家', ' ,', '票', '+1', '1换', '、', 'P4 '])(
  'open options do not slow down 「%s」',
  (piece) => {
    const text = piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST)
    expect(Array.isArray(readings('', { text, addressed: true }, ['换', '不换', '换 换']))).toBe(true)
  },
)

describe('a text that is too long', () => {
  const long = `3栋2单元电梯坏了${'，请尽快处理'.repeat(500)}`

  test('is said to be so first, then read as far as it was kept', () => {
    const [first, second] = readings('', { text: long, addressed: true })
    expect(first).toEqual({ do: 'too-long' })
    expect(second).toMatchObject({ do: 'raise', trouble: { category: '电梯', place: { building: '3', unit: '2' } } })
    expect(second?.do === 'raise' && second.trouble.text.length).toBeLessThanOrEqual(LONGEST)
  })

  test('is only that where the bot was not addressed', () => {
    expect(readings('', { text: long })).toEqual([{ do: 'too-long' }])
  })
})

test('nothing is kept between messages', async () => {
  const one = reader()
  const before = one.read(heard('要得'), vocabulary)
  await one.read(heard('3栋停电了'), vocabulary)
  expect(one.read(heard('要得'), vocabulary)).toEqual(before)
})

test('an unknown catalogue has its own words', () => {
  const own = {
    ...vocabulary,
    categories: [
      { name: '缆车', words: ['缆车'] },
      { name: '别的', words: [] },
    ],
    dangers: [],
  }
  expect(reader().read(heard('缆车坏了'), own)).toMatchObject([{ do: 'trouble', trouble: { category: '缆车' } }])
})

test.each(['3-2-', '一二三', '3栋', '1 3 9 '])(
  'of a hundred thousand signs of 「%s」 the beginning is read, as if it were all',
  (piece) => {
    const long = piece.repeat(Math.ceil(100_000 / piece.length))
    const [first, ...rest] = readings('', { text: long, addressed: true })
    expect(first).toEqual({ do: 'too-long' })
    expect(rest).toEqual(readings('', { text: long.slice(0, LONGEST), addressed: true }))
  },
)
