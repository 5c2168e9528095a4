import './zone.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { Malformed } from './board/asked.ts'
import { board } from './board/board.ts'
import { serve } from './board/serving.ts'
import { communities } from './config/communities.ts'
import { seedOf } from './wechat/demo.ts'
import { type Gateway, gateway } from './wechat/gateway.ts'
import { SimulatorPuppet } from './wechat/puppet.ts'
import { Server, terms } from './wechat/server.ts'
import { World } from './wechat/world.ts'

// A gateway on one's own machine, for a program that is started with the variables that this prints.

const SHIPPED = fileURLToPath(new URL('../data', import.meta.url))
const CLIENT = 'wechaty-puppet-service'
/** The page on which one speaks as a person; the program's own is on 3000. */
const PAGE = 3001

function stop(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}

/** The simulated WeChat, on the program's own communities or else the demo. */
async function simulated(dataDir: string): Promise<World> {
  const { loaded, mistakes } = await communities({ dataDir, shipped: SHIPPED, demo: true })
  for (const mistake of mistakes) process.stderr.write(`${mistake}\n`)
  return new World({
    dir: join(dataDir, 'gateway'),
    clock: Date.now,
    bot: { id: 'xiaoyi', name: process.env.BOT_NAME?.trim() || '小议' },
    seed: seedOf(loaded, undefined, Date.now()),
  })
}

async function page(world: World, port: number): Promise<string> {
  const pages = board({
    health: () => ({ ok: true, wechat: 'online', store: 'ok', model: 'none' }),
    clock: Date.now,
    simulated: {
      world,
      advance: async () => {
        throw new Malformed('advance: the program on the other side lives in real time')
      },
    },
  })
  return (await serve(pages, { host: '127.0.0.1', port })).url
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const log = pino({ level: process.env.LOG_LEVEL || 'info' }, pino.destination({ dest: 2, sync: true }))
  const name = process.env.WECHATY_PUPPET?.trim()
  const world = !name || name === CLIENT ? await simulated(process.env.DATA_DIR?.trim() || 'data') : undefined
  const offered: Gateway = world
    ? { puppet: new SimulatorPuppet(world), name: 'The simulator' }
    : await gateway(name ?? '').catch(stop)
  const agreed = terms(process.env)
  const server = new Server({ gateway: offered, terms: agreed, clock: Date.now, log })
  await server.start()
  process.stdout.write(
    `${offered.name} is served at ${agreed.endpoint}. For the program's .env:\n${agreed.variables.join('\n')}\n`,
  )
  if (world) process.stdout.write(`Speak as anybody at ${await page(world, Number(process.argv[2] ?? PAGE))}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)))
}

await main().catch(stop)
