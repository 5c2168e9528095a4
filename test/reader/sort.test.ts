import { describe, expect, test } from 'vitest'
import { brief } from './hear.ts'

/** What staff say to have a case sorted otherwise. */
const SAID: readonly (readonly [line: string, reading: string])[] = [
  ['分类 27', 'sort case=27'],
  ['分类27', 'sort case=27'],
  ['分类 27 电梯', 'sort as=电梯 case=27'],
  ['分类27电梯困人', 'sort as=电梯困人 case=27'],
  ['分类 27 异响', 'sort as=异响 case=27'],
  ['分类：27 供水水质', 'sort as=供水水质 case=27'],
  ['27 分类 照明', 'sort as=照明 case=27'],
  ['27改分类到排水', 'sort as=排水 case=27'],
  ['归类 27 消防', 'sort as=消防 case=27'],
  ['> 分类 电梯', 'sort as=电梯'],
  ['公事 27', 'sort case=27 tier=public'],
  ['共事27', 'sort case=27 tier=common'],
  ['家事 27', 'sort case=27 tier=family'],
  ['27是家事', 'sort case=27 tier=family'],
  ['即办 27', 'sort case=27 handling=instant'],
  ['代办件 27', 'sort case=27 handling=agent'],
  ['27 按代办', 'sort case=27 handling=agent'],
  ['急 27', 'sort case=27 urgent=true'],
  ['27 急', 'sort case=27 urgent=true'],
]
test.each(SAID)('「%s」', (line, reading) => {
  expect(brief(line).split('; ')).toContain(reading)
})

describe('nothing is sorted', () => {
  test.each([
    '垃圾分类 27号开始',
    '分类27号',
    '垃圾分类27',
    '分类垃圾桶满了',
    '这是家事，别管',
    '急死了',
    '27块急售',
    '分类 27 个桶',
    '急 27栋停水',
    '公事公办',
    '代办证件 27元',
    '27号急用车',
  ])('by 「%s」', (line) => {
    expect(brief(line)).not.toContain('sort')
  })
})
