import { expect, test } from 'vitest'
import { board } from '../../src/board/board.ts'
import { get, NINE, post, stage, WELL } from './stage.ts'

const HOUR = 3_600_000

test('what is said comes back as a message, and stands in the room', async () => {
  const { app } = stage()
  const answer = await post(app, '/sim/say', { room: '业主群', from: 'li', text: '@小议 电梯坏了' })
  expect(answer.status).toBe(200)
  const said = await answer.json()
  expect(said).toMatchObject({
    room: '幸福里业主群',
    from: '李芳',
    contact: 'li',
    text: '@小议 电梯坏了',
    at: NINE,
    mentions: ['小议'],
  })
  expect(await get(app, '/sim/messages?room=幸福里业主群')).toEqual([said])
})

test('only what was said after a message', async () => {
  const { app, world } = stage()
  const first = world.say({ room: '业主群', from: '李芳', text: '一' })
  world.say({ room: '业主群', from: '张伟', text: '二' })
  world.say({ room: '工作群', from: '王强', text: '三' })
  expect(await get(app, `/sim/messages?room=业主群&after=${first.id}`)).toMatchObject([{ text: '二' }])
  expect(await get(app, `/sim/messages?after=${first.id}`)).toMatchObject([{ text: '二' }, { text: '三' }])
  expect(await get(app, '/sim/messages')).toMatchObject([{ text: '一' }, { text: '二' }, { text: '三' }])
})

test('a private chat goes by name or id', async () => {
  const { app, world } = stage()
  await post(app, '/sim/say', { room: '私聊:李芳', from: '李芳', text: '我的' })
  world.say({ room: '私聊:li', from: 'bot', text: '没有' })
  expect(await get(app, '/sim/messages?room=私聊:li')).toMatchObject([
    { room: '私聊:李芳', text: '我的', bot: false },
    { from: '小议', text: '没有', bot: true },
  ])
})

test('a message quotes another', async () => {
  const { app, world } = stage()
  const { id } = world.say({ room: '业主群', from: 'bot', text: '#1 记下了' })
  const answer = await post(app, '/sim/say', { room: '业主群', from: '张伟', text: '+1', quote: id })
  expect(await answer.json()).toMatchObject({ quote: { id, from: '小议', text: '#1 记下了' } })
})

const form = (file: Blob | string, name?: string) => {
  const made = new FormData()
  made.set('room', '业主群')
  made.set('from', '李芳')
  if (typeof file === 'string') made.set('file', file)
  else made.set('file', file, name)
  return made
}

test('a photo is a message with a file that can be fetched', async () => {
  const { app } = stage()
  const answer = await app.request('/sim/say', { method: 'POST', body: form(new Blob(['\u00ff\u00d8']), '电梯 1.jpg') })
  const said = (await answer.json()) as { file: { url: string } }
  expect(said).toMatchObject({ text: '', file: { name: '电梯 1.jpg', type: 'image/jpeg' } })
  const file = await app.request(said.file.url)
  expect(file.headers.get('content-type')).toBe('image/jpeg')
  expect(await file.text()).toBe('\u00ff\u00d8')
})

test('what the bot sends is shown as what people send: a picture in place, a table to be kept', async () => {
  const { app, world } = stage()
  const bytes = new TextEncoder().encode('bytes')
  world.say({ room: '业主群', from: 'bot', text: '', file: { name: 'P5 结果.png', bytes } })
  world.say({ room: '私聊:李芳', from: 'bot', text: '', file: { name: 'P5 明细.xlsx', bytes } })
  const [picture, table] = (await get(app, '/sim/messages')) as { bot: boolean; file: { name: string; url: string } }[]
  expect([picture, table]).toMatchObject([
    { bot: true, text: '', file: { name: 'P5 结果.png', type: 'image/png' } },
    { bot: true, file: { name: 'P5 明细.xlsx', type: expect.stringContaining('spreadsheetml') } },
  ])
  const [shown, kept] = await Promise.all([picture, table].map((one) => app.request(one?.file.url ?? '')))
  expect(shown?.headers.get('content-disposition')).toMatch(/^inline/)
  expect(kept?.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''P5%20/)
  expect(await kept?.text()).toBe('bytes')
})

