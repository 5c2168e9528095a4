import { describe, expect, test } from 'vitest'
import type { Mood } from '../../src/domain/heard/reading.ts'
import { readings } from './hear.ts'

const HEARD: readonly (readonly [string, Mood])[] = [
  ['你有病吧', 'quarrel'],
  ['滚', 'quarrel'],
  ['你算老几', 'quarrel'],
  ['傻逼一个，懒得理你', 'quarrel'],
  ['你妈的再说一遍', 'quarrel'],
  ['有啥用', 'grumble'],
  ['小议有什么用', 'grumble'],
  ['光说不办', 'grumble'],
  ['又刷屏了', 'grumble'],
  ['专业疏通下水道，价格优惠，电话13900000001', 'adverts'],
  ['特价草莓，要的私聊', 'adverts'],
  ['低息贷款，加微信', 'adverts'],
]
const NOT: readonly string[] = [
  '滚动播放一下通知',
  '我家狗拉肚子，是不是有病',
  '草莓特价十块一斤',
  '这药有啥用',
  '你妈妈在楼下等你',
  '今天真是烦死了，堵车',
  '优惠券有人要吗',
  '他爸有病住院了',
]

describe('how people talk in a group', () => {
  test.each(HEARD)('%s → %s', (text, mood) => {
    expect(readings(text)).toEqual([{ do: 'mood', mood }])
  })
  test.each(NOT)('%s is talk', (text) => {
    expect(readings(text)).toEqual([])
  })
})
