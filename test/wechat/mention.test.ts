import { describe, expect, it } from 'vitest'
import { calls, without } from '../../src/wechat/mention.ts'

const people = [
  { contact: 'bot', name: '小议' },
  { contact: 'bot', name: '幸福里小议' },
  { contact: 'li', name: '李芳' },
  { contact: 'li2', name: '李芳芳' },
  { contact: 'yi', name: '小议员' },
  { contact: 'tom', name: 'Tom Li' },
  { contact: 'bob', name: 'Bob' },
  { contact: 'nobody', name: '' },
]
const called = (text: string) => calls(text, people).map(({ contact }) => contact)
const rest = (text: string) =>
  without(
    text,
    calls(text, people).filter(({ contact }) => contact === 'bot'),
  )

describe('a call by @', () => {
  it.each([
    ['from a phone', '@小议\u2005电梯坏了', ['bot'], '电梯坏了'],
    ['from a computer', '@小议 电梯坏了', ['bot'], '电梯坏了'],
    ['by hand', '@小议电梯坏了', ['bot'], '电梯坏了'],
    ['by hand, before a number', '@小议3栋电梯坏了', ['bot'], '3栋电梯坏了'],
    ['full-width', '＠小议 电梯坏了', ['bot'], '电梯坏了'],
    ['at the end', '电梯坏了 @小议', ['bot'], '电梯坏了'],
    ['at the end, from a phone', '电梯坏了@小议\u2005', ['bot'], '电梯坏了'],
    ['in the middle', '3栋 @小议\u2005电梯坏了', ['bot'], '3栋 电梯坏了'],
    ['twice', '@小议 @小议 在吗', ['bot', 'bot'], '在吗'],
    ['alone', '@小议', ['bot'], ''],
    ['by the alias of the room', '@幸福里小议\u2005在吗', ['bot'], '在吗'],
    ['of somebody whose name begins alike', '@小议员\u2005在吗', ['yi'], '@小议员 在吗'],
    ['of the longer name', '@李芳芳 看一下', ['li2'], '@李芳芳 看一下'],
    ['of others, who stay in the text', '@小议 转 27 @李芳\u2005', ['bot', 'li'], '转 27 @李芳'],
    ['of a name with a blank', '@Tom Li\u2005hello', ['tom'], '@Tom Li hello'],
    ['that is none: part of a Latin word', 'mail@Bobby.com', [], 'mail@Bobby.com'],
    ['of a Latin name before Chinese', '@Bob你好', ['bob'], '@Bob你好'],
    ['of everybody', '@所有人 开会', [], '@所有人 开会'],
    ['with lines kept', '@小议 第一行\n第二行', ['bot'], '第一行\n第二行'],
    ['that is none', '小议在吗', [], '小议在吗'],
  ])('%s', (_, text, who, left) => {
    expect(called(text)).toEqual(who)
    expect(rest(text)).toBe(left)
  })
})
