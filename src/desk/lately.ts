import type { Heard } from '../domain/heard/input.ts'
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
