import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { neighbourhood, RESIDENTS } from '../process/neighbours.ts'
import { type Program, start, writeCommunity } from '../process/program.ts'
import * as like from './services.ts'

const WAIT = { timeout: 60_000, interval: 50 }
const SLOW = 120_000
let dir: string
const ends: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-senses-'))
  writeCommunity(dir, neighbourhood)
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await rm(dir, { recursive: true })
})

const begin = async (env: Readonly<Record<string, string>>): Promise<Program> => {
  const program = await start(dir, { env })
  ends.push(() => program.process.end('SIGKILL'))
  return program
}
const served = async (...ways: readonly like.Personality[]): Promise<like.ModelService> => {
  const service = await like.ModelService.like(...ways)
  ends.push(() => service.close())
  return service
}
async function sends(program: Program, room: string, name: string, bytes: Uint8Array): Promise<void> {
  const form = new FormData()
  form.set('room', room)
  form.set('from', '张伟')
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${program.url}sim/say`, { method: 'POST', body: form })
  expect(answer.ok).toBe(true)
}
const PRIVATE = '私聊:张伟'
const answers = async (program: Program): Promise<string> =>
  (await program.messages(PRIVATE))
    .filter(({ bot }) => bot)
    .map(({ text }) => text)
    .join('\n')

test('a voice is heard, a picture looked at, and both are asked about', { timeout: SLOW }, async () => {
  const ears = await served(like.hearing(''), like.hearing('5栋2单元电梯坏了'))
  const eyes = await served(like.plain, like.seeing({ trouble: true, title: '楼道灯不亮', category: '照明' }))
  const program = await begin({
    OPENAI_TRANSCRIBE_MODEL: 'ears',
    OPENAI_TRANSCRIBE_BASE_URL: ears.url,
    OPENAI_VISION_MODEL: 'eyes',
    OPENAI_BASE_URL: eyes.url,
    OPENAI_API_KEY: 'sk-test-canary-key',
  })
  const health = () => program.get('healthz')
  await expect.poll(health, WAIT).toMatchObject({ model: 'off', voices: 'online', pictures: 'online', ok: true })

  await sends(program, RESIDENTS, 'a.mp3', new Uint8Array(1_000).fill(1)) // talk
  await sends(program, PRIVATE, 'b.mp3', new Uint8Array(2_000).fill(2))
  await expect.poll(() => answers(program), WAIT).toContain('听到的是：“5栋2单元电梯坏了”')
  await program.say(PRIVATE, '张伟', '报')
  await expect.poll(() => answers(program), WAIT).toContain('#1 记下了：5栋2单元电梯坏了')
  expect(ears.asked.map(({ key, voice }) => [key, voice?.bytes.length])).toEqual([['Bearer none', 2_000]])

  await program.advance('15m')
  await sends(program, PRIVATE, '灯.jpg', await readFile(join(import.meta.dirname, '../scenarios/灯.jpg')))
  await expect.poll(() => answers(program), WAIT).toContain('图上像是“楼道灯不亮”（AI 辅助整理）')
  expect(JSON.stringify(eyes.asked)).toContain('data:image/png;base64,')
  await program.say(PRIVATE, '张伟', '我的话发给谁了')
  await expect.poll(() => answers(program), WAIT).toContain('（语音，2KB，原样）')
  expect(program.process.err).not.toMatch(/canary|电梯|楼道灯/)
})

test('ears that refuse the key are said once, and the product works on', { timeout: SLOW }, async () => {
  const ears = await served(like.noKey)
  const program = await begin({ OPENAI_TRANSCRIBE_MODEL: 'ears', OPENAI_TRANSCRIBE_BASE_URL: ears.url })
  const why = 'refuses the key (401 invalid_api_key): check OPENAI_TRANSCRIBE_API_KEY'
  const health = () => program.get('healthz')
  await expect
    .poll(health, WAIT)
    .toMatchObject({ voices: 'offline', voicesTrouble: expect.stringContaining(why), ok: true })
  await sends(program, PRIVATE, 'b.mp3', new Uint8Array(2_000).fill(2))
  await expect.poll(() => answers(program), WAIT).toContain('我听不了语音')
  expect(program.process.err.split('\n').filter((line) => line.includes(why))).toHaveLength(1)
  expect(program.process.err).not.toContain('canary')
})
