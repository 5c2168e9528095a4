import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forModel } from '../../src/domain/privacy.ts'
import { isChecked, isLuhn } from '../../src/domain/wording/number.ts'
import { privateIn } from '../../src/domain/wording/private.ts'
import { redact, telephones } from '../../src/domain/wording/redact.ts'
import { given } from './given.ts'
import { constitution } from './place.ts'

const PUBLISHED = ['023-67001234', '12345']

// ── how people write what is private ─────────────────────────────────────────────────────────────

const digits = (count: number, first = '0123456789'): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...first), fc.stringMatching(new RegExp(`^\\d{${count - 1}}$`)))
    .map(([one, more]) => one + more)
/** In groups of these sizes. */
const grouped = (number: string, sizes: readonly number[], between: string): string => {
  const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0))
  return sizes.map((size, i) => number.slice((ends[i] ?? 0) - size, ends[i])).join(between)
}
const each = (number: string, signs: string): string =>
  [...number].map((digit) => [...signs][Number(digit)] ?? '').join('')
const WIDE = '０１２３４５６７８９'
const SPOKEN = '零一二三四五六七八九'
const TOLD = '〇幺二三四五六七八九'

const mobile = digits(9).chain((rest) =>
  fc.constantFrom('3', '5', '6', '7', '8', '9').map((second) => `1${second}${rest}`.slice(0, 11)),
)
const DIALLED: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => grouped(number, [3, 4, 4], ' '),
  (number) => grouped(number, [3, 4, 4], '-'),
  (number) => grouped(number, [3, 4, 4], '、'),
  (number) => grouped(number, [3, 8], ' '),
  (number) => grouped(number, [7, 4], '-'),
  (number) => grouped(number, [3, 4, 4], '📞'),
  (number) => grouped(number, [3, 4, 4], '\u200b'),
  (number) => grouped(number, [3, 4, 4], '…').replaceAll('…', '. '),
  (number) => [...number].join(' '),
  (number) => [...number].join('、'),
  (number) => [...number].join('-'),
  (number) => [...number].map((digit) => `${digit}\uFE0F\u20E3`).join(''),
  (number) => `+86${number}`,
  (number) => `+86 ${grouped(number, [3, 4, 4], ' ')}`,
  (number) => `0086-${number}`,
  (number) => `(+86)${number}`,
  (number) => each(number, WIDE),
  (number) => each(number, SPOKEN),
  (number) => each(number, TOLD),
  (number) => grouped(each(number, TOLD), [3, 4, 4], ' '),
  (number) => each(number.slice(0, 3), SPOKEN) + number.slice(3),
]
const phone = fc.tuple(mobile, fc.constantFrom(...DIALLED)).map(([number, write]) => write(number))

const LAND: readonly ((area: string, local: string) => string)[] = [
  (area, local) => `${area}-${local}`,
  (area, local) => `${area}${local}`,
  (area, local) => `${area} ${local}`,
  (area, local) => `(${area})${local}`,
  (area, local) => `（${area}）${local}`,
  (area, local) => `${area}-${local.slice(0, 4)}-${local.slice(4)}`,
]
const landline = fc
  .tuple(fc.constantFrom('010', '021', '023', '0755', '0838'), digits(8, '2345678'), fc.constantFrom(...LAND))
  .map(([area, local, write]) => write(area, local))
const free = digits(7).map((rest) => `400-${rest.slice(0, 3)}-${rest.slice(3)}`)

const idNumber = fc
  .tuple(
    fc.constantFrom('110101', '500101', '510104', '440305', '320102', '650102'),
    fc.integer({ min: 1930, max: 2022 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
    fc.boolean(),
  )
  .map(([region, year, month, day, serial, right]) => {
    const body = `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${serial}`
    const check = [...'0123456789X'].find((last) => isChecked(body + last)) ?? ''
    return body + (right ? check : check === '0' ? '1' : '0') // a slip of the pen is as private
  })
const identity = fc
  .tuple(
    idNumber,
    fc.constantFrom(
      (id: string) => id,
      (id: string) => id.toLowerCase(),
      (id: string) => grouped(id, [6, 8, 4], ' '),
      (id: string) => grouped(id, [6, 4, 4, 4], '-'),
      (id: string) => id.replace(/\d/g, (digit) => WIDE[Number(digit)] ?? ''),
      (id: string) => `${id.slice(0, 6)}${id.slice(8, 17)}`,
    ),
  )
  .map(([id, write]) => write(id))

const card = fc
  .tuple(fc.constantFrom('622202', '621700', '436742', '520083', '955880'), digits(12), fc.constantFrom(16, 19))
  .map(([bank, rest, length]) => {
    const body = (bank + rest + rest).slice(0, length - 1)
    return body + ([...'0123456789'].find((last) => isLuhn(body + last)) ?? '')
  })
  .chain((number) =>
    fc.constantFrom(number, number.replace(/(\d{4})(?=\d)/g, '$1 '), number.replace(/(\d{4})(?=\d)/g, '$1-')),
  )

const plate = fc
  .tuple(
    fc.constantFrom(...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'),
    fc.constantFrom(...'ABCDEFGH'),
    fc.constantFrom('', '·', ' '),
    fc.oneof(
      digits(5),
      digits(4).map((rest) => `D${rest}`),
      digits(5).map((rest) => `D${rest}`),
      digits(5).map((rest) => `${rest}F`),
      digits(4).map((rest) => `${rest}学`),
    ),
  )
  .map(([province, city, dot, rest]) => `${province}${city}${dot}${rest}`)

const mail = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-z0-9_.]{2,10}[a-z0-9]$/),
    fc.constantFrom('@qq.com', '@163.com', '＠gmail.com', '@mail.gov.cn'),
  )
  .map((parts) => parts.join(''))
