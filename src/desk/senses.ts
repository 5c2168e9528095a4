import type { Instant } from '../domain/calendar.ts'
import type { Heard } from '../domain/heard/input.ts'
import type { Reading } from '../domain/heard/reading.ts'
import { ANSWER_WITHIN } from '../domain/situation.ts'
import { seenInPicture } from '../domain/wording/case.ts'
import { pictureSent, voiceSent } from '../domain/wording/left.ts'
import type { Chat, Describer, Log, Pictured, Press, Scribe } from '../ports.ts'
import { within } from './late.ts'
import type { Table } from './table.ts'

export interface SensesParts {
  readonly scribe?: Scribe | undefined
  readonly describer?: Describer | undefined
  readonly press?: Press | undefined
  readonly chat: Chat
  readonly clock: () => Instant
  readonly log: Log
}

/** Ms for all of it, its file included; then the message is taken as it came. */
const PATIENCE = 18_000
/** Pixels of a picture that leaves. */
const SIDE = 512
/** So many characters say of a picture no more than 「看这个」. */
const FEW = 12
/** Words that leave open what is meant. */
const OPEN: ReadonlySet<Reading['do']> = new Set(['report', 'unclear'])

/** Voices are put into words, and pictures without words looked at, where somebody means the bot, and only then. */
export class Senses {
  readonly #parts: SensesParts

  constructor(parts: SensesParts) {
    this.#parts = parts
  }

  /** The same message with what is heard in it; none where nothing of it leaves. */
  listened(heard: Heard, table: Table): Promise<Heard> | undefined {
    const { scribe } = this.#parts
    if (heard.kind !== 'audio' || !scribe || heard.text !== '') return undefined
    if (!this.#mayLeave(heard, table) || !table.talk.expects(heard) || !scribe.worth(heard.from)) return undefined
    return this.#within(this.#words(heard, table, scribe), heard)
  }

  async #words(heard: Heard, table: Table, scribe: Scribe): Promise<Heard> {
    const voice = await this.#parts.chat.fetch(heard.id)
    const asking = scribe.transcribe(voice, heard.from)
    if (!asking) return heard
    this.#record(heard, heard.id, table, { to: scribe.host, text: voiceSent(voice.bytes.length) })
    return { ...heard, text: (await asking) ?? '' }
  }

  /** What is read, with what is seen in a picture; none where nobody looks at one. */
  looked(heard: Heard, table: Table, readings: readonly Reading[], photos: readonly string[]) {
    const { describer, press } = this.#parts
    if (!describer || !press || !heard.addressed || table.talk.isTelling(heard)) return undefined
    const of = heard.kind === 'image' ? heard.id : heard.kind === 'text' ? photos.at(-1) : undefined
    if (of === undefined || heard.text.length > FEW || !readings.every(({ do: what }) => OPEN.has(what)))
      return undefined
    if (heard.quote || table.talk.asks(heard) || !this.#mayLeave(heard, table) || !describer.worth(heard.from))
      return undefined
    const seen = this.#seen(heard, of, table, { describer, press })
    return this.#within(seen, undefined).then((found) => (found ? [pictured(found, of), ...readings] : readings))
  }

  async #seen(
    heard: Heard,
    of: string,
    table: Table,
    { describer, press }: { readonly describer: Describer; readonly press: Press },
  ): Promise<Pictured | undefined> {
    const { bytes } = await this.#parts.chat.fetch(of)
    const png = await press.small(bytes, SIDE)
    const categories = table.words.categories.map(({ name }) => name)
    const asking = png && describer.describe(png, heard.from, categories)
    if (!asking) return undefined
    this.#record(heard, of, table, { to: describer.host, text: pictureSent(png.length) })
    return asking
  }

  #record({ from }: Heard, message: string, table: Table, left: { readonly to: string; readonly text: string }): void {
    const at = this.#parts.clock()
    void table.enqueue({ type: 'left', sent: [{ message, from, at, ...left }], at })
  }

  /** Never of somebody who said 「不要记我」, nor where the bot was told to be silent. */
  #mayLeave({ room: id, from, at }: Heard, { stored }: Table): boolean {
    const now = this.#parts.clock()
    if (now - at > ANSWER_WITHIN || stored.byContact(from)?.heard === false) return false
    const room = id === undefined ? undefined : stored.get('room', id)
    return id === undefined || (room !== undefined && !room.left && (room.hushedUntil ?? 0) <= now)
  }

  /** What could not be had in time is gone without; nothing of what was said or seen is logged. */
  #within<T>(work: Promise<T>, otherwise: T): Promise<T> {
    const done = work.catch((error: unknown) => {
      this.#parts.log.warn({ err: error }, 'a voice or a picture could not be had')
      return otherwise
    })
    return within(PATIENCE, done, () => otherwise)
  }
}

/** A suggestion: it is no more sure than that it can be asked about, and no danger. */
const pictured = ({ title, category }: Pictured, of: string): Reading => ({
  do: 'pictured',
  trouble: { text: seenInPicture(title), title, category, urgent: false, sure: 0.5 },
  of,
})
