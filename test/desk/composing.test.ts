import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { NumberedOpinion, Polished, Summary } from '../../src/domain/state/outgoing.ts'
import type { Editor } from '../../src/ports.ts'
import type { Kept } from '../../src/store/memory.ts'
import { constitution } from '../domain/place.ts'
import { House } from './house.ts'
import { answered, left, modelled, talked } from './talked.ts'

const LABEL = '（AI 辅助整理）'
const summary = (opinions: readonly NumberedOpinion[]): Summary => ({
  label: LABEL,
  points: [{ text: '先把地方腾出来', opinions: opinions.map(({ number }) => number) }],
})

/** Answers so; keeps what it was asked. */
function editing(answers: Partial<Pick<Editor, 'sumUp' | 'polish'>> = {}) {
  const asked: { subject?: string; opinions?: readonly NumberedOpinion[]; report?: string }[] = []
  const editor: Editor = {
    host: 'model.test',
    sumUp: (subject, opinions) => {
      asked.push({ subject, opinions })
      return answers.sumUp ? answers.sumUp(subject, opinions) : Promise.resolve(summary(opinions))
    },
    polish: (report) => {
      asked.push({ report })
      return answers.polish ? answers.polish(report) : Promise.resolve({ label: LABEL, text: '这周平平常常。' })
    },
  }
  return { editor, asked }
}
const LIST = '这次没归纳成，先看原话：\n#1 有3条意见：'

