import { belongsTo } from '../domain/archive.ts'
import type { Calendar, Instant } from '../domain/calendar.ts'
import { decide } from '../domain/decide.ts'
import { Changed, Stored } from '../domain/docs.ts'
import { evolve } from '../domain/evolve.ts'
import type { Input } from '../domain/heard/input.ts'
import { lostKey } from '../domain/level/letter.ts'
import { forModel } from '../domain/privacy.ts'
import { hold } from '../domain/say/manners.ts'
import { say } from '../domain/say/say.ts'
import { openPolls } from '../domain/situation.ts'
import type { Line, Put } from '../domain/state/community.ts'
import type { Constitution } from '../domain/state/constitution.ts'
import { type Fact, matterOf } from '../domain/state/facts.ts'
import type { Archived, Chat, Commit, Ledger, Log, Vocabulary } from '../ports.ts'
import { parted } from './apart.ts'
import { Fetching } from './fetching.ts'
import { Lines } from './lines.ts'
import { Talk } from './talk.ts'

interface Waiting {
  readonly input: Input
  /** Matters that the words name. */
  readonly named: readonly string[]
  readonly done: () => void
}

/** What the inputs of one turn change together. */
interface Turn {
  readonly facts: Fact[]
  readonly lines: Line[]
  readonly ids: string[]
}

/** One community at the desk: its inputs are settled in turns, each turn stored before anything of it is said. */
export class Table {
  readonly id: string
  readonly is: Constitution
  readonly ledger: Ledger
  readonly stored: Stored
  /** What waits to be said. */
  readonly lines: Lines
  /** Who is about to say more. */
  readonly talk: Talk
  words: Vocabulary
  broken: string | undefined
  readonly #chat: Chat
  readonly #clock: () => Instant
  readonly #log: Log
  readonly #fatal: (error: unknown) => void
  readonly #rebound: () => void
  readonly #posted: () => void
  readonly #fetching: Fetching
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined
  #left = false

  constructor(
    { is, ledger }: { readonly is: Constitution; readonly ledger: Ledger },
    parts: {
      readonly chat: Chat
      readonly clock: () => Instant
      readonly calendar: Calendar
      readonly log: Log
      readonly fatal: (error: unknown) => void
      /** Rooms were bound here, or are bound no more. */
      readonly rebound: () => void
      /** Letters to other communities were stored. */
      readonly posted: () => void
    },
  ) {
    this.id = is.id
    this.is = is
    this.ledger = ledger
    this.stored = new Stored(is, parts.calendar, ledger.now.docs, (poll, words) => ledger.keys.seal(poll, words))
    this.talk = new Talk(this.stored)
    this.words = { ...vocabulary(is), ...this.#cards(), outside: (text) => forModel(this.stored, text) }
    this.#chat = parts.chat
    this.#clock = parts.clock
    this.#log = parts.log
    this.#fatal = parts.fatal
    this.#fetching = new Fetching(
      this.stored,
      async (of) => {
        const { bytes, extension } = await parts.chat.fetch(of)
        return ledger.keep(bytes, extension)
      },
      async (of, file) => {
        await this.enqueue({ type: 'file', of, ...(file === undefined ? {} : { file }), at: this.now() })
      },
      (of, error) => parts.log.warn({ err: error, community: is.id, message: of }, 'a file could not be fetched'),
    )
    this.#rebound = parts.rebound
    this.#posted = parts.posted
    this.lines = new Lines(is.id, this.stored, ledger, () => this.now(), parts.log)
  }

  get busy(): boolean {
    return this.#running !== undefined || this.#fetching.busy
  }

  async idle(): Promise<void> {
    await this.#running
    await this.#fetching.idle()
    await this.written().catch(() => undefined)
  }

  /** Resolves when nothing waits to be written. @throws the disk's error, after the process was told to end. */
  async written(): Promise<void> {
    try {
      await this.ledger.written()
    } catch (error) {
      this.#fail(error)
      throw error
    }
  }

