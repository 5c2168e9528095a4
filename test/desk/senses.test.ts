import { describe, expect, test } from 'vitest'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Describer, Pictured, Press, Scribe } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { HOSTILE } from '../model/services.ts'
import { blank } from '../press/blank.ts'
import { type Furniture, House } from './house.ts'

const VOICE: Partial<Heard> = { kind: 'audio', text: '' }
const files = new Map(['v1', 'v2', 'p1', 'p2'].map((id) => [id, new Uint8Array(3_000)]))

/** Hears these one after the other, the last of them in all further ones. */
function hearing(...heard: readonly (string | undefined | Promise<string | undefined>)[]) {
  const asked: string[] = []
  const scribe: Scribe = {
    host: 'voice.test',
    worth: () => true,
    transcribe: (_, from) => {
      asked.push(from)
      return Promise.resolve(heard[Math.min(asked.length, heard.length) - 1])
    },
  }
  return { scribe, asked }
}
const small: Press = { ...blank, small: async () => new Uint8Array(9_000) }
function seeing(seen: Pictured | undefined) {
  const asked: string[] = []
  const describer: Describer = {
    host: 'picture.test',
    worth: () => true,
    describe: (_, from) => {
      asked.push(from)
      return Promise.resolve(seen)
    },
  }
  return { describer, asked }
}
async function opened(furniture: Furniture): Promise<House> {
  const house = await House.opened({ reader: reader(), files, extension: 'mp3', press: small, ...furniture })
  house.says() // what it says of itself in each group
  return house
}
const left = (house: House) =>
  [...house.ledger().now.docs.left.values()].map(({ message, from, to, text }) => [message, from, to, text])

