import { createServer as plainServer } from 'node:http'
import { createServer as secureServer } from 'node:http2'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { type Door, knock, type Trouble } from '../../src/wechat/knock.ts'
import { Once } from '../../src/wechat/stray.ts'
import { type Line, Supervisor } from '../../src/wechat/supervisor.ts'

const never = (): Promise<never> => new Promise(() => {})

/** A way to WeChat that does what it is told to. */
class Way implements Line {
  readonly name = 'The gateway'
  readonly asked: string[] = []
  trouble: Trouble | undefined
  hangs = new Set<'start' | 'stop' | 'knock'>()
  refuses: Error | undefined
  /** Whether a login comes after a start, and a dong after a ding. */
  answers = true
  isLoggedIn = false
  under: { now: number; most: number } = { now: 0, most: 0 }
  readonly supervisor: Supervisor
  readonly turns: string[] = []
  readonly logged: string[] = []
  clock = 1_000_000
  slept = 0

  constructor() {
    const say = (_: object, message: string) => void this.logged.push(message)
    this.supervisor = new Supervisor({
      line: this,
      log: { info: say, warn: say, error: say },
      clock: () => this.clock + Date.now(),
      turned: () => this.turns.push(this.supervisor.online ? 'online' : 'offline'),
      random: () => 0.5,
      elapsed: () => Date.now() + this.slept,
    })
  }

  async knock() {
    this.asked.push('knock')
    return this.hangs.has('knock') ? never() : this.trouble
  }

  async start() {
    await this.doing('start')
    if (this.refuses) throw this.refuses
    if (!this.answers) return
    this.isLoggedIn = true
    this.supervisor.loggedIn()
  }

  async stop() {
    this.isLoggedIn = false
    await this.doing('stop')
  }

  ding() {
    this.asked.push('ding')
    if (this.answers && this.isLoggedIn) setTimeout(() => this.answers && this.supervisor.dong(), 1)
  }

  loggedIn() {
    return this.isLoggedIn
  }

  count(what: string): number {
    return this.asked.filter((one) => one === what).length
  }

