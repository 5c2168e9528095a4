import { join } from 'node:path'
import { holidays } from '../../src/config/holidays.ts'
import { type Desk, type DeskParts, desk } from '../../src/desk/desk.ts'
import { archivable } from '../../src/domain/archive.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Chat, Ledger, Store } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { files } from '../../src/store/files.ts'
import { aPoll, commit, putPoll } from '../store/sample.ts'
import { clock, log } from './clock.ts'
import type { Saying } from './stream.ts'
import { roomsOf, START, type Village } from './village.ts'

/** Nothing of what a bench laid out may look damaged to the store. */
const mended = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** Hears nothing and says nothing: for what is measured from the desk on. */
const silent = (time: () => Instant): Chat => ({
  start: () => Promise.resolve(),
  wake: () => undefined,
  fetch: () => Promise.reject(new Error('there are no files')),
  online: true,
  get heardAt() {
    return time()
  },
  refresh: () => Promise.resolve(),
  stop: () => Promise.resolve(),
})

export interface Furniture {
  /** Of the file store, or another store in its place. */
  readonly dir: string
  readonly store?: Store
  readonly time?: () => Instant
  readonly villages: readonly Village[]
  readonly chat?: Chat
  /** Commits between two compactions. */
  readonly every?: number
  /** Between the desk and the file store. */
  readonly through?: (ledger: Ledger) => Ledger
  /** What is stored before the desk opens. */
  readonly furnish?: (ledger: Ledger, village: Village) => Promise<void>
}
export interface House {
  readonly desk: Desk
  readonly close: () => Promise<void>
}

/** A household poll in the group, open for three days. */
const opened = (ledger: Ledger, { is, group }: Village): Promise<void> => {
  const electorate = is.households.map(({ id }) => id)
  return ledger.commit(commit({ puts: [putPoll(aPoll(1, { rooms: [group], electorate, opensAt: START }))] }))
}

/** The real desk, rules, reader and file store, as `main.ts` puts them together, with a poll open in each group. */
export const house = async (furniture: Furniture): Promise<House> => {
  const { dir, villages, every = 5000, through = same, furnish, time = clock } = furniture
  const { chat = silent(time) } = furniture
  const store = furniture.store ?? (await files({ dir, clock: time, ended: archivable, log: mended, every }))
  const communities: DeskParts['communities'][number][] = []
  for (const village of villages) {
    const ledger = await store.open(village.is.id)
    if (ledger.now.seq === 0) await opened(ledger, village)
    await furnish?.(ledger, village)
    communities.push({ is: village.is, ledger: through(ledger) })
  }
  const at = desk({
    communities,
    reader: reader(),
    chat,
    clock: time,
    calendar: holidays(START, [join(import.meta.dirname, '../../data')]).calendar,
    log,
    fatal: (error) => {
      throw error
    },
  })
  await at.open()
  const close = async (): Promise<void> => {
    await at.settled()
    await store.close()
  }
  return { desk: at, close }
}
const same = (ledger: Ledger): Ledger => ledger

/** The rooms are seen, and bound. Where WeChat's side runs, it tells of them itself. */
export const enter = async ({ desk: at }: House, villages: readonly Village[]): Promise<void> => {
  for (const village of villages) for (const room of roomsOf(village)) at.see(room)
  await at.settled()
}

/** As the adapter tells it to the desk. */
export const heard = (id: string, { village, from, text, called }: Saying): Heard => ({
  id,
  room: village.group,
  topic: village.group,
  from,
  name: from,
  text,
  kind: 'text',
  mentions: [],
  addressed: called,
  friend: true,
  at: clock(),
})
