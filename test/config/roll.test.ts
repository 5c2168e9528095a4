import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { rows } from '../../src/config/csv.ts'
import { doorOf } from '../../src/config/door.ts'
import { roll } from '../../src/config/roll.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roll-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = async (content: string | Uint8Array, name = 'roll.csv') => {
  const file = join(folder, name)
  writeFileSync(file, content)
  const { value = [], mistakes } = await roll(file)
  return { value, mistakes: mistakes.map((one) => one.replace(`${folder}/`, '')) }
}
const mistakesOf = async (content: string | Uint8Array, name?: string) => (await read(content, name)).mistakes
const idsOf = async (content: string) => {
  const { value, mistakes } = await read(content)
  return mistakes.length > 0 ? mistakes : value.map(({ id }) => id)
}
const sheet = (data: readonly (readonly (string | number | Date | undefined)[])[]): Promise<Buffer> =>
  writeExcel(
    data.map((row) =>
      row.map((value) =>
        value === undefined ? null : value instanceof Date ? { value, format: 'yyyy-mm-dd' } : { value },
      ),
    ),
  ).toBuffer()
/** 「门牌,面积」 and a household, as Chinese Excel writes them. */
const GBK = Buffer.from('c3c5c5c62cc3e6bbfd0d0a332d322d3530312c38392e350d0a', 'hex')

describe('a roll', () => {
  test('gives its households with areas, owners and voters, its columns in any order', async () => {
    const { value, mistakes } = await read(
      '业主姓名,序号,建筑面积（㎡）,门牌号,表决人\n李芳、张　伟,1,89.5,3-2-501,张伟\n王强,2,"1,112.30㎡",3-2-502,\n,3,,3-2-503,\n',
    )
    expect(mistakes).toEqual([])
    expect(value).toEqual([
      { line: 2, id: '3-2-501', area: 89.5, owners: ['李芳', '张伟'], voter: '张伟' },
      { line: 3, id: '3-2-502', area: 1112.3, owners: ['王强'] },
      { line: 4, id: '3-2-503' },
    ])
  })

  test('may be a spreadsheet, with a title above and empty rows in it', async () => {
    const bytes = await sheet([
      ['幸福里小区业主清册', undefined, undefined],
      ['门牌', '面积', '户主'],
      [],
      ['3-2-501', 89.5, '李芳'],
      ['３栋２单元５０２', '90', '王强 赵姐'],
    ])
    const { value, mistakes } = await read(bytes, 'roll.xlsx')
    expect(mistakes).toEqual([])
    expect(value).toEqual([
      { line: 4, id: '3-2-501', area: 89.5, owners: ['李芳'] },
      { line: 5, id: '3-2-502', area: 90, owners: ['王强', '赵姐'] },
    ])
  })

  test.each([
    ['a mark at its head', '\uFEFF门牌,面积\n3-2-501,89.5\n'],
    ['GBK', GBK],
    ['UTF-16, as Excel’s Unicode text', Buffer.from('\uFEFF门牌\t面积\r\n3-2-501\t89.5\r\n', 'utf16le')],
    ['tabs', '门牌\t面积\n3-2-501\t89.5'],
    ['semicolons', '门牌;面积\n3-2-501;89.5'],
    ['quotes and line breaks of Windows', '"门牌","面\r\n积"\r\n"3-2-501","89.5"\r\n\r\n'],
  ])('is read with %s', async (_, content) => {
    expect(await read(content)).toEqual({
      value: [expect.objectContaining({ id: '3-2-501', area: 89.5 })],
      mistakes: [],
    })
  })

  test('may say the door in several columns', async () => {
    expect(await idsOf('栋,单元,房号\n3,2,501\n３栋,二单元,502室\n12号楼,,101\nA座,1,1203\n')).toEqual([
      '3-2-501',
      '3-2-502',
      '12-101',
      'A-1-1203',
    ])
    expect(await idsOf('组,院子,号\n5,耿家院子,12\n五组,耿家院子,13号\n6组,,7\n')).toEqual([
      '5组-耿家院子-12',
      '5组-耿家院子-13',
      '6组-7',
    ])
    expect(await idsOf('房号\n3-2-501\n3栋2单元502\n')).toEqual(['3-2-501', '3-2-502'])
  })

  test.each([
    ['3栋2单元501', '3-2-501'],
    ['３－２－５０１', '3-2-501'],
    ['3号楼2单元501室', '3-2-501'],
    ['三栋二单元501', '3-2-501'],
    ['3 - 2 - 501', '3-2-501'],
    ['3—2—501室', '3-2-501'],
    ['5组耿家院子12号', '5组-耿家院子-12'],
    ['5组-耿家院子-12', '5组-耿家院子-12'],
    ['a座1203', 'A-1203'],
    ['B-1203', 'B-1203'],
    ['商铺12', '商铺12'],
  ])('%s is known as %s', (written, id) => {
    expect(doorOf(written)).toBe(id)
  })
})

