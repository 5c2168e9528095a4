import { MINUTE } from '../domain/calendar.ts'
import { composed, outgoing } from '../domain/say/composed.ts'
import type { Line, WordCard } from '../domain/state/community.ts'
import type { Composed, Outgoing } from '../domain/state/outgoing.ts'
import type { Editor, Log } from '../ports.ts'
import { within } from './late.ts'
import type { Table } from './table.ts'

export interface ComposingParts {
  readonly editor?: Editor | undefined
  /** Runs it as part of what is in progress. */
  readonly after: (work: Promise<void>) => Promise<void>
  /** There is something more to be said. */
  readonly wake: () => void
  readonly log: Log
}

/** Ms for all of it, those before it included; then what was asked for is told as it is. */
const PATIENCE = 20_000
const REMEMBERED = 200

/** What was sent last of one case or report, and what came of it. */
interface Last {
  readonly at: number
  readonly sent: string
  made?: Composed | undefined
}

/** Words that a model service makes when they are to be said. They are stored nowhere; what left for them is. */
export class Composing {
  readonly #parts: ComposingParts
  /** None while they are being made. */
  readonly #texts = new WeakMap<Line, { text?: string | undefined }>()
  /** One at a time of each community. */
  readonly #running = new Map<string, Promise<unknown>>()
  readonly #last = new Map<string, Last>()

  constructor(parts: ComposingParts) {
    this.#parts = parts
  }

  /** None while they are being made, and where there is nothing to be said any more. Sent again, a line says the same. */
  text(table: Table, line: Line, card: WordCard): string | undefined {
    const { editor, after, wake, log } = this.#parts
    if (!editor) return worded(table, line, card, undefined)
    const known = this.#texts.get(line)
    if (known) return known.text
    const one: { text?: string | undefined } = {}
    this.#texts.set(line, one)
    const unmade = (error: unknown) => void log.error({ err: error, community: table.id }, 'words could not be made')
    const done = this.#made(table, card, editor)
      .catch(unmade)
      .then((made) => {
        one.text = worded(table, line, card, made ?? undefined)
        wake()
      })
    void after(done)
    return undefined
  }

  #made(table: Table, card: WordCard, editor: Editor): Promise<Composed | undefined> {
    let late = false
    const before = this.#running.get(table.id) ?? Promise.resolve()
    const work = before.then(() => (late ? undefined : this.#asked(table, card, editor)))
    this.#running.set(
      table.id,
      work.catch(() => undefined),
    )
    return within(PATIENCE, work, () => {
      late = true
      return undefined
    })
  }

  /** The same words are not sent twice, and of one case or report nothing more within a minute. */
  async #asked(table: Table, card: WordCard, editor: Editor): Promise<Composed | undefined> {
    const now = table.now()
    const out = outgoing(table.stored, card, { now })
    if (!out) return undefined
    const key = `${table.id} ${'case' in card ? card.case : card.of}`
    const sent = JSON.stringify(out)
    const last = this.#last.get(key)
    if (last?.made && last.sent === sent) return last.made
    if ((last && now - last.at < MINUTE) || leftJustNow(table, out)) return undefined
    const asking = out.card === 'summary' ? editor.sumUp(out.subject, out.opinions) : editor.polish(out.report)
    if (!asking) return undefined
    this.#record(table, out, editor.host)
    const one: Last = { at: now, sent }
    if (this.#last.size >= REMEMBERED) this.#last.clear()
    this.#last.set(key, one)
    one.made = await asking
    return one.made
  }

  #record(table: Table, { whose }: Outgoing, to: string): void {
    const at = table.now()
    const sent = whose.map(({ of, from, text }) => ({ message: of, from, text, to, at }))
    if (sent.length > 0) void table.enqueue({ type: 'left', sent, at })
  }
}

const worded = (table: Table, { to }: Line, card: WordCard, made: Composed | undefined): string | undefined =>
  composed(table.stored, card, made, { now: table.now(), aloud: 'room' in to })

/** A process before this one may have sent it. */
const leftJustNow = (table: Table, { whose }: Outgoing): boolean =>
  whose.some(({ of }) => table.now() - (table.stored.get('left', of)?.at ?? 0) < MINUTE)
