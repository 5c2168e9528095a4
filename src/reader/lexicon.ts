import type { Vocabulary } from '../ports.ts'

/** A word of the catalogue found in a text. */
export interface Hit {
  readonly word: string
  /** The category or danger it stands under. */
  readonly name: string
  readonly from: number
  readonly to: number
}

type Entry = readonly [word: string, name: string]
type Index = ReadonlyMap<string, readonly Entry[]>

const indexed = (groups: Vocabulary['categories']): Index => {
  const index = new Map<string, Entry[]>()
  for (const { name, words } of groups)
    for (const word of words) {
      const start = word[0]
      if (start === undefined) continue
      const entries = index.get(start) ?? []
      index.set(
        start,
        [...entries, [word.toLowerCase(), name] as const].sort((a, b) => b[0].length - a[0].length),
      )
    }
  return index
}

// Built once for each community: the vocabulary stays the same object until the next start.
const indexes = new WeakMap<Vocabulary['categories'], Index>()
const indexOf = (groups: Vocabulary['categories']): Index => {
  const known = indexes.get(groups)
  if (known !== undefined) return known
  const made = indexed(groups)
  indexes.set(groups, made)
  return made
}

/** The words of the catalogue in a text, the longest at each place. Its cost grows with the text, not with the catalogue. */
export const hits = (text: string, groups: Vocabulary['categories']): readonly Hit[] => {
  const index = indexOf(groups)
  const found: Hit[] = []
  for (let i = 0; i < text.length; i++) {
    const entry = index.get(text[i] ?? '')?.find(([word]) => text.startsWith(word, i))
    if (entry === undefined) continue
    // 「单元门口」 is where it is, not what is wrong.
    if (entry[0].endsWith('门') && text[i + entry[0].length] === '口') continue
    found.push({ word: entry[0], name: entry[1], from: i, to: i + entry[0].length })
    i += entry[0].length - 1
  }
  return found
}
