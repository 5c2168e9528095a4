import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact } from '../../src/domain/wording/redact.ts'

const PUBLISHED = ['023-67001234', '12345']

describe('what is private is not repeated', () => {
  test.each([
    ['电话13912345678', '13912345678'],
    ['打139 1234 5678', '1234 5678'],
    ['打139-1234-5678', '5678'],
    ['+86 13912345678', '13912345678'],
    ['打１３９１２３４５６７８', '１３９１２３４５６７８'],
    ['打1 3 9 1 2 3 4 5 6 7 8', '3 4 5 6'],
    ['3栋2单元5楼漏水', '5楼'],
    ['3栋501、502漏水', '502'],
    ['座机023-67009999', '67009999'],
    ['座机02367009999', '67009999'],
    ['身份证50010119800101123X', '19800101'],
    ['身份证500101198001011234，谢谢', '500101198001011234'],
    ['卡号6222021234567890123', '6222021234567890123'],
    ['卡号6222 0212 3456 7890', '6222 0212'],
    ['渝A12345占了车位', '渝A12345'],
    ['渝A·D12345占了车位', 'D12345'],
    ['写信li.fang@example.com', 'li.fang@example.com'],
    ['3栋2单元501漏水', '501'],
    ['3栋2单元501室漏水', '501'],
    ['3栋2单元5楼501漏水', '501'],
    ['３栋２单元５０１漏水', '５０１'],
    ['三栋二单元501漏水', '501'],
    ['我住3-2-501', '3-2-501'],
    ['2单元501漏水', '501'],
    ['我家501室漏水', '501'],
    ['3号楼1201没水', '1201'],
    ['13912345678和13887654321', '13887654321'],
    ['先打12345，再打13812345678', '13812345678'],
  ])('%s', (text, secret) => {
    expect(redact(text, PUBLISHED)).not.toContain(secret)
  })

  test('building and unit stay', () => {
    expect(redact('3栋2单元501漏水')).toBe('3栋2单元漏水')
    expect(redact('我住3-2-501')).toBe('我住3栋2单元')
  })
})

describe('what is not private stays', () => {
  test.each([
    '3栋2单元电梯停了，老人下不了楼',
    '打物业值班023-67001234',
    '不行就打12345',
    '11月24日（周二）下午6点前',
    '#27 延到2026-12-01',
    '5号楼300元一次',
    '停了3天，修了2次',
    '意见征集，规则码a3f9',
    '３栋２单元电梯停了，ＯＫ？',
  ])('%s', (text) => {
    expect(redact(text, PUBLISHED)).toBe(text)
  })
})

test('nothing said makes it fail or lets a telephone through', () => {
  const pieces = fc.constantFrom(
    '13912345678',
    '3栋',
    '2单元',
    '501',
    '室',
    ' ',
    '-',
    '渝A',
    '@',
    '。',
    '\u0001',
    '0',
    '(',
    '$1',
  )
  const speech = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(speech, (text) => {
      expect(redact(text, PUBLISHED)).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
    }),
    { numRuns: 1_000 },
  )
})

/** A pattern that backtracks over them would not come back in this suite's lifetime. */
test.each([
  ['digits', '1'],
  ['spaced digits', '1 '],
  ['spaces after a building', ' ', '3栋'],
  ['letters of an address', 'a'],
  ['dots of an address', 'a.', 'x@'],
  ['dashes', '3-'],
  ['units', '3单元'],
  ['calls', '我的电话：'],
  ['plates', '渝A'],
])('a hundred thousand of %s are read in a row', (_, piece, before = '') => {
  const text = before + piece.repeat(Math.ceil(100_000 / piece.length))
  expect(redact(text, PUBLISHED).length).toBeLessThanOrEqual(text.length * 4)
})
