import { tidy } from './mention.ts'

/** Messages of a generation: the newest 2,500 to 5,000 are remembered. */
const GENERATION = 2500
/** WeChat cuts what it quotes. */
const CUT = 20

export interface Said {
  readonly id: string
  readonly place: string
  readonly from: string
  readonly text: string
}

/** The last messages, the bot's own too, in memory only: so that a quote finds the message it means. */
export class Recent {
  private young = new Map<string, Said>()
  private old: ReadonlyMap<string, Said> = new Map()

  /** Every message comes by here, so a whole generation is dropped at once: to drop one at a time costs more than the rest. */
  add(said: Said): void {
    if (this.young.size >= GENERATION) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(said.id, said)
  }

  get(id: string): Said | undefined {
    return this.young.get(id) ?? this.old.get(id)
  }

  /** The latest message of a place with these words, or of which these are the beginning. */
  find(place: string, words: string): Said | undefined {
    const quoted = tidy(words.replace(/(…|\.{3})$/, ''))
    if (!quoted) return undefined
    const same = [...this.old.values(), ...this.young.values()].filter((said) => said.place === place).reverse()
    return (
      same.find(({ text }) => tidy(text) === quoted) ??
      (quoted.length >= CUT ? same.find(({ text }) => tidy(text).startsWith(quoted)) : undefined)
    )
  }
}
