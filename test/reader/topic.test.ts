import { describe, expect, test } from 'vitest'
import { brief, readings } from './hear.ts'

const QUESTIONS = new Map([
  [5, '10月办坝坝宴吗？'],
  [6, '2号门加装充电桩，大家同意吗？'],
  [7, '换物业吗，还是续签？'],
  [8, '3栋电梯和车库要不要装灯'],
  [9, '坝坝宴之后电影放不放？'],
])
const OPTIONS = ['办', '不办', '赞成', '反对', '弃权', '换', '续签', '周六']

const VOTED: readonly (readonly [string, string])[] = [
  ['充电桩 赞成', 'vote among=6 stance=for how=plain'],
  ['充电桩赞成', 'vote among=6 stance=for how=plain'],
  ['充电桩，反对', 'vote among=6 stance=against how=plain; vote stance=against how=plain reason=充电桩'],
  ['充电桩1', 'vote among=6 numbers=1 how=plain'],
  ['充电桩 2', 'vote among=6 numbers=2 how=plain'],
  ['充电桩：２', 'vote among=6 numbers=2 how=plain'],
  ['充電樁 贊成', ''],
  ['加装充电桩我家同意', 'vote among=6 stance=for how=plain'],
  ['充电桩选2', 'vote among=6 numbers=2 how=plain'],
  ['充电桩坚决反对', 'vote among=6 stance=against how=plain'],
  ['办坝坝宴1', 'vote among=5 numbers=1 how=plain'],
  ['坝坝宴1', 'vote among=5/9 numbers=1 how=plain'],
  ['坝坝宴 不办', 'vote among=5/9 words=不办 how=plain'],
  ['换物业 同意', 'vote among=7 stance=for how=plain'],
  ['装灯1', 'vote among=8 numbers=1 how=plain'],
  ['办坝坝宴1，充电桩2', 'vote among=5 numbers=1 how=plain; vote among=6 numbers=2 how=plain'],
  ['办坝坝宴1⏎充电桩 反对', 'vote among=5 numbers=1 how=plain; vote among=6 stance=against how=plain'],
]
describe('some words of an open question, then the choice', () => {
  test.each(VOTED)('%s', (said, meaning) => {
    expect(brief(said, OPTIONS, QUESTIONS)).toBe(meaning)
  })
})

/** Whatever cards are open. */
const TALK = [
  '充电桩1号坏了',
  '充电桩1号',
  '充电桩1个',
  '充电桩1楼有吗',
  '坝坝宴3桌',
  '坝坝宴1人多少钱',
  '坝坝宴1？',
  '坝坝宴1点开始',
  '坝坝宴我来',
  '坝坝宴办了',
  '充电桩同意装的人多不多',
  '充电桩谁反对',
  '充电桩谁同意了',
  '大家同意',
  '物业同意',
  '物业反对',
  '3栋1',
  '3栋电梯1',
  '车库1',
  '月1',
  '桩1',
  '要不要1',
  '充电桩',
  '充电桩，坝坝宴',
  '充电桩 1 2单元有吗',
  '物业1，充电桩2号坏了',
  '充电桩不',
]
describe('ordinary talk', () => {
  test.each(TALK)('%s', (said) => {
    const votes = readings(said, {}, OPTIONS, QUESTIONS).filter(({ do: what }) => what === 'vote')
    expect(votes).toEqual([])
  })
  test('with no card open', () => {
    expect(brief('充电桩1', OPTIONS)).toBe('')
  })
})

describe('several polls in one message', () => {
  test.each([
    ['P5 1，P6 2', 'vote numbers=1 how=plain poll=5; vote numbers=2 how=plain poll=6'],
    ['P5 1⏎P6 反对', 'vote numbers=1 how=plain poll=5; vote stance=against how=plain poll=6'],
    ['p5投1 p6投2', 'vote numbers=1 how=plain poll=5; vote numbers=2 how=plain poll=6'],
    ['P5、P6都赞成', 'vote stance=for how=plain poll=5; vote stance=for how=plain poll=6'],
    ['P5和P6都投1', 'vote numbers=1 how=plain poll=5; vote numbers=1 how=plain poll=6'],
    ['P5 1，P5 2', 'unclear near=投票'],
    ['1-1-301投1，1-1-302投2', 'unclear near=投票'],
    ['P5和P6是一回事', ''],
  ])('%s', (said, meaning) => {
    expect(brief(said, OPTIONS, QUESTIONS)).toBe(meaning)
  })
})
