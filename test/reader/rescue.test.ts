import { expect, test } from 'vitest'
import { brief } from './hear.ts'

/** What is said of a danger that was told before. */
const SAID: readonly (readonly [string, string])[] = [
  ['虚惊一场，没事了', 'over'],
  ['看错了，是做饭的烟', 'over'],
  ['误会误会，不用来了', 'over'],
  ['火已经灭了', 'over'],
  ['不冒烟了', 'over'],
  ['27 虚惊一场', 'case=27 over'],
  ['放出来了', 'saved'],
  ['人已经出来了，没事了', 'over'],
  ['找到了找到了，谢谢', 'saved'],
  ['我妈找到了', 'saved'],
  ['孩子自己回来了', 'saved'],
  ['醒过来了', 'saved'],
  ['出来了出来了 吓死', 'saved'],
  ['出来了，吓死我了', 'saved'],
  ['人还没出来', 'on'],
  ['27 人还没出来', 'case=27 on'],
  ['27人还没出来', 'on'],
  ['师傅还没到', 'on'],
  ['怎么还没来人', 'on'],
  ['还困在里面', 'on'],
  ['27没人来，人还在里面', 'case=27 on'],
  ['火越烧越大', 'on'],
  ['还没找到', 'on'],
  ['人快不行了', 'on'],
  ['他快晕过去了', 'on'],
  // Neither.
  ['人没气了', ''],
  ['没气了', ''],
  ['人没了', ''],
  ['找到了吗', ''],
  ['是做饭的烟', ''],
  ['楼上还有人', ''],
  ['吓死我了', ''],
  ['成绩出来了吗', ''],
]

test.each(SAID)('%s', (line, expected) => {
  const found = brief(line)
    .split('; ')
    .filter((one) => one.startsWith('danger '))
  expect(found.map((one) => one.replace(/danger |is=/g, '')).join()).toBe(expected)
})
