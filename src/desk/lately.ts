import type { Heard } from '../domain/heard/input.ts'
import type { Reading } from '../domain/heard/reading.ts'
import { JOIN_WITHIN } from '../domain/situation.ts'

/** One person in one room. */
export const keyOf = ({ room, from }: Heard): string => `${room ?? ''}/${from}`

/** Photos wait up to 3 minutes for the words of the same person in the same room. In memory only. */
export class Photos {
  readonly #waiting = new Map<string, readonly Heard[]>()
  note(heard: Heard): void {
    const key = keyOf(heard)
    const fresh = (this.#waiting.get(key) ?? []).filter(({ at }) => heard.at - at <= JOIN_WITHIN)
    this.#waiting.set(key, [...fresh, heard])
    if (this.#waiting.size > 1_000) this.#waiting.delete(this.#waiting.keys().next().value ?? '')
  }
  /** Those that belong to these words; they are given once. */
  near(heard: Heard): readonly string[] {
    const key = keyOf(heard)
    const all = this.#waiting.get(key)
    if (!all || heard.kind === 'image') return []
    return all.filter(({ at }) => heard.at - at <= JOIN_WITHIN && heard.at >= at).map(({ id }) => id)
  }
}

type Told = Pick<Heard, 'id' | 'at' | 'text'>
/** The name of a thing or a place, and no sentence. */
const NAMES = /^[^了我你他她吗呢吧死?？!！]{2,20}$/
/** 「又坏了」: of what, is still to be told. */
const isHalf = (reading: Reading): boolean =>
  reading.do === 'reopen' && reading.case === undefined && reading.how === undefined
const troubleOf = (readings: readonly Reading[]) => readings.find((reading) => reading.do === 'trouble')

/**
 * What somebody told the neighbours by halves within 3 minutes: 「又坏了」, then 「楼道灯」; 「报」 is of it, too. In memory
 * only, and of no other talk.
 */
export class Halves {
  readonly #told = new Map<string, Told>()

  /** What the words mean, with those of just before. @param read the words of both as if they had been said at once */
  joined(heard: Heard, readings: readonly Reading[], read: (both: Heard) => readonly Reading[]): readonly Reading[] {
    const { id, at, text, room, kind, quote, mentions } = heard
    if (room === undefined || kind !== 'text' || quote || mentions.length > (heard.addressed ? 1 : 0)) return readings
    const key = keyOf(heard)
    if (readings.some(({ do: what }) => what === 'withdraw' || what === 'no')) this.#told.delete(key)
    const before = this.#before(key, heard)
    if (before && readings.some((reading) => reading.do === 'report')) {
      this.#told.delete(key)
      const trouble = troubleOf(read({ ...heard, addressed: false, text: before.text }))?.trouble
      return trouble ? [{ do: 'raise', trouble: { ...trouble, sure: 1 } }, ...readings] : readings
    }
    if (heard.addressed) return readings
    const whole = troubleOf(readings)?.trouble
    if (whole?.danger !== undefined) return readings
    if (whole || readings.some(isHalf)) {
      this.#keep(key, { id, at, text })
      return readings
    }
    const both = `${text.trim()}${before?.text}`
    const found = before && NAMES.test(text.trim()) ? troubleOf(read({ ...heard, text: both })) : undefined
    if (!found) return readings
    this.#keep(key, { id, at, text: both })
    return [...readings, found]
  }

  recalled(message: string): void {
    for (const [key, { id }] of this.#told) if (id === message) this.#told.delete(key)
  }

  #before(key: string, { at }: Heard): Told | undefined {
    const told = this.#told.size > 0 ? this.#told.get(key) : undefined
    return told && at >= told.at && at - told.at <= JOIN_WITHIN ? told : undefined
  }

  #keep(key: string, told: Told): void {
    this.#told.set(key, told)
    if (this.#told.size > 1_000) this.#told.delete(this.#told.keys().next().value ?? '')
  }
}