describe('a voice that is put into words', () => {
  test('becomes a case once its author says so, and says what was understood', async () => {
    const house = await opened(hearing('3栋2单元电梯坏了'))
    await house.said('v1', 'li', undefined, '', VOICE)
    expect(house.cases()).toEqual([])
    expect(house.says()).toEqual(['li 听到的是：“3栋2单元电梯坏了”\n要登记为事项吗？回“报”'])
    await house.said('m2', 'li', undefined, '报')
    expect(house.cases()).toMatchObject([{ title: '3栋2单元电梯坏了', category: '电梯', media: [{ of: 'v1' }] }])
    expect(left(house)).toEqual([['v1', 'li', 'voice.test', '（语音，3KB，原样）']])
    await house.closes()
  })

  test('may answer 「报」 itself', async () => {
    const house = await opened(hearing('3栋2单元电梯坏了', '报'))
    await house.said('v1', 'li', undefined, '', VOICE)
    await house.said('v2', 'li', undefined, '', VOICE)
    expect(house.cases()).toMatchObject([{ title: '3栋2单元电梯坏了' }])
    await house.closes()
  })

  test('is dropped by 「语音认错了」', async () => {
    const house = await opened(hearing('3栋2单元电梯坏了'))
    await house.said('v1', 'li', undefined, '', VOICE)
    house.says()
    await house.said('m2', 'li', undefined, '语音认错了')
    expect(house.says()).toEqual(['li 好，不记。请打字再说一遍'])
    await house.said('m3', 'li', undefined, '报')
    expect(house.cases()).toEqual([])
    await house.closes()
  })

  test('tells of a danger at once', async () => {
    const house = await opened(hearing('3栋电梯困人了'))
    await house.said('v1', 'li', undefined, '', VOICE)
    expect(house.cases()).toMatchObject([{ danger: '困人' }])
    await house.closes()
  })

  test('says more of a report of just now, in the group too, and its place', async () => {
    const house = await opened(hearing('是5栋', '晚上老人都不敢下楼'))
    await house.said('m1', 'li', '业主群', '报事 楼道灯不亮')
    house.says()
    await house.said('v1', 'li', '业主群', '', { ...VOICE, addressed: false })
    expect(house.cases()).toMatchObject([{ place: { building: '5' } }])
    house.says()
    await house.said('v2', 'li', '业主群', '', { ...VOICE, addressed: false })
    expect(house.cases()[0]?.text).toContain('晚上老人都不敢下楼')
    expect(house.says().join('\n')).toContain('听到的是：“晚上老人都不敢下楼”')
    await house.closes()
  })

  test('asks how something stands', async () => {
    const house = await opened(hearing('1怎么样了'))
    await house.said('m1', 'li', undefined, '报事 3栋楼道灯不亮')
    house.says()
    await house.later(4 * 60_000)
    await house.said('v1', 'li', undefined, '', VOICE)
    expect(house.says().join('\n')).toMatch(/^li #1 /m)
    await house.closes()
  })

  test('is never sent from talk between neighbours', async () => {
    const { scribe, asked } = hearing('3栋电梯坏了')
    const house = await opened({ scribe })
    await house.said('v1', 'zhang', '业主群', '', { ...VOICE, addressed: false })
    await house.said('m1', 'li', '业主群', '报事 3栋楼道灯不亮')
    await house.said('v2', 'zhang', '业主群', '', { ...VOICE, addressed: false })
    await house.later(4 * 60_000)
    await house.said('v3', 'li', '业主群', '', { ...VOICE, addressed: false })
    expect([asked, house.fetched, left(house)]).toEqual([[], [], []])
    await house.closes()
  })

  test('of somebody who said 「不要记我」 is never sent', async () => {
    const { scribe, asked } = hearing('3栋电梯坏了')
    const house = await opened({ scribe })
    await house.said('m1', 'li', undefined, '不要记我')
    house.says()
    await house.said('v1', 'li', undefined, '', VOICE)
    expect([asked, house.fetched]).toEqual([[], []])
    expect(house.says()).toEqual(['li 我听不了语音、看不了文件，请打字说一句'])
    await house.closes()
  })

  test.each([
    ['nothing was heard', hearing(undefined)],
    ['it cannot be had', { scribe: hearing('好').scribe, files: new Map<string, Uint8Array>() }],
  ])('where %s she is asked to type', async (_, given) => {
    const house = await opened(given)
    await house.said('v1', 'li', undefined, '', VOICE)
    expect(house.says()).toEqual(['li 我听不了语音、看不了文件，请打字说一句'])
    await house.closes()
  })

  test('holds up only what the same person says there', async () => {
    let heard: (words: string) => void = () => undefined
    const house = await opened(hearing(new Promise<string>((resolve) => (heard = resolve))))
    house.hears('v1', 'li', undefined, '', VOICE)
    house.hears('m2', 'li', undefined, '报')
    house.hears('m3', 'zhang', undefined, '报事 5栋楼道灯不亮')
    await expect.poll(() => house.cases().length).toBe(1)
    heard('3栋2单元电梯坏了')
    await house.desk.settled()
    expect(house.cases().map(({ title }) => title)).toEqual(['5栋楼道灯不亮', '3栋2单元电梯坏了'])
    await house.closes()
  })

  /** Whoever plays it, a convener as well: nothing that is kept changes but the record of what left. */
  test.each([...HOSTILE, 'P1 1', '1', '发', '是', '好的', '同意', '我去', '算了', '截止 P1', '结论 P1 换'])(
    '「%s」 is no command',
    async (words) => {
      for (const who of ['li', 'wang', 'liu']) {
        const house = await busy(hearing(words))
        const before = state(house)
        await house.said('v1', who, undefined, '', VOICE)
        expect(state(house)).toEqual(before)
        expect(house.says().every((line) => line.startsWith(`${who} `))).toBe(true)
        await house.closes()
      }
    },
    60_000,
  )

  test('the same words, typed, are commands', async () => {
    const acted = new Set<string>()
    for (const words of [...HOSTILE, 'P1 1', '发', '截止 P1'])
      for (const who of ['li', 'wang', 'liu']) {
        const house = await busy(hearing(undefined))
        const before = JSON.stringify(state(house))
        await house.said('m', who, undefined, words)
        if (JSON.stringify(state(house)) !== before) acted.add(words)
        await house.closes()
      }
    expect([...acted]).toEqual(expect.arrayContaining(['接27', '27好了', 'P1 1', '发', '转 27 @李工']))
    expect(acted.size).toBeGreaterThanOrEqual(8)
  }, 120_000)
})

/** 27 cases, a poll that runs, and a card that waits for its convener's word. */
async function busy(furniture: Furniture): Promise<House> {
  const house = await opened(furniture)
  for (let n = 1; n <= 27; n++) house.hears(`n${n}`, 'zhu', undefined, `报事 ${n}栋路灯不亮`)
  await house.said('q1', 'liu', '工作群', '投票 换门禁吗？ 换/不换 周五18点 按户')
  await house.said('q2', 'liu', '工作群', '发')
  await house.said('q3', 'liu', undefined, '投票 装充电桩吗？ 装/不装 周五18点 按户')
  expect([house.cases().length, house.ledger().now.docs.poll.size]).toEqual([27, 1])
  house.says()
  return house
}
/** All that is kept but the record of what left, and when somebody was last met. */
const state = (house: House) => {
  const { left: _, person, ...docs } = house.ledger().now.docs
  const people = [...person.values()].map(({ privateAt: __, ...one }) => one)
  return { people, docs: Object.fromEntries(Object.entries(docs).map(([kind, all]) => [kind, [...all.values()]])) }
}

describe('a picture that is looked at', () => {
  const LAMP = { title: '楼道灯不亮', category: '照明' }
  const PHOTO: Partial<Heard> = { kind: 'image', text: '' }
  const QUESTION = '图上像是“楼道灯不亮”（AI 辅助整理），对吗？\n要登记为事项就回“报”，不对请打字说一句'

  test('alone in private: it is asked, and filed at her word', async () => {
    const house = await opened(seeing(LAMP))
    await house.said('p1', 'li', undefined, '', PHOTO)
    expect(house.cases()).toEqual([])
    expect(house.says()).toEqual([`li ${QUESTION}`])
    expect(left(house)).toEqual([['p1', 'li', 'picture.test', '（缩小的图，9KB）']])
    await house.said('m1', 'li', undefined, '报')
    expect(house.cases()).toMatchObject([{ title: '楼道灯不亮', category: '照明', media: [{ of: 'p1' }] }])
    expect(house.cases()[0]?.text).toContain('AI 辅助整理')
    await house.closes()
  })

  test('with few words to the bot in the group', async () => {
    const house = await opened(seeing(LAMP))
    await house.said('p1', 'li', '业主群', '', { ...PHOTO, addressed: false })
    await house.said('m1', 'li', '业主群', '报事')
    expect(house.says()).toEqual([`业主群 ${QUESTION}`])
    await house.closes()
  })

  test('is never sent from talk, nor where words tell what is wrong, nor of who said 「不要记我」', async () => {
    const { describer, asked } = seeing(LAMP)
    const house = await opened({ describer })
    await house.said('p1', 'li', '业主群', '', { ...PHOTO, addressed: false })
    await house.said('m1', 'li', '业主群', '楼道灯不亮', { addressed: false })
    await house.said('m2', 'li', '业主群', '报事 3栋楼道灯不亮')
    await house.said('m3', 'zhang', undefined, '不要记我')
    await house.said('p2', 'zhang', undefined, '', PHOTO)
    expect([asked, left(house)]).toEqual([[], []])
    await house.closes()
  })

  test('of which nothing is said is treated as before', async () => {
    const house = await opened(seeing(undefined))
    await house.said('p1', 'li', undefined, '', PHOTO)
    expect(house.says()).toEqual(['li 我听不了语音、看不了文件，请打字说一句'])
    await house.closes()
  })
})

test('a thumbnail is made once, and kept', async () => {
  let made = 0
  const press: Press = { ...blank, small: async () => new Uint8Array([++made]) }
  const house = await opened({ press })
  const name = await house.ledger().keep(new Uint8Array([1, 2, 3]), 'jpg')
  const both = await Promise.all([house.desk.thumbnail('xingfuli', name), house.desk.thumbnail('xingfuli', name)])
  expect([...both, await house.desk.thumbnail('xingfuli', name)].map((one) => one?.[0])).toEqual([1, 1, 1])
  await expect(house.desk.thumbnail('xingfuli', '../../etc/passwd')).rejects.toThrow('not the name')
  expect(await house.desk.thumbnail('elsewhere', name)).toBeUndefined()
  await house.closes()
})
