import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as like from './services.ts'
import { asked, ends, stage } from './stage.ts'

const TROUBLE = asked('楼下水管好像坏了')

/** One line says so, nobody is asked, and nothing the service wrote is in it. */
async function expectTold(told: string, given: Parameters<typeof stage>[0]): Promise<void> {
  const { model, lines } = await stage({ times: { pause: 60_000 }, ...given })
  expect(model.state).toMatchObject({ model: 'offline', modelTrouble: expect.stringContaining(told) })
  expect(lines.filter((line) => line.includes(told))).toHaveLength(1)
  expect(lines.join()).not.toContain('canary')
  expect(model.adviser.advise(TROUBLE)).toBeUndefined()
}

const MODEL = 'has no model m'
const ADDRESS = 'does not speak the OpenAI protocol'
const PAGE = '<html><head><title>canary</title></head></html>'
test.each<readonly [string, like.Personality, string]>([
  [
    'vLLM has not this model, and says so at the top level',
    like.saying(
      404,
      '{"object":"error","message":"The model `canary` does not exist.","type":"NotFoundError","code":404}',
    ),
    `${MODEL} (404): check OPENAI_MODEL`,
  ],
  [
    'SiliconFlow',
    like.saying(400, '{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}'),
    `${MODEL} (400): check OPENAI_MODEL`,
  ],
  [
    'GLM',
    like.refusing(400, { code: '1211', message: '模型不存在，请检查模型代码。' }),
    `${MODEL} (400): check OPENAI_MODEL`,
  ],
  ['DeepSeek', like.refusing(400, { message: 'Model Not Exist', type: 'invalid_request_error' }), MODEL],
  ['Ollama', like.refusing(404, { message: 'model "canary" not found, try pulling it first' }), MODEL],
  [
    'a key refused in one word',
    like.saying(401, '"Invalid token canary"'),
    'refuses the key (401): check OPENAI_API_KEY',
  ],
  ['a path that another program does not know', like.saying(404, '{"detail":"Not Found"}'), `${ADDRESS} (404)`],
  ['a path without words', like.saying(404, '', 'text/plain'), `${ADDRESS} (404)`],
  ['a page that takes no POST', like.saying(405, PAGE, 'text/html'), `${ADDRESS} (405): check OPENAI_BASE_URL`],
  ['http to where https is spoken', like.saying(400, PAGE, 'text/html; charset=utf-8'), `${ADDRESS} (400)`],
  ['a wall before it', like.saying(403, PAGE, 'text/html'), `${ADDRESS} (403)`],
])('%s', async (_, way, told) => {
  await expectTold(told, { greets: way, ways: [way] })
})

const pem = (kind: 'cert' | 'key') =>
  readFileSync(join(import.meta.dirname, `../process/gateway-test-only.${kind}.pem`), 'utf8')

test('a certificate that nobody vouches for', async () => {
  const server = createServer({ cert: pem('cert'), key: pem('key') }, (_, response) => response.end('{}'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const why = 'the certificate of 127.0.0.1 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT): check OPENAI_BASE_URL'
  await expectTold(why, { url })
})

test('https to where http is spoken', async () => {
  const service = await like.ModelService.like(like.plain)
  ends.push(() => service.close())
  await expectTold('127.0.0.1 cannot be reached (', { url: service.url.replace('http:', 'https:') })
})

test('a name that there is not', async () => {
  await expectTold('model.invalid cannot be reached (E', { url: 'https://model.invalid/v1' })
})

test('that words leave abroad, or can be read on the way, is said at the start and as long as it is so', async () => {
  const abroad = await stage({ url: 'http://model.invalid/v1', times: { pause: 60_000 } })
  const { modelWarning = '' } = abroad.model.state
  for (const said of ['separate consent', 'unencrypted', 'https']) expect(modelWarning).toContain(said)
  expect(abroad.lines.filter((line) => line.includes(modelWarning))).toHaveLength(1)
  const near = await stage()
  expect(near.model.state).toEqual({ model: 'online' })
})