describe('opinions that are summed up', () => {
  test('are told in points with their numbers, the label and the way to the originals', async () => {
    const { editor } = editing()
    const house = await talked({ editor })
    await house.said('a1', 'liu', '工作群', '整理1的意见')
    expect(await answered(house)).toBe(`工作群 #1 3条意见归纳${LABEL}：\n· 先把地方腾出来（1、2、3）\n原话：1意见`)
    await house.said('a2', 'liu', undefined, '1意见')
    expect(house.says().join()).toContain('意见3（1户）装几个充电口')
    await house.closes()
  })

  test('are stored nowhere, nor is anything said before they are there', async () => {
    let tell: (made: Summary) => void = () => undefined
    const house = await talked(editing({ sumUp: () => new Promise((resolve) => (tell = resolve)) }))
    house.hears('a1', 'liu', '工作群', '归纳1')
    await expect.poll(() => house.ledger().now.outbox.has('a1/0')).toBe(true)
    expect(house.says()).toEqual([])
    house.hears('a2', 'zhang', undefined, '报事 3栋楼道灯不亮') // nobody waits for it
    await expect.poll(() => house.says().join()).toContain('zhang #2 记下了')
    tell({ label: LABEL, points: [{ text: '都想停得下车', opinions: [1, 2, 3] }] })
    expect(await answered(house)).toContain('都想停得下车（1、2、3）')
    expect(JSON.stringify([...house.ledger().now.outbox.values()])).not.toContain('都想停得下车')
    await house.closes()
  })

  test('leave without what is private, and each who said one can ask for it', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    await house.said('a1', 'liu', '工作群', '归纳1')
    await answered(house)
    expect(JSON.stringify(asked)).not.toMatch(/李芳|13812345678|302/)
    expect(asked[0]?.subject).toBe('门口没地方停电动车')
    expect(left(house).map(([of, from]) => [of, from])).toEqual([
      ['summary/1/0', 'li'],
      ['summary/1/1', 'li'],
      ['summary/1/2', 'zhang'],
      ['summary/1/3', 'zhu'],
    ])
    expect(left(house).map(([, , text]) => text)).toEqual([
      asked[0]?.subject,
      ...(asked[0]?.opinions?.map(({ text }) => text) ?? []),
    ])
    await house.said('a2', 'zhu', undefined, '我的话发给谁了')
    expect(house.says().join()).toContain('“装几个充电口”')
    await house.closes()
  })

  test('of who said 「不要记我」 do not leave: they stand below, as they are', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    await house.said('n', 'li', undefined, '不要记我')
    house.says()
    await house.said('a1', 'liu', undefined, '归纳1')
    const told = await answered(house)
    expect(asked.map(({ subject, opinions }) => [subject, opinions?.map(({ number }) => number)])).toEqual([
      ['停车', [2, 3]],
    ])
    expect(told).toContain('先把地方腾出来（2、3）\n意见1没归进去：在东墙搭车棚')
    expect(left(house).filter(([, from]) => from === 'li')).toEqual([])
    await house.closes()
  })

  test('of who has left since, and could not ask any more, do not leave', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    const members = modelled.people.map(({ contact = '', name, friend = false }) => ({ contact, name, friend }))
    const qian = { contact: 'qian', name: '钱多', friend: false }
    const room = { id: '业主群', topic: '业主群', namesakes: 1, at: house.now }
    house.desk.see({ ...room, members: [...members, qian] })
    await house.said('o4', 'qian', '业主群', '意见1 请保安管一管', { friend: false })
    house.desk.see({ ...room, members })
    await house.desk.settled()
    house.says()
    await house.said('a1', 'liu', undefined, '归纳1')
    expect(await answered(house)).toContain('意见4没归进去：请保安管一管')
    expect(asked[0]?.opinions?.map(({ number }) => number)).toEqual([1, 2, 3])
    await house.closes()
  })

  test('are cut in a group, and whole in private', async () => {
    const points = Array.from({ length: 6 }, (_, i) => ({ text: `${i}`.padEnd(60, '棚'), opinions: [1, 2, 3] }))
    const house = await talked(editing({ sumUp: () => Promise.resolve({ label: LABEL, points }) }))
    await house.said('a1', 'liu', '业主群', '归纳1')
    const aloud = await answered(house)
    expect(aloud.length - '业主群 '.length).toBeLessThanOrEqual(200)
    expect(aloud).toContain('点，私下问我“归纳1”')
    await house.said('a2', 'liu', undefined, '归纳1')
    const alone = await answered(house)
    for (const { text } of points) expect(alone).toContain(text)
    await house.closes()
  })

  test.each<readonly [string, Partial<Pick<Editor, 'sumUp'>>]>([
    ['it is off line', { sumUp: () => undefined }],
    ['nothing usable came', { sumUp: () => Promise.resolve(undefined) }],
    ['it breaks', { sumUp: () => Promise.reject(new Error('a bug')) }],
  ])('are listed where %s', async (_, answers) => {
    const house = await talked(editing(answers))
    await house.said('a1', 'liu', '工作群', '归纳1')
    expect(await answered(house)).toContain(LIST)
    await house.closes()
  })

  test('are listed where there is no model, and nothing tells of summing up', async () => {
    const house = await talked({ communities: [constitution] })
    await house.said('a1', 'liu', '工作群', '归纳1')
    expect(house.says().join()).toContain('这里没接模型，归纳不了，先看原话：\n#1 有3条意见：')
    await house.said('a2', 'liu', undefined, '1意见')
    expect(house.says().join()).not.toContain('归纳')
    await house.closes()
  })

  test('a convener is told of it in a few words where there is a model', async () => {
    const house = await talked({ communities: [modelled] })
    await house.said('a1', 'liu', undefined, '1意见')
    expect(house.says().join()).toContain('；想归纳回“归纳1”')
    await house.said('a2', 'li', undefined, '1意见')
    expect(house.says().join()).not.toContain('归纳')
    await house.closes()
  })

  test('nobody is told of it where all but one were taken back', async () => {
    const house = await talked({ communities: [modelled] })
    await house.said('z1', 'zhang', '业主群', '撤回1意见2')
    await house.said('z2', 'zhu', '业主群', '撤回1意见3')
    expect(house.says()).toEqual(['业主群 #1 意见2撤回了', '业主群 #1 意见3撤回了'])
    await house.said('a1', 'liu', undefined, '1意见')
    expect(house.says().join()).not.toContain('归纳')
    await house.closes()
  })

  test('of one case are sent once a minute: a repeat hears the same, or the opinions', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    await house.said('a1', 'liu', '工作群', '归纳1')
    const first = await answered(house)
    await house.said('a2', 'liu', '工作群', '归纳1')
    expect(await answered(house)).toBe(first)
    expect(asked).toHaveLength(1)
    await house.said('o4', 'wu', '业主群', '意见1 请保安管一管')
    house.says()
    await house.said('a3', 'liu', '工作群', '归纳1')
    expect(await answered(house)).toContain('这次没归纳成')
    await house.later(MINUTE)
    await house.said('a4', 'liu', '工作群', '归纳1')
    expect(await answered(house)).toContain('（1、2、3、4）')
    expect(asked).toHaveLength(2)
    await house.closes()
  })

  test('that came to nothing are not sent again within the minute', async () => {
    const { editor, asked } = editing({ sumUp: () => Promise.resolve(undefined) })
    const house = await talked({ editor })
    for (const id of ['a1', 'a2']) {
      await house.said(id, 'liu', '工作群', '归纳1')
      expect(await answered(house)).toContain(LIST)
    }
    expect(asked).toHaveLength(1)
    await house.closes()
  })

  test('one after the other in a community', async () => {
    const waiting: (() => void)[] = []
    const { editor, asked } = editing({
      sumUp: (_, opinions) => new Promise((resolve) => waiting.push(() => resolve(summary(opinions)))),
    })
    const house = await talked({ editor })
    house.hears('a1', 'liu', '工作群', '归纳1')
    await expect.poll(() => house.ledger().now.outbox.has('a1/0')).toBe(true)
    house.hears('a2', 'liu', '工作群', '润色周报')
    await expect.poll(() => house.ledger().now.outbox.has('a2/0')).toBe(true)
    expect(house.says()).toEqual([])
    await expect.poll(() => waiting.length).toBe(1)
    expect(asked).toHaveLength(1)
    waiting[0]?.()
    await expect.poll(() => asked.length).toBe(2)
    await house.desk.settled()
    expect(house.says()).toHaveLength(2)
    await house.closes()
  })

  test('after an end in the middle are said once, and not sent again', async () => {
    const kept: Kept = new Map()
    const before = await talked({ kept, editor: editing({ sumUp: () => new Promise(() => undefined) }).editor })
    before.hears('a1', 'liu', '工作群', '归纳1')
    await expect.poll(() => before.ledger().now.outbox.has('a1/0')).toBe(true)
    expect(before.says()).toEqual([])
    await expect.poll(() => left(before)).toHaveLength(4)

    const { editor, asked } = editing()
    const after = await House.opened({ kept, editor, communities: [modelled], now: before.now })
    const told = await answered(after)
    expect(told.split(LIST)).toHaveLength(2)
    expect(asked).toEqual([])
    await after.later(MINUTE)
    expect(await answered(after)).toBe('')
    await after.closes()
  })

  test('after an end before they were sent are sent, and said once', async () => {
    const kept: Kept = new Map()
    const before = await talked({ kept, editor: editing().editor })
    before.online = false
    before.hears('a1', 'liu', '工作群', '归纳1')
    await before.desk.settled() // nothing asks what is due
    const { editor, asked } = editing()
    const after = await House.opened({ kept, editor, communities: [modelled], now: before.now })
    expect(await answered(after)).toContain('先把地方腾出来（1、2、3）')
    expect(asked).toHaveLength(1)
    expect(await answered(after)).toBe('')
    await after.closes()
  })
})

