import type { Vocabulary } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { advised } from '../../src/reader/trouble/advised.ts'
import { heard } from '../reader/hear.ts'

const THINGS = [
  '楼下那个门',
  '楼道里',
  '水龙头',
  '天花板',
  '厕所',
  '门口那个坑',
  '门禁',
  '路上',
  '窗户',
  '墙角',
  '家里',
  '暖气',
]
const WAYS = [
  '一直响',
  '好臭',
  '有点漏',
  '有点湿',
  '有点坏了哦',
  '还在',
  '不好使了',
  '好小哦',
  '好滑',
  '好吵哦',
  '又有点跳闸',
  '怪怪的',
]

const WORDS: Vocabulary = {
  options: new Set(),
  people: [],
  posts: [],
  households: new Set(),
  categories: [],
  dangers: [],
}
/** Words that end so, of which the reader as it is shipped is in doubt, whatever it was trained on. */
export function doubtful(ending: string): readonly string[] {
  const asked: string[] = []
  const adviser = {
    heard: () => undefined,
    worth: () => true,
    advise: ({ text }: { readonly text: string }) => void asked.push(text),
  }
  const under = advised(reader(), adviser, () => true)
  for (const way of WAYS) for (const thing of THINGS) under.read(heard(`${thing}${way}${ending}`), WORDS)
  if (asked.length === 0) throw new Error('the reader is in doubt of nothing')
  return asked.slice(0, 8)
}
