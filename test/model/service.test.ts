import { describe, expect, test } from 'vitest'
import * as like from './services.ts'
import { asked, KEY, stage } from './stage.ts'

const WAIT = { timeout: 15_000, interval: 5 }
const TROUBLE = asked('楼下水管好像坏了')
const REPORT = expect.objectContaining({ kind: 'report', category: '供水' })

describe('whatever a service is like, its answer is read', () => {
  test.each([
    ['plain', like.plain],
    ['in a fence, with words around it', like.fenced],
    ['after its thoughts', like.thinking],
    ['after thoughts of which only the end is marked', like.thinkingAloud],
    ['as JSON that is nearly right', like.broken],
  ])('%s', async (_, way) => {
    const { model, service } = await stage({ ways: [way] })
    expect(await model.adviser.advise(TROUBLE)).toEqual(REPORT)
    expect(service.asked).toHaveLength(1)
    expect(model.figures).toMatchObject({ asked: 1, advised: 1, failures: 0, promptTokens: 1800, answerTokens: 80 })
    expect(model.figures.cost).toBeCloseTo((1800 * 2 + 80 * 3) / 1_000_000)
  })

  test('what the service had in its cache is counted', async () => {
    const usage = { prompt_tokens: 1000, completion_tokens: 10, prompt_cache_hit_tokens: 900 }
    const { model } = await stage({ greets: like.noModel, ways: [like.writing(like.answersTo, { usage })] })
    await expect.poll(() => model.state.model, WAIT).toBe('online')
    const { cachedTokens } = model.figures
    await model.adviser.advise(TROUBLE)
    expect(model.figures.cachedTokens - cachedTokens).toBe(900)
  })

  test.each([
    ['nonsense', { prompt_tokens: 1e15, completion_tokens: -5 }],
    ['words', 'many'],
    ['nothing', undefined],
  ])('tokens that are told as %s are reckoned', async (_, usage) => {
    const { model } = await stage({ ways: [like.writing(like.answersTo, { usage })] })
    await model.adviser.advise(TROUBLE)
    expect(model.figures.promptTokens).toBeGreaterThan(1000)
    expect(model.figures.promptTokens).toBeLessThan(4000)
    expect(model.figures.answerTokens).toBeGreaterThan(40)
  })
})

