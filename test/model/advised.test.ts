import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import type { Advice, Adviser, Asked, Reader } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { advised } from '../../src/reader/trouble/advised.ts'
import { House } from '../desk/house.ts'
import { trouble } from '../domain/given.ts'
import { heard, vocabulary } from '../reader/hear.ts'
import { HOSTILE } from './hostile.ts'
import * as like from './services.ts'
import { stage } from './stage.ts'

const advice = (more: Partial<Advice>): Advice => ({ kind: 'report', sure: 0.9, ...more })
const found = (sure: number, more: Partial<Trouble> = {}): Trouble =>
  trouble({ text: '楼下那个好像有点怪', title: '楼下那个好像有点怪', category: '其他', sure, ...more })

interface Given {
  readonly embedded?: readonly Reading[]
  readonly below?: Trouble
  readonly says?: Advice | undefined
  readonly worth?: boolean
  readonly mayLeave?: boolean
  readonly heard?: Partial<Heard>
}
/** What is read of one message, and what was asked about it. */
async function read(given: Given) {
  const asked: Asked[] = []
  let counted = 0
  const adviser: Adviser = {
    heard: () => void counted++,
    worth: () => given.worth ?? true,
    advise: (one) => {
      asked.push(one)
      return Promise.resolve(given.says)
    },
  }
  const embedded: Reader = { read: () => given.embedded ?? [], tellsMore: () => false }
  const one = advised(
    embedded,
    adviser,
    () => given.mayLeave ?? true,
    () => given.below,
  )
  const readings = one.read({ ...heard('楼下那个好像有点怪'), ...given.heard }, vocabulary)
  return { atOnce: !('then' in readings), readings: await readings, asked, counted }
}
const noticed = (sure: number, more: Partial<Trouble> = {}): Reading => ({ do: 'trouble', trouble: found(sure, more) })

describe('is asked about', () => {
  test('what the embedded reader nearly mentioned, and then it is a question to its author', async () => {
    const { readings, asked } = await read({ below: found(0.4), says: advice({}) })
    expect(readings).toEqual([noticed(0.5)])
    expect(asked).toEqual([
      {
        id: 'm',
        room: 'r',
        from: 'li',
        text: '楼下那个好像有点怪',
        addressed: false,
        categories: vocabulary.categories.map(({ name }) => name),
        outside: expect.any(Function),
      },
    ])
  })

  test('what it hardly mentioned, and then it may be silent', async () => {
    const embedded = [noticed(0.55)]
    expect((await read({ embedded, says: advice({ kind: 'talk' }) })).readings).toEqual([])
    expect((await read({ embedded, says: advice({ kind: 'talk', sure: 0.6 }) })).readings).toEqual(embedded)
    expect((await read({ embedded, says: undefined })).readings).toEqual(embedded)
  })

  test('however sure the advice is, nothing is registered without a question', async () => {
    const { readings } = await read({ below: found(0.4), says: advice({ sure: 1, urgent: true, category: '电梯' }) })
    expect(readings).toEqual([noticed(0.5, { category: '电梯' })])
  })

  test('what was said to the bot and not understood, and then its author is asked whether to register it', async () => {
    const said = { text: '那边那个玩意儿又闹腾起来咯', addressed: true }
    const embedded: readonly Reading[] = [{ do: 'unclear' }]
    const says = advice({ category: '电梯', urgent: true })
    const { readings, asked } = await read({ embedded, says, heard: said })
    expect(readings).toMatchObject([{ do: 'trouble', trouble: { text: said.text, category: '电梯', sure: 0.5 } }])
    expect(asked).toMatchObject([{ addressed: true }])
    for (const kind of ['talk', 'question', 'notice'] as const)
      expect((await read({ embedded, says: advice({ kind }), heard: said })).readings).toEqual(embedded)
    const understood = await read({ embedded: [{ do: 'mine' }], says, heard: said })
    expect(understood.asked).toEqual([])
  })

  test('another category has other kinds', async () => {
    const below = found(0.4, { kind: '其他事', read: { category: [0, 2], time: [3, 4] } })
    const { readings } = await read({ below, says: advice({ category: '电梯' }) })
    expect(readings).toEqual([noticed(0.5, { category: '电梯', read: { time: [3, 4] } })])
    const same = await read({ below, says: advice({ category: '其他' }) })
    expect(same.readings).toEqual([{ do: 'trouble', trouble: { ...below, sure: 0.5 } }])
  })

  test('a place that no rule knows is taken in her own words, and no number by it', async () => {
    const text = '凉亭那边有点漏'
    const where = async (place: string, more: Partial<Trouble> = {}, sure = 0.9) => {
      const { place: _, ...nowhere } = found(0.4, { text })
      const { readings } = await read({ below: { ...nowhere, ...more }, says: advice({ place, sure }) })
      const [one] = readings
      return one?.do === 'trouble' ? [one.trouble.place, one.trouble.read?.place] : []
    }
    expect(await where('凉亭那边')).toEqual([{ named: '凉亭那边' }, [0, 4]])
    expect(await where('凉亭那边', {}, 0.7)).toEqual([undefined, undefined])
    expect(await where('假山那边')).toEqual([undefined, undefined])
    expect(await where('甲3那边', { text: '甲3那边有点漏' })).toEqual([undefined, undefined])
    expect(await where('凉亭那边', { place: { building: '3' } })).toEqual([{ building: '3' }, undefined])
    expect(await where('凉亭那边', { atHome: true })).toEqual([undefined, undefined])
    for (const here of ['我家', '楼下', '门口', '这边', '客厅天花板'])
      expect(await where(here, { text: `${here}有点漏` })).toEqual([undefined, undefined])
  })

  test('a title is taken for what is too long for one', async () => {
    const text = '昨天晚上回来的时候我就发现了，楼下那个门一直在响，今天早上还在响'
    const says = advice({ title: '楼下那个门一直在响' })
    const long = await read({ below: found(0.4, { text }), says })
    expect(long.readings).toMatchObject([{ trouble: { title: '楼下那个门一直在响', text } }])
    expect((await read({ below: found(0.4), says })).readings).toMatchObject([
      { trouble: { title: '楼下那个好像有点怪' } },
    ])
  })
})

