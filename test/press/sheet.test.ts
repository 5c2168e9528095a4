import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import readExcel from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Page, Sheet } from '../../src/domain/state/paper.ts'
import { xlsx } from '../../src/press/sheet.ts'

const sheet = (rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet => ({
  name: 'P5 明细',
  head: ['户', '选择', '票数'],
  rows,
  ...more,
})
const opened = async (made: Sheet) => {
  const [only] = await readExcel(Buffer.from(await xlsx(made)), { trim: false })
  return only
}
const cells = async (made: Sheet) => (await opened(made))?.data.slice(1)

/** The parts of the file as they are written: .xlsx is a zip of XML. */
const parts = (file: Uint8Array): ReadonlyMap<string, string> => {
  const zip = Buffer.from(file)
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  const found = new Map<string, string>()
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    const [packed, named, more, noted] = [20, 28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as number[]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20))
    const text = zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)
    found.set(zip.toString('utf8', at + 46, at + 46 + (named ?? 0)), text.toString('utf8'))
    at += 46 + (named ?? 0) + (more ?? 0) + (noted ?? 0)
    if (packed === undefined) throw new Error('no zip')
  }
  return found
}
const table = async (made: Sheet): Promise<string> => parts(await xlsx(made)).get('xl/worksheets/sheet1.xml') ?? ''

