import { beforeAll, expect, test } from 'vitest'
import { makeFolder } from '../../src/store/disk.ts'
import { Journal } from '../../src/store/journal.ts'
import { PaperLedger } from '../../src/store/ledger.ts'
import { migrations, versionOf } from '../../src/store/migrations.ts'
import { Chance } from '../chance.ts'
import { Count } from '../simulation/count.ts'
import { Disk } from '../simulation/disk.ts'
import { HOME, install, serve } from '../simulation/files.ts'
import { Door } from '../simulation/gate.ts'
import { aPoll, aVoter, commit, putPoll, putSealed, putVoter, START } from './sample.ts'
import { betrayals } from './secrecy.ts'

// A secret poll is opened, voted in and burnt on a simulated disk; the process is killed in the middle of each single
// operation in turn, with and without the power.

const UNITS = ['3-2-501', '1-1-101', '2-1-302', '3-1-202']
const FOLDER = `${HOME}/demo`

beforeAll(install)

/** What a process was told that is done. */
interface Acks {
  seal?: string | undefined
  votes: number
  burning?: true
  burnt?: true
}

class Machine {
  readonly disk = new Disk()
  readonly #chance: Chance

  constructor(seed: number) {
    this.#chance = new Chance(seed)
    this.disk.folders.add(HOME)
  }

  /** A process, perhaps killed at its nth operation. @returns how many it did */
  async life(work: (ledger: PaperLedger) => Promise<void>, killAfter?: number): Promise<number> {
    const door = new Door(this.disk, {}, this.#chance, new Count())
    door.killAfter = killAfter
    serve(door)
    let over = false
    let failure: unknown
    void this.#open()
      .then(work)
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => {
        over = true
      })
    while (!over && !door.dead) await new Promise((later) => setImmediate(later))
    if (failure !== undefined) throw failure
    return door.deeds
  }

  async #open(): Promise<PaperLedger> {
    await makeFolder(FOLDER)
    const journal = new Journal(FOLDER, migrations, () => undefined)
    const random = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => this.#chance.below(256))
    const hearing = { at: 0, note: () => undefined, written: () => Promise.resolve() }
    const terms = { clock: () => START, ended: () => [], every: 3, random, hearing }
    return new PaperLedger(journal, versionOf(migrations), terms).open()
  }

  losePower(): void {
    this.disk.lose(this.#chance, () => undefined)
  }

  get files(): ReadonlyMap<string, Buffer> {
    return new Map([...this.disk.names].map(([path, inode]) => [path, Buffer.from(inode.bytes)]))
  }
}

const poll =
  (acks: Acks) =>
  async (ledger: PaperLedger): Promise<void> => {
    await ledger.keys.make(5)
    acks.seal = ledger.keys.seal(5, 'x')
    await ledger.commit(commit({ puts: [putPoll(aPoll(5, { secret: true }))] }))
    for (const unit of UNITS) {
      const sealed = putSealed(`5/${ledger.keys.seal(5, unit)}`, { poll: 5, choices: [1] })
      await ledger.commit(commit({ puts: [sealed, putVoter(aVoter(5, unit))] }))
      acks.votes++
    }
    await ledger.commit(commit({ puts: [putPoll(aPoll(5, { secret: true, stage: 'closed' }))] }))
    acks.burning = true
    await ledger.keys.burn(5)
    acks.burnt = true
  }

/** As the next start does it: what was accepted is there, and keys of polls that are over are burnt. */
const resumed =
  (acks: Acks) =>
  async ({ now, keys }: PaperLedger): Promise<void> => {
    expect(now.docs.sealed.size).toBeGreaterThanOrEqual(acks.votes)
    expect(now.docs.voter.size).toBe(now.docs.sealed.size)
    if (acks.seal !== undefined && !acks.burning) expect(keys.seal(5, 'x')).toBe(acks.seal)
    if (acks.burnt) expect(keys.polls).toEqual([])
    acks.burning = true
    for (const number of keys.polls) await keys.burn(number)
    expect(keys.polls).toEqual([])
  }

const killedAt = async (deed: number, power: boolean, seed: number): Promise<Acks> => {
  const machine = new Machine(seed)
  const acks: Acks = { votes: 0 }
  await machine.life(poll(acks), deed)
  const ended = { ...acks }
  if (power) machine.losePower()
  if (acks.burnt) expect(betrayals(machine.files)).toEqual([])
  // a second kill, in the middle of the mending
  await machine.life(resumed(acks), seed % 30)
  if (power) machine.losePower()
  await machine.life(resumed(acks))
  expect(betrayals(machine.files)).toEqual([])
  machine.losePower()
  expect(betrayals(machine.files)).toEqual([])
  await machine.life(resumed(acks))
  return ended
}

test.each([
  ['the process', false],
  ['the power', true],
])(
  'killed in the middle of any operation with %s, burning again at the next start finishes it',
  async (_, power) => {
    const whole = await new Machine(0).life(poll({ votes: 0 }))
    const ends = { made: 0, burning: 0, burnt: 0 }
    for (let deed = 0; deed <= whole; deed++)
      for (let again = 0; again < 6; again++) {
        const acks = await killedAt(deed, power, deed * 7 + again)
        if (acks.seal !== undefined && acks.votes === 0) ends.made++
        if (acks.burning && !acks.burnt) ends.burning++
        if (acks.burnt) ends.burnt++
      }
    // the moments that this is about did come
    expect(ends.made).toBeGreaterThan(6)
    expect(ends.burning).toBeGreaterThan(60)
    expect(ends.burnt).toBeGreaterThan(0)
  },
  120_000,
)
