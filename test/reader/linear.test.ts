import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reader } from '../../src/reader/reader.ts'
import { words } from '../../src/reader/text/normal.ts'
import { evidenceOf } from '../../src/reader/trouble/evidence.ts'
import { hunchOf, none, SHIPPED } from '../../src/reader/trouble/hunch.ts'
import { features, type Head, linear, MOST, MOST_FEATURES, pack } from '../../src/reader/trouble/linear.ts'
import { type Example, learn, shipped } from '../eval/fit.ts'
import { heard, vocabulary } from './hear.ts'

const found = (text: string, bits = 16): readonly number[] => {
  const into = new Int32Array(MOST_FEATURES)
  return [...into.subarray(0, features(text, bits, into))]
}
const same = (one: string, other: string): boolean => found(one).join() === found(other).join()

describe('what is looked at', () => {
  test('is every stretch of up to four characters, both ends, and the length', () => {
    expect(found('停水')).toHaveLength(4 + 3 + 2 + 1 + 1)
  })
  test('is the same in any width, and for any digit', () => {
    expect(same('３栋，停水', '5栋,停水')).toBe(true)
    expect(same('WIFI断了', 'wifi断了')).toBe(true)
    expect(same('停水', '水停')).toBe(false)
  })
  test('is no more than the beginning of a long text', () => {
    expect(found('电'.repeat(100_000))).toHaveLength((MOST + 2) * 4 - 6 + 1)
  })
  test('always lies among the weights', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 8, max: 20 }), (text, bits) => {
        const all = found(text, bits)
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...all)).toBeLessThan(2 ** bits)
      }),
    )
  })
})

const OPTIONS = { labels: ['talk', 'trouble'], bits: 14, rounds: 8, step: 2, l1: 0, l2: 0.01, seed: 7 }
const EXAMPLES: readonly Example[] = [
  ...['灯坏了', '电梯坏了', '水管坏了', '门禁坏了'].map((text) => ({ text, label: 1, weight: 1 })),
  ...['吃饭了', '下班了', '睡觉了', '回家了'].map((text) => ({ text, label: 0, weight: 1 })),
]
const FLAT: Head['calibration'] = [[4, 0, 0]]
const trained = (examples = EXAMPLES): Uint8Array => shipped(learn(examples, OPTIONS), FLAT)

describe('what was learnt', () => {
  test('holds for what was never seen', () => {
    const { labels, score } = linear(trained())
    expect(labels).toEqual(['talk', 'trouble'])
    expect(score('路灯坏了')[1]).toBeGreaterThan(0.5)
    expect(score('吃午饭了')[1]).toBeLessThan(0.5)
  })
  test('is the same byte for byte, and another with another seed', () => {
    expect(Buffer.compare(trained(), trained())).toBe(0)
    const other = shipped(learn(EXAMPLES, { ...OPTIONS, seed: 8 }), FLAT)
    expect(Buffer.compare(trained(), other)).not.toBe(0)
  })
  test('tells several labels apart, and the sums are 1', () => {
    const labels = ['吃', '睡', '走']
    const examples = ['吃饭吃菜', '睡觉睡着', '走路走开'].map((text, label) => ({ text, label, weight: 1 }))
    const bytes = shipped(
      learn(examples, { ...OPTIONS, labels }),
      labels.map(() => [4, 0, 0] as const),
      { lead: 0.8, skip: '。' },
    )
    const { score } = linear(bytes)
    for (const [i, { text }] of examples.entries()) {
      const sure = score(text + '。'.repeat(30))
      expect(sure.indexOf(Math.max(...sure))).toBe(i)
      expect(sure.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
    }
  })
  test('is refused where its file is cut or another', () => {
    expect(() => linear(trained().subarray(0, 5000))).toThrow('cut short')
    for (const bytes of [new Uint8Array(), new Uint8Array(6), new TextEncoder().encode('{"labels":[]} and more')])
      expect(() => linear(bytes)).toThrow('no trained model')
  })
  test('is read back as it was packed', () => {
    const head: Head = {
      labels: ['a', 'b'],
      bits: 4,
      scale: 1,
      bias: [0],
      calibration: [[1, 0, 0]],
      lead: 0,
      skip: '',
      beside: [1, 2],
    }
    const { score, beside } = linear(pack(head, new Int8Array(16)))
    expect([score('无'), beside]).toEqual([
      [0.5, 0.5],
      [1, 2],
    ])
  })
})

const file = join(import.meta.dirname, '../../data/reader.model')
const kinds = join(import.meta.dirname, '../../data/category.model')
describe('the model that is shipped', () => {
  const hunch = hunchOf(readFileSync(file))
  const sure = (text: string): number => hunch.weigh(hunch.guess(text), evidenceOf(words(text), vocabulary))

  test('holds no text, and is small', () => {
    const bytes = readFileSync(file)
    expect(bytes.length + readFileSync(kinds).length).toBeLessThan(3_000_000)
    const head = bytes.subarray(0, bytes.readUInt32BE(4)).toString()
    expect(head).not.toMatch(/\p{Script=Han}/u)
  })
  test.each([
    '楼下烧烤摊天天开到半夜两点，油烟全飘进屋里，希望有关部门管一管',
    '驾校收了钱不给安排考试，退费又推三阻四',
  ])('hears 「%s」, which the rules are not sure of', (text) => {
    expect(sure(text)).toBeGreaterThan(0.8)
  })
  test.each(['周末去爬山吧，听说山上的枫叶红了', '你到哪里了，我在楼下等你半天', '奶茶送来都凉了，再也不点了'])(
    'leaves 「%s」 alone',
    (text) => {
      expect(sure(text)).toBeLessThan(0.5)
      expect(reader().read(heard(text), vocabulary)).toEqual([])
    },
  )
  test('thinks nothing of less than three characters', () => {
    expect(hunch.guess('坏了')).toBe(0)
  })
  test.each(['漏水', '跳闸', '断网', '没网', '停电'])('and leaves 「%s」 to the rules', (text) => {
    expect(reader().read(heard(text), vocabulary)).toMatchObject([{ do: 'trouble' }])
  })
})

describe('without a model', () => {
  const rules = reader(undefined, none)
  test('the rules hear what they know', () => {
    expect(rules.read(heard('3栋电梯坏了'), vocabulary)).toMatchObject([{ do: 'trouble' }])
  })
  test('what only the model knows is not heard', () => {
    const said = heard('公司欠我们半年工资不发，老板电话也打不通')
    expect(rules.read(said, vocabulary)).toEqual([])
    expect(reader(undefined, SHIPPED).read(said, vocabulary)).toMatchObject([{ do: 'trouble' }])
  })
})

test('a model that was trained beside other signs is refused: its weights would count for the wrong ones', () => {
  const other = readFileSync(join(import.meta.dirname, '../../data/category.model'))
  expect(() => hunchOf(other)).toThrow('run npm run train')
})