  #fail(error: unknown): void {
    if (this.broken !== undefined) return
    this.broken = error instanceof Error ? error.message : String(error)
    this.#fatal(error)
  }

  knows(message: string): boolean {
    return this.ledger.now.ids.has(message)
  }

  /** Recorded time never goes back. */
  now(): Instant {
    return Math.max(this.#clock(), this.ledger.now.at)
  }

  /** Whether it still settles what comes. */
  get takes(): boolean {
    return this.broken === undefined && !this.#left
  }

  /** Nothing more is taken. */
  leave(): void {
    this.#left = true
  }

  /** Resolves when the input is settled and stored. */
  enqueue(input: Input, named: readonly string[] = []): Promise<void> {
    if (this.broken !== undefined || this.#left) return Promise.resolve()
    return new Promise((done) => {
      this.#waiting.push({ input, named, done })
      this.#running ??= this.#run()
    })
  }

  async #run(): Promise<void> {
    await Promise.resolve() // inputs of one moment share a turn
    while (this.#waiting.length > 0 && this.broken === undefined) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#turn(batch)
      } catch (error) {
        this.#fail(error)
      }
      for (const { done } of batch) done()
    }
    this.#running = undefined // at once: what comes in the next moment must find that nobody runs
    for (const { done } of this.#waiting.splice(0)) done() // broken: nothing more is accepted, and nobody waits for it
  }

  /** Settles what waits, and stores it in one commit. @throws the disk's error */
  async #turn(batch: Waiting[]): Promise<void> {
    const now = this.now()
    const changed = new Changed(this.stored)
    await this.#bringBack(batch, changed)
    const brought = new Set(changed.puts())
    const turn: Turn = { facts: [], lines: [], ids: [] }
    let keyless: readonly number[] = []
    for (const [i, { input }] of batch.entries()) {
      keyless = this.#settle(input, changed, turn, now)
      if (keyless.length === 0) continue
      this.#waiting.unshift(...batch.splice(i))
      break
    }
    await this.#store(turn, changed, brought, now)
    for (const poll of keyless) await this.ledger.keys.make(poll)
  }

  /** Nothing is waited for between what was decided and its commit: what it is about could leave for the archive. */
  async #store(turn: Turn, changed: Changed, brought: ReadonlySet<Put>, now: Instant): Promise<void> {
    if (turn.facts.length + turn.lines.length + turn.ids.length === 0) return
    const puts = touched(changed.puts(), brought, turn.facts)
    const lines = turn.lines.filter((line) => !this.lines.isVoid(line, changed))
    await this.#commit({ at: now, puts, ...turn, lines })
    this.stored.stored(puts)
    if (puts.some(({ kind }) => kind === 'poll')) this.words = { ...this.words, ...this.#cards() }
    const { outbox } = this.ledger.now
    if (puts.some(isMatter)) this.lines.dropExpired() // for good, since a case may come back to where it was
    for (const line of lines) if (outbox.has(line.key)) this.lines.add(line) // not one that was dropped before
    if (lines.some(({ letter }) => letter)) this.#posted()
    if (turn.facts.some(rebinds)) {
      this.#rebound()
      void this.#chat.refresh().catch(() => undefined) // who is in them
    }
    this.#fetching.look(puts)
    this.#chat.wake()
  }

  async #commit(commit: Commit): Promise<void> {
    await Promise.all(parted(commit, this.ledger.now.at).map((part) => this.ledger.commit(part)))
    if (commit.facts.some(({ type }) => type === 'poll-closed' || type === 'poll-voided')) await this.tidy()
  }

  /** What a process that died before it left undone: nothing may link a ballot to its voter once a poll is over. */
  async tidy(): Promise<void> {
    for (const poll of this.ledger.keys.polls) if (this.#isOver(poll)) await this.ledger.keys.burn(poll)
  }

  #isOver(poll: number): boolean {
    return this.ledger.now.docs.poll.get(String(poll))?.stage !== 'open'
  }

  /** What was named before the start: as soon as the account hears. */
  fetchFiles(): void {
    this.#fetching.begin()
  }

  /** The words on the cards that are open. */
  #cards(): Required<Pick<Vocabulary, 'options' | 'questions'>> {
    const open = openPolls(this.stored, undefined)
    return {
      options: new Set(open.flatMap(({ options }) => options)),
      questions: new Map(open.map(({ number, question }) => [number, question])),
    }
  }

  /**
   * A bug is a throw: what the input would have changed is given up, and the loop goes on.
   * @returns secret polls that it would open: ballots cannot be sealed before their keys are there, and it is settled then.
   */
  #settle(input: Input, changed: Changed, turn: Turn, now: Instant): readonly number[] {
    const id = idOf(input)
    if (id !== undefined && this.knows(id)) return []
    try {
      const trial = new Changed(changed)
      const { facts, answers } = decide(trial, input, now)
      const keyless = facts.filter(opensSecret).filter(({ poll }) => !this.ledger.keys.polls.includes(poll))
      if (keyless.length > 0) return keyless.map(({ poll }) => poll)
      for (const fact of facts) trial.put(evolve(trial, fact))
      const said = hold(trial, say(trial, input, facts, answers, now), now)
      for (const fact of said.facts) trial.put(evolve(trial, fact))
      changed.put(trial.puts())
      turn.facts.push(...facts, ...said.facts)
      turn.lines.push(...said.lines.filter(({ key }) => !this.ledger.now.outbox.has(key)))
      if (id !== undefined && (input.type !== 'heard' || facts.length + answers.length > 0)) turn.ids.push(id)
      if (input.type === 'heard' && facts.some(({ type }) => type === 'case-raised' || type === 'case-reopened'))
        this.talk.reported(input.heard)
    } catch (error) {
      if (input.type === 'tick' && !input.only) return this.#settleEach(input, changed, turn, now)
      const message = input.type === 'heard' ? input.heard.id : undefined
      this.#log.error({ err: error, community: this.id, input: input.type, message }, 'an input could not be settled')
    }
    return []
  }

  /** One thing of all that is due cannot be done: that must not hold up the rest. */
  #settleEach(tick: Extract<Input, { type: 'tick' }>, changed: Changed, turn: Turn, now: Instant): readonly number[] {
    return changed.due(now).flatMap((only) => this.#settle({ ...tick, only }, changed, turn, now))
  }

  /** Matters that are named and not in the hot state are laid over it for this turn: those too that leave it meanwhile. */
  async #bringBack(batch: readonly Waiting[], changed: Changed): Promise<void> {
    const looked = new Set<string>()
    const absent = () =>
      batch
        .flatMap(({ named }) => named)
        .find((matter) => !looked.has(matter) && !this.stored.get(kindOf(matter), matter.slice(1)))
    for (let matter = absent(); matter !== undefined; matter = absent()) {
      looked.add(matter)
      const archived: Archived | undefined = await this.ledger.archived(matter)
      if (archived) changed.put(archived.puts)
    }
  }
}