describe('an answer that cannot be used', () => {
  test.each([
    ['blanks', like.blank],
    ['no words', like.nothing],
    ['prose', like.prose],
    ['other JSON', like.otherJson],
  ])('%s: is to be mended, once', async (_, way) => {
    const mended = await stage({ ways: [way, like.plain] })
    expect(await mended.model.adviser.advise(TROUBLE)).toEqual(REPORT)
    expect(mended.service.asked).toHaveLength(2)
    const never = await stage({ ways: [way] })
    expect(await never.model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(never.service.asked).toHaveLength(2)
    expect(never.model.figures.failures).toBe(1)
  })

  test.each([
    ['cut short', like.cutShort],
    ['taken back by a filter', like.filtered],
    ['of a million characters', like.hugeAnswer],
    ['of a million characters, bit by bit', like.hugeStream],
    ['cut off', like.cutOff],
    ['a page', like.html],
    ['a breakdown', like.failing],
    ['a way elsewhere', like.elsewhere],
  ])('%s: is none, and not asked for again', async (_, way) => {
    const { model, service } = await stage({ ways: [way] })
    expect(await model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(service.asked).toHaveLength(1)
  })

  test.each([
    ['hangs', like.hanging],
    ['trickles', like.trickling],
  ])('one that %s is waited for no longer than people are patient', async (_, way) => {
    const { model, service } = await stage({ ways: [way], times: { patience: 400 } })
    expect(await model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(service.asked).toHaveLength(1)
  })

  test.each([
    ['DeepSeek', like.risky],
    ['Qwen', like.inspected],
    ['GLM', like.sensitive],
  ])('words that %s does not read are not sent again, and say nothing of the service', async (_, way) => {
    const { model, service } = await stage({ ways: [way] })
    for (const text of ['一号坏了', '二号坏了', '三号坏了', '四号坏了'])
      expect(await model.adviser.advise(asked(text))).toBeUndefined()
    expect(service.asked).toHaveLength(4)
    expect(model.state).toEqual({ model: 'online' })
  })
})

describe('what a service refuses is left out, and that is remembered', () => {
  test('the format', async () => {
    const { model, service } = await stage({ greets: like.formatless, ways: [like.formatless] })
    expect(await model.adviser.advise(TROUBLE)).toEqual(REPORT)
    expect(service.got.map(({ body }) => body.response_format?.type)).toEqual(['json_object', undefined, undefined])
  })

  test('a field of its profile', async () => {
    const way = like.strict('chat_template_kwargs')
    const { model, service } = await stage({ greets: way, ways: [way] })
    expect(await model.adviser.advise(TROUBLE)).toEqual(REPORT)
    expect(service.got.map(({ body }) => 'chat_template_kwargs' in body)).toEqual([true, false, false])
    expect(service.got.every(({ body }) => body.response_format?.type === 'json_object')).toBe(true)
  })

  test('nothing is left out for good where leaving out did not help', async () => {
    const stubborn = like.refusing(400, { message: 'the moon is wrong', code: 'bad' })
    const { model, service } = await stage({ ways: [stubborn, stubborn, stubborn, like.plain] })
    expect(await model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(await model.adviser.advise(asked('灯坏了三天'))).toMatchObject({ kind: 'report' })
    expect(service.asked.at(-1)?.body.response_format).toEqual({ type: 'json_object' })
  })
})

describe('a request', () => {
  test('asks for one short whole answer, at no temperature, and nothing of tools', async () => {
    const { model, service } = await stage()
    await model.adviser.advise(TROUBLE)
    const { body, key, path } = service.asked[0] ?? {}
    expect(path).toBe('/v1/chat/completions')
    expect(key).toBe(`Bearer ${KEY}`)
    expect(body).toMatchObject({ model: 'm', stream: false, n: 1, response_format: { type: 'json_object' } })
    expect(body).not.toHaveProperty('temperature')
    expect(body).not.toHaveProperty('tools')
  })

  test('takes over what the operator set, but for what it is about', async () => {
    const extraBody = { max_tokens: 99, response_format: null, seed: 7, model: 'other', messages: [], stream: true }
    const { model, service } = await stage({ extraBody })
    await model.adviser.advise(TROUBLE)
    const body = service.asked[0]?.body
    expect(body).toMatchObject({ model: 'm', max_tokens: 99, seed: 7, stream: false })
    expect(body?.messages).toHaveLength(2)
    expect(body).not.toHaveProperty('response_format')
  })
})

describe('a service that asks to be left alone', () => {
  test('is, for as long as it says, and then has the same message again', async () => {
    const { model, service } = await stage({ ways: [like.busy('0.3'), like.plain], times: { longestRest: 5_000 } })
    expect(await model.adviser.advise(TROUBLE)).toEqual(REPORT)
    const [first, second] = service.asked
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(280)
  })

  test.each(['86400', '1e9', '-5', 'soon', 'Fri, 31 Dec 2099 23:59:59 GMT', undefined])(
    'with %s: nobody waits longer than she would, and it is asked again in time',
    async (after) => {
      const { model, service } = await stage({
        ways: [like.busy(after)],
        times: { patience: 1_000, longestRest: 2_000 },
      })
      expect(await model.adviser.advise(TROUBLE)).toBeUndefined()
      service.become(like.plain)
      await expect
        .poll(() => model.adviser.advise(asked('灯坏了三天')), { timeout: 15_000, interval: 300 })
        .toMatchObject({ kind: 'report' })
    },
  )

  test('while it is, nobody waits', async () => {
    const { model, service } = await stage({
      ways: [like.busy('86400')],
      times: { patience: 1_000, longestRest: 600_000 },
    })
    expect(await model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(model.adviser.advise(asked('灯坏了三天'))).toBeUndefined()
    expect(service.asked).toHaveLength(1)
    expect(model.figures.declined).toBe(1)
  })
})

describe('a service that fails', () => {
  test('is left alone after three times, and asked again by itself until it is back', async () => {
    const { model, service, lines } = await stage({ ways: [like.failing] })
    for (const text of ['一号坏了', '二号坏了', '三号坏了']) await model.adviser.advise(asked(text))
    expect(model.state).toMatchObject({ model: 'offline', modelTrouble: '127.0.0.1 fails (500)' })
    expect(model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(service.asked).toHaveLength(3)
    service.become(like.plain)
    await expect.poll(() => model.state, WAIT).toEqual({ model: 'online' })
    expect(await model.adviser.advise(TROUBLE)).toEqual(REPORT)
    expect(lines.filter((line) => line.includes('the embedded reader reads alone'))).toHaveLength(1)
  })

  test.each([
    ['a refused key', like.noKey, 'refuses the key (401 invalid_api_key): check OPENAI_API_KEY'],
    ['a model that does not exist', like.noModel, 'has no model m (404 model_not_found): check OPENAI_MODEL'],
    ['no credit', like.noCredit, 'has no credit'],
    ['another address', like.gone, 'does not speak the OpenAI protocol (404): check OPENAI_BASE_URL'],
    ['a page', like.html, 'does not speak the OpenAI protocol (no choices): check OPENAI_BASE_URL'],
    ['a way elsewhere', like.elsewhere, 'check OPENAI_BASE_URL'],
  ])('%s is told in one line, and nobody is asked', async (_, way, told) => {
    const { model, service, lines } = await stage({ greets: way, ways: [way], times: { pause: 60_000 } })
    expect(model.state).toEqual({ model: 'offline', modelTrouble: expect.stringContaining(told) })
    expect(lines.filter((line) => line.includes(told))).toHaveLength(1)
    expect(model.adviser.advise(TROUBLE)).toBeUndefined()
    expect(service.got).toHaveLength(1)
  })

  test('one that thinks too long is told of as that', async () => {
    const { model } = await stage({ ways: [like.cutShort], times: { pause: 60_000 } })
    for (const text of ['一号坏了', '二号坏了', '三号坏了']) await model.adviser.advise(asked(text))
    expect(model.state).toMatchObject({ modelTrouble: expect.stringContaining('switch its thinking off') })
  })

  test('nobody there', async () => {
    const closed = await like.ModelService.like(like.plain)
    const url = closed.url
    await closed.close()
    const { model, lines } = await stage({ url, times: { pause: 60_000 } })
    expect(model.state).toEqual({
      model: 'offline',
      modelTrouble: '127.0.0.1 cannot be reached (ECONNREFUSED): check OPENAI_BASE_URL',
    })
    expect(lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1)
  })

  test('a key is never in a line or in what is told', async () => {
    const { model, lines } = await stage({ greets: like.noKey, ways: [like.noKey] })
    expect(lines.join() + JSON.stringify(model.state)).not.toContain('canary')
  })
})
