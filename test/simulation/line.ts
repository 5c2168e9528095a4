import type { Instant } from '../../src/domain/calendar.ts'
import type { Line as Told } from '../../src/domain/state/community.ts'
import type { Message } from '../../src/wechat/pace.ts'
import type { Chance } from '../chance.ts'
import type { Count } from './count.ts'
import type { Time } from './time.ts'

/** What becomes of a sending: taken; refused; never left; taken, but said to have failed; no answer, taken or not. */
export type Fate = 'said' | 'refused' | 'unreached' | 'late' | 'hung' | 'lost'

export interface Sent {
  readonly life: number
  readonly at: Instant
  readonly elapsed: number
  readonly place: string
  readonly text: string
  readonly lines: readonly { readonly community: string; readonly line: Told }[]
  readonly fate: Fate
  /** What the sender learnt of it, and when its account's own message came back. */
  answered?: 'taken' | 'refused'
  echoed?: boolean
}

/** The account's own message comes back; a file without words. */
type Echo = (place: string, text: string | undefined) => boolean

/** How the line behaves for now. */
export interface Mood {
  readonly fates: { readonly [F in Fate]: number }
  /** Whether the account's own messages come back. */
  readonly echo: boolean
}
export const FINE: Mood = { fates: { said: 1, refused: 0, unreached: 0, late: 0, hung: 0, lost: 0 }, echo: true }

/** WeChat as the account sees it: it outlives every process, and remembers all that was ever sent. */
export class Line {
  online = true
  mood: Mood = FINE
  readonly sent: Sent[] = []
  /** The time as the program shows it. */
  clock: () => Instant
  /** Told of each sending. */
  onSend: (sent: Sent) => void = () => undefined
  readonly #time: Time
  readonly #chance: Chance
  readonly #count: Count

  constructor(time: Time, chance: Chance, count: Count) {
    this.#time = time
    this.clock = time.now
    this.#chance = chance
    this.#count = count
  }

  /** Resolves, rejects or hangs. `echo`: to the process that runs when it comes back. */
  say(life: { readonly number: number; readonly runs: () => boolean }, message: Message, echo: Echo): Promise<void> {
    const { place, text, dues } = message
    const fate = this.#chance.weighted(this.mood.fates)
    const lines = dues.map(({ community, line }) => ({ community, line }))
    const names = dues.flatMap(({ mention }) => mention.map(({ name }) => `@${name} `)).join('')
    const sent: Sent = {
      life: life.number,
      at: this.clock(),
      elapsed: this.#time.elapsed,
      place,
      text: names + text,
      lines,
      fate,
    }
    this.onSend(sent)
    this.sent.push(sent)
    if (fate !== 'said') this.#count.note(`a sending was ${fate}`)
    if (lines.length > 1) this.#count.note('two lines joined')
    if (this.mood.echo && isTaken(fate) && this.#chance.happens(0.9))
      this.#time.after(this.#chance.between(50, 8_000), () => {
        if (echo(place, message.file ? undefined : names + text)) sent.echoed = true
      })
    return new Promise((resolve, reject) => {
      if (fate === 'hung' || fate === 'lost') return // nobody ever answers
      const late = fate === 'late' ? this.#chance.between(1_000, 20_000) : this.#chance.between(50, 3_000)
      this.#time.after(late, () => {
        if (!life.runs()) return // nobody is there any more to hear it
        sent.answered = fate === 'said' ? 'taken' : 'refused'
        if (fate === 'said') resolve()
        else reject(new Error(FAILURES[fate]))
      })
    })
  }
}

/** In the words of a gateway. */
const FAILURES = {
  refused: 'not a member of the room',
  unreached: 'no connection established',
  late: 'timeout',
} as const

/** Whether people could read it. */
export const isTaken = (fate: Fate): boolean => fate !== 'refused' && fate !== 'unreached' && fate !== 'lost'
