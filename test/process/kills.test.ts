import { existsSync, readFileSync, watch } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archivable } from '../../src/domain/archive.ts'
import type { Snapshot } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { follow, first as readFirst } from '../../src/store/load.ts'
import { spans } from '../../src/store/seal.ts'
import { draws } from '../chance.ts'
import { Neighbours, neighbourhood } from './neighbours.ts'
import { PROGRAM, type Program, run, type Said, start, writeCommunity } from './program.ts'
import { type Aftermath, faults } from './record.ts'
import { Gone, Talk } from './talk.ts'

const OFTEN = 'test/process/often.ts'
/** Each found seed becomes a test of its own; one is drawn anew each time. */
const seed = Number(process.env.XIAOYI_SEED ?? Date.now() % 1_000_000)

/** One data folder, one neighbourhood, and the kills it goes through. */
interface Lane {
  readonly name: string
  readonly script: string
  readonly kills: number
  readonly compacting: boolean
  readonly seed: number
}
const LANES: readonly Lane[] = [
  { name: 'one', script: PROGRAM, kills: 14, compacting: false, seed },
  { name: 'two', script: PROGRAM, kills: 13, compacting: false, seed: seed + 1 },
  { name: 'three', script: PROGRAM, kills: 13, compacting: false, seed: seed + 2 },
  { name: 'four', script: OFTEN, kills: 10, compacting: true, seed: seed + 3 },
]

interface Outcome {
  readonly after: Aftermath
  /** What the pages showed while the programs lived. */
  readonly seen: readonly Said[]
  /** What was left after the program ended in peace. */
  readonly docs: Snapshot['docs']
  /** Kills that found a compaction half done. */
  readonly halfway: number
}

/** The lives of one lane, and what is left of them. */
class Trial {
  readonly #lane: Lane
  readonly #dir: string
  readonly #draw: () => number
  readonly #neighbours: Neighbours
  readonly #lives: { start: number; kills: number }[] = []
  readonly #seen: Said[] = []
  #halfway = 0

  constructor(lane: Lane, dir: string) {
    this.#lane = lane
    this.#dir = dir
    this.#draw = draws(lane.seed)
    this.#neighbours = new Neighbours(draws(lane.seed + 1_000))
  }

