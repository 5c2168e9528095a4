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
  ['不换', 'vote words=不换 how=plain'],
  ['换。', 'vote words=换 how=plain'],
  ['換', 'vote words=换 how=plain'],
  ['随便', 'vote words=随便 how=plain; vote-unsure ask=for'],
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
]

test.each(SAID)('an option by its own words: %s', (said, meaning) => {
  expect(brief(said, OPTIONS)).toBe(meaning)
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
    '反对换',
    '不支持换',
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