test.each(['page.html', 'drawing.svg', 'script.js'])('%s is never shown in place: it could be a page', async (name) => {
  const { app } = stage()
  const sent = await app.request('/sim/say', { method: 'POST', body: form(new Blob(['<script>']), name) })
  const { file } = (await sent.json()) as { file: { url: string } }
  const answer = await app.request(file.url)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
})

test('a recalled message says nothing any more, nor does its file', async () => {
  const { app } = stage()
  const sent = await app.request('/sim/say', { method: 'POST', body: form(new Blob(['x']), 'a.jpg') })
  const { id } = (await sent.json()) as { id: string }
  expect((await post(app, '/sim/recall', { room: '业主群', from: '李芳' })).status).toBe(200)
  const [gone] = (await get(app, '/sim/messages?room=业主群')) as object[]
  expect(gone).toMatchObject({ id, text: '', recalled: true })
  expect(gone).not.toHaveProperty('file')
  expect((await app.request(`/sim/files/${id}`)).status).toBe(404)
})

test('one takes back only what one said oneself', async () => {
  const { app, world } = stage()
  const { id } = world.say({ room: '业主群', from: '李芳', text: '在吗' })
  expect((await post(app, '/sim/recall', { id, from: '张伟' })).status).toBe(400)
  expect((await post(app, '/sim/recall', { id, from: '李芳' })).status).toBe(200)
})

test('people come, go and are renamed', async () => {
  const { app, world } = stage()
  expect(await (await post(app, '/sim/join', { room: '业主群', from: '钱多' })).json()).toMatchObject({ name: '钱多' })
  await post(app, '/sim/leave', { room: '业主群', from: '张伟' })
  await post(app, '/sim/rename', { from: '李芳', to: '物业经理' })
  await post(app, '/sim/rename', { from: '王强', to: '王师傅', room: '业主群' })
  await post(app, '/sim/rename', { room: '业主群', to: '幸福里邻居群' })
  const [room] = (await get(app, '/sim/rooms')) as [{ room: string; members: { name: string; shown: string }[] }]
  expect(room.room).toBe('幸福里邻居群')
  expect(room.members.map(({ shown }) => shown)).toEqual(['物业经理', '王师傅', '刘书记', '小议', '钱多'])
  expect(world.contact('wang').name).toBe('王强')
})

test('who is no friend asks to be one', async () => {
  const { app, world } = stage()
  world.meet('钱多')
  world.on((happening) => happening.type === 'friend-asked' && world.befriend(happening.contact))
  expect((await post(app, '/sim/say', { room: '私聊:钱多', from: '钱多', text: '在吗' })).status).toBe(404)
  await post(app, '/sim/friend', { from: '钱多', hello: '我是5栋的' })
  expect((await post(app, '/sim/say', { room: '私聊:钱多', from: '钱多', text: '在吗' })).status).toBe(200)
})

test.each([
  ['2d', 48],
  ['1h30m', 1.5],
  ['+1h', 1],
  ['1w', 168],
])('the clock moves by %s', async (advance, hours) => {
  const { app } = stage()
  expect(await (await post(app, '/sim/clock', { advance })).json()).toEqual({ now: NINE + hours * HOUR })
  expect(await get(app, '/sim/clock')).toEqual({ now: NINE + hours * HOUR })
})

test('two moves at once come one after the other, also after one that failed', async () => {
  const { app, steps } = slow()
  const moves = ['1h', '9d', '2h'].map((advance) => post(app, '/sim/clock', { advance }))
  expect((await Promise.all(moves)).map(({ status }) => status)).toEqual([200, 500, 200])
  expect(steps).toEqual(['from 1h', 'to 1h', 'from 216h', 'from 2h', 'to 2h'])
})