  private async doing(what: 'start' | 'stop') {
    this.asked.push(what)
    this.under.most = Math.max(this.under.most, ++this.under.now)
    if (this.hangs.has(what)) await never()
    this.under.now--
  }
}

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('the supervisor', () => {
  let way: Way
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    way = new Way()
  })
  afterEach(async () => {
    way.hangs.clear()
    const stopped = way.supervisor.stop()
    await later(20_000)
    await stopped
    vi.useRealTimers()
  })

  it('is online when a dong came back, and tells of it at once', async () => {
    const started = way.supervisor.start()
    await later(0)
    await started
    expect([way.supervisor.online, way.turns]).toEqual([false, []])
    await later(1)
    expect([way.supervisor.online, way.turns, way.supervisor.trouble]).toEqual([true, ['online'], undefined])
    await later(3_600_000)
    expect([way.turns, way.count('start'), way.count('stop')]).toEqual([['online'], 1, 0])
    expect(way.count('ding')).toBeLessThan(1000)
  })

  it('keeps trying while nothing is there, about twice a second, and is back within a second', async () => {
    way.trouble = { sentence: 'Nothing listens.', cheap: true }
    void way.supervisor.start()
    await later(60_000)
    expect(way.count('knock')).toBeGreaterThan(100)
    expect([way.count('start'), way.supervisor.trouble]).toEqual([0, 'Nothing listens.'])
    way.trouble = undefined
    await later(1000)
    expect([way.supervisor.online, way.supervisor.trouble]).toEqual([true, undefined])
  })

  it('says each reason once, and again only when it has changed', async () => {
    way.trouble = { sentence: 'Nothing listens.', cheap: true }
    void way.supervisor.start()
    await later(10_000)
    way.trouble = { sentence: 'Wrong token.', cheap: false }
    await later(10_000)
    expect(way.logged).toEqual(['Nothing listens.', 'Wrong token.'])
  })

  it('waits longer after each failure, never longer than five seconds', async () => {
    way.trouble = { sentence: 'Wrong token.', cheap: false }
    void way.supervisor.start()
    await later(10_000)
    const soon = way.count('knock')
    await later(60_000)
    expect(way.count('knock') - soon).toBeLessThanOrEqual(16)
    expect(way.count('knock') - soon).toBeGreaterThanOrEqual(12)
  })

  it('notices silence within fifteen seconds, and remembers until when it heard', async () => {
    void way.supervisor.start()
    await later(60_000)
    way.answers = false
    await later(15_000)
    expect([way.supervisor.online, way.turns]).toEqual([false, ['online', 'offline']])
    const { heardAt } = way.supervisor
    expect(heardAt).toBeGreaterThan(way.clock + 56_000)
    expect(heardAt).toBeLessThanOrEqual(way.clock + 60_001)
    await later(60_000)
    expect(way.supervisor.heardAt).toBe(heardAt)
    way.answers = true
    await later(20_000)
    expect(way.supervisor.online).toBe(true)
    expect(way.supervisor.heardAt).toBeGreaterThan(way.clock + 140_000)
  })

  it('takes any sign of life for one, whatever the ding brings', async () => {
    void way.supervisor.start()
    await later(1000)
    way.answers = false
    for (let second = 0; second < 60; second++) {
      await later(1000)
      if (second % 8 === 0) way.supervisor.alive()
    }
    expect(way.turns).toEqual(['online'])
  })

  it('opens a broken line anew within a second', async () => {
    void way.supervisor.start()
    await later(30_000)
    way.supervisor.broken('The gateway has closed the line.')
    expect(way.supervisor.online).toBe(false)
    await later(1000)
    expect([way.turns, way.count('stop'), way.count('start')]).toEqual([['online', 'offline', 'online'], 1, 2])
  })

  it('lets a puppet log in again by itself, and starts it anew where it does not', async () => {
    void way.supervisor.start()
    await later(1000)
    way.isLoggedIn = false
    way.supervisor.loggedOut()
    await later(2000)
    way.isLoggedIn = true
    way.supervisor.loggedIn()
    await later(1000)
    expect([way.turns, way.count('start')]).toEqual([['online', 'offline', 'online'], 1])
    way.isLoggedIn = false
    way.supervisor.loggedOut()
    await later(20_000)
    expect([way.supervisor.online, way.count('start')]).toEqual([true, 2])
  })

  it('waits minutes for somebody who has to scan a code, and says so', async () => {
    void way.supervisor.start()
    await later(1000)
    way.isLoggedIn = false
    way.supervisor.loggedOut()
    for (let second = 0; second < 120; second += 10) {
      way.supervisor.scan()
      await later(10_000)
    }
    expect([way.count('start'), way.supervisor.trouble]).toEqual([
      1,
      'The gateway is not logged in to WeChat: log in there.',
    ])
    way.isLoggedIn = true
    way.supervisor.loggedIn()
    await later(1000)
    expect([way.supervisor.online, way.supervisor.trouble]).toEqual([true, undefined])
  })

  it('goes on where a start or a stop hangs or fails, with one at a time', async () => {
    way.hangs.add('start')
    void way.supervisor.start()
    await later(60_000)
    expect(way.count('start')).toBeGreaterThanOrEqual(2)
    way.hangs = new Set(['stop'])
    way.under = { now: 0, most: 0 }
    way.refuses = new Error('no client')
    await later(45_000)
    expect(way.supervisor.trouble).toBe('The gateway cannot be started: no client')
    way.hangs.clear()
    way.refuses = undefined
    await later(10_000)
    expect(way.supervisor.online).toBe(true)
  })

  it('never opens the line while another attempt is under way', async () => {
    void way.supervisor.start()
    for (let turn = 0; turn < 300; turn++) {
      await later(turn % 7 === 0 ? 6000 : 300)
      way.supervisor.broken('The gateway has closed the line.')
      way.supervisor.broken('Again.')
    }
    expect(way.under.most).toBe(1)
    expect(way.count('start') - way.count('stop')).toBeLessThanOrEqual(1)
    await later(10_000)
    expect(way.supervisor.online).toBe(true)
  })

  it('forgives itself a stall, for what came meanwhile is still to be read', async () => {
    void way.supervisor.start()
    await later(10_000)
    way.slept += 30_000
    await later(30_000)
    expect(way.turns).toEqual(['online'])
  })

  it('knows that it heard nothing while the machine slept', async () => {
    void way.supervisor.start()
    await later(10_000)
    const before = way.clock + Date.now()
    way.slept += 9 * 3_600_000
    way.clock += 9 * 3_600_000
    expect(way.supervisor.heardAt).toBeLessThanOrEqual(before)
    await later(1000)
    expect(way.turns).toEqual(['online', 'offline'])
    expect(way.supervisor.heardAt).toBeLessThanOrEqual(before + 1000)
    await later(5000)
    expect(way.turns).toEqual(['online', 'offline', 'online'])
  })

  it.each([
    ['while it knocks', (to: Way) => void to.hangs.add('knock')],
    ['while it starts', (to: Way) => void to.hangs.add('start').add('stop')],
    ['while it is online', () => undefined],
    [
      'while nothing is there',
      (to: Way) => {
        to.trouble = { sentence: 'Nothing.', cheap: false }
      },
    ],
  ])('stops within four seconds %s', async (_, prepare) => {
    prepare(way)
    void way.supervisor.start()
    await later(5000)
    let stopped = false
    void way.supervisor.stop().then(() => {
      stopped = true
    })
    expect(way.supervisor.online).toBe(false)
    await later(4000)
    expect(stopped).toBe(true)
    const asked = way.asked.length
    await later(60_000)
    expect(way.asked).toHaveLength(asked)
  })
})

