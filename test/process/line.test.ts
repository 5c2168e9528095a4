import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { awake, Pair, until } from './line.ts'
import { Program, Running, root, run, writeCommunity } from './program.ts'

const node = process.execPath

let dir: string
const running: Running[] = []
const begin = (env: Readonly<Record<string, string>>, script?: string): Running => {
  const process = run(dir, { ...(script ? { script } : {}), env })
  running.push(process)
  return process
}
const opened = async (process: Running): Promise<Program> =>
  new Program(process, (await process.wrote(/ is at (\S+)\n/))[1] ?? '')
const health = async (program: Program) => (await program.get('healthz')) as { readonly wechat: string }
const online = (program: Program) =>
  until('online', async () => ((await health(program)).wechat === 'online' ? true : undefined))
const told = (process: Running, words: RegExp): readonly string[] =>
  process.err.split('\n').filter((line) => words.test(line))

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-line-'))
  writeCommunity(dir, awake())
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => process.end('SIGKILL')))
  await rm(dir, { recursive: true, force: true })
})

/** A puppet as an installed one: what it throws comes from a folder of installed packages. */
const install = (name: string, code: string): string => {
  const folder = join(dir, 'node_modules', name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'index.mjs')
  const ours = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href)
  writeFileSync(
    file,
    `import { SimulatorPuppet } from ${ours('src/wechat/puppet.ts')}
import { World } from ${ours('src/wechat/world.ts')}
const world = new World({ dir: ${JSON.stringify(join(dir, 'theirs'))}, clock: Date.now, bot: { id: 'xiaoyi', name: '小议' } })
${code}`,
  )
  return pathToFileURL(file).href
}

describe('what goes wrong in a gateway', () => {
  test('strays neither end the program nor flood its log', async () => {
    const name = install(
      'wechaty-puppet-stray',
      `export default class Stray extends SimulatorPuppet {
  constructor() { super(world) }
  async onStart() {
    await super.onStart()
    let count = 0
    const timer = setInterval(() => {
      count += 1
      void Promise.reject(new Error('frame ' + count + ' was lost'))
      void Promise.reject('a word ' + count)
      this.emit('error', new Error('no answer to request ' + count))
      if (count === 200) { clearInterval(timer); process.stdout.write('two hundred\\n') }
      if (count % 50 === 0) throw new Error('thrown in a timer')
    }, 5)
  }
}`,
    )
    const process = begin({ WECHATY_PUPPET: name })
    const program = await opened(process)
    await process.wrote(/two hundred/)
    await online(program)
    const kinds = ['frame 1 was lost', 'a word 1', 'no answer to request 1', 'thrown in a timer']
    for (const kind of kinds) expect(told(process, new RegExp(`${kind}\\b.*said once`)), kind).toHaveLength(1)
    expect(told(process, /said once/)).toHaveLength(kinds.length)
    const { code, err } = await process.end('SIGTERM')
    expect(code, err).toBe(0)
  })

  test('a bug of ours still ends it', async () => {
    const name = install(
      'wechaty-puppet-good',
      'export default class Good extends SimulatorPuppet { constructor() { super(world) } }',
    )
    const bug = join(dir, 'bug.mjs')
    writeFileSync(bug, "setTimeout(() => Promise.reject(new Error('a bug of ours')), 2000)\n")
    const process = begin({ WECHATY_PUPPET: name, NODE_OPTIONS: `--import=${pathToFileURL(bug).href}` })
    const { code, err } = await process.ended
    expect(code).not.toBe(0)
    expect(err).toContain('a bug of ours')
  })

  test.each([
    ['wechaty-puppet-nothing', /^WECHATY_PUPPET is wechaty-puppet-nothing, which is not installed: .*\n$/],
    ['zod', /^WECHATY_PUPPET is zod, which is no Wechaty puppet: .*\n$/],
  ])('%s ends it with one sentence', async (name, sentence) => {
    const { code, err } = await begin({ WECHATY_PUPPET: name, LOG_LEVEL: 'error' }).ended
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
  })
})

