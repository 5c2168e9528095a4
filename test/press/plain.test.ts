import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName, plain, safeName } from '../../src/press/plain.ts'

describe('what people wrote, as it is drawn', () => {
  it.each([
    ['加装充电桩？', '加装充电桩？'],
    ['赞成👍', '赞成'],
    ['赞成👍🏽，谢谢🙏', '赞成，谢谢'],
    ['一家👨‍👩‍👧‍👦都同意', '一家都同意'],
    ['跑步🏃‍♂慢🏃🏽‍♂️跑', '跑步慢跑'],
    ['🇨🇳 国庆', '国庆'],
    ['1️⃣ 赞成 2️⃣ 反对', '1 赞成 2 反对'],
    ['✅通过 ❌不通过 ❤️ ❤', '通过 不通过'],
    ['☎ 8888 ★ ① ® ㎡', '☎ 8888 ★ ① ® ㎡'],
    ['#3 * 100%', '#3 * 100%'],
    ['一\n二\t三\u2005四', '一 二 三 四'],
    ['\u202e反过来\u202c\u200b\ufeff', '反过来'],
    ['半个\ud83d字\udc4d', '半个字'],
    ['塆垸犇㙍𠮷「」：；（）', '塆垸犇㙍𠮷「」：；（）'],
    ['👍', ''],
  ])('%j becomes %j', (written, drawn) => expect(plain(written)).toBe(drawn))

  it('is one line, and the same when it is done again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        const drawn = plain(written)
        expect(drawn).not.toMatch(/[\p{Cc}\p{Emoji_Presentation}]/u)
        expect(plain(drawn)).toBe(drawn)
      }),
    )
  })

  it.each([
    ['P5 结果', 'P5 结果'],
    ['../P5/结果', '.._P5_结果'],
    ['CON: a*b?"<>|', 'CON_ a_b_____'],
    ['😀', '_'],
  ])('%j names a file %j', (name, file) => expect(safeName(name)).toBe(file))

  it('has the ending of what it is', () => {
    expect(fileName({ picture: { name: 'P5', title: '', bars: [], notes: [] } })).toBe('P5.png')
    expect(fileName({ sheet: { name: 'P5/明细', head: [], rows: [] } })).toBe('P5_明细.xlsx')
  })
})
