import { tidy } from './mention.ts'

const SIZE = 5000
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
  private readonly said = new Map<string, Said>()

  add(said: Said): void {
    this.said.set(said.id, said)
    const [oldest] = this.said.keys()
    if (oldest !== undefined && this.said.size > SIZE) this.said.delete(oldest)
  }

  get(id: string): Said | undefined {
    return this.said.get(id)
  }

  /** The latest message of a place with these words, or of which these are the beginning. */
  find(place: string, words: string): Said | undefined {
    const quoted = tidy(words.replace(/(…|\.{3})$/, ''))
    if (!quoted) return undefined
    const same = [...this.said.values()].filter((said) => said.place === place).reverse()
    return (
      same.find(({ text }) => tidy(text) === quoted) ??
      (quoted.length >= CUT ? same.find(({ text }) => tidy(text).startsWith(quoted)) : undefined)
    )
  }
}