describe('a report that is polished', () => {
  const polished = (text: string): Partial<Pick<Editor, 'polish'>> => ({
    polish: (): Promise<Polished> => Promise.resolve({ label: LABEL, text }),
  })

  test('is the preview in better words, and says that what is told stays as it is', async () => {
    const { editor, asked } = editing(polished('这周报来1件，还在办。'))
    const house = await talked({ editor })
    await house.said('a1', 'liu', '工作群', '润色周报')
    expect(await answered(house)).toBe(`工作群 这周报来1件，还在办。${LABEL}\n到时候发的还是原稿，要用这份请您转发`)
    expect(asked[0]?.report).toMatch(/^幸福里小区一周（11月23日–29日）\n新报1件，办完0件，还有1件在办$/)
    await house.closes()
  })

  test('takes along whose words are in it', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    await house.said('f', 'liu', '工作群', '1好了 划了线')
    await house.said('m9', 'zhu', '业主群', '报事 5栋302的李芳家漏水')
    await house.said('f9', 'liu', '工作群', '2好了 补了')
    house.says()
    await house.said('n', 'li', undefined, '不要记我')
    house.says()
    await house.said('a1', 'liu', undefined, '润色周报')
    const told = await answered(house)
    expect(asked[0]?.report).toMatch(/办完：#1；#2 /)
    expect(asked[0]?.report).not.toMatch(/302|李芳|门口没地方/)
    expect(told).toContain('没动的：#1 门口没地方停电动车')
    expect(left(house).map(([of, from]) => [of, from])).toEqual([['polish/#2', 'zhu']])
    await house.closes()
  })

  test('is told as it is where nothing came', async () => {
    const house = await talked(editing({ polish: () => Promise.resolve(undefined) }))
    await house.said('a1', 'liu', '工作群', '润色月报')
    expect(await answered(house)).toMatch(/^工作群 这次没润色成，原稿是：\n11月的账，先给您看/)
    await house.closes()
  })

  test('is nobody else’s', async () => {
    const { editor, asked } = editing()
    const house = await talked({ editor })
    await house.said('a1', 'li', undefined, '润色周报')
    expect(house.says()).toEqual(['li 这一步由召集人来做'])
    await house.said('a2', 'zhang', '业主群', '归纳1')
    expect(house.says()).toEqual(['业主群 这一步由召集人来做'])
    await house.said('a3', 'zhang', '业主群', '归纳1', { addressed: false })
    expect([await answered(house), asked]).toEqual(['', []])
    await house.closes()
  })
})