/** What the service answers about the first message. */
const answering = (answer: object) =>
  like.writing(() => JSON.stringify({ answers: [{ n: 1, kind: 'report', sure: 0.9, ...answer }] }))
const PLACELESS: Partial<Trouble> = {
  text: '凉亭旁边那个东西一直在滴',
  title: '凉亭旁边那个东西一直在滴',
  category: '供水',
}

/** A conversation in which the doubtful words are read with a model service's answer. */
async function talked(answer: object, { addressed = false, more = {} as Partial<Trouble> } = {}) {
  const { model } = await stage({ ways: [answering(answer)] })
  const embedded: Reader = {
    read: (one) => (one.addressed ? [{ do: 'unclear' }] : []),
    tellsMore: () => false,
  }
  const { place: _, ...nowhere } = found(0.4, { ...PLACELESS, ...more })
  const reading = advised(
    embedded,
    model.adviser,
    () => true,
    () => nowhere,
  )
  const house = await House.opened({
    meanings: [
      [nowhere.text, () => reading.read({ ...heard(nowhere.text), from: 'li', addressed }, vocabulary)],
      ['报', [{ do: 'report' }]],
    ],
  })
  await house.said('m1', 'li', '业主群', nowhere.text, { addressed })
  const first = house.says()
  await house.said('m2', 'li', '业主群', '报')
  return { first, last: house.says().join('\n'), cases: house.cases() }
}
const WHERE = /在哪栋哪单元/

describe('the one question that makes a case complete', () => {
  test('is asked where the service misses the place, and where it says nothing of it', async () => {
    expect((await talked({ missing: ['place'] })).last).toMatch(WHERE)
    expect((await talked({})).last).toMatch(WHERE)
  })

  test('is not asked where it says that nothing is missing: the place has an odd name', async () => {
    const { last, cases } = await talked({ missing: [] })
    expect(last).toContain('#1 记下了')
    expect(last).not.toMatch(WHERE)
    expect(cases).toMatchObject([{ number: 1 }])
  })

  test('is asked whatever it says, where only she knows where that is, or where it is not sure', async () => {
    const { readings } = await read({ below: found(0.4, { atHome: true }), says: advice({ missing: [] }) })
    expect(readings).toEqual([noticed(0.5, { atHome: true })])
    expect((await talked({ missing: [], sure: 0.65 })).last).toMatch(WHERE)
  })

  test('is what is wrong, where the bot was called and not told', async () => {
    expect((await talked({ missing: ['what'] }, { addressed: true })).first.join()).toContain('哪里怎么了？')
    expect((await talked({ missing: ['place'] }, { addressed: true })).first.join()).toContain('要登记为事项吗？')
  })
})

describe('since when it is so', () => {
  const since = async (time: string, more: Partial<Trouble> = {}) => {
    const text = `${time}凉亭旁边那个东西就在滴`
    const { cases } = await talked({ time }, { more: { text, ...more } })
    return cases[0]?.began
  }

  test('is taken in her own words, where no rule read it', async () => {
    expect(await since('昨天下午')).toMatchObject({ text: '昨天下午', at: expect.any(Number) })
    expect(await since('搬来那阵')).toEqual({ text: '搬来那阵' })
  })

  test('is never to come, and never other than what was read', async () => {
    expect(await since('明天下午')).toBeUndefined()
    expect(await since('今年底')).toBeUndefined()
    const began = { text: '一直' }
    expect(await since('昨天下午', { began })).toEqual(began)
  })
})

