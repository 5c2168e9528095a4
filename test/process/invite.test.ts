import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { onConsole, type Program, start, writeCommunity } from './program.ts'
import { Talk } from './talk.ts'

const ROOM = '明月村群'
/** A village that knows nobody's contact id, as each is at first. */
const village = {
  id: 'mingyue',
  name: '明月村',
  rooms: [{ topic: ROOM, kind: 'residents' }],
  people: [
    { name: '王强', roles: ['handler'], posts: ['水管员'] },
    { name: '刘书记', roles: ['convener', 'admin'] },
    { name: '陈会计', roles: ['handler'], posts: ['水管员'] },
  ],
  posts: [{ name: '水管员', categories: ['*'] }],
}
/** WeChat contacts that no file names. */
const ADMIN = '阳光总在'
const HANDLER = '老王'
const STRANGER = '路人'

let dir: string
let program: Program
let talk: Talk

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-invite-'))
  writeCommunity(dir, village)
  program = await start(dir)
  talk = await Talk.of(program)
  for (const from of [ADMIN, HANDLER, STRANGER]) {
    await program.post('join', { room: ROOM, from })
    await program.post('friend', { from })
  }
  await Promise.all([ADMIN, HANDLER, STRANGER].map(befriended))
}, 120_000)
afterAll(async () => {
  await program.process.end('SIGTERM')
  await rm(dir, { recursive: true })
})

/** The bot takes its time to accept, as a person does. */
const befriended = (name: string): Promise<void> =>
  vi.waitFor(
    async () => expect(await program.get('sim/people')).toContainEqual(expect.objectContaining({ name, friend: true })),
    { timeout: 60_000, interval: 100 },
  )

const invite = async (name: string): Promise<string> => {
  const { code, out, err } = await onConsole(dir, 'invite', name)
  expect(code, err).toBe(0)
  expect(out).toMatch(/^xy-[a-z2-7]{26}\n$/)
  return out.trim()
}

/** Says it, and waits for the bot's answer in the same place; what it says there by itself is passed over. */
const answer = async (room: string, from: string, text: string, expected: RegExp): Promise<void> => {
  const before = talk.heard.length
  const { room: place } = await program.say(room, from, text)
  const { text: words } = await talk.next((said) => said.bot && said.room === place && ANSWER.test(said.text), before)
  expect(words).toMatch(expected)
}
const ANSWER = /认得您了|不对，或者过期了|作废了|手上没有事|工作人员|归您了|记下了|这一步/
const privately = (from: string, text: string, expected: RegExp): Promise<void> =>
  answer(`私聊:${from}`, from, text, expected)
const REFUSED = /这个码不对，或者过期了/

/** What the console wrote and no running program took over yet. */
const pending = (): Promise<readonly string[]> => readdir(join(dir, 'live', village.id, 'invitations'))

describe('an invitation', () => {
  test('makes a stranger the admin, who needs nothing else', async () => {
    await privately(ADMIN, await invite('刘书记'), /刘书记，认得您了/)
    const introduced = talk.heard.length
    await program.say(ROOM, ADMIN, '绑定')
    await talk.next(({ bot, room, text }) => bot && room === ROOM && text.includes('明月村的小议'), introduced)
    await privately(ADMIN, '待办', /手上没有事/)
    await answer(ROOM, STRANGER, '@小议 3组水管爆了', /#1 记下了/)
  })

  test('binds by a running program, and works once', async () => {
    const code = await invite('王强')
    await privately(HANDLER, `我的码 ${code}`, /王强，认得您了/)
    await privately(HANDLER, '接1', /#1 归您了/)
    await privately(STRANGER, code, REFUSED)
    await privately(HANDLER, code, REFUSED)
    expect(await pending()).toEqual([])
  })

  test('said in a group is burnt', async () => {
    const code = await invite('陈会计')
    await answer(ROOM, STRANGER, code, /作废了/)
    await privately(STRANGER, code, REFUSED)
    await answer(ROOM, STRANGER, '@小议 接1', /这一步/)
  })

  test('expires after ten minutes, whether the bot knew it or not', async () => {
    const known = await invite('陈会计')
    await program.advance('1m') // taken over
    expect(await pending()).toEqual([])
    await program.advance('10m')
    await privately(STRANGER, known, REFUSED)
    const [unknown, file] = await forgotten()
    await privately(STRANGER, unknown, REFUSED)
    expect(file).not.toBe('')
  })

  test('cannot be guessed', async () => {
    await invite('陈会计')
    await privately(STRANGER, `xy-${'a'.repeat(26)}`, REFUSED)
    await privately(STRANGER, '待办', /工作人员/)
  })

  test('of somebody whom no file names is refused on the console', async () => {
    const { code, out, err } = await onConsole(dir, 'invite', '路人')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^没有人叫路人。名册上有：mingyue：.*\n$/)
  })
})

/** A code that was issued half an hour ago and that no program took over. */
const forgotten = async (): Promise<readonly [string, string]> => {
  const code = await invite('陈会计')
  const [file = ''] = await pending()
  const past = new Date(Date.now() - 30 * 60_000)
  await utimes(join(dir, 'live', village.id, 'invitations', file), past, past)
  return [code, file]
}
