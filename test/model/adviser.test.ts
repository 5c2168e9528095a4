import { describe, expect, test } from 'vitest'
import type { Advice } from '../../src/ports.ts'
import { ATTACKS, HOSTILE } from './hostile.ts'
import * as like from './services.ts'
import { asked, CATEGORIES, stage } from './stage.ts'

const answering = (...answers: readonly object[]) =>
  like.writing(() => JSON.stringify({ answers: answers.map((one, i) => ({ n: i + 1, ...one })) }))

/** What comes of one answer about one message. */
async function adviceOf(text: string, answer: object): Promise<Advice | undefined> {
  const { model } = await stage({ ways: [answering(answer)] })
  return model.adviser.advise(asked(text))
}

describe('of an answer is taken', () => {
  const LIFT = '昨天晚上开始3栋2单元的电梯又坏了，老人下不了楼'
  const whole = {
    kind: 'report',
    sure: 0.9,
    title: '3栋2单元的电梯又坏了',
    category: '电梯',
    place: '3栋2单元',
    urgent: true,
    time: '昨天晚上',
    missing: ['what'],
  }

  test('what stands in the message or in a list of ours', async () => {
    expect(await adviceOf(LIFT, whole)).toEqual(whole)
  })

  test.each<readonly [string, object, string]>([
    ['a title in other words', { title: '物业不作为' }, 'title'],
    ['a title that turns it round', { title: '人下楼' }, 'title'],
    ['a title over 20 characters', { title: LIFT }, 'title'],
    ['a title that calls somebody', { title: '@电梯' }, 'title'],
    ['a title of markup', { title: '<b>电梯</b>' }, 'title'],
    ['a title that is no text', { title: { toString: 'x' } }, 'title'],
    ['a category that there is not', { category: '管理员' }, 'category'],
    ['a place that was not said', { place: '5栋1单元' }, 'place'],
    ['a time that was not said', { time: '明天' }, 'time'],
    ['urgency in words', { urgent: 'yes' }, 'urgent'],
  ])('without %s', async (_, part, key) => {
    const { [key as keyof typeof whole]: __, ...rest } = whole
    expect(await adviceOf(LIFT, { ...whole, ...part })).toEqual(rest)
  })

  test('nothing else', async () => {
    const more = {
      id: 27,
      case: 27,
      to: ['wang'],
      role: 'admin',
      room: 'r2',
      do: 'finish',
      number: 1,
      people: ['王强'],
    }
    expect(await adviceOf(LIFT, { ...whole, ...more, missing: ['what', 'money', 7] })).toEqual(whole)
  })

  test('that nothing is missing only where it says so', async () => {
    expect((await adviceOf(LIFT, { ...whole, missing: [] }))?.missing).toEqual([])
    for (const unsaid of [undefined, null, 'place', {}])
      expect(await adviceOf(LIFT, { ...whole, missing: unsaid })).not.toHaveProperty('missing')
  })

  test.each([
    ['an unknown kind', { ...whole, kind: 'command' }],
    ['a sureness of 7', { ...whole, sure: 7 }],
    ['another number', { ...whole, n: 2 }],
    ['no answers', { n: {} }],
  ])('none of %s', async (_, answer) => {
    expect(await adviceOf(LIFT, answer)).toBeUndefined()
  })

  test('of two answers about one message neither', async () => {
    const { model } = await stage({ ways: [answering(whole, { ...whole, n: 1 }, { kind: 'talk', sure: 1, n: 2 })] })
    const [first, second] = await Promise.all([
      model.adviser.advise(asked(LIFT)),
      model.adviser.advise(asked('吃了吗坏人')),
    ])
    expect(first).toBeUndefined()
    expect(second).toEqual({ kind: 'talk', sure: 1 })
  })

  test('nothing of a trouble where it is none', async () => {
    expect(await adviceOf(LIFT, { ...whole, kind: 'talk' })).toEqual({ kind: 'talk', sure: 0.9 })
  })
})

describe('several messages', () => {
  test('of a few moments go together, each with its own answer', async () => {
    const { model, service } = await stage({ gathers: 100 })
    const texts = ['水管好像坏了', '哈哈哈哈', '楼道一直漏']
    const advice = await Promise.all(texts.map((text) => model.adviser.advise(asked(text))))
    expect(advice.map((one) => one?.kind)).toEqual(['report', 'talk', 'report'])
    expect(service.asked.map(like.textsIn)).toEqual([texts])
  })

  test('at most eight', async () => {
    const { model, service } = await stage({ gathers: 100 })
    const texts = Array.from({ length: 9 }, (_, i) => `第${i}处漏了`)
    await Promise.all(texts.map((text) => model.adviser.advise(asked(text))))
    expect(service.asked.map((got) => like.textsIn(got).length)).toEqual([8, 1])
  })

  test('of the same words are one', async () => {
    const { model, service } = await stage({ gathers: 100 })
    const all = ['wx1', 'wx2', 'wx3'].map((from) => model.adviser.advise(asked('又停水了？', { from })))
    expect((await Promise.all(all)).map((one) => one?.kind)).toEqual(['report', 'report', 'report'])
    expect(service.asked.map(like.textsIn)).toEqual([['又停水了？']])
  })

  test('of communities with other categories go apart', async () => {
    const { model, service } = await stage({ gathers: 100 })
    const advice = await Promise.all([
      model.adviser.advise(asked('水坏了')),
      model.adviser.advise(asked('灯坏了', { categories: ['道路'] })),
    ])
    expect(advice.map((one) => one?.category)).toEqual(['供水', undefined])
    expect(service.asked).toHaveLength(2)
  })

  test('begin with the same words, for the cache of the service', async () => {
    const { model, service } = await stage()
    for (const text of ['一号坏了', '二号坏了']) await model.adviser.advise(asked(text))
    const [first, second] = service.asked.map(({ body }) => body.messages)
    expect(first?.[0]).toEqual(second?.[0])
    expect(first?.[0]?.content.endsWith(CATEGORIES.join())).toBe(true)
    expect(first?.[1]).not.toEqual(second?.[1])
  })
})

