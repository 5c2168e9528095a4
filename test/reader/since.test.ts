import { describe, expect, test } from 'vitest'
import { words } from '../../src/reader/normal.ts'
import { sinceIn } from '../../src/reader/since.ts'

/** Monday. */
const NOW = new Date('2026-11-23T09:00:00+08:00').getTime()
const local = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** Since when it is so, and about when that was. */
const SAID: readonly (readonly [said: string, since: string, at: string])[] = [
  ['昨晚开始停水', '昨晚开始', '2026-11-22 20:00'],
  ['昨天下午三点多停的', '昨天下午三点多', '2026-11-22 15:00'],
  ['前天就没电了', '前天就', '2026-11-21 12:00'],
  ['从昨天到现在没水', '从昨天到现在', '2026-11-22 12:00'],
  ['今早电梯就停了', '今早', '2026-11-23 08:00'],
  ['半夜就没水了', '半夜就', '2026-11-23 02:00'],
  ['晚上九点就开始吵', '晚上九点就', '2026-11-22 21:00'],
  ['3点就停了', '3点就', '2026-11-23 03:00'],
  ['从周五就这样', '从周五就', '2026-11-20 12:00'],
  ['上周三开始漏', '上周三开始', '2026-11-18 12:00'],
  ['20号开始就没电', '20号开始', '2026-11-20 12:00'],
  ['11月18日起停气', '11月18日起', '2026-11-18 12:00'],
  ['停了三天了', '三天了', '2026-11-20 09:00'],
  ['灯坏了两个星期了', '两个星期了', '2026-11-09 09:00'],
  ['半个月了没人管', '半个月了', '2026-11-08 09:00'],
  ['好几天了', '好几天了', ''],
  ['国庆过后就没亮过', '国庆过后', ''],
  ['上个月就坏了', '上个月就', ''],
]
test.each(SAID)('「%s」 is so since 「%s」, %s', (said, since, at) => {
  const found = sinceIn(words(said).whole, NOW)
  expect([found?.text, local(found?.at)]).toEqual([since, at])
})

describe('nothing is known of when it began', () => {
  test.each(['明天停水', '3栋停水', '27号楼停水', '一直不亮', '5栋3楼', '水管爆了'])('by 「%s」', (said) => {
    expect(sinceIn(words(said).whole, NOW)).toBeUndefined()
  })

  test.each(['今晚十点就停水', '下午就好'])('nor is it in the time to come: 「%s」', (said) => {
    expect(sinceIn(words(said).whole, NOW)?.at).toBeUndefined()
  })
})