describe('a gateway that is not there', () => {
  test('is waited for; a stranger at its place is named once; SIGTERM ends it within seconds', async () => {
    const stranger = createServer((_, answer) => answer.end('hello'))
    await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready))
    const endpoint = `127.0.0.1:${(stranger.address() as AddressInfo).port}`
    const process = begin({
      WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_local',
      WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint,
      LOG_LEVEL: 'error',
    })
    const program = await opened(process)
    await until('the stranger', async () => told(process, /no Wechaty gateway/)[0])
    stranger.closeAllConnections()
    await new Promise((closed) => stranger.close(closed))
    await until('nobody', async () => told(process, /Nothing listens/)[0])
    expect((await health(program)).wechat).toBe('offline')
    const begun = performance.now()
    const { code, err } = await process.end('SIGTERM')
    expect(code).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(told(process, /no Wechaty gateway/), err).toHaveLength(1)
    expect(told(process, /Nothing listens/), err).toHaveLength(1)
  })

  test('that freezes does not keep the program from ending', async () => {
    const on = new Pair(dir, 'built-in certificate')
    try {
      await on.openGateway()
      await on.openProgram()
      await on.becomes('online')
      await on.say('幸福里业主群', '李芳', '@小议 3栋2单元电梯停了')
      void on.gateway.process.end('SIGSTOP')
      const begun = performance.now()
      const { code, err } = await on.program.process.end('SIGTERM')
      expect(code, err).toBe(0)
      expect(performance.now() - begun).toBeLessThan(12_000)
    } finally {
      await on.end()
    }
  })
})

describe('npm run gateway', () => {
  /** On a port that is free. */
  const gateway = async (): Promise<{ readonly process: Running; readonly printed: RegExpExecArray }> => {
    for (;;) {
      const endpoint = `127.0.0.1:${20_000 + Math.floor(Math.random() * 12_000)}`
      const env = { DATA_DIR: join(dir, 'gateway'), WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint }
      const process = new Running(node, ['--import', 'tsx', 'src/gateway.ts', '0'], env)
      running.push(process)
      try {
        return { process, printed: await process.wrote(/\.env:\n([\s\S]*?)\nSpeak as anybody at (\S+)\n/) }
      } catch (error) {
        if (!process.err.includes('EADDRINUSE')) throw error
      }
    }
  }

  test('serves the simulator to a program that is started with what it prints', async () => {
    writeCommunity(join(dir, 'gateway'), awake())
    const { process, printed } = await gateway()
    const [, variables = '', url = ''] = printed
    const program = await opened(begin(Object.fromEntries(variables.split('\n').map((line) => line.split(/=(.*)/s)))))
    await online(program)
    const people = new Program(process, url)
    await people.say('幸福里业主群', '李芳', '@小议 3栋2单元电梯停了')
    await until('an answer', async () => (await people.messages()).find(({ bot, text }) => bot && /#1/.test(text)))
    const moved = await fetch(`${url}sim/clock`, { method: 'POST', body: JSON.stringify({ advance: '1h' }) })
    expect([moved.status, await moved.text()]).toEqual([400, expect.stringContaining('real time')])
    const { code, err } = await process.end('SIGTERM')
    expect(code, err).toBe(0)
    await until('offline', async () => ((await health(program)).wechat === 'offline' ? true : undefined))
  }, 90_000)

  test.each([
    [{ WECHATY_PUPPET_SERVICE_ENDPOINT: '0.0.0.0:8788' }, /^0\.0\.0\.0:8788 is open to others.*\n$/],
    [
      { WECHATY_PUPPET: 'wechaty-puppet-nothing' },
      /^WECHATY_PUPPET is wechaty-puppet-nothing, which is not installed.*\n$/,
    ],
  ])('ends with one sentence where it may not serve', async (env, sentence) => {
    const { code, err } = await begin(env, 'src/gateway.ts').ended
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
  })
})
