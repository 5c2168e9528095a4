import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST } from '../../src/domain/heard/length.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { open, sifting } from '../../src/reader/gate.ts'
import { RULES, reader } from '../../src/reader/reader.ts'
import { saidIn } from '../../src/reader/said.ts'
import { words } from '../../src/reader/text/normal.ts'
import { heard, NEIGHBOUR, RECEIPT, vocabulary } from './hear.ts'

const sifted = reader()
const everything = reader(open(RULES))

const FRAGMENTS = RULES.flatMap(({ needs }) => needs.flatMap(({ source }) => source.match(/[\u4e00-\u9fff]+/g) ?? []))
const WORDS = [...vocabulary.categories, ...vocabulary.dangers].flatMap((group) => group.words)
const WRONG = [
  '坏了',
  '不亮',
  '漏水',
  '又停了',
  '没电',
  '堵了',
  '太吵',
  '困在',
  '着火',
  '晕倒',
  '打人',
  '修好了',
  '怎么还没修',
  '好了没',
]
const PLACES = [
  '3栋',
  '2单元',
  '501',
  '3-2-501',
  '5组',
  '耿家院子12号',
  '地下车库',
  '楼道',
  '我家',
  '小区',
  '三栋二楼',
  '北门',
]
const MARKS = [
  '，',
  '。',
  '？',
  '！',
  '…',
  ' ',
  '\n',
  '、',
  '：',
  '#',
  '+',
  '~',
  '[强]',
  '👍',
  '\u200b',
  '（',
  '1、',
  '(',
]
const NUMBERS = [
  '1',
  '27',
  '#27',
  'P5',
  'p12',
  '一',
  '二',
  '100',
  '138',
  'A',
  'ｂ',
  '２',
  '12月20日',
  '周五',
  '2天',
  '18点',
]
const POLITE = [
  '你好',
  '请问',
  '麻烦',
  '谢谢',
  '谢谢师傅',
  '吧',
  '哈',
  '了',
  '吗',
  '呢',
  '不是',
  '我',
  '也是',
  '同意',
  '反对',
]
const TALK = ['今天天气好', '吃饭没有', '哈哈', '我在上班', '你什么时候回来', '明天去看电影', '電燈壞了', 'ok']
const text = fc
  .array(
    fc.oneof(
      ...[FRAGMENTS, WORDS, WRONG, PLACES, MARKS, NUMBERS, POLITE, TALK].map((some) => fc.constantFrom(...some)),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(''))
const options = fc.subarray(['换', '不换', '换 换', '加装', '好', 'A方案', '同意', '12月20日', '1', '停水', '？'])
const quote = fc.constantFrom(undefined, RECEIPT, NEIGHBOUR)

/** Ms; much is read, on machines that others use too. */
const PATIENCE = 120_000
test(
  'what the gate keeps out would have meant nothing',
  () => {
    fc.assert(
      fc.property(text, fc.boolean(), quote, options, (said, often, quoted, open) => {
        const more = { text: said, addressed: !often && quoted === undefined, ...(quoted ? { quote: quoted } : {}) }
        const known = { ...vocabulary, options: new Set(open) }
        expect(sifted.read(heard('', more), known)).toEqual(everything.read(heard('', more), known))
      }),
      { numRuns: 6000, examples: [['1、3栋', false, NEIGHBOUR, []]] },
    )
  },
  PATIENCE,
)

test(
  'one command with anything behind it',
  () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRAGMENTS, ...WORDS, ...WRONG), text, (start, rest) => {
        for (const said of [start, `${start}${rest}`, `我家${start}`, `${rest}${start}`])
          expect(sifted.read(heard(said), vocabulary)).toEqual(everything.read(heard(said), vocabulary))
      }),
      { numRuns: 1500 },
    )
  },
  PATIENCE,
)

test.each(['住户3栋2单元501', '业主 3-2-501', '本人住3栋2单元501的', '俺家3-2-501'])(
  '「%s」 is where somebody lives',
  (said) => {
    expect(sifted.read(heard(said), vocabulary)).toMatchObject([{ do: 'live-at', household: '3-2-501' }])
  },
)

test('a danger is one with the place in its midst', () => {
  const known = { ...vocabulary, dangers: [{ name: '困人', words: ['滞留在电梯'] }] }
  const [reading] = sifted.read(heard('滞留在3栋电梯里'), known) as readonly Reading[]
  expect(reading).toMatchObject({ do: 'trouble', trouble: { danger: '困人', place: { building: '3' } } })
})

test('a new catalogue has its own words', () => {
  const own = (word: string) => ({
    ...vocabulary,
    categories: [{ name: '缆车', words: [word] }],
    dangers: [{ name: '雪崩', words: [`${word}塌方`] }],
  })
  for (const word of ['缆车', '索', 'ab', '缆掉'])
    for (const said of [`${word}坏了`, `我们小区${word}不动了`, `${word}塌方了快来人`, `${word}好看`])
      expect([said, sifted.read(heard(said), own(word))]).toEqual([said, everything.read(heard(said), own(word))])
})

test('another open card is another question', () => {
  const one = { ...vocabulary, options: new Set(['红色']) }
  const other = { ...vocabulary, options: new Set(['蓝色']) }
  expect(sifted.read(heard('红色'), one)).toMatchObject([{ do: 'vote', choice: { words: '红色' } }])
  expect(sifted.read(heard('红色'), other)).toEqual([])
  expect(sifted.read(heard('蓝色'), other)).toMatchObject([{ do: 'vote', choice: { words: '蓝色' } }])
})

test.each([
  '修好了谢了',
  '修好了，谢谢你',
  '修好了辛苦师傅',
  '修好了感谢大家',
  '修好了多谢各位邻居们啊',
  '修好了麻烦物业',
  '修好了拜托您',
  '修好了[强]',
  '修好了😄🙏🏻',
  '修好了哈。',
  '修好了噻！！',
  '修好了…~',
  '修好了？',
  '修好了吧？谢谢[抱拳]',
])('what is polite is taken off the end of 「%s」', (said) => {
  expect(words(said).text).toBe('修好了')
})

// A direction mark makes a text go through all that is done to a strange one, and is not seen in the end.
test('a text without strange characters is made comparable as if it had some', () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit)
    for (const said of [`水${character}水`, `水水${character}`]) {
      const direct = words(said)
      const strange = words(`\u200e${said}`)
      if (direct.whole !== strange.whole || direct.text !== strange.text)
        expect([unit, direct]).toEqual([unit, strange])
    }
  }
})

test('no rule is asked about ordinary talk, every rule about what is said to the bot', () => {
  const gate = sifting(RULES)
  for (const line of ['今天天气不错', '晚上吃什么，老地方？', '哈哈哈', '你们到哪里了', '周末一起去爬山吧。']) {
    const said = saidIn(heard(line), vocabulary)
    expect([line, gate.rules(said), gate.trouble(said)]).toEqual([line, [], false])
    expect(gate.rules(saidIn(heard(`@小议 ${line}`), vocabulary))).toBe(RULES)
  }
})

test('a long text that is not addressed is read as it was', () => {
  const long = '今天天气好，出去走走。'.repeat(LONGEST).slice(0, LONGEST - 8)
  for (const said of [long, `${long}电梯坏了`, `电梯坏了${long}`])
    expect(sifted.read(heard(said), vocabulary)).toEqual(everything.read(heard(said), vocabulary))
})
