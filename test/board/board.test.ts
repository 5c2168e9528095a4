import { expect, test } from 'vitest'
import { board } from '../../src/board/board.ts'
import { get, post, stage, WELL } from './stage.ts'

test('healthz says how it is, and 503 with the reason when inputs cannot be settled', async () => {
  expect(await get(stage().app, '/healthz')).toEqual(WELL)
  const ill = stage(() => ({ ...WELL, ok: false, reason: 'the disk is full' }))
  const answer = await ill.app.request('/healthz')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ok: false, reason: 'the disk is full' })
})

test('in real groups there is a plain page and no simulator', async () => {
  const app = board({ health: () => WELL, clock: () => 0 })
  expect((await app.request('/')).status).toBe(200)
  expect((await app.request('/sim/rooms')).status).toBe(404)
})

test('the page has nothing inline and its policy allows nothing from elsewhere', async () => {
  const answer = await stage().app.request('/')
  const page = await answer.text()
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).not.toMatch(/ style=| on[a-z]+=|<style|<script(?![^>]* src=)|https?:/)
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("style-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('everything that the page names is there, with its type', async () => {
  const { app } = stage()
  const page = await (await app.request('/')).text()
  const names = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, name]) => name ?? '')
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) expect((await app.request(name)).status, name).toBe(200)
  const script = await app.request('/page/main.js')
  expect(script.headers.get('content-type')).toContain('javascript')
})

test('the font comes in slices from the package', async () => {
  const { app } = stage()
  const css = await (await app.request('/page/font/wght.css')).text()
  const slice = /url\(\.\/(files\/[^)]+)\)/.exec(css)?.[1]
  const answer = await app.request(`/page/font/${slice}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('font/woff2')
})

test.each([
  '/page/../board.ts',
  '/page/%2e%2e/board.ts',
  '/page/..%2fboard.ts',
  '/page/font/../../../package.json',
  '/nothing',
])('%s is not to be had', async (path) => {
  expect((await stage().app.request(new Request(`http://localhost${path}`))).status).toBe(404)
})

test.each([
  ['localhost:3000', 200],
  ['127.0.0.1:3000', 200],
  ['[::1]:3000', 200],
  ['192.168.1.20:3000', 200],
  ['xiaoyi.example.cn', 200],
  ['evil.example', 403],
  ['localhost.evil.example:3000', 403],
  ['a b', 403],
])('under the host name %s: %i', async (host, status) => {
  const app = board({ health: () => WELL, clock: () => 0, names: ['Xiaoyi.example.cn'] })
  expect((await app.request('/', { headers: { host } })).status).toBe(status)
})

test.each([
  [{}, 200],
  [{ origin: 'http://localhost' }, 200],
  [{ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }, 200],
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'http://localhost:81' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
])('a change with the headers %o: %i', async (headers, status) => {
  const { app, world } = stage()
  expect((await post(app, '/sim/say', { room: '业主群', from: '李芳', text: '在吗' }, headers)).status).toBe(status)
  expect(world.messages('业主群')).toHaveLength(status === 200 ? 1 : 0)
})

test('nothing is changed by GET', async () => {
  const { app } = stage()
  for (const path of ['say', 'recall', 'join', 'leave', 'rename', 'friend'])
    expect((await app.request(`/sim/${path}?room=业主群&from=李芳&text=x`)).status).toBe(404)
})

test('a bot named in markup is inert on the page', async () => {
  const { world, app } = stage()
  Object.assign(world.bot, { name: '<script>alert(1)</script>' })
  const page = await (await app.request('/')).text()
  expect(page).toContain('&lt;script&gt;alert(1)')
  expect(page).not.toContain('<script>alert')
})
