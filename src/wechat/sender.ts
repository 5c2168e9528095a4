import type { Instant } from '../domain/calendar.ts'
import type { Drawn, Due, Log, Mark, Outbox } from '../ports.ts'
import { Fates } from './fates.ts'
import { DAY, type Message, nameOf, nextSend, type Pace, SAFE, type Sent } from './pace.ts'
import { wordsOf } from './stray.ts'
import { verdict } from './verdict.ts'

/** A sending that has not ended by now may still succeed. In ms. */
const SILENCE = 15_000
/** The longest sleep: what comes due meanwhile is seen at the latest then. */
const NAP = 60_000
/** An alarm that rings so late means that the process stood still: it heard nothing meanwhile. */
const STALL = 5000

export interface Mouth {
  /** Resolves when WeChat has taken the message, or the file that it is. @throws what `verdict` judges */
  say(message: Message, file?: Drawn): Promise<void>
  online(): boolean
}
export interface Timers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}
export interface Sending {
  readonly outbox: Outbox
  readonly mouth: Mouth
  readonly clock: () => Instant
  readonly log: Log
  readonly random: () => number
  readonly pace?: Partial<Pace>
  readonly silence?: number
  /** Ms on a clock that only goes on. */
  readonly elapsed?: () => number
  readonly timers?: Timers
}

/** A message on its way. */
interface Flight {
  readonly message: Message
  /** What is sent instead of its words. */
  file?: Drawn
  /** Ends the waiting: it was said. */
  heard: () => void
  /** It came back, or an earlier sending of it ended after all. */
  said: boolean
}
const REAL: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
}

/** Says what the outbox holds, one message at a time. Holds one timer and no queue: what is due is asked anew each time. */
export class Sender {
  private readonly sending: Sending
  private readonly pace: Pace
  private readonly elapsed: () => number
  private readonly timers: Timers
  private sent: Sent[] | undefined
  private gap = 0
  private readonly fates = new Fates()
  private flight: Flight | undefined
  private alarm: { readonly timer: unknown; readonly at: number } | undefined
  private silence: unknown
  private counted: number | undefined
  /** Whether the line worked then. */
  private worked = false
  private stopped = false

  constructor(sending: Sending) {
    this.sending = sending
    this.pace = { ...SAFE, ...sending.pace }
    this.elapsed = sending.elapsed ?? (() => performance.now())
    this.timers = sending.timers ?? REAL
  }

  /** Lines were stored or came due, or the line to WeChat went down or up. */
  wake(): void {
    if (this.stopped) return
    this.count()
    this.timers.clear(this.alarm?.timer)
    this.alarm = undefined
    if (!this.flight && this.sending.mouth.online()) this.step()
  }

  /** The account's own message came back: whatever became of its sending, it was said. A picture or file has no text. */
  echo(place: string, text: string | undefined): void {
    const message = this.fates.echo(place, text, this.flight?.message)
    if (message) this.said(message)
  }

  stop(): void {
    this.stopped = true
    this.timers.clear(this.alarm?.timer)
    this.timers.clear(this.silence)
  }

  private step(): void {
    const [now, elapsed] = [this.sending.clock(), this.elapsed()]
    const due = this.sending.outbox.due(now)
    const sent = this.history(now, elapsed)
    const { gap, fates } = this
    const saying = { sent, gap, open: fates.open, resting: fates.resting }
    const next = nextSend(due, saying, { now, elapsed }, this.pace)
    fates.open = next.open
    fates.keep(due)
    if (next.drop.length) this.drop(next.drop, now)
    if (next.send) void this.deliver(next.send)
    else if (next.wait !== undefined) this.sleep(Math.min(Math.ceil(next.wait), NAP))
  }

  /** The sendings of the last 24 h, at first those of the processes before this one. */
  private history(now: Instant, elapsed: number): Sent[] {
    if (!this.sent) {
      const earlier = new Map(this.sending.outbox.sent(now - DAY).map((one) => [`${one.place} ${one.at}`, one]))
      const ago = (at: Instant): number => Math.max(0, now - at)
      this.sent = [...earlier.values()].map(({ place, at }) => ({ place, at: elapsed - ago(at) }))
      this.drawGap()
    }
    while (this.sent[0] && elapsed - this.sent[0].at >= DAY) this.sent.shift()
    return this.sent
  }

  private drawGap(): void {
    const [from, to] = this.pace.between
    this.gap = from + this.sending.random() * (to - from)
  }

  private sleep(ms: number): void {
    this.alarm = { timer: this.timers.set(() => this.wake(), ms), at: this.elapsed() + ms }
  }

