import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type { Puppet, payloads } from 'wechaty-puppet'
import type { PuppetServer, PuppetServerOptions } from 'wechaty-puppet-service'
import type { Account, Heard, RoomSeen } from '../../src/domain/heard/input.ts'
import type { Due, Outbox } from '../../src/ports.ts'
import { type Wechaty, wechat } from '../../src/wechat/adapter.ts'
import { type Gateway, gateway } from '../../src/wechat/gateway.ts'
import { lineOf } from '../../src/wechat/line.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { World } from '../../src/wechat/world.ts'
import { listen, TOKEN } from './listening.ts'

/** The machine may be busy. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 25_000, interval: 20 })
const SERVICE = 'wechaty-puppet-service'

/** Whose messages can be held back. */
class HoldingPuppet extends SimulatorPuppet {
  readonly holds = new Set<string>()
  readonly asked = new Set<string>()

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const payload = await super.messageRawPayload(id)
    this.asked.add(payload.text ?? '')
    if (this.holds.has(payload.text ?? '')) await new Promise(() => {})
    return payload
  }
}

/** The production path: Wechaty's own client, configured by its own variables, and a gateway over real gRPC. */
describe('a gateway over gRPC', () => {
  let dir: string
  let world: World
  const servers: PuppetServer[] = []
  const chats: Wechaty[] = []
  let heard: Heard[]
  let seen: RoomSeen[]
  let backs: [Account, boolean][]
  let errors: string[]
  let dues: Due[]

  const serve = async (puppet: Puppet, tls?: PuppetServerOptions['tls'], port?: number): Promise<number> => {
    const { server, endpoint } = await listen(puppet, { ...(tls ? { tls } : {}), ...(port ? { port } : {}) })
    servers.push(server)
    vi.stubEnv('WECHATY_PUPPET_SERVICE_ENDPOINT', endpoint)
    return Number(endpoint.split(':')[1])
  }
  const begin = async (): Promise<Wechaty> => {
    const log = { info: () => {}, warn: () => {}, error: (_: object, message: string) => void errors.push(message) }
    const chat = wechat({ puppet: SERVICE, botName: '小议', clock: () => Date.now(), log })
    const ear = {
      hear: (one: Heard) => void heard.push(one),
      recall: () => {},
      see: (room: RoomSeen) => void seen.push(room),
      lost: () => {},
      back: (account: Account) => void backs.push([account, chat.online]),
    }
    const outbox: Outbox = {
      due: () => dues,
      mark: async (_, { mark }) => {
        if (mark === 'said') dues = []
      },
      sent: () => [],
    }
    chats.push(chat)
    await chat.start(ear, outbox)
    return chat
  }
  const online = async (): Promise<Wechaty> => {
    const chat = await begin()
    await eventually(() => expect([chat.online, seen.length > 0]).toEqual([true, true]))
    return chat
  }
  const words = () => heard.map(({ text }) => text)
  const say = (text: string) => world.say({ room: '业主群', from: '李芳', text })

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'gateway-'))
    ;[heard, seen, backs, errors, dues] = [[], [], [], [], []]
    vi.stubEnv('HOME', dir)
    vi.stubEnv('WECHATY_PUPPET_SERVICE_TOKEN', TOKEN)
    const contacts = [{ id: 'li', name: '李芳' }]
    const rooms = [{ id: 'owners', topic: '业主群', members: ['li'], aliases: { li: '3栋李芳' } }]
    world = new World({
      dir: join(dir, 'world'),
      clock: () => Date.now(),
      bot: { id: 'xiaoyi', name: '小议' },
      seed: { contacts, rooms },
    })
  })
  afterEach(async () => {
    await Promise.all(chats.splice(0).map((chat) => chat.stop()))
    await Promise.all(servers.splice(0).map((server) => server.stop()))
    vi.unstubAllEnvs()
    rmSync(dir, { recursive: true, force: true })
  })

  it('is heard and spoken through, files too, and leaves nothing in the home folder', async () => {
    await serve(new SimulatorPuppet(world))
    const chat = await online()
    const said = say('@小议 电梯坏了')
    const photo = world.say({
      room: '业主群',
      from: '李芳',
      text: '',
      file: { name: 'a.jpg', bytes: Buffer.alloc(300_000, 7) },
    })
    await eventually(() => expect(heard).toHaveLength(2))
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
    dues = [
      { community: 'demo', line, attempts: 0, to: { room: 'owners' }, mention: [{ contact: 'li', name: '李芳' }] },
    ]
    chat.wake()
    await eventually(() => expect(dues).toEqual([]))
    expect(world.messages('业主群').at(-1)).toMatchObject({
      from: 'xiaoyi',
      text: '@3栋李芳 #1 已登记',
      mentions: ['li'],
    })
    const file = async () => ({ name: 'P5 结果.png', bytes: Buffer.alloc(300_000, 9) })
    dues = [{ community: 'demo', line: { ...line, text: '' }, attempts: 0, to: { room: 'owners' }, mention: [], file }]
    chat.wake()
    await eventually(() => expect(dues).toEqual([]))
    const picture = world.messages('业主群').at(-1)
    expect(picture).toMatchObject({ from: 'xiaoyi', file: { name: 'P5 结果.png', type: 'image/png' } })
    expect(world.file(picture?.id ?? '').equals(Buffer.alloc(300_000, 9))).toBe(true)
    expect(existsSync(join(dir, '.wechaty'))).toBe(false)
  })

  it('comes back after the gateway died, tells of it first, and hears each message once', async () => {
    const port = await serve(new SimulatorPuppet(world))
    const chat = await online()
    say('一')
    await eventually(() => expect(words()).toEqual(['一']))
    const before = Date.now()
    await servers.pop()?.stop()
    await eventually(() => expect(chat.online).toBe(false))
    expect(chat.heardAt).toBeLessThanOrEqual(Date.now())
    expect(chat.heardAt).toBeGreaterThan(before - 10_000)
    await eventually(() => expect(chat.trouble).toMatch(/^Nothing listens at 127\.0\.0\.1:\d+: start the gateway/))
    say('没人听见')
    await serve(new SimulatorPuppet(world), undefined, port)
    await eventually(() => expect(chat.online).toBe(true))
    expect(chat.trouble).toBeUndefined()
    say('二')
    await eventually(() => expect(words()).toEqual(['一', '二']))
    expect(backs).toEqual([
      [{ id: 'xiaoyi', stable: true }, true],
      [{ id: 'xiaoyi', stable: true }, true],
    ])
  })

  it('loads after the outage what was announced before it, and lets nobody wait for it', async () => {
    const puppet = new HoldingPuppet(world)
    puppet.holds.add('一')
    const port = await serve(puppet)
    const chat = await online()
    say('一')
    say('二')
    await eventually(() => expect(puppet.asked).toEqual(new Set(['一', '二'])))
    await servers.pop()?.stop()
    await eventually(() => expect(chat.online).toBe(false))
    await serve(new SimulatorPuppet(world), undefined, port)
    await eventually(() => expect([...words()].sort()).toEqual(['一', '二']))
    say('三')
    await eventually(() => expect(words().at(-1)).toBe('三'))
    expect(heard).toHaveLength(3)
  })

  it('stops within seconds though a message cannot be loaded, and tells those behind it', async () => {
    const puppet = new HoldingPuppet(world)
    puppet.holds.add('一')
    await serve(puppet)
    const chat = await online()
    say('一')
    say('二')
    await eventually(() => expect(puppet.asked).toEqual(new Set(['一', '二'])))
    const begun = performance.now()
    await chat.stop()
    expect(performance.now() - begun).toBeLessThan(8000)
    expect(words()).toEqual(['二'])
  })

  it('leaves an account that logs in anew at the gateway logged in', async () => {
    const puppet = new SimulatorPuppet(world)
    await serve(puppet)
    const chat = await online()
    for (let time = 0; time < 3; time++) {
      await puppet.drop()
      puppet.raise()
      await eventually(() => expect(backs).toHaveLength(time + 2))
    }
    say('还在')
    await eventually(() => expect(words()).toEqual(['还在']))
    expect([chat.online, puppet.isLoggedIn]).toEqual([true, true])
  })

  it('serves one program at a time, and says so', async () => {
    await serve(new SimulatorPuppet(world))
    await online()
    const second = await begin()
    await eventually(() => expect(second.trouble).toMatch(/serves another program already: stop that one/))
    expect(second.online).toBe(false)
    await chats[0]?.stop()
    await eventually(() => expect(second.online).toBe(true))
  })

  it.each([
    [
      'a token of another',
      {},
      { WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_other' },
      /refuses the token: set WECHATY_PUPPET_SERVICE_TOKEN to/,
      { WECHATY_PUPPET_SERVICE_TOKEN: TOKEN },
    ],
    [
      'no TLS where there is TLS',
      {},
      { WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true' },
      /speaks with TLS only: take WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT out/,
      { WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'false' },
    ],
    [
      'TLS where there is none',
      { disable: true },
      {},
      /speaks without TLS: give it a certificate, or .* set WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT=true/,
      { WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true' },
    ],
    [
      'another name than its certificate has',
      {},
      { WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: 'other' },
      /shows a certificate that is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\): set WECHATY_PUPPET_SERVICE_TLS_CA_CERT/,
      { WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: '' },
    ],
  ])(
    'says in one sentence that it was given %s, and comes when that is mended',
    async (_, tls, wrong, sentence, right) => {
      await serve(new SimulatorPuppet(world), tls)
      for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value)
      const chat = await begin()
      await eventually(() => expect(chat.trouble).toMatch(sentence))
      expect(chat.online).toBe(false)
      expect(errors.filter((error) => sentence.test(error))).toHaveLength(1)
      for (const [name, value] of Object.entries(right)) vi.stubEnv(name, value)
      await eventually(() => expect([chat.online, chat.trouble]).toEqual([true, undefined]))
      expect(errors.length).toBeLessThan(3)
    },
  )

  it('leaves one subscription and no listeners behind, however often it is started', async () => {
    await serve(new SimulatorPuppet(world))
    const made = await gateway(SERVICE)
    const [{ puppet }, line] = [made, lineOf(made)]
    const events: string[] = []
    puppet.on('error', () => {})
    puppet.on('message', ({ messageId }) => void events.push(messageId))
    const counts: number[] = []
    for (let time = 0; time < 300; time++) {
      await line.start()
      await line.stop()
      counts.push(puppet.eventNames().reduce((sum, event) => sum + puppet.listenerCount(event as 'dong'), 0))
    }
    expect(new Set(counts).size).toBe(1)
    for (let tries = 0; tries < 100 && !puppet.isLoggedIn; tries++) {
      await line.stop() // the gateway lets go of the last line late
      await line.start()
    }
    const { id } = say('一次')
    const last = say('两次')
    await eventually(() => expect(events).toContain(last.id))
    expect(events.filter((one) => one === id)).toHaveLength(1)
    await line.stop()
  }, 60_000)
})

describe('an installed puppet', () => {
  const refusal = (name: string): Promise<unknown> =>
    gateway(name).then(
      (made: Gateway) => made.name,
      (error: Error) => error.message,
    )

  test.each([
    ['wechaty-puppet-nothing', /^WECHATY_PUPPET is wechaty-puppet-nothing, which is not installed: install it by npm/],
    ['zod', /^WECHATY_PUPPET is zod, which is no Wechaty puppet: mend the name\.$/],
    ['hono', /^WECHATY_PUPPET is hono, which is no Wechaty puppet: mend the name\.$/],
    ['node:events', /^WECHATY_PUPPET is node:events, which is no Wechaty puppet: mend the name\.$/],
  ])('%s: one sentence', async (name, sentence) => {
    expect(await refusal(name)).toMatch(sentence)
  })
})
