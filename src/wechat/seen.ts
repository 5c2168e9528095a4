const GENERATION = 50_000

/** Ids that were met before: the newest 50,000 to 100,000 of them. Dropping a whole generation costs nothing, dropping one id at a time did. */
export class Seen {
  private young = new Set<string>()
  private old = new Set<string>()
  private readonly size: number

  constructor(size = GENERATION) {
    this.size = size
  }

  /** @returns whether the id is new. */
  add(id: string): boolean {
    if (this.young.has(id) || this.old.has(id)) return false
    if (this.young.size >= this.size) {
      this.old = this.young
      this.young = new Set()
    }
    this.young.add(id)
    return true
  }
}
