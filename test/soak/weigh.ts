import { readdirSync, readlinkSync } from 'node:fs'
import type { Desk } from '../../src/desk/desk.ts'
import type { Outbox, Snapshot } from '../../src/ports.ts'
import type { PaperLedger } from '../../src/store/ledger.ts'
import { pack } from '../../src/store/state.ts'
import type { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { privately, type World } from '../../src/wechat/world.ts'
import type { Weight } from './asked.ts'
import { neglected } from './neglect.ts'

interface Weighed {
  readonly desk: Desk
  readonly outbox: Outbox
  readonly puppet: SimulatorPuppet
  readonly world: World
  readonly ledgers: readonly PaperLedger[]
  readonly history: number
}

/** What the process holds now. */
export const weigh = async (is: Weighed): Promise<Weight> => {
  const now = is.world.now()
  const states = is.ledgers.map((ledger) => ledger.now)
  const counted = {
    at: now,
    handles: handles(),
    ...files(),
    listeners: listenersOf(is.puppet) + listenersOf(process),
    history: is.history,
    messages: messagesOf(is.world),
    state: states.reduce((sum, state) => sum + JSON.stringify(pack(state)).length, 0),
    ...matters(states),
    outbox: sum(states, ({ outbox }) => outbox.size),
    unsaid: sum(states, ({ outbox }) => [...outbox.values()].filter(({ saidAt }) => saidAt === undefined).length),
    due: is.outbox.due(now).length,
    online: is.puppet.isLoggedIn,
    ...(is.desk.broken === undefined ? {} : { broken: is.desk.broken }),
    neglected: states.flatMap((state) => neglected(state.docs, now)),
  }
  return { ...counted, heap: await heapUsed(), rss: process.memoryUsage().rss }
}

/** After everything that nobody holds is gone. */
export const heapUsed = async (): Promise<number> => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await new Promise((later) => setImmediate(later))
  }
  return process.memoryUsage().heapUsed
}

const handles = (): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** Files and sockets: what a thread's own loop opens ends with the thread. */
const files = (): { readonly files?: number } => {
  try {
    return { files: readdirSync('/proc/self/fd').filter((fd) => /^(?:\/|socket:)/.test(target(fd))).length }
  } catch {
    return {}
  }
}

const target = (fd: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return '' // that of the listing itself
  }
}

const messagesOf = (world: World): number =>
  [...world.rooms().map(({ id }) => id), ...world.contacts().map(({ id }) => privately(id))].reduce(
    (count, place) => count + world.messages(place).length,
    0,
  )

const listenersOf = (emitter: Pick<NodeJS.EventEmitter, 'eventNames' | 'listenerCount'>): number =>
  emitter.eventNames().reduce((count, event) => count + emitter.listenerCount(event), 0)

const sum = (states: readonly Snapshot[], of: (state: Snapshot) => number): number =>
  states.reduce((total, state) => total + of(state), 0)

const matters = (states: readonly Snapshot[]) => {
  const held = sum(states, ({ docs }) => docs.case.size + docs.poll.size)
  const open = sum(
    states,
    ({ docs }) =>
      [...docs.case.values()].filter(({ endedAt }) => endedAt === undefined).length +
      [...docs.poll.values()].filter(({ stage }) => stage === 'open').length,
  )
  const given = sum(states, ({ docs }) =>
    [...docs.counters.values()].reduce((total, { case: next, poll }) => total + next + poll - 2, 0),
  )
  return { open, ended: held - open, archived: given - held }
}
