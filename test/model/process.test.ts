import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { neighbourhood, RESIDENTS } from '../process/neighbours.ts'
import { type Program, type Running, start, writeCommunity } from '../process/program.ts'
import { doubtful } from './doubt.ts'
import * as like from './services.ts'

const WAIT = { timeout: 60_000, interval: 50 }
const SLOW = 120_000
let dir: string
let service: like.ModelService | undefined
const running: Running[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-model-'))
  writeCommunity(dir, neighbourhood)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.end('SIGKILL')))
  await service?.close()
  service = undefined
  await rm(dir, { recursive: true })
})

const begin = async (url?: string): Promise<Program> => {
  const asked =
    url === undefined ? {} : { OPENAI_BASE_URL: url, OPENAI_MODEL: 'm', OPENAI_API_KEY: 'sk-test-canary-key' }
  const program = await start(dir, { env: { ...asked, OPENAI_PRICE: url === undefined ? '' : '2/3' } })
  running.push(program.process)
  return program
}
const modelOf = async (program: Program) => {
  const { model, modelTrouble } = (await program.get('healthz')) as { model: string; modelTrouble?: string }
  return [model, modelTrouble]
}
const metrics = async (program: Program): Promise<string> => (await fetch(`${program.url}metrics`)).text()

/** A trouble is told and gets its number. */
async function works(program: Program): Promise<void> {
  await program.say(RESIDENTS, '李芳', '@小议 3栋2单元电梯坏了')
  await expect
    .poll(async () => (await program.messages()).some(({ bot, text }) => bot && text.includes('记下了')), WAIT)
    .toBe(true)
}

test('without a model service there is none', { timeout: SLOW }, async () => {
  const program = await begin()
  expect(await modelOf(program)).toEqual(['off', undefined])
  expect(await metrics(program)).not.toContain('xiaoyi_model')
})

test('with one it is on line, and counted', { timeout: SLOW }, async () => {
  service = await like.ModelService.like(like.plain)
  const program = await begin(service.url)
  await expect.poll(() => modelOf(program), WAIT).toEqual(['online', undefined])
  const text = await metrics(program)
  expect(text).toContain('\nxiaoyi_model_online 1\n')
  expect(text).toContain('\nxiaoyi_model_requests_total 1\n')
  expect(text).toMatch(/\nxiaoyi_model_cost_yuan_total 0\.0019/)
  await works(program)
})

test('it is asked about what is doubtful, and its advice comes to a question', { timeout: SLOW }, async () => {
  const report = like.writing((got) => like.answersTo(got, () => ({ kind: 'report', sure: 0.95 })))
  service = await like.ModelService.like(like.plain, report)
  const program = await begin(service.url)
  await expect.poll(() => modelOf(program), WAIT).toEqual(['online', undefined])
  for (const text of doubtful('，李芳')) await program.say(RESIDENTS, '张伟', text)
  await program.say(RESIDENTS, '赵姐', '今天晚上大家一起去跳舞嘛')
  await expect.poll(() => service?.asked.length, WAIT).toBeGreaterThan(0)
  const questions = async () => (await program.messages()).filter(({ bot, text }) => bot && text.includes('要登记'))
  await expect.poll(async () => (await questions()).length, WAIT).toBeGreaterThan(0)
  const left = JSON.stringify(service.asked)
  for (const hidden of ['李芳', '跳舞', '张伟']) expect(left).not.toContain(hidden)
  expect(await metrics(program)).toMatch(/\nxiaoyi_model_messages_advised_total [1-9]/)
})

const PRIVATE = '私聊:李芳'
/** What the bot answers her in private. */
async function toldWhere(program: Program): Promise<string> {
  const before = (await program.messages(PRIVATE)).length
  await program.say(PRIVATE, '李芳', '我的话发给谁了')
  const answers = async () =>
    (await program.messages(PRIVATE))
      .slice(before)
      .filter(({ bot }) => bot)
      .map(({ text }) => text)
      .join('\n')
  await expect.poll(answers, WAIT).not.toBe('')
  return answers()
}
/** Tokens of today, as they are kept. */
const spentToday = async (): Promise<number> => {
  const text = await readFile(join(dir, 'live', 'advice.spent'), 'utf8').catch(() => '')
  return Number(/"today":(\d+)/.exec(text)?.[1] ?? 0)
}

test('what left is redacted, she is told where it went, and what it cost holds over a kill', {
  timeout: SLOW,
}, async () => {
  const talk = like.writing((got) => like.answersTo(got, () => ({ kind: 'talk', sure: 0.95 })))
  service = await like.ModelService.like(like.plain, talk)
  const program = await begin(service.url)
  await expect.poll(() => modelOf(program), WAIT).toEqual(['online', undefined])
  for (const text of doubtful('，张伟家3-2-302，13812345678')) await program.say(RESIDENTS, '李芳', text)
  await expect.poll(() => service?.asked.length, WAIT).toBeGreaterThan(0)
  const left = JSON.stringify(service.asked)
  for (const hidden of ['李芳', '张伟', '302', '3-2-3', '13812345678']) expect(left).not.toContain(hidden)

  const [words = ''] = service.asked.flatMap(like.textsIn)
  const told = await toldWhere(program)
  expect(told).toMatch(/近30天有\d+条发给了模型（127\.0\.0\.1）/)
  expect(told).toMatch(/\n今天.*“/)
  expect(told).toContain(`“${words}”`)
  expect(told).not.toMatch(/302|1381234/)

  const before = await spentToday()
  expect(before).toBeGreaterThan(0)
  await program.process.end('SIGKILL')
  const asked = service.asked.length
  const next = await begin(service.url)
  await expect.poll(() => modelOf(next), WAIT).toEqual(['online', undefined])
  expect(await toldWhere(next)).toContain(`“${words}”`)
  for (const text of doubtful('')) await next.say(RESIDENTS, '张伟', text)
  await expect.poll(() => service?.asked.length, WAIT).toBeGreaterThan(asked)
  expect(await spentToday()).toBeGreaterThan(before)
})

test('without one nothing left, and she is told so', { timeout: SLOW }, async () => {
  const program = await begin()
  for (const text of doubtful('')) await program.say(RESIDENTS, '李芳', text)
  expect(await toldWhere(program)).toBe('没有传到外面的公司。您报的事，工作群和去办的人看得到；家里的私事不进工作群')
})

test('with one that refuses the key the product works on, and one line says why', { timeout: SLOW }, async () => {
  service = await like.ModelService.like(like.noKey)
  const program = await begin(service.url)
  const why = '127.0.0.1 refuses the key (401 invalid_api_key): check OPENAI_API_KEY'
  await expect.poll(() => modelOf(program), WAIT).toEqual(['offline', why])
  await works(program)
  const lines = program.process.err.split('\n').filter((line) => line.includes(why))
  expect(lines).toHaveLength(1)
  expect(program.process.err).not.toContain('canary')
  expect((await program.process.end('SIGTERM')).code).toBe(0)
})
