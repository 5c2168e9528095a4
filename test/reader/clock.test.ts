import { expect, test } from 'vitest'
import { brief } from './hear.ts'

/** That a case's time stands still or goes on, and why it is late. Said on Monday, 2026-11-23, 09:00. */
const SAID: readonly (readonly [string, string])[] = [
  ['27 原因 等配件', 'reason case=27 text=等配件'],
  ['27原因：等配件', 'reason case=27 text=等配件'],
  ['27 原因是等厂家发货', 'reason case=27 text=等厂家发货'],
  ['27因为等配件', 'reason case=27 text=等配件'],
  ['27 是因为师傅请假了', 'reason case=27 text=师傅请假了'],
  ['原因 27 等配件', 'reason case=27 text=等配件'],
  ['> 因为等配件', 'reason text=等配件'],
  ['> 原因 等配件', 'reason text=等配件'],
  ['27 晚了是因为下雨', 'reason case=27 text=下雨'],
  ['缓办 27 到3月1日 等维修资金', 'suspend case=27 reason=等维修资金 until=2027-03-01 18:00'],
  ['缓办27到3月1日，等维修资金', 'suspend case=27 reason=等维修资金 until=2027-03-01 18:00'],
  ['缓办 27 等维修资金 到3月1日', 'suspend case=27 reason=等维修资金 until=2027-03-01 18:00'],
  ['27缓办到12月1日 等开会', 'suspend case=27 reason=等开会 until=2026-12-01 18:00'],
  ['27 先缓一缓，等维修资金', 'suspend case=27 reason=等维修资金'],
  ['暂缓 27', 'suspend case=27'],
  ['> 缓办 到12月1日 等开会', 'suspend reason=等开会 until=2026-12-01 18:00'],
  ['不用等了27', 'go-on case=27 how=command'],
  ['不用等了 27', 'go-on case=27 how=command'],
  ['27不用等了', 'go-on case=27 how=command'],
  ['继续27', 'go-on case=27 how=command'],
  ['继续办 27', 'go-on case=27 how=command'],
  ['27继续', 'go-on case=27 how=command'],
  ['27 接着办', 'go-on case=27 how=command'],
  ['> 不用等了', 'go-on how=command'],
  ['27 我在家', 'go-on case=27 how=home'],
  ['27 我现在在家了', 'go-on case=27 how=home'],
  ['27 家里有人', 'go-on case=27 how=home'],
]
test.each(SAID)('%s', (line, expected) => {
  expect(brief(line)).toBe(expected)
})

test.each([
  '继续',
  '不用等了',
  '原因不明',
  '因为太远',
  '缓办',
  '我在家',
  '接着办',
  '27因为什么',
  '等了好久',
  '不等了，走',
])('「%s」 is about no case’s time', (line) => {
  expect(brief(line)).not.toMatch(/reason |suspend|go-on/)
})
