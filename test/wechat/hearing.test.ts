import { describe, expect, it } from 'vitest'
import { hearing, type Raw, type Surroundings, spoken } from '../../src/wechat/hearing.ts'
import { Recent } from '../../src/wechat/recent.ts'

const NOW = 1_000_000
const recent = new Recent()
recent.add({ id: 'm1', place: 'room', from: 'li', text: '@小议 3栋漏水' })
recent.add({
  id: 'm2',
  place: 'room',
  from: 'bot',
  text: '@李芳\u2005#27 已登记：3栋漏水，物业工程部处理，今天18:00前答复',
})
recent.add({ id: 'm3', place: 'other', from: 'bot', text: '票况' })

const around: Surroundings = {
  bot: 'bot',
  people: () => [{ contact: 'wang', name: '王强' }],
  names: () => ['小议', 'Xiaoyi Bot', ''],
  shown: '3栋李芳',
  topic: '业主群',
  friend: true,
  now: NOW,
  recent,
}
const raw: Raw = { id: 'm9', room: 'room', from: 'li', kind: 'text', text: '', called: [], at: NOW - 1 }
const hear = (more: Partial<Raw>) => {
  const one = { ...raw, ...more }
  const said = spoken(one)
  return said && hearing(one, said, around)
}
const quote = (name: string, text: string, reply: string) => `「${name}：${text}」\n- - - - - - - - -\n${reply}`

describe('what the desk hears', () => {
  it('is plain data', () => {
    expect(hear({ text: '@小议\u2005电梯坏了' })).toEqual({
      id: 'm9',
      room: 'room',
      topic: '业主群',
      from: 'li',
      name: '3栋李芳',
      text: '电梯坏了',
      kind: 'text',
      mentions: [],
      addressed: true,
      friend: true,
      at: NOW - 1,
    })
  })

  it.each<[string, Partial<Raw>, object]>([
    ['talk among people', { text: '中午吃什么' }, { addressed: false, text: '中午吃什么' }],
    ['the account under its own name', { text: '@Xiaoyi Bot 在吗' }, { addressed: true, text: '在吗' }],
    [
      'a call that only the gateway knows',
      { text: '@旧名字\u2005在吗', called: ['bot'] },
      { addressed: true, text: '在吗', mentions: [] },
    ],
    ['its name, typed', { text: '小议，3栋灯坏了' }, { addressed: true, text: '3栋灯坏了' }],
    ['its name, typed wrong', { text: '@小义 3栋灯坏了' }, { addressed: true, text: '3栋灯坏了' }],
    ['its name, typed without a blank', { text: '@小意3栋灯坏了' }, { addressed: true, text: '3栋灯坏了' }],
    ['its name before a request', { text: '小议帮我看看1怎么样了' }, { addressed: true, text: '帮我看看1怎么样了' }],
    ['the same sign as a verb', { text: '小议一下停车的事' }, { addressed: false, text: '小议一下停车的事' }],
    ['its name alone', { text: '小议！' }, { addressed: true, text: '' }],
    ['its name in a talk to somebody', { text: '@王强 小议坏了' }, { addressed: false, mentions: ['wang'] }],
    [
      'calls of others, named by the gateway or found',
      { text: '转 27 @王强', called: ['li'] },
      { mentions: ['li', 'wang'], text: '转 27 @王强' },
    ],
    ['a clock that is ahead', { text: '1', at: NOW + 5 }, { at: NOW }],
    ['a picture with XML', { kind: 'image', text: '<msg><img/></msg>' }, { text: '', kind: 'image' }],
    ['a file with its name', { kind: 'file', text: 'a.pdf', file: 'a.pdf' }, { text: '', kind: 'file' }],
    ['a picture with words', { kind: 'image', text: '漏水' }, { text: '漏水' }],
    [
      'a quote of a person',
      { text: quote('李芳', '@小议 3栋漏水', '我家也是') },
      { text: '我家也是', quote: { id: 'm1', name: '李芳', text: '3栋漏水', ours: false } },
    ],
    [
      'a quote of the bot, cut by WeChat',
      { text: quote('小议', '@李芳 #27 已登记：3栋漏水，物业工程部处理…', '接') },
      { text: '接', quote: { id: 'm2', ours: true, text: expect.stringContaining('今天18:00前') } },
    ],
    [
      'a quote of the bot of long ago',
      { text: quote('小议', '#3 办结', '还在漏 @小议') },
      { addressed: true, text: '还在漏', quote: { ours: true, text: '#3 办结', name: '小议' } },
    ],
    [
      'a quote of the bot that called one with a number in her name',
      { text: quote('小议', '@我是 P2 的\u2005@李芳\u2005P1 记下了：1赞成', '1') },
      { text: '1', quote: { ours: true, text: 'P1 记下了：1赞成' } },
    ],
    [
      'a quote of somebody with words the bot said elsewhere',
      { text: quote('王强', '票况', '好') },
      { quote: { ours: false, text: '票况', name: '王强' } },
    ],
  ])('%s', (_, more, expected) => expect(hear(more)).toMatchObject(expected))

  it('is addressed in private, without a call', () => {
    const { room: _, ...alone } = raw
    const said = { words: '我的' }
    expect(hearing(alone, said, around)).toMatchObject({ addressed: true, text: '我的' })
    expect(hearing(alone, said, around)).not.toHaveProperty('room')
  })

  it('is one character too long at the most', () => {
    expect(hear({ text: '长'.repeat(5000) })?.text).toHaveLength(2001)
    expect([...(hear({ text: '🔴'.repeat(5000) })?.text ?? '')]).toHaveLength(2001)
    expect(hear({ text: '长'.repeat(2000) })?.text).toHaveLength(2000)
  })

  it('is a 接龙 with its beginning and its last lines', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `${i + 1}. 王小${i} 赞成`)
    const text = hear({ text: ['#接龙', 'P1 装充电桩？', ...lines].join('\n') })?.text ?? ''
    expect(text.length).toBeLessThanOrEqual(10_000)
    expect(text.startsWith('#接龙\nP1 装充电桩？\n1. 王小0 赞成\n')).toBe(true)
    expect(text.endsWith('\n2000. 王小1999 赞成')).toBe(true)
  })

  it('is nothing where only programs can read it', () => {
    expect(hear({ text: '<msg><appmsg><title>通知</title><type>5</type></appmsg></msg>' })).toBeUndefined()
  })
})
