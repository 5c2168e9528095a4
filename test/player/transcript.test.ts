import { describe, expect, test } from 'vitest'
import { transcript, Unreadable } from './transcript.ts'

const steps = (body: string) =>
  transcript(`at 2026-11-23 09:00\n${body}`, 'a.chat').steps.map(({ line: _, ...step }) => step)
const step = (line: string) => steps(line)[0]

describe('the head', () => {
  test('names the community, the time and whether unexpected lines matter', () => {
    const read = transcript(
      '# 电梯\ncommunity ./big.json\nat 2026-11-23 09:00      the clock\nloose\n\n重启\n',
      'a.chat',
    )
    expect(read).toMatchObject({ communities: ['./big.json'], at: Date.parse('2026-11-23T01:00:00Z'), loose: true })
    expect(read.steps).toEqual([{ do: 'restart', line: 6 }])
  })

  test('defaults to the demo, every unexpected line being a difference', () => {
    expect(transcript('community ./a.json ./b.json   two levels\nat 2026-11-23 09:00', 'a.chat')).toMatchObject({
      communities: ['./a.json', './b.json'],
    })
    expect(transcript('at 2026-11-23 09:00', 'a.chat')).toMatchObject({
      communities: ['demo'],
      loose: false,
      steps: [],
    })
  })
})

describe('people', () => {
  test.each([
    ['业主群 李芳: @小议 报事 电梯坏了', { room: '业主群', from: '李芳', text: '@小议 报事 电梯坏了' }],
    ['业主群 李芳：好⏎的: /', { room: '业主群', from: '李芳', text: '好\n的: /' }],
    ['私聊 李芳: 我的', { room: '私聊:李芳', from: '李芳', text: '我的' }],
    [
      '业主群 李芳 [图片 a b.jpg]:',
      { room: '业主群', from: '李芳', text: '', file: { kind: 'image', name: 'a b.jpg' } },
    ],
    ['业主群 李芳 [语音 a.mp3]: ', { room: '业主群', from: '李芳', text: '', file: { kind: 'audio', name: 'a.mp3' } }],
    [
      '业主群 赵姐 「小议：…#1…」: +1',
      { room: '业主群', from: '赵姐', text: '+1', quote: { from: '小议', pattern: '…#1…' } },
    ],
    [
      '业主群 赵姐 「李芳: 他说「好」」: 报',
      { room: '业主群', from: '赵姐', text: '报', quote: { from: '李芳', pattern: '他说「好」' } },
    ],
    ['业主群 赵姐 「李芳」: 报', { room: '业主群', from: '赵姐', text: '报', quote: { from: '李芳', pattern: '…' } }],
    ['业主群 赵姐: 说了「对: 的」', { room: '业主群', from: '赵姐', text: '说了「对: 的」' }],
    ['业主群 Tom Li: hi', { room: '业主群', from: 'Tom Li', text: 'hi' }],
  ])('%s', (line, said) => {
    expect(step(line)).toEqual({ do: 'say', ...said })
  })
})

describe('the bot', () => {
  test.each([
    ['业主群 小议: …#1…', { room: '业主群', pattern: '…#1…', how: 'must' }],
    ['? 业主群 小议: …#1…', { room: '业主群', pattern: '…#1…', how: 'may' }],
    ['?业主群 小议: …', { room: '业主群', pattern: '…', how: 'may' }],
    ['! 业主群 小议: …#1…', { room: '业主群', pattern: '…#1…', how: 'never' }],
    ['业主群 小议: ! …#1…', { room: '业主群', pattern: '…#1…', how: 'never' }],
    ['私聊 李芳 小议: 一⏎二', { room: '私聊:李芳', pattern: '一\n二', how: 'must' }],
  ])('%s', (line, expected) => {
    expect(step(line)).toEqual({ do: 'expect', ...expected })
  })
})

