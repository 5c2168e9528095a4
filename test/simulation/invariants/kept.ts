import { belongsTo } from '../../../src/domain/archive.ts'
import type { Instant } from '../../../src/domain/calendar.ts'
import type { State } from '../../../src/store/state.ts'
import type { Life } from '../life.ts'
import type { Sent } from '../line.ts'
import type { Death, World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import { Fresh } from './fresh.ts'

const DAY = 86_400_000

/** What a line told somebody, so that it must stay. */
interface Promised {
  readonly community: string
  /** When it was settled: it may have waited for the line. */
  readonly at: Instant
  /** The message that it answers. */
  readonly origin: string | undefined
  /** The matter it is about, and how much of its record stood then. */
  readonly about: string | undefined
  readonly facts: number
}

/** 1: every acknowledged thing is there after crash and recovery. 2: a case per message, a number per case, for ever. */
export class Kept {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #promises: Promised[] = []
  readonly #before = new Map<string, State>()
  /** Which message a number belongs to, and which number a message. */
  readonly #numbers = new Map<string, string>()
  readonly #sources = new Map<string, string>()
  readonly #acted = new Map<string, Instant>()
  readonly #fresh = new Fresh()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  /** 1, where it is said: nothing is said of what is not stored. */
  sends(sent: Sent): void {
    for (const { community, line } of sent.lines) {
      const state = this.#world.life?.ledgers.get(community)?.now
      if (!state?.outbox.has(line.key)) this.#breaks(1, `${community} says ${line.key} before it is stored`)
      const asksWhere = line.text.startsWith('您说的是哪里的事') // forgotten: it is asked again, under the same key
      const origin = asksWhere ? undefined : /^(m\d+)\/\d+$/.exec(line.key)?.[1]
      const facts = line.about === undefined ? 0 : (state?.facts.get(line.about)?.length ?? 0)
      const at = state?.ids.get(origin ?? '') ?? sent.at
      this.#promises.push({ community, at, origin, about: line.about, facts })
    }
  }

  /** 2 */
  look(id: string, { docs, facts }: State): void {
    for (const [matter, all] of facts) {
      for (const fact of this.#fresh.of(`${id} ${matter}`, all))
        if ('source' in fact && fact.source !== '') this.#acts(id, fact.source, fact.at)
    }
    for (const { number, sources } of docs.case.values()) {
      const [source = ''] = sources
      this.#once(this.#numbers, `${id} #${number}`, source)
      this.#once(this.#sources, `${id} ${source}`, `#${number}`)
    }
    for (const { number, opensAt, opener } of docs.poll.values())
      this.#once(this.#numbers, `${id} P${number}`, `${opener} ${opensAt}`)
  }

  /** A message changes something at one moment only (G2). */
  #acts(id: string, message: string, at: Instant): void {
    const before = this.#acted.get(message)
    if (before !== undefined && before !== at) this.#breaks(2, `${id}: ${message} changed something again`)
    this.#acted.set(message, at)
  }

  #once(known: Map<string, string>, key: string, value: string): void {
    const before = known.get(key)
    if (before === undefined) known.set(key, value)
    else if (before !== value) this.#breaks(2, `${key} was ${before} and is ${value}`)
  }

  /** What the last process showed. */
  ended(life: Life): void {
    for (const [id, ledger] of life.ledgers) this.#before.set(id, ledger.now)
  }

  died({ life, power }: Death): void {
    this.ended(life)
    if (power && this.#unmarked(life)) this.#world.count.note('the power went before what was said was marked')
    else if (this.#unmarked(life)) this.#world.count.note('killed between a sending and its mark')
  }

  /** 1, after each start: what was shown before is there, and all that was told to anybody. */
  begun(life: Life): void {
    for (const [id, ledger] of life.ledgers) {
      const before = this.#before.get(id)
      if (before) this.#compare(id, before, ledger.now)
      for (const promise of this.#promises) if (promise.community === id) this.#holds(promise, ledger.now)
    }
  }

  #compare(id: string, before: State, after: State): void {
    for (const [matter, facts] of before.facts) {
      const now = after.facts.get(matter)
      if (now ? now.length < facts.length : !this.#isArchived(id, matter))
        this.#breaks(1, `${id} ${matter}: of ${facts.length} facts ${now?.length ?? 0} are left`)
    }
    for (const [message, at] of before.ids)
      if (!after.ids.has(message) && after.at - at < 29 * DAY)
        this.#breaks(1, `${id} forgot that ${message} was settled`)
    for (const key of before.outbox.keys())
      if (!after.outbox.has(key) && !after.gone.has(key) && !isOld(before, key, this.#world.shown))
        this.#breaks(1, `${id} forgot that ${key} was to be said`)
    for (const kind of ['case', 'poll', 'ballot', 'person'] as const)
      for (const key of after.seq === before.seq ? before.docs[kind].keys() : [])
        if (!after.docs[kind].has(key) && !this.#isArchived(id, belongsTo({ kind, key }) ?? ''))
          this.#breaks(1, `${id} lost ${kind} ${key}`)
    const [was, is] = [before.docs.counters.get('counters'), after.docs.counters.get('counters')]
    if (was && (!is || is.case < was.case || is.poll < was.poll || is.person < was.person))
      this.#breaks(2, `${id} counts again from ${JSON.stringify(is)}, it had ${JSON.stringify(was)}`)
  }

  #holds({ community, origin, about, facts, at }: Promised, state: State): void {
    if (origin !== undefined && !state.ids.has(origin) && this.#world.shown - at < 29 * DAY)
      this.#breaks(1, `${community} answered ${origin}, and knows nothing of it any more`)
    if (about === undefined || this.#isArchived(community, about)) return
    if ((state.facts.get(about)?.length ?? 0) < facts)
      this.#breaks(1, `${community} said something of ${about} that is gone`)
  }

  #isArchived(id: string, matter: string): boolean {
    for (const [path, inode] of this.#world.disk.names)
      if (path.includes(`/${id}/archive/2`) && inode.bytes.includes(`"matter":"${matter}"`)) return true
    return false
  }

  #unmarked(life: Life): boolean {
    const last = this.#world.line.sent.at(-1)
    if (last?.life !== life.number || (last.answered !== 'taken' && last.fate !== 'hung')) return false
    return last.lines.some(
      ({ community, line }) => life.ledgers.get(community)?.now.outbox.get(line.key)?.saidAt === undefined,
    )
  }
}

/** Said so long ago that its key need not be known any more. */
const isOld = ({ outbox }: State, key: string, now: Instant): boolean => {
  const saidAt = outbox.get(key)?.saidAt
  return saidAt !== undefined && now - saidAt >= DAY
}
