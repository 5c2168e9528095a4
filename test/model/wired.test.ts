import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { neighbourhood, RESIDENTS } from '../process/neighbours.ts'
import { type Program, start, writeCommunity } from '../process/program.ts'
import * as like from './services.ts'

const WAIT = { timeout: 60_000, interval: 50 }
let dir: string
const ends: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-wired-'))
  writeCommunity(dir, neighbourhood)
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await rm(dir, { recursive: true })
})

const STAFF = '幸福里工作群'
const said = async (program: Program, room: string): Promise<string> =>
  (await program.messages(room))
    .filter(({ bot }) => bot)
    .map(({ text }) => text)
    .join('\n')

test('the whole program sums opinions up for its convener', { timeout: 120_000 }, async () => {
  const points = [{ text: '先把停车的地方腾出来', opinions: [1, 2] }]
  const service = await like.ModelService.like(like.plain, like.writing(JSON.stringify({ points })))
  ends.push(() => service.close())
  const program = await start(dir, {
    env: { OPENAI_MODEL: 'm', OPENAI_BASE_URL: service.url, OPENAI_API_KEY: 'sk-test-canary-key' },
  })
  ends.push(() => program.process.end('SIGKILL'))
  await expect.poll(() => program.get('healthz'), WAIT).toMatchObject({ model: 'online' })
  await program.say(RESIDENTS, '李芳', '@小议 报事 3栋门口没地方停电动车')
  await expect.poll(() => said(program, RESIDENTS), WAIT).toContain('#1 ')
  await program.say(STAFF, '刘书记', '议1 2天')
  await expect.poll(() => said(program, RESIDENTS), WAIT).toContain('请大家议一议')
  await program.say(RESIDENTS, '李芳', '意见1 在东墙搭车棚')
  await program.say(RESIDENTS, '张伟', '意见1 划线就行，问李芳')
  await expect.poll(() => said(program, RESIDENTS), WAIT).toContain('意见2记下了')
  await program.say(STAFF, '刘书记', '归纳1')
  await expect
    .poll(() => said(program, STAFF), WAIT)
    .toContain('#1 2条意见归纳（AI 辅助整理）：\n· 先把停车的地方腾出来（1、2）\n原话：1意见')
  expect(JSON.stringify(service.asked)).not.toContain('李芳')
  await program.say('私聊:张伟', '张伟', '我的话发给谁了')
  await expect.poll(() => said(program, '私聊:张伟'), WAIT).toContain('“划线就行')
})
