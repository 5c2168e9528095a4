import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '../../src/config/catalogue.ts'

const shipped = join(import.meta.dirname, '../../data')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'xiaoyi-catalogue-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const own = (change: (text: string) => string) => {
  cpSync(join(shipped, 'catalogue.json'), join(dataDir, 'catalogue.json'))
  writeFileSync(join(dataDir, 'catalogue.json'), change(readFileSync(join(shipped, 'catalogue.json'), 'utf8')))
  return catalogue({ dataDir, shipped })
}

describe('the catalogue that is shipped', () => {
  const { value, mistakes } = catalogue({ dataDir: shipped, shipped })
  const all = value?.categories ?? []

  test('has no mistakes, and two levels', () => {
    expect(mistakes).toEqual([])
    expect(all.length).toBeGreaterThanOrEqual(28)
    expect(all.flatMap(({ kinds = [] }) => kinds).length).toBeGreaterThanOrEqual(150)
  })

  // Posts of community files and cases that are stored name them.
  test('keeps the names that were there before it had kinds', () => {
    const before =
      '电梯 供水 供电 燃气 供暖 排水 照明 门禁安防 消防 停车 充电 环境卫生 绿化 噪音 违建 宠物 高空抛物 房屋漏水 物业服务 收费 邻里纠纷 网络 道路 农田水利 人饮 低保医保 活动 其他'
    expect(all.map(({ name }) => name)).toEqual(before.split(' '))
  })

  test('has no word for two categories that the first would always win', () => {
    const owners = new Map<string, string[]>()
    for (const { name, words } of all) for (const word of words) owners.set(word, [...(owners.get(word) ?? []), name])
    expect(
      [...owners]
        .filter(([, names]) => names.length > 1)
        .map(([word]) => word)
        .sort(),
    ).toEqual([])
  })

  test('says no kind twice over', () => {
    for (const { kinds = [] } of all) expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length)
  })
})

test('one of its own without kinds is taken as it is', () => {
  const { value, mistakes } = own((text) => {
    const all = JSON.parse(text) as { categories: { kinds?: unknown }[] }
    for (const one of all.categories) delete one.kinds
    return JSON.stringify(all)
  })
  expect(mistakes).toEqual([])
  expect(value?.categories[0]?.kinds).toBeUndefined()
})

test.each([
  ['a kind twice', '"name": "异响抖动"', '"name": "停梯"', '电梯: the kind 停梯 stands here twice'],
  [
    'the post of what is no category',
    '"postOf": "门禁安防"',
    '"postOf": "门禁"',
    '电梯 刷卡梯控: there is no category 门禁',
  ],
  ['a category twice', '"name": "供电"', '"name": "供水"', 'the category 供水 stands here twice'],
])('%s is a mistake, with its line', (_, from, to, reason) => {
  const { value, mistakes } = own((text) => text.replace(from, to))
  expect(value).toBeUndefined()
  expect(mistakes).toHaveLength(1)
  expect(mistakes[0]).toMatch(/catalogue\.json:\d+: /)
  expect(mistakes[0]).toContain(reason)
})
