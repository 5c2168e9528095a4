import '../../src/zone.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { board } from '../../src/board/board.ts'
import { serve } from '../../src/board/serving.ts'
import { simulatedClock } from '../../src/config/clock.ts'
import { communities } from '../../src/config/communities.ts'
import { config } from '../../src/config/environment.ts'
import { holidays } from '../../src/config/holidays.ts'
import { desk } from '../../src/desk/desk.ts'
import { archivable } from '../../src/domain/archive.ts'
import { reader } from '../../src/reader/reader.ts'
import { files } from '../../src/store/files.ts'
import { wechat } from '../../src/wechat/adapter.ts'
import { seedOf } from '../../src/wechat/demo.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { World } from '../../src/wechat/world.ts'
import { root } from './program.ts'

// The program as main.ts builds it, but for a compaction every few commits instead of every 5,000.
const EVERY = 10

const shipped = join(root, 'data')
const settings = config(process.env)
const live = join(settings.dataDir, 'live')
mkdirSync(live, { recursive: true })
const clock = simulatedClock(Date.now, live)
const { loaded } = communities({ dataDir: settings.dataDir, shipped, demo: false })
const store = await files({ dir: live, clock: clock.now, ended: archivable, every: EVERY })
const opened = await Promise.all(loaded.map(async (is) => ({ is, ledger: await store.open(is.id) })))
const world = new World({
  dir: live,
  clock: clock.now,
  bot: { id: 'xiaoyi', name: settings.botName },
  seed: seedOf(loaded, undefined, clock.now()),
})
const log = { info: () => undefined, warn: () => undefined, error: console.error }
const chat = wechat({
  puppet: new SimulatorPuppet(world),
  botName: settings.botName,
  clock: clock.now,
  log,
  pace: { room: 150, between: [60, 120], minute: 600 },
})
const at = desk({
  communities: opened,
  reader: reader(),
  chat,
  clock: clock.now,
  calendar: holidays(clock.now(), [shipped]).calendar,
  log,
  fatal: (error) => {
    throw error
  },
})
await at.open()

/** Due instant by due instant. */
const advance = async (ms: number): Promise<void> => {
  const target = clock.now() + ms
  for (;;) {
    const next = at.nextDue(clock.now())
    clock.moveTo(Math.min(next ?? target, target))
    await at.tick()
    await at.settled()
    if (next === undefined || next > target) return
  }
}

const health = () => ({ ok: true, wechat: 'online', store: 'ok', model: 'embedded' }) as const
const serving = await serve(board({ health, clock: clock.now, advance, world, names: [settings.host] }), settings)
await chat.start(at, at.outbox)
process.stdout.write(`小议 is at ${serving.url}\n`)
process.once('SIGTERM', async () => {
  await chat.stop()
  await at.settled()
  await store.close()
  process.exit(0)
})