describe('mistakes in a roll', () => {
  test('are told line by line, all of them', async () => {
    expect(
      await mistakesOf(
        [
          '门牌,面积,业主,表决人',
          '3-2-501,89.5,李芳,',
          '3-2-502,八十九,王强,',
          ',90,赵姐,',
          '3栋2单元501,89.5,李芳,',
          '3-2-503,0,"李芳、王强",赵姐',
          '3-2-504,-3,,张伟',
          '3-2-505,90,李芳,,还有',
          '合计,450,,',
        ].join('\n'),
      ),
    ).toEqual([
      'roll.csv 第3行：3-2-502 的面积“八十九”不对。请写大于0的数，如 89.5；不知道就空着',
      'roll.csv 第4行：没有门牌。请补上，或删掉这一行',
      'roll.csv 第5行：3-2-501 写了两遍，第2行已经有了。请删掉一行，或改对门牌',
      'roll.csv 第6行：3-2-503 的面积“0”不对。请写大于0的数，如 89.5；不知道就空着',
      'roll.csv 第6行：3-2-503 的表决人赵姐不在业主里。请改成其中一位业主，或把这个名字加到业主里',
      'roll.csv 第7行：3-2-504 的面积“-3”不对。请写大于0的数，如 89.5；不知道就空着',
      'roll.csv 第7行：3-2-504 的表决人张伟不在业主里。请改成其中一位业主，或把这个名字加到业主里',
      'roll.csv 第8行：比列名多出了格子。请删掉多的，或补上列名',
      'roll.csv 第9行：这是合计，不是一户。请删掉这一行',
    ])
  })

  test.each<readonly [string, string | Uint8Array, string]>([
    ['nothing', '', '是空的。第一行写列名，如：门牌、面积、业主、表决人'],
    ['empty lines', '\n ,\n', '是空的。第一行写列名，如：门牌、面积、业主、表决人'],
    ['a header alone', '门牌,面积\n', '第1行：列名下面一户也没有。请从下一行起一户写一行'],
    [
      'no door numbers',
      '面积,业主\n89,李芳\n',
      '第1行：没有门牌这一列。请加一列“门牌”（如 3-2-501），或分开写“栋、单元、房号”',
    ],
    [
      'an unknown column',
      '门牌,联系电话\n1-1-101,1\n',
      '第1行：不认得“联系电话”这一列。用不着就删掉；要用就改名，认得的有：门牌，栋、单元、房号，组、院子、号，面积，业主，表决人，序号，备注',
    ],
    [
      'the same column under two names',
      '门牌,面积,建筑面积\n1-1-101,1,1\n',
      '第1行：“面积”和“建筑面积”说的是一回事。请只留一列',
    ],
    ['the same column twice', '门牌,面积,面积\n1-1-101,1,1\n', '第1行：有两列都叫“面积”。请只留一列'],
    ['a column without a name', '门牌,\n1-1-101,90\n', '第1行：第2列有内容没有列名。请写上列名，或删掉这一列'],
    ['a quote left open', '门牌,面积\n1-1-101,"90\n', '第2行：有一个引号没有配对。请用 Excel 打开，另存为 .xlsx 再来'],
    [
      'something after a quote',
      '门牌,面积\n"1-1-101"x,90\n',
      '第2行：引号后面还有字。请用 Excel 打开，另存为 .xlsx 再来',
    ],
    ['no text', Buffer.from([0xff, 0xff, 0x80, 0x00]), '文字读不出来。请用 Excel 打开，另存为 .xlsx 再来'],
    [
      'half a spreadsheet',
      Buffer.from('PK\x03\x04half'),
      '不是完整的 .xlsx 文件，可能没传完。请用 Excel 打开，另存一遍再来',
    ],
    [
      'an old spreadsheet',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      '这是老的 .xls 文件。请用 Excel 打开，另存为 .xlsx 再来',
    ],
  ])('%s', async (_, content, mistake) => {
    expect(await mistakesOf(content)).toEqual([`roll.csv ${mistake}`])
  })

  test('a spreadsheet that is separated values in truth is read as such', async () => {
    expect(await read('门牌\n1-1-101\n', 'roll.xlsx')).toMatchObject({ value: [{ id: '1-1-101' }] })
  })

  test('a door number that Excel took for a date', async () => {
    const bytes = await sheet([['门牌'], ['1-1-101'], [new Date(Date.UTC(2026, 2, 2))]])
    expect(await mistakesOf(bytes, 'roll.xlsx')).toEqual([
      'roll.xlsx 第3行：Excel 把门牌当成了日期。请选中那一列，单元格格式改成“文本”，再写一遍',
    ])
  })

  test('a file that is not there', async () => {
    const { mistakes } = await roll(join(folder, 'none.csv'))
    expect(mistakes).toEqual([`${join(folder, 'none.csv')} 没有这个文件。请核对文件名和它在哪个文件夹`])
  })
})

test('every mistake is one line in Chinese that says what to do', async () => {
  const all = [
    await mistakesOf('门牌,面积,业主,表决人\n,1,,\n3-2-501,无,李芳,王强,x\n3-2-501,,,\n合计,,,'),
    await mistakesOf('面积,面积,电话\n1,1,1\n'),
    await mistakesOf(''),
    await mistakesOf('门牌\n"1'),
    (await roll(folder)).mistakes,
  ].flat()
  expect(all.length).toBeGreaterThan(9)
  for (const mistake of all) expect(mistake).toMatch(/^\S+ (第\d+行：)?[^\n]+(请|删掉|写列名)[^\n]+$/)
})

describe('separated values', () => {
  test.each<readonly [string, readonly (readonly [number, readonly string[]])[]]>([
    [
      'a,b\r\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'a,,\n,b,\n',
      [
        [1, ['a', '', '']],
        [2, ['', 'b', '']],
      ],
    ],
    ['"a ""b"", c",d\n', [[1, ['a "b", c', 'd']]]],
    [
      '"a\nb","c\r\nd"\ne,f\n',
      [
        [1, ['a\nb', 'c\nd']],
        [4, ['e', 'f']],
      ],
    ],
    ['a;b,c;d\n', [[1, ['a', 'b,c', 'd']]]],
    [
      'a\n\nb',
      [
        [1, ['a']],
        [2, ['']],
        [3, ['b']],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(rows(text).map(({ line, cells }) => [line, cells])).toEqual(expected)
  })
})
