import { describe, expect, test } from 'vitest'
import { readings } from './hear.ts'

/** What is asked of the bot about voting, and what it is first taken for. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'vote-how': [
    '怎么投',
    '怎么投票',
    '怎么表决',
    '我怎么投',
    '咋投票',
    '啷个投',
    '如何投票',
    '该怎么投啊',
    '怎么投呢？谢谢',
    '投票怎么弄',
    '投票怎么操作',
    '这个投票怎么投',
    '能投票吗',
    '可以投票吗',
    '我能投吗',
    '能不能私下投',
    '可以在群里投吗',
    '我要投票',
    '不会投票',
    '教我投票',
    '在哪里投票',
    '投票链接呢',
    '匿名的怎么投',
    '匿名投票怎么投',
    '私下怎么投',
    '能改吗',
    '还能改吗',
    '投了能改吗',
    '投了还可以改不',
    '投错了怎么改',
    '投错了怎么办',
    '刚才按错了咋个改',
    '怎么改票',
    '怎么改',
    '改票',
    '是匿名的吗',
    '匿名吗',
    '别人看得到我投的什么吗',
    '大家看得见吗',
    '充电桩那个怎么投',
    '微信怎么投',
  ],
  'poll-how': [
    '怎么发起投票',
    '我要发起个投票',
    '我想发起投票',
    '发起投票',
    '怎么开个投票',
    '如何发起表决',
    '帮我发起个投票',
    '可以发起投票吗',
    '能不能搞个投票',
    '投票怎么发起',
    '怎么让大家投个票',
    '開個投票',
  ],
  'my-ballot': [
    '投了没',
    '投了吗',
    '我投了吗',
    '我投了没有',
    '我家投了没',
    '我投的什么',
    '我投的是哪个',
    '我选的啥',
    '我的票收到没有',
    '记上我的票没有',
    '帮我看看我投了没',
  ],
  status: [
    '投票还有多久',
    '还有多久截止',
    '还剩几天',
    '什么时候截止',
    '什么时候结束',
    '投到什么时候',
    '投票截止时间',
    '什么时候出结果',
    '结果什么时候出来',
    '现在有什么投票',
  ],
}
const rows = Object.entries(ASKED).flatMap(([meaning, said]) => said.map((one) => [one, meaning] as const))

describe('asked of the bot', () => {
  test.each(rows)('%s: %s', (said, meaning) => {
    expect(readings(`@小议 ${said}`)[0]?.do).toBe(meaning)
    expect(readings(`>P ${said}`)[0]?.do).toBe(meaning)
    expect(readings(`P5${said}`, { addressed: true })[0]).toMatchObject(
      meaning === 'poll-how' ? { do: meaning } : { do: meaning, poll: 5 },
    )
  })

  test.each(['怎么投 P5', 'P5的怎么投', 'Ｐ５怎么投'])('of P5: %s', (said) => {
    expect(readings(`@小议 ${said}`)[0]).toEqual({ do: 'vote-how', poll: 5 })
  })
})

/** Not of a poll, though said to the bot. */
const OTHER = [
  '怎么投诉',
  '股票怎么投',
  '怎么投稿',
  '怎么交费',
  '电梯还有多久修好',
  '投票 装门禁吗',
  '投票 几点跳舞？ 8点/9点',
  '怎么选物业',
  '改天再说',
]
test.each(OTHER)('something else: %s', (said) => {
  expect(readings(`@小议 ${said}`).map(({ do: what }) => what)).not.toContain('vote-how')
  expect(readings(`@小议 ${said}`).map(({ do: what }) => what)).not.toContain('poll-how')
})

/** Between neighbours. Of what is asked of a poll by its very name the first two tables tell. */
const AMONG_NEIGHBOURS = [
  '能投票吗',
  '投票怎么弄',
  '我要发起个投票',
  '匿名的怎么投',
  '投票还有多久',
  '还有多久',
  '投了没',
  '能改吗',
  '怎么改',
  '匿名吗',
  '大家看得见吗',
  '在哪里投票',
  '怎么让大家投个票',
]
test.each(AMONG_NEIGHBOURS)('silent: %s', (said) => {
  expect(readings(said)).toEqual([])
  expect(readings(`>> ${said}`)).toEqual([])
})
test('of a case it is of that', () => {
  expect(readings('> 还有多久').map(({ do: what }) => what)).not.toContain('status')
})

/** Clear enough to be answered where one poll runs; quoting a neighbour they are for her. */
test.each([
  ['怎么投', 'vote-how'],
  ['怎么投票', 'vote-how'],
  ['怎样投票', 'vote-how'],
  ['我要投票', 'vote-how'],
  ['我投哪个了', 'my-ballot'],
  ['结果出来了吗', 'result'],
])('said to nobody: %s', (said, expected) => {
  expect(readings(said).map(({ do: what }) => what)).toContain(expected)
  expect(readings(`>> ${said}`).map(({ do: what }) => what)).not.toContain(expected)
})