const account = fc
  .tuple(
    fc.constantFrom('微信号 ', '微信：', '加我微信', '加我微信 ', 'vx:', 'VX：', '加v ', 'QQ：', 'qq号'),
    fc.stringMatching(/^[a-z][a-z_]{2,6}\d{2,6}$/),
    digits(9, '123456789'),
  )
  .map(([named, id, number]) => [named, /qq/i.test(named) ? number : id] as const)

const ROOM = fc
  .tuple(fc.integer({ min: 3, max: 18 }), fc.integer({ min: 1, max: 9 }))
  .map(([floor, door]) => `${floor}0${door}`)
const door = fc
  .tuple(
    ROOM,
    fc.constantFrom(
      (room: string) => `3栋2单元${room}`,
      (room: string) => `3-2-${room}`,
      (room: string) => `３栋２单元${each(room, WIDE)}`,
      (room: string) => `我家${room}`,
      (room: string) => `${room}室`,
      (room: string) => `楼上${room}漏水`,
    ),
  )
  .map(([room, write]) => write(room))

const PRIVATE = fc.oneof(
  phone,
  landline,
  free,
  identity,
  card,
  plate,
  mail,
  account.map((parts) => parts.join('')),
  door,
)
const BEFORE = [
  '电梯坏了，打',
  '我的电话：',
  '联系',
  '身份证',
  '卡号',
  '我是李芳，',
  '车停在门口的是',
  '麻烦转给',
  '',
  '@张伟 ',
]
const AFTER = ['，谢谢', ' 快来人', '。停水三天了', '找我', '', '！', '😀', '，3栋也是', '一直没人接']
const sentence = fc
  .array(fc.tuple(fc.constantFrom(...BEFORE), PRIVATE, fc.constantFrom(...AFTER)), { minLength: 1, maxLength: 3 })
  .map((parts) => ({
    text: parts.map((part) => part.join('')).join('，'),
    secrets: parts.map(([, secret]) => secret),
  }))

/** As the eye reads it: six signs of a number in a row tell it. */
const bare = (text: string): string =>
  [...text.normalize('NFKC')]
    .map((sign) =>
      SPOKEN.includes(sign) ? String(SPOKEN.indexOf(sign)) : TOLD.includes(sign) ? String(TOLD.indexOf(sign)) : sign,
    )
    .join('')
    .replace(/[^\p{L}\p{N}@]/gu, '')
    .toLowerCase()
const tells = (shown: string, secret: string): boolean => {
  const all = bare(shown)
  const told = bare(secret)
  if (!/\d{7}|@|[a-z]\d{5}/.test(told)) return false // a door has a test of its own
  for (let at = 0; at + 6 <= told.length; at++) {
    const piece = told.slice(at, at + 6)
    if (/^\d{6}$|@/.test(piece) && all.includes(piece)) return true
  }
  return false
}

