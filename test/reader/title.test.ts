import { expect, test } from 'vitest'
import { troubleOf } from './hear.ts'

/** In the resident's own words, at most 20 characters, without room, floor, name, telephone, card or plate. */
const TITLES: readonly (readonly [said: string, title: string])[] = [
  ['3栋2单元电梯又坏了，老人下不了楼', '3栋2单元电梯又坏了，老人下不了楼'],
  ['5栋302漏水，电话13800138000，车牌渝A12345', '5栋漏水'],
  ['王强家漏水到我家了', '某家漏水到我家了'],
  ['@李芳 3栋停水', '3栋停水'],
  ['麻烦物业看一下，3栋2单元电梯坏了', '3栋2单元电梯坏了'],
  ['3栋2单元15楼的楼道灯不亮了', '3栋2单元的楼道灯不亮了'],
  ['3-2-501厨房漏水', '3栋2单元厨房漏水'],
  ['你好，请问一下，东门的灯不亮', '东门的灯不亮'],
  ['电梯坏了，老人下不了楼，3栋2单元', '电梯坏了，老人下不了楼，3栋2单元'],
  ['楼下的狗天天晚上叫，吵得一家人睡不好，跟他说了好几次都不听', '楼下的狗天天晚上叫，吵得一家人睡不好'],
  ['我住3栋，每天下班回来都要在外面转好几圈都找不到地方停，车位全被外来车占完了', '3栋车位全被外来车占完了'],
  ['我们这边楼下烧烤店每天晚上摆到凌晨两三点那个油烟味道大得很窗户都不敢开', '烧烤店每天晚上摆到凌晨两三点那个油烟味…'],
  ['电梯坏了，身份证500101199001011234', '电梯坏了'],
  ['5栋一楼101和102之间的墙渗水', '5栋两户之间的墙渗水'],
  ['5栋101和102之间的墙渗水', '5栋两户之间的墙渗水'],
  ['3栋2单元和5栋之间的路灯不亮', '3栋2单元和5栋之间的路灯不亮'],
]

test.each(TITLES)('「%s」 is called 「%s」', (said, title) => {
  const found = troubleOf(`@小议 ${said}`)?.title ?? ''
  expect(found).toBe(title)
  expect([...found].length).toBeLessThanOrEqual(20)
})

test('a long first clause is cut', () => {
  const title = troubleOf(`@小议 ${'我们小区东门出去右手边那条路上的路灯'.repeat(3)}坏了`)?.title ?? ''
  expect([...title].length).toBe(20)
  expect(title.endsWith('…')).toBe(true)
})
