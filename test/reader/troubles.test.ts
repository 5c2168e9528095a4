import { describe, expect, test } from 'vitest'
import { readings } from './hear.ts'

const parts = (said: string) =>
  readings(said).flatMap((reading) =>
    reading.do === 'each'
      ? reading.parts.map(({ readings: [one] }) => (one?.do === 'raise' ? one.trouble.text : one?.do))
      : [],
  )

describe('several troubles at once', () => {
  test.each<[string, readonly string[]]>([
    ['@小议 3栋电梯坏了，另外5栋垃圾没人收', ['3栋电梯坏了', '5栋垃圾没人收']],
    ['@小议 楼道灯不亮，还有门禁打不开', ['楼道灯不亮', '门禁打不开']],
    ['@小议 3栋2单元没热水。电梯也坏了，老人下不来', ['3栋2单元没热水', '3栋2单元电梯也坏了，老人下不来']],
    ['@小议 1、4栋路灯不亮 2、5栋门口垃圾没人收 3、东门门禁坏了', ['4栋路灯不亮', '5栋门口垃圾没人收', '东门门禁坏了']],
    ['@小议 3栋电梯坏了，5栋垃圾没人收', ['3栋电梯坏了', '5栋垃圾没人收']],
    ['@小议 一是电梯坏了二是路灯不亮', ['电梯坏了', '路灯不亮']],
    [
      '@小议 3栋楼道灯坏了，还有东门的垃圾没人收，另外我家马桶堵了，顺便问下物业费怎么交',
      ['3栋楼道灯坏了', '东门的垃圾没人收', '我家马桶堵了，顺便问下物业费怎么交'],
    ],
    ['@小议 1栋1单元电梯坏了，垃圾桶也满了', ['1栋1单元电梯坏了', '1栋1单元垃圾桶也满了']],
    [
      '@小议 反映三个问题：1、5栋门禁坏了 2、路灯不亮 3、绿化带有狗屎',
      ['5栋门禁坏了', '5栋路灯不亮', '5栋绿化带有狗屎'],
    ],
    [
      '@小议 3栋2单元电梯门关不上，老人不好走，还有垃圾桶满了',
      ['3栋2单元电梯门关不上，老人不好走', '3栋2单元垃圾桶满了'],
    ],
    ['@小议 一、路灯不亮\n二、下水道堵了', ['路灯不亮', '下水道堵了']],
  ])('「%s」', (said, told) => expect(parts(said)).toEqual(told))

  test('a place that only the first has is that of all', () => {
    const [found] = readings('@小议 3栋2单元没热水。楼道灯也不亮')
    expect(found).toMatchObject({
      do: 'each',
      parts: [1, 2].map(() => ({ readings: [{ trouble: { place: { building: '3', unit: '2' } } }] })),
    })
  })

  test.each([
    '@小议 电梯坏了，老人下不来，还有孕妇', // whom it hits
    '@小议 楼道灯坏了，还有小孩怕黑',
    '@小议 门锁被他弄坏了，3栋2单元501',
    '@小议 3栋停水了，5栋也停了，还有6栋',
    '@小议 电梯坏了。按钮也不亮', // of the same
    '@小议 3栋停电了，门禁也打不开', // the one comes of the other
    '@小议 电梯坏了，老人也下不来',
    '@小议 2、3栋都没水', // two houses
    '@小议 3栋电梯坏了，另外谢谢何姐',
    '@小议 有人晕倒了，还有楼道灯不亮', // a danger is told whole
    '楼道灯不亮，还有门禁打不开', // said to nobody in particular: one question is enough
  ])('「%s」 is one', (said) => expect(parts(said)).toEqual([]))
})
