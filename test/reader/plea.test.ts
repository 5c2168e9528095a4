import { describe, expect, test } from 'vitest'
import { withoutPlea } from '../../src/reader/trouble/plea.ts'
import { readings } from './hear.ts'

describe('a plea within a report', () => {
  test.each([
    ['1栋1单元厨房漏水，别说是我报的', '1栋1单元厨房漏水'],
    ['1栋1单元厨房漏水,不要公开我名字', '1栋1单元厨房漏水'],
    ['莫说是我说的，楼上天天半夜拖椅子', '楼上天天半夜拖椅子'],
    ['楼上天天吵，千万别让邻居知道是我说的，受不了了', '楼上天天吵，受不了了'],
    ['我不想让邻居知道，302在家砸东西', '302在家砸东西'],
    ['麻烦帮我保密，5栋有人私拉电线', '5栋有人私拉电线'],
    ['我要匿名举报，5栋有人私拉电线', '5栋有人私拉电线'],
    ['5栋有人私拉电线，不要把我名字说出去', '5栋有人私拉电线'],
  ])('「%s」', (text, rest) => {
    expect(withoutPlea(text)).toBe(rest)
  })
  test.each([
    '别说我们家，整栋楼都停水了',
    '门禁坏了，别让小孩知道怎么开',
    '电梯坏了，不要说修好了',
    '匿名投票怎么投',
    '没人告诉我什么时候来水',
    '路灯坏了，我说了三次了',
  ])('none in 「%s」', (text) => {
    expect(withoutPlea(text)).toBe(text)
  })

  test.each([
    ['楼道灯坏了，别说是我说的', '楼道灯坏了'],
    ['5栋有人群租，不要把我的名字写出来', '5栋有人群租'],
    ['5栋有人群租 不想让物业知道是我举报的', '5栋有人群租'],
    ['楼上漏水，可以匿名吗', '楼上漏水'],
    ['匿名：3栋楼道堆满了纸箱', '3栋楼道堆满了纸箱'],
    ['（匿名）5栋楼道灯坏了', '5栋楼道灯坏了'],
    ['我要匿名投诉楼上天天半夜吵', '楼上天天半夜吵'],
  ])('「%s」 is weighed without it', (said, text) => {
    expect(readings(said)).toMatchObject([{ do: 'trouble', trouble: { text, unnamed: true } }])
    expect(readings(`@小议 ${said}`)).toMatchObject([{ do: 'raise', trouble: { text, unnamed: true } }])
  })
})
