const GENERATION = 50_000

/** Ids that were met before: the newest 50,000 to 100,000 of them. Dropping a whole generation costs nothing, dropping one id at a time did. */
export class Seen {
  readonly #size: number
  #young = new Set<string>()
  #old: ReadonlySet<string> = new Set()

  constructor(size = GENERATION) {
    this.#size = size
  }

  /** @returns whether the id is new. */
  add(id: string): boolean {
    const { size } = this.#young
    this.#young.add(id)
    if (this.#young.size === size) return false
    const isNew = !this.#old.has(id)
    if (this.#young.size >= this.#size) {
      this.#old = this.#young
      this.#young = new Set()
    }
    return isNew
  }
}
