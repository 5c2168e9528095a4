import '../../src/zone.ts'
import './quiet.ts'
import { createServer } from 'node:net'
import { PuppetServer } from 'wechaty-puppet-service'
import { Gate, world } from './gate.ts'
import { CHATTER, type Saying, stream } from './stream.ts'
import { villages } from './village.ts'

// A gateway in a process of its own, with two doors, so that each of two clients has one to itself.
//   server.ts FOLDER VILLAGES RESIDENTS
// It says on which ports, and then says messages at the door it is told: {"door":0,"count":100}.

export interface Doors {
  readonly ports: readonly number[]
}
export interface Order {
  readonly door: number
  readonly count: number
}
/** What stands before the last _ is the name that the built-in certificate is asked for. */
export const TOKEN = 'insecure_bench'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const open = async (gate: Gate): Promise<number> => {
  const port = await freePort()
  await new PuppetServer({ endpoint: `127.0.0.1:${port}`, token: TOKEN, puppet: gate }).start()
  return port
}

const [, script, folder, count, residents] = process.argv
if (folder !== undefined && script?.endsWith('server.ts')) {
  const all = villages(Number(count), Number(residents))
  const scene = world(folder, all)
  const gates = [new Gate(scene), new Gate(scene)]
  const ports: number[] = []
  for (const gate of gates) ports.push(await open(gate))
  const next = stream(all, CHATTER, 5)
  process.on('message', ({ door, count: messages }: Order) => {
    const sayings: readonly Saying[] = Array.from({ length: messages }, next)
    const gate = gates[door]
    gate?.tell(gate.ready(sayings))
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ ports } satisfies Doors)
}
