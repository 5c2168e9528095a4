import '../../src/zone.ts'
import { join } from 'node:path'
import { board } from '../../src/board/board.ts'
import { serve } from '../../src/board/serving.ts'
import { communities } from '../../src/config/communities.ts'
import { seedOf } from '../../src/wechat/demo.ts'
import { World } from '../../src/wechat/world.ts'
import { Faulty } from '../wechat/faulty.ts'
import { listen } from '../wechat/listening.ts'
import { root } from './program.ts'

// A gateway in a process of its own, around the simulated WeChat: driven over HTTP as the simulator is, and its faults too.

const dir = process.env.DATA_DIR ?? ''
const { loaded } = await communities({ dataDir: dir, shipped: join(root, 'data'), demo: false })
const world = new World({
  dir: join(dir, 'gateway'),
  clock: Date.now,
  bot: { id: 'xiaoyi', name: '小议' },
  seed: seedOf(loaded, undefined, Date.now()),
})
const puppet = new Faulty(world)
const port = Number(process.env.GATEWAY_PORT ?? 0)
const { endpoint } = await listen(puppet, {
  ...(port ? { port } : {}),
  ...(process.env.GATEWAY_TOKEN ? { token: process.env.GATEWAY_TOKEN } : {}),
  tls: { disable: process.env.GATEWAY_PLAIN === 'true' },
})

const pages = board({
  health: () => ({ ok: true, wechat: 'online', store: 'ok', model: 'none' }),
  clock: Date.now,
  simulated: { world, advance: async () => undefined },
})
pages.post('/faults', async (c) => {
  Object.assign(puppet.faults, await c.req.json())
  return c.json(puppet.faults)
})
pages.post('/replay', async (c) => c.json({ replayed: await puppet.replay() }))
pages.post('/late', async (c) => {
  const { ago, ...saying } = (await c.req.json()) as { room: string; from: string; text: string; ago: number }
  return c.json(world.say(saying, Date.now() - ago))
})
const { url } = await serve(pages, { host: '127.0.0.1', port: 0 })
process.stdout.write(`gateway ${endpoint} is at ${url}\n`)
