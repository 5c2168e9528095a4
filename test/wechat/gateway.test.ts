import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PuppetServer } from 'wechaty-puppet-service'
import type { Heard, RoomSeen } from '../../src/domain/input.ts'
import type { Due, Outbox } from '../../src/ports.ts'
import { type Wechaty, wechat } from '../../src/wechat/adapter.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { World } from '../../src/wechat/world.ts'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The production path: Wechaty's own client, configured by its own variables, and a gateway over real gRPC. */
describe('a gateway over gRPC', () => {
  let dir: string
  let world: World
  let server: PuppetServer
  let chat: Wechaty
  const token = 'insecure_local'

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gateway-'))
    const endpoint = `127.0.0.1:${await freePort()}`
    vi.stubEnv('HOME', dir)
    vi.stubEnv('WECHATY_PUPPET_SERVICE_TOKEN', token)
    vi.stubEnv('WECHATY_PUPPET_SERVICE_ENDPOINT', endpoint)
    const contacts = [{ id: 'li', name: '李芳' }]
    const rooms = [{ id: 'owners', topic: '业主群', members: ['li'], aliases: { li: '3栋李芳' } }]
    world = new World({
      dir: join(dir, 'world'),
      clock: () => Date.now(),
      bot: { id: 'xiaoyi', name: '小议' },
      seed: { contacts, rooms },
    })
    server = new PuppetServer({ endpoint, token, puppet: new SimulatorPuppet(world) })
    await server.start()
  })
  afterEach(async () => {
    await chat.stop()
    await server.stop()
    vi.unstubAllEnvs()
    rmSync(dir, { recursive: true, force: true })
  })

  it('is heard and spoken through, files too, and leaves nothing in the home folder', async () => {
    const heard: Heard[] = []
    const seen: RoomSeen[] = []
    const line: Due['line'] = {
      key: '1',
      to: { room: 'owners' },
      text: '#1 已登记',
      mention: [],
      notBefore: 0,
      until: Number.MAX_SAFE_INTEGER,
      urgent: false,
      asked: true,
    }
    let dues: Due[] = []
    const outbox: Outbox = {
      due: () => dues,
      mark: async (_, { mark }) => {
        if (mark === 'said') dues = []
      },
      sent: () => [],
    }
    const ear = {
      hear: (one: Heard) => void heard.push(one),
      recall: () => {},
      see: (room: RoomSeen) => void seen.push(room),
      lost: () => {},
      back: () => {},
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    chat = wechat({ puppet: 'wechaty-puppet-service', botName: '小议', clock: () => Date.now(), log })
    await chat.start(ear, outbox)
    await vi.waitFor(() => expect([chat.online, seen.length]).toEqual([true, 1]), 15_000)

    const said = world.say({ room: '业主群', from: '李芳', text: '@小议 电梯坏了' })
    const photo = world.say({
      room: '业主群',
      from: '李芳',
      text: '',
      file: { name: 'a.jpg', bytes: Buffer.alloc(300_000, 7) },
    })
    await vi.waitFor(() => expect(heard).toHaveLength(2), 15_000)
    expect(heard[0]).toMatchObject({
      id: said.id,
      name: '3栋李芳',
      text: '电梯坏了',
      addressed: true,
      friend: true,
      at: said.at,
    })
    const { bytes, extension } = await chat.fetch(photo.id)
    expect([Buffer.compare(Buffer.from(bytes), Buffer.alloc(300_000, 7)), extension]).toEqual([0, 'jpg'])

    dues = [
      { community: 'demo', line, attempts: 0, to: { room: 'owners' }, mention: [{ contact: 'li', name: '李芳' }] },
    ]
    chat.wake()
    await vi.waitFor(() => expect(dues).toEqual([]), 15_000)
    expect(world.messages('业主群').at(-1)).toMatchObject({
      from: 'xiaoyi',
      text: '@3栋李芳 #1 已登记',
      mentions: ['li'],
    })
    expect(existsSync(join(dir, '.wechaty'))).toBe(false)
  })
})
