import { expect, test } from 'vitest'
import { brief } from './hear.ts'

/** What is said of a danger that was told before. */
const SAID: readonly (readonly [string, string])[] = [
  ['虚惊一场，没事了', 'mistaken'],
  ['看错了，是做饭的烟', 'mistaken'],
  ['误会误会，不用来了', 'mistaken'],
  ['火已经灭了', 'over'],
  ['不冒烟了', 'over'],
  ['27 虚惊一场', 'case=27 mistaken'],
  ['放出来了', 'saved'],
  ['人已经出来了，没事了', 'over'],
  ['找到了找到了，谢谢', 'saved'],
  ['我妈找到了', 'saved'],
  ['孩子自己回来了', 'saved'],
  ['醒过来了', 'saved'],
  ['出来了出来了 吓死', 'saved'],
  ['出来了，吓死我了', 'saved'],
  ['扑灭了', 'over'],
  ['火扑灭了', 'over'],
  ['好了好了吓死了', 'over'],
  ['好了好了，吓死我了', 'over'],
  ['是四楼没关灶 关了 通风了', 'over'],
  ['气阀关了，窗户都打开了', 'over'],
  ['没得人受伤', 'unhurt'],
  ['万幸没人受伤', 'unhurt'],
  ['120来了', 'helped'],
  ['110来了', 'helped'],
  ['119到了', 'helped'],
  ['救护车到楼下了', 'helped'],
  ['消防车来了', 'helped'],
  ['警察来了', 'helped'],
  ['120到了，接走了', 'saved'],
  ['120接走了', 'saved'],
  ['120还没来', 'on'],
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
  ['120来了没', ''],
  ['120快来了', ''],
  ['快递车来了', ''],
  ['120好了', ''],
  ['灯关了', ''],
  ['电脑关了，窗户开了', ''],
  ['阀门关了', ''],
  ['关了，还有味道', ''],
  ['开窗通风', ''],
  ['要是有人受伤谁负责', ''],
  ['人走了', ''],
  ['人没气了', ''],
  ['没气了', ''],
  ['人没了', ''],
  ['找到了吗', ''],
  ['是做饭的烟', ''],
  ['楼上还有人', ''],
  ['吓死我了', ''],
  ['成绩出来了吗', ''],
]

test.each(['120来了', '119到了', '110来了', '120到了，接走了', '119还没来'])('%s is of no case', (line) => {
  expect(brief(line)).not.toMatch(/\d{3}/)
})
test.each([
  ['120好了', 'finish'],
  ['#120来了', 'take'],
  ['120下午到', 'news'],
])('%s is of case 120', (line, reading) => {
  expect(brief(line)).toContain(reading)
  expect(brief(line)).toContain('case=120')
})

test.each([
  ['打了119，大家不要上去', true],
  ['已经打119了', true],
  ['119打过了', true],
  ['我带人上去了', true],
  ['我们马上带两个人过去了', true],
  ['打119', false],
  ['打119没有', false],
  ['谁打了119', false],
  ['都过去了', false],
  ['我下去了，明天见', false],
  ['带娃儿过去了', false],
])('%s: somebody sees to it: %s', (line, sees) => {
  expect(brief(line).includes('how=rescuing')).toBe(sees)
})

test.each(SAID)('%s', (line, expected) => {
  const found = brief(line)
    .split('; ')
    .filter((one) => one.startsWith('danger '))
  expect(found.map((one) => one.replace(/danger |is=/g, '')).join()).toBe(expected)
})
