import type { Instant } from '../domain/community.ts'
import type { Log, Mark, Outbox } from '../ports.ts'
import { tidy } from './mention.ts'
import { type Message, nameOf, nextSend, type Open, type Pace, SAFE } from './pace.ts'

/** A sending that has not ended by now may still succeed. In ms. */
const SILENCE = 15_000
/** The longest sleep: what comes due meanwhile is seen at the latest then. */
const NAP = 60_000
const MINUTE = 60_000

export interface Mouth {
  /** Resolves when WeChat has taken the message. */
  say(message: Message): Promise<void>
  online(): boolean
}
export interface Sending {
  readonly outbox: Outbox
  readonly mouth: Mouth
  readonly clock: () => Instant
  readonly log: Log
  readonly random: () => number
  readonly pace?: Partial<Pace>
  readonly silence?: number
}

/** A message on its way. */
interface Flight {
  readonly message: Message
  /** Ends the waiting: it was said. */
  readonly heard: () => void
}

/** Says what the outbox holds, one message at a time. Holds one timer and no queue: what is due is asked anew each time. */
export class Sender {
  private readonly sending: Sending
  private readonly pace: Pace
  private sent: { readonly place: string; readonly at: Instant }[] = []
  private gap = 0
  private open: Open[] = []
  private flight: Flight | undefined
  private busy = false
  private timer: NodeJS.Timeout | undefined
  private counted: Instant | undefined
  private stopped = false

  constructor(sending: Sending) {
    this.sending = sending
    this.pace = { ...SAFE, ...sending.pace }
  }

  /** Lines were stored or came due, or the line to WeChat went down or up. */
  wake(): void {
    clearTimeout(this.timer)
    if (this.stopped || this.busy) return
    this.count(this.sending.clock())
    if (this.sending.mouth.online()) this.step()
    else this.counted = undefined
  }

  /** The account's own message came back: whatever became of its sending, it was said. */
  echo(place: string, text: string): void {
    const same = ({ message }: { readonly message: Message }): boolean =>
      message.place === place && matches(message, text)
    if (this.flight && same(this.flight)) return this.flight.heard()
    const open = this.open.find(same)
    if (open) this.said(open.message)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private step(): void {
    const now = this.sending.clock()
    this.count(now)
    const {
      send,
      tries = 0,
      wait,
      drop,
    } = nextSend(this.sending.outbox.due(now), { sent: this.sent, gap: this.gap, open: this.open }, now, this.pace)
    if (drop.length) this.drop(drop, now)
    if (send) void this.deliver(send, tries, now)
    else if (wait !== undefined) this.timer = setTimeout(() => this.wake(), Math.min(Math.ceil(wait), NAP))
  }

  /** Only time with a working line counts for an echo that is missing. */
  private count(now: Instant): void {
    const passed = Math.max(0, now - (this.counted ?? now))
    this.counted = now
    this.open = this.open.map((one) => ({ ...one, waited: one.waited + passed }))
    this.sent = this.sent.filter(({ at }) => now - at < MINUTE)
  }

  private drop(dues: Message['dues'], now: Instant): void {
    const keys = new Set(dues)
    this.open = this.open.filter(({ message }) => !message.dues.some((due) => keys.has(due)))
    this.mark(dues, 'dropped', now)
    this.sending.log.warn({ lines: namesOf(dues) }, 'lines were not said: too late, or sent twice without an echo')
  }

  private async deliver(message: Message, tries: number, now: Instant): Promise<void> {
    this.busy = true
    this.open = this.open.filter((one) => one.message !== message)
    this.mark(message.dues, 'attempt', now)
    this.sent.push({ place: message.place, at: now })
    const [from, to] = this.pace.between
    this.gap = from + this.sending.random() * (to - from)
    const failure = await this.outcome(message)
    this.flight = undefined
    this.busy = false
    if (failure === undefined) this.mark(message.dues, 'said', this.sending.clock())
    else this.leaveOpen(message, tries + 1, failure)
    this.wake()
  }

  /** @returns why it is not known to be said, if so. */
  private outcome(message: Message): Promise<unknown> {
    return new Promise((resolve) => {
      const silence = setTimeout(() => resolve('no answer in time'), this.sending.silence ?? SILENCE)
      const end = (failure?: unknown): void => {
        clearTimeout(silence)
        resolve(failure)
      }
      this.flight = { message, heard: end }
      this.sending.mouth.say(message).then(
        () => this.said(message),
        (failure: unknown) => end(failure ?? 'refused'),
      )
    })
  }

  private leaveOpen(message: Message, tries: number, failure: unknown): void {
    this.open.push({ message, tries, waited: 0 })
    this.sending.log.warn(
      { lines: namesOf(message.dues), tries, err: failure },
      'it is not known whether this was said',
    )
  }

  /** It was said after all, or just now; a message that was settled before stays so. */
  private said(message: Message): void {
    if (this.flight?.message === message) return this.flight.heard()
    const rest = this.open.filter((one) => one.message !== message)
    if (rest.length === this.open.length) return
    this.open = rest
    this.mark(message.dues, 'said', this.sending.clock())
    this.wake()
  }

  private mark(dues: Message['dues'], mark: Mark['mark'], at: Instant): void {
    for (const { community, line } of dues) void this.sending.outbox.mark(community, { key: line.key, mark, at })
  }
}

const namesOf = (dues: Message['dues']): readonly string[] => dues.map(nameOf)

/** The echo of a message that calls people begins with their names. */
const matches = ({ text, dues }: Message, echo: string): boolean => {
  const [said, heard] = [tidy(text), tidy(echo)]
  return heard === said || (dues.some(({ mention }) => mention.length > 0) && heard.endsWith(said))
}
