import '../../src/zone.ts'
import './quiet.ts'
import { join } from 'node:path'
import { bare, through } from './bare.ts'
import { chatter } from './chatter.ts'
import { report } from './child.ts'
import { Gate, world } from './gate.ts'
import type { Saying } from './stream.ts'
import { type Village, villages } from './village.ts'

// A process whose memory is measured after everybody has spoken: with nothing but Wechaty in it, or with us.
//   used.ts bare|ours FOLDER VILLAGES RESIDENTS

const MEGABYTE = 1024 * 1024

/** In MB. */
export interface Used {
  readonly rss: number
  readonly heap: number
}

/** Each says one thing in her own group. */
const everybody = (all: readonly Village[]): readonly Saying[] => {
  const talk = chatter(11)
  return all.flatMap((village) =>
    village.residents.map((from) => ({ village, from, text: talk(), called: false, kind: 'chatter' as const })),
  )
}

const serve = async (what: string, dir: string, groups: number, residents: number): Promise<void> => {
  const all = villages(groups, residents, 4)
  const gate = new Gate(world(dir, all))
  if (what === 'bare') {
    const way = await bare(gate)
    await through(gate, way, everybody(all))
  } else {
    const [{ house }, { ours }] = [await import('./house.ts'), await import('./ours.ts')] // nothing of ours in the other
    const at = await house({ dir: join(dir, 'live'), villages: all })
    const way = await ours(gate, at.desk, at.desk.outbox, 2 * groups)
    await at.desk.settled()
    await through(gate, way, everybody(all))
    await at.desk.settled()
  }
  gate.ready([])
  for (let turn = 0; turn < 5; turn++) {
    global.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { rss, heapUsed } = process.memoryUsage()
  await report({ rss: rss / MEGABYTE, heap: heapUsed / MEGABYTE } satisfies Used)
}

const [, script, what, dir, groups, residents] = process.argv
if (script === import.meta.filename && what !== undefined && dir !== undefined)
  await serve(what, dir, Number(groups), Number(residents))
