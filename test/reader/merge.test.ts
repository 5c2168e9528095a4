import { expect, test } from 'vitest'
import { brief } from './hear.ts'

test.each([
  ['并 27 19', 'merge case=27 into=19'],
  ['并27 19', 'merge case=27 into=19'],
  ['合并27和19', 'merge case=27 into=19'],
  ['并 #27 #19', 'merge case=27 into=19'],
  ['把27并到19', 'merge case=27 into=19'],
  ['27并入19', 'merge case=27 into=19'],
  ['27号并到19号吧', 'merge case=27 into=19'],
  ['拆 27', 'part case=27'],
  ['27不是19', 'part case=27 into=19'],
])('「%s」', (line, reading) => {
  expect(brief(line).split('; ')).toContain(reading)
})

test.each(['并排停着27和19两辆车', '27号不是19号楼的', '拆27个快递', '27和19都要', '合并一下27栋的群'])(
  '「%s」 is of something else',
  (line) => {
    expect(brief(line)).not.toMatch(/merge|part/)
  },
)
