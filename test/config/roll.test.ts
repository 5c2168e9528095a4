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
      'roll.csv:3: 3-2-502: the area "八十九" is not a number above 0',
      'roll.csv:4: has no door number',
      'roll.csv:5: 3-2-501 stands twice (first in line 2)',
      'roll.csv:6: 3-2-503: the area "0" is not a number above 0',
      'roll.csv:6: 3-2-503: the voter 赵姐 is not among the owners',
      'roll.csv:7: 3-2-504: the area "-3" is not a number above 0',
      'roll.csv:7: 3-2-504: the voter 张伟 is not among the owners',
      'roll.csv:8: has more cells than the header',
      'roll.csv:9: a sum, not a household: take this line out',
    ])
  })

  test.each<readonly [string, string | Uint8Array, string]>([
    ['nothing', '', '1: the file is empty'],
    ['empty lines', '\n ,\n', '1: the file is empty'],
    ['a header alone', '门牌,面积\n', '1: no household follows the header'],
    [
      'no door numbers',
      '面积,业主\n89,李芳\n',
      '1: there is no column of door numbers: 门牌, 门牌号, 门牌号码, 房屋地址, 房号, 户号, 室, 室号, 房间号',
    ],
    [
      'an unknown column',
      '门牌,联系电话\n1-1-101,1\n',
      '1: "联系电话" is not a column that is read: take it out, or call it as this does',
    ],
    [
      'the same column twice',
      '门牌,面积,建筑面积\n1-1-101,1,1\n',
      '1: two columns say the same: "面积" and "建筑面积"',
    ],
    ['a column without a name', '门牌,\n1-1-101,90\n', '1: column 2 has cells but no name'],
    ['a quote left open', '门牌,面积\n1-1-101,"90\n', '2: a quote is opened here and never closed'],
    [
      'something after a quote',
      '门牌,面积\n"1-1-101"x,90\n',
      '2: something follows a quote that was closed: write it twice within quotes',
    ],
    ['no text', Buffer.from([0xff, 0xff, 0x80, 0x00]), '1: neither UTF-8 nor GBK text'],
    [
      'half a spreadsheet',
      Buffer.from('PK\x03\x04half'),
      "1: no real .xlsx file: Couldn't unzip `.xlsx` file contents",
    ],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '1: an old .xls file: save it as .xlsx'],
  ])('%s', async (_, content, mistake) => {
    expect(await mistakesOf(content)).toEqual([`roll.csv:${mistake}`])
  })

  test('a spreadsheet that is separated values in truth is read as such', async () => {
    expect(await read('门牌\n1-1-101\n', 'roll.xlsx')).toMatchObject({ value: [{ id: '1-1-101' }] })
  })

  test('a door number that Excel took for a date', async () => {
    const bytes = await sheet([['门牌'], ['1-1-101'], [new Date(Date.UTC(2026, 2, 2))]])
    expect(await mistakesOf(bytes, 'roll.xlsx')).toEqual([
      'roll.xlsx:3: Excel has made a date of a number: format that column as text and write it again',
    ])
  })

  test('a file that is not there', async () => {
    const { mistakes } = await roll(join(folder, 'none.csv'))
    expect(mistakes).toEqual([`${join(folder, 'none.csv')}:1: there is no such file`])
  })
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