/** What was only brought back from the archive stays there, unless a fact is about its matter. */
function touched(puts: readonly Put[], brought: ReadonlySet<Put>, facts: readonly Fact[]): readonly Put[] {
  if (brought.size === 0) return puts
  const about = new Set(facts.map(matterOf))
  return puts.filter((put) => !brought.has(put) || about.has(belongsTo(put)))
}

/** Settled once: chatter that comes to nothing is not remembered, a letter always is. */
function idOf(input: Input): string | undefined {
  if (input.type === 'heard') return input.heard.id
  if (input.type === 'letter') return input.key
  return input.type === 'letter-lost' ? lostKey(input.key) : undefined
}

const opensSecret = (fact: Fact): fact is Extract<Fact, { type: 'poll-opened' }> =>
  fact.type === 'poll-opened' && fact.matter.secret

const kindOf = (matter: string): 'case' | 'poll' => (matter.startsWith('#') ? 'case' : 'poll')

const isMatter = ({ kind }: Put): boolean => kind === 'case' || kind === 'poll' || kind === 'reminder'

const rebinds = ({ type }: Fact): boolean => type === 'room-bound' || type === 'contacts-void'

const vocabulary = ({
  people,
  posts,
  households,
  catalogue,
  places,
}: Constitution): Omit<Vocabulary, 'options' | 'questions'> => ({
  people: people.map(({ name }) => name),
  posts: posts.map(({ name }) => name),
  staff: people.filter((one) => one.posts.length > 0).map(({ name }) => name),
  households: new Set(households.map(({ id }) => id)),
  categories: catalogue.categories,
  dangers: catalogue.dangers,
  ...(places && { places: places.map(({ name, aliases }) => ({ name, words: [name, ...aliases] })) }),
})