describe('what is wrong with an endpoint', () => {
  const open: (() => void)[] = []
  const listening = async (server: Server): Promise<string> => {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => {}))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    open.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterEach(() => {
    for (const close of open.splice(0)) close()
  })
  const door = (endpoint: string, tls: boolean): Door => ({
    endpoint,
    token: 'insecure_local',
    ...(tls ? { tls: { servername: 'insecure' } } : {}),
  })

  test.each([true, false])('nothing listens there (TLS: %s)', async (tls) => {
    const server = createServer()
    const endpoint = await listening(server)
    await new Promise((closed) => server.close(closed))
    expect(await knock(door(endpoint, tls))).toEqual({
      sentence: `Nothing listens at ${endpoint}: start the gateway, or mend WECHATY_PUPPET_SERVICE_ENDPOINT.`,
      cheap: true,
    })
  })

  test.each([
    ['a web server', true, () => plainServer((_, answer) => answer.end('<html>'))],
    ['a web server', false, () => plainServer((_, answer) => answer.end('<html>'))],
    ['a shell server', true, () => createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'))],
    ['a shell server', false, () => createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'))],
    ['one that hangs up', true, () => createServer((socket) => socket.destroy())],
    ['one that hangs up', false, () => createServer((socket) => socket.destroy())],
    ['another HTTP/2 server', false, () => secureServer((_, answer) => answer.end('hello'))],
  ] as const)('%s listens there (TLS: %s)', async (_, tls, server) => {
    const endpoint = await listening(server() as Server)
    expect((await knock(door(endpoint, tls)))?.sentence).toBe(
      `What listens at ${endpoint} is no Wechaty gateway: mend WECHATY_PUPPET_SERVICE_ENDPOINT.`,
    )
  })

  test.each([true, false])('what listens there says nothing (TLS: %s)', async (tls) => {
    const endpoint = await listening(createServer(() => {}))
    const trouble = await knock(door(endpoint, tls), 300)
    expect(trouble?.sentence).toMatch(/^The gateway at \S+ takes connections but does not answer: restart it/)
  })

  test('there is no such port', async () => {
    const trouble = await knock(door('127.0.0.1:99999', true))
    expect(trouble?.sentence).toMatch(/^127\.0\.0\.1:99999 cannot be reached \(ERR_INVALID_URL\): mend/)
  })

  test('no machine is called so', async () => {
    const trouble = await knock(door('nowhere.invalid:1', true))
    expect(trouble?.sentence).toMatch(/^nowhere\.invalid:1 cannot be reached \(\w+\): mend/)
  })

  test('all connections are closed afterwards', async () => {
    const server = plainServer()
    const endpoint = await listening(server as Server)
    for (let time = 0; time < 20; time++) await knock(door(endpoint, false))
    await vi.waitFor(async () => expect(await connections(server as Server)).toBe(0), 10_000)
    const [host = '', port] = endpoint.split(':')
    connect(Number(port), host).destroy() // it still takes new ones
  })
})

const connections = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count))))

describe('what a gateway says again and again', () => {
  test('is logged once a kind, in one line, and without its token', () => {
    vi.stubEnv('WECHATY_PUPPET_SERVICE_TOKEN', 'insecure_secret')
    const logged: unknown[] = []
    const say = (...what: unknown[]) => void logged.push(what)
    const once = new Once({ info: say, warn: say, error: say })
    for (let count = 0; count < 100; count++) {
      once.warn(new Error(`Invalid Wechaty TOKEN "insecure_secret" in call ${count}\n and more`), 'an error')
      once.warn(new Error(`no payload for wxid_${count}`), 'an error')
      once.warn(`word ${count}`, 'an error')
      once.warn(undefined, 'an error')
    }
    expect(logged).toHaveLength(4)
    expect(JSON.stringify(logged)).not.toMatch(/secret|and more/)
    vi.unstubAllEnvs()
  })
})