describe('a file of the bot', () => {
  test.each([
    ['业主群 小议 [图片 P5…]:', { room: '业主群', pattern: '[图片 P5…]', how: 'must' }],
    ['私聊 李芳 小议 [文件 P5 明细.xlsx]：', { room: '私聊:李芳', pattern: '[文件 P5 明细.xlsx]', how: 'must' }],
    ['? 业主群 小议 [图片 …]:', { room: '业主群', pattern: '[图片 …]', how: 'may' }],
    ['! 业主群 小议 [图片 …]:', { room: '业主群', pattern: '[图片 …]', how: 'never' }],
  ])('%s', (line, expected) => expect(step(line)).toEqual({ do: 'expect', ...expected }))
})

describe('what happens', () => {
  test.each([
    ['+2h', { do: 'move', by: { minutes: 120 }, as: '+2h' }],
    ['+30m          the clock moves', { do: 'move', by: { minutes: 30 }, as: '+30m' }],
    ['+3d', { do: 'move', by: { minutes: 4320 }, as: '+3d' }],
    ['+1w', { do: 'move', by: { workdays: 1 }, as: '+1w' }],
    ['撤回 业主群 李芳', { do: 'recall', room: '业主群', who: '李芳' }],
    ['撤回 私聊 李芳', { do: 'recall', room: '私聊:李芳', who: '李芳' }],
    ['重发', { do: 'again' }],
    ['改名 李芳 → 物业经理', { do: 'rename', who: '李芳', to: '物业经理' }],
    ['加入 业主群 钱多', { do: 'join', room: '业主群', who: '钱多' }],
    ['退出 业主群 李芳', { do: 'leave', room: '业主群', who: '李芳' }],
    ['断线', { do: 'down' }],
    ['上线', { do: 'up' }],
    ['重启', { do: 'restart' }],
  ])('%s', (line, event) => {
    expect(step(line)).toEqual(event)
  })

  test('several may stand in one line', () => {
    expect(steps('改名 李芳 → 物业经理 · 加入 业主群 钱多')).toHaveLength(2)
    expect(steps('断线 / 上线')).toEqual([{ do: 'down' }, { do: 'up' }])
  })

  test('words about it are words', () => {
    expect(step('业主群 李芳: 撤回 27')).toMatchObject({ do: 'say', text: '撤回 27' })
  })
})

describe('what cannot be read', () => {
  test.each([
    ['业主群 李芳', 'neither something said (room who: words) nor something that happens'],
    ['李芳: 好', 'a room and a person stand before the colon'],
    ['+2x', '+2x is no clock move: +30m, +2h, +1d or +1w'],
    ['撤回 李芳', '撤回 needs a room and a person'],
    ['业主群 李芳 [红包 8]: 好', '[红包 8] is neither a quote 「who：words」 nor a file such as [图片 a.jpg]'],
    ['业主群 小议 「李芳：好」: 好', '小议 quotes nothing; what it sends is one [图片 …] or [文件 …]'],
    ['业主群 小议 [语音 a.mp3]:', '小议 quotes nothing; what it sends is one [图片 …] or [文件 …]'],
    ['业主群 小议 [图片 a.png]: 好', 'a file of 小议 comes without words'],
    ['! 业主群 李芳: 好', 'only lines of 小议 begin with !'],
    ['重启\nloose', 'community, at and loose stand before the first line'],
  ])('%s', (body, reason) => {
    const line = body.split('\n').length + 1
    expect(() => steps(body)).toThrow(new Unreadable(`a.chat:${line}: ${reason}`))
  })

  test('a transcript without its time', () => {
    expect(() => transcript('重启', 'a.chat')).toThrow(
      new Unreadable('a.chat:1: the head lacks the time: at 2026-11-23 09:00'),
    )
    expect(() => transcript('at noon', 'a.chat')).toThrow(new Unreadable('a.chat:1: no time such as 2026-11-23 09:00'))
  })
})