/** A clock that takes its time, and breaks on the ninth day. */
const slow = () => {
  const steps: string[] = []
  const advance = async (ms: number) => {
    steps.push(`from ${ms / HOUR}h`)
    await new Promise(setImmediate)
    if (ms > 100 * HOUR) throw new Error('broken')
    steps.push(`to ${ms / HOUR}h`)
  }
  return { app: board({ health: () => WELL, clock: () => NINE, simulated: { world: stage().world, advance } }), steps }
}

test.each([
  ['say', { room: '没有群', from: '李芳', text: 'x' }, /没有群/],
  ['say', { room: '业主群', from: '没有人', text: 'x' }, /没有人/],
  ['say', { room: '工作群', from: '李芳', text: 'x' }, /李芳/],
  ['say', { room: '群', from: '李芳', text: 'x' }, /幸福里业主群.* or .*幸福里工作群/],
  ['say', { room: '业主群', from: '李芳', text: 'x', quote: 'zzz-9' }, /zzz-9/],
  ['say', { room: '私聊:没有人', from: '李芳', text: 'x' }, /没有人/],
  ['recall', { id: 'zzz-9' }, /zzz-9/],
  ['recall', { room: '业主群', from: '李芳' }, /李芳/],
  ['leave', { room: '工作群', from: '李芳' }, /李芳/],
  ['join', { room: '没有群', from: '李芳' }, /没有群/],
  ['rename', { from: '没有人', to: 'x' }, /没有人/],
])('404 with a reason: %s %o', async (path, body, reason) => {
  const answer = await post(stage().app, `/sim/${path}`, body)
  expect(answer.status).toBe(404)
  expect(((await answer.json()) as { reason: string }).reason).toMatch(reason)
})

test.each([
  '/sim/messages?room=没有群',
  '/sim/messages?room=业主群&after=zzz-9',
  '/sim/messages?after=zzz-9',
  '/sim/files/zzz-9',
])('404 with a reason: %s', async (path) => {
  const answer = await stage().app.request(path)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toHaveProperty('reason')
})

test.each([
  ['say', {}, /room/],
  ['say', { room: '业主群', from: '李芳', text: '' }, /text/],
  ['say', { room: '业主群', from: '李芳', text: '  \n' }, /text/],
  ['say', { room: '业主群', from: '李芳', text: 5 }, /text/],
  ['say', { room: '业主群', from: '小议', text: '我是小议' }, /from/],
  ['say', [], /./],
  ['recall', {}, /./],
  ['join', { room: '业主群' }, /from/],
  ['rename', { from: '李芳' }, /./],
  ['clock', {}, /advance/],
  ['clock', { advance: 'soon' }, /advance/],
  ['clock', { advance: '-1d' }, /advance/],
  ['clock', { advance: '0m' }, /advance/],
  ['clock', { advance: '9999d' }, /advance/],
])('400 with a reason: %s %o', async (path, body, reason) => {
  const answer = await post(stage().app, `/sim/${path}`, body)
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as { reason: string }).reason).toMatch(reason)
})

test('400 for a body that is no JSON, and for a file that is none', async () => {
  const { app } = stage()
  expect((await app.request('/sim/say', { method: 'POST', body: '{"room":' })).status).toBe(400)
  expect((await app.request('/sim/say', { method: 'POST', body: form('not a file') })).status).toBe(400)
})

test('markup is passed on as it is, as JSON, and is a name like any other', async () => {
  const { app } = stage()
  const name = '<img src=x onerror=alert(1)>'
  await post(app, '/sim/rename', { from: '李芳', to: name })
  const answer = await post(app, '/sim/say', { room: '业主群', from: 'li', text: '<b>在吗</b>' })
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(await answer.json()).toMatchObject({ from: name, text: '<b>在吗</b>' })
})

test('10,000 characters are the bot’s affair; a flood is not', async () => {
  const { app } = stage()
  const say = (length: number) => post(app, '/sim/say', { room: '业主群', from: '李芳', text: '电'.repeat(length) })
  expect((await say(10_000)).status).toBe(200)
  expect((await say(100_001)).status).toBe(400)
})
