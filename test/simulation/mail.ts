import type { Instant } from '../../src/domain/calendar.ts'
import type { Poll } from '../../src/domain/state/matter.ts'
import type { Chance } from '../chance.ts'
import type { Count } from './count.ts'
import type { Crowd, Said } from './crowd.ts'
import type { Life } from './life.ts'
import type { Line } from './line.ts'
import type { Bug } from './plant.ts'
import type { Time } from './time.ts'

/** How a message arrives: at once, twice, kept back, at once and later again, or as if it had been said in private. */
type Arrival = 'now' | 'twice' | 'later' | 'again' | 'roomless'
export const PROMPT: { readonly [A in Arrival]: number } = { now: 1, twice: 0, later: 0, again: 0, roomless: 0 }

/** No gateway gives out again what is older. */
const KEPT = 7 * 86_400_000

/** Where the mail comes from, and where it goes. */
interface Around {
  readonly crowd: Crowd
  readonly line: Line
  readonly count: Count
  readonly bug: Bug
  readonly life: Life | undefined
  readonly lives: number
  readonly shown: Instant
  readonly time: Time
  quiet(): Promise<void>
}

/** What the gateway brings to the process that runs, and when. */
export class Mail {
  /** Messages that are still to arrive: kept back, or once more. */
  readonly post: Said[] = []
  /** How messages arrive for now. */
  arrivals = PROMPT
  /** In which life each message was heard last. */
  readonly heardIn = new Map<string, number>()
  /** Messages that came without their room. */
  readonly roomless = new Set<string>()
  /** When it was said, as each delivery of it had it. */
  readonly heardAt = new Map<string, readonly Instant[]>()
  readonly #world: Around
  readonly #chance: Chance

  constructor(world: Around, chance: Chance) {
    this.#world = world
    this.#chance = chance
  }

  /** A message goes its way to the account. */
  hand(said: Said): void {
    const way = this.#chance.weighted(this.arrivals)
    if (way === 'later' || way === 'again') this.post.push(said)
    if (way === 'later') return this.#world.count.note('a message kept back')
    if (way === 'roomless') {
      this.#world.count.note('a message without its room')
      this.roomless.add(said.id)
      return void this.#arrives({ ...said, roomless: true })
    }
    this.deliver(said)
    if (way === 'twice') this.deliver(said)
  }

  /** It arrives, if anybody hears. */
  deliver(said: Said): void {
    if (!this.#arrives(said)) return
    if (this.#isOlder(said)) this.#world.count.note('a ballot older than the one that stands')
    const before = this.heardIn.get(said.id)
    if (before !== undefined)
      this.#world.count.note(before === this.#world.lives ? 'a duplicate' : 'a duplicate after a restart')
    this.heardIn.set(said.id, this.#world.lives)
  }

  #isOlder({ intent, contact, at }: Said): boolean {
    if (intent.do !== 'vote') return false
    return [...(this.#world.life?.ledgers.values() ?? [])].some(({ now: { docs } }) =>
      [...docs.ballot.values()].some(
        ({ poll, person, saidAt }) =>
          poll === intent.poll &&
          saidAt > at &&
          docs.poll.get(String(poll))?.stage === 'open' &&
          docs.person.get(person)?.contact === contact,
      ),
    )
  }

  #arrives(said: Said): boolean {
    if (!this.#world.line.online || !this.#world.life?.runs) return false
    const heard = this.#world.crowd.heard(said, this.#world.shown)
    this.heardAt.set(said.id, [...(this.heardAt.get(said.id) ?? []), this.#saidAt(heard.at)])
    this.#world.life.desk?.hear(this.#world.bug.heard?.(heard, this.#polls()) ?? heard)
    return true
  }

  /** While time stands still, because the clock went back, what is said now is said at the time that is shown. */
  #saidAt(at: Instant): Instant {
    return Math.min(this.#world.shown, at + (this.#world.life?.ahead() ?? 0))
  }

  see(room: string): void {
    const one = this.#world.crowd.room(room)
    if (this.#world.line.online && this.#world.life?.runs && !one.gone)
      this.#world.life.desk?.see(this.#world.crowd.seen(one, this.#world.shown))
  }

  lose(room: string): void {
    if (this.#world.line.online && this.#world.life?.runs) this.#world.life.desk?.lost(room)
  }

  /** All that the running program knows of. */
  #polls(): readonly Poll[] {
    return [...(this.#world.life?.ledgers.values() ?? [])].flatMap(({ now }) => [...now.docs.poll.values()])
  }

  /** The last messages are given out once more. */
  async repeats(chance: Chance): Promise<void> {
    for (const said of [...this.#world.crowd.said.values()].slice(-chance.between(1, 12)))
      if (this.#world.time.now() - said.at < KEPT) this.deliver(said)
    await this.#world.quiet()
  }

  goOnline(on: boolean): void {
    this.#world.line.online = on
    if (on) this.online()
    else this.#world.life?.sender?.wake()
  }

  /** Logged in: what it can see it tells. */
  online(): void {
    if (!this.#world.line.online || !this.#world.life?.runs) return
    const { desk, sender } = this.#world.life
    desk?.back({ id: `xiaoyi${this.#world.crowd.login}`, stable: this.#world.crowd.login === '' })
    for (const room of this.#world.crowd.rooms)
      if (!room.gone) desk?.see(this.#world.crowd.seen(room, this.#world.shown))
    sender?.wake()
  }

  /** The account's own message comes back; a file without words. */
  echo(place: string, text: string | undefined): boolean {
    if (!this.#world.line.online || !this.#world.life?.runs) return false
    this.#world.life.sender?.echo(place, text)
    return true
  }
}
