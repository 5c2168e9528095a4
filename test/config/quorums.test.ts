import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { quorums } from '../../src/config/catalogue.ts'

const shipped = join(import.meta.dirname, '../../data')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'quorums-'))
  mkdirSync(join(dataDir, 'rules'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const pack = {
  id: 'a',
  subject: '一般事项',
  law: '法',
  article: '第一条',
  from: '2021-01-01',
  source: 'http://www.npc.gov.cn/',
  counts: [{ of: 'heads', participate: '2/3', agree: '1/2' }],
  words: '过半数同意',
}
const mistakesOf = (...packs: readonly object[]): readonly string[] => {
  writeFileSync(join(dataDir, 'rules', 'quorums.json'), JSON.stringify(packs, undefined, 2))
  return quorums({ dataDir, shipped }).mistakes.map((one) => one.replace(/^.*quorums\.json:/, ''))
}

test('the shipped rules hold: article 278 counts heads and area, two thirds taking part', () => {
  const { value = [], mistakes } = quorums({ dataDir, shipped })
  expect(mistakes).toEqual([])
  const now = value.filter(({ article, to }) => article === '第二百七十八条' && to === undefined)
  expect(now.map(({ from }) => from)).toEqual(['2021-01-01', '2021-01-01'])
  for (const { counts } of now) {
    expect(counts.map(({ of }) => of)).toEqual(['heads', 'area'])
    expect(counts.every(({ participate }) => participate === '2/3')).toBe(true)
  }
  // more than half; at least three quarters
  expect(now.map(({ counts }) => [counts[0]?.agree, counts[0]?.least])).toEqual([
    ['1/2', undefined],
    ['3/4', true],
  ])
})

test('a file of one’s own wins', () => {
  expect(mistakesOf(pack)).toEqual([])
  expect(quorums({ dataDir, shipped }).value).toEqual([pack])
})

test('the same subject may have one rule after another', () => {
  expect(mistakesOf({ ...pack, to: '2025-12-31' }, { ...pack, id: 'b', from: '2026-01-01' })).toEqual([])
})

test.each([
  [[{ ...pack, from: '2021-13-01' }], '7: "from" must be a day such as "2021-01-01"'],
  [
    [{ ...pack, counts: [{ of: 'heads', participate: '0.66', agree: '1/2' }] }],
    '12: "participate" must be a fraction such as "2/3"',
  ],
  [[{ ...pack, source: 'npc' }], '8: "source" must be the address where the text stands'],
  [[{ ...pack, to: '2020-12-31' }], '2: a ends before it begins'],
  [[pack, { ...pack, subject: '别的' }], '18: "id": a stands here twice'],
  [[pack, { ...pack, id: 'b' }], '18: b holds on days on which a does, of the same subject'],
])('%j is refused', (packs, mistake) => {
  expect(mistakesOf(...packs)).toEqual([mistake])
})
