import { expect, test } from 'vitest'
import { brief } from './hear.ts'

/** What is said, and all that it may mean in the order of likelihood. */
const SAID: readonly (readonly [string, string])[] = [
  ['更正 27 换的是皮带，不是电机', 'correct-finish case=27 text=换的是皮带，不是电机'],
  ['更正27：换的是皮带，不是电机', 'correct-finish case=27 text=换的是皮带，不是电机'],
  ['更正一下27 换的是皮带', 'correct-finish case=27 text=换的是皮带'],
  ['更正＃２７ 换了两条', 'correct-finish case=27 text=换了两条'],
  ['订正 27 换了两条', 'correct-finish case=27 text=换了两条'],
  ['27更正 换的是皮带', 'correct-finish case=27 text=换的是皮带'],
  ['27 更正：换的是皮带', 'correct-finish case=27 text=换的是皮带'],
  ['> 更正 换的是皮带，不是电机', 'correct-finish text=换的是皮带，不是电机'],
  ['@小议 更正27 修好了三条', 'correct-finish case=27 text=修好了三条'],
  ['更正 27', 'correct-finish case=27'],
  ['撤下 27', 'take-down case=27'],
  ['撤下27吧', 'take-down case=27'],
  ['撤下27公告', 'take-down case=27'],
  ['撤下27 写了人家名字', 'take-down case=27 reason=写了人家名字'],
  ['撤下27的公告，写了人家名字', 'take-down case=27 reason=写了人家名字'],
  ['27公告撤下', 'take-down case=27'],
  ['27那条撤下来', 'take-down case=27'],
  ['27公告请撤下，写了名字', 'take-down case=27 reason=写了名字'],
  ['> 撤下', 'take-down'],
  ['@小议 撤下27', 'take-down case=27'],
  ['@小议 更正27号 换了两条', 'correct-finish case=27 text=换了两条'],
  ['更正27号事项 换了两条', 'correct-finish case=27 text=换了两条'],
  ['更正 换的是灯泡', 'correct-finish how=slip text=换的是灯泡'],
  [
    '打错了，是灯泡',
    'correct-finish how=slip text=是灯泡; correct category=照明 how=plain right=灯泡 text=打错了，是灯泡',
  ],
  [
    '說錯了，換的是燈泡',
    'correct-finish how=slip text=換的是燈泡; correct category=照明 how=plain right=换的是灯泡 text=說錯了，換的是燈泡',
  ],
  ['27打错了，是灯泡', 'correct-finish case=27 how=slip text=是灯泡'],
  ['27 不是电机，是灯泡', 'correct-finish case=27 how=slip text=不是电机，是灯泡'],
  ['27说错了，换的是开关', 'correct-finish case=27 how=slip text=换的是开关'],
  [
    '> 打错了，是灯泡',
    'correct-finish how=slip text=是灯泡; correct category=照明 how=plain right=灯泡 text=打错了，是灯泡',
  ],
  ['撤下', 'take-down how=bare'],
  ['撤下公告27', 'take-down case=27'],
  ['把27撤下来', 'take-down case=27'],
  ['把27公告撤下', 'take-down case=27'],
]
test.each(SAID)('%s', (line, expected) => {
  expect(brief(line)).toBe(expected)
})

test.each([
  '更正：27元一斤',
  '更正一下，是27楼',
  '更正：27号停水改到28号',
  '更正一下27号的通知',
  '撤下27号的海报',
  '撤下来',
  '把广告撤下',
  '27元的那款下架了',
  '更正27吗？',
  '撤下吧',
  '横幅撤掉没',
  '把27撤下来吗',
  '把27号的海报撤下来',
  '更正',
])('%s is no word of it', (line) => {
  expect(brief(line)).not.toMatch(/correct-finish|take-down/)
})