describe('of private things in any sentence', () => {
  const { c } = given()
  test('nothing leaves for a model, nothing is told in public', () => {
    let seen = 0
    const missed: string[] = []
    fc.assert(
      fc.property(sentence, ({ text, secrets }) => {
        for (const shown of [forModel(c, text), redact(text), redact(text, [], 'staff')]) {
          seen += secrets.length
          for (const secret of secrets) if (tells(shown, secret)) missed.push(`${secret} in ${text} → ${shown}`)
        }
      }),
      { numRuns: 3_000 },
    )
    expect(seen).toBeGreaterThan(10_000)
    expect(missed.length / seen, missed.slice(0, 20).join('\n')).toBeLessThan(0.001)
  })

  test('no door and no name leaves for a model', () => {
    fc.assert(
      fc.property(ROOM, door, fc.constantFrom('李芳', '张伟', '刘书记', '王强', '李工', '李 芳'), (_, where, name) => {
        const shown = forModel(c, `${name}说${where}，@${name} 快看`)
        expect(shown).not.toMatch(/李\s?芳|张伟|刘书记|王强|李工/)
        expect(shown.normalize('NFKC')).not.toMatch(/(?<!\d)\d{3,4}(?!\d)/)
      }),
      { numRuns: 500 },
    )
  })

  test('nor an owner’s who only stands on the roll', () => {
    const world = given()
    const [first] = constitution.households
    world.opens({ ...constitution, households: [{ id: first?.id ?? '', owners: ['欧阳雪'] }] })
    expect(forModel(world.c, '欧阳雪家漏水，欧阳 雪不在')).not.toMatch(/欧阳\s?雪/)
  })

  test('what left once leaves the same again', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.oneof(
            PRIVATE,
            fc.constantFrom(
              '李芳',
              '王大爷',
              '3栋',
              '（卡号）',
              '微信',
              '@',
              '+',
              '电话',
              ' ',
              '、',
              '1',
              '\u0001',
              '$1',
            ),
          ),
          {
            maxLength: 8,
          },
        )
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(noise, (text) => {
        const once = forModel(c, text)
        expect(forModel(c, once)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })
})

// ── what is none ─────────────────────────────────────────────────────────────────────────────────

test.each([
  '订单号202611231234567890',
  '快递单号773123456789012',
  '取件码3-2-1058',
  '订单号500101199913450012',
  '合同编号XY20261123001',
  '水表读数20261123',
  '15、20、30、25、10、5',
  '150元，200元，3000元',
  '一共1234567元',
  '2026-11-23 18:30到2026-11-24 09:00',
  '11月23日8:00-12:00，13:30-18:00',
  '面积89.5平，公摊12.35平',
  '打110、119、120都行',
  '16-04-2010装的',
  '45+31-339',
  '编码T005-2333-100731',
  '00 10 00 31 46 D9',
  '热线95598没人接，打96333',
  '1-6层、7-12层、13-18层',
  '接龙1 2 3 4 5 6 7 8 9 10 11 12',
  '微信群里说过了',
  '用微信app交',
  'QQ群里发了',
  '苏A级的酒店',
  '云上川流不息',
  '一二三四五六七，大家来唱',
  '停了一天两夜',
  '@小议 报',
  '打物业值班023-67001234',
  '打物业值班02367001234',
  '打物业67001234',
])('「%s」 stays', (text) => {
  expect(redact(text, PUBLISHED, 'staff')).toBe(text)
})

test.each([
  ['打13912345678', '打（电话不公开）'],
  ['停水了，我的电话：139 1234 5678，谢谢', '停水了（电话不公开），谢谢'],
  ['幺三九 幺二三四 五六七八 打给我', '（电话不公开） 打给我'],
  ['1、3、9、1、2、3、4、5、6、7、8', '（电话不公开）'],
  ['座机6700 9999', '座机（电话不公开）'],
  ['打400-820-8820', '打（电话不公开）'],
  ['(023)67009999转801', '（电话不公开）'],
  ['身份证号：5001 0119 8001 0112 3X', '身份证号：（证件号）'],
  ['身份证500101199913450012', '身份证（证件号）'],
  ['500101800101123', '（证件号）'],
  ['卡号 6222021234567', '卡号 （卡号）'],
  ['渝AD12345堵门', '（车牌）堵门'],
  ['渝A·12345F和川B12345', '（车牌）和（车牌）'],
  ['车牌号：A12345', '（车牌）'],
  ['粤Z1234港', '（车牌）'],
  ['微信号 abc123', '微信号 （账号）'],
  ['加我微信 li_fang88', '加我微信 （账号）'],
  ['QQ：12345678', 'QQ：（账号）'],
  ['护照E12345678', '护照（证件号）'],
  ['打+49 171 1234567', '打（电话不公开）'],
  ['打0044 7700 900397，谢谢', '打（电话不公开），谢谢'],
  ['+44 (0) 161 1234567 ext 123', '（电话不公开）'],
  ['(+45) 12 34 56 78 3栋', '（电话不公开） 3栋'],
])('%s → %s', (text, shown) => {
  expect(redact(text, [], 'staff')).toBe(shown)
})

test('what is private is told where it stands, in the order of the text', () => {
  const text = '打13912345678或渝A12345车主，a@b.com'
  expect(privateIn(text).map(({ from, to, what }) => [what, text.slice(from, to)])).toEqual([
    ['phone', '13912345678'],
    ['plate', '渝A12345'],
    ['mail', 'a@b.com'],
  ])
})

test.each([
  ['打139 1234 5678', '139 1234 5678'],
  ['打１３９１２３４５６７８', '13912345678'],
  ['打幺三九幺二三四五六七八', '13912345678'],
  ['打139📞1234📞5678', '13912345678'],
  ['139开头，后8位是12345678', '13912345678'],
])('whoever works on it can call: %s', (text, number) => {
  expect(telephones(text, PUBLISHED)).toEqual([number])
})

test.each([
  '1',
  '1 ',
  '3-',
  '3.',
  '一三',
  '302、',
  '电话139 ',
  '身份证5001 ',
  '1😀',
  '加我微信 ',
  '李芳',
  '@a ',
  '王大爷',
])(
  'a hundred thousand signs of 「%s」 leave in time',
  (piece) => {
    const { c } = given()
    const time = (length: number): number => {
      const begin = performance.now()
      forModel(c, piece.repeat(Math.ceil(length / piece.length)))
      return performance.now() - begin
    }
    time(1_000)
    const short = Math.max(1, Math.min(time(10_000), time(10_000)))
    expect(time(100_000)).toBeLessThan(short * 60 + 500)
  },
  60_000,
)
