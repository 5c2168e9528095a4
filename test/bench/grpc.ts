import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { bare, client, type Way } from './bare.ts'
import { house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { pairs, timed } from './numbers.ts'
import { ours } from './ours.ts'
import { profile } from './profile.ts'
import { type Doors, type Order, TOKEN } from './server.ts'
import { villages } from './village.ts'

const RESIDENTS = 20

/** W1: through Wechaty's own gRPC client, TLS on, the gateway in another process: with us, and with an empty handler. */
export const grpc: Bench = async ({ quick, folder, print }) => {
  const all = villages(quick ? 2 : 20, RESIDENTS)
  const at = await house({ dir: join(folder, 'grpc/live'), villages: all })
  const server = fork(join(import.meta.dirname, 'server.ts'), [
    join(folder, 'grpc'),
    String(all.length),
    String(RESIDENTS),
  ])
  const [{ ports }] = (await once(server, 'message')) as [Doors]
  const empty = await bare(client(folder, TOKEN, ports[0]))
  const full = await ours(named(ports[1]), at.desk, at.desk.outbox, 2 * all.length)
  await at.desk.settled()
  const count = quick ? 100 : 600
  const rate = (door: number, way: Way) => async (): Promise<number> =>
    (1000 * count) / (await told(server, door, way, count))
  for (let turn = 0; turn < (quick ? 1 : 4); turn++) {
    await told(server, 0, empty, count) // who a person is, is asked once
    await told(server, 1, full, count)
  }
  const { ours: value, theirs: baseline, ratio } = await pairs(quick ? 2 : 15, rate(1, full), rate(0, empty))
  const note = `gateway in another process, ${all.length} groups of ${RESIDENTS}`
  const measured = { bench: 'W1', metric: 'grpc-rate', value, unit: 'messages/s', baseline, ratio, note }
  const line = judged(measured, ['>=', 0.9], ratio)
  print(line)
  if (!line.met) for (const part of await profile('W1', 'grpc-rate', rate(1, full))) print(part)
  await full.stop()
  await empty.stop()
  await at.close()
  server.disconnect()
}

/** The production path: the puppet by its name, configured by Wechaty's own variables. */
const named = (port = 0): string => {
  process.env.WECHATY_PUPPET_SERVICE_TOKEN = TOKEN
  process.env.WECHATY_PUPPET_SERVICE_ENDPOINT = `127.0.0.1:${port}`
  return 'wechaty-puppet-service'
}

/** Ms until as many as were ordered at the door are heard, in bursts. */
const told = (server: ChildProcess, door: number, way: Way, count: number): Promise<number> =>
  timed(async () => {
    for (let left = count; left > 0; left -= 100) {
      const burst = Math.min(100, left)
      const all = way.heard.more(burst)
      server.send({ door, count: burst } satisfies Order)
      await all
    }
  })
