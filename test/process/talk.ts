import type { Program, Said } from './program.ts'

interface Waiting {
  readonly matches: (said: Said) => boolean
  readonly found: (said: Said) => void
  readonly lost: (reason: Error) => void
}

/** What is said while a program lives, as the page hears it; whoever waits for words is let go when it dies. */
export class Talk {
  readonly heard: Said[] = []
  readonly #waiting = new Set<Waiting>()
  #over = false

  static async of(program: Program): Promise<Talk> {
    const talk = new Talk()
    const { body } = await fetch(`${program.url}sim/events`)
    if (!body) throw new Error('there are no events')
    const end = () => talk.#end()
    void talk.#listen(body).then(end, end)
    return talk
  }

  /** The bot's next words that fit, or those said since `from`. @throws when the program dies before */
  next(matches: (said: Said) => boolean, from = this.heard.length): Promise<Said> {
    const said = this.heard.slice(from).find(matches)
    if (said) return Promise.resolve(said)
    if (this.#over) return Promise.reject(new Gone())
    return new Promise((found, lost) => this.#waiting.add({ matches, found, lost }))
  }

  async #listen(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const bytes of body) {
      const entries = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
      rest = entries.pop() ?? ''
      for (const entry of entries) this.#take(entry)
    }
  }

  #take(entry: string): void {
    if (!/^event: message$/m.test(entry)) return
    const said = JSON.parse(/^data: (.*)$/m.exec(entry)?.[1] ?? '') as Said
    this.heard.push(said)
    for (const one of this.#waiting) {
      if (!one.matches(said)) continue
      this.#waiting.delete(one)
      one.found(said)
    }
  }

  #end(): void {
    this.#over = true
    for (const { lost } of this.#waiting) lost(new Gone())
    this.#waiting.clear()
  }
}

/** The program was killed while somebody waited for an answer. */
export class Gone extends Error {
  override readonly name = 'Gone'
}
