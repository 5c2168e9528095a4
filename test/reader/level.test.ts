import { expect, test } from 'vitest'
import { brief } from './hear.ts'

/** What is said, and all that it may mean. */
const SAID: readonly (readonly [string, string])[] = [
  ['上报 27', 'pass-up case=27'],
  ['上报27', 'pass-up case=27'],
  ['上報27', 'pass-up case=27'],
  ['上报 27 要动维修资金', 'pass-up case=27 reason=要动维修资金'],
  ['上报27，原因：修不了', 'pass-up case=27 reason=修不了'],
  ['27上报', 'pass-up case=27'],
  ['27要上报街道', 'pass-up case=27'],
  ['27 上报 我们修不了', 'pass-up case=27 reason=我们修不了'],
  ['> 上报', 'pass-up'],
  ['> 上报 修不了', 'pass-up reason=修不了'],
  ['@小议 上报', 'pass-up'],
  ['往上报 27', 'pass-up case=27'],
  ['> 上报街道', 'pass-up'],
  ['> 报给街道嘛', 'pass-up how=plain'],
  ['27报给街道嘛', 'pass-up case=27 how=plain'],
  ['27 报街道吧，我们修不了', 'pass-up case=27 how=plain reason=我们修不了'],
  ['报给街道27', 'pass-up case=27 how=plain'],
  ['@小议 报给镇上嘛', 'pass-up how=plain'],
  ['撤回上报27', 'call-in case=27'],
  ['收回上报 27', 'call-in case=27'],
  ['27撤回上报', 'call-in case=27'],
  ['> 撤回交办', 'call-in'],
  ['街道啷个说', 'progress how=own'],
  ['27街道怎么说', 'progress case=27 how=plain'],
  ['交办 12 幸福里', 'send-down case=12 to=幸福里'],
  ['交办12给幸福里小区', 'send-down case=12 to=幸福里小区'],
  ['交办 12 幸福里 请三天内看看', 'send-down case=12 reason=请三天内看看 to=幸福里'],
  ['12交办幸福里', 'send-down case=12 to=幸福里'],
  ['> 交办 幸福里', 'send-down to=幸福里'],
  ['交办 12', 'send-down case=12'],
]
test.each(SAID)('%s', (words, meaning) => expect(brief(words)).toBe(meaning))

test.each([
  '上报了没有',
  '这事要不要上报',
  '上报纸了',
  '我把照片上报群里了',
  '领导交办的事真多',
  '上报 27 了吗',
  '报给街道嘛',
  '我报给街道了',
  '报给街道3个人',
  '街道说了',
  '撤回上报',
])('%s is no command', (words) => expect(brief(words)).not.toMatch(/pass-up|send-down|call-in/))