describe('a table for the record', () => {
  it('comes back as it was written, under its name', async () => {
    const rows = [
      ['3-2-501', '赞成', 1],
      ['3-2-502', '反对，太吵了\n真的', 12.5],
    ]
    const { sheet: name, data } = (await opened(sheet(rows))) ?? {}
    expect([name, data]).toEqual(['P5 明细', [['户', '选择', '票数'], ...rows]])
  })

  it.each([
    '=1+1',
    '+86 138',
    '-5',
    '@SUM(1)',
    '\t=1+1',
    '＝1＋1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
    '0012',
    '1e5',
    'TRUE',
    'toString',
    '__proto__',
    'valueOf',
    '_x003D_1+1',
    '2026-11-23',
    '=HYPERLINK("http://x","y")',
    '<f>1+1</f>',
    '"><c><f>1</f></c>',
  ])('%j is a text', async (written) => {
    expect(await cells(sheet([[written, written, 1]]))).toEqual([[written, written, 1]])
    expect(await table(sheet([[written, written, 1]]))).not.toMatch(/<f[\s>]/)
  })

  it('stays a text where somebody edits the cell', async () => {
    const made = parts(await xlsx(sheet([['=1+1', 'x', 1]])))
    const [, style] = /<c r="A2" (?:t="\w+" )?s="(\d+)"/.exec(made.get('xl/worksheets/sheet1.xml') ?? '') ?? []
    const styles = made.get('xl/styles.xml') ?? ''
    const [, formats = ''] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles) ?? []
    const [, format] = /numFmtId="(\d+)"/.exec(formats.match(/<xf [^>]*>/g)?.[Number(style)] ?? '') ?? []
    expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`)
  })

  it('holds whatever people write, and no formula', async () => {
    const risky = fc.tuple(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '', '_x003D_'),
      fc.string({ unit: 'binary' }),
    )
    const written = risky.map(([sign, more]) => `${sign}${more}`)
    const row = fc.tuple(written, written, fc.oneof(fc.integer(), fc.double(), written))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const made = sheet(rows, { head: rows[0]?.map(String) ?? [], name: String(rows[0]?.[0]) })
        const [read, raw] = [await cells(made), await table(made)]
        expect(raw).not.toMatch(/<f[\s>]/)
        for (const [at, line] of rows.entries())
          for (const [column, one] of line.entries())
            expect([one, same(read?.[at]?.[column], one)]).toEqual([one, true])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('cuts what Excel does not take', async () => {
    expect(String((await cells(sheet([['电'.repeat(40_000), '', 1]])))?.[0]?.[0])).toHaveLength(32_767)
    const { sheet: name } = (await opened(sheet([], { name: `P5: [${'长'.repeat(40)}]*?` }))) ?? {}
    expect(name).toHaveLength(31)
  })

  it('has a head that stands out and stays, and columns as wide as what stands in them', async () => {
    const raw = await table(sheet([['3-2-501', '加装充电桩要占用东门南侧的绿地', 1]]))
    expect(raw).toMatch(/<pane [^>]*state="frozen"/)
    const widths = [...raw.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(widths).toEqual([9, 32, 8])
  })
})

describe('a page before the table', () => {
  const book = (more: Partial<Page> = {}) => ({
    ...sheet([['3-2-501', '赞成', 1]], { name: 'P5-记录' }),
    table: "谁'投&什么",
    front: {
      name: '结果',
      title: 'P5 表决记录',
      blocks: [
        { title: '问的什么', rows: [['题目', '装'.repeat(60)]] },
        { title: '票数', head: ['选项', '计入', '占'], rows: [['1. 赞成', 20, '69%']] },
        { title: '签字', rows: [['日期', '']], open: true as const },
      ],
      ...more,
    },
  })

  it('is a worksheet of its own, the table comes second', async () => {
    const [front, table] = await readExcel(Buffer.from(await xlsx(book())), { trim: false })
    expect(table).toMatchObject({
      sheet: "谁'投&什么",
      data: [
        ['户', '选择', '票数'],
        ['3-2-501', '赞成', 1],
      ],
    })
    expect(front?.sheet).toBe('结果')
    expect(front?.data.map((row) => row.filter((one) => one !== null))).toEqual([
      ['P5 表决记录'],
      [],
      ['问的什么'],
      ['题目', '装'.repeat(60)],
      [],
      ['票数'],
      ['选项', '计入', '占'],
      ['1. 赞成', 20, '69%'],
      [],
      ['签字'],
      ['日期'],
    ])
  })

  it('is as high as its words need, since Excel finds no height for what spans columns', async () => {
    const raw = parts(await xlsx(book())).get('xl/worksheets/sheet1.xml') ?? ''
    const height = (row: number) => Number(new RegExp(`<row r="${row}" ht="(\\d+)"`).exec(raw)?.[1])
    expect(height(4)).toBeGreaterThan(height(8) + 15)
    expect(height(11)).toBeGreaterThan(height(8)) // room to sign
    expect(raw).toContain('<mergeCell ref="B4:C4"/>')
  })

  it('is printed on A4, as wide as it is, and the head of the table on each of its pages', async () => {
    const made = parts(await xlsx(book()))
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      const order = made
        .get(name)
        ?.match(/<(sheetPr|sheetViews|cols|sheetData|mergeCells|pageMargins|pageSetup|headerFooter)\b/g)
      const all = [
        '<sheetPr',
        '<sheetViews',
        '<cols',
        '<sheetData',
        '<mergeCells',
        '<pageMargins',
        '<pageSetup',
        '<headerFooter',
      ]
      expect(order).toEqual(all.filter((tag) => tag !== '<mergeCells' || name.includes('sheet1')))
      expect(made.get(name)).toContain(
        '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>',
      )
    }
    expect(made.get('xl/workbook.xml')).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="1">\'谁\'\'投&amp;什么\'!$1:$1</definedName>',
    )
  })

  it('holds whatever people write, and no formula', async () => {
    const written = fc.oneof(
      fc.constantFrom('=1+1', '+86', '@SUM(1)', '\t=1', '＝1', '\r\0\n'),
      fc.string({ unit: 'binary' }),
    )
    await fc.assert(
      fc.asyncProperty(written, written, written, async (title, name, words) => {
        const made = await xlsx(book({ title, blocks: [{ title: name, rows: [[words, title], [name]] }] }))
        const raw = parts(made).get('xl/worksheets/sheet1.xml') ?? ''
        expect(raw).not.toMatch(/<f[\s>]/)
        const [front] = await readExcel(Buffer.from(made), { trim: false })
        expect(same(front?.data[3]?.[0], words)).toBe(true)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

/** As it can be written at all: XML knows no control characters, and one kind of line break. */
const same = (read: unknown, written: string | number): boolean => {
  const text = (one: unknown): string =>
    String(one)
      .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu, '')
      .replace(/\r\n?/g, '\n')
  return text(read ?? '') === text(written)
}