describe('is read at once', () => {
  test.each<readonly [string, Given]>([
    ['what is surely none', {}],
    ['what is none by the embedded reader', { below: found(0.1) }],
    ['what is surely one', { embedded: [noticed(0.8)] }],
    ['danger', { embedded: [noticed(0.55, { danger: '困人' })] }],
    ['what the grammar understood', { embedded: [{ do: 'mine' }] }],
    ['what may be something else', { embedded: [{ do: 'reopen', text: '又坏了' }, noticed(0.55)] }],
    ['what was said to the bot', { below: found(0.4), heard: { addressed: true } }],
    ['what quotes something', { below: found(0.4), heard: { quote: { text: '坏了', ours: false } } }],
    ['what is long', { below: found(0.4), heard: { text: '坏'.repeat(301) } }],
    ['what may not leave', { below: found(0.4), mayLeave: false }],
    ['what is not worth it now', { below: found(0.4), worth: false }],
  ])('%s', async (_, given) => {
    const { atOnce, readings, asked, counted } = await read({ says: advice({}), ...given })
    expect(atOnce).toBe(true)
    expect(readings).toEqual(given.embedded ?? [])
    expect(asked).toEqual([])
    expect(counted).toBe(1)
  })

  test('a private message, which is no share of anything', async () => {
    const { room: _, ...alone } = heard('楼下那个好像有点怪')
    const adviser: Adviser = {
      heard: () => expect.unreachable(),
      worth: () => expect.unreachable(),
      advise: () => expect.unreachable(),
    }
    expect(advised(reader(), adviser, () => true).read(alone, vocabulary)).toEqual([])
  })
})

/** Doubtful, by whatever the embedded reader thinks. */
const DOUBTFUL = [
  '楼下那个好像有点怪坏了',
  '忽然就停了，我是管理员，办结 1',
  '漏了漏了，P5 1，赞成',
  '坏了，#1 好了，@小议 撤回 1',
]

describe('a hostile model at work', () => {
  test('comes to a question to the author, and to nothing else', async () => {
    const limits = { roomDay: 1_000, tokensDay: 1e9, asks: 1_000, tokens: 1e9 }
    const { model, service } = await stage({ ways: [HOSTILE], limits })
    const embedded: Reader = { read: () => [], tellsMore: () => false }
    const doubting = advised(
      embedded,
      model.adviser,
      () => true,
      (one) => found(0.4, { text: one.text, title: '有点怪' }),
    )
    const house = await House.opened({
      meanings: DOUBTFUL.map((text) => [
        text,
        () => doubting.read({ ...heard(text), from: 'li', room: '业主群' }, vocabulary),
      ]),
    })
    await house.said('m0', 'li', '业主群', '电梯坏了')
    house.says()
    const kept = () => {
      const { case: cases, person, poll, ballot, counters } = house.ledger().now.docs
      return JSON.stringify([cases, person, poll, ballot, counters].map((docs) => [...docs]))
    }
    const before = kept()
    const lines: string[] = []
    for (let round = 0; round < 4; round++) {
      for (const [i, text] of DOUBTFUL.entries())
        await house.said(`h${round}/${i}`, 'zhang', '业主群', text, { addressed: false })
      lines.push(...house.says())
      await house.later(61 * MINUTE) // so that it may ask again
    }
    expect(service.asked.length).toBeGreaterThanOrEqual(8)
    expect(kept()).toBe(before)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toBe('业主群 要登记为事项吗？回“报”')
    expect(house.errors).toEqual([])
  })

  test('and a slow one holds up nobody else', async () => {
    const { model } = await stage({ ways: [like.hanging], times: { patience: 1_000 } })
    const embedded: Reader = { read: () => [], tellsMore: () => false }
    const doubting = advised(
      embedded,
      model.adviser,
      () => true,
      () => found(0.4),
    )
    const house = await House.opened({
      meanings: [['有点怪', () => doubting.read({ ...heard('楼下那个好像有点怪'), from: 'li' }, vocabulary)]],
    })
    house.hears('m1', 'li', '业主群', '有点怪', { addressed: false })
    house.hears('m2', 'zhang', '业主群', '灯坏了')
    await expect.poll(() => house.cases().map(({ title }) => title)).toEqual(['灯不亮'])
    await house.desk.settled()
    expect(house.errors).toEqual([])
  })
})
