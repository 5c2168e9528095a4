import { describe, expect, test } from 'vitest'
import { brief } from './hear.ts'

const SAID: readonly (readonly [string, string])[] = [
  ['简报', 'digest of=week'],
  ['周报', 'digest of=week'],
  ['@小议 简报', 'digest of=week'],
  ['看看简报', 'digest of=week'],
  ['给我看一下周报', 'digest of=week'],
  ['本周简报', 'digest of=week'],
  ['簡報', 'digest of=week'],
  ['简报 月', 'digest of=month'],
  ['简报 本月', 'digest of=month'],
  ['月报', 'digest of=month'],
  ['这个月的月报', 'digest of=month'],
  ['今天的简报', 'digest of=day'],
  ['简报 今天', 'digest of=day'],
  ['@小议 今天的清单', 'digest of=day'],
  ['简报 晚了', 'digest figure=late of=week'],
  ['这周几件没办完', 'digest figure=open of=week'],
  ['这个月多少件晚了', 'digest figure=late of=month'],
  ['这周几件事要开会', ''],
  ['@小议 最近有什么事', 'digest of=week'],
  ['最近有什么事', ''],
  ['简报晚了的是哪些', 'digest figure=late of=week'],
  ['简报 即办', 'digest figure=instant of=week'],
  ['简报：代办件', 'digest figure=agent of=week'],
  ['月报 上报', 'digest figure=upward of=month'],
  ['月报里按时的', 'digest figure=onTime of=month'],
  ['简报 没按时', 'digest figure=slow of=week'],
  ['简报 新报', 'digest figure=raised of=week'],
  ['简报 办完', 'digest figure=done of=week'],
  ['简报 在办', 'digest figure=open of=week'],
  ['简报 满意', 'digest figure=rated of=week'],
  ['简报 不满意', 'digest figure=poor of=week'],
  ['简报 没人回', 'digest figure=unanswered of=week'],
  ['简报 类案', 'digest figure=patterns of=week'],
  ['润色周报', 'polish of=week'],
  ['润色简报', 'polish of=week'],
  ['润色月报', 'polish of=month'],
  ['润色一下这周的简报', 'polish of=week'],
  ['把月报润色一下', 'polish of=month'],
  ['简报改通顺一点', 'polish of=week'],
]

/** Talk about reports, or with the same words about something else. */
const SILENT = [
  '今天的简报谁看了',
  '简报写好了',
  '周报润色好了',
  '你的简历润色一下',
  '整理大家的意见',
  '意见整理好了',
  '归纳27栋的意见',
  '我把27的意见整理了',
  '总结一下',
  '周报交了没',
  '把简报发群里',
  '发简报',
  '月报写不完了',
  '这个月的月报明天交',
  '公司日报',
  '日报',
  '今天的清单',
  '早上的清单',
  '简报我看过了，写得好',
  '昨天的简报里有错字',
  '上报',
  '即办',
  '晚了',
  '满意度调查',
  '月经不调看哪科',
]

describe('reports', () => {
  test.each(SAID)('%s', (line, expected) => {
    expect(brief(line)).toBe(expected)
  })
  test.each(SILENT)('%s: nothing', (line) => {
    expect(brief(line)).not.toContain('digest')
  })
})
