import { describe, expect, test } from 'vitest'
import { brief, readings } from './hear.ts'

/** While a card with these options is open. */
const OPTIONS = ['换', '不换', '随便']

const SAID: readonly (readonly [string, string])[] = [
  ['P4 换', 'vote words=换 how=plain poll=4'],
  ['P4换', 'vote words=换 how=plain poll=4'],
  ['p4：不换', 'vote words=不换 how=plain poll=4'],
  ['P4 我选随便', 'vote words=随便 how=plain poll=4'],
  ['P4改不换', 'vote words=不换 how=plain poll=4'],
  ['P5 改成 不换', 'vote words=不换 how=plain poll=5'],
  ['我改一下，不换', 'vote words=不换 how=plain'],
  ['不换', 'vote words=不换 how=plain'],
  ['换。', 'vote words=换 how=plain'],
  ['換', 'vote words=换 how=plain'],
  ['随便', 'vote words=随便 how=plain; vote-unsure ask=either'],
  ['我选换', 'vote words=换 how=plain'],
  ['我家选不换', 'vote words=不换 how=plain'],
  ['我们全家都选换', 'vote words=换 how=plain'],
  ['选随便', 'vote words=随便 how=plain'],
  ['支持换', 'vote words=换 how=plain'],
  ['改投随便', 'vote words=随便 how=plain'],
  ['我投错了，应该是不换', 'vote words=不换 how=plain'],
  ['换+1', 'vote words=换 how=plain'],
  ['P4 不换，保洁阿姨挺好的', 'vote words=不换 how=plain poll=4 reason=保洁阿姨挺好的'],
  ['选不换，太麻烦', 'vote words=不换 how=plain reason=太麻烦'],
  ['2，支持不换', 'vote numbers=2 how=plain reason=支持不换'],
  ['2不换', 'vote numbers=2 how=plain'],
  ['选2，不换', 'vote numbers=2 how=plain reason=不换'],
  ['P4 2 不换', 'vote numbers=2 how=plain poll=4'],
  ['1', 'vote numbers=1 how=plain'],
  ['赞成', 'vote stance=for how=plain'],
  ['反对换', 'vote words=不换 how=plain'],
  ['不支持换', 'vote words=不换 how=plain'],
  ['还是换吧', 'vote words=换 how=plain'],
  ['算了，不换', 'vote words=不换 how=plain'],
  ['坚决不换', 'vote words=不换 how=plain'],
  ['我不想换', 'vote words=不换 how=plain'],
  ['我不换了', 'vote words=不换 how=plain'],
  ['我要换', 'vote words=换 how=plain'],
  ['@小议 我要换', 'vote words=换 how=plain'],
  ['@小议 换', 'vote words=换 how=plain'],
  ['我改主意了，不换', 'vote words=不换 how=plain'],
  ['不换，保洁阿姨挺好的', 'vote words=不换 how=plain reason=保洁阿姨挺好的'],
]

test.each(SAID)('an option by its own words: %s', (said, meaning) => {
  expect(brief(said, OPTIONS)).toBe(meaning)
})

const RENEWED: typeof SAID = [
  ['我不同意续签，服务太差', 'vote words=不续签 how=plain reason=服务太差'],
  ['不同意续签', 'vote words=不续签 how=plain'],
  ['@小议 不同意续签', 'vote words=不续签 how=plain'],
  ['物业续签 同意', 'vote words=续签 how=plain'],
  ['@小议 物业续签 同意', 'vote words=续签 how=plain'],
  ['物业续签 反对', 'vote words=不续签 how=plain'],
  ['不续签，电梯老坏', 'vote words=不续签 how=plain reason=电梯老坏'],
  ['@小议 不续签，电梯老坏', 'vote words=不续签 how=plain reason=电梯老坏; raise 电梯'],
  ['续签的事，找物业', ''],
  ['不续签！电梯老坏', 'vote words=不续签 how=plain reason=电梯老坏'],
  ['不续签 电梯老坏', 'vote words=不续签 how=plain reason=电梯老坏'],
  ['坚决不续签，垃圾没人管', 'vote words=不续签 how=plain reason=垃圾没人管'],
  ['续签吧，换来换去更贵', 'vote words=续签 how=plain reason=换来换去更贵'],
  ['我家不想续签', 'vote words=不续签 how=plain'],
  ['续签没有', ''],
  ['电梯老坏', 'trouble 电梯'],
]
test.each(RENEWED)('an option and its contrary: %s', (said, meaning) => {
  expect(brief(said, ['续签', '不续签'])).toBe(meaning)
})

test('an everyday word goes on as talk', () => {
  expect(brief('周六，我要加班', ['周六', '周日'])).toBe('')
  expect(brief('不同意周六', ['周六', '周日'])).toBe('')
  expect(brief('换了，灯泡好了', ['换', '不换'])).not.toMatch(/^vote/)
  expect(brief('停车场，又堵了', ['停车场', '小花园'])).not.toMatch(/^vote/)
  expect(brief('换物业，电梯老坏', ['留任物业', '换物业'])).toBe('vote words=换物业 how=plain reason=电梯老坏')
})

describe('no vote', () => {
  test.each([
    '换不换',
    '都换了',
    '都换吧',
    '换个灯泡',
    '随便坐',
    '我换了手机',
    '不换行不行',
    '换？',
    '换吗',
    '不想换',
    '赶紧换',
    '我换了',
    '还是换台洗衣机',
    '换，你去换',
    '不换，你说咋个办',
    '随便，你们看嘛',
    '我要换手机',
    '谁说不换',
    '改天换',
    '大家都选换吧',
    '等我问问换不换',
    '老张家选的换',
    '换，多少钱',
  ])('is 「%s」', (said) => {
    expect(readings(said, {}, OPTIONS)).toEqual([])
  })

  test.each(['换', '不换', '选换', 'P4 换', '2，支持不换'])('is 「%s」 while no card has it', (said) => {
    expect(readings(said).filter((reading) => reading.do === 'vote')).toEqual([])
  })
})

test('a stance stays one, whatever card is open', () => {
  expect(brief('赞成', ['赞成', '反对', '弃权'])).toBe('vote stance=for how=plain')
  expect(brief('坚决反对', ['坚决反对', '反对'])).toBe('vote words=坚决反对 how=plain; vote stance=against how=plain')
})

test('everyday words of an option come before all else that they may mean', () => {
  expect(brief('可以', ['可以', '不可以'])).toMatch(/^vote words=可以/)
  expect(brief('5', ['5', '10'])).toBe('vote numbers=5 how=plain')
  expect(brief('好吧', ['好吧', '算了'])).toMatch(/^vote words=好吧/)
})