describe('what may be spent', () => {
  test('of a thousand messages at most fifty are asked about, with at most 15,000 tokens', async () => {
    const usage = { prompt_tokens: 700, completion_tokens: 50 }
    const { model } = await stage({ ways: [like.writing(like.answersTo, { usage })] })
    const { promptTokens, answerTokens } = model.figures
    for (let i = 0; i < 1000; i++) {
      model.adviser.heard()
      await model.adviser.advise(asked(`第${i}处坏了`, { room: `r${i}` }))
    }
    const spent = model.figures.promptTokens + model.figures.answerTokens - promptTokens - answerTokens
    expect(spent).toBeLessThanOrEqual(15_000)
    expect(spent).toBeGreaterThan(10_000)
    expect(model.figures.asked).toBeLessThanOrEqual(50)
    expect(model.figures.asked + model.figures.declined).toBe(1000)
  })

  test('a room has its share of a day, a day its tokens', async () => {
    let now = Date.parse('2026-11-23T09:00:00+08:00')
    const limits = { roomDay: 2, tokensDay: 5_000, asks: 1_000, tokens: 1_000_000 }
    const { model } = await stage({ clock: () => now, limits })
    const ask = async (text: string, room: string) => (await model.adviser.advise(asked(text, { room })))?.kind
    expect([await ask('一坏了', 'a'), await ask('二坏了', 'a'), await ask('三坏了', 'a')]).toEqual([
      'report',
      'report',
      undefined,
    ])
    const others = [
      await ask('四坏了', 'b'),
      await ask('五坏了', 'c'),
      await ask('六坏了', 'd'),
      await ask('七坏了', 'e'),
    ]
    expect(others.filter((kind) => kind === 'report').length).toBeGreaterThan(0)
    expect(others.at(-1)).toBeUndefined()
    now += 24 * 3_600_000
    expect(await ask('八坏了', 'a')).toBe('report')
  })

  test('the next of the same person shares the time of the one before it', async () => {
    const { model, service } = await stage({ ways: [like.hanging], times: { patience: 600, least: 300 } })
    const first = model.adviser.advise(asked('一号坏了', { from: 'li' }))
    expect(await first).toBeUndefined()
    expect(model.adviser.advise(asked('二号坏了', { from: 'li' }))).toBeUndefined()
    expect(service.asked).toHaveLength(1)
    expect(model.adviser.advise(asked('三号坏了', { from: 'zhang' }))).toBeInstanceOf(Promise)
  })
})

describe('what leaves', () => {
  const CANARIES = [
    '13812345678',
    '510104199001011234',
    '川A12345',
    '6222021234567890123',
    'li@example.com',
    '501',
    '李芳',
  ]
  test('names nobody, tells no door and no number of anybody', async () => {
    const { model, service, sent, lines } = await stage()
    const text =
      '李芳家3栋2单元501漏水，电话13812345678，身份证510104199001011234，川A12345，卡6222021234567890123，li@example.com'
    await model.adviser.advise(asked(text, { id: 'canary-id', room: 'canary-room', from: 'canary-from' }))
    const out = JSON.stringify(service.got)
    for (const canary of [...CANARIES, 'canary-id', 'canary-room', 'canary-from']) expect(out).not.toContain(canary)
    expect(out).toContain('3栋2单元')
    expect(sent).toEqual([
      expect.objectContaining({
        message: 'canary-id',
        from: 'canary-from',
        to: '127.0.0.1',
        text: like.textsIn(service.asked[0] as like.Got)[0],
      }),
    ])
    for (const canary of ['漏水', '李芳', 'canary-key']) expect(lines.join()).not.toContain(canary)
  })
})

describe('instructions in messages', () => {
  test.each(ATTACKS)('%s is not sent, or nothing comes of it', async (text) => {
    const { model } = await stage({ ways: [HOSTILE] })
    const advice = await model.adviser.advise(asked(text))
    if (advice) expectHarmless(advice, text)
  })
})

/** Words of a list, and stretches of the message itself: nothing else. */
function expectHarmless(advice: Advice, text: string): void {
  const { kind, sure, title, category, place, urgent, time, missing, ...more } = advice
  expect(more).toEqual({})
  expect(['report', 'question', 'notice', 'talk']).toContain(kind)
  expect(sure).toBeGreaterThanOrEqual(0)
  expect(sure).toBeLessThanOrEqual(1)
  if (category !== undefined) expect(CATEGORIES).toContain(category)
  for (const own of [title, place, time]) {
    if (own === undefined) continue
    expect(own.length).toBeLessThanOrEqual(20)
    for (const sign of own.replace(/[\s\p{P}]/gu, '')) expect(text).toContain(sign)
  }
  expect([true, undefined]).toContain(urgent)
  for (const one of missing ?? []) expect(['place', 'what']).toContain(one)
}