  async through(): Promise<Outcome> {
    writeCommunity(this.#dir, neighbourhood)
    for (let kill = 0; kill < this.#lane.kills; kill++) {
      if (kill > 0 && this.#draw() < 0.15) await this.#killedAtStart()
      else await this.#killedInTalk()
      if (existsSync(join(this.#folder, 'community.ndjson.new'))) this.#halfway++
    }
    return this.#end()
  }

  get #folder(): string {
    return join(this.#dir, 'live', neighbourhood.id)
  }

  /** Anywhere between the start and the first words. */
  async #killedAtStart(): Promise<void> {
    const process = run(this.#dir, { script: this.#lane.script })
    await new Promise((later) => setTimeout(later, 300 + this.#draw() * 1_700))
    await process.end('SIGKILL')
    const life = this.#lives.at(-1)
    if (life) life.kills++
  }

  async #killedInTalk(): Promise<void> {
    const { program, talk } = await this.#begin()
    let left = (this.#lives.length === 1 ? 40 : 2) + Math.floor(this.#draw() * 25) // the first opens a poll
    const delay = this.#draw() * 40
    const killed = new Promise<void>((done) => {
      const kill = () => void program.process.end('SIGKILL').then(() => done())
      const said = () => {
        if (--left !== 0) return
        if (this.#lane.compacting) this.#atCompaction(kill)
        else setTimeout(kill, delay)
      }
      this.#neighbours.talk(program, talk, said).catch((error: unknown) => {
        if (!(error instanceof Gone)) throw error
      })
    })
    await killed
    this.#seen.push(...talk.heard)
    const life = this.#lives.at(-1)
    if (life) life.kills++
  }

  /** The moment at which the new file is begun. */
  #atCompaction(kill: () => void): void {
    const watcher = watch(this.#folder, (_, name) => {
      if (name !== 'community.ndjson.new') return
      watcher.close()
      kill()
    })
  }

  async #begin(): Promise<{ readonly program: Program; readonly talk: Talk }> {
    const spawned = Date.now()
    const program = await start(this.#dir, { script: this.#lane.script })
    if (this.#lives.length === 0) await program.nextDay(10)
    const { now } = (await program.get('sim/clock')) as { readonly now: number }
    this.#lives.push({ start: now - (Date.now() - spawned), kills: 0 })
    return { program, talk: await Talk.of(program) }
  }

  /** The polls close, what waits is said, and the program ends in peace. */
  async #end(): Promise<Outcome> {
    const { program, talk } = await this.#begin()
    const results = [...this.#onDisk().docs.poll.keys()].map((number) =>
      talk.next(({ bot, text }) => bot && text.includes(`P${number} 截止了：`), 0),
    )
    await program.advance('10h')
    await Promise.all(results)
    this.#seen.push(...talk.heard)
    const said = await program.messages()
    const state = this.#onDisk()
    const end = await program.process.end('SIGTERM')
    expect(end.code, end.err).toBe(0)
    const store = await files({ dir: join(this.#dir, 'live'), clock: () => 0, ended: archivable })
    const { docs } = (await store.open(neighbourhood.id)).now
    await store.close()
    return { after: { said, state, lives: this.#lives }, seen: this.#seen, docs, halfway: this.#halfway }
  }

  /** What the file says, read beside the program that writes it. */
  #onDisk(): Snapshot {
    const file = join(this.#folder, 'community.ndjson')
    const [head, ...tail] = spans(readFileSync(file))
    const stored = readFirst(head, file)
    if (!stored) throw new Error(`${file} has no first line`)
    return follow(stored, tail, file).state
  }
}

describe(`kill -9 at any moment (XIAOYI_SEED=${seed})`, () => {
  let dir: string
  const outcomes = new Map<Lane, Outcome>()

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'xiaoyi-kills-'))
    await Promise.all(
      LANES.map(async (lane) => outcomes.set(lane, await new Trial(lane, join(dir, lane.name)).through())),
    )
  }, 300_000)
  afterAll(() => rm(dir, { recursive: true }))

  const outcome = (lane: Lane): Outcome => {
    const found = outcomes.get(lane)
    if (!found) throw new Error(`${lane.name} did not end`)
    return found
  }

  test.each(LANES)('$kills times ($script): what was acknowledged is there, and there once', (lane) => {
    expect(faults(outcome(lane).after)).toEqual([])
  })

  test.each(LANES)('$kills times ($script): what was seen in the chat stays in the chat', (lane) => {
    const { after, seen } = outcome(lane)
    const kept = new Set(after.said.map(({ id }) => id))
    expect(seen.filter(({ id }) => !kept.has(id))).toEqual([])
  })

  test.each(LANES)('$kills times ($script): SIGTERM leaves what the file said', (lane) => {
    const { after, docs } = outcome(lane)
    expect(docs.case).toEqual(after.state.docs.case)
    expect(docs.poll).toEqual(after.state.docs.poll)
    expect(docs.ballot).toEqual(after.state.docs.ballot)
  })

  test('the coincidences that this is about did happen', () => {
    const all = LANES.map((lane) => outcome(lane))
    const counted = (of: (outcome: Outcome) => number) => all.reduce((sum, one) => sum + of(one), 0)
    const summary = {
      kills: counted(({ after }) => after.lives.reduce((sum, { kills }) => sum + kills, 0)),
      cases: counted(({ after }) => after.state.docs.case.size),
      ballots: counted(({ after }) => after.state.docs.ballot.size),
      halfway: counted(({ halfway }) => halfway),
    }
    console.log(`seed ${seed}: ${JSON.stringify(summary)}`)
    expect(summary.kills).toBe(LANES.reduce((sum, { kills }) => sum + kills, 0))
    expect(summary.cases).toBeGreaterThan(summary.kills)
    expect(summary.ballots).toBeGreaterThan(10)
    expect(summary.halfway).toBeGreaterThan(0)
  })
})