  /** Only time with a working line counts for an echo that is missing, and for a rest; a line that comes back ends all rests. */
  private count(): void {
    const now = this.elapsed()
    const stood = this.alarm !== undefined && now - this.alarm.at > STALL
    const passed = now - (this.counted ?? now)
    this.fates.pass(passed, stood || !this.worked ? 0 : passed)
    if (!this.worked) this.fates.endRests()
    this.counted = now
    this.worked = this.sending.mouth.online()
  }

  private drop(dues: readonly Due[], now: Instant): void {
    void this.mark(dues, 'dropped', now)
    this.sending.log.warn(
      { lines: dues.map(nameOf) },
      'lines were not said: too late, or sent three times without an echo',
    )
  }

  private async deliver(message: Message): Promise<void> {
    this.fates.settle(message)
    const flight: Flight = { message, said: false, heard: () => {} }
    this.flight = flight
    if (!message.file || (await this.isDrawn(flight, message.file))) await this.send(flight)
    this.flight = undefined
    this.wake()
  }

  /** Before its attempt is written down: it may take a while. What cannot be made is not sent: another line says it in words. */
  private async isDrawn(flight: Flight, draw: NonNullable<Message['file']>): Promise<boolean> {
    try {
      flight.file = await draw()
      return true
    } catch (err) {
      if (this.stopped) return false // the press was closed, and it is drawn after the next start
      const { dues } = flight.message
      void this.mark(dues, flight.said ? 'said' : 'dropped', this.sending.clock())
      this.sending.log.warn({ lines: dues.map(nameOf), err }, 'a file could not be made: it is not sent')
      return false
    }
  }

  private async send(flight: Flight): Promise<void> {
    const { message } = flight
    const now = this.sending.clock()
    if (!(await this.mark(message.dues, 'attempt', now))) this.fates.rest(message, 'unreached')
    else if (flight.said) void this.mark(message.dues, 'said', now)
    else if (this.mayStill(message)) await this.speak(flight)
    else void this.mark(message.dues, 'refused', now)
  }

  /** While the attempt was written down, the line may have gone, or what the words are about moved on. */
  private mayStill({ dues }: Message): boolean {
    if (this.stopped || !this.sending.mouth.online()) return false
    const now = this.sending.clock()
    const names = new Set(this.sending.outbox.due(now).map(nameOf))
    return dues.every((due) => due.line.until >= now && names.has(nameOf(due)))
  }

  private async speak(flight: Flight): Promise<void> {
    const { message } = flight
    const sending = { place: message.place, at: this.elapsed() }
    this.sent?.push(sending)
    this.drawGap()
    const failure = await this.outcome(flight)
    this.count()
    if (failure === undefined) return void this.mark(message.dues, 'said', this.sending.clock())
    const judged = verdict(failure)
    this.sending.log.warn({ lines: message.dues.map(nameOf), reason: wordsOf(failure), judged }, 'a sending failed')
    if (judged === 'unknown') return this.fates.leaveOpen(message)
    this.sent = this.sent?.map((one) => (one === sending ? { ...one, refused: true } : one))
    this.fates.rest(message, judged)
    void this.mark(message.dues, 'refused', this.sending.clock())
  }

  /** @returns why it is not known to be said, if so. */
  private outcome(flight: Flight): Promise<unknown> {
    return new Promise((resolve) => {
      const silence = this.timers.set(() => end(new Error('timeout: no answer')), this.sending.silence ?? SILENCE)
      this.silence = silence
      const end = (failure?: unknown): void => {
        this.timers.clear(silence)
        resolve(failure)
      }
      flight.heard = end
      const { message, file } = flight
      this.sending.mouth.say(this.fates.aloud(message), file).then(
        () => this.taken(flight),
        (failure: unknown) => end(failure ?? new Error('no reason given')),
      )
    })
  }

  /** WeChat has taken it, however late. */
  private taken({ message, said }: Flight): void {
    if (said) return
    this.fates.awaitEcho(message)
    this.said(message)
  }

  /** It was said after all, or just now; a message that was settled before stays so. */
  private said(message: Message): void {
    const { flight } = this
    const names = new Set(message.dues.map(nameOf))
    if (flight?.message.dues.every((due) => names.has(nameOf(due)))) {
      flight.said = true
      flight.heard()
    }
    const flying = new Set(flight?.message.dues.map(nameOf))
    const settled = this.fates.settle(message).filter((due) => !flying.has(nameOf(due)))
    if (!settled.length) return
    void this.mark(settled, 'said', this.sending.clock())
    this.wake()
  }

  /** @returns whether it is in the file; where not, the store ends the process. */
  private async mark(dues: readonly Due[], mark: Mark['mark'], at: Instant): Promise<boolean> {
    try {
      await Promise.all(
        dues.map(({ community, line }) => this.sending.outbox.mark(community, { key: line.key, mark, at })),
      )
      return true
    } catch (err) {
      this.sending.log.error({ lines: dues.map(nameOf), mark, err }, 'a mark could not be stored')
      return false
    }
  }
}
